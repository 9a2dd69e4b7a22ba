//! Known copy bugs of public trackers, put into simulated services and clients: each must be found
//! within a fixed number of short histories, by the documents of the dialect it is put into.
//!
//! Ids are those of our list of bugs; the names are ours. What the documents of no dialect speak
//! about is listed in `outside` with the reason.

use std::fmt::Write as _;

use model::dialect::{Dialect, Permits};
use model::oracle::Limits;
use sim::drive::{Engine, Run, run, run_as};
use sim::finding::{Finding, Judges, judge};
use sim::minimise::minimise;
use sim::scenario::Scenario;

mod clients;
mod outside;
mod season;
mod services;
mod twist;
mod world;

use clients::{CLIENTS, Client};
use outside::OUTSIDE;
use services::{CANARY, Makes, SERVICES, Service};
use twist::{twisted, with_requests_of};
use world::World;

/// The histories tried for one bug.
const BUDGET: u64 = 2_000;

/// The seasoned scenarios of each dialect in which a right service is judged.
const RIGHT: u64 = 60;

/// The bugs of the list.
const LISTED: usize = 98;

/// The histories tried to make the one that shows a bug smaller.
const SMALLER: u64 = 300;

/// What a service with a bug does in a scenario; none where the two do not fit.
fn run_with(service: &Service, dialect: &Dialect, scenario: &Scenario) -> Option<Run> {
    match service.makes {
        Makes::Rows(rows) => {
            let mut mutant = dialect.clone();
            let mut scenario = scenario.clone();
            for (clause, reading) in rows {
                mutant = mutant.with(*clause, Permits::Documented(*reading));
                scenario.nature.remove(clause.name());
            }
            run_as(&mutant, &scenario, Engine::Queue).ok()
        }
        Makes::Answers(twist) => Some(twisted(dialect, run(scenario, Engine::Queue).ok()?, twist)),
        Makes::Misreads(misread) => {
            let mut misread_one = scenario.clone();
            let steps = misread_one.clients.iter_mut().flat_map(|it| &mut it.steps);
            let misreads = steps.filter_map(|it| misread(&mut it.request).then_some(())).count();
            if misreads == 0 {
                return None;
            }
            let run = run(&misread_one, Engine::Queue).ok()?;
            Some(with_requests_of(dialect, scenario, run))
        }
    }
}

/// What the right documents have against it; possible worlds are asked where `both`.
fn convicted(service: &Service, scenario: &Scenario, both: bool) -> Option<Finding> {
    let dialect = Dialect::named(service.dialect).expect("its table is built");
    let run = run_with(service, dialect, scenario)?;
    let judged = judge(dialect, &run, Limits::default(), if both { usize::MAX } else { 0 });
    judged.objection.as_ref()?;
    judged.finding()
}

/// Whether the service that keeps to the documents is let off, as it should be.
fn is_fair(dialect: &Dialect, scenario: &Scenario) -> bool {
    let run = run(scenario, Engine::Queue).expect("what a wrong service does, a right one can");
    judge(dialect, &run, Limits::default(), 0).objection.is_none()
}

/// How a bug was found.
struct Found {
    executions: u64,
    by: &'static str,
    calls: usize,
}

fn search(service: &Service) -> Option<Found> {
    let dialect = Dialect::named(service.dialect).expect("its table is built");
    for seed in 0..BUDGET {
        let scenario = season::scenario(dialect, seed);
        if convicted(service, &scenario, false).is_none() || !is_fair(dialect, &scenario) {
            continue;
        }
        let mut find = |it: &Scenario| convicted(service, it, false);
        let minimal = minimise(&scenario, SMALLER, &mut find, &mut |_| {});
        let least = minimal.map(|it| it.history).filter(|it| is_fair(dialect, it));
        let least = least.unwrap_or(scenario);
        let by = match convicted(service, &least, true).map(|it| it.by) {
            Some(Judges::CommitOrder) => "commit order",
            Some(Judges::All | Judges::PossibleWorlds) => "both",
            None => "commit order, not once smaller",
        };
        let calls = least.clients.iter().map(|it| it.steps.len()).sum();
        return Some(Found { executions: seed + 1, by, calls });
    }
    None
}

fn line(table: &mut String, cells: [&str; 6]) {
    let [id, name, dialect, by, executions, calls] = cells;
    writeln!(table, "{id:7}{name:55}{dialect:13}{by:14}{executions:>6}{calls:>7}")
        .expect("a string takes text");
}

