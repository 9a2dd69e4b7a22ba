//! The lines of the house, held by reading the checkout: what stands where, what leans on what,
//! how long a thing may grow, and which words nobody writes.
//!
//! Nothing is built or run here, and what does not exist yet breaks no claim.

mod source;

use source::{
    Source, dependencies, functions, is_identifier, names_at_the_top, sources, without_quote, words,
};

/// What may stand at the top, beside hidden files.
const TOP: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "fuzz",
    "model",
    "sim",
    "target",
    "tests",
    "traces",
];

/// The modules of the model: each may use those before it and those on its own line, no others.
const LAYERS: &[&str] = &[
    "name",
    "http",
    "wire",
    "store",
    "dialect",
    "reply",
    "trace",
    "permitted",
    "trouble",
    "lookup placement preconditions retention settings",
    "acl bucket copy multipart object restore",
    "step",
    "oracle",
    "generate",
];

/// Modules that use less than their line lets them.
const NARROW: &[(&str, &str)] =
    &[("trace", "name http store"), ("generate", "name http store dialect")];

/// Dependencies that only these folders may have (`.` is the top); any other is free.
const AT_HOME_IN: &[(&str, &[&str])] = &[
    ("arbitrary", &["fuzz"]),
    ("copyspec", &["fuzz", "."]),
    ("copyspec-fuzz", &["."]),
    ("libfuzzer-sys", &["fuzz"]),
    ("madsim", &["sim"]),
    ("rand", &[]),
    ("rand_chacha", &["sim"]),
    ("tokio", &["sim"]),
];

const VENDORS: &[&str] = &["hcp", "hitachi", "huawei", "obs"];

/// Where code may name a vendor: the vendor's table, and the list of the tables.
const NAMES_VENDORS: &[&str] =
    &["model/src/dialect.rs", "model/src/dialect/hcp", "model/src/dialect/obs", CATALOGUE];

/// What every rule says; it names vendors, and is as long as there are rules.
const CATALOGUE: &str = "model/src/dialect/rules";

/// The parts of `std` that show more than a function's arguments.
const SURROUNDINGS: &[&str] = &["env", "fs", "net", "process", "thread", "time"];

/// Names whose use makes two runs differ.
const CHANCE: &[&str] = &["HashMap", "HashSet", "RandomState", "rand", "rand_chacha"];

/// Files as long as what they list, and why they are not split.
const TABLES: &[(&str, &str)] = &[
    ("model/src/dialect/clause.rs", "all clauses with their readings, to be read side by side"),
    ("model/src/dialect/hcp", "the rows of one rulebook"),
    ("model/src/dialect/obs", "the rows of one rulebook"),
    (CATALOGUE, "every rule of a vendor, to be read side by side"),
];

const FILE_LINES: usize = 700;
const FUNCTION_LINES: usize = 70;
const WIDTH: usize = 100;

/// What no source says, and what stands there instead. In halves, for this file is a source too.
const NEVER: &[(&str, &str)] = &[
    (concat!("#[", "ignore"), "a test that runs; a known divergence is a listed line"),
    (concat!("TO", "DO"), "the work itself, or an issue"),
    (concat!("FIX", "ME"), "the work itself, or an issue"),
    (concat!("fn ", "get_"), "a name for what is answered"),
];

/// Words in a file's name that do not tell what it holds.
const EMPTY_WORDS: &[&str] = &["common", "handler", "helper", "manager", "util"];

#[test]
fn nothing_else_stands_at_the_top() {
    let names = names_at_the_top().into_iter().filter(|name| !name.starts_with('.'));
    let others: Vec<_> = names.filter(|name| !TOP.contains(&name.as_str())).collect();
    assert!(others.is_empty(), "at the top: {others:?}; expected nothing beside {TOP:?}");
}

#[test]
fn the_modules_of_the_model_depend_one_way() {
    let modules = rust_under("model/src/").into_iter().filter(|it| it.path != "model/src/lib.rs");
    expect("only what LAYERS and NARROW let it", modules, |source| {
        let module = source.path.split(['/', '.']).nth(2).unwrap_or_default();
        let stands_on_top = source.path.matches('/').count() == 2;
        let above = if stands_on_top { source.names_under("super") } else { vec![] };
        let used = source.names_under("crate").into_iter().chain(above);
        let wrong = used.filter(|(_, used)| used != module && !may_use(module, used));
        wrong.map(|(at, used)| (at, format!("{module} uses crate::{used}"))).collect()
    });
}

fn may_use(module: &str, used: &str) -> bool {
    let on_line = |line: &str, name| line.split(' ').any(|it| it == name);
    let layer = |name| LAYERS.iter().position(|line| on_line(line, name));
    match NARROW.iter().find(|(name, _)| *name == module) {
        Some((_, row)) => on_line(row, used),
        None => layer(used).is_some_and(|used| layer(module).is_some_and(|own| used <= own)),
    }
}

#[test]
fn a_dependency_stays_where_it_is_at_home() {
    expect("it only where AT_HOME_IN says", manifests(), |manifest| {
        let folder = manifest.path.rsplit_once('/').map_or(".", |(folder, _)| folder);
        let strays = |name: &str| {
            let row = AT_HOME_IN.iter().find(|(it, _)| *it == name);
            row.is_some_and(|(_, homes)| !homes.contains(&folder))
        };
        let names = dependencies(manifest).into_iter().filter(|(_, name)| strays(name));
        names.map(|(at, name)| (at, format!("{folder} depends on {name}"))).collect()
    });
}

#[test]
fn every_package_keeps_the_lints_of_the_workspace() {
    expect("`workspace = true` under `[lints]`", manifests(), |manifest| {
        let keeps = manifest.text.contains("\n[lints]\nworkspace = true\n");
        if keeps { vec![] } else { vec![(1, String::from("has lints of its own"))] }
    });
}

