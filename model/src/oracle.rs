//! The oracle: judges what was observed by keeping every world that could have produced it.
//!
//! A world is a store, the calls still open, and the readings still possible. An event turns each
//! world into its permitted successors and drops those that the observation contradicts. No world
//! left: forbidden. Only worlds with stronger assumptions than before: silent. Sequential replay,
//! concurrent histories, lost answers and late effects are all this one loop.
//!
//! A call takes effect at some instant between its sending and its answer, or, when it was lost, at
//! any later instant or never. It is moved to *done* only when an answer needs it to be: an answer
//! that would be another one then. A call may have looked, a copy read its source, and either have
//! taken effect, at any instant since it was sent; so an open call carries what it may have seen
//! since, and where an effect that it had unseen would be now. A world need not be there where
//! another one becomes it when an open call takes effect.
//!
//! Worlds are kept for each part of the keys that open calls join: what happens to keys that
//! have nothing to do with each other is never multiplied. Parts share what is known of the
//! service itself.
//!
//! The oracle never decides what is permitted ([`crate::step`]) and never changes its mind about a
//! verdict once given. Its search is bounded in steps, never in time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::dialect::Dialect;
use crate::http::HttpResponse;
use crate::name::{BucketName, Key, Timestamp, VersionId};
use crate::permitted::{Assumptions, Call, Outcome, Possible, merge_assumptions};
use crate::reply::{Comparison, Mismatch, Observed, Why};
use crate::step::hidden_by;
use crate::store::{AccountName, Change, Effect, Principal, Store};
use crate::trace::{Event, EventKind, Header, Sent};
use crate::wire::{Operation, Request, Scope};

mod deed;
mod earlier;
mod judgement;
mod outgrown;
mod part;
mod repair;
mod search;
mod setup;
mod world;

pub use judgement::{Judgement, Observation, Readings, Verdict};
use part::{Part, Place, refs};
use search::Work;
pub use setup::{AssumeError, initial_store};
use world::{Progress, World};

/// How an oracle is set.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Steps of search that one event may cost before the verdict is given up.
    pub budget: u64,
    /// How far the service's clock may be from the recorder's, in milliseconds.
    pub skew: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { budget: 1_000_000, skew: 15 * 60 * 1000 }
    }
}

/// A judge of one trace.
#[derive(Debug)]
pub struct Oracle<'a> {
    dialect: &'a Dialect,
    limits: Limits,
    endpoint: Option<String>,
    account_ids: BTreeMap<AccountName, AccountName>,
    /// What is known for certain and touched by no open call.
    base: Store,
    /// All else.
    parts: Vec<Part>,
    /// The weakest assumptions that explain the trace so far.
    weakest: Vec<Assumptions>,
    /// What they have in common, clause by clause.
    known: Assumptions,
    calls: BTreeMap<u32, OpenCall>,
    /// Open calls by the number the trace gives them.
    numbered: BTreeMap<u64, u32>,
    /// Per call, how many answers had been seen when it was sent.
    sent_after: Vec<u64>,
    /// Version ids by the answer that first showed them.
    shown: BTreeMap<VersionId, u64>,
    answers: u64,
    peak_worlds: usize,
}

/// A call that was sent.
#[derive(Debug)]
struct OpenCall {
    serial: u32,
    at: Timestamp,
    principal: Principal,
    sent: Sent,
    request: Request,
    operation: Operation,
    lost: bool,
    touches: Arc<Touches>,
    /// Whether of each key it touches it sees the newest version alone.
    sees_newest: bool,
}

/// The keys a call may read or change.
#[derive(Debug, Default, PartialEq)]
struct Touches {
    /// Keys, or whole buckets, that it may change.
    writes: Vec<(BucketName, Option<Key>)>,
    /// Keys, or whole buckets, that its answer may depend on.
    reads: Vec<(BucketName, Option<Key>)>,
    /// What a copy takes its source from, under any way to read its text.
    sources: Vec<(BucketName, Key)>,
}

/// An answer on its way to a verdict.
struct Answer<'o> {
    /// The call it belongs to.
    to: u32,
    observed: &'o Observed,
    at: Timestamp,
    cut: bool,
}

