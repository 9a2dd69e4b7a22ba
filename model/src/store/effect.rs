//! What a call does to a store, as data; and what an answer teaches about one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    Acl, Bindings, Bucket, Content, Encryption, Field, HiddenId, Object, Origin, Part, Position,
    Seen, Stack, Store, Upload, UploadNumber, Uploads, Value, Version, Versioning,
};
use crate::name::{BucketName, Key, VersionId};

/// Which entries of its key a new version takes the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Displaces {
    /// None: every older version stays.
    Nothing,
    /// The entry whose id is `null`.
    Null,
    /// The newest entry.
    Newest,
    /// Every entry.
    Everything,
}

/// One change of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A bucket comes into being.
    CreateBucket(BucketName, Box<Bucket>),
    /// A bucket goes.
    DeleteBucket(BucketName),
    /// A bucket starts or stops keeping versions.
    SetVersioning(BucketName, Versioning),
    /// Objects that ask for no class get another one.
    SetDefaultClass(BucketName, String),
    /// Objects that ask for no encryption get another one, or none.
    SetDefaultEncryption(BucketName, Option<Encryption>),
    /// A bucket's access control list is replaced.
    SetBucketAcl(BucketName, Acl),
    /// A version becomes the newest of its key.
    Push {
        /// The bucket it stands in.
        bucket: BucketName,
        /// Its key.
        key: Key,
        /// The new version.
        version: Arc<Version>,
        /// What makes room for it.
        displaces: Displaces,
    },
    /// A version comes to stand right below the newest of its key.
    Tuck(BucketName, Key, Arc<Version>),
    /// An entry is rewritten where it stands.
    Amend(BucketName, Key, Position, Arc<Version>),
    /// An entry goes for good.
    Remove(BucketName, Key, Position),
    /// A folder comes into being.
    MakeFolder(BucketName, Key),
    /// A folder goes.
    RemoveFolder(BucketName, Key),
    /// The versions of a key become known, all of them or all but the unseen ones.
    Reveal(BucketName, Key, Stack),
    /// Nothing is known of a key any more.
    HideKey(BucketName, Key),
    /// An upload begins.
    BeginUpload(BucketName, Arc<Upload>),
    /// An upload becomes known that nobody had seen.
    RevealUpload(BucketName, Arc<Upload>),
    /// A part of an upload comes, or takes the place of the one of its number.
    PutPart {
        /// The bucket of the upload.
        bucket: BucketName,
        /// The key of the upload.
        key: Key,
        /// The upload.
        upload: UploadNumber,
        /// The part's number.
        number: u32,
        /// The part.
        part: Arc<Part>,
    },
    /// An upload goes, aborted or as the version that it became.
    EndUpload(BucketName, Key, UploadNumber, Option<Origin>),
    /// The settings and rights of a bucket are not known any more.
    HideBucket(BucketName),
}

impl Change {
    /// Whether the store only becomes better known by it: that holds of a refused request too.
    pub fn is_learned(&self) -> bool {
        matches!(self, Self::Reveal(..) | Self::RevealUpload(..))
    }
}

/// What a call does to a store: its changes in order. Most calls that fail or only look do nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect(pub Vec<Change>);

impl Effect {
    /// Whether the store stays as it is.
    pub fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    /// The hidden values in what it writes, each once.
    pub fn hidden(&self) -> BTreeSet<HiddenId> {
        let mut found = BTreeSet::new();
        for change in &self.0 {
            let mut keep = |id| {
                found.insert(id);
            };
            match change {
                Change::Push { version, .. }
                | Change::Tuck(_, _, version)
                | Change::Amend(_, _, _, version) => version.visit_hidden(&mut keep),
                Change::BeginUpload(_, upload) => upload.visit_hidden(&mut keep),
                Change::PutPart { part, .. } => part.visit_hidden(&mut keep),
                _ => {}
            }
        }
        found
    }

