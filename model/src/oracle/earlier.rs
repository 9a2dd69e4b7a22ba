//! What an open call may have done before changes that were seen meanwhile.
//!
//! Such an effect is not a world of its own as long as it comes to the same whether it was there or
//! not: the call stays open, and a glimpse of what it depends on, before each change of that, knows
//! where the effect would be now ([`Gap`]). Whenever something happens it is tried whether that
//! would have happened beside the effect too; where not, the gap is closed, and the search takes
//! the effect as one that was had.

use std::sync::Arc;

use super::deed::{Deed, Promise};
use super::search::{Placed, Work};
use super::world::{Gap, Glimpse, Progress, World};
use super::{OpenCall, Oracle, Touches};
use crate::dialect::clause::{CurrentMarker, NewVersionOwner, UnnamedVersion};
use crate::dialect::{Clause, Dialect};
use crate::name::{BucketName, Key, Timestamp};
use crate::permitted::{Assumptions, Outcome};
use crate::store::{Change, Displaces, Effect, Position, Stack, Store};
use crate::wire::{Operation, Request};

/// Where the versions of a call's key stand.
type At<'a> = (&'a BucketName, &'a Key);

impl Oracle<'_> {
    /// Where the effect that `call` may have now is, once `by` has done `deed`; `None` where
    /// it has none, or where `deed` would be another or another one's effect beside it.
    pub(super) fn gap(
        &self,
        world: &World,
        call: &OpenCall,
        by: &OpenCall,
        deed: &Deed,
        now: Timestamp,
        work: &mut Work,
    ) -> Option<Gap> {
        let mut alone = world.store.clone();
        alone.apply(&deed.effect);
        let mut gaps = Vec::new();
        for own in self.deeds(world, call, now, work).iter() {
            if !own.binds.is_empty() || !own.excludes.is_empty() {
                return None;
            }
            let Some(assumptions) = self.given(world, &own.assuming) else {
                continue;
            };
            let mut beside = World { assumptions, ..world.clone() };
            beside.store.apply(&own.effect);
            let outcomes = self.outcomes(&beside, by, now, work);
            if !deed.is_among(&outcomes, beside.assumptions.hull(), self.dialect) {
                return None;
            }
            beside.store.apply(&deed.effect);
            let tried = [
                Some(Gap::Gone),
                call.at_key().and_then(|it| top(&alone, it)).map(Gap::Below),
                call.at_key().map(|it| Gap::Below(above(&alone, it))),
            ];
            let fits =
                |gap: &Gap| inserted(&alone, &own.effect, *gap).as_ref() == Some(&beside.store);
            let gap = tried.into_iter().flatten().find(fits);
            gaps.push(match gap {
                Some(gap) => gap,
                None if self.sees_both(world, call, by, deed) => return None,
                None if self.comes_later(world, call, own, &alone, now, work) => Gap::Later,
                None => return None,
            });
        }
        let (first, rest) = gaps.split_first()?;
        rest.iter().all(|it| it == first).then_some(*first)
    }

    /// The changes of its source before which a copy that does `deed` now may have read it.
    pub(super) fn read_before(
        &self,
        world: &World,
        call: &OpenCall,
        deed: &Deed,
        now: Timestamp,
        work: &mut Work,
    ) -> Vec<u32> {
        let Some(Progress::Sent(glimpses)) = world.calls.get(&call.serial) else {
            return Vec::new();
        };
        let of_source = glimpses.iter().filter(|it| call.operation.is_copy() && it.is_of_source);
        let present = world.store.only(call.touches.places());
        let mut before = Vec::new();
        for Glimpse { store, change, .. } in of_source {
            let outcomes = self.permitted(world, call, now, (store, &present), work);
            if deed.is_among(&outcomes, world.assumptions.hull(), self.dialect) {
                before.push(*change);
            }
        }
        before
    }

    /// Whether another open call may have seen the effect of `call` without what `by` did.
    fn sees_both(&self, world: &World, call: &OpenCall, by: &OpenCall, deed: &Deed) -> bool {
        let Some((bucket, key)) = call.at_key() else { return true };
        let others = world.calls.iter().filter(|it| *it.0 != call.serial && *it.0 != by.serial);
        let mut open = others
            .filter(|(_, progress)| matches!(progress, Progress::Sent(_)))
            .filter_map(|(serial, _)| self.calls.get(serial));
        open.any(|it| {
            it.touches.meets((bucket, Some(key)))
                && deed.effect.places().any(|place| it.touches.meets(place))
        })
    }

    /// Whether a copy may as well have this effect after a change of its source that it has read
    /// before.
    fn comes_later(
        &self,
        world: &World,
        call: &OpenCall,
        own: &Deed,
        later: &Store,
        now: Timestamp,
        work: &mut Work,
    ) -> bool {
        if !call.operation.is_copy() {
            return false;
        }
        let stores = [&world.store, later].map(|it| it.only(call.touches.places()));
        let outcomes = self.permitted(world, call, now, (&stores[0], &stores[1]), work);
        let is_among = |promise: &Promise| {
            outcomes.iter().any(|it| it.effect == own.effect && it.reply == promise.reply)
        };
        own.promises.iter().all(is_among)
    }

    /// Where the effect is now that `call` may have had behind `glimpse`, once `by` has come to
    /// `deed`; `None` where that would be another beside it.
    #[expect(clippy::too_many_arguments, reason = "two calls and their instants")]
    pub(super) fn still_fits(
        &self,
        world: &World,
        call: &OpenCall,
        glimpse: &Glimpse,
        by: &OpenCall,
        deed: &Deed,
        now: Timestamp,
        work: &mut Work,
    ) -> Option<Gap> {
        let gap = glimpse.gap?;
        if is_untouched(world, call, gap, by, deed) {
            return Some(gap);
        }
        let mut alone = world.store.clone();
        alone.apply(&deed.effect);
        let mut left = None;
        for placed in self.placed_behind(world, call, glimpse, work) {
            let mut beside = placed.world;
            let outcomes = self.outcomes(&beside, by, now, work);
            if !deed.is_among(&outcomes, beside.assumptions.hull(), self.dialect) {
                return None;
            }
            beside.store.apply(&deed.effect);
            let fits = |gap: &Gap| {
                inserted(&alone, &placed.deed.effect, *gap).as_ref() == Some(&beside.store)
            };
            let now = [gap, Gap::Gone].into_iter().find(fits)?;
            if left.is_some_and(|it| it != now) {
                return None;
            }
            left = Some(now);
        }
        left
    }

    /// Every world in which `call` had its effect behind `glimpse`.
    pub(super) fn placed_behind(
        &self,
        world: &World,
        call: &OpenCall,
        glimpse: &Glimpse,
        work: &mut Work,
    ) -> Vec<Placed> {
        let (Some(Progress::Sent(glimpses)), Some(gap)) =
            (world.calls.get(&call.serial), glimpse.gap)
        else {
            return Vec::new();
        };
        if gap == Gap::Later {
            return Vec::new();
        }
        let until = glimpses.iter().position(|it| it.is_same_instant(glimpse));
        let earlier = &glimpses[..until.unwrap_or(0)];
        let sources = earlier.iter().filter(|it| it.is_of_source).map(|it| &it.store);
        let mut outcomes: Vec<Outcome> = Vec::new();
        for read in sources.chain([&glimpse.store]) {
            let stores = (&**read, &*glimpse.store);
            for outcome in self.permitted(world, call, glimpse.at, stores, work).iter() {
                if !outcome.effect.is_nothing() && !outcomes.contains(outcome) {
                    outcomes.push(outcome.clone());
                }
            }
        }
        let place = |deed: Deed| {
            let world = self.behind(world, call, &deed, (glimpse, gap), work)?;
            Some(Placed { behind: Some(glimpse.clone()), deed, world })
        };
        Deed::all(self.dialect, &outcomes).into_iter().filter_map(place).collect()
    }

    /// Where the effect is now that `other` may have had behind `seen`, before `call` came to
    /// `outcome` behind `glimpse` at the same instant, whose version stands at `own`.
    #[expect(clippy::too_many_arguments, reason = "two calls, and what each has seen")]
    fn gap_before(
        &self,
        world: &World,
        other: &OpenCall,
        seen: &Glimpse,
        call: &OpenCall,
        (deed, own): (&Deed, Option<Position>),
        glimpse: &Glimpse,
        work: &mut Work,
    ) -> Option<Gap> {
        let gap = seen.gap?;
        let mut then = World { store: Store::clone(&glimpse.store), ..world.clone() };
        then.store.absorb(&seen.store);
        match self.gap(&then, other, call, deed, glimpse.at, work)? {
            Gap::Below(_) if other.at_key() == call.at_key() => own.map(Gap::Below),
            Gap::Below(_) => Some(gap),
            before => Some(before),
        }
    }

    /// `world`, in which `call` came to `outcome` behind `glimpse`.
    fn behind(
        &self,
        world: &World,
        call: &OpenCall,
        deed: &Deed,
        (glimpse, gap): (&Glimpse, Gap),
        work: &mut Work,
    ) -> Option<World> {
        if !deed.binds.is_empty() || !deed.excludes.is_empty() {
            return None;
        }
        let mut next = world.clone();
        next.assumptions = self.given(world, &deed.assuming)?;
        next.store = inserted(&world.store, &deed.effect, gap)?;
        let own = call.at_key().and_then(|at| position_of(&next.store, at, call.serial));
        for (serial, progress) in &mut next.calls {
            let (Some(other), Progress::Sent(seen)) = (self.calls.get(serial), progress) else {
                continue;
            };
            let is_touched = || deed.effect.places().any(|it| other.touches.meets(it));
            if *serial == call.serial || !is_touched() {
                continue;
            }
            let mut before: Vec<Glimpse> = Vec::new();
            let mut after: Vec<Glimpse> = Vec::new();
            let first = seen.iter().position(|it| it.change == glimpse.change);
            for (at, it) in seen.drain(..).enumerate() {
                if it.change == glimpse.change {
                    let mut beside = Store::clone(&it.store);
                    beside.apply(&deed.effect);
                    let store = Arc::new(beside.only(other.touches.places()));
                    after.push(Glimpse { store, ..it.clone() });
                    let gap = self.gap_before(world, other, &it, call, (deed, own), glimpse, work);
                    before.push(Glimpse { gap, ..it });
                } else if first.is_some_and(|first| at < first) {
                    before.push(it);
                } else {
                    let store = inserted(&it.store, &deed.effect, gap);
                    let store = store.unwrap_or_else(|| Store::clone(&it.store));
                    after.push(Glimpse { store: Arc::new(store), ..it });
                }
            }
            see_earlier(&mut before, &other.touches, call, deed, &[]);
            seen.extend(before);
            seen.extend(after);
        }
        next.end(call, deed);
        Some(next)
    }
}

