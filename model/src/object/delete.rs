//! Removing an object or a version of it.

use std::sync::Arc;

use super::version_at;
use crate::dialect::clause::{
    DeleteCurrentMarker, DeleteCurrentVersion, DeleteMarkerHeaders, DeleteOldMarker,
    DeleteOldVersion, DeleteRight, DeleteUnknownVersion, DeleteVersionUnversioned, EnabledDelete,
    EnabledDeleteOfNothing, LockedDelete, LockedUnnamedDelete, LongReason, MarkerRemovalHeader,
    NoWriteRight, PrivilegedDelete, SuspendedDelete, UnknownDeleteParameter, UnversionedDelete,
};
use crate::lookup::{Found, Lookup};
use crate::name::VersionId;
use crate::permitted::{Call, Ruling};
use crate::reply::{Expected, Header, ReplyPattern, Why};
use crate::store::Target;
use crate::store::{
    Bucket, Change, Displaces, Field, Object, Permission, Seen, Store, Version, Versioning,
};

/// The most characters of the reason for a privileged delete.
const REASON_LIMIT: usize = 1024;

/// Everything a service may answer to a DELETE of an object or a version.
pub fn delete_object(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let at = Target { bucket: name, key };
    let Some(bucket) = ruling.addressed_bucket(store, call) else { return };
    refuse_without_right(ruling, store, call, bucket, at);
    let known = ["versionId", "x-id"];
    if call.request.query.parameters().iter().any(|(it, _)| !known.contains(&it.as_str())) {
        ruling.refuse::<UnknownDeleteParameter>();
    }
    if removes_folder(store, bucket, at) {
        ruling.change(Change::RemoveFolder(name.clone(), key.clone()));
        return ruling.succeed(done_headers_unsaid());
    }
    let id = call.request.query.first("versionId");
    delete_at(ruling, store, call, bucket, at, id);
}

/// Removes what stands at a place, or the version `id` of it.
pub(super) fn delete_at(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    at: Target<'_>,
    id: Option<&str>,
) {
    let Some(id) = id else {
        return delete_unnamed(ruling, store, call, bucket, at);
    };
    if ruling.keeps_no_versions(bucket) {
        match ruling.ask::<DeleteVersionUnversioned>() {
            DeleteVersionUnversioned::AsOtherReads => {}
            DeleteVersionUnversioned::IgnoreVersion => {
                return delete_unnamed(ruling, store, call, bucket, at);
            }
            DeleteVersionUnversioned::Remove => {
                return delete_whatever_its_state(ruling, store, call, at, id);
            }
            refusal @ DeleteVersionUnversioned::NotImplemented => {
                return ruling.refuse_as(refusal);
            }
        }
    }
    let Some(named) = version_at(ruling, store, call, bucket, at, Some(id)) else { return };
    match named.by_id {
        true => delete_version(ruling, store, call, bucket, at, named.lookup),
        false => delete_unnamed(ruling, store, call, bucket, at),
    }
}

/// Whether an empty folder stands at the name, and no object.
fn removes_folder(store: &Store, bucket: &Bucket, at: Target<'_>) -> bool {
    let mut below = bucket.keys_from(at.key).map(|(key, _)| key.as_str());
    bucket.folders.contains(at.key)
        && store.stack(at.bucket, at.key).is_none()
        && !below.any(|it| it.starts_with(at.key.as_str()))
}

/// Refuses who may not delete what stands at a place.
pub(super) fn refuse_without_right(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    at: Target<'_>,
) {
    if !ruling.may_write(bucket, call.principal) && !may_delete(ruling, store, call, bucket, at) {
        ruling.refuse::<NoWriteRight>();
    }
}

/// Whether the object itself gives the right to delete it.
fn may_delete(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    at: Target<'_>,
) -> bool {
    if ruling.ask::<DeleteRight>() == DeleteRight::Bucket {
        return false;
    }
    let current = ruling.current(store, call, at.bucket, at.key);
    let object = current.object();
    object.is_some_and(|(_, it)| ruling.may(bucket, it, call.principal, Permission::Write))
}

/// A 204 of which no page says which version headers it wears.
fn done_headers_unsaid() -> ReplyPattern {
    let mut reply = ReplyPattern::new(204);
    reply.set(Header::VersionId, Expected::Anything, Why::default());
    reply.set(Header::DeleteMarker, Expected::Anything, Why::default());
    reply
}

