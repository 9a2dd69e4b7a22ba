//! Verdicts, and how they are worked out from the worlds before and after an answer.

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::{Candidates, Clause, Dialect};
use crate::http::Body;
use crate::permitted::{Assumptions, Outcome};
use crate::reply::{Header, Mismatch, Observed, Outline, Why};

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Explained as weakly as what came before.
    Allowed,
    /// Explained, but it revealed how the service reads something the documents leave open.
    Silent,
    /// An operation out of the model's scope.
    Unmodelled,
    /// The search ended before a verdict.
    GaveUp,
    /// No permitted behaviour matches.
    Forbidden,
}

impl Verdict {
    /// Its name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Silent => "silent",
            Self::Unmodelled => "unmodelled",
            Self::GaveUp => "gave_up",
            Self::Forbidden => "forbidden",
        }
    }
}

/// Questions and the candidates they have left.
pub type Readings = BTreeMap<&'static str, Vec<&'static str>>;

/// The compared part of an answer, as reports show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Observation {
    /// The status code.
    pub status: u16,
    /// The error code.
    pub code: Option<String>,
    /// The compared headers.
    pub headers: BTreeMap<String, String>,
    /// The body, or what is known of it.
    pub body: Option<String>,
}

/// A verdict with its reasons.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The rules that decided: those that allow the answer or, where it is forbidden, exclude it.
    pub rules: Vec<&'static str>,
    /// The open questions that the explanation rests on, and the candidates they have left.
    pub assumptions: Readings,
    /// The questions that this answer narrowed.
    pub revealed: Readings,
    /// What was observed.
    pub observed: Observation,
    /// What would have been allowed; empty unless forbidden.
    pub allowed: Vec<Observation>,
    /// What in the nearest allowed answer does not fit.
    pub mismatches: Vec<Mismatch>,
    /// With what belief the trace goes on after a divergence.
    pub continuing: Option<String>,
}

impl Judgement {
    /// A verdict without reasons.
    pub(super) fn bare(verdict: Verdict, observed: &Observed, dialect: &Dialect) -> Self {
        Self {
            verdict,
            rules: Vec::new(),
            assumptions: Readings::new(),
            revealed: Readings::new(),
            observed: Observation::of(observed, dialect),
            allowed: Vec::new(),
            mismatches: Vec::new(),
            continuing: None,
        }
    }
}

impl Observation {
    fn of(observed: &Observed, dialect: &Dialect) -> Self {
        let prefix = dialect.wire.prefix;
        let mut headers: BTreeMap<_, _> = observed
            .headers
            .iter()
            .map(|(header, value)| (header.on(&dialect.wire), value.clone()))
            .collect();
        for (name, value) in &observed.metadata {
            headers.insert(format!("{prefix}meta-{name}"), value.clone());
        }
        for (name, value) in &observed.system {
            headers.insert((*name).to_owned(), value.clone());
        }
        let body = match &observed.body {
            Body::Bytes(bytes) if bytes.is_empty() => None,
            Body::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            Body::Digest { size, .. } => Some(format!("{size} bytes")),
            Body::Unknown => None,
        };
        Self { status: observed.status, code: observed.code.clone(), headers, body }
    }

    /// What an outcome promises, as reports show it.
    pub(super) fn promised(outline: Outline) -> Self {
        let Outline { status, code, headers, body } = outline;
        Self { status, code, headers, body }
    }
}

/// An answer that fits but for a value that it cannot have: a version id already used, say.
pub(super) fn stale_value(outcome: &Outcome) -> Mismatch {
    let id = outcome.reply.headers.get(&Header::VersionId);
    Mismatch {
        what: "version id".into(),
        expected: "an id that nothing had before, in the order of its key".into(),
        observed: "one that was shown before or does not fit the order".into(),
        why: id.map_or(Why::default(), |(_, why)| why.clone()),
    }
}

/// `assumptions` but for contradicted clauses: of those every reading is documented.
pub(super) fn without_contradictions(dialect: &Dialect, assumptions: &Assumptions) -> Assumptions {
    let mut kept = assumptions.clone();
    for (clause, _) in assumptions.narrowed() {
        if dialect.is_contradicted(clause) {
            kept.narrow(dialect, clause, dialect.row(clause).candidates());
        }
    }
    kept
}

/// Whether every service that `whole` allows is allowed by one of `parts`.
pub(super) fn covered(dialect: &Dialect, whole: &Assumptions, parts: &[Assumptions]) -> bool {
    let Some((first, rest)) = parts.split_first() else { return false };
    let clauses: Vec<_> = first.narrowed().collect();
    let overlaps =
        clauses.iter().all(|(clause, set)| whole.candidates(dialect, *clause) & set != 0);
    if !overlaps {
        return covered(dialect, whole, rest);
    }
    // What of the whole the first part leaves, clause by clause.
    let mut left = whole.clone();
    for (clause, set) in clauses {
        let has = left.candidates(dialect, clause);
        if has & !set != 0 {
            let mut outside = left.clone();
            outside.narrow(dialect, clause, has & !set);
            if !covered(dialect, &outside, rest) {
                return false;
            }
        }
        left.narrow(dialect, clause, has & set);
    }
    true
}

fn union(dialect: &Dialect, sets: &[Assumptions], clause: Clause) -> Candidates {
    sets.iter().fold(0, |all, it| all | it.candidates(dialect, clause))
}

fn names(clause: Clause, set: Candidates) -> Vec<&'static str> {
    let named = clause.readings().iter().enumerate();
    named.filter(|(index, _)| set & 1 << index != 0).map(|(_, name)| *name).collect()
}

/// The open questions among the reasons of an explanation that have fewer candidates left than
/// their dialect gives them.
pub(super) fn rested_on(dialect: &Dialect, because: &Why, after: &[Assumptions]) -> Readings {
    let clauses: BTreeSet<_> = because.readings().map(|(clause, _)| clause).collect();
    clauses
        .into_iter()
        .map(|clause| (clause, union(dialect, after, clause)))
        .filter(|(clause, set)| *set != dialect.row(*clause).candidates())
        .map(|(clause, set)| (clause.name(), names(clause, set)))
        .collect()
}

/// The questions that have fewer candidates after an answer than before it. Where only their
/// combinations were narrowed, the questions that combine.
pub(super) fn revealed(
    dialect: &Dialect,
    before: &[Assumptions],
    after: &[Assumptions],
) -> Readings {
    let narrower: Readings = dialect
        .questions()
        .map(|clause| (clause, union(dialect, before, clause), union(dialect, after, clause)))
        .filter(|(_, before, after)| before != after)
        .map(|(clause, _, after)| (clause.name(), names(clause, after)))
        .collect();
    if !narrower.is_empty() {
        return narrower;
    }
    let known: BTreeSet<_> = before.iter().flat_map(Assumptions::narrowed).collect();
    let combined = after.iter().flat_map(Assumptions::narrowed).filter(|it| !known.contains(it));
    combined
        .map(|(clause, _)| (clause.name(), names(clause, union(dialect, after, clause))))
        .collect()
}
