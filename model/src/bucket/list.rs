//! The list of the objects of a bucket: the newest version of each key, where that is one.

use super::{MAX_KEYS, listed};
use crate::dialect::clause::{ListedDeleted, NoReadRight};
use crate::permitted::{Call, Ruling};
use crate::reply::{BodyPattern, ObjectListing, ReplyPattern, Why};
use crate::store::{Bucket, Permission, Stack, Store, Version};

/// Everything a service may answer to a request for the objects of a bucket.
pub fn list_objects(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some(name) = call.request.bucket() else { return };
    let Some(bucket) = ruling.addressed_bucket(store, call) else { return };
    let owns = call.principal.account().is_some_and(|it| bucket.owner.as_ref() == Some(it));
    let may_list = owns || bucket.acl.grants(call.principal, Permission::Read);
    if !(may_list || bucket.unseen && ruling.fork(2) == 0) {
        ruling.refuse::<NoReadRight>();
    }
    if ruling.refused() {
        return;
    }
    let parameter = |it: &str| call.request.query.first(it).unwrap_or_default().to_owned();
    let asked = parameter("max-keys").parse().unwrap_or(MAX_KEYS);
    let mut listing = ObjectListing {
        bucket: name.clone(),
        prefix: parameter("prefix"),
        marker: parameter("marker"),
        max_keys: asked.min(MAX_KEYS),
        truncated: false,
        objects: Vec::new(),
        unseen: Vec::new(),
        why: ruling.reason::<ListedDeleted>(),
    };
    let deleted = ruling.ask::<ListedDeleted>();
    fill(ruling, bucket, &mut listing, deleted);
    let mut reply = ReplyPattern::new(200);
    reply.body = (BodyPattern::Objects(Box::new(listing)), Why::default());
    ruling.succeed(reply);
}

fn fill(
    ruling: &mut Ruling<'_>,
    bucket: &Bucket,
    listing: &mut ObjectListing,
    deleted: ListedDeleted,
) {
    for (key, stack) in bucket.keys() {
        if !key.as_str().starts_with(&listing.prefix) || key.as_str() <= listing.marker.as_str() {
            continue;
        }
        if stack.unseen && stack.current().is_none() {
            listing.unseen.push(key.clone());
            continue;
        }
        let Some(version) = newest_object(stack, deleted) else { continue };
        if listing.objects.len() == listing.max_keys {
            listing.truncated = true;
            return;
        }
        let entry = listed(ruling, key, version, true);
        listing.objects.push(entry);
    }
}

/// What a list shows of a key: its newest version, unless that is a delete marker.
fn newest_object(stack: &Stack, deleted: ListedDeleted) -> Option<&Version> {
    let (_, newest) = stack.current()?;
    if !newest.is_marker() {
        return Some(newest);
    }
    match deleted {
        ListedDeleted::Hidden => None,
        ListedDeleted::NewestObject => {
            stack.newest_first().map(|(_, it)| &**it).find(|it| !it.is_marker())
        }
    }
}
