//! The search for the worlds that explain an answer.
//!
//! An open call takes effect in the search only where that may tell: where the answer is another
//! one then, or where a further call does something else. Whatever else it may have done before is
//! noted beside it ([`super::earlier`]) and multiplies nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::deed::{Deed, Promise};
use super::earlier::{may_tell, see_earlier, stands_for};
use super::world::{Glimpse, Progress, World, Worlds};
use super::{Answer, Found, OpenCall, Oracle, split};
use crate::copy::Instants;
use crate::name::{Timestamp, VersionId};
use crate::permitted::{Assumptions, Outcome};
use crate::reply::ReplyPattern;
use crate::step::step;
use crate::store::{Bindings, Effect, Field, HiddenId, Span, Store, Value};
use crate::trouble::troubles;

/// What a search may still cost, and what it has worked out.
pub(super) struct Work {
    steps: u64,
    known: BTreeMap<(u32, u64), Vec<Known>>,
    asked: BTreeMap<(u32, u64, u64), Vec<Asked>>,
}

/// What the model permits a call.
struct Asked {
    read: Store,
    write: Store,
    assumptions: Assumptions,
    now: Timestamp,
    outcomes: Arc<[Outcome]>,
}

/// What a call may do in all worlds that are the same to it.
struct Known {
    store: Store,
    assumptions: Assumptions,
    progress: Option<Progress>,
    outcomes: Arc<[Outcome]>,
    /// The outcomes that change something.
    deeds: Arc<[Deed]>,
}

impl Work {
    pub(super) fn new(steps: u64) -> Self {
        Self { steps, known: BTreeMap::new(), asked: BTreeMap::new() }
    }
}

/// How an answer is explained in one world.
#[derive(Default)]
struct Explained {
    /// The outcomes that explain it, and the worlds after them.
    by: Vec<(Outcome, World)>,
    /// Whether nothing is gained by letting other calls take effect first.
    is_settled: bool,
}

/// Which calls may take effect next in the search.
enum Next {
    /// Any, and the answer may be given.
    Any,
    /// These alone, for which a difference was just made.
    Only(Vec<u32>),
}

/// An open call that took effect: now or, behind a glimpse, before the change that ended that.
pub(super) struct Placed {
    pub(super) behind: Option<Glimpse>,
    pub(super) deed: Deed,
    pub(super) world: World,
}

