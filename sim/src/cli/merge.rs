//! `merge`: the results of the shards of one sweep, put together.
//!
//! Lines are put together by their seeds, so neither the order of files nor a file given twice
//! makes a difference. A run that was killed may have left half a line at its end; that seed is
//! missing, as are those it never came to.

use std::collections::BTreeMap;
use std::io::BufRead;

use clap::Args;
use serde::Deserialize;
use serde_json::error::Category;

use super::console::Console;
use super::divergence::shortened;
use super::machine::{self, Last, Summary};
use super::replay::{counted, verdicts};
use super::sweep::{Line, Settings, Shard};
use super::{Exit, Format, input};

/// Puts the results of several shards together
///
/// Each file holds what `simulate --format json` wrote. All must come from one commit, one dialect
/// and the same settings. What is missing is named, and then the run is inconclusive.
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// Results to put together; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// For whom the results are written; for a program they can be merged again
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// A line of results, or the summary behind them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ended {
    #[expect(dead_code, reason = "it is counted anew")]
    summary: Summary,
}

/// The lines so far.
#[derive(Default)]
struct Merged {
    /// What all of them must have in common with the first one, and where that stands.
    common: Option<(Common, String)>,
    /// By seed: the line, its text, and where it stands.
    lines: BTreeMap<u64, (Line, String, String)>,
}

/// What makes results results of one sweep.
#[derive(PartialEq)]
struct Common {
    commit: String,
    dialect: String,
    settings: Settings,
    shards: u64,
}

impl Merge {
    pub(super) fn run(&self, console: &mut Console) -> Exit {
        let mut merged = Merged::default();
        for file in &self.files {
            let taken = input::with_input(file, console, |input, console| {
                merged.take_file(file, input, console)
            });
            if let Err(message) = taken.and_then(|it| it) {
                console.complain(message);
                return Exit::Refused;
            }
        }
        let total = merged.total();
        match self.format {
            Format::Json => {
                merged.lines.values().for_each(|(_, text, _)| console.say(text));
                console.say(machine::line(&Last { summary: total }));
            }
            Format::Text => merged.tell(&total, console),
        }
        let missing = merged.missing();
        missing.iter().for_each(|it| console.complain(it));
        let complete = if missing.is_empty() { Exit::Conforming } else { Exit::Inconclusive };
        total.exit().max(complete)
    }
}

