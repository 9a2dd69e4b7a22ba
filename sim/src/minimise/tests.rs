use model::dialect::{Clause, Dialect, Permits, SERVICE_KEYS};
use model::oracle::{Limits, Verdict};
use model::trace::{EventKind, Known, Trace};

use super::*;
use crate::drive::{Engine, run, run_as};
use crate::finding::{judge, search};
use crate::scenario::{Options, Scenario};

/// A service that reads one clause otherwise than its documents say.
fn mutant(dialect: &Dialect, clause: Clause) -> Dialect {
    let own = &dialect.row(clause).permits;
    let others = (0..).map(Permits::Documented).find(|it| it != own);
    dialect.with(clause, others.expect("a clause has several readings"))
}

/// What a scenario shows when `service` runs it.
fn finding(service: &Dialect, scenario: &Scenario) -> Option<Finding> {
    let dialect = Dialect::named(&scenario.dialect)?;
    let run = run_as(service, scenario, Engine::Queue).ok()?;
    judge(dialect, &run, Limits::default(), usize::MAX).finding()
}

/// Scenarios of a dialect in which a mutant of it is noticed.
fn noticed(dialect: &Dialect, service: &Dialect) -> impl Iterator<Item = Scenario> {
    let options = Options { clients: 3, steps: 8, ..Options::default() };
    let drawn = (0..60).map(move |seed| Scenario::draw(dialect, seed, &options));
    let is_noticed = |it: &Finding| it.verdict == Verdict::Forbidden;
    drawn.filter(move |it| finding(service, it).is_some_and(|it| is_noticed(&it)))
}

#[test]
fn a_scenario_shrinks_to_what_shows_the_same_and_always_to_the_same() {
    for dialect in Dialect::all() {
        let service = &mutant(dialect, Clause::CopyMetadata);
        for scenario in noticed(dialect, service).take(2) {
            let once = || {
                let mut find = |it: &Scenario| finding(service, it);
                minimise(&scenario, 5_000, &mut find, &mut |_| {}).unwrap()
            };
            let minimal = once();
            assert!(minimal.is_least && minimal.tried > 0);
            assert_eq!(finding(service, &scenario), Some(minimal.finding.clone()));
            assert_eq!(finding(service, &minimal.history), Some(minimal.finding.clone()));
            let calls: usize = minimal.history.clients.iter().map(|it| it.steps.len()).sum();
            assert!(calls <= 4, "{dialect}: {}", minimal.history.text());
            assert_eq!(minimal.history, once().history, "{dialect}");
        }
    }
}

#[test]
fn no_single_part_of_the_smallest_can_be_left_out() {
    let dialect = &Dialect::all()[0];
    let service = &mutant(dialect, Clause::CopyMetadata);
    let scenario = noticed(dialect, service).next().unwrap();
    let mut find = |it: &Scenario| finding(service, it);
    let minimal = minimise(&scenario, 5_000, &mut find, &mut |_| {}).unwrap();
    for kind in Scenario::KINDS {
        for at in 0..count(&minimal.history, *kind) {
            let mut smaller = minimal.history.clone();
            smaller.leave_out(*kind, &mut Visit { out: at..at + 1, seen: 0 });
            let shows = smaller.is_sound(*kind).then(|| finding(service, &smaller)).flatten();
            assert_ne!(shows, Some(minimal.finding.clone()), "{kind:?} {at}");
        }
    }
}

#[test]
fn a_search_that_may_try_little_says_that_it_ended() {
    let dialect = &Dialect::all()[0];
    let service = &mutant(dialect, Clause::CopyMetadata);
    let scenario = noticed(dialect, service).next().unwrap();
    let mut find = |it: &Scenario| finding(service, it);
    let minimal = minimise(&scenario, 3, &mut find, &mut |_| {}).unwrap();
    assert_eq!((minimal.tried, minimal.is_least), (3, false));
    assert_eq!(finding(service, &minimal.history), Some(minimal.finding));
}

#[test]
fn where_all_is_allowed_there_is_nothing_to_keep() {
    let trace = read(HEADER);
    assert!(smallest(&trace).is_none());
}

const HEADER: &str = concat!(
    r#"{"trace": 1, "dialect": "obs-s3-seed", "origin": "a test", "notes": {"of": "no matter"}, "#,
    r#""setup": {"accounts": [{"name": "alice"}, {"name": "bob"}], "buckets": [{"name": "b"}, "#,
    r#"{"name": "other", "objects": [{"key": "k", "versions": [{"version_id": "null", "body": "x"}]}]}]}}"#,
    "\n"
);

