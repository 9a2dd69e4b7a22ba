//! A service with one client at work, another that may step in between, and faults on the way.
//!
//! The service is the simulated one. What goes wrong strikes at one request of the client, by its
//! number; which one is drawn from the seed of a history.

use model::dialect::Dialect;
use model::http::{Body, Headers, HttpRequest, HttpResponse};
use model::name::Md5;
use model::store::Principal;
use model::wire::xml;
use sim::scenario::{AccountPlan, BucketPlan, Keeps, Scenario, instant};
use sim::server::{Arrived, Server};

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strike {
    /// It takes effect and its answer is lost.
    LosesAnswer,
    /// Nothing happens, and the answer is a 200 with an error document.
    ErrorInside,
    /// The same behind blanks.
    ErrorBehindBlanks,
    /// It takes effect, and the answer cannot be read.
    Garbles,
    /// Nothing happens, and the answer is a 503.
    Unavailable,
}

/// Headers of a request.
pub(super) type Fields<'a> = &'a [(&'a str, &'a str)];

pub(super) struct World {
    server: Server,
    number: u32,
    seed: u64,
    drawn: u32,
    endpoint: String,
    scheme: &'static str,
    pub(super) prefix: &'static str,
    /// What goes wrong, from now on: after so many requests.
    pub(super) strike: Option<(u32, Strike)>,
    /// What another client does: after so many requests, what it writes where.
    pub(super) meanwhile: Option<(u32, &'static str, &'static str)>,
}

const ERROR: &str = "<Error><Code>InternalError</Code><Message>Later.</Message></Error>";

impl World {
    pub(super) fn of(dialect: &'static Dialect, seed: u64) -> Self {
        let bucket = |name: &str, versioning| BucketPlan {
            name: name.to_owned(),
            owner: "alice".to_owned(),
            versioning,
            shared: false,
        };
        let never = "failed_200_body";
        let nature =
            dialect.question(never).map(|_| (never.to_owned(), "never_happens".to_owned()));
        let scenario = Scenario {
            dialect: dialect.name.to_owned(),
            seed,
            nature: nature.into_iter().collect(),
            endpoint: "storage.example.com".to_owned(),
            accounts: vec![AccountPlan {
                name: "alice".to_owned(),
                access_key: "AKALICE".to_owned(),
            }],
            buckets: vec![bucket("a", Keeps::Enabled), bucket("b", Keeps::Enabled)],
            clients: Vec::new(),
        };
        Self {
            server: Server::new(&scenario, dialect.clone().into()).expect("its nature is known"),
            number: 0,
            seed,
            drawn: 0,
            endpoint: scenario.endpoint,
            scheme: dialect.wire.scheme,
            prefix: dialect.wire.prefix,
            strike: None,
            meanwhile: None,
        }
    }

    /// How many requests were sent.
    pub(super) fn calls(&self) -> u32 {
        self.number
    }

    /// A number below `limit`, from the seed.
    pub(super) fn draw(&mut self, limit: usize) -> usize {
        self.drawn += 1;
        let digits = Md5::of(format!("{} {}", self.seed, self.drawn).as_bytes()).to_string();
        digits.bytes().fold(0, |sum, it| (sum * 7 + usize::from(it)) % 10_007) % limit
    }

    /// One of `choices`, from the seed.
    pub(super) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.draw(choices.len())]
    }

    /// The vendor's name of a header.
    pub(super) fn vendor(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Sends a request; none where its answer is lost. Headers that begin with `-` are the
    /// vendor's.
    pub(super) fn send(
        &mut self,
        method: &str,
        target: &str,
        fields: Fields<'_>,
        body: &str,
    ) -> Option<HttpResponse> {
        if let Some((0, key, bytes)) = self.meanwhile {
            self.meanwhile = None;
            self.handle("PUT", key, &[], bytes);
        }
        if let Some((left, ..)) = &mut self.meanwhile {
            *left -= 1;
        }
        let strike = self.strike.take_if(|(left, _)| *left == 0).map(|(_, strike)| strike);
        if let Some((left, _)) = &mut self.strike {
            *left -= 1;
        }
        let instead = |status, text: &str| {
            let body = Body::from(text);
            HttpResponse { status, reason: None, headers: Headers::default(), body, cut: false }
        };
        match strike {
            None => Some(self.handle(method, target, fields, body)),
            Some(Strike::Unavailable) => Some(instead(503, "")),
            Some(Strike::ErrorInside) => Some(instead(200, ERROR)),
            Some(Strike::ErrorBehindBlanks) => Some(instead(200, &format!("  {ERROR}"))),
            Some(Strike::LosesAnswer) => {
                self.handle(method, target, fields, body);
                None
            }
            Some(Strike::Garbles) => {
                self.handle(method, target, fields, body);
                Some(instead(200, "<CopyObjectResult><ETag>"))
            }
        }
    }

    fn handle(
        &mut self,
        method: &str,
        target: &str,
        fields: Fields<'_>,
        body: &str,
    ) -> HttpResponse {
        self.number += 1;
        let now = instant(u64::from(self.number) * 1_000);
        let mut headers = Headers::default();
        headers.push("Host", self.endpoint.clone());
        headers.push("Date", now.http_date());
        headers.push("Authorization", format!("{} AKALICE:***", self.scheme));
        for (name, value) in fields {
            match name.strip_prefix('-') {
                Some(name) => headers.push(self.vendor(name), *value),
                None => headers.push(*name, *value),
            }
        }
        let body = if body.is_empty() { Body::empty() } else { Body::from(body) };
        let target = format!("/{target}");
        let request = HttpRequest { method: method.to_owned(), target, headers, body };
        let alice = Principal::Account("alice".into());
        let call = self.number;
        let arrived = Arrived { call, principal: &alice, request: &request, wish: None };
        self.server.answer(now, &arrived)
    }

    /// Writes an object as nobody whom faults could strike does.
    pub(super) fn put(&mut self, key: &str, fields: Fields<'_>, body: &str) {
        self.handle("PUT", key, fields, body);
    }

    /// What a key holds, as the service has it.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        let answer = self.handle("GET", key, &[], "");
        (answer.status == 200).then(|| answer.body.text().unwrap_or_default().to_owned())
    }

    /// A header that a read shows, as the service has it; the vendor's where it begins with `-`.
    pub(super) fn shown(&mut self, key: &str, header: &str) -> Option<String> {
        let answer = self.handle("HEAD", key, &[], "");
        let name = header.strip_prefix('-').map(|it| self.vendor(it));
        answer.headers.first(name.as_deref().unwrap_or(header)).map(str::to_owned)
    }
}

/// Whether an answer to a copy says that it was made.
pub(super) fn is_copied(answer: Option<&HttpResponse>) -> bool {
    answer.is_some_and(|it| it.status == 200) && tag_in(answer).is_some()
}

/// The entity tag in the body of an answer.
pub(super) fn tag_in(answer: Option<&HttpResponse>) -> Option<String> {
    element(answer, "ETag")
}

/// The text of an element below the root of an answer's body.
pub(super) fn element(answer: Option<&HttpResponse>, name: &str) -> Option<String> {
    let root = xml::parse(answer?.body.text()?).ok()?;
    root.text_of(name).map(str::to_owned)
}
