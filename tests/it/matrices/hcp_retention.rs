//! HCP section 6.5: retention and hold, by what is done to an object and what its bucket permits.

use model::store::Field;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{Ask, Matrix};

const STATES: [(&str, &str); 3] = [("N", "unversioned"), ("E", "enabled"), ("S", "suspended")];

fn targets() -> [(&'static str, Option<Value>); 5] {
    let until = "2027-03-01T00:00:00.000Z";
    [
        ("free", None),
        ("retention over", Some(json!({"until": "2026-03-01T00:00:00.000Z"}))),
        ("under retention", Some(json!({"until": until}))),
        ("on hold", Some(json!({"until": null, "hold": true}))),
        ("under retention and on hold", Some(json!({"until": until, "hold": true}))),
    ]
}

/// A bucket with an object in one of those states and one that is free.
fn buckets(versioning: &str, options: &Value, retention: Option<&Value>, annotated: bool) -> Value {
    let mut version = json!({"version_id": "87288727469829", "body": "figures\n"});
    if let Some(retention) = retention {
        version["retention"] = retention.clone();
    }
    if annotated {
        version["metadata"] = json!([["team", "sales"]]);
    }
    let other = json!({"version_id": "87288727469816", "body": "other\n"});
    let objects = json!([
        {"key": "other", "versions": [other]},
        {"key": "report", "versions": [version]},
    ]);
    json!([
        {"name": "bucket", "versioning": versioning, "options": options, "objects": objects},
        {"name": "target"},
    ])
}

fn operations() -> [(&'static str, Ask); 10] {
    let report = "/bucket/report";
    let replace = ("{p}metadata-directive", "REPLACE");
    let copy = || Ask::copy("/bucket/other", report);
    let acl = "<AccessControlPolicy><Owner><ID>owner</ID></Owner>\
               <AccessControlList/></AccessControlPolicy>";
    [
        ("PUT", Ask::new("PUT", report).saying("new bytes")),
        ("copy-to", copy()),
        ("copy-to, REPLACE", copy().with(replace.0, replace.1)),
        ("copy-to onto itself", Ask::copy(report, report)),
        ("copy-to with a retention", copy().with("x-hcp-retention", "A+1y")),
        ("copy-to with a hold", copy().with("x-hcp-retentionhold", "true")),
        ("copy-from", Ask::copy(report, "/target/copy")),
        ("DELETE", Ask::new("DELETE", report)),
        ("DELETE of the version", Ask::new("DELETE", "/bucket/report?versionId=87288727469829")),
        ("set ACL", Ask::new("PUT", "/bucket/report?acl").saying(acl)),
    ]
}

/// Copies of an object onto itself with `REPLACE`, and what else they say. The retention of a
/// target that has one ends in 2027.
const IN_PLACE: [(&str, &[(&str, &str)]); 12] = [
    ("no metadata", &[]),
    ("metadata", &[("{p}meta-team", "legal")]),
    ("longer", &[("x-hcp-retention", "2028-01-01T00:00:00Z")]),
    ("the same", &[("x-hcp-retention", "2027-03-01T00:00:00Z")]),
    ("shorter", &[("x-hcp-retention", "2026-06-01T00:00:00Z")]),
    ("deletion allowed", &[("x-hcp-retention", "0")]),
    ("deletion prohibited", &[("x-hcp-retention", "-1")]),
    ("initial unspecified", &[("x-hcp-retention", "-2")]),
    ("an offset", &[("x-hcp-retention", "A+5y")]),
    ("no retention at all", &[("x-hcp-retention", "soon")]),
    ("a hold", &[("x-hcp-retentionhold", "true")]),
    ("a release", &[("x-hcp-retentionhold", "false")]),
];

fn settings() -> [(&'static str, Value); 4] {
    [
        ("by default", json!({})),
        ("add_only", json!({"metadata_under_retention": "add_only"})),
        ("all", json!({"metadata_under_retention": "all"})),
        ("none", json!({"metadata_under_retention": "none"})),
    ]
}

#[test]
fn hcp_objects_under_retention_and_on_hold() {
    let mut matrix = Matrix::of("hcp").telling(&[Field::Retention]);
    for (overwrite, options) in [("", json!({})), (", overwriting", json!({"overwrite": true}))] {
        for (state, versioning) in STATES {
            for (target, retention) in targets() {
                matrix.part(&format!("{state}{overwrite}, target {target}"));
                let buckets = buckets(versioning, &options, retention.as_ref(), false);
                for (name, ask) in operations() {
                    matrix.cell(name, &buckets, &ask);
                }
            }
        }
    }
    assert_matrix!("hcp_retention", matrix);
}

#[test]
fn hcp_metadata_in_place_under_retention_and_on_hold() {
    let mut matrix = Matrix::of("hcp").telling(&[Field::Metadata, Field::Retention]);
    for (setting, options) in settings() {
        for (annotations, annotated) in [("without metadata", false), ("with metadata", true)] {
            for (target, retention) in targets() {
                matrix.part(&format!("setting {setting}, target {target}, {annotations}"));
                let buckets = buckets("unversioned", &options, retention.as_ref(), annotated);
                for (name, headers) in IN_PLACE {
                    let ask = Ask::copy("/bucket/report", "/bucket/report")
                        .with("{p}metadata-directive", "REPLACE")
                        .with_all(headers);
                    matrix.cell(name, &buckets, &ask);
                }
            }
        }
    }
    assert_matrix!("hcp_retention_in_place", matrix);
}
