//! HCP section 6.2: the metadata directive, by what the request brings and where the copy goes.

use model::store::Field;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{Ask, Matrix};

const DIRECTIVES: [(&str, Option<&str>); 6] = [
    ("absent", None),
    ("COPY", Some("COPY")),
    ("REPLACE", Some("REPLACE")),
    ("lower case", Some("replace")),
    ("other text", Some("KEEP")),
    ("empty", Some("")),
];

/// What a request may bring.
fn sent() -> [(&'static str, Vec<(&'static str, String)>); 6] {
    let legal = || ("{p}meta-team", "legal".to_owned());
    [
        ("nothing", vec![]),
        ("metadata", vec![legal()]),
        ("an empty value", vec![("{p}meta-team", String::new())]),
        ("over 2 KB", vec![legal(), ("{p}meta-text", "x".repeat(2048))]),
        ("a type", vec![("Content-Type", "text/csv".to_owned())]),
        ("metadata and a type", vec![legal(), ("Content-Type", "text/csv".to_owned())]),
    ]
}

/// Where a copy of `/bucket/report` goes: title, versioning, key.
const PLACES: [(&str, &str, &str); 6] = [
    ("a new object", "unversioned", "copy.csv"),
    ("a new version", "enabled", "old"),
    ("in place", "unversioned", "report"),
    ("in place, suspended", "suspended", "report"),
    ("onto itself as a new version", "enabled", "report"),
    ("onto another object", "unversioned", "old"),
];

fn buckets(versioning: &str) -> Value {
    let version = |room: &str| {
        json!({
            "version_id": "87288727469829", "body": "figures\n", "content_type": "text/plain",
            "metadata": [["team", "sales"], ["room", room]],
        })
    };
    let object = |key: &str, room: &str| json!({"key": key, "versions": [version(room)]});
    let objects = json!([object("old", "1"), object("report", "4")]);
    json!([{"name": "bucket", "versioning": versioning, "objects": objects}])
}

#[test]
fn hcp_copies_under_every_metadata_directive() {
    let mut matrix = Matrix::of("hcp").telling(&[Field::Metadata, Field::ContentType]);
    for (place, versioning, key) in PLACES {
        for (sent, headers) in sent() {
            matrix.part(&format!("{place}, sent {sent}"));
            for (name, value) in DIRECTIVES {
                let directive = value.map(|it| ("{p}metadata-directive", it));
                let ask = Ask::copy("/bucket/report", &format!("/bucket/{key}"))
                    .with_all(directive.as_slice());
                let with = |ask: Ask, (name, value): &(&str, String)| ask.with(name, value);
                matrix.cell(name, &buckets(versioning), &headers.iter().fold(ask, with));
            }
        }
    }
    assert_matrix!("hcp_directive", matrix);
}
