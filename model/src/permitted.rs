//! What a service may answer to one request in one store, and why.
//!
//! A stage of the model asks clauses of a [`Ruling`] in plain, direct code. Where a dialect leaves
//! a clause open, [`permitted`] runs the stages once per reading and gathers the outcomes; equal
//! outcomes are merged, so that a question that made no difference is not assumed. Choices that a
//! service makes anew for each request (which of several errors it reports, say) are *forks*: they
//! multiply outcomes and assume nothing.
//!
//! Nothing here decides what a document says: that stands in the rows. Nothing here is judged: that
//! is the oracle's.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::dialect::clause::{
    ConflictCode, ErrorOrder, HeadErrorCode, MarkerVersionCode, UnknownVersionCode,
};
use crate::dialect::{Candidates, Clause, Dialect, Reading, Refusal};
use crate::name::{BucketName, Key, VersionId};
use crate::reply::{ReplyPattern, Shown, Why};
use crate::store::Target;
use crate::store::{
    Bindings, ByReading, Change, Effect, Field, HiddenId, Object, Origin, Position, Principal,
    Reasons, Seen, Span, Stack, Value,
};
pub use crate::trace::Credentials;
use crate::wire::Request;

mod order;
mod possible;

pub use possible::Possible;

/// The readings still possible, per clause; a clause that is absent has all that its row permits.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assumptions(Arc<BTreeMap<Clause, Candidates>>);

impl Assumptions {
    /// The readings of `clause` still possible.
    pub fn candidates(&self, dialect: &Dialect, clause: Clause) -> Candidates {
        self.0.get(&clause).copied().unwrap_or_else(|| dialect.row(clause).candidates())
    }

    /// Leaves `clause` only the readings in `set`.
    pub fn narrow(&mut self, dialect: &Dialect, clause: Clause, set: Candidates) {
        if set == self.candidates(dialect, clause) {
            return;
        }
        let narrowed = Arc::make_mut(&mut self.0);
        if set == dialect.row(clause).candidates() {
            narrowed.remove(&clause);
        } else {
            narrowed.insert(clause, set);
        }
    }

    /// The clauses with fewer readings than their row permits, and those readings.
    pub fn narrowed(&self) -> impl Iterator<Item = (Clause, Candidates)> {
        self.0.iter().map(|(clause, set)| (*clause, *set))
    }

    /// This and `other` as one, where they differ in one clause at most.
    pub fn merged(&self, other: &Self, dialect: &Dialect) -> Option<Self> {
        if Arc::ptr_eq(&self.0, &other.0) {
            return Some(self.clone());
        }
        let own = self.0.iter().filter(|(clause, set)| other.0.get(clause) != Some(set));
        let others = other.0.keys().filter(|it| !self.0.contains_key(it));
        let mut differing = own.map(|(clause, _)| *clause).chain(others.copied());
        match (differing.next(), differing.next()) {
            (None, _) => Some(self.clone()),
            (Some(clause), None) => {
                let union = self.candidates(dialect, clause) | other.candidates(dialect, clause);
                let mut merged = self.clone();
                merged.narrow(dialect, clause, union);
                Some(merged)
            }
            (Some(_), Some(_)) => None,
        }
    }

    /// What this and `other` both allow, if that is anything.
    pub fn intersection(&self, other: &Self, dialect: &Dialect) -> Option<Self> {
        let mut both = self.clone();
        for (clause, set) in other.narrowed() {
            let common = both.candidates(dialect, clause) & set;
            if common == 0 {
                return None;
            }
            both.narrow(dialect, clause, common);
        }
        Some(both)
    }

    /// The readings that this leaves where it leaves fewer than `base`, of which it is a part.
    #[must_use]
    pub fn beyond(&self, base: &Self, dialect: &Dialect) -> Self {
        let mut beyond = Self::default();
        for (clause, set) in self.narrowed() {
            if set != base.candidates(dialect, clause) {
                beyond.narrow(dialect, clause, set);
            }
        }
        beyond
    }