/// What a search found.
#[derive(Default)]
struct Found {
    /// Worlds in which the answer is as promised.
    worlds: Vec<World>,
    /// The reasons of the outcomes that explain it.
    because: Why,
    /// Outcomes that do not, and why.
    misses: Vec<(Outcome, Vec<Mismatch>)>,
    /// Whether the call may have taken effect whatever was answered, or take it later.
    lingers: bool,
    /// Whether the budget ended first.
    exhausted: bool,
}

impl<'a> Oracle<'a> {
    /// An oracle at the start of a trace with this header, judging by `dialect`.
    ///
    /// # Errors
    ///
    /// A question or candidate in the header's `assume` that the dialect does not have.
    pub fn new(dialect: &'a Dialect, header: &Header, limits: Limits) -> Result<Self, AssumeError> {
        let assumptions = setup::assumed(dialect, &header.assume)?;
        let store = initial_store(&header.setup);
        let mut shown = BTreeMap::new();
        for bucket in &header.setup.buckets {
            for version in bucket.objects.iter().flat_map(|it| &it.versions) {
                shown.insert(version.version_id.clone(), 0);
            }
        }
        let ids = header.setup.accounts.iter();
        Ok(Self {
            dialect,
            limits,
            endpoint: header.endpoint.clone(),
            account_ids: ids.map(|it| (it.name.clone(), it.id.as_str().into())).collect(),
            base: store,
            parts: Vec::new(),
            weakest: vec![assumptions.clone()],
            known: assumptions,
            calls: BTreeMap::new(),
            numbered: BTreeMap::new(),
            sent_after: Vec::new(),
            shown,
            answers: 0,
            peak_worlds: 1,
        })
    }

    /// The most worlds that were possible at once, of keys that have to do with each other.
    pub fn peak_worlds(&self) -> usize {
        self.peak_worlds
    }

    /// Takes the next event. A verdict comes of every answer.
    pub fn feed(&mut self, event: &Event) -> Option<Judgement> {
        let judgement = match &event.kind {
            EventKind::Call { number, sent } => {
                let serial = self.send(event.at, sent);
                self.numbered.insert(*number, serial);
                None
            }
            EventKind::Return { number, response } => {
                let serial = self.numbered.remove(number)?;
                Some(self.judge(serial, event.at, response))
            }
            EventKind::Lost { number, why } => {
                let serial = self.numbered.remove(number)?;
                self.lose(serial, *why == crate::trace::Why::Refused);
                None
            }
            EventKind::Exchange { sent, response } => {
                let serial = self.send(event.at, sent);
                Some(self.judge(serial, event.at, response))
            }
        };
        let worlds = self.parts.iter().map(|it| it.worlds.len()).max();
        self.peak_worlds = self.peak_worlds.max(worlds.unwrap_or(1));
        judgement
    }

    fn send(&mut self, at: Timestamp, sent: &Sent) -> u32 {
        let serial = u32::try_from(self.sent_after.len()).unwrap_or(u32::MAX);
        self.sent_after.push(self.answers);
        let request = Request::decode(&sent.request, self.endpoint.as_deref());
        let operation = self.dialect.operation(&request);
        let principal = match &sent.principal {
            Principal::Anonymous => Principal::Anonymous,
            Principal::Account(name) => {
                Principal::Account(self.account_ids.get(name).unwrap_or(name).clone())
            }
        };
        let touches = Arc::new(Touches::of(self.dialect, &request, operation));
        let mut part = self.take_places(&touches.places().map(owned).collect());
        for world in &mut part.worlds {
            world.calls.insert(serial, Progress::Sent(Vec::new()));
        }
        self.parts.push(part);
        let sent = sent.clone();
        let sees_newest = earlier::sees_newest(self.dialect, &request, operation);
        let lost = false;
        let call = OpenCall {
            serial,
            at,
            principal,
            sent,
            request,
            operation,
            lost,
            touches,
            sees_newest,
        };
        self.calls.insert(serial, call);
        serial
    }

    /// The parts that hold any of `places`, as one part that holds them all.
    fn take_places(&mut self, places: &BTreeSet<Place>) -> Part {
        let all = std::mem::take(&mut self.parts);
        let (met, apart): (Vec<_>, _) = all.into_iter().partition(|it| it.meets(places));
        self.parts = apart;
        let is_held = |place: &Place| met.iter().any(|it: &Part| it.covers(place));
        let free: BTreeSet<Place> = places.iter().filter(|it| !is_held(it)).cloned().collect();
        let possible = Possible::of(self.known.clone());
        let worlds = vec![World::new(self.base.only(refs(&free)), possible)];
        self.base.release(refs(&free));
        let part = Part { places: free, worlds };
        met.into_iter().fold(part, |all, it| all.joined(it, self.dialect))
    }

