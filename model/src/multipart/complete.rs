//! The end of an upload: its parts become an object.

use std::sync::Arc;

use super::{Found, is_encrypted, open_upload, refuse_metadata};
use crate::dialect::clause::{
    AssembledOrder, AssembledTag, EncryptedTag, InvalidPart, MalformedCompletion, NoUpload,
    PartMinimum, PartOrder, SmallPart, UploadOwner,
};
use crate::http::Body;
use crate::name::{ETag, Md5};
use crate::object::{show_encryption, writable_bucket};
use crate::permitted::{Call, Ruling};
use crate::placement::{Place, Write};
use crate::reply::{BodyPattern, ReplyPattern, Shown, Why};
use crate::store::{
    AccountName, Acl, Bucket, Change, Content, Displaces, Field, Grantee, Object, Part, Permission,
    Principal, Seen, Store, Target, Upload, Version,
};
use crate::wire::xml;

/// A part as a completion lists it, by the tag that it has.
struct Listed {
    tag: ETag,
    content: Shown<Content>,
}

/// Everything a service may answer to the completion of an upload.
pub fn complete_upload(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let at = Target { bucket: name, key };
    refuse_metadata(ruling, call);
    let wanted = wanted_parts(ruling, call);
    let Some(bucket) = writable_bucket(ruling, store, call) else { return };
    let id = call.request.query.first("uploadId").unwrap_or_default();
    let Some(found) = open_upload(ruling, store, call, at, id) else {
        ruling.refuse::<NoUpload>();
        return;
    };
    let wanted = match wanted {
        Wanted::Parts(parts) => parts,
        Wanted::Unknown => all_parts(ruling, &found.upload),
        Wanted::Nothing => return,
    };
    let Some(parts) = listed_parts(ruling, call, &found.upload, &wanted) else { return };
    refuse_small(ruling, &parts);
    ruling.refuse_over_quota(bucket, size_of(&parts));
    let place = ruling.place(store, call, at, Write::Plain);
    if let (Some(Place::Push(displaces)), false) = (place, ruling.refused()) {
        assemble(ruling, store, call, bucket, at, &found, &parts, displaces);
    }
}

/// The parts that a completion lists.
enum Wanted {
    /// These, by number and tag.
    Parts(Vec<(u32, ETag)>),
    /// The body was not recorded.
    Unknown,
    /// None: that is refused.
    Nothing,
}

