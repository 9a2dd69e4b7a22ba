//! Bodies beside the copy: documents known in full, results of several deletes, lists of objects.
//!
//! As in the rest of `reply`, nothing here decides what is permitted.

use std::collections::BTreeSet;

use super::compare::{Comparison, Observed, root_of};
use super::encode::{instant, known};
use super::{Expected, ListedVersion, Shown, Why};
use crate::name::{BucketName, Key, VersionId};
use crate::store::HiddenId;
use crate::wire::xml::Element;

/// What became of one of several deletes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedEntry {
    /// The key.
    pub key: Key,
    /// The version that the request named, as it did.
    pub version: Option<String>,
    /// The error code where it failed, if the documents name one.
    pub failed: Option<Option<&'static str>>,
    /// The delete marker that was made or removed.
    pub marker: Option<Shown<VersionId>>,
    /// Whether the result tells of it.
    pub listed: bool,
    /// Why.
    pub why: Why,
}

/// A list of objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectListing {
    /// The bucket.
    pub bucket: BucketName,
    /// What keys the request asked for: those that start so.
    pub prefix: String,
    /// The key after which the list starts.
    pub marker: String,
    /// The most entries it may have.
    pub max_keys: usize,
    /// Whether entries are left over.
    pub truncated: bool,
    /// The newest object of each key, in order.
    pub objects: Vec<ListedVersion>,
    /// Keys nobody has seen into: they may be listed or not.
    pub unseen: Vec<Key>,
    /// Why the list is as it is.
    pub why: Why,
}

impl DeletedEntry {
    pub(super) fn bind(&mut self, id: HiddenId, value: &VersionId) {
        if let Some(marker) = &mut self.marker {
            marker.bind(id, value);
        }
    }

    fn name(&self) -> &'static str {
        if self.failed.is_some() { "Error" } else { "Deleted" }
    }

    fn document(&self) -> Element {
        let mut entry = Element::new(self.name()).with(Element::text("Key", self.key.as_str()));
        if let Some(version) = &self.version {
            entry = entry.with(Element::text("VersionId", version));
        }
        if let Some(code) = self.failed {
            let code = code.unwrap_or("InternalError");
            return entry.with(Element::text("Code", code)).with(Element::text("Message", code));
        }
        match &self.marker {
            None => entry,
            Some(id) => entry
                .with(Element::text("DeleteMarker", "true"))
                .with(Element::text("DeleteMarkerVersionId", known(id).as_str())),
        }
    }

    fn compare(&self, shown: &Element, to: &mut Comparison) {
        let at = |child: &str| format!("{child} of {}", self.key);
        if let Some(code) = self.failed {
            let shown = shown.text_of("Code");
            if code.is_some() && code != shown {
                to.miss(&at("Code"), code.unwrap_or("any"), shown.unwrap_or("absent"), &self.why);
            }
            return;
        }
        let flag = shown.text_of("DeleteMarker").unwrap_or("false");
        if flag != self.marker.is_some().to_string() {
            to.miss(&at("DeleteMarker"), self.marker.is_some(), flag, &self.why);
        }
        let id = match &self.marker {
            None => Expected::Absent,
            Some(id) => Expected::Id(id.clone()),
        };
        let what = "DeleteMarkerVersionId";
        id.compare_at(&at(what), shown.text_of(what), &self.why, to);
    }
}

/// The result of several deletes.
pub(super) fn deleted(entries: &[DeletedEntry]) -> Element {
    let listed = entries.iter().filter(|it| it.listed);
    listed.fold(Element::new("DeleteResult"), |root, it| root.with(it.document()))
}

