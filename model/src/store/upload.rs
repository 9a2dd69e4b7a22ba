//! Multipart uploads: what their initiation fixed, the parts they hold, and effects on them.
//!
//! An upload's id is hidden until an answer shows it, as a version's is. A part costs the same
//! whatever its size. Nothing here knows which parts make an object: that is the completion's.

use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

use super::{
    Bindings, Bucket, Content, HiddenId, Object, Origin, Principal, Seen, Span, Store, Value,
};
use crate::name::{BucketName, ETag, Key, VersionId};

/// What names an upload on the wire: opaque text, as the id of a version is.
pub type UploadId = VersionId;

/// The place of an upload among the living of its key, in the order of initiation.
pub type UploadNumber = u32;

/// An upload that is neither completed nor aborted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The call that initiated or first met it; names its hidden values.
    pub origin: Origin,
    /// Its id.
    pub id: Seen<UploadId>,
    /// The key of the object to come.
    pub key: Key,
    /// Who initiated it; `None` where nobody has seen that.
    pub initiator: Option<Principal>,
    /// The object to come, as if it had no byte and belonged to the initiator.
    pub object: Arc<Object>,
    /// Whether the access control list of that object was asked for.
    pub asked_acl: bool,
    /// Its parts, by number.
    pub parts: RedBlackTreeMapSync<u32, Arc<Part>>,
    /// Whether parts may stand here that nobody has seen.
    pub unseen: bool,
}

/// A part of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The call that made or first met it; names its hidden values.
    pub origin: Origin,
    /// When it came into being, by the service's clock.
    pub modified: Span,
    /// Its bytes.
    pub content: Seen<Content>,
    /// Its entity tag.
    pub etag: Seen<ETag>,
}

/// The uploads of one key. They are equal that hold equal uploads in one order, whatever ended
/// between them.
#[derive(Clone, Debug, Default)]
pub struct Uploads {
    open: RedBlackTreeMapSync<UploadNumber, Arc<Upload>>,
    /// The last version made of an upload, and that one's number, as long as an upload is open that
    /// was initiated before it.
    assembled: Option<(Origin, UploadNumber)>,
    /// Whether there may be uploads that nobody has seen.
    unseen: bool,
}

impl PartialEq for Uploads {
    fn eq(&self, other: &Self) -> bool {
        self.open.values().eq(other.open.values())
            && self.unseen == other.unseen
            && self.rank() == other.rank()
    }
}

impl Eq for Uploads {}

impl Uploads {
    /// What was assembled last, and before how many of the open uploads that began.
    fn rank(&self) -> Option<(Origin, usize)> {
        let later = |number: u32| self.open.keys().filter(|it| **it > number).count();
        self.assembled.map(|(version, at)| (version, later(at)))
    }

    /// Whether as many are open here as in `other`, and all else is the same.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        self.open.size() == other.open.size()
            && self.unseen == other.unseen
            && self.rank() == other.rank()
    }

    /// Whether there is nothing to know of them.
    pub(super) fn is_nothing(&self) -> bool {
        self.open.is_empty() && self.assembled.is_none() && !self.unseen
    }

    /// The open ones, in the order of initiation.
    pub fn open(&self) -> impl Iterator<Item = (UploadNumber, &Arc<Upload>)> {
        self.open.iter().map(|(number, upload)| (*number, upload))
    }

    /// Whether there may be some that nobody has seen.
    pub fn may_hide(&self) -> bool {
        self.unseen
    }

    /// The number that the next upload gets.
    pub fn next(&self) -> UploadNumber {
        let open = self.open.last().map(|(number, _)| *number);
        let assembled = self.assembled.map(|(_, number)| number);
        open.max(assembled).map_or(0, |it| it.saturating_add(1))
    }

    /// The last version made of an upload that was initiated after number `than`.
    pub fn assembled_later(&self, than: UploadNumber) -> Option<Origin> {
        let (version, number) = self.assembled?;
        (number > than).then_some(version)
    }

    fn begin(&mut self, upload: Arc<Upload>) {
        self.open.insert_mut(self.next(), upload);
    }

    fn put_part(&mut self, number: UploadNumber, at: u32, part: &Arc<Part>) {
        if let Some(upload) = self.open.get(&number) {
            let mut upload = (**upload).clone();
            upload.parts.insert_mut(at, part.clone());
            self.open.insert_mut(number, Arc::new(upload));
        }
    }

    fn end(&mut self, number: UploadNumber, became: Option<Origin>) {
        if !self.open.remove_mut(&number) {
            return;
        }
        if let (Some(version), None) = (became, self.assembled_later(number)) {
            self.assembled = Some((version, number));
        }
        let eldest = self.open.first().map(|(number, _)| *number);
        let is_past = |last| eldest.is_none_or(|eldest| eldest > last);
        if self.assembled.is_some_and(|(_, last)| is_past(last)) {
            self.assembled = None;
        }
    }

    /// Those of a key of which nothing is known any more.
    pub(super) fn hidden() -> Self {
        Self { unseen: true, ..Self::default() }
    }

    fn bind(&mut self, bindings: &Bindings) {
        for (id, value) in bindings {
            let bound: Vec<_> = self
                .open()
                .map(|(number, upload)| (number, upload.bind(*id, value)))
                .filter(|(number, upload)| self.open.get(number).is_some_and(|it| **it != *upload))
                .collect();
            for (number, upload) in bound {
                self.open.insert_mut(number, Arc::new(upload));
            }
        }
    }

    /// What names hidden values in the open ones.
    pub(super) fn origins(&self) -> Vec<Origin> {
        let mut origins = Vec::new();
        for upload in self.open.values() {
            origins.push(upload.origin);
            origins.extend(upload.parts.values().map(|it| it.origin));
        }
        self.visit_hidden(&mut |id| origins.push(id.origin));
        origins
    }

    /// Visits the hidden values in the open ones.
    pub(super) fn visit_hidden(&self, visit: &mut impl FnMut(HiddenId)) {
        for upload in self.open.values() {
            upload.visit_hidden(visit);
            upload.parts.values().for_each(|it| it.visit_hidden(visit));
        }
    }
}

