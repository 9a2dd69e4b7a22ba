//! A service as a state machine: a request in, an answer out. A call has two instants: it reads,
//! and later it takes effect, on whatever is stored then.
//!
//! It does what the model permits and nothing else. What its documents leave open for the life of a
//! service is fixed by the scenario; what they leave open for each request is drawn by the number
//! of the call. What it stores survives its node; it has no other state. It has no clock, no
//! network and no memory of who asked: time and requests come in as arguments.

use std::num::NonZeroUsize;
use std::sync::Arc;

use model::copy::Instants;
use model::dialect::Dialect;
use model::generate::Choose as _;
use model::http::{Body, HttpRequest, HttpResponse};
use model::name::{ETag, Md5, Timestamp, VersionId};
use model::oracle::initial_store;
use model::permitted::{Assumptions, Call, Credentials, Outcome};
use model::reply::{Emission, ReplyPattern};
use model::step::step;
use model::store::{Bindings, Content, Field, HiddenId, Principal, Span, Store, Value};
use model::trouble::{Trouble, troubles};
use model::wire::{Operation, Request};

use crate::chance::Stream;
use crate::fault::Wish;
use crate::scenario::{START, Scenario, ScenarioError};

/// A call that took effect: an entry in the log of a service. It has two instants, between which
/// other calls may have taken effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The number of the call.
    pub call: u32,
    /// When the service looked at what it stores, by its clock: when a copy read its source.
    pub read: Timestamp,
    /// When the call took effect, by the same clock.
    pub at: Timestamp,
    /// What was answered, whether or not anybody read it.
    pub response: HttpResponse,
}

/// A call in a service.
#[derive(Clone, Copy, Debug)]
pub struct Arrived<'a> {
    /// Its number.
    pub call: u32,
    /// Who asks.
    pub principal: &'a Principal,
    /// What was sent.
    pub request: &'a HttpRequest,
    /// What it is to be answered, if it may.
    pub wish: Option<Wish>,
}

/// What a call has read, and is lost with the node that works for it.
#[derive(Clone, Debug)]
pub struct Reading {
    at: Timestamp,
    store: Store,
}

/// A service.
#[derive(Clone, Debug)]
pub struct Server {
    dialect: Arc<Dialect>,
    assumptions: Assumptions,
    endpoint: String,
    seed: u64,
    store: Store,
    commits: Vec<Commit>,
}

impl Server {
    /// The service of a scenario, which behaves as `dialect` says: the scenario's own, or a mutant.
    ///
    /// # Errors
    ///
    /// Where the scenario's nature names what `dialect` does not have.
    pub fn new(scenario: &Scenario, dialect: Arc<Dialect>) -> Result<Self, ScenarioError> {
        Ok(Self {
            assumptions: scenario.assumptions(&dialect)?,
            dialect,
            endpoint: scenario.endpoint.clone(),
            seed: scenario.seed,
            store: initial_store(&scenario.setup()),
            commits: Vec::new(),
        })
    }

    /// Reads what a call needs: all there is, since nobody knows yet what that will be.
    pub fn read(&self, now: Timestamp) -> Reading {
        Reading { at: now, store: self.store.clone() }
    }

    /// Answers a call that reads and takes effect at one instant.
    ///
    /// # Panics
    ///
    /// As [`Server::commit`].
    pub fn answer(&mut self, now: Timestamp, arrived: &Arrived<'_>) -> HttpResponse {
        let reading = self.read(now);
        self.commit(now, arrived, &reading)
    }

    /// Lets a call that has read take effect, and answers it.
    ///
    /// # Panics
    ///
    /// Where the request asks for what the model does not know: such a request is never generated.
    pub fn commit(
        &mut self,
        now: Timestamp,
        arrived: &Arrived<'_>,
        reading: &Reading,
    ) -> HttpResponse {
        let number = arrived.call;
        let request = Request::decode(arrived.request, Some(&self.endpoint));
        let call = Call {
            number,
            principal: arrived.principal,
            credentials: Credentials::Valid,
            request: &request,
            window: Span::exactly(now),
        };
        let stores = Instants { read: &reading.store, write: &self.store };
        let permitted = step(&self.dialect, &self.assumptions, stores, &call)
            .expect("a simulated client asks only for what the model knows");
        let trouble = self.trouble(number, arrived.wish, &request, &permitted.outcomes);
        let outcome = self.choose(number, arrived.wish, permitted.outcomes);
        let reply = match trouble {
            Some(trouble) => {
                if trouble.may_happen
                    && Stream::named(self.seed, "happens", number.into()).chance(1, 2)
                {
                    self.carry_out(outcome, now, number);
                }
                trouble.reply
            }
            None => self.carry_out(outcome, now, number),
        };
        let response = self.encode(&reply, now, number, &request);
        let commit = Commit { call: number, read: reading.at, at: now, response };
        let response = commit.response.clone();
        self.commits.push(commit);
        response
    }

