//! The state of a service as far as answers can show it: buckets, version stacks and what is
//! believed of each value in them.
//!
//! A store is cheap to clone (its maps are persistent), so every possible world has its own. It
//! never decides what is permitted: it only holds values and applies an [`Effect`].
//!
//! A value is [`Seen`] in one of three ways. What a service picked freely is *hidden* until an
//! answer shows it; a value that hangs on a reading nobody has seen is held *by reading*; all the
//! rest is *known*.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

use crate::http::Body;
use crate::name::{BucketName, ETag, Key, Md5, Sha256, Timestamp, VersionId};

mod bucket;
mod effect;
mod instants;
mod section;
mod upload;
pub use bucket::{Bucket, Options};
pub use effect::{Change, Displaces, Effect};
pub use instants::Differing;
pub use upload::{Part, Upload, UploadId, UploadNumber, Uploads};

/// Which version a hidden value belongs to: the call that made or first met it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The call, in the order of sending; [`Origin::SETUP`] for what stood there before.
    pub call: u32,
    /// Tells apart what one call made (0) and what it met (from 1), and setup's versions.
    pub index: u32,
}

impl Origin {
    /// The call number of versions that a trace's setup declares.
    pub const SETUP: u32 = u32::MAX;

    /// The version that `call` makes.
    pub fn made_by(call: u32) -> Self {
        Self { call, index: 0 }
    }

    /// The version that `call` makes after `before` others.
    pub fn made_by_part(call: u32, before: u32) -> Self {
        // Far above the numbers of versions that a call meets.
        let index = if before == 0 { 0 } else { (1 << 31 | before).max(before) };
        Self { call, index }
    }

    /// The name of this version's hidden `field`.
    pub fn hides(self, field: Field) -> HiddenId {
        HiddenId { origin: self, field }
    }
}

/// The fields of a version whose values may be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of the fields of `Version`")]
pub enum Field {
    Acl,
    Class,
    Content,
    ContentType,
    ETag,
    Encryption,
    Id,
    Lock,
    Metadata,
    Modified,
    Owner,
    Redirect,
    Restore,
    Retention,
    System,
    Tags,
    Upload,
}

/// The name of one hidden value. Copies of the value keep the name, so that one showing binds all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HiddenId {
    /// The version that had it first.
    pub origin: Origin,
    /// Which of that version's values it is.
    pub field: Field,
}

/// What is believed of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen<T> {
    /// It is this.
    Known(T),
    /// Nobody has seen it yet.
    Hidden(HiddenId),
    /// It hangs on how the service reads a clause: one case per group of candidates.
    ByReading(Arc<ByReading<T>>),
}

/// A value per group of candidates of one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByReading<T> {
    /// The clause, by its number in the dialect's table.
    pub clause: u16,
    /// Disjoint groups of candidates (bit sets) and the value under each.
    pub cases: Vec<(u32, Seen<T>)>,
}

impl<T> Seen<T> {
    /// The value, where it is known outright.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Hidden(_) | Self::ByReading(_) => None,
        }
    }

    /// Whether it may be a value of which `is` holds, as far as that is known.
    pub fn may_be(&self, is: &impl Fn(&T) -> bool) -> bool {
        match self {
            Self::Known(value) => is(value),
            Self::Hidden(_) => false,
            Self::ByReading(by) => by.cases.iter().any(|(_, it)| it.may_be(is)),
        }
    }

    /// Visits every hidden value inside.
    fn visit_hidden(&self, visit: &mut impl FnMut(HiddenId)) {
        match self {
            Self::Known(_) => {}
            Self::Hidden(id) => visit(*id),
            Self::ByReading(by) => by.cases.iter().for_each(|(_, it)| it.visit_hidden(visit)),
        }
    }
}

impl<T: Clone> Seen<T> {
    /// What comes of this value by `change`; a hidden one makes the hidden value `own`.
    pub fn map<U>(&self, own: HiddenId, change: &impl Fn(&T) -> U) -> Seen<U> {
        match self {
            Self::Known(value) => Seen::Known(change(value)),
            Self::Hidden(_) => Seen::Hidden(own),
            Self::ByReading(by) => Seen::ByReading(Arc::new(ByReading {
                clause: by.clause,
                cases: by.cases.iter().map(|(set, it)| (*set, it.map(own, change))).collect(),
            })),
        }
    }

