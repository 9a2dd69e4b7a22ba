use super::{Limits, Oracle, Verdict};
use crate::dialect::{Dialect, NAMES};
use crate::trace::{Known, Trace};

const HEADER: &str = r#"{"trace": 1, "dialect": "obs-s3-seed", "origin": "a test", "setup": {
    "buckets": [
        {"name": "plain", "objects": [
            {"key": "a", "versions": [{"version_id": "null", "body": "old"}]}]},
        {"name": "enabled", "versioning": "enabled"},
        {"name": "suspended", "versioning": "suspended"}]}}"#;

/// One line per event: `at` is its place.
struct History(String, u32);

impl History {
    fn new() -> Self {
        Self(format!("{}\n", HEADER.replace('\n', " ")), 0)
    }

    fn line(mut self, event: &str) -> Self {
        self.1 += 1;
        let at = format!("{{\"at\": \"2026-01-01T00:00:{:02}.000Z\", ", self.1);
        self.0.push_str(&at);
        self.0.push_str(event);
        self.0.push_str("}\n");
        self
    }

    fn send(self, call: u32, request: &str) -> Self {
        self.line(&format!(
            "\"call\": {call}, \"client\": \"c\", \"request\": {}",
            request_of(request)
        ))
    }

    fn lose(self, call: u32) -> Self {
        self.line(&format!("\"lost\": {call}, \"why\": \"timeout\""))
    }

    fn answer(self, call: u32, response: &str) -> Self {
        self.line(&format!("\"return\": {call}, \"response\": {response}"))
    }

    fn both(self, request: &str, response: &str) -> Self {
        let request = request_of(request);
        self.line(&format!("\"client\": \"c\", \"request\": {request}, \"response\": {response}"))
    }

    fn verdicts(&self) -> Vec<Verdict> {
        self.judged(&Limits::default()).0
    }

    fn judged(&self, limits: &Limits) -> (Vec<Verdict>, usize) {
        let known = Known { dialects: &NAMES, service_keys: &[], instead: None };
        let trace =
            Trace::read("test", self.0.as_bytes(), &known).expect("the test writes a trace");
        let dialect = Dialect::named(&trace.header.dialect).expect("a dialect that is built");
        let mut oracle = Oracle::new(dialect, &trace.header, *limits).expect("no assumptions");
        let judged = trace.events.iter().filter_map(|it| oracle.feed(&it.value));
        let verdicts = judged.map(|it| it.verdict).collect();
        (verdicts, oracle.peak_worlds())
    }
}

/// `METHOD TARGET`, and behind a `<` what is copied or behind a `=` what is stored.
fn request_of(text: &str) -> String {
    let (line, headers, body) = match (text.split_once(" < "), text.split_once(" = ")) {
        (Some((line, source)), _) => (line, format!("[[\"x-amz-copy-source\", \"{source}\"]]"), ""),
        (None, Some((line, body))) => (line, "[]".to_owned(), body),
        (None, None) => (text, "[]".to_owned(), ""),
    };
    let (method, target) = line.split_once(' ').expect("a method and a target");
    format!(
        "{{\"method\": \"{method}\", \"target\": \"{target}\", \"headers\": {headers}, \
         \"body\": \"{body}\"}}"
    )
}

fn ok(headers: &str, body: &str) -> String {
    let body = body.replace('"', "\\\"");
    format!("{{\"status\": 200, \"headers\": [{headers}], \"body\": \"{body}\"}}")
}

fn copied(headers: &str) -> String {
    // MD5("old")
    let etag = "149603e6c03516362a8da23f624db945";
    let xml = format!(
        "<CopyObjectResult><LastModified>2026-01-01T00:00:03.000Z</LastModified>\
         <ETag>\"{etag}\"</ETag></CopyObjectResult>"
    );
    ok(headers, &xml)
}

fn versions(ids: &[&str]) -> String {
    let entry = |(at, id): (usize, &&str)| {
        format!(
            "<Version><Key>a</Key><VersionId>{id}</VersionId><IsLatest>{}</IsLatest>\
             <ETag>\"149603e6c03516362a8da23f624db945\"</ETag><Size>3</Size></Version>",
            at == 0
        )
    };
    let entries: String = ids.iter().enumerate().map(entry).collect();
    ok("", &format!("<ListVersionsResult>{entries}</ListVersionsResult>"))
}

const FIRST: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1";
const SECOND: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA2";

