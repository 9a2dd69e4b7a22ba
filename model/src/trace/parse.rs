//! From lines as they are written to what they mean: one function per JSON object, of its name.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::error::{Complaint, listed};
use super::json::{self, Line};
use super::setup::{
    ALL_USERS, AUTHENTICATED_USERS, AccountSetup, AclSetup, BucketOptions, BucketSetup, CUSTOMER,
    DefaultLock, EncryptionKind, EncryptionSetup, KMS, KmsKeySetup, ObjectSetup, RestoreSetup,
    Retention, Setup, VersionSetup, unknown_account,
};
use super::shape::{Object, TextOr, True};
use super::{EventKind, Header, Known, Sent};
use crate::http::{Body, Headers, HttpRequest, HttpResponse};
use crate::name::{BucketName, ETag, Key, Md5, Sha256, Timestamp, VersionId};
use crate::store::{AccountName, Grantee, Lock, Permission, Versioning};

/// The first line of a trace.
pub(super) fn header(raw: json::Header, known: &Known<'_>) -> Result<Header, Complaint> {
    let dialect = known.instead.map_or(raw.dialect, str::to_owned);
    if known.instead.is_none() && !known.dialects.contains(&dialect.as_str()) {
        let legal = listed(known.dialects.iter().copied());
        let wrong = format!("unknown dialect `{dialect}`");
        return Err(Complaint::new(wrong, format!("one of {legal}")));
    }
    if raw.origin.contains(['\n', '\r']) {
        return Err(Complaint::new("`origin` has several lines", "one line"));
    }
    let host = raw.endpoint.map(|it| it.0.host);
    if host.as_deref() == Some("") {
        return Err(Complaint::new("the `host` of the endpoint is empty", "a host"));
    }
    Ok(Header {
        dialect,
        origin: raw.origin,
        rules: raw.rules,
        assume: assume(raw.assume)?,
        endpoint: host,
        setup: raw.setup.map_or_else(|| Ok(Setup::default()), |it| setup(it.0, known))?,
        notes: raw.notes,
    })
}

fn assume(
    raw: BTreeMap<String, TextOr<Vec<String>>>,
) -> Result<BTreeMap<String, Vec<String>>, Complaint> {
    let candidates = |(question, candidates): (String, TextOr<_>)| match candidates {
        TextOr::Text(candidate) => Ok((question, vec![candidate])),
        TextOr::Long(candidates) if Vec::is_empty(&candidates) => {
            let wrong = format!("`{question}` is assumed to have no candidate");
            Err(Complaint::new(wrong, "one candidate or several"))
        }
        TextOr::Long(candidates) => Ok((question, candidates)),
    };
    raw.into_iter().map(candidates).collect()
}

/// What a line shows, told by the accounts of `setup`.
pub(super) fn event_kind(line: Line, setup: &Setup) -> Result<EventKind, Complaint> {
    match line {
        Line::Call(line) => {
            let sent = sent(line.client, line.account, line.credentials, line.request.0, setup)?;
            Ok(EventKind::Call { number: line.call, sent })
        }
        Line::Return(line) => {
            let response = response(line.response.0)?;
            Ok(EventKind::Return { number: line.number, response })
        }
        Line::Lost(line) => Ok(EventKind::Lost { number: line.lost, why: line.why }),
        Line::Exchange(line) => {
            let sent = sent(line.client, line.account, line.credentials, line.request.0, setup)?;
            Ok(EventKind::Exchange { sent, response: response(line.response.0)? })
        }
    }
}

fn sent(
    client: String,
    account: Option<Option<String>>,
    credentials: json::Credentials,
    request: json::Request,
    setup: &Setup,
) -> Result<Sent, Complaint> {
    let request = HttpRequest {
        method: request.method,
        target: request.target,
        headers: Headers(request.headers),
        body: request.body.map_or_else(|| Ok(Body::empty()), body)?,
    };
    let principal = setup.principal(account, &request.headers)?;
    Ok(Sent { client, principal, credentials, request })
}

fn response(raw: json::Response) -> Result<HttpResponse, Complaint> {
    if !(100..=999).contains(&raw.status) {
        let wrong = format!("{} is no status code", raw.status);
        return Err(Complaint::new(wrong, "three digits"));
    }
    Ok(HttpResponse {
        status: raw.status,
        reason: raw.reason,
        headers: Headers(raw.headers),
        body: raw.body.map_or_else(|| Ok(Body::empty()), body)?,
        cut: raw.cut,
    })
}

