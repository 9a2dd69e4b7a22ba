//! HCP sections 8.1 and 8.2: every status listed for copies, and a request that is answered with
//! it. Errors that hang on nothing a request says are listed below it.

use model::permitted::Credentials;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{ACCOUNTS, Ask, Matrix};

/// Listed errors that no request for a copy brings about, and what does.
const NO_REQUEST: [(&str, &str); 6] = [
    ("200 EntityTooSmall, InvalidPart, InvalidPartOrder", "completing an upload, not copying"),
    ("304 PreconditionFailed", "reading, not copying"),
    ("403 AccessDenied: source data absent, source being deleted", "what a system holds where"),
    ("404 NoSuchUpload, 409 after an upload", "copying a part, elsewhere"),
    ("500 InternalError", "the service"),
    ("503 ServiceUnavailable", "load and maintenance"),
];

const VERSION: &str = "87288727469829";
const MARKER: &str = "87288727469830";
const ABSENT: &str = "87288727469831";

fn buckets() -> Value {
    let version = |body: &str| json!({"version_id": VERSION, "body": body});
    let marker = json!({"version_id": MARKER, "delete_marker": true});
    let retained = |retention: Value| {
        let mut version = version("old");
        version["retention"] = retention;
        json!([version])
    };
    let readable = json!([
        {"grantee": "owner", "permission": "FULL_CONTROL"},
        {"grantee": "reader", "permission": "READ"},
    ]);
    let until = "2027-03-01T00:00:00.000Z";
    json!([
        {
            "name": "source", "versioning": "enabled", "acl": readable,
            "objects": [
                {"key": "report", "versions": [version("figures\n")]},
                {"key": "marked", "versions": [version("figures\n"), marker]},
                {"key": "retained", "versions": retained(json!({"until": until}))},
                {"key": "held", "versions": retained(json!({"until": null, "hold": true}))},
            ],
        },
        {
            "name": "target",
            "objects": [
                {"key": "old", "versions": [version("old")]},
                {"key": "folder/page", "versions": [version("page")]},
            ],
        },
        {"name": "full", "options": {"quota": 1}},
        {"name": "closed", "options": {"s3_api": false}, "objects": [
            {"key": "report", "versions": [version("figures\n")]},
        ]},
    ])
}

fn requests() -> Vec<(&'static str, Ask)> {
    let report = "/source/report";
    let copy = || Ask::copy(report, "/target/copy");
    let from = |source: &str| Ask::copy(source, "/target/copy");
    let to = |target: &str| Ask::copy(report, target);
    let named = |key: &str, id: &str| from(&format!("/source/{key}?versionId={id}"));
    let condition =
        |name: &str, value: &str| copy().with(&format!("{{p}}copy-source-{name}"), value);
    let tag = "\"c4dbfa97b857b7ee10188eb25b3f7683\"";
    vec![
        ("400 InvalidArgument: a grantee", copy().with("{p}grant-read", "id=nobody")),
        (
            "400 InvalidArgument: conflicting conditions",
            condition("if-match", tag).with("{p}copy-source-if-none-match", "\"other\""),
        ),
        ("400 InvalidArgument: a bad directive", copy().with("{p}metadata-directive", "KEEP")),
        ("400 InvalidArgument: a bad copy source", from("report")),
        (
            "400 InvalidRequest: canned and grants",
            copy().with("{p}acl", "private").with("{p}grant-read", "id=reader"),
        ),
        ("400 InvalidBucketName", to("/No_Name/copy")),
        (
            "400 MetadataTooLarge",
            copy().with("{p}metadata-directive", "REPLACE").with("{p}meta-t", &"x".repeat(2048)),
        ),
        ("403 AccessDenied: no right to write", copy().by(Some(ACCOUNTS[1]))),
        ("403 AccessDenied: no right to read", copy().by(Some(ACCOUNTS[2]))),
        ("403 AccessDenied: switched off for the target", to("/closed/copy")),
        ("403 AccessDenied: switched off for the source", from("/closed/report")),
        ("403 AccessDenied: retention on the target", to("/source/retained")),
        ("403 AccessDenied: hold on the target", to("/source/held")),
        ("403 InvalidAccessKeyId", copy().signed(Credentials::UnknownKey)),
        ("403 SignatureDoesNotMatch", copy().signed(Credentials::BadSignature)),
        (
            "403 RequestTimeTooSkewed",
            copy()
                .with("Authorization", "AWS AKOWNER:c2lnbmF0dXJl")
                .with("Date", "Mon, 02 Mar 2026 07:00:00 GMT"),
        ),
        ("404 NoSuchBucket: source", from("/nowhere/report")),
        ("404 NoSuchBucket: target", to("/nowhere/copy")),
        ("404 NoSuchKey: absent", from("/source/absent")),
        ("404 NoSuchKey: the current version is a marker", from("/source/marked")),
        ("404 NoSuchVersion, NoSuchKey: an unknown version", named("report", ABSENT)),
        ("404 NoSuchVersion, NoSuchKey, 503: a marker by its id", named("marked", MARKER)),
        ("409: the target exists", to("/target/old")),
        ("409: a folder of that name", to("/target/folder")),
        ("412 PreconditionFailed: if-match", condition("if-match", "\"other\"")),
        ("412 PreconditionFailed: if-none-match", condition("if-none-match", tag)),
        (
            "412 PreconditionFailed: if-modified-since",
            condition("if-modified-since", "Mon, 02 Mar 2026 07:59:00 GMT"),
        ),
        (
            "412 PreconditionFailed: if-unmodified-since",
            condition("if-unmodified-since", "Sat, 28 Feb 2026 12:00:00 GMT"),
        ),
        ("413: no space left", to("/full/copy")),
        ("501 NotImplemented: a canned name", copy().with("{p}acl", "everybody")),
        (
            "501 NotImplemented: an old version is deleted",
            Ask::new("DELETE", &format!("/source/marked?versionId={VERSION}")),
        ),
        ("200: nothing wrong", copy()),
    ]
}

#[test]
fn hcp_errors_have_requests() {
    let mut matrix = Matrix::of("hcp").failing_late();
    matrix.part("a request each");
    for (name, ask) in requests() {
        matrix.cell(name, &buckets(), &ask);
    }
    matrix.part("no request");
    for (name, cause) in NO_REQUEST {
        matrix.remark(&format!("{name}: {cause}"));
    }
    assert_matrix!("hcp_errors", matrix);
}
