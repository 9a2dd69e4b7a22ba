//! What a request asks its new object to be: the headers that a PUT and a copy share.
//!
//! A header that does not parse is refused here, by the clause that says how. Whether a copy heeds
//! a header at all is a clause of its own where an edition of the manual does not mention it.

use std::collections::btree_map::{BTreeMap, Entry};

use base64::Engine as _;

use crate::dialect::clause::{
    AclExceedsOwn, AclHeader, AnonymousCanned, BadCannedAcl, BadClass, BadEncryption, BadGrantee,
    BadLock, BadRedirect, ClassHeader, Classes, EmptyMetadataValue, EncryptionHeader, GrantHeaders,
    KeyDisabled, KeyGone, LockHeader, LockOnPlainBucket, MetadataNames, MetadataTooLarge, MixedAcl,
    PartialCustomerKey, PublicWrite, RedirectHeader, RepeatedMetadata, TwoEncryptions,
};
use crate::name::Md5;
use crate::permitted::{Call, Ruling};
use crate::reply::SYSTEM_HEADERS;
use crate::store::{
    AccountName, Acl, Bucket, Encryption, Field, Grantee, KeyState, Lock, Metadata, Permission,
    Seen, Store, SystemHeaders,
};
use crate::wire::date::parse_iso8601;

/// The most bytes of user metadata: names and values together.
const METADATA_LIMIT: usize = 2048;

/// The most bytes of a website redirect location.
const REDIRECT_LIMIT: usize = 2048;

