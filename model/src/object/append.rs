//! Appending to an object: what other writers of the same key then find.

use std::sync::Arc;

use super::writable_bucket;
use crate::dialect::clause::{AppendElsewhere, AppendTag, LockedAppend};
use crate::lookup::Lookup;
use crate::name::ETag;
use crate::permitted::{Call, Ruling};
use crate::placement::{Place, Write};
use crate::reply::{Expected, Header, ReplyPattern, Why};
use crate::settings::{Purpose, Settings};
use crate::store::{Change, Content, Field, Object, Seen, Store, Target, Version};

/// Everything a service may answer to a request that appends to an object.
pub fn append_object(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(bucket), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let at = Target { bucket, key };
    let Some(bucket) = writable_bucket(ruling, store, call) else { return };
    if bucket.options.object_lock.is_some() {
        ruling.refuse::<LockedAppend>();
    }
    let position = call.request.query.first("position").and_then(|it| it.parse::<u64>().ok());
    let added = Content::of_body(&call.request.body);
    let own = call.origin().hides(Field::ETag);
    let tag = match (ruling.ask::<AppendTag>(), added.as_ref().and_then(|it| it.md5)) {
        (AppendTag::AppendedBytes, Some(md5)) => Seen::Known(ETag::of_md5(md5)),
        _ => Seen::Hidden(own),
    };
    let current = ruling.current(store, call, at.bucket, at.key);
    match current {
        Lookup::Object(found, object) if fits(&object, position) => {
            let object = Object {
                content: joined(&object.content, added, call),
                etag: Seen::Hidden(own),
                ..(*object).clone()
            };
            let mut version = Version { modified: call.window, ..(*found.version).clone() };
            version.object = Some(Arc::new(object));
            let (name, key) = (at.bucket.clone(), at.key.clone());
            ruling.change(Change::Amend(name, key, found.position, Arc::new(version)));
        }
        Lookup::Absent | Lookup::Marker(_) if position == Some(0) => {
            let settings = Settings::of(ruling, store, call, Some(bucket), Purpose::Put);
            let place = ruling.place(store, call, at, Write::Plain);
            let (Some(Place::Push(displaces)), false) = (place, ruling.refused()) else { return };
            let object = super::stored_object(ruling, call, bucket, key, settings, added, None);
            let object = Object { appendable: true, etag: Seen::Hidden(own), ..object };
            let id = ruling.new_version_id(call, bucket.versioning);
            ruling.push(call, at, displaces, id, object);
        }
        _ => drop(ruling.refuse::<AppendElsewhere>()),
    }
    let mut reply = ReplyPattern::new(200);
    let tag = ruling.show(&tag);
    reply.set(Header::ETag, Expected::ETag(tag), ruling.reason::<AppendTag>());
    reply.set(Header::VersionId, Expected::Anything, Why::default());
    ruling.succeed(reply);
}

/// Whether bytes may be put behind `object` at `position`, as far as is known.
fn fits(object: &Object, position: Option<u64>) -> bool {
    let size = object.content.known().and_then(|it| it.size);
    object.appendable && position.is_some() && (size.is_none() || size == position)
}

/// The bytes of an object with those added behind them.
fn joined(before: &Seen<Content>, added: Option<Content>, call: &Call<'_>) -> Seen<Content> {
    let hidden = Seen::Hidden(call.origin().hides(Field::Content));
    let (Some(before), Some(added)) = (before.known(), added) else { return hidden };
    if let (Some(first), Some(second)) = (&before.bytes, &added.bytes) {
        let bytes = crate::http::Body::Bytes([&first[..], &second[..]].concat().into());
        return Content::of_body(&bytes).map_or(hidden, Seen::Known);
    }
    match before.size.zip(added.size) {
        Some((first, second)) => {
            let size = Some(first.saturating_add(second));
            Seen::Known(Content { size, md5: None, sha256: None, bytes: None })
        }
        None => hidden,
    }
}
