//! The spine: a copy from its request to the new store, stage by stage, top to bottom.
//!
//! The stages run in the order a request meets them and stand below in that order. A failed check
//! is recorded and the stages go on, skipping only what needs something that does not exist: no
//! document says which of several errors is reported. A copy has two instants: it reads its source
//! in one store and writes its target in a later one.

use std::sync::Arc;

use crate::bucket::refuse_bucket_name;
use crate::dialect::clause::{
    AnonymousCopy, AppendableSource, BadDirective, BodyOnCopy, ClosedBucket, ConditionHeaders,
    CopyQuery, CopySourceEncoding, CopySourcePlus, CopySourceSlash, CrossRegion, CurrentMarker,
    DirectiveCase, DirectiveHeader, EncryptionHeader, FolderCopy, FolderSource, FolderTarget,
    ForbiddenName, FrozenSource, HiddenSource, InfrequentSource, LongKey, MalformedCopySource,
    MarkerHeaders, MetadataWithoutDirective, MissingCustomerKey, NamedMarker, NoReadRight,
    NoSourceBucket, NoSourceKey, NoTargetBucket, NoWriteRight, PartialCustomerKey, PayerMissing,
    PlainConditions, PutAclRight, RestoreExpiryRace, RestoredSource, RetainedSource, SelfCopy,
    SelfCopyOfVersion, SelfCopyOtherChange, SelfCopyVersioned, SuperfluousCustomerKey, TargetName,
    TooLarge, UnknownVersion, UnnamedVersion, UnusedTarget, VersionParameterCase, VersionSelector,
    WrongCustomerKey, WrongKeyDigest,
};
use crate::lookup::{Found, Lookup};
use crate::name::{BucketName, Key};
use crate::object::{is_archive, reads_archived, refuse_source_tags, refuse_tags, restored};
use crate::permitted::{Call, Ruling};
use crate::placement::{Place, Write, is_folder, is_folder_name};
use crate::preconditions::Preconditions;
use crate::reply::{Expected, Header, ReplyPattern};
use crate::settings::{CustomerKey, Purpose, Settings, customer_key, refuse_unusable_key};
use crate::store::Target;
use crate::store::{
    Bucket, Change, Encryption, Object, Permission, Restore, Retention, Store, Version, Versioning,
};
use crate::wire::source::{Case, Decode, LeadingSlash, Plus, SourceSyntax, SourceText, parse};

mod build;
mod late;

use build::build_and_commit;
pub(crate) use build::show_source_version;
pub(crate) use late::fail_late;

/// The most bytes that one copy takes, and one part.
pub(crate) const COPY_LIMIT: u64 = 5 << 30;

/// The stores a copy sees.
#[derive(Clone, Copy, Debug)]
pub struct Instants<'a> {
    /// What stands there when it reads its source.
    pub read: &'a Store,
    /// What stands there when it writes its target.
    pub write: &'a Store,
}

/// A copy request, read.
struct CopyRequest<'a> {
    target: Target<'a>,
    source: SourceRequest,
    replace: bool,
    settings: Settings,
}

/// What the copy of an object or of a part asks to read.
pub(crate) struct SourceRequest {
    text: Option<SourceText>,
    key: Option<CustomerKey>,
    preconditions: Preconditions,
}

/// The version a copy reads.
pub(crate) struct Source {
    bucket: BucketName,
    key: Key,
    versioning: Versioning,
    named: bool,
    is_current: bool,
    found: Found,
    pub(crate) object: Arc<Object>,
}

