//! An answer with holes: what a permitted outcome sends, where some values are not known yet.
//!
//! One pattern serves both ways. Compared with a response it yields the values the response shows,
//! or what does not fit; filled by a simulated service it is encoded to exact bytes. What is
//! compared and what never is stands in the trace format; nothing here decides what is permitted.

use std::collections::BTreeMap;

use crate::dialect::{Clause, Dialect, Refusal, Wire};
use crate::name::{BucketName, ETag, Key, VersionId};
use crate::store::{
    AccountName, Acl, Content, HiddenId, Metadata, Span, SystemHeaders, Term, UploadId, Versioning,
};

use crate::wire::xml::Element;

mod compare;
mod document;
mod encode;
mod grants;

pub use compare::{Comparison, Mismatch, Observed, SYSTEM_HEADERS};
pub use document::{DeletedEntry, ObjectListing};
pub use encode::Emission;
pub use grants::parse_grants;

/// The readings something rests on: clause and reading, or the clause alone where several agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why(Vec<(u16, u8)>);

impl Why {
    /// Stands for "whatever reading".
    pub const ANY: u8 = u8::MAX;

    /// The reasons a belief was given.
    pub fn of(reasons: Option<&Vec<(u16, u8)>>) -> Self {
        Self(reasons.cloned().unwrap_or_default())
    }

    /// Adds a reading of `clause`.
    pub fn push(&mut self, clause: Clause, reading: Option<u8>) {
        let reason = (clause as u16, reading.unwrap_or(Self::ANY));
        if !self.0.contains(&reason) {
            self.0.push(reason);
        }
    }

    /// Adds every reason of `other`.
    pub fn add(&mut self, other: &Self) {
        for reason in &other.0 {
            if !self.0.contains(reason) {
                self.0.push(*reason);
            }
        }
    }

    /// The clauses and, where one decided, the readings.
    pub fn readings(&self) -> impl Iterator<Item = (Clause, Option<u8>)> {
        self.0.iter().map(|(clause, reading)| {
            let reading = (*reading != Self::ANY).then_some(*reading);
            (Clause::ALL[usize::from(*clause)], reading)
        })
    }

    /// The rules behind the readings, in order of their ids.
    pub fn rules(&self, dialect: &Dialect) -> Vec<&'static str> {
        let mut rules: Vec<_> = self
            .readings()
            .flat_map(|(clause, reading)| {
                let row = dialect.row(clause);
                row.rules_for(reading.unwrap_or(Self::ANY)).collect::<Vec<_>>()
            })
            .collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

/// A value in an answer: known, or a hole that the answer fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown<T> {
    /// It must be this.
    Known(T),
    /// It may be anything, and then is that.
    Hidden(HiddenId),
}

impl<T> Shown<T> {
    /// The value, where it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Hidden(_) => None,
        }
    }
}

