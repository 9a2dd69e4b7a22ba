//! Judging a run in the order in which its service says that calls read and took effect.
//!
//! A simulator knows what a foreign service keeps to itself. With both instants of every call known
//! there is nothing to search: each call is judged where it took effect, by what it read, with the
//! answer the service gave, read or not. The service's nature stays out of it, so that the judge
//! knows no more of that than of a foreign service's. It is the second opinion on a run beside the
//! search over possible worlds, shares nothing with it but the model, and is never the only judge.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use model::copy::Instants;
use model::dialect::Dialect;
use model::name::{Timestamp, VersionId};
use model::oracle::initial_store;
use model::permitted::{Assumptions, Call, Outcome, merge_assumptions};
use model::reply::{Header, Mismatch, Observed};
use model::step::step;
use model::store::{Bindings, Field, HiddenId, Span, Store, Value};
use model::trace::{Event, EventKind, Sent, Trace, Why};
use model::trouble::troubles;
use model::wire::Request;

use crate::drive::Run;
use crate::server::Commit;

/// Why a run is not what a service of its dialect does.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Divergence {
    /// The service's log and the trace do not belong together.
    #[error("call {call}: {what}")]
    #[expect(missing_docs, reason = "the message says what they are")]
    Log { call: u64, what: &'static str },
    /// The answer to a call is not permitted where the call took effect.
    #[error("call {call}, which took effect at {at}: its answer is forbidden{misses}")]
    #[expect(missing_docs, reason = "the message says what they are")]
    Answer { call: u64, at: Timestamp, misses: Misses },
}

/// What was permitted where something else was answered.
#[derive(Clone, Debug)]
pub struct Misses(pub Vec<(Outcome, Vec<Mismatch>)>);

impl fmt::Display for Misses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nearest = self.0.iter().min_by_key(|(_, mismatches)| mismatches.len());
        let Some((outcome, mismatches)) = nearest else { return Ok(()) };
        write!(f, "; nearest is {}", outcome.reply.status)?;
        mismatches.iter().try_for_each(|it| {
            write!(f, ", {} {} where {} was expected", it.what, it.observed, it.expected)
        })
    }
}

/// A call as the trace shows it.
struct Seen<'a> {
    sent: &'a Sent,
    at: Timestamp,
    answered: Option<(Timestamp, &'a model::http::HttpResponse)>,
    refused: bool,
}

/// Judges a run by `dialect`, in commit order.
///
/// # Errors
///
/// The first call that does not fit.
pub fn judge_in_commit_order(dialect: &Dialect, run: &Run) -> Result<(), Divergence> {
    let calls = calls(&run.trace)?;
    check_log(&calls, &run.commits)?;
    let mut judge = Judge::new(dialect, &run.trace);
    for moment in moments(&run.commits) {
        match moment {
            Moment::Read(place) => judge.read(place),
            Moment::Commit(place) => {
                let commit = &run.commits[place];
                judge.commit(place, commit, calls[&u64::from(commit.call)].sent)?;
            }
        }
    }
    Ok(())
}

/// One of the two instants of a call, by its place in the log.
#[derive(Clone, Copy)]
enum Moment {
    Read(usize),
    Commit(usize),
}

/// Every instant of a log, in order. A call that reads where another takes effect reads before.
fn moments(commits: &[Commit]) -> Vec<Moment> {
    let mut moments = Vec::with_capacity(2 * commits.len());
    for (place, commit) in commits.iter().enumerate() {
        moments.push(((commit.read, 0, place), Moment::Read(place)));
        moments.push(((commit.at, 1, place), Moment::Commit(place)));
    }
    moments.sort_by_key(|(key, _)| *key);
    moments.into_iter().map(|(_, moment)| moment).collect()
}

/// The judge at one instant of a log.
struct Judge<'a> {
    dialect: &'a Dialect,
    endpoint: Option<&'a str>,
    worlds: Vec<World>,
    /// Version ids by the place in the log of the answer that first showed them.
    shown: BTreeMap<VersionId, usize>,
}

/// What may be stored, and what a service that stores this may be like.
#[derive(Clone, Debug)]
struct World {
    store: Store,
    /// What open calls have read, by their places in the log.
    read: BTreeMap<usize, Store>,
    /// Values that hidden version ids are known not to have.
    excluded: BTreeSet<(HiddenId, VersionId)>,
    assumptions: Assumptions,
}

