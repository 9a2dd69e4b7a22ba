//! Claims about whole traces, and what the claims about the parts are told with.

use super::*;

pub(super) const KNOWN: Known<'_> =
    Known { dialects: &["red", "blue-9"], service_keys: &["s3"], instead: None };

pub(super) const HEADER: &str = r#"{"trace":1,"dialect":"red","origin":"by hand"}"#;

pub(super) const CALL_1: &str = concat!(
    r#"{"at":"2026-01-01T00:00:00.000Z","call":1,"client":"c1","#,
    r#""request":{"method":"PUT","target":"/b/k","headers":[]}}"#,
);

pub(super) const RETURN_1: &str =
    r#"{"at":"2026-01-01T00:00:01.000Z","return":1,"response":{"status":200,"headers":[]}}"#;

pub(super) const EXCHANGE: &str = concat!(
    r#"{"at":"2026-01-01T00:00:02.000Z","client":"c1","account":"owner","request":"#,
    r#"{"method":"GET","target":"/b/k","headers":[["Range","bytes=0-1"]]},"response":"#,
    r#"{"status":206,"reason":"Partial Content","headers":[["ETag","\"x\""],["etag","again"]],"#,
    r#""body":"ab"}}"#,
);

/// What a header should be.
pub(super) const A_HEADER: &str = r#"expected a header, `{"trace": 1, "dialect": …, "origin": …}`"#;

/// What an event should be.
pub(super) const AN_EVENT: &str =
    "expected an event: an object with `call`, `return`, `lost` or `response`";

/// Every key of the format, spelled as the writer spells it.
const EVERYTHING: &[&str] = &[
    concat!(
        r#"{"trace":1,"dialect":"blue-9","origin":"every key","rules":["X-A-001","X-B-002"],"#,
        r#""assume":{"one":"yes","two":["no","perhaps"]},"endpoint":{"host":"h.example:80"},"#,
        r#""setup":{"accounts":[{"name":"alice","access_key":"AK1","id":"7f"},{"name":"bob"}],"#,
        r#""keys":[{"id":"k1","state":"enabled"},{"id":"k2","state":"disabled"},"#,
        r#"{"id":"k3","state":"deleted"}],"buckets":[{"name":"empty","owner":"bob","#,
        r#""versioning":"suspended"},{"name":"finance","owner":"alice","versioning":"enabled","#,
        r#""default_class":"WARM","acl":"private","options":{"default_encryption":{"kind":"kms","#,
        r#""key_id":"k1"},"object_lock":{"mode":"COMPLIANCE","days":3},"quota":5000,"#,
        r#""requester_pays":true,"direct_cold_access":false,"overwrite":true,"s3_api":true,"#,
        r#""metadata_under_retention":"add_only","delete_leaves":"record"},"#,
        r#""objects":[{"key":"Q4.ppt","versions":[{"version_id":"87288727469825","#,
        r#""last_modified":"2013-02-13T17:44:53.000Z","body":"four","etag":"\"6ed7\"","size":4,"#,
        r#""owner":"alice","content_type":"text/plain","metadata":[["department","sales"]],"#,
        r#""tags":[["k","v"]],"redirect":"/elsewhere","storage_class":"COLD","acl":["#,
        r#"{"grantee":"bob","permission":"READ"},{"grantee":"all_users","permission":"READ_ACP"},"#,
        r#"{"grantee":"authenticated_users","permission":"FULL_CONTROL"}],"#,
        r#""encryption":{"kind":"c","key_md5":"4XvB3tbNTN+tIEVa0/fGaQ=="},"#,
        r#""restore":{"ongoing":true},"lock":{"mode":"COMPLIANCE","#,
        r#""retain_until":"2030-01-01T00:00:00.000Z"},"#,
        r#""retention":{"until":"2030-01-01T00:00:00.000Z","hold":true},"appendable":true},"#,
        r#"{"version_id":"null","encryption":{"kind":"s3"},"#,
        r#""restore":{"expires":"2030-01-01T00:00:00.000Z"},"#,
        r#""retention":{"until":null,"hold":false}},"#,
        r#"{"version_id":"m","delete_marker":true}]}]}]},"notes":{"free":[1,null,"x"]}}"#,
    ),
    concat!(
        r#"{"at":"2026-01-01T00:00:00.000Z","call":7,"client":"c1","account":"alice","#,
        r#""credentials":"unknown_key","request":{"method":"PUT","target":"/finance/k?x=%20","#,
        r#""headers":[["Host","h"]],"body":{"base64":"/wA="}}}"#,
    ),
    concat!(
        r#"{"at":"2026-01-01T00:00:00.001Z","call":8,"client":"c2","account":null,"#,
        r#""credentials":"bad_signature","request":{"method":"PUT","target":"/finance/k","#,
        r#""headers":[],"body":{"size":9,"md5":"00112233445566778899aabbccddeeff"}}}"#,
    ),
    concat!(
        r#"{"at":"2026-01-01T00:00:00.001Z","return":7,"response":{"status":200,"headers":[],"#,
        r#""body":{"size":0,"sha256":"#,
        r#""00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"},"cut":true}}"#,
    ),
    r#"{"at":"2026-01-01T00:00:00.002Z","lost":8,"why":"timeout"}"#,
    concat!(
        r#"{"at":"2026-01-01T00:00:00.003Z","client":"c1","account":"bob","#,
        r#""request":{"method":"GET","target":"/","headers":[],"body":"text\u0000é"},"#,
        r#""response":{"status":500,"reason":"","headers":[],"body":{"unknown":true}}}"#,
    ),
];

