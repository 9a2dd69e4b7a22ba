//! OBS section 6: every error listed for copies, and a request that is answered with it. Errors
//! that hang on nothing a request says (overload, accounts, endpoints) are listed below it.

use model::permitted::Credentials;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{ACCOUNTS, Ask, Matrix};

/// Listed errors that no request of one client brings about, and what does.
const NO_REQUEST: [(&str, &str); 13] = [
    ("301 PermanentRedirect, 307 TemporaryRedirect", "which endpoint was asked"),
    ("400 EntityTooSmall", "completing an upload, not copying"),
    ("400 TooManyObjectCopied", "a limit that no page states"),
    ("400 RequestTimeout, 408 RequestTimeout", "a connection that stands still"),
    ("403 AllAccessDisabled, DeregisterUserId, FrozenUserId", "the state of an account"),
    ("403 NotSignedUp, InArrearOrInsufficientBalance", "the state of an account"),
    ("405 FsNotSupport", "a parallel file system"),
    ("409 OperationAborted", "another operation under way"),
    ("429 TooManyRequests", "how often an object is written"),
    ("500 InternalError", "the service; after a 200 it shows in the body"),
    ("501 NotImplemented, ServiceNotImplemented", "what a service leaves out"),
    ("503 ServiceUnavailable, SlowDown", "load"),
    ("400 InvalidArgument, 404 NoSuchUpload, 416 InvalidRange", "copying a part, elsewhere"),
];

const REPORT: &str = "/source/report";
const COPY: &str = "/target/copy";
const NEEDED_KEY: &str = "G001118A49821905FFFFD28739D40001";
const MARKER: &str = "G001118A49821905FFFFD28739D40002";
const ABSENT: &str = "G001118A49821905FFFFD28739D40009";

/// A bucket with something of everything that a copy can fail on, and one to copy to.
fn buckets() -> Value {
    let object = |key: &str, version: Value| {
        let mut version = version;
        version["version_id"] = NEEDED_KEY.into();
        if version.get("size").is_none() {
            version["body"] = "figures\n".into();
        }
        json!({"key": key, "versions": [version]})
    };
    let marked = json!({"key": "marked", "versions": [
        {"version_id": NEEDED_KEY, "body": "figures\n"},
        {"version_id": MARKER, "delete_marker": true},
    ]});
    let kms = |key: &str| json!({"encryption": {"kind": "kms", "key_id": key}});
    let key_md5 = "hRasmdxgYDKV3nvbahU1MA==";
    let locked = json!({"lock": {
        "mode": "COMPLIANCE", "retain_until": "2027-01-01T00:00:00.000Z",
    }});
    let readable = json!([
        {"grantee": "owner", "permission": "FULL_CONTROL"},
        {"grantee": "reader", "permission": "READ"},
    ]);
    let large = 5_u64 * 1024 * 1024 * 1024 + 1;
    json!([
        {
            "name": "source", "versioning": "enabled",
            "objects": [
                object("report", json!({"acl": readable})),
                object("frozen", json!({"storage_class": "GLACIER"})),
                object("kms", json!({"encryption": {"kind": "kms"}})),
                object("kms-disabled", kms("disabled")),
                object("kms-deleted", kms("deleted")),
                object("customer", json!({"encryption": {"kind": "c", "key_md5": key_md5}})),
                object("large", json!({
                    "size": large, "etag": "0123456789abcdef0123456789abcdef",
                })),
                marked,
            ],
        },
        {"name": "target"},
        {"name": "full", "options": {"quota": 1}},
        {"name": "paying", "options": {"requester_pays": true}, "acl": readable},
        {
            "name": "locked", "versioning": "enabled",
            "options": {"object_lock": {"mode": "COMPLIANCE", "days": 1}},
            "objects": [object("report", locked)],
        },
    ])
}

fn signed(ask: Ask, date: Option<&str>) -> Ask {
    let ask = ask.with("Authorization", "AWS AKOWNER:c2lnbmF0dXJl");
    date.map_or(ask.clone(), |date| ask.with("Date", date))
}

