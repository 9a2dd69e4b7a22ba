//! Traces: what was on the wire between clients and one service, one JSON object per line.
//!
//! The first line is the [`Header`], each later one an [`Event`]. A line holds nothing of our own
//! types, so a trace outlives every refactoring: `json` mirrors the lines as they are written, the
//! types here are what they mean. [`Reader`] turns one into the other and refuses what is broken
//! with a [`TraceError`]; [`write_header`] and [`write_event`] turn them back.
//!
//! A file is read here whether or not anybody can judge it. Nothing here opens a file, knows a
//! vendor or decides what a request means: names that belong to vendors come in by [`Known`].
//!
//! What the reader settles, so that nobody after it has to:
//!
//! * who sends a request ([`Sent::principal`]): the key `account`; where that is absent, the access
//!   key in `Authorization`; where that is none of ours, the only account there is;
//! * the account of a trace that declares none: `owner`;
//! * the owner of a bucket that names none: the first account;
//! * an absent body of a message is an empty one, while an absent body in the setup is unknown.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

use crate::http::{HttpRequest, HttpResponse};
use crate::name::Timestamp;
use crate::store::Principal;

mod error;
mod json;
mod parse;
mod read;
mod setup;
mod shape;
mod write;

pub use error::TraceError;
pub use json::{Credentials, DeleteLeaves, MetadataUnderRetention, Why, schema};
pub use read::Reader;
pub use setup::{
    AccountSetup, AclSetup, BucketOptions, BucketSetup, DefaultLock, EncryptionKind,
    EncryptionSetup, KmsKeySetup, ObjectSetup, RestoreSetup, Retention, Setup, VersionSetup,
};
pub use write::{write_event, write_header};

/// The format that is read and written, the `trace` of every header.
pub const FORMAT: u64 = 1;

/// The bytes a line may have before its line feed; a longer one is refused and never held.
pub const LONGEST_LINE: usize = 16 * 1024 * 1024;

/// What a trace may name that only vendors can tell.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The dialects, whether or not their rulebooks are built.
    pub dialects: &'a [&'a str],
    /// What setups call encryption by a service's own keys ([`EncryptionKind::Service`]).
    pub service_keys: &'a [&'a str],
    /// A dialect that takes the place of the header's, which is then not looked up.
    pub instead: Option<&'a str>,
}

/// A whole trace in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The first line.
    pub header: Header,
    /// The other lines, in order.
    pub events: Vec<Located<Event>>,
}

impl Trace {
    /// Reads a trace to its end; `file` is what errors call it.
    ///
    /// # Errors
    ///
    /// The errors of all its lines, at least one: those a [`Reader`] reports.
    pub fn read(
        file: impl Into<String>,
        input: impl BufRead,
        known: &Known<'_>,
    ) -> Result<Self, Vec<TraceError>> {
        let mut reader = Reader::open(file, input, known).map_err(|it| vec![it])?;
        let (mut events, mut errors) = (Vec::new(), Vec::new());
        for event in &mut reader {
            match event {
                Ok(event) => events.push(event),
                Err(error) => errors.push(error),
            }
        }
        let header = reader.into_header();
        if errors.is_empty() { Ok(Self { header, events }) } else { Err(errors) }
    }

    /// Writes the trace, line by line.
    ///
    /// # Errors
    ///
    /// Those of [`write_header`].
    pub fn write(&self, output: &mut impl Write) -> io::Result<()> {
        write_header(&self.header, output)?;
        self.events.iter().try_for_each(|event| write_event(&event.value, output))
    }
}

/// The first line of a trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The rulebook to judge by, one of [`Known::dialects`] or [`Known::instead`].
    pub dialect: String,
    /// Where the trace comes from, one line.
    pub origin: String,
    /// The rules it bears witness of, as written.
    pub rules: Vec<String>,
    /// Per question the candidates that hold for this service, at least one; as written, for only
    /// a dialect knows what may stand here.
    pub assume: BTreeMap<String, Vec<String>>,
    /// The host, with its port if any, under which virtual-host style names a bucket.
    pub endpoint: Option<String>,
    /// The store before the first event.
    pub setup: Setup,
    /// Whatever its author wanted to add.
    pub notes: Option<serde_json::Map<String, serde_json::Value>>,
}

/// A value and the line it stands on, the header's being 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The line.
    pub line: u64,
    /// What stands there.
    pub value: T,
}

/// A line after the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When it was seen, by the recorder's clock.
    pub at: Timestamp,
    /// What was seen.
    pub kind: EventKind,
}

/// What was seen on the wire. A return and a loss name an open call; a number names one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A client sends a call.
    Call {
        /// The number by which its answer will name it.
        number: u64,
        /// What is sent.
        sent: Sent,
    },
    /// The answer to a call arrives.
    Return {
        /// The call's number.
        number: u64,
        /// The answer.
        response: HttpResponse,
    },
    /// A call will never be answered.
    Lost {
        /// The call's number.
        number: u64,
        /// What the client knows about it.
        why: Why,
    },
    /// A call and its answer with nothing in between.
    Exchange {
        /// What is sent.
        sent: Sent,
        /// The answer.
        response: HttpResponse,
    },
}

/// A request and who sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The client, by any name.
    pub client: String,
    /// For whom: nobody, or an account of [`Setup::accounts`].
    pub principal: Principal,
    /// Whether the request proves that.
    pub credentials: Credentials,
    /// The request.
    pub request: HttpRequest,
}

#[cfg(test)]
mod tests;