fn delete_whatever_its_state(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    at: Target<'_>,
    id: &str,
) {
    let lookup = VersionId::parse(id).map(|it| ruling.named(store, call, at.bucket, at.key, &it));
    match lookup {
        Some(Lookup::Object(found, object)) => {
            if store.bucket(at.bucket).is_some_and(|it| is_kept(ruling, call, it, &object)) {
                ruling.refuse::<LockedDelete>();
            }
            ruling.remove(at, &found);
        }
        Some(Lookup::Marker(found)) => ruling.remove(at, &found),
        Some(Lookup::Absent) | None => {}
    }
    ruling.succeed(done_headers_unsaid());
}

fn delete_version(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    at: Target<'_>,
    lookup: Lookup,
) {
    let stack = ruling.stack(store, at.bucket, at.key).unwrap_or_default();
    let newest = stack.current().map(|(position, _)| position);
    let (found, object) = match lookup {
        Lookup::Marker(found) => (found, None),
        Lookup::Object(found, object) => (found, Some(object)),
        Lookup::Absent => {
            if !ruling.refuse::<DeleteUnknownVersion>() {
                ruling.succeed(done_headers_unsaid());
            }
            return;
        }
    };
    if let Some(object) = &object
        && is_kept(ruling, call, bucket, object)
    {
        ruling.refuse::<LockedDelete>();
    }
    let is_newest = newest == Some(found.position);
    let unnamed = ignores_version(ruling, is_newest, object.is_none());
    if unnamed {
        return delete_unnamed(ruling, store, call, bucket, at);
    }
    if ruling.refused() {
        return;
    }
    let mut reply = ReplyPattern::new(204);
    let unsaid = ruling.leaves_open::<DeleteMarkerHeaders>();
    if bucket.versioning == Versioning::Unversioned || unsaid {
        reply = done_headers_unsaid();
    } else {
        let id = ruling.show(&found.version.id);
        reply.set(Header::VersionId, Expected::Id(id), ruling.reason::<DeleteOldVersion>());
        if object.is_none() && ruling.ask::<MarkerRemovalHeader>() == MarkerRemovalHeader::True {
            let why = ruling.reason::<MarkerRemovalHeader>();
            reply.set(Header::DeleteMarker, Expected::Text("true".into()), why);
        }
    }
    ruling.remove(at, &found);
    ruling.succeed(reply);
}

/// Whether a delete of such a version is one without an id; records what forbids it.
fn ignores_version(ruling: &mut Ruling<'_>, is_newest: bool, is_marker: bool) -> bool {
    match (is_newest, is_marker) {
        (true, false) => {
            !ruling.refuse::<DeleteCurrentVersion>()
                && ruling.ask::<DeleteCurrentVersion>() == DeleteCurrentVersion::AsUnnamed
        }
        (true, true) => {
            !ruling.refuse::<DeleteCurrentMarker>()
                && ruling.ask::<DeleteCurrentMarker>() == DeleteCurrentMarker::IgnoreVersion
        }
        (false, true) if ruling.refuse::<DeleteOldMarker>() => false,
        (false, true) if ruling.ask::<DeleteOldMarker>() == DeleteOldMarker::Remove => false,
        (false, _) => {
            !ruling.refuse::<DeleteOldVersion>()
                && ruling.ask::<DeleteOldVersion>() == DeleteOldVersion::IgnoreVersion
        }
    }
}

/// Whether `object` must be kept, and the request does not override that: a privileged delete does
/// unless the object is on hold or its version is locked.
fn is_kept(ruling: &mut Ruling<'_>, call: &Call<'_>, bucket: &Bucket, object: &Object) -> bool {
    if !ruling.is_locked(call, object) {
        return false;
    }
    let Some(reason) = ruling.extension(call, "privileged") else { return true };
    if reason.chars().count() > REASON_LIMIT {
        ruling.refuse::<LongReason>();
    }
    let shown = ruling.show(&object.retention);
    let held = shown.known().is_some_and(|it| it.hold);
    held || ruling.is_version_locked(call, object)
        || ruling.ask::<PrivilegedDelete>() == PrivilegedDelete::Ignored
        || !ruling.is_privileged(call, Some(bucket))
}

