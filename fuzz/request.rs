//! Requests: whatever is sent, a service of any dialect has an answer to it.

use model::dialect::Dialect;
use model::generate::Choose;
use model::http::{Body, Headers, HttpRequest, HttpResponse};
use model::name::{BucketName, ETag, Key, Md5, VersionId};
use model::permitted::Outcome;
use model::reply::{Emission, Observed};
use model::store::{Bindings, Field, HiddenId, Value};

use crate::bytes::Bytes;
use crate::shelf::{ENDPOINT, Sent, Shelf, Sight};

/// The most requests of one input; each may change what the next one finds.
const REQUESTS: usize = 4;

/// What requests are known to say, right or wrong.
const METHODS: [&str; 8] = ["PUT", "GET", "HEAD", "DELETE", "POST", "OPTIONS", "put", ""];
const PLAIN: [&str; 14] = [
    "Host",
    "Date",
    "Authorization",
    "Range",
    "If-Match",
    "If-None-Match",
    "If-Modified-Since",
    "If-Unmodified-Since",
    "Content-Type",
    "Content-MD5",
    "Content-Encoding",
    "Cache-Control",
    "Expires",
    "Content-Length",
];
const VENDOR: [&str; 24] = [
    "copy-source",
    "copy-source-range",
    "copy-source-if-match",
    "copy-source-if-none-match",
    "copy-source-if-modified-since",
    "copy-source-if-unmodified-since",
    "copy-source-server-side-encryption-customer-algorithm",
    "copy-source-server-side-encryption-customer-key-MD5",
    "metadata-directive",
    "tagging-directive",
    "tagging",
    "acl",
    "grant-full-control",
    "storage-class",
    "website-redirect-location",
    "server-side-encryption",
    "server-side-encryption-aws-kms-key-id",
    "server-side-encryption-customer-algorithm",
    "server-side-encryption-customer-key-MD5",
    "object-lock-mode",
    "object-lock-retain-until-date",
    "meta-",
    "meta-Colour",
    "date",
];
const VALUES: [&str; 30] = [
    "",
    "/alpha/one",
    "/alpha/one?versionId=80000000000001",
    "beta%2Fdir%2Fgr%C3%B6%C3%9Fe%2050%25+1?versionId=null",
    "/alpha/one?versionId=",
    "/alpha",
    "/%FF/%",
    "REPLACE",
    "COPY",
    "REPLACE_NEW",
    "\"bda9643ac6601722a28f238714274da4\"",
    "bda9643ac6601722a28f238714274da4, W/\"x\", *",
    "*",
    "Thu, 29 Feb 2024 12:00:00 GMT",
    "Thursday, 29-Feb-24 12:00:00 GMT",
    "2024-02-29T12:00:00Z",
    "bytes=0-0",
    "bytes=18446744073709551615-",
    "bytes=-18446744073709551616",
    "public-read",
    "id=bob, uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"",
    "STANDARD",
    "GLACIER",
    "aws:kms",
    "gone",
    "AES256",
    "COMPLIANCE",
    "MDEyMzQ1Njc4OWFiY2RlZg==",
    "a=1&b=2",
    "alpha.storage.example.com:80",
];
const TARGETS: [&str; 20] = [
    "/",
    "*",
    "/alpha",
    "/alpha/",
    "/alpha//",
    "/alpha/one",
    "/beta/two.txt?acl",
    "/alpha?versions&max-keys=1&key-marker=one&version-id-marker=80000000000002",
    "/alpha?versions&max-keys=0",
    "/beta?versions&prefix=%C3%BC&encoding-type=url",
    "/gamma?versioning",
    "/alpha/dir/gr%C3%B6%C3%9Fe%2050%25+1?restore&versionId=80000000000006",
    "/alpha/one?versionId=80000000000003&versionId=null",
    "/alpha/one?uploadId=1&partNumber=1",
    "/alpha/one?x-id=CopyObject",
    "/alpha/one?tagging",
    "http://beta.storage.example.com/one",
    "/%61lpha/%6fne",
    "/alpha/%00",
    "/gamma/one?versionId",
];
const BODIES: [&str; 10] = [
    "",
    "red",
    "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
    "<VersioningConfiguration/>",
    "<VersioningConfiguration><Status>Suspended</Status><Status>Enabled</Status>",
    "<RestoreRequest><Days>1</Days></RestoreRequest>",
    "<RestoreRequest><Days>99999999999</Days><GlacierJobParameters/></RestoreRequest>",
    "<AccessControlPolicy><Owner><ID>alice</ID></Owner><AccessControlList/></AccessControlPolicy>",
    "<CreateBucketConfiguration><LocationConstraint>x</LocationConstraint>\
     </CreateBucketConfiguration>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
];

/// See [`crate::decode_request`].
pub(crate) fn decode_request(bytes: &[u8]) {
    for dialect in Dialect::all() {
        for sight in [Sight::Full, Sight::Partial] {
            let mut bytes = Bytes::of(bytes);
            let mut shelf = Shelf::new(sight);
            for _ in 0..=bytes.below(REQUESTS) {
                let http = request(dialect, &shelf, &mut bytes);
                let sent = Sent::by_somebody(&http, &mut bytes);
                send(dialect, &mut shelf, &sent, &mut bytes);
            }
        }
    }
}

