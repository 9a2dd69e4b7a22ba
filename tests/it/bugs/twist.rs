//! A service that answers otherwise than it should, where no clause has the reading.
//!
//! A twist goes through what a right service did, call by call in the order of effects, and changes
//! answers; what it has to remember is its own. What the service stores stays right, so that a
//! wrong effect is told by what later reads are answered.

use std::collections::{BTreeMap, BTreeSet};

use model::dialect::Dialect;
use model::generate::{Draft, Fill, Learned, Sending};
use model::http::{Body, HttpRequest, HttpResponse};
use model::name::Timestamp;
use model::trace::EventKind;
use model::wire::target::percent_decode;
use model::wire::{Operation, Request};
use sim::drive::Run;
use sim::scenario::{Scenario, instant};

/// What changes the answer to a call.
pub(super) type Twist = fn(&Scene<'_>, &mut Memory, &mut HttpResponse);

/// A call that took effect.
pub(super) struct Scene<'a> {
    pub(super) prefix: &'static str,
    pub(super) request: &'a Request,
    pub(super) operation: Operation,
    pub(super) sent_at: Timestamp,
    pub(super) at: Timestamp,
    /// The place addressed.
    pub(super) place: String,
    /// The place copied from, and whether a version of it was named.
    pub(super) source: Option<(String, bool)>,
    /// Whether it was a success, by the right answer.
    pub(super) went_well: bool,
}

impl Scene<'_> {
    /// A header of the vendor's.
    pub(super) fn vendor(&self, name: &str) -> Option<&str> {
        self.request.vendor(self.prefix, name)
    }

    pub(super) fn is(&self, operation: Operation) -> bool {
        self.operation == operation
    }

    pub(super) fn is_onto_itself(&self) -> bool {
        self.source.as_ref().is_some_and(|(source, _)| *source == self.place)
    }

    pub(super) fn asks_encryption(&self) -> bool {
        self.vendor("server-side-encryption").is_some()
            || self.vendor("server-side-encryption-customer-algorithm").is_some()
    }
}

/// What a wrong service remembers.
#[derive(Default)]
pub(super) struct Memory {
    /// Places that are spoilt, until they are written again.
    pub(super) spoilt: BTreeSet<String>,
    /// Places that a write encrypted.
    pub(super) encrypted: BTreeSet<String>,
    /// Uploads begun with encryption, by their place.
    pub(super) sealed: BTreeSet<String>,
    /// When what happened at a place last.
    pub(super) when: BTreeMap<String, Timestamp>,
}

impl Memory {
    /// Keeps up with a call, before its answer is changed.
    fn note(&mut self, scene: &Scene<'_>) {
        use Operation::{CompleteUpload, CopyObject, InitiateUpload, PutObject};
        if !scene.went_well {
            return;
        }
        match scene.operation {
            PutObject | CopyObject => {
                self.spoilt.remove(&scene.place);
                if scene.asks_encryption() {
                    self.encrypted.insert(scene.place.clone());
                } else if !scene.is_onto_itself() {
                    self.encrypted.remove(&scene.place);
                }
            }
            InitiateUpload => {
                if scene.asks_encryption() {
                    self.sealed.insert(scene.place.clone());
                } else {
                    self.sealed.remove(&scene.place);
                }
            }
            CompleteUpload => {
                self.spoilt.remove(&scene.place);
            }
            _ => {}
        }
    }

    /// Spoils the place addressed.
    pub(super) fn spoil(&mut self, scene: &Scene<'_>) {
        if scene.went_well {
            self.spoilt.insert(scene.place.clone());
        }
    }

    /// Whether a call that does so reads a spoilt place, as it is now.
    pub(super) fn meets(&self, scene: &Scene<'_>, operation: Operation) -> bool {
        scene.is(operation)
            && scene.went_well
            && !scene.request.query.has("versionId")
            && self.spoilt.contains(&scene.place)
    }
}

/// What `twist` makes of a run.
pub(super) fn twisted(dialect: &Dialect, mut run: Run, twist: Twist) -> Run {
    let endpoint = run.trace.header.endpoint.clone();
    let mut sent = BTreeMap::new();
    for event in &run.trace.events {
        if let EventKind::Call { number, sent: it } = &event.value.kind {
            sent.insert(*number, (event.value.at, it.request.clone()));
        }
    }
    let mut memory = Memory::default();
    let mut answers = BTreeMap::new();
    for commit in &mut run.commits {
        let Some((sent_at, request)) = sent.get(&u64::from(commit.call)) else { continue };
        let request = Request::decode(request, endpoint.as_deref());
        let scene = Scene {
            prefix: dialect.wire.prefix,
            operation: dialect.operation(&request),
            sent_at: *sent_at,
            at: commit.at,
            place: place_of(&request),
            source: source_of(&request, dialect.wire.prefix),
            went_well: commit.response.status < 300 && !is_error(&commit.response),
            request: &request,
        };
        memory.note(&scene);
        twist(&scene, &mut memory, &mut commit.response);
        answers.insert(u64::from(commit.call), commit.response.clone());
    }
    for event in &mut run.trace.events {
        if let EventKind::Return { number, response } = &mut event.value.kind
            && let Some(answer) = answers.remove(number)
        {
            *response = answer;
        }
    }
    run
}

