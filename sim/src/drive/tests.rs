use std::collections::{BTreeMap, BTreeSet};

use model::dialect::Permits;
use model::dialect::clause::{AbsentSource, BusyService, FailedCopyBody, Reading};
use model::generate::{Draft, Fill, SourceForm, Which};
use model::http::HttpResponse;
use model::name::{BucketName, Key};
use model::store::Versioning;
use model::trace::{EventKind, Known, Why};

use super::*;
use crate::fault::{Fault, FaultKind, Faults, Wish};
use crate::judge::judge_in_commit_order;
use crate::scenario::{AccountPlan, BucketPlan, ClientPlan, Keeps, Options, Step};

fn options(clients: usize) -> Options {
    Options { clients, steps: 12, ..Options::default() }
}

/// One client with a put of `one` at 100 ms that suffers `faults`, and a look at 1,000 ms.
fn put_and_look(faults: &[Fault]) -> Scenario {
    let dialect = &Dialect::all()[0];
    let mut put = Draft::of("PUT", "alpha", Some("one"));
    put.body = "red".to_owned();
    let step = |call, at, request, faults| Step {
        call,
        at,
        request,
        read_ms: 8,
        work_ms: 12,
        answer_ms: 10,
        timeout_ms: 300,
        faults,
    };
    let look = Draft::of("GET", "alpha", None).flag("versions");
    Scenario {
        dialect: dialect.name.to_owned(),
        seed: 0,
        nature: BTreeMap::new(),
        endpoint: "storage.example.com".to_owned(),
        accounts: vec![AccountPlan { name: "alice".to_owned(), access_key: "AK".to_owned() }],
        buckets: vec![BucketPlan {
            name: "alpha".to_owned(),
            owner: "alice".to_owned(),
            versioning: Keeps::Enabled,
            shared: false,
        }],
        clients: vec![ClientPlan {
            name: "c1".to_owned(),
            account: "alice".to_owned(),
            latency_ms: 5,
            steps: vec![step(1, 100, put, faults.to_vec()), step(2, 1000, look, Vec::new())],
        }],
    }
}

/// As [`put_and_look`], with a third call at 2,000 ms: a copy of `one` onto `two.txt` by a service
/// of that dialect, which suffers `faults`. It is sent at 2,000, arrives at 2,005, reads its source
/// at 2,013, takes effect at 2,053 and is answered at 2,063. At 3,000 the target is read, at 4,000
/// the versions in the bucket.
fn copy_and_look(dialect: &Dialect, faults: &[Fault]) -> Scenario {
    let mut scenario = put_and_look(&[]);
    dialect.name.clone_into(&mut scenario.dialect);
    let steps = &mut scenario.clients[0].steps;
    let mut copy = Draft::of("PUT", "alpha", Some("two.txt"));
    let (bucket, key) = ("alpha".to_owned(), "one".to_owned());
    let fill = Fill::Source { bucket, key, form: SourceForm::Path, version: None };
    copy.headers.push((format!("{}copy-source", dialect.wire.prefix), fill));
    let step = |call, at, request| Step { call, at, request, ..steps[1].clone() };
    let copy = Step { work_ms: 40, faults: faults.to_vec(), ..step(3, 2000, copy) };
    let target = step(4, 3000, Draft::of("GET", "alpha", Some("two.txt")));
    let look = step(5, 4000, Draft::of("GET", "alpha", None).flag("versions"));
    steps.extend([copy, target, look]);
    scenario
}

/// What [`copy_and_look`] comes to under every engine, judged in commit order.
fn copied(dialect: &Dialect, faults: &[Fault]) -> Run {
    let scenario = copy_and_look(dialect, faults);
    let mut runs = Engine::ALL.into_iter().filter(|it| it.is_built_in()).map(|engine| {
        let run = run(&scenario, engine).unwrap_or_else(|it| panic!("{it}"));
        judge_in_commit_order(dialect, &run).unwrap_or_else(|it| panic!("{it}"));
        run
    });
    let first = runs.next().expect("one engine is always there");
    let first_bytes = String::from_utf8(first.bytes()).unwrap();
    for other in runs {
        assert_eq!(first_bytes, String::from_utf8(other.bytes()).unwrap(), "the engines differ");
    }
    first
}

