//! One step of a service: a request in a store, and everything that may come of it.
//!
//! The model is total: every request in every store has an answer, so that a history shrinks by
//! leaving out any of its calls. What is out of scope says how far it may reach.

use crate::acl::{read_acl, set_acl};
use crate::bucket::{
    clear_default_encryption, create_bucket, list_objects, list_versions, read_default_class,
    read_versioning, set_default_class, set_default_encryption, set_versioning,
};
use crate::copy::{Instants, copy_object};
use crate::dialect::Dialect;
use crate::dialect::clause::{
    AwsV2Scheme, AwsV4Scheme, BadSignature, BadTarget, CopyTrigger, ForeignHeaders, MissingDate,
    Multipart, OwnScheme, SkewedDate, UnknownKey,
};
use crate::multipart::{
    abort_upload, complete_upload, copy_part, initiate_upload, list_parts, upload_part,
};
use crate::name::Timestamp;
use crate::object::{
    append_object, delete_object, delete_objects, delete_tags, put_object, read_object, read_tags,
    set_retention, set_tags,
};
use crate::permitted::{Assumptions, Call, Credentials, Permitted, Ruling, permitted};
use crate::restore::restore_object;
use crate::store::{Change, Effect};
use crate::wire::date::{parse_basic, parse_http_date};
use crate::wire::{Operation, Request, Scope};

/// Everything a service of this `dialect`, of which `assumptions` is known, may do with `call`.
/// `None` where the operation is out of scope.
pub fn step(
    dialect: &Dialect,
    assumptions: &Assumptions,
    stores: Instants<'_>,
    call: &Call<'_>,
) -> Option<Permitted> {
    let operation = dialect.operation(call.request);
    if matches!(operation, Operation::Unmodelled(_)) && call.request.addressed.is_ok() {
        return None;
    }
    Some(permitted(dialect, assumptions, |ruling| {
        if !authenticate(ruling, call) {
            return;
        }
        if call.request.addressed.is_err() {
            ruling.refuse::<BadTarget>();
            return;
        }
        if has_foreign_headers(ruling, call) {
            ruling.refuse::<ForeignHeaders>();
        }
        if operation.is_multipart() && ruling.refuse::<Multipart>() {
            return;
        }
        match operation {
            Operation::AppendObject => append_object(ruling, stores.write, call),
            Operation::AbortUpload => abort_upload(ruling, stores.write, call),
            Operation::CompleteUpload => complete_upload(ruling, stores.write, call),
            Operation::CopyObject => match ruling.ask::<CopyTrigger>() {
                CopyTrigger::CopySourceHeader => copy_object(ruling, stores, call),
                CopyTrigger::NeverCopies => put_object(ruling, stores.write, call),
            },
            Operation::CopyPart => copy_part(ruling, stores, call),
            Operation::CreateBucket => create_bucket(ruling, stores.write, call),
            Operation::DeleteObject => delete_object(ruling, stores.write, call),
            Operation::GetObject | Operation::HeadObject => read_object(ruling, stores.write, call),
            Operation::GetObjectAcl => read_acl(ruling, stores.write, call),
            Operation::GetVersioning => read_versioning(ruling, stores.write, call),
            Operation::InitiateUpload => initiate_upload(ruling, stores.write, call),
            Operation::ListParts => list_parts(ruling, stores.write, call),
            Operation::ListVersions => list_versions(ruling, stores.write, call),
            Operation::PutObject => put_object(ruling, stores.write, call),
            Operation::PutObjectAcl => set_acl(ruling, stores.write, call),
            Operation::PutVersioning => set_versioning(ruling, stores.write, call),
            Operation::RestoreObject => restore_object(ruling, stores.write, call),
            Operation::DeleteBucketEncryption => {
                clear_default_encryption(ruling, stores.write, call);
            }
            Operation::DeleteObjects => delete_objects(ruling, stores.write, call),
            Operation::DeleteTags => delete_tags(ruling, stores.write, call),
            Operation::GetBucketClass => read_default_class(ruling, stores.write, call),
            Operation::GetTags => read_tags(ruling, stores.write, call),
            Operation::ListObjects => list_objects(ruling, stores.write, call),
            Operation::PutBucketClass => set_default_class(ruling, stores.write, call),
            Operation::PutBucketEncryption => set_default_encryption(ruling, stores.write, call),
            Operation::PutRetention => set_retention(ruling, stores.write, call),
            Operation::PutTags => set_tags(ruling, stores.write, call),
            Operation::UploadPart => upload_part(ruling, stores.write, call),
            Operation::Unmodelled(_) => {}
        }
    }))
}

