//! The parts of an upload: sent, or copied from an object or a range of it.

use std::sync::Arc;

use super::{Found, is_encrypted, open_upload, refuse_metadata};
use crate::copy::{
    COPY_LIMIT, Instants, Source, SourceRequest, fail_late, find_source, show_source_version,
};
use crate::dialect::clause::{
    AnonymousPart, BadPartNumber, BadPartRange, EncryptedTag, ForeignPart, LargePart, NoUpload,
    NoWriteRight, PartConditions, PartEncryptionHeader, PartParameterCase, PartRangeBehind,
    PartRangeInverted, PartRangeOverrun, PartReply, PartSourceVersionHeader, PartVersionHeader,
    SamePartNumber, TagHeader, UploadEnded,
};
use crate::name::{ETag, Md5};
use crate::object::{refuse_without_customer_key, refuse_wrong_digest, show_encryption};
use crate::permitted::{Call, Ruling};
use crate::reply::{BodyPattern, Expected, Header, ReplyPattern, Shown, Why};
use crate::store::{Bucket, Change, Content, Field, Part, Seen, Store, Target, Versioning};
use crate::wire::range::parse_copy_range;

/// What the result of the copy of a part is called.
const RESULT: &str = "CopyPartResult";

/// Where a part goes.
struct Place<'a> {
    at: Target<'a>,
    bucket: &'a Bucket,
    found: Found,
    number: u32,
}

/// Everything a service may answer to the upload of a part.
pub fn upload_part(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let stores = Instants { read: store, write: store };
    let place = place_of(ruling, stores, call);
    refuse_wrong_digest(ruling, call);
    let content = Content::of_body(&call.request.body);
    refuse_large(ruling, content.as_ref().and_then(|it| it.size));
    let (Some(place), false) = (place, ruling.refused()) else { return };
    let own = Seen::Hidden(call.origin().hides(Field::Content));
    let content = content.map_or(own, Seen::Known);
    let etag = tag_of(ruling, call, &place, &content, None);
    let mut reply = ReplyPattern::new(200);
    let shown = ruling.show(&etag);
    reply.set(Header::ETag, Expected::ETag(shown), Why::default());
    let encryption = ruling.show(&place.found.upload.object.encryption);
    show_encryption(ruling, &mut reply, &encryption, Why::default());
    // No page that was captured says which of these the upload of a part is answered with.
    for header in [Header::VersionId, Header::Encryption] {
        if !reply.headers.contains_key(&header)
            && ruling.candidates::<PartEncryptionHeader>() & 1 << PartEncryptionHeader::Always as u8
                != 0
        {
            reply.set(header, Expected::Anything, Why::default());
        }
    }
    put(ruling, call, &place, content, etag);
    ruling.succeed(reply);
}

/// Everything a service may answer to the copy of a part, in the stores it sees.
pub fn copy_part(ruling: &mut Ruling<'_>, stores: Instants<'_>, call: &Call<'_>) {
    let place = place_of(ruling, stores, call);
    let mut request = SourceRequest::of(ruling, call);
    if request.is_conditional() && ruling.ask::<PartConditions>() == PartConditions::Ignored {
        request = request.unconditional();
    }
    let source = find_source(ruling, stores.read, call, &request);
    let range = requested_range(ruling, call);
    let (Some(source), Some(range)) = (source, range) else { return };
    let taken = taken(ruling, call, &source, range);
    refuse_large(ruling, taken.known().and_then(|it| it.size));
    let (Some(place), false) = (place, ruling.refused()) else { return };
    let whole = range.is_none().then_some(&source);
    let etag = tag_of(ruling, call, &place, &taken, whole);
    let reply = copy_reply(ruling, call, &place, &source, &etag);
    put(ruling, call, &place, taken, etag);
    ruling.succeed(reply);
    fail_late(ruling, RESULT);
}

