//! Going on after an answer that nothing explains, so that one divergence does not hide the next.

use super::judgement::{Judgement, Observation, Verdict};
use std::collections::BTreeSet;

use super::deed::Deed;
use super::part::Part;
use super::search::Work;
use super::world::{self, Progress, World};
use super::{Answer, Found, Oracle, hide};
use crate::permitted::{Outcome, merge_assumptions};
use crate::reply::{Mismatch, Why};
use crate::store::{Bindings, Effect};
use crate::wire::Operation;

/// How many allowed answers a report lists.
const LISTED: usize = 8;

/// How many worlds go on after a divergence. What a service that diverged has done is a guess, and
/// guesses about many keys multiply.
const GUESSES: usize = 16;

impl Oracle<'_> {
    /// The verdict on an answer that no world explains, and worlds to go on with.
    pub(super) fn repair(
        &mut self,
        serial: u32,
        answer: &Answer<'_>,
        found: Found,
        mut part: Part,
    ) -> Judgement {
        let verdict = if found.exhausted { Verdict::GaveUp } else { Verdict::Forbidden };
        let mut judgement = Judgement::bare(verdict, answer.observed, self.dialect);
        let mut misses = found.misses;
        misses.sort_by_key(|(_, mismatches)| distance(mismatches));
        if verdict == Verdict::Forbidden {
            self.accuse(&mut judgement, &misses);
        }
        let worlds = &part.worlds;
        let (worlds, continuing) = match verdict {
            Verdict::GaveUp => {
                let hidden = self.with_hidden_keys(serial, worlds);
                (hidden, "continuing with a key of which nothing is known".into())
            }
            _ => self.going_on(serial, answer, worlds),
        };
        judgement.continuing = Some(continuing);
        part.worlds = world::merged(self.dialect, worlds, &BTreeSet::new());
        part.worlds.truncate(GUESSES);
        let after = self.knowing(&part.worlds);
        if after.is_empty() {
            let guessed =
                part.worlds.iter().flat_map(|it| it.assumptions.sets().to_vec()).collect();
            self.know(merge_assumptions(self.dialect, guessed));
        } else {
            self.know(after);
        }
        self.close(serial, part);
        judgement
    }

    /// Names what the nearest outcomes hold against the answer, and lists what was allowed.
    fn accuse(&self, judgement: &mut Judgement, misses: &[(Outcome, Vec<Mismatch>)]) {
        let nearest = misses.first().map_or(0, |(_, mismatches)| distance(mismatches));
        let mut why = Why::default();
        for (outcome, mismatches) in misses.iter().filter(|it| distance(&it.1) == nearest) {
            for mismatch in mismatches {
                let own = mismatch.why.readings().next().is_some();
                why.add(if own { &mismatch.why } else { &outcome.because });
            }
        }
        judgement.rules = why.rules(self.dialect);
        judgement.mismatches = misses.first().map_or(Vec::new(), |(_, it)| it.clone());
        for (outcome, _) in misses {
            let allowed = Observation::promised(outcome.reply.outline(self.dialect));
            if !judgement.allowed.contains(&allowed) && judgement.allowed.len() < LISTED {
                judgement.allowed.push(allowed);
            }
        }
    }

    fn going_on(&self, serial: u32, answer: &Answer<'_>, worlds: &[World]) -> (Vec<World>, String) {
        let observed = answer.observed;
        let same_code = |it: &Outcome| {
            it.reply.status == observed.status
                && (it.reply.code.is_none() || it.reply.code.map(str::to_owned) == observed.code)
        };
        let next = self.where_outcome(serial, answer, worlds, &same_code);
        if !next.is_empty() {
            let what = "continuing with what an answer of this status and code does";
            return (next, what.into());
        }
        let same_status = |it: &Outcome| it.reply.status == observed.status;
        let next = self.where_outcome(serial, answer, worlds, &same_status);
        if !next.is_empty() {
            return (next, "continuing with what an answer of this status does".into());
        }
        let is_success = (200..300).contains(&observed.status);
        let call = &self.calls[&serial];
        let is_read = call.touches.writes.is_empty();
        if is_read {
            return self.believing(serial, answer, worlds);
        }
        if !is_success {
            let what = "continuing with a request that did nothing";
            return (worlds.to_vec(), what.into());
        }
        let next = self.where_outcome(serial, answer, worlds, &|it| it.reply.status / 100 == 2);
        if !next.is_empty() {
            return (next, "continuing with what its success does".into());
        }
        let hidden = self.with_hidden_keys(serial, worlds);
        (hidden, "continuing with a target of which nothing is known".into())
    }

    /// The worlds after outcomes of the call that `accept` takes, whatever else they promise.
    fn where_outcome(
        &self,
        serial: u32,
        answer: &Answer<'_>,
        worlds: &[World],
        accept: &dyn Fn(&Outcome) -> bool,
    ) -> Vec<World> {
        let call = &self.calls[&serial];
        let mut work = Work::new(self.limits.budget);
        let mut candidates: Vec<(usize, World)> = Vec::new();
        for world in worlds {
            if let Some(Progress::Done(..)) = world.calls.get(&serial) {
                candidates.push((0, world.clone()));
                continue;
            }
            for outcome in self.outcomes(world, call, answer.at, &mut work).iter() {
                if !accept(outcome) {
                    continue;
                }
                let compared = outcome.reply.compare(answer.observed);
                let deed = Deed::of(outcome);
                let next = self
                    .after(world, call, &deed, &compared.bindings, answer.at, &mut work)
                    .or_else(|| {
                        let none = Bindings::new();
                        self.after(world, call, &deed, &none, answer.at, &mut work)
                    });
                candidates.extend(next.map(|it| (distance(&compared.mismatches), it)));
            }
        }
        let nearest = candidates.iter().map(|(far, _)| *far).min();
        let nearest = candidates.into_iter().filter(|(far, _)| Some(*far) == nearest);
        nearest.map(|(_, world)| world).collect()
    }

    /// A read replaces what was believed of its key.
    fn believing(
        &self,
        serial: u32,
        answer: &Answer<'_>,
        before: &[World],
    ) -> (Vec<World>, String) {
        let call = &self.calls[&serial];
        let mut work = Work::new(self.limits.budget);
        let mut worlds = Vec::new();
        for world in self.with_hidden_keys(serial, before) {
            for outcome in self.outcomes(&world, call, answer.at, &mut work).iter() {
                let comparison = outcome.reply.compare(answer.observed);
                if comparison.mismatches.is_empty() {
                    let (bindings, at) = (&comparison.bindings, answer.at);
                    let deed = Deed::of(outcome);
                    worlds.extend(self.after(&world, call, &deed, bindings, at, &mut work));
                }
            }
        }
        if worlds.is_empty() {
            let what = "continuing with a key of which nothing is known";
            return (self.with_hidden_keys(serial, before), what.into());
        }
        (worlds, "continuing with what the answer shows".into())
    }

    /// The present worlds with nothing known of what the call addresses.
    fn with_hidden_keys(&self, serial: u32, worlds: &[World]) -> Vec<World> {
        let call = &self.calls[&serial];
        let mut worlds = worlds.to_vec();
        for world in &mut worlds {
            let Some(bucket) = call.request.bucket() else { continue };
            let keys: Vec<_> = match (call.request.key(), call.operation) {
                (Some(key), _) => vec![key.clone()],
                (None, Operation::ListVersions) => world
                    .store
                    .bucket(bucket)
                    .map_or(Vec::new(), |it| it.keys().map(|(key, _)| key.clone()).collect()),
                (None, _) => Vec::new(),
            };
            let hidden = Effect(keys.iter().map(|key| hide(bucket, key)).collect());
            world.store.apply(&hidden);
        }
        worlds
    }
}

/// How far an answer is from an outcome: a wrong status weighs more than a wrong code, that more
/// than a wrong header.
fn distance(mismatches: &[Mismatch]) -> usize {
    mismatches
        .iter()
        .map(|it| match it.what.as_str() {
            "status" => 10_000,
            "code" => 100,
            "body" => 50,
            _ => 1,
        })
        .sum()
}