/// What the client was answered to a call, if it was.
fn answer(run: &Run, call: u64) -> Option<&HttpResponse> {
    run.trace.events.iter().find_map(|event| match &event.value.kind {
        EventKind::Return { number, response } if *number == call => Some(response),
        _ => None,
    })
}

/// Status and text of an answer.
fn told(run: &Run, call: u64) -> (u16, &str) {
    let answer = answer(run, call).expect("the call is answered");
    (answer.status, answer.body.text().unwrap_or_default())
}

#[test]
fn a_node_that_dies_between_the_two_instants_of_a_copy_leaves_no_target() {
    for dialect in Dialect::all() {
        let killed = |after_ms| copied(dialect, &[Fault::Kill { after_ms, restart_ms: 101 }]);
        let between = killed(30);
        assert_eq!((answer(&between, 3), told(&between, 4).0), (None, 404));
        let after = killed(60);
        assert_eq!((answer(&after, 3), told(&after, 4).0), (None, 200));
    }
}

#[test]
fn a_slow_copy_lands_after_its_client_gave_up() {
    for dialect in Dialect::all() {
        let late = copied(dialect, &[Fault::Slow { ms: 600 }]);
        assert_eq!((answer(&late, 3), told(&late, 4)), (None, (200, "red")));
        let later = copied(dialect, &[Fault::Slow { ms: 1500 }]);
        assert_eq!((answer(&later, 3), told(&later, 4).0), (None, 404));
        assert!(told(&later, 5).1.contains("two.txt"));
    }
}

#[test]
fn whatever_becomes_of_a_source_that_was_read_its_copy_holds_what_it_was() {
    let (after_ms, call) = (7, 9);
    for dialect in Dialect::all() {
        let after = |fault| copied(dialect, &[fault]);
        let all_alike = [
            (after(Fault::OverwriteSource { after_ms, call }), 2..=2),
            (after(Fault::MarkSource { after_ms, call }), 1..=1),
            // Not every service lets a version be removed.
            (after(Fault::DeleteSource { after_ms, call }), 0..=1),
            (after(Fault::ReversionSource { after_ms, call, keeps: Keeps::Suspended }), 1..=1),
        ];
        for (run, versions) in &all_alike {
            let order: Vec<_> = run.commits.iter().map(|it| it.call).collect();
            assert_eq!(order, [1, 2, 9, 3, 4, 5], "{dialect}");
            assert_eq!(told(run, 4), (200, "red"), "{dialect}");
            let of_source =
                run.store.stack(&BucketName::parse("alpha").unwrap(), &Key::parse("one").unwrap());
            let kept = of_source
                .map_or(0, |it| it.newest_first().filter(|(_, it)| !it.is_marker()).count());
            assert!(versions.contains(&kept), "{dialect}: {kept}");
        }
    }
}

#[test]
fn somebody_else_may_end_the_upload_that_a_part_is_copied_into() {
    // HCP 7 has no uploads.
    for dialect in Dialect::all().iter().filter(|it| it.name != "hcp-7") {
        let ended = |fault: &[Fault]| {
            let mut scenario = copy_and_look(dialect, &[]);
            let steps = &mut scenario.clients[0].steps;
            let upload = Fill::Upload {
                bucket: "alpha".to_owned(),
                key: "two.txt".to_owned(),
                which: Which::Learned(0),
            };
            steps[1].request = Draft::of("POST", "alpha", Some("two.txt")).flag("uploads");
            let number = Fill::Text("1".to_owned());
            steps[2].request.query.push(("partNumber".to_owned(), Some(number)));
            steps[2].request.query.push(("uploadId".to_owned(), Some(upload)));
            steps[2].faults = fault.to_vec();
            let run = run(&scenario, Engine::Queue).unwrap_or_else(|it| panic!("{it}"));
            judge_in_commit_order(dialect, &run).unwrap_or_else(|it| panic!("{it}"));
            let order: Vec<_> = run.commits.iter().map(|it| it.call).collect();
            (told(&run, 3).0, order)
        };
        let (after_ms, call) = (7, 9);
        assert_eq!(ended(&[]), (200, vec![1, 2, 3, 4, 5]), "{dialect}");
        let aborted = ended(&[Fault::AbortUpload { after_ms, call }]);
        assert!(matches!(aborted.0, 404 | 409), "{dialect}: {}", aborted.0);
        assert_eq!(aborted.1, [1, 2, 9, 3, 4, 5], "{dialect}");
        // There is no part yet to complete it by, so it stays.
        let completed = ended(&[Fault::CompleteUpload { after_ms, call }]);
        assert_eq!(completed, (200, vec![1, 2, 9, 3, 4, 5]), "{dialect}");
    }
}

