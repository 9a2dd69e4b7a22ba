//! The checkout as text, as far as `tidy` asks of it: lines, code, names, functions.
//!
//! It knows how this project writes Rust, rustfmt's layout included, and is no parser.

use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Folders nobody here writes: they are made by tools, or hold the bytes a fuzzer starts from.
const NOT_READ: &[&str] = &[".git", "fuzz/artifacts", "fuzz/corpus", "fuzz/coverage", "target"];

/// A text file of the checkout.
pub(super) struct Source {
    /// Relative to the top, with forward slashes.
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    /// Its lines with their numbers.
    pub(super) fn lines(&self) -> Vec<(usize, &str)> {
        (1..).zip(self.text.lines()).collect()
    }

    /// Its lines without comments, as far as the tests at its end.
    pub(super) fn code(&self) -> Vec<(usize, &str)> {
        let lines = self.lines().into_iter().take(self.lines_before_tests());
        lines.map(|(at, line)| (at, without_comment(line))).collect()
    }

    /// How many lines come before its tests: none where it holds nothing else.
    pub(super) fn lines_before_tests(&self) -> usize {
        if self.path.starts_with("tests/") || self.path.ends_with("/tests.rs") {
            return 0;
        }
        let end = self.text.find("#[cfg(test)]\nmod ").unwrap_or(self.text.len());
        self.text[..end].lines().count()
    }

    /// The names that follow `root::` in its code, inside braces too, with their lines.
    pub(super) fn names_under(&self, root: &str) -> Vec<(usize, String)> {
        let code: Vec<_> = self.code().into_iter().map(|(_, line)| line).collect();
        let code = code.join("\n");
        let mut names = vec![];
        for (at, root) in code.match_indices(&format!("{root}::")) {
            if !code[..at].ends_with(is_identifier) {
                let line = 1 + code[..at].matches('\n').count();
                let used = branches(&code[at + root.len()..]);
                names.extend(used.into_iter().map(|name| (line, name)));
            }
        }
        names
    }
}

