//! Agreement: two dialects whose rows agree where a request asks them permit it the same.

use std::fmt::Debug;
use std::sync::Arc;

use model::dialect::{Clause, Dialect, Permits};
use model::generate::Choose;
use model::name::VersionId;
use model::permitted::{Outcome, Permitted};
use model::reply::{BodyPattern, ReplyPattern, Why};
use model::store::{
    Bindings, ByReading, Change, Effect, HiddenId, Object, Part, Reasons, Seen, Stack, Upload,
    Version,
};

use crate::bytes::Bytes;
use crate::shelf::{Sent, Shelf, Sight};

/// The most requests of one input.
const REQUESTS: usize = 6;

/// Clauses that answers hang on by being open, and why; they are left as they are. A list to
/// shorten.
const PEEKED: [(Clause, &str); 1] = [(
    Clause::DeleteMarkerHeaders,
    "a delete that finds nothing may wear any marker header while this is open, none once settled",
)];

/// How a service reads some clauses.
type Nature = Vec<(Clause, u8)>;

/// What an outcome does, without the reasons.
type Plain = (ReplyPattern, Effect, Bindings, Vec<(HiddenId, VersionId)>);

/// See [`crate::dialects_agree`].
pub(crate) fn dialects_agree(bytes: &[u8]) {
    let choose: &mut dyn Choose = &mut Bytes::of(bytes);
    let dialect = choose.pick(Dialect::all());
    let mut shelf = Shelf::new(if choose.chance(1, 2) { Sight::Partial } else { Sight::Full });
    for _ in 0..=choose.below(REQUESTS) {
        let sent = Sent::by_somebody(&shelf.draw(dialect, choose), choose);
        let Some(permitted) = shelf.permitted(dialect, &shelf.assumptions, &sent) else {
            shelf.pass(dialect, &sent.request);
            continue;
        };
        let nature = nature(dialect, &shelf, choose);
        agrees_with_its_settled_self(dialect, &shelf, &sent, &permitted, &nature);
        for other in Dialect::all() {
            agrees_with(dialect, other, &shelf, &sent, &permitted);
        }
        shelf.advance(choose.pick(&permitted.outcomes));
    }
}

/// See [`crate::dialects_differ_by_rows`].
pub(crate) fn dialects_differ_by_rows(one: &Dialect, other: &Dialect, choose: &mut dyn Choose) {
    let (first, second) = alike(one, other);
    let mut shelf = Shelf::new(if choose.chance(1, 2) { Sight::Partial } else { Sight::Full });
    for _ in 0..=choose.below(REQUESTS) {
        let sent = Sent::by_somebody(&shelf.draw(&first, choose), choose);
        let known = shelf.assumptions.clone();
        let Some(permitted) = shelf.permitted(&first, &known, &sent) else {
            shelf.pass(&first, &sent.request);
            continue;
        };
        let theirs = shelf.permitted(&second, &known, &sent).expect("the scope is the same");
        let plain = |it: &Permitted| -> Vec<_> {
            let outcomes = it.outcomes.iter();
            outcomes.map(|it| (plain(it, &shelf, &Nature::new()), it.assuming.clone())).collect()
        };
        expect_equal(&plain(&permitted), &plain(&theirs), &sent, &format!("{one} and {other}"));
        shelf.advance(choose.pick(&permitted.outcomes));
    }
}

/// See [`crate::alike`].
pub(crate) fn alike(one: &Dialect, other: &Dialect) -> (Dialect, Dialect) {
    let (mut first, mut second) = (one.clone(), other.clone());
    second.wire = one.wire;
    for clause in Clause::ALL {
        let (ours, theirs) = (one.row(*clause), other.row(*clause));
        let same = ours.readings() == theirs.readings();
        if same && one.is_contradicted(*clause) == other.is_contradicted(*clause) {
            continue;
        }
        let mut candidates = [ours.readings(), theirs.readings()].concat();
        candidates.sort_unstable();
        candidates.dedup();
        let open = Permits::Open { question: "", candidates };
        first = first.with(*clause, open.clone());
        second = second.with(*clause, open);
    }
    (first, second)
}

