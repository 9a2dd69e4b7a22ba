//! The last stages of a copy: what the target holds, where it is written, what is answered.

use std::sync::Arc;

use super::late::{fail_late, fail_race};
use super::{CopyRequest, Instants, Source, says_who_pays};
use crate::dialect::clause::{
    AnonymousInPlaceOwner, ClassHeader, CopyAcl, CopyClass, CopyClassHeader, CopyContent,
    CopyContentType, CopyLock, CopyMetadata, CopyReply, CopyRestore, DefaultEncryptionOnCopy,
    EncryptedCopyReply, EncryptedOntoItself, EncryptedTag, EncryptedToPlain, EncryptionEcho,
    EncryptionHeader, InPlaceModified, InPlaceOwner, InPlaceTagHeader, LastModifiedSource,
    MetadataScope, MetadataWithoutDirective, MultipartCopyTag, PayerMissing, RacingSource,
    RedirectOnCopy, ReplaceContentType, ReplaceMetadata, ReplaceWithoutMeta,
    RetentionWithoutReplace, SourceAfterCopy, SourceVersionHeader, TagHeader, TargetOwner,
    TargetVersionId, UndoneEncryption,
};
use crate::lookup::Found;
use crate::name::ETag;
use crate::object::{derived_content_type, show_encryption, tags_of_copy};
use crate::permitted::{Call, Ruling};
use crate::placement::Place;
use crate::reply::{BodyPattern, Expected, Header, ReplyPattern, Shown, Why};
use crate::settings::{refuse_old_signature, refuse_unusable_key};
use crate::store::{
    AccountName, Acl, Bucket, Change, Content, Displaces, Encryption, Field, Lock, Metadata,
    Object, Origin, Restore, Retention, Seen, Span, Store, Versioning,
};

mod redirect;

use redirect::redirect_on_success;
/// What the result of a copy is called.
const RESULT: &str = "CopyObjectResult";

/// Builds the target, writes it at `place` and answers.
pub(super) fn build_and_commit(
    ruling: &mut Ruling<'_>,
    stores: Instants<'_>,
    call: &Call<'_>,
    request: &CopyRequest<'_>,
    source: &Source,
    place: Place,
) {
    let store = stores.write;
    let Some(bucket) = store.bucket(request.target.bucket) else { return };
    let encryption = target_encryption(ruling, store, call, bucket, request, source);
    if ruling.refused() {
        return;
    }
    let mut changed = None;
    match place {
        Place::Push(displaces) => {
            let previous = ruling.previous(store, request.target, displaces);
            let old = previous.as_deref();
            let mut target = build_target(ruling, call, bucket, request, source, encryption, old);
            changed = race(ruling, stores, source);
            if changed == Some(RacingSource::MayMix) {
                target.content = Seen::Hidden(call.origin().hides(Field::Content));
                target.etag = Seen::Hidden(call.origin().hides(Field::ETag));
            }
            let owner = target.owner.clone();
            let modified = modified(ruling, call, source);
            commit(ruling, call, bucket, request, source, Slot { displaces, modified }, target);
            if old.is_some() {
                ruling.own_all_versions(store, request.target, &owner);
            }
        }
        Place::InPlace(found, object) => {
            rewrite_in_place(ruling, call, bucket, request, source, &found, &object);
        }
    }
    fail_race(ruling, changed);
    fail_late(ruling, RESULT);
}

/// What a copy reads whose source changed between its two instants (OBS-CON-004); nothing where it
/// did not.
fn race(ruling: &mut Ruling<'_>, stores: Instants<'_>, source: &Source) -> Option<RacingSource> {
    let now = stores.write.stack(&source.bucket, &source.key);
    let stays = now.and_then(|it| it.at(source.found.position)) == Some(&source.found.version);
    (!stays).then(|| ruling.ask::<RacingSource>())
}

/// When the target is made: a copy that bears the time of its completion is no older than its
/// source, where that was written after the copy was sent. Where nobody has seen when the source
/// was written, that tells nothing.
fn modified(ruling: &mut Ruling<'_>, call: &Call<'_>, source: &Source) -> Span {
    let made = source.found.version.origin.call;
    let is_later = made > call.number && made != Origin::SETUP;
    let Span { earliest: written, latest: written_by } = source.found.version.modified;
    let is_shown = written_by < written.plus(1000);
    let Span { earliest, latest } = call.window;
    if !is_later || !is_shown || !(earliest..=latest).contains(&written) {
        ruling.mention::<LastModifiedSource>();
        return call.window;
    }
    match ruling.ask::<LastModifiedSource>() {
        LastModifiedSource::CompletionTime => Span { earliest: written, latest },
        LastModifiedSource::StartTime => call.window,
    }
}

