use model::generate::Scripted;

use super::*;
use crate::drive::{Engine, run};
use crate::fault::Faults;

#[test]
fn every_drawn_scenario_can_be_run() {
    for dialect in Dialect::all() {
        for seed in 0..100 {
            for (clients, steps) in [(0, 0), (1, 20), (3, 10), (8, 4)] {
                let options = Options { clients, steps, ..Options::default() };
                let scenario = Scenario::draw(dialect, seed, &options);
                assert_eq!(scenario.check(), Ok(()), "{dialect}, seed {seed}, {clients} clients");
            }
        }
    }
}

#[test]
fn any_heap_of_faults_finds_instants_of_its_own() {
    let dialect = &Dialect::all()[0];
    for seed in 0..100 {
        let options = Options { clients: 2, steps: 5, ambiguous: 40, ..Options::default() };
        let scenario = Scenario::draw(dialect, seed, &options);
        assert_eq!(scenario.check(), Ok(()), "seed {seed}");
    }
}

#[test]
fn a_scenario_survives_its_own_json() {
    for dialect in Dialect::all() {
        for seed in 0..20 {
            let scenario = Scenario::draw(dialect, seed, &Options::default());
            let text = serde_json::to_string(&scenario).unwrap();
            assert_eq!(serde_json::from_str::<Scenario>(&text).unwrap(), scenario);
        }
    }
}

#[test]
fn whatever_chooses_a_scenario_comes_out_that_can_be_run() {
    let dialect = &Dialect::all()[0];
    for seed in 0..50 {
        let mut choices = Scripted((0..400).map(|at| (seed * 131 + at * at * 17) % 257).collect());
        let options = Options { clients: 2, steps: 6, ..Options::default() };
        let scenario = Scenario::choose(dialect, 0, &options, &mut choices);
        assert_eq!(scenario.check(), Ok(()));
        assert!(run(&scenario, Engine::Queue).is_ok());
    }
}

#[test]
fn leaving_a_step_out_moves_nothing_else() {
    let dialect = &Dialect::all()[0];
    let options = Options { clients: 2, steps: 6, faults: Faults::none(), ambiguous: 0 };
    for seed in 0..10 {
        let scenario = Scenario::draw(dialect, seed, &options);
        let whole = instants(&scenario);
        for client in 0..2 {
            for step in 0..6 {
                let mut shorter = scenario.clone();
                let gone = shorter.clients[client].steps.remove(step).call;
                let mut rest = whole.clone();
                rest.retain(|(_, call, _)| *call != u64::from(gone));
                assert_eq!(instants(&shorter), rest, "seed {seed} without call {gone}");
            }
        }
    }
}

/// When each call is sent and answered.
fn instants(scenario: &Scenario) -> Vec<(Timestamp, u64, &'static str)> {
    use model::trace::EventKind;
    let run = run(scenario, Engine::Queue).unwrap();
    let event = |it: &model::trace::Event| match &it.kind {
        EventKind::Call { number, .. } => (it.at, *number, "call"),
        EventKind::Return { number, .. } => (it.at, *number, "return"),
        EventKind::Lost { number, .. } => (it.at, *number, "lost"),
        EventKind::Exchange { .. } => panic!("a recorder writes no short form"),
    };
    run.trace.events.iter().map(|it| event(&it.value)).collect()
}

#[test]
fn fewer_faults_move_no_request() {
    let dialect = &Dialect::all()[0];
    let drafts = |faults| {
        let options = Options { faults, ..Options::default() };
        let scenario = Scenario::draw(dialect, 5, &options);
        let steps = scenario.clients.into_iter().flat_map(|it| it.steps);
        steps.map(|it| it.request).collect::<Vec<_>>()
    };
    assert_eq!(drafts(Faults::all()), drafts(Faults::none()));
}

#[test]
fn a_scenario_has_at_most_so_many_ambiguous_faults() {
    let dialect = &Dialect::all()[0];
    let options = Options { ambiguous: 2, ..Options::default() };
    for seed in 0..50 {
        let scenario = Scenario::draw(dialect, seed, &options);
        let steps = scenario.clients.iter().flat_map(|it| &it.steps);
        let harmless = |step: &Step, fault: &Fault| match fault {
            Fault::Delay { .. } => {
                step.leaves() + 2 * 5 + step.work_ms + step.answer_ms < step.gives_up()
            }
            _ => false,
        };
        let ambiguous = steps.map(|it| it.faults.iter().filter(|f| !harmless(it, f)).count());
        assert!(ambiguous.sum::<usize>() <= 2, "seed {seed}");
    }
}

#[test]
fn a_scenario_that_cannot_be_run_says_why() {
    let dialect = &Dialect::all()[0];
    let options = Options { faults: Faults::none(), ..Options::default() };
    let drawn = Scenario::draw(dialect, 0, &options);
    let broken = |break_it: &dyn Fn(&mut Scenario)| {
        let mut scenario = drawn.clone();
        break_it(&mut scenario);
        scenario.check().unwrap_err().to_string()
    };
    let unknown = broken(&|it| it.dialect = "nobody".to_owned());
    assert_eq!(unknown, "no rulebook `nobody` is built");
    let stranger = broken(&|it| it.clients[0].account = "eve".to_owned());
    assert_eq!(stranger, "there is no account `eve`");
    let number = broken(&|it| it.clients[0].steps[0].call = it.clients[1].steps[0].call);
    assert!(number.starts_with("two calls have the number "), "{number}");
    let overlap = broken(&|it| it.clients[0].steps[0].timeout_ms = 1_000_000);
    assert!(overlap.contains("before its client has done with"), "{overlap}");
    let instant = broken(&|it| it.clients[1].steps[0].at = it.clients[0].steps[0].at);
    assert!(instant.starts_with("two things happen "), "{instant}");
    let nature = broken(&|it| drop(it.nature.insert("colour".to_owned(), "red".to_owned())));
    assert!(nature.contains("`colour`"), "{nature}");
}
