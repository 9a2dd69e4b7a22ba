use std::cell::RefCell;
use std::fs;
use std::io::{self, Cursor, Write};
use std::path::PathBuf;
use std::rc::Rc;

use super::*;

/// What a run left behind.
pub(super) struct Ran {
    pub(super) exit: u8,
    pub(super) output: String,
    pub(super) errors: String,
}

/// A stream that is read after the run.
#[derive(Clone, Default)]
pub(super) struct Written(Rc<RefCell<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Written {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

pub(super) fn copyspec_reading(input: &str, arguments: &[&str]) -> Ran {
    let (output, errors) = (Written::default(), Written::default());
    let input = Cursor::new(input.as_bytes().to_vec());
    let mut console = Console::new(input, output.clone(), errors.clone());
    let arguments = ["copyspec"].iter().chain(arguments).map(OsString::from);
    let exit = run(arguments, &mut console).code();
    Ran { exit, output: output.text(), errors: errors.text() }
}

pub(super) fn copyspec(arguments: &[&str]) -> Ran {
    copyspec_reading("", arguments)
}

/// An empty folder of a test's own, beside its program.
pub(super) fn folder(test: &str) -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let folder = program.with_file_name("command-line").join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn header(dialect: &str) -> String {
    format!(
        r#"{{"trace": 1, "dialect": "{dialect}", "origin": "a test", "setup": {{"buckets": [{{"name": "b"}}]}}}}"#
    ) + "\n"
}

/// A read of a key that is not there, which is answered so.
fn read(second: u8, status: u16) -> String {
    let body = match status {
        404 => r#", "body": "<Error><Code>NoSuchKey</Code></Error>""#,
        _ => "",
    };
    format!(
        r#"{{"at": "2024-01-01T00:00:{second:02}.000Z", "client": "c", "request": {{"method": "GET", "target": "/b/k", "headers": []}}, "response": {{"status": {status}, "headers": []{body}}}}}"#
    ) + "\n"
}

pub(super) fn clean_trace() -> String {
    header("obs-s3-seed") + &read(1, 404)
}

pub(super) fn bad_trace() -> String {
    header("obs-s3-seed") + &read(1, 404) + &read(2, 418)
}

#[test]
fn a_trace_that_conforms_exits_with_0_and_takes_one_line() {
    let ran = copyspec_reading(&clean_trace(), &["replay", "-"]);
    assert_eq!((ran.exit, ran.errors.as_str()), (0, ""));
    assert_eq!(ran.output, "-: 1 event, 1 allowed\n1 trace: 1 event, 1 allowed\n");
}

#[test]
fn a_forbidden_answer_exits_with_1_and_is_explained_in_order() {
    let ran = copyspec_reading(&bad_trace(), &["replay", "-"]);
    assert_eq!((ran.exit, ran.errors.as_str()), (1, ""));
    let parts = [
        "-:3: forbidden: OBS-",
        "> 3",
        "observed    418",
        "allowed     404 NoSuchKey",
        "Documented: `",
        "    OBS-SRC-009: A source key",
        "doc: OTC API reference: Copying Parts",
        "allowed if  ",
        "continuing with ",
        "repeat      copyspec replay - --dialect obs-s3-seed",
        "1 trace: 2 events, 1 allowed, 1 forbidden",
    ];
    let mut rest = ran.output.as_str();
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part}, in order, in {}", ran.output));
        rest = &rest[at..];
    }
}