/// What an operation out of scope may have changed.
pub fn hidden_by(request: &Request, scope: Scope) -> Effect {
    let hidden = match (scope, request.bucket(), request.key()) {
        (Scope::Key, Some(bucket), Some(key)) => Some(Change::HideKey(bucket.clone(), key.clone())),
        (Scope::Bucket, Some(bucket), _) => Some(Change::HideBucket(bucket.clone())),
        _ => None,
    };
    Effect(hidden.into_iter().collect())
}

/// Whether the request is who it says it is: a failure here stops everything else.
fn authenticate(ruling: &mut Ruling<'_>, call: &Call<'_>) -> bool {
    match call.credentials {
        Credentials::UnknownKey => ruling.refuse::<UnknownKey>(),
        Credentials::BadSignature => ruling.refuse::<BadSignature>(),
        Credentials::Valid => {
            refuse_scheme(ruling, call);
            refuse_wrong_date(ruling, call)
        }
    };
    !ruling.refused()
}

/// Refuses a scheme that the service does not take; anonymity may be asked for by any.
fn refuse_scheme(ruling: &mut Ruling<'_>, call: &Call<'_>) {
    let authorization = call.request.headers.first("authorization").unwrap_or_default();
    let (scheme, _) = authorization.trim().split_once(' ').unwrap_or_default();
    if call.principal.account().is_none() {
        return;
    }
    match scheme {
        "AWS" => drop(ruling.refuse::<AwsV2Scheme>()),
        "AWS4-HMAC-SHA256" => drop(ruling.refuse::<AwsV4Scheme>()),
        own if own == ruling.dialect.wire.own_scheme => drop(ruling.refuse::<OwnScheme>()),
        _ => {}
    }
}

/// Refuses a request that shows how it was signed but no date to have signed, or one too far from
/// the service's clock. A trace that leaves out `Authorization` is taken at its word about the
/// account.
fn refuse_wrong_date(ruling: &mut Ruling<'_>, call: &Call<'_>) -> bool {
    let header = |name: &str| call.request.headers.first(name);
    if header("authorization").is_none() {
        return false;
    }
    let vendor = call.request.vendor(ruling.dialect.wire.prefix, "date");
    let read = |it: &str| parse_http_date(it).or_else(|| parse_basic(it));
    match vendor.or_else(|| header("date")).and_then(read) {
        None => ruling.refuse::<MissingDate>(),
        Some(date) => is_skewed(ruling, call, date) && ruling.refuse::<SkewedDate>(),
    }
}

/// The most that the date of a request and the service's clock may differ, in milliseconds.
const SKEW: i64 = 15 * 60 * 1000;

/// Whether a date lies too far from the service's clock. One that the clock may show when the
/// request is served does only if that takes long; of any other the run forks where the clock is
/// not known well enough.
fn is_skewed(ruling: &mut Ruling<'_>, call: &Call<'_>, date: Timestamp) -> bool {
    let (earliest, latest) = (call.window.earliest, call.window.latest);
    if (earliest..=latest).contains(&date) {
        return date.plus(2 * SKEW) < latest && ruling.fork(2) == 1;
    }
    let surely = date.plus(SKEW) < earliest || date.plus(-SKEW) > latest;
    let maybe = date.plus(SKEW) < latest || date.plus(-SKEW) > earliest;
    surely || (maybe && ruling.fork(2) == 1)
}

/// Whether the request wears headers of the service's other family of requests.
fn has_foreign_headers(ruling: &Ruling<'_>, call: &Call<'_>) -> bool {
    let foreign = ruling.dialect.wire.foreign_prefix;
    foreign.is_some_and(|it| !call.request.vendor_all(it, "").is_empty())
}
