use model::generate::{Draft, Fill, SourceForm};

use super::*;
use crate::drive::{Engine, run};
use crate::fault::Faults;
use crate::scenario::{Keeps, Options, Scenario, Step};

/// A copy between two places.
fn draft_of_copy(dialect: &Dialect, source: (&str, &str), target: (&str, &str)) -> Draft {
    let mut copy = Draft::of("PUT", target.0, Some(target.1));
    let (bucket, key) = (source.0.to_owned(), source.1.to_owned());
    let fill = Fill::Source { bucket, key, form: SourceForm::Path, version: None };
    copy.headers.push((format!("{}copy-source", dialect.wire.prefix), fill));
    copy
}

fn some_run(dialect: &Dialect, seed: u64) -> Run {
    let options = Options { clients: 3, steps: 12, ..Options::default() };
    run(&Scenario::draw(dialect, seed, &options), Engine::Queue).unwrap()
}

#[test]
fn what_a_service_of_the_dialect_did_is_permitted() {
    for dialect in Dialect::all() {
        for seed in 0..60 {
            let judged = judge_in_commit_order(dialect, &some_run(dialect, seed));
            if let Err(divergence) = judged {
                panic!("{dialect}, seed {seed}: {divergence}\n{divergence:#?}");
            }
        }
    }
}

#[test]
fn an_answer_that_no_service_gives_is_noticed() {
    let dialect = &Dialect::all()[0];
    let mut scenario = Scenario::draw(dialect, 1, &Options { clients: 1, ..Options::default() });
    let step = &mut scenario.clients[0].steps[0];
    step.request = Draft::of("GET", "alpha", Some("one"));
    step.faults.clear();
    let mut run = run(&scenario, Engine::Queue).unwrap();
    run.commits[0].response.status = 418;
    let call = u64::from(run.commits[0].call);
    for event in &mut run.trace.events {
        match &mut event.value.kind {
            EventKind::Return { number, response } if *number == call => response.status = 418,
            _ => {}
        }
    }
    let divergence = judge_in_commit_order(dialect, &run).unwrap_err();
    assert!(matches!(divergence, Divergence::Answer { .. }), "{divergence}");
}

#[test]
fn a_log_that_does_not_fit_the_trace_is_noticed() {
    let dialect = &Dialect::all()[0];
    let judged = |change: &dyn Fn(&mut Run)| {
        let mut run = some_run(dialect, 3);
        change(&mut run);
        judge_in_commit_order(dialect, &run).unwrap_err().to_string()
    };
    let twice = judged(&|run| run.commits.push(run.commits[0].clone()));
    assert!(twice.ends_with("it took effect twice"), "{twice}");
    let late = judged(&|run| run.commits[0].at = Timestamp::LATEST);
    assert!(late.ends_with("before it took effect"), "{late}");
    let early = judged(&|run| run.commits[0].at = Timestamp::EARLIEST);
    assert!(early.ends_with("before it was sent"), "{early}");
    let none = judged(&|run| run.commits.clear());
    assert!(none.ends_with("it was answered and took no effect"), "{none}");
}

/// One client copies `one` onto `two.txt`; a second one overwrites the source while the copy works.
fn overtaken() -> Scenario {
    let dialect = &Dialect::all()[0];
    let quiet = Options { faults: Faults::none(), clients: 2, steps: 2, ..Options::default() };
    let mut scenario = Scenario::draw(dialect, 0, &quiet);
    for bucket in &mut scenario.buckets {
        (bucket.versioning, bucket.owner) = (Keeps::Unversioned, "alice".to_owned());
    }
    for client in &mut scenario.clients {
        client.account = "alice".to_owned();
    }
    let put = |body: &str| {
        let mut put = Draft::of("PUT", "alpha", Some("one"));
        body.clone_into(&mut put.body);
        put
    };
    let copy = draft_of_copy(dialect, ("alpha", "one"), ("alpha", "two.txt"));
    let step = |call, at, request, work_ms| Step {
        call,
        at,
        request,
        read_ms: 10,
        work_ms,
        answer_ms: 10,
        timeout_ms: 500,
        faults: Vec::new(),
    };
    scenario.clients[0].steps = vec![step(1, 0, put("old"), 10), step(2, 1001, copy, 200)];
    let look = Draft::of("GET", "alpha", Some("two.txt"));
    scenario.clients[1].steps = vec![step(3, 1057, put("new"), 11), step(4, 2002, look, 10)];
    scenario
}

#[test]
fn a_copy_holds_what_it_read_whatever_stands_there_when_it_takes_effect() {
    let dialect = &Dialect::all()[0];
    let run = run(&overtaken(), Engine::Queue).unwrap();
    assert_eq!(run.commits.iter().map(|it| it.call).collect::<Vec<_>>(), [1, 3, 2, 4]);
    assert_eq!(run.commits[3].response.body.text(), Some("old"));
    judge_in_commit_order(dialect, &run).unwrap();
}

#[test]
fn a_copy_of_what_stood_there_at_another_instant_is_noticed() {
    let dialect = &Dialect::all()[0];
    let mut run = run(&overtaken(), Engine::Queue).unwrap();
    // The log now says that the copy read after the source had been overwritten.
    run.commits[2].read = run.commits[2].at;
    let divergence = judge_in_commit_order(dialect, &run).unwrap_err();
    assert!(matches!(divergence, Divergence::Answer { call: 2, .. }), "{divergence}");
}

#[test]
fn a_log_out_of_order_is_noticed() {
    let dialect = &Dialect::all()[0];
    let judged = |change: &dyn Fn(&mut Run)| {
        let mut run = run(&overtaken(), Engine::Queue).unwrap();
        change(&mut run);
        judge_in_commit_order(dialect, &run).unwrap_err().to_string()
    };
    let swapped = judged(&|run| run.commits.swap(1, 2));
    assert!(swapped.ends_with("before another that the log has before it"), "{swapped}");
    let early = judged(&|run| run.commits[2].read = Timestamp::EARLIEST);
    assert!(early.ends_with("it read before it was sent"), "{early}");
    let late = judged(&|run| run.commits[2].read = Timestamp::LATEST);
    assert!(late.ends_with("it took effect before it read"), "{late}");
}