/// Finds the upload a part goes to; what forbids that is refused.
fn place_of<'a>(
    ruling: &mut Ruling<'_>,
    stores: Instants<'a>,
    call: &Call<'a>,
) -> Option<Place<'a>> {
    let (bucket_name, key) = (call.request.bucket()?, call.request.key()?);
    let at = Target { bucket: bucket_name, key };
    if call.principal.account().is_none() {
        ruling.refuse::<AnonymousPart>();
    }
    refuse_metadata(ruling, call);
    let number = part_number(ruling, call);
    let bucket = ruling.addressed_bucket(stores.write, call)?;
    if !ruling.may_write(bucket, call.principal) {
        ruling.refuse::<NoWriteRight>();
    }
    let Some(id) = parameter(ruling, call, "uploadId") else {
        ruling.refuse::<BadPartNumber>();
        return None;
    };
    let Some(found) = open_upload(ruling, stores.write, call, at, id) else {
        match open_before(stores.read, at, id) {
            true => ruling.refuse::<UploadEnded>(),
            false => ruling.refuse::<NoUpload>(),
        };
        return None;
    };
    let foreign = match &found.upload.initiator {
        Some(initiator) => initiator != call.principal,
        None => ruling.fork(2) == 1,
    };
    if foreign {
        ruling.refuse::<ForeignPart>();
    }
    refuse_without_customer_key(ruling, call, &found.upload.object);
    Some(Place { at, bucket, found, number: number? })
}

/// Whether the upload was open when the copy looked at its source.
fn open_before(store: &Store, at: Target<'_>, id: &str) -> bool {
    let bucket = store.bucket(at.bucket);
    let called = |it: &crate::store::Upload| it.id.known().is_some_and(|it| it.as_str() == id);
    bucket.is_some_and(|it| it.uploads(at.key).open().any(|(_, upload)| called(upload)))
}

/// The value of one of the two parameters of a part.
fn parameter<'a>(ruling: &mut Ruling<'_>, call: &Call<'a>, name: &str) -> Option<&'a str> {
    if let Some(value) = call.request.query.first(name) {
        return Some(value);
    }
    let value = call.request.query.first_ignoring_case(name)?;
    (ruling.ask::<PartParameterCase>() == PartParameterCase::Insensitive).then_some(value)
}

