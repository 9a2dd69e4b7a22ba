//! What a request asks its new object to be: the headers that a PUT and a copy share.
//!
//! A header that does not parse is refused here, by the clause that says how. Whether a copy heeds
//! a header at all is a clause of its own where an edition of the manual does not mention it.

use std::collections::btree_map::{BTreeMap, Entry};

use base64::Engine as _;

use crate::dialect::clause::{
    AclExceedsOwn, AclHeader, AnonymousCanned, BadCannedAcl, BadCannedAclSet, BadClass,
    BadEncryption, BadGrantee, BadLock, BadLockMode, BadRedirect, BadTag, CannedNames, ClassHeader,
    Classes, CustomerKeyLength, DataCipher, EmptyMetadataValue, EncryptionHeader, GrantHeaders,
    GranteeForms, KeyDisabled, KeyGone, LockHeader, LockModes, LockOnPlainBucket, MetadataNames,
    MetadataTooLarge, MixedAcl, OldSignature, PartialCustomerKey, PastLock, PublicWrite,
    PutLockHeader, RedirectHeader, RepeatedGrant, RepeatedMetadata, TagHeaders, TooManyGrants,
    TooManyTags, TwoEncryptions, WriteAcpHeader, WrongKeyDigest,
};
use crate::name::{Md5, Timestamp};
use crate::permitted::{Call, Ruling};
use crate::reply::SYSTEM_HEADERS;
use crate::retention::WantedRetention;
use crate::store::{
    AccountName, Acl, Bucket, Encryption, Field, Grantee, KeyState, Lock, Metadata, Permission,
    Seen, Store, SystemHeaders, Tags,
};
use crate::wire::date::parse_iso8601;
use crate::wire::target::percent_decode;

/// The most bytes of user metadata, names and values together, unless a reading allows more.
const METADATA_LIMIT: usize = 2048;

/// The most that any reading allows.
const METADATA_LIMIT_8K: usize = 8192;
/// The most grants of an access control list.
const GRANTS: usize = 100;

/// The most bytes of a website redirect location.
const REDIRECT_LIMIT: usize = 2048;

/// Whose headers are read: a manual that does not mention a header on a copy may on a PUT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The headers of a copy.
    Copy,
    /// The headers of a PUT.
    Put,
    /// The headers of a request that sets nothing but an access control list.
    Acl,
}

/// What a request asks its object to be; what it does not mention is `None`.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The access control list.
    pub acl: Option<WantedAcl>,
    /// The storage class.
    pub class: Option<String>,
    /// The `Content-Type`.
    pub content_type: Option<String>,
    /// The encryption.
    pub encryption: Option<Encryption>,
    /// The lock.
    pub lock: Option<Lock>,
    /// The user metadata.
    pub metadata: Metadata,
    /// The website redirect location.
    pub redirect: Option<String>,
    /// How long it must be kept.
    pub retention: WantedRetention,
    /// The system headers beside `Content-Type`.
    pub system: SystemHeaders,
    /// The tags.
    pub tags: Option<Tags>,
}

/// An access control list as headers ask for it.
#[derive(Clone, Debug)]
pub enum WantedAcl {
    /// By one of the canned names.
    Canned(String),
    /// By grants.
    Grants(Acl),
}

/// A customer key as headers give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomerKey {
    /// Whole and consistent; the base64 MD5 of the key.
    Whole(String),
    /// Some header is missing or cannot be what it should be.
    Broken,
    /// The digest is not that of the key.
    WrongDigest,
}

impl Settings {
    /// Reads the headers of `call`, whose object would stand in `bucket`.
    pub fn of(
        ruling: &mut Ruling<'_>,
        store: &Store,
        call: &Call<'_>,
        bucket: Option<&Bucket>,
        purpose: Purpose,
    ) -> Self {
        let mut system = SystemHeaders::new();
        for name in SYSTEM_HEADERS {
            if let Some(value) = call.request.headers.first(name) {
                system.insert(name, value.to_owned());
            }
        }
        Self {
            acl: wanted_acl(ruling, store, call, bucket, purpose),
            class: class(ruling, call, purpose),
            content_type: call.request.headers.first("content-type").map(str::to_owned),
            encryption: encryption(ruling, store, call, purpose),
            lock: lock(ruling, call, bucket, purpose),
            metadata: metadata(ruling, call),
            redirect: redirect(ruling, call, purpose),
            retention: match purpose {
                Purpose::Copy | Purpose::Put => WantedRetention::of(ruling, call, bucket),
                Purpose::Acl => WantedRetention::default(),
            },
            system,
            tags: tags(ruling, call),
        }
    }