/// Everything a service may answer to a copy, in the stores it sees.
pub fn copy_object(ruling: &mut Ruling<'_>, stores: Instants<'_>, call: &Call<'_>) {
    ruling.order_as_copy();
    let (Some(bucket), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let target_key = key;
    let request = parse_request(ruling, stores, call, Target { bucket, key });
    authorize_target(ruling, stores.write, call, &request);
    let source = find_source(ruling, stores.read, call, &request.source);
    if let Some(source) = &source {
        refuse_source_tags(ruling, call, &source.object);
        refuse_too_large(ruling, source);
        refuse_copy_onto_itself(ruling, stores.write, &request, source);
    }
    if let (Some(source), true) = (&source, makes_folder(ruling, target_key)) {
        return copy_to_folder(ruling, stores.write, &request, source);
    }
    let place = source.as_ref().and_then(|it| place(ruling, stores.write, call, &request, it));
    if let (Some(source), Some(place), false) = (&source, place, ruling.refused()) {
        build_and_commit(ruling, stores, call, &request, source, place);
    }
}

/// Whether a copy to this name makes a folder, which holds nothing of its source.
fn makes_folder(ruling: &mut Ruling<'_>, key: &Key) -> bool {
    is_folder_name(key)
        && !ruling.refuse::<FolderCopy>()
        && ruling.ask::<FolderCopy>() == FolderCopy::MakesFolder
}

fn copy_to_folder(
    ruling: &mut Ruling<'_>,
    store: &Store,
    request: &CopyRequest<'_>,
    source: &Source,
) {
    let Target { bucket: name, key } = request.target;
    let Some(bucket) = store.bucket(name) else { return };
    if is_folder(bucket, key) {
        ruling.refuse::<FolderTarget>();
    }
    if ruling.refused() {
        return;
    }
    let mut reply = ReplyPattern::new(200);
    for header in [Header::ETag, Header::VersionId, Header::CopySourceVersionId] {
        reply.set(header, Expected::Anything, ruling.reason::<FolderCopy>());
    }
    let id = ruling.show(&source.found.version.id);
    let shown = source.versioning == Versioning::Enabled;
    let of_source = if shown { Expected::Id(id) } else { Expected::Anything };
    reply.set(Header::CopySourceVersionId, of_source, ruling.reason::<FolderCopy>());
    ruling.change(Change::MakeFolder(name.clone(), key.clone()));
    ruling.succeed(reply);
}

fn parse_request<'a>(
    ruling: &mut Ruling<'_>,
    stores: Instants<'_>,
    call: &Call<'a>,
    target: Target<'a>,
) -> CopyRequest<'a> {
    refuse_long_key(ruling, target.key);
    if !call.request.query.is_empty() {
        ruling.refuse::<CopyQuery>();
    }
    refuse_forbidden_name(ruling, target.key);
    let bucket = stores.write.bucket(target.bucket);
    let mut settings = Settings::of(ruling, stores.write, call, bucket, Purpose::Copy);
    let owns = bucket
        .is_some_and(|it| it.owner.is_some() && it.owner.as_ref() == call.principal.account());
    if settings.acl.is_some() && !owns {
        ruling.refuse::<PutAclRight>();
    }
    refuse_tags(ruling, call, bucket, settings.tags.as_ref());
    let replace = parse_directive(ruling, call);
    if replace {
        settings.refuse_long_metadata(ruling);
    } else if !settings.metadata.is_empty() {
        ruling.refuse::<MetadataWithoutDirective>();
    }
    let mut source = SourceRequest::of(ruling, call);
    if source.is_conditional() && ruling.ask::<ConditionHeaders>() == ConditionHeaders::Ignored {
        source = source.unconditional();
    }
    CopyRequest { target, source, replace, settings }
}

