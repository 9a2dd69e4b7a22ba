//! Deleting several objects by one request, each as if by a request of its own.

use super::delete::{delete_at, refuse_without_right};
use super::refuse_wrong_digest;
use crate::dialect::clause::{BatchDigest, BatchLimit, BatchMarkers, MalformedBatch, QuietBatch};
use crate::name::Key;
use crate::permitted::{Call, Ruling};
use crate::reply::{BodyPattern, DeletedEntry, ReplyPattern, Shown, Why};
use crate::store::{Change, Effect, Store, Target};
use crate::wire::xml::{self, Element};

/// The most objects that one request may delete.
const LIMIT: usize = 1000;

/// What one request asks to delete.
struct Batch {
    quiet: bool,
    objects: Vec<(Key, Option<String>)>,
}

/// Everything a service may answer to a request to delete several objects.
pub fn delete_objects(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some(name) = call.request.bucket() else { return };
    if ruling.addressed_bucket(store, call).is_none() {
        return;
    }
    if call.request.headers.first("content-md5").is_none() {
        ruling.refuse::<BatchDigest>();
    }
    refuse_wrong_digest(ruling, call);
    let document = call.request.body.text().and_then(|it| xml::parse(it).ok());
    let Some(batch) = document.as_ref().and_then(parse) else {
        ruling.refuse::<MalformedBatch>();
        return;
    };
    if batch.objects.len() > LIMIT {
        ruling.refuse::<BatchLimit>();
    }
    if ruling.refused() {
        return;
    }
    let errors_only = ruling.ask::<QuietBatch>() == QuietBatch::ErrorsOnly;
    let quiet = batch.quiet && errors_only;
    let mut store = store.clone();
    let mut entries = Vec::with_capacity(batch.objects.len());
    for (key, version) in batch.objects {
        let at = Target { bucket: name, key: &key };
        let (answer, effect) = ruling.apart(|ruling| {
            if let Some(bucket) = store.bucket(name) {
                refuse_without_right(ruling, &store, call, bucket, at);
                delete_at(ruling, &store, call, bucket, at, version.as_deref());
            }
        });
        let marker = marker_in(ruling, &store, &effect);
        store.apply(&effect);
        let failed = answer.err().map(|it| it.code);
        let listed = failed.is_some() || !quiet;
        let why = if batch.quiet { ruling.reason::<QuietBatch>() } else { Why::default() };
        let mut entry = DeletedEntry { key, version, failed, marker: None, listed, why };
        if marker.is_some() && ruling.ask::<BatchMarkers>() == BatchMarkers::Shown {
            entry.marker = marker;
        }
        entry.why.add(&ruling.reason::<BatchMarkers>());
        entries.push(entry);
    }
    let mut reply = ReplyPattern::new(200);
    reply.body = (BodyPattern::Deleted(entries), Why::default());
    ruling.succeed(reply);
}

fn parse(root: &Element) -> Option<Batch> {
    let object = |it: &Element| {
        let key = Key::parse(it.text_of("Key")?)?;
        let version = it.text_of("VersionId").map(str::trim).filter(|it| !it.is_empty());
        Some((key, version.map(str::to_owned)))
    };
    let objects: Option<Vec<_>> = root.all("Object").map(object).collect();
    let objects = objects.filter(|it| root.name == "Delete" && !it.is_empty())?;
    let quiet = root.text_of("Quiet").is_some_and(|it| it.trim() == "true");
    Some(Batch { quiet, objects })
}

/// The delete marker that `effect` makes or removes.
fn marker_in(
    ruling: &mut Ruling<'_>,
    store: &Store,
    effect: &Effect,
) -> Option<Shown<crate::name::VersionId>> {
    let marker = effect.0.iter().find_map(|change| match change {
        Change::Push { version, .. } => Some(version.clone()),
        Change::Remove(bucket, key, position) => {
            let revealed = ruling.revealed(bucket, key);
            let stack = revealed.or_else(|| store.stack(bucket, key))?;
            stack.at(*position).filter(|it| it.is_marker()).cloned()
        }
        _ => None,
    })?;
    Some(ruling.show(&marker.id))
}