    /// Whether the request sends more user metadata than it may; refuses it then.
    pub fn refuse_long_metadata(&mut self, ruling: &mut Ruling<'_>) {
        let size = |it: &Metadata| it.iter().map(|(name, value)| name.len() + value.len()).sum();
        let sum: usize = size(&self.metadata);
        if sum <= METADATA_LIMIT {
            return;
        }
        match ruling.ask::<MetadataTooLarge>() {
            MetadataTooLarge::RefuseOver8K if sum <= METADATA_LIMIT_8K => {}
            MetadataTooLarge::Truncate => {
                while size(&self.metadata) > METADATA_LIMIT {
                    self.metadata.pop_last();
                }
            }
            refusal => ruling.refuse_as(refusal),
        }
    }
}

fn vendor<'a>(ruling: &Ruling<'_>, call: &Call<'a>, name: &str) -> Option<&'a str> {
    call.request.vendor(ruling.dialect.wire.prefix, name)
}

fn wanted_acl(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: Option<&Bucket>,
    purpose: Purpose,
) -> Option<WantedAcl> {
    let canned = vendor(ruling, call, "acl");
    let grants = call.request.vendor_all(ruling.dialect.wire.prefix, "grant-");
    if canned.is_none() && grants.is_empty() {
        return None;
    }
    if purpose == Purpose::Copy && ruling.ask::<AclHeader>() == AclHeader::Ignored {
        return None;
    }
    let mut wanted = canned.and_then(|name| wanted_canned(ruling, call, name, purpose));
    if !grants.is_empty() {
        match ruling.ask::<GrantHeaders>() {
            GrantHeaders::Ignore => {}
            GrantHeaders::NotImplemented => ruling.refuse_as(GrantHeaders::NotImplemented),
            GrantHeaders::Honoured => {
                if canned.is_some() {
                    ruling.refuse::<MixedAcl>();
                }
                wanted = wanted_grants(ruling, store, call, bucket, &grants);
            }
        }
    }
    wanted
}

fn wanted_canned(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    name: &str,
    purpose: Purpose,
) -> Option<WantedAcl> {
    const CANNED: [&str; 6] = [
        "private",
        "public-read",
        "public-read-write",
        "authenticated-read",
        "bucket-owner-read",
        "bucket-owner-full-control",
    ];
    let known = match CANNED.iter().position(|it| *it == name) {
        None => false,
        Some(0..=2) => true,
        Some(_) => purpose != Purpose::Copy || ruling.ask::<CannedNames>() == CannedNames::Six,
    };
    if !known {
        if purpose != Purpose::Acl || !ruling.refuse::<BadCannedAclSet>() {
            ruling.refuse::<BadCannedAcl>();
        }
        return None;
    }
    if call.principal.account().is_none() {
        ruling.refuse::<AnonymousCanned>();
    }
    Some(WantedAcl::Canned(name.to_owned()))
}

fn wanted_grants(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: Option<&Bucket>,
    headers: &[(String, &str)],
) -> Option<WantedAcl> {
    let mut acl = Acl::default();
    let mut sent = 0;
    for (permission, grantees) in headers {
        let permission = match permission.as_str() {
            "read" => Permission::Read,
            "read-acp" => Permission::ReadAcp,
            "write" => Permission::Write,
            "write-acp" => Permission::WriteAcp,
            "full-control" => Permission::FullControl,
            "write-acl" if ruling.ask::<WriteAcpHeader>() == WriteAcpHeader::AclToo => {
                Permission::WriteAcp
            }
            _ => continue,
        };
        for grantee in grantees.split(',') {
            let forms = ruling.ask::<GranteeForms>();
            let Some(grantee) = parse_grantee(store, grantee.trim(), forms) else {
                ruling.refuse::<BadGrantee>();
                return None;
            };
            acl.0.insert((grantee, permission));
            sent += 1;
        }
    }
    ruling.refuse_odd_grants(sent, &acl);
    let held = |it: &(Grantee, Permission)| {
        call.principal.account().is_some()
            || bucket.is_some_and(|bucket| bucket.acl.grants(call.principal, it.1))
    };
    if !acl.0.iter().all(held) {
        ruling.refuse::<AclExceedsOwn>();
    }
    Some(WantedAcl::Grants(acl))
}

impl Ruling<'_> {
    /// Refuses too many grants, and one that stands twice among the `sent`.
    pub fn refuse_odd_grants(&mut self, sent: usize, acl: &Acl) {
        if sent > GRANTS {
            self.refuse::<TooManyGrants>();
        }
        if sent > acl.0.len() {
            self.refuse::<RepeatedGrant>();
        }
    }
}