/// Readings that are still possible: of one clause, or of all that are open.
fn nature(dialect: &Dialect, shelf: &Shelf, choose: &mut dyn Choose) -> Nature {
    let is_peeked = |it: &Clause| PEEKED.iter().any(|(peeked, _)| peeked == it);
    let open: Vec<_> = dialect.questions().filter(|it| !is_peeked(it)).collect();
    let settled = match choose.chance(1, 2) {
        true => open,
        false => vec![*choose.pick(&open)],
    };
    let reading = |clause: Clause| {
        let possible = shelf.assumptions.candidates(dialect, clause);
        let readings = dialect.row(clause).readings().iter().copied();
        let readings: Vec<_> = readings.filter(|it| possible & 1 << it != 0).collect();
        (clause, *choose.pick(&readings))
    };
    settled.into_iter().map(reading).collect()
}

/// A dialect whose documents settled some questions permits what the open one permits to a service
/// that reads them so: no more and no less.
fn agrees_with_its_settled_self(
    dialect: &Dialect,
    shelf: &Shelf,
    sent: &Sent,
    permitted: &Permitted,
    nature: &Nature,
) {
    let mut settled = dialect.clone();
    for (clause, reading) in nature {
        settled = settled.with(*clause, Permits::Documented(*reading));
    }
    let mut assumptions = shelf.assumptions.clone();
    nature.iter().for_each(|(clause, reading)| assumptions.narrow(&settled, *clause, 1 << reading));
    let theirs = shelf.permitted(&settled, &assumptions, sent).expect("the scope is the same");
    let possible = |outcome: &&Outcome| {
        let allows = |(clause, reading): &(Clause, u8)| {
            outcome.assuming.candidates(dialect, *clause) & 1 << reading != 0
        };
        nature.iter().all(allows)
    };
    let ours = permitted.outcomes.iter().filter(possible);
    let ours: Vec<_> = ours.map(|it| plain(it, shelf, nature)).collect();
    let theirs: Vec<_> = theirs.outcomes.iter().map(|it| plain(it, shelf, nature)).collect();
    expect_equal(&ours, &theirs, sent, &format!("{dialect} with {nature:?}"));
}

/// Where a request succeeds in every way, its outcomes name every clause that was asked. A dialect
/// in which all these rows are the same permits the same.
fn agrees_with(
    dialect: &Dialect,
    other: &Dialect,
    shelf: &Shelf,
    sent: &Sent,
    permitted: &Permitted,
) {
    let wire = |it: &Dialect| {
        let wire = &it.wire;
        let xml_type = wire.xml_type_compared.then_some(wire.xml_type);
        (wire.prefix, wire.foreign_prefix, wire.integer_ids, xml_type)
    };
    let is_refusal =
        |it: &Outcome| matches!(it.reply.body.0, BodyPattern::Error | BodyPattern::Unmet(_));
    let same_row = |clause| {
        let mut ours = dialect.row(clause).readings().to_vec();
        let mut theirs = other.row(clause).readings().to_vec();
        ours.sort_unstable();
        theirs.sort_unstable();
        ours == theirs
    };
    let agrees = |it: &Outcome| it.because.readings().all(|(clause, _)| same_row(clause));
    let same = wire(dialect) == wire(other)
        && permitted.outcomes.iter().all(|it| !is_refusal(it) && agrees(it));
    if !same || shelf.calls > 0 {
        return;
    }
    let theirs = shelf.permitted(other, &shelf.assumptions, sent).expect("the scope is the same");
    let plain = |it: &Permitted| -> Vec<_> {
        it.outcomes.iter().map(|it| plain(it, shelf, &Nature::new())).collect()
    };
    expect_equal(&plain(permitted), &plain(&theirs), sent, &format!("{dialect} and {other}"));
}

#[track_caller]
fn expect_equal<T: Clone + PartialEq + Debug>(ours: &[T], theirs: &[T], sent: &Sent, who: &str) {
    let only = |these: &[T], those: &[T]| {
        these.iter().filter(|it| !those.contains(it)).cloned().collect::<Vec<_>>()
    };
    let (only_ours, only_theirs) = (only(ours, theirs), only(theirs, ours));
    assert!(
        only_ours.is_empty() && only_theirs.is_empty(),
        "{who} disagree on {sent:#?}\nonly the first: {only_ours:#?}\n\
         only the other: {only_theirs:#?}"
    );
}

/// What an outcome does for a service of this nature.
fn plain(outcome: &Outcome, shelf: &Shelf, nature: &Nature) -> Plain {
    let mut reply = outcome.reply.clone();
    reply.headers.values_mut().for_each(|it| it.1 = Why::default());
    if let Some((_, why)) = &mut reply.metadata {
        *why = Why::default();
    }
    if let Some((_, why)) = &mut reply.system {
        *why = Why::default();
    }
    reply.body.1 = Why::default();
    if let BodyPattern::Versions(listing) = &mut reply.body.0 {
        listing.versions.iter_mut().for_each(|it| it.why = Why::default());
    }
    let changes = outcome.effect.0.iter().filter_map(|it| plain_change(it, shelf, nature));
    (reply, Effect(changes.collect()), outcome.binds.clone(), outcome.excludes.clone())
}

