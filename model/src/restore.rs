//! Asking for a temporary duplicate of an archived object.

use std::sync::Arc;

use crate::dialect::clause::{
    FirstRestore, MalformedRestore, NoReadRight, NoSourceKey, ReadNamedMarker, RestoreAgain,
    RestoreDays, RestoreInProgress, RestoreNotArchived, RestoreOfMarker, RestoreShortens,
    RestoreTiers, UnknownVersion,
};
use crate::lookup::Lookup;
use crate::object::{addressed_version, is_archive, restored};
use crate::permitted::{Call, Ruling};
use crate::reply::ReplyPattern;
use crate::store::Target;
use crate::store::{Change, Object, Permission, Restore, Span, Store, Version};
use crate::wire::xml;

const DAY: i64 = 86_400_000;

/// Everything a service may answer to a restore request.
pub fn restore_object(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let Some(bucket) = ruling.addressed_bucket(store, call) else { return };
    let days = requested_days(ruling, call);
    let Some(named) = addressed_version(ruling, store, call, bucket) else { return };
    let (found, object) = match named.lookup {
        Lookup::Object(found, object) => (found, object),
        absent => {
            match (absent, named.by_id) {
                (Lookup::Marker(_), true) => ruling.refuse::<ReadNamedMarker>(),
                (Lookup::Marker(_), false) => ruling.refuse::<RestoreOfMarker>(),
                (_, true) => ruling.refuse::<UnknownVersion>(),
                (_, false) => ruling.refuse::<NoSourceKey>(),
            };
            return;
        }
    };
    if !ruling.may(bucket, &object, call.principal, Permission::Read) {
        ruling.refuse::<NoReadRight>();
    }
    let class = ruling.show(&object.class);
    if !class.known().is_some_and(|it| is_archive(it)) {
        if !ruling.refuse::<RestoreNotArchived>() {
            ruling.succeed(ReplyPattern::new(202));
        }
        return;
    }
    let Some(days) = days else { return };
    let at = Target { bucket: name, key };
    let span = Span {
        earliest: call.window.earliest.plus(i64::from(days) * DAY),
        latest: call.window.latest.plus((i64::from(days) + 1) * DAY),
    };
    let is_restored = restored(ruling, call, at, &found, &object);
    let object = ruling.amended(at, found.position).unwrap_or(object);
    let (status, state) = match (is_restored, object.restore) {
        (true, Restore::Until(until)) => {
            if span.latest < until.earliest && ruling.refuse::<RestoreShortens>() {
                return;
            }
            match ruling.ask::<RestoreAgain>() {
                RestoreAgain::Ok => (200, Restore::Until(span)),
                RestoreAgain::Accepted => (202, Restore::Until(span)),
            }
        }
        (false, Restore::Ongoing { .. }) => {
            ruling.refuse::<RestoreInProgress>();
            (202, object.restore)
        }
        _ => match ruling.ask::<FirstRestore>() {
            FirstRestore::Accepted => (202, Restore::Ongoing { days }),
            FirstRestore::Ok => (200, Restore::Ongoing { days }),
        },
    };
    let object = Object { restore: state, ..(*object).clone() };
    let version = Version { object: Some(Arc::new(object)), ..(*found.version).clone() };
    ruling.change(Change::Amend(name.clone(), key.clone(), found.position, Arc::new(version)));
    ruling.succeed(ReplyPattern::new(status));
}

/// The days asked for, 1 to 30 (OBS-RST-001); refuses what cannot be read.
fn requested_days(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Option<u32> {
    let document = call.request.body.text().and_then(|it| xml::parse(it).ok());
    let root = document.filter(|it| it.name == "RestoreRequest");
    let (job, tiers): (_, &[&str]) = match ruling.ask::<RestoreTiers>() {
        RestoreTiers::GlacierJob => ("GlacierJobParameters", &["Expedited", "Standard", "Bulk"]),
        RestoreTiers::RestoreJob => ("RestoreJob", &["Expedited", "Standard"]),
    };
    let job = root.as_ref().and_then(|it| it.child(job));
    let tier = job.and_then(|it| it.text_of("Tier")).map(str::trim);
    let known = tier.is_none_or(|it| tiers.contains(&it));
    let days = root.as_ref().and_then(|it| it.text_of("Days")?.trim().parse::<i64>().ok());
    match days.filter(|_| known) {
        None => {
            ruling.refuse::<MalformedRestore>();
            None
        }
        Some(days @ 1..=30) => u32::try_from(days).ok(),
        Some(_) => {
            ruling.refuse::<RestoreDays>();
            None
        }
    }
}
