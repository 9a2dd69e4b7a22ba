//! The catalogue of rules, held against the dialects and the traces: what is cited is catalogued,
//! and what is catalogued stands in a row, or follows from such rules, or is said to be beyond the
//! model; a question is asked, and a rule that is modelled has a witness.
//!
//! There are no exceptions to keep here: a rule without its place fails, whoever added it.

use std::collections::BTreeSet;

use model::dialect::rules::{Page, Question, Rule, pages_of, questions_of, rules_of};
use model::dialect::{Dialect, Permits, Row};

use crate::judging::{VENDORS, Vendor, at, files_under, stem};

#[test]
fn an_id_is_catalogued_once_and_says_something() {
    let mut ids = BTreeSet::new();
    for vendor in VENDORS {
        let dialect = vendor.rulebook();
        for rule in rules_of(dialect) {
            assert!(ids.insert(rule.id), "{} stands twice", rule.id);
            assert!(rule.says.ends_with('.'), "{}: {:?} is no sentence", rule.id, rule.says);
            assert!(rule.says.chars().count() <= 125, "{}: {:?} is long", rule.id, rule.says);
            let known = |id: &str| Page::named(id).is_some() || Rule::named(id).is_some();
            let unknown: Vec<_> = rule.sources().filter(|it| !known(it)).collect();
            assert!(unknown.is_empty(), "{}: {unknown:?} is neither page nor rule", rule.id);
        }
        for question in questions_of(dialect) {
            assert!(ids.insert(question.id), "{} stands twice", question.id);
            assert!(question.asks.ends_with('?'), "{}: {:?}", question.id, question.asks);
        }
        let pages: BTreeSet<_> = pages_of(dialect).iter().map(|it| it.id).collect();
        assert_eq!(pages.len(), pages_of(dialect).len(), "{dialect}: a page stands twice");
    }
}

#[test]
fn the_catalogue_holds_every_rule_there_is() {
    let counts = VENDORS.iter().map(|it| rules_of(it.rulebook()).len());
    assert_eq!(counts.collect::<Vec<_>>(), [263, 249]);
    let numbered = |it: &&Question| it.id.contains("-OQ-");
    let questions = VENDORS.iter().map(|it| questions_of(it.rulebook()).iter().filter(numbered));
    assert_eq!(questions.map(Iterator::count).collect::<Vec<_>>(), [51, 28]);
}

#[test]
fn what_a_dialect_cites_is_catalogued() {
    for dialect in Dialect::all() {
        let cited = dialect.rows().iter().flat_map(stated_in);
        let follows = dialect.follows.iter().flat_map(|it| it.from.iter().copied());
        let lone = dialect.follows.iter().map(|it| it.rule);
        let unmodelled = dialect.unmodelled.iter().map(|it| it.rule);
        // A contradiction may cite the question it raises as well.
        for id in cited.chain(follows).chain(lone).chain(unmodelled) {
            let own = rules_of(dialect).iter().any(|it| it.id == id) || is_question(dialect, id);
            assert!(own, "{dialect} cites {id}, which its vendor's catalogue does not have");
        }
        for question in dialect.rows().iter().flat_map(|it| asked_in(it, dialect)) {
            assert!(
                is_question(dialect, question),
                "{dialect} asks {question}, which is not in the catalogue"
            );
        }
    }
}

#[test]
fn a_catalogued_rule_stands_in_a_dialect() {
    let missing = |vendor: &'static Vendor| {
        let placed: BTreeSet<_> = vendor.dialects().flat_map(placed_in).collect();
        let rules = rules_of(vendor.rulebook()).iter().map(|it| it.id);
        rules.filter(move |it| !placed.contains(it))
    };
    let missing: Vec<_> = VENDORS.iter().flat_map(missing).collect();
    assert!(missing.is_empty(), "rules that stand in no dialect: {missing:?}");
}

#[test]
fn at_most_one_rule_in_ten_is_not_modelled() {
    for vendor in VENDORS {
        let unmodelled = vendor.dialects().flat_map(|it| it.unmodelled.iter().map(|it| it.rule));
        let unmodelled: BTreeSet<_> = unmodelled.collect();
        let rules = rules_of(vendor.rulebook()).len();
        assert!(unmodelled.len() * 10 <= rules, "{} of {rules}", unmodelled.len());
    }
}

#[test]
fn a_question_of_the_rulebook_is_asked_by_a_row() {
    let missing = |vendor: &'static Vendor| {
        let rows = vendor.dialects().flat_map(Dialect::rows);
        let asked: BTreeSet<_> = rows.flat_map(|it| asked_in(it, vendor.rulebook())).collect();
        let questions = questions_of(vendor.rulebook()).iter().map(|it| it.id);
        questions.filter(move |it| it.contains("-OQ-") && !asked.contains(it))
    };
    let missing: Vec<_> = VENDORS.iter().flat_map(missing).collect();
    assert!(missing.is_empty(), "questions that no row asks: {missing:?}");
}

#[test]
fn a_rule_that_is_modelled_has_a_trace_named_for_it() {
    for vendor in VENDORS {
        let names: Vec<_> = files_under(&at(vendor.folder)).iter().map(|it| stem(it)).collect();
        let is_witness = |id: &str, name: &String| {
            name.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let unmodelled: BTreeSet<_> =
            vendor.dialects().flat_map(|it| it.unmodelled.iter().map(|it| it.rule)).collect();
        let modelled = rules_of(vendor.rulebook()).iter().map(|it| it.id);
        let modelled = modelled.filter(|id| !unmodelled.contains(id));
        let lacks = |id: &&str| !names.iter().any(|name| is_witness(id, name));
        let lacking: Vec<_> = modelled.filter(lacks).collect();
        assert!(lacking.is_empty(), "{}: no trace is named for {lacking:?}", vendor.folder);
    }
}

/// The rules that stand in a row, whichever of its readings they state.
fn stated_in(row: &Row) -> Vec<&'static str> {
    let sides = match &row.permits {
        Permits::Contradicted(sides) => &sides[..],
        Permits::Documented(_) | Permits::Open { .. } | Permits::NotOffered(_) => &[],
    };
    sides.iter().flat_map(|(_, rules)| *rules).chain(&row.rules).copied().collect()
}

/// The questions of a row: the one it leaves open, or those that its contradiction raises.
fn asked_in(row: &Row, dialect: &Dialect) -> Vec<&'static str> {
    match row.permits {
        Permits::Open { question, .. } => vec![question],
        Permits::Contradicted(_) => {
            stated_in(row).into_iter().filter(|id| is_question(dialect, id)).collect()
        }
        Permits::Documented(_) | Permits::NotOffered(_) => Vec::new(),
    }
}

fn is_question(dialect: &Dialect, id: &str) -> bool {
    questions_of(dialect).iter().any(|it| it.id == id)
}

/// The rules for which a dialect has a place.
fn placed_in(dialect: &'static Dialect) -> Vec<&'static str> {
    let rows = dialect.rows().iter().flat_map(stated_in);
    let follows = dialect.follows.iter().map(|it| it.rule);
    rows.chain(follows).chain(dialect.unmodelled.iter().map(|it| it.rule)).collect()
}