/// Compares the result of several deletes; no page gives its entries an order.
pub(super) fn compare_deleted(
    entries: &[DeletedEntry],
    observed: &Observed,
    why: &Why,
    to: &mut Comparison,
) {
    let Some(root) = root_of(observed, "DeleteResult", why, to) else { return };
    let is_entry = |it: &&Element| it.name == "Deleted" || it.name == "Error";
    let mut left: Vec<_> = root.children.iter().filter(is_entry).collect();
    for entry in entries.iter().filter(|it| it.listed) {
        let same = |it: &&Element| {
            it.name == entry.name()
                && it.text_of("Key") == Some(entry.key.as_str())
                && it.text_of("VersionId") == entry.version.as_deref()
        };
        match left.iter().position(same) {
            Some(at) => entry.compare(left.remove(at), to),
            None => to.miss(&format!("{} {}", entry.name(), entry.key), "listed", "absent", why),
        }
    }
    for extra in left {
        let key = extra.text_of("Key").unwrap_or_default();
        let mut all = why.clone();
        entries.iter().filter(|it| it.key.as_str() == key).for_each(|it| all.add(&it.why));
        to.miss(&format!("{} {key}", extra.name), "absent", "listed", &all);
    }
}

impl ObjectListing {
    pub(super) fn document(&self) -> Element {
        let mut root = Element::new("ListBucketResult")
            .with(Element::text("Name", self.bucket.as_str()))
            .with(Element::text("Prefix", &self.prefix))
            .with(Element::text("Marker", &self.marker))
            .with(Element::text("MaxKeys", self.max_keys.to_string()))
            .with(Element::text("IsTruncated", if self.truncated { "true" } else { "false" }));
        for object in &self.objects {
            let modified = instant(object.modified.0).rfc3339_millis();
            let entry = Element::new("Contents")
                .with(Element::text("Key", object.key.as_str()))
                .with(Element::text("LastModified", modified));
            root = root.with(object.describe_object(entry));
        }
        root
    }

    pub(super) fn compare(&self, observed: &Observed, why: &Why, to: &mut Comparison) {
        let Some(root) = root_of(observed, "ListBucketResult", why, to) else { return };
        let unseen: BTreeSet<_> = self.unseen.iter().map(Key::as_str).collect();
        let seen = |it: &&Element| !it.text_of("Key").is_some_and(|key| unseen.contains(key));
        let shown: Vec<_> = root.all("Contents").filter(seen).collect();
        let keys = |all: &[&str]| all.join(", ");
        let expected: Vec<_> = self.objects.iter().map(|it| it.key.as_str()).collect();
        let listed: Vec<_> = shown.iter().filter_map(|it| it.text_of("Key")).collect();
        if expected != listed {
            to.miss("Contents", keys(&expected), keys(&listed), &self.why);
            return;
        }
        for (object, shown) in self.objects.iter().zip(shown) {
            let modified = Expected::Modified(object.modified.0, object.modified.1);
            let at = format!("LastModified of {}", object.key);
            modified.compare_at(&at, shown.text_of("LastModified"), &object.why, to);
            object.compare_object(shown, observed.nobody, to);
        }
        let truncated = root.text_of("IsTruncated").unwrap_or("false");
        if truncated != self.truncated.to_string() && self.unseen.is_empty() {
            to.miss("IsTruncated", self.truncated, truncated, why);
        }
    }
}

/// Compares a document known in full. Elements that nobody expects are ignored, repeats are not.
pub(super) fn compare(expected: &Element, observed: &Observed, why: &Why, to: &mut Comparison) {
    let Some(shown) = root_of(observed, &expected.name, why, to) else { return };
    if !fits(expected, shown) {
        to.miss(&expected.name, text_of(expected), text_of(shown), why);
    }
}

fn fits(expected: &Element, shown: &Element) -> bool {
    if expected.children.is_empty() {
        let empty = !expected.text.is_empty() || shown.children.is_empty();
        return empty && expected.text.trim() == shown.text.trim();
    }
    let mut left: Vec<_> = shown.children.iter().collect();
    let found = expected.children.iter().all(|child| {
        let same = left.iter().position(|it| it.name == child.name && fits(child, it));
        same.map(|at| left.remove(at)).is_some()
    });
    found && !left.iter().any(|it| expected.child(&it.name).is_some())
}

/// A document in one line, as reports show it.
pub(super) fn text_of(root: &Element) -> String {
    let inside: Vec<_> = root.children.iter().map(text_of).collect();
    match (inside.is_empty(), root.text.trim()) {
        (false, _) => format!("{} ({})", root.name, inside.join(", ")),
        (true, "") => root.name.clone(),
        (true, text) => format!("{} {text}", root.name),
    }
}
