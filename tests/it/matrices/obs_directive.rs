//! OBS section 5.4: the metadata directive, and what travels under it.

use model::store::Field;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{Ask, Matrix};

const DIRECTIVES: [(&str, Option<&str>); 7] = [
    ("absent", None),
    ("COPY", Some("COPY")),
    ("REPLACE", Some("REPLACE")),
    ("REPLACE_NEW", Some("REPLACE_NEW")),
    ("other text", Some("KEEP")),
    ("lower case", Some("replace")),
    ("empty", Some("")),
];

const PLACES: [(&str, &str); 2] =
    [("different object", "/target/copy"), ("same object", "/source/report")];

type Sent = (&'static str, &'static [(&'static str, &'static str)]);

/// What a request may bring that travels by the directive.
const SENT: [Sent; 6] = [
    ("nothing", &[]),
    ("metadata", &[("{p}meta-team", "legal")]),
    ("type", &[("Content-Type", "text/csv")]),
    ("system headers", &[("Cache-Control", "no-cache"), ("Content-Language", "fr")]),
    ("metadata and type", &[("{p}meta-team", "legal"), ("Content-Type", "text/csv")]),
    ("redirect", &[("{p}website-redirect-location", "/elsewhere")]),
];

fn buckets(redirect: Option<&str>) -> Value {
    let mut version = json!({
        "version_id": "null", "last_modified": "2026-03-01T00:00:00.000Z",
        "body": "figures\n", "content_type": "text/plain",
        "metadata": [["team", "sales"], ["room", "4"]],
    });
    if let Some(redirect) = redirect {
        version["redirect"] = redirect.into();
    }
    json!([
        {"name": "source", "objects": [{"key": "report", "versions": [version]}]},
        {"name": "target"},
    ])
}

fn enumerate(matrix: &mut Matrix, redirect: Option<&str>, sent: &[Sent]) {
    for (place, target) in PLACES {
        for (name, headers) in sent {
            let from =
                redirect.map_or(String::new(), |it| format!(", the source redirects to {it}"));
            matrix.part(&format!("{place}, sent {name}{from}"));
            for (directive, value) in DIRECTIVES {
                let ask = Ask::copy("/source/report", target).with_all(headers);
                let directive_header = value.map(|it| ("{p}metadata-directive", it));
                let ask = ask.with_all(directive_header.as_slice());
                matrix.cell(directive, &buckets(redirect), &ask);
            }
        }
    }
}

#[test]
fn obs_copies_under_every_metadata_directive() {
    let mut matrix = Matrix::of("obs").telling(&[
        Field::Metadata,
        Field::ContentType,
        Field::System,
        Field::Redirect,
    ]);
    matrix.settle("directive_header", "honoured");
    enumerate(&mut matrix, None, &SENT);
    enumerate(&mut matrix, Some("/home"), &SENT[..1]);
    enumerate(&mut matrix, Some("/home"), &SENT[5..]);
    matrix.unsettle();
    matrix.settle("directive_header", "ignored");
    enumerate(&mut matrix, None, &SENT[1..2]);
    assert_matrix!("obs_directive", matrix);
}

/// What does not travel by the directive: each of it comes from the request or is a default.
const ASIDE: [Sent; 6] = [
    ("nothing", &[]),
    ("an ACL", &[("{p}acl", "private")]),
    ("a class", &[("{p}storage-class", "GLACIER")]),
    (
        "a lock",
        &[
            ("{p}object-lock-mode", "COMPLIANCE"),
            ("{p}object-lock-retain-until-date", "2028-01-01T00:00:00.000Z"),
        ],
    ),
    ("tags", &[("{p}tagging", "stage=final")]),
    (
        "tags of its own directive",
        &[("{p}tagging", "stage=final"), ("{p}tagging-directive", "REPLACE")],
    ),
];

/// A source that has some of everything, in a bucket whose default is another.
fn rich_buckets() -> Value {
    let version = json!({
        "version_id": "G001118A49821905FFFFD28739D40001", "body": "figures\n",
        "acl": "public-read", "storage_class": "STANDARD_IA", "tags": [["stage", "draft"]],
        "lock": {"mode": "COMPLIANCE", "retain_until": "2027-01-01T00:00:00.000Z"},
    });
    let locking = json!({"object_lock": {"mode": "COMPLIANCE", "days": 5}});
    json!([
        {
            "name": "source", "versioning": "enabled", "options": locking,
            "objects": [{"key": "report", "versions": [version]}],
        },
        {"name": "target", "versioning": "enabled", "options": locking},
    ])
}

#[test]
fn obs_copies_take_some_things_from_requests_alone() {
    let mut matrix = Matrix::of("obs")
        .calling("G001118A49821905FFFFD28739D40001", "v1")
        .telling(&[Field::Acl, Field::Class, Field::Lock]);
    matrix.settle("directive_header", "honoured");
    for (place, target) in PLACES {
        for (sent, headers) in ASIDE {
            matrix.part(&format!("{place}, sent {sent}"));
            for (directive, value) in &DIRECTIVES[..3] {
                let directive_header = value.map(|it| ("{p}metadata-directive", it));
                let ask = Ask::copy("/source/report", target)
                    .with_all(directive_header.as_slice())
                    .with_all(headers);
                matrix.cell(directive, &rich_buckets(), &ask);
            }
        }
    }
    assert_matrix!("obs_beside_directive", matrix);
}
