//! Where a new version goes: what a PUT and a copy do to the stack of their key.

use std::sync::Arc;

use crate::dialect::clause::{
    EnabledWrite, FolderTarget, LockReach, LockedTarget, OntoMarker, OverwriteByCopy,
    OverwriteOption, QuotaExceeded, ReplaceOntoOther, RetainedOverwrite, SuspendedVersionHeader,
    SuspendedWrite, UnspecifiedRetention, UnversionedId, UnversionedSelfReplace, UnversionedTarget,
};
use crate::lookup::{Found, Lookup};
use crate::name::{Key, VersionId};
use crate::permitted::{Call, Ruling};
use crate::reply::{Expected, Header, ReplyPattern, Shown};
use crate::store::{
    Bucket, Change, Displaces, Field, Object, Seen, Span, Store, Target, Version, Versioning,
};

/// What a write is to the object that stands there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// An upload.
    Upload,
    /// A copy that keeps its source's metadata.
    Plain,
    /// A copy with new metadata, from another object.
    Replace,
    /// A copy with new metadata, from the very object.
    SelfReplace,
}

/// What a write does to its key.
#[derive(Clone, Debug)]
pub enum Place {
    /// It makes the newest version.
    Push(Displaces),
    /// It rewrites the metadata of a version where that stands.
    InPlace(Found, Arc<Object>),
}

