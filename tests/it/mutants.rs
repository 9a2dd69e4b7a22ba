//! Mutants: a dialect with another reading in one row is a service that breaks a rule, and some
//! trace must notice.
//!
//! By every dialect all traces of its vendor are judged, whichever dialect they name: an answer
//! that one of dialect and mutant forbids and the other does not is a difference that can be seen.
//! A row that the documents settle has no mutant that nobody notices. Of rows that are open, those
//! that nobody notices stand in `survivors.txt`, each under its reason: readings that are no
//! candidates, and candidates as the only one.

use std::collections::BTreeSet;

use model::dialect::clause::{
    AbsentData, AbsentSource, BusyService, InternalFailure, UnfinishedObject,
};
use model::dialect::{Dialect, Permits, Reading, Row};
use model::oracle::{Limits, Oracle, Verdict};
use model::trace::Header;

use crate::judging::{NamedTrace, VENDORS, Vendor, at, traces_under};

/// Readings of open rows that alone permit all the row permits, so that no answer tells them apart.
const AS_WIDE_AS_THEIR_ROW: &[(&str, &str, &str)] = &[
    ("obs-s3-seed", "restore_expiry_race", "checked_at_start"),
    ("obs-s3-seed", "restore_expiry_race", "checked_at_end"),
    ("obs-s3-seed", "enc_to_plain_code", "400_any"),
];

/// Clause and reading of a mutant, by their names.
type Mutant = (&'static str, &'static str);

#[test]
fn some_trace_notices_another_reading_of_a_seed_rule() {
    for vendor in VENDORS {
        let dialect = vendor.rulebook();
        let seed = vendor.seed();
        let is_seed = |row: &&Row| row.rules.iter().any(|it| seed.contains(it));
        let rows = dialect.rows().iter().filter(is_seed);
        let unnoticed = unnoticed(dialect, rows, &vendor.traces(), true);
        let wide = AS_WIDE_AS_THEIR_ROW.iter().filter(|(name, ..)| *name == dialect.name);
        let wide: Vec<_> = wide.map(|(_, clause, reading)| (*clause, *reading)).collect();
        assert_eq!(unnoticed, wide, "{dialect}: readings that no trace notices, and those exempt");
    }
}

#[test]
fn some_trace_notices_another_reading_of_any_settled_row() {
    let mut survivors = Vec::new();
    for vendor in VENDORS {
        for (dialect, unnoticed) in unnoticed_by_dialect(vendor, is_settled) {
            let told = |(clause, reading): Mutant| format!("{dialect}: {clause}: {reading}");
            survivors.extend(unnoticed.into_iter().map(told));
        }
    }
    assert!(survivors.is_empty(), "mutants that no trace notices:\n{}", survivors.join("\n"));
}

#[test]
fn what_nobody_notices_in_an_open_row_is_listed_with_its_reason() {
    let listed = std::fs::read_to_string(at("tests/it/survivors.txt")).expect("the list is there");
    let listed: BTreeSet<String> = listed
        .lines()
        .filter(|it| !it.starts_with('#'))
        .flat_map(|line| {
            let (mutant, dialects) = line.split_once(" [").expect("a mutant, and its dialects");
            let dialects = dialects.trim_end_matches(']').split(' ');
            dialects.map(move |it| format!("{it}: {mutant}"))
        })
        .collect();
    let mut survivors = BTreeSet::new();
    for vendor in VENDORS {
        for (dialect, unnoticed) in unnoticed_by_dialect(vendor, is_open) {
            let told = |(clause, reading): Mutant| format!("{dialect}: {clause}: {reading}");
            survivors.extend(unnoticed.into_iter().map(told));
        }
        for (dialect, unnoticed) in candidates_by_dialect(vendor) {
            let told = |(clause, reading): Mutant| format!("{dialect}: {clause}: {reading}");
            survivors.extend(unnoticed.into_iter().map(told));
        }
    }
    let lacks: Vec<_> = survivors.difference(&listed).collect();
    let too_many: Vec<_> = listed.difference(&survivors).collect();
    assert!(
        lacks.is_empty() && too_many.is_empty(),
        "survivors.txt lacks {} {lacks:#?} and has to lose {} {too_many:#?}",
        lacks.len(),
        too_many.len(),
    );
}

#[test]
fn the_rules_exempt_are_those_that_follow_from_others_or_that_no_answer_shows() {
    for vendor in VENDORS {
        let dialect = vendor.rulebook();
        let seed = vendor.seed();
        let is_seed = |rule: &&str| seed.contains(rule);
        let follow: Vec<_> = dialect.follows.iter().map(|it| it.rule).filter(is_seed).collect();
        assert_eq!(follow, vendor.follow, "{dialect}");
        let unseen = dialect.unmodelled.iter().map(|it| it.rule);
        assert_eq!(unseen.filter(is_seed).collect::<Vec<_>>(), vendor.unmodelled, "{dialect}");
    }
}

/// Per dialect of a vendor's, the mutants of the rows `which` takes that no trace notices.
fn unnoticed_by_dialect(
    vendor: &Vendor,
    which: fn(&Row) -> bool,
) -> Vec<(&'static Dialect, Vec<Mutant>)> {
    by_dialect(vendor, |dialect, traces| {
        let rows = dialect.rows().iter().filter(|it| which(it));
        unnoticed(dialect, rows, traces, false)
    })
}

