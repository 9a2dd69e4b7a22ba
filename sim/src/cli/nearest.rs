//! What would make a forbidden answer allowed: another reading of one clause, or another dialect.
//!
//! The trace up to the answer is judged again by every candidate. That costs, so it is bounded in
//! events fed, never in time; what was not tried is said to be so.

use std::collections::{BTreeMap, BTreeSet};

use model::dialect::{Clause, Dialect, Permits};
use model::http::Body;
use model::oracle::{Limits, Oracle, Verdict};
use model::trace::{Event, EventKind, Header, Located};

use super::places::{Addressing, Place, Places};

/// Events that are kept to be judged again, and the bytes they hold.
const KEPT: (usize, usize) = (10_000, 16 << 20);

/// Events that are judged again for one divergence, and in a whole run.
const WORK: (u64, u64) = (5_000, 15_000);

/// The search one event may cost when it is judged again.
const BUDGET: u64 = 10_000;

/// A trace so far, kept to be judged again unless it is long.
#[derive(Debug)]
pub(super) struct Kept {
    header: Header,
    addressing: Addressing,
    /// The events with the places of their calls.
    events: Vec<(Located<Event>, Places)>,
    open: BTreeMap<u64, Places>,
    bytes: usize,
    is_too_long: bool,
}

/// The events that may still be judged again in this run.
#[derive(Debug)]
pub(super) struct Work(u64);

/// What was found for one divergence.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Nearest {
    /// Readings of a clause under which the trace so far is no worse and the answer permitted.
    pub(super) readings: Vec<(Clause, u8)>,
    /// The other dialects that permit it.
    pub(super) dialects: Vec<&'static str>,
    /// Whether something is left that was not tried.
    pub(super) is_partial: bool,
}

impl Default for Work {
    fn default() -> Self {
        Self(WORK.1)
    }
}

impl Kept {
    /// A trace before its first event.
    pub(super) fn new(header: &Header, addressing: Addressing) -> Self {
        Self {
            header: header.clone(),
            addressing,
            events: Vec::new(),
            open: BTreeMap::new(),
            bytes: 0,
            is_too_long: false,
        }
    }

    /// Takes the next event.
    pub(super) fn take(&mut self, event: &Located<Event>) {
        self.bytes += size(&event.value);
        self.is_too_long |= self.events.len() == KEPT.0 || self.bytes > KEPT.1;
        if self.is_too_long {
            self.events = Vec::new();
            return;
        }
        let places = match &event.value.kind {
            EventKind::Exchange { sent, .. } => self.addressing.places(sent),
            EventKind::Call { number, sent } => {
                let places = self.addressing.places(sent);
                self.open.insert(*number, places.clone());
                places
            }
            EventKind::Return { number, .. } | EventKind::Lost { number, .. } => {
                self.open.remove(number).unwrap_or_default()
            }
        };
        self.events.push((event.clone(), places));
    }

    /// Looks for what would permit the answer that was taken last, a forbidden one: first among
    /// the readings of `involved` clauses and the dialects, then among all other readings.
    pub(super) fn nearest(
        &self,
        dialect: &'static Dialect,
        involved: &[Clause],
        skew: i64,
        work: &mut Work,
    ) -> Nearest {
        let mut own = Work(work.0.min(WORK.0));
        let before = own.0;
        let limits = Limits { budget: BUDGET, skew };
        let found = self.search(dialect, involved, limits, &mut own);
        work.0 -= before - own.0;
        found.unwrap_or(Nearest { is_partial: true, ..Nearest::default() })
    }

    /// `None` where not even the dialect itself could be tried.
    fn search(
        &self,
        dialect: &'static Dialect,
        involved: &[Clause],
        limits: Limits,
        work: &mut Work,
    ) -> Option<Nearest> {
        let related = self.related();
        let header = &self.header;
        let mut again = Again { header, events: related, limits, forbidden: BTreeSet::new() };
        if !again.starts(dialect, work)? {
            // The divergence has to do with what seems unrelated.
            again.events = self.events.iter().map(|(event, _)| event).collect();
            again.starts(dialect, work)?;
        }
        let mut found = Nearest::default();
        for clause in involved {
            again.readings(dialect, *clause, work, &mut found);
        }
        for other in Dialect::all().iter().filter(|it| it.name != dialect.name) {
            match again.permits(other, work) {
                Some(true) => found.dialects.push(other.name),
                Some(false) => {}
                None => found.is_partial = true,
            }
        }
        if found.readings.is_empty() {
            for clause in Clause::ALL.iter().filter(|it| !involved.contains(it)) {
                again.readings(dialect, *clause, work, &mut found);
            }
        }
        Some(found)
    }

