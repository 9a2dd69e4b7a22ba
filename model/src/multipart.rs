//! Multipart uploads: an object that comes in parts, some of them copies of other objects.
//!
//! An upload is begun, gets parts in any order, and ends as an object or as nothing. Who may touch
//! it, which parts make an object and what that object is are decided here; the copy of a part
//! finds, authorizes and tests its source by the very stages of [`crate::copy`], and an assembled
//! object is placed as any other ([`crate::placement`]).
//!
//! Nothing here looks at what an object holds but for its size, its digest and its tag: a part of
//! 5 GB costs what a part of 5 bytes costs. A part never takes metadata or rights from what it
//! copies: those are fixed when the upload begins. An upload that ended is never found again.

use std::sync::Arc;

use crate::copy::refuse_long_key;
use crate::dialect::clause::{
    AbortStatus, MetadataOnPart, NoReadRight, NoUpload, PartReply, SamePartNumber, UploadSettings,
};
use crate::http::Body;
use crate::object::{show_encryption, stored_object, writable_bucket};
use crate::permitted::{Call, Ruling};
use crate::reply::{BodyPattern, ListedPart, PartListing, ReplyPattern, Shown, Why};
use crate::settings::{Purpose, Settings};
use crate::store::{
    Change, Content, Field, Object, Origin, Seen, Store, Target, Upload, UploadId, UploadNumber,
    Value,
};

mod complete;
mod part;

pub use complete::complete_upload;
pub use part::{copy_part, upload_part};

/// The entries a list of parts has at most, unless fewer are asked for.
const MAX_PARTS: usize = 1000;

/// An upload and its place among those of its bucket.
struct Found {
    number: UploadNumber,
    upload: Arc<Upload>,
}

/// Everything a service may answer to a request that begins an upload.
pub fn initiate_upload(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    refuse_long_key(ruling, key);
    let Some(bucket) = writable_bucket(ruling, store, call) else { return };
    let mut settings = Settings::of(ruling, store, call, Some(bucket), Purpose::Put);
    settings.refuse_long_metadata(ruling);
    if ruling.refused() {
        return;
    }
    let settings = fixed(ruling, settings);
    let asked_acl = settings.acl.is_some();
    let nothing = Content::of_body(&Body::empty());
    let object = stored_object(ruling, call, bucket, key, settings, nothing, None);
    let id = call.origin().hides(Field::Upload);
    let mut reply = ReplyPattern::new(200);
    let encryption = ruling.show(&object.encryption);
    show_encryption(ruling, &mut reply, &encryption, why(&object, Field::Encryption));
    let at = (name.clone(), key.clone());
    reply.body = (BodyPattern::UploadBegun { at, id: Shown::Hidden(id) }, Why::default());
    let upload = Upload {
        origin: call.origin(),
        id: Seen::Hidden(id),
        key: key.clone(),
        initiator: Some(call.principal.clone()),
        object: Arc::new(object),
        asked_acl,
        parts: rpds::RedBlackTreeMapSync::default(),
        unseen: false,
    };
    ruling.change(Change::BeginUpload(name.clone(), Arc::new(upload)));
    ruling.succeed(reply);
}

/// What the beginning of an upload fixes of what it asks for.
fn fixed(ruling: &mut Ruling<'_>, settings: Settings) -> Settings {
    for field in [Field::Acl, Field::Class, Field::ContentType, Field::Lock, Field::Metadata] {
        ruling.ask_for::<UploadSettings>(field);
    }
    match ruling.ask_for::<UploadSettings>(Field::Encryption) {
        UploadSettings::OfInitiation => settings,
        UploadSettings::Defaults => Settings::default(),
    }
}

/// Everything a service may answer to a request that gives an upload up.
pub fn abort_upload(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    if writable_bucket(ruling, store, call).is_none() {
        return;
    }
    let id = call.request.query.first("uploadId").unwrap_or_default();
    let Some(found) = open_upload(ruling, store, call, Target { bucket: name, key }, id) else {
        ruling.refuse::<NoUpload>();
        return;
    };
    ruling.change(Change::EndUpload(name.clone(), key.clone(), found.number, None));
    let status = match ruling.ask::<AbortStatus>() {
        AbortStatus::NoContent => 204,
        AbortStatus::Ok => 200,
    };
    ruling.succeed(ReplyPattern::new(status));
}