impl Oracle<'_> {
    /// Every world in which the call is answered so: it takes effect now or has before, after some
    /// of the other open calls that could change what it sees.
    pub(super) fn search(&self, answer: &Answer<'_>, worlds: &[World], work: &mut Work) -> Found {
        let mut found = Found::default();
        let relevant = self.relevant(answer.to);
        let mut open: Vec<_> = worlds.iter().map(|it| (it.clone(), Next::Any)).collect();
        let mut seen = Worlds::default();
        while let Some((world, next)) = open.pop() {
            let explained = match &next {
                Next::Any => match self.conclude(answer, &world, work, &mut found) {
                    Some(explained) if !explained.is_settled => explained,
                    _ => continue,
                },
                Next::Only(_) => Explained::default(),
            };
            let is_open =
                |it: &OpenCall| matches!(world.calls.get(&it.serial), Some(Progress::Sent(_)));
            for other in &relevant {
                let has_elder = || relevant.iter().any(|it| it.is_elder_of(other) && is_open(it));
                let is_next = match &next {
                    Next::Any => true,
                    Next::Only(calls) => calls.contains(&other.serial),
                };
                if !is_next || !is_open(other) || has_elder() {
                    continue;
                }
                for placed in self.placed(&world, other, answer, &relevant, work) {
                    let next = match next {
                        Next::Any => {
                            let told =
                                self.is_told(&world, answer, &explained, other, &placed, work);
                            let enabled = if told {
                                self.enabled(&world, other, &placed, &relevant, answer.at, work)
                            } else {
                                Vec::new()
                            };
                            match (told, enabled.is_empty()) {
                                (true, true) => continue,
                                (true, false) => Next::Only(enabled),
                                (false, _) => Next::Any,
                            }
                        }
                        Next::Only(_) => Next::Any,
                    };
                    if matches!(next, Next::Only(_)) || seen.insert(&placed.world) {
                        open.push((placed.world, next));
                    }
                }
            }
            if work.steps == 0 {
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

    /// Every way in which `other` may take effect in `world`: now and, where some call may tell,
    /// before changes that were seen meanwhile.
    fn placed(
        &self,
        world: &World,
        other: &OpenCall,
        answer: &Answer<'_>,
        relevant: &[&OpenCall],
        work: &mut Work,
    ) -> Vec<Placed> {
        let now = answer.at;
        let mut all = Vec::new();
        for deed in self.deeds(world, other, now, work).iter() {
            let world = self.after(world, other, deed, &Bindings::new(), now, work);
            all.extend(world.map(|world| Placed { behind: None, deed: deed.clone(), world }));
        }
        let Some(Progress::Sent(glimpses)) = world.calls.get(&other.serial) else { return all };
        for glimpse in glimpses {
            let asks = relevant.iter().copied().chain([&self.calls[&answer.to]]);
            let mut asks = asks.filter(|it| it.serial != other.serial);
            if glimpse.gap.is_some() && asks.any(|it| may_tell(world, other, glimpse, it)) {
                all.extend(self.placed_behind(world, other, glimpse, work));
            }
        }
        all
    }

    /// Whether the call would be answered the same after `placed` as without it, and that is noted
    /// as something that may have happened before or may happen later.
    fn is_told(
        &self,
        world: &World,
        answer: &Answer<'_>,
        explained: &Explained,
        other: &OpenCall,
        placed: &Placed,
        work: &mut Work,
    ) -> bool {
        let call = &self.calls[&answer.to];
        let without = self.outcomes(world, call, answer.at, work);
        let outcomes = self.outcomes(&placed.world, call, answer.at, work);
        let narrowed = placed.world.assumptions.hull();
        let mut possible = outcomes.iter().filter(|it| self.is_of(&placed.world, &it.assuming));
        possible.all(|outcome| {
            let is_same = |it: &Outcome| stands_for(self.dialect, it, outcome, narrowed);
            if !without.iter().any(is_same) {
                return false;
            }
            let mut same = explained.by.iter().filter(|(it, _)| is_same(it)).peekable();
            answer.cut
                || same.peek().is_none()
                || same.any(|(it, after)| is_noted(after, other, placed, answer.to, it))
        })
    }

    /// The calls that do something else because of `placed` than without it, or whose order with it
    /// would not be noted.
    fn enabled(
        &self,
        world: &World,
        other: &OpenCall,
        placed: &Placed,
        relevant: &[&OpenCall],
        now: Timestamp,
        work: &mut Work,
    ) -> Vec<u32> {
        let mut enabled = Vec::new();
        for next in relevant {
            let is_open = matches!(world.calls.get(&next.serial), Some(Progress::Sent(_)));
            let is_touched = || placed.deed.effect.places().any(|it| next.touches.meets(it));
            if next.serial == other.serial || !is_open || !is_touched() {
                continue;
            }
            let before = self.deeds(world, next, now, work);
            let after = self.deeds(&placed.world, next, now, work);
            let narrowed = placed.world.assumptions.hull();
            let mut after = after.iter().filter(|it| self.is_of(&placed.world, &it.assuming));
            let is_known = after.all(|after| {
                let is_same = |it: &&Deed| it.given(narrowed, self.dialect).as_ref() == Some(after);
                let mut same = before.iter().filter(is_same);
                same.any(|it| match &placed.behind {
                    None => self.gap(world, other, next, it, now, work).is_some(),
                    Some(glimpse) => {
                        self.still_fits(world, other, glimpse, next, it, now, work).is_some()
                    }
                })
            });
            if !is_known {
                enabled.push(next.serial);
            }
        }
        enabled
    }

    /// Answers the call in `world`, if that is possible there; `None` where it had its effect
    /// before. Nothing is gained by letting other calls take effect first where this one has none
    /// and is explained without anything learned: another may as well take effect afterwards.
    fn conclude(
        &self,
        answer: &Answer<'_>,
        world: &World,
        work: &mut Work,
        found: &mut Found,
    ) -> Option<Explained> {
        let call = &self.calls[&answer.to];
        if let Some(Progress::Done(promises)) = world.calls.get(&answer.to) {
            promises.iter().for_each(|it| self.conclude_promised(it, answer, world, found));
            // Whatever it was going to answer.
            self.conclude_troubled(answer, world, &[], found);
            return None;
        }
        let only_looks = call.touches.writes.is_empty() || answer.observed.status >= 400;
        let mut explained = Explained::default();
        let outcomes = self.outcomes(world, call, answer.at, work);
        for outcome in outcomes.iter().filter(|it| self.is_of(world, &it.assuming)) {
            if answer.cut {
                if outcome.reply.status == answer.observed.status {
                    found.because.add(&outcome.because);
                    found.worlds.push(world.clone());
                    explained.by.push((outcome.clone(), world.clone()));
                }
                continue;
            }
            let bindings = match split(outcome.reply.compare(answer.observed)) {
                Ok(bindings) => bindings,
                Err(mismatches) => {
                    found.misses.push((outcome.clone(), mismatches));
                    continue;
                }
            };
            let deed = Deed::of(outcome);
            match self.after(world, call, &deed, &bindings, answer.at, work) {
                Some(next) => {
                    found.because.add(&outcome.because);
                    explained.is_settled |= only_looks && next.knows_no_more_than(world, answer.to);
                    found.worlds.push(next.clone());
                    explained.by.push((outcome.clone(), next));
                }
                None => {
                    let stale = vec![super::judgement::stale_value(outcome)];
                    found.misses.push((outcome.clone(), stale));
                }
            }
        }
        explained.is_settled |= self.conclude_troubled(answer, world, &outcomes, found);
        self.conclude_earlier(call, answer, world, work, found);
        Some(explained)
    }

    /// Answers the call in `world`, where it has `outcomes`, by what may be answered at any time:
    /// nothing changes now. Whether that is told without anything learned.
    fn conclude_troubled(
        &self,
        answer: &Answer<'_>,
        world: &World,
        outcomes: &[Outcome],
        found: &mut Found,
    ) -> bool {
        if answer.observed.status < 400 {
            return false;
        }
        let operation = self.calls[&answer.to].operation;
        let mut is_so = false;
        let is_over = matches!(world.calls.get(&answer.to), Some(Progress::Done(..)));
        for trouble in troubles(self.dialect, world.assumptions.hull(), operation, outcomes) {
            if (!is_over || trouble.may_happen)
                && self.shown_by(&trouble.reply, answer).is_some()
                && let Some(assumptions) = self.given(world, &trouble.assuming)
            {
                is_so |= assumptions == world.assumptions;
                found.because.add(&trouble.because);
                found.lingers |= trouble.may_happen;
                found.worlds.push(World { assumptions, ..world.clone() });
            }
        }
        is_so
    }

    /// Answers the call in `world` by what it did before changes that were seen meanwhile.
    fn conclude_earlier(
        &self,
        call: &OpenCall,
        answer: &Answer<'_>,
        world: &World,
        work: &mut Work,
        found: &mut Found,
    ) {
        let Some(Progress::Sent(glimpses)) = world.calls.get(&call.serial) else { return };
        for glimpse in glimpses.iter().filter(|it| it.gap.is_some() && !answer.cut) {
            for Placed { deed, world, .. } in self.placed_behind(world, call, glimpse, work) {
                let promises = deed.promises.iter();
                promises.for_each(|it| self.conclude_promised(it, answer, &world, found));
            }
        }
    }

    /// Answers a call that took effect in `world` as it may then, if the answer is that.
    fn conclude_promised(
        &self,
        promise: &Promise,
        answer: &Answer<'_>,
        world: &World,
        found: &mut Found,
    ) {
        if let Some(assumptions) = self.given(world, &promise.needs)
            && let Some(bindings) = self.shown_by(&promise.reply, answer)
            && let Some(next) = self.bound(world, &bindings)
        {
            found.because.add(&promise.because);
            found.worlds.push(World { assumptions, ..next });
        }
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
        work: &mut Work,
    ) -> Arc<[Outcome]> {
        self.known(world, call, now, work).outcomes.clone()
    }

    /// Of that, what changes something.
    pub(super) fn deeds(
        &self,
        world: &World,
        call: &OpenCall,
        now: Timestamp,
        work: &mut Work,
    ) -> Arc<[Deed]> {
        self.known(world, call, now, work).deeds.clone()
    }

    fn known<'w>(
        &self,
        world: &World,
        call: &OpenCall,
        now: Timestamp,
        work: &'w mut Work,
    ) -> &'w Known {
        work.steps = work.steps.saturating_sub(1);
        let store = world.store.only(call.touches.places());
        let key = (call.serial, store.fingerprint_of_positions());
        let progress = world.calls.get(&call.serial);
        let is_same = |it: &Known| {
            it.assumptions == *world.assumptions.hull()
                && it.progress.as_ref() == progress
                && it.store == store
        };
        let at = work.known.get(&key).and_then(|all| all.iter().position(is_same));
        let at = at.unwrap_or_else(|| {
            let outcomes = self.worked_out(world, call, &store, now, work);
            let changing = outcomes.iter().filter(|it| !it.effect.is_nothing());
            let deeds = Deed::all(self.dialect, changing).into();
            let all = work.known.entry(key).or_default();
            let (assumptions, progress) = (world.assumptions.hull().clone(), progress.cloned());
            all.push(Known { store, assumptions, progress, outcomes, deeds });
            all.len() - 1
        });
        &work.known[&key][at]
    }

    fn worked_out(
        &self,
        world: &World,
        call: &OpenCall,
        present: &Store,
        now: Timestamp,
        work: &mut Work,
    ) -> Arc<[Outcome]> {
        let here = (present, present);
        let mut outcomes = self.permitted(world, call, now, here, work).to_vec();
        let mut add = |outcome: Outcome| {
            if !outcomes.contains(&outcome) {
                outcomes.push(outcome);
            }
        };
        if let Some(Progress::Sent(before)) = world.calls.get(&call.serial) {
            for Glimpse { store, is_of_source, .. } in before {
                if !call.lost {
                    let seen = self.permitted(world, call, now, (store, store), work);
                    seen.iter()
                        .filter_map(|it| looked(call, it, store, present))
                        .for_each(&mut add);
                }
                if *is_of_source {
                    let copied = self.permitted(world, call, now, (store, present), work);
                    copied.iter().cloned().for_each(&mut add);
                }
            }
        }
        outcomes.into()
    }

    /// What `call` may do where it reads in the first store and writes in the second, which hold
    /// what it touches.
    pub(super) fn permitted(
        &self,
        world: &World,
        call: &OpenCall,
        now: Timestamp,
        (read, write): (&Store, &Store),
        work: &mut Work,
    ) -> Arc<[Outcome]> {
        if work.steps == 0 {
            return Arc::default();
        }
        work.steps -= 1;
        let seen = read.fingerprint_of_positions();
        let same = std::ptr::eq(read, write);
        let key = (call.serial, seen, if same { seen } else { write.fingerprint_of_positions() });
        let is_same = |it: &&Asked| {
            it.now == now
                && it.assumptions == *world.assumptions.hull()
                && it.read == *read
                && it.write == *write
        };
        if let Some(asked) = work.asked.get(&key).and_then(|all| all.iter().find(is_same)) {
            return asked.outcomes.clone();
        }
        let outcomes: Arc<[Outcome]> =
            self.asked(world, call, now, Instants { read, write }).into();
        work.asked.entry(key).or_default().push(Asked {
            read: read.clone(),
            write: write.clone(),
            assumptions: world.assumptions.hull().clone(),
            now,
            outcomes: outcomes.clone(),
        });
        outcomes
    }

    fn asked(
        &self,
        world: &World,
        call: &OpenCall,
        now: Timestamp,
        stores: Instants<'_>,
    ) -> Vec<Outcome> {
        let window =
            Span { earliest: call.at.plus(-self.limits.skew), latest: now.plus(self.limits.skew) };
        let permitted = step(self.dialect, world.assumptions.hull(), stores, &call.at(window));
        let mut outcomes = permitted.unwrap_or_default().outcomes;
        let is_stale = |binds: &Bindings| {
            binds
                .iter()
                .any(|(hidden, it)| matches!(it, Value::Id(id) if self.is_stale(*hidden, id)))
        };
        outcomes.retain(|it| self.is_possible(&it.assuming) && !is_stale(&it.binds));
        for outcome in &mut outcomes {
            // That goes without saying.
            outcome.excludes.retain(|(hidden, id)| !self.is_stale(*hidden, id));
        }
        outcomes
    }

    /// The world after `deed` of `call`, where the answer showed `bindings`. `None` where these
    /// contradict what is known.
    pub(super) fn after(
        &self,
        world: &World,
        call: &OpenCall,
        deed: &Deed,
        bindings: &Bindings,
        now: Timestamp,
        work: &mut Work,
    ) -> Option<World> {
        let mut next = world.clone();
        next.assumptions = self.given(world, &deed.assuming)?;
        self.note_what_was_seen(world, &mut next, call, deed, now, work);
        next.store.apply(&deed.effect);
        next.excluded.extend(deed.excludes.iter().cloned());
        next.end(call, deed);
        let next = self.bound(&next, &deed.binds)?;
        self.bound(&next, bindings)
    }

    /// Open calls may have looked, and taken effect, before this deed changes what they depend
    /// on. What a lost call answered nobody knows, but a lost copy may have read its source.
    fn note_what_was_seen(
        &self,
        world: &World,
        next: &mut World,
        by: &OpenCall,
        deed: &Deed,
        now: Timestamp,
        work: &mut Work,
    ) {
        let read_before = self.read_before(world, by, deed, now, work);
        for (serial, progress) in &mut next.calls {
            let (Some(call), Progress::Sent(seen)) = (self.calls.get(serial), progress) else {
                continue;
            };
            if *serial == by.serial {
                continue;
            }
            for glimpse in &mut *seen {
                if glimpse.gap.is_some() {
                    glimpse.gap = self.still_fits(world, call, glimpse, by, deed, now, work);
                }
            }
            if deed.effect.places().any(|place| call.touches.meets(place)) {
                see_earlier(seen, &call.touches, by, deed, &read_before);
                seen.push(Glimpse {
                    store: Arc::new(world.store.only(call.touches.places())),
                    until: by.touches.clone(),
                    after: Vec::new(),
                    sent: u32::try_from(self.sent_after.len()).unwrap_or(u32::MAX),
                    change: by.serial,
                    at: now,
                    is_of_source: call.takes_from(&deed.effect),
                    gap: self.gap(world, call, by, deed, now, work),
                });
            }
            if call.lost {
                call.forget_what_is_of_no_use(seen);
            }
        }
    }

    /// Whether some service that is possible in `world` is as `assumptions` say.
    fn is_of(&self, world: &World, assumptions: &Assumptions) -> bool {
        self.given(world, assumptions).is_some()
    }

    /// `world` with hidden values replaced; `None` where one cannot be what was shown.
    fn bound(&self, world: &World, bindings: &Bindings) -> Option<World> {
        for (hidden, value) in bindings {
            let Value::Id(id) = value else { continue };
            let fits = world.store.fits(*hidden, id, self.dialect.wire.integer_ids);
            if self.is_stale(*hidden, id)
                || !fits
                || world.excluded.contains(&(*hidden, id.clone()))
            {
                return None;
            }
        }
        let mut next = world.clone();
        next.bind(bindings);
        Some(next)
    }

    /// Whether a fresh id cannot be this: it differs from every id shown before its call was sent.
    fn is_stale(&self, hidden: HiddenId, id: &VersionId) -> bool {
        let is_new = hidden.origin.index == 0 && hidden.field == Field::Id;
        let sent_after = usize::try_from(hidden.origin.call).ok();
        let sent_after = sent_after.and_then(|it| self.sent_after.get(it));
        let was_shown = self.shown.get(id).zip(sent_after);
        is_new && was_shown.is_some_and(|(shown, sent)| shown <= sent)
    }
}

