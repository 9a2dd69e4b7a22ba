//! A trial of a tool: jobs, a service that misbehaves as far as its documents let it, and the two
//! invariants that a migration has to keep, whatever it was answered.

use std::fmt;
use std::pin::Pin;

use model::dialect::Dialect;
use model::name::{BucketName, Key};
use model::store::Store;
use sim::embed::{Connection, Simulation};
use sim::fault::{FaultKind, Faults};
use sim::scenario::Keeps;

/// A bucket and a key.
pub(crate) type Place = (&'static str, &'static str);

/// An object, and where it is to go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job {
    /// Where it is.
    pub(crate) source: Place,
    /// Where it shall be.
    pub(crate) target: Place,
}

/// What a tool says of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// The object is at its target, and no longer at its source.
    Moved,
    /// Its source is as it was, as far as the tool knows.
    Kept,
}

/// A tool.
pub(crate) type Tool =
    fn(Connection, &'static [Job]) -> Pin<Box<dyn Future<Output = Vec<Done>> + Send>>;

/// The careful one.
pub(crate) const CAREFUL: Tool = |service, jobs| Box::pin(crate::careful::migrate(service, jobs));

/// The careless one.
pub(crate) const CARELESS: Tool = |service, jobs| Box::pin(crate::careless::migrate(service, jobs));

/// A move between two buckets, and one within one.
pub(crate) const MOVES: &[Job] = &[
    Job { source: ("old", "letters/a"), target: ("new", "letters/a") },
    Job { source: ("old", "letters/b"), target: ("new", "letters/b") },
    Job { source: ("old", "draft"), target: ("old", "archive/draft") },
];

/// The same, after somebody has written down a target that is its own source.
const ALL: &[Job] =
    &[MOVES[0], MOVES[1], MOVES[2], Job { source: ("new", "index"), target: ("new", "index") }];

/// What somebody else does to a source or an upload is not the tool's fault.
const NOT_TRIED: [FaultKind; 6] = [
    FaultKind::AbortUpload,
    FaultKind::CompleteUpload,
    FaultKind::DeleteSource,
    FaultKind::MarkSource,
    FaultKind::OverwriteSource,
    FaultKind::ReversionSource,
];

/// What became of the objects of one trial.
pub(crate) struct Verdict {
    /// How many of them are where the tool was to bring them, and nowhere else.
    pub(crate) moved: usize,
    /// What the tool is convicted of.
    pub(crate) broken: Vec<String>,
}

/// Lets a tool do `jobs` under `faults`.
pub(crate) fn of(
    dialect: &Dialect,
    seed: u64,
    faults: &Faults,
    tool: Tool,
    jobs: &'static [Job],
) -> Verdict {
    let simulation = Simulation::new(dialect, seed)
        .bucket("old", Keeps::Unversioned)
        .bucket("new", Keeps::Unversioned)
        .faults(faults);
    let report = simulation
        .run(move |service| async move {
            for job in jobs {
                let (bucket, key) = job.source;
                let put = service.calm().request("PUT", bucket, Some(key)).body(key).send().await;
                assert!(put.is_ok_and(|it| it.status == 200), "a quiet PUT succeeds");
            }
            tool(service, jobs).await
        })
        .unwrap_or_else(|it| panic!("{it}"));
    if let Err(divergence) = &report.judged {
        panic!("the service itself did what {dialect} forbids in seed {seed}: {divergence}");
    }
    let mut verdict = Verdict { moved: 0, broken: Vec::new() };
    for (job, done) in jobs.iter().zip(&report.output) {
        let [source, target] = [job.source, job.target].map(|it| content(&report.run.store, it));
        let original = Some(job.source.1.as_bytes());
        let (source, target) = (source.as_deref(), target.as_deref());
        if source != original && target != original {
            verdict.broken.push(format!("{job:?} is lost"));
        } else if *done == Done::Moved && target != original {
            verdict.broken.push(format!("{job:?} is not at its target, and the tool says it is"));
        } else if source != target {
            verdict.moved += usize::from(target == original);
        }
    }
    verdict
}

/// The bytes that are stored in a place.
fn content(store: &Store, (bucket, key): Place) -> Option<Vec<u8>> {
    let stack = store.stack(&BucketName::parse(bucket)?, &Key::parse(key)?)?;
    let (_, version) = stack.current()?;
    let content = version.object.as_ref()?.content.known()?.bytes.clone()?;
    Some(content.to_vec())
}

/// What trials in many seeds came to.
pub(crate) struct Tally {
    seeds: u64,
    /// The seeds in which a tool was convicted, with the first reason of each.
    pub(crate) convicted: Vec<(u64, String)>,
    /// The objects that were moved as they should.
    pub(crate) moved: usize,
}

/// Tries a tool with all jobs and all faults in that many seeds, the dialects taking turns.
pub(crate) fn of_seeds(seeds: u64, tool: Tool) -> Tally {
    let faults = FaultKind::ALL.iter().copied().filter(|it| !NOT_TRIED.contains(it)).collect();
    let mut tally = Tally { seeds, convicted: Vec::new(), moved: 0 };
    for (seed, dialect) in (0..seeds).zip(Dialect::all().iter().cycle()) {
        let verdict = of(dialect, seed, &faults, tool, ALL);
        tally.moved += verdict.moved;
        tally.convicted.extend(verdict.broken.into_iter().next().map(|it| (seed, it)));
    }
    tally
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seeds, convicted, moved } = self;
        write!(f, "{seeds} seeds, {moved} objects moved, convicted in {}", convicted.len())?;
        match convicted.first() {
            Some((seed, why)) => write!(f, "; first in seed {seed}: {why}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Enough for a test of some seconds without optimisation; the program tries 10,000.
    const SEEDS: u64 = 120;

    fn convictions(tool: Tool, faults: &[FaultKind], jobs: &'static [Job]) -> usize {
        let faults: Faults = faults.iter().copied().collect();
        let dialects = Dialect::all().iter().cycle();
        let trials = (0..20).zip(dialects).map(|(seed, it)| of(it, seed, &faults, tool, jobs));
        trials.filter(|it| !it.broken.is_empty()).count()
    }

    #[test]
    fn the_careful_tool_loses_nothing_and_moves_what_it_can() {
        let tally = of_seeds(SEEDS, CAREFUL);
        assert_eq!(tally.convicted, [], "{tally}");
        let moves = usize::try_from(SEEDS).unwrap() * MOVES.len();
        assert!(tally.moved * 10 > moves * 9, "{} of {moves} are moved", tally.moved);
    }

    #[test]
    fn the_careless_tool_is_convicted() {
        assert!(!of_seeds(SEEDS / 4, CARELESS).convicted.is_empty());
    }

    #[test]
    fn on_a_quiet_day_both_tools_move_everything() {
        for tool in [CAREFUL, CARELESS] {
            assert_eq!(convictions(tool, &[], MOVES), 0);
        }
    }

    #[test]
    fn a_status_without_its_body_is_no_proof_of_a_copy() {
        assert_ne!(convictions(CARELESS, &[FaultKind::FailLate], MOVES), 0);
        assert_eq!(convictions(CAREFUL, &[FaultKind::FailLate], MOVES), 0);
    }

    #[test]
    fn half_a_move_is_not_to_be_started_again_as_a_whole() {
        assert_ne!(convictions(CARELESS, &[FaultKind::LostResponse], MOVES), 0);
        assert_eq!(convictions(CAREFUL, &[FaultKind::LostResponse], MOVES), 0);
    }

    #[test]
    fn an_object_moved_onto_itself_is_gone() {
        assert_ne!(convictions(CARELESS, &[], ALL), 0);
        assert_eq!(convictions(CAREFUL, &[], ALL), 0);
    }
}
