//! What a history needs around the copy: store an object, read it, remove it.

use std::sync::Arc;

use base64::Engine as _;

use crate::copy::refuse_long_key;
use crate::dialect::clause::{
    BadDigest, DefaultContentType, EncryptedTag, FrozenRead, HeadNamedMarker, NoReadRight,
    NoSourceKey, NoWriteRight, ReadMarkerHeaders, ReadNamedMarker, ReadVersionHeader, ShownClass,
    UnknownVersion, UnsatisfiableRange,
};
use crate::lookup::{Found, Lookup};
use crate::name::{ETag, Key, VersionId};
use crate::permitted::{Call, Ruling};
use crate::placement::{Place, Write, modified_of};
use crate::preconditions::Preconditions;
use crate::reply::{BodyPattern, Expected, Header, Part, ReplyPattern, Shown, Why};
use crate::settings::{CustomerKey, Purpose, Settings, customer_key};
use crate::store::Target;
use crate::store::{
    Acl, Bucket, Change, Content, Encryption, Field, Object, Permission, Restore, Seen, Span,
    Store, Version, Versioning,
};
use crate::wire::range::{Resolved, parse_range};

mod delete;

pub use delete::delete_object;

const DAY: i64 = 86_400_000;

/// Everything a service may answer to a PUT of an object.
pub fn put_object(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    refuse_long_key(ruling, key);
    let target = Target { bucket: name, key };
    let Some(bucket) = writable_bucket(ruling, store, call) else { return };
    let mut settings = Settings::of(ruling, store, call, Some(bucket), Purpose::Put);
    settings.refuse_long_metadata(ruling);
    refuse_wrong_digest(ruling, call);
    let content = Content::of_body(&call.request.body);
    ruling.refuse_over_quota(bucket, content.as_ref().and_then(|it| it.size));
    let place = ruling.place(store, call, target, Write::Plain);
    let (Some(Place::Push(displaces)), false) = (place, ruling.refused()) else { return };
    let previous = ruling.previous(store, target, displaces);
    let object = stored_object(ruling, call, bucket, key, settings, content, previous.as_deref());
    let id = ruling.new_version_id(call, bucket.versioning);
    let mut reply = ReplyPattern::new(200);
    let etag = ruling.show(&object.etag);
    let why = Why::of(object.reasons.0.get(&Field::ETag));
    reply.set(Header::ETag, Expected::ETag(etag), why);
    let encryption = ruling.show(&object.encryption);
    show_encryption(&mut reply, &encryption, Why::default());
    ruling.show_new_version(&mut reply, bucket.versioning, &id, false);
    let owner = object.owner.clone();
    ruling.push(call, target, displaces, id, object);
    if previous.is_some() {
        ruling.own_all_versions(store, target, &owner);
    }
    ruling.succeed(reply);
}

/// The bucket a request writes into; what forbids that is refused.
fn writable_bucket<'a>(
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

fn refuse_wrong_digest(ruling: &mut Ruling<'_>, call: &Call<'_>) {
    let Some(digest) = call.request.headers.first("content-md5") else { return };
    let sent = base64::engine::general_purpose::STANDARD.decode(digest.trim()).ok();
    let known = Content::of_body(&call.request.body).and_then(|it| it.md5);
    if known.is_some_and(|it| sent.as_deref() != Some(&it.0[..])) {
        ruling.refuse::<BadDigest>();
    }
}

fn stored_object(
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
        metadata: Seen::Known(settings.metadata),
        redirect: Seen::Known(settings.redirect),
        class: Seen::Known(settings.class.unwrap_or_else(|| bucket.default_class.clone())),
        encryption: Seen::Known(encryption),
        restore: Restore::Never,
        lock: Seen::Known(settings.lock),
        reasons: ruling.reasons(),
    }
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
pub fn show_encryption(reply: &mut ReplyPattern, shown: &Shown<Option<Encryption>>, why: Why) {
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
        Shown::Known(Some(Encryption::Kms { .. })) => {
            reply.set(Header::Encryption, Expected::Text("aws:kms".into()), why.clone());
            reply.set(Header::EncryptionKeyId, Expected::Anything, why);
        }
        Shown::Known(Some(Encryption::Customer { key_md5 })) => {
            reply.set(Header::CustomerAlgorithm, Expected::Text("AES256".into()), why.clone());
            reply.set(Header::CustomerKeyMd5, Expected::Text(key_md5.clone()), why);
        }
        Shown::Known(Some(Encryption::Service)) => {
            reply.set(Header::Encryption, Expected::Text("AES256".into()), why);
        }
    }
}

