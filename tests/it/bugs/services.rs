//! Services with a known bug, each as the smallest thing that shows it: other readings in a row or
//! two, a request taken for another one, or answers changed afterwards.
//!
//! Where the documents say what a tracker calls wrong, the service does what the tracker calls
//! right: such a row is marked as a mirror.

use model::dialect::Clause;
use model::dialect::clause as c;
use model::generate::{Draft, Fill, SourceForm};
use model::wire::Operation;

use super::season::as_a_version;
use super::twist::{Memory, Scene, Twist, corrupt, fail, reword, shorten};

/// A service with a bug.
pub(super) struct Service {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) dialect: &'static str,
    pub(super) makes: Makes,
}

/// What makes it wrong.
#[derive(Clone, Copy)]
pub(super) enum Makes {
    /// Other readings.
    Rows(&'static [(Clause, u8)]),
    /// It takes a request for another one: whether this is such a request.
    Misreads(fn(&mut Draft) -> bool),
    /// It answers something else.
    Answers(Twist),
}

use Makes::{Answers, Misreads, Rows};

const NATIVE: &str = "obs-native";
const S3: &str = "obs-s3";
const HCP: &str = "hcp-9.7";

const fn service(
    id: &'static str,
    name: &'static str,
    dialect: &'static str,
    makes: Makes,
) -> Service {
    Service { id, name, dialect, makes }
}

macro_rules! rows {
    ($($Clause:ident::$Reading:ident),+) => {
        Rows(&[$((Clause::$Clause, c::$Clause::$Reading as u8)),+])
    };
}

/// All of them; those of the catalogue first, then those that reading peers' sources suggested.
pub(super) static SERVICES: &[Service] = &[
    service("B030", "tags read after the write cleared them", NATIVE, Answers(late_tags)),
    service("B031", "tags of an unnamed version lost", NATIVE, Answers(tags_of_unnamed)),
    service("B032", "no tags break the reading of tags", NATIVE, Answers(broken_tags)),
    service("B033", "replaced tags are copied all the same", NATIVE, Misreads(copies_tags)),
    service("B034", "tags are never copied", NATIVE, Misreads(forgets_tags)),
    service(
        "B052",
        "a true if-match silences if-unmodified-since (mirror)",
        HCP,
        rows!(ConditionPair::AwsPrecedence),
    ),
    service(
        "B055",
        "a condition on the target decides (mirror)",
        HCP,
        rows!(PlainConditions::ApplyToTarget),
    ),
    service("B061", "a sealed upload's part copy shows no tag", S3, Answers(untagged_part)),
    service("B065", "new key over old ciphertext", NATIVE, Answers(new_key_old_bytes)),
    service("B066", "key dropped, ciphertext kept", NATIVE, Answers(no_key_old_bytes)),
    service("B069", "a key for a plain source taken as proof", S3, Answers(needless_key)),
    service("B070", "stored length instead of plain length", S3, Answers(stored_length)),
    service("B072", "part copies enter a sealed upload raw", S3, Answers(raw_parts)),
    service("B082", "a copy claims to be in the archive", S3, rows!(CopyClass::FromSource)),
    service("B084", "a range is any two numbers", S3, Misreads(loose_range)),
    service(
        "B093",
        "an upload counts from its completion (mirror)",
        NATIVE,
        rows!(AssembledOrder::ByCompletion),
    ),
    service("B100", "blanks before the prolog of a slow copy", S3, Answers(blanks)),
    service("B105", "decoding before looking for the version", S3, Misreads(decodes_first)),
    service("B108", "an escaped slash behind the bucket", S3, Misreads(needs_slash)),
    service("B136", "a list fails beside a delete", S3, Answers(list_beside_delete)),
    service(
        "B155",
        "the source's rights are the bucket's",
        S3,
        rows!(SourceRight::BucketOrObjectAcl),
    ),
    service("B157", "setting rights needs one more (mirror)", HCP, rows!(PutAclRight::NeedsPutAcl)),
    service("B158", "tags need no right of their own", NATIVE, rows!(TagRight::AsTheObject)),
    service("X01", "milliseconds against whole seconds", S3, rows!(DatePrecision::Milliseconds)),
    service("X02", "a failed condition is 304", S3, rows!(ConditionFailed::NotModified)),
    service("X05", "the key ends at a mark in the header", S3, Misreads(generic_parser)),
    service("X09a", "replacing adds", S3, rows!(ReplaceMetadata::Merge)),
    service(
        "X10a",
        "a write replaces the current version",
        S3,
        rows!(EnabledWrite::ReplaceCurrent),
    ),
    service("X10b", "the source's owner owns the copy", S3, rows!(TargetOwner::SourceOwner)),
    service("X12a", "the source's rights travel", S3, rows!(CopyAcl::FromSource)),
    service("X12b", "the same elsewhere", HCP, rows!(CopyAcl::FromSource)),
    service("X16", "source conditions are not read", S3, rows!(ConditionHeaders::Ignored)),
    service("X19", "stale conditions pass", HCP, rows!(ConditionHeaders::Ignored)),
];

/// One that must be found, or nothing is: copies lose the metadata of their source.
pub(super) static CANARY: Service =
    service("canary", "copies lose metadata", S3, rows!(CopyMetadata::FromRequest));

fn no_tags(scene: &Scene<'_>, memory: &Memory, response: &mut model::http::HttpResponse) {
    if memory.meets(scene, Operation::GetTags) {
        reword(response, |text| match (text.find("<TagSet>"), text.find("</TagSet>")) {
            (Some(start), Some(end)) => format!("{}{}", &text[..start + 8], &text[end..]),
            _ => text.to_owned(),
        });
    }
}

fn copies_tags_of_source(scene: &Scene<'_>) -> bool {
    scene.is(Operation::CopyObject) && scene.vendor("tagging-directive") == Some("COPY")
}

fn late_tags(scene: &Scene<'_>, memory: &mut Memory, response: &mut model::http::HttpResponse) {
    if copies_tags_of_source(scene) && scene.is_onto_itself() {
        memory.spoil(scene);
    }
    no_tags(scene, memory, response);
}

fn tags_of_unnamed(
    scene: &Scene<'_>,
    memory: &mut Memory,
    response: &mut model::http::HttpResponse,
) {
    let shows = format!("{}copy-source-version-id", scene.prefix);
    let is_versioned = response.headers.first(&shows).is_some();
    let is_unnamed = scene.source.as_ref().is_some_and(|(_, named)| !named);
    if copies_tags_of_source(scene) && is_versioned && is_unnamed {
        memory.spoil(scene);
    }
    no_tags(scene, memory, response);
}

fn broken_tags(scene: &Scene<'_>, memory: &mut Memory, response: &mut model::http::HttpResponse) {
    let is_empty = scene.vendor("tagging") == Some("");
    if scene.is(Operation::CopyObject) && is_empty && !copies_tags_of_source(scene) {
        memory.spoil(scene);
    }
    if memory.meets(scene, Operation::GetTags) {
        fail(response);
    }
}

fn directive_of_tags(draft: &mut Draft) -> Option<&mut String> {
    draft.headers.iter_mut().find_map(|(name, fill)| match fill {
        Fill::Text(text) if name.ends_with("tagging-directive") => Some(text),
        _ => None,
    })
}

fn copies_tags(draft: &mut Draft) -> bool {
    let Some(directive) = directive_of_tags(draft).filter(|it| *it == "REPLACE") else {
        return false;
    };
    "COPY".clone_into(directive);
    draft.headers.retain(|(name, _)| !name.ends_with("tagging"));
    true
}

fn forgets_tags(draft: &mut Draft) -> bool {
    let Some(directive) = directive_of_tags(draft).filter(|it| *it == "COPY") else {
        return false;
    };
    "REPLACE".clone_into(directive);
    draft.headers.retain(|(name, _)| !name.ends_with("tagging"));
    true
}

fn untagged_part(scene: &Scene<'_>, memory: &mut Memory, response: &mut model::http::HttpResponse) {
    if scene.is(Operation::CopyPart) && scene.went_well && memory.sealed.contains(&scene.place) {
        reword(response, |text| match (text.find("<ETag>"), text.find("</ETag>")) {
            (Some(start), Some(end)) => format!("{}{}", &text[..start + 6], &text[end..]),
            _ => text.to_owned(),
        });
    }
}

fn new_key_old_bytes(
    scene: &Scene<'_>,
    memory: &mut Memory,
    response: &mut model::http::HttpResponse,
) {
    if scene.is(Operation::CopyObject) && scene.is_onto_itself() && scene.asks_encryption() {
        memory.spoil(scene);
    }
    if memory.meets(scene, Operation::GetObject) {
        fail(response);
    }
}

fn no_key_old_bytes(
    scene: &Scene<'_>,
    memory: &mut Memory,
    response: &mut model::http::HttpResponse,
) {
    let was_sealed = memory.encrypted.contains(&scene.place);
    let is_plain = scene.is_onto_itself() && !scene.asks_encryption();
    if scene.is(Operation::CopyObject) && is_plain && was_sealed {
        memory.spoil(scene);
    }
    if memory.meets(scene, Operation::GetObject) {
        corrupt(response);
    }
}

fn needless_key(scene: &Scene<'_>, memory: &mut Memory, response: &mut model::http::HttpResponse) {
    let has_key = scene.vendor("copy-source-server-side-encryption-customer-algorithm").is_some();
    if scene.is(Operation::CopyObject) && has_key {
        memory.spoil(scene);
    }
    if memory.meets(scene, Operation::GetObject) {
        corrupt(response);
    }
}

fn stored_length(scene: &Scene<'_>, memory: &mut Memory, response: &mut model::http::HttpResponse) {
    let is_sealed = |(source, _): &(String, bool)| memory.encrypted.contains(source);
    if scene.is(Operation::CopyObject) && scene.source.as_ref().is_some_and(is_sealed) {
        memory.spoil(scene);
    }
    if memory.meets(scene, Operation::GetObject) {
        shorten(response);
    }
}

fn raw_parts(scene: &Scene<'_>, memory: &mut Memory, response: &mut model::http::HttpResponse) {
    let is_sealed = memory.sealed.contains(&scene.place);
    if scene.is(Operation::CopyPart) && scene.went_well && is_sealed {
        memory.when.insert(scene.place.clone(), scene.at);
    }
    if scene.is(Operation::CompleteUpload) && memory.when.contains_key(&scene.place) {
        memory.spoil(scene);
    }
    if memory.meets(scene, Operation::GetObject) {
        corrupt(response);
    }
}

fn loose_range(draft: &mut Draft) -> bool {
    for (name, fill) in &mut draft.headers {
        if let Fill::Text(range) = fill
            && name.ends_with("copy-source-range")
            && !range.starts_with("bytes=")
        {
            range.insert_str(0, "bytes=");
            return true;
        }
    }
    false
}

/// A copy is slow where its call took this long, in milliseconds.
const SLOW: i64 = 30;

fn blanks(scene: &Scene<'_>, _: &mut Memory, response: &mut model::http::HttpResponse) {
    let is_slow = scene.at.0 - scene.sent_at.0 > SLOW;
    if scene.is(Operation::CopyObject) && is_slow && scene.went_well {
        reword(response, |text| format!("   {text}"));
    }
}

fn sources(draft: &mut Draft, change: impl Fn(&mut Fill) -> bool) -> bool {
    draft.headers.iter_mut().any(|(_, fill)| change(fill))
}

fn decodes_first(draft: &mut Draft) -> bool {
    sources(draft, |fill| {
        let Fill::Source { key, version, .. } = fill else { return false };
        let Some((other, named)) = as_a_version(key) else { return false };
        *key = other;
        *version = Some(named);
        true
    })
}

/// A mark that begins a query or a fragment ends the key.
fn generic_parser(draft: &mut Draft) -> bool {
    sources(draft, |fill| {
        let Fill::Source { key, .. } = fill else { return false };
        let Some(at) = key.find(['?', '#']) else { return false };
        key.truncate(at);
        true
    })
}

fn needs_slash(draft: &mut Draft) -> bool {
    sources(draft, |fill| match fill {
        Fill::Source { form, .. } if *form == SourceForm::Escaped => {
            *form = SourceForm::Broken;
            true
        }
        _ => false,
    })
}

fn list_beside_delete(
    scene: &Scene<'_>,
    memory: &mut Memory,
    response: &mut model::http::HttpResponse,
) {
    let bucket = scene.place.split('/').next().unwrap_or_default().to_owned();
    if scene.is(Operation::DeleteObject) && scene.went_well {
        memory.when.insert(bucket, scene.at);
    } else if scene.is(Operation::ListVersions)
        && scene.went_well
        && memory.when.get(&bucket).is_some_and(|it| *it > scene.sent_at)
    {
        fail(response);
    }
}
