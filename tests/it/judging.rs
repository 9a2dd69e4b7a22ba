//! Reading the traces of the checkout and judging them, for all claims about verdicts.
//!
//! Nothing here is a claim itself, and nothing here decides a verdict.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use model::dialect::rules::{Evidence, rules_of};
use model::dialect::{Dialect, NAMES, SERVICE_KEYS};
use model::oracle::{Judgement, Limits, Oracle, Verdict};
use model::trace::{Known, Trace};

/// The vendors whose rules are witnessed: a dialect, the folder of the traces, and the one page
/// that the dialect starts from.
pub(crate) const VENDORS: &[Vendor] = &[OBS, HCP];

const OBS: Vendor = Vendor {
    dialect: "obs-s3-seed",
    folder: "traces/obs",
    first_page: "OBS-SEED",
    follow: &[],
    unmodelled: &[],
};

const HCP: Vendor = Vendor {
    dialect: "hcp-7",
    folder: "traces/hcp",
    first_page: "HCP-SEED",
    follow: &[],
    unmodelled: &[],
};

/// A vendor's first dialect, its traces and its first page.
pub(crate) struct Vendor {
    /// The dialect's name.
    pub(crate) dialect: &'static str,
    /// Where the traces are, from the root of the checkout.
    pub(crate) folder: &'static str,
    /// The page it starts from, by its id in the catalogue.
    pub(crate) first_page: &'static str,
    /// The rules of that page that only follow from others.
    pub(crate) follow: &'static [&'static str],
    /// The rules of that page that no answer can show to be broken.
    pub(crate) unmodelled: &'static [&'static str],
}

impl Vendor {
    /// Its rulebook.
    pub(crate) fn rulebook(&self) -> &'static Dialect {
        Dialect::named(self.dialect).expect("a vendor's dialect is built")
    }

    /// Its dialects: those that share its catalogue of rules.
    pub(crate) fn dialects(&self) -> impl Iterator<Item = &'static Dialect> {
        let rules = rules_of(self.rulebook());
        Dialect::all().iter().filter(move |it| std::ptr::eq(rules_of(it), rules))
    }

    /// The rules that its first page states.
    pub(crate) fn seed(&self) -> Vec<&'static str> {
        let rules = rules_of(self.rulebook()).iter();
        let stated = rules.filter(|it| it.evidence != Evidence::Inferred);
        stated.filter(|it| it.sources().any(|it| it == self.first_page)).map(|it| it.id).collect()
    }

    /// The traces of its dialect.
    pub(crate) fn traces(&self) -> Vec<NamedTrace> {
        let mut traces = traces_under(self.folder);
        traces.retain(|it| it.trace.header.dialect == self.dialect);
        traces
    }
}

/// A trace and the name of its file, without the extension.
pub(crate) struct NamedTrace {
    /// The name.
    pub(crate) name: String,
    /// What stands in the file.
    pub(crate) trace: Trace,
}

/// A place in the checkout, or beside it.
pub(crate) fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The traces in a folder and the folders in it, in the order of their paths.
pub(crate) fn traces_under(folder: &str) -> Vec<NamedTrace> {
    files_under(&at(folder))
        .iter()
        .map(|path| NamedTrace { name: stem(path), trace: read(path, None) })
        .collect()
}

/// The trace files in a folder and the folders in it, in the order of their paths.
pub(crate) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return files };
    for entry in entries {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() {
            files.extend(files_under(&path));
        } else if path.extension().is_some_and(|it| it == "jsonl") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The name of a file without its extension.
pub(crate) fn stem(path: &Path) -> String {
    path.file_stem().expect("a trace has a name").to_string_lossy().into_owned()
}

/// The trace in a file, to be judged by `instead` where that is given.
pub(crate) fn read(path: &Path, instead: Option<&str>) -> Trace {
    let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let known = Known { dialects: &NAMES, service_keys: &SERVICE_KEYS, instead };
    Trace::read(path.display().to_string(), BufReader::new(file), &known)
        .unwrap_or_else(|errors| panic!("{}", errors[0]))
}

/// The verdicts on a trace, each with the line of its answer.
pub(crate) fn judge(dialect: &Dialect, trace: &Trace) -> Vec<(u64, Judgement)> {
    let mut oracle = Oracle::new(dialect, &trace.header, Limits::default())
        .unwrap_or_else(|error| panic!("{}: {error}", trace.header.origin));
    let judged = |event: &model::trace::Located<_>| Some((event.line, oracle.feed(&event.value)?));
    trace.events.iter().filter_map(judged).collect()
}

/// The lines of a trace on which an answer is forbidden.
pub(crate) fn forbidden_lines(dialect: &Dialect, trace: &Trace) -> Vec<u64> {
    let judged = judge(dialect, trace).into_iter();
    judged.filter(|(_, it)| it.verdict == Verdict::Forbidden).map(|(line, _)| line).collect()
}

/// The verdicts as text: line, verdict, rules, what it rests on, what it reveals.
pub(crate) fn verdicts(dialect: &Dialect, trace: &Trace) -> String {
    let mut text = String::new();
    for (line, judgement) in judge(dialect, trace) {
        let fields = [
            line.to_string(),
            judgement.verdict.as_str().to_owned(),
            judgement.rules.join(" "),
            among("{", &judgement.assumptions, "}"),
            among("reveals {", &judgement.revealed, "}"),
        ];
        let fields: Vec<_> = fields.into_iter().filter(|it| !it.is_empty()).collect();
        text.push_str(&fields.join(" "));
        text.push('\n');
        for mismatch in &judgement.mismatches {
            let (what, expected) = (&mismatch.what, &mismatch.expected);
            text.push_str(&format!("  {what}: {expected}; observed {}\n", mismatch.observed));
        }
        if let Some(belief) = &judgement.continuing {
            text.push_str(&format!("  {belief}\n"));
        }
    }
    text
}

fn among(open: &str, readings: &BTreeMap<&str, Vec<&str>>, close: &str) -> String {
    if readings.is_empty() {
        return String::new();
    }
    let each = readings.iter().map(|(question, left)| format!("{question}: {}", left.join(" | ")));
    format!("{open}{}{close}", each.collect::<Vec<_>>().join(", "))
}
