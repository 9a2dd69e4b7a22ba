//! Where the releases of one vendor differ, point by point, as its rulebooks say it.
//!
//! The points and the clauses they concern stand here; what each release permits is read from its
//! rows and never typed.

use std::fmt::Write as _;

use model::dialect::{Clause, Dialect, Permits, Row};

/// The releases, the oldest first.
const RELEASES: [&str; 4] = ["hcp-7", "hcp-8.2", "hcp-9.0", "hcp-9.7"];

/// A point on which the releases were compared.
struct Point {
    /// What was compared.
    about: &'static str,
    /// The clauses that decide it.
    clauses: &'static [Clause],
    /// How the rules begin that add the clauses of their rows, or that no row decides.
    rules: &'static [&'static str],
}

const fn point(about: &'static str, clauses: &'static [Clause]) -> Point {
    Point { about, clauses, rules: &[] }
}

const fn by_rules(
    about: &'static str,
    clauses: &'static [Clause],
    rules: &'static [&'static str],
) -> Point {
    Point { about, clauses, rules }
}

/// The points R1 to R26, in order.
const POINTS: [Point; 26] = [
    point("a source version that is a delete marker", &[Clause::NamedMarker]),
    point("a source whose newest version is a delete marker", &[Clause::CurrentMarker]),
    point("a source version that does not exist", &[Clause::UnknownVersion, Clause::BadVersionId]),
    point(
        "a source version where versions are not kept",
        &[Clause::VersionWhileUnversioned, Clause::VersionsAddressable],
    ),
    point("a source that was never there", &[Clause::NoSourceKey]),
    point("a target that must be kept", &[Clause::LockedTarget]),
    by_rules("a source without its data", &[], &["HCP-SRC-013", "HCP-SRC-014"]),
    point("the media type of a copy", &[Clause::CopyContentType, Clause::ReplaceContentType]),
    point(
        "retention, holds and locks by request",
        &[
            Clause::RetentionHeader,
            Clause::HoldHeader,
            Clause::LabelledHold,
            Clause::PutLockHeader,
            Clause::LockHeader,
            Clause::RetentionHeaders,
        ],
    ),
    by_rules("uploads in parts", &[], &["HCP-MPU-"]),
    point("conditions on the source", &[Clause::ConditionHeaders, Clause::TagForm]),
    by_rules("headers of every answer", &[], &["HCP-RESP-010", "HCP-RESP-013"]),
    by_rules("what a delete leaves", &[Clause::EnabledDelete], &["HCP-DEL-009"]),
    point("a read of a delete marker by its id", &[Clause::ReadNamedMarker]),
    point("a look at a delete marker by its id", &[Clause::HeadNamedMarker]),
    point(
        "a delete by id",
        &[
            Clause::DeleteOldVersion,
            Clause::DeleteOldMarker,
            Clause::DeleteCurrentVersion,
            Clause::DeleteCurrentMarker,
            Clause::DeleteVersionUnversioned,
        ],
    ),
    point("a delete where versions are not kept", &[Clause::UnversionedDelete]),
    point("a delete of what is deleted", &[Clause::EnabledDeleteOfNothing]),
    point(
        "a delete of what must be kept",
        &[Clause::LockedDelete, Clause::LockedUnnamedDelete, Clause::PrivilegedDelete],
    ),
    point(
        "a write onto an object where versions are not kept",
        &[
            Clause::UnversionedTarget,
            Clause::OverwriteOption,
            Clause::OverwriteByCopy,
            Clause::ReplaceOntoOther,
        ],
    ),
    point("the versions that a list of rights reaches", &[Clause::AclScope]),
    point("the header that grants the right to change rights", &[Clause::WriteAcpHeader]),
    point(
        "the ways to sign a request",
        &[Clause::AwsV2Scheme, Clause::AwsV4Scheme, Clause::OwnScheme],
    ),
    point("encryption in the answer of a copy", &[Clause::EncryptionEcho]),
    point("conditions that exclude each other", &[Clause::TagConditionClash]),
    point("the metadata of a new version", &[Clause::NewVersionMetadata]),
];

#[test]
fn the_releases_differ_as_reviewed() {
    insta::assert_snapshot!("revisions", table());
}

#[test]
fn a_point_concerns_some_row_or_a_rule_that_none_decides() {
    let parts: &[&str] = &["HCP-MPU-"];
    for (number, point) in (1..).zip(&POINTS) {
        let concerned = !clauses_of(point).is_empty() || !unmodelled_in(point).is_empty();
        assert!(concerned || point.rules == parts, "R{number}: {}", point.about);
    }
}

fn releases() -> impl Iterator<Item = &'static Dialect> {
    RELEASES.into_iter().map(|name| Dialect::named(name).expect("every release is built"))
}

fn table() -> String {
    let mut text = String::new();
    for (number, point) in (1..).zip(&POINTS) {
        writeln!(text, "R{number} {}", point.about).expect("a string takes any text");
        for clause in clauses_of(point) {
            line(&mut text, clause.name(), |dialect| cell(dialect.row(clause)));
        }
        for rule in unmodelled_in(point) {
            line(&mut text, rule, |_| "not modelled".into());
        }
        if point.rules.iter().any(|it| it.starts_with("HCP-RESP-")) {
            line(&mut text, "fixed headers", |dialect| {
                let names = dialect.wire.fixed.iter().map(|(name, _)| *name);
                let names = names.collect::<Vec<_>>().join(" ");
                if names.is_empty() { "none".into() } else { names }
            });
        }
    }
    text
}

fn line(text: &mut String, name: &str, cell: impl Fn(&Dialect) -> String) {
    let cells: Vec<_> = releases().map(|it| format!("{it}: {}", cell(it))).collect();
    writeln!(text, "  {name} | {}", cells.join(" | ")).expect("a string takes any text");
}

/// The clauses of a point, in the order of the clauses.
fn clauses_of(point: &Point) -> Vec<Clause> {
    let cites = |row: &Row| {
        let cited = row.readings().iter().flat_map(|it| row.rules_for(*it).collect::<Vec<_>>());
        cited.into_iter().any(|rule| point.rules.iter().any(|it| rule.starts_with(it)))
    };
    let by_rule = |clause: Clause| releases().any(|dialect| cites(dialect.row(clause)));
    let all = Clause::ALL.iter().copied();
    all.filter(|it| point.clauses.contains(it) || by_rule(*it)).collect()
}

fn unmodelled_in(point: &Point) -> Vec<&'static str> {
    let newest = releases().last().expect("there are releases");
    let rules = newest.unmodelled.iter().map(|it| it.rule);
    rules.filter(|rule| point.rules.iter().any(|it| rule.starts_with(it))).collect()
}

/// What a row permits, and how sure of it the documents are.
fn cell(row: &Row) -> String {
    let names: Vec<_> =
        row.readings().iter().map(|it| row.clause.readings()[usize::from(*it)]).collect();
    match &row.permits {
        Permits::Documented(_) => names.join(""),
        Permits::Contradicted(_) => format!("{} (contradicted)", names.join(" or ")),
        Permits::Open { question, .. } => format!("{} ({question})", names.join(" or ")),
        Permits::NotOffered(_) => format!("{} (not offered)", names.join("")),
    }
}
