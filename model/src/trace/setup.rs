//! The store before the first event, and who an event's principal is among its accounts.

use super::error::{Complaint, listed};
use super::json::{DeleteLeaves, MetadataUnderRetention};
use crate::http::{Body, Headers};
use crate::name::{BucketName, ETag, Key, Timestamp, VersionId};
use crate::store::{AccountName, Grantee, KeyState, Lock, Permission, Principal, Versioning};

/// The account of a trace that declares none.
const IMPLICIT_ACCOUNT: &str = "owner";

/// What grants, and access keys that ask for it, call everybody.
pub(super) const ALL_USERS: &str = "all_users";
/// What grants call every account.
pub(super) const AUTHENTICATED_USERS: &str = "authenticated_users";

/// The `kind` of [`EncryptionKind::Kms`].
pub(super) const KMS: &str = "kms";
/// The `kind` of [`EncryptionKind::Customer`].
pub(super) const CUSTOMER: &str = "c";

/// The store before the first event. By default it is empty and there is one account, `owner`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// Who may send requests, at least one; names, ids and access keys stand once each.
    pub accounts: Vec<AccountSetup>,
    /// The keys of the key management service; ids stand once each.
    pub keys: Vec<KmsKeySetup>,
    /// The buckets; names stand once each.
    pub buckets: Vec<BucketSetup>,
}

impl Default for Setup {
    fn default() -> Self {
        let name = AccountName::from(IMPLICIT_ACCOUNT);
        let owner = AccountSetup { id: name.to_string(), name, access_key: None };
        Self { accounts: vec![owner], keys: Vec::new(), buckets: Vec::new() }
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSetup {
    /// What the trace calls it.
    pub name: AccountName,
    /// The access key by which `Authorization` names it.
    pub access_key: Option<String>,
    /// Its canonical id in ACL bodies, by default its name.
    pub id: String,
}

/// A key of the key management service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KmsKeySetup {
    /// Its id.
    pub id: String,
    /// Whether it can be used.
    pub state: KeyState,
}

/// A bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketSetup {
    /// Its name.
    pub name: BucketName,
    /// The account it belongs to, by default the first one.
    pub owner: AccountName,
    /// Whether it keeps versions, by default not.
    pub versioning: Versioning,
    /// The class of objects that ask for none.
    pub default_class: Option<String>,
    /// Who may do what with it.
    pub acl: Option<AclSetup>,
    /// The rest of its settings.
    pub options: BucketOptions,
    /// Its objects; keys stand once each.
    pub objects: Vec<ObjectSetup>,
}

/// Settings of a bucket; `None` where the trace leaves one to the service's default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BucketOptions {
    /// How objects are encrypted that ask for nothing.
    pub default_encryption: Option<EncryptionSetup>,
    /// The lock of objects that ask for none.
    pub object_lock: Option<DefaultLock>,
    /// The bytes it may hold.
    pub quota: Option<u64>,
    /// Whether who asks pays.
    pub requester_pays: Option<bool>,
    /// Whether cold objects can be read without a restore.
    pub direct_cold_access: Option<bool>,
    /// Whether an object that exists may be overwritten.
    pub overwrite: Option<bool>,
    /// Whether the S3 interface is switched on.
    pub s3_api: Option<bool>,
    /// What may be done to the metadata of an object under retention.
    pub metadata_under_retention: Option<MetadataUnderRetention>,
    /// What a delete in a versioned bucket leaves behind.
    pub delete_leaves: Option<DeleteLeaves>,
}

/// The lock of objects that ask for none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefaultLock {
    /// Its mode, `COMPLIANCE`.
    pub mode: String,
    /// For how many days; 0 where there is no default.
    pub days: u32,
}

/// Who may do what, by a canned name or grant by grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AclSetup {
    /// A canned ACL's name, which only a dialect can read.
    Canned(String),
    /// Grants in the order given.
    Grants(Vec<(Grantee, Permission)>),
}

/// An object: a key and its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectSetup {
    /// Its key, decoded.
    pub key: Key,
    /// Its versions, oldest first; ids stand once each.
    pub versions: Vec<VersionSetup>,
}

