//! `simulate`: seeded scenarios, or one from a file, run, judged and written.
//!
//! What is printed and written hangs on the arguments alone, never on the engine or the machine.
//! A run is judged twice, in commit order and by possible worlds; where the two do not agree, one
//! of them is wrong, and that is reported like a forbidden answer. So is a run that is not the same
//! when it is run again.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{ArgGroup, Args, ValueEnum};
use model::dialect::{Dialect, NAMES};
use model::oracle::{Limits, Verdict};
use model::trace::{Event, EventKind, Located};

use super::console::Console;
use super::history::{History, Row};
use super::judging::{quoted, without_rulebook};
use super::machine::{self, Last, Summary};
use super::minimise::{Smaller, tell_history};
use super::replay::{Retold, counted, verdicts};
use super::sweep::{Line, Seeds, Settings, Shard};
use super::workers;
use super::{Exit, Format, default_budget, input};
use crate::COMMIT;
use crate::drive::{self, Engine, Run, RunError};
use crate::fault::{FaultKind, Faults};
use crate::finding::{Judged, SEARCHED, judge};
use crate::minimise::Minimal;
use crate::scenario::{Options, Scenario};
use crate::twice::{Difference, run_twice};

/// The largest scenario: what is drawn takes time that grows faster than the scenario.
const MOST_CLIENTS: u64 = 64;
const MOST_STEPS: u64 = 10_000;

/// Runs worth a bar.
const LONG_WORK: u64 = 20;

/// Of so many runs one is run again.
const SAMPLE: u64 = 100;

/// The smaller scenarios that are tried for one failure.
const TRIES: u64 = 2_000;

/// Runs seeded scenarios, judges each history, writes traces
///
/// Clients send requests to a simulated service of the dialect while faults hit the calls. A seed
/// stands for the whole scenario, so a run repeats exactly, under either engine. One run of a
/// hundred is run again and compared byte for byte.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("files").args(["out", "scenarios"]).multiple(true))]
pub(super) struct Simulate {
    /// The dialect whose service is simulated, and by which it is judged
    #[arg(long, value_name = "DIALECT", value_parser = PossibleValuesParser::new(NAMES),
          required_unless_present = "scenario")]
    dialect: Option<String>,
    /// Run the scenario in this file, in place of one drawn from a seed; `-` is standard input
    #[arg(long, value_name = "FILE",
          conflicts_with_all = ["dialect", "seed", "seeds", "shard", "clients", "steps", "faults"])]
    scenario: Option<String>,
    /// The one seed to run
    #[arg(long, value_name = "N", conflicts_with = "seeds")]
    seed: Option<u64>,
    /// The seeds to run, from A to the one before B [default: 0..1]
    #[arg(long, value_name = "A..B")]
    seeds: Option<Seeds>,
    /// Run only the K-th of N parts of the seeds; `merge` puts the results together
    #[arg(long, value_name = "K/N", default_value_t = Shard::WHOLE, hide_default_value = true)]
    shard: Shard,
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
    /// Which runs are run again and compared
    #[arg(long, value_enum, default_value_t = Twice::Sample)]
    twice: Twice,
    /// A folder for the traces, one file per seed
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// A folder for the scenarios, one file per seed
    #[arg(long, value_name = "DIR")]
    scenarios: Option<PathBuf>,
    /// Replace files that have other contents
    #[arg(long, requires = "files")]
    force: bool,
    /// Steps of search that one event may cost before its verdict is given up
    #[arg(long, value_name = "STEPS", default_value_t = default_budget())]
    budget: u64,
    /// For whom the verdicts are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Which runs are run again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Twice {
    /// The first one and every hundredth after it
    Sample,
    /// Each of them
    All,
}

fn engine_parser() -> impl clap::builder::TypedValueParser<Value = Engine> {
    PossibleValuesParser::new(Engine::ALL.map(Engine::name)).map(|name| {
        let named = Engine::ALL.into_iter().find(|it| it.name() == name);
        named.expect("the parser lets through only names of engines")
    })
}

/// What is run: scenarios by their seeds, or one.
pub(super) struct Sweep<'a> {
    verb: &'a Simulate,
    dialect: &'static Dialect,
    seeds: Seeds,
    /// The scenario from a file.
    given: Option<Scenario>,
    /// What runs a scenario: the service is the dialect's own, but where a test has another.
    service: Service<'a>,
}

