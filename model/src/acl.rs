//! Access control lists of objects: set and read.

use std::sync::Arc;

use crate::dialect::clause::{
    AclScope, MalformedAcl, NoReadRight, NoSourceKey, NoTargetBucket, NoWriteRight, PutAcl,
    ReadNamedMarker, UnknownVersion,
};
use crate::lookup::{Found, Lookup};
use crate::object::addressed_version;
use crate::permitted::{Call, Ruling};
use crate::reply::{BodyPattern, Expected, Header, ReplyPattern, Why, parse_grants};
use crate::settings::{Purpose, Settings};
use crate::store::{Acl, Bucket, Change, Object, Permission, Seen, Store, Version, Versioning};
use crate::wire::xml;

/// The version whose list is meant; what is missing is refused.
fn addressed(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
) -> Option<(Found, Arc<Object>)> {
    let Some(bucket) = call.request.bucket().and_then(|it| store.bucket(it)) else {
        ruling.refuse::<NoTargetBucket>();
        return None;
    };
    let named = addressed_version(ruling, store, call, bucket)?;
    match named.lookup {
        Lookup::Object(found, object) => return Some((found, object)),
        Lookup::Marker(_) if named.by_id => ruling.refuse::<ReadNamedMarker>(),
        Lookup::Absent if named.by_id => ruling.refuse::<UnknownVersion>(),
        Lookup::Marker(_) | Lookup::Absent => ruling.refuse::<NoSourceKey>(),
    };
    None
}

/// Everything a service may answer to a request for an object's access control list.
pub fn read_acl(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some((found, object)) = addressed(ruling, store, call) else { return };
    let Some(bucket) = call.request.bucket().and_then(|it| store.bucket(it)) else { return };
    if !ruling.may(bucket, &object, call.principal, Permission::ReadAcp) {
        ruling.refuse::<NoReadRight>();
        return;
    }
    let owner = ruling.show(&object.owner);
    let acl = ruling.show(&object.acl);
    let mut why = Why::of(object.reasons.0.get(&crate::store::Field::Acl));
    why.add(&Why::of(object.reasons.0.get(&crate::store::Field::Owner)));
    let mut reply = ReplyPattern::new(200);
    show_version(&mut reply, bucket, &found);
    reply.body = (BodyPattern::Acl { owner, acl }, why);
    ruling.succeed(reply);
}

/// The id of the version meant is echoed (OBS-ACL-008); whether unasked too, no page says.
fn show_version(reply: &mut ReplyPattern, bucket: &Bucket, _found: &Found) {
    if bucket.versioning != Versioning::Unversioned {
        reply.set(Header::VersionId, Expected::Anything, Why::default());
    }
}

/// Everything a service may answer to a request that sets an object's access control list.
pub fn set_acl(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some((found, object)) = addressed(ruling, store, call) else { return };
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let Some(bucket) = store.bucket(name) else { return };
    if !ruling.may(bucket, &object, call.principal, Permission::WriteAcp) {
        ruling.refuse::<NoWriteRight>();
    }
    let Some(acl) = wanted_list(ruling, store, call, bucket, &object) else { return };
    if ruling.refused() || ruling.refuse::<PutAcl>() {
        return;
    }
    let all = ruling.ask::<AclScope>() == AclScope::AllVersions;
    let stack = ruling.stack(store, name, key).unwrap_or_default();
    for (position, version) in stack.newest_first() {
        let Some(object) = &version.object else { continue };
        if all || position == found.position {
            let object = Object { acl: acl.clone(), ..(**object).clone() };
            let version = Version { object: Some(Arc::new(object)), ..(**version).clone() };
            let (bucket, key) = (name.clone(), key.clone());
            ruling.change(Change::Amend(bucket, key, position, Arc::new(version)));
        }
    }
    let mut reply = ReplyPattern::new(200);
    show_version(&mut reply, bucket, &found);
    ruling.succeed(reply);
}

/// The list that the headers or, without any, the body ask for; `None` where it is refused.
fn wanted_list(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    object: &Object,
) -> Option<Seen<Acl>> {
    let prefix = ruling.dialect.wire.prefix;
    let canned = call.request.vendor(prefix, "acl").is_some();
    if canned || !call.request.vendor_all(prefix, "grant-").is_empty() {
        let settings = Settings::of(ruling, store, call, Some(bucket), Purpose::Put);
        let owner = ruling.show(&object.owner);
        let owner = owner.known().cloned().flatten();
        let acl = settings.acl?;
        return Some(acl.resolve(ruling, owner.as_ref(), bucket.owner.as_ref()));
    }
    let document = call.request.body.text().and_then(|it| xml::parse(it).ok());
    let list = document.as_ref().filter(|it| it.name == "AccessControlPolicy");
    match list.and_then(parse_grants) {
        Some(acl) => Some(Seen::Known(acl)),
        None => {
            ruling.refuse::<MalformedAcl>();
            None
        }
    }
}