    /// The part that knows of the open call `serial`.
    fn take_call(&mut self, serial: u32) -> Part {
        let at = self.parts.iter().position(|it| it.has_call(serial));
        self.parts.swap_remove(at.expect("every open call is of a part"))
    }

    /// A call that will never be answered: it takes effect later, or never, or has already.
    fn lose(&mut self, serial: u32, refused: bool) {
        let Some(call) = self.calls.get_mut(&serial) else { return };
        call.lost = true;
        let gone = if refused { None } else { unmodelled(call) };
        let is_over = refused || gone.is_some();
        let mut part = self.take_call(serial);
        let call = &self.calls[&serial];
        for world in &mut part.worlds {
            if let Some(Progress::Sent(seen)) = world.calls.get_mut(&serial) {
                call.forget_what_is_of_no_use(seen);
            }
            if is_over || matches!(world.calls.get(&serial), Some(Progress::Done(..))) {
                world.calls.remove(&serial);
            }
            if let Some(hidden) = &gone {
                world.store.apply(hidden);
            }
        }
        self.merge(&mut part);
        self.settle(part);
    }

    fn judge(&mut self, serial: u32, at: Timestamp, response: &HttpResponse) -> Judgement {
        self.answers += 1;
        let is_head = self.calls[&serial].request.is_head();
        let observed = Observed::of(response, self.dialect, is_head);
        self.remember_ids(&observed);
        let mut part = self.take_call(serial);
        if let Some(hidden) = unmodelled(&self.calls[&serial]) {
            for world in &mut part.worlds {
                world.store.apply(&hidden);
            }
            self.close(serial, part);
            return Judgement::bare(Verdict::Unmodelled, &observed, self.dialect);
        }
        self.narrow(&mut part);
        let answer = Answer { to: serial, observed: &observed, at, cut: response.cut };
        let mut work = Work::new(self.limits.budget);
        let found = self.search(&answer, &part.worlds, &mut work);
        if found.exhausted || found.worlds.is_empty() {
            return self.repair(serial, &answer, found, part);
        }
        let judgement = self.explain(&observed, &found);
        let is_over = !response.cut && !found.lingers;
        let before = std::mem::replace(&mut part.worlds, found.worlds);
        if is_over {
            self.end(serial, &mut part);
        }
        self.thin(&mut part, before.len(), at, &mut work);
        if is_over {
            self.settle(part);
        } else {
            self.parts.push(part);
            self.lose(serial, false);
        }
        judgement
    }

    /// Drops the worlds that what is known of the service by now excludes.
    fn narrow(&self, part: &mut Part) {
        let known = |world: &World| {
            let assumptions = self.given(world, &self.known)?;
            Some(World { assumptions, ..world.clone() })
        };
        let narrowed: Vec<_> = part.worlds.iter().filter_map(known).collect();
        if narrowed.is_empty() {
            // Another part went on after a divergence: nothing that was assumed here holds.
            let known = Possible::of(self.known.clone());
            part.worlds.iter_mut().for_each(|it| it.assumptions = known.clone());
        } else {
            part.worlds = narrowed;
        }
    }

    /// The services possible in `world` that are as `assumptions` say; `None` where none is.
    fn given(&self, world: &World, assumptions: &Assumptions) -> Option<Possible> {
        let given = world.assumptions.given(assumptions, self.dialect)?;
        if given.sets().iter().all(|it| self.is_possible(it)) {
            return Some(given);
        }
        let possible = given.sets().iter().filter(|it| self.is_possible(it));
        Possible::any_of(self.dialect, possible.cloned().collect())
    }

    /// Whether what is known of the service leaves room for these assumptions.
    fn is_possible(&self, assumptions: &Assumptions) -> bool {
        let fits = |it: &Assumptions| it.intersection(assumptions, self.dialect).is_some();
        self.weakest.iter().any(fits)
    }

