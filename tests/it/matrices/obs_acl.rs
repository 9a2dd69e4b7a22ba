//! OBS section 5.3: the access control list and the owner of a copy.

use model::store::Field;
use serde_json::json;

use super::assert_matrix;
use super::frame::{ACCOUNTS, Ask, Matrix};

const WANTED: [(&str, &[(&str, &str)]); 16] = [
    ("no ACL header", &[]),
    ("private", &[("{p}acl", "private")]),
    ("public-read", &[("{p}acl", "public-read")]),
    ("public-read-write", &[("{p}acl", "public-read-write")]),
    ("authenticated-read", &[("{p}acl", "authenticated-read")]),
    ("bucket-owner-read", &[("{p}acl", "bucket-owner-read")]),
    ("bucket-owner-full-control", &[("{p}acl", "bucket-owner-full-control")]),
    ("log-delivery-write", &[("{p}acl", "log-delivery-write")]),
    ("public-read-delivered", &[("{p}acl", "public-read-delivered")]),
    ("an unknown name", &[("{p}acl", "everybody")]),
    ("grant-read", &[("{p}grant-read", "id=reader")]),
    ("grant-read-acp", &[("{p}grant-read-acp", "id=reader")]),
    ("grant-write-acp", &[("{p}grant-write-acp", "id=reader")]),
    ("grant-full-control", &[("{p}grant-full-control", "id=reader, id=stranger")]),
    ("a grant to nobody known", &[("{p}grant-read", "id=nobody")]),
    ("canned and grant", &[("{p}acl", "public-read"), ("{p}grant-read", "id=reader")]),
];

#[test]
fn obs_copies_get_their_list_and_owner() {
    let mut matrix = Matrix::of("obs").telling(&[Field::Owner, Field::Acl]);
    let grants = json!([
        {"grantee": "owner", "permission": "FULL_CONTROL"},
        {"grantee": "reader", "permission": "READ"},
        {"grantee": "reader", "permission": "WRITE"},
    ]);
    let version = json!({"version_id": "null", "body": "figures\n", "acl": grants});
    let buckets = json!([
        {"name": "source", "objects": [{"key": "report", "versions": [version]}]},
        {"name": "target", "acl": grants},
    ]);
    for caller in [ACCOUNTS[0], ACCOUNTS[1]] {
        matrix.part(&format!("by {caller}, both buckets are owner's"));
        for (name, headers) in WANTED {
            let ask = Ask::copy("/source/report", "/target/copy").with_all(headers);
            matrix.cell(name, &buckets, &ask.by(Some(caller)));
        }
    }
    assert_matrix!("obs_acl", matrix);
}