    /// What each clause by itself may be where one of `sets` holds.
    pub fn hull(dialect: &Dialect, sets: &[Self]) -> Self {
        let mut hull = Self::default();
        let Some((first, rest)) = sets.split_first() else { return hull };
        for (clause, set) in first.narrowed() {
            let all = rest.iter().fold(set, |all, it| all | it.candidates(dialect, clause));
            hull.narrow(dialect, clause, all);
        }
        hull
    }

    /// Whether every service this allows is allowed by `other` too.
    pub fn implies(&self, other: &Self, dialect: &Dialect) -> bool {
        other.narrowed().all(|(clause, set)| self.candidates(dialect, clause) & !set == 0)
    }
}

/// Merges assumptions that differ in one clause only, until none do.
pub fn merge_assumptions(dialect: &Dialect, sets: Vec<Assumptions>) -> Vec<Assumptions> {
    let mut merged: Vec<Assumptions> = Vec::new();
    for mut next in sets {
        while let Some(at) = merged.iter().position(|it| {
            it.merged(&next, dialect).is_some()
                || it.implies(&next, dialect)
                || next.implies(it, dialect)
        }) {
            let old = merged.swap_remove(at);
            next = match old.merged(&next, dialect) {
                Some(both) => both,
                None if old.implies(&next, dialect) => next,
                None => old,
            };
        }
        merged.push(next);
    }
    merged.sort();
    merged
}

/// A request on its way into a service.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// Its number in the order of sending: it names what the call makes.
    pub number: u32,
    /// Who asks.
    pub principal: &'a Principal,
    /// How that was proved.
    pub credentials: Credentials,
    /// What was sent.
    pub request: &'a Request,
    /// When it takes effect, by the service's clock.
    pub window: Span,
}

/// One thing a service may do with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What it answers.
    pub reply: ReplyPattern,
    /// What it does to the store.
    pub effect: Effect,
    /// The readings it rests on.
    pub because: Why,
    /// The readings of open clauses it assumes; those the store's past assumes are among them.
    pub assuming: Assumptions,
    /// Hidden values this outcome determines, applied before its effect.
    pub binds: Bindings,
    /// Values that this outcome shows some hidden ones not to have.
    pub excludes: Vec<(HiddenId, VersionId)>,
}

/// Everything a service may do with a request.
#[derive(Clone, Debug, Default)]
pub struct Permitted {
    /// The outcomes, no two alike.
    pub outcomes: Vec<Outcome>,
}

/// Runs `stages` once for every combination of readings and forks that matters, and gathers what
/// they conclude. `assumptions` is what is already known of the service.
pub fn permitted(
    dialect: &Dialect,
    assumptions: &Assumptions,
    stages: impl Fn(&mut Ruling<'_>),
) -> Permitted {
    let mut path = Path::default();
    let mut gathered = Gathered { dialect, outcomes: Vec::new() };
    loop {
        let mut ruling = Ruling::open(dialect, assumptions, &mut path);
        stages(&mut ruling);
        ruling.conclude().into_iter().for_each(|it| gathered.add(it));
        if !path.advance() {
            return gathered.merged();
        }
    }
}

struct Gathered<'a> {
    dialect: &'a Dialect,
    outcomes: Vec<(Outcome, Vec<Assumptions>)>,
}

impl Gathered<'_> {
    fn add(&mut self, outcome: Outcome) {
        let same = self.outcomes.iter_mut().find(|(it, _)| {
            it.reply == outcome.reply
                && it.effect == outcome.effect
                && it.binds == outcome.binds
                && it.excludes == outcome.excludes
        });
        match same {
            Some((known, assumed)) => {
                known.because.add(&outcome.because);
                assumed.push(outcome.assuming);
            }
            None => {
                let assuming = outcome.assuming.clone();
                self.outcomes.push((outcome, vec![assuming]));
            }
        }
    }

    fn merged(self) -> Permitted {
        let mut outcomes = Vec::with_capacity(self.outcomes.len());
        for (outcome, assumed) in self.outcomes {
            for assuming in merge_assumptions(self.dialect, assumed) {
                outcomes.push(Outcome { assuming, ..outcome.clone() });
            }
        }
        Permitted { outcomes }
    }
}

/// The choices of one run, so that the next run takes the next ones.
#[derive(Debug, Default)]
struct Path {
    taken: Vec<(usize, usize)>,
    depth: usize,
}

