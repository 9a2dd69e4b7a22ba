//! A client as a state machine: it sends what its plan says, learns from answers, and gives up.
//!
//! It has one call open at a time. What it learns decides only which ids and tags its later
//! requests carry, never when it sends them. It has no clock and no network.

use model::generate::{Learned, Sending};
use model::http::{HttpRequest, HttpResponse};
use model::name::{BucketName, ETag, Key, VersionId};
use model::store::{Principal, UploadId};
use model::wire::Request;
use model::wire::xml::{self, Element};

use crate::scenario::{Scenario, Step, instant};

/// The status on which a client that was told to tries again.
pub const TRY_AGAIN: u16 = 503;

/// A client.
#[derive(Clone, Debug)]
pub struct Client {
    account: String,
    access_key: String,
    endpoint: String,
    prefix: &'static str,
    scheme: &'static str,
    integer_ids: bool,
    learned: Learned,
    open: Option<(u32, Request)>,
}

impl Client {
    /// The client of that number in a scenario; `wire` is how its service spells things.
    pub fn new(scenario: &Scenario, number: usize, wire: &model::dialect::Wire) -> Self {
        let account = scenario.clients[number].account.clone();
        Self {
            access_key: scenario.access_key(&account).to_owned(),
            account,
            endpoint: scenario.endpoint.clone(),
            prefix: wire.prefix,
            scheme: wire.scheme,
            integer_ids: wire.integer_ids,
            learned: Learned::default(),
            open: None,
        }
    }

    /// Somebody else, who knows what this client knows and asks for the same account.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self { open: None, ..self.clone() }
    }

    /// Sends the call of a step: the request, and for whom.
    ///
    /// # Panics
    ///
    /// Where it has a call open.
    pub fn send(&mut self, step: &Step) -> (HttpRequest, Principal) {
        assert!(self.open.is_none(), "a client has one call open at a time");
        let sending = Sending {
            endpoint: &self.endpoint,
            scheme: self.scheme,
            access_key: &self.access_key,
            now: instant(step.at).plus(step.clock_error()),
            integer_ids: self.integer_ids,
        };
        let request = step.request.resolve(&self.learned, &sending);
        self.open = Some((step.call, Request::decode(&request, Some(&self.endpoint))));
        let principal = match step.request.anonymous {
            true => Principal::Anonymous,
            false => Principal::Account(self.account.as_str().into()),
        };
        (request, principal)
    }

    /// An answer arrives: whether it is read. One to a call given up is not.
    pub fn receive(&mut self, call: u32, response: &HttpResponse) -> bool {
        let Some((_, request)) = self.open.take_if(|(open, _)| *open == call) else { return false };
        // What is left of a body that was cut tells nothing.
        if response.status < 300 && !response.cut {
            self.learn(&request, response);
        }
        true
    }

    /// The client stops to wait for the answer to a call: whether it still did.
    pub fn give_up(&mut self, call: u32) -> bool {
        self.open.take_if(|(open, _)| *open == call).is_some()
    }

    fn learn(&mut self, request: &Request, response: &HttpResponse) {
        let Some(bucket) = request.bucket() else { return };
        let document = response.body.text().and_then(|it| xml::parse(it).ok());
        if let Some(root) = document.as_ref().filter(|it| it.name.starts_with("ListVersions")) {
            root.children.iter().rev().for_each(|entry| self.learn_entry(bucket, entry));
        }
        let Some(key) = request.key() else { return };
        let header = |name: &str| response.headers.first(name);
        let begun = document.as_ref().and_then(|it| UploadId::parse(it.text_of("UploadId")?));
        if let Some(id) = begun.filter(|_| request.query.has("uploads")) {
            self.learned.upload(bucket, key, id);
        }
        let id = header(&format!("{}version-id", self.prefix)).and_then(VersionId::parse);
        if let Some(id) = id {
            self.learned.version(bucket, key, id);
        }
        let in_body = document.as_ref().and_then(|it| it.text_of("ETag"));
        let Some(tag) = header("etag").or(in_body).and_then(ETag::parse) else { return };
        let number = request.query.first("partNumber").and_then(|it| it.parse().ok());
        match (request.query.first("uploadId"), number) {
            (Some(upload), Some(number)) => self.learned.part(upload, number, tag),
            _ => self.learned.tag(bucket, key, tag),
        }
    }

    fn learn_entry(&mut self, bucket: &BucketName, entry: &Element) {
        let Some(key) = entry.text_of("Key").and_then(Key::parse) else { return };
        if let Some(id) = entry.text_of("VersionId").and_then(VersionId::parse) {
            self.learned.version(bucket, &key, id);
        }
        if let Some(tag) = entry.text_of("ETag").and_then(ETag::parse) {
            self.learned.tag(bucket, &key, tag);
        }
    }
}
