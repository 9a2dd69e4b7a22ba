//! `minimise`: the smallest trace or scenario that shows the same.
//!
//! A scenario is run anew for each candidate, by a service of its own dialect; a trace is only
//! judged. Which parts go is decided in the library, what they show by the judge.

use std::path::PathBuf;

use clap::Args;
use model::dialect::{Dialect, NAMES, SERVICE_KEYS};
use model::oracle::{Limits, Verdict};
use model::trace::{Known, Trace};
use serde::Serialize;

use super::console::Console;
use super::divergence::{lines, shortened};
use super::history::History;
use super::judging::without_rulebook;
use super::replay::counted;
use super::simulate::Service;
use super::table::table;
use super::{Exit, Format, Judge, assume, input, machine};
use crate::drive::{self, Engine};
use crate::finding::{Finding, SEARCHED, judge, search};
use crate::minimise::{Minimal, Parts, minimise, size};
use crate::scenario::Scenario;

/// Finds the smallest trace or scenario with the same verdict
///
/// Clients, calls, faults, headers and bytes are left out as long as the first of the worst
/// verdicts stays: its rules, its answer and what it reveals, by the same dialect.
#[derive(Debug, Args)]
pub(super) struct Minimise {
    /// A trace, or a scenario as `simulate --scenarios` writes it; `-` is standard input
    #[arg(value_name = "FILE")]
    file: String,
    /// Where the smallest one is written, in place of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace a file that has other contents
    #[arg(long, requires = "out")]
    force: bool,
    /// How many candidates are tried
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    tries: u64,
    #[command(flatten)]
    judge: Judge,
    /// For whom it is told what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What was found, as one object.
#[derive(Debug, Serialize)]
struct Report<'a> {
    file: &'a str,
    dialect: &'a str,
    verdict: &'static str,
    rules: &'a [&'static str],
    /// How many candidates were judged.
    tried: u64,
    /// Calls, before and after.
    calls: [usize; 2],
    /// Parts of all kinds, before and after.
    parts: [usize; 2],
    /// Whether nothing else can be left out.
    is_least: bool,
}

/// How scenarios are made smaller.
pub(super) struct Smaller<'a> {
    /// By which they are judged.
    pub(super) dialect: &'static Dialect,
    pub(super) engine: Engine,
    pub(super) service: Service<'a>,
    pub(super) assume: &'a [(String, String)],
    pub(super) limits: Limits,
    /// The calls of a run that is judged by possible worlds too.
    pub(super) searched: usize,
}

impl Smaller<'_> {
    /// The smallest scenario that shows the same; `None` where all is allowed.
    pub(super) fn of(
        &self,
        scenario: &Scenario,
        tries: u64,
        watch: &mut dyn FnMut(usize),
    ) -> Option<Minimal<Scenario>> {
        minimise(scenario, tries, &mut |it| self.finding(it), watch)
    }

    fn finding(&self, scenario: &Scenario) -> Option<Finding> {
        let mut run = (self.service)(scenario, self.engine).ok()?;
        assume::replace(&mut run.trace.header.assume, self.assume);
        judge(self.dialect, &run, self.limits, self.searched).finding()
    }
}

/// A history with what its file is.
struct Written {
    bytes: Vec<u8>,
    calls: usize,
    parts: usize,
}

impl Minimise {
    pub(super) fn run(&self, console: &mut Console) -> Exit {
        let done = input::read(&self.file, console).and_then(|bytes| match is_trace(&bytes) {
            true => self.trace(&bytes, console),
            false => self.scenario(bytes, console),
        });
        console.finish();
        done.unwrap_or_else(|message| {
            console.complain(message);
            Exit::Refused
        })
    }

    fn trace(&self, bytes: &[u8], console: &mut Console) -> Result<Exit, String> {
        let instead = self.judge.dialect.as_deref();
        let known = Known { dialects: &NAMES, service_keys: &SERVICE_KEYS, instead };
        let mut trace = Trace::read(&*self.file, bytes, &known).map_err(|errors| {
            errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        })?;
        assume::replace(&mut trace.header.assume, &self.judge.assume);
        let dialect = self.dialect(&trace.header.dialect)?;
        let limits = self.judge.limits();
        // What is wrong with its assumptions is wrong with each candidate.
        search(dialect, &Trace { header: trace.header.clone(), events: Vec::new() }, limits)
            .map_err(|error| format!("{}:1:1: {error}", self.file))?;
        let mut find = |it: &Trace| search(dialect, it, limits).ok()?.finding_in(it);
        let minimal = self.minimise(&trace, &mut find, console)?;
        let written = |it: &Trace| {
            let mut bytes = Vec::new();
            let calls = History::of(it, dialect).len();
            it.write(&mut bytes).expect("no line is longer than it was, and memory is written");
            Written { bytes, calls, parts: size(it) }
        };
        let (before, after) = (written(&trace), written(&minimal.history));
        self.tell(dialect, &minimal.history, (before, after), &minimal, console)
    }