#[test]
fn a_verdict_for_a_program_has_the_keys_of_the_format_in_their_order() {
    let ran = copyspec_reading(&bad_trace(), &["replay", "--format", "json", "-"]);
    let lines: Vec<_> = ran.output.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with(r#"{"file":"-","line":2,"call":null,"verdict":"allowed","#));
    assert!(lines[0].ends_with(
        r#""assumptions":{},"observed":{"status":404,"code":"NoSuchKey","headers":{},"body":"<Error><Code>NoSuchKey</Code></Error>"},"allowed":[]}"#
    ));
    let keys = ["file", "line", "call", "verdict", "rules", "assumptions", "observed", "allowed"];
    let places = keys.map(|key| lines[1].find(&format!("\"{key}\":")).unwrap());
    assert!(places.is_sorted(), "{}", lines[1]);
    let value: serde_json::Value = serde_json::from_str(lines[1]).unwrap();
    assert_eq!(value.as_object().unwrap().len(), keys.len());
    assert_eq!(value["allowed"][0]["code"], "NoSuchKey");
    assert_eq!(value["observed"]["body"], serde_json::Value::Null);
    assert_eq!(
        lines[2],
        r#"{"summary":{"traces":1,"events":2,"allowed":1,"silent":0,"forbidden":1,"unmodelled":0,"gave_up":0,"refused":0}}"#
    );
}

#[test]
fn a_numbered_call_is_named_where_it_is_answered() {
    let call = r#"{"at": "2024-01-01T00:00:01.000Z", "call": 7, "client": "c", "request": {"method": "GET", "target": "/b/k", "headers": []}}"#;
    let answer = r#"{"at": "2024-01-01T00:00:02.000Z", "return": 7, "response": {"status": 404, "headers": []}}"#;
    let trace = format!("{}{call}\n{answer}\n", header("obs-s3-seed"));
    let ran = copyspec_reading(&trace, &["replay", "--format", "json", "-"]);
    assert!(ran.output.starts_with(r#"{"file":"-","line":3,"call":7,"#), "{}", ran.output);
}

#[test]
fn a_truncated_file_is_refused_with_its_place() {
    let trace = clean_trace();
    let ran = copyspec_reading(&trace[..trace.len() - 30], &["replay", "-"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.errors.starts_with("-:2:"), "{}", ran.errors);
    assert!(ran.errors.ends_with("expected the rest of it and a line feed\n"), "{}", ran.errors);
    assert!(ran.output.ends_with("0 traces, 1 refused: 0 events\n"), "{}", ran.output);
}

#[test]
fn an_unknown_dialect_is_answered_with_the_known_ones() {
    let ran = copyspec_reading(&header("s4"), &["replay", "-"]);
    assert_eq!(ran.exit, 2);
    assert_eq!(
        ran.errors,
        "-:1:1: unknown dialect `s4`; expected one of `obs-s3-seed`, `obs-s3`, `obs-native`, \
         `hcp-7`, `hcp-8.2`, `hcp-9.0`, `hcp-9.7`, `s3`\n"
    );
    let ran = copyspec_reading(&clean_trace(), &["replay", "--dialect", "s4", "-"]);
    assert_eq!(ran.exit, 2);
    for name in NAMES {
        assert!(ran.errors.contains(name), "{}", ran.errors);
    }
}

#[test]
fn a_dialect_without_a_rulebook_is_named_if_nothing_else_is_wrong() {
    let message = "-:1:1: `s3` is a known dialect without a rulebook; expected one of ";
    let trace = header("s3") + &read(1, 404);
    let ran = copyspec_reading(&trace, &["replay", "-"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.errors.starts_with(message), "{}", ran.errors);
    let ran = copyspec_reading(&(trace + "{}\n"), &["replay", "-"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.errors.starts_with("-:3:1: no key tells what this line is;"), "{}", ran.errors);
    assert_eq!(ran.errors.lines().count(), 1, "{}", ran.errors);
    let ran = copyspec_reading(&bad_trace(), &["replay", "--dialect", "s3", "-"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.errors.starts_with(message), "{}", ran.errors);
}

#[test]
fn every_file_is_judged_and_the_worst_end_counts() {
    let folder = folder("every-file");
    let name = |name: &str| folder.join(name).display().to_string();
    fs::write(name("clean"), clean_trace()).unwrap();
    fs::write(name("bad"), bad_trace()).unwrap();
    fs::write(name("unbuilt"), header("s3")).unwrap();
    let ran = copyspec(&["replay", &name("bad"), &name("clean")]);
    assert_eq!(ran.exit, 1);
    assert!(ran.output.ends_with("2 traces: 3 events, 2 allowed, 1 forbidden\n"), "{}", ran.output);
    let files = [name("unbuilt"), name("bad"), name("missing"), name("clean")];
    let ran = copyspec(&["replay", &files[0], &files[1], &files[2], &files[3]]);
    assert_eq!(ran.exit, 2);
    let end = "2 traces, 2 refused: 3 events, 2 allowed, 1 forbidden\n";
    assert!(ran.output.ends_with(end), "{}", ran.output);
    let messages: Vec<_> = ran.errors.lines().collect();
    assert!(messages[0].contains("unbuilt:1:1: `s3` is a known dialect without a rulebook"));
    assert!(messages[1].contains("missing:1:1: the file cannot be opened ("));
    assert_eq!(messages.len(), 2, "{messages:?}");
}

#[test]
fn a_search_without_budget_gives_up_and_exits_with_3() {
    let ran = copyspec_reading(&bad_trace(), &["replay", "--budget", "0", "-"]);
    assert_eq!(ran.exit, 3, "{}", ran.output);
    assert!(ran.output.contains("gave_up"), "{}", ran.output);
}

#[test]
fn an_assumption_about_nothing_that_is_open_lists_what_is() {
    let assumed = ["replay", "--assume", "colour=blue", "-"];
    let ran = copyspec_reading(&clean_trace(), &assumed);
    assert_eq!(ran.exit, 2);
    let start = "-:1:1: obs-s3-seed has no open question \"colour\"; expected one of ";
    assert!(ran.errors.starts_with(start), "{}", ran.errors);
    let assumed = ["replay", "--assume", "unknown_key_code=table", "-"];
    assert_eq!(copyspec_reading(&clean_trace(), &assumed).exit, 0);
    let ran = copyspec_reading(&clean_trace(), &["replay", "--assume", "colour", "-"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.errors.contains("expected QUESTION=READING"), "{}", ran.errors);
}

#[test]
fn control_characters_of_a_trace_do_not_reach_the_terminal() {
    let trace = bad_trace().replace("\"client\": \"c\"", r#""client": "\u001b[31mc""#);
    for verb in ["replay", "show"] {
        let ran = copyspec_reading(&trace, &[verb, "-"]);
        assert_eq!(ran.exit, 1);
        assert!(ran.output.contains("[31mc") && !ran.output.contains('\u{1b}'), "{}", ran.output);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let errors = Written::default();
    let mut console = Console::new(io::empty(), Gone, errors.clone());
    let exit = run(["copyspec", "rules"].map(OsString::from), &mut console);
    assert_eq!((exit, errors.text().as_str()), (Exit::Conforming, ""));
}

#[test]
fn a_shown_trace_has_a_row_per_call_and_its_verdict() {
    let ran = copyspec_reading(&bad_trace(), &["show", "-"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.output.starts_with("obs-s3-seed: a test\nbucket b (unversioned) holds nothing\n"));
    for part in ["GET /b/k", "404 NoSuchKey", "418", "allowed", "forbidden", "owner"] {
        assert!(ran.output.contains(part), "{part} in {}", ran.output);
    }
    let json = ["show", "--format", "json", "-"];
    let replayed = copyspec_reading(&bad_trace(), &["replay", "--format", "json", "-"]);
    assert_eq!(copyspec_reading(&bad_trace(), &json).output, replayed.output);
}

#[test]
fn a_rule_is_explained_where_it_stands_and_where_it_leads() {
    let ran = copyspec(&["rules", "obs-sto-008"]);
    assert_eq!(ran.exit, 0);
    assert!(ran.output.contains("frozen_source: "), "{}", ran.output);
    for follows in model::dialect::Dialect::all().iter().flat_map(|it| &it.follows) {
        let ran = copyspec(&["rules", follows.from[0]]);
        let told = format!("{} follows from {}", follows.rule, follows.from[0]);
        assert!(ran.output.contains(&told), "{}", ran.output);
    }
    let ran = copyspec(&["rules", "OBS-STO-999"]);
    assert_eq!((ran.exit, ran.output.as_str()), (2, ""));
    assert!(ran.errors.contains("`OBS-STO-999` stands in no row"), "{}", ran.errors);
}

/// The traces of the checkout, wherever the tests run.
const TRACES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../traces");

#[test]
fn a_rule_is_told_with_its_page_its_rows_and_its_traces_one_of_which_is_shown() {
    let ran = copyspec(&["rules", "OBS-STO-008", "--traces", TRACES]);
    assert_eq!((ran.exit, ran.errors.as_str()), (0, ""));
    let file = format!("{TRACES}/obs/OBS-STO-008-frozen.jsonl\n");
    let parts = [
        "OBS-STO-008: An archived source",
        "evidence  seed",
        "source    OBS-SEED: ",
        &file,
        "obs-s3-seed",
        "  frozen_source: ",
        "403 InvalidObjectState",
        &file,
        "verdict",
        "allowed",
    ];
    let mut rest = ran.output.as_str();
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part}, in order, in {}", ran.output));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn a_question_and_a_clause_are_explained_by_the_rules_of_their_rows() {
    let question = copyspec(&["rules", "obs-oq-10", "--traces", TRACES]);
    assert!(question.output.starts_with("OBS-OQ-10: What do metadata headers do without REPLACE?"));
    let clause = copyspec(&["rules", "metadata_without_directive", "--traces", TRACES]);
    for ran in [question, clause] {
        assert_eq!(ran.exit, 0);
        for part in ["OBS-META-003: ", "  metadata_without_directive: ", "verdict"] {
            assert!(ran.output.contains(part), "{part} in {}", ran.output);
        }
    }
}

#[test]
fn where_there_are_no_traces_the_rules_are_told_without() {
    let empty = folder("no-traces").join("traces").display().to_string();
    let ran = copyspec(&["rules", "OBS-STO-008", "--traces", &empty]);
    assert_eq!((ran.exit, ran.errors.as_str()), (0, ""));
    assert!(ran.output.contains("There is no folder `"), "{}", ran.output);
    let ran = copyspec(&["rules", "OBS-STO-008", "--traces", &empty, "--format", "json"]);
    let line = ran.output.lines().next().unwrap();
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(value["statements"][0]["rule"], "OBS-STO-008");
    assert_eq!(value["statements"][0]["traces"], serde_json::Value::Null);
    let source = &value["statements"][0]["sources"][0];
    assert_eq!(source["id"], "OBS-SEED");
    assert!(source["title"].as_str().unwrap().contains("PUT Object - Copy"));
}

#[test]
fn a_listed_row_has_beside_each_rule_its_evidence_its_source_and_its_traces() {
    let ran = copyspec(&["rules", "--dialect", "hcp-7", "--traces", TRACES]);
    let line = ran.output.lines().find(|it| it.contains(" version_parameter_case ")).unwrap();
    let cells: Vec<_> = line.split_whitespace().collect();
    let trace = format!("{TRACES}/hcp/HCP-SRC-003-reject-exact.jsonl");
    let expected =
        ["version_parameter_case", "documented", "case_insensitive", "HCP-SRC-003", "doc"];
    assert_eq!(cells[..5], expected);
    assert_eq!(cells[5..], ["HCP-03-HDR", "HCP-82-HDR", &trace]);
}

#[test]
fn the_rules_of_every_dialect_are_listed_row_by_row() {
    for dialect in model::dialect::Dialect::all() {
        let ran = copyspec(&["rules", "--dialect", dialect.name, "--format", "json"]);
        let others = dialect.follows.len() + dialect.unmodelled.len();
        assert_eq!(ran.output.lines().count(), dialect.rows().len() + others);
        let ran =
            copyspec(&["rules", "--dialect", dialect.name, "--questions", "--format", "json"]);
        assert_eq!(ran.output.lines().count(), dialect.questions().count());
    }
    assert_eq!(copyspec(&["rules", "--dialect", "s3"]).exit, 2);
}

#[test]
fn a_simulated_trace_is_written_once_and_judged_clean() {
    let folder = folder("simulate").display().to_string();
    let simulate = |seed: &str, more: &[&str]| {
        let arguments = ["simulate", "--dialect", "hcp-7", "--seed", seed, "--faults", "none"];
        let arguments = [&arguments[..], &["--clients", "1", "--out", &folder], more].concat();
        copyspec(&arguments)
    };
    let first = simulate("5", &["--steps", "6", "--format", "json"]);
    assert_eq!((first.exit, first.errors.as_str()), (0, ""), "{}", first.output);
    let start = r#"{"seed":5,"dialect":"hcp-7","events":6,"verdict":""#;
    assert!(first.output.starts_with(start), "{}", first.output);
    assert_eq!(simulate("5", &["--steps", "6", "--format", "json"]).output, first.output);
    let file = format!("{folder}/hcp-7-00000005.jsonl");
    assert_eq!(copyspec(&["replay", &file]).exit, 0);
    let other = simulate("5", &["--steps", "7"]);
    assert_eq!(other.exit, 2);
    assert!(other.errors.contains("hcp-7-00000005.jsonl:1:1: the file has other contents"));
    assert_eq!(simulate("5", &["--steps", "7", "--force"]).exit, 0);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn both_engines_print_the_same() {
    let arguments = ["simulate", "--dialect", "hcp-7", "--seeds", "0..3", "--steps", "5"];
    let run =
        |engine| copyspec(&[&arguments[..], &["--format", "json", "--engine", engine]].concat());
    let by_queue = run("queue");
    assert_eq!(by_queue.output.lines().count(), 4);
    let by_madsim = run("madsim");
    if crate::drive::Engine::Madsim.is_built_in() {
        assert_eq!(by_madsim.output, by_queue.output);
    } else {
        assert_eq!(by_madsim.exit, 2);
        assert!(by_madsim.errors.contains("is not built in"), "{}", by_madsim.errors);
    }
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    for arguments in [
        &["simulate", "--dialect", "s3"][..],
        &["simulate", "--dialect", "hcp-7", "--seeds", "3..3"],
        &["simulate", "--dialect", "hcp-7", "--seeds", "3"],
        &["simulate", "--dialect", "hcp-7", "--seed", "3", "--seeds", "0..1"],
        &["simulate", "--dialect", "hcp-7", "--faults", "fire"],
        &["simulate", "--dialect", "hcp-7", "--clients", "0"],
        &["simulate"],
        &["replay"],
        &[],
    ] {
        let ran = copyspec(arguments);
        assert_eq!((ran.exit, ran.output.as_str()), (2, ""), "{arguments:?}");
        assert!(!ran.errors.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_results() {
    let ran = copyspec(&["--version"]);
    let version = concat!("copyspec ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!((ran.exit, ran.output.as_str()), (0, version));
    for verb in ["replay", "show", "rules", "simulate", "minimise", "merge"] {
        let ran = copyspec(&[verb, "--help"]);
        assert_eq!(ran.exit, 0);
        assert!(ran.output.contains("--format"), "{}", ran.output);
    }
}
