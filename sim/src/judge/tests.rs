use model::generate::Draft;

use super::*;
use crate::drive::{Engine, run};
use crate::scenario::{Options, Scenario};

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
