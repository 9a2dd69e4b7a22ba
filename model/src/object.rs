//! What a history needs around the copy: store an object, read it, remove it.

use std::sync::Arc;

use base64::Engine as _;

use crate::copy::{refuse_forbidden_name, refuse_long_key};
use crate::dialect::clause::{
    BadDigest, Classes, DefaultContentType, DigestWithEncryption, DirectColdAccess, EncryptedTag,
    FolderTarget, FolderUpload, FrozenRead, HeadFolder, HeadMetadata, HeadNamedMarker,
    MalformedDigest, MissingLength, NewVersionMetadata, NoReadRight, NoSourceKey, NoWriteRight,
    ReadMarkerHeaders, ReadNamedMarker, ReadVersionHeader, RestoreHeader, RestoredClass,
    ShownClass, UnknownVersion, UnsatisfiableRange, UploadTooLarge,
};
use crate::lookup::{Found, Lookup};
use crate::name::{ETag, Key, VersionId};
use crate::permitted::{Call, Ruling};
use crate::placement::{Place, Write, is_folder, is_folder_name, modified_of};
use crate::preconditions::Preconditions;
use crate::reply::{BodyPattern, Expected, Header, Part, ReplyPattern, Shown, Why};
use crate::settings::{CustomerKey, Purpose, Settings, customer_key, refuse_unusable_key};
use crate::store::Target;
use crate::store::{
    Acl, Bucket, Change, Content, Encryption, Field, Metadata, Object, Permission, Restore, Seen,
    Span, Store, Version, Versioning,
};
use crate::wire::range::{Resolved, parse_range};

mod append;
mod batch;
mod delete;
mod retention;
mod tags;

pub use append::append_object;
pub use batch::delete_objects;
pub use delete::delete_object;
pub use retention::set_retention;
pub use tags::{delete_tags, read_tags, refuse_source_tags, refuse_tags, set_tags, tags_of_copy};

const DAY: i64 = 86_400_000;

/// The largest object that one upload stores, in bytes.
const UPLOAD_LIMIT: u64 = 5 << 30;

/// Everything a service may answer to a PUT of an object.
pub fn put_object(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    refuse_long_key(ruling, key);
    refuse_forbidden_name(ruling, key);
    refuse_unmeasured(ruling, call);
    let target = Target { bucket: name, key };
    let Some(bucket) = writable_bucket(ruling, store, call) else { return };
    let mut settings = Settings::of(ruling, store, call, Some(bucket), Purpose::Put);
    settings.refuse_long_metadata(ruling);
    if let (None, Some(Encryption::Kms { key_id })) =
        (&settings.encryption, &bucket.options.default_encryption)
    {
        refuse_unusable_key(ruling, store, key_id.as_deref());
    }
    let encrypted = settings.encryption.is_some() || bucket.options.default_encryption.is_some();
    if !encrypted || ruling.ask::<DigestWithEncryption>() == DigestWithEncryption::Verified {
        refuse_wrong_digest(ruling, call);
    }
    let content = Content::of_body(&call.request.body);
    let size = content.as_ref().and_then(|it| it.size);
    if size.is_some_and(|it| it > UPLOAD_LIMIT) {
        ruling.refuse::<UploadTooLarge>();
    }
    ruling.refuse_over_quota(bucket, size);
    if is_folder_name(key) && ruling.ask::<FolderUpload>() == FolderUpload::MakesFolder {
        return put_folder(ruling, bucket, target);
    }
    let place = ruling.place(store, call, target, Write::Upload);
    let (Some(Place::Push(displaces)), false) = (place, ruling.refused()) else { return };
    let previous = ruling.previous(store, target, displaces);
    let object = stored_object(ruling, call, bucket, key, settings, content, previous.as_deref());
    let id = ruling.new_version_id(call, bucket.versioning);
    let mut reply = ReplyPattern::new(200);
    let etag = ruling.show(&object.etag);
    let why = Why::of(object.reasons.0.get(&Field::ETag));
    reply.set(Header::ETag, Expected::ETag(etag), why);
    let encryption = ruling.show(&object.encryption);
    show_encryption(ruling, &mut reply, &encryption, Why::default());
    ruling.show_new_version(&mut reply, bucket.versioning, &id, false);
    let owner = object.owner.clone();
    ruling.push(call, target, displaces, id, object);
    if previous.is_some() {
        ruling.own_all_versions(store, target, &owner);
    }
    ruling.succeed(reply);
}