fn wanted_parts(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Wanted {
    if matches!(call.request.body, Body::Unknown) {
        if ruling.fork(2) == 1 {
            ruling.refuse::<MalformedCompletion>();
            ruling.refuse::<InvalidPart>();
            ruling.refuse::<PartOrder>();
        }
        return Wanted::Unknown;
    }
    let document = call.request.body.text().and_then(|it| xml::parse(it).ok());
    let root = document.filter(|it| it.name == "CompleteMultipartUpload");
    let part = |it: &xml::Element| {
        let number = it.text_of("PartNumber")?.trim().parse().ok()?;
        Some((number, ETag::parse(it.text_of("ETag")?.trim())?))
    };
    let parts: Option<Vec<_>> = root.and_then(|it| it.all("Part").map(part).collect());
    match parts.filter(|it| !it.is_empty()) {
        Some(parts) => Wanted::Parts(parts),
        None => {
            ruling.refuse::<MalformedCompletion>();
            Wanted::Nothing
        }
    }
}

/// Every part of an upload, as far as its tag is known.
fn all_parts(ruling: &mut Ruling<'_>, upload: &Upload) -> Vec<(u32, ETag)> {
    let parts = upload.parts.iter();
    parts.filter_map(|(at, it)| Some((*at, ruling.show(&it.etag).known()?.clone()))).collect()
}

/// The parts listed, in order; `None` where the list is refused.
fn listed_parts(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    upload: &Upload,
    wanted: &[(u32, ETag)],
) -> Option<Vec<Listed>> {
    let ascends = wanted.is_sorted_by(|(one, _), (next, _)| one < next);
    if !ascends {
        ruling.refuse::<PartOrder>();
    }
    let mut listed = Vec::with_capacity(wanted.len());
    for (number, tag) in wanted {
        let content = match upload.parts.get(number) {
            Some(part) => has_tag(ruling, part, tag).then(|| ruling.show(&part.content)),
            None if upload.unseen && ruling.fork(2) == 1 => {
                Some(Shown::Hidden(call.origin().hides(Field::Content)))
            }
            None => None,
        };
        let Some(content) = content else {
            ruling.refuse::<InvalidPart>();
            return None;
        };
        listed.push(Listed { tag: tag.clone(), content });
    }
    ascends.then_some(listed)
}

fn has_tag(ruling: &mut Ruling<'_>, part: &Part, tag: &ETag) -> bool {
    match ruling.show(&part.etag) {
        Shown::Known(known) => known == *tag,
        Shown::Hidden(id) => {
            let same = ruling.fork(2) == 0;
            if same {
                ruling.bind(id, crate::store::Value::ETag(tag.clone()));
            }
            same
        }
    }
}

/// Refuses parts that are too small; the last one may be of any size.
fn refuse_small(ruling: &mut Ruling<'_>, parts: &[Listed]) {
    let others = parts.split_last().map_or(&[][..], |(_, others)| others);
    if others.is_empty() {
        return;
    }
    let least = minimum(ruling);
    let size = |it: &Listed| it.content.known().and_then(|it| it.size);
    let is_small = others.iter().any(|it| size(it).is_some_and(|it| it < least));
    let may_be = others.iter().any(|it| size(it).is_none());
    if is_small || (may_be && ruling.fork(2) == 1) {
        ruling.refuse::<SmallPart>();
    }
}

fn minimum(ruling: &mut Ruling<'_>) -> u64 {
    match ruling.ask::<PartMinimum>() {
        PartMinimum::FiveMegabytes => 5 << 20,
        PartMinimum::HundredKilobytes => 100 << 10,
        PartMinimum::OneMegabyte => 1 << 20,
    }
}

fn size_of(parts: &[Listed]) -> Option<u64> {
    parts.iter().map(|it| it.content.known()?.size).sum()
}

#[expect(clippy::too_many_arguments, reason = "the last stage needs what all others found")]
fn assemble(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    at: Target<'_>,
    found: &Found,
    parts: &[Listed],
    displaces: Displaces,
) {
    let previous = ruling.previous(store, at, displaces);
    let newer = newer_version(ruling, store, at, found);
    let object = assembled_object(ruling, call, bucket, &found.upload, parts, previous.as_deref());
    let id = ruling.new_version_id(call, bucket.versioning);
    let mut reply = ReplyPattern::new(200);
    let etag = ruling.show(&object.etag);
    let place = (at.bucket.clone(), at.key.clone());
    let why = super::why(&object, Field::ETag);
    reply.body = (BodyPattern::Assembled { at: place, etag }, why);
    let encryption = ruling.show(&object.encryption);
    show_encryption(ruling, &mut reply, &encryption, Why::default());
    ruling.show_new_version(&mut reply, bucket.versioning, &id, false);
    let owner = object.owner.clone();
    let became = newer.is_none().then(|| call.origin());
    match newer {
        None => ruling.push(call, at, displaces, id, object),
        Some(newer) => push_below(ruling, store, call, at, displaces, &newer, id, object),
    }
    let (name, key) = (at.bucket.clone(), at.key.clone());
    ruling.change(Change::EndUpload(name, key, found.number, became));
    if previous.is_some() {
        ruling.own_all_versions(store, at, &owner);
    }
    ruling.succeed(reply);
}

/// The newest version, where it came of an upload begun later and that decides which is the newer.
fn newer_version(
    ruling: &mut Ruling<'_>,
    store: &Store,
    at: Target<'_>,
    found: &Found,
) -> Option<Arc<Version>> {
    let later = store.bucket(at.bucket)?.uploads(at.key).assembled_later(found.number)?;
    let stack = ruling.stack(store, at.bucket, at.key)?;
    let (_, newest) = stack.current().filter(|(_, it)| it.origin == later)?;
    (ruling.ask_for::<AssembledOrder>(Field::ETag) == AssembledOrder::ByInitiation)
        .then(|| newest.clone())
}

/// Writes `object` as the version below the newest, where versions are kept.
#[expect(clippy::too_many_arguments, reason = "as for the stage before")]
fn push_below(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    at: Target<'_>,
    displaces: Displaces,
    newest: &Version,
    id: Seen<crate::name::VersionId>,
    object: Object,
) {
    let is_null = |it: &Version| it.id.known().is_some_and(crate::name::VersionId::is_null);
    match displaces {
        Displaces::Everything | Displaces::Newest => return,
        Displaces::Null if is_null(newest) => return,
        Displaces::Null => {
            let stack = ruling.stack(store, at.bucket, at.key).unwrap_or_default();
            if let Some((position, _)) = stack.newest_first().find(|(_, it)| is_null(it)) {
                ruling.change(Change::Remove(at.bucket.clone(), at.key.clone(), position));
            }
        }
        Displaces::Nothing => {}
    }
    let version = Version {
        origin: call.origin(),
        id,
        modified: call.window,
        object: Some(Arc::new(object)),
    };
    ruling.change(Change::Tuck(at.bucket.clone(), at.key.clone(), Arc::new(version)));
}

fn assembled_object(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: &Bucket,
    upload: &Upload,
    parts: &[Listed],
    previous: Option<&Object>,
) -> Object {
    let caller = ruling.caller(call, bucket);
    let initiator = upload.object.owner.clone();
    let owner = ruling.hold(Field::Owner, |reading| match reading {
        UploadOwner::Initiator => initiator.clone(),
        UploadOwner::Completer => caller.clone(),
    });
    let owner = ruling.new_owner(owner, previous);
    let acl = assembled_acl(ruling, call, upload, &owner, previous);
    let etag = assembled_tag(ruling, call, upload, parts);
    let mut reasons = upload.object.reasons.clone();
    reasons.0.extend(ruling.reasons().0);
    Object { content: joined(call, parts), etag, owner, acl, reasons, ..(*upload.object).clone() }
}

/// The list asked for at the beginning, in which the owner stands for who began the upload.
fn assembled_acl(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    upload: &Upload,
    owner: &Seen<Option<AccountName>>,
    previous: Option<&Object>,
) -> Seen<Acl> {
    let own = call.origin().hides(Field::Acl);
    if !upload.asked_acl {
        let private = owner.map(own, &|it| Acl::private(it.as_ref()));
        return ruling.new_acl(private, previous);
    }
    let (Some(Principal::Account(initiator)), Shown::Known(Some(owner))) =
        (&upload.initiator, ruling.show(owner))
    else {
        return upload.object.acl.clone();
    };
    let full = |it: &AccountName| (Grantee::Account(it.clone()), Permission::FullControl);
    upload.object.acl.map(own, &|acl: &Acl| {
        let mut acl = acl.clone();
        if acl.0.remove(&full(initiator)) {
            acl.0.insert(full(&owner));
        }
        acl
    })
}

fn assembled_tag(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    upload: &Upload,
    parts: &[Listed],
) -> Seen<ETag> {
    let opaque = Seen::Hidden(call.origin().hides(Field::ETag));
    let numbered = |digest: Option<Md5>| {
        let tag = digest.and_then(|it| ETag::parse(&format!("{it}-{}", parts.len())));
        tag.map_or(opaque.clone(), Seen::Known)
    };
    let text: String = parts.iter().map(|it| it.tag.as_str()).collect();
    let raw: Option<Vec<[u8; 16]>> =
        parts.iter().map(|it| Md5::parse(it.tag.as_str()).map(|it| it.0)).collect();
    let of_text = numbered(Some(Md5::of(text.as_bytes())));
    let of_bytes = numbered(raw.map(|it| Md5::of(&it.concat())));
    let formula = ruling.hold(Field::ETag, |reading| match reading {
        AssembledTag::HexText => of_text.clone(),
        AssembledTag::RawBytes => of_bytes.clone(),
        AssembledTag::Opaque => opaque.clone(),
    });
    if !is_encrypted(ruling, upload) {
        return formula;
    }
    ruling.hold(Field::ETag, |reading| match reading {
        EncryptedTag::Opaque => opaque.clone(),
        EncryptedTag::Md5 => formula.clone(),
    })
}

/// The bytes of all parts, as far as they are known.
fn joined(call: &Call<'_>, parts: &[Listed]) -> Seen<Content> {
    if let [Listed { content, .. }] = parts {
        return match content {
            Shown::Known(content) => Seen::Known(content.clone()),
            Shown::Hidden(id) => Seen::Hidden(*id),
        };
    }
    let Some(size) = size_of(parts) else {
        return Seen::Hidden(call.origin().hides(Field::Content));
    };
    let bytes: Option<Vec<&[u8]>> =
        parts.iter().map(|it| it.content.known()?.bytes.as_deref()).collect();
    let bytes: Option<Arc<[u8]>> = bytes.map(|it| it.concat().into());
    let md5 = bytes.as_deref().map(Md5::of);
    Seen::Known(Content { size: Some(size), md5, sha256: None, bytes })
}