impl Merged {
    fn take_file(
        &mut self,
        file: &str,
        input: &mut dyn BufRead,
        console: &mut Console,
    ) -> Result<(), String> {
        for number in 1.. {
            let mut bytes = Vec::new();
            let read = input.read_until(b'\n', &mut bytes);
            read.map_err(|it| format!("{file}:{number}:1: {it}; expected a line of results"))?;
            let place = format!("{file}:{number}");
            match bytes.pop() {
                None => return Ok(()),
                Some(b'\n') => self.take(&bytes, &place)?,
                Some(_) => {
                    console.complain(format_args!(
                        "{place}:1: the line is cut off and left out; its run was ended"
                    ));
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, bytes: &[u8], place: &str) -> Result<(), String> {
        if serde_json::from_slice::<Ended>(bytes).is_ok() {
            return Ok(());
        }
        let line: Line = serde_json::from_slice(bytes).map_err(|error| {
            let column = if error.classify() == Category::Data { 1 } else { error.column().max(1) };
            let text = error.to_string();
            let what = text.rsplit_once(" at line ").map_or(&*text, |it| it.0);
            let what = what.replacen(", expected ", "; expected ", 1);
            let rest =
                if what.contains("; expected ") { "" } else { "; expected a line of results" };
            format!("{place}:{column}: {what}{rest}")
        })?;
        self.compare(&line, place)?;
        let text = String::from_utf8_lossy(bytes).into_owned();
        match self.lines.get(&line.seed) {
            Some((known, _, elsewhere)) if *known != line => Err(format!(
                "{place}:1: seed {} has other results than at {elsewhere}; expected the same, for \
                 a seed is run the same everywhere",
                line.seed
            )),
            Some(_) => Ok(()),
            None => {
                self.lines.insert(line.seed, (line, text, place.to_owned()));
                Ok(())
            }
        }
    }

    /// Whether a line belongs to the sweep of those before.
    fn compare(&mut self, line: &Line, place: &str) -> Result<(), String> {
        let Some(settings) = line.settings.clone() else {
            return Err(format!(
                "{place}:1: this is the result of a scenario from a file; expected one of a sweep"
            ));
        };
        if !settings.seeds.all().contains(&line.seed)
            || Shard::with(line.seed, settings.seeds, line.shard.of) != line.shard
        {
            return Err(format!(
                "{place}:1: seed {} is not in shard {} of {}; expected the shard that has it",
                line.seed, line.shard, settings.seeds
            ));
        }
        let own = Common {
            commit: line.commit.clone(),
            dialect: line.dialect.clone(),
            settings,
            shards: line.shard.of,
        };
        match &self.common {
            None => self.common = Some((own, place.to_owned())),
            Some((common, first)) => {
                if let Some((what, theirs, ours)) = own.difference(common) {
                    return Err(format!(
                        "{place}:1: the {what} is {theirs}; expected {ours}, as at {first}"
                    ));
                }
            }
        }
        Ok(())
    }

    fn total(&self) -> Summary {
        let mut total = Summary::default();
        self.lines.values().for_each(|(line, ..)| total.add(&line.counts));
        total
    }

    /// What a shard did not tell, shard by shard.
    fn missing(&self) -> Vec<String> {
        let Some((Common { settings, shards, .. }, _)) = &self.common else {
            return vec!["there are no results".to_owned()];
        };
        let mut told: BTreeMap<Shard, u64> = BTreeMap::new();
        self.lines.values().for_each(|(line, ..)| *told.entry(line.shard).or_default() += 1);
        let most = settings.seeds.count().min(*shards);
        let shards = (1..=most).map(|number| Shard { number, of: *shards });
        let missing = shards.filter_map(|shard| {
            let all = shard.count(settings.seeds);
            match told.get(&shard) {
                None => Some(format!("shard {shard} is missing, {}", counted(all, "seed"))),
                Some(some) if *some < all => {
                    Some(format!("shard {shard} is incomplete: {some} of {}", counted(all, "seed")))
                }
                Some(_) => None,
            }
        });
        missing.collect()
    }

    fn tell(&self, total: &Summary, console: &mut Console) {
        let Some((Common { dialect, .. }, _)) = &self.common else { return };
        for verdict in ["forbidden", "gave_up", "refused"] {
            let seeds = self.lines.values().filter(|(line, ..)| line.verdict == verdict);
            let seeds = shortened(seeds.map(|(line, ..)| line.seed.to_string()), ", ");
            if !seeds.is_empty() {
                console.say(format_args!("{verdict}: seed {seeds}"));
            }
        }
        let runs = counted(total.traces, "run");
        console.say(format_args!("{runs} of {dialect}: {}", verdicts(total)));
    }
}

impl Common {
    /// What differs first: its name, what is here, and what is in `other`.
    fn difference(&self, other: &Self) -> Option<(&'static str, String, String)> {
        let fields = |it: &Self| {
            let Settings { seeds, clients, steps, faults, budget } = &it.settings;
            [
                ("commit", it.commit.clone()),
                ("dialect", it.dialect.clone()),
                ("range of seeds", seeds.to_string()),
                ("number of clients", clients.to_string()),
                ("number of steps", steps.to_string()),
                ("set of faults", faults.clone()),
                ("budget", budget.to_string()),
                ("number of shards", it.shards.to_string()),
            ]
        };
        let pairs = fields(self).into_iter().zip(fields(other));
        let mut differing = pairs.filter(|(own, other)| own != other);
        differing
            .next()
            .map(|((what, own), (_, other))| (what, format!("`{own}`"), format!("`{other}`")))
    }
}
