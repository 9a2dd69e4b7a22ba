//! `simulate`: seeded scenarios, run, judged and written.
//!
//! What is printed and written hangs on the arguments alone, never on the engine or the machine.
//! A run is judged twice, in commit order and by possible worlds; where the two do not agree, one
//! of them is wrong, and that is reported like a forbidden answer.

use std::fs;
use std::ops::{Range, RangeInclusive};
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use model::dialect::{Dialect, NAMES};
use model::oracle::{Limits, Oracle, Verdict};
use model::trace::EventKind;
use serde::Serialize;

use super::console::Console;
use super::judging::without_rulebook;
use super::machine::{self, Last, Summary};
use super::replay::{Retold, counted, verdicts};
use super::{Exit, Format, default_budget};
use crate::drive::{self, Engine, Run, RunError};
use crate::fault::{FaultKind, Faults};
use crate::judge::{Divergence, judge_in_commit_order};
use crate::scenario::{Options, Scenario};

/// The calls of a run beyond which only the order of commits is judged.
const SEARCHED: usize = 200;

/// The largest scenario: what is drawn takes time that grows faster than the scenario.
const MOST_CLIENTS: u64 = 64;
const MOST_STEPS: u64 = 10_000;

/// Runs worth a bar.
const LONG_WORK: u64 = 20;

/// Runs seeded scenarios, judges each history, writes traces
///
/// Clients send requests to a simulated service of the dialect while faults hit the calls. A seed
/// stands for the whole scenario, so a run repeats exactly, under either engine.
#[derive(Debug, Args)]
pub(super) struct Simulate {
    /// The dialect whose service is simulated, and by which it is judged
    #[arg(long, value_name = "DIALECT", value_parser = PossibleValuesParser::new(NAMES))]
    dialect: String,
    /// The one seed to run
    #[arg(long, value_name = "N", conflicts_with = "seeds")]
    seed: Option<u64>,
    /// The seeds to run, from A to the one before B [default: 0..1]
    #[arg(long, value_name = "A..B", value_parser = parse_seeds)]
    seeds: Option<Range<u64>>,
    /// How many clients there are
    #[arg(long, value_name = "N", default_value_t = 2,
          value_parser = clap::value_parser!(u64).range(1..=MOST_CLIENTS))]
    clients: u64,
    /// How many requests each client sends
    #[arg(long, value_name = "N", default_value_t = 20,
          value_parser = clap::value_parser!(u64).range(1..=MOST_STEPS))]
    steps: u64,
    /// The faults that may happen: all, none, or names with commas between them
    #[arg(long, value_name = "FAULTS", default_value = "all")]
    faults: Faults,
    /// What runs the scenario
    #[arg(long, default_value = Engine::default().name(), value_parser = engine_parser())]
    engine: Engine,
    /// A folder for the traces, one file per seed
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace files that have other contents
    #[arg(long, requires = "out")]
    force: bool,
    /// Steps of search that one event may cost before its verdict is given up
    #[arg(long, value_name = "STEPS", default_value_t = default_budget())]
    budget: u64,
    /// For whom the verdicts are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

fn engine_parser() -> impl clap::builder::TypedValueParser<Value = Engine> {
    PossibleValuesParser::new(Engine::ALL.map(Engine::name)).map(|name| {
        let named = Engine::ALL.into_iter().find(|it| it.name() == name);
        named.expect("the parser lets through only names of engines")
    })
}

fn parse_seeds(text: &str) -> Result<Range<u64>, String> {
    let ends = text.split_once("..").and_then(|(first, end)| {
        Some(first.trim().parse::<u64>().ok()?..end.trim().parse::<u64>().ok()?)
    });
    match ends {
        Some(seeds) if !seeds.is_empty() => Ok(seeds),
        Some(_) => Err("there is no seed between them; expected A..B with A less than B".into()),
        None => Err("expected A..B, two whole numbers".into()),
    }
}