/// The encryption of the target: by the request, else by the bucket, never by the source unless a
/// reading says so (OBS-ENC-016). Refuses what would undo encryption.
fn target_encryption(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    request: &CopyRequest<'_>,
    source: &Source,
) -> Seen<Option<Encryption>> {
    if let Some(wanted) = &request.settings.encryption {
        ruling.ask_for::<EncryptionHeader>(Field::Encryption);
        return Seen::Known(Some(wanted.clone()));
    }
    let default = match &bucket.options.default_encryption {
        None => None,
        Some(default) => match ruling.ask::<DefaultEncryptionOnCopy>() {
            DefaultEncryptionOnCopy::Yes => Some(default.clone()),
            DefaultEncryptionOnCopy::No => None,
        },
    };
    let encrypted = match ruling.show(&source.object.encryption) {
        Shown::Known(encryption) => encryption.is_some(),
        Shown::Hidden(_) => false,
    };
    if let Some(Encryption::Kms { key_id }) = &default {
        refuse_unusable_key(ruling, store, key_id.as_deref());
        refuse_old_signature(ruling, call);
    }
    if default.is_some() || !encrypted {
        return Seen::Known(default);
    }
    let undone = match source.is(request.target) {
        true => ruling.ask::<EncryptedOntoItself>() == EncryptedOntoItself::Allow,
        false => ruling.ask::<EncryptedToPlain>() != EncryptedToPlain::RejectAlways,
    };
    if !undone {
        ruling.refuse::<UndoneEncryption>();
        return Seen::Known(None);
    }
    if source.is(request.target) {
        return Seen::Known(None);
    }
    let inherited = source.object.encryption.clone();
    ruling.hold(Field::Encryption, |reading| match reading {
        EncryptedToPlain::InheritSource => inherited.clone(),
        _ => Seen::Known(None),
    })
}

fn build_target(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: &Bucket,
    request: &CopyRequest<'_>,
    source: &Source,
    encryption: Seen<Option<Encryption>>,
    previous: Option<&Object>,
) -> Object {
    let owner = target_owner(ruling, call, bucket, source, previous);
    let acl = target_acl(ruling, call, bucket, request, source, &owner, previous);
    let content = match ruling.ask_for::<CopyContent>(Field::Content) {
        CopyContent::SourceBytes => source.object.content.clone(),
        CopyContent::Nothing => {
            Seen::Known(Content::of_body(&crate::http::Body::empty()).unwrap_or_else(empty_content))
        }
    };
    let etag = target_etag(ruling, call, source, &content, &encryption);
    Object {
        content_type: content_type(ruling, call, request, &source.object),
        system: system_headers(ruling, request, &source.object),
        metadata: metadata(ruling, call, request, &source.object),
        redirect: redirect(ruling, request, &source.object),
        class: class(ruling, bucket, request, &source.object),
        lock: lock(ruling, request, &source.object, previous),
        retention: retention(ruling, call, request, &source.object, previous),
        tags: tags_of_copy(ruling, call, &source.object, request.settings.tags.as_ref()),
        restore: restore(ruling, &source.object),
        appendable: false,
        content,
        etag,
        owner,
        acl,
        encryption,
        reasons: ruling.reasons(),
    }
}

/// Whether the target is restored: it is archived anew, whatever its source was.
fn restore(ruling: &mut Ruling<'_>, source: &Object) -> Restore {
    match source.restore {
        Restore::Never => Restore::Never,
        state => match ruling.ask_for::<CopyRestore>(Field::Restore) {
            CopyRestore::NotCarried => Restore::Never,
            CopyRestore::Carried => state,
        },
    }
}

fn empty_content() -> Content {
    Content { size: Some(0), md5: None, sha256: None, bytes: None }
}

fn target_owner(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: &Bucket,
    source: &Source,
    previous: Option<&Object>,
) -> Seen<Option<AccountName>> {
    let caller = ruling.caller(call, bucket);
    let owner = ruling.hold(Field::Owner, |reading| match reading {
        TargetOwner::Requester => caller.clone(),
        TargetOwner::BucketOwner => Seen::Known(bucket.owner.clone()),
        TargetOwner::SourceOwner => source.object.owner.clone(),
    });
    ruling.new_owner(owner, previous)
}