impl OpenCall {
    /// The key it addresses.
    fn at_key(&self) -> Option<At<'_>> {
        self.request.bucket().zip(self.request.key())
    }

    /// Whether a copy may find another source, or a part another upload, because of `effect`.
    pub(super) fn takes_from(&self, effect: &Effect) -> bool {
        let is_of_no_upload = |it: &Change| {
            matches!(
                it,
                Change::Push { .. }
                    | Change::Tuck(..)
                    | Change::Amend(..)
                    | Change::Remove(..)
                    | Change::PutPart { .. }
            )
        };
        effect.places().any(|it| self.touches.takes_from(it))
            || (self.operation == Operation::CopyPart && !effect.0.iter().all(is_of_no_upload))
    }

    /// Lets go of what a lost call may have seen where that decides nothing any more: it answers
    /// nothing, so it is of use only as a source, or as an instant at which it had its effect.
    pub(super) fn forget_what_is_of_no_use(&self, seen: &mut Vec<Glimpse>) {
        let is_instant = |it: &Glimpse| matches!(it.gap, Some(Gap::Below(_) | Gap::Gone));
        seen.retain(|it| it.is_of_source || is_instant(it));
        if self.operation == Operation::CopyObject {
            let sources = || self.touches.sources.iter().map(|(bucket, key)| (bucket, Some(key)));
            for glimpse in seen.iter_mut().filter(|it| !is_instant(it)) {
                glimpse.store = Arc::new(glimpse.store.only(sources()));
            }
        }
    }
}

