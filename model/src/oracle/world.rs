//! One world: a store, the calls still open in it, and the readings still possible.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::deed::{Deed, Promise};
use super::{OpenCall, Touches};
use crate::dialect::Dialect;
use crate::name::{BucketName, Key, Timestamp, VersionId};
use crate::permitted::Possible;
use crate::store::{Bindings, Differing, HiddenId, Position, Store};
use crate::wire::source::{Case, Decode, LeadingSlash, Plus, SourceSyntax, parse};

/// How far an open call has come.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Progress {
    /// It has changed nothing yet, but may have looked.
    Sent(Vec<Glimpse>),
    /// It has taken effect and will be answered by one of these.
    Done(Vec<Promise>),
}

/// What an open call may have seen: what it depends on, before something of it was changed. It may
/// have taken effect then, too.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glimpse {
    pub(super) store: Arc<Store>,
    /// What the call touches that ended it.
    pub(super) until: Arc<Touches>,
    /// The calls whose effects it holds though they may have come after it.
    pub(super) after: Vec<u32>,
    /// How many calls had been sent by then.
    pub(super) sent: u32,
    /// The call that ended it.
    pub(super) change: u32,
    /// When it ended at the latest.
    pub(super) at: Timestamp,
    /// Whether the change was one of what a copy reads: its source, and the upload of a part.
    pub(super) is_of_source: bool,
    /// Where an effect that the call had then would be now; `None` where it cannot have had any or
    /// that is not told so simply.
    pub(super) gap: Option<Gap>,
}

/// What became of an effect that nobody has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gap {
    /// Nothing is left of it.
    Gone,
    /// The version it made stands right below this position of its key, above all that is lower.
    Below(Position),
    /// It comes to the same if the call takes effect later, having read its source then.
    Later,
}

impl Glimpse {
    /// Whether `self` allows nothing that `other` does not.
    fn is_contained_in(&self, other: &Self) -> bool {
        let Self { store, until, after, sent, change, at, is_of_source, gap } = self;
        *change == other.change
            && after.iter().all(|it| other.after.contains(it))
            && *gap == other.gap
            && *at <= other.at
            && *is_of_source == other.is_of_source
            && *sent == other.sent
            && *until == other.until
            && knows_no_less(store, &other.store)
    }

    /// Whether `other` is what the call may have seen at the same instant.
    pub(super) fn is_same_instant(&self, other: &Self) -> bool {
        self.change == other.change && self.store == other.store
    }
}

impl Progress {
    /// Feeds `hasher` what tells most calls apart.
    fn hash_outline(&self, hasher: &mut DefaultHasher) {
        match self {
            Self::Sent(glimpses) => {
                glimpses.len().hash(hasher);
                for Glimpse { change, at, gap, .. } in glimpses {
                    (change, at, gap).hash(hasher);
                }
            }
            Self::Done(promises) => {
                for Promise { reply, .. } in promises {
                    (reply.status, reply.code).hash(hasher);
                    for (header, (expected, _)) in &reply.headers {
                        (*header as u8, std::mem::discriminant(expected)).hash(hasher);
                    }
                }
            }
        }
    }

    /// Whether `self` allows nothing that `other` does not.
    fn is_contained_in(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Sent(own), Self::Sent(others)) => {
                own.iter().all(|it| others.iter().any(|other| it.is_contained_in(other)))
            }
            _ => self == other,
        }
    }
}

/// A possible world. What is compared at least cost stands first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct World {
    pub(super) assumptions: Possible,
    /// Values that hidden version ids are known not to have.
    pub(super) excluded: BTreeSet<(HiddenId, VersionId)>,
    pub(super) calls: BTreeMap<u32, Progress>,
    pub(super) store: Store,
}

impl World {
    pub(super) fn new(store: Store, assumptions: Possible) -> Self {
        Self { store, assumptions, calls: BTreeMap::new(), excluded: BTreeSet::new() }
    }