#[test]
fn a_restored_source_may_expire_before_its_copy_takes_effect() {
    let dialect = &Dialect::all()[0];
    let vendor = |name: &str| format!("{}{name}", dialect.wire.prefix);
    let (mut in_time, mut late) = (BTreeSet::new(), BTreeSet::new());
    for seed in 0..20 {
        let mut scenario = copy_and_look(dialect, &[]);
        scenario.seed = seed;
        let steps = &mut scenario.clients[0].steps;
        steps[0].request.text(&vendor("storage-class"), "GLACIER");
        steps[1].request = Draft::of("POST", "alpha", Some("one")).flag("restore");
        "<RestoreRequest><Days>1</Days></RestoreRequest>".clone_into(&mut steps[1].request.body);
        let read = Draft::of("GET", "alpha", Some("one"));
        steps.insert(2, Step { call: 6, at: 1500, request: read, ..steps[0].clone() });
        steps.truncate(4);
        for (statuses, faults) in
            [(&mut in_time, vec![]), (&mut late, vec![Fault::RestoreExpiry { ms: 259_200_000 }])]
        {
            scenario.clients[0].steps[3].faults = faults;
            let bytes: BTreeSet<_> = Engine::ALL
                .into_iter()
                .filter(|it| it.is_built_in())
                .map(|engine| {
                    let run = run(&scenario, engine).unwrap_or_else(|it| panic!("{it}"));
                    judge_in_commit_order(dialect, &run).unwrap_or_else(|it| panic!("{it}"));
                    if told(&run, 6).0 == 200 {
                        statuses.insert(told(&run, 3).0);
                    }
                    run.bytes()
                })
                .collect();
            assert_eq!(bytes.len(), 1, "the engines differ");
        }
    }
    // Some readings refuse it in time too: a copy that has to be signed otherwise, say.
    assert!(in_time.contains(&200), "{in_time:?}");
    assert_eq!(late, BTreeSet::from([403]));
}

#[test]
fn somebody_else_leaves_what_is_no_copy_alone() {
    let fault = Fault::OverwriteSource { after_ms: 1, call: 9 };
    assert_eq!(fate(&[fault]), ("answered", 1));
}

#[test]
fn a_copy_fails_late_only_where_the_documents_permit_it() {
    for dialect in Dialect::all() {
        let run = copied(dialect, &[Fault::FailLate]);
        let readings = dialect.row(FailedCopyBody::CLAUSE).readings();
        let may_fail = readings != [FailedCopyBody::NeverHappens.index()];
        assert_eq!(told(&run, 3).0, 200, "{dialect}");
        assert_eq!(!told(&run, 3).1.contains("ETag"), may_fail, "{dialect}");
        assert_eq!(told(&run, 4).0, if may_fail { 404 } else { 200 }, "{dialect}");
    }
}

#[test]
fn no_service_fails_late_unless_the_scenario_says_so() {
    for dialect in Dialect::all() {
        for seed in 0..10 {
            let mut scenario = copy_and_look(dialect, &[]);
            scenario.seed = seed;
            let run = run(&scenario, Engine::Queue).unwrap();
            assert!(told(&run, 3).1.contains("ETag"), "{dialect}");
        }
    }
}