impl Ruling<'_> {
    /// Where a write to `target` goes; `None` where it is refused.
    pub fn place(
        &mut self,
        store: &Store,
        call: &Call<'_>,
        target: Target<'_>,
        write: Write,
    ) -> Option<Place> {
        let bucket = store.bucket(target.bucket)?;
        if is_folder(bucket, target.key) && self.refuse::<FolderTarget>() {
            return None;
        }
        match bucket.versioning {
            Versioning::Enabled => {
                self.refuse_locked_target(store, call, target);
                Some(Place::Push(match self.ask::<EnabledWrite>() {
                    EnabledWrite::NewVersion => Displaces::Nothing,
                    EnabledWrite::ReplaceCurrent => Displaces::Everything,
                }))
            }
            Versioning::Suspended => match self.ask::<SuspendedWrite>() {
                SuspendedWrite::ReplaceNull => Some(Place::Push(Displaces::Null)),
                SuspendedWrite::NewVersion => Some(Place::Push(Displaces::Nothing)),
                SuspendedWrite::AsUnversioned => self.place_unversioned(store, call, target, write),
            },
            Versioning::Unversioned => self.place_unversioned(store, call, target, write),
        }
    }

    fn place_unversioned(
        &mut self,
        store: &Store,
        call: &Call<'_>,
        target: Target<'_>,
        write: Write,
    ) -> Option<Place> {
        let bucket = store.bucket(target.bucket)?;
        let conflict = match self.ask::<UnversionedTarget>() {
            UnversionedTarget::Overwrite => return Some(Place::Push(Displaces::Everything)),
            conflict @ UnversionedTarget::Conflict => conflict,
        };
        let (found, object) = match self.current(store, call, target.bucket, target.key) {
            Lookup::Absent => return Some(Place::Push(Displaces::Nothing)),
            Lookup::Marker(_) => {
                let refused = self.refuse::<OntoMarker>();
                return (!refused).then_some(Place::Push(Displaces::Nothing));
            }
            Lookup::Object(found, object) => (found, object),
        };
        if bucket.options.overwrite && self.overwrites(write) {
            return self.overwrite(call, &object, Displaces::Newest);
        }
        match write {
            Write::Upload | Write::Plain => self.refuse_as(conflict),
            Write::Replace => match self.ask::<ReplaceOntoOther>() {
                ReplaceOntoOther::MetadataOnly => return Some(Place::InPlace(found, object)),
                ReplaceOntoOther::Overwrite => {
                    return self.overwrite(call, &object, Displaces::Everything);
                }
                ReplaceOntoOther::OverwriteIfOption if bucket.options.overwrite => {
                    return self.overwrite(call, &object, Displaces::Newest);
                }
                ReplaceOntoOther::OverwriteIfOption => self.refuse_as(conflict),
                refusal @ ReplaceOntoOther::Conflict => self.refuse_as(refusal),
            },
            Write::SelfReplace => match self.ask::<UnversionedSelfReplace>() {
                UnversionedSelfReplace::InPlace => return Some(Place::InPlace(found, object)),
                UnversionedSelfReplace::Overwrite => {
                    return self.overwrite(call, &object, Displaces::Everything);
                }
                refusal @ UnversionedSelfReplace::Conflict => self.refuse_as(refusal),
            },
        }
        None
    }

    /// Where a write goes that takes the place of `object`; nowhere while that must be kept.
    fn overwrite(
        &mut self,
        call: &Call<'_>,
        object: &Object,
        displaces: Displaces,
    ) -> Option<Place> {
        let refused = self.is_locked(call, object) && self.refuse::<RetainedOverwrite>();
        (!refused).then_some(Place::Push(displaces))
    }

    /// Whether a bucket whose objects may be overwritten lets this write do so; a copy with new
    /// metadata has a clause of its own.
    fn overwrites(&mut self, write: Write) -> bool {
        let allowed = match write {
            Write::Upload => true,
            Write::Plain => self.ask::<OverwriteByCopy>() == OverwriteByCopy::Replaces,
            Write::Replace | Write::SelfReplace => false,
        };
        allowed && self.ask::<OverwriteOption>() == OverwriteOption::Replaces
    }

    fn refuse_locked_target(&mut self, store: &Store, call: &Call<'_>, target: Target<'_>) {
        let only_allows = 1 << LockedTarget::Allow as u8;
        if self.candidates::<LockedTarget>() == only_allows {
            return;
        }
        let current = self.current(store, call, target.bucket, target.key);
        if let Some((_, object)) = current.object()
            && self.bars_new_versions(call, object)
        {
            self.refuse::<LockedTarget>();
            self.blame::<UnspecifiedRetention>();
        }
    }

    /// Whether `object` must be kept or its version is locked when `call` takes effect; the run
    /// forks where that is not known.
    pub fn is_locked(&mut self, call: &Call<'_>, object: &Object) -> bool {
        self.is_retained(call, object) || self.is_version_locked(call, object)
    }

    /// Whether nothing may come upon `object` when `call` takes effect; a lock may keep no more
    /// than its own version.
    pub fn bars_new_versions(&mut self, call: &Call<'_>, object: &Object) -> bool {
        self.is_retained(call, object)
            || (self.is_version_locked(call, object)
                && self.ask::<LockReach>() == LockReach::NewVersions)
    }

    /// Whether its version is locked when `call` takes effect; the run forks where that is not
    /// known.
    pub fn is_version_locked(&mut self, call: &Call<'_>, object: &Object) -> bool {
        match self.show(&object.lock) {
            Shown::Known(None) => false,
            Shown::Known(Some(lock)) if lock.retain_until > call.window.latest => true,
            Shown::Known(Some(lock)) if lock.retain_until <= call.window.earliest => false,
            Shown::Known(Some(_)) | Shown::Hidden(_) => self.fork(2) == 1,
        }
    }

    /// Refuses an object of `size` bytes that the space left in `bucket` cannot hold.
    pub fn refuse_over_quota(&mut self, bucket: &Bucket, size: Option<u64>) {
        if bucket.options.quota.zip(size).is_some_and(|(left, size)| size > left) {
            self.refuse::<QuotaExceeded>();
        }
    }

    /// The object on which a write that `displaces` puts a new version.
    pub fn previous(
        &self,
        store: &Store,
        target: Target<'_>,
        displaces: Displaces,
    ) -> Option<Arc<Object>> {
        let stack = self.stack(store, target.bucket, target.key)?;
        let (_, newest) = stack.current()?;
        newest.object.clone().filter(|_| displaces == Displaces::Nothing)
    }

    /// The id of a version written into a bucket of this state by `call`.
    pub fn new_version_id(&mut self, call: &Call<'_>, versioning: Versioning) -> Seen<VersionId> {
        let own = Seen::Hidden(call.origin().hides(Field::Id));
        if versioning == Versioning::Enabled {
            return own;
        }
        match self.ask::<UnversionedId>() {
            UnversionedId::Null => Seen::Known(VersionId::null()),
            UnversionedId::Own => own,
        }
    }

    /// Writes `object` as the newest version of `target`.
    pub fn push(
        &mut self,
        call: &Call<'_>,
        target: Target<'_>,
        displaces: Displaces,
        id: Seen<VersionId>,
        object: Object,
    ) {
        self.push_at(call.window, call, target, displaces, id, object);
    }

    /// As [`Ruling::push`], at an instant of its own.
    pub fn push_at(
        &mut self,
        modified: Span,
        call: &Call<'_>,
        target: Target<'_>,
        displaces: Displaces,
        id: Seen<VersionId>,
        object: Object,
    ) {
        let version =
            Version { origin: call.origin(), id, modified, object: Some(Arc::new(object)) };
        self.change(Change::Push {
            bucket: target.bucket.clone(),
            key: target.key.clone(),
            version: Arc::new(version),
            displaces,
        });
    }

    /// Puts the new version's id into `reply`, where the bucket's state has answers carry it.
    pub fn show_new_version(
        &mut self,
        reply: &mut ReplyPattern,
        versioning: Versioning,
        id: &Seen<VersionId>,
        is_copy: bool,
    ) {
        let carried = match versioning {
            Versioning::Unversioned => false,
            Versioning::Enabled => true,
            Versioning::Suspended => match self.ask::<SuspendedVersionHeader>() {
                SuspendedVersionHeader::CopyOnly => is_copy,
                SuspendedVersionHeader::Both => true,
                SuspendedVersionHeader::Neither => false,
            },
        };
        let why = match versioning {
            Versioning::Unversioned => self.reason::<UnversionedTarget>(),
            Versioning::Enabled => self.reason::<EnabledWrite>(),
            Versioning::Suspended => self.reason::<SuspendedVersionHeader>(),
        };
        let expected = if carried { Expected::Id(self.show(id)) } else { Expected::Absent };
        reply.set(Header::VersionId, expected, why);
    }
}

/// Whether the name is that of a folder, as an upload spells it.
pub fn is_folder_name(key: &Key) -> bool {
    key.as_str().ends_with('/')
}

/// Whether the name denotes a folder: one was made there, or something stands below it.
pub fn is_folder(bucket: &Bucket, key: &Key) -> bool {
    let name = key.as_str().strip_suffix('/').unwrap_or(key.as_str());
    let inside = format!("{name}/");
    let Some(first) = Key::parse(&inside) else { return false };
    if bucket.folders.contains(&first) {
        return true;
    }
    let below = bucket.keys_from(&first).next();
    below.is_some_and(|(it, _)| it.as_str().starts_with(&inside) && it != key)
}

/// The hidden name and span of a version's modification time, as answers show it.
pub fn modified_of(version: &Version) -> (Span, crate::store::HiddenId) {
    (version.modified, version.origin.hides(Field::Modified))
}