/// A version of an object; of what is `None` the trace says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionSetup {
    /// Its id.
    pub version_id: VersionId,
    /// When it came into being, by the service's clock.
    pub last_modified: Option<Timestamp>,
    /// Its bytes; `None` or [`Body::Unknown`] where they are known by ETag and size at most.
    pub body: Option<Body>,
    /// Its entity tag.
    pub etag: Option<ETag>,
    /// The number of its bytes; the body's, where both are given.
    pub size: Option<u64>,
    /// The account it belongs to.
    pub owner: Option<AccountName>,
    /// Its `Content-Type`.
    pub content_type: Option<String>,
    /// Its user metadata, names without their prefix.
    pub metadata: Vec<(String, String)>,
    /// Its tags.
    pub tags: Vec<(String, String)>,
    /// Its website redirect location.
    pub redirect: Option<String>,
    /// Its storage class.
    pub storage_class: Option<String>,
    /// Who may do what with it.
    pub acl: Option<AclSetup>,
    /// How it is encrypted.
    pub encryption: Option<EncryptionSetup>,
    /// How far its restore is.
    pub restore: Option<RestoreSetup>,
    /// What forbids its deletion.
    pub lock: Option<Lock>,
    /// Its retention and hold.
    pub retention: Option<Retention>,
    /// Whether bytes may be appended to it.
    pub appendable: bool,
    /// Whether it is a delete marker; then it has no body.
    pub delete_marker: bool,
}

/// How something is encrypted on the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptionSetup {
    /// Whose key it is.
    pub kind: EncryptionKind,
    /// The key's id.
    pub key_id: Option<String>,
    /// The key's MD5 in base64.
    pub key_md5: Option<String>,
}

/// Whose key encrypts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EncryptionKind {
    /// One of the key management service.
    Kms,
    /// One the customer sends with each request.
    Customer,
    /// The service's own, by one of the names in [`Known::service_keys`](super::Known).
    Service(String),
}

/// How far a restore is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestoreSetup {
    /// It was asked for and is not done.
    Ongoing,
    /// It is done, and lasts until then.
    Until(Timestamp),
}

/// The retention of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Until when it is retained, if it is.
    pub until: Option<Timestamp>,
    /// Whether it is on hold.
    pub hold: bool,
}

impl Setup {
    /// Who sends a request whose event says `named` in its key `account`, if it has one.
    pub(super) fn principal(
        &self,
        named: Option<Option<String>>,
        headers: &Headers,
    ) -> Result<Principal, Complaint> {
        if let Some(account) = named {
            return account.map_or(Ok(Principal::Anonymous), |name| self.account(&name));
        }
        let access_key = headers.first("Authorization").and_then(access_key);
        let owns_it = |it: &&AccountSetup| access_key.is_some() && it.access_key() == access_key;
        if let Some(account) = self.accounts.iter().find(owns_it) {
            return Ok(Principal::Account(account.name.clone()));
        }
        match self.accounts.as_slice() {
            _ if access_key == Some(ALL_USERS) => Ok(Principal::Anonymous),
            [only] => Ok(Principal::Account(only.name.clone())),
            several => Err(Complaint::new(
                "neither `account` nor an access key in `Authorization` tells who sends this",
                format!("`account`: null or one of {}", listed(names_of(several))),
            )),
        }
    }

    fn account(&self, name: &str) -> Result<Principal, Complaint> {
        match self.accounts.iter().find(|it| *it.name == *name) {
            Some(account) => Ok(Principal::Account(account.name.clone())),
            None => Err(unknown_account(name, names_of(&self.accounts))),
        }
    }
}

impl AccountSetup {
    fn access_key(&self) -> Option<&str> {
        self.access_key.as_deref()
    }
}

fn names_of(accounts: &[AccountSetup]) -> impl Iterator<Item = &str> {
    accounts.iter().map(|it| &*it.name)
}

/// The complaint about an account that is not among those `declared`.
pub(super) fn unknown_account<'a>(
    name: &str,
    declared: impl Iterator<Item = &'a str>,
) -> Complaint {
    Complaint::new(format!("unknown account `{name}`"), format!("one of {}", listed(declared)))
}

/// The access key in a value of `Authorization`, whatever its scheme: what stands after
/// `Credential=` and before a slash, else what stands between the scheme and a colon.
fn access_key(authorization: &str) -> Option<&str> {
    let (_, parameters) = authorization.trim().split_once(' ')?;
    let (key, _) = match parameters.split_once("Credential=") {
        Some((_, credential)) => credential.split_once('/')?,
        None => parameters.split_once(':')?,
    };
    Some(key.trim())
}