/// A folder has no bytes and no versions.
fn put_folder(ruling: &mut Ruling<'_>, bucket: &Bucket, at: Target<'_>) {
    if is_folder(bucket, at.key) {
        ruling.refuse::<FolderTarget>();
    }
    if ruling.refused() {
        return;
    }
    let mut reply = ReplyPattern::new(200);
    reply.set(Header::ETag, Expected::Anything, Why::default());
    reply.set(Header::VersionId, Expected::Absent, ruling.reason::<FolderUpload>());
    ruling.change(Change::MakeFolder(at.bucket.clone(), at.key.clone()));
    ruling.succeed(reply);
}

/// Refuses an upload that shows how its bytes come and not how many they are. A trace that leaves
/// these headers out is taken at its word about the body.
fn refuse_unmeasured(ruling: &mut Ruling<'_>, call: &Call<'_>) {
    let length = call.request.headers.first("content-length").map(str::trim);
    let chunked = call.request.headers.first("transfer-encoding").is_some();
    if length == Some("") || (chunked && length.is_none()) {
        ruling.refuse::<MissingLength>();
    }
}

/// The bucket a request writes into; what forbids that is refused.
pub(crate) fn writable_bucket<'a>(
    ruling: &mut Ruling<'_>,
    store: &'a Store,
    call: &Call<'_>,
) -> Option<&'a Bucket> {
    let bucket = ruling.addressed_bucket(store, call)?;
    if !ruling.may_write(bucket, call.principal) {
        ruling.refuse::<NoWriteRight>();
    }
    Some(bucket)
}

/// Refuses a body that is not what its `Content-MD5` says.
pub(crate) fn refuse_wrong_digest(ruling: &mut Ruling<'_>, call: &Call<'_>) {
    let Some(digest) = call.request.headers.first("content-md5") else { return };
    let sent = base64::engine::general_purpose::STANDARD.decode(digest.trim()).ok();
    let is_digest = sent.as_ref().is_some_and(|it| it.len() == 16);
    if !is_digest && ruling.refuse::<MalformedDigest>() {
        return;
    }
    let known = Content::of_body(&call.request.body).and_then(|it| it.md5);
    if known.is_some_and(|it| sent.as_deref() != Some(&it.0[..])) {
        ruling.refuse::<BadDigest>();
    }
}

