//! Requests and responses as plain data: what was on the wire, nothing more.
//!
//! Header order and repeats are kept and names stay as sent; the target stays percent-encoded.
//! Nothing here interprets a request: that is `wire`.

use std::sync::Arc;

use crate::name::{Md5, Sha256};

/// A request as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method as written, `PUT` say.
    pub method: String,
    /// The raw request target: path and query, still percent-encoded.
    pub target: String,
    /// The header fields in the order sent.
    pub headers: Headers,
    /// What was sent behind the headers.
    pub body: Body,
}

/// A response as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status code.
    pub status: u16,
    /// The reason phrase, where it was recorded; never compared.
    pub reason: Option<String>,
    /// The header fields in the order received.
    pub headers: Headers,
    /// What arrived behind the headers.
    pub body: Body,
    /// Whether only the headers and a prefix of the body arrived.
    pub cut: bool,
}

/// Header fields in order, repeats kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(pub Vec<(String, String)>);

impl Headers {
    /// The value of the first field called `name`, whatever the case of either.
    pub fn first(&self, name: &str) -> Option<&str> {
        let named = |field: &&(String, String)| field.0.eq_ignore_ascii_case(name);
        self.0.iter().find(named).map(|(_, value)| value.as_str())
    }

    /// The values of every field called `name`, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = move |field: &&(String, String)| field.0.eq_ignore_ascii_case(name);
        self.0.iter().filter(named).map(|(_, value)| value.as_str())
    }

    /// Adds a field at the end.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }
}

/// A message body, by its bytes or by what is known of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The bytes themselves; an absent body is an empty one.
    Bytes(Arc<[u8]>),
    /// Bytes too many to keep: their number and at least one digest.
    Digest {
        /// How many bytes there were.
        size: u64,
        /// Their MD5, where it is known.
        md5: Option<Md5>,
        /// Their SHA-256, where it is known.
        sha256: Option<Sha256>,
    },
    /// A body that was not recorded: it is not compared.
    Unknown,
}

impl Body {
    /// A body of no bytes.
    pub fn empty() -> Self {
        Self::Bytes(Arc::from([]))
    }

    /// Whether it is known to hold no byte.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Bytes(bytes) if bytes.is_empty())
            || matches!(self, Self::Digest { size: 0, .. })
    }

    /// The bytes, where they are known.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Digest { .. } | Self::Unknown => None,
        }
    }

    /// The bytes as UTF-8 text, where they are known and are that.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self::Bytes(text.as_bytes().into())
    }
}