fn body(raw: json::Body) -> Result<Body, Complaint> {
    let object = match raw {
        TextOr::Text(text) => return Ok(Body::from(text.as_str())),
        TextOr::Long(Object(object)) => object,
    };
    let json::BodyObject { base64, size, md5, sha256, unknown } = object;
    match (base64, size, unknown) {
        (Some(text), None, None) if md5.is_none() && sha256.is_none() => {
            let wrong = |it| Complaint::new(format!("the body is no Base64 ({it})"), BASE64_FORM);
            Ok(Body::Bytes(BASE64.decode(text).map_err(wrong)?.into()))
        }
        (None, Some(size), None) => digest(size, md5, sha256),
        (None, None, Some(True)) if md5.is_none() && sha256.is_none() => Ok(Body::Unknown),
        _ => Err(Complaint::new(
            "the keys of the body object do not belong together",
            "`base64`, or `size` with `md5`, `sha256` or both, or `unknown`",
        )),
    }
}

const BASE64_FORM: &str = "the standard alphabet, padded by `=`";

fn digest(size: u64, md5: Option<String>, sha256: Option<String>) -> Result<Body, Complaint> {
    if md5.is_none() && sha256.is_none() {
        let wrong = format!("a body of {size} bytes has no digest");
        return Err(Complaint::new(wrong, "`md5`, `sha256` or both beside `size`"));
    }
    let no_hex = |text: String, digits: u32| {
        Complaint::new(format!("`{text}` is no digest"), format!("{digits} hexadecimal digits"))
    };
    let md5 = md5.map(|it| Md5::parse(&it).ok_or_else(|| no_hex(it, 32))).transpose()?;
    let sha256 = sha256.map(|it| Sha256::parse(&it).ok_or_else(|| no_hex(it, 64))).transpose()?;
    Ok(Body::Digest { size, md5, sha256 })
}

/// An instant spelled in the one way that the format knows.
pub(super) fn timestamp(text: &str) -> Result<Timestamp, Complaint> {
    let spelled_so = |it: &Timestamp| it.to_string() == text;
    Timestamp::parse_rfc3339(text).filter(spelled_so).ok_or_else(|| {
        let form = "RFC 3339 in UTC with milliseconds, `2013-02-13T17:44:53.000Z` say";
        Complaint::new(format!("`{text}` is no time"), form)
    })
}

fn setup(raw: json::Setup, known: &Known<'_>) -> Result<Setup, Complaint> {
    let mut setup = Setup::default();
    if !raw.accounts.is_empty() {
        setup.accounts = accounts(raw.accounts)?;
    }
    let mut ids = Once::default();
    for Object(json::KmsKey { id, state }) in raw.keys {
        ids.note("key", &id)?;
        setup.keys.push(KmsKeySetup { id, state });
    }
    let accounts = setup.accounts.iter().map(|it| it.name.clone()).collect();
    let names = Names { accounts, service_keys: known.service_keys };
    let mut buckets = Once::default();
    for Object(raw) in raw.buckets {
        buckets.note("bucket", &raw.name)?;
        let default_owner = &setup.accounts[0].name;
        let place = format!("bucket `{}`", raw.name);
        let bucket = bucket(raw, default_owner, &names).map_err(|it| it.within(place))?;
        setup.buckets.push(bucket);
    }
    Ok(setup)
}

fn accounts(raw: Vec<Object<json::Account>>) -> Result<Vec<AccountSetup>, Complaint> {
    let (mut names, mut ids, mut access_keys) = <(Once, Once, Once)>::default();
    let mut accounts = Vec::new();
    for Object(json::Account { name, access_key, id }) in raw {
        if [ALL_USERS, AUTHENTICATED_USERS].contains(&name.as_str()) {
            let wrong = format!("account `{name}` has the name of a group");
            return Err(Complaint::new(wrong, "another name"));
        }
        let id = id.unwrap_or_else(|| name.clone());
        names.note("account", &name)?;
        ids.note("account id", &id)?;
        access_key.iter().try_for_each(|it| access_keys.note("access key", it))?;
        accounts.push(AccountSetup { name: name.into(), access_key, id });
    }
    Ok(accounts)
}