fn target_acl(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: &Bucket,
    request: &CopyRequest<'_>,
    source: &Source,
    owner: &Seen<Option<AccountName>>,
    previous: Option<&Object>,
) -> Seen<Acl> {
    if let Some(wanted) = &request.settings.acl {
        return ruling.wanted_acl(wanted, owner, bucket);
    }
    let own = call.origin().hides(Field::Acl);
    let private = owner.map(own, &|it| Acl::private(it.as_ref()));
    let of_source = source.object.acl.clone();
    let default = ruling.hold(Field::Acl, |reading| match reading {
        CopyAcl::Private => private.clone(),
        CopyAcl::FromSource => of_source.clone(),
    });
    ruling.new_acl(default, previous)
}

fn target_etag(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    source: &Source,
    content: &Seen<Content>,
    encryption: &Seen<Option<Encryption>>,
) -> Seen<ETag> {
    let opaque = Seen::Hidden(call.origin().hides(Field::ETag));
    let md5 = content.known().and_then(|it| it.md5);
    let of_content = md5.map_or(opaque.clone(), |it| Seen::Known(ETag::of_md5(it)));
    let source_tag = source.object.etag.clone();
    if matches!(ruling.show(encryption), Shown::Known(Some(_))) {
        return ruling.hold(Field::ETag, |reading| match reading {
            EncryptedTag::Opaque => opaque.clone(),
            EncryptedTag::Md5 => of_content.clone(),
        });
    }
    if matches!(ruling.show(&source.object.encryption), Shown::Known(Some(_))) {
        return of_content;
    }
    if source_tag.may_be(&ETag::is_multipart) {
        return ruling.hold(Field::ETag, |reading| match reading {
            MultipartCopyTag::Recompute => of_content.clone(),
            MultipartCopyTag::Preserve => source_tag.clone(),
        });
    }
    match ruling.ask_for::<CopyContent>(Field::ETag) {
        CopyContent::SourceBytes => source_tag,
        CopyContent::Nothing => of_content,
    }
}

fn metadata(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    request: &CopyRequest<'_>,
    source: &Object,
) -> Seen<Metadata> {
    let own = call.origin().hides(Field::Metadata);
    let sent = &request.settings.metadata;
    let of_request = Seen::Known(sent.clone());
    // An annotation that no S3 request can see goes with the others or does not: nothing shows it.
    let of_source = ruling.hold(Field::Metadata, |reading| match reading {
        MetadataScope::MetapairsOnly | MetadataScope::AllAnnotations => source.metadata.clone(),
    });
    let merged = of_source.map(own, &|it: &Metadata| {
        it.iter().chain(sent).map(|(name, value)| (name.clone(), value.clone())).collect()
    });
    if request.replace {
        return ruling.hold(Field::Metadata, |reading| match reading {
            ReplaceMetadata::RequestOnly => of_request.clone(),
            ReplaceMetadata::Merge => merged.clone(),
        });
    }
    let default = ruling.hold(Field::Metadata, |reading| match reading {
        CopyMetadata::FromSource => of_source.clone(),
        CopyMetadata::FromRequest => of_request.clone(),
    });
    if sent.is_empty() {
        return default;
    }
    ruling.hold(Field::Metadata, |reading| match reading {
        MetadataWithoutDirective::TreatAsReplace => of_request.clone(),
        MetadataWithoutDirective::Merge => merged.clone(),
        MetadataWithoutDirective::Ignore | MetadataWithoutDirective::BadRequest => default.clone(),
    })
}

fn content_type(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    request: &CopyRequest<'_>,
    source: &Object,
) -> Seen<Option<String>> {
    let derived = derived_content_type(call, request.target.key);
    let sent = request.settings.content_type.as_ref().map(|it| Seen::Known(Some(it.clone())));
    let of_source = source.content_type.clone();
    let replaced = match &sent {
        Some(sent) => ruling.hold(Field::ContentType, |reading| match reading {
            CopyContentType::DeriveFromTargetName => derived.clone(),
            CopyContentType::RequestElseSource | CopyContentType::RequestOnlyWithReplace => {
                sent.clone()
            }
        }),
        None if request.replace || !request.settings.metadata.is_empty() => {
            ruling.hold(Field::ContentType, |reading| match reading {
                ReplaceContentType::DefaultOctetStream => {
                    Seen::Known(Some("binary/octet-stream".to_owned()))
                }
                ReplaceContentType::KeepSource => of_source.clone(),
                ReplaceContentType::Absent => Seen::Known(None),
                ReplaceContentType::DeriveFromTargetName => derived.clone(),
            })
        }
        None => of_source.clone(),
    };
    if request.replace {
        return replaced;
    }
    let kept = ruling.hold(Field::ContentType, |reading| match reading {
        CopyContentType::RequestOnlyWithReplace => of_source.clone(),
        CopyContentType::RequestElseSource => sent.clone().unwrap_or_else(|| of_source.clone()),
        CopyContentType::DeriveFromTargetName => derived.clone(),
    });
    if request.settings.metadata.is_empty() {
        return kept;
    }
    ruling.hold(Field::ContentType, |reading| match reading {
        MetadataWithoutDirective::TreatAsReplace => replaced.clone(),
        _ => kept.clone(),
    })
}