/// Runs a scenario against a service that may be another than its dialect's.
pub(super) type Service<'a> = &'a (dyn Fn(&Scenario, Engine) -> Result<Run, RunError> + Sync);

impl Simulate {
    pub(super) fn run(&self, console: &mut Console) -> Exit {
        self.run_by(&drive::run, console)
    }

    /// Does its work with scenarios run by `service`.
    pub(super) fn run_by(&self, service: Service<'_>, console: &mut Console) -> Exit {
        match self.sweep(service, console) {
            Ok(sweep) => sweep.run(console),
            Err(message) => {
                console.complain(message);
                Exit::Refused
            }
        }
    }

    fn sweep<'a>(
        &'a self,
        service: Service<'a>,
        console: &mut Console,
    ) -> Result<Sweep<'a>, String> {
        let given = match &self.scenario {
            None => None,
            Some(file) => {
                let text = input::read_text(file, console)?;
                Some(Scenario::read(file, &text).map_err(|it| it.to_string())?)
            }
        };
        let named = given.as_ref().map(|it| &it.dialect).or(self.dialect.as_ref());
        let named = named.map_or("", String::as_str);
        let dialect = Dialect::named(named);
        let dialect = dialect.ok_or_else(|| format!("copyspec: {}", without_rulebook(named)))?;
        if !self.engine.is_built_in() {
            return Err(format!("copyspec: {}", RunError::NotBuiltIn(self.engine.name())));
        }
        self.out.iter().chain(&self.scenarios).try_for_each(|it| input::make_folder(it))?;
        let seeds = match (&given, self.seeds, self.seed) {
            (Some(scenario), ..) => Seeds::one(scenario.seed),
            (None, Some(seeds), _) => seeds,
            (None, None, seed) => Seeds::one(seed.unwrap_or(0)),
        };
        Ok(Sweep { verb: self, dialect, seeds, given, service })
    }

    fn limits(&self) -> Limits {
        Limits { budget: self.budget, ..Limits::default() }
    }

    /// The faults as the command line names them.
    fn fault_names(&self) -> String {
        let names: Vec<_> = self.faults.kinds().map(FaultKind::name).collect();
        match names.len() {
            0 => "none".to_owned(),
            all if all == FaultKind::ALL.len() => "all".to_owned(),
            _ => names.join(","),
        }
    }
}

/// What is told of a run that was judged: many wait while an earlier one is being judged.
struct Looked {
    /// The run itself, where it is written or shown.
    run: Option<Run>,
    /// The most worlds that were possible at once; none where they were not searched.
    worlds: Option<usize>,
    /// How its two judges contradict each other.
    disagreement: Option<String>,
    counts: Summary,
    differs: Option<Difference>,
    /// The smallest scenario that shows the same, where something is forbidden.
    minimal: Option<Minimal<Scenario>>,
}