    /// The keys or, without one, the whole buckets that it changes.
    pub fn places(&self) -> impl Iterator<Item = (&BucketName, Option<&Key>)> {
        self.0.iter().map(|change| match change {
            Change::Push { bucket, key, .. }
            | Change::PutPart { bucket, key, .. }
            | Change::Tuck(bucket, key, _)
            | Change::Amend(bucket, key, ..)
            | Change::Remove(bucket, key, _)
            | Change::MakeFolder(bucket, key)
            | Change::RemoveFolder(bucket, key)
            | Change::Reveal(bucket, key, _)
            | Change::HideKey(bucket, key)
            | Change::EndUpload(bucket, key, ..) => (bucket, Some(key)),
            Change::BeginUpload(bucket, upload) | Change::RevealUpload(bucket, upload) => {
                (bucket, Some(&upload.key))
            }
            Change::CreateBucket(bucket, _)
            | Change::DeleteBucket(bucket)
            | Change::SetVersioning(bucket, _)
            | Change::SetBucketAcl(bucket, _)
            | Change::SetDefaultClass(bucket, _)
            | Change::SetDefaultEncryption(bucket, _)
            | Change::HideBucket(bucket) => (bucket, None),
        })
    }
}

/// The room that a stack leaves below an entry for those that turn out to stand there.
const ROOM: Position = 1 << 32;

impl Stack {
    /// A stack of `versions`, oldest first.
    pub fn of(versions: impl IntoIterator<Item = Version>) -> Self {
        let mut stack = Self::default();
        for version in versions {
            stack.push(Arc::new(version), Displaces::Nothing);
        }
        stack
    }

    /// The position that the next version on top gets.
    pub fn next(&self) -> Position {
        self.entries.last().map_or(0, |(position, _)| (position.div_euclid(ROOM) + 1) * ROOM)
    }

    /// Puts `version` on top.
    pub fn push(&mut self, version: Arc<Version>, displaces: Displaces) {
        let next = self.next();
        match displaces {
            Displaces::Nothing => {}
            Displaces::Null => {
                let null = self.newest_first().find(|(_, it)| it.is_null()).map(|(at, _)| at);
                null.inspect(|at| self.remove(*at));
            }
            Displaces::Newest => {
                let newest = self.current().map(|(at, _)| at);
                newest.inspect(|at| self.remove(*at));
            }
            Displaces::Everything => *self = Self::default(),
        }
        self.entries.insert_mut(next, version);
    }

    /// Puts `version` right below the top.
    pub fn tuck(&mut self, version: Arc<Version>) {
        match self.current() {
            Some((top, _)) => drop(self.insert_below(top, version)),
            None => self.push(version, Displaces::Nothing),
        }
    }

    /// Puts `version` right below `position`, whether or not an entry still stands there, and above
    /// all that stands lower; its position, or `None` where there is no room left.
    pub fn insert_below(&mut self, position: Position, version: Arc<Version>) -> Option<Position> {
        let below = self.entries.range(..position).next_back();
        let below = below.map_or(position - 2 * ROOM, |(below, _)| *below);
        let between = below + (position - below) / 2;
        (below < between).then(|| self.amend(between, version))?;
        Some(between)
    }

    /// Rewrites the entry at `position`.
    pub fn amend(&mut self, position: Position, version: Arc<Version>) {
        self.entries.insert_mut(position, version);
    }

    /// Takes the entry at `position` out.
    pub fn remove(&mut self, position: Position) {
        self.entries.remove_mut(&position);
    }

    /// Replaces hidden values by what was shown.
    pub fn bind(&mut self, bindings: &Bindings) {
        for (id, value) in bindings {
            let bound: Vec<_> = self
                .newest_first()
                .filter_map(|(at, version)| Some((at, version.bind(*id, value)?)))
                .collect();
            bound.into_iter().for_each(|(at, version)| self.amend(at, Arc::new(version)));
        }
    }