/// A run, as one object.
#[derive(Debug, Serialize)]
struct Report {
    seed: u64,
    dialect: &'static str,
    events: u64,
    verdict: &'static str,
    /// The most worlds that were possible at once; `None` where they were not searched.
    worlds: Option<usize>,
}

/// What the two judges say of a run.
struct Judged {
    counts: Summary,
    worlds: Option<usize>,
    /// What the one in commit order has against it.
    divergence: Option<Divergence>,
    /// How the judges contradict each other.
    disagreement: Option<String>,
}

impl Simulate {
    pub(super) fn run(&self, console: &mut Console) -> Exit {
        let Some(dialect) = Dialect::named(&self.dialect) else {
            console.complain(format_args!("copyspec: {}", without_rulebook(&self.dialect)));
            return Exit::Refused;
        };
        if !self.engine.is_built_in() {
            let error = RunError::NotBuiltIn(self.engine.name());
            console.complain(format_args!("copyspec: {error}"));
            return Exit::Refused;
        }
        if let Some(Err(error)) = self.out.as_ref().map(fs::create_dir_all) {
            let place = self.out.as_deref().unwrap_or_else(|| "".as_ref()).display();
            console.complain(format_args!(
                "{place}:1:1: the folder cannot be made ({error}); expected one to write traces to"
            ));
            return Exit::Refused;
        }
        let seeds = self.seeds();
        let length = (seeds.end() - seeds.start()).saturating_add(1);
        if length >= LONG_WORK {
            console.start(length, "simulating");
        }
        let (mut total, mut worlds) = (Summary::default(), 0);
        for (done, seed) in (1..).zip(seeds) {
            let (counts, peak) = self.seed(dialect, seed, console);
            total.add(&counts);
            worlds = worlds.max(peak);
            console.reach(done);
            if console.is_closed() {
                break;
            }
        }
        console.finish();
        match self.format {
            Format::Json => console.say(machine::line(&Last { summary: total })),
            Format::Text => console.say(format_args!(
                "{} of {dialect}: {}; at most {} at once",
                counted(total.traces, "run"),
                verdicts(&total),
                counted(worlds, "possible world"),
            )),
        }
        total.exit()
    }

    fn seeds(&self) -> RangeInclusive<u64> {
        match (&self.seeds, self.seed) {
            // It is not empty, so there is a seed before its end.
            (Some(seeds), _) => seeds.start..=seeds.end - 1,
            (None, Some(seed)) => seed..=seed,
            (None, None) => 0..=0,
        }
    }

    /// Runs one seed; what became of it, and the most worlds that were possible.
    fn seed(&self, dialect: &'static Dialect, seed: u64, console: &mut Console) -> (Summary, u64) {
        let scenario = Scenario::draw(dialect, seed, &self.options());
        let run = match drive::run(&scenario, self.engine) {
            Ok(run) => run,
            Err(error) => {
                console.complain(format_args!("copyspec: seed {seed}: {error}"));
                return (Summary { refused: 1, ..Summary::default() }, 0);
            }
        };
        let mut judged = self.judge(dialect, &run);
        judged.counts.traces = 1;
        self.tell(dialect, seed, &run, &judged, console);
        if let Err(message) = self.write(dialect, seed, &run) {
            console.complain(message);
            judged.counts.refused = 1;
        }
        (judged.counts, judged.worlds.unwrap_or(0) as u64)
    }

    fn options(&self) -> Options {
        let (clients, steps) = (self.clients as usize, self.steps as usize);
        Options { clients, steps, faults: self.faults.clone(), ..Options::default() }
    }