/// Whose headers are read: a manual that does not mention a header on a copy may on a PUT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The headers of a copy.
    Copy,
    /// The headers of a PUT.
    Put,
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
    /// The system headers beside `Content-Type`.
    pub system: SystemHeaders,
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
    /// Some header is missing or does not fit the others.
    Broken,
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
            encryption: encryption(ruling, store, call),
            lock: lock(ruling, call, bucket, purpose),
            metadata: metadata(ruling, call),
            redirect: redirect(ruling, call, purpose),
            system,
        }
    }

    /// Whether the request sends more user metadata than it may; refuses it then.
    pub fn refuse_long_metadata(&mut self, ruling: &mut Ruling<'_>) {
        let size = |it: &Metadata| it.iter().map(|(name, value)| name.len() + value.len()).sum();
        let sum: usize = size(&self.metadata);
        if sum > METADATA_LIMIT && !ruling.refuse::<MetadataTooLarge>() {
            while size(&self.metadata) > METADATA_LIMIT {
                self.metadata.pop_last();
            }
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
    let mut wanted = canned.and_then(|name| wanted_canned(ruling, call, name));
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

fn wanted_canned(ruling: &mut Ruling<'_>, call: &Call<'_>, name: &str) -> Option<WantedAcl> {
    const CANNED: [&str; 6] = [
        "private",
        "public-read",
        "public-read-write",
        "authenticated-read",
        "bucket-owner-read",
        "bucket-owner-full-control",
    ];
    if !CANNED.contains(&name) {
        ruling.refuse::<BadCannedAcl>();
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
    for (permission, grantees) in headers {
        let permission = match permission.as_str() {
            "read" => Permission::Read,
            "read-acp" => Permission::ReadAcp,
            "write" => Permission::Write,
            "write-acp" => Permission::WriteAcp,
            "full-control" => Permission::FullControl,
            _ => continue,
        };
        for grantee in grantees.split(',') {
            let Some(grantee) = parse_grantee(store, grantee.trim()) else {
                ruling.refuse::<BadGrantee>();
                return None;
            };
            acl.0.insert((grantee, permission));
        }
    }
    let held = |it: &(Grantee, Permission)| {
        call.principal.account().is_some()
            || bucket.is_some_and(|bucket| bucket.acl.grants(call.principal, it.1))
    };
    if !acl.0.iter().all(held) {
        ruling.refuse::<AclExceedsOwn>();
    }
    Some(WantedAcl::Grants(acl))
}

/// Reads `type=grantee` (HCP-ACL-005 to 007); quotes around the grantee are tolerated.
fn parse_grantee(store: &Store, text: &str) -> Option<Grantee> {
    let (kind, name) = text.split_once('=')?;
    let name = name.trim().trim_matches('"');
    let account = |name: &str| {
        let known = store.accounts.is_empty() || store.accounts.contains(name);
        (known && !name.is_empty()).then(|| Grantee::Account(name.into()))
    };
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

fn class(ruling: &mut Ruling<'_>, call: &Call<'_>, purpose: Purpose) -> Option<String> {
    let class = vendor(ruling, call, "storage-class")?;
    let known: &[&str] = match ruling.ask::<Classes>() {
        Classes::StandardInfrequentGlacier => &["STANDARD", "STANDARD_IA", "GLACIER"],
        Classes::NoneButStandard => return None,
    };
    if known.contains(&class) {
        return Some(class.to_owned());
    }
    if purpose == Purpose::Put || ruling.ask::<ClassHeader>() == ClassHeader::Honoured {
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
    if mode.is_none() && until.is_none() {
        let days = bucket?.options.object_lock??;
        let retain_until = call.window.latest.plus(i64::from(days) * 86_400_000);
        return Some(Lock { mode: "COMPLIANCE".into(), retain_until });
    }
    if purpose == Purpose::Copy && ruling.ask::<LockHeader>() == LockHeader::Ignored {
        return None;
    }
    if bucket.is_some_and(|it| it.options.object_lock.is_none())
        && (ruling.refuse::<LockOnPlainBucket>()
            || ruling.ask::<LockOnPlainBucket>() == LockOnPlainBucket::Ignore)
    {
        return None;
    }
    let until = until.and_then(parse_iso8601).filter(|it| *it > call.window.earliest);
    match (mode, until) {
        (Some("COMPLIANCE"), Some(retain_until)) => {
            Some(Lock { mode: "COMPLIANCE".into(), retain_until })
        }
        _ => {
            ruling.refuse::<BadLock>();
            None
        }
    }
}

fn encryption(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) -> Option<Encryption> {
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
    match (kind, customer) {
        (Some("aws:kms"), _) => {
            let key_id = vendor(ruling, call, "server-side-encryption-aws-kms-key-id");
            refuse_unusable_key(ruling, store, key_id);
            Some(Encryption::Kms { key_id: key_id.map(str::to_owned) })
        }
        (_, Some(CustomerKey::Whole(key_md5))) => Some(Encryption::Customer { key_md5 }),
        (_, Some(CustomerKey::Broken)) => {
            ruling.refuse::<PartialCustomerKey>();
            None
        }
        _ => {
            ruling.refuse::<BadEncryption>();
            None
        }
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

/// The customer key that the three headers behind `start` give; `None` where there is none of them.
pub fn customer_key(ruling: &Ruling<'_>, call: &Call<'_>, start: &str) -> Option<CustomerKey> {
    let header = |name: &str| vendor(ruling, call, &format!("{start}{name}"));
    let (algorithm, key, md5) = (header("algorithm"), header("key"), header("key-MD5"));
    if algorithm.is_none() && key.is_none() && md5.is_none() {
        return None;
    }
    let decode = |it: &str| base64::engine::general_purpose::STANDARD.decode(it).ok();
    let whole = || {
        // A recorder keeps no secrets, so the key itself may be masked.
        let key = key?;
        let fits = match decode(key) {
            Some(bytes) => decode(md5?)?[..] == Md5::of(&bytes).0,
            None => key.chars().all(|it| it == '*'),
        };
        (algorithm == Some("AES256") && fits).then(|| md5.map(str::to_owned))?
    };
    Some(whole().map_or(CustomerKey::Broken, CustomerKey::Whole))
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