    /// The events that the last one seems to depend on, itself the last of them.
    fn related(&self) -> Vec<&Located<Event>> {
        let last = self.events.last().map(|(_, places)| places);
        let mut wanted: BTreeSet<&Place> = last.into_iter().flat_map(Places::iter).collect();
        let is_related = |it: &Places, wanted: &BTreeSet<&Place>| {
            it.target.iter().any(|it| wanted.iter().any(|other| it.meets(other)))
        };
        loop {
            let known = wanted.len();
            for (_, places) in &self.events {
                if is_related(places, &wanted) {
                    wanted.extend(&places.source);
                }
            }
            if wanted.len() == known {
                break;
            }
        }
        let related = self.events.iter().filter(|(_, places)| is_related(places, &wanted));
        related.map(|(event, _)| event).collect()
    }
}

/// Events that are judged again, the answer in question the last of them.
struct Again<'a> {
    header: &'a Header,
    events: Vec<&'a Located<Event>>,
    limits: Limits,
    /// The lines that the dialect itself forbids.
    forbidden: BTreeSet<u64>,
}

impl Again<'_> {
    /// Judges by the dialect itself. Whether it forbids the last answer; `None` where the work
    /// that is left does not suffice.
    fn starts(&mut self, dialect: &Dialect, work: &mut Work) -> Option<bool> {
        self.forbidden = BTreeSet::new();
        let mut forbidden = BTreeSet::new();
        self.judge(dialect, work, |line| {
            forbidden.insert(line);
            true
        })?;
        self.forbidden = forbidden;
        Some(self.forbidden.last() == Some(&self.events.last()?.line))
    }

    /// Tries the readings of `clause` that `dialect` does not permit or the header excludes.
    fn readings(&self, dialect: &Dialect, clause: Clause, work: &mut Work, found: &mut Nearest) {
        let is_assumed = self.header.assume.contains_key(clause.name());
        let known = if is_assumed { 0 } else { dialect.row(clause).candidates() };
        for reading in (0u8..).take(clause.readings().len()).filter(|it| known & 1 << it == 0) {
            match self.permits(&dialect.with(clause, Permits::Documented(reading)), work) {
                Some(true) => found.readings.push((clause, reading)),
                Some(false) => {}
                None => found.is_partial = true,
            }
        }
    }

    /// Whether `dialect` permits the last answer and forbids none that was not forbidden; `None`
    /// where the work that is left does not suffice.
    fn permits(&self, dialect: &Dialect, work: &mut Work) -> Option<bool> {
        let last = self.events.last()?.line;
        let mut is_better = true;
        self.judge(dialect, work, |line| {
            is_better &= line != last && self.forbidden.contains(&line);
            is_better
        })?;
        Some(is_better)
    }

    /// Judges by `dialect` and reports every line that is not explained, as long as `go_on`.
    fn judge(
        &self,
        dialect: &Dialect,
        work: &mut Work,
        mut go_on: impl FnMut(u64) -> bool,
    ) -> Option<()> {
        work.0 = work.0.checked_sub(self.events.len() as u64)?;
        let mut header = self.header.clone();
        header.assume.retain(|question, _| dialect.question(question).is_some());
        let Ok(mut oracle) = Oracle::new(dialect, &header, self.limits) else {
            // A reading that the header assumes is none of this dialect.
            go_on(self.events.last()?.line);
            return Some(());
        };
        for event in &self.events {
            let verdict = oracle.feed(&event.value).map(|it| it.verdict);
            let is_bad = matches!(verdict, Some(Verdict::Forbidden | Verdict::GaveUp));
            if is_bad && !go_on(event.line) {
                break;
            }
        }
        Some(())
    }
}

/// The bytes an event keeps in memory, nearly.
fn size(event: &Event) -> usize {
    let of = |headers: &model::http::Headers, body: &Body| {
        let fields = headers.0.iter().map(|(name, value)| name.len() + value.len());
        fields.sum::<usize>() + body.bytes().map_or(0, <[u8]>::len)
    };
    match &event.kind {
        EventKind::Call { sent, .. } => of(&sent.request.headers, &sent.request.body),
        EventKind::Return { response, .. } => of(&response.headers, &response.body),
        EventKind::Lost { .. } => 0,
        EventKind::Exchange { sent, response } => {
            of(&sent.request.headers, &sent.request.body) + of(&response.headers, &response.body)
        }
    }
}
