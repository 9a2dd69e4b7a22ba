//! One step of a service: a request in a store, and everything that may come of it.
//!
//! The model is total: every request in every store has an answer, so that a history shrinks by
//! leaving out any of its calls. What is out of scope says how far it may reach.

use crate::acl::{read_acl, set_acl};
use crate::bucket::{create_bucket, list_versions, read_versioning, set_versioning};
use crate::copy::{Instants, copy_object};
use crate::dialect::Dialect;
use crate::dialect::clause::{BadSignature, BadTarget, CopyTrigger, MissingDate, UnknownKey};
use crate::object::{delete_object, put_object, read_object};
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
    let operation = call.request.operation(dialect.wire.prefix);
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
        match operation {
            Operation::CopyObject => match ruling.ask::<CopyTrigger>() {
                CopyTrigger::CopySourceHeader => copy_object(ruling, stores, call),
                CopyTrigger::NeverCopies => put_object(ruling, stores.write, call),
            },
            Operation::CreateBucket => create_bucket(ruling, stores.write, call),
            Operation::DeleteObject => delete_object(ruling, stores.write, call),
            Operation::GetObject | Operation::HeadObject => read_object(ruling, stores.write, call),
            Operation::GetObjectAcl => read_acl(ruling, stores.write, call),
            Operation::GetVersioning => read_versioning(ruling, stores.write, call),
            Operation::ListVersions => list_versions(ruling, stores.write, call),
            Operation::PutObject => put_object(ruling, stores.write, call),
            Operation::PutObjectAcl => set_acl(ruling, stores.write, call),
            Operation::PutVersioning => set_versioning(ruling, stores.write, call),
            Operation::RestoreObject => restore_object(ruling, stores.write, call),
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
        Credentials::Valid => lacks_date(ruling, call) && ruling.refuse::<MissingDate>(),
    };
    !ruling.refused()
}

/// Whether a request that shows how it was signed shows no date to have signed. A trace that leaves
/// out `Authorization` is taken at its word about the account.
fn lacks_date(ruling: &Ruling<'_>, call: &Call<'_>) -> bool {
    let header = |name: &str| call.request.headers.first(name);
    if header("authorization").is_none() {
        return false;
    }
    let vendor = call.request.vendor(ruling.dialect.wire.prefix, "date");
    let is_date = |it: &str| parse_http_date(it).is_some() || parse_basic(it).is_some();
    !vendor.or_else(|| header("date")).is_some_and(is_date)
}