fn system_headers(
    ruling: &mut Ruling<'_>,
    request: &CopyRequest<'_>,
    source: &Object,
) -> Seen<crate::store::SystemHeaders> {
    let of_request = Seen::Known(request.settings.system.clone());
    let of_source = source.system.clone();
    if request.replace {
        return of_request;
    }
    if request.settings.metadata.is_empty() {
        return of_source;
    }
    ruling.hold(Field::System, |reading| match reading {
        MetadataWithoutDirective::TreatAsReplace => of_request.clone(),
        _ => of_source.clone(),
    })
}

fn redirect(
    ruling: &mut Ruling<'_>,
    request: &CopyRequest<'_>,
    source: &Object,
) -> Seen<Option<String>> {
    let of_source = source.redirect.clone();
    match &request.settings.redirect {
        Some(location) => Seen::Known(Some(location.clone())),
        None if request.replace => Seen::Known(None),
        None => ruling.hold(Field::Redirect, |reading| match reading {
            RedirectOnCopy::NotCopied => Seen::Known(None),
            RedirectOnCopy::Copied => of_source.clone(),
        }),
    }
}

fn class(
    ruling: &mut Ruling<'_>,
    bucket: &Bucket,
    request: &CopyRequest<'_>,
    source: &Object,
) -> Seen<String> {
    let of_bucket = Seen::Known(bucket.default_class.clone());
    let of_source = source.class.clone();
    let default = ruling.hold(Field::Class, |reading| match reading {
        CopyClass::BucketDefault => of_bucket.clone(),
        CopyClass::FromSource => of_source.clone(),
    });
    let Some(wanted) = &request.settings.class else { return default };
    ruling.hold(Field::Class, |reading| match reading {
        ClassHeader::Honoured => Seen::Known(wanted.clone()),
        ClassHeader::Ignored => default.clone(),
    })
}

fn lock(
    ruling: &mut Ruling<'_>,
    request: &CopyRequest<'_>,
    source: &Object,
    previous: Option<&Object>,
) -> Seen<Option<Lock>> {
    if let Some(wanted) = &request.settings.lock {
        return Seen::Known(Some(wanted.clone()));
    }
    let of_previous = previous.map_or(Seen::Known(None), |it| it.lock.clone());
    ruling.hold(Field::Lock, |reading| match reading {
        CopyLock::BucketDefaults => Seen::Known(None),
        CopyLock::FromSource => source.lock.clone(),
        CopyLock::FromPreviousVersion => of_previous.clone(),
    })
}

fn retention(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    request: &CopyRequest<'_>,
    source: &Object,
    previous: Option<&Object>,
) -> Seen<Retention> {
    let of_bucket = ruling.default_retention();
    let of_previous = previous.map_or_else(|| of_bucket.clone(), |it| it.retention.clone());
    let default = ruling.hold(Field::Retention, |reading| match reading {
        CopyLock::BucketDefaults => of_bucket.clone(),
        CopyLock::FromSource => source.retention.clone(),
        CopyLock::FromPreviousVersion => of_previous.clone(),
    });
    let wanted = &request.settings.retention;
    let heeded = wanted.is_nothing()
        || request.replace
        || ruling.ask::<RetentionWithoutReplace>() == RetentionWithoutReplace::Applied;
    if heeded { ruling.new_retention(call, wanted, &default) } else { default }
}

