//! A small store with something of everything, and the calls that are made in it.
//!
//! It exists twice: as the service that holds it knows it, and as somebody knows it who has not
//! seen all. A call is one that a client would send, mostly; a step takes one of its outcomes,
//! whichever.

use std::sync::LazyLock;

use model::copy::Instants;
use model::dialect::Dialect;
use model::generate::{Choose, Draft, Learned, Sending, Universe};
use model::http::HttpRequest;
use model::name::{ETag, Timestamp};
use model::oracle::initial_store;
use model::permitted::{Assumptions, Call, Credentials, Outcome, Permitted};
use model::step::{hidden_by, step};
use model::store::{Principal, Span, Store};
use model::trace::{Known, Setup, Trace};
use model::wire::{Operation, Request};

/// The host behind a bucket's name.
pub(crate) const ENDPOINT: &str = "storage.example.com";

/// When the first call is sent; the others follow, an hour apart.
const START: Timestamp = Timestamp(1_709_208_000_000);
const HOUR: i64 = 3_600_000;

/// The names are those of the universe that calls are made of.
const HEADER: &str = include_str!("shelf.jsonl");

static SETUP: LazyLock<Setup> = LazyLock::new(|| {
    let known = Known { dialects: &[], service_keys: &[], instead: Some("any") };
    let trace = Trace::read("shelf", HEADER.as_bytes(), &known);
    trace.unwrap_or_else(|errors| panic!("{errors:?}")).header.setup
});

/// How much is known of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// All: it is the service's own.
    Full,
    /// Of most versions neither bytes nor entity tag nor time.
    Partial,
}

/// A service of some dialect, and what is known of it.
#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    pub(crate) sight: Sight,
    pub(crate) store: Store,
    pub(crate) assumptions: Assumptions,
    /// How many calls were made.
    pub(crate) calls: u32,
}

/// A request, and who sends it.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) principal: Principal,
    pub(crate) credentials: Credentials,
    pub(crate) request: Request,
}

impl Sent {
    /// A request by somebody who may or may not be who they say.
    pub(crate) fn by_somebody(http: &HttpRequest, choose: &mut dyn Choose) -> Self {
        let principal = choose.weigh(&[(6, Some("alice")), (3, Some("bob")), (1, None)]);
        let credentials = choose.weigh(&[
            (14, Credentials::Valid),
            (1, Credentials::BadSignature),
            (1, Credentials::UnknownKey),
        ]);
        let principal = principal.map_or(Principal::Anonymous, |it| Principal::Account(it.into()));
        let request = Request::decode(http, Some(ENDPOINT));
        Self { principal, credentials, request }
    }
}

impl Shelf {
    /// The store before the first call.
    pub(crate) fn new(sight: Sight) -> Self {
        let mut setup = SETUP.clone();
        let versions = setup.buckets.iter_mut().flat_map(|it| &mut it.objects);
        for (number, version) in versions.flat_map(|it| &mut it.versions).enumerate() {
            if sight == Sight::Partial && number % 4 != 0 {
                version.body = None;
                version.last_modified = None;
                version.content_type = None;
                version.size = version.size.filter(|_| number % 4 == 1);
                version.etag = version.etag.take().filter(|_| number % 4 == 2);
            }
        }
        let store = initial_store(&setup);
        Self { sight, store, assumptions: Assumptions::default(), calls: 0 }
    }

    /// The service's clock.
    pub(crate) fn now(&self) -> Timestamp {
        START.plus(i64::from(self.calls) * HOUR)
    }

    /// A call that a client sends who has seen every answer.
    pub(crate) fn draw(&self, dialect: &Dialect, choose: &mut dyn Choose) -> HttpRequest {
        let draft = Universe::small(dialect).call(choose);
        self.resolve(dialect, &draft)
    }

    fn resolve(&self, dialect: &Dialect, draft: &Draft) -> HttpRequest {
        let mut learned = Learned::default();
        for (bucket, held) in self.store.buckets() {
            for (key, stack) in held.keys() {
                for (_, version) in stack.newest_first() {
                    if let Some(id) = version.id.known() {
                        learned.version(bucket, key, id.clone());
                    }
                    let tag = version.object.as_ref().and_then(|it| it.etag.known());
                    let unseen = || ETag::parse("00000000000000000000000000000001");
                    if let Some(tag) = tag.cloned().or_else(unseen) {
                        learned.tag(bucket, key, tag);
                    }
                }
            }
        }
        let integer_ids = dialect.wire.integer_ids;
        let sending = Sending {
            endpoint: ENDPOINT,
            scheme: dialect.wire.scheme,
            access_key: "AKALICE",
            now: self.now(),
            integer_ids,
        };
        draft.resolve(&learned, &sending)
    }

    /// What a service of this dialect may do with a request; `None` where that is out of scope.
    pub(crate) fn permitted(
        &self,
        dialect: &Dialect,
        assumptions: &Assumptions,
        sent: &Sent,
    ) -> Option<Permitted> {
        let now = self.now();
        let window = match self.sight {
            Sight::Full => Span::exactly(now),
            Sight::Partial => Span { earliest: now.plus(-HOUR / 4), latest: now.plus(HOUR / 4) },
        };
        let call = Call {
            number: self.calls,
            principal: &sent.principal,
            credentials: sent.credentials,
            request: &sent.request,
            window,
        };
        let stores = Instants { read: &self.store, write: &self.store };
        let permitted = step(dialect, assumptions, stores, &call);
        if let Some(permitted) = &permitted {
            assert!(!permitted.outcomes.is_empty(), "{dialect} has no answer to {sent:#?}");
        }
        permitted
    }

    /// Goes on after `outcome`.
    pub(crate) fn advance(&mut self, outcome: &Outcome) {
        self.store.apply(&outcome.effect);
        self.store.bind(&outcome.binds);
        self.assumptions = outcome.assuming.clone();
        self.calls += 1;
    }

    /// Goes on after a request out of scope, of which only a service knows the effect: none.
    pub(crate) fn pass(&mut self, dialect: &Dialect, request: &Request) {
        if let (Sight::Partial, Operation::Unmodelled(scope)) =
            (self.sight, dialect.operation(request))
        {
            self.store.apply(&hidden_by(request, scope));
        }
        self.calls += 1;
    }
}