/// The object that an upload of `content` with `settings` makes.
pub(crate) fn stored_object(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: &Bucket,
    key: &Key,
    settings: Settings,
    content: Option<Content>,
    previous: Option<&Object>,
) -> Object {
    let caller = ruling.caller(call, bucket);
    let owner = ruling.new_owner(caller, previous);
    let acl = match &settings.acl {
        Some(wanted) => ruling.wanted_acl(wanted, &owner, bucket),
        None => {
            let own = call.origin().hides(Field::Acl);
            let private = owner.map(own, &|it| Acl::private(it.as_ref()));
            ruling.new_acl(private, previous)
        }
    };
    let encryption = settings.encryption.or_else(|| bucket.options.default_encryption.clone());
    let hidden = |field| call.origin().hides(field);
    let md5 = content.as_ref().and_then(|it| it.md5);
    let etag = match (md5, &encryption) {
        (Some(md5), None) => Seen::Known(ETag::of_md5(md5)),
        (Some(md5), Some(_)) => ruling.hold(Field::ETag, |reading| match reading {
            EncryptedTag::Opaque => Seen::Hidden(hidden(Field::ETag)),
            EncryptedTag::Md5 => Seen::Known(ETag::of_md5(md5)),
        }),
        (None, _) => Seen::Hidden(hidden(Field::ETag)),
    };
    let content_type = match settings.content_type {
        Some(given) => Seen::Known(Some(given)),
        None => match ruling.ask_for::<DefaultContentType>(Field::ContentType) {
            DefaultContentType::BinaryOctetStream => {
                Seen::Known(Some("binary/octet-stream".to_owned()))
            }
            DefaultContentType::ByNameElseApplication => derived_content_type(call, key),
        },
    };
    Object {
        content: content.map_or(Seen::Hidden(hidden(Field::Content)), Seen::Known),
        etag,
        owner,
        acl,
        content_type,
        system: Seen::Known(settings.system),
        metadata: stored_metadata(ruling, settings.metadata, previous),
        redirect: Seen::Known(settings.redirect),
        class: Seen::Known(settings.class.unwrap_or_else(|| bucket.default_class.clone())),
        encryption: Seen::Known(encryption),
        restore: Restore::Never,
        lock: Seen::Known(settings.lock),
        tags: Seen::Known(settings.tags.unwrap_or_default()),
        appendable: false,
        retention: {
            let default = ruling.default_retention();
            ruling.new_retention(call, &settings.retention, &default)
        },
        reasons: ruling.reasons(),
    }
}

fn stored_metadata(
    ruling: &mut Ruling<'_>,
    sent: Metadata,
    previous: Option<&Object>,
) -> Seen<Metadata> {
    let of_request = Seen::Known(sent);
    let Some(previous) = previous.filter(|_| of_request == Seen::Known(Metadata::new())) else {
        return of_request;
    };
    ruling.hold(Field::Metadata, |reading| match reading {
        NewVersionMetadata::RequestOnly => of_request.clone(),
        NewVersionMetadata::Inherited => previous.metadata.clone(),
    })
}

/// The type derived from a name (HCP-META-018); which extension gives which type is not documented,
/// so only a name without one tells.
pub fn derived_content_type(call: &Call<'_>, key: &Key) -> Seen<Option<String>> {
    let name = key.as_str().rsplit('/').next().unwrap_or_default();
    match name.contains('.') {
        true => Seen::Hidden(call.origin().hides(Field::ContentType)),
        false => Seen::Known(Some("application/octet-stream".to_owned())),
    }
}

/// Puts the headers of an object's encryption into `reply`.
pub fn show_encryption(
    ruling: &Ruling<'_>,
    reply: &mut ReplyPattern,
    shown: &Shown<Option<Encryption>>,
    why: Why,
) {
    let names = ruling.dialect.wire.names;
    let headers = [
        Header::Encryption,
        Header::EncryptionKeyId,
        Header::CustomerAlgorithm,
        Header::CustomerKeyMd5,
    ];
    match shown {
        Shown::Hidden(_) => {
            headers.iter().for_each(|it| reply.set(*it, Expected::Anything, why.clone()));
        }
        Shown::Known(None) => {}
        Shown::Known(Some(Encryption::Kms { key_id })) => {
            reply.set(Header::Encryption, Expected::Text(names.kms.into()), why.clone());
            let key_id = Expected::KeyId(key_id.clone(), names.kms_key_in_full);
            reply.set(Header::EncryptionKeyId, key_id, why);
        }
        Shown::Known(Some(Encryption::Customer { key_md5 })) => {
            reply.set(Header::CustomerAlgorithm, Expected::Text("AES256".into()), why.clone());
            reply.set(Header::CustomerKeyMd5, Expected::Text(key_md5.clone()), why);
        }
        Shown::Known(Some(Encryption::Service)) => {
            let kind = names.service_keys.unwrap_or("AES256");
            reply.set(Header::Encryption, Expected::Text(kind.into()), why);
        }
    }
}