    /// Whether the entry whose id is `hidden` may be called `id` beside the others: no other is,
    /// and where ids are integers they grow from the oldest to the newest.
    fn fits(&self, hidden: HiddenId, id: &VersionId, integers: bool) -> bool {
        let here = self.newest_first().find(|(_, it)| it.id == Seen::Hidden(hidden));
        let Some((position, _)) = here else { return true };
        self.newest_first().filter_map(|(at, it)| Some((at, it.id.known()?))).all(|(at, other)| {
            let ordered = || match (id.as_integer(), other.as_integer()) {
                (Some(own), Some(other)) => (own > other) == (position > at),
                _ => false,
            };
            other != id && (!integers || ordered())
        })
    }

    /// Puts `version` under every other entry; its position.
    pub fn insert_oldest(&mut self, version: Arc<Version>) -> Position {
        let lowest = self.entries.first().map_or(0, |(position, _)| position - ROOM);
        self.entries.insert_mut(lowest, version);
        lowest
    }
}

impl Version {
    fn is_null(&self) -> bool {
        self.id.known().is_some_and(VersionId::is_null)
    }

    pub(super) fn visit_hidden(&self, visit: &mut impl FnMut(HiddenId)) {
        self.id.visit_hidden(visit);
        if let Some(object) = &self.object {
            object.visit_hidden(visit);
        }
    }

    /// The origins that name hidden values in it, its own among them.
    pub(super) fn origins(&self) -> Vec<Origin> {
        let mut origins = vec![self.origin];
        self.visit_hidden(&mut |id| origins.push(id.origin));
        origins.sort_unstable();
        origins.dedup();
        origins
    }

    /// This with a hidden value replaced by what was shown; `None` where it had no such value.
    #[must_use]
    pub fn bind(&self, id: HiddenId, value: &Value) -> Option<Self> {
        let mut bound = self.clone();
        match value {
            Value::Id(shown) => bound.id = self.id.bind(id, shown),
            Value::Modified(span) if self.origin == id.origin => {
                bound.modified = self.modified.intersection(*span).unwrap_or(*span);
            }
            _ => {
                let object = self.object.as_ref()?;
                bound.object = Some(Arc::new(object.bind(self.origin, id, value)));
            }
        }
        (bound != *self).then_some(bound)
    }
}

impl Object {
    pub(super) fn visit_hidden(&self, visit: &mut impl FnMut(HiddenId)) {
        self.content.visit_hidden(visit);
        self.etag.visit_hidden(visit);
        self.owner.visit_hidden(visit);
        self.acl.visit_hidden(visit);
        self.content_type.visit_hidden(visit);
        self.system.visit_hidden(visit);
        self.metadata.visit_hidden(visit);
        self.redirect.visit_hidden(visit);
        self.class.visit_hidden(visit);
        self.encryption.visit_hidden(visit);
        self.lock.visit_hidden(visit);
        self.retention.visit_hidden(visit);
        self.tags.visit_hidden(visit);
    }

    pub(super) fn bind(&self, own: Origin, id: HiddenId, value: &Value) -> Self {
        let mut bound = self.clone();
        match value {
            Value::Acl(it) => bound.acl = self.acl.bind(id, it),
            Value::Class(it) => bound.class = self.class.bind(id, it),
            Value::Content(it) => bound.content = self.learn_content(own, id, it),
            Value::ETag(it) => bound.etag = self.etag.bind(id, it),
            Value::Encryption(it) => bound.encryption = self.encryption.bind(id, it),
            Value::Lock(it) => bound.lock = self.lock.bind(id, it),
            Value::Metadata(it) => bound.metadata = self.metadata.bind(id, it),
            Value::Owner(it) => bound.owner = self.owner.bind(id, it),
            Value::Restore(it) if id == own.hides(Field::Restore) => bound.restore = *it,
            Value::Retention(it) => bound.retention = self.retention.bind(id, it),
            Value::Tags(it) => bound.tags = self.tags.bind(id, it),
            Value::System(it) => bound.system = self.system.bind(id, it),
            Value::Text(it) if id.field == Field::Redirect => {
                bound.redirect = self.redirect.bind(id, it);
            }
            Value::Text(it) => bound.content_type = self.content_type.bind(id, it),
            Value::Id(_) | Value::Modified(_) | Value::Restore(_) => {}
        }
        bound
    }