macro_rules! headers {
    ($($(#[doc = $doc:literal])+ $Header:ident = $scope:ident $name:literal,)+) => {
        /// The response headers that are compared.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Header { $($(#[doc = $doc])+ $Header,)+ }

        impl Header {
            /// Every compared header, in the order answers print them.
            pub const ALL: &'static [Self] = &[$(Self::$Header,)+];

            /// Its name behind `prefix`, which only vendor headers wear.
            pub fn name(self, prefix: &str) -> String {
                match self { $(Self::$Header => headers!(@name $scope prefix $name),)+ }
            }

            fn on_wire(self, wire: &Wire) -> String {
                match self { $(Self::$Header => headers!(@wire $scope wire $name),)+ }
            }
        }
    };
    (@name vendor $prefix:ident $name:literal) => { format!("{}{}", $prefix, $name) };
    (@name plain $prefix:ident $name:literal) => { $name.to_owned() };
    (@name extension $prefix:ident $name:literal) => { $name.to_owned() };
    (@wire vendor $wire:ident $name:literal) => { format!("{}{}", $wire.prefix, $name) };
    (@wire plain $wire:ident $name:literal) => { $name.to_owned() };
    (@wire extension $wire:ident $name:literal) => { format!("{}{}", $wire.extension, $name) };
}

headers! {
    /// The id of the version made, read or removed.
    VersionId = vendor "version-id",
    /// Whether that version is a delete marker.
    DeleteMarker = vendor "delete-marker",
    /// The entity tag.
    ETag = plain "ETag",
    /// The id of the version copied.
    CopySourceVersionId = vendor "copy-source-version-id",
    /// When the version was made.
    LastModified = plain "Last-Modified",
    /// The part of the object that is sent.
    ContentRange = plain "Content-Range",
    /// Where a bucket is.
    Location = plain "Location",
    /// The website redirect location of the object.
    Redirect = vendor "website-redirect-location",
    /// The class of the object.
    StorageClass = vendor "storage-class",
    /// The restore state of the object.
    Restore = vendor "restore",
    /// The encryption of the object.
    Encryption = vendor "server-side-encryption",
    /// The key of the key management service; see [`Header::on`].
    EncryptionKeyId = vendor "server-side-encryption-aws-kms-key-id",
    /// The algorithm of a customer key.
    CustomerAlgorithm = vendor "server-side-encryption-customer-algorithm",
    /// The digest of a customer key.
    CustomerKeyMd5 = vendor "server-side-encryption-customer-key-MD5",
    /// The mode of the object's lock.
    LockMode = vendor "object-lock-mode",
    /// Until when the object is locked.
    LockUntil = vendor "object-lock-retain-until-date",
    /// Who pays, where the requester said so.
    RequestPayer = vendor "request-payer",
    /// How long the object must be kept.
    Retention = extension "retention",
    /// Whether it is on hold.
    Hold = extension "retentionhold",
    /// Whether the requester pays.
    RequestCharged = vendor "request-charged",
    /// The media type of the object.
    ContentType = plain "Content-Type",
    /// The number of bytes of the object.
    ContentLength = plain "Content-Length",
}

impl Header {
    /// Its name on the wire of a dialect.
    pub fn on(self, wire: &Wire) -> String {
        match self {
            Self::EncryptionKeyId => format!("{}{}", wire.prefix, wire.names.kms_key),
            _ => self.on_wire(wire),
        }
    }
}

/// What one header must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Not there: as a header that is not mentioned, with a reason.
    Absent,
    /// Present or absent, whatever it says.
    Anything,
    /// Exactly this.
    Text(String),
    /// This or something else: the documents say that it stands there, not what it says.
    Some(String),
    /// An address that goes on, behind this, with what was made.
    Address {
        /// What it begins with.
        start: String,
        /// What a service of ours puts behind it, before the entity tag.
        rest: String,
        /// The entity tag that ends it.
        etag: Shown<ETag>,
    },
    /// A version id.
    Id(Shown<VersionId>),
    /// An entity tag.
    ETag(Shown<ETag>),
    /// An instant within the span; the id is narrowed to what is shown.
    Modified(Span, HiddenId),
    /// Whatever value or absence the hidden field turns out to have.
    Learned(HiddenId),
    /// The end of a restore, compared to the day.
    RestoredUntil(Span, HiddenId),
    /// One of these.
    Among(&'static [&'static str]),
    /// The end of a retention.
    Retained(Term),
    /// A number of bytes; the id learns what is shown.
    Size(Option<u64>, HiddenId),
    /// The id of a managed key: this one or, where none was asked for, some default one; and
    /// whether it is named by region and domain.
    KeyId(Option<String>, bool),
}

/// One entry of a version listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedVersion {
    /// Its key.
    pub key: Key,
    /// Its id.
    pub id: Shown<VersionId>,
    /// Whether it is the newest of its key.
    pub latest: bool,
    /// When it was made.
    pub modified: (Span, HiddenId),
    /// What it holds; nothing where it is a delete marker.
    pub object: Option<ListedObject>,
    /// Why it is listed as it is.
    pub why: Why,
}

/// What a version listing says of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedObject {
    /// Its entity tag.
    pub etag: Shown<ETag>,
    /// Its size, and the name of its content.
    pub size: (Option<u64>, HiddenId),
    /// Its class.
    pub class: Shown<String>,
    /// Its owner.
    pub owner: Shown<Option<AccountName>>,
}

/// A version listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The bucket.
    pub bucket: BucketName,
    /// What the request asked for, echoed: prefix, key marker, version marker, limit.
    pub prefix: String,
    /// The key after which the listing starts.
    pub key_marker: String,
    /// The version after which it starts.
    pub version_marker: String,
    /// The most entries it may have.
    pub max_keys: usize,
    /// Whether entries are left over.
    pub truncated: bool,
    /// The entries, in order.
    pub versions: Vec<ListedVersion>,
    /// Keys nobody has seen into: entries of theirs may stand anywhere and are learned.
    pub unseen: Vec<Key>,
    /// Whether the versions of a key stand oldest first.
    pub oldest_first: bool,
}

/// One entry of a list of parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPart {
    /// Its number.
    pub number: u32,
    /// When it was stored.
    pub modified: (Span, HiddenId),
    /// Its entity tag.
    pub etag: Shown<ETag>,
    /// Its size, and the name of its content.
    pub size: (Option<u64>, HiddenId),
}

