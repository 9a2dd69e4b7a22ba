//! Buckets: creating one, its versioning, the list of its versions.

use crate::dialect::clause::{
    BadBucketName, BadVersioning, BucketExists, BucketNames, LockedBucket, MfaDelete, NoReadRight,
    NoWriteRight, SuspendLocked, UnsetVersioning, VersionOrder, VersioningRight,
};
use crate::name::{BucketName, Key};
use crate::permitted::{Call, Ruling};
use crate::placement::modified_of;
use crate::reply::{
    BodyPattern, Expected, Header, ListedObject, ListedVersion, Listing, ReplyPattern, Shown, Why,
};
use crate::store::{Bucket, Change, Field, Permission, Store, Version, Versioning};
use crate::wire::xml;

mod defaults;
mod list;

pub use defaults::{
    clear_default_encryption, read_default_class, set_default_class, set_default_encryption,
};
pub use list::list_objects;

/// The entries a version list has at most, unless fewer are asked for.
const MAX_KEYS: usize = 1000;

/// Everything a service may answer to the creation of a bucket.
pub fn create_bucket(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some(name) = call.request.bucket() else { return };
    let Some(owner) = call.principal.account() else {
        ruling.refuse::<NoWriteRight>();
        return;
    };
    if refuse_bucket_name(ruling, name) {
        return;
    }
    if store.bucket(name).is_some() {
        if !ruling.refuse::<BucketExists>() {
            ruling.succeed(created());
        }
        return;
    }
    let mut bucket = Bucket::new(Some(owner.clone()));
    let prefix = ruling.dialect.wire.prefix;
    let wanted = call.request.vendor(prefix, "bucket-object-lock-enabled");
    if wanted == Some("true") && ruling.ask::<LockedBucket>() == LockedBucket::KeepsVersions {
        bucket.versioning = Versioning::Enabled;
        bucket.options.object_lock = Some(None);
    }
    bucket.options.location = location(call);
    ruling.change(Change::CreateBucket(name.clone(), Box::new(bucket)));
    ruling.succeed(created());
}

/// The region that the body asks for, under either family's name for it.
fn location(call: &Call<'_>) -> Option<String> {
    let document = xml::parse(call.request.body.text()?).ok()?;
    let named = document.text_of("LocationConstraint").or(document.text_of("Location"))?;
    Some(named.trim().to_owned())
}

fn created() -> ReplyPattern {
    let mut reply = ReplyPattern::new(200);
    reply.set(Header::Location, Expected::Anything, Why::default());
    reply
}

/// Refuses a name that no bucket can have; whether it did.
pub fn refuse_bucket_name(ruling: &mut Ruling<'_>, name: &BucketName) -> bool {
    !is_bucket_name(ruling, name) && ruling.refuse::<BadBucketName>()
}

/// Dots as OBS-LIM-001 allows them, or as HCP-LIM-004 none but letters of either case.
fn is_bucket_name(ruling: &mut Ruling<'_>, name: &BucketName) -> bool {
    let text = name.as_str();
    if ruling.ask::<BucketNames>() == BucketNames::Hyphens {
        return (3..=63).contains(&text.len())
            && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.to_ascii_lowercase().starts_with("xn--");
    }
    let edge =
        |it: Option<char>| it.is_some_and(|it| it.is_ascii_lowercase() || it.is_ascii_digit());
    let inner = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "-.".contains(it);
    (3..=63).contains(&text.len())
        && text.chars().all(inner)
        && edge(text.chars().next())
        && edge(text.chars().last())
        && !["..", ".-", "-."].iter().any(|it| text.contains(it))
        && !is_ip_address(text)
}

fn is_ip_address(text: &str) -> bool {
    text.split('.').count() == 4 && text.split('.').all(|it| it.parse::<u8>().is_ok())
}

/// The addressed bucket, where its owner asks.
fn owned_bucket<'a>(
    ruling: &mut Ruling<'_>,
    store: &'a Store,
    call: &Call<'_>,
) -> Option<&'a Bucket> {
    let bucket = ruling.addressed_bucket(store, call)?;
    let owns = call.principal.account().is_some_and(|it| bucket.owner.as_ref() == Some(it));
    if !owns {
        ruling.refuse::<VersioningRight>();
    }
    Some(bucket)
}

/// Everything a service may answer to a request for a bucket's versioning.
pub fn read_versioning(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some(bucket) = owned_bucket(ruling, store, call) else { return };
    let mut reply = ReplyPattern::new(200);
    let mut why = ruling.reason::<VersioningRight>();
    let mut shown = bucket.versioning;
    if shown == Versioning::Unversioned {
        if ruling.ask::<UnsetVersioning>() == UnsetVersioning::Suspended {
            shown = Versioning::Suspended;
        }
        why.add(&ruling.reason::<UnsetVersioning>());
    }
    if bucket.options.object_lock.is_some() {
        why.add(&ruling.reason::<LockedBucket>());
    }
    reply.body = (BodyPattern::Versioning(shown), why);
    ruling.succeed(reply);
}