#[test]
fn an_answer_that_is_cut_shows_its_headers_and_not_all_of_its_body() {
    for dialect in Dialect::all() {
        for keep in [0, 12, 1_000_000] {
            let run = copied(dialect, &[Fault::Cut { keep }]);
            let seen = answer(&run, 3).unwrap();
            let whole = &run.commits.iter().find(|it| it.call == 3).unwrap().response;
            assert!(seen.cut && seen.headers == whole.headers, "{dialect}");
            let (part, whole) = (seen.body.text().unwrap(), whole.body.text().unwrap());
            assert!(whole.starts_with(part) && part.len() < whole.len(), "{dialect}");
            assert_eq!(told(&run, 4).0, 200, "{dialect}");
        }
    }
    assert_eq!(fate(&[Fault::Cut { keep: 1 }]), ("answered", 1));
}

#[test]
fn a_client_with_a_wrong_clock_dates_its_requests_wrong() {
    let dialect = &Dialect::all()[0];
    let run = copied(dialect, &[Fault::Skew { ms: -3_600_000 }]);
    let date = run.trace.events.iter().find_map(|event| match &event.value.kind {
        EventKind::Call { number: 3, sent } => sent.request.headers.first("date"),
        _ => None,
    });
    assert_eq!(date, Some("Thu, 29 Feb 2024 11:00:02 GMT"));
}

#[test]
fn a_client_that_is_asked_for_patience_tries_again() {
    let unavailable = Permits::Documented(BusyService::AnyCode.index());
    for dialect in Dialect::all() {
        let busy = dialect.with(BusyService::CLAUSE, unavailable.clone());
        let scenario = copy_and_look(dialect, &[Fault::Throttle { after_ms: 50, call: 9 }]);
        for engine in Engine::ALL.into_iter().filter(|it| it.is_built_in()) {
            let run = run_as(&busy, &scenario, engine).unwrap();
            assert_eq!((told(&run, 3).0, told(&run, 9).0), (503, 200), "{dialect}, {engine:?}");
            let calls = run.commits.iter().map(|it| it.call).collect::<Vec<_>>();
            assert_eq!(calls, [1, 2, 3, 9, 4, 5]);
        }
    }
}

#[test]
fn a_service_that_lacks_data_says_so_where_its_documents_permit_that() {
    let forbidden = Permits::Documented(AbsentSource::Forbidden.index());
    for dialect in Dialect::all() {
        for fault in [Fault::SourceElsewhere, Fault::SourceVanishing] {
            assert_eq!(told(&copied(dialect, &[fault]), 3).0, 200, "{dialect}: by default it has");
            let lacking = dialect.with(AbsentSource::CLAUSE, forbidden.clone());
            let run = run_as(&lacking, &copy_and_look(dialect, &[fault]), Engine::Queue).unwrap();
            assert_eq!(told(&run, 3).0, 403, "{dialect}");
        }
    }
}

#[test]
fn what_no_document_permits_is_not_answered_whatever_is_wished_for() {
    for dialect in Dialect::all() {
        for fault in [Fault::SourceElsewhere, Fault::ObjectUnfinished, Fault::SourceVanishing] {
            let run = copied(dialect, &[fault]);
            let wished = fault.wish().expect("the fault is a wish");
            let (status, _) = told(&run, 3);
            assert!(status == 200 || Wish::Status(status) == wished, "{dialect}: {status}");
        }
    }
}

/// What the client saw of the put, and how many versions the look showed.
fn fate(faults: &[Fault]) -> (&'static str, usize) {
    let mut fates = Engine::ALL.into_iter().filter(|it| it.is_built_in()).map(|engine| {
        let run = run(&put_and_look(faults), engine).unwrap();
        let mut seen = "open";
        let mut versions = 0;
        for event in &run.trace.events {
            match &event.value.kind {
                EventKind::Return { number: 1, .. } => seen = "answered",
                EventKind::Lost { number: 1, why: Why::Refused } => seen = "refused",
                EventKind::Lost { number: 1, why: Why::Reset } => seen = "reset",
                EventKind::Lost { number: 1, why: Why::Timeout } => seen = "timeout",
                EventKind::Return { number: 2, response } => {
                    versions = response.body.text().unwrap().matches("<Version>").count();
                }
                _ => {}
            }
        }
        (seen, versions)
    });
    let first = fates.next().expect("one engine is always there");
    assert!(fates.all(|it| it == first), "the engines differ");
    first
}

#[test]
fn without_faults_a_call_is_answered_and_has_its_effect() {
    assert_eq!(fate(&[]), ("answered", 1));
    assert_eq!(fate(&[Fault::Delay { ms: 50 }]), ("answered", 1));
}