fn is_error(response: &HttpResponse) -> bool {
    response.body.text().is_some_and(|it| it.contains("<Error>"))
}

fn place_of(request: &Request) -> String {
    let bucket = request.bucket().map(ToString::to_string).unwrap_or_default();
    let key = request.key().map(ToString::to_string).unwrap_or_default();
    format!("{bucket}/{key}")
}

fn source_of(request: &Request, prefix: &str) -> Option<(String, bool)> {
    let value = request.vendor(prefix, "copy-source")?;
    let (path, version) = value.split_once("?versionId=").map_or((value, false), |it| (it.0, true));
    let path = percent_decode(path).ok()?;
    Some((path.trim_start_matches('/').to_owned(), version))
}

/// Bytes of the same number that are others.
pub(super) fn corrupt(response: &mut HttpResponse) {
    if let Some(bytes) = response.body.bytes() {
        let other: Vec<u8> = bytes.iter().map(|it| it ^ 1).collect();
        response.body = Body::Bytes(other.into());
    }
}

/// One byte less, and the length that goes with it.
pub(super) fn shorten(response: &mut HttpResponse) {
    let Some((_, rest)) = response.body.bytes().and_then(<[u8]>::split_last) else { return };
    let length = rest.len().to_string();
    response.body = Body::Bytes(rest.into());
    for (name, value) in &mut response.headers.0 {
        if name.eq_ignore_ascii_case("content-length") {
            value.clone_from(&length);
        }
    }
}

/// An answer that something broke.
pub(super) fn fail(response: &mut HttpResponse) {
    let text = "<Error><Code>InternalError</Code><Message>Broken.</Message></Error>";
    response.status = 500;
    response.body = Body::from(text);
    let about_body = ["content-length", "content-type", "etag"];
    response.headers.0.retain(|(name, _)| !about_body.contains(&&*name.to_ascii_lowercase()));
    response.headers.push("Content-Type", "application/xml");
    response.headers.push("Content-Length", text.len().to_string());
}

/// Another text in the body.
pub(super) fn reword(response: &mut HttpResponse, change: impl Fn(&str) -> String) {
    let Some(text) = response.body.text().map(change) else { return };
    for (name, value) in &mut response.headers.0 {
        if name.eq_ignore_ascii_case("content-length") {
            *value = text.len().to_string();
        }
    }
    response.body = Body::from(&*text);
}

/// The run of a service that takes each request for another one: `asked` is what was sent.
pub(super) fn with_requests_of(dialect: &Dialect, asked: &Scenario, mut run: Run) -> Run {
    let steps = asked.clients.iter().flat_map(|it| it.steps.iter().map(move |step| (it, step)));
    let steps: BTreeMap<_, _> = steps.map(|it| (u64::from(it.1.call), it)).collect();
    for event in &mut run.trace.events {
        if let EventKind::Call { number, sent } = &mut event.value.kind
            && let Some((client, step)) = steps.get(number)
        {
            let account = asked.accounts.iter().find(|it| it.name == client.account);
            let sending = Sending {
                endpoint: &asked.endpoint,
                scheme: dialect.wire.scheme,
                access_key: account.map_or("", |it| it.access_key.as_str()),
                now: instant(step.at),
                integer_ids: dialect.wire.integer_ids,
            };
            restore(&step.request, &sending, dialect.wire.prefix, &mut sent.request);
        }
    }
    run
}

/// Gives a request the headers of `asked` that hang on nothing learned.
fn restore(asked: &Draft, sending: &Sending<'_>, prefix: &str, request: &mut HttpRequest) {
    let plain = asked.resolve(&Learned::default(), sending);
    let old = std::mem::take(&mut request.headers);
    for (name, value) in &plain.headers.0 {
        request.headers.push(name.clone(), value.clone());
    }
    for (name, fill) in &asked.headers {
        if matches!(fill, Fill::Tag { .. })
            && request.headers.first(name).is_none()
            && let Some(value) = old.first(name)
        {
            request.headers.push(name.clone(), value);
        }
        let is_versioned = matches!(fill, Fill::Source { version: Some(_), .. });
        let source = format!("{prefix}copy-source");
        if is_versioned && let Some(version) = old.first(&source).and_then(|it| it.split_once('?'))
        {
            for (name, value) in &mut request.headers.0 {
                if *name == source && !value.contains("?versionId=") {
                    value.push('?');
                    value.push_str(version.1);
                }
            }
        }
    }
}
