//! The tags of objects: what a copy carries of them, set, read, taken away.

use std::sync::Arc;

use super::addressed_version;
use crate::dialect::Refusal;
use crate::dialect::clause::{
    BadDirective, BadTag, DefaultTagDirective, NoSourceKey, TagConflict, TagHeaders, TagRight,
    TagsOfMarker, UnknownVersion,
};
use crate::lookup::{Found, Lookup};
use crate::permitted::{Call, Ruling};
use crate::reply::{BodyPattern, Expected, Header, ReplyPattern, Shown, Why};
use crate::settings::allowed_tags;
use crate::store::{Bucket, Change, Field, Object, Seen, Store, Tags, Version};
use crate::wire::xml::{self, Element};

/// What a copy does with the tags of its source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Directive {
    Copy,
    Replace,
}

/// The directive on tags, as sent; refuses what is none.
fn directive(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Option<Directive> {
    match call.request.vendor(ruling.dialect.wire.prefix, "tagging-directive")? {
        "COPY" => Some(Directive::Copy),
        "REPLACE" => Some(Directive::Replace),
        _ => {
            ruling.refuse::<BadDirective>();
            None
        }
    }
}

/// Whether this dialect's copies heed headers about tags.
fn heeds(ruling: &mut Ruling<'_>, call: &Call<'_>) -> bool {
    let prefix = ruling.dialect.wire.prefix;
    if call.request.vendor(prefix, "tagging-directive").is_none() {
        return call.request.vendor(prefix, "tagging").is_some();
    }
    match ruling.ask::<TagHeaders>() {
        TagHeaders::Honoured => true,
        reading => {
            ruling.refuse_as(reading);
            false
        }
    }
}

/// Refuses what a copy may not ask of tags, and tags that clash. Who does not own the bucket may
/// have been given the right by a policy, which no store holds.
pub fn refuse_tags(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    bucket: Option<&Bucket>,
    sent: Option<&Tags>,
) {
    if !heeds(ruling, call) {
        return;
    }
    let owner = bucket.and_then(|it| it.owner.as_ref());
    let owns = owner.is_some() && owner == call.principal.account();
    if sent.is_some_and(|it| !it.is_empty()) && !owns && ruling.fork(2) == 1 {
        ruling.refuse::<TagRight>();
    }
    if directive(ruling, call) == Some(Directive::Copy) && sent.is_some() {
        ruling.refuse::<TagConflict>();
    }
}

/// Refuses who may not see the tags that a copy would carry.
pub fn refuse_source_tags(ruling: &mut Ruling<'_>, call: &Call<'_>, source: &Object) {
    let prefix = ruling.dialect.wire.prefix;
    if call.request.vendor(prefix, "tagging-directive") == Some("COPY") && heeds(ruling, call) {
        refuse_stranger(ruling, call, source);
    }
}

fn refuse_stranger(ruling: &mut Ruling<'_>, call: &Call<'_>, object: &Object) {
    let owner = ruling.show(&object.owner);
    let owns = match &owner {
        Shown::Known(owner) => owner.is_some() && owner.as_ref() == call.principal.account(),
        Shown::Hidden(_) => ruling.fork(2) == 0,
    };
    if !owns {
        ruling.refuse::<TagRight>();
    }
}

/// The tags of a copy that sends `sent`.
pub fn tags_of_copy(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    source: &Object,
    sent: Option<&Tags>,
) -> Seen<Tags> {
    let replaced = Seen::Known(sent.cloned().unwrap_or_default());
    let of_source = source.tags.clone();
    if source.tags == Seen::Known(Tags::new()) && sent.is_none() {
        return of_source;
    }
    let merged = match (sent, source.tags.known()) {
        (Some(sent), Some(own)) => Seen::Known(
            own.iter().chain(sent).map(|(name, value)| (name.clone(), value.clone())).collect(),
        ),
        _ => of_source.clone(),
    };
    let told = directive(ruling, call);
    if told.is_some() {
        ruling.ask_for::<TagHeaders>(Field::Tags);
    }
    match told {
        Some(Directive::Replace) if heeds(ruling, call) => replaced,
        Some(Directive::Copy) if sent.is_some() => {
            ruling.hold(Field::Tags, |reading| match reading {
                TagConflict::Merge => merged.clone(),
                TagConflict::IgnoreTagging | TagConflict::BadRequest => of_source.clone(),
            })
        }
        Some(Directive::Copy) if heeds(ruling, call) => of_source,
        _ => ruling.hold(Field::Tags, |reading| match reading {
            DefaultTagDirective::Replace => replaced.clone(),
            DefaultTagDirective::Copy => of_source.clone(),
        }),
    }
}

/// The version whose tags are meant, where its owner asks; what is missing is refused.
fn tagged(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) -> Option<(Found, Arc<Object>)> {
    let bucket = ruling.addressed_bucket(store, call)?;
    let named = addressed_version(ruling, store, call, bucket)?;
    match named.lookup {
        Lookup::Object(found, object) => {
            refuse_stranger(ruling, call, &object);
            return Some((found, object));
        }
        Lookup::Marker(_) => ruling.refuse::<TagsOfMarker>(),
        Lookup::Absent if named.by_id => ruling.refuse::<UnknownVersion>(),
        Lookup::Absent => ruling.refuse::<NoSourceKey>(),
    };
    None
}

/// An answer of which no rule says whether it names the version.
fn answer(status: u16) -> ReplyPattern {
    let mut reply = ReplyPattern::new(status);
    reply.set(Header::VersionId, Expected::Anything, Why::default());
    reply
}

/// Everything a service may answer to a request for an object's tags.
pub fn read_tags(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some((_, object)) = tagged(ruling, store, call) else { return };
    let mut reply = answer(200);
    match ruling.show(&object.tags) {
        Shown::Hidden(_) => {}
        // No rule says what an object without tags is answered.
        Shown::Known(tags) if tags.is_empty() && ruling.fork(2) == 1 => {
            reply = ReplyPattern::error(Refusal { status: 404, code: None });
        }
        Shown::Known(tags) => {
            let set = tags.iter().fold(Element::new("TagSet"), |set, (name, value)| {
                let tag = Element::new("Tag").with(Element::text("Key", name));
                set.with(tag.with(Element::text("Value", value)))
            });
            let why = Why::of(object.reasons.0.get(&Field::Tags));
            reply.body = (BodyPattern::Document(Element::new("Tagging").with(set)), why);
        }
    }
    ruling.succeed(reply);
}

/// Everything a service may answer to a request that sets an object's tags.
pub fn set_tags(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let document = call.request.body.text().and_then(|it| xml::parse(it).ok());
    let set = document.as_ref().filter(|it| it.name == "Tagging").and_then(|it| it.child("TagSet"));
    let pair = |it: &Element| {
        let text = |name| it.text_of(name).map(str::to_owned);
        Some((text("Key")?, text("Value").unwrap_or_default()))
    };
    let pairs = set.and_then(|set| set.all("Tag").map(pair).collect::<Option<Vec<_>>>());
    let tags = match pairs {
        Some(pairs) => allowed_tags(ruling, pairs),
        None => {
            ruling.refuse::<BadTag>();
            None
        }
    };
    let Some((found, object)) = tagged(ruling, store, call) else { return };
    rewrite(ruling, call, &found, &object, tags.unwrap_or_default());
    let status = if ruling.fork(2) == 0 { 200 } else { 204 };
    ruling.succeed(answer(status));
}

/// Everything a service may answer to a request that takes an object's tags away.
pub fn delete_tags(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some((found, object)) = tagged(ruling, store, call) else { return };
    rewrite(ruling, call, &found, &object, Tags::new());
    ruling.succeed(answer(204));
}

fn rewrite(ruling: &mut Ruling<'_>, call: &Call<'_>, found: &Found, object: &Object, tags: Tags) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let object = Object { tags: Seen::Known(tags), ..object.clone() };
    let version = Version { object: Some(Arc::new(object)), ..(*found.version).clone() };
    ruling.change(Change::Amend(name.clone(), key.clone(), found.position, Arc::new(version)));
}