/// Whether objects of this class are frozen until they are restored, whichever family named it.
pub fn is_archive(class: &str) -> bool {
    ["GLACIER", "COLD", "DEEP_ARCHIVE"].contains(&class)
}

/// Whether archived objects of `bucket` are read without a restore.
pub fn reads_archived(ruling: &mut Ruling<'_>, bucket: &Bucket) -> bool {
    bucket.options.direct_cold_access
        && ruling.ask::<DirectColdAccess>() == DirectColdAccess::ReadsArchived
}

/// Whether an archived object is restored now; the run forks where nobody has seen that.
pub fn restored(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    at: Target<'_>,
    found: &Found,
    object: &Object,
) -> bool {
    match object.restore {
        Restore::Never => false,
        Restore::Until(span) if call.window.latest < span.earliest => true,
        Restore::Until(span) if call.window.earliest > span.latest => false,
        Restore::Until(_) => ruling.fork(2) == 0,
        Restore::Ongoing { days } => {
            if ruling.fork(2) == 0 {
                return false;
            }
            let days = i64::from(days) * DAY;
            let until = Span {
                earliest: call.window.earliest.plus(days - DAY),
                latest: call.window.latest.plus(days + DAY),
            };
            let object = Object { restore: Restore::Until(until), ..object.clone() };
            let version = Version { object: Some(Arc::new(object)), ..(*found.version).clone() };
            let (bucket, key) = (at.bucket.clone(), at.key.clone());
            ruling.change(Change::Amend(bucket, key, found.position, Arc::new(version)));
            true
        }
    }
}

/// A version that a request names or, without a name, the newest.
pub struct Named {
    /// Whether the request named it.
    pub by_id: bool,
    /// What was found.
    pub lookup: Lookup,
}

/// Finds the version that `versionId` of the target names; refuses an id that can name none.
pub fn addressed_version(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
) -> Option<Named> {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return None };
    let id = call.request.query.first("versionId");
    version_at(ruling, store, call, bucket, Target { bucket: name, key }, id)
}

/// Finds the version called `id`, or the newest, at a place.
fn version_at(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    at: Target<'_>,
    id: Option<&str>,
) -> Option<Named> {
    let selected = match id {
        Some(id) => ruling.selected_version(bucket, id)?,
        None => None,
    };
    let lookup = match &selected {
        None => ruling.current(store, call, at.bucket, at.key),
        Some(id) => ruling.named(store, call, at.bucket, at.key, id),
    };
    Some(Named { by_id: selected.is_some(), lookup })
}

/// Everything a service may answer to a GET or HEAD of an object.
pub fn read_object(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    look_at_object(ruling, store, call);
    if call.request.is_head() {
        ruling.refuse_without_body();
    }
}

fn look_at_object(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let at = Target { bucket: name, key };
    let Some(bucket) = ruling.addressed_bucket(store, call) else { return };
    let Some(named) = addressed_version(ruling, store, call, bucket) else { return };
    let (found, object) = match named.lookup {
        Lookup::Object(found, object) => (found, object),
        Lookup::Marker(found) => {
            refuse_marker(ruling, call, &found, named.by_id);
            return;
        }
        Lookup::Absent => {
            let may_list =
                call.principal.account().is_some_and(|it| bucket.owner.as_ref() == Some(it))
                    || bucket.acl.grants(call.principal, Permission::Read);
            if !may_list {
                ruling.refuse::<NoReadRight>();
            }
            let heads_folder = call.request.is_head() && !named.by_id && is_folder(bucket, key);
            if heads_folder && !ruling.refuse::<HeadFolder>() {
                return ruling.succeed(folder_reply(ruling));
            }
            if named.by_id {
                ruling.refuse::<UnknownVersion>();
            }
            if !named.by_id || ruling.stack(store, name, key).is_none() {
                ruling.refuse::<NoSourceKey>();
            }
            return;
        }
    };
    if !ruling.may(bucket, &object, call.principal, Permission::Read) {
        ruling.refuse::<NoReadRight>();
    }
    let conditions = Preconditions::of_read(ruling, call);
    conditions.evaluate_read(ruling, &found.version, &object, call);
    let class = ruling.show(&object.class);
    let archived = class.known().is_some_and(|it| is_archive(it));
    let is_restored = archived && restored(ruling, call, at, &found, &object);
    if archived && !is_restored && !call.request.is_head() && !reads_archived(ruling, bucket) {
        ruling.refuse::<FrozenRead>();
    }
    let thawed = is_restored && ruling.ask::<RestoredClass>() == RestoredClass::Standard;
    let class = if thawed { Shown::Known("STANDARD".to_owned()) } else { class };
    refuse_without_customer_key(ruling, call, &object);
    let Some(part) = requested_part(ruling, call, &object) else { return };
    if !ruling.refused() {
        let object = ruling.amended(at, found.position).unwrap_or(object);
        let reply = object_reply(ruling, call, bucket, &found, &object, &class, part);
        ruling.succeed(reply);
    }
}