    /// What is known of the service where one of `worlds` holds.
    fn knowing(&self, worlds: &[World]) -> Vec<Assumptions> {
        let shown: BTreeSet<_> = worlds.iter().flat_map(|it| it.assumptions.sets()).collect();
        let shown = merge_assumptions(self.dialect, shown.into_iter().cloned().collect());
        let pairs = self.weakest.iter().flat_map(|it| shown.iter().map(move |to| (it, to)));
        let both: BTreeSet<_> =
            pairs.filter_map(|(one, two)| one.intersection(two, self.dialect)).collect();
        merge_assumptions(self.dialect, both.into_iter().collect())
    }

    fn know(&mut self, weakest: Vec<Assumptions>) {
        self.known = Assumptions::hull(self.dialect, &weakest);
        self.weakest = weakest;
    }

    /// Forgets a call that was answered.
    fn end(&mut self, serial: u32, part: &mut Part) {
        self.calls.remove(&serial);
        for world in &mut part.worlds {
            world.calls.remove(&serial);
        }
    }

    /// The open calls that nobody will hear of.
    fn lost_calls(&self) -> BTreeSet<u32> {
        self.calls.values().filter(|it| it.lost).map(|it| it.serial).collect()
    }

    /// The verdict on an answer that some world explains.
    fn explain(&mut self, observed: &Observed, found: &Found) -> Judgement {
        let after = self.knowing(&found.worlds);
        let settled = |it: &Assumptions| judgement::without_contradictions(self.dialect, it);
        let after_settled: Vec<_> = after.iter().map(settled).collect();
        let weakest_survives = self
            .weakest
            .iter()
            .any(|it| judgement::covered(self.dialect, &settled(it), &after_settled));
        let verdict = if weakest_survives { Verdict::Allowed } else { Verdict::Silent };
        let mut judgement = Judgement::bare(verdict, observed, self.dialect);
        judgement.rules = found.because.rules(self.dialect);
        judgement.assumptions = judgement::rested_on(self.dialect, &found.because, &after);
        if verdict == Verdict::Silent {
            judgement.revealed = judgement::revealed(self.dialect, &self.weakest, &after);
        }
        self.know(after);
        judgement
    }

    fn remember_ids(&mut self, observed: &Observed) {
        use crate::reply::Header;
        let headers = [Header::VersionId, Header::CopySourceVersionId];
        let mut ids: Vec<_> =
            headers.iter().filter_map(|it| VersionId::parse(observed.headers.get(it)?)).collect();
        if let Some(root) = &observed.document {
            let listed = root.children.iter().filter_map(|it| it.text_of("VersionId"));
            ids.extend(listed.filter_map(VersionId::parse));
        }
        for id in ids {
            self.shown.entry(id).or_insert(self.answers);
        }
    }

    /// Merges worlds that have become alike.
    fn merge(&self, part: &mut Part) {
        let worlds = std::mem::take(&mut part.worlds);
        part.worlds = world::merged(self.dialect, worlds, &self.lost_calls());
    }

    /// Ends a call, and lets `part` fall apart as far as it may then.
    fn close(&mut self, serial: u32, mut part: Part) {
        self.end(serial, &mut part);
        self.merge(&mut part);
        self.settle(part);
    }

    /// Lets `part` fall apart, and what of it is certain go.
    fn settle(&mut self, part: Part) {
        let open = self.calls.values().filter(|it| part.has_call(it.serial));
        let touched =
            open.map(|it| (it.serial, it.touches.places().map(owned).collect())).collect();
        for part in part.split(&self.known, &touched) {
            match part.settled() {
                Some(store) => self.base.absorb(store),
                None => self.parts.push(part),
            }
        }
        // A lost call that has taken effect everywhere is closed.
        let parts = &self.parts;
        self.calls.retain(|serial, call| !call.lost || parts.iter().any(|it| it.has_call(*serial)));
    }
}

fn owned((bucket, key): (&BucketName, Option<&Key>)) -> Place {
    (bucket.clone(), key.cloned())
}

/// What an operation out of the model's scope hides; `None` where the operation is in scope.
fn unmodelled(call: &OpenCall) -> Option<Effect> {
    match call.operation {
        Operation::Unmodelled(scope) if call.request.addressed.is_ok() => {
            Some(hidden_by(&call.request, scope))
        }
        _ => None,
    }
}