/// A sample of a manual as recorders write it: blanks, an access key, a body that is XML.
const DOCUMENTED: &[&str] = &[
    concat!(
        r#"{"trace": 1, "dialect": "red", "origin": "documented", "rules": ["R-VER-014"], "#,
        r#""endpoint": {"host": "example.com"}, "setup": {"accounts": [{"name": "DCD2FC9C", "#,
        r#""access_key": "C9590CEB"}], "buckets": [{"name": "bucket", "owner": "DCD2FC9C", "#,
        r#""versioning": "enabled", "objects": [{"key": "key0", "versions": ["#,
        r#"{"version_id": "AAABQ5kZ", "last_modified": "2014-01-16T03:30:39.575Z", "#,
        r#""etag": "\"6b0e1cad\"", "size": 80, "content_type": "binary/octet-stream"}]}]}]}, "#,
        r#""notes": {"repaired": ["the Date of the answer"]}}"#,
    ),
    concat!(
        r#"{"at": "2015-07-01T02:37:22.000Z", "call": 1, "client": "c1", "#,
        r#""request": {"method": "GET", "target": "/", "headers": [["User-Agent", "curl"], "#,
        r#"["Host", "bucket.example.com"], ["Authorization", "AWS C9590CEB:***"]]}}"#,
    ),
    concat!(
        r#"{"at": "2015-07-01T02:37:22.900Z", "return": 1, "response": {"status": 200, "#,
        r#""reason": "OK", "headers": [["Content-Type", "application/xml"]], "#,
        r#""body": "<?xml version=\"1.0\"?>\n<ListBucketResult/>"}}"#,
    ),
];

pub(super) fn lines(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

pub(super) fn read(text: impl AsRef<[u8]>) -> Result<Trace, Vec<TraceError>> {
    Trace::read("t.jsonl", text.as_ref(), &KNOWN)
}

/// The trace of `text`, which has nothing wrong with it.
pub(super) fn accepted(text: impl AsRef<[u8]>) -> Trace {
    read(text).unwrap_or_else(|errors| panic!("refused: {}", errors[0]))
}

/// Every error of `text`, as it prints.
pub(super) fn refused(text: impl AsRef<[u8]>) -> Vec<String> {
    let errors = read(text).expect_err("nothing was found wrong");
    errors.iter().map(ToString::to_string).collect()
}

/// The one error of a trace of these lines.
pub(super) fn refused_lines(of: &[&str]) -> String {
    let [only] = refused(lines(of)).try_into().expect("one error");
    only
}

/// The one error of a trace whose only event is an exchange with this instead of that.
pub(super) fn refused_exchange(this: &str, instead: &str) -> String {
    assert!(EXCHANGE.contains(this), "{this}");
    refused_lines(&[HEADER, &EXCHANGE.replace(this, instead)])
}

pub(super) fn written(trace: &Trace) -> String {
    let mut output = Vec::new();
    trace.write(&mut output).expect("memory takes everything");
    String::from_utf8(output).expect("a trace is UTF-8")
}

pub(super) fn sent(trace: &Trace, index: usize) -> &Sent {
    match &trace.events[index].value.kind {
        EventKind::Call { sent, .. } | EventKind::Exchange { sent, .. } => sent,
        other => panic!("no request: {other:?}"),
    }
}

#[test]
fn a_trace_with_every_key_is_written_as_it_was_read() {
    let text = lines(EVERYTHING);
    assert_eq!(written(&accepted(&text)), text);
}

#[test]
fn a_documented_sample_keeps_its_meaning() {
    let trace = accepted(lines(DOCUMENTED));
    assert_eq!(accepted(written(&trace)), trace);
    assert_eq!(sent(&trace, 0).principal, Principal::Account("DCD2FC9C".into()));
    let line = written(&trace).lines().nth(1).map(str::to_owned);
    let account = r#""client":"c1","account":"DCD2FC9C","request":{"method":"GET","target":"/","#;
    assert!(line.is_some_and(|it| it.contains(account)));
}

#[test]
fn an_event_knows_its_line() {
    let trace = accepted(lines(&[HEADER, CALL_1, RETURN_1]));
    assert_eq!(trace.events.iter().map(|it| it.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn the_schema_knows_every_key_and_every_name() {
    let schema = schema(&KNOWN);
    let definitions = schema["$defs"].as_object().unwrap();
    let known: std::collections::BTreeSet<_> = definitions
        .values()
        .filter_map(|it| it["properties"].as_object())
        .flat_map(|it| it.keys().map(String::as_str))
        .collect();
    for line in EVERYTHING {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let free = ["free", "one", "two"];
        for key in keys_of(&line).iter().filter(|it| !free.contains(&it.as_str())) {
            assert!(known.contains(key.as_str()), "{key}");
        }
    }
    for closed in definitions.values().filter(|it| it["type"] == "object") {
        assert_eq!(closed["additionalProperties"], false, "{closed}");
    }
    assert_eq!(schema["oneOf"].as_array().map(Vec::len), Some(5));
    let names = &definitions["Header"]["properties"]["dialect"]["enum"];
    assert_eq!(*names, serde_json::json!(["red", "blue-9"]));
}

fn keys_of(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Object(map) => {
            let inner = map.values().flat_map(keys_of);
            map.keys().cloned().chain(inner).collect()
        }
        serde_json::Value::Array(list) => list.iter().flat_map(keys_of).collect(),
        _ => Vec::new(),
    }
}