/// Reads `type=grantee` (HCP-ACL-005 to 007, OBS-ACL-006); quotes around the grantee are tolerated.
fn parse_grantee(store: &Store, text: &str, forms: GranteeForms) -> Option<Grantee> {
    let (kind, name) = text.split_once('=')?;
    let name = name.trim().trim_matches('"');
    let account = |name: &str| {
        let known = store.accounts.is_empty() || store.accounts.contains(name);
        (known && !name.is_empty()).then(|| Grantee::Account(name.into()))
    };
    if forms == GranteeForms::ById {
        return kind.trim().eq_ignore_ascii_case("id").then(|| account(name))?;
    }
    match (kind.trim(), name) {
        ("emailAddress", "all_users") => Some(Grantee::AllUsers),
        ("emailAddress", "authenticated") => Some(Grantee::AuthenticatedUsers),
        ("id" | "emailAddress", name) => account(name),
        ("uri", uri) => match uri.strip_prefix("http://acs.amazonaws.com/groups/global/")? {
            "AllUsers" => Some(Grantee::AllUsers),
            "AuthenticatedUsers" => Some(Grantee::AuthenticatedUsers),
            _ => None,
        },
        _ => None,
    }
}

impl WantedAcl {
    /// The list it stands for, on an object of `owner` in a bucket of `bucket_owner`.
    pub fn resolve(
        &self,
        ruling: &mut Ruling<'_>,
        owner: Option<&AccountName>,
        bucket_owner: Option<&AccountName>,
    ) -> Seen<Acl> {
        let own = Acl::private(owner);
        let with = |grants: &[(Grantee, Permission)]| {
            let mut acl = own.clone();
            acl.0.extend(grants.iter().cloned());
            Seen::Known(acl)
        };
        let bucket_owner = |permission| {
            let grant = bucket_owner.map(|it| (Grantee::Account(it.clone()), permission));
            grant.into_iter().collect::<Vec<_>>()
        };
        let read = (Grantee::AllUsers, Permission::Read);
        let name = match self {
            Self::Grants(grants) => return with(&grants.0.iter().cloned().collect::<Vec<_>>()),
            Self::Canned(name) => name.as_str(),
        };
        match name {
            "public-read" => with(&[read]),
            "public-read-write" => ruling.hold(Field::Acl, |reading| match reading {
                PublicWrite::ReadOnly => with(std::slice::from_ref(&read)),
                PublicWrite::ReadAndWrite => {
                    with(&[read.clone(), (Grantee::AllUsers, Permission::Write)])
                }
            }),
            "authenticated-read" => with(&[(Grantee::AuthenticatedUsers, Permission::Read)]),
            "bucket-owner-read" => with(&bucket_owner(Permission::Read)),
            "bucket-owner-full-control" => with(&bucket_owner(Permission::FullControl)),
            _ => with(&[]),
        }
    }
}