/// A folder is there; what else the answer wears, no page says.
fn folder_reply(ruling: &Ruling<'_>) -> ReplyPattern {
    let mut reply = ReplyPattern::new(200);
    for header in [Header::ETag, Header::VersionId, Header::Retention, Header::Hold] {
        reply.set(header, Expected::Anything, ruling.reason::<HeadFolder>());
    }
    reply
}

/// Refuses a request without the customer key by which `object` is encrypted.
pub(crate) fn refuse_without_customer_key(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    object: &Object,
) {
    use crate::dialect::clause::{MissingCustomerKey, WrongCustomerKey};
    let encryption = ruling.show(&object.encryption);
    let Some(Some(Encryption::Customer { key_md5 })) = encryption.known() else { return };
    match customer_key(ruling, call, "server-side-encryption-customer-") {
        Some(CustomerKey::Whole(sent)) if sent == *key_md5 => {}
        Some(_) => drop(ruling.refuse::<WrongCustomerKey>()),
        None => drop(ruling.refuse::<MissingCustomerKey>()),
    }
}

fn refuse_marker(ruling: &mut Ruling<'_>, call: &Call<'_>, found: &Found, by_id: bool) {
    let head = call.request.is_head();
    if by_id && head && ruling.ask::<HeadNamedMarker>() == HeadNamedMarker::Ok {
        let mut reply = ReplyPattern::new(200);
        reply.metadata = None;
        let why = ruling.reason::<HeadNamedMarker>();
        reply.set(Header::DeleteMarker, Expected::Text("true".into()), why);
        for header in [Header::ETag, Header::VersionId, Header::Retention, Header::Hold] {
            reply.set(header, Expected::Anything, Why::default());
        }
        let (span, id) = modified_of(&found.version);
        reply.set(Header::LastModified, Expected::Modified(span, id), Why::default());
        ruling.succeed(reply);
        return;
    }
    let refused = match by_id {
        true => ruling.refuse::<ReadNamedMarker>(),
        false => ruling.refuse::<NoSourceKey>(),
    };
    if !refused {
        return;
    }
    let shows = !by_id && ruling.ask::<ReadMarkerHeaders>() == ReadMarkerHeaders::Present;
    let id = ruling.show(&found.version.id);
    if shows {
        ruling.rest_on::<ReadMarkerHeaders>();
    }
    let Some(reply) = ruling.last_refusal() else { return };
    if shows {
        reply.set(Header::DeleteMarker, Expected::Text("true".into()), Why::default());
        reply.set(Header::VersionId, Expected::Id(id), Why::default());
    } else if by_id {
        reply.set(Header::DeleteMarker, Expected::Anything, Why::default());
        reply.set(Header::VersionId, Expected::Anything, Why::default());
    }
}

