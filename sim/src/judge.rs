//! Judging a run in the order in which its service says that calls took effect.
//!
//! A simulator knows what a foreign service keeps to itself. With the order known there is nothing
//! to search: each call is judged where it took effect, with the answer the service gave, read or
//! not. The service's nature stays out of it, so that the judge knows no more of that than of a
//! foreign service's. It is the second opinion on a run beside the search over possible worlds, and
//! never the only judge.

use std::collections::BTreeMap;

use model::dialect::Dialect;
use model::name::Timestamp;
use model::oracle::{AssumeError, Judgement, Limits, Oracle, Verdict};
use model::trace::{Event, EventKind, Sent, Trace, Why};

use crate::drive::Run;
use crate::server::Commit;

/// Why a run is not what a service of its dialect does.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Divergence {
    /// The trace assumes something that its dialect does not leave open.
    #[error(transparent)]
    Assume(#[from] AssumeError),
    /// The service's log and the trace do not belong together.
    #[error("call {call}: {what}")]
    #[expect(missing_docs, reason = "the message says what they are")]
    Log { call: u64, what: &'static str },
    /// The answer to a call is not permitted where the call took effect.
    #[error("call {call}, which took effect at {at}: its answer is {}", judgement.verdict.as_str())]
    #[expect(missing_docs, reason = "the message says what they are")]
    Answer { call: u64, at: Timestamp, judgement: Box<Judgement> },
}

/// A call as the trace shows it.
struct Seen<'a> {
    sent: &'a Sent,
    at: Timestamp,
    answered: Option<(Timestamp, &'a model::http::HttpResponse)>,
    refused: bool,
}

/// Judges a run by `dialect`, in commit order.
///
/// # Errors
///
/// The first call that does not fit.
pub fn judge_in_commit_order(dialect: &Dialect, run: &Run) -> Result<(), Divergence> {
    let calls = calls(&run.trace)?;
    check_log(&calls, &run.commits)?;
    // The log has the service's own clock.
    let limits = Limits { skew: 0, ..Limits::default() };
    let mut oracle = Oracle::new(dialect, &run.trace.header, limits)?;
    for commit in &run.commits {
        let call = u64::from(commit.call);
        let sent = calls[&call].sent.clone();
        let kind = EventKind::Exchange { sent, response: commit.response.clone() };
        let judgement = oracle.feed(&Event { at: commit.at, kind });
        match judgement {
            Some(judgement) if !passes(judgement.verdict) => {
                let judgement = Box::new(judgement);
                return Err(Divergence::Answer { call, at: commit.at, judgement });
            }
            _ => {}
        }
    }
    Ok(())
}

fn passes(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Allowed | Verdict::Silent)
}

fn calls(trace: &Trace) -> Result<BTreeMap<u64, Seen<'_>>, Divergence> {
    let mut calls = BTreeMap::new();
    for event in &trace.events {
        let Event { at, kind } = &event.value;
        let unsent = |number: u64| Divergence::Log { call: number, what: "it was never sent" };
        match kind {
            EventKind::Call { number, sent } => {
                let seen = Seen { sent, at: *at, answered: None, refused: false };
                calls.insert(*number, seen);
            }
            EventKind::Return { number, response } => {
                let seen = calls.get_mut(number).ok_or_else(|| unsent(*number))?;
                seen.answered = Some((*at, response));
            }
            EventKind::Lost { number, why } => {
                let seen = calls.get_mut(number).ok_or_else(|| unsent(*number))?;
                seen.refused = *why == Why::Refused;
            }
            EventKind::Exchange { .. } => {
                return Err(Divergence::Log { call: 0, what: "a recorder writes no short form" });
            }
        }
    }
    Ok(calls)
}

/// Whether each commit is that of a call and lies between its sending and its answer, and each
/// answer was given by one commit.
fn check_log(calls: &BTreeMap<u64, Seen<'_>>, commits: &[Commit]) -> Result<(), Divergence> {
    let mut committed = BTreeMap::new();
    for commit in commits {
        let call = u64::from(commit.call);
        let wrong = |what| Err(Divergence::Log { call, what });
        let Some(seen) = calls.get(&call) else { return wrong("it took effect and was not sent") };
        if committed.insert(call, commit).is_some() {
            return wrong("it took effect twice");
        }
        if seen.refused {
            return wrong("it took effect and was refused");
        }
        if commit.at < seen.at {
            return wrong("it took effect before it was sent");
        }
        if seen.answered.is_some_and(|(at, _)| at < commit.at) {
            return wrong("it was answered before it took effect");
        }
        if seen.answered.is_some_and(|(_, response)| *response != commit.response) {
            return wrong("it was not answered what the service says it answered");
        }
    }
    let unfounded =
        calls.iter().find(|(call, it)| it.answered.is_some() && !committed.contains_key(*call));
    match unfounded {
        Some((call, _)) => {
            Err(Divergence::Log { call: *call, what: "it was answered and took no effect" })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
