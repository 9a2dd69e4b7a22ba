//! Setting how long a version may not be deleted.

use std::sync::Arc;

use super::addressed_version;
use crate::dialect::clause::{
    MalformedRetention, NoSourceKey, NoWriteRight, ReadNamedMarker, RetentionOfUnknown,
    RetentionOnPlainBucket, RetentionShortens,
};
use crate::lookup::Lookup;
use crate::name::Timestamp;
use crate::permitted::{Call, Ruling};
use crate::reply::{Expected, Header, ReplyPattern, Why};
use crate::store::{Change, Lock, Object, Seen, Store, Version};
use crate::wire::date::parse_iso8601;
use crate::wire::xml;

/// Everything a service may answer to a request that sets the retention period of an object.
pub fn set_retention(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let Some(bucket) = ruling.addressed_bucket(store, call) else { return };
    let owns = call.principal.account().is_some_and(|it| bucket.owner.as_ref() == Some(it));
    if !owns {
        ruling.refuse::<NoWriteRight>();
    }
    let plain = bucket.options.object_lock.is_none();
    if plain {
        ruling.refuse::<RetentionOnPlainBucket>();
    }
    let wanted = wanted_lock(ruling, call);
    let Some(named) = addressed_version(ruling, store, call, bucket) else { return };
    let (found, object) = match named.lookup {
        Lookup::Object(found, object) => (found, object),
        absent => {
            match (absent, named.by_id) {
                (Lookup::Marker(_), true) => ruling.refuse::<ReadNamedMarker>(),
                (_, true) => ruling.refuse::<RetentionOfUnknown>(),
                (_, false) => ruling.refuse::<NoSourceKey>(),
            };
            return;
        }
    };
    let Some(wanted) = wanted else { return };
    let shown = ruling.show(&object.lock);
    let held = shown.known().and_then(Option::as_ref).map(|it| it.retain_until);
    let shortens = held.is_some_and(|it| wanted.retain_until <= it)
        || wanted.retain_until <= call.window.earliest
        || (wanted.retain_until <= call.window.latest && ruling.fork(2) == 1);
    if shortens && ruling.refuse::<RetentionShortens>() || ruling.refused() {
        return;
    }
    if !plain {
        let object = Object { lock: Seen::Known(Some(wanted)), ..(*object).clone() };
        let version = Version { object: Some(Arc::new(object)), ..(*found.version).clone() };
        ruling.change(Change::Amend(name.clone(), key.clone(), found.position, Arc::new(version)));
    }
    // No rule prints which of the two a success is, nor whether it names the version.
    let mut reply = ReplyPattern::new(if ruling.fork(2) == 0 { 200 } else { 204 });
    reply.set(Header::VersionId, Expected::Anything, Why::default());
    ruling.succeed(reply);
}

/// The lock that the body asks for: until an instant, by its text or in milliseconds.
fn wanted_lock(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Option<Lock> {
    let document = call.request.body.text().and_then(|it| xml::parse(it).ok());
    let root = document.filter(|it| it.name == "Retention");
    let mode = root.as_ref().and_then(|it| it.text_of("Mode")).map(str::trim);
    let date = root.as_ref().and_then(|it| it.text_of("RetainUntilDate")).map(str::trim);
    let instant = |it: &str| parse_iso8601(it).or_else(|| it.parse().ok().map(Timestamp));
    match (mode, date.and_then(instant)) {
        (Some("COMPLIANCE"), Some(retain_until)) => {
            Some(Lock { mode: "COMPLIANCE".into(), retain_until })
        }
        _ => {
            ruling.refuse::<MalformedRetention>();
            None
        }
    }
}