impl Path {
    fn choose(&mut self, len: usize) -> usize {
        if len <= 1 {
            return 0;
        }
        if self.depth == self.taken.len() {
            self.taken.push((0, len));
        }
        let (choice, _) = self.taken[self.depth];
        self.depth += 1;
        choice
    }

    /// Turns to the next combination; `false` where there is none left.
    fn advance(&mut self) -> bool {
        self.depth = 0;
        while let Some((choice, len)) = self.taken.pop() {
            if choice + 1 < len {
                self.taken.push((choice + 1, len));
                return true;
            }
        }
        false
    }
}

/// One run of the stages: what was asked, what was refused, what comes of it.
#[derive(Debug)]
pub struct Ruling<'a> {
    /// The table that is asked.
    pub dialect: &'a Dialect,
    path: &'a mut Path,
    assuming: Assumptions,
    because: Why,
    reasons: Reasons,
    refusals: Vec<Refused>,
    is_copy: bool,
    success: Option<ReplyPattern>,
    late: Vec<Late>,
    effect: Effect,
    binds: Bindings,
    excludes: Vec<(HiddenId, VersionId)>,
}

/// A failure that may come after an answer began.
#[derive(Debug)]
struct Late {
    reply: ReplyPattern,
    because: Why,
    assuming: Assumptions,
}

/// A recorded error.
#[derive(Debug)]
struct Refused {
    clause: Clause,
    reply: ReplyPattern,
    why: Why,
}

impl<'a> Ruling<'a> {
    fn open(dialect: &'a Dialect, assumptions: &Assumptions, path: &'a mut Path) -> Self {
        Self {
            dialect,
            path,
            assuming: assumptions.clone(),
            because: Why::default(),
            reasons: Reasons::default(),
            refusals: Vec::new(),
            is_copy: false,
            success: None,
            late: Vec::new(),
            effect: Effect::default(),
            binds: Bindings::new(),
            excludes: Vec::new(),
        }
    }

    /// How the service reads a clause. The run forks where the documents leave that open, so ask
    /// only where the request makes it matter.
    pub fn ask<R: Reading>(&mut self) -> R {
        let mut possible = self.possible::<R>();
        let count = possible.clone().count();
        let reading = possible.nth(self.path.choose(count));
        let reading = reading.expect("a clause always has a reading left");
        if count > 1 {
            self.assuming.narrow(self.dialect, R::CLAUSE, 1 << reading.index());
        }
        self.because.push(R::CLAUSE, Some(reading.index()));
        reading
    }

    /// As [`Ruling::ask`], for a clause that decides a field of the object being built.
    pub fn ask_for<R: Reading>(&mut self, field: Field) -> R {
        let reading = self.ask::<R>();
        self.give_reason(field, R::CLAUSE, Some(reading.index()));
        reading
    }

    /// The value of a field under every reading still possible: the run forks only when an answer
    /// shows the value.
    pub fn hold<R: Reading, T: Clone + PartialEq>(
        &mut self,
        field: Field,
        value: impl Fn(R) -> Seen<T>,
    ) -> Seen<T> {
        let mut possible = self.possible::<R>();
        let mut cases: Vec<(Candidates, Seen<T>)> = Vec::new();
        for reading in possible.clone() {
            let value = value(reading).given(R::CLAUSE as u16, reading.index());
            match cases.iter_mut().find(|(_, it)| *it == value) {
                Some((set, _)) => *set |= 1 << reading.index(),
                None => cases.push((1 << reading.index(), value)),
            }
        }
        let single = possible.next().filter(|_| possible.next().is_none()).map(Reading::index);
        self.because.push(R::CLAUSE, single);
        self.give_reason(field, R::CLAUSE, single);
        if let [(_, value)] = &cases[..] {
            return value.clone();
        }
        Seen::ByReading(Arc::new(ByReading { clause: R::CLAUSE as u16, cases }))
    }