/// A change; none where it leaves a version as a service of this nature has it anyway.
fn plain_change(change: &Change, shelf: &Shelf, nature: &Nature) -> Option<Change> {
    Some(match change.clone() {
        Change::Push { bucket, key, version, displaces } => {
            Change::Push { bucket, key, version: plain_version(&version, nature), displaces }
        }
        Change::Amend(bucket, key, position, version) => {
            let version = plain_version(&version, nature);
            let before = shelf.store.stack(&bucket, &key).and_then(|it| it.at(position));
            if before.is_some_and(|it| plain_version(it, nature) == version) {
                return None;
            }
            Change::Amend(bucket, key, position, version)
        }
        Change::Reveal(bucket, key, stack) => {
            let versions = stack.newest_first().map(|(_, it)| (*plain_version(it, nature)).clone());
            let versions: Vec<_> = versions.collect();
            let mut plain = Stack::of(versions.into_iter().rev());
            plain.unseen = stack.unseen;
            Change::Reveal(bucket, key, plain)
        }
        Change::Tuck(bucket, key, version) => {
            Change::Tuck(bucket, key, plain_version(&version, nature))
        }
        Change::BeginUpload(bucket, upload) => {
            Change::BeginUpload(bucket, plain_upload(&upload, nature))
        }
        Change::RevealUpload(bucket, upload) => {
            Change::RevealUpload(bucket, plain_upload(&upload, nature))
        }
        Change::PutPart { bucket, key, upload, number, part } => {
            let Part { origin, modified, content, etag } = &*part;
            let (content, etag) = (given(content, nature), given(etag, nature));
            let part = Arc::new(Part { origin: *origin, modified: *modified, content, etag });
            Change::PutPart { bucket, key, upload, number, part }
        }
        other => other,
    })
}

fn plain_upload(upload: &Upload, nature: &Nature) -> Arc<Upload> {
    let object = Arc::new(plain_object(&upload.object, nature));
    Arc::new(Upload { object, ..upload.clone() })
}

fn plain_version(version: &Version, nature: &Nature) -> Arc<Version> {
    let Version { origin, id, modified, object } = version;
    let object = object.as_ref().map(|it| Arc::new(plain_object(it, nature)));
    Arc::new(Version { origin: *origin, id: given(id, nature), modified: *modified, object })
}

fn plain_object(object: &Object, nature: &Nature) -> Object {
    Object {
        content: given(&object.content, nature),
        etag: given(&object.etag, nature),
        owner: given(&object.owner, nature),
        acl: given(&object.acl, nature),
        content_type: given(&object.content_type, nature),
        system: given(&object.system, nature),
        metadata: given(&object.metadata, nature),
        redirect: given(&object.redirect, nature),
        class: given(&object.class, nature),
        encryption: given(&object.encryption, nature),
        restore: object.restore,
        lock: given(&object.lock, nature),
        tags: given(&object.tags, nature),
        appendable: object.appendable,
        retention: given(&object.retention, nature),
        reasons: Reasons::default(),
    }
}

/// A value as a service of this nature holds it; what hangs on nothing any more is itself.
fn given<T: Clone + PartialEq>(seen: &Seen<T>, nature: &Nature) -> Seen<T> {
    let settled =
        |seen: Seen<T>, (clause, reading): &(Clause, u8)| seen.given(*clause as u16, *reading);
    collapsed(&nature.iter().fold(seen.clone(), settled))
}

fn collapsed<T: Clone + PartialEq>(seen: &Seen<T>) -> Seen<T> {
    let Seen::ByReading(by) = seen else { return seen.clone() };
    let mut cases: Vec<(u32, Seen<T>)> = Vec::new();
    for (set, case) in &by.cases {
        let case = collapsed(case);
        match cases.iter_mut().find(|(_, it)| *it == case) {
            Some((known, _)) => *known |= set,
            None => cases.push((*set, case)),
        }
    }
    match &cases[..] {
        [(_, value)] => value.clone(),
        _ => Seen::ByReading(Arc::new(ByReading { clause: by.clause, cases })),
    }
}
