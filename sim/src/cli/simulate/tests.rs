//! Sweeps, their lines, their failures and how they are put together.

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use clap::Parser as _;
use model::dialect::{Clause, Permits};

use super::*;
use crate::cli::tests::{Ran, Written, bad_trace, clean_trace, copyspec, copyspec_reading, folder};
use crate::cli::{CommandLine, Verb, run};
use crate::drive::run_as;

const SWEEP: [&str; 9] =
    ["simulate", "--dialect", "hcp-7", "--seeds", "3..13", "--steps", "5", "--format", "json"];

/// The lines of a shard of the sweep.
fn shard(name: &str) -> String {
    let ran = copyspec(&[&SWEEP[..], &["--shard", name]].concat());
    assert_eq!((ran.exit, ran.errors.as_str()), (0, ""));
    ran.output
}

fn merged(texts: &[&str], test: &str) -> Ran {
    let folder = folder(test);
    let mut arguments = vec!["merge".to_owned(), "--format".to_owned(), "json".to_owned()];
    for (text, number) in texts.iter().zip(1..) {
        let file = folder.join(number.to_string());
        fs::write(&file, text).unwrap();
        arguments.push(file.display().to_string());
    }
    copyspec(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Runs a scenario by a service that gives a copy other metadata than its documents say.
fn wrong(scenario: &Scenario, engine: Engine) -> Result<Run, RunError> {
    let dialect = Dialect::named(&scenario.dialect).unwrap();
    let own = &dialect.row(Clause::CopyMetadata).permits;
    let other = (0..).map(Permits::Documented).find(|it| it != own).unwrap();
    run_as(&dialect.with(Clause::CopyMetadata, other), scenario, engine)
}

/// Does what `arguments` ask of `simulate`, with that service.
fn simulate_wrong(arguments: &[&str]) -> Ran {
    let (output, errors) = (Written::default(), Written::default());
    let mut console = Console::new(io::empty(), output.clone(), errors.clone());
    let all = ["copyspec", "simulate"].iter().chain(arguments).map(OsString::from);
    let Verb::Simulate(verb) = CommandLine::try_parse_from(all).unwrap().verb else {
        panic!("the verb is simulate")
    };
    let exit = verb.run_by(&wrong, &mut console).code();
    Ran { exit, output: output.text(), errors: errors.text() }
}

/// The first seed of some whose run by that service is forbidden.
fn failing_seed() -> String {
    let ran = simulate_wrong(&["--dialect", "hcp-7", "--seeds", "0..5", "--format", "json"]);
    assert_eq!(ran.exit, 1);
    let line = ran.output.lines().find(|it| it.contains("\"verdict\":\"forbidden\"")).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    let minimal: Scenario = serde_json::from_value(line["minimal"].clone()).unwrap();
    assert!(wrong(&minimal, Engine::Queue).is_ok());
    line["seed"].to_string()
}

#[test]
fn a_failure_is_told_by_its_smallest_history_in_order() {
    let seed = failing_seed();
    let ran = simulate_wrong(&["--dialect", "hcp-7", "--seed", &seed]);
    assert_eq!((ran.exit, ran.errors.as_str()), (1, ""));
    let start = format!("seed {seed}: forbidden; of 40 calls ");
    let repeat = format!(
        "repeat      copyspec simulate --dialect hcp-7 --seed {seed} --clients 2 --steps 20 \
         --faults all"
    );
    let parts = [
        start.as_str(),
        " show it, found by ",
        " smaller scenarios",
        ": forbidden: call ",
        "(hcp-7)",
        "request",
        "> ",
        "observed",
        "allowed",
        "Documented: `",
        "allowed if",
        repeat.as_str(),
        "1 run of hcp-7",
    ];
    let mut rest = ran.output.as_str();
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part}, in order, in {}", ran.output));
        rest = &rest[at..];
    }
    // The put of the source stands there too, though the wrong answer is about another key.
    let calls = ran.output.lines().skip_while(|it| !it.contains('─')).skip(1);
    let calls = calls.take_while(|it| !it.contains("observed"));
    let lines = calls.filter_map(|it| it.trim_start_matches([' ', '>']).split_once('–'));
    assert!((2..=4).contains(&lines.count()), "{}", ran.output);
}

