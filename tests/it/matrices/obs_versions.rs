//! OBS section 4: the versioning state machine. Every operation, in every state of a bucket, on
//! every stack of a key that the state can hold.

use model::reply::Header;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{Ask, Matrix};

/// The states of a bucket: never enabled, enabled, suspended.
const STATES: [(&str, &str); 3] = [("N", "unversioned"), ("E", "enabled"), ("S", "suspended")];

/// Stacks of a key, newest first as titles say them, oldest first as setups do; a marker has `!`.
const STACKS: [(&str, &[&str]); 11] = [
    ("nothing", &[]),
    ("null", &["null"]),
    ("v1", &["v1"]),
    ("v2 v1", &["v1", "v2"]),
    ("v1 null", &["null", "v1"]),
    ("null v1", &["v1", "null"]),
    ("(v1)", &["!v1"]),
    ("(v2) v1", &["v1", "!v2"]),
    ("(null)", &["!null"]),
    ("(null) v1", &["v1", "!null"]),
    ("v3 (v2) v1", &["v1", "!v2", "v3"]),
];

/// Whether a bucket in this state can hold the stack: one that never kept versions has null
/// versions alone. What stands on top tells nothing, for the other states follow each other.
fn can_hold(state: &str, stack: &[&str]) -> bool {
    state != "N" || stack.is_empty() || stack == ["null"]
}

/// A version id as the service makes them, for a name of ours.
fn id(name: &str) -> String {
    match name.strip_prefix('v') {
        Some(number) => format!("G001118A49821905FFFFD28739D4000{number}"),
        None => name.to_owned(),
    }
}

fn versions(stack: &[&str]) -> Value {
    let version = |name: &&str| match name.strip_prefix('!') {
        Some(name) => json!({"version_id": id(name), "delete_marker": true}),
        None => json!({"version_id": id(name), "body": format!("bytes of {name}")}),
    };
    stack.iter().map(version).collect()
}

fn buckets(versioning: &str, stack: &[&str], target: &str) -> Value {
    let report = json!({"key": "report", "versions": versions(stack)});
    let other = json!({"key": "other", "versions": versions(&["null"])});
    let objects = if stack.is_empty() { json!([other]) } else { json!([other, report]) };
    json!([
        {"name": "bucket", "versioning": versioning, "objects": objects},
        {"name": "target", "versioning": target},
    ])
}

/// The versions an operation may name: those of the stack, two it does not have, and no id at all.
fn named<'a>(stack: &[&'a str]) -> Vec<&'a str> {
    let own = stack.iter().map(|it| it.trim_start_matches('!'));
    let mut all: Vec<_> = own.collect();
    all.extend(["null", "v9"].iter().filter(|it| !stack.contains(it) && **it != "null"));
    if !all.contains(&"null") {
        all.push("null");
    }
    if matches!(stack, ["null" | "v1"]) {
        all.push("malformed");
    }
    all
}

fn operations(stack: &[&str]) -> Vec<(String, Ask)> {
    let report = "/bucket/report";
    let replaced = Ask::copy(report, report).with("{p}metadata-directive", "REPLACE");
    let mut all = vec![
        ("PUT".to_owned(), Ask::new("PUT", report).saying("new bytes")),
        ("copy-to".to_owned(), Ask::copy("/bucket/other", report)),
        ("copy-to onto itself, REPLACE".to_owned(), replaced),
        ("DELETE".to_owned(), Ask::new("DELETE", report)),
        ("GET".to_owned(), Ask::new("GET", report)),
        ("HEAD".to_owned(), Ask::new("HEAD", report)),
        ("copy-from".to_owned(), Ask::copy(report, "/target/copy")),
    ];
    for version in named(stack) {
        let target = format!("{report}?versionId={}", id(version));
        for method in ["DELETE", "GET", "HEAD"] {
            all.push((format!("{method} {version}"), Ask::new(method, &target)));
        }
        all.push((format!("copy-from {version}"), Ask::copy(&target, "/target/copy")));
    }
    all
}

fn matrix() -> Matrix {
    (1..=9).fold(Matrix::of("obs"), |matrix, number| {
        matrix.calling(id(&format!("v{number}")), format!("v{number}"))
    })
}

#[test]
fn obs_versions_in_every_state() {
    let mut matrix = matrix().heading(&[Header::VersionId, Header::DeleteMarker]);
    matrix.settle("directive_header", "honoured");
    for (state, versioning) in STATES {
        for (title, stack) in STACKS.iter().filter(|(_, stack)| can_hold(state, stack)) {
            matrix.part(&format!("{state}, the key holds {title}"));
            for (name, ask) in operations(stack) {
                matrix.cell(&name, &buckets(versioning, stack, "unversioned"), &ask);
            }
        }
        matrix.part(&format!("{state}, the bucket itself"));
        for wanted in ["Enabled", "Suspended"] {
            let body = format!(
                "<VersioningConfiguration><Status>{wanted}</Status></VersioningConfiguration>"
            );
            let ask = Ask::new("PUT", "/bucket?versioning").saying(&body);
            matrix.cell(&format!("set {wanted}"), &buckets(versioning, &[], "unversioned"), &ask);
        }
        let ask = Ask::new("GET", "/bucket?versioning");
        matrix.cell("GET ?versioning", &buckets(versioning, &[], "unversioned"), &ask);
    }
    protected_cells(&mut matrix);
    assert_matrix!("obs_versions", matrix);
}

/// The rows about protected versions: only a bucket that keeps versions has them.
fn protected_cells(matrix: &mut Matrix) {
    let mut buckets = buckets("enabled", &["v1"], "unversioned");
    buckets[0]["options"] = json!({"object_lock": {"mode": "COMPLIANCE", "days": 5}});
    buckets[0]["objects"][1]["versions"][0]["lock"] =
        json!({"mode": "COMPLIANCE", "retain_until": "2027-01-01T00:00:00.000Z"});
    matrix.part("E with object lock, the key holds v1, protected");
    for (name, ask) in operations(&["v1"]) {
        matrix.cell(&name, &buckets, &ask);
    }
    let body = "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";
    let ask = Ask::new("PUT", "/bucket?versioning").saying(body);
    matrix.cell("set Suspended", &buckets, &ask);
}

/// Which answers name the version that was copied, by the state of either bucket.
#[test]
fn obs_copies_name_their_source_version() {
    let mut matrix = matrix().heading(&[Header::VersionId, Header::CopySourceVersionId]);
    for (state, versioning) in STATES {
        for (target_state, target) in STATES {
            for (title, stack) in STACKS[1..=5].iter().filter(|(_, it)| can_hold(state, it)) {
                matrix.part(&format!("from {state} to {target_state}, the key holds {title}"));
                let buckets = buckets(versioning, stack, target);
                let ask = Ask::copy("/bucket/report", "/target/copy");
                matrix.cell("no version named", &buckets, &ask);
                for version in *stack {
                    let source = format!("/bucket/report?versionId={}", id(version));
                    matrix.cell(version, &buckets, &Ask::copy(&source, "/target/copy"));
                }
            }
        }
    }
    assert_matrix!("obs_source_versions", matrix);
}
