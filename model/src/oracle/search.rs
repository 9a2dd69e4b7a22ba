//! The search for the worlds that explain an answer.

use std::sync::Arc;

use super::world::{Glimpse, Progress, World, Worlds};
use super::{Answer, Found, OpenCall, Oracle, Touches, split};
use crate::copy::Instants;
use crate::name::Timestamp;
use crate::permitted::{Outcome, Permitted};
use crate::reply::ReplyPattern;
use crate::step::step;
use crate::store::{Bindings, Field, Span, Store, Value};

impl Oracle<'_> {
    /// Every world in which the call is answered so: it takes effect now or has before, after some
    /// of the other open calls that could change what it sees.
    pub(super) fn search(&self, serial: u32, answer: &Answer<'_>, worlds: &[World]) -> Found {
        let mut found = Found::default();
        let mut steps = self.limits.budget;
        let relevant = self.relevant(serial);
        let mut open = worlds.to_vec();
        let mut seen = Worlds::default();
        while let Some(world) = open.pop() {
            if self.conclude(serial, answer, &world, &mut steps, &mut found) {
                continue;
            }
            for other in &relevant {
                let is_open =
                    |it: &OpenCall| matches!(world.calls.get(&it.serial), Some(Progress::Sent(_)));
                let has_elder = || relevant.iter().any(|it| it.is_elder_of(other) && is_open(it));
                if !is_open(other) || has_elder() {
                    continue;
                }
                for outcome in self.outcomes(&world, other, answer.at, &mut steps).outcomes {
                    if outcome.effect.is_nothing() {
                        continue;
                    }
                    let Some(next) = self.after(&world, other, &outcome, &Bindings::new()) else {
                        continue;
                    };
                    if seen.insert(&next) {
                        open.push(next);
                    }
                }
            }
            if steps == 0 {
                found.exhausted = true;
                break;
            }
        }
        found
    }

    /// The open calls that could change what `serial` sees, directly or through one another.
    fn relevant(&self, serial: u32) -> Vec<&OpenCall> {
        let mut touched = vec![&self.calls[&serial].touches];
        let mut relevant: Vec<&OpenCall> = Vec::new();
        loop {
            let more: Vec<_> = self
                .calls
                .values()
                .filter(|it| it.serial != serial)
                .filter(|it| !relevant.iter().any(|known| known.serial == it.serial))
                .filter(|it| touched.iter().any(|known| it.touches.may_change_for(known)))
                .collect();
            if more.is_empty() {
                return relevant;
            }
            touched.extend(more.iter().map(|it| &it.touches));
            relevant.extend(more);
        }
    }

    /// Answers the call in `world`, if that is possible there. Whether nothing is gained by letting
    /// other calls take effect first: this call has had its effect, or has none and is explained
    /// without anything learned. Another call may as well take effect afterwards.
    fn conclude(
        &self,
        serial: u32,
        answer: &Answer<'_>,
        world: &World,
        steps: &mut u64,
        found: &mut Found,
    ) -> bool {
        let call = &self.calls[&serial];
        if let Some(Progress::Done(reply, because)) = world.calls.get(&serial) {
            if let Some(bindings) = self.shown_by(reply, answer)
                && let Some(next) = self.bound(world, &bindings)
            {
                found.because.add(because);
                found.worlds.push(next);
            }
            return true;
        }
        let only_looks = call.touches.writes.is_empty() || answer.observed.status >= 400;
        let mut is_settled = false;
        for outcome in self.outcomes(world, call, answer.at, steps).outcomes {
            if answer.cut {
                if outcome.reply.status == answer.observed.status {
                    found.because.add(&outcome.because);
                    found.worlds.push(world.clone());
                }
                continue;
            }
            let bindings = match split(outcome.reply.compare(answer.observed)) {
                Ok(bindings) => bindings,
                Err(mismatches) => {
                    found.misses.push((outcome, mismatches));
                    continue;
                }
            };
            match self.after(world, call, &outcome, &bindings) {
                Some(next) => {
                    found.because.add(&outcome.because);
                    is_settled |= only_looks && next.knows_no_more_than(world);
                    found.worlds.push(next);
                }
                None => {
                    let stale = vec![super::judgement::stale_value(&outcome)];
                    found.misses.push((outcome, stale));
                }
            }
        }
        is_settled
    }

    fn shown_by(&self, reply: &ReplyPattern, answer: &Answer<'_>) -> Option<Bindings> {
        if answer.cut {
            return (reply.status == answer.observed.status).then(Bindings::new);
        }
        split(reply.compare(answer.observed)).ok()
    }

    /// What `call` may do in `world`, read at any instant since it was sent.
    pub(super) fn outcomes(
        &self,
        world: &World,
        call: &OpenCall,
        now: Timestamp,
        steps: &mut u64,
    ) -> Permitted {
        let window =
            Span { earliest: call.at.plus(-self.limits.skew), latest: now.plus(self.limits.skew) };
        let permitted = |read: &Store, write: &Store, steps: &mut u64| {
            if *steps == 0 {
                return Vec::new();
            }
            *steps -= 1;
            let stores = Instants { read, write };
            let permitted = step(self.dialect, &world.assumptions, stores, &call.at(window));
            permitted.unwrap_or_default().outcomes
        };
        let mut outcomes = permitted(&world.store, &world.store, steps);
        let mut add = |more: Vec<Outcome>| {
            for outcome in more {
                if !outcomes.contains(&outcome) {
                    outcomes.push(outcome);
                }
            }
        };
        if let Some(Progress::Sent(before)) = world.calls.get(&call.serial) {
            for Glimpse { store, .. } in before {
                let mut looked = permitted(store, store, steps);
                looked.retain(|it| it.effect.is_nothing());
                add(looked);
                if call.operation.is_copy() {
                    add(permitted(store, &world.store, steps));
                }
            }
        }
        outcomes.retain(|it| self.is_possible(&it.assuming));
        Permitted { outcomes }
    }

    /// The world after `outcome` of `call`, where the answer showed `bindings`. `None` where these
    /// contradict what is known.
    pub(super) fn after(
        &self,
        world: &World,
        call: &OpenCall,
        outcome: &Outcome,
        bindings: &Bindings,
    ) -> Option<World> {
        let mut next = world.clone();
        next.assumptions = outcome.assuming.clone();
        self.note_what_was_seen(&mut next, call, outcome);
        next.store.apply(&outcome.effect);
        next.excluded.extend(outcome.excludes.iter().cloned());
        if call.lost {
            next.calls.remove(&call.serial);
        } else {
            let done = Progress::Done(Box::new(outcome.reply.clone()), outcome.because.clone());
            next.calls.insert(call.serial, done);
        }
        let next = self.bound(&next, &outcome.binds)?;
        self.bound(&next, bindings)
    }

    /// Open calls may have looked before this outcome changes what they depend on. What a lost call
    /// answered nobody knows, but a lost copy may have read its source.
    fn note_what_was_seen(&self, next: &mut World, by: &OpenCall, outcome: &Outcome) {
        if outcome.effect.is_nothing() {
            return;
        }
        let before = next.store.clone();
        for (serial, progress) in &mut next.calls {
            let (Some(call), Progress::Sent(seen)) = (self.calls.get(serial), progress) else {
                continue;
            };
            let depends = || {
                outcome.effect.places().any(|place| match call.lost {
                    true => call.touches.takes_from(place),
                    false => call.touches.meets(place),
                })
            };
            if *serial == by.serial || !depends() {
                continue;
            }
            see_earlier(seen, &call.touches, by, outcome);
            let store = Arc::new(before.only(call.touches.places()));
            if seen.last().is_none_or(|it| it.store != store) {
                let sent = u32::try_from(self.sent_after.len()).unwrap_or(u32::MAX);
                seen.push(Glimpse { store, until: by.touches.clone(), sent });
            }
        }
    }

    /// `world` with hidden values replaced; `None` where one cannot be what was shown.
    fn bound(&self, world: &World, bindings: &Bindings) -> Option<World> {
        for (hidden, value) in bindings {
            let Value::Id(id) = value else { continue };
            let is_new = hidden.origin.index == 0 && hidden.field == Field::Id;
            let sent_after = usize::try_from(hidden.origin.call).ok();
            let sent_after = sent_after.and_then(|it| self.sent_after.get(it));
            // A fresh id differs from every id shown before its call was sent.
            let was_shown = self.shown.get(id).zip(sent_after);
            let stale = is_new && was_shown.is_some_and(|(shown, sent)| shown <= sent);
            let fits = world.store.fits(*hidden, id, self.dialect.wire.integer_ids);
            if stale || !fits || world.excluded.contains(&(*hidden, id.clone())) {
                return None;
            }
        }
        let mut next = world.clone();
        next.bind(bindings);
        Some(next)
    }
}

/// What `by` does it may have done before changes that it has nothing to do with, and have been
/// seen then.
fn see_earlier(seen: &mut Vec<Glimpse>, looking: &Touches, by: &OpenCall, outcome: &Outcome) {
    for at in (0..seen.len()).rev() {
        let glimpse = &seen[at];
        if by.serial >= glimpse.sent || !by.touches.is_independent_of(&glimpse.until) {
            return;
        }
        let mut store = Store::clone(&glimpse.store);
        store.apply(&outcome.effect);
        let store = Arc::new(store.only(looking.places()));
        let earlier = Glimpse { store, ..glimpse.clone() };
        if !seen.contains(&earlier) {
            seen.insert(at + 1, earlier);
        }
    }
}
