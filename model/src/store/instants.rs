//! Stores that differ by nothing but what is known of the instants at which something came into
//! being.
//!
//! Such stores are one store of which less is known. Nothing here compares anything else.

use std::sync::Arc;

use super::{Bucket, Field, HiddenId, Part, Span, Stack, Store, Upload, Uploads, Version};

/// An instant that two stores know differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its name.
    pub id: HiddenId,
    /// When it was by the one store.
    pub own: Span,
    /// When it was by the other.
    pub other: Span,
}

/// The instants met so far that differ.
type Found = Vec<Differing>;

impl Store {
    /// The instants by which this differs from `other`; `None` where they differ by anything else.
    pub fn differing_instants(&self, other: &Self) -> Option<Vec<Differing>> {
        let mut found = Found::new();
        let mut all = self.buckets.iter().zip(&other.buckets);
        let is_same = self.buckets.size() == other.buckets.size()
            && all.all(|(own, other)| own.0 == other.0 && buckets(own.1, other.1, &mut found));
        is_same.then_some(found)
    }

    /// Forgets of the instant of a version all but that it lies in `span`; whether there is one.
    pub fn widen(&mut self, id: HiddenId, span: Span) -> bool {
        let mut is_there = false;
        for (bucket, key) in self.homes_of(id.origin).to_vec() {
            self.edit_stack(&bucket, &key, |stack| {
                let found = stack.newest_first().find(|(_, it)| it.origin == id.origin);
                if let Some((at, version)) = found.map(|(at, it)| (at, Version::clone(it))) {
                    stack.amend(at, Arc::new(Version { modified: span, ..version }));
                    is_there = true;
                }
            });
        }
        is_there
    }
}

impl Span {
    /// Whether every instant of this is one of `other`.
    pub fn is_within(self, other: Self) -> bool {
        other.earliest <= self.earliest && self.latest <= other.latest
    }

    /// All instants of both, where no other lies between them.
    pub fn union(self, other: Self) -> Option<Self> {
        let (earliest, latest) = (self.earliest.min(other.earliest), self.latest.max(other.latest));
        let meet = self.latest.min(other.latest).plus(1) >= self.earliest.max(other.earliest);
        meet.then_some(Self { earliest, latest })
    }
}

/// Whether both are the same but for instants.
fn buckets(own: &Arc<Bucket>, other: &Arc<Bucket>, found: &mut Found) -> bool {
    if Arc::ptr_eq(own, other) {
        return true;
    }
    let Bucket { owner, acl, versioning, default_class, options, unseen, folders, uploads, keys } =
        &**own;
    *owner == other.owner
        && *acl == other.acl
        && *versioning == other.versioning
        && *default_class == other.default_class
        && *options == other.options
        && *unseen == other.unseen
        && *folders == other.folders
        && uploads.size() == other.uploads.size()
        && keys.size() == other.keys.size()
        && keys.iter().zip(&other.keys).all(|(own, it)| own.0 == it.0 && stacks(own.1, it.1, found))
        && uploads
            .iter()
            .zip(&other.uploads)
            .all(|(own, it)| own.0 == it.0 && uploads_of_key(own.1, it.1, found))
}

fn stacks(own: &Arc<Stack>, other: &Arc<Stack>, found: &mut Found) -> bool {
    let mut all = own.entries.values().zip(other.entries.values());
    Arc::ptr_eq(own, other)
        || (own.unseen == other.unseen
            && own.entries.size() == other.entries.size()
            && all.all(|(own, other)| versions(own, other, found)))
}

fn versions(own: &Arc<Version>, other: &Arc<Version>, found: &mut Found) -> bool {
    if Arc::ptr_eq(own, other) {
        return true;
    }
    let Version { origin, id, modified, object } = &**own;
    let differing =
        Differing { id: origin.hides(Field::Modified), own: *modified, other: other.modified };
    found.extend((*modified != other.modified).then_some(differing));
    *origin == other.origin && *id == other.id && *object == other.object
}

fn uploads_of_key(own: &Arc<Uploads>, other: &Arc<Uploads>, found: &mut Found) -> bool {
    let mut all = own.open().zip(other.open());
    Arc::ptr_eq(own, other)
        || (own.is_alike(other) && all.all(|((_, own), (_, other))| uploads(own, other, found)))
}

fn uploads(own: &Arc<Upload>, other: &Arc<Upload>, found: &mut Found) -> bool {
    if Arc::ptr_eq(own, other) {
        return true;
    }
    let Upload { origin, id, key, initiator, object, asked_acl, parts, unseen } = &**own;
    *origin == other.origin
        && *id == other.id
        && *key == other.key
        && *initiator == other.initiator
        && *object == other.object
        && *asked_acl == other.asked_acl
        && *unseen == other.unseen
        && parts.size() == other.parts.size()
        && parts
            .iter()
            .zip(&other.parts)
            .all(|(own, it)| own.0 == it.0 && same_part(own.1, it.1, found))
}

fn same_part(own: &Arc<Part>, other: &Arc<Part>, found: &mut Found) -> bool {
    let Part { origin, modified, content, etag } = &**own;
    let differing =
        Differing { id: origin.hides(Field::Modified), own: *modified, other: other.modified };
    found.extend((*modified != other.modified).then_some(differing));
    *origin == other.origin && *content == other.content && *etag == other.etag
}