/// Everything a service may answer to a request for the parts of an upload.
pub fn list_parts(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let Some(bucket) = ruling.addressed_bucket(store, call) else { return };
    let id = call.request.query.first("uploadId").unwrap_or_default();
    let Some(found) = open_upload(ruling, store, call, Target { bucket: name, key }, id) else {
        ruling.refuse::<NoUpload>();
        return;
    };
    let is_initiator = found.upload.initiator.as_ref().is_none_or(|it| it == call.principal);
    if !is_initiator && !ruling.may_write(bucket, call.principal) {
        ruling.refuse::<NoReadRight>();
        return;
    }
    let Some(id) = UploadId::parse(id) else { return };
    let listing = listing_of(ruling, call, Target { bucket: name, key }, id, &found.upload);
    let mut reply = ReplyPattern::new(200);
    let mut why = ruling.reason::<SamePartNumber>();
    why.add(&ruling.reason::<PartReply>());
    reply.body = (BodyPattern::Parts(Box::new(listing)), why);
    ruling.succeed(reply);
}

fn listing_of(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    at: Target<'_>,
    id: UploadId,
    upload: &Upload,
) -> PartListing {
    let number = |name| call.request.query.first(name).and_then(|it| it.parse::<u32>().ok());
    let marker = number("part-number-marker").unwrap_or(0);
    let max_parts = number("max-parts").and_then(|it| usize::try_from(it).ok());
    let max_parts = max_parts.map_or(MAX_PARTS, |it| it.min(MAX_PARTS));
    let behind = || upload.parts.iter().filter(|(number, _)| **number > marker);
    let listed = |(number, part): (&u32, &Arc<crate::store::Part>)| ListedPart {
        number: *number,
        modified: (part.modified, part.origin.hides(Field::Modified)),
        etag: ruling.show(&part.etag),
        size: (part.content.known().and_then(|it| it.size), part.origin.hides(Field::Content)),
    };
    PartListing {
        at: (at.bucket.clone(), at.key.clone()),
        id,
        marker,
        max_parts,
        truncated: behind().count() > max_parts,
        parts: behind().take(max_parts).map(listed).collect(),
        owner: ruling.show(&upload.object.owner),
        class: ruling.show(&upload.object.class),
        unseen: upload.unseen,
    }
}

/// The upload of the object at `at` that is called `id`. One whose id is hidden may be it, and so
/// may one that nobody has seen: the run forks.
fn open_upload(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    at: Target<'_>,
    id: &str,
) -> Option<Found> {
    let id = UploadId::parse(id)?;
    let uploads = store.bucket(at.bucket)?.uploads(at.key);
    for (number, upload) in uploads.open() {
        if upload.id.known() == Some(&id) {
            return Some(Found { number, upload: upload.clone() });
        }
    }
    for (number, upload) in uploads.open() {
        let Seen::Hidden(hidden) = upload.id else { continue };
        if ruling.fork(2) == 0 {
            ruling.bind(hidden, Value::Id(id));
            return Some(Found { number, upload: upload.clone() });
        }
        ruling.exclude(hidden, id.clone());
    }
    if !uploads.may_hide() || ruling.fork(2) == 0 {
        return None;
    }
    let origin = Origin { call: call.number, index: ruling.met() };
    let upload = Arc::new(Upload {
        origin,
        id: Seen::Known(id),
        key: at.key.clone(),
        initiator: None,
        object: Arc::new(Object::unseen(origin)),
        asked_acl: true,
        parts: rpds::RedBlackTreeMapSync::default(),
        unseen: true,
    });
    ruling.change(Change::RevealUpload(at.bucket.clone(), upload.clone()));
    Some(Found { number: uploads.next(), upload })
}

/// Why a field of the object to come is as it is.
fn why(object: &Object, field: Field) -> Why {
    Why::of(object.reasons.0.get(&field))
}

/// Refuses user metadata on a request that takes none, and overlooks the rights it asks for.
fn refuse_metadata(ruling: &mut Ruling<'_>, call: &Call<'_>) {
    if call.request.vendor(ruling.dialect.wire.prefix, "acl").is_some() {
        ruling.ask::<UploadSettings>();
    }
    if !call.request.vendor_all(ruling.dialect.wire.prefix, "meta-").is_empty() {
        ruling.refuse::<MetadataOnPart>();
    }
}

/// Whether the object to come is encrypted, where that is known.
fn is_encrypted(ruling: &mut Ruling<'_>, upload: &Upload) -> bool {
    matches!(ruling.show(&upload.object.encryption), Shown::Known(Some(_)))
}

#[cfg(test)]
mod tests;
