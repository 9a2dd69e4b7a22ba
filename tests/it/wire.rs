//! What is sent, to the byte: each operation once per family, as a service of ours that reads every
//! question by its default answers it.
//!
//! What is judged is less than what stands here; these snapshots are what holds the rest to the
//! documents: prologs, namespaces, the order of elements, names of headers, messages.

use std::fmt::Write as _;
use std::sync::Arc;

use model::dialect::clause::{FailedCopyBody, Reading as _};
use model::dialect::{Clause, Dialect};
use model::http::{Body, Headers, HttpRequest, HttpResponse};
use model::store::Principal;
use sim::scenario::{AccountPlan, BucketPlan, Keeps, Scenario, instant};
use sim::server::{Arrived, Server};

const ENDPOINT: &str = "obs.example.com";

/// A request: its line, its headers (`@` stands for the prefix of the family), its body.
type Call = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const CALLS: &[Call] = &[
    ("PUT /plain/report.txt", &[("Content-Type", "text/csv"), ("@meta-Team", "sales")], "figures"),
    ("PUT /plain/report.txt", &[("Content-MD5", "no digest")], "figures"),
    ("PUT /plain/copy.txt", &[("@copy-source", "/plain/report.txt")], ""),
    (
        "PUT /plain/replaced.txt",
        &[
            ("@copy-source", "/plain/report.txt"),
            ("@metadata-directive", "REPLACE"),
            ("@meta-team", "audit"),
            ("@website-redirect-location", "/elsewhere"),
            ("@acl", "public-read"),
        ],
        "",
    ),
    ("PUT /kept/report.txt", &[("@copy-source", "plain/report.txt")], ""),
    ("PUT /kept/report.txt", &[("@copy-source", "/plain/copy.txt")], ""),
    ("PUT /paused/report.txt", &[("@copy-source", "/kept/report.txt")], ""),
    (
        "PUT /plain/onward.txt",
        &[
            ("@copy-source", "/plain/report.txt"),
            ("success-action-redirect", "http://example.com/done"),
        ],
        "",
    ),
    ("PUT /plain/report.txt", &[("@copy-source", "/plain/report.txt")], ""),
    ("PUT /plain/copy.txt", &[("@copy-source", "/plain/none")], ""),
    ("PUT /plain/copy.txt", &[("@copy-source", "/nowhere/none")], ""),
    ("PUT /plain/copy.txt", &[("@copy-source", "plain")], ""),
    ("PUT /plain/copy.txt", &[("@copy-source", "/plain/report.txt")], "a body"),
    (
        "PUT /plain/copy.txt",
        &[("@copy-source", "/plain/report.txt"), ("@copy-source-if-match", "\"0\"")],
        "",
    ),
    ("PUT /plain/granted.txt", &[("@grant-read", "id=bob")], "granted"),
    ("GET /plain/replaced.txt", &[], ""),
    ("GET /plain/report.txt", &[("Range", "bytes=1-3")], ""),
    ("GET /plain/report.txt", &[("Range", "bytes=100-")], ""),
    ("GET /plain/report.txt", &[("If-Match", "\"0\"")], ""),
    ("GET /plain/report.txt", &[("If-None-Match", "*"), ("If-Modified-Since", "later")], ""),
    ("HEAD /kept/report.txt", &[], ""),
    ("HEAD /kept/none", &[], ""),
    ("DELETE /kept/report.txt", &[], ""),
    ("GET /kept/report.txt", &[], ""),
    ("HEAD /kept/report.txt", &[], ""),
    ("PUT /kept/copy.txt", &[("@copy-source", "/kept/report.txt")], ""),
    ("GET /kept?versions", &[], ""),
    ("DELETE /plain/copy.txt", &[], ""),
    ("DELETE /plain/copy.txt?unknown", &[], ""),
    ("GET /plain/replaced.txt?acl", &[], ""),
    ("PUT /plain/report.txt?acl", &[("@acl", "private")], ""),
    ("GET /plain/granted.txt?acl", &[], ""),
    ("GET /plain?versioning", &[], ""),
    (
        "PUT /plain?versioning",
        &[],
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
    ),
    ("GET /plain?versioning", &[], ""),
    (
        "PUT /plain?versioning",
        &[],
        "<VersioningConfiguration><Status>Off</Status></VersioningConfiguration>",
    ),
    ("PUT /fresh", &[], ""),
    ("PUT /plain", &[], ""),
];