/// The first name of a path, or of each path in a group in braces.
fn branches(rest: &str) -> Vec<String> {
    let first =
        |path: &str| path.trim_start().chars().take_while(|it| is_identifier(*it)).collect();
    let Some(group) = rest.strip_prefix('{') else { return vec![first(rest)] };
    let (mut depth, mut start, mut names) = (1, 0, Vec::<String>::new());
    for (at, it) in group.char_indices() {
        depth += i32::from(it == '{') - i32::from(it == '}');
        if depth == 0 || (depth == 1 && it == ',') {
            names.push(first(&group[start..at]));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

pub(super) fn is_identifier(it: char) -> bool {
    it.is_alphanumeric() || it == '_'
}

fn without_comment(line: &str) -> &str {
    let line = if line.trim_start().starts_with("//") { "" } else { line };
    line.split(" // ").next().unwrap_or_default()
}

/// A line but for what it quotes.
pub(super) fn without_quote(line: &str) -> String {
    match (line.find('"'), line.rfind('"')) {
        (Some(opens), Some(closes)) => line[..opens].to_owned() + &line[closes..],
        _ => line.to_owned(),
    }
}

/// The words of a line in lower case; `fromObs`, `OBS_ERROR` and `x-obs-acl` hold `obs`.
pub(super) fn words(line: &str) -> Vec<String> {
    let mut spaced = String::new();
    for it in line.chars() {
        if it.is_uppercase() && spaced.ends_with(char::is_lowercase) {
            spaced.push(' ');
        }
        spaced.push(if it.is_alphanumeric() { it } else { ' ' });
    }
    spaced.split_whitespace().map(str::to_lowercase).collect()
}

/// Where functions with a body of their own lines begin, and how many lines they take.
pub(super) fn functions(source: &Source) -> Vec<(usize, usize)> {
    let lines: Vec<_> = source.text.lines().collect();
    let length = |at: usize| {
        let ends = |line: &&&str| line.ends_with(['{', ';', '}']);
        let has_body = lines[at..].iter().find(ends)?.ends_with('{');
        let indent = &lines[at][..lines[at].len() - lines[at].trim_start().len()];
        let end = lines[at..].iter().position(|line| line.strip_prefix(indent) == Some("}"))?;
        has_body.then_some(end + 1)
    };
    let starts = (0..lines.len()).filter(|at| starts_function(lines[*at]));
    starts.filter_map(|at| Some((at + 1, length(at)?))).collect()
}

fn starts_function(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let word =
        words.find(|it| !matches!(*it, "pub" | "const" | "async") && !it.starts_with("pub("));
    word == Some("fn")
}

/// The names in the tables of dependencies of a manifest; the list of the workspace uses none.
pub(super) fn dependencies(manifest: &Source) -> Vec<(usize, &str)> {
    let mut in_table = false;
    let mut names = vec![];
    for (at, line) in manifest.lines() {
        if let Some(header) = line.strip_prefix('[') {
            in_table = header.contains("dependencies") && !header.starts_with("workspace");
            let named = header.split_once("dependencies.");
            names.extend(named.map(|(_, name)| (at, name.trim_end_matches(']'))));
        } else if in_table {
            names.push((at, line.split(['.', ' ', '=']).next().unwrap_or_default()));
        }
    }
    names
}

/// The text files whose path is `wanted`, in the order of their paths.
pub(super) fn sources(wanted: impl Fn(&str) -> bool) -> Vec<Source> {
    let mut folders = vec![String::new()];
    let mut sources = vec![];
    while let Some(folder) = folders.pop() {
        for name in names_in(&Path::new(ROOT).join(&folder)) {
            let path = format!("{folder}{name}");
            let file = Path::new(ROOT).join(&path);
            if file.is_dir() && !NOT_READ.contains(&path.as_str()) {
                folders.push(format!("{path}/"));
            } else if file.is_file()
                && wanted(&path)
                && let Ok(text) = fs::read_to_string(&file)
            {
                sources.push(Source { path, text });
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources
}

/// What lies at the top, folders included.
pub(super) fn names_at_the_top() -> Vec<String> {
    names_in(Path::new(ROOT))
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries.map(|entry| name(entry.expect("an entry of a folder that could be opened"))).collect()
}

/// A file of no name, for the claims below.
fn source(text: &str) -> Source {
    Source { path: String::from("some.rs"), text: String::from(text) }
}

#[test]
fn code_ends_where_the_tests_begin_and_has_no_comments() {
    let source = source("//! A.\nlet a = 1; // b\n#[cfg(test)]\nmod tests {}\n");
    assert_eq!(source.code(), [(1, ""), (2, "let a = 1;")]);
}

#[test]
fn every_path_of_a_group_is_a_name() {
    let source = source("use crate::one::Two;\nuse crate::{\n    a::{b, c},\n    d,\n};\n");
    let names = [(1, "one"), (2, "a"), (2, "d")];
    assert_eq!(source.names_under("crate"), names.map(|(at, name)| (at, String::from(name))));
}

#[test]
fn a_word_is_found_within_names_but_not_within_words() {
    assert_eq!(words("fromObs(OBS_TIME, \"x-obs-acl\")").join(" "), "from obs obs time x obs acl");
    assert_eq!(words("observed ObservedOBS").join(" "), "observed observed obs");
}

#[test]
fn a_function_is_as_long_as_its_braces_are_apart() {
    let source = source("fn a();\nfn b() {}\nimpl C {\n    pub(crate) fn d(\n    ) {\n    }\n}\n");
    assert_eq!(functions(&source), [(4, 3)]);
}

#[test]
fn a_dependency_is_a_name_in_a_table_or_in_its_header() {
    let workspace = "[workspace.dependencies]\nfree = \"1\"\n";
    let tables = "[target.'cfg(x)'.dependencies]\na.workspace = true\n[dev-dependencies.b]\n";
    let source = source(&format!("{workspace}{tables}[lints]\nworkspace = true\n"));
    assert_eq!(dependencies(&source), [(4, "a"), (5, "b")]);
}