#[test]
fn a_lost_request_has_no_effect_and_a_lost_answer_keeps_it() {
    assert_eq!(fate(&[Fault::LostRequest]), ("timeout", 0));
    assert_eq!(fate(&[Fault::LostResponse]), ("timeout", 1));
}

#[test]
fn a_request_held_up_for_long_takes_effect_after_its_client_gave_up() {
    assert_eq!(fate(&[Fault::Delay { ms: 500 }]), ("timeout", 1));
    assert_eq!(fate(&[Fault::Delay { ms: 5000 }]), ("timeout", 0));
}

#[test]
fn a_second_delivery_takes_effect_once_more_whatever_became_of_the_first() {
    let twice = Fault::Duplicate { after_ms: 50, call: 9 };
    assert_eq!(fate(&[twice]), ("answered", 2));
    assert_eq!(fate(&[Fault::LostRequest, twice]), ("timeout", 1));
}

#[test]
fn a_killed_service_forgets_what_it_worked_on_and_keeps_what_it_stored() {
    // Sent at 100, it arrives at 105, takes effect at 125, is answered at 135 and read at 140.
    let kill = |after_ms| fate(&[Fault::Kill { after_ms, restart_ms: 101 }]);
    assert_eq!(kill(2), ("reset", 0));
    assert_eq!(kill(24), ("reset", 0));
    assert_eq!(kill(26), ("reset", 1));
    assert_eq!(kill(36), ("answered", 1));
}

#[test]
fn a_call_to_a_service_that_is_down_is_refused_and_has_no_effect() {
    let mut scenario = put_and_look(&[]);
    let mut before = scenario.clients[0].steps[0].clone();
    (before.call, before.at, before.timeout_ms) = (3, 10, 50);
    before.request = Draft::of("GET", "alpha", None).flag("versioning");
    before.faults = vec![Fault::Kill { after_ms: 70, restart_ms: 200 }];
    scenario.clients[0].steps.insert(0, before);
    for engine in Engine::ALL.into_iter().filter(|it| it.is_built_in()) {
        let run = run(&scenario, engine).unwrap();
        let lost = EventKind::Lost { number: 1, why: Why::Refused };
        assert!(run.trace.events.iter().any(|it| it.value.kind == lost));
        assert!(run.commits.iter().all(|it| it.call != 1));
        let (name, bucket) = run.store.buckets().next().unwrap();
        assert_eq!((name.as_str(), bucket.versioning), ("alpha", Versioning::Enabled));
        assert_eq!(bucket.keys().count(), 0);
    }
}

#[test]
fn what_is_sent_across_a_partition_is_gone() {
    let part = |after_ms, ms| fate(&[Fault::Partition { after_ms, ms }]);
    assert_eq!(part(1, 20), ("answered", 1));
    assert_eq!(part(1, 80), ("timeout", 1));
    let held_up = [Fault::Delay { ms: 30 }, Fault::Partition { after_ms: 1, ms: 50 }];
    assert_eq!(fate(&held_up), ("timeout", 0));
}

#[test]
fn one_seed_gives_the_same_bytes_twice() {
    for dialect in Dialect::all() {
        for seed in 0..20 {
            let once = || {
                let scenario = Scenario::draw(dialect, seed, &options(3));
                run(&scenario, Engine::Queue).unwrap().bytes()
            };
            assert_eq!(once(), once(), "{dialect}, seed {seed}");
        }
    }
}

#[test]
fn a_recorded_trace_is_read_back_as_it_was() {
    let known = Known { dialects: &model::dialect::NAMES, service_keys: &[], instead: None };
    for dialect in Dialect::all() {
        for seed in 0..20 {
            let run = run(&Scenario::draw(dialect, seed, &options(3)), Engine::Queue).unwrap();
            let read = Trace::read("simulated", &run.bytes()[..], &known);
            assert_eq!(read, Ok(run.trace), "{dialect}, seed {seed}");
        }
    }
}