/// The classes that requests may name.
pub fn known_classes(ruling: &mut Ruling<'_>) -> &'static [&'static str] {
    match ruling.ask::<Classes>() {
        Classes::StandardInfrequentGlacier => &["STANDARD", "STANDARD_IA", "GLACIER"],
        Classes::StandardWarmCold => &["STANDARD", "WARM", "COLD"],
        Classes::WithDeepArchiveAndTiering => {
            &["STANDARD", "WARM", "COLD", "DEEP_ARCHIVE", "INTELLIGENT_TIERING"]
        }
        Classes::NoneButStandard => &[],
    }
}

fn class(ruling: &mut Ruling<'_>, call: &Call<'_>, purpose: Purpose) -> Option<String> {
    let class = vendor(ruling, call, "storage-class")?;
    let known = known_classes(ruling);
    if known.is_empty() {
        return None;
    }
    if known.contains(&class) {
        return Some(class.to_owned());
    }
    if purpose != Purpose::Copy || ruling.ask::<ClassHeader>() == ClassHeader::Honoured {
        ruling.refuse::<BadClass>();
    }
    None
}

fn redirect(ruling: &mut Ruling<'_>, call: &Call<'_>, purpose: Purpose) -> Option<String> {
    let location = vendor(ruling, call, "website-redirect-location")?;
    if purpose == Purpose::Copy && ruling.ask::<RedirectHeader>() == RedirectHeader::Ignored {
        return None;
    }
    let starts = ["/", "http://", "https://"].iter().any(|it| location.starts_with(it));
    if (!starts || location.len() > REDIRECT_LIMIT) && ruling.refuse::<BadRedirect>() {
        return None;
    }
    Some(location.to_owned())
}

fn lock(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: Option<&Bucket>,
    purpose: Purpose,
) -> Option<Lock> {
    let mode = vendor(ruling, call, "object-lock-mode");
    let until = vendor(ruling, call, "object-lock-retain-until-date");
    let legal_hold = vendor(ruling, call, "object-lock-legal-hold") == Some("ON");
    if mode.is_none() && until.is_none() && !legal_hold {
        return default_lock(call, bucket);
    }
    let ignored = match purpose {
        Purpose::Copy => ruling.ask::<LockHeader>() == LockHeader::Ignored,
        Purpose::Put => ruling.ask::<PutLockHeader>() == PutLockHeader::Ignored,
        Purpose::Acl => true,
    };
    if ignored {
        return default_lock(call, bucket);
    }
    if bucket.is_some_and(|it| it.options.object_lock.is_none())
        && (ruling.refuse::<LockOnPlainBucket>()
            || ruling.ask::<LockOnPlainBucket>() == LockOnPlainBucket::Ignore)
    {
        return None;
    }
    let retain_until = until.and_then(parse_iso8601);
    let others = ruling.ask::<LockModes>() == LockModes::ComplianceGovernanceLegalHold;
    let (mode, retain_until) = match (mode, retain_until) {
        (Some(mode), Some(retain_until)) => (mode, retain_until),
        (None, None) if until.is_none() => {
            let hold = Lock { mode: "LEGAL_HOLD".into(), retain_until: Timestamp::LATEST };
            return others.then_some(hold);
        }
        _ => {
            ruling.refuse::<BadLock>();
            return None;
        }
    };
    if mode != "COMPLIANCE" && !(others && mode == "GOVERNANCE") {
        ruling.refuse::<BadLockMode>();
    }
    if retain_until <= call.window.earliest {
        ruling.refuse::<PastLock>();
    }
    Some(Lock { mode: mode.into(), retain_until })
}

/// The lock that `bucket` gives objects which ask for none.
fn default_lock(call: &Call<'_>, bucket: Option<&Bucket>) -> Option<Lock> {
    let days = bucket?.options.object_lock??;
    let retain_until = call.window.latest.plus(i64::from(days) * 86_400_000);
    Some(Lock { mode: "COMPLIANCE".into(), retain_until })
}

fn encryption(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    purpose: Purpose,
) -> Option<Encryption> {
    let kind = vendor(ruling, call, "server-side-encryption");
    let customer = customer_key(ruling, call, "server-side-encryption-customer-");
    if kind.is_none() && customer.is_none() {
        return None;
    }
    if ruling.ask::<EncryptionHeader>() == EncryptionHeader::Ignored {
        return None;
    }
    if kind.is_some() && customer.is_some() {
        ruling.refuse::<TwoEncryptions>();
        return None;
    }
    let names = ruling.dialect.wire.names;
    match (kind, customer) {
        (Some(kind), _) if kind == names.kms => {
            let key_id = vendor(ruling, call, names.kms_key);
            refuse_unusable_key(ruling, store, key_id);
            if vendor(ruling, call, "server-side-data-encryption").is_some() {
                ruling.refuse::<DataCipher>();
            }
            if purpose == Purpose::Copy {
                refuse_old_signature(ruling, call);
            }
            Some(Encryption::Kms { key_id: key_id.map(str::to_owned) })
        }
        (Some(kind), _) if Some(kind) == names.service_keys => Some(Encryption::Service),
        (_, Some(CustomerKey::Whole(key_md5))) => Some(Encryption::Customer { key_md5 }),
        (_, Some(CustomerKey::Broken)) => {
            ruling.refuse::<PartialCustomerKey>();
            None
        }
        (_, Some(CustomerKey::WrongDigest)) => {
            ruling.refuse::<WrongKeyDigest>();
            None
        }
        _ => {
            ruling.refuse::<BadEncryption>();
            None
        }
    }
}

/// Refuses a copy to a managed key whose signature is of the older scheme. A trace that leaves out
/// `Authorization` is taken to have signed as it should.
pub fn refuse_old_signature(ruling: &mut Ruling<'_>, call: &Call<'_>) {
    let authorization = call.request.headers.first("authorization").unwrap_or_default();
    let scheme = authorization.split_whitespace().next();
    if scheme.is_some() && scheme == ruling.dialect.wire.names.old_scheme {
        ruling.refuse::<OldSignature>();
    }
}

/// Refuses a key of the key management service that is gone or off.
pub fn refuse_unusable_key(ruling: &mut Ruling<'_>, store: &Store, key_id: Option<&str>) {
    let name = |it: &str| it.rsplit('/').next().unwrap_or(it).to_owned();
    match key_id.and_then(|it| store.keys.get(&name(it))) {
        Some(KeyState::Deleted) => drop(ruling.refuse::<KeyGone>()),
        Some(KeyState::Disabled) => drop(ruling.refuse::<KeyDisabled>()),
        Some(KeyState::Enabled) | None => {}
    }
}

/// The tags that a header asks for: pairs of a query (OBS-TAG-003).
fn tags(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Option<Tags> {
    let text = vendor(ruling, call, "tagging")?;
    match ruling.ask::<TagHeaders>() {
        TagHeaders::Honoured => {}
        reading => {
            ruling.refuse_as(reading);
            return None;
        }
    }
    let pairs = text.split('&').filter(|it| !it.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((percent_decode(name).ok()?, percent_decode(value).ok()?))
    });
    let Some(pairs) = pairs.collect::<Option<Vec<_>>>() else {
        ruling.refuse::<BadTag>();
        return None;
    };
    allowed_tags(ruling, pairs)
}

/// `pairs` as tags, where they keep to the limits (OBS-TAG-006); refuses them otherwise.
pub fn allowed_tags(ruling: &mut Ruling<'_>, pairs: Vec<(String, String)>) -> Option<Tags> {
    let count = pairs.len();
    let fits = |text: &str, longest: usize| {
        text.chars().count() <= longest && !text.chars().any(|it| ",/|<>=*`\\".contains(it))
    };
    let named = |name: &str| !name.is_empty() && name.trim() == name && fits(name, 36);
    let good = pairs.iter().all(|(name, value)| named(name) && fits(value, 43));
    let tags: Tags = pairs.into_iter().collect();
    if (!good || tags.len() != count) && ruling.refuse::<BadTag>() {
        return None;
    }
    if count > 10 && ruling.refuse::<TooManyTags>() {
        return None;
    }
    Some(tags)
}

/// The customer key that the three headers behind `start` give; `None` where there is none of them.
pub fn customer_key(ruling: &mut Ruling<'_>, call: &Call<'_>, start: &str) -> Option<CustomerKey> {
    let header = |name: &str| vendor(ruling, call, &format!("{start}{name}"));
    let (algorithm, key, md5) = (header("algorithm"), header("key"), header("key-MD5"));
    if algorithm.is_none() && key.is_none() && md5.is_none() {
        return None;
    }
    let decode = |it: &str| base64::engine::general_purpose::STANDARD.decode(it).ok();
    let (Some("AES256"), Some(key), Some(md5)) = (algorithm, key, md5) else {
        return Some(CustomerKey::Broken);
    };
    // A recorder keeps no secrets, so the key itself may be masked.
    let Some(bytes) = decode(key) else {
        let masked = key.chars().all(|it| it == '*');
        return Some(if masked { CustomerKey::Whole(md5.to_owned()) } else { CustomerKey::Broken });
    };
    let fits = match bytes.len() {
        32 => true,
        64 => ruling.ask::<CustomerKeyLength>() == CustomerKeyLength::Bits256Or512,
        _ => false,
    };
    Some(match decode(md5) {
        _ if !fits => CustomerKey::Broken,
        Some(digest) if digest[..] == Md5::of(&bytes).0 => CustomerKey::Whole(md5.to_owned()),
        _ => CustomerKey::WrongDigest,
    })
}

fn metadata(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Metadata {
    let fields = call.request.vendor_all(ruling.dialect.wire.prefix, "meta-");
    if fields.is_empty() {
        return BTreeMap::new();
    }
    let rename = ruling.ask_for::<MetadataNames>(Field::Metadata);
    let empty = ruling.ask_for::<EmptyMetadataValue>(Field::Metadata);
    let mut metadata = Metadata::new();
    for (name, value) in fields {
        if value.is_empty() && empty == EmptyMetadataValue::Dropped {
            continue;
        }
        let name = match rename {
            MetadataNames::LowerCase => name,
            MetadataNames::ElementName => name.chars().map(element_name_char).collect(),
        };
        match metadata.entry(name) {
            Entry::Vacant(it) => drop(it.insert(value.to_owned())),
            Entry::Occupied(mut it) => match ruling.ask_for::<RepeatedMetadata>(Field::Metadata) {
                RepeatedMetadata::Joined => it.get_mut().extend([",", value]),
                RepeatedMetadata::Last => drop(it.insert(value.to_owned())),
            },
        }
    }
    metadata
}

/// HCP-META-008: what an element name cannot hold becomes an underscore.
fn element_name_char(it: char) -> char {
    match it {
        '.' | '-' | '_' | ':' => it,
        _ if it.is_alphanumeric() => it,
        _ => '_',
    }
}