/// What the answer says of encryption to a request that asked for some where none is offered.
fn echo_encryption(ruling: &mut Ruling<'_>, call: &Call<'_>, reply: &mut ReplyPattern) {
    let asked = call.request.vendor(ruling.dialect.wire.prefix, "server-side-encryption").is_some();
    let always = 1 << EncryptionEcho::IfAsked as u8;
    if !asked {
        let stated = ruling.candidates::<EncryptionEcho>() == always;
        let why = if stated { ruling.reason::<EncryptionEcho>() } else { Why::default() };
        reply.headers.entry(Header::Encryption).or_insert((Expected::Absent, why));
    }
    if asked
        && !reply.headers.contains_key(&Header::Encryption)
        && ruling.ask::<EncryptionEcho>() == EncryptionEcho::IfAsked
    {
        let why = ruling.reason::<EncryptionEcho>();
        reply.set(Header::Encryption, Expected::Among(&["AES256", "None"]), why);
    }
}

/// Where in its stack a target goes, and when.
#[derive(Clone, Copy)]
struct Slot {
    displaces: Displaces,
    modified: Span,
}

fn commit(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: &Bucket,
    request: &CopyRequest<'_>,
    source: &Source,
    slot: Slot,
    target: Object,
) {
    let id = match ruling.ask::<TargetVersionId>() {
        TargetVersionId::Own => ruling.new_version_id(call, bucket.versioning),
        TargetVersionId::FromSource => source.found.version.id.clone(),
    };
    let Slot { displaces, modified } = slot;
    let shown = (modified, call.origin().hides(Field::Modified));
    let tag_header = ruling.ask::<TagHeader>() == TagHeader::Present;
    let mut reply = copy_reply(ruling, &target, shown, tag_header);
    echo_encryption(ruling, call, &mut reply);
    ruling.show_new_version(&mut reply, bucket.versioning, &id, true);
    show_source_version(ruling, &mut reply, bucket, source);
    show_class_of_copy(ruling, &mut reply, &target);
    show_payer(ruling, call, &mut reply);
    redirect_on_success(ruling, call, request.target, &target, &mut reply);
    ruling.push_at(modified, call, request.target, displaces, id, target);
    if ruling.ask::<SourceAfterCopy>() == SourceAfterCopy::Removed && !source.is(request.target) {
        let (name, key) = (source.bucket.clone(), source.key.clone());
        ruling.change(Change::Remove(name, key, source.found.position));
    }
    ruling.succeed(reply);
}

fn copy_reply(
    ruling: &mut Ruling<'_>,
    target: &Object,
    modified: (crate::store::Span, crate::store::HiddenId),
    tag_header: bool,
) -> ReplyPattern {
    let mut reply = ReplyPattern::new(200);
    let etag = ruling.show(&target.etag);
    let why = Why::of(target.reasons.0.get(&Field::ETag));
    let encryption = ruling.show(&target.encryption);
    let reason = Why::of(target.reasons.0.get(&Field::Encryption));
    show_encryption(ruling, &mut reply, &encryption, reason);
    let bare = match encryption {
        Shown::Known(Some(_)) => {
            ruling.ask::<EncryptedCopyReply>() == EncryptedCopyReply::HeaderTagEmptyBody
        }
        Shown::Known(None) | Shown::Hidden(_) => {
            ruling.ask::<CopyReply>() == CopyReply::HeaderTagEmptyBody
        }
    };
    let tag = if tag_header || bare { Expected::ETag(etag.clone()) } else { Expected::Absent };
    reply.set(Header::ETag, tag, ruling.reason::<TagHeader>());
    if !bare {
        reply.body = (BodyPattern::CopyResult { root: RESULT, modified, etag }, why);
    }
    if ruling.dialect.wire.xml_type_compared {
        let expected = Expected::Text(ruling.dialect.wire.xml_type.to_owned());
        reply.set(Header::ContentType, expected, Why::default());
    }
    reply
}

/// Names the version that was copied, where the answer of a copy does.
pub(crate) fn show_source_version(
    ruling: &mut Ruling<'_>,
    reply: &mut ReplyPattern,
    bucket: &Bucket,
    source: &Source,
) {
    let id = ruling.show(&source.found.version.id);
    let is_null = id.known().is_some_and(crate::name::VersionId::is_null);
    let carried = match ruling.ask::<SourceVersionHeader>() {
        SourceVersionHeader::IfSourceHasVersionId => !is_null || source.named,
        SourceVersionHeader::IfSourceBucketVersioned => {
            source.versioning != Versioning::Unversioned
        }
        SourceVersionHeader::IfTargetEnabled => bucket.versioning == Versioning::Enabled,
        SourceVersionHeader::IfVersionNamed => source.named,
        SourceVersionHeader::IfSourceEnabled => source.versioning == Versioning::Enabled,
    };
    let expected = if carried { Expected::Id(id) } else { Expected::Absent };
    reply.set(Header::CopySourceVersionId, expected, ruling.reason::<SourceVersionHeader>());
}