    /// This under `reading` of `clause`: what hangs on that clause hangs on it no more.
    #[must_use]
    pub fn given(&self, clause: u16, reading: u8) -> Self {
        let Self::ByReading(by) = self else { return self.clone() };
        if by.clause == clause {
            let case = by.cases.iter().find(|(set, _)| set & 1 << reading != 0);
            return case.map_or_else(|| self.clone(), |(_, it)| it.given(clause, reading));
        }
        Self::ByReading(Arc::new(ByReading {
            clause: by.clause,
            cases: by.cases.iter().map(|(set, it)| (*set, it.given(clause, reading))).collect(),
        }))
    }

    /// This with every occurrence of `id` replaced by `value`.
    #[must_use]
    pub fn bind(&self, id: HiddenId, value: &T) -> Self {
        match self {
            Self::Hidden(it) if *it == id => Self::Known(value.clone()),
            Self::Known(_) | Self::Hidden(_) => self.clone(),
            Self::ByReading(by) => Self::ByReading(Arc::new(ByReading {
                clause: by.clause,
                cases: by.cases.iter().map(|(set, it)| (*set, it.bind(id, value))).collect(),
            })),
        }
    }
}

/// An interval of the service's clock in which an instant lies; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// No earlier than this.
    pub earliest: Timestamp,
    /// No later than this.
    pub latest: Timestamp,
}

impl Span {
    /// Nothing is known.
    pub const ANY: Self = Self { earliest: Timestamp::EARLIEST, latest: Timestamp::LATEST };

    /// Exactly `instant`.
    pub fn exactly(instant: Timestamp) -> Self {
        Self { earliest: instant, latest: instant }
    }

    /// The whole second that starts at `instant`.
    pub fn second(instant: Timestamp) -> Self {
        let earliest = instant.whole_second();
        Self { earliest, latest: earliest.plus(999) }
    }

    /// What both allow; `None` where they exclude each other.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let earliest = self.earliest.max(other.earliest);
        let latest = self.latest.min(other.latest);
        (earliest <= latest).then_some(Self { earliest, latest })
    }

    /// The instant, where only one is left.
    pub fn instant(self) -> Option<Timestamp> {
        (self.earliest == self.latest).then_some(self.earliest)
    }
}

/// What is known of an object's bytes; its size never matters to the cost of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The number of bytes.
    pub size: Option<u64>,
    /// Their MD5.
    pub md5: Option<Md5>,
    /// Their SHA-256.
    pub sha256: Option<Sha256>,
    /// The bytes, where they were kept.
    pub bytes: Option<Arc<[u8]>>,
}

impl Content {
    /// What a message body tells about the bytes it carries; `None` where it was not recorded.
    pub fn of_body(body: &Body) -> Option<Self> {
        match body {
            Body::Bytes(bytes) => Some(Self {
                size: Some(bytes.len() as u64),
                md5: Some(Md5::of(bytes)),
                sha256: None,
                bytes: Some(bytes.clone()),
            }),
            Body::Digest { size, md5, sha256 } => {
                Some(Self { size: Some(*size), md5: *md5, sha256: *sha256, bytes: None })
            }
            Body::Unknown => None,
        }
    }

    /// Whether `other` may be the same bytes: nothing both know differs.
    pub fn agrees_with(&self, other: &Self) -> bool {
        fn agree<T: PartialEq>(one: Option<&T>, two: Option<&T>) -> bool {
            one.zip(two).is_none_or(|(one, two)| one == two)
        }
        agree(self.size.as_ref(), other.size.as_ref())
            && agree(self.md5.as_ref(), other.md5.as_ref())
            && agree(self.sha256().as_ref(), other.sha256().as_ref())
    }

    /// What both know together.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        Self {
            size: self.size.or(other.size),
            md5: self.md5.or(other.md5),
            sha256: self.sha256.or(other.sha256),
            bytes: self.bytes.clone().or_else(|| other.bytes.clone()),
        }
    }

    fn sha256(&self) -> Option<Sha256> {
        self.sha256.or_else(|| self.bytes.as_ref().map(|bytes| Sha256::of(bytes)))
    }
}

/// The name of an account: what owns, is granted and asks.
pub type AccountName = Arc<str>;

/// Who a request comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Principal {
    /// Nobody in particular.
    Anonymous,
    /// An authenticated account.
    Account(AccountName),
}

impl Principal {
    /// The account, unless anonymous.
    pub fn account(&self) -> Option<&AccountName> {
        match self {
            Self::Anonymous => None,
            Self::Account(name) => Some(name),
        }
    }
}

/// Whom a grant names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grantee {
    /// One account, by its name.
    Account(AccountName),
    /// Everybody, anonymous requesters too.
    AllUsers,
    /// Every account.
    AuthenticatedUsers,
}

/// What a grant permits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the manuals")]
pub enum Permission {
    FullControl,
    Read,
    ReadAcp,
    Write,
    WriteAcp,
}