impl Touches {
    fn of(dialect: &Dialect, request: &Request, operation: Operation) -> Self {
        let mut touches = Self::default();
        let (Some(bucket), key) = (request.bucket(), request.key()) else { return touches };
        let whole = (bucket.clone(), None);
        let one = (bucket.clone(), key.cloned());
        match operation {
            Operation::CopyObject | Operation::CopyPart => {
                let value = request.vendor(dialect.wire.prefix, "copy-source").unwrap_or_default();
                touches.sources = world::possible_sources(value);
                let sources = touches.sources.iter();
                touches.reads.extend(sources.map(|(at, key)| (at.clone(), Some(key.clone()))));
                touches.writes.push(one);
            }
            Operation::AppendObject
            | Operation::PutObject
            | Operation::AbortUpload
            | Operation::CompleteUpload
            | Operation::InitiateUpload
            | Operation::UploadPart
            | Operation::DeleteObject
            | Operation::PutObjectAcl
            | Operation::PutRetention
            | Operation::PutTags
            | Operation::DeleteTags
            | Operation::RestoreObject => touches.writes.push(one),
            Operation::CreateBucket
            | Operation::DeleteBucketEncryption
            | Operation::DeleteObjects
            | Operation::PutBucketClass
            | Operation::PutBucketEncryption
            | Operation::PutVersioning => touches.writes.push(whole),
            Operation::GetObject
            | Operation::HeadObject
            | Operation::GetObjectAcl
            | Operation::GetTags
            | Operation::ListParts => touches.reads.push(one),
            Operation::GetBucketClass
            | Operation::GetVersioning
            | Operation::ListObjects
            | Operation::ListVersions => touches.reads.push(whole),
            Operation::Unmodelled(Scope::Nothing) => {}
            Operation::Unmodelled(Scope::Key) => touches.writes.push(one),
            Operation::Unmodelled(Scope::Bucket) => touches.writes.push(whole),
        }
        touches
    }

    /// Whether `self` may change something `other` depends on or changes.
    fn may_change_for(&self, other: &Self) -> bool {
        self.writes.iter().any(|(bucket, key)| other.meets((bucket, key.as_ref())))
    }

    /// Whether it makes no difference which of the two takes effect first.
    fn is_independent_of(&self, other: &Self) -> bool {
        !self.may_change_for(other) && !other.may_change_for(self)
    }

    /// Whether what this changes has nothing to do with the other, and that does not change it.
    fn writes_apart_from(&self, other: &Self) -> bool {
        let is_written = |(bucket, key): &Place| {
            let mut own = self.writes.iter();
            own.any(|it| part::meet((&it.0, it.1.as_ref()), (bucket, key.as_ref())))
        };
        !self.may_change_for(other) && !other.writes.iter().any(is_written)
    }

    /// Whether the call depends on or changes something in `place`.
    fn meets(&self, place: (&BucketName, Option<&Key>)) -> bool {
        self.places().any(|it| part::meet(it, place))
    }

    /// Everything the call depends on or changes.
    fn places(&self) -> impl Iterator<Item = (&BucketName, Option<&Key>)> {
        self.writes.iter().chain(&self.reads).map(|(bucket, key)| (bucket, key.as_ref()))
    }

    /// Whether the call may copy something in `place`.
    fn takes_from(&self, place: (&BucketName, Option<&Key>)) -> bool {
        let same =
            |it: &(BucketName, Key)| it.0 == *place.0 && place.1.is_none_or(|key| *key == it.1);
        self.sources.iter().any(same)
    }
}

impl OpenCall {
    /// Whether `other` is the same request, sent later, and both are lost: whichever of them takes
    /// effect first may as well be the elder.
    fn is_elder_of(&self, other: &Self) -> bool {
        self.lost && other.lost && self.serial < other.serial && self.sent == other.sent
    }

    fn at<'c>(&'c self, window: crate::store::Span) -> Call<'c> {
        Call {
            number: self.serial,
            principal: &self.principal,
            credentials: self.sent.credentials,
            request: &self.request,
            window,
        }
    }
}

/// What a comparison left open, and what it could not accept.
fn split(comparison: Comparison) -> Result<crate::store::Bindings, Vec<Mismatch>> {
    match comparison.mismatches.is_empty() {
        true => Ok(comparison.bindings),
        false => Err(comparison.mismatches),
    }
}

/// The keys of a change, for repair.
fn hide(bucket: &BucketName, key: &Key) -> Change {
    Change::HideKey(bucket.clone(), key.clone())
}

#[cfg(test)]
mod tests;