/// Whether `asks` may come to something else where `call` had its effect behind `glimpse`.
pub(super) fn may_tell(world: &World, call: &OpenCall, glimpse: &Glimpse, asks: &OpenCall) -> bool {
    let Some((bucket, key)) = call.at_key() else { return true };
    if !asks.touches.meets((bucket, Some(key))) {
        return false;
    }
    let may_have_seen = match world.calls.get(&asks.serial) {
        Some(Progress::Sent(seen)) => seen.iter().any(|it| it.change == glimpse.change),
        _ => false,
    };
    may_have_seen
        || match glimpse.gap {
            Some(Gap::Gone) => false,
            Some(Gap::Below(position)) => !is_hidden_from(world, call, position, asks),
            Some(Gap::Later) | None => true,
        }
}

/// Whether what `call` made at `position` stands below the newest version wherever `asks` looks,
/// and that looks for the newest alone.
fn is_hidden_from(world: &World, call: &OpenCall, position: Position, asks: &OpenCall) -> bool {
    let seen = match world.calls.get(&asks.serial) {
        Some(Progress::Sent(seen)) => &seen[..],
        _ => &[],
    };
    let mut stores = seen.iter().map(|it| &*it.store).chain([&world.store]);
    asks.sees_newest && stores.all(|it| !is_on_top(it, call, position))
}