impl Permission {
    /// Every permission with its spelling in ACL bodies.
    pub const SPELLED: [(&'static str, Self); 5] = [
        ("FULL_CONTROL", Self::FullControl),
        ("READ", Self::Read),
        ("READ_ACP", Self::ReadAcp),
        ("WRITE", Self::Write),
        ("WRITE_ACP", Self::WriteAcp),
    ];

    /// The permission so spelled in an ACL body.
    pub fn parse(text: &str) -> Option<Self> {
        Self::SPELLED.iter().find(|(name, _)| *name == text).map(|(_, it)| *it)
    }

    /// Its spelling in ACL bodies.
    pub fn as_str(self) -> &'static str {
        Self::SPELLED.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }
}

/// An access control list: a set of grants, in the order the grantees sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acl(pub BTreeSet<(Grantee, Permission)>);

impl Acl {
    /// Full control for `owner` alone; nothing for an ownerless item.
    pub fn private(owner: Option<&AccountName>) -> Self {
        let grant = |it: &AccountName| (Grantee::Account(it.clone()), Permission::FullControl);
        Self(owner.map(grant).into_iter().collect())
    }

    /// Whether some grant lets `principal` do what `permission` stands for.
    pub fn grants(&self, principal: &Principal, permission: Permission) -> bool {
        self.0.iter().any(|(grantee, granted)| {
            let named = match grantee {
                Grantee::Account(name) => principal.account() == Some(name),
                Grantee::AllUsers => true,
                Grantee::AuthenticatedUsers => principal.account().is_some(),
            };
            named && (*granted == permission || *granted == Permission::FullControl)
        })
    }
}

/// How an object is encrypted on the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// By a key of the key management service; without an id, by the default master key.
    Kms {
        /// The key's id as it was given.
        key_id: Option<String>,
    },
    /// By a key the customer sends with each request.
    Customer {
        /// The base64 MD5 of that key.
        key_md5: String,
    },
    /// By the service's own keys.
    Service,
}

/// What a restore request has brought an archived object to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restore {
    /// None was ever asked for.
    Never,
    /// Asked for, and the answer has not shown yet that it is done.
    Ongoing {
        /// The days asked for.
        days: u32,
    },
    /// A temporary duplicate exists until the instant, which is compared to the day.
    Until(Span),
}

/// A lock that forbids deletion of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// Its mode, `COMPLIANCE`.
    pub mode: String,
    /// Until when the version is protected.
    pub retain_until: Timestamp,
}

/// How long an object must be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// It may go.
    Allowed,
    /// For ever.
    Prohibited,
    /// Until somebody says for how long.
    Unspecified,
    /// Until an instant in the span.
    Until(Span),
    /// As long as the class of this name says, which no request shows.
    Class(String),
}

/// What forbids the removal of an object beside a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// How long it must be kept.
    pub term: Term,
    /// Whether it is on hold, which has no end.
    pub hold: bool,
}

impl Retention {
    /// It may go.
    pub const NONE: Self = Self { term: Term::Allowed, hold: false };
}

/// What may be done to the user metadata of an object that must be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RetainedMetadata {
    /// Some may be added where there is none.
    #[default]
    AddOnly,
    /// Anything.
    All,
    /// Nothing.
    Nothing,
}

/// The six system headers a user may set beside `Content-Type`, by lower-case name.
pub type SystemHeaders = BTreeMap<&'static str, String>;

/// User metadata by lower-case name without its prefix.
pub type Metadata = BTreeMap<String, String>;

/// The tags of an object.
pub type Tags = BTreeMap<String, String>;

/// One entry of a version stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The call that made or first met it; names its hidden values.
    pub origin: Origin,
    /// Its id; `null` where the vendor calls it so.
    pub id: Seen<VersionId>,
    /// When it came into being, by the service's clock.
    pub modified: Span,
    /// What it holds: nothing where it is a delete marker.
    pub object: Option<Arc<Object>>,
}

impl Version {
    /// Whether it is a delete marker.
    pub fn is_marker(&self) -> bool {
        self.object.is_none()
    }
}

