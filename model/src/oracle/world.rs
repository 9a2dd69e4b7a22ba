//! One world: a store, the calls still open in it, and the readings still possible.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Touches;
use crate::dialect::Dialect;
use crate::name::{BucketName, Key, VersionId};
use crate::permitted::Assumptions;
use crate::reply::{ReplyPattern, Why};
use crate::store::{Bindings, HiddenId, Store};
use crate::wire::source::{Case, Decode, LeadingSlash, Plus, SourceSyntax, parse};

/// How far an open call has come.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Progress {
    /// It has changed nothing yet, but may have looked.
    Sent(Vec<Glimpse>),
    /// It has taken effect and will be answered so.
    Done(Box<ReplyPattern>, Why),
}

/// What an open call may have seen: what it depends on, before something of it was changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glimpse {
    pub(super) store: Arc<Store>,
    /// What the call touches that ended it.
    pub(super) until: Arc<Touches>,
    /// How many calls had been sent by then.
    pub(super) sent: u32,
}

/// A possible world.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct World {
    pub(super) store: Store,
    pub(super) assumptions: Assumptions,
    pub(super) calls: BTreeMap<u32, Progress>,
    /// Values that hidden version ids are known not to have.
    pub(super) excluded: BTreeSet<(HiddenId, VersionId)>,
}

impl World {
    pub(super) fn new(store: Store, assumptions: Assumptions) -> Self {
        Self { store, assumptions, calls: BTreeMap::new(), excluded: BTreeSet::new() }
    }

    /// This world of one part and `other` of another, as one; `None` where no service is both.
    pub(super) fn joined(&self, other: &Self, dialect: &Dialect) -> Option<Self> {
        let mut both = self.clone();
        both.assumptions = self.assumptions.intersection(&other.assumptions, dialect)?;
        both.store.absorb(&other.store);
        both.calls.extend(other.calls.clone());
        both.excluded.extend(other.excluded.iter().cloned());
        Some(both)
    }

    /// Replaces hidden values by what was shown, wherever they stand.
    pub(super) fn bind(&mut self, bindings: &Bindings) {
        if bindings.is_empty() {
            return;
        }
        self.store.bind(bindings);
        for progress in self.calls.values_mut() {
            match progress {
                Progress::Done(reply, _) => reply.bind(bindings),
                Progress::Sent(held) => {
                    let stores = held.iter_mut().map(|it| &mut it.store);
                    stores.for_each(|it| Arc::make_mut(it).bind(bindings));
                }
            }
        }
    }

    /// Whether nothing was learned or changed on the way from `before` to here.
    pub(super) fn knows_no_more_than(&self, before: &Self) -> bool {
        self.assumptions == before.assumptions
            && self.excluded == before.excluded
            && self.store == before.store
    }

    /// Whether `self` allows nothing that `other` does not: same past, stronger assumptions, and
    /// fewer lost calls that may still take effect.
    fn is_contained_in(&self, other: &Self, dialect: &Dialect, lost: &BTreeSet<u32>) -> bool {
        let calls = || {
            other.calls.iter().all(|(serial, progress)| match self.calls.get(serial) {
                Some(own) => own == progress,
                None => lost.contains(serial),
            }) && self.calls.keys().all(|it| other.calls.contains_key(it))
        };
        self.assumptions.implies(&other.assumptions, dialect)
            && calls()
            && self.excluded.is_superset(&other.excluded)
            && self.store == other.store
    }

    /// Both worlds as one, where they differ in one clause at most.
    fn merged_with(&self, other: &Self, dialect: &Dialect) -> Option<Self> {
        if self.calls != other.calls || self.excluded != other.excluded || self.store != other.store
        {
            return None;
        }
        let assumptions = self.assumptions.merged(&other.assumptions, dialect)?;
        Some(Self { assumptions, ..self.clone() })
    }
}

/// Worlds met so far, each once.
#[derive(Default)]
pub(super) struct Worlds(BTreeMap<u64, Vec<World>>);

impl Worlds {
    /// Whether `world` was not met before; from now on it was.
    pub(super) fn insert(&mut self, world: &World) -> bool {
        let alike = self.0.entry(world.store.fingerprint()).or_default();
        let is_new = !alike.contains(world);
        if is_new {
            alike.push(world.clone());
        }
        is_new
    }
}

/// `worlds` without those that another one contains, and with those merged that differ in the
/// readings of one clause only.
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