impl<'a> Judge<'a> {
    fn new(dialect: &'a Dialect, trace: &'a Trace) -> Self {
        let world = World {
            store: initial_store(&trace.header.setup),
            read: BTreeMap::new(),
            excluded: BTreeSet::new(),
            assumptions: Assumptions::default(),
        };
        let endpoint = trace.header.endpoint.as_deref();
        Self { dialect, endpoint, worlds: vec![world], shown: BTreeMap::new() }
    }

    fn read(&mut self, place: usize) {
        for world in &mut self.worlds {
            world.read.insert(place, world.store.clone());
        }
    }

    /// Lets a call take effect in every world in which its answer is permitted.
    fn commit(&mut self, place: usize, commit: &Commit, sent: &Sent) -> Result<(), Divergence> {
        let request = Request::decode(&sent.request, self.endpoint);
        let observed = Observed::of(&commit.response, self.dialect, request.is_head());
        let call = Call {
            number: u32::try_from(place).unwrap_or(u32::MAX),
            principal: &sent.principal,
            credentials: sent.credentials,
            request: &request,
            window: Span::exactly(commit.at),
        };
        let (mut next, mut misses) = (Vec::new(), Vec::new());
        for mut world in std::mem::take(&mut self.worlds) {
            let read = world.read.remove(&place).unwrap_or_else(|| world.store.clone());
            let stores = Instants { read: &read, write: &world.store };
            let Some(permitted) = step(self.dialect, &world.assumptions, stores, &call) else {
                let what = "it asks for what the model does not know";
                return Err(Divergence::Log { call: commit.call.into(), what });
            };
            next.extend(self.troubled(&world, &call, &permitted.outcomes, &observed));
            for outcome in permitted.outcomes {
                let comparison = outcome.reply.compare(&observed);
                if comparison.mismatches.is_empty()
                    && let Some(after) = self.after(&world, &outcome, &comparison.bindings)
                {
                    next.push(after);
                } else {
                    misses.push((outcome, comparison.mismatches));
                }
            }
        }
        if next.is_empty() {
            let (call, misses) = (commit.call.into(), Misses(misses));
            return Err(Divergence::Answer { call, at: commit.at, misses });
        }
        self.worlds = self.merged(next);
        for id in shown_by(&observed) {
            self.shown.entry(id).or_insert(place);
        }
        Ok(())
    }

    /// The worlds after an answer that may be given at any time. A write that is answered so takes
    /// effect now or never: the log has its instant.
    fn troubled(
        &self,
        world: &World,
        call: &Call<'_>,
        outcomes: &[Outcome],
        observed: &Observed,
    ) -> Vec<World> {
        let operation = self.dialect.operation(call.request);
        let mut troubles = troubles(self.dialect, &world.assumptions, operation, outcomes);
        troubles.retain(|it| it.reply.compare(observed).mismatches.is_empty());
        let mut worlds = Vec::new();
        for trouble in troubles {
            let effects = outcomes.iter().filter(|it| !it.effect.is_nothing());
            let effects = effects.filter(|_| trouble.may_happen);
            worlds.extend(effects.filter_map(|it| self.after(world, it, &Bindings::new())));
            worlds.push(World { assumptions: trouble.assuming, ..world.clone() });
        }
        worlds
    }

    /// The world after `outcome`, where the answer showed `bindings`. `None` where these contradict
    /// what is known.
    fn after(&self, world: &World, outcome: &Outcome, bindings: &Bindings) -> Option<World> {
        let mut next = world.clone();
        next.assumptions = outcome.assuming.clone();
        next.store.apply(&outcome.effect);
        next.excluded.extend(outcome.excludes.iter().cloned());
        for bindings in [&outcome.binds, bindings] {
            if !bindings.iter().all(|(hidden, value)| self.may_be(&next, *hidden, value)) {
                return None;
            }
            next.store.bind(bindings);
            next.read.values_mut().for_each(|it| it.bind(bindings));
        }
        Some(next)
    }

    fn may_be(&self, world: &World, hidden: HiddenId, value: &Value) -> bool {
        let Value::Id(id) = value else { return true };
        // A new id differs from every id shown before its call took effect.
        let is_new = hidden.origin.index == 0 && hidden.field == Field::Id;
        let shown = self.shown.get(id).and_then(|it| u32::try_from(*it).ok());
        let is_stale = is_new && shown.is_some_and(|it| it < hidden.origin.call);
        let fits = world.store.fits(hidden, id, self.dialect.wire.integer_ids);
        !is_stale && fits && !world.excluded.contains(&(hidden, id.clone()))
    }