/// The part of the object asked for; `None` where there is no such part.
fn requested_part(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    object: &Object,
) -> Option<Option<Part>> {
    let range = call.request.headers.first("range").and_then(parse_range);
    let size = object.content.known().and_then(|it| it.size);
    let Some(range) = range else { return Some(None) };
    let Some(size) = size else {
        // Whether there is such a part, nobody has seen yet.
        let is_beyond = ruling.fork(2) == 1 && ruling.refuse::<UnsatisfiableRange>();
        return (!is_beyond).then_some(None);
    };
    match range.resolve(size) {
        Resolved::Satisfiable { first, last } => {
            ruling.mention::<UnsatisfiableRange>();
            Some(Some((first, last, size)))
        }
        Resolved::Unsatisfiable => {
            ruling.refuse::<UnsatisfiableRange>();
            None
        }
    }
}

fn object_reply(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: &Bucket,
    found: &Found,
    object: &Object,
    class: &Shown<String>,
    part: Option<Part>,
) -> ReplyPattern {
    let ranged = call.request.headers.first("range").is_some();
    let unsized_part = ranged && part.is_none() && object.content.known().is_none();
    let is_part = part.is_some() || (unsized_part && ruling.fork(2) == 0);
    let mut reply = ReplyPattern::new(if is_part { 206 } else { 200 });
    let why = |field| Why::of(object.reasons.0.get(&field));
    let etag = ruling.show(&object.etag);
    reply.set(Header::ETag, Expected::ETag(etag), why(Field::ETag));
    let (span, modified) = modified_of(&found.version);
    reply.set(Header::LastModified, Expected::Modified(span, modified), Why::default());
    if let Some((first, last, size)) = part {
        let range = format!("bytes {first}-{last}/{size}");
        reply.set(Header::ContentRange, Expected::Text(range), Why::default());
    } else if is_part {
        reply.set(Header::ContentRange, Expected::Anything, Why::default());
    }
    let content_type = ruling.show(&object.content_type);
    show_text(&mut reply, Header::ContentType, content_type, why(Field::ContentType));
    let redirect = ruling.show(&object.redirect);
    show_text(&mut reply, Header::Redirect, redirect, why(Field::Redirect));
    let mut why_class = why(Field::Class);
    if object.restore != Restore::Never {
        why_class.add(&ruling.reason::<RestoredClass>());
    }
    show_class(ruling, &mut reply, class, why_class);
    show_restore(ruling, &mut reply, found, object, class);
    let encryption = ruling.show(&object.encryption);
    show_encryption(ruling, &mut reply, &encryption, why(Field::Encryption));
    if let Shown::Known(Some(Encryption::Kms { key_id: None })) = encryption {
        // Which key was the default one when the object was written, nobody may have seen.
        reply.set(Header::EncryptionKeyId, Expected::Anything, Why::default());
    }
    show_lock(ruling, &mut reply, object);
    ruling.show_retention(&mut reply, object);
    show_read_version(ruling, &mut reply, bucket, found);
    reply.system = Some((ruling.show(&object.system), why(Field::System)));
    reply.metadata = Some((shown_metadata(ruling, call, object), why(Field::Metadata)));
    let content = ruling.show(&object.content);
    let id = found.version.origin.hides(Field::Content);
    if call.request.is_head() {
        let size = content.known().and_then(|it| it.size);
        reply.set(Header::ContentLength, Expected::Size(size, id), Why::default());
    } else if !unsized_part {
        reply.body = (BodyPattern::Object { content, id, part }, why(Field::Content));
    }
    reply
}

fn shown_metadata(ruling: &mut Ruling<'_>, call: &Call<'_>, object: &Object) -> Shown<Metadata> {
    let shown = ruling.show(&object.metadata);
    let Shown::Known(metadata) = &shown else { return shown };
    if !call.request.is_head() || metadata.values().all(|it| it.is_ascii()) {
        return shown;
    }
    match ruling.ask::<HeadMetadata>() {
        HeadMetadata::AsStored => shown,
        HeadMetadata::Base64 => {
            let encoded = |it: &String| match it.is_ascii() {
                true => it.clone(),
                false => base64::engine::general_purpose::STANDARD.encode(it),
            };
            Shown::Known(metadata.iter().map(|(name, it)| (name.clone(), encoded(it))).collect())
        }
    }
}

