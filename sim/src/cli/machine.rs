//! The machine output of trace-format.md: what a verdict is as JSON, its keys and their order.
//!
//! Programs depend on every name here. Nothing is left out where it is empty.

use std::collections::BTreeMap;

use model::oracle::{Judgement, Observation, Readings, Verdict};
use serde::{Deserialize, Serialize};

use super::Exit;

/// A verdict, as one object.
#[derive(Debug, Serialize)]
pub(super) struct Report<'a> {
    file: &'a str,
    line: u64,
    call: Option<u64>,
    verdict: &'static str,
    rules: &'a [&'static str],
    assumptions: &'a Readings,
    observed: Answer<'a>,
    allowed: Vec<Answer<'a>>,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    status: u16,
    code: Option<&'a str>,
    headers: &'a BTreeMap<String, String>,
    body: Option<&'a str>,
}

/// The last object.
#[derive(Debug, Serialize)]
pub(super) struct Last {
    pub(super) summary: Summary,
}

/// What became of a run: files and verdicts, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Summary {
    pub(super) traces: u64,
    pub(super) events: u64,
    pub(super) allowed: u64,
    pub(super) silent: u64,
    pub(super) forbidden: u64,
    pub(super) unmodelled: u64,
    pub(super) gave_up: u64,
    pub(super) refused: u64,
}

impl<'a> Report<'a> {
    pub(super) fn of(file: &'a str, line: u64, call: Option<u64>, it: &'a Judgement) -> Self {
        Self {
            file,
            line,
            call,
            verdict: it.verdict.as_str(),
            rules: &it.rules,
            assumptions: &it.assumptions,
            observed: Answer::of(&it.observed),
            allowed: it.allowed.iter().map(Answer::of).collect(),
        }
    }
}

impl<'a> Answer<'a> {
    fn of(observation: &'a Observation) -> Self {
        let Observation { status, code, headers, body } = observation;
        Self { status: *status, code: code.as_deref(), headers, body: body.as_deref() }
    }
}

impl Summary {
    /// Counts a verdict.
    pub(super) fn count(&mut self, verdict: Verdict) {
        self.events += 1;
        *match verdict {
            Verdict::Allowed => &mut self.allowed,
            Verdict::Silent => &mut self.silent,
            Verdict::Unmodelled => &mut self.unmodelled,
            Verdict::GaveUp => &mut self.gave_up,
            Verdict::Forbidden => &mut self.forbidden,
        } += 1;
    }

    /// Adds what became of another part of the run.
    pub(super) fn add(&mut self, other: &Self) {
        self.traces += other.traces;
        self.events += other.events;
        self.allowed += other.allowed;
        self.silent += other.silent;
        self.forbidden += other.forbidden;
        self.unmodelled += other.unmodelled;
        self.gave_up += other.gave_up;
        self.refused += other.refused;
    }

    /// The worst verdict.
    pub(super) fn worst(&self) -> Verdict {
        match self {
            Self { forbidden: 1.., .. } => Verdict::Forbidden,
            Self { gave_up: 1.., .. } => Verdict::GaveUp,
            Self { unmodelled: 1.., .. } => Verdict::Unmodelled,
            Self { silent: 1.., .. } => Verdict::Silent,
            _ => Verdict::Allowed,
        }
    }

    /// How a run ends that came to this.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self { refused: 1.., .. } => Exit::Refused,
            Self { forbidden: 1.., .. } => Exit::Forbidden,
            Self { gave_up: 1.., .. } => Exit::Inconclusive,
            _ => Exit::Conforming,
        }
    }
}

/// `value` on one line.
pub(super) fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("these values have text for keys and cannot fail")
}