    fn scenario(&self, bytes: Vec<u8>, console: &mut Console) -> Result<Exit, String> {
        let text = input::text(&self.file, bytes)?;
        let scenario = Scenario::read(&self.file, &text).map_err(|it| it.to_string())?;
        let named = self.judge.dialect.as_ref().unwrap_or(&scenario.dialect);
        let dialect = self.dialect(named)?;
        let run = drive::run(&scenario, Engine::Queue).map_err(|it| it.to_string())?;
        let calls = |it: &Scenario| it.clients.iter().map(|it| it.steps.len()).sum();
        let smaller = Smaller {
            dialect,
            engine: Engine::Queue,
            service: &drive::run,
            assume: &self.judge.assume,
            limits: self.judge.limits(),
            searched: if run.commits.len() > SEARCHED { 0 } else { usize::MAX },
        };
        let mut find = |it: &Scenario| smaller.finding(it);
        let minimal = self.minimise(&scenario, &mut find, console)?;
        let written = |it: &Scenario| Written {
            bytes: it.text().into_bytes(),
            calls: calls(it),
            parts: size(it),
        };
        let sizes = (written(&scenario), written(&minimal.history));
        let run = drive::run(&minimal.history, Engine::Queue).map_err(|it| it.to_string())?;
        self.tell(dialect, &run.trace, sizes, &minimal, console)
    }

    fn dialect(&self, name: &str) -> Result<&'static Dialect, String> {
        let message = || format!("{}:1:1: {}", self.file, without_rulebook(name));
        Dialect::named(name).ok_or_else(message)
    }

    fn minimise<T: Parts>(
        &self,
        history: &T,
        find: &mut dyn FnMut(&T) -> Option<Finding>,
        console: &mut Console,
    ) -> Result<Minimal<T>, String> {
        let all = size(history);
        console.start(all as u64, "minimising");
        let mut watch = |left: usize| console.reach(all.saturating_sub(left) as u64);
        let minimal = minimise(history, self.tries, find, &mut watch);
        console.finish();
        minimal.ok_or_else(|| {
            format!(
                "{}:1:1: every answer is allowed; expected one that is not, to be kept",
                self.file
            )
        })
    }

    /// Writes the smallest one, and says how it was found.
    fn tell<T>(
        &self,
        dialect: &Dialect,
        trace: &Trace,
        (before, after): (Written, Written),
        minimal: &Minimal<T>,
        console: &mut Console,
    ) -> Result<Exit, String> {
        let Minimal { finding, tried, is_least, .. } = minimal;
        let report = Report {
            file: &self.file,
            dialect: dialect.name,
            verdict: finding.verdict.as_str(),
            rules: &finding.rules,
            tried: *tried,
            calls: [before.calls, after.calls],
            parts: [before.parts, after.parts],
            is_least: *is_least,
        };
        let text = match self.format {
            Format::Json => machine::line(&report),
            Format::Text => report.text(),
        };
        match &self.out {
            Some(path) => {
                input::write(path, &after.bytes, self.force)?;
                console.say(text);
                if self.format == Format::Text {
                    tell_history(dialect, trace, console);
                }
            }
            None => {
                console.say_all(&String::from_utf8_lossy(&after.bytes));
                console.complain(text);
            }
        }
        Ok(match finding.verdict {
            Verdict::Forbidden => Exit::Forbidden,
            Verdict::GaveUp => Exit::Inconclusive,
            Verdict::Allowed | Verdict::Silent | Verdict::Unmodelled => Exit::Conforming,
        })
    }
}

impl Report<'_> {
    fn text(&self) -> String {
        let rules = shortened(self.rules.iter().map(|it| (*it).to_owned()), ", ");
        let rules = if rules.is_empty() { rules } else { format!(": {rules}") };
        let ([calls, fewer], [parts, left]) = (self.calls, self.parts);
        format!(
            "{}: {}{rules} ({}); {fewer} of {} and {left} of {} are left, {} tried{}",
            self.file,
            self.verdict,
            self.dialect,
            counted(calls as u64, "call"),
            counted(parts as u64, "part"),
            counted(self.tried, "candidate"),
            if self.is_least { "" } else { "; more tries may find a smaller one" },
        )
    }
}

/// A trace says in its first line what it is.
fn is_trace(bytes: &[u8]) -> bool {
    let first = bytes.split(|it| *it == b'\n').next().unwrap_or_default();
    match serde_json::from_slice::<serde_json::Value>(first) {
        Ok(line) => line.get("trace").is_some(),
        Err(_) => String::from_utf8_lossy(first).contains("\"trace\""),
    }
}

/// A whole history as a table, for one that is short.
pub(super) fn tell_history(dialect: &Dialect, trace: &Trace, console: &mut Console) {
    let rows = History::of(trace, dialect).into_iter();
    let cells =
        rows.map(|it| [lines(&it), it.client.clone(), it.request.clone(), it.answer.clone()]);
    let table = table(&["line", "client", "request", "answer"], cells, console.width, 1);
    console.say(table);
}