/// Everything a service may answer to a request that sets a bucket's versioning.
pub fn set_versioning(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some(bucket) = owned_bucket(ruling, store, call) else { return };
    let document = call.request.body.text().and_then(|it| xml::parse(it).ok());
    if document.as_ref().is_some_and(|it| it.child("MfaDelete").is_some()) {
        ruling.refuse::<MfaDelete>();
    }
    let status = document.as_ref().and_then(|it| it.text_of("Status")).map(str::trim);
    let state = match status {
        Some("Enabled") => Versioning::Enabled,
        Some("Suspended") => Versioning::Suspended,
        _ => {
            ruling.refuse::<BadVersioning>();
            return;
        }
    };
    if state == Versioning::Suspended
        && bucket.options.object_lock.is_some()
        && ruling.refuse::<SuspendLocked>()
    {
        return;
    }
    ruling.mention::<BadVersioning>();
    if let (Some(name), true) = (call.request.bucket(), bucket.versioning != state) {
        ruling.change(Change::SetVersioning(name.clone(), state));
    }
    ruling.succeed(ReplyPattern::new(200));
}

/// Everything a service may answer to a request for a bucket's versions.
pub fn list_versions(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some(name) = call.request.bucket() else { return };
    let Some(bucket) = ruling.addressed_bucket(store, call) else { return };
    let owns = call.principal.account().is_some_and(|it| bucket.owner.as_ref() == Some(it));
    if !owns && !bucket.acl.grants(call.principal, Permission::Read) {
        ruling.refuse::<NoReadRight>();
    }
    if ruling.refused() {
        return;
    }
    let listing = listing(ruling, bucket, name, call);
    let mut reply = ReplyPattern::new(200);
    reply.body = (BodyPattern::Versions(Box::new(listing)), Why::default());
    ruling.succeed(reply);
}

fn listing(
    ruling: &mut Ruling<'_>,
    bucket: &Bucket,
    name: &BucketName,
    call: &Call<'_>,
) -> Listing {
    let parameter = |it: &str| call.request.query.first(it).unwrap_or_default().to_owned();
    let asked = parameter("max-keys").parse().unwrap_or(MAX_KEYS);
    let mut listing = Listing {
        bucket: name.clone(),
        prefix: parameter("prefix"),
        key_marker: parameter("key-marker"),
        version_marker: parameter("version-id-marker"),
        max_keys: asked.min(MAX_KEYS),
        truncated: false,
        versions: Vec::new(),
        unseen: Vec::new(),
        oldest_first: ruling.ask::<VersionOrder>() == VersionOrder::OldestFirst,
    };
    for (key, stack) in bucket.keys() {
        if !key.as_str().starts_with(&listing.prefix) || is_before(&listing, key) {
            continue;
        }
        if stack.unseen {
            listing.unseen.push(key.clone());
            continue;
        }
        let newest = stack.current().map(|(position, _)| position);
        let mut entries: Vec<_> = stack.newest_first().collect();
        if listing.oldest_first {
            entries.reverse();
        }
        let marker = listing.version_marker.clone();
        if listing.key_marker == key.as_str() && !marker.is_empty() {
            let at = |id: &str| {
                entries.iter().position(|(_, it)| it.id.known().is_some_and(|it| it.as_str() == id))
            };
            let skip = at(&marker).map_or(entries.len(), |it| it + 1);
            entries.drain(..skip);
        }
        for (position, version) in entries {
            if listing.versions.len() == listing.max_keys {
                listing.truncated = true;
                return listing;
            }
            let entry = listed(ruling, key, version, Some(position) == newest);
            listing.versions.push(entry);
        }
    }
    listing
}

/// Whether the listing starts after `key`.
fn is_before(listing: &Listing, key: &Key) -> bool {
    match key.as_str().cmp(&listing.key_marker) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Equal => listing.version_marker.is_empty(),
        std::cmp::Ordering::Greater => false,
    }
}

fn listed(ruling: &mut Ruling<'_>, key: &Key, version: &Version, latest: bool) -> ListedVersion {
    let object = version.object.as_ref().map(|object| ListedObject {
        etag: ruling.show(&object.etag),
        size: (object.content.known().and_then(|it| it.size), version.origin.hides(Field::Content)),
        class: match ruling.show(&object.class) {
            Shown::Known(class) => Shown::Known(ruling.dialect.wire.names.class(&class).to_owned()),
            hidden @ Shown::Hidden(_) => hidden,
        },
        owner: ruling.show(&object.owner),
    });
    ListedVersion {
        key: key.clone(),
        id: ruling.show(&version.id),
        latest,
        modified: modified_of(version),
        object,
        why: ruling.reason::<VersionOrder>(),
    }
}
