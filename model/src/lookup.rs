//! Finding a version, where some are known, some are hidden, and some nobody has seen.
//!
//! Rights are looked up here too. What is answered when something is missing or forbidden is
//! decided by the operations.

use std::sync::Arc;

use crate::dialect::clause::{
    BadVersionId, ClosedBucket, NoTargetBucket, SharedKms, SourceRight, UnversionedDelete,
    VersionIdForm, VersionWhileUnversioned, VersionsAddressable,
};
use crate::name::{BucketName, Key, VersionId};
use crate::permitted::{Call, Ruling};
use crate::reply::Shown;
use crate::store::{
    Bucket, Change, Encryption, Field, Object, Origin, Permission, Position, Principal, Reasons,
    Restore, Seen, Span, Stack, Store, Value, Version, Versioning,
};

/// A version and the place where it stands.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its place in the stack of its key.
    pub position: Position,
    /// The version.
    pub version: Arc<Version>,
}

/// Whether a version could be found.
#[derive(Clone, Debug)]
pub enum Lookup {
    /// Nothing is there.
    Absent,
    /// It is a delete marker.
    Marker(Found),
    /// It is an object.
    Object(Found, Arc<Object>),
}

impl Lookup {
    fn of(position: Position, version: &Arc<Version>) -> Self {
        let found = Found { position, version: version.clone() };
        match &version.object {
            None => Self::Marker(found),
            Some(object) => Self::Object(found, object.clone()),
        }
    }

    /// The object found.
    pub fn object(&self) -> Option<(&Found, &Arc<Object>)> {
        match self {
            Self::Object(found, object) => Some((found, object)),
            Self::Absent | Self::Marker(_) => None,
        }
    }
}

impl Object {
    /// An object of which nothing is known but that it exists.
    pub fn unseen(origin: Origin) -> Self {
        let hidden = |field| origin.hides(field);
        Self {
            content: Seen::Hidden(hidden(Field::Content)),
            etag: Seen::Hidden(hidden(Field::ETag)),
            owner: Seen::Hidden(hidden(Field::Owner)),
            acl: Seen::Hidden(hidden(Field::Acl)),
            content_type: Seen::Hidden(hidden(Field::ContentType)),
            system: Seen::Hidden(hidden(Field::System)),
            metadata: Seen::Hidden(hidden(Field::Metadata)),
            redirect: Seen::Hidden(hidden(Field::Redirect)),
            class: Seen::Hidden(hidden(Field::Class)),
            encryption: Seen::Hidden(hidden(Field::Encryption)),
            restore: Restore::Never,
            lock: Seen::Hidden(hidden(Field::Lock)),
            tags: Seen::Hidden(hidden(Field::Tags)),
            appendable: false,
            retention: Seen::Hidden(hidden(Field::Retention)),
            reasons: Reasons::default(),
        }
    }
}

impl Version {
    /// A version of which nothing is known but that it exists.
    fn unseen(origin: Origin, is_marker: bool) -> Self {
        Self {
            origin,
            id: Seen::Hidden(origin.hides(Field::Id)),
            modified: Span::ANY,
            object: (!is_marker).then(|| Arc::new(Object::unseen(origin))),
        }
    }
}