    /// Worlds that store the same as one, as far as what they assume can be told together.
    fn merged(&self, worlds: Vec<World>) -> Vec<World> {
        let mut groups: Vec<(World, Vec<Assumptions>)> = Vec::new();
        for world in worlds {
            let assumed = world.assumptions.clone();
            match groups.iter_mut().find(|(it, _)| it.stores_as(&world)) {
                Some((_, all)) => all.push(assumed),
                None => groups.push((world, vec![assumed])),
            }
        }
        let apart = |(world, all): (World, Vec<Assumptions>)| {
            let with = move |assumptions| World { assumptions, ..world.clone() };
            merge_assumptions(self.dialect, all).into_iter().map(with)
        };
        groups.into_iter().flat_map(apart).collect()
    }
}

impl World {
    fn stores_as(&self, other: &Self) -> bool {
        self.store.fingerprint() == other.store.fingerprint()
            && self.store == other.store
            && self.read == other.read
            && self.excluded == other.excluded
    }
}

/// The version ids in an answer.
fn shown_by(observed: &Observed) -> Vec<VersionId> {
    let headers = [Header::VersionId, Header::CopySourceVersionId];
    let in_headers = headers.iter().filter_map(|it| observed.headers.get(it).map(String::as_str));
    let listed = observed.document.iter().flat_map(|it| &it.children);
    let in_body = listed.filter_map(|it| it.text_of("VersionId"));
    in_headers.chain(in_body).filter_map(VersionId::parse).collect()
}

fn calls(trace: &Trace) -> Result<BTreeMap<u64, Seen<'_>>, Divergence> {
    let mut calls = BTreeMap::new();
    for event in &trace.events {
        let Event { at, kind } = &event.value;
        let unsent = |number: u64| Divergence::Log { call: number, what: "it was never sent" };
        match kind {
            EventKind::Call { number, sent } => {
                let seen = Seen { sent, at: *at, answered: None, refused: false };
                calls.insert(*number, seen);
            }
            EventKind::Return { number, response } => {
                let seen = calls.get_mut(number).ok_or_else(|| unsent(*number))?;
                seen.answered = Some((*at, response));
            }
            EventKind::Lost { number, why } => {
                let seen = calls.get_mut(number).ok_or_else(|| unsent(*number))?;
                seen.refused = *why == Why::Refused;
            }
            EventKind::Exchange { .. } => {
                return Err(Divergence::Log { call: 0, what: "a recorder writes no short form" });
            }
        }
    }
    Ok(calls)
}

/// Whether each commit is that of a call and lies between its sending and its answer, and each
/// answer was given by one commit.
fn check_log(calls: &BTreeMap<u64, Seen<'_>>, commits: &[Commit]) -> Result<(), Divergence> {
    let mut committed = BTreeMap::new();
    let mut last = Timestamp::EARLIEST;
    for commit in commits {
        let call = u64::from(commit.call);
        let wrong = |what| Err(Divergence::Log { call, what });
        let Some(seen) = calls.get(&call) else { return wrong("it took effect and was not sent") };
        if committed.insert(call, commit).is_some() {
            return wrong("it took effect twice");
        }
        if seen.refused {
            return wrong("it took effect and was refused");
        }
        if commit.at < seen.at {
            return wrong("it took effect before it was sent");
        }
        if commit.read < seen.at {
            return wrong("it read before it was sent");
        }
        if commit.at < commit.read {
            return wrong("it took effect before it read");
        }
        if seen.answered.is_some_and(|(at, _)| at < commit.at) {
            return wrong("it was answered before it took effect");
        }
        if seen.answered.is_some_and(|(_, response)| !is_seen_of(response, &commit.response)) {
            return wrong("it was not answered what the service says it answered");
        }
        if commit.at < last {
            return wrong("it took effect before another that the log has before it");
        }
        last = commit.at;
    }
    let unfounded =
        calls.iter().find(|(call, it)| it.answered.is_some() && !committed.contains_key(*call));
    match unfounded {
        Some((call, _)) => {
            Err(Divergence::Log { call: *call, what: "it was answered and took no effect" })
        }
        None => Ok(()),
    }
}

/// Whether `seen` is what a client sees of `given`.
fn is_seen_of(seen: &model::http::HttpResponse, given: &model::http::HttpResponse) -> bool {
    if !seen.cut {
        return seen == given;
    }
    let part = seen.body.bytes().zip(given.body.bytes());
    (seen.status, &seen.headers) == (given.status, &given.headers)
        && part.is_some_and(|(part, whole)| whole.starts_with(part))
}

#[cfg(test)]
mod tests;