/// What a version that is no delete marker holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its bytes.
    pub content: Seen<Content>,
    /// Its entity tag.
    pub etag: Seen<ETag>,
    /// Its owner; an anonymous writer leaves none.
    pub owner: Seen<Option<AccountName>>,
    /// Its access control list.
    pub acl: Seen<Acl>,
    /// Its `Content-Type`.
    pub content_type: Seen<Option<String>>,
    /// The other system headers its writer set.
    pub system: Seen<SystemHeaders>,
    /// Its user metadata.
    pub metadata: Seen<Metadata>,
    /// Its website redirect location.
    pub redirect: Seen<Option<String>>,
    /// Its storage class.
    pub class: Seen<String>,
    /// How it is encrypted.
    pub encryption: Seen<Option<Encryption>>,
    /// Its restore state, where its class is an archive.
    pub restore: Restore,
    /// Its lock.
    pub lock: Seen<Option<Lock>>,
    /// Its tags.
    pub tags: Seen<Tags>,
    /// Whether it was written by appending.
    pub appendable: bool,
    /// How long it must be kept.
    pub retention: Seen<Retention>,
    /// Why each field is as it is; it tells no two objects apart.
    pub reasons: Reasons,
}

/// Which readings a belief rests on, per field. Two of them are always equal: a reason never
/// distinguishes two worlds.
#[derive(Clone, Debug, Default)]
pub struct Reasons(pub BTreeMap<Field, Vec<(u16, u8)>>);

impl PartialEq for Reasons {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Reasons {}

/// Whether and how a bucket keeps versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the manuals")]
pub enum Versioning {
    Unversioned,
    Enabled,
    Suspended,
}

/// The versions of one key, newest last; the position of an entry never changes, and between any
/// two there is room for others. Stacks are equal that hold equal entries in one order, whatever
/// was removed between them.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    entries: RedBlackTreeMapSync<Position, Arc<Version>>,
    /// Whether entries may stand here that nobody has seen: above all others, or below.
    pub unseen: bool,
}

impl PartialEq for Stack {
    fn eq(&self, other: &Self) -> bool {
        self.unseen == other.unseen
            && self.entries.size() == other.entries.size()
            && self.entries.values().eq(other.entries.values())
    }
}

impl Eq for Stack {}

/// The place of an entry in its stack.
pub type Position = i64;

impl Stack {
    /// The newest entry.
    pub fn current(&self) -> Option<(Position, &Arc<Version>)> {
        self.entries.last().map(|(position, version)| (*position, version))
    }

    /// All entries, newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = (Position, &Arc<Version>)> {
        self.entries.iter().rev().map(|(position, version)| (*position, version))
    }

    /// Whether nothing is, or may be, here.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && !self.unseen
    }

    /// The entry at `position`.
    pub fn at(&self, position: Position) -> Option<&Arc<Version>> {
        self.entries.get(&position)
    }
}

/// Where an object stands.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The bucket's name.
    pub bucket: &'a BucketName,
    /// The key.
    pub key: &'a Key,
}

/// What a service holds.
#[derive(Clone, Debug, Default)]
pub struct Store {
    buckets: RedBlackTreeMapSync<BucketName, Arc<Bucket>>,
    /// Where versions with hidden values stand, by the origin that names them: an index.
    homes: RedBlackTreeMapSync<Origin, Vec<(BucketName, Key)>>,
    /// The accounts that a grant may name; none where they are not declared.
    pub accounts: Arc<BTreeSet<AccountName>>,
    /// The keys of the key management service; one that is absent is enabled.
    pub keys: Arc<BTreeMap<String, KeyState>>,
}

/// Whether a key of the key management service can be used.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    /// It can.
    #[default]
    Enabled,
    /// It is switched off.
    Disabled,
    /// It was deleted.
    Deleted,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        self.buckets == other.buckets
    }
}

impl Eq for Store {}

impl Store {
    /// The bucket called `name`.
    pub fn bucket(&self, name: &BucketName) -> Option<&Bucket> {
        self.buckets.get(name).map(|it| &**it)
    }

    /// Every bucket, in order of names.
    pub fn buckets(&self) -> impl Iterator<Item = (&BucketName, &Bucket)> {
        self.buckets.iter().map(|(name, bucket)| (name, &**bucket))
    }

    /// The versions of `key` in `bucket`.
    pub fn stack(&self, bucket: &BucketName, key: &Key) -> Option<&Stack> {
        self.bucket(bucket)?.stack(key)
    }
}

/// A value that an answer has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "one variant per type a field may have")]
pub enum Value {
    Acl(Acl),
    Class(String),
    Content(Content),
    ETag(ETag),
    Encryption(Option<Encryption>),
    Id(VersionId),
    Lock(Option<Lock>),
    Metadata(Metadata),
    Modified(Span),
    Owner(Option<AccountName>),
    Restore(Restore),
    Retention(Retention),
    System(SystemHeaders),
    Tags(Tags),
    Text(Option<String>),
}

/// Hidden values and what an answer showed them to be.
pub type Bindings = Vec<(HiddenId, Value)>;
