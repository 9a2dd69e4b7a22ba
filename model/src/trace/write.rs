//! The writer: what `parse` does, backwards. Equal values make equal bytes.
//!
//! A line is compact JSON with its keys in the order of `json`. What is absent by default is
//! absent: an empty body, an empty list, `credentials` and `cut` where nothing is wrong. The key
//! `account` always stands there. A body of valid UTF-8 is text, any other one Base64.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Serialize;

use super::json::{self, Pairs};
use super::setup::{
    ALL_USERS, AUTHENTICATED_USERS, AccountSetup, AclSetup, BucketOptions, BucketSetup, CUSTOMER,
    DefaultLock, EncryptionKind, EncryptionSetup, KMS, KmsKeySetup, ObjectSetup, RestoreSetup,
    Retention, Setup, VersionSetup,
};
use super::shape::{Object, TextOr, True};
use super::{Event, EventKind, FORMAT, Header, LONGEST_LINE, Sent};
use crate::http::{Body, HttpRequest, HttpResponse};
use crate::name::{ETag, Timestamp};
use crate::store::{Grantee, Lock, Permission, Principal, Versioning};

/// Writes the first line of a trace.
///
/// # Errors
///
/// Those of `output`; [`io::ErrorKind::InvalidInput`], with nothing written, for a line that no
/// reader would take because it is longer than [`LONGEST_LINE`].
pub fn write_header(header: &Header, output: &mut impl Write) -> io::Result<()> {
    let assume = header.assume.iter().map(|(question, candidates)| {
        let candidates = match candidates.as_slice() {
            [only] => TextOr::Text(only.clone()),
            several => TextOr::Long(several.to_vec()),
        };
        (question.clone(), candidates)
    });
    let raw = json::Header {
        trace: FORMAT,
        dialect: header.dialect.clone(),
        origin: header.origin.clone(),
        rules: header.rules.clone(),
        assume: assume.collect(),
        endpoint: header.endpoint.clone().map(|host| Object(json::Endpoint { host })),
        setup: (header.setup != Setup::default()).then(|| Object(setup(&header.setup))),
        notes: header.notes.clone(),
    };
    write_line(&raw, output)
}

/// Writes a later line of a trace.
///
/// # Errors
///
/// Those of [`write_header`].
pub fn write_event(event: &Event, output: &mut impl Write) -> io::Result<()> {
    let at = event.at.to_string();
    match &event.kind {
        EventKind::Call { number, sent } => {
            let Sent { client, principal, credentials, request } = sent;
            let line = json::Call {
                at,
                call: *number,
                client: client.clone(),
                account: Some(account(principal)),
                credentials: *credentials,
                request: self::request(request),
            };
            write_line(&line, output)
        }
        EventKind::Return { number, response } => {
            let response = self::response(response);
            write_line(&json::Return { at, number: *number, response }, output)
        }
        EventKind::Lost { number, why } => {
            write_line(&json::Lost { at, lost: *number, why: *why }, output)
        }
        EventKind::Exchange { sent, response } => {
            let Sent { client, principal, credentials, request } = sent;
            let line = json::Exchange {
                at,
                client: client.clone(),
                account: Some(account(principal)),
                credentials: *credentials,
                request: self::request(request),
                response: self::response(response),
            };
            write_line(&line, output)
        }
    }
}

fn write_line(line: &impl Serialize, output: &mut impl Write) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    if text.len() > LONGEST_LINE {
        let message = "the line would have more than 16 MiB, which no reader takes";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    text.push(b'\n');
    output.write_all(&text)
}

fn account(principal: &Principal) -> Option<String> {
    principal.account().map(ToString::to_string)
}

fn request(request: &HttpRequest) -> Object<json::Request> {
    Object(json::Request {
        method: request.method.clone(),
        target: request.target.clone(),
        headers: request.headers.0.clone(),
        body: message_body(&request.body),
    })
}

fn response(response: &HttpResponse) -> Object<json::Response> {
    Object(json::Response {
        status: response.status,
        reason: response.reason.clone(),
        headers: response.headers.0.clone(),
        body: message_body(&response.body),
        cut: response.cut,
    })
}

/// The body of a message, where no bytes need no key.
fn message_body(body: &Body) -> Option<json::Body> {
    (*body != Body::empty()).then(|| self::body(body))
}

fn body(body: &Body) -> json::Body {
    let object = match body {
        Body::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => return TextOr::Text(text.to_owned()),
            Err(_) => json::BodyObject { base64: Some(BASE64.encode(bytes)), ..Default::default() },
        },
        Body::Digest { size, md5, sha256 } => json::BodyObject {
            size: Some(*size),
            md5: md5.map(|it| it.to_string()),
            sha256: sha256.map(|it| it.to_string()),
            ..Default::default()
        },
        Body::Unknown => json::BodyObject { unknown: Some(True), ..Default::default() },
    };
    TextOr::Long(Object(object))
}