fn show_text(reply: &mut ReplyPattern, header: Header, shown: Shown<Option<String>>, why: Why) {
    match shown {
        Shown::Hidden(id) => reply.set(header, Expected::Learned(id), why),
        Shown::Known(Some(text)) => reply.set(header, Expected::Text(text), why),
        // An answer that does not mention a type may wear one: that it must not is said.
        Shown::Known(None) => reply.set(header, Expected::Absent, why),
    }
}

fn show_class(
    ruling: &mut Ruling<'_>,
    reply: &mut ReplyPattern,
    class: &Shown<String>,
    mut why: Why,
) {
    let shown = ruling.ask::<ShownClass>();
    why.add(&ruling.reason::<ShownClass>());
    let expected = match (shown, class) {
        (ShownClass::UnlessStandard, Shown::Hidden(id)) => Expected::Learned(*id),
        (ShownClass::UnlessStandard, Shown::Known(class)) if class != "STANDARD" => {
            let own = ruling.dialect.wire.names.class(class);
            if own != class {
                ruling.ask::<Classes>();
            }
            Expected::Text(own.to_owned())
        }
        _ => Expected::Absent,
    };
    reply.set(Header::StorageClass, expected, why);
}

fn show_restore(
    ruling: &mut Ruling<'_>,
    reply: &mut ReplyPattern,
    found: &Found,
    object: &Object,
    class: &Shown<String>,
) {
    let id = found.version.origin.hides(Field::Restore);
    if object.restore != Restore::Never && ruling.ask::<RestoreHeader>() == RestoreHeader::Never {
        return;
    }
    let why = ruling.reason::<RestoreHeader>();
    match object.restore {
        Restore::Never if class.known().is_none() => {
            reply.set(Header::Restore, Expected::Anything, Why::default());
        }
        Restore::Never => {
            let mut why = Why::of(object.reasons.0.get(&Field::Restore));
            why.add(&ruling.reason::<RestoreHeader>());
            reply.set(Header::Restore, Expected::Absent, why);
        }
        Restore::Ongoing { .. } => {
            let text = "ongoing-request=\"true\"".to_owned();
            reply.set(Header::Restore, Expected::Text(text), why);
        }
        Restore::Until(span) => {
            reply.set(Header::Restore, Expected::RestoredUntil(span, id), why);
        }
    }
}

fn show_lock(ruling: &mut Ruling<'_>, reply: &mut ReplyPattern, object: &Object) {
    // No page says which answers carry the lock: its headers are neither asked for nor forbidden.
    if !matches!(ruling.show(&object.lock), Shown::Known(None)) {
        reply.set(Header::LockMode, Expected::Anything, Why::default());
        reply.set(Header::LockUntil, Expected::Anything, Why::default());
    }
}

fn show_read_version(
    ruling: &mut Ruling<'_>,
    reply: &mut ReplyPattern,
    bucket: &Bucket,
    found: &Found,
) {
    let id = ruling.show(&found.version.id);
    let is_null = id.known().is_some_and(VersionId::is_null);
    let reading = ruling.ask::<ReadVersionHeader>();
    let carried = match reading {
        ReadVersionHeader::WhereItHasOne => {
            bucket.versioning != Versioning::Unversioned && !is_null
        }
        ReadVersionHeader::WhileEnabled => bucket.versioning == Versioning::Enabled,
        ReadVersionHeader::Never => false,
    };
    if carried {
        reply.set(Header::VersionId, Expected::Id(id), ruling.reason::<ReadVersionHeader>());
    } else if is_null && bucket.versioning != Versioning::Unversioned {
        // Whether `null` counts as an id that is echoed, no page says.
        reply.set(Header::VersionId, Expected::Anything, Why::default());
    }
}