    /// Content is learned piece by piece: a size first, the bytes later.
    fn learn_content(&self, own: Origin, id: HiddenId, shown: &Content) -> Seen<Content> {
        match &self.content {
            Seen::Known(known) if id == own.hides(Field::Content) && known.agrees_with(shown) => {
                Seen::Known(known.joined(shown))
            }
            other => other.bind(id, shown),
        }
    }
}

impl Store {
    /// Applies `effect`. Changes of buckets and keys that are gone do nothing.
    pub fn apply(&mut self, effect: &Effect) {
        for change in &effect.0 {
            self.change(change);
        }
    }

    fn change(&mut self, change: &Change) {
        match change {
            Change::CreateBucket(name, bucket) => {
                self.buckets.insert_mut(name.clone(), Arc::new((**bucket).clone()));
            }
            Change::DeleteBucket(name) => {
                self.buckets.remove_mut(name);
            }
            Change::SetVersioning(name, state) => {
                self.edit_bucket(name, |bucket| bucket.versioning = *state);
            }
            Change::SetBucketAcl(name, acl) => {
                self.edit_bucket(name, |bucket| bucket.acl = acl.clone());
            }
            Change::SetDefaultClass(name, class) => {
                self.edit_bucket(name, |bucket| bucket.default_class.clone_from(class));
            }
            Change::SetDefaultEncryption(name, encryption) => self.edit_bucket(name, |bucket| {
                bucket.options.default_encryption.clone_from(encryption);
            }),
            Change::Push { bucket, key, version, displaces } => {
                self.settle_home(bucket, key, version);
                self.edit_stack(bucket, key, |it| it.push(version.clone(), *displaces));
            }
            Change::Tuck(bucket, key, version) => {
                self.settle_home(bucket, key, version);
                self.edit_stack(bucket, key, |it| it.tuck(version.clone()));
            }
            Change::Amend(bucket, key, position, version) => {
                self.settle_home(bucket, key, version);
                self.edit_stack(bucket, key, |it| it.amend(*position, version.clone()));
            }
            Change::Remove(bucket, key, position) => {
                self.edit_stack(bucket, key, |it| it.remove(*position));
            }
            Change::MakeFolder(bucket, key) => self.edit_bucket(bucket, |it| {
                Arc::make_mut(&mut it.folders).insert(key.clone());
            }),
            Change::RemoveFolder(bucket, key) => self.edit_bucket(bucket, |it| {
                Arc::make_mut(&mut it.folders).remove(key);
            }),
            Change::Reveal(bucket, key, stack) => self.set_stack(bucket, key, stack.clone()),
            Change::HideKey(bucket, key) => {
                let unseen = Stack { unseen: true, ..Stack::default() };
                self.set_stack(bucket, key, unseen);
                self.edit_uploads(bucket, key, |it| *it = Uploads::hidden());
            }
            Change::BeginUpload(bucket, upload) | Change::RevealUpload(bucket, upload) => {
                self.begin_upload(bucket, upload);
            }
            Change::PutPart { bucket, key, upload, number, part } => {
                self.put_part((bucket, key), *upload, *number, part);
            }
            Change::EndUpload(bucket, key, upload, became) => {
                self.end_upload((bucket, key), *upload, *became);
            }
            Change::HideBucket(name) => self.edit_bucket(name, |bucket| bucket.unseen = true),
        }
    }

    /// Declares `bucket` as a setup does.
    pub fn insert_bucket(&mut self, name: BucketName, bucket: Bucket) {
        self.buckets.insert_mut(name, Arc::new(bucket));
    }

