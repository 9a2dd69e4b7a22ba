//! Comparing the documents that tell of multipart uploads.
//!
//! Where an object is (`Location`) and who began its upload is not compared.

use super::{Comparison, Observed, in_order, root_of};
use crate::name::{BucketName, Key};
use crate::reply::{BodyPattern, Expected, ListedPart, PartListing, Why};
use crate::store::{AccountName, Value};
use crate::wire::xml::Element;

/// What `observed` shows of an upload, and what in it `pattern` does not allow.
pub(super) fn compare_upload(
    pattern: &BodyPattern,
    observed: &Observed,
    why: &Why,
    to: &mut Comparison,
) {
    match pattern {
        BodyPattern::UploadBegun { at, id } => {
            let name = "InitiateMultipartUploadResult";
            let Some(root) = root_of(observed, name, why, to) else { return };
            in_order(root, &["Bucket", "Key", "UploadId"], why, to);
            compare_place(at, root, why, to);
            let id = Expected::Id(id.clone());
            id.compare_at("UploadId", root.text_of("UploadId"), why, to);
        }
        BodyPattern::Assembled { at, etag } => {
            let name = "CompleteMultipartUploadResult";
            let Some(root) = root_of(observed, name, why, to) else { return };
            in_order(root, &["Bucket", "Key", "ETag"], why, to);
            compare_place(at, root, why, to);
            let etag = Expected::ETag(etag.clone());
            etag.compare_at("ETag", root.text_of("ETag"), why, to);
        }
        BodyPattern::Parts(listing) => {
            let Some(root) = root_of(observed, "ListPartsResult", why, to) else { return };
            listing.compare(root, why, to);
        }
        _ => {}
    }
}

/// The same as reports show it.
pub(super) fn describe(pattern: &BodyPattern) -> String {
    match pattern {
        BodyPattern::UploadBegun { id, .. } => {
            let id = id.known().map_or("an id".to_owned(), ToString::to_string);
            format!("InitiateMultipartUploadResult: UploadId {id}")
        }
        BodyPattern::Assembled { etag, .. } => {
            let etag = Expected::ETag(etag.clone()).describe();
            format!("CompleteMultipartUploadResult: ETag {etag}")
        }
        BodyPattern::Parts(listing) => {
            let part = |it: &ListedPart| {
                format!("part {} {}", it.number, Expected::ETag(it.etag.clone()).describe())
            };
            let parts: Vec<_> = listing.parts.iter().map(part).collect();
            format!("ListPartsResult: {}", parts.join(", "))
        }
        _ => String::new(),
    }
}

fn compare_place(
    (bucket, key): &(BucketName, Key),
    root: &Element,
    why: &Why,
    to: &mut Comparison,
) {
    for (name, expected) in [("Bucket", bucket.as_str()), ("Key", key.as_str())] {
        let expected = Expected::Text(expected.to_owned());
        expected.compare_at(name, root.text_of(name), why, to);
    }
}

impl PartListing {
    fn compare(&self, root: &Element, why: &Why, to: &mut Comparison) {
        compare_place(&self.at, root, why, to);
        let id = Expected::Text(self.id.to_string());
        id.compare_at("UploadId", root.text_of("UploadId"), why, to);
        if let crate::reply::Shown::Hidden(id) = &self.owner {
            let owner = root.child("Owner").and_then(|it| it.text_of("ID"));
            to.learn(*id, Value::Owner(owner.map(AccountName::from)));
        }
        if self.unseen {
            return;
        }
        let shown: Vec<_> = root.all("Part").collect();
        if shown.len() != self.parts.len() {
            let entries = |it: usize| format!("{it} parts");
            to.miss("ListPartsResult", entries(self.parts.len()), entries(shown.len()), why);
            return;
        }
        for (expected, shown) in self.parts.iter().zip(shown) {
            expected.compare(shown, why, to);
        }
        let truncated = root.text_of("IsTruncated").unwrap_or("false");
        if truncated != self.truncated.to_string() {
            to.miss("IsTruncated", self.truncated, truncated, why);
        }
    }
}

impl ListedPart {
    fn compare(&self, shown: &Element, why: &Why, to: &mut Comparison) {
        let at = |child: &str| format!("{child} of part {}", self.number);
        let number = Expected::Text(self.number.to_string());
        number.compare_at(&at("PartNumber"), shown.text_of("PartNumber"), why, to);
        let modified = Expected::Modified(self.modified.0, self.modified.1);
        modified.compare_at(&at("LastModified"), shown.text_of("LastModified"), why, to);
        let etag = Expected::ETag(self.etag.clone());
        etag.compare_at(&at("ETag"), shown.text_of("ETag"), why, to);
        let size = Expected::Size(self.size.0, self.size.1);
        size.compare_at(&at("Size"), shown.text_of("Size"), why, to);
    }
}
