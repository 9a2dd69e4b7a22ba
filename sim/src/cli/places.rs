//! What a request is about: the bucket or key it addresses and, for a copy, where it reads.
//!
//! This groups calls for a reader. What a request may really touch is for the oracle to know.

use model::dialect::Dialect;
use model::trace::Sent;
use model::wire::Request;
use model::wire::source::{self, Case, Decode, LeadingSlash, Plus, SourceSyntax};

/// A bucket, or a key in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    bucket: String,
    key: Option<String>,
}

impl Place {
    /// Whether one is the other or holds it.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.bucket == other.bucket
            && (self.key.is_none() || other.key.is_none() || self.key == other.key)
    }
}

/// The places of one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// What it addresses.
    pub(super) target: Option<Place>,
    /// What it copies.
    pub(super) source: Option<Place>,
}

impl Places {
    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Place> {
        self.target.iter().chain(&self.source)
    }

    /// Whether they share something with `others`.
    pub(super) fn meet<'a>(&self, others: impl IntoIterator<Item = &'a Place>) -> bool {
        others.into_iter().any(|other| self.iter().any(|it| it.meets(other)))
    }
}

/// How the requests of one trace are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Addressing {
    endpoint: Option<String>,
    /// What stands before vendor headers; `None` where the dialect is not known.
    pub(super) prefix: Option<&'static str>,
}

impl Addressing {
    pub(super) fn new(endpoint: Option<String>, dialect: Option<&Dialect>) -> Self {
        Self { endpoint, prefix: dialect.map(|it| it.wire.prefix) }
    }

    /// The places of a call.
    pub(super) fn places(&self, sent: &Sent) -> Places {
        let request = Request::decode(&sent.request, self.endpoint.as_deref());
        let target = request.bucket().map(|bucket| Place {
            bucket: bucket.to_string(),
            key: request.key().map(ToString::to_string),
        });
        let source = self.prefix.and_then(|it| request.vendor(it, "copy-source"));
        Places { target, source: source.and_then(named) }
    }
}

/// The object that a copy source names, read as most services do.
fn named(value: &str) -> Option<Place> {
    let syntax = SourceSyntax {
        decode: Decode::IfValid,
        plus: Plus::Literal,
        version_name: Case::Insensitive,
        slash: LeadingSlash::Optional,
    };
    let source = source::parse(value, &syntax).ok()?;
    Some(Place { bucket: source.bucket.to_string(), key: Some(source.key.to_string()) })
}