    /// A held value as an answer shows it: the run forks over the readings that tell it apart.
    pub fn show<T: Clone + PartialEq>(&mut self, seen: &Seen<T>) -> Shown<T> {
        match seen {
            Seen::Known(value) => Shown::Known(value.clone()),
            Seen::Hidden(id) => Shown::Hidden(*id),
            Seen::ByReading(by) => {
                let clause = Clause::ALL[usize::from(by.clause)];
                let possible = self.assuming.candidates(self.dialect, clause);
                let cases: Vec<_> =
                    by.cases.iter().filter(|(set, _)| set & possible != 0).collect();
                assert!(!cases.is_empty(), "a held value has a case for every possible reading");
                let (set, value) = cases[self.path.choose(cases.len())];
                if cases.len() > 1 {
                    self.assuming.narrow(self.dialect, clause, set & possible);
                }
                self.because.push(clause, None);
                self.show(value)
            }
        }
    }

    /// The readings of a clause that are still possible, without asking it.
    pub fn candidates<R: Reading>(&self) -> Candidates {
        self.assuming.candidates(self.dialect, R::CLAUSE)
    }

    /// Whether the documents leave a clause several readings, whatever is known of the service.
    pub fn leaves_open<R: Reading>(&self) -> bool {
        self.dialect.row(R::CLAUSE).candidates().count_ones() > 1
    }

    /// A choice among `len` that the service makes anew, or that nobody has seen yet.
    pub fn fork(&mut self, len: usize) -> usize {
        self.path.choose(len)
    }

    /// Asks whether a clause refuses and records its error, if so; the stages go on. The run forks
    /// between different errors, not between readings that refuse nothing. Whether it refused.
    pub fn refuse<R: Reading>(&mut self) -> bool {
        let mut answers: Vec<(Option<Refusal>, Candidates)> = Vec::new();
        for reading in self.possible::<R>() {
            let bit = 1 << reading.index();
            match answers.iter_mut().find(|(refusal, _)| *refusal == reading.refusal()) {
                Some((_, set)) => *set |= bit,
                None => answers.push((reading.refusal(), bit)),
            }
        }
        let (refusal, set) = answers[self.path.choose(answers.len())];
        if answers.len() > 1 {
            self.assuming.narrow(self.dialect, R::CLAUSE, set);
        }
        let single = (set.count_ones() == 1).then(|| set.trailing_zeros() as u8);
        self.because.push(R::CLAUSE, single);
        if let Some(refusal) = refusal {
            self.refuse_with(R::CLAUSE, single, refusal);
        }
        refusal.is_some()
    }

    /// Records the error of a reading already asked.
    pub fn refuse_as<R: Reading>(&mut self, reading: R) {
        if let Some(refusal) = reading.refusal() {
            self.refuse_with(R::CLAUSE, Some(reading.index()), refusal);
        }
    }

    /// Runs `stages` as if they were a request of their own: what they answer, an error if any
    /// check of theirs refuses, and what they change. Of several errors one is chosen anew.
    pub fn apart(
        &mut self,
        stages: impl FnOnce(&mut Self),
    ) -> (Result<ReplyPattern, ReplyPattern>, Effect) {
        let refusals = std::mem::take(&mut self.refusals);
        let success = self.success.take();
        let before = self.effect.0.len();
        stages(self);
        let refused = std::mem::replace(&mut self.refusals, refusals);
        let answer = std::mem::replace(&mut self.success, success);
        if refused.is_empty() {
            let answer = answer.expect("stages that refuse nothing conclude with an answer");
            return (Ok(answer), Effect(self.effect.0[before..].to_vec()));
        }
        let Refused { reply, why, .. } = &refused[self.path.choose(refused.len())];
        let reply = reply.clone();
        self.because.add(why);
        let learned = self.effect.0.split_off(before).into_iter();
        let learned = Effect(learned.filter(|it| matches!(it, Change::Reveal(..))).collect());
        self.effect.0.extend(learned.0.iter().cloned());
        (Err(reply), learned)
    }

    /// The name of the next version that `call` makes.
    pub fn made(&self, call: &Call<'_>) -> Origin {
        let pushed = self.effect.0.iter().filter(|it| matches!(it, Change::Push { .. })).count();
        Origin::made_by_part(call.number, u32::try_from(pushed).unwrap_or(u32::MAX))
    }

