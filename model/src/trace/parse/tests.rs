//! Claims about what the values of a trace mean.

use crate::http::Body;
use crate::name::Md5;
use crate::store::Principal;
use crate::trace::tests::{
    A_HEADER, CALL_1, EXCHANGE, HEADER, KNOWN, accepted, lines, refused, refused_exchange,
    refused_lines, sent,
};
use crate::trace::{BucketOptions, EventKind, Known, Setup, Trace};

/// A header with two accounts.
const TWO: &str = concat!(
    r#"{"trace":1,"dialect":"red","origin":"by hand","setup":{"accounts":"#,
    r#"[{"name":"alice","access_key":"AK1"},{"name":"bob","access_key":"AK2"}]}}"#,
);

/// The one error of a header with this setup.
fn refused_setup(setup: &str) -> String {
    refused_lines(&[&HEADER.replace('}', &format!(r#","setup":{setup}}}"#))])
}

fn setup_of(setup: &str) -> Setup {
    accepted(lines(&[&HEADER.replace('}', &format!(r#","setup":{setup}}}"#))])).header.setup
}

#[test]
fn a_dialect_is_known_or_replaced_before_it_is_looked_up() {
    let header = HEADER.replace("red", "green");
    assert_eq!(
        refused_lines(&[&header]),
        "t.jsonl:1:1: unknown dialect `green`; expected one of `red`, `blue-9`"
    );
    let known = Known { instead: Some("blue-9"), ..KNOWN };
    let trace = Trace::read("t.jsonl", lines(&[&header]).as_bytes(), &known).unwrap();
    assert_eq!(trace.header.dialect, "blue-9");
}

#[test]
fn a_header_says_what_it_must_in_the_form_it_must() {
    let missing = format!("27: missing field `origin`; {A_HEADER}");
    let twice = format!("65: duplicate field `q`; {A_HEADER}");
    let cases = [
        ("", missing.as_str()),
        (r#","origin":"","assume":{"q":"a","q":"b"}"#, &twice),
        (r#","origin":"two\nlines""#, "1: `origin` has several lines; expected one line"),
        (
            r#","origin":"","assume":{"q":[]}"#,
            "1: `q` is assumed to have no candidate; expected one candidate or several",
        ),
        (
            r#","origin":"","assume":{"q":5}"#,
            "54: invalid type: integer `5`; expected a string or a list",
        ),
        (
            r#","origin":"","endpoint":{"host":""}"#,
            "1: the `host` of the endpoint is empty; expected a host",
        ),
        (r#","origin":"","endpoint":["h"]"#, "50: invalid type: sequence; expected an object"),
        (r#","origin":"","notes":"x""#, "50: invalid type: string \"x\"; expected a map"),
    ];
    for (rest, error) in cases {
        let header = format!(r#"{{"trace":1,"dialect":"red"{rest}}}"#);
        assert_eq!(refused_lines(&[&header]), format!("t.jsonl:1:{error}"));
    }
}

#[test]
fn a_time_has_one_spelling() {
    let bad = [
        "2026-01-01T00:00:02Z",
        "2026-01-01 00:00:02.000Z",
        "2026-01-01T00:00:02.000+00:00",
        "2026-01-01T00:00:02.0001Z",
        "2026-02-30T00:00:02.000Z",
        "yesterday",
    ];
    for time in bad {
        assert_eq!(
            refused_exchange("2026-01-01T00:00:02.000Z", time),
            format!(
                "t.jsonl:2:1: `{time}` is no time; expected RFC 3339 in UTC with milliseconds, \
                 `2013-02-13T17:44:53.000Z` say"
            )
        );
    }
}

#[test]
fn a_body_is_text_or_bytes_or_a_digest_or_unknown() {
    let body = |spelled: &str| {
        let line = EXCHANGE.replace(r#""ab""#, spelled);
        match accepted(lines(&[HEADER, &line])).events.remove(0).value.kind {
            EventKind::Exchange { response, .. } => response.body,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(body(r#""é""#), Body::from("é"));
    assert_eq!(body(r#"{"base64":"/w=="}"#), Body::Bytes([0xff].into()));
    let md5 = Md5::of(b"x");
    let digest = Body::Digest { size: 1, md5: Some(md5), sha256: None };
    assert_eq!(body(&format!(r#"{{"size":1,"md5":"{md5}"}}"#)), digest);
    assert_eq!(body(r#"{"unknown":true}"#), Body::Unknown);
    assert_eq!(sent(&accepted(lines(&[HEADER, EXCHANGE])), 0).request.body, Body::empty());
}

#[test]
fn a_body_that_says_too_little_or_too_much_is_refused() {
    let together = "1: the keys of the body object do not belong together; \
                    expected `base64`, or `size` with `md5`, `sha256` or both, or `unknown`";
    let cases = [
        (r#"{}"#, together),
        (r#"{"base64":"","size":0}"#, together),
        (r#"{"unknown":true,"md5":"x"}"#, together),
        (r#"{"md5":"x"}"#, together),
        (
            r#"{"size":5}"#,
            "1: a body of 5 bytes has no digest; expected `md5`, `sha256` or both beside `size`",
        ),
        (r#"{"size":5,"md5":"ab"}"#, "1: `ab` is no digest; expected 32 hexadecimal digits"),
        (r#"{"size":5,"sha256":"ab"}"#, "1: `ab` is no digest; expected 64 hexadecimal digits"),
        (
            r#"{"base64":"_w"}"#,
            "1: the body is no Base64 (Invalid symbol 95, offset 0.); \
             expected the standard alphabet, padded by `=`",
        ),
        (r#"{"unknown":false}"#, "264: invalid value; expected `true`"),
        ("null", "251: invalid type: null; expected a string or an object"),
        ("5", "248: invalid type: integer `5`; expected a string or an object"),
        ("[]", "249: invalid type: sequence; expected an object"),
    ];
    for (body, error) in cases {
        assert_eq!(refused_exchange(r#""ab""#, body), format!("t.jsonl:2:{error}"), "{body}");
    }
}

#[test]
fn the_key_account_decides_who_sends() {
    let of = |account: &str| {
        let line = EXCHANGE.replace(r#""owner""#, account);
        sent(&accepted(lines(&[TWO, &line])), 0).principal.clone()
    };
    assert_eq!(of(r#""bob""#), Principal::Account("bob".into()));
    assert_eq!(of("null"), Principal::Anonymous);
    assert_eq!(
        refused_lines(&[TWO, EXCHANGE]),
        "t.jsonl:2:1: unknown account `owner`; expected one of `alice`, `bob`"
    );
}

/// A call without the key `account` and with this `Authorization`.
fn authorized(header: &str, authorization: &str) -> String {
    let fields = format!(r#""headers":[["authorization","{authorization}"]]"#);
    lines(&[header, &CALL_1.replace(r#""headers":[]"#, &fields)])
}

#[test]
fn without_the_key_account_the_access_key_decides() {
    let cases = [
        ("AWS AK2:***", Principal::Account("bob".into())),
        ("RED AK1:***", Principal::Account("alice".into())),
        ("BLUE AK2:***", Principal::Account("bob".into())),
        (
            "AWS4-HMAC-SHA256 Credential=AK2/20130524/r/s3/aws4_request, Signature=***",
            Principal::Account("bob".into()),
        ),
        ("AWS all_users:", Principal::Anonymous),
    ];
    for (authorization, principal) in cases {
        let trace = accepted(authorized(TWO, authorization));
        assert_eq!(sent(&trace, 0).principal, principal, "{authorization}");
    }
    for unknown in ["AWS AK3:***", "AWS4-HMAC-SHA256 ***", "AWS ***", "nonsense", ""] {
        assert_eq!(
            refused(authorized(TWO, unknown)),
            ["t.jsonl:2:1: neither `account` nor an access key in `Authorization` tells who \
                 sends this; expected `account`: null or one of `alice`, `bob`"]
        );
    }
}

#[test]
fn where_no_access_key_decides_the_only_account_does() {
    let one =
        HEADER.replace('}', r#","setup":{"accounts":[{"name":"alice","access_key":"AK1"}]}}"#);
    for authorization in ["AWS AK3:***", "AWS4-HMAC-SHA256 ***", ""] {
        let trace = accepted(authorized(&one, authorization));
        assert_eq!(sent(&trace, 0).principal, Principal::Account("alice".into()));
        let trace = accepted(authorized(HEADER, authorization));
        assert_eq!(sent(&trace, 0).principal, Principal::Account("owner".into()));
    }
    let trace = accepted(lines(&[HEADER, CALL_1]));
    assert_eq!(sent(&trace, 0).principal, Principal::Account("owner".into()));
    let trace = accepted(authorized(&one, "AWS all_users:"));
    assert_eq!(sent(&trace, 0).principal, Principal::Anonymous);
}

#[test]
fn an_absent_setup_is_an_empty_store_with_one_account() {
    assert_eq!(accepted(lines(&[HEADER])).header.setup, Setup::default());
    assert_eq!(setup_of(r#"{"accounts":[],"buckets":[]}"#), Setup::default());
    let bucket = setup_of(r#"{"buckets":[{"name":"b"}]}"#).buckets.remove(0);
    assert_eq!(&*bucket.owner, "owner");
    assert_eq!(bucket.options, BucketOptions::default());
}

#[test]
fn what_a_setup_does_not_say_of_a_version_stays_unsaid() {
    let version = r#"{"version_id":"1","redirect":null,"encryption":null,"restore":null}"#;
    let setup = setup_of(&format!(
        r#"{{"buckets":[{{"name":"b","objects":[{{"key":"k","versions":[{version}]}}]}}]}}"#
    ));
    let version = &setup.buckets[0].objects[0].versions[0];
    assert_eq!((&version.body, &version.etag, version.size), (&None, &None, None));
    assert_eq!((&version.owner, &version.content_type), (&None, &None));
    assert_eq!((version.last_modified, &version.restore), (None, &None));
}

#[test]
fn what_a_setup_names_twice_or_not_at_all_is_refused() {
    let cases = [
        (
            r#"{"accounts":[{"name":"a"},{"name":"a","id":"b"}]}"#,
            "account `a` is declared twice; expected each account once",
        ),
        (
            r#"{"accounts":[{"name":"a"},{"name":"b","id":"a"}]}"#,
            "account id `a` is declared twice; expected each account id once",
        ),
        (
            r#"{"accounts":[{"name":"a","access_key":"K"},{"name":"b","access_key":"K"}]}"#,
            "access key `K` is declared twice; expected each access key once",
        ),
        (
            r#"{"accounts":[{"name":"all_users"}]}"#,
            "account `all_users` has the name of a group; expected another name",
        ),
        (
            r#"{"keys":[{"id":"k"},{"id":"k"}]}"#,
            "key `k` is declared twice; expected each key once",
        ),
        (
            r#"{"buckets":[{"name":"b"},{"name":"b"}]}"#,
            "bucket `b` is declared twice; expected each bucket once",
        ),
        (
            r#"{"buckets":[{"name":"a/b"}]}"#,
            "bucket `a/b`: the name is no bucket's; expected a name without a slash",
        ),
        (
            r#"{"buckets":[{"name":"b","owner":"x"}]}"#,
            "bucket `b`: unknown account `x`; expected one of `owner`",
        ),
        (
            r#"{"buckets":[{"name":"b","acl":[{"grantee":"x","permission":"READ"}]}]}"#,
            "bucket `b`: unknown account `x`; expected one of `owner`",
        ),
        (
            r#"{"buckets":[{"name":"b","acl":[{"grantee":"owner","permission":"read"}]}]}"#,
            "bucket `b`: unknown permission `read`; \
             expected one of `FULL_CONTROL`, `READ`, `READ_ACP`, `WRITE`, `WRITE_ACP`",
        ),
        (
            r#"{"buckets":[{"name":"b","options":{"default_encryption":{"kind":"own"}}}]}"#,
            "bucket `b`: unknown kind of encryption `own`; expected one of `kms`, `c`, `s3`",
        ),
        (
            r#"{"buckets":[{"name":"b","objects":[{"key":"k"},{"key":"k"}]}]}"#,
            "bucket `b`: key `k` is declared twice; expected each key once",
        ),
        (
            r#"{"buckets":[{"name":"b","objects":[{"key":""}]}]}"#,
            "bucket `b`: a key is empty; expected a key",
        ),
    ];
    for (setup, error) in cases {
        assert_eq!(refused_setup(setup), format!("t.jsonl:1:1: {error}"));
    }
}

#[test]
fn a_version_that_contradicts_itself_is_refused() {
    let cases = [
        (r#"{"version_id":""}"#, "``: the version id is empty; expected an id, or `null`"),
        (r#"{"version_id":"1","etag":"\"\""}"#, "`1`: `\"\"` is no ETag; expected an ETag"),
        (
            r#"{"version_id":"1","body":"abc","size":4}"#,
            "`1`: `size` is 4 where the body has 3 bytes; expected the same number",
        ),
        (
            r#"{"version_id":"1","body":"","delete_marker":true}"#,
            "`1`: a delete marker has a `body`; expected none",
        ),
        (
            r#"{"version_id":"1","restore":{}}"#,
            "`1`: a restore says nothing; expected `ongoing` or `expires`",
        ),
        (
            r#"{"version_id":"1","restore":{"ongoing":true,"expires":"x"}}"#,
            "`1`: a restore is `ongoing` and `expires`; expected one of the two",
        ),
        (r#"{"version_id":"1","owner":"x"}"#, "`1`: unknown account `x`; expected one of `owner`"),
    ];
    let with = |versions: &str| {
        format!(
            r#"{{"buckets":[{{"name":"b","objects":[{{"key":"k","versions":[{versions}]}}]}}]}}"#
        )
    };
    for (version, error) in cases {
        let error = format!("t.jsonl:1:1: bucket `b`: key `k`, version {error}");
        assert_eq!(refused_setup(&with(version)), error);
    }
    assert_eq!(
        refused_setup(&with(r#"{"version_id":"1"},{"version_id":"1"}"#)),
        "t.jsonl:1:1: bucket `b`: key `k`: version `1` is declared twice; \
         expected each version once"
    );
}
