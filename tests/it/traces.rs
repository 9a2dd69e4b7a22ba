//! The traces of the checkout: what each is judged to be, and that its name says what it witnesses.

use model::dialect::Dialect;
use model::oracle::Verdict;

use crate::judging::{at, forbidden_lines, judge, read, stem, traces_under, verdicts};

#[test]
fn every_trace_is_judged_as_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("snapshots/traces");
    settings.bind(|| {
        insta::glob!("../../traces", "**/*.jsonl", |path| {
            let trace = read(path, None);
            let dialect = Dialect::named(&trace.header.dialect);
            let dialect = dialect.unwrap_or_else(|| panic!("{}: no rulebook", path.display()));
            insta::assert_snapshot!("verdicts", verdicts(dialect, &trace));
        });
    });
}

#[test]
fn the_name_of_a_trace_begins_with_a_rule_that_it_witnesses() {
    for file in traces_under("traces") {
        let rules = &file.trace.header.rules;
        let follows = |rule: &String| {
            let rest = file.name.strip_prefix(rule.as_str());
            rest.is_some_and(|it| it.is_empty() || it.starts_with('-'))
        };
        assert!(rules.iter().any(follows), "{}: witness of {rules:?}", file.name);
    }
}

#[test]
fn only_a_trace_called_reject_is_forbidden() {
    for file in traces_under("traces") {
        let Some(dialect) = Dialect::named(&file.trace.header.dialect) else { continue };
        let forbidden = forbidden_lines(dialect, &file.trace);
        let named = file.name.split('-').any(|it| it == "reject");
        assert_eq!(!forbidden.is_empty(), named, "{}: forbidden lines {forbidden:?}", file.name);
    }
}

#[test]
fn no_trace_is_too_hard_to_judge() {
    for file in traces_under("traces") {
        let Some(dialect) = Dialect::named(&file.trace.header.dialect) else { continue };
        let gave_up = |(_, it): &(u64, model::oracle::Judgement)| it.verdict == Verdict::GaveUp;
        assert!(!judge(dialect, &file.trace).iter().any(gave_up), "{}", file.name);
    }
}

#[test]
fn a_snapshot_has_its_trace() {
    let names: Vec<_> = traces_under("traces").into_iter().map(|it| it.name).collect();
    let folder = at("tests/it/snapshots/traces");
    for entry in std::fs::read_dir(folder).expect("the snapshots of the traces") {
        let path = entry.expect("a folder can be listed").path();
        let snapshot = stem(&path);
        let of = |name: &String| {
            snapshot.ends_with(&format!("@{name}.jsonl"))
                || snapshot.ends_with(&format!("__{name}.jsonl"))
        };
        assert!(names.iter().any(of), "{snapshot} is a snapshot of no trace");
    }
}