#[test]
fn the_same_seed_of_the_service_itself_is_allowed() {
    let ran = copyspec(&["simulate", "--dialect", "hcp-7", "--seed", &failing_seed()]);
    assert_eq!((ran.exit, ran.errors.as_str()), (0, ""), "{}", ran.output);
}

#[test]
fn a_run_that_is_not_repeated_is_told_where_it_parts() {
    let runs = AtomicU32::new(0);
    let drifting = |scenario: &Scenario, engine: Engine| {
        let mut run = crate::drive::run(scenario, engine)?;
        if runs.fetch_add(1, Ordering::Relaxed) % 2 == 1 {
            run.trace.header.origin = "elsewhere".to_owned();
        }
        Ok(run)
    };
    for (format, told) in [("text", "line 1 of its trace on"), ("json", r#""differs":{"line":1,"#)]
    {
        let (output, errors) = (Written::default(), Written::default());
        let mut console = Console::new(io::empty(), output.clone(), errors.clone());
        let all = ["copyspec", "simulate", "--dialect", "hcp-7", "--format", format];
        let Verb::Simulate(verb) = CommandLine::try_parse_from(all).unwrap().verb else {
            panic!("the verb is simulate")
        };
        assert_eq!(verb.run_by(&drifting, &mut console), Exit::Forbidden);
        assert!(output.text().contains(told), "{}", output.text());
    }
}

#[test]
fn one_run_of_a_hundred_is_run_twice_and_each_where_asked() {
    let runs = |arguments: &[&str]| {
        let runs = AtomicU32::new(0);
        let counting = |scenario: &Scenario, engine: Engine| {
            runs.fetch_add(1, Ordering::Relaxed);
            crate::drive::run(scenario, engine)
        };
        let all = ["copyspec", "simulate", "--dialect", "hcp-7", "--steps", "1", "--clients", "1"];
        let all = all.iter().chain(arguments).map(OsString::from);
        let Verb::Simulate(verb) = CommandLine::try_parse_from(all).unwrap().verb else {
            panic!("the verb is simulate")
        };
        let mut console = Console::new(io::empty(), io::sink(), io::sink());
        assert_eq!(verb.run_by(&counting, &mut console), Exit::Conforming);
        runs.into_inner()
    };
    assert_eq!(runs(&["--seeds", "5..206"]), 201 + 3);
    assert_eq!(runs(&["--seeds", "5..206", "--shard", "2/2"]), 100);
    assert_eq!(runs(&["--seeds", "0..50", "--twice", "all"]), 100);
}

#[test]
fn a_saved_scenario_runs_as_its_seed_does() {
    let folder = folder("saved-scenario");
    let name = |name: &str| folder.join(name).display().to_string();
    let drawn = ["simulate", "--dialect", "hcp-7", "--seed", "4", "--steps", "5"];
    let saving = ["--scenarios", &name("scenarios"), "--out", &name("drawn")];
    let first = copyspec(&[&drawn[..], &saving].concat());
    assert_eq!((first.exit, first.errors.as_str()), (0, ""));
    let file = name("scenarios/hcp-7-00000004.json");
    let again = copyspec(&["simulate", "--scenario", &file, "--out", &name("again")]);
    assert_eq!((again.exit, again.errors.as_str()), (0, ""));
    assert_eq!(first.output, again.output);
    let trace = |folder: &str| fs::read(name(&format!("{folder}/hcp-7-00000004.jsonl"))).unwrap();
    assert_eq!(trace("drawn"), trace("again"));
    let text = fs::read_to_string(&file).unwrap();
    let broken = text.replacen("\"work_ms\": ", "\"work_ms\": -", 1);
    let ran = copyspec_reading(&broken, &["simulate", "--scenario", "-"]);
    assert_eq!((ran.exit, ran.output.as_str()), (2, ""));
    let line = 1 + text.lines().position(|it| it.contains("work_ms")).unwrap();
    assert!(ran.errors.starts_with(&format!("-:{line}:")), "{}", ran.errors);
    assert!(ran.errors.contains("; expected u64"), "{}", ran.errors);
    let missing = copyspec(&["simulate", "--scenario", &name("nowhere")]);
    assert_eq!(missing.exit, 2);
    let both = copyspec(&["simulate", "--scenario", &file, "--seed", "4"]);
    assert_eq!(both.exit, 2);
}

#[test]
fn a_scenario_is_made_smaller_by_the_verdict_of_a_dialect() {
    let folder = folder("minimise-scenario");
    let name = |name: &str| folder.join(name).display().to_string();
    let drawn = ["simulate", "--dialect", "obs-s3-seed", "--seed", "3", "--faults", "none"];
    let saved = copyspec(&[&drawn[..], &["--scenarios", &name("scenarios")]].concat());
    assert_eq!(saved.exit, 0, "{}", saved.errors);
    let file = name("scenarios/obs-s3-seed-00000003.json");
    let by = ["--dialect", "hcp-7"];
    let ran = copyspec(&[&["minimise", &file, "--out", &name("least.json")][..], &by].concat());
    assert_eq!((ran.exit, ran.errors.as_str()), (1, ""));
    assert!(ran.output.contains(": forbidden") && ran.output.contains(" tried"), "{}", ran.output);
    let least = fs::read_to_string(name("least.json")).unwrap();
    assert!(Scenario::read("least", &least).unwrap().clients.len() == 1);
    let report = copyspec(&[&["minimise", &file, "--format", "json"][..], &by].concat());
    assert_eq!((report.exit, report.output.as_str()), (1, least.as_str()));
    let report: serde_json::Value = serde_json::from_str(&report.errors).unwrap();
    assert_eq!(report["verdict"], "forbidden");
    assert_eq!(report["is_least"], true);
}

#[test]
fn a_trace_is_made_smaller_and_an_allowed_one_is_refused() {
    let bad = bad_trace();
    let ran = copyspec_reading(&bad, &["minimise", "-"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.errors.starts_with("-: forbidden: OBS-"), "{}", ran.errors);
    assert!(ran.errors.contains("; 1 of 2 calls and "), "{}", ran.errors);
    assert_eq!(ran.output.lines().count(), 2, "{}", ran.output);
    let again = copyspec_reading(&ran.output, &["replay", "-"]);
    assert!(again.output.contains("-:2: forbidden: "), "{}", again.output);
    let ran = copyspec_reading(&clean_trace(), &["minimise", "-"]);
    assert_eq!((ran.exit, ran.output.as_str()), (2, ""));
    assert!(ran.errors.starts_with("-:1:1: every answer is allowed; expected "), "{}", ran.errors);
    let ran = copyspec_reading(&bad.replace("\"client\"", "\"cliant\""), &["minimise", "-"]);
    assert_eq!((ran.exit, ran.output.as_str()), (2, ""));
    assert!(ran.errors.starts_with("-:2:"), "{}", ran.errors);
}

#[test]
fn shards_are_put_together_in_any_order_and_any_number_of_times() {
    let whole = copyspec(&SWEEP).output;
    let (one, two, three) = (shard("1/3"), shard("2/3"), shard("3/3"));
    let all = merged(&[&one, &two, &three], "merge-in-order");
    assert_eq!((all.exit, all.errors.as_str()), (0, ""));
    assert_eq!(all.output.lines().count(), 11);
    assert_eq!(all.output.lines().last(), whole.lines().last());
    let other = merged(&[&three, &one, &two, &one], "merge-out-of-order");
    assert_eq!(other.output, all.output);
    let told = copyspec_reading(&all.output, &["merge", "-"]);
    assert_eq!((told.exit, told.errors.as_str()), (0, ""));
    assert!(told.output.starts_with("10 runs of hcp-7: "), "{}", told.output);
    let again = merged(&[&all.output, &two], "merge-again");
    assert_eq!((again.exit, again.output), (0, all.output));
}

#[test]
fn what_is_missing_is_named() {
    let (one, three) = (shard("1/3"), shard("3/3"));
    let ran = merged(&[&one, &three], "merge-missing");
    assert_eq!((ran.exit, ran.errors.as_str()), (3, "shard 2/3 is missing, 3 seeds\n"));
    // Killed while it wrote its third line.
    let second = one.match_indices('\n').nth(1).unwrap().0;
    let ran = merged(&[&one[..second + 20], &three, &shard("2/3")], "merge-killed");
    assert_eq!(ran.exit, 3);
    assert!(ran.errors.contains("1:3:1: the line is cut off and left out"), "{}", ran.errors);
    assert!(ran.errors.ends_with("shard 1/3 is incomplete: 2 of 4 seeds\n"), "{}", ran.errors);
    assert_eq!(ran.output.lines().count(), 2 + 3 + 3 + 1);
    assert_eq!(merged(&[""], "merge-nothing").exit, 3);
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let (one, two) = (shard("1/2"), shard("2/2"));
    let pairs = [
        ("\"commit\":\"", "\"commit\":\"other ", "the commit is `other "),
        ("\"dialect\":\"hcp-7\"", "\"dialect\":\"hcp-8.2\"", "the dialect is `hcp-8.2`"),
        ("\"steps\":5", "\"steps\":6", "the number of steps is `6`; expected `5`"),
        ("\"faults\":\"all\"", "\"faults\":\"none\"", "the set of faults is `none`"),
        ("\"seeds\":\"3..13\"", "\"seeds\":\"3..23\"", "the range of seeds is `3..23`"),
        ("\"shard\":\"2/2\"", "\"shard\":\"1/2\"", "is not in shard 1/2 of 3..13"),
        ("\"shard\":\"2/2\"", "\"shard\":\"3/2\"", "there is no such shard"),
        ("\"worlds\":", "\"wurlds\":", "unknown field `wurlds`; expected one of"),
    ];
    for (from, to, what) in pairs {
        assert!(two.contains(from), "{from}");
        let ran = merged(&[&one, &two.replace(from, to)], "merge-refused");
        assert_eq!((ran.exit, ran.output.as_str()), (2, ""), "{what}");
        assert!(ran.errors.contains("/2:1:"), "{}", ran.errors);
        assert!(ran.errors.contains(what) && ran.errors.contains("expected"), "{}", ran.errors);
    }
    let seed = two.lines().next().unwrap();
    let other = seed.replacen("\"allowed\":", "\"allowed\":1", 1) + "\n";
    let ran = merged(&[&two, &other], "merge-contradicted");
    assert_eq!(ran.exit, 2);
    assert!(ran.errors.contains("seed 4 has other results than at "), "{}", ran.errors);
}

#[test]
fn each_line_leaves_the_process_as_soon_as_it_is_known() {
    /// Counts what reaches the file, and when.
    #[derive(Clone, Default)]
    struct Arrived(Rc<RefCell<Vec<String>>>);
    impl Write for Arrived {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().push(String::from_utf8(bytes.to_vec()).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let arrived = Arrived::default();
    let output = io::BufWriter::with_capacity(1 << 16, arrived.clone());
    let mut console = Console::new(io::empty(), output, io::sink());
    let exit = run(["copyspec"].iter().chain(&SWEEP).map(OsString::from), &mut console);
    assert_eq!(exit, Exit::Conforming);
    let arrived = arrived.0.borrow();
    assert_eq!(arrived.len(), 11);
    for line in arrived.iter() {
        assert!(line.ends_with('\n') && serde_json::from_str::<serde_json::Value>(line).is_ok());
    }
}