/// Whether of each key it touches such a request sees the newest version alone.
pub(super) fn sees_newest(dialect: &Dialect, request: &Request, operation: Operation) -> bool {
    let looks_below =
        |clause: Clause, reading: u8| dialect.row(clause).readings().contains(&reading);
    let source = request.vendor(dialect.wire.prefix, "copy-source").unwrap_or_default();
    let mut parameters = request.query.parameters().iter();
    let names_version =
        source.contains('?') || parameters.any(|(name, _)| name.eq_ignore_ascii_case("versionId"));
    let is_of_newest = matches!(
        operation,
        Operation::AbortUpload
            | Operation::CopyObject
            | Operation::CopyPart
            | Operation::DeleteObject
            | Operation::GetObject
            | Operation::GetObjectAcl
            | Operation::GetTags
            | Operation::HeadObject
            | Operation::InitiateUpload
            | Operation::PutObject
            | Operation::UploadPart
    );
    // A writer may come to own the older versions too.
    let may_own = matches!(operation, Operation::CopyObject | Operation::PutObject)
        && looks_below(Clause::NewVersionOwner, NewVersionOwner::AllVersions as u8);
    is_of_newest
        && !names_version
        && !may_own
        && !looks_below(Clause::CurrentMarker, CurrentMarker::NewestObject as u8)
        && !looks_below(Clause::UnnamedVersion, UnnamedVersion::Oldest as u8)
}

/// Whether what `call` may have done cannot matter to `deed` of `by`, nor that to it.
fn is_untouched(world: &World, call: &OpenCall, gap: Gap, by: &OpenCall, deed: &Deed) -> bool {
    let Some((bucket, key)) = call.at_key() else { return false };
    let is_elsewhere = !by.touches.meets((bucket, Some(key)));
    let is_push = |it: &Change| match it {
        Change::Push { displaces, .. } => *displaces == Displaces::Nothing,
        _ => false,
    };
    is_elsewhere
        || match gap {
            Gap::Gone | Gap::Later => true,
            Gap::Below(position) => {
                is_hidden_from(world, call, position, by) && deed.effect.0.iter().all(is_push)
            }
        }
}

/// Whether nothing stands at `position` of the call's key or above.
fn is_on_top(store: &Store, call: &OpenCall, position: Position) -> bool {
    let top = call.at_key().and_then(|at| top(store, at));
    top.is_none_or(|top| top < position)
}

/// The position of the newest version.
fn top(store: &Store, (bucket, key): At<'_>) -> Option<Position> {
    Some(store.stack(bucket, key)?.current()?.0)
}

/// The position that the next version gets.
fn above(store: &Store, (bucket, key): At<'_>) -> Position {
    store.stack(bucket, key).map_or(0, Stack::next)
}

/// Where what a call made stands.
fn position_of(store: &Store, (bucket, key): At<'_>, call: u32) -> Option<Position> {
    let mut entries = store.stack(bucket, key)?.newest_first();
    entries.find(|(_, it)| it.origin.call == call && it.origin.index == 0).map(|(at, _)| at)
}

/// `store` with what is left of `effect`; `None` where that is no version.
fn inserted(store: &Store, effect: &Effect, gap: Gap) -> Option<Store> {
    let position = match gap {
        Gap::Gone => return Some(store.clone()),
        Gap::Later => return None,
        Gap::Below(position) => position,
    };
    let [Change::Push { bucket, key, version, .. }] = &effect.0[..] else { return None };
    let mut store = store.clone();
    store.insert_below((bucket, key), position, version)?;
    Some(store)
}

/// Whether `outcome` is what `known` is, in a world that knows `narrowed` too.
pub(super) fn stands_for(
    dialect: &Dialect,
    known: &Outcome,
    outcome: &Outcome,
    narrowed: &Assumptions,
) -> bool {
    known.reply == outcome.reply
        && known.effect == outcome.effect
        && known.binds == outcome.binds
        && known.excludes == outcome.excludes
        && known.assuming.intersection(narrowed, dialect).as_ref() == Some(&outcome.assuming)
}

/// What `by` does it may have done before changes that it has nothing to do with, or nothing but
/// that it read its source before these, and have been seen then.
pub(super) fn see_earlier(
    seen: &mut Vec<Glimpse>,
    looking: &Touches,
    by: &OpenCall,
    deed: &Deed,
    read_before: &[u32],
) {
    // The changes that it cannot have come before.
    let mut follows: Vec<u32> = Vec::new();
    for at in (0..seen.len()).rev() {
        let glimpse = &seen[at];
        if by.serial >= glimpse.sent {
            return;
        }
        let is_apart = by.touches.is_independent_of(&glimpse.until)
            || (read_before.contains(&glimpse.change)
                && by.touches.writes_apart_from(&glimpse.until));
        if !is_apart {
            follows.push(glimpse.change);
            continue;
        }
        if !follows.iter().all(|it| glimpse.after.contains(it)) {
            continue;
        }
        let mut store = Store::clone(&glimpse.store);
        store.apply(&deed.effect);
        let store = Arc::new(store.only(looking.places()));
        let after = glimpse.after.iter().copied().chain([by.serial]).collect();
        let earlier = Glimpse { store, after, ..glimpse.clone() };
        if !seen.contains(&earlier) {
            seen.insert(at + 1, earlier);
        }
    }
}