impl Sweep<'_> {
    fn run(&self, console: &mut Console) -> Exit {
        let shard = self.verb.shard;
        let length = shard.count(self.seeds);
        if length >= LONG_WORK {
            console.start(length, "simulating");
        }
        let (mut total, mut worlds) = (Summary::default(), 0);
        let look = |seed| (seed, self.look(seed));
        let mut done = 0;
        workers::in_order(shard.seeds(self.seeds), look, |(seed, looked)| {
            let (counts, peak) = self.seed(seed, looked, console);
            total.add(&counts);
            worlds = worlds.max(peak);
            done += 1;
            console.reach(done);
            !console.is_closed()
        });
        console.finish();
        match self.verb.format {
            Format::Json => console.say(machine::line(&Last { summary: total })),
            Format::Text => console.say(format_args!(
                "{} of {}: {}; at most {} at once",
                counted(total.traces, "run"),
                self.dialect,
                verdicts(&total),
                counted(worlds, "possible world"),
            )),
        }
        total.exit()
    }

    /// Tells what was seen of one seed: what became of it, and the most worlds that were possible.
    fn seed(
        &self,
        seed: u64,
        looked: Result<Looked, RunError>,
        console: &mut Console,
    ) -> (Summary, u64) {
        let looked = match looked {
            Ok(looked) => looked,
            Err(error) => {
                console.complain(format_args!("copyspec: seed {seed}: {error}"));
                let counts = Summary { refused: 1, ..Summary::default() };
                self.tell_line(seed, counts, None, console);
                return (counts, 0);
            }
        };
        let mut counts = looked.counts;
        if let Err(message) = self.write(seed, looked.run.as_ref()) {
            console.complain(message);
            counts.refused = 1;
        }
        match self.verb.format {
            Format::Json => self.tell_line(seed, counts, Some(&looked), console),
            Format::Text => self.tell(seed, &looked, console),
        }
        (counts, looked.worlds.unwrap_or(0) as u64)
    }

    fn scenario(&self, seed: u64) -> Scenario {
        let Simulate { clients, steps, faults, .. } = self.verb;
        self.given.clone().unwrap_or_else(|| {
            let (clients, steps) = (*clients as usize, *steps as usize);
            let options = Options { clients, steps, faults: faults.clone(), ..Options::default() };
            Scenario::draw(self.dialect, seed, &options)
        })
    }

    /// Runs and judges one seed.
    fn look(&self, seed: u64) -> Result<Looked, RunError> {
        let run = |scenario: &Scenario| (self.service)(scenario, self.verb.engine);
        let is_again =
            self.verb.twice == Twice::All || self.seeds.before(seed).is_multiple_of(SAMPLE);
        let (run, differs) = match is_again {
            true => run_twice(|| self.scenario(seed), run)?,
            false => (run(&self.scenario(seed))?, None),
        };
        let judged = judge(self.dialect, &run, self.verb.limits(), SEARCHED);
        let mut counts = Summary { traces: 1, ..Summary::default() };
        match &judged.searched {
            Some(searched) => {
                searched.judgements.iter().for_each(|(_, it)| counts.count(it.verdict));
            }
            None => {
                let is_answer =
                    |it: &&Located<Event>| matches!(it.value.kind, EventKind::Return { .. });
                let answers = run.trace.events.iter().filter(is_answer);
                answers.for_each(|_| counts.count(Verdict::Allowed));
            }
        }
        // What only the order of commits shows, or only a second run, is no answer's verdict.
        let is_unseen = judged.objection.is_some() && counts.forbidden == 0;
        counts.forbidden += u64::from(is_unseen) + u64::from(differs.is_some());
        let is_of_use = self.verb.out.is_some() || counts.exit() != Exit::Conforming;
        Ok(Looked {
            run: is_of_use.then_some(run),
            worlds: judged.searched.as_ref().map(|it| it.worlds),
            disagreement: judged.disagreement(),
            counts,
            differs,
            minimal: self.minimal(seed, &judged),
        })
    }

    /// The smallest scenario that shows the same, where something is forbidden.
    fn minimal(&self, seed: u64, judged: &Judged) -> Option<Minimal<Scenario>> {
        let finding = judged.finding()?;
        if finding.verdict != Verdict::Forbidden {
            return None;
        }
        Smaller {
            dialect: self.dialect,
            engine: self.verb.engine,
            service: self.service,
            assume: &[],
            limits: self.verb.limits(),
            searched: if judged.searched.is_some() { usize::MAX } else { 0 },
        }
        .of(&self.scenario(seed), TRIES, &mut |_| {})
    }

    fn tell_line(
        &self,
        seed: u64,
        counts: Summary,
        looked: Option<&Looked>,
        console: &mut Console,
    ) {
        if self.verb.format != Format::Json {
            return;
        }
        if let Some(disagreement) = looked.and_then(|it| it.disagreement.as_ref()) {
            console.complain(format_args!("seed {seed}: the two judges disagree: {disagreement}"));
        }
        let verdict = if counts.refused > 0 { "refused" } else { counts.worst().as_str() };
        let minimal = looked.and_then(|it| it.minimal.as_ref());
        let minimal = minimal.map(|it| serde_json::to_value(&it.history));
        let line = Line {
            seed,
            dialect: self.dialect.name.to_owned(),
            events: counts.events,
            verdict: verdict.to_owned(),
            worlds: looked.and_then(|it| it.worlds),
            counts,
            differs: looked.and_then(|it| it.differs.clone()),
            minimal: minimal.map(|it| it.expect("a scenario has text for keys")),
            commit: COMMIT.to_owned(),
            settings: self.given.is_none().then(|| self.settings()),
            shard: self.verb.shard,
        };
        console.say_now(machine::line(&line));
    }

    fn settings(&self) -> Settings {
        let Simulate { clients, steps, budget, .. } = *self.verb;
        Settings { seeds: self.seeds, clients, steps, faults: self.verb.fault_names(), budget }
    }

    fn tell(&self, seed: u64, looked: &Looked, console: &mut Console) {
        let Looked { run, disagreement, counts, differs, minimal, .. } = looked;
        if let Some(disagreement) = disagreement {
            console.complain(format_args!("seed {seed}: the two judges disagree: {disagreement}"));
        }
        let command = self.command(seed);
        if let Some(Difference { line, first, second }) = differs {
            let shown = |it: &Option<String>| it.clone().unwrap_or_else(|| "the end".to_owned());
            console.say(format_args!(
                "seed {seed}: run again, it is another run from line {line} of its trace on\n  \
                 first       {}\n  second      {}\n  repeat      {command} --twice all",
                shown(first),
                shown(second)
            ));
        }
        if let Some(minimal) = minimal {
            self.tell_minimal(seed, minimal, console);
        } else if let (Some(run), None, true) = (run, differs, counts.exit() != Exit::Conforming) {
            self.retold(seed, run, History::around).tell(console);
        }
    }

    /// The history in which least happens that shows what the run of a seed does.
    fn tell_minimal(&self, seed: u64, minimal: &Minimal<Scenario>, console: &mut Console) {
        let calls =
            |it: &Scenario| it.clients.iter().map(|it| it.steps.len()).sum::<usize>() as u64;
        let (before, after) = (calls(&self.scenario(seed)), calls(&minimal.history));
        console.say(format_args!(
            "seed {seed}: forbidden; of {} {after} show it, found by {}{}",
            counted(before, "call"),
            counted(minimal.tried, "smaller scenario"),
            if minimal.is_least { "" } else { ", and fewer may do" },
        ));
        let Ok(run) = (self.service)(&minimal.history, self.verb.engine) else { return };
        let judged = judge(self.dialect, &run, self.verb.limits(), SEARCHED);
        match (judged.searched.and_then(|it| it.first_forbidden()), judged.objection) {
            (None, Some(objection)) => {
                console.say(format_args!("seed {seed}: {objection}"));
                tell_history(self.dialect, &run.trace, console);
                console.say(format_args!("  repeat      {}", self.command(seed)));
            }
            _ => self.retold(seed, &run, History::all).tell(console),
        }
    }

    fn retold(&self, seed: u64, run: &Run, rows: fn(&History, &Row) -> Vec<Row>) -> Retold {
        Retold {
            file: self.file_name(seed, "jsonl"),
            bytes: run.bytes(),
            budget: self.verb.budget,
            command: self.command(seed),
            rows,
        }
    }

    /// Writes what a folder is given for.
    fn write(&self, seed: u64, run: Option<&Run>) -> Result<(), String> {
        let write = |folder: &Path, ending: &str, bytes: &[u8]| {
            input::write(&folder.join(self.file_name(seed, ending)), bytes, self.verb.force)
        };
        if let Some((folder, run)) = self.verb.out.as_ref().zip(run) {
            write(folder, "jsonl", &run.bytes())?;
        }
        match &self.verb.scenarios {
            Some(folder) => write(folder, "json", self.scenario(seed).text().as_bytes()),
            None => Ok(()),
        }
    }

    fn file_name(&self, seed: u64, ending: &str) -> String {
        format!("{}-{seed:08}.{ending}", self.dialect)
    }

    /// The command that runs one seed as this one does.
    fn command(&self, seed: u64) -> String {
        let Simulate { clients, steps, budget, .. } = self.verb;
        let mut command = match &self.verb.scenario {
            Some(file) => format!("copyspec simulate --scenario {}", quoted(file)),
            None => format!(
                "copyspec simulate --dialect {} --seed {seed} --clients {clients} --steps {steps} \
                 --faults {}",
                self.dialect,
                self.verb.fault_names()
            ),
        };
        if *budget != default_budget() {
            command += &format!(" --budget {budget}");
        }
        command
    }
}

#[cfg(test)]
mod tests;