impl SourceRequest {
    /// Reads what `call` asks to copy; what no copy may carry is refused.
    pub(crate) fn of(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Self {
        if !call.request.body.is_empty() {
            ruling.refuse::<BodyOnCopy>();
        }
        if ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"]
            .iter()
            .any(|it| call.request.headers.first(it).is_some())
        {
            ruling.refuse::<PlainConditions>();
        }
        Self {
            text: parse_source(ruling, call),
            key: source_key(ruling, call),
            preconditions: Preconditions::of_copy(ruling, call),
        }
    }

    /// Whether it states conditions on its source.
    pub(crate) fn is_conditional(&self) -> bool {
        !self.preconditions.is_empty()
    }

    /// This without its conditions.
    pub(crate) fn unconditional(self) -> Self {
        Self { preconditions: Preconditions::default(), ..self }
    }
}

/// Refuses a key longer than the vendor allows, in bytes of UTF-8.
pub fn refuse_long_key(ruling: &mut Ruling<'_>, key: &Key) {
    let length = key.as_str().len();
    if length <= 1024 {
        return;
    }
    match ruling.ask::<LongKey>() {
        LongKey::AnyOver4095 if length <= 4095 => {}
        reading => ruling.refuse_as(reading),
    }
}

/// Refuses a name that is nothing but a dot or a slash.
pub fn refuse_forbidden_name(ruling: &mut Ruling<'_>, key: &Key) {
    if matches!(key.as_str(), "." | "/") {
        ruling.refuse::<ForbiddenName>();
    }
}

fn parse_directive(ruling: &mut Ruling<'_>, call: &Call<'_>) -> bool {
    let prefix = ruling.dialect.wire.prefix;
    let Some(directive) = call.request.vendor(prefix, "metadata-directive") else { return false };
    if ruling.ask::<DirectiveHeader>() == DirectiveHeader::Ignored {
        return false;
    }
    let lenient = directive.to_ascii_uppercase();
    match (directive, lenient.as_str()) {
        ("COPY", _) => false,
        ("REPLACE", _) => true,
        (_, "COPY" | "REPLACE") if ruling.ask::<DirectiveCase>() == DirectiveCase::Insensitive => {
            lenient == "REPLACE"
        }
        _ => {
            ruling.refuse::<BadDirective>();
            ruling.blame::<DirectiveCase>();
            false
        }
    }
}

fn source_key(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Option<CustomerKey> {
    let key = customer_key(ruling, call, "copy-source-server-side-encryption-customer-")?;
    (ruling.ask::<EncryptionHeader>() == EncryptionHeader::Honoured).then_some(key)
}

fn parse_source(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Option<SourceText> {
    let value = call.request.vendor(ruling.dialect.wire.prefix, "copy-source").unwrap_or_default();
    let mut syntax = SourceSyntax {
        decode: Decode::Once,
        plus: Plus::Literal,
        version_name: Case::Exact,
        slash: LeadingSlash::Optional,
    };
    if value.contains('%') {
        syntax.decode = match ruling.ask::<CopySourceEncoding>() {
            CopySourceEncoding::DecodeOnce => Decode::Once,
            CopySourceEncoding::Raw => Decode::Raw,
            CopySourceEncoding::DecodeIfValid => Decode::IfValid,
        };
    }
    if value.contains('+') && ruling.ask::<CopySourcePlus>() == CopySourcePlus::Space {
        syntax.plus = Plus::Space;
    }
    if value.contains('?')
        && ruling.ask::<VersionParameterCase>() == VersionParameterCase::Insensitive
    {
        syntax.version_name = Case::Insensitive;
    }
    if !value.starts_with('/') && ruling.refuse::<CopySourceSlash>() {
        return None;
    }
    match parse(value, &syntax) {
        Ok(source) => Some(read_version(ruling, source)),
        Err(_) => {
            ruling.refuse::<MalformedCopySource>();
            ruling.blame::<CopySourceEncoding>();
            None
        }
    }
}

/// The source, with its version parameter as part of the key where a reading says so.
fn read_version(ruling: &mut Ruling<'_>, source: SourceText) -> SourceText {
    let Some(version) = &source.version else { return source };
    match ruling.ask::<VersionSelector>() {
        VersionSelector::Selects => source,
        VersionSelector::PartOfKey => {
            let key = Key::parse(&format!("{}?versionId={version}", source.key));
            SourceText { key: key.unwrap_or(source.key), version: None, ..source }
        }
    }
}

fn authorize_target(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    request: &CopyRequest<'_>,
) {
    if call.principal.account().is_none() {
        ruling.refuse::<AnonymousCopy>();
    }
    let Some(bucket) = call.request.bucket().and_then(|it| store.bucket(it)) else {
        refuse_bucket_name(ruling, request.target.bucket);
        ruling.refuse::<NoTargetBucket>();
        return;
    };
    if bucket.options.closed {
        ruling.refuse::<ClosedBucket>();
    }
    if !ruling.may_write(bucket, call.principal) {
        ruling.refuse::<NoWriteRight>();
    }
}

/// Finds the version to copy, and refuses it where it is missing, forbidden, not as the conditions
/// want it, or unusable.
pub(crate) fn find_source(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    request: &SourceRequest,
) -> Option<Source> {
    let source = resolve_source(ruling, store, call, request)?;
    authorize_source(ruling, store, call, &source);
    request.preconditions.evaluate(ruling, &source.found.version, &source.object, call);
    refuse_unusable_source(ruling, store, call, request, &source);
    Some(source)
}

/// Finds the version to copy; what is missing is refused.
fn resolve_source(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    request: &SourceRequest,
) -> Option<Source> {
    let SourceText { bucket: name, key, version, .. } = request.text.as_ref()?;
    let Some(bucket) = store.bucket(name) else {
        refuse_bucket_name(ruling, name);
        ruling.refuse::<NoSourceBucket>();
        ruling.blame::<CopySourceEncoding>();
        return None;
    };
    if bucket.options.closed {
        ruling.refuse::<ClosedBucket>();
    }
    if is_elsewhere(bucket, call.request.bucket().and_then(|it| store.bucket(it)))
        && ruling.refuse::<CrossRegion>()
    {
        return None;
    }
    let current = ruling.stack(store, name, key).and_then(|it| it.current().map(|(at, _)| at));
    let selected = match version.as_deref() {
        Some(id) => ruling.selected_version(bucket, id)?,
        None => None,
    };
    let lookup = match &selected {
        None => unnamed_version(ruling, store, call, name, key),
        Some(id) => ruling.named(store, call, name, key, id),
    };
    match lookup {
        Lookup::Absent if selected.is_some() && store.stack(name, key).is_some() => {
            refuse_blind(ruling, call, bucket);
            ruling.refuse::<UnknownVersion>();
            None
        }
        Lookup::Absent => {
            refuse_absent_source(ruling, call, bucket, key);
            if selected.is_some() {
                ruling.refuse::<UnknownVersion>();
            }
            None
        }
        Lookup::Marker(_) if selected.is_some() => {
            refuse_blind(ruling, call, bucket);
            ruling.refuse::<NamedMarker>();
            None
        }
        Lookup::Marker(found) => {
            refuse_blind(ruling, call, bucket);
            refuse_current_marker(ruling, &found.version);
            None
        }
        Lookup::Object(found, object) => Some(Source {
            bucket: name.clone(),
            key: key.clone(),
            versioning: bucket.versioning,
            named: selected.is_some(),
            is_current: current.is_none_or(|it| it == found.position),
            found,
            object,
        }),
    }
}

/// Whether a source stands in another region than its target, as far as requests told.
fn is_elsewhere(source: &Bucket, target: Option<&Bucket>) -> bool {
    let target = target.and_then(|it| it.options.location.as_ref());
    source.options.location.as_ref().zip(target).is_some_and(|(from, to)| from != to)
}

fn unnamed_version(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &BucketName,
    key: &Key,
) -> Lookup {
    let current = ruling.current(store, call, bucket, key);
    let Some(stack) = ruling.stack(store, bucket, key) else { return current };
    let mut objects = stack.newest_first().filter(|(_, it)| !it.is_marker());
    let other = match &current {
        Lookup::Marker(_) if ruling.ask::<CurrentMarker>() == CurrentMarker::NewestObject => {
            objects.next()
        }
        Lookup::Object(..) if ruling.ask::<UnnamedVersion>() == UnnamedVersion::Oldest => {
            objects.last()
        }
        _ => None,
    };
    match other.and_then(|(at, it)| Some((at, it, it.object.clone()?))) {
        Some((position, version, object)) => {
            Lookup::Object(Found { position, version: version.clone() }, object)
        }
        None => current,
    }
}

fn refuse_absent_source(ruling: &mut Ruling<'_>, call: &Call<'_>, bucket: &Bucket, key: &Key) {
    if is_folder(bucket, key) && ruling.refuse::<FolderSource>() {
        return;
    }
    if may_look(call, bucket) {
        ruling.refuse::<NoSourceKey>();
    } else {
        ruling.refuse::<HiddenSource>();
    }
    ruling.blame::<CopySourceEncoding>();
}

/// Whether the caller could read whatever stood in the bucket.
fn may_look(call: &Call<'_>, bucket: &Bucket) -> bool {
    call.principal.account().is_some_and(|it| bucket.owner.as_ref() == Some(it))
        || bucket.acl.grants(call.principal, Permission::Read)
}

/// Where a version is missing or a marker, a caller without rights in the bucket may be told the
/// one as well as the other.
fn refuse_blind(ruling: &mut Ruling<'_>, call: &Call<'_>, bucket: &Bucket) {
    if !may_look(call, bucket) {
        ruling.refuse::<NoReadRight>();
    }
}

fn refuse_current_marker(ruling: &mut Ruling<'_>, marker: &Version) {
    if !ruling.refuse::<CurrentMarker>() {
        // There is no object below the marker either.
        ruling.refuse::<NoSourceKey>();
        return;
    }
    if ruling.ask::<MarkerHeaders>() == MarkerHeaders::AsGet {
        let id = ruling.show(&marker.id);
        let why = ruling.reason::<MarkerHeaders>();
        if let Some(reply) = ruling.last_refusal() {
            reply.set(Header::DeleteMarker, Expected::Text("true".into()), why.clone());
            reply.set(Header::VersionId, Expected::Id(id), why);
        }
    }
}

fn authorize_source(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>, source: &Source) {
    let Some(bucket) = store.bucket(&source.bucket) else { return };
    if !ruling.may(bucket, &source.object, call.principal, Permission::Read) {
        ruling.refuse::<NoReadRight>();
    }
    let owns = call.principal.account().is_some_and(|it| bucket.owner.as_ref() == Some(it));
    if bucket.options.requester_pays && !owns && !says_who_pays(ruling, call) {
        ruling.refuse::<PayerMissing>();
    }
}

/// Whether the requester says that the requester pays.
fn says_who_pays(ruling: &Ruling<'_>, call: &Call<'_>) -> bool {
    let payer = call.request.vendor(ruling.dialect.wire.prefix, "request-payer");
    payer == Some("requester")
}

/// Refuses a source that is frozen, or encrypted by a key that is not at hand.
fn refuse_unusable_source(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    request: &SourceRequest,
    source: &Source,
) {
    refuse_frozen_source(ruling, store, call, source);
    let encryption = ruling.show(&source.object.encryption);
    match (encryption.known(), &request.key) {
        (_, Some(CustomerKey::Broken)) => drop(ruling.refuse::<PartialCustomerKey>()),
        (_, Some(CustomerKey::WrongDigest)) => drop(ruling.refuse::<WrongKeyDigest>()),
        (Some(Some(Encryption::Customer { key_md5 })), Some(CustomerKey::Whole(sent)))
            if key_md5 != sent =>
        {
            ruling.refuse::<WrongCustomerKey>();
        }
        (Some(Some(Encryption::Customer { .. })), Some(_)) => {}
        (Some(Some(Encryption::Customer { .. })), None) => {
            ruling.refuse::<MissingCustomerKey>();
        }
        (Some(_), Some(CustomerKey::Whole(_))) => drop(ruling.refuse::<SuperfluousCustomerKey>()),
        (Some(Some(Encryption::Kms { key_id })), None) => {
            refuse_unusable_key(ruling, store, key_id.as_deref());
        }
        _ => {}
    }
    if source.object.appendable {
        ruling.refuse::<AppendableSource>();
    }
    let keeps = source.object.retention.known().is_some_and(|it| *it != Retention::NONE);
    if keeps || source.object.lock.known().is_some_and(Option::is_some) {
        ruling.refuse::<RetainedSource>();
    }
}

fn refuse_too_large(ruling: &mut Ruling<'_>, source: &Source) {
    let size = source.object.content.known().and_then(|it| it.size);
    if size.is_some_and(|it| it > COPY_LIMIT) {
        ruling.refuse::<TooLarge>();
    }
}

/// Refuses a source whose class does not let it be read now.
fn refuse_frozen_source(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>, source: &Source) {
    let shown = ruling.show(&source.object.class);
    let class = shown.known().map(String::as_str);
    if !class.is_some_and(is_archive) {
        if class.is_some_and(|it| it != "STANDARD") {
            ruling.refuse::<InfrequentSource>();
        }
        return;
    }
    let direct = store.bucket(&source.bucket).is_some_and(|it| reads_archived(ruling, it));
    if direct {
        return;
    }
    if let Restore::Until(end) = source.object.restore
        && end.intersection(call.window).is_some()
    {
        // Both instants lie between request and answer, and nobody sees where.
        ruling.ask::<RestoreExpiryRace>();
    }
    match restored(ruling, call, source.place(), &source.found, &source.object) {
        true => ruling.refuse::<RestoredSource>(),
        false => ruling.refuse::<FrozenSource>(),
    };
}

fn refuse_copy_onto_itself(
    ruling: &mut Ruling<'_>,
    store: &Store,
    request: &CopyRequest<'_>,
    source: &Source,
) {
    if request.target.bucket != &source.bucket {
        if ruling.ask::<TargetName>() == TargetName::SameBucket {
            ruling.refuse_as(TargetName::SameBucket);
        }
    } else if request.target.key != &source.key && ruling.ask::<TargetName>() == TargetName::SameKey
    {
        ruling.refuse_as(TargetName::SameKey);
    }
    if !source.is(request.target) || replaces(ruling, request) {
        return;
    }
    let enabled = store.bucket(&source.bucket).map(|it| it.versioning);
    if enabled == Some(Versioning::Enabled) && source.is_current {
        ruling.refuse::<SelfCopyVersioned>();
    }
    let Settings { class, encryption, redirect, .. } = &request.settings;
    let changes = class.is_some() || encryption.is_some() || redirect.is_some();
    let excused = if source.named && !source.is_current {
        ruling.ask::<SelfCopyOfVersion>() == SelfCopyOfVersion::Allow
    } else {
        changes && ruling.ask::<SelfCopyOtherChange>() == SelfCopyOtherChange::Allow
    };
    if !excused {
        ruling.refuse::<SelfCopy>();
    }
}

impl Source {
    fn place(&self) -> Target<'_> {
        Target { bucket: &self.bucket, key: &self.key }
    }

    fn is(&self, target: Target<'_>) -> bool {
        target.bucket == &self.bucket && target.key == &self.key
    }
}

/// Whether new metadata comes with the request, by directive or without.
fn replaces(ruling: &mut Ruling<'_>, request: &CopyRequest<'_>) -> bool {
    request.replace
        || (!request.settings.metadata.is_empty()
            && ruling.ask::<MetadataWithoutDirective>() == MetadataWithoutDirective::TreatAsReplace)
}

fn place(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    request: &CopyRequest<'_>,
    source: &Source,
) -> Option<Place> {
    let bucket = call.request.bucket().and_then(|it| store.bucket(it))?;
    let size = source.object.content.known().and_then(|it| it.size);
    ruling.refuse_over_quota(bucket, size);
    let unused = ruling.stack(store, request.target.bucket, request.target.key).is_none();
    if unused && ruling.refuse::<UnusedTarget>() {
        return None;
    }
    let write = match (request.replace, source.is(request.target)) {
        (false, _) => Write::Plain,
        (true, false) => Write::Replace,
        (true, true) => Write::SelfReplace,
    };
    // Metadata are changed on the current version only (HCP-VER-010).
    if write == Write::SelfReplace
        && source.is_current
        && bucket.versioning == Versioning::Enabled
        && ruling.ask::<SelfCopyVersioned>() == SelfCopyVersioned::InPlaceIfReplace
    {
        let place = Place::InPlace(source.found.clone(), source.object.clone());
        refuse_kept(ruling, call, bucket, request, &place);
        return Some(place);
    }
    let place = ruling.place(store, call, request.target, write)?;
    refuse_kept(ruling, call, bucket, request, &place);
    Some(place)
}

/// Refuses a rewrite in place of what must stay as it is.
fn refuse_kept(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: &Bucket,
    request: &CopyRequest<'_>,
    place: &Place,
) {
    let Place::InPlace(_, object) = place else { return };
    let Settings { retention, metadata, .. } = &request.settings;
    ruling.refuse_retained_rewrite(call, bucket, object, retention, !metadata.is_empty());
}
