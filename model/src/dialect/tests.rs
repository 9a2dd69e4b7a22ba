use std::collections::BTreeSet;

use super::{Clause, Dialect, NAMES, Permits};

#[test]
fn a_built_table_bears_a_name_that_traces_may_give() {
    assert_eq!(Dialect::all().len(), 7);
    for dialect in Dialect::all() {
        assert!(NAMES.contains(&dialect.name), "{dialect}");
        let clauses: Vec<_> = dialect.rows().iter().map(|row| row.clause).collect();
        assert_eq!(clauses, Clause::ALL, "{dialect}");
    }
}

#[test]
fn the_candidates_of_a_row_are_distinct() {
    for dialect in Dialect::all() {
        for row in dialect.rows() {
            let readings = row.readings();
            let distinct: BTreeSet<_> = readings.iter().collect();
            assert!(!readings.is_empty(), "{dialect}: {}", row.clause.name());
            assert_eq!(distinct.len(), readings.len(), "{dialect}: {}", row.clause.name());
        }
    }
}

#[test]
fn a_row_says_what_it_rests_on() {
    for dialect in Dialect::all() {
        for row in dialect.rows() {
            let name = row.clause.name();
            match &row.permits {
                Permits::Documented(_) => assert!(!row.rules.is_empty(), "{dialect}: {name}"),
                Permits::Contradicted(sides) => {
                    assert!(sides.len() > 1, "{dialect}: {name}");
                    assert!(sides.iter().all(|(_, rules)| !rules.is_empty()), "{dialect}: {name}");
                }
                Permits::Open { question, .. } => {
                    assert!(!question.is_empty(), "{dialect}: {name}");
                }
                Permits::NotOffered(_) => assert!(row.rules.is_empty(), "{dialect}: {name}"),
            }
            let distinct: BTreeSet<_> = row.rules.iter().collect();
            assert_eq!(distinct.len(), row.rules.len(), "{dialect}: {name}");
        }
    }
}

#[test]
fn a_rule_without_a_row_stands_in_none() {
    for dialect in Dialect::all() {
        let in_rows: BTreeSet<_> =
            dialect.rows().iter().flat_map(|row| row.rules.iter().copied()).collect();
        for follows in &dialect.follows {
            assert!(!in_rows.contains(&follows.rule), "{dialect}: {}", follows.rule);
            for from in follows.from {
                assert!(in_rows.contains(from), "{dialect}: {} follows from {from}", follows.rule);
            }
        }
        for unmodelled in &dialect.unmodelled {
            assert!(!in_rows.contains(&unmodelled.rule), "{dialect}: {}", unmodelled.rule);
            assert!(!unmodelled.reason.is_empty(), "{dialect}: {}", unmodelled.rule);
        }
    }
}

#[test]
fn names_of_clauses_and_of_their_readings_are_distinct() {
    let clauses: BTreeSet<_> = Clause::ALL.iter().map(|it| it.name()).collect();
    assert_eq!(clauses.len(), Clause::ALL.len());
    for clause in Clause::ALL {
        let readings: BTreeSet<_> = clause.readings().iter().collect();
        assert_eq!(readings.len(), clause.readings().len(), "{}", clause.name());
    }
}
