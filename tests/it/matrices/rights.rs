//! Who may copy: rights on the source's bucket, on the source and on the target's bucket, in every
//! combination, held by an account, by every account and by everybody.

use model::store::Field;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{ACCOUNTS, Ask, Matrix};

/// Who asks, and as whom they hold the rights of a cell.
const CALLERS: [(Option<&str>, &str); 3] = [
    (Some(ACCOUNTS[1]), "reader"),
    (Some(ACCOUNTS[2]), "authenticated_users"),
    (None, "all_users"),
];

const ON_SOURCE_BUCKET: [&str; 3] = ["-", "READ", "WRITE"];
const ON_SOURCE: [&str; 3] = ["-", "READ", "FULL_CONTROL"];
const ON_TARGET_BUCKET: [&str; 4] = ["-", "READ", "WRITE", "FULL_CONTROL"];

fn acl(grantee: &str, permission: &str) -> Value {
    let own = json!({"grantee": "owner", "permission": "FULL_CONTROL"});
    match permission {
        "-" => json!([own]),
        _ => json!([own, {"grantee": grantee, "permission": permission}]),
    }
}

fn matrix(vendor: &str, version_id: &str) -> Matrix {
    let mut matrix = Matrix::of(vendor).telling(&[Field::Owner]);
    for (caller, grantee) in CALLERS {
        for (source, key) in [("there", "report"), ("missing", "absent")] {
            let caller_name = caller.unwrap_or("nobody");
            matrix.part(&format!("by {caller_name} with the rights of {grantee}, source {source}"));
            for source_bucket in ON_SOURCE_BUCKET {
                for object in ON_SOURCE {
                    for target in ON_TARGET_BUCKET {
                        let buckets = json!([
                            {
                                "name": "source", "acl": acl(grantee, source_bucket),
                                "objects": [{"key": "report", "versions": [{
                                    "version_id": version_id, "body": "figures\n",
                                    "acl": acl(grantee, object),
                                }]}],
                            },
                            {"name": "target", "acl": acl(grantee, target)},
                        ]);
                        let name = format!(
                            "source bucket {source_bucket}, source {object}, target bucket {target}"
                        );
                        let ask = Ask::copy(&format!("/source/{key}"), "/target/copy").by(caller);
                        matrix.cell(&name, &buckets, &ask);
                    }
                }
            }
        }
    }
    matrix
}

#[test]
fn obs_copies_need_rights() {
    assert_matrix!("obs_rights", matrix("obs", "null"));
}

/// A bucket that is closed is closed to its owner too.
#[test]
fn hcp_copies_need_rights() {
    let mut matrix = matrix("hcp", "87288727469829");
    for (caller, grantee) in [(Some(ACCOUNTS[0]), "owner"), (None, "all_users")] {
        let caller_name = caller.unwrap_or("nobody");
        matrix.part(&format!("by {caller_name}, who may do all, a bucket is closed or missing"));
        for source in ["open", "closed", "missing"] {
            for target in ["open", "closed", "missing"] {
                let bucket = |name: &str, state: &str| {
                    let versions = json!([{"version_id": "87288727469829", "body": "figures\n"}]);
                    json!({
                        "name": if state == "missing" { "other" } else { name },
                        "acl": acl(grantee, "FULL_CONTROL"),
                        "options": {"s3_api": state != "closed"},
                        "objects": [{"key": "report", "versions": versions}],
                    })
                };
                let mut buckets = vec![bucket("source", source), bucket("target", target)];
                buckets.retain(|it| it["name"] != "other");
                let ask = Ask::copy("/source/report", "/target/copy").by(caller);
                let name = format!("source bucket {source}, target bucket {target}");
                matrix.cell(&name, &buckets.into(), &ask);
            }
        }
    }
    assert_matrix!("hcp_rights", matrix);
}