#[test]
fn a_lost_copy_may_have_made_the_version_that_nobody_returned() {
    let lost = || History::new().send(1, "PUT /enabled/a < /plain/a").lose(1);
    let list = "GET /enabled?versions";
    assert_eq!(lost().both(list, &versions(&[])).verdicts(), [Verdict::Allowed]);
    assert_eq!(lost().both(list, &versions(&[FIRST])).verdicts(), [Verdict::Allowed]);
    let two = lost().both(list, &versions(&[SECOND, FIRST]));
    assert_eq!(two.verdicts(), [Verdict::Forbidden]);
}

#[test]
fn a_lost_copy_takes_effect_once() {
    let list = "GET /enabled?versions";
    let history = || {
        History::new()
            .send(1, "PUT /enabled/a < /plain/a")
            .lose(1)
            .both(list, &versions(&[FIRST]))
            .both(
                "DELETE /enabled/a?versionId=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1",
                &format!("{{\"status\": 204, \"headers\": [[\"x-amz-version-id\", \"{FIRST}\"]]}}"),
            )
    };
    let gone = history().both(list, &versions(&[]));
    assert_eq!(gone.verdicts(), [Verdict::Allowed; 3]);
    let again = history().both(list, &versions(&[SECOND]));
    assert_eq!(again.verdicts()[2], Verdict::Forbidden);
}

#[test]
fn an_answer_that_settles_a_question_is_silent_and_the_next_is_allowed() {
    let history = History::new()
        .both(
            "PUT /suspended/b = x",
            &ok("[\"ETag\", \"\\\"9dd4e461268c8034f5c8564e155c67a6\\\"\"]", ""),
        )
        .both("PUT /suspended/c < /plain/a", &copied("[\"x-amz-version-id\", \"null\"]"))
        .both("PUT /suspended/d < /plain/a", &copied("[\"x-amz-version-id\", \"null\"]"));
    // The PUT itself shows whether uploads into a suspended bucket carry the header.
    let verdicts = history.verdicts();
    assert_eq!(verdicts[1..], [Verdict::Silent, Verdict::Allowed]);
}

#[test]
fn a_read_sees_a_concurrent_write_or_does_not_but_never_goes_back() {
    let get = |body: &str, etag: &str| {
        let kind = "[\"Content-Type\", \"binary/octet-stream\"]";
        ok(&format!("[\"ETag\", \"{etag}\"], {kind}"), body)
    };
    let old = get("old", "149603e6c03516362a8da23f624db945");
    let new = get("new", "22af645d1859cb5ca6da0c484f1f37ea");
    let racing = || History::new().send(1, "PUT /plain/a = new").send(2, "GET /plain/a");
    assert_eq!(racing().answer(2, &old).verdicts(), [Verdict::Allowed]);
    assert_eq!(racing().answer(2, &new).verdicts(), [Verdict::Allowed]);
    let back = racing().answer(2, &new).both("GET /plain/a", &old);
    assert_eq!(back.verdicts(), [Verdict::Allowed, Verdict::Forbidden]);
}

#[test]
fn a_copy_may_have_read_its_source_before_that_was_overwritten() {
    let stored = ok("[\"ETag\", \"\\\"22af645d1859cb5ca6da0c484f1f37ea\\\"\"]", "");
    let history = |at_once: bool| {
        let sent = History::new().send(1, "PUT /plain/b < /plain/a");
        let sent = if at_once { sent } else { History::new() };
        let written = sent.both("PUT /plain/a = new", &stored);
        let written = if at_once { written } else { written.send(1, "PUT /plain/b < /plain/a") };
        written.answer(1, &copied(""))
    };
    assert_eq!(history(true).verdicts(), [Verdict::Allowed; 2]);
    assert_eq!(history(false).verdicts(), [Verdict::Allowed, Verdict::Forbidden]);
}

#[test]
fn a_search_that_outgrows_its_budget_gives_up_and_does_not_acquit() {
    let mut history = History::new();
    for call in 1..8 {
        history = history.send(call, "PUT /enabled/a < /plain/a").lose(call);
    }
    let history = history.both("GET /enabled?versions", &versions(&[FIRST]));
    let (verdicts, _) = history.judged(&Limits { budget: 3, ..Limits::default() });
    assert_eq!(verdicts, [Verdict::GaveUp]);
    assert_eq!(history.verdicts(), [Verdict::Allowed]);
}