/// A list of parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartListing {
    /// The bucket and key of the object to come.
    pub at: (BucketName, Key),
    /// The id of the upload.
    pub id: UploadId,
    /// Who owns the object to come.
    pub owner: Shown<Option<AccountName>>,
    /// Its class.
    pub class: Shown<String>,
    /// The number after which the list starts.
    pub marker: u32,
    /// The most entries it may have.
    pub max_parts: usize,
    /// Whether entries are left over.
    pub truncated: bool,
    /// The entries, in order.
    pub parts: Vec<ListedPart>,
    /// Whether there may be parts that nobody has seen: then entries are not compared.
    pub unseen: bool,
}

/// The part of an object that a read sends: first and last byte, and the size of the whole.
pub type Part = (u64, u64, u64);

/// What stands behind the headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyPattern {
    /// Nothing that is compared.
    Ignored,
    /// The bytes of an object, or a part of them.
    Object {
        /// What is known of the bytes.
        content: Shown<Content>,
        /// The name of the content, which learns what is shown.
        id: HiddenId,
        /// Which part of them is sent, where not all are.
        part: Option<Part>,
    },
    /// An error document with the pattern's code.
    Error,
    /// An error document that names one of these conditions; none, where there are none.
    Unmet(Vec<String>),
    /// The result of a copy, of an object or of a part.
    CopyResult {
        /// What its root is called.
        root: &'static str,
        /// When the target was made.
        modified: (Span, HiddenId),
        /// Its entity tag.
        etag: Shown<ETag>,
    },
    /// What a copy that fails after its 200 leaves: an error document.
    LateError,
    /// Likewise: no byte.
    LateNothing,
    /// Likewise: a result, whose root is called so, without an entity tag.
    LateResult(&'static str),
    /// That an upload has begun.
    UploadBegun {
        /// The bucket and key of the object to come.
        at: (BucketName, Key),
        /// The id of the upload.
        id: Shown<UploadId>,
    },
    /// That the parts of an upload have become an object.
    Assembled {
        /// The bucket and key of the object.
        at: (BucketName, Key),
        /// Its entity tag.
        etag: Shown<ETag>,
    },
    /// The parts of an upload.
    Parts(Box<PartListing>),
    /// Whether a bucket keeps versions.
    Versioning(Versioning),
    /// A version listing.
    Versions(Box<Listing>),
    /// A document whose elements are all known; their order counts for nothing.
    Document(Element),
    /// What became of each of several deletes.
    Deleted(Vec<DeletedEntry>),
    /// A list of objects.
    Objects(Box<ObjectListing>),
    /// An access control list.
    Acl {
        /// The owner.
        owner: Shown<Option<AccountName>>,
        /// The grants.
        acl: Shown<Acl>,
    },
}

/// What one outcome answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyPattern {
    /// The status code.
    pub status: u16,
    /// The error code, where the documents name it.
    pub code: Option<&'static str>,
    /// The compared headers that must stand there, and why; all others must not.
    pub headers: BTreeMap<Header, (Expected, Why)>,
    /// User metadata; `None` where the answer describes no object.
    pub metadata: Option<(Shown<Metadata>, Why)>,
    /// The settable system headers beside `Content-Type`, likewise.
    pub system: Option<(Shown<SystemHeaders>, Why)>,
    /// What stands behind the headers, and why.
    pub body: (BodyPattern, Why),
}

/// An answer as reports show it: holes are described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The status code.
    pub status: u16,
    /// The error code.
    pub code: Option<String>,
    /// The compared headers.
    pub headers: BTreeMap<String, String>,
    /// What stands behind them.
    pub body: Option<String>,
}

impl ReplyPattern {
    /// An answer of this status with no compared header.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            code: None,
            headers: BTreeMap::new(),
            metadata: None,
            system: None,
            body: (BodyPattern::Ignored, Why::default()),
        }
    }

    /// An error answer.
    pub fn error(refusal: Refusal) -> Self {
        let mut reply = Self::new(refusal.status);
        reply.code = refusal.code;
        reply.body.0 = BodyPattern::Error;
        reply
    }

    /// Adds a header.
    pub fn set(&mut self, header: Header, expected: Expected, why: Why) {
        self.headers.insert(header, (expected, why));
    }

    /// The hidden values that a service must choose before it can answer.
    pub fn hidden(&self) -> Vec<HiddenId> {
        encode::hidden(self)
    }
}
