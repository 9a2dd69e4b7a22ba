//! OBS section 5.2: encryption of source and copy, in every combination.

use model::store::Field;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{Ask, Matrix};

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const KEY_MD5: &str = "hRasmdxgYDKV3nvbahU1MA==";
const OTHER_KEY: &str = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
const OTHER_KEY_MD5: &str = "dT1y7SEiqn6YCJ3QeqwoIw==";

/// Sources: plain, by a key of the key service in each state, by the own ones, by a customer's.
fn sources() -> [(&'static str, Option<Value>); 7] {
    [
        ("P", None),
        ("K", Some(json!({"kind": "kms"}))),
        ("K with a key", Some(json!({"kind": "kms", "key_id": "enabled"}))),
        ("K with a disabled key", Some(json!({"kind": "kms", "key_id": "disabled"}))),
        ("K with a deleted key", Some(json!({"kind": "kms", "key_id": "deleted"}))),
        ("O", Some(json!({"kind": "obs"}))),
        ("C", Some(json!({"kind": "c", "key_md5": KEY_MD5}))),
    ]
}

const SOURCE_KEYS: [(&str, Option<(&str, &str)>); 3] = [
    ("absent", None),
    ("right", Some((KEY, KEY_MD5))),
    ("wrong", Some((OTHER_KEY, OTHER_KEY_MD5))),
];

fn defaults() -> [(&'static str, Option<Value>); 3] {
    [
        ("none", None),
        ("KMS", Some(json!({"kind": "kms"}))),
        ("SSE-OBS", Some(json!({"kind": "obs"}))),
    ]
}

/// What a request may ask for; what is a value of the other vendor's edition is one of the values
/// that are not known.
const WANTED: [&str; 9] = [
    "none",
    "KMS",
    "KMS with a key",
    "KMS with a disabled key",
    "KMS with a deleted key",
    "SSE-OBS",
    "SSE-C",
    "KMS and SSE-C",
    "an unknown kind",
];

const KIND: &str = "{p}server-side-encryption";
const KEY_ID: &str = "{p}server-side-encryption-{k}kms-key-id";

fn wanted(wanted: &str, prefix: &str) -> Vec<(String, String)> {
    // One edition names the vendor it is compatible with in value and header, the other does not.
    let (kms, key_header) = match prefix {
        "x-amz-" => ("aws:kms", KEY_ID.replace("{k}", "aws-")),
        _ => ("kms", KEY_ID.replace("{k}", "")),
    };
    let kind = |it: &str| (KIND.to_owned(), it.to_owned());
    let id = |it: &str| (key_header.clone(), it.to_owned());
    let mut customer = customer("{p}server-side-encryption-customer-", KEY, KEY_MD5);
    match wanted {
        "KMS" => vec![kind(kms)],
        "KMS with a key" => vec![kind(kms), id("enabled")],
        "KMS with a disabled key" => vec![kind(kms), id("disabled")],
        "KMS with a deleted key" => vec![kind(kms), id("deleted")],
        "SSE-OBS" => vec![kind("AES256")],
        "SSE-C" => customer,
        "KMS and SSE-C" => {
            customer.push(kind(kms));
            customer
        }
        "an unknown kind" => vec![kind("rot13")],
        _ => Vec::new(),
    }
}

fn customer(start: &str, key: &str, md5: &str) -> Vec<(String, String)> {
    vec![
        (format!("{start}algorithm"), "AES256".to_owned()),
        (format!("{start}key"), key.to_owned()),
        (format!("{start}key-MD5"), md5.to_owned()),
    ]
}

fn buckets(source: Option<Value>, default: Option<Value>) -> Value {
    let mut version = json!({"version_id": "null", "body": "figures\n"});
    if let Some(encryption) = source {
        version["encryption"] = encryption;
    }
    let options = default.map_or(json!({}), |it| json!({"default_encryption": it}));
    json!([
        {
            "name": "source", "options": options,
            "objects": [{"key": "report", "versions": [version]}],
        },
        {"name": "target", "options": options},
    ])
}

fn enumerate(place: &str, target: &str) -> Matrix {
    let mut matrix = Matrix::of("obs")
        .telling(&[Field::Encryption])
        .calling(KEY_MD5, "KEY")
        .calling(OTHER_KEY_MD5, "OTHER");
    matrix.settle("directive_header", "honoured");
    for (source, encryption) in sources() {
        for (source_key, given) in SOURCE_KEYS {
            // Without a customer's key on the source one key is as superfluous as another.
            if source != "C" && source_key == "wrong" {
                continue;
            }
            for (default, bucket) in defaults() {
                matrix.part(&format!(
                    "{place}, source {source}, source key {source_key}, bucket default {default}"
                ));
                let buckets = buckets(encryption.clone(), bucket);
                for name in WANTED {
                    matrix.cell_by(name, |dialect| {
                        let start = "{p}copy-source-server-side-encryption-customer-";
                        let mut headers = wanted(name, dialect.wire.prefix);
                        headers
                            .extend(given.iter().flat_map(|(key, md5)| customer(start, key, md5)));
                        let ask = Ask::copy("/source/report", target)
                            .with("{p}metadata-directive", "REPLACE");
                        let with =
                            |ask: Ask, (name, value): &(String, String)| ask.with(name, value);
                        (buckets.clone(), headers.iter().fold(ask, with))
                    });
                }
            }
        }
    }
    matrix
}

/// How a request is signed, and by which headers that shows.
const SIGNATURES: [(&str, &[(&str, &str)]); 3] = [
    ("not shown", &[]),
    (
        "V2",
        &[("Authorization", "AWS AKOWNER:c2lnbmF0dXJl"), ("Date", "Mon, 02 Mar 2026 08:00:00 GMT")],
    ),
    (
        "V4",
        &[
            (
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKOWNER/20260302/region/s3/aws4_request, \
             SignedHeaders=host;x-amz-date, Signature=0000",
            ),
            ("{p}date", "20260302T080000Z"),
        ],
    ),
];

/// The table of signatures. Which protocol a request came by no trace tells.
#[test]
fn obs_copies_of_every_signature() {
    let mut matrix = Matrix::of("obs").telling(&[Field::Encryption]).calling(KEY_MD5, "KEY");
    for name in ["none", "KMS", "SSE-OBS", "SSE-C"] {
        matrix.part(&format!("target {name}"));
        for (signature, signed) in SIGNATURES {
            matrix.cell_by(signature, |dialect| {
                let ask = Ask::copy("/source/report", "/target/copy").with_all(signed);
                let with = |ask: Ask, (name, value): &(String, String)| ask.with(name, value);
                let ask = wanted(name, dialect.wire.prefix).iter().fold(ask, with);
                (buckets(None, None), ask)
            });
        }
    }
    assert_matrix!("obs_signatures", matrix);
}

#[test]
fn obs_copies_of_every_encryption() {
    assert_matrix!("obs_encryption", enumerate("different object", "/target/copy"));
}

#[test]
fn obs_copies_onto_themselves_of_every_encryption() {
    assert_matrix!("obs_encryption_in_place", enumerate("same object", "/source/report"));
}
