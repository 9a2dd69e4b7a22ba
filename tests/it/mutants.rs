//! Mutants: a dialect with another reading in one row is a service that breaks a rule, and some
//! trace must notice.

use std::collections::BTreeMap;

use model::dialect::{Permits, Row};

use crate::judging::{NamedTrace, VENDORS, Vendor, forbidden_lines};

/// Readings of open rows that alone permit all the row permits, so that no answer tells them apart.
const AS_WIDE_AS_THEIR_ROW: &[(&str, &str, &str)] =
    &[("obs-s3-seed", "enc_to_plain", "reject_always_any_code")];

#[test]
fn some_trace_notices_another_reading_of_a_seed_rule() {
    for vendor in VENDORS {
        let dialect = vendor.rulebook();
        let is_seed = |row: &&Row| row.rules.iter().any(|it| vendor.seed.contains(it));
        let rows = dialect.rows().iter().filter(is_seed);
        let unnoticed = unnoticed(vendor, rows);
        let wide = AS_WIDE_AS_THEIR_ROW.iter().filter(|(name, ..)| *name == dialect.name);
        let wide: Vec<_> =
            wide.map(|(_, clause, reading)| format!("{clause}: {reading}")).collect();
        assert_eq!(unnoticed, wide, "{dialect}: readings that no trace notices, and those exempt");
    }
}

#[test]
fn some_trace_notices_another_reading_of_any_documented_row() {
    for vendor in VENDORS.iter().filter(|it| it.witnesses_every_row) {
        let dialect = vendor.rulebook();
        let documented = |row: &&Row| matches!(row.permits, Permits::Documented(_));
        let unnoticed = unnoticed(vendor, dialect.rows().iter().filter(documented));
        assert!(unnoticed.is_empty(), "{dialect}: no trace notices {unnoticed:#?}");
    }
}

#[test]
fn the_rules_exempt_are_those_that_follow_from_others_or_that_no_answer_shows() {
    for vendor in VENDORS {
        let dialect = vendor.rulebook();
        let is_seed = |rule: &&str| vendor.seed.contains(rule);
        let follow: Vec<_> = dialect.follows.iter().map(|it| it.rule).filter(is_seed).collect();
        assert_eq!(follow, vendor.follow, "{dialect}");
        let unseen = dialect.unmodelled.iter().map(|it| it.rule);
        assert_eq!(unseen.filter(is_seed).collect::<Vec<_>>(), vendor.unmodelled, "{dialect}");
    }
}

/// The readings that may replace a row's own without any trace noticing.
fn unnoticed<'a>(vendor: &Vendor, rows: impl Iterator<Item = &'a Row>) -> Vec<String> {
    let dialect = vendor.rulebook();
    let traces = vendor.traces();
    let today: BTreeMap<_, _> = traces
        .iter()
        .map(|it| (it.name.as_str(), !forbidden_lines(dialect, &it.trace).is_empty()))
        .collect();
    let mut unnoticed = Vec::new();
    for row in rows {
        for (index, name) in (0u8..).zip(row.clause.readings()) {
            if row.permits == Permits::Documented(index) {
                continue;
            }
            let mutant = dialect.with(row.clause, Permits::Documented(index));
            let notices = |it: &&NamedTrace| {
                forbidden_lines(&mutant, &it.trace).is_empty() == today[it.name.as_str()]
            };
            if !likely_first(row, &traces).any(|it| notices(&it)) {
                unnoticed.push(format!("{}: {name}", row.clause.name()));
            }
        }
    }
    unnoticed
}

/// The traces, those first that claim to witness a rule of the row.
fn likely_first<'t>(
    row: &'t Row,
    traces: &'t [NamedTrace],
) -> impl Iterator<Item = &'t NamedTrace> {
    let witness = |it: &&NamedTrace| {
        it.trace.header.rules.iter().any(|rule| row.rules.contains(&rule.as_str()))
    };
    let others = traces.iter().filter(move |it| !witness(it));
    traces.iter().filter(witness).chain(others)
}