    /// One of the outcomes; all are permitted, so any will do that is wished for, or else one that
    /// makes no trouble.
    fn choose(&self, number: u32, wish: Option<Wish>, mut outcomes: Vec<Outcome>) -> Outcome {
        let is_wished = |it: &Outcome| wish.is_some_and(|wish| wish.is_met_by(&it.reply));
        if outcomes.iter().any(is_wished) {
            outcomes.retain(is_wished);
        } else if outcomes.iter().any(|it| !Wish::FailLate.is_met_by(&it.reply)) {
            // A scenario in which a service failed late unasked would show little else.
            outcomes.retain(|it| !Wish::FailLate.is_met_by(&it.reply));
        }
        let at = match outcomes.len() {
            0 => panic!("a request in a store always has an outcome"),
            1 => 0,
            several => Stream::named(self.seed, "outcome", number.into()).below(several),
        };
        outcomes.swap_remove(at)
    }

    /// What it answers instead because a fault wishes for it, if its documents permit that.
    fn trouble(
        &self,
        number: u32,
        wish: Option<Wish>,
        request: &Request,
        outcomes: &[Outcome],
    ) -> Option<Trouble> {
        let wish = wish?;
        let operation = self.dialect.operation(request);
        let mut troubles = troubles(&self.dialect, &self.assumptions, operation, outcomes);
        troubles.retain(|it| wish.is_met_by(&it.reply));
        let len = NonZeroUsize::new(troubles.len())?;
        Some(troubles.swap_remove(Stream::named(self.seed, "trouble", number.into()).index(len)))
    }

    /// Lets an outcome happen: what is answered then.
    fn carry_out(&mut self, outcome: Outcome, now: Timestamp, number: u32) -> ReplyPattern {
        let Outcome { mut reply, effect, binds, .. } = outcome;
        let mut hidden = effect.hidden();
        hidden.extend(reply.hidden());
        // The tag of a torn copy is that of its bytes.
        let is_torn = |it: &HiddenId| hidden.contains(&it.origin.hides(Field::Content));
        let made = hidden.iter().map(|id| match id.field {
            Field::ETag if is_torn(id) => {
                let torn = self.digits(id.origin.hides(Field::Content), number);
                (*id, Value::ETag(ETag::of_md5(Md5::of(torn.as_bytes()))))
            }
            _ => (*id, self.value_of(*id, now, number)),
        });
        let bindings: Bindings = binds.into_iter().chain(made).collect();
        self.store.apply(&effect);
        self.store.bind(&bindings);
        reply.bind(&bindings);
        reply
    }

    fn encode(
        &self,
        reply: &ReplyPattern,
        now: Timestamp,
        number: u32,
        request: &Request,
    ) -> HttpResponse {
        // Of a copy it is the source that may be missing, whose key no sample of an error names.
        let is_copy = request.operation(self.dialect.wire.prefix) == Operation::CopyObject;
        let key = request.key().filter(|_| !is_copy);
        let emission = Emission {
            now,
            request_id: format!("{number:016X}"),
            pretty: false,
            bodiless: request.is_head(),
            addressed: (
                request.bucket().map(model::name::BucketName::as_str),
                key.map(model::name::Key::as_str),
            ),
        };
        reply.encode(&self.dialect, &emission)
    }

    /// What the service picks where it is free to: something no other call was given, which hangs
    /// on the call alone.
    fn value_of(&self, id: HiddenId, now: Timestamp, number: u32) -> Value {
        let digits = || self.digits(id, number);
        match id.field {
            Field::Id if self.dialect.wire.integer_ids => {
                // They grow, since no two calls take effect in one millisecond.
                let id = 80_000_000_000_001 + (now.0 - START.0) * 64;
                Value::Id(VersionId::parse(&id.to_string()).expect("a number is an id"))
            }
            Field::Id | Field::Upload => {
                Value::Id(VersionId::parse(&digits()).expect("32 digits are an id"))
            }
            Field::ETag => Value::ETag(ETag::parse(&digits()).expect("32 digits are a tag")),
            Field::ContentType => Value::Text(Some("application/octet-stream".to_owned())),
            // A torn copy: bytes that nobody stored.
            Field::Content => {
                let torn = Body::Bytes(Arc::from(digits().into_bytes()));
                Value::Content(Content::of_body(&torn).expect("bytes are known content"))
            }
            other => panic!("a service that made all it holds knows each {other:?}"),
        }
    }

    /// 32 digits that hang on the call and the value alone.
    fn digits(&self, id: HiddenId, number: u32) -> String {
        let name = format!("{} {number} {} {:?}", self.seed, id.origin.index, id.field);
        Md5::of(name.as_bytes()).to_string()
    }

    /// What the service holds.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The calls that took effect, in that order.
    pub fn commits(&self) -> &[Commit] {
        &self.commits
    }

    /// What is left of the service in the end.
    pub(crate) fn into_parts(self) -> (Store, Vec<Commit>) {
        (self.store, self.commits)
    }
}