/// `outcome` of a call that looked at `seen` and changed nothing; `None` where it did. What it
/// learned there is forgotten where that is not so any more.
fn looked(call: &OpenCall, outcome: &Outcome, seen: &Store, present: &Store) -> Option<Outcome> {
    if outcome.effect.is_nothing() {
        return Some(outcome.clone());
    }
    let is_unchanged = || {
        let [seen, present] = [seen, present].map(|it| it.only(outcome.effect.places()));
        seen == present
    };
    let effect = if is_unchanged() { outcome.effect.clone() } else { Effect::default() };
    call.touches.writes.is_empty().then(|| Outcome { effect, ..outcome.clone() })
}

/// Whether the world `after` the answer still knows that `other` may have done before it what
/// `placed` lets it do: `outcome` of the call answered changed nothing that it depends on, or it
/// stands beside it.
fn is_noted(
    after: &World,
    other: &OpenCall,
    placed: &Placed,
    serial: u32,
    outcome: &Outcome,
) -> bool {
    let Some(Progress::Sent(seen)) = after.calls.get(&other.serial) else { return false };
    match &placed.behind {
        Some(glimpse) => seen.iter().any(|it| it.gap.is_some() && it.is_same_instant(glimpse)),
        None => {
            let is_changed = outcome.effect.places().any(|place| other.touches.meets(place));
            !is_changed || seen.iter().any(|it| it.change == serial && it.gap.is_some())
        }
    }
}
