//! Removing an object or a version of it.

use std::sync::Arc;

use super::addressed_version;
use crate::dialect::clause::{
    DeleteCurrentMarker, DeleteCurrentVersion, DeleteMarkerHeaders, DeleteOldVersion, DeleteRight,
    DeleteUnknownVersion, DeleteVersionUnversioned, EnabledDelete, EnabledDeleteOfNothing,
    LockedDelete, LockedUnnamedDelete, MarkerRemovalHeader, NoWriteRight, SuspendedDelete,
    UnknownDeleteParameter, UnversionedDelete,
};
use crate::lookup::{Found, Lookup};
use crate::name::VersionId;
use crate::permitted::{Call, Ruling};
use crate::reply::{Expected, Header, ReplyPattern, Why};
use crate::store::Target;
use crate::store::{
    Bucket, Change, Displaces, Field, Object, Permission, Seen, Store, Version, Versioning,
};

/// Everything a service may answer to a DELETE of an object or a version.
pub fn delete_object(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let at = Target { bucket: name, key };
    let Some(bucket) = ruling.addressed_bucket(store, call) else { return };
    if !ruling.may_write(bucket, call.principal) && !may_delete(ruling, store, call, bucket, at) {
        ruling.refuse::<NoWriteRight>();
    }
    let known = ["versionId", "x-id"];
    if call.request.query.parameters().iter().any(|(it, _)| !known.contains(&it.as_str())) {
        ruling.refuse::<UnknownDeleteParameter>();
    }
    let Some(id) = call.request.query.first("versionId") else {
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
    let Some(named) = addressed_version(ruling, store, call, bucket) else { return };
    match named.by_id {
        true => delete_version(ruling, store, call, bucket, at, named.lookup),
        false => delete_unnamed(ruling, store, call, bucket, at),
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
    if let Some(Lookup::Object(found, _) | Lookup::Marker(found)) = lookup {
        ruling.remove(at, &found);
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
    refuse_locked(ruling, call, object.as_deref());
    let unnamed = match (newest == Some(found.position), &object) {
        (true, Some(_)) => ruling.ask::<DeleteCurrentVersion>() == DeleteCurrentVersion::AsUnnamed,
        (true, None) => {
            ruling.refuse::<DeleteCurrentMarker>();
            false
        }
        (false, _) => {
            !ruling.refuse::<DeleteOldVersion>()
                && ruling.ask::<DeleteOldVersion>() == DeleteOldVersion::IgnoreVersion
        }
    };
    if unnamed {
        return delete_unnamed(ruling, store, call, bucket, at);
    }
    if ruling.refused() {
        return;
    }
    let mut reply = ReplyPattern::new(204);
    if bucket.versioning == Versioning::Unversioned {
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

fn refuse_locked(ruling: &mut Ruling<'_>, call: &Call<'_>, object: Option<&Object>) {
    if object.is_some_and(|it| ruling.is_locked(call, it)) {
        ruling.refuse::<LockedDelete>();
    }
}

fn delete_unnamed(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    at: Target<'_>,
) {
    match bucket.versioning {
        Versioning::Enabled => delete_enabled(ruling, store, call, at),
        Versioning::Unversioned => delete_unversioned(ruling, store, call, at),
        Versioning::Suspended => match ruling.ask::<SuspendedDelete>() {
            SuspendedDelete::NullMarker => {
                let null = Seen::Known(VersionId::null());
                add_marker(ruling, call, at, null, Displaces::Null);
            }
            SuspendedDelete::AsUnversioned => delete_unversioned(ruling, store, call, at),
        },
    }
}

fn delete_enabled(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>, at: Target<'_>) {
    let conflict = 1 << LockedUnnamedDelete::Conflict as u8;
    if ruling.candidates::<LockedUnnamedDelete>() & conflict != 0 {
        let current = ruling.current(store, call, at.bucket, at.key);
        if current.object().is_some_and(|(_, it)| ruling.is_locked(call, it)) {
            ruling.refuse::<LockedUnnamedDelete>();
        }
    }
    let nothing = 1 << EnabledDeleteOfNothing::Nothing as u8;
    let matters = ruling.candidates::<EnabledDeleteOfNothing>() & nothing != 0;
    let is_live = !matters || ruling.current(store, call, at.bucket, at.key).object().is_some();
    if !is_live && ruling.ask::<EnabledDeleteOfNothing>() == EnabledDeleteOfNothing::Nothing {
        let open = ruling.candidates::<DeleteMarkerHeaders>().count_ones() > 1;
        ruling.succeed(if open { done_headers_unsaid() } else { ReplyPattern::new(204) });
        return;
    }
    match ruling.ask::<EnabledDelete>() {
        EnabledDelete::AddsMarker => {
            let id = Seen::Hidden(call.origin().hides(Field::Id));
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
    let marker = Version { origin: call.origin(), id, modified: call.window, object: None };
    ruling.change(Change::Push {
        bucket: at.bucket.clone(),
        key: at.key.clone(),
        version: Arc::new(marker),
        displaces,
    });
    ruling.succeed(reply);
}

fn delete_unversioned(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>, at: Target<'_>) {
    let mut reply = ReplyPattern::new(204);
    if let Lookup::Object(found, object) = ruling.current(store, call, at.bucket, at.key) {
        refuse_locked(ruling, call, Some(&object));
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