fn bucket(
    raw: json::Bucket,
    default_owner: &AccountName,
    names: &Names<'_>,
) -> Result<BucketSetup, Complaint> {
    let no_name = || Complaint::new("the name is no bucket's", "a name without a slash");
    let mut keys = Once::default();
    let mut objects = Vec::new();
    for Object(raw) in raw.objects {
        keys.note("key", &raw.key)?;
        objects.push(object(raw, names)?);
    }
    Ok(BucketSetup {
        name: BucketName::parse(&raw.name).ok_or_else(no_name)?,
        owner: raw.owner.map_or_else(|| Ok(default_owner.clone()), |it| names.account(&it))?,
        versioning: versioning(raw.versioning),
        default_class: raw.default_class,
        acl: raw.acl.map(|it| acl(it, names)).transpose()?,
        options: raw
            .options
            .map_or_else(|| Ok(BucketOptions::default()), |it| options(it.0, names))?,
        objects,
    })
}

fn versioning(raw: json::Versioning) -> Versioning {
    match raw {
        json::Versioning::Unversioned => Versioning::Unversioned,
        json::Versioning::Enabled => Versioning::Enabled,
        json::Versioning::Suspended => Versioning::Suspended,
    }
}

fn object(raw: json::Stored, names: &Names<'_>) -> Result<ObjectSetup, Complaint> {
    let key = Key::parse(&raw.key).ok_or_else(|| Complaint::new("a key is empty", "a key"))?;
    let mut ids = Once::default();
    let mut versions = Vec::new();
    for Object(raw) in raw.versions {
        let place = format!("key `{key}`, version `{}`", raw.version_id);
        ids.note("version", &raw.version_id).map_err(|it| it.within(format!("key `{key}`")))?;
        versions.push(version(raw, names).map_err(|it| it.within(place))?);
    }
    Ok(ObjectSetup { key, versions })
}

fn version(raw: json::Version, names: &Names<'_>) -> Result<VersionSetup, Complaint> {
    let no_id = || Complaint::new("the version id is empty", "an id, or `null`");
    let no_etag = |text: &str| Complaint::new(format!("`{text}` is no ETag"), "an ETag");
    let etag = |text: String| ETag::parse(&text).ok_or_else(|| no_etag(&text));
    let body = raw.body.map(body).transpose()?;
    check_size(raw.size, body.as_ref())?;
    if raw.delete_marker && body.is_some() {
        return Err(Complaint::new("a delete marker has a `body`", "none"));
    }
    Ok(VersionSetup {
        version_id: VersionId::parse(&raw.version_id).ok_or_else(no_id)?,
        last_modified: raw.last_modified.map(|it| timestamp(&it)).transpose()?,
        body,
        etag: raw.etag.map(etag).transpose()?,
        size: raw.size,
        owner: raw.owner.map(|it| names.account(&it)).transpose()?,
        content_type: raw.content_type,
        metadata: raw.metadata,
        tags: raw.tags,
        redirect: raw.redirect,
        storage_class: raw.storage_class,
        acl: raw.acl.map(|it| acl(it, names)).transpose()?,
        encryption: raw.encryption.map(|it| encryption(it.0, names)).transpose()?,
        restore: raw.restore.map(|it| restore(it.0)).transpose()?,
        lock: raw.lock.map(|it| lock(it.0)).transpose()?,
        retention: raw.retention.map(|it| retention(it.0)).transpose()?,
        appendable: raw.appendable,
        delete_marker: raw.delete_marker,
    })
}

/// Two statements about the number of bytes must agree.
fn check_size(given: Option<u64>, body: Option<&Body>) -> Result<(), Complaint> {
    let held = match body {
        Some(Body::Bytes(bytes)) => Some(bytes.len() as u64),
        Some(Body::Digest { size, .. }) => Some(*size),
        Some(Body::Unknown) | None => None,
    };
    match given.zip(held) {
        Some((given, held)) if given != held => {
            let wrong = format!("`size` is {given} where the body has {held} bytes");
            Err(Complaint::new(wrong, "the same number"))
        }
        _ => Ok(()),
    }
}