    /// Judges a run in commit order and, if it is short, by possible worlds.
    fn judge(&self, dialect: &Dialect, run: &Run) -> Judged {
        let divergence = judge_in_commit_order(dialect, run).err();
        let calls = count(run, |it| matches!(it, EventKind::Call { .. }));
        if calls > SEARCHED {
            let events = count(run, |it| matches!(it, EventKind::Return { .. })) as u64;
            let forbidden = u64::from(divergence.is_some());
            let allowed = events - forbidden.min(events);
            let counts = Summary { events, allowed, forbidden, ..Summary::default() };
            return Judged { counts, worlds: None, divergence, disagreement: None };
        }
        let limits = Limits { budget: self.budget, ..Limits::default() };
        let mut counts = Summary::default();
        let mut worlds = None;
        let mut first = None;
        if let Ok(mut oracle) = Oracle::new(dialect, &run.trace.header, limits) {
            for event in &run.trace.events {
                let Some(verdict) = oracle.feed(&event.value).map(|it| it.verdict) else {
                    continue;
                };
                counts.count(verdict);
                if verdict == Verdict::Forbidden {
                    first = first.or(Some(event.line));
                }
            }
            worlds = Some(oracle.peak_worlds());
        }
        let disagreement = match (&divergence, first) {
            (None, Some(line)) => Some(format!(
                "in commit order all is permitted, by possible worlds not line {line}"
            )),
            (Some(divergence), None) => Some(format!(
                "by possible worlds all is permitted, in commit order not: {divergence}"
            )),
            _ => None,
        };
        if disagreement.is_some() && first.is_none() {
            counts.forbidden += 1;
        }
        Judged { counts, worlds, divergence, disagreement }
    }

    fn tell(
        &self,
        dialect: &'static Dialect,
        seed: u64,
        run: &Run,
        judged: &Judged,
        console: &mut Console,
    ) {
        let Judged { counts, worlds, divergence, disagreement } = judged;
        if let Some(disagreement) = disagreement {
            console.complain(format_args!("seed {seed}: the two judges disagree: {disagreement}"));
        }
        if self.format == Format::Json {
            let (dialect, events) = (dialect.name, counts.events);
            let verdict = counts.worst().as_str();
            let report = Report { seed, dialect, events, verdict, worlds: *worlds };
            console.say(machine::line(&report));
            return;
        }
        if counts.exit() == Exit::Conforming {
            return;
        }
        match (worlds, divergence) {
            (Some(_), _) => {
                let told = Retold {
                    file: &file_name(dialect, seed),
                    bytes: &run.bytes(),
                    budget: self.budget,
                    command: self.command(dialect, seed),
                };
                told.tell(console);
            }
            (None, Some(divergence)) => console.say(format_args!(
                "seed {seed}: {divergence}\n  repeat      {}",
                self.command(dialect, seed)
            )),
            (None, None) => {}
        }
    }

    /// Writes the trace, if a folder is given for it.
    fn write(&self, dialect: &Dialect, seed: u64, run: &Run) -> Result<(), String> {
        let Some(folder) = &self.out else { return Ok(()) };
        let path = folder.join(file_name(dialect, seed));
        let place = path.display();
        let bytes = run.bytes();
        match fs::read(&path) {
            Ok(present) if present == bytes => return Ok(()),
            Ok(_) if !self.force => {
                return Err(format!(
                    "{place}:1:1: the file has other contents; expected those of this run, no \
                     file, or --force"
                ));
            }
            Ok(_) | Err(_) => {}
        }
        fs::write(&path, bytes).map_err(|error| {
            format!(
                "{place}:1:1: the file cannot be written ({error}); expected a place for a trace"
            )
        })
    }

    /// The command that runs one seed as this one does.
    fn command(&self, dialect: &Dialect, seed: u64) -> String {
        let names: Vec<_> = self.faults.kinds().map(FaultKind::name).collect();
        let faults = match names.len() {
            0 => "none".to_owned(),
            all if all == FaultKind::ALL.len() => "all".to_owned(),
            _ => names.join(","),
        };
        let Self { clients, steps, .. } = self;
        format!(
            "copyspec simulate --dialect {dialect} --seed {seed} --clients {clients} --steps \
             {steps} --faults {faults}"
        )
    }
}

fn file_name(dialect: &Dialect, seed: u64) -> String {
    format!("{dialect}-{seed:08}.jsonl")
}

fn count(run: &Run, is_one: impl Fn(&EventKind) -> bool) -> usize {
    run.trace.events.iter().filter(|it| is_one(&it.value.kind)).count()
}