fn read(text: &str) -> Trace {
    let known = Known { dialects: &["obs-s3-seed"], service_keys: &SERVICE_KEYS, instead: None };
    Trace::read("test", text.as_bytes(), &known).unwrap()
}

fn smallest(trace: &Trace) -> Option<Minimal<Trace>> {
    let dialect = Dialect::named(&trace.header.dialect).unwrap();
    let mut find = |it: &Trace| search(dialect, it, Limits::default()).ok()?.finding_in(it);
    minimise(trace, 5_000, &mut find, &mut |_| {})
}

#[test]
fn a_foreign_trace_shrinks_to_the_wrong_answer_and_can_be_read() {
    let line = |second: u8, client: &str, key: &str, status: u16| {
        format!(
            r#"{{"at": "2024-01-01T00:00:{second:02}.000Z", "client": "{client}", "account": "alice", "request": {{"method": "GET", "target": "/b/{key}", "headers": [["X-Any", "thing"]]}}, "response": {{"status": {status}, "headers": [["Server", "any"]], "body": "<Error><Code>NoSuchKey</Code><Message>None.</Message></Error>"}}}}"#
        ) + "\n"
    };
    let mut text = HEADER.to_owned();
    for second in 0..20 {
        let status = if second == 13 { 409 } else { 404 };
        text += &line(second, if second % 3 == 0 { "c" } else { "d" }, "k", status);
    }
    let trace = read(&text);
    let minimal = smallest(&trace).unwrap();
    assert!(minimal.is_least);
    assert_eq!((minimal.finding.verdict, minimal.finding.answer.0), (Verdict::Forbidden, 409));
    let Trace { header, events } = &minimal.history;
    assert_eq!(events.len(), 1);
    assert_eq!((header.setup.buckets.len(), header.setup.accounts.len()), (1, 1));
    assert_eq!(header.notes, None);
    let EventKind::Exchange { sent, response } = &events[0].value.kind else {
        panic!("no short form")
    };
    assert_eq!((&*sent.request.headers.0, &*response.headers.0), (&[][..], &[][..]));
    assert!(response.body.text().is_some_and(|it| !it.contains("None.")));
    let mut bytes = Vec::new();
    minimal.history.write(&mut bytes).unwrap();
    assert_eq!(read(std::str::from_utf8(&bytes).unwrap()), minimal.history);
}

#[test]
fn a_right_answer_that_part_of_a_trace_makes_wrong_is_not_what_is_kept() {
    let exchange = |second: u8, method: &str, key: &str, status: u16| {
        format!(
            r#"{{"at": "2024-01-01T00:00:{second:02}.000Z", "client": "c", "account": "alice", "request": {{"method": "{method}", "target": "/b/{key}", "headers": [["Content-Type", "text/plain"]]}}, "response": {{"status": {status}, "headers": [["ETag", "\"d41d8cd98f00b204e9800998ecf8427e\""], ["Content-Type", "text/plain"]]}}}}"#
        ) + "\n"
    };
    // The first read is right; without the write it would be as wrong as the second.
    let calls = [exchange(1, "PUT", "k", 200), exchange(2, "GET", "k", 200)];
    let text = HEADER.to_owned() + &calls.concat() + &exchange(3, "GET", "none", 200);
    let shown = |trace: &Trace| {
        let dialect = Dialect::named(&trace.header.dialect).unwrap();
        search(dialect, trace, Limits::default()).unwrap().finding_in(trace).unwrap()
    };
    let (whole, right) = (shown(&read(&text)), shown(&read(&(HEADER.to_owned() + &calls[1]))));
    assert_ne!(whole, right);
    assert_eq!(whole, Finding { place: whole.place, ..right });
    let minimal = smallest(&read(&text)).unwrap();
    let [event] = &minimal.history.events[..] else { panic!("{:?}", minimal.history.events) };
    assert_eq!(event.value.at, read(&text).events[2].value.at);
}

#[test]
fn a_call_goes_with_its_answer() {
    let options = Options { clients: 3, steps: 8, ..Options::default() };
    let recorded = run(&Scenario::draw(&Dialect::all()[0], 5, &options), Engine::Queue).unwrap();
    for kind in [trace::Kind::Client, trace::Kind::Call] {
        for at in 0..count(&recorded.trace, kind) {
            let mut smaller = recorded.trace.clone();
            smaller.leave_out(kind, &mut Visit { out: at..at + 1, seen: 0 });
            assert!(smaller.events.len() < recorded.trace.events.len());
            let mut bytes = Vec::new();
            smaller.write(&mut bytes).unwrap();
            assert_eq!(read(std::str::from_utf8(&bytes).unwrap()), smaller);
        }
    }
}