#[test]
fn only_a_dialect_names_a_vendor() {
    let sources = ["model/", "sim/", "fuzz/"].into_iter().flat_map(rust_under);
    let neutral = sources.filter(|it| !NAMES_VENDORS.iter().any(|file| it.path.starts_with(file)));
    let named = |line: &str| words(line).into_iter().find(|it| VENDORS.contains(&it.as_str()));
    expect("a property of the dialect", neutral, |source| {
        among(source.code(), |line| Some(format!("names {}", named(line)?)))
    });
}

#[test]
fn the_model_sees_nothing_but_its_arguments() {
    expect("a function of its arguments", rust_under("model/src/"), |source| {
        let std = source.names_under("std").into_iter();
        let seen = std.filter(|(_, name)| SURROUNDINGS.contains(&name.as_str()));
        seen.map(|(at, name)| (at, format!("uses std::{name}"))).collect()
    });
}

#[test]
fn the_model_leaves_nothing_to_chance() {
    expect("ordered collections and choices from outside", rust_under("model/src/"), |source| {
        among(source.code(), |line| {
            let mut identifiers = line.split(|it| !is_identifier(it));
            identifiers.find(|it| CHANCE.contains(it)).map(|it| format!("uses {it}"))
        })
    });
}

#[test]
fn files_stay_short() {
    let expected = format!("at most {FILE_LINES}, or a row in TABLES");
    expect(&expected, rust_but_tables(), |source| {
        let length = source.text.lines().count();
        if length > FILE_LINES { vec![(length, format!("{length} lines"))] } else { vec![] }
    });
}

#[test]
fn functions_stay_short() {
    expect(&format!("at most {FUNCTION_LINES}"), rust_but_tables(), |source| {
        let long = functions(source).into_iter().filter(|(_, length)| *length > FUNCTION_LINES);
        long.map(|(at, length)| (at, format!("a function of {length} lines"))).collect()
    });
}

#[test]
fn lines_stay_within_the_width() {
    expect(&format!("at most {WIDTH}"), rust_under(""), |source| {
        // A trace line or a message that a test quotes stays in one piece.
        let tests = source.lines_before_tests();
        let counted = |at, line| if at > tests { without_quote(line) } else { String::from(line) };
        let widths =
            source.lines().into_iter().map(|(at, it)| (at, counted(at, it).chars().count()));
        let wide = widths.filter(|(_, width)| *width > WIDTH);
        wide.map(|(at, width)| (at, format!("{width} characters wide"))).collect()
    });
}

#[test]
fn nothing_is_switched_off_or_left_for_later() {
    expect("none of NEVER", rust_under(""), |source| {
        among(source.lines(), |line| {
            let (never, instead) = NEVER.iter().find(|(never, _)| line.contains(never))?;
            Some(format!("says {never} in place of {instead}"))
        })
    });
}

#[test]
fn nobody_sleeps_but_in_simulated_time() {
    let sleep = concat!("sle", "ep(");
    let simulated = format!("madsim::time::{sleep}");
    expect(&format!("an event to wait for, or {simulated}"), rust_under(""), |source| {
        among(source.lines(), |line| {
            line.replace(&simulated, "").contains(sleep).then(|| String::from("sleeps"))
        })
    });
}

#[test]
fn the_name_of_a_file_tells_what_it_holds() {
    expect("a name for its contents", rust_under(""), |source| {
        let name = source.path.rsplit('/').next().unwrap_or_default();
        let empty = EMPTY_WORDS.iter().filter(|word| name.contains(**word));
        empty.map(|word| (1, format!("is called {word}"))).collect()
    });
}

#[test]
fn nothing_points_out_of_the_checkout() {
    let outside = [concat!("/wo", "rk/"), concat!("../sh", "ared")];
    // A test may look beside the checkout if it says when it is skipped for want of what is there.
    let may = |it: &Source| it.path.starts_with("tests/it/") && it.text.contains("skipped");
    let inward = sources(|path| path != ".ci/run").into_iter().filter(|it| !may(it));
    expect("a path within, or a test that says when it is skipped", inward, |source| {
        among(source.lines(), |line| {
            outside.iter().find(|it| line.contains(**it)).map(|it| format!("points to {it}"))
        })
    });
}

/// Fails with all that `complaints` has to say, line by line, and what was expected instead.
#[track_caller]
fn expect(
    expected: &str,
    sources: impl IntoIterator<Item = Source>,
    complaints: impl Fn(&Source) -> Vec<(usize, String)>,
) {
    let mut findings = String::new();
    for source in sources {
        for (line, what) in complaints(&source) {
            findings += &format!("{}:{line}: {what}; expected {expected}\n", source.path);
        }
    }
    assert!(findings.is_empty(), "\n{findings}");
}

/// What `complaint` has to say of each line.
fn among(
    lines: Vec<(usize, &str)>,
    complaint: impl Fn(&str) -> Option<String>,
) -> Vec<(usize, String)> {
    lines.into_iter().filter_map(|(at, line)| Some((at, complaint(line)?))).collect()
}

fn manifests() -> Vec<Source> {
    sources(|path| path == "Cargo.toml" || path.ends_with("/Cargo.toml"))
}

fn rust_under(folder: &str) -> Vec<Source> {
    sources(|path| path.starts_with(folder) && path.ends_with(".rs"))
}

fn rust_but_tables() -> impl Iterator<Item = Source> {
    let is_table = |it: &Source| TABLES.iter().any(|(path, _)| it.path.starts_with(path));
    rust_under("").into_iter().filter(move |it| !is_table(it))
}
