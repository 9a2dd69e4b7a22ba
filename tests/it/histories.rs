//! Simulated histories: the same bytes twice and under both engines, and a few as they read.

use std::fmt::Write as _;

use model::trace::{EventKind, Trace};
use sim::drive::{Engine, run};
use sim::scenario::{Options, Scenario};

use crate::judging;

/// How many seeds of each dialect are run under each engine.
const SEEDS: u64 = 25;

fn scenarios() -> impl Iterator<Item = Scenario> {
    let options = Options { clients: 3, ..Options::default() };
    let dialects = model::dialect::Dialect::all();
    dialects
        .iter()
        .flat_map(|dialect| (0..SEEDS).map(move |seed| (dialect, seed)))
        .map(move |(dialect, seed)| Scenario::draw(dialect, seed, &options))
}

#[test]
fn a_scenario_gives_the_same_bytes_twice_and_under_every_engine() {
    for scenario in scenarios() {
        let first = run(&scenario, Engine::Queue).expect("a drawn scenario can be run").bytes();
        for engine in Engine::ALL.into_iter().filter(|it| it.is_built_in()) {
            let again = run(&scenario, engine).expect("a drawn scenario can be run").bytes();
            let (seed, name) = (scenario.seed, engine.name());
            let parts = first.iter().zip(&again).position(|(one, two)| one != two);
            assert_eq!(first.len(), again.len(), "seed {seed} under {name}: other lengths");
            assert_eq!(parts, None, "seed {seed} under {name}: bytes part here");
        }
    }
}

#[test]
fn a_few_histories_read_as_they_always_did() {
    for scenario in scenarios().filter(|it| it.seed < 2) {
        let trace = run(&scenario, Engine::Queue).expect("a drawn scenario can be run").trace;
        let name = format!("{}-{:02}", scenario.dialect, scenario.seed);
        let dialect = model::dialect::Dialect::named(&scenario.dialect).expect("it is built");
        assert_eq!(judging::forbidden_lines(dialect, &trace), [0; 0], "{name}");
        insta::assert_snapshot!(name, story(&trace));
    }
}

/// One line per event: when, which call, what.
fn story(trace: &Trace) -> String {
    let mut story = String::new();
    for event in &trace.events {
        let line = match &event.value.kind {
            EventKind::Call { number, sent } => {
                let request = &sent.request;
                format!("{number} {} sends {} {}", sent.client, request.method, request.target)
            }
            EventKind::Return { number, response } => format!("{number} gets {}", response.status),
            EventKind::Lost { number, why } => format!("{number} is lost: {why:?}"),
            EventKind::Exchange { sent, response } => {
                format!("{} {} gets {}", sent.request.method, sent.request.target, response.status)
            }
        };
        writeln!(story, "{} {line}", event.value.at).expect("a string takes every line");
    }
    story
}
