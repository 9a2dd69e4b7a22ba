//! HCP section 5: the versioning state machine. Every operation, in every state of a bucket and
//! every situation of a key.

use model::reply::Header;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{ACCOUNTS, Ask, Matrix};

/// The states of a bucket: never enabled, enabled, suspended.
const STATES: [(&str, &str); 3] = [("N", "unversioned"), ("E", "enabled"), ("S", "suspended")];

/// Situations of a key: its versions, oldest first; a marker has `!`. A folder is a name below
/// which another key stands.
const SITUATIONS: [(&str, &[&str]); 8] = [
    ("absent", &[]),
    ("live: v1", &["v1"]),
    ("live: v2 v1", &["v1", "v2"]),
    ("DM: (v1)", &["!v1"]),
    ("DM: (v2) v1", &["v1", "!v2"]),
    ("live: v3 (v2) v1", &["v1", "!v2", "v3"]),
    ("DM: (v3) (v2) v1", &["v1", "!v2", "!v3"]),
    ("folder", &["folder"]),
];

/// A version id as the service makes them, for a name of ours: ids of a key grow.
fn id(name: &str) -> String {
    match name.strip_prefix('v') {
        Some(number) => format!("8728872746980{number}"),
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
    let mut objects = vec![json!({"key": "other", "versions": versions(&["v1"])})];
    match stack {
        [] => {}
        ["folder"] => objects.push(json!({"key": "report/page", "versions": versions(&["v1"])})),
        _ => objects.push(json!({"key": "report", "versions": versions(stack)})),
    }
    let public = json!([
        {"grantee": "owner", "permission": "FULL_CONTROL"},
        {"grantee": "reader", "permission": "FULL_CONTROL"},
    ]);
    json!([
        {"name": "bucket", "versioning": versioning, "objects": objects, "acl": public},
        {"name": "target", "versioning": target},
    ])
}

/// The versions an operation may name: those of the key, and some that are not there.
fn named<'a>(stack: &[&'a str]) -> Vec<&'a str> {
    let own = stack.iter().map(|it| it.trim_start_matches('!')).filter(|it| *it != "folder");
    own.chain(["v9", "malformed"]).collect()
}

fn operations(stack: &[&str]) -> Vec<(String, Ask)> {
    let report = "/bucket/report";
    let replace = ("{p}metadata-directive", "REPLACE");
    let mut all = vec![
        ("PUT", Ask::new("PUT", report).saying("new bytes")),
        ("copy-to", Ask::copy("/bucket/other", report)),
        ("copy-to, REPLACE", Ask::copy("/bucket/other", report).with(replace.0, replace.1)),
        ("copy-to onto itself", Ask::copy(report, report)),
        ("copy-to onto itself, REPLACE", Ask::copy(report, report).with(replace.0, replace.1)),
        ("DELETE", Ask::new("DELETE", report)),
        ("GET", Ask::new("GET", report)),
        ("HEAD", Ask::new("HEAD", report)),
        ("copy-from", Ask::copy(report, "/target/copy")),
    ];
    let mut operations: Vec<_> = all.drain(..).map(|(name, ask)| (name.to_owned(), ask)).collect();
    for version in named(stack) {
        let target = format!("{report}?versionId={}", id(version));
        for method in ["GET", "HEAD", "DELETE"] {
            operations.push((format!("{method} {version}"), Ask::new(method, &target)));
        }
        operations.push((format!("copy-from {version}"), Ask::copy(&target, "/target/copy")));
    }
    operations
}

fn matrix() -> Matrix {
    (1..=9).fold(Matrix::of("hcp"), |matrix, number| {
        matrix.calling(id(&format!("v{number}")), format!("v{number}"))
    })
}

#[test]
fn hcp_versions_in_every_state() {
    let mut matrix = matrix().heading(&[Header::VersionId, Header::DeleteMarker]);
    for (state, versioning) in STATES {
        for (title, stack) in SITUATIONS {
            matrix.part(&format!("{state}, {title}"));
            for (name, ask) in operations(stack) {
                matrix.cell(&name, &buckets(versioning, stack, "unversioned"), &ask);
            }
        }
        matrix.part(&format!("{state}, the bucket itself"));
        for caller in [ACCOUNTS[0], ACCOUNTS[1]] {
            for wanted in ["Enabled", "Suspended"] {
                let body = format!(
                    "<VersioningConfiguration><Status>{wanted}</Status></VersioningConfiguration>"
                );
                let ask = Ask::new("PUT", "/bucket?versioning").saying(&body).by(Some(caller));
                let buckets = buckets(versioning, &[], "unversioned");
                matrix.cell(&format!("set {wanted} by {caller}"), &buckets, &ask);
            }
        }
        let ask = Ask::new("GET", "/bucket?versioning");
        matrix.cell("GET ?versioning", &buckets(versioning, &[], "unversioned"), &ask);
    }
    assert_matrix!("hcp_versions", matrix);
}

/// Which answers name the version that was copied and the one that was made.
#[test]
fn hcp_copies_name_their_versions() {
    let mut matrix = matrix().heading(&[Header::VersionId, Header::CopySourceVersionId]);
    for (state, versioning) in STATES {
        for (target_state, target) in STATES {
            matrix.part(&format!("from {state} to {target_state}, the key holds v2 v1"));
            let buckets = buckets(versioning, &["v1", "v2"], target);
            let ask = Ask::copy("/bucket/report", "/target/copy");
            matrix.cell("no version named", &buckets, &ask);
            for version in ["v1", "v2"] {
                let source = format!("/bucket/report?versionId={}", id(version));
                matrix.cell(version, &buckets, &Ask::copy(&source, "/target/copy"));
            }
        }
    }
    assert_matrix!("hcp_source_versions", matrix);
}

/// What a delete leaves where a bucket says what it should.
#[test]
fn hcp_deletes_leave_what_the_bucket_says() {
    let mut matrix = matrix().heading(&[Header::VersionId, Header::DeleteMarker]);
    for leaves in ["marker", "record"] {
        for (state, versioning) in STATES {
            for (title, stack) in SITUATIONS {
                matrix.part(&format!("{state} that leaves a {leaves}, {title}"));
                let mut buckets = buckets(versioning, stack, "unversioned");
                buckets[0]["options"] = json!({"delete_leaves": leaves});
                matrix.cell("DELETE", &buckets, &Ask::new("DELETE", "/bucket/report"));
            }
        }
    }
    assert_matrix!("hcp_delete_leaves", matrix);
}