impl Ruling<'_> {
    /// The versions of `key` as this run has come to know them.
    pub fn stack(&self, store: &Store, bucket: &BucketName, key: &Key) -> Option<Stack> {
        self.revealed(bucket, key).or_else(|| store.stack(bucket, key)).cloned()
    }

    /// The newest version of `key`. Where nobody has seen into the key, the run forks over what may
    /// stand there.
    pub fn current(
        &mut self,
        store: &Store,
        call: &Call<'_>,
        bucket: &BucketName,
        key: &Key,
    ) -> Lookup {
        let Some(mut stack) = self.stack(store, bucket, key) else { return Lookup::Absent };
        if let Some((position, version)) = stack.current() {
            return Lookup::of(position, version);
        }
        let keeps_versions =
            store.bucket(bucket).is_some_and(|it| it.versioning != Versioning::Unversioned);
        let turns = 1 << UnversionedDelete::TurnsIntoMarker as u8;
        let has_markers = keeps_versions || self.candidates::<UnversionedDelete>() & turns != 0;
        let choice = self.fork(if has_markers { 3 } else { 2 });
        if choice == 0 {
            stack.unseen = false;
        } else {
            let origin = Origin { call: call.number, index: self.met() };
            stack = Stack::of([Version::unseen(origin, choice == 2)]);
            stack.unseen = keeps_versions;
        }
        self.reveal(bucket, key, stack.clone());
        stack.current().map_or(Lookup::Absent, |(position, version)| Lookup::of(position, version))
    }

    /// The version of `key` called `id`. A version whose id is hidden may be it: the run forks,
    /// with the binding or the exclusion that it needs.
    pub fn named(
        &mut self,
        store: &Store,
        call: &Call<'_>,
        bucket: &BucketName,
        key: &Key,
        id: &VersionId,
    ) -> Lookup {
        let Some(mut stack) = self.stack(store, bucket, key) else { return Lookup::Absent };
        let versions: Vec<_> = stack.newest_first().map(|(at, it)| (at, it.clone())).collect();
        for (position, version) in &versions {
            if version.id.known() == Some(id) {
                return Lookup::of(*position, version);
            }
        }
        for (position, version) in &versions {
            let Seen::Hidden(hidden) = version.id else { continue };
            if self.fork(2) == 0 {
                self.bind(hidden, Value::Id(id.clone()));
                return Lookup::of(*position, version);
            }
            self.exclude(hidden, id.clone());
        }
        let choice = if stack.unseen { self.fork(3) } else { 0 };
        if choice == 0 {
            return Lookup::Absent;
        }
        let origin = Origin { call: call.number, index: self.met() };
        let mut version = Version::unseen(origin, choice == 2);
        version.id = Seen::Known(id.clone());
        let version = Arc::new(version);
        let position = stack.insert_oldest(version.clone());
        self.reveal(bucket, key, stack);
        Lookup::of(position, &version)
    }

    /// The bucket a request addresses, whatever the requester may do with it.
    pub fn addressed_bucket<'s>(
        &mut self,
        store: &'s Store,
        call: &Call<'_>,
    ) -> Option<&'s Bucket> {
        let Some(bucket) = call.request.bucket().and_then(|it| store.bucket(it)) else {
            self.refuse::<NoTargetBucket>();
            return None;
        };
        if bucket.options.closed {
            self.refuse::<ClosedBucket>();
        }
        Some(bucket)
    }

    /// The version that a version parameter selects: `Some(None)` where it selects none, `None`
    /// where it is refused.
    pub fn selected_version(&mut self, bucket: &Bucket, id: &str) -> Option<Option<VersionId>> {
        let mut parsed = VersionId::parse(id);
        let integers = self.dialect.wire.integer_ids;
        let is_null = parsed.as_ref().is_some_and(VersionId::is_null) && !integers;
        if self.keeps_no_versions(bucket) && !is_null {
            return match self.ask::<VersionWhileUnversioned>() {
                VersionWhileUnversioned::Ignore => Some(None),
                reading => {
                    self.refuse_as(reading);
                    None
                }
            };
        }
        let canonical = id.trim().trim_start_matches('0');
        if integers
            && canonical != id
            && canonical.parse::<u128>().is_ok()
            && self.ask::<VersionIdForm>() == VersionIdForm::AsNumber
        {
            parsed = VersionId::parse(canonical);
        }
        match parsed.filter(|it| well_formed(it, integers)) {
            Some(id) => Some(Some(id)),
            None => {
                self.refuse::<BadVersionId>();
                None
            }
        }
    }

    /// Whether naming a version in `bucket` selects none.
    pub fn keeps_no_versions(&mut self, bucket: &Bucket) -> bool {
        match bucket.versioning {
            Versioning::Enabled => false,
            Versioning::Unversioned => true,
            Versioning::Suspended => {
                self.ask::<VersionsAddressable>() == VersionsAddressable::OnlyWhileEnabled
            }
        }
    }

    /// Whether `principal` may write objects into `bucket`.
    pub fn may_write(&mut self, bucket: &Bucket, principal: &Principal) -> bool {
        let owns = principal.account().is_some_and(|it| bucket.owner.as_ref() == Some(it));
        owns || bucket.acl.grants(principal, Permission::Write)
            || (bucket.unseen && self.fork(2) == 0)
    }

    /// Whether `principal` may do with `object` what `permission` stands for.
    pub fn may(
        &mut self,
        bucket: &Bucket,
        object: &Object,
        principal: &Principal,
        permission: Permission,
    ) -> bool {
        let owner = self.show(&object.owner);
        let owns =
            owner.known().is_some_and(|it| it.is_some() && it.as_ref() == principal.account());
        if owns {
            return true;
        }
        let acl = self.show(&object.acl);
        if acl.known().is_some_and(|it| it.grants(principal, permission)) {
            return self.is_shared(object);
        }
        let by_bucket = match self.ask::<SourceRight>() {
            SourceRight::ObjectAcl => false,
            SourceRight::BucketOrObjectAcl => {
                let owns = principal.account().is_some_and(|it| bucket.owner.as_ref() == Some(it));
                owns || bucket.acl.grants(principal, permission)
            }
        };
        let uncertain =
            bucket.unseen || matches!(acl, Shown::Hidden(_)) || matches!(owner, Shown::Hidden(_));
        by_bucket || (uncertain && self.fork(2) == 0)
    }

    /// Whether the list of `object` gives others any right to it.
    fn is_shared(&mut self, object: &Object) -> bool {
        let encryption = self.show(&object.encryption);
        !matches!(encryption.known(), Some(Some(Encryption::Kms { .. })))
            || self.ask::<SharedKms>() == SharedKms::ByAcl
    }

    /// Records that this run came to know the versions of a key.
    fn reveal(&mut self, bucket: &BucketName, key: &Key, stack: Stack) {
        self.change(Change::Reveal(bucket.clone(), key.clone(), stack));
    }
}

/// Whether some version could bear the id: an integer where ids are that, else 32 or 64 characters
/// of the alphabet the samples show (OBS-VER-013).
fn well_formed(id: &VersionId, integers: bool) -> bool {
    if integers {
        return id.as_integer().is_some();
    }
    let text = id.as_str();
    let in_alphabet = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'.');
    id.is_null() || (matches!(text.len(), 32 | 64) && text.bytes().all(in_alphabet))
}