fn acl(raw: TextOr<Vec<Object<json::Grant>>>, names: &Names<'_>) -> Result<AclSetup, Complaint> {
    match raw {
        TextOr::Text(name) => Ok(AclSetup::Canned(name)),
        TextOr::Long(grants) => {
            let grants = grants.iter().map(|it| grant(&it.0, names));
            grants.collect::<Result<_, _>>().map(AclSetup::Grants)
        }
    }
}

fn grant(raw: &json::Grant, names: &Names<'_>) -> Result<(Grantee, Permission), Complaint> {
    let grantee = match raw.grantee.as_str() {
        ALL_USERS => Grantee::AllUsers,
        AUTHENTICATED_USERS => Grantee::AuthenticatedUsers,
        name => Grantee::Account(names.account(name)?),
    };
    let permission = Permission::parse(&raw.permission).ok_or_else(|| {
        let wrong = format!("unknown permission `{}`", raw.permission);
        let legal = listed(Permission::SPELLED.iter().map(|(name, _)| *name));
        Complaint::new(wrong, format!("one of {legal}"))
    })?;
    Ok((grantee, permission))
}

fn options(raw: json::Options, names: &Names<'_>) -> Result<BucketOptions, Complaint> {
    let object_lock =
        |Object(it): Object<json::DefaultLock>| DefaultLock { mode: it.mode, days: it.days };
    Ok(BucketOptions {
        default_encryption: raw.default_encryption.map(|it| encryption(it.0, names)).transpose()?,
        object_lock: raw.object_lock.map(object_lock),
        quota: raw.quota,
        requester_pays: raw.requester_pays,
        direct_cold_access: raw.direct_cold_access,
        overwrite: raw.overwrite,
        s3_api: raw.s3_api,
        metadata_under_retention: raw.metadata_under_retention,
        delete_leaves: raw.delete_leaves,
    })
}

fn encryption(raw: json::Encryption, names: &Names<'_>) -> Result<EncryptionSetup, Complaint> {
    let kind = match raw.kind.as_str() {
        KMS => EncryptionKind::Kms,
        CUSTOMER => EncryptionKind::Customer,
        name if names.service_keys.contains(&name) => EncryptionKind::Service(raw.kind),
        name => {
            let legal = [KMS, CUSTOMER].into_iter().chain(names.service_keys.iter().copied());
            let wrong = format!("unknown kind of encryption `{name}`");
            return Err(Complaint::new(wrong, format!("one of {}", listed(legal))));
        }
    };
    Ok(EncryptionSetup { kind, key_id: raw.key_id, key_md5: raw.key_md5 })
}

fn restore(raw: json::Restore) -> Result<RestoreSetup, Complaint> {
    match (raw.ongoing, raw.expires) {
        (Some(True), None) => Ok(RestoreSetup::Ongoing),
        (None, Some(expires)) => timestamp(&expires).map(RestoreSetup::Until),
        (Some(True), Some(_)) => {
            Err(Complaint::new("a restore is `ongoing` and `expires`", "one of the two"))
        }
        (None, None) => Err(Complaint::new("a restore says nothing", "`ongoing` or `expires`")),
    }
}

fn lock(raw: json::Lock) -> Result<Lock, Complaint> {
    Ok(Lock { mode: raw.mode, retain_until: timestamp(&raw.retain_until)? })
}

fn retention(raw: json::Retention) -> Result<Retention, Complaint> {
    let until = raw.until.map(|it| timestamp(&it)).transpose()?;
    Ok(Retention { until, hold: raw.hold })
}

/// Names that must stand once each.
#[derive(Default)]
struct Once(BTreeSet<String>);

impl Once {
    fn note(&mut self, what: &str, name: &str) -> Result<(), Complaint> {
        if self.0.insert(name.to_owned()) {
            return Ok(());
        }
        let wrong = format!("{what} `{name}` is declared twice");
        Err(Complaint::new(wrong, format!("each {what} once")))
    }
}

/// What the rest of a setup may name.
struct Names<'a> {
    accounts: BTreeSet<AccountName>,
    service_keys: &'a [&'a str],
}

impl Names<'_> {
    fn account(&self, name: &str) -> Result<AccountName, Complaint> {
        let declared = || self.accounts.iter().map(|it| &**it);
        self.accounts.get(name).cloned().ok_or_else(|| unknown_account(name, declared()))
    }
}

#[cfg(test)]
mod tests;