/// Names the class of the copy, where documents have its answer do so.
fn show_class_of_copy(ruling: &mut Ruling<'_>, reply: &mut ReplyPattern, target: &Object) {
    if ruling.ask::<CopyClassHeader>() == CopyClassHeader::Absent {
        return;
    }
    let mut why = Why::of(target.reasons.0.get(&Field::Class));
    why.add(&ruling.reason::<CopyClassHeader>());
    let expected = match ruling.show(&target.class) {
        Shown::Hidden(id) => Expected::Learned(id),
        Shown::Known(class) if class == "STANDARD" => Expected::Absent,
        Shown::Known(class) => Expected::Text(class),
    };
    reply.set(Header::StorageClass, expected, why);
}

/// Echoes who pays, where that may be said.
fn show_payer(ruling: &mut Ruling<'_>, call: &Call<'_>, reply: &mut ReplyPattern) {
    if says_who_pays(ruling, call)
        && ruling.ask::<PayerMissing>() == PayerMissing::RequestPayerDenied
    {
        let why = ruling.reason::<PayerMissing>();
        reply.set(Header::RequestPayer, Expected::Text("requester".to_owned()), why);
    }
}

/// Replaces the metadata of an object where it stands: data, id and entity tag stay (HCP-TGT-004).
fn rewrite_in_place(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: &Bucket,
    request: &CopyRequest<'_>,
    source: &Source,
    found: &Found,
    object: &Arc<Object>,
) {
    let owner = in_place_owner(ruling, call, object);
    let acl = match &request.settings.acl {
        Some(wanted) => ruling.wanted_acl(wanted, &owner, bucket),
        None => object.acl.clone(),
    };
    let rewritten = Object {
        metadata: in_place_metadata(ruling, call, request, object),
        content_type: content_type(ruling, call, request, &source.object),
        system: system_headers(ruling, request, &source.object),
        retention: ruling.new_retention(call, &request.settings.retention, &object.retention),
        owner,
        acl,
        reasons: ruling.reasons(),
        ..(**object).clone()
    };
    let mut version = (*found.version).clone();
    if ruling.ask::<InPlaceModified>() == InPlaceModified::Now {
        // The new time is another value than the old one, which a read may still show.
        version.origin = call.origin();
        version.modified = call.window;
    }
    let hidden = version.origin.hides(Field::Modified);
    let tag_header = ruling.ask::<InPlaceTagHeader>() == InPlaceTagHeader::Include;
    let mut reply = copy_reply(ruling, &rewritten, (version.modified, hidden), tag_header);
    echo_encryption(ruling, call, &mut reply);
    let id = version.id.clone();
    ruling.show_new_version(&mut reply, bucket.versioning, &id, true);
    show_source_version(ruling, &mut reply, bucket, source);
    version.object = Some(Arc::new(rewritten));
    let (name, key) = (request.target.bucket.clone(), request.target.key.clone());
    ruling.change(Change::Amend(name, key, found.position, Arc::new(version)));
    ruling.succeed(reply);
}

fn in_place_metadata(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    request: &CopyRequest<'_>,
    object: &Object,
) -> Seen<Metadata> {
    let replaced = metadata(ruling, call, request, object);
    if !request.settings.metadata.is_empty() {
        return replaced;
    }
    ruling.hold(Field::Metadata, |reading| match reading {
        ReplaceWithoutMeta::RemoveAll => replaced.clone(),
        ReplaceWithoutMeta::Keep => object.metadata.clone(),
        ReplaceWithoutMeta::KeepForRetention if request.settings.retention.is_nothing() => {
            replaced.clone()
        }
        ReplaceWithoutMeta::KeepForRetention => object.metadata.clone(),
    })
}

fn in_place_owner(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    object: &Object,
) -> Seen<Option<AccountName>> {
    let kept = object.owner.clone();
    match call.principal.account() {
        Some(account) => ruling.hold(Field::Owner, |reading| match reading {
            InPlaceOwner::Kept => kept.clone(),
            InPlaceOwner::Requester => Seen::Known(Some(account.clone())),
        }),
        None => ruling.hold(Field::Owner, |reading| match reading {
            AnonymousInPlaceOwner::Kept => kept.clone(),
            AnonymousInPlaceOwner::Cleared => Seen::Known(None),
        }),
    }
}