impl Upload {
    /// Visits the hidden values in what its initiation fixed.
    pub(super) fn visit_hidden(&self, visit: &mut impl FnMut(HiddenId)) {
        self.id.visit_hidden(visit);
        self.object.visit_hidden(visit);
    }

    fn bind(&self, id: HiddenId, value: &Value) -> Self {
        let mut bound = self.clone();
        if let Value::Id(shown) = value {
            bound.id = self.id.bind(id, shown);
            return bound;
        }
        let object = self.object.bind(self.origin, id, value);
        if object != *self.object {
            bound.object = Arc::new(object);
        }
        for (at, part) in &self.parts {
            let shown = part.bind(id, value);
            if shown != **part {
                bound.parts.insert_mut(*at, Arc::new(shown));
            }
        }
        bound
    }
}

impl Part {
    /// Visits the hidden values in it.
    pub(super) fn visit_hidden(&self, visit: &mut impl FnMut(HiddenId)) {
        self.content.visit_hidden(visit);
        self.etag.visit_hidden(visit);
    }

    fn bind(&self, id: HiddenId, value: &Value) -> Self {
        let mut bound = self.clone();
        match value {
            Value::Content(it) => bound.content = self.content.bind(id, it),
            Value::ETag(it) => bound.etag = self.etag.bind(id, it),
            Value::Modified(span) if self.origin == id.origin => {
                bound.modified = self.modified.intersection(*span).unwrap_or(*span);
            }
            _ => {}
        }
        bound
    }
}

impl Bucket {
    /// The uploads of `key`.
    pub fn uploads(&self, key: &Key) -> Uploads {
        self.uploads.get(key).map(|it| Uploads::clone(it)).unwrap_or_default()
    }
}

impl Store {
    pub(super) fn begin_upload(&mut self, name: &BucketName, upload: &Arc<Upload>) {
        let mut origins = vec![upload.origin];
        upload.visit_hidden(&mut |id| origins.push(id.origin));
        self.settle(name, &upload.key, origins);
        self.edit_uploads(name, &upload.key, |it| it.begin(upload.clone()));
    }

    pub(super) fn put_part(
        &mut self,
        (name, key): (&BucketName, &Key),
        number: UploadNumber,
        at: u32,
        part: &Arc<Part>,
    ) {
        let mut origins = vec![part.origin];
        part.visit_hidden(&mut |id| origins.push(id.origin));
        self.settle(name, key, origins);
        self.edit_uploads(name, key, |it| it.put_part(number, at, part));
    }

    pub(super) fn end_upload(
        &mut self,
        (name, key): (&BucketName, &Key),
        number: UploadNumber,
        became: Option<Origin>,
    ) {
        self.edit_uploads(name, key, |it| it.end(number, became));
    }

    /// Replaces hidden values in the uploads of `key` by what was shown.
    pub(super) fn bind_uploads(&mut self, name: &BucketName, key: &Key, bindings: &Bindings) {
        if self.bucket(name).is_some_and(|it| it.uploads.contains_key(key)) {
            self.edit_uploads(name, key, |it| it.bind(bindings));
        }
    }

    pub(super) fn edit_uploads(
        &mut self,
        name: &BucketName,
        key: &Key,
        edit: impl FnOnce(&mut Uploads),
    ) {
        self.edit_bucket(name, |bucket| {
            let mut uploads = bucket.uploads(key);
            edit(&mut uploads);
            if uploads.is_nothing() {
                bucket.uploads.remove_mut(key);
            } else {
                bucket.uploads.insert_mut(key.clone(), Arc::new(uploads));
            }
        });
    }

    /// Whether no other upload is called `id` where the one stands whose id is `hidden`.
    pub(super) fn is_free_upload_id(&self, hidden: HiddenId, id: &UploadId) -> bool {
        let buckets = self.homes_of(hidden.origin).iter().filter_map(|(it, _)| self.bucket(it));
        let mut uploads = buckets.flat_map(|it| it.uploads.values()).flat_map(|it| it.open());
        uploads.all(|(_, it)| it.id.known() != Some(id))
    }
}