#[test]
fn both_engines_give_the_same_bytes() {
    if !Engine::Madsim.is_built_in() {
        return;
    }
    for dialect in Dialect::all() {
        for seed in 0..50 {
            let scenario = Scenario::draw(dialect, seed, &options(3));
            let [one, two] = [Engine::Queue, Engine::Madsim]
                .map(|engine| run(&scenario, engine).unwrap_or_else(|it| panic!("{it}")));
            let (own, other) = (one.bytes(), two.bytes());
            let text = |bytes| String::from_utf8(bytes).unwrap();
            assert!(
                own == other,
                "{dialect}, seed {seed}: {}",
                first_difference(&text(own), &text(other))
            );
            assert_eq!(one.commits, two.commits, "{dialect}, seed {seed}");
        }
    }
}

#[test]
fn both_engines_give_the_same_bytes_under_each_fault_alone() {
    if !Engine::Madsim.is_built_in() {
        return;
    }
    for kind in FaultKind::ALL {
        for (seed, dialect) in (0..8).zip(Dialect::all().iter().cycle()) {
            let options = Options { faults: [*kind].into_iter().collect(), ..options(3) };
            let scenario = Scenario::draw(dialect, seed, &options);
            let [one, two] = [Engine::Queue, Engine::Madsim]
                .map(|engine| run(&scenario, engine).unwrap_or_else(|it| panic!("{it}")));
            assert_eq!(one.bytes(), two.bytes(), "{}, {dialect}, seed {seed}", kind.name());
            assert_eq!(one.commits, two.commits, "{}, {dialect}, seed {seed}", kind.name());
        }
    }
}

fn first_difference(one: &str, two: &str) -> String {
    let lines = one.lines().zip(two.lines()).zip(1..);
    let differing = lines.map(|((one, two), at)| (at, one, two)).find(|(_, one, two)| one != two);
    match differing {
        Some((at, one, two)) => format!("line {at}:\n{one}\n{two}"),
        None => format!("{} and {} lines", one.lines().count(), two.lines().count()),
    }
}

#[test]
fn every_kind_of_fault_and_every_way_to_lose_a_call_comes_up() {
    let dialect = &Dialect::all()[0];
    let (mut kinds, mut lost) = (BTreeSet::new(), BTreeMap::new());
    for seed in 0..150 {
        let scenario = Scenario::draw(dialect, seed, &options(3));
        let steps = scenario.clients.iter().flat_map(|it| &it.steps);
        kinds.extend(steps.flat_map(|it| &it.faults).map(Fault::kind));
        let run = run(&scenario, Engine::Queue).unwrap();
        for event in &run.trace.events {
            if let EventKind::Lost { why, .. } = &event.value.kind {
                *lost.entry(format!("{why:?}")).or_insert(0) += 1;
            }
        }
    }
    assert_eq!(kinds, FaultKind::ALL.iter().copied().collect());
    assert_eq!(lost.keys().collect::<Vec<_>>(), ["Refused", "Reset", "Timeout"]);
}

#[test]
fn calls_overlap_and_most_succeed() {
    for dialect in Dialect::all() {
        let (mut answers, mut successes, mut overlaps) = (0, 0, 0);
        for seed in 0..40 {
            let quiet = Options { faults: Faults::none(), ..options(3) };
            let run = run(&Scenario::draw(dialect, seed, &quiet), Engine::Queue).unwrap();
            let mut open = 0;
            for event in &run.trace.events {
                match &event.value.kind {
                    EventKind::Call { .. } => {
                        overlaps += u32::from(open > 0);
                        open += 1;
                    }
                    EventKind::Return { response, .. } => {
                        open -= 1;
                        answers += 1;
                        successes += u32::from(response.status < 300);
                    }
                    _ => {}
                }
            }
        }
        assert_eq!(answers, 40 * 36);
        assert!(successes * 2 > answers, "{dialect}: {successes} of {answers} succeed");
        assert!(overlaps * 4 > answers, "{dialect}: {overlaps} of {answers} overlap");
    }
}

#[test]
fn an_engine_that_is_missing_says_so() {
    let error = RunError::NotBuiltIn(Engine::Madsim.name());
    assert!(error.to_string().contains("`madsim` is not built in"));
    assert_eq!(Engine::Madsim.is_built_in(), cfg!(madsim));
}