    /// A number that equal worlds share and that tells most others apart.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.store.fingerprint().hash(&mut hasher);
        self.assumptions.hash(&mut hasher);
        for (serial, progress) in &self.calls {
            serial.hash(&mut hasher);
            progress.hash_outline(&mut hasher);
        }
        hasher.finish()
    }

    /// This world of one part and `other` of another, as one; `None` where no service is both.
    pub(super) fn joined(&self, other: &Self, dialect: &Dialect) -> Option<Self> {
        let mut both = self.clone();
        both.assumptions = self.assumptions.both(&other.assumptions, dialect)?;
        both.store.absorb(&other.store);
        both.calls.extend(other.calls.clone());
        both.excluded.extend(other.excluded.iter().cloned());
        Some(both)
    }

    /// The calls that have changed nothing yet.
    pub(super) fn open_calls(&self) -> BTreeSet<u32> {
        let open = self.calls.iter().filter(|it| matches!(it.1, Progress::Sent(_)));
        open.map(|it| *it.0).collect()
    }

    /// Notes that `call` has had its effect, by `deed`: nobody will hear of one that is lost.
    pub(super) fn end(&mut self, call: &OpenCall, deed: &Deed) {
        if call.lost {
            self.calls.remove(&call.serial);
        } else {
            self.calls.insert(call.serial, Progress::Done(deed.promises.clone()));
        }
    }

    /// Replaces hidden values by what was shown, wherever they stand.
    pub(super) fn bind(&mut self, bindings: &Bindings) {
        if bindings.is_empty() {
            return;
        }
        self.store.bind(bindings);
        for progress in self.calls.values_mut() {
            match progress {
                Progress::Done(promises) => {
                    promises.iter_mut().for_each(|it| it.reply.bind(bindings));
                }
                Progress::Sent(held) => {
                    let stores = held.iter_mut().map(|it| &mut it.store);
                    stores.for_each(|it| Arc::make_mut(it).bind(bindings));
                }
            }
        }
    }

    /// Whether nothing was learned or changed on the way from `before` to here, but for the call
    /// `answered`.
    pub(super) fn knows_no_more_than(&self, before: &Self, answered: u32) -> bool {
        let mut others = self.calls.iter().filter(|it| *it.0 != answered);
        others.all(|(serial, progress)| before.calls.get(serial) == Some(progress))
            && self.assumptions == before.assumptions
            && self.excluded == before.excluded
            && self.store == before.store
    }

    /// Whether `self` allows nothing that `other` does not: same past, stronger assumptions, fewer
    /// glimpses, and fewer lost calls that may still take effect.
    pub(super) fn is_contained_in(
        &self,
        other: &Self,
        dialect: &Dialect,
        lost: &BTreeSet<u32>,
    ) -> bool {
        let calls = || {
            other.calls.iter().all(|(serial, progress)| match self.calls.get(serial) {
                Some(own) => own.is_contained_in(progress),
                None => lost.contains(serial),
            }) && self.calls.keys().all(|it| other.calls.contains_key(it))
        };
        self.assumptions.implies(&other.assumptions, dialect)
            && calls()
            && self.excluded.is_superset(&other.excluded)
            && knows_no_less(&self.store, &other.store)
    }

    /// Both worlds as one, where they differ in what they assume, or in one instant.
    fn merged_with(&self, other: &Self, dialect: &Dialect) -> Option<Self> {
        if self.calls != other.calls || self.excluded != other.excluded {
            return None;
        }
        let mut both = self.clone();
        match self.store.differing_instants(&other.store)?[..] {
            [] => both.assumptions = self.assumptions.either(&other.assumptions, dialect),
            [Differing { id, own, other: span }] if self.assumptions == other.assumptions => {
                let span = own.union(span)?;
                if !both.store.widen(id, span) {
                    return None;
                }
            }
            _ => return None,
        }
        Some(both)
    }
}

/// Whether the stores differ by nothing but instants of which `store` knows no less than `other`.
fn knows_no_less(store: &Store, other: &Store) -> bool {
    let differing = store.differing_instants(other);
    differing.is_some_and(|it| it.iter().all(|it| it.own.is_within(it.other)))
}

/// Worlds met so far, each once.
#[derive(Default)]
pub(super) struct Worlds(BTreeMap<u64, Vec<World>>);

impl Worlds {
    /// Whether `world` was not met before; from now on it was.
    pub(super) fn insert(&mut self, world: &World) -> bool {
        let alike = self.0.entry(world.fingerprint()).or_default();
        let is_new = !alike.contains(world);
        if is_new {
            alike.push(world.clone());
        }
        is_new
    }
}

/// `worlds` without those that another one contains, and with those merged that differ in what they
/// assume only, or in one instant.
pub(super) fn merged(dialect: &Dialect, worlds: Vec<World>, lost: &BTreeSet<u32>) -> Vec<World> {
    let mut groups: Vec<Vec<World>> = Vec::new();
    let mut found: BTreeMap<u64, usize> = BTreeMap::new();
    for world in worlds {
        let fingerprint = world.store.fingerprint();
        let at = *found.entry(fingerprint).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(world),
            None => groups.push(vec![world]),
        }
    }
    groups.into_iter().flat_map(|group| merged_alike(dialect, group, lost)).collect()
}

fn merged_alike(dialect: &Dialect, worlds: Vec<World>, lost: &BTreeSet<u32>) -> Vec<World> {
    let mut kept: Vec<World> = Vec::with_capacity(worlds.len());
    for mut next in worlds {
        loop {
            if kept.iter().any(|it| next.is_contained_in(it, dialect, lost)) {
                break;
            }
            kept.retain(|it| !it.is_contained_in(&next, dialect, lost));
            let partner = kept
                .iter()
                .enumerate()
                .find_map(|(at, it)| Some((at, it.merged_with(&next, dialect)?)));
            match partner {
                Some((at, both)) => {
                    kept.remove(at);
                    next = both;
                }
                None => {
                    kept.push(next);
                    break;
                }
            }
        }
    }
    kept
}

/// The objects a copy source may name, under any way to read its encoding.
pub(super) fn possible_sources(value: &str) -> Vec<(BucketName, Key)> {
    let mut sources = Vec::new();
    for decode in [Decode::Once, Decode::Raw, Decode::IfValid] {
        for plus in [Plus::Literal, Plus::Space] {
            let syntax = SourceSyntax {
                decode,
                plus,
                version_name: Case::Insensitive,
                slash: LeadingSlash::Optional,
            };
            if let Ok(source) = parse(value, &syntax) {
                let named = (source.bucket, source.key);
                if !sources.contains(&named) {
                    sources.push(named);
                }
            }
        }
    }
    sources
}