fn part_number(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Option<u32> {
    let number = parameter(ruling, call, "partNumber").and_then(|it| it.parse().ok());
    let number = number.filter(|it| (1..=10_000).contains(it));
    if number.is_none() {
        ruling.refuse::<BadPartNumber>();
    }
    number
}

/// The range of its source that a part asks for: `Some(None)` where it asks for all, `None` where
/// that is refused.
fn requested_range(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Option<Option<(u64, u64)>> {
    let prefix = ruling.dialect.wire.prefix;
    let Some(value) = call.request.vendor(prefix, "copy-source-range") else { return Some(None) };
    match parse_copy_range(value) {
        Some((first, last)) if first <= last => Some(Some((first, last))),
        Some(_) => {
            ruling.refuse::<PartRangeInverted>();
            None
        }
        None => {
            ruling.refuse::<BadPartRange>();
            None
        }
    }
}

/// The bytes that a part takes of its source. Where nobody has seen how many there are, the run
/// forks over where the range ends.
fn taken(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    source: &Source,
    range: Option<(u64, u64)>,
) -> Seen<Content> {
    let Some((first, last)) = range else { return source.object.content.clone() };
    let content = ruling.show(&source.object.content);
    let content = content.known();
    let size = content.and_then(|it| it.size);
    let (begins, ends) = match size {
        Some(size) => (first < size, last < size),
        None => [(true, true), (true, false), (false, false)][ruling.fork(3)],
    };
    let own = Seen::Hidden(call.origin().hides(Field::Content));
    if !begins {
        ruling.refuse::<PartRangeBehind>();
        return part_of(None, 0);
    }
    if !ends {
        ruling.refuse::<PartRangeOverrun>();
        let Some(size) = size else { return own };
        let rest = usize::try_from(first).ok();
        let bytes = rest.and_then(|rest| content?.bytes.as_ref()?.get(rest..));
        return part_of(bytes, size - first);
    }
    let bounds = usize::try_from(first).ok().zip(usize::try_from(last).ok());
    let bytes = bounds.and_then(|(first, last)| content?.bytes.as_ref()?.get(first..=last));
    part_of(bytes, last - first + 1)
}

fn part_of(bytes: Option<&[u8]>, size: u64) -> Seen<Content> {
    let bytes = if size == 0 { Some(&[][..]) } else { bytes };
    Seen::Known(Content {
        size: Some(size),
        md5: bytes.map(Md5::of),
        sha256: None,
        bytes: bytes.map(Arc::from),
    })
}

fn refuse_large(ruling: &mut Ruling<'_>, size: Option<u64>) {
    if size.is_some_and(|it| it > COPY_LIMIT) {
        ruling.refuse::<LargePart>();
    }
}

/// The tag of a part: the digest of its bytes, unless it is encrypted. A copy of a `whole` object
/// bears that one's tag, if that is a digest too.
fn tag_of(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    place: &Place<'_>,
    content: &Seen<Content>,
    whole: Option<&Source>,
) -> Seen<ETag> {
    let opaque = Seen::Hidden(call.origin().hides(Field::ETag));
    let md5 = ruling.show(content).known().and_then(|it| it.md5);
    let tag = match (md5, whole) {
        (Some(md5), _) => Seen::Known(ETag::of_md5(md5)),
        (None, Some(source)) => {
            let plain = matches!(ruling.show(&source.object.encryption), Shown::Known(None));
            match ruling.show(&source.object.etag) {
                Shown::Known(tag) if plain && !tag.is_multipart() => Seen::Known(tag),
                Shown::Known(_) | Shown::Hidden(_) => opaque.clone(),
            }
        }
        (None, None) => opaque.clone(),
    };
    if !is_encrypted(ruling, &place.found.upload) {
        return tag;
    }
    ruling.hold(Field::ETag, |reading| match reading {
        EncryptedTag::Opaque => opaque.clone(),
        EncryptedTag::Md5 => tag.clone(),
    })
}

/// Stores the part, where its number is free or the newer part counts.
fn put(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    place: &Place<'_>,
    content: Seen<Content>,
    etag: Seen<ETag>,
) {
    let taken = place.found.upload.parts.contains_key(&place.number);
    if taken && ruling.ask::<SamePartNumber>() == SamePartNumber::KeepsTheFirst {
        return;
    }
    let part = Part { origin: call.origin(), modified: call.window, content, etag };
    ruling.change(Change::PutPart {
        bucket: place.at.bucket.clone(),
        key: place.at.key.clone(),
        upload: place.found.number,
        number: place.number,
        part: Arc::new(part),
    });
}

fn copy_reply(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    place: &Place<'_>,
    source: &Source,
    etag: &Seen<ETag>,
) -> ReplyPattern {
    let mut reply = ReplyPattern::new(200);
    let etag = ruling.show(etag);
    let encryption = ruling.show(&place.found.upload.object.encryption);
    show_encryption(ruling, &mut reply, &encryption, Why::default());
    if ruling.ask::<PartEncryptionHeader>() == PartEncryptionHeader::Always {
        let why = ruling.reason::<PartEncryptionHeader>();
        reply.set(Header::Encryption, Expected::Among(&["None", "AES256"]), why);
    }
    let bare = ruling.ask::<PartReply>() == PartReply::HeaderTagEmptyBody;
    let in_header = ruling.ask::<TagHeader>() == TagHeader::Present || bare;
    let tag = if in_header { Expected::ETag(etag.clone()) } else { Expected::Absent };
    reply.set(Header::ETag, tag, ruling.reason::<TagHeader>());
    if !bare {
        let modified = (call.window, call.origin().hides(Field::Modified));
        let result = BodyPattern::CopyResult { root: RESULT, modified, etag };
        reply.body = (result, ruling.reason::<PartReply>());
    }
    if place.bucket.versioning == Versioning::Enabled {
        let id = Shown::Hidden(call.origin().hides(Field::Id));
        let expected = match ruling.ask::<PartVersionHeader>() {
            PartVersionHeader::Present => Expected::Id(id),
            PartVersionHeader::Absent => Expected::Absent,
        };
        reply.set(Header::VersionId, expected, ruling.reason::<PartVersionHeader>());
    }
    match ruling.ask::<PartSourceVersionHeader>() {
        PartSourceVersionHeader::AsCopy => {
            show_source_version(ruling, &mut reply, place.bucket, source);
            let why = ruling.reason::<PartSourceVersionHeader>();
            let shown = reply.headers.get_mut(&Header::CopySourceVersionId);
            shown.into_iter().for_each(|(_, it)| it.add(&why));
        }
        PartSourceVersionHeader::Absent => {
            let why = ruling.reason::<PartSourceVersionHeader>();
            reply.set(Header::CopySourceVersionId, Expected::Absent, why);
        }
    }
    if ruling.dialect.wire.xml_type_compared {
        let expected = Expected::Text(ruling.dialect.wire.xml_type.to_owned());
        reply.set(Header::ContentType, expected, Why::default());
    }
    reply
}