/// Errors about who asks and what stands there.
fn about_rights_and_sources() -> Vec<(&'static str, Ask)> {
    let copy = || Ask::copy(REPORT, COPY);
    let from = |source: &str| Ask::copy(source, COPY);
    let version = |key: &str, id: &str| Ask::copy(&format!("/source/{key}?versionId={id}"), COPY);
    vec![
        ("403 AccessDenied: no READ on the source", copy().by(Some(ACCOUNTS[2]))),
        ("403 AccessDenied: no WRITE on the target", copy().by(Some(ACCOUNTS[1]))),
        ("403 AccessDenied: no date", signed(copy(), None)),
        ("403 AccessDenied: a bad date", signed(copy(), Some("yesterday"))),
        (
            "403 AccessDenied: a protected version is deleted",
            Ask::new("DELETE", &format!("/locked/report?versionId={NEEDED_KEY}")),
        ),
        ("403 InvalidAccessKeyId", copy().signed(Credentials::UnknownKey)),
        ("403 SignatureDoesNotMatch", copy().signed(Credentials::BadSignature)),
        ("403 RequestTimeTooSkewed", signed(copy(), Some("Mon, 02 Mar 2026 07:00:00 GMT"))),
        ("403 RequestPayerDenied", Ask::copy(REPORT, "/paying/copy")),
        ("403 InvalidObjectState", from("/source/frozen")),
        ("403 InsufficientStorageSpace", Ask::copy(REPORT, "/full/copy")),
        ("404 NoSuchBucket: source", from("/nowhere/report")),
        ("404 NoSuchBucket: target", Ask::copy(REPORT, "/nowhere/copy")),
        ("404 NoSuchKey: absent", from("/source/absent")),
        ("404 NoSuchKey: a marker", from("/source/marked")),
        ("404 NoSuchVersion", version("report", ABSENT)),
        ("405 MethodNotAllowed: a marker by its id", version("marked", MARKER)),
        ("400 InvalidRequest: a marker by its id", version("marked", MARKER)),
        ("400 EntityTooLarge", from("/source/large")),
        (
            "412 PreconditionFailed",
            copy().with("{p}copy-source-if-match", "0123456789abcdef0123456789abcdef"),
        ),
    ]
}

/// Errors about what a request says.
fn about_requests() -> Vec<(&'static str, Ask)> {
    let copy = || Ask::copy(REPORT, COPY);
    let from = |source: &str| Ask::copy(source, COPY);
    let long = "k".repeat(1025);
    let replaced = || copy().with("{p}metadata-directive", "REPLACE");
    let source_key = |ask: Ask| {
        let start = "{p}copy-source-server-side-encryption-customer-";
        ask.with(&format!("{start}algorithm"), "AES256")
            .with(&format!("{start}key"), "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=")
            .with(&format!("{start}key-MD5"), "dT1y7SEiqn6YCJ3QeqwoIw==")
    };
    let many: Vec<_> = (0..11).map(|number| format!("t{number}=v")).collect();
    let many = many.join("&");
    vec![
        ("400 InvalidRequest: onto itself without REPLACE", Ask::copy(REPORT, REPORT)),
        ("400 InvalidRequest: encrypted to plain", from("/source/kms")),
        ("400 InvalidArgument: a bad directive", copy().with("{p}metadata-directive", "KEEP")),
        ("400 InvalidArgument: a bad ACL", copy().with("{p}acl", "everybody")),
        ("400 InvalidArgument: a bad copy source", from("report")),
        ("400 InvalidStorageClass", copy().with("{p}storage-class", "TAPE")),
        ("400 InvalidRedirectLocation", copy().with("{p}website-redirect-location", "elsewhere")),
        ("400 InvalidEncryptionAlgorithmError", source_key(from("/source/customer"))),
        ("400 KMS.NotFoundException", from("/source/kms-deleted")),
        ("400 KMS.DisabledException", from("/source/kms-disabled")),
        ("400 MetadataTooLarge: over 2 KB", replaced().with("{p}meta-text", &"x".repeat(2049))),
        ("400 MetadataTooLarge: over 8 KB", replaced().with("{p}meta-text", &"x".repeat(8193))),
        ("400 KeyTooLong, KeyTooLongError", Ask::copy(REPORT, &format!("/target/{long}"))),
        ("400 InvalidBucketName: target", Ask::copy(REPORT, "/No_Name/copy")),
        ("400 InvalidBucketName: source", from("/No_Name/report")),
        ("400 InvalidTag: twice the same", copy().with("{p}tagging", "a=1&a=2")),
        ("400 InvalidTag: a long name", copy().with("{p}tagging", &format!("{long}=1"))),
        ("400 BadRequest: more than ten tags", copy().with("{p}tagging", &many)),
        ("400 MaxMessageLengthExceeded, UnexpectedContent", copy().saying("a body")),
        (
            "400 MissingSecurityHeader, MissingRequiredHeader",
            copy().with("{p}server-side-encryption-customer-algorithm", "AES256"),
        ),
    ]
}

#[test]
fn obs_errors_have_requests() {
    let mut matrix = Matrix::of("obs").failing_late();
    matrix.settle("directive_header", "honoured");
    matrix.part("who asks, and what stands there");
    for (name, ask) in about_rights_and_sources() {
        matrix.cell(name, &buckets(), &ask);
    }
    matrix.part("what is said");
    for (name, ask) in about_requests() {
        matrix.cell(name, &buckets(), &ask);
    }
    matrix.part("nothing wrong");
    matrix.cell("a copy", &buckets(), &Ask::copy(REPORT, COPY));
    matrix.part("no request");
    for (name, cause) in NO_REQUEST {
        matrix.remark(&format!("{name}: {cause}"));
    }
    assert_matrix!("obs_errors", matrix);
}