/// Per dialect of a vendor's, the candidates that no trace notices where they are the only one.
///
/// A trace that is permitted notices where it reveals that the service does not read so: with that
/// reading alone nothing would be left to permit the answer.
fn candidates_by_dialect(vendor: &Vendor) -> Vec<(&'static Dialect, Vec<Mutant>)> {
    by_dialect(vendor, |dialect, traces| {
        let open = dialect.rows().iter().filter(|it| is_open(it) && it.readings().len() > 1);
        let name = |row: &Row, index: u8| row.clause.readings()[usize::from(index)];
        let all = open.flat_map(|row| {
            row.readings().iter().map(move |it| (row.clause.name(), name(row, *it)))
        });
        let mut unnoticed: Vec<Mutant> = all.collect();
        let headers = |it: &NamedTrace| [at_rest(dialect, it), it.trace.header.clone()];
        let all = traces.iter().flat_map(|it| headers(it).map(|header| (it, header)));
        for (named, header) in all {
            let Ok(mut oracle) = Oracle::new(dialect, &header, Limits::default()) else {
                continue;
            };
            for event in &named.trace.events {
                let Some(judged) = oracle.feed(&event.value) else { continue };
                if judged.verdict == Verdict::Forbidden {
                    break;
                }
                unnoticed.retain(|(clause, reading)| {
                    judged.revealed.get(clause).is_none_or(|left| left.contains(reading))
                });
            }
        }
        unnoticed
    })
}

/// What `judge` finds by each dialect of a vendor's in the traces of all of them.
#[expect(clippy::disallowed_methods, reason = "each thread judges one dialect by itself")]
fn by_dialect(
    vendor: &Vendor,
    judge: impl Fn(&'static Dialect, &[NamedTrace]) -> Vec<Mutant> + Sync,
) -> Vec<(&'static Dialect, Vec<Mutant>)> {
    let traces = traces_under(vendor.folder);
    std::thread::scope(|scope| {
        let running: Vec<_> = vendor
            .dialects()
            .map(|dialect| {
                let (traces, judge) = (&traces, &judge);
                (dialect, scope.spawn(move || judge(dialect, traces)))
            })
            .collect();
        let ended = running.into_iter().map(|(dialect, it)| {
            (
                dialect,
                it.join().unwrap_or_else(|_| panic!("{dialect}: its mutants were not judged")),
            )
        });
        ended.collect()
    })
}

/// Whether the documents say what a row permits, and rules say it.
fn is_settled(row: &Row) -> bool {
    match row.permits {
        Permits::Documented(_) => !row.rules.is_empty(),
        Permits::Contradicted(_) => true,
        Permits::Open { .. } | Permits::NotOffered(_) => false,
    }
}

/// Whether the documents leave a row open, so that only what is no candidate is another reading.
fn is_open(row: &Row) -> bool {
    matches!(row.permits, Permits::Open { .. })
}

/// Whether a reading is one of several that the documents leave open.
fn is_candidate(row: &Row, index: u8) -> bool {
    is_open(row) && row.readings().contains(&index)
}

/// The readings that may replace a row's own without any trace noticing; `all` of them, or but for
/// the candidates of open rows.
fn unnoticed<'a>(
    dialect: &Dialect,
    rows: impl Iterator<Item = &'a Row>,
    traces: &[NamedTrace],
    all: bool,
) -> Vec<Mutant> {
    let today: Vec<_> = traces.iter().map(|it| (it, forbidden(dialect, it))).collect();
    let mut unnoticed = Vec::new();
    for row in rows {
        let rules: Vec<_> = row.readings().iter().flat_map(|it| row.rules_for(*it)).collect();
        for (index, name) in (0u8..).zip(row.clause.readings()) {
            if row.permits == Permits::Documented(index) || (!all && is_candidate(row, index)) {
                continue;
            }
            let mutant = dialect.with(row.clause, Permits::Documented(index));
            let notices = |(trace, verdict): &&(&NamedTrace, Option<Vec<_>>)| {
                verdict.is_some() && forbidden(&mutant, trace) != *verdict
            };
            // Those come first that say they witness a rule of the row.
            let is_likely = |it: &&(&NamedTrace, _)| {
                it.0.trace.header.rules.iter().any(|rule| rules.contains(&rule.as_str()))
            };
            let (likely, others): (Vec<_>, Vec<_>) = today.iter().partition(is_likely);
            if !likely.iter().any(notices) && !others.iter().any(notices) {
                unnoticed.push((row.clause.name(), *name));
            }
        }
    }
    unnoticed
}

/// The header of a trace of a service that answers nothing for reasons that no request shows, where
/// its dialect leaves that open: such an answer would hide what the trace is about.
fn at_rest(dialect: &Dialect, named: &NamedTrace) -> Header {
    let mut header = named.trace.header.clone();
    let troubles = [
        AbsentData::CLAUSE,
        AbsentSource::CLAUSE,
        BusyService::CLAUSE,
        InternalFailure::CLAUSE,
        UnfinishedObject::CLAUSE,
    ];
    for clause in troubles.into_iter().filter(|it| is_open(dialect.row(*it))) {
        let assumed = header.assume.entry(clause.name().to_owned());
        assumed.or_insert_with(|| vec!["never".to_owned()]);
    }
    header
}

/// Whether each answer of a trace is forbidden; none where it assumes what the dialect does not
/// ask.
///
/// That an allowed answer reveals nothing any longer is no difference: a single reading never
/// reveals, so every trace would notice.
fn forbidden(dialect: &Dialect, named: &NamedTrace) -> Option<Vec<bool>> {
    let mut oracle = Oracle::new(dialect, &at_rest(dialect, named), Limits::default()).ok()?;
    let judged = named.trace.events.iter().filter_map(|it| oracle.feed(&it.value));
    Some(judged.map(|it| it.verdict == Verdict::Forbidden).collect())
}