    /// The headers of the latest recorded error, to add what that error alone wears.
    pub fn last_refusal(&mut self) -> Option<&mut ReplyPattern> {
        self.refusals.last_mut().map(|it| &mut it.reply)
    }

    /// Adds to the reasons of the latest recorded error a clause that it hangs on too.
    pub fn rest_on<R: Reading>(&mut self) {
        let why = self.reason::<R>();
        if let Some(refused) = self.refusals.last_mut() {
            refused.why.add(&why);
        }
    }

    /// What the answer of a `HEAD` tells of the recorded errors: code and status, or status alone.
    pub fn refuse_without_body(&mut self) {
        if self.refusals.is_empty() {
            return;
        }
        let told = self.ask::<HeadErrorCode>();
        let why = self.reason::<HeadErrorCode>();
        for refused in &mut self.refusals {
            refused.why.add(&why);
            if told == HeadErrorCode::Nowhere {
                refused.reply.code = None;
            }
        }
    }

    /// Adds a clause to the reasons of the success without asking how it is read: all its readings
    /// come to the same here.
    pub fn mention<R: Reading>(&mut self) {
        let why = self.reason::<R>();
        self.because.add(&why);
    }

    fn refuse_with(&mut self, clause: Clause, reading: Option<u8>, refusal: Refusal) {
        let mut why = Why::default();
        why.push(clause, reading);
        let coded = match (clause, refusal.status) {
            _ if refusal.code.is_some() => None,
            (Clause::NamedMarker, 404) => self.code::<MarkerVersionCode>(&mut why),
            (Clause::UnknownVersion | Clause::BadVersionId, 404) => {
                self.code::<UnknownVersionCode>(&mut why)
            }
            (_, 409) => self.code::<ConflictCode>(&mut why),
            _ => None,
        };
        let refusal = coded.unwrap_or(refusal);
        let reply = ReplyPattern::error(refusal);
        self.refusals.push(Refused { clause, reply, why });
    }

    /// Adds to the latest recorded error the reading of a clause that had a part in it, where this
    /// run asked for one.
    pub fn blame<R: Reading>(&mut self) {
        let asked = self.because.readings().any(|(clause, _)| clause == R::CLAUSE);
        let reason = self.reason::<R>();
        if let Some(refused) = self.refusals.last_mut().filter(|_| asked) {
            refused.why.add(&reason);
        }
    }

    /// The refusal that a clause about nothing but error codes makes of one without a code.
    fn code<R: Reading>(&mut self, why: &mut Why) -> Option<Refusal> {
        let reading = self.ask::<R>();
        why.push(R::CLAUSE, Some(reading.index()));
        reading.refusal()
    }

    /// Says that the request is a copy: of copies the order of checks may be documented.
    pub fn order_as_copy(&mut self) {
        self.is_copy = true;
    }

    /// Whether an error is recorded: what comes after need not be worked out.
    pub fn refused(&self) -> bool {
        !self.refusals.is_empty()
    }

    /// Records what is answered if no check refuses.
    pub fn succeed(&mut self, reply: ReplyPattern) {
        self.success = Some(reply);
    }

    /// Records that, where a clause is read so, the request may instead fail after its answer
    /// began: then nothing changes. Whether it does is decided anew for each request.
    pub fn may_fail_late<R: Reading>(&mut self, reading: R, reply: ReplyPattern) {
        let (mut assuming, mut because) = (self.assuming.clone(), self.because.clone());
        assuming.narrow(self.dialect, R::CLAUSE, 1 << reading.index());
        because.push(R::CLAUSE, Some(reading.index()));
        self.late.push(Late { reply, because, assuming });
    }

    /// The reason that a clause already asked gives.
    pub fn reason<R: Reading>(&self) -> Why {
        let set = self.candidates::<R>();
        let mut why = Why::default();
        why.push(R::CLAUSE, (set.count_ones() == 1).then(|| set.trailing_zeros() as u8));
        why
    }

    /// Records a change that happens if no check refuses.
    pub fn change(&mut self, change: Change) {
        self.effect.0.push(change);
    }