/// Sends a request and goes on after one of its outcomes.
fn send(dialect: &Dialect, shelf: &mut Shelf, sent: &Sent, choose: &mut dyn Choose) {
    let Some(permitted) = shelf.permitted(dialect, &shelf.assumptions, sent) else {
        shelf.pass(dialect, &sent.request);
        return;
    };
    let outcomes: Vec<_> = match shelf.sight {
        Sight::Full => {
            permitted.outcomes.into_iter().map(|it| answered(dialect, shelf, sent, it)).collect()
        }
        Sight::Partial => {
            permitted.outcomes.iter().for_each(|it| drop(it.reply.outline(dialect)));
            permitted.outcomes
        }
    };
    shelf.advance(choose.pick(&outcomes));
}

/// Fills the holes of an outcome as a service does and encodes its answer, which is one that the
/// outcome allows.
fn answered(dialect: &Dialect, shelf: &Shelf, sent: &Sent, mut outcome: Outcome) -> Outcome {
    let mut hidden = outcome.effect.hidden();
    hidden.extend(outcome.reply.hidden());
    let made: Bindings = hidden.into_iter().map(|id| (id, value_of(dialect, shelf, id))).collect();
    outcome.binds.extend(made);
    let mut reply = outcome.reply.clone();
    reply.bind(&outcome.binds);
    let emission = Emission {
        now: shelf.now(),
        request_id: format!("{:016X}", shelf.calls),
        pretty: false,
        bodiless: sent.request.is_head(),
        addressed: (
            sent.request.bucket().map(BucketName::as_str),
            sent.request.key().map(Key::as_str),
        ),
    };
    let response = reply.encode(dialect, &emission);
    recognised(dialect, sent, &outcome, &response);
    outcome
}

fn recognised(dialect: &Dialect, sent: &Sent, outcome: &Outcome, response: &HttpResponse) {
    // No document can say this character, whatever it is escaped as.
    if response.body.text().is_some_and(|it| it.contains("&#0;")) {
        return;
    }
    let observed = Observed::of(response, dialect, sent.request.is_head());
    let comparison = outcome.reply.compare(&observed);
    assert!(
        comparison.mismatches.is_empty(),
        "{dialect} does not know its own answer: {:#?}\n{sent:#?}\n{outcome:#?}\n{response:#?}",
        comparison.mismatches
    );
}

/// What a service picks where it is free to; it knows all else that it holds.
fn value_of(dialect: &Dialect, shelf: &Shelf, id: HiddenId) -> Value {
    let digits = Md5::of(format!("{} {id:?}", shelf.calls).as_bytes()).to_string();
    match id.field {
        Field::Id if dialect.wire.integer_ids => {
            let id = 90_000_000_000_000_u64 + u64::from(shelf.calls);
            Value::Id(VersionId::parse(&id.to_string()).expect("a number is an id"))
        }
        Field::Id | Field::Upload => {
            Value::Id(VersionId::parse(&digits).expect("32 digits are an id"))
        }
        Field::ETag => Value::ETag(ETag::parse(&digits).expect("32 digits are a tag")),
        Field::ContentType => Value::Text(Some("application/octet-stream".to_owned())),
        other => panic!("a service that sees all knows each {other:?}"),
    }
}

/// A request: what a client sends with some of it changed, or anything.
fn request(dialect: &Dialect, shelf: &Shelf, bytes: &mut Bytes<'_>) -> HttpRequest {
    let mut http = if bytes.chance(1, 2) {
        let (method, target) = (pick_or_text(bytes, &METHODS), pick_or_text(bytes, &TARGETS));
        let mut headers = Headers::default();
        headers.push("Host", ENDPOINT);
        HttpRequest { method, target, headers, body: Body::empty() }
    } else {
        shelf.draw(dialect, bytes)
    };
    for _ in 0..bytes.below(6) {
        change(dialect, &mut http, bytes);
    }
    http
}

/// Changes one thing about a request.
fn change(dialect: &Dialect, http: &mut HttpRequest, bytes: &mut Bytes<'_>) {
    let headers = &mut http.headers.0;
    match bytes.below(9) {
        0..=2 => {
            let name = format!("{}{}", dialect.wire.prefix, pick_or_text(bytes, &VENDOR));
            headers.push((name, value(bytes)));
        }
        3 => headers.push((pick_or_text(bytes, &PLAIN), value(bytes))),
        4 if !headers.is_empty() => {
            let at = bytes.below(headers.len());
            headers[at].1 = value(bytes);
        }
        5 if !headers.is_empty() => drop(headers.remove(bytes.below(headers.len()))),
        6 => http.target = pick_or_text(bytes, &TARGETS),
        7 => http.method = pick_or_text(bytes, &METHODS),
        _ => http.body = Body::from(&*pick_or_text(bytes, &BODIES)),
    }
}

/// A header's value: no blanks around it and no line within, for those never arrive.
fn value(bytes: &mut Bytes<'_>) -> String {
    let text = pick_or_text(bytes, &VALUES);
    text.replace(['\r', '\n', '\0'], "").trim().to_owned()
}

fn pick_or_text(bytes: &mut Bytes<'_>, known: &[&str]) -> String {
    match bytes.below(known.len() + known.len() / 4 + 1) {
        at if at < known.len() => known[at].to_owned(),
        _ => bytes.text(32),
    }
}
