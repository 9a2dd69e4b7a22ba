//! The rulebooks: every row as reviewed, and every rule of a first page in a row and in a trace.

use std::fmt::Write as _;

use model::dialect::{Dialect, Permits, Row};

use crate::judging::{VENDORS, traces_under};

#[test]
fn every_rulebook_is_as_reviewed() {
    for dialect in Dialect::all() {
        insta::assert_snapshot!(format!("rulebook_{dialect}"), rulebook(dialect));
    }
}

#[test]
fn every_seed_rule_stands_in_a_row_or_follows_from_one() {
    for vendor in VENDORS {
        let dialect = vendor.rulebook();
        let follows = dialect.follows.iter().map(|it| it.rule);
        let unmodelled = dialect.unmodelled.iter().map(|it| it.rule);
        let rows = dialect.rows().iter().flat_map(stated_in);
        let known: Vec<_> = rows.chain(follows).chain(unmodelled).collect();
        for rule in vendor.seed() {
            assert!(known.contains(&rule), "{dialect}: {rule} stands nowhere");
        }
    }
}

#[test]
fn every_seed_rule_has_a_trace_named_for_it() {
    for vendor in VENDORS {
        let traces = traces_under(vendor.folder);
        for rule in vendor.seed().into_iter().filter(|it| !vendor.unmodelled.contains(it)) {
            let named = |name: &str| name == rule || name.starts_with(&format!("{rule}-"));
            assert!(traces.iter().any(|it| named(&it.name)), "{rule}: no trace is named for it");
        }
    }
}

/// Questions without a number: what pages say that were not captured, and what a service answers
/// for reasons that no request shows.
const WITHOUT_NUMBER: &[&str] = &["HCP-1.3", "HCP-8.1"];

#[test]
fn an_open_row_cites_a_question_or_a_contradiction() {
    for dialect in Dialect::all() {
        for row in dialect.rows() {
            if let Permits::Open { question, .. } = &row.permits {
                let number = question.split_once("-OQ-").or_else(|| question.split_once("-X-"));
                let is_number =
                    |it: &str| it.len() == 2 && it.bytes().all(|it| it.is_ascii_digit());
                let cites = number.is_some_and(|(_, it)| is_number(it));
                let name = row.clause.name();
                assert!(
                    cites || WITHOUT_NUMBER.contains(question),
                    "{dialect}: {name} {question:?}"
                );
            }
        }
    }
}

fn stated_in(row: &Row) -> Vec<&'static str> {
    row.readings().iter().flat_map(|it| row.rules_for(*it).collect::<Vec<_>>()).collect()
}

/// A rulebook as text: per row its clause, what is permitted and why.
fn rulebook(dialect: &Dialect) -> String {
    let mut text = String::new();
    for row in dialect.rows() {
        let name = |index: &u8| row.clause.readings()[usize::from(*index)];
        let named = |set: &[u8]| set.iter().map(name).collect::<Vec<_>>().join(" | ");
        let (kind, question) = match &row.permits {
            Permits::Documented(_) => ("documented", ""),
            Permits::Contradicted(_) => ("contradicted", ""),
            Permits::Open { question, .. } => ("open", *question),
            Permits::NotOffered(_) => ("not offered", ""),
        };
        let rules = match &row.permits {
            Permits::Contradicted(sides) => sides
                .iter()
                .map(|(index, rules)| format!("{} by {}", name(index), rules.join(" ")))
                .collect::<Vec<_>>()
                .join(", "),
            _ => row.rules.join(" "),
        };
        let reasons = [question, &rules].into_iter().filter(|it| !it.is_empty());
        let reasons = reasons.collect::<Vec<_>>().join(" ");
        let reasons = if reasons.is_empty() { reasons } else { format!(" [{reasons}]") };
        let (clause, readings) = (row.clause.name(), named(row.readings()));
        writeln!(text, "{clause}: {kind} {readings}{reasons}").expect("a string takes any text");
    }
    for follows in &dialect.follows {
        writeln!(text, "{} follows from {}", follows.rule, follows.from.join(" "))
            .expect("a string takes any text");
    }
    for unmodelled in &dialect.unmodelled {
        writeln!(text, "{} is not modelled: {}", unmodelled.rule, unmodelled.reason)
            .expect("a string takes any text");
    }
    text
}
