use std::collections::{BTreeMap, BTreeSet};

use model::generate::Draft;
use model::store::Versioning;
use model::trace::{EventKind, Known, Why};

use super::*;
use crate::fault::{Fault, FaultKind, Faults};
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
        work_ms: 20,
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
    for seed in 0..60 {
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
