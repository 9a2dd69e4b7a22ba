//! HCP section 6.1: the owner and the access control list of a copy, by who asks and what for.

use model::store::Field;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{ACCOUNTS, Ask, Matrix};

const WANTED: [(&str, &[(&str, &str)]); 17] = [
    ("none", &[]),
    ("private", &[("{p}acl", "private")]),
    ("public-read", &[("{p}acl", "public-read")]),
    ("public-read-write", &[("{p}acl", "public-read-write")]),
    ("authenticated-read", &[("{p}acl", "authenticated-read")]),
    ("bucket-owner-read", &[("{p}acl", "bucket-owner-read")]),
    ("bucket-owner-full-control", &[("{p}acl", "bucket-owner-full-control")]),
    ("a name that is none", &[("{p}acl", "everybody")]),
    ("grant-read", &[("{p}grant-read", "id=stranger")]),
    ("grant-write", &[("{p}grant-write", "id=stranger")]),
    ("grant-read-acp", &[("{p}grant-read-acp", "id=stranger")]),
    ("grant-full-control", &[("{p}grant-full-control", "id=stranger")]),
    (
        "grants to groups",
        &[
            ("{p}grant-read", "uri=http://acs.amazonaws.com/groups/global/AllUsers"),
            ("{p}grant-write", "uri=http://acs.amazonaws.com/groups/global/AuthenticatedUsers"),
        ],
    ),
    ("a grant to nobody known", &[("{p}grant-read", "id=nobody")]),
    ("a grant without a type", &[("{p}grant-read", "stranger")]),
    ("canned and grants", &[("{p}acl", "public-read"), ("{p}grant-read", "id=stranger")]),
    ("a body", &[]),
];

const CALLERS: [Option<&str>; 3] = [Some(ACCOUNTS[0]), Some(ACCOUNTS[1]), None];

/// What stands where the copy goes, and its headers.
struct Place {
    title: &'static str,
    versioning: &'static str,
    target: &'static str,
    directive: Option<(&'static str, &'static str)>,
}

const REPLACE: Option<(&str, &str)> = Some(("{p}metadata-directive", "REPLACE"));

const PLACES: [Place; 4] = [
    Place { title: "a new object", versioning: "unversioned", target: "copy", directive: None },
    Place { title: "a new version", versioning: "enabled", target: "old", directive: None },
    Place { title: "in place", versioning: "unversioned", target: "report", directive: REPLACE },
    Place { title: "onto itself", versioning: "enabled", target: "report", directive: REPLACE },
];

/// A bucket in which everybody may read and write, with objects of `stranger` that have grants.
fn buckets(versioning: &str) -> Value {
    let public = json!([
        {"grantee": "owner", "permission": "FULL_CONTROL"},
        {"grantee": "all_users", "permission": "READ"},
        {"grantee": "all_users", "permission": "WRITE"},
    ]);
    let grants = json!([
        {"grantee": "stranger", "permission": "FULL_CONTROL"},
        {"grantee": "reader", "permission": "WRITE_ACP"},
    ]);
    let object = |key: &str| {
        json!({"key": key, "versions": [{
            "version_id": "87288727469829", "body": "figures\n", "owner": "stranger",
            "acl": grants,
        }]})
    };
    let objects = json!([object("old"), object("report")]);
    json!([{"name": "bucket", "versioning": versioning, "acl": public, "objects": objects}])
}

#[test]
fn hcp_copies_get_their_list_and_owner() {
    let mut matrix = Matrix::of("hcp").telling(&[Field::Owner, Field::Acl]);
    for Place { title, versioning, target, directive } in PLACES {
        for caller in CALLERS {
            matrix.part(&format!("{title}, by {}", caller.unwrap_or("nobody")));
            for (name, headers) in WANTED {
                let ask = Ask::copy("/bucket/report", &format!("/bucket/{target}"));
                let ask = ask.with_all(directive.as_slice()).with_all(headers).by(caller);
                let ask = if name == "a body" { ask.saying("<AccessControlPolicy/>") } else { ask };
                matrix.cell(name, &buckets(versioning), &ask);
            }
        }
    }
    assert_matrix!("hcp_acl", matrix);
}