fn setup(setup: &Setup) -> json::Setup {
    let accounts = match setup.accounts == Setup::default().accounts {
        true => Vec::new(),
        false => setup.accounts.iter().map(|it| Object(declared(it))).collect(),
    };
    let key = |it: &KmsKeySetup| Object(json::KmsKey { id: it.id.clone(), state: it.state });
    json::Setup {
        accounts,
        keys: setup.keys.iter().map(key).collect(),
        buckets: setup.buckets.iter().map(|it| Object(bucket(it))).collect(),
    }
}

fn declared(account: &AccountSetup) -> json::Account {
    let AccountSetup { name, access_key, id } = account;
    json::Account {
        name: name.to_string(),
        access_key: access_key.clone(),
        id: (**id != **name).then(|| id.clone()),
    }
}

fn bucket(bucket: &BucketSetup) -> json::Bucket {
    let versioning = match bucket.versioning {
        Versioning::Unversioned => json::Versioning::Unversioned,
        Versioning::Enabled => json::Versioning::Enabled,
        Versioning::Suspended => json::Versioning::Suspended,
    };
    let has_options = bucket.options != BucketOptions::default();
    json::Bucket {
        name: bucket.name.to_string(),
        owner: Some(bucket.owner.to_string()),
        versioning,
        default_class: bucket.default_class.clone(),
        acl: bucket.acl.as_ref().map(acl),
        options: has_options.then(|| Object(options(&bucket.options))),
        objects: bucket.objects.iter().map(|it| Object(object(it))).collect(),
    }
}

fn options(options: &BucketOptions) -> json::Options {
    let object_lock = options.object_lock.as_ref().map(|DefaultLock { mode, days }| {
        Object(json::DefaultLock { mode: mode.clone(), days: *days })
    });
    json::Options {
        default_encryption: options.default_encryption.as_ref().map(encryption),
        object_lock,
        quota: options.quota,
        requester_pays: options.requester_pays,
        direct_cold_access: options.direct_cold_access,
        overwrite: options.overwrite,
        s3_api: options.s3_api,
        metadata_under_retention: options.metadata_under_retention,
        delete_leaves: options.delete_leaves,
    }
}

fn object(object: &ObjectSetup) -> json::Stored {
    json::Stored {
        key: object.key.to_string(),
        versions: object.versions.iter().map(|it| Object(version(it))).collect(),
    }
}

fn version(version: &VersionSetup) -> json::Version {
    json::Version {
        version_id: version.version_id.to_string(),
        last_modified: version.last_modified.as_ref().map(Timestamp::to_string),
        body: version.body.as_ref().map(body),
        etag: version.etag.as_ref().map(ETag::quoted),
        size: version.size,
        owner: version.owner.as_ref().map(ToString::to_string),
        content_type: version.content_type.clone(),
        metadata: Pairs::clone(&version.metadata),
        tags: Pairs::clone(&version.tags),
        redirect: version.redirect.clone(),
        storage_class: version.storage_class.clone(),
        acl: version.acl.as_ref().map(acl),
        encryption: version.encryption.as_ref().map(encryption),
        restore: version.restore.as_ref().map(restore),
        lock: version.lock.as_ref().map(lock),
        retention: version.retention.as_ref().map(retention),
        appendable: version.appendable,
        delete_marker: version.delete_marker,
    }
}

fn acl(acl: &AclSetup) -> TextOr<Vec<Object<json::Grant>>> {
    match acl {
        AclSetup::Canned(name) => TextOr::Text(name.clone()),
        AclSetup::Grants(grants) => TextOr::Long(grants.iter().map(grant).collect()),
    }
}

fn grant((grantee, permission): &(Grantee, Permission)) -> Object<json::Grant> {
    let grantee = match grantee {
        Grantee::Account(name) => name,
        Grantee::AllUsers => ALL_USERS,
        Grantee::AuthenticatedUsers => AUTHENTICATED_USERS,
    };
    let permission = permission.as_str().to_owned();
    Object(json::Grant { grantee: grantee.to_owned(), permission })
}

fn encryption(encryption: &EncryptionSetup) -> Object<json::Encryption> {
    let kind = match &encryption.kind {
        EncryptionKind::Kms => KMS,
        EncryptionKind::Customer => CUSTOMER,
        EncryptionKind::Service(name) => name,
    };
    Object(json::Encryption {
        kind: kind.to_owned(),
        key_id: encryption.key_id.clone(),
        key_md5: encryption.key_md5.clone(),
    })
}

fn restore(restore: &RestoreSetup) -> Object<json::Restore> {
    Object(match restore {
        RestoreSetup::Ongoing => json::Restore { ongoing: Some(True), expires: None },
        RestoreSetup::Until(at) => json::Restore { ongoing: None, expires: Some(at.to_string()) },
    })
}

fn lock(lock: &Lock) -> Object<json::Lock> {
    Object(json::Lock { mode: lock.mode.clone(), retain_until: lock.retain_until.to_string() })
}

fn retention(retention: &Retention) -> Object<json::Retention> {
    let until = retention.until.as_ref().map(Timestamp::to_string);
    Object(json::Retention { until, hold: retention.hold })
}

#[cfg(test)]
mod tests;