    /// The versions of a key, where this run came to know them.
    pub fn revealed(&self, bucket: &BucketName, key: &Key) -> Option<&Stack> {
        self.effect.0.iter().rev().find_map(|change| match change {
            Change::Reveal(at, of, stack) if at == bucket && of == key => Some(stack),
            _ => None,
        })
    }

    /// The object at a place, where this run amended it.
    pub fn amended(&self, at: Target<'_>, position: Position) -> Option<Arc<Object>> {
        self.effect.0.iter().rev().find_map(|change| match change {
            Change::Amend(bucket, key, place, version)
                if bucket == at.bucket && key == at.key && *place == position =>
            {
                version.object.clone()
            }
            _ => None,
        })
    }

    /// A number for the next version this run meets that nobody had seen.
    pub fn met(&self) -> u32 {
        let met = self.effect.0.iter().filter(|it| it.is_learned()).count();
        u32::try_from(met).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// A fork took a hidden value to be `value`.
    pub fn bind(&mut self, id: HiddenId, value: Value) {
        self.binds.push((id, value));
    }

    /// A fork took a hidden version id not to be `id`.
    pub fn exclude(&mut self, hidden: HiddenId, id: VersionId) {
        self.excludes.push((hidden, id));
    }

    /// Adds a reason to a field of the object being built.
    fn give_reason(&mut self, field: Field, clause: Clause, reading: Option<u8>) {
        let reasons = self.reasons.0.entry(field).or_default();
        reasons.push((clause as u16, reading.unwrap_or(Why::ANY)));
    }

    /// The reasons of the fields decided so far.
    pub fn reasons(&mut self) -> Reasons {
        std::mem::take(&mut self.reasons)
    }

    /// Adds to the reasons of an answer those that a field of `reasons` has.
    pub fn why(&self, reasons: &Reasons, field: Field) -> Why {
        Why::of(reasons.0.get(&field))
    }

    /// The readings of a clause that are still possible, the default first.
    pub fn possible<R: Reading>(&self) -> impl Iterator<Item = R> + Clone + use<'a, R> {
        let set = self.assuming.candidates(self.dialect, R::CLAUSE);
        let readings = self.dialect.row(R::CLAUSE).readings().iter();
        let possible = readings.filter(move |index| set & 1 << **index != 0);
        possible.map(|index| R::ALL[usize::from(*index)])
    }

    /// Which of the recorded errors may be reported: where checks have an order, those of the first
    /// step that has any, and those that may come at any time.
    fn reported(&mut self) -> Vec<Refused> {
        let mut refusals = std::mem::take(&mut self.refusals);
        if refusals.windows(2).all(|it| it[0].reply == it[1].reply) {
            return refusals;
        }
        let order = self.ask::<ErrorOrder>();
        let step = |it: &Refused| order::step(order, it.clause, self.is_copy);
        let first = refusals.iter().filter_map(step).min();
        refusals.retain(|it| step(it) <= first);
        for refused in &mut refusals {
            refused.why.push(ErrorOrder::CLAUSE, Some(order.index()));
        }
        refusals
    }

    fn conclude(mut self) -> Vec<Outcome> {
        let refusals = self.reported();
        let outcome = |reply, effect, because| Outcome {
            reply,
            effect,
            because,
            assuming: self.assuming.clone(),
            binds: self.binds.clone(),
            excludes: self.excludes.clone(),
        };
        if !refusals.is_empty() {
            let learned = self.effect.0.iter().filter(|it| it.is_learned());
            let learned = Effect(learned.cloned().collect());
            return refusals
                .into_iter()
                .map(|it| outcome(it.reply, learned.clone(), it.why))
                .collect();
        }
        let reply =
            self.success.clone().expect("stages that refuse nothing conclude with an answer");
        let mut outcomes = vec![outcome(reply, self.effect.clone(), self.because.clone())];
        let learned = self.effect.0.iter().filter(|it| it.is_learned());
        let learned = Effect(learned.cloned().collect());
        for Late { reply, because, assuming } in self.late {
            let late = outcome(reply, learned.clone(), because);
            outcomes.push(Outcome { assuming, ..late });
        }
        outcomes
    }
}

impl Call<'_> {
    /// The version this call makes.
    pub fn origin(&self) -> Origin {
        Origin::made_by(self.number)
    }
}
