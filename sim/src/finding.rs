//! What is remarkable about a history, as its judges say: the one in commit order and the search
//! over possible worlds.
//!
//! Two histories show the same where their findings are equal; that is what a history is made
//! smaller by. Nothing here decides a verdict.

use std::fmt;

use model::dialect::Dialect;
use model::name::Timestamp;
use model::oracle::{AssumeError, Judgement, Limits, Oracle, Readings, Verdict};
use model::trace::{Event, EventKind, Located, Trace};

use crate::drive::Run;
use crate::judge::{Divergence, judge_in_commit_order};

/// The calls of a run beyond which it is judged in the order of commits only.
pub const SEARCHED: usize = 200;

/// What the two judges say of a run.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What the one in commit order has against it.
    pub objection: Option<Objection>,
    /// What the search over possible worlds says; `None` where it was not asked.
    pub searched: Option<Searched>,
}

/// What the judge in commit order has against a run.
#[derive(Clone, Debug)]
pub struct Objection {
    /// What it says.
    pub divergence: Divergence,
    /// The status of the answer that it is about; none where the log itself is wrong.
    pub status: Option<u16>,
}

/// What the search over possible worlds says of a trace.
#[derive(Clone, Debug)]
pub struct Searched {
    /// The verdicts, each with the line of its answer.
    pub judgements: Vec<(u64, Judgement)>,
    /// The most worlds that were possible at once.
    pub worlds: usize,
}

/// What is remarkable about a history: the first of its worst verdicts. Two histories show the same
/// where theirs are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The verdict.
    pub verdict: Verdict,
    /// The rules that decided it.
    pub rules: Vec<&'static str>,
    /// The status that was answered, and the error code; what is wrong where no answer is.
    pub answer: (u16, Option<String>),
    /// What it revealed.
    pub revealed: Readings,
    /// Who says so.
    pub by: Judges,
    /// The answer that it is about, where another one would not show the same.
    pub place: Option<Place>,
}

/// Where an answer stands, in its trace and in any part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the answer to this call.
    Call(u64),
    /// It came then, and its call has no number.
    At(Timestamp),
}

/// The judges that forbid something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judges {
    /// Both, or the one that was asked.
    All,
    /// The one in commit order; by possible worlds all is permitted.
    CommitOrder,
    /// The search over possible worlds; in commit order all is permitted.
    PossibleWorlds,
}

/// Judges a run by `dialect` twice: in commit order and, if it has no more than `searched` calls,
/// by possible worlds.
pub fn judge(dialect: &Dialect, run: &Run, limits: Limits, searched: usize) -> Judged {
    let calls =
        run.trace.events.iter().filter(|it| matches!(it.value.kind, EventKind::Call { .. }));
    let is_short = calls.count() <= searched;
    Judged {
        objection: judge_in_commit_order(dialect, run).err().map(|it| Objection::to(it, run)),
        // A recorded trace assumes nothing.
        searched: is_short.then(|| search(dialect, &run.trace, limits).ok()).flatten(),
    }
}

/// Judges a trace by possible worlds.
///
/// # Errors
///
/// Where the trace assumes something that `dialect` does not leave open.
pub fn search(dialect: &Dialect, trace: &Trace, limits: Limits) -> Result<Searched, AssumeError> {
    let mut oracle = Oracle::new(dialect, &trace.header, limits)?;
    let judge = |it: &Located<Event>| Some((it.line, oracle.feed(&it.value)?));
    let judgements = trace.events.iter().filter_map(judge).collect();
    Ok(Searched { judgements, worlds: oracle.peak_worlds() })
}

impl Searched {
    /// The line that is forbidden first.
    pub fn first_forbidden(&self) -> Option<u64> {
        let is_forbidden = |it: &&(u64, Judgement)| it.1.verdict == Verdict::Forbidden;
        self.judgements.iter().find(is_forbidden).map(|(line, _)| *line)
    }

    /// What is remarkable; `None` where all is allowed.
    pub fn finding(&self) -> Option<Finding> {
        let worst = self.judgements.iter().map(|(_, it)| it.verdict).max()?;
        let first = self.judgements.iter().find(|(_, it)| it.verdict == worst);
        first.filter(|_| worst != Verdict::Allowed).map(|(_, it)| Finding::of(it))
    }

    /// What is remarkable about `trace`, of which this is said, and about no other answer: what was
    /// recorded cannot be run again, and a part of it may make another answer look wrong.
    pub fn finding_in(&self, trace: &Trace) -> Option<Finding> {
        let finding = self.finding()?;
        let is_it = |it: &&(u64, Judgement)| it.1.verdict == finding.verdict;
        let line = self.judgements.iter().find(is_it).map(|(line, _)| *line);
        let event = trace.events.iter().find(|it| Some(it.line) == line)?;
        let place = match event.value.kind {
            EventKind::Return { number, .. } => Place::Call(number),
            _ => Place::At(event.value.at),
        };
        Some(Finding { place: Some(place), ..finding })
    }
}

impl Judged {
    /// How the judges contradict each other.
    pub fn disagreement(&self) -> Option<String> {
        let first = self.searched.as_ref()?.first_forbidden();
        match (&self.objection, first) {
            (None, Some(line)) => Some(format!(
                "in commit order all is permitted, by possible worlds not line {line}"
            )),
            (Some(objection), None) => Some(format!(
                "by possible worlds all is permitted, in commit order not: {objection}"
            )),
            _ => None,
        }
    }

    /// What is remarkable; `None` where all is allowed.
    pub fn finding(&self) -> Option<Finding> {
        let searched = self.searched.as_ref().and_then(Searched::finding);
        let is_forbidden = searched.as_ref().is_some_and(|it| it.verdict == Verdict::Forbidden);
        match (&self.objection, is_forbidden) {
            (Some(_), true) | (None, false) => searched,
            (None, true) => searched.map(|it| Finding { by: Judges::PossibleWorlds, ..it }),
            (Some(objection), false) => {
                let by = if self.searched.is_some() { Judges::CommitOrder } else { Judges::All };
                Some(Finding { by, ..objection.finding() })
            }
        }
    }
}

impl Finding {
    fn of(it: &Judgement) -> Self {
        Self {
            verdict: it.verdict,
            rules: it.rules.clone(),
            answer: (it.observed.status, it.observed.code.clone()),
            revealed: it.revealed.clone(),
            by: Judges::All,
            place: None,
        }
    }
}

impl Objection {
    fn to(divergence: Divergence, run: &Run) -> Self {
        let answer = |call| run.commits.iter().find(|it| u64::from(it.call) == call);
        let status = if let Divergence::Answer { call, .. } = &divergence {
            answer(*call).map(|it| it.response.status)
        } else {
            None
        };
        Self { divergence, status }
    }

    fn finding(&self) -> Finding {
        let what = if let Divergence::Log { what, .. } = &self.divergence {
            Some((*what).to_owned())
        } else {
            None
        };
        Finding {
            verdict: Verdict::Forbidden,
            rules: Vec::new(),
            answer: (self.status.unwrap_or(0), what),
            revealed: Readings::new(),
            by: Judges::All,
            place: None,
        }
    }
}

impl fmt::Display for Objection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.divergence.fmt(f)
    }
}
