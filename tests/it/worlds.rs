//! How many worlds a long trace keeps: what nobody looks at must not multiply.

use model::dialect::{Dialect, NAMES};
use model::oracle::{Limits, Oracle, Verdict};
use model::trace::{Known, Trace};
use serde_json::{Value, json};

/// The headers of copies whose outcome the documents leave open and no answer of a copy shows.
const UNSETTLED: [&[(&str, &str)]; 8] = [
    &[("x-amz-metadata-directive", "REPLACE"), ("x-amz-meta-team", "legal")],
    &[("x-amz-meta-team", "legal")],
    &[("x-amz-meta-team", "legal"), ("Content-Type", "text/csv")],
    &[("x-amz-storage-class", "STANDARD_IA")],
    &[("x-amz-website-redirect-location", "/elsewhere")],
    &[],
    &[("x-amz-metadata-directive", "COPY"), ("x-amz-meta-room", "4")],
    &[
        ("x-amz-metadata-directive", "REPLACE"),
        ("x-amz-storage-class", "STANDARD_IA"),
        ("x-amz-website-redirect-location", "/elsewhere"),
    ],
];

const EVENTS: usize = 100;

/// Every event but the first is a copy.
const COPIES: usize = EVENTS - 1;

#[test]
fn questions_that_no_answer_touches_do_not_multiply_worlds() {
    let (peak, verdicts) = judged(&copies_nobody_looks_at());
    assert!(verdicts.iter().all(|it| *it == Verdict::Allowed), "{verdicts:?}");
    // Whether a directive and whether a redirect is heeded at all: two readings each.
    assert_eq!(peak, 4, "worlds at most");
}

#[test]
fn lost_copies_that_nobody_looks_at_do_not_multiply_worlds() {
    let (peak, verdicts) = judged(&lost_copies_nobody_looks_at());
    assert_eq!(verdicts, [Verdict::Allowed], "only the PUT is answered");
    assert_eq!(peak, 1, "worlds at most");
}

fn judged(events: &[Value]) -> (usize, Vec<Verdict>) {
    let header = json!({
        "trace": 1, "dialect": "obs-s3-seed", "origin": "questions that nobody settles",
        "setup": {"buckets": [{"name": "source"}, {"name": "archive"}]},
    });
    let lines = std::iter::once(&header).chain(events).map(|it| format!("{it}\n"));
    let text: String = lines.collect();
    let known = Known { dialects: &NAMES, service_keys: &[], instead: None };
    let trace = Trace::read("generated", text.as_bytes(), &known).expect("a trace");
    let dialect = Dialect::named(&trace.header.dialect).expect("the dialect is built");
    let mut oracle =
        Oracle::new(dialect, &trace.header, Limits::default()).expect("nothing is assumed");
    let judgements = trace.events.iter().filter_map(|it| oracle.feed(&it.value));
    let verdicts = judgements.map(|it| it.verdict).collect();
    (oracle.peak_worlds(), verdicts)
}

fn copies_nobody_looks_at() -> Vec<Value> {
    let copies = (1..=COPIES).map(|number| {
        let at = instant(number);
        let headers = headers_of(number);
        let body = format!(
            "<CopyObjectResult><LastModified>{at}</LastModified>\
             <ETag>\"c4dbfa97b857b7ee10188eb25b3f7683\"</ETag></CopyObjectResult>"
        );
        json!({
            "at": at, "client": "c1",
            "request": {"method": "PUT", "target": format!("/archive/{number}"), "headers": headers},
            "response": {"status": 200, "headers": [], "body": body},
        })
    });
    std::iter::once(put()).chain(copies).collect()
}

fn lost_copies_nobody_looks_at() -> Vec<Value> {
    let copies = (1..=COPIES / 2).flat_map(|number| {
        let at = instant(number);
        let request = json!({
            "method": "PUT", "target": format!("/archive/{number}"), "headers": headers_of(number),
        });
        [
            json!({"at": at, "call": number, "client": "c1", "request": request}),
            json!({"at": at, "lost": number, "why": "timeout"}),
        ]
    });
    std::iter::once(put()).chain(copies).collect()
}

fn put() -> Value {
    json!({
        "at": instant(0), "client": "c1",
        "request": {
            "method": "PUT", "target": "/source/report.txt",
            "headers": [["Content-Type", "text/plain"], ["x-amz-meta-team", "sales"]],
            "body": "figures\n",
        },
        "response": {
            "status": 200, "headers": [["ETag", "\"c4dbfa97b857b7ee10188eb25b3f7683\""]],
        },
    })
}

fn headers_of(number: usize) -> Vec<(&'static str, &'static str)> {
    let source = ("x-amz-copy-source", "/source/report.txt");
    std::iter::once(source).chain(UNSETTLED[number % UNSETTLED.len()].iter().copied()).collect()
}

fn instant(number: usize) -> String {
    format!("2026-03-02T08:{:02}:{:02}.000Z", number / 60, number % 60)
}