    /// Declares the versions of a key as a setup does.
    pub fn set_stack(&mut self, bucket: &BucketName, key: &Key, stack: Stack) {
        let versions: Vec<_> = stack.newest_first().map(|(_, it)| it.clone()).collect();
        for version in versions {
            self.settle_home(bucket, key, &version);
        }
        self.edit_stack(bucket, key, |it| *it = stack);
    }

    /// Puts `version` right below a position of its key, as [`Stack::insert_below`] does.
    pub fn insert_below(
        &mut self,
        (bucket, key): (&BucketName, &Key),
        position: Position,
        version: &Arc<Version>,
    ) -> Option<Position> {
        self.settle_home(bucket, key, version);
        let mut stands = None;
        self.edit_stack(bucket, key, |it| stands = it.insert_below(position, version.clone()));
        stands
    }

    /// Replaces hidden values, wherever they stand, by what was shown.
    pub fn bind(&mut self, bindings: &Bindings) {
        for (id, value) in bindings {
            for (bucket, key) in self.homes_of(id.origin).to_vec() {
                self.bind_at(&bucket, &key, *id, value);
                self.bind_uploads(&bucket, &key, &vec![(*id, value.clone())]);
            }
        }
    }

    /// Where what `origin` names stands.
    pub(super) fn homes_of(&self, origin: Origin) -> &[(BucketName, Key)] {
        self.homes.get(&origin).map_or(&[], |it| it)
    }

    fn bind_at(&mut self, bucket: &BucketName, key: &Key, id: HiddenId, value: &Value) {
        let Some(stack) = self.stack(bucket, key) else { return };
        if stack.newest_first().any(|(_, it)| it.bind(id, value).is_some()) {
            let bindings = vec![(id, value.clone())];
            self.edit_stack(bucket, key, |stack| stack.bind(&bindings));
        }
    }

    /// Whether the version or upload whose id is `hidden` may be called `id`, wherever it stands.
    pub fn fits(&self, hidden: HiddenId, id: &VersionId, integers: bool) -> bool {
        if hidden.field == Field::Upload {
            return self.is_free_upload_id(hidden, id);
        }
        if integers && id.as_integer().is_none() {
            return false;
        }
        let homes = self.homes_of(hidden.origin);
        let mut stacks = homes.iter().filter_map(|(bucket, key)| self.stack(bucket, key));
        stacks.all(|stack| stack.fits(hidden, id, integers))
    }

    pub(super) fn edit_bucket(&mut self, name: &BucketName, edit: impl FnOnce(&mut Bucket)) {
        if let Some(bucket) = self.buckets.get(name) {
            let mut bucket = (**bucket).clone();
            edit(&mut bucket);
            self.buckets.insert_mut(name.clone(), Arc::new(bucket));
        }
    }

    pub(super) fn edit_stack(
        &mut self,
        bucket: &BucketName,
        key: &Key,
        edit: impl FnOnce(&mut Stack),
    ) {
        self.edit_bucket(bucket, |bucket| {
            let mut stack = bucket.keys.get(key).map(|it| (**it).clone()).unwrap_or_default();
            edit(&mut stack);
            if stack.is_empty() {
                bucket.keys.remove_mut(key);
            } else {
                bucket.keys.insert_mut(key.clone(), Arc::new(stack));
            }
        });
    }

    fn settle_home(&mut self, bucket: &BucketName, key: &Key, version: &Version) {
        self.settle(bucket, key, version.origins());
    }

    /// Notes that what `origins` name stands at a key.
    pub(super) fn settle(&mut self, bucket: &BucketName, key: &Key, origins: Vec<Origin>) {
        for origin in origins {
            let mut homes = self.homes.get(&origin).cloned().unwrap_or_default();
            let home = (bucket.clone(), key.clone());
            if !homes.contains(&home) {
                homes.push(home);
                self.homes.insert_mut(origin, homes);
            }
        }
    }
}
