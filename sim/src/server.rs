//! A service as a state machine: a request in, an answer out.
//!
//! It does what the model permits and nothing else. What its documents leave open for the life of a
//! service is fixed by the scenario; what they leave open for each request is drawn by the number
//! of the call. What it stores survives its node; it has no other state. It has no clock, no
//! network and no memory of who asked: time and requests come in as arguments.

use std::sync::Arc;

use model::copy::Instants;
use model::dialect::Dialect;
use model::generate::Choose as _;
use model::http::{HttpRequest, HttpResponse};
use model::name::{ETag, Md5, Timestamp, VersionId};
use model::oracle::initial_store;
use model::permitted::{Assumptions, Call, Credentials, Outcome};
use model::reply::Emission;
use model::step::step;
use model::store::{Bindings, Field, HiddenId, Principal, Span, Store, Value};
use model::wire::Request;

use crate::chance::Stream;
use crate::scenario::{START, Scenario, ScenarioError};

/// A call that took effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The number of the call.
    pub call: u32,
    /// When, by the service's clock.
    pub at: Timestamp,
    /// What was answered, whether or not anybody read it.
    pub response: HttpResponse,
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

    /// Lets a call take effect, and answers it.
    ///
    /// # Panics
    ///
    /// Where the request asks for what the model does not know: such a request is never generated.
    pub fn handle(
        &mut self,
        now: Timestamp,
        number: u32,
        request: &HttpRequest,
        principal: &Principal,
    ) -> HttpResponse {
        let request = Request::decode(request, Some(&self.endpoint));
        let call = Call {
            number,
            principal,
            credentials: Credentials::Valid,
            request: &request,
            window: Span::exactly(now),
        };
        let stores = Instants { read: &self.store, write: &self.store };
        let permitted = step(&self.dialect, &self.assumptions, stores, &call)
            .expect("a simulated client asks only for what the model knows");
        let outcome = self.choose(number, permitted.outcomes);
        let response = self.carry_out(outcome, now, number, &request);
        self.commits.push(Commit { call: number, at: now, response: response.clone() });
        response
    }

    /// One of the outcomes; all are permitted, so any will do.
    fn choose(&self, number: u32, mut outcomes: Vec<Outcome>) -> Outcome {
        let at = match outcomes.len() {
            0 => panic!("a request in a store always has an outcome"),
            1 => 0,
            several => Stream::named(self.seed, "outcome", number.into()).below(several),
        };
        outcomes.swap_remove(at)
    }

    fn carry_out(
        &mut self,
        outcome: Outcome,
        now: Timestamp,
        number: u32,
        request: &Request,
    ) -> HttpResponse {
        let Outcome { mut reply, effect, binds, .. } = outcome;
        let mut hidden = effect.hidden();
        hidden.extend(reply.hidden());
        let made = hidden.into_iter().map(|id| (id, self.value_of(id, now, number)));
        let bindings: Bindings = binds.into_iter().chain(made).collect();
        self.store.apply(&effect);
        self.store.bind(&bindings);
        reply.bind(&bindings);
        let emission = Emission {
            now,
            request_id: format!("{number:016X}"),
            pretty: false,
            bodiless: request.is_head(),
            addressed: (
                request.bucket().map(model::name::BucketName::as_str),
                request.key().map(model::name::Key::as_str),
            ),
        };
        reply.encode(&self.dialect, &emission)
    }

    /// What the service picks where it is free to: something no other call was given, which hangs
    /// on the call alone.
    fn value_of(&self, id: HiddenId, now: Timestamp, number: u32) -> Value {
        let digits = || {
            let name = format!("{} {number} {} {:?}", self.seed, id.origin.index, id.field);
            Md5::of(name.as_bytes()).to_string()
        };
        match id.field {
            Field::Id if self.dialect.wire.integer_ids => {
                // They grow, since no two calls take effect in one millisecond.
                let id = 80_000_000_000_001 + (now.0 - START.0) * 64;
                Value::Id(VersionId::parse(&id.to_string()).expect("a number is an id"))
            }
            Field::Id => Value::Id(VersionId::parse(&digits()).expect("32 digits are an id")),
            Field::ETag => Value::ETag(ETag::parse(&digits()).expect("32 digits are a tag")),
            Field::ContentType => Value::Text(Some("application/octet-stream".to_owned())),
            other => panic!("a service that made all it holds knows each {other:?}"),
        }
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