fn delete_unnamed(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    at: Target<'_>,
) {
    match bucket.versioning {
        Versioning::Enabled => delete_enabled(ruling, store, call, bucket, at),
        Versioning::Unversioned => delete_unversioned(ruling, store, call, bucket, at),
        Versioning::Suspended => match ruling.ask::<SuspendedDelete>() {
            SuspendedDelete::NullMarker => {
                let null = Seen::Known(VersionId::null());
                add_marker(ruling, call, at, null, Displaces::Null);
            }
            SuspendedDelete::AsUnversioned => delete_unversioned(ruling, store, call, bucket, at),
        },
    }
}

fn delete_enabled(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    at: Target<'_>,
) {
    let conflict = 1 << LockedUnnamedDelete::Conflict as u8;
    if ruling.candidates::<LockedUnnamedDelete>() & conflict != 0 {
        let current = ruling.current(store, call, at.bucket, at.key);
        if let Some((_, object)) = current.object()
            && ruling.bars_new_versions(call, object)
            && is_kept(ruling, call, bucket, object)
        {
            ruling.refuse::<LockedUnnamedDelete>();
        }
    }
    let nothing = 1 << EnabledDeleteOfNothing::Nothing as u8;
    let matters = ruling.candidates::<EnabledDeleteOfNothing>() & nothing != 0;
    let is_live = !matters || ruling.current(store, call, at.bucket, at.key).object().is_some();
    if !is_live && ruling.ask::<EnabledDeleteOfNothing>() == EnabledDeleteOfNothing::Nothing {
        let unsaid = ruling.leaves_open::<DeleteMarkerHeaders>();
        ruling.succeed(if unsaid { done_headers_unsaid() } else { ReplyPattern::new(204) });
        return;
    }
    match ruling.ask::<EnabledDelete>() {
        EnabledDelete::AddsMarker => {
            let id = Seen::Hidden(ruling.made(call).hides(Field::Id));
            add_marker(ruling, call, at, id, Displaces::Nothing);
        }
        EnabledDelete::Removes => {
            let stack = ruling.stack(store, at.bucket, at.key).unwrap_or_default();
            for (position, _) in stack.newest_first() {
                let (bucket, key) = (at.bucket.clone(), at.key.clone());
                ruling.change(Change::Remove(bucket, key, position));
            }
            ruling.succeed(ReplyPattern::new(204));
        }
    }
}

fn add_marker(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    at: Target<'_>,
    id: Seen<VersionId>,
    displaces: Displaces,
) {
    let mut reply = ReplyPattern::new(204);
    if ruling.ask::<DeleteMarkerHeaders>() == DeleteMarkerHeaders::Present {
        let shown = ruling.show(&id);
        let why = ruling.reason::<DeleteMarkerHeaders>();
        reply.set(Header::DeleteMarker, Expected::Text("true".into()), why.clone());
        reply.set(Header::VersionId, Expected::Id(shown), why);
    }
    let origin = ruling.made(call);
    let marker = Version { origin, id, modified: call.window, object: None };
    ruling.change(Change::Push {
        bucket: at.bucket.clone(),
        key: at.key.clone(),
        version: Arc::new(marker),
        displaces,
    });
    ruling.succeed(reply);
}

fn delete_unversioned(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    at: Target<'_>,
) {
    let mut reply = ReplyPattern::new(204);
    if let Lookup::Object(found, object) = ruling.current(store, call, at.bucket, at.key) {
        if is_kept(ruling, call, bucket, &object) {
            ruling.refuse::<LockedDelete>();
        }
        match ruling.ask::<UnversionedDelete>() {
            UnversionedDelete::Removes => ruling.remove(at, &found),
            UnversionedDelete::TurnsIntoMarker => {
                let marker = Version {
                    origin: call.origin(),
                    id: found.version.id.clone(),
                    modified: call.window,
                    object: None,
                };
                let (bucket, key) = (at.bucket.clone(), at.key.clone());
                let marker = Arc::new(marker);
                ruling.change(Change::Amend(bucket, key, found.position, marker));
                reply = done_headers_unsaid();
            }
        }
    }
    ruling.succeed(reply);
}

impl Ruling<'_> {
    fn remove(&mut self, at: Target<'_>, found: &Found) {
        let (bucket, key) = (at.bucket.clone(), at.key.clone());
        self.change(Change::Remove(bucket, key, found.position));
    }
}