#[test]
fn every_operation_is_answered_to_the_byte() {
    for name in ["obs-s3", "obs-native"] {
        let dialect = Dialect::named(name).expect("a family has a dialect");
        insta::assert_snapshot!(format!("wire_{name}"), exchange(dialect));
    }
}

/// Every call and its answer, one after the other, of one service.
fn exchange(dialect: &Dialect) -> String {
    let scenario = scenario(dialect);
    let mut server =
        Server::new(&scenario, Arc::new(dialect.clone())).expect("a nature of its own");
    let alice = Principal::Account("alice".into());
    let mut text = String::new();
    for (number, call) in (1..).zip(CALLS) {
        let request = request(dialect, call, number);
        let now = instant(u64::from(number) * 1000 + 20);
        let arrived = Arrived { call: number, principal: &alice, request: &request, wish: None };
        let response = server.answer(now, &arrived);
        write_request(&mut text, &request);
        write_response(&mut text, &response);
    }
    text
}

/// A service whose every reading is the default, and which never fails after its answer began.
fn scenario(dialect: &Dialect) -> Scenario {
    let nature = dialect.questions().map(|clause: Clause| {
        let readings = dialect.row(clause).readings();
        let never = FailedCopyBody::NeverHappens.index();
        let fails_late = clause == FailedCopyBody::CLAUSE && readings.contains(&never);
        let reading = if fails_late { never } else { readings[0] };
        (clause.name().to_owned(), clause.readings()[usize::from(reading)].to_owned())
    });
    let account = |name: &str, access_key: &str| AccountPlan {
        name: name.to_owned(),
        access_key: access_key.to_owned(),
    };
    let bucket = |name: &str, versioning| BucketPlan {
        name: name.to_owned(),
        owner: "alice".to_owned(),
        versioning,
        shared: false,
    };
    Scenario {
        dialect: dialect.name.to_owned(),
        seed: 0,
        nature: nature.collect(),
        endpoint: ENDPOINT.to_owned(),
        accounts: vec![account("alice", "AKALICE"), account("bob", "AKBOB")],
        buckets: vec![
            bucket("plain", Keeps::Unversioned),
            bucket("kept", Keeps::Enabled),
            bucket("paused", Keeps::Suspended),
        ],
        clients: Vec::new(),
    }
}

fn request(dialect: &Dialect, call: &Call, number: u32) -> HttpRequest {
    let (line, given, body) = call;
    let (method, target) = line.split_once(' ').expect("a line has a method and a target");
    let mut headers = Headers::default();
    headers.push("Host", ENDPOINT);
    headers.push("Date", instant(u64::from(number) * 1000).http_date());
    headers.push("Authorization", format!("{} AKALICE:***", dialect.wire.scheme));
    for (name, value) in *given {
        headers.push(name.replace('@', dialect.wire.prefix), *value);
    }
    let body = if body.is_empty() { Body::empty() } else { Body::from(*body) };
    HttpRequest { method: method.to_owned(), target: target.to_owned(), headers, body }
}

fn write_request(text: &mut String, request: &HttpRequest) {
    writeln!(text, "> {} {}", request.method, request.target).expect("a string takes any text");
    for (name, value) in &request.headers.0 {
        writeln!(text, "> {name}: {value}").expect("a string takes any text");
    }
    write_body(text, ">", &request.body);
}

fn write_response(text: &mut String, response: &HttpResponse) {
    writeln!(text, "< {}", response.status).expect("a string takes any text");
    for (name, value) in &response.headers.0 {
        writeln!(text, "< {name}: {value}").expect("a string takes any text");
    }
    write_body(text, "<", &response.body);
    text.push('\n');
}

fn write_body(text: &mut String, side: &str, body: &Body) {
    for line in body.text().unwrap_or_default().lines() {
        writeln!(text, "{side} | {line}").expect("a string takes any text");
    }
}