#[test]
fn services_with_known_bugs_are_found() {
    let mut table = String::new();
    line(&mut table, ["bug", "what it does", "dialect", "found by", "after", "calls"]);
    let mut missed = Vec::new();
    for (service, found) in SERVICES.iter().zip(search_all()) {
        let Service { id, name, dialect, .. } = service;
        if let Some(Found { executions, by, calls }) = found {
            let (executions, calls) = (executions.to_string(), calls.to_string());
            line(&mut table, [id, name, dialect, by, &executions, &calls]);
        } else {
            line(&mut table, [id, name, dialect, "-", "-", "-"]);
            missed.push(*id);
        }
    }
    println!("{table}");
    insta::assert_snapshot!("services", table);
    assert_eq!(missed, [""; 0], "not found within {BUDGET} histories");
}

/// What is found of each, in their order.
#[expect(clippy::disallowed_methods, reason = "each thread looks for bugs by itself")]
fn search_all() -> Vec<Option<Found>> {
    let half = |odd: usize| SERVICES.iter().skip(odd).step_by(2).map(search).collect::<Vec<_>>();
    let (even, odd) = std::thread::scope(|scope| {
        let odd = scope.spawn(|| half(1));
        (half(0), odd.join().expect("its bugs were looked for"))
    });
    let (mut even, mut odd) = (even.into_iter(), odd.into_iter());
    let in_turn = |at: usize| if at.is_multiple_of(2) { even.next() } else { odd.next() };
    (0..SERVICES.len()).map(in_turn).map(Option::flatten).collect()
}

#[test]
fn the_canary_is_found_at_once() {
    let found = search(&CANARY).expect("a copy that loses metadata is found");
    assert!(found.executions <= 50 && found.calls <= 3, "{} {}", found.executions, found.calls);
}

#[test]
fn a_right_service_is_never_convicted() {
    let mut wronged = Vec::new();
    for dialect in Dialect::all() {
        for seed in 0..RIGHT {
            let scenario = season::scenario(dialect, seed);
            let run = run(&scenario, Engine::Queue).expect("a seasoned scenario can be run");
            let judged = judge(dialect, &run, Limits::default(), usize::MAX);
            if judged.objection.is_some() || judged.disagreement().is_some() {
                wronged.push((dialect.name, seed));
            }
        }
    }
    assert_eq!(wronged, [], "right services that were convicted: dialect and seed");
}

#[test]
fn every_bug_of_the_list_is_put_somewhere_once() {
    let services = SERVICES.iter().map(|it| it.id);
    let clients = CLIENTS.iter().map(|it| it.id);
    let outside = OUTSIDE.iter().flat_map(|(ids, _)| ids.iter().copied());
    let all: Vec<_> = services.chain(clients).chain(outside).collect();
    let mut listed: Vec<_> = all.iter().filter(|it| it.starts_with('B')).collect();
    listed.sort_unstable();
    let named = listed.len();
    listed.dedup();
    assert_eq!((named, listed.len()), (LISTED, LISTED), "{listed:?}");
}

/// The histories tried for one client.
const TASKS: u64 = 30;

#[test]
fn clients_with_known_bugs_are_found_and_right_ones_are_not() {
    let mut table = String::new();
    line(&mut table, ["bug", "what it does", "dialect", "found by", "after", "calls"]);
    let mut missed = Vec::new();
    let mut unjust = Vec::new();
    for Client { id, name, dialect, task } in CLIENTS {
        let rules = Dialect::named(dialect).expect("its table is built");
        let mut found = None;
        for seed in 0..TASKS {
            let mut world = World::of(rules, seed);
            if !task(&mut world, false) {
                unjust.push((*id, seed));
                break;
            }
            let mut world = World::of(rules, seed);
            if !task(&mut world, true) {
                let calls = usize::try_from(world.calls()).unwrap_or(usize::MAX);
                let (after, calls) = found.unwrap_or((seed + 1, calls)).min((seed + 1, calls));
                found = Some((after, calls));
            }
        }
        if let Some((after, calls)) = found {
            let (after, calls) = (after.to_string(), calls.to_string());
            line(&mut table, [id, name, dialect, "end to end", &after, &calls]);
        } else {
            line(&mut table, [id, name, dialect, "-", "-", "-"]);
            missed.push(*id);
        }
    }
    println!("{table}");
    insta::assert_snapshot!("clients", table);
    assert_eq!(unjust, [], "right clients that fail");
    assert_eq!(missed, [""; 0], "not found within {TASKS} histories");
}