/// Whether objects of this class are frozen until they are restored.
pub fn is_archive(class: &str) -> bool {
    class == "GLACIER"
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
    let selected = match call.request.query.first("versionId") {
        Some(id) => ruling.selected_version(bucket, id)?,
        None => None,
    };
    let lookup = match &selected {
        None => ruling.current(store, call, name, key),
        Some(id) => ruling.named(store, call, name, key, id),
    };
    Some(Named { by_id: selected.is_some(), lookup })
}

/// Everything a service may answer to a GET or HEAD of an object.
pub fn read_object(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
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
            match named.by_id {
                true => ruling.refuse::<UnknownVersion>(),
                false => ruling.refuse::<NoSourceKey>(),
            };
            return;
        }
    };
    if !ruling.may(bucket, &object, call.principal, Permission::Read) {
        ruling.refuse::<NoReadRight>();
    }
    let conditions = Preconditions::of_read(call);
    conditions.evaluate_read(ruling, &found.version, &object, call);
    let class = ruling.show(&object.class);
    let archived = class.known().is_some_and(|it| is_archive(it));
    let is_restored = archived && restored(ruling, call, at, &found, &object);
    let direct = bucket.options.direct_cold_access;
    if archived && !is_restored && !direct && !call.request.is_head() {
        ruling.refuse::<FrozenRead>();
    }
    refuse_without_customer_key(ruling, call, &object);
    let Some(part) = requested_part(ruling, call, &object) else { return };
    if !ruling.refused() {
        let object = ruling.amended(at, found.position).unwrap_or(object);
        let reply = object_reply(ruling, call, bucket, &found, &object, &class, part);
        ruling.succeed(reply);
    }
}

fn refuse_without_customer_key(ruling: &mut Ruling<'_>, call: &Call<'_>, object: &Object) {
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
        for header in [Header::ETag, Header::VersionId] {
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
    let (Some(range), Some(size)) = (range, size) else { return Some(None) };
    match range.resolve(size) {
        Resolved::Satisfiable { first, last } => Some(Some((first, last, size))),
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
    let mut reply = ReplyPattern::new(if part.is_some() { 206 } else { 200 });
    let why = |field| Why::of(object.reasons.0.get(&field));
    let etag = ruling.show(&object.etag);
    reply.set(Header::ETag, Expected::ETag(etag), why(Field::ETag));
    let (span, modified) = modified_of(&found.version);
    reply.set(Header::LastModified, Expected::Modified(span, modified), Why::default());
    if let Some((first, last, size)) = part {
        let range = format!("bytes {first}-{last}/{size}");
        reply.set(Header::ContentRange, Expected::Text(range), Why::default());
    }
    let content_type = ruling.show(&object.content_type);
    show_text(&mut reply, Header::ContentType, content_type, why(Field::ContentType));
    let redirect = ruling.show(&object.redirect);
    show_text(&mut reply, Header::Redirect, redirect, why(Field::Redirect));
    show_class(ruling, &mut reply, class, why(Field::Class));
    show_restore(&mut reply, found, object, class);
    let encryption = ruling.show(&object.encryption);
    show_encryption(&mut reply, &encryption, why(Field::Encryption));
    show_lock(ruling, &mut reply, object);
    show_read_version(ruling, &mut reply, bucket, found);
    reply.system = Some((ruling.show(&object.system), why(Field::System)));
    reply.metadata = Some((ruling.show(&object.metadata), why(Field::Metadata)));
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
            Expected::Text(class.clone())
        }
        _ => Expected::Absent,
    };
    reply.set(Header::StorageClass, expected, why);
}

fn show_restore(reply: &mut ReplyPattern, found: &Found, object: &Object, class: &Shown<String>) {
    let id = found.version.origin.hides(Field::Restore);
    match object.restore {
        Restore::Never if class.known().is_none() => {
            reply.set(Header::Restore, Expected::Anything, Why::default());
        }
        Restore::Never => {}
        Restore::Ongoing { .. } => {
            let text = "ongoing-request=\"true\"".to_owned();
            reply.set(Header::Restore, Expected::Text(text), Why::default());
        }
        Restore::Until(span) => {
            reply.set(Header::Restore, Expected::RestoredUntil(span, id), Why::default());
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
