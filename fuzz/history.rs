//! Histories: a scenario made of bytes is run, and judged as the history of any service is.

use model::dialect::Dialect;
use model::generate::Choose;
use model::oracle::{Limits, Oracle, Verdict};
use sim::drive::{Engine, Run, run_as};
use sim::fault::Faults;
use sim::judge::judge_in_commit_order;
use sim::scenario::{Options, Scenario};

use crate::bytes::Bytes;

/// Bytes that tell one call, about. A scenario has no more calls than its bytes can tell, for those
/// made of nothing are all the same one: they show little, and their order is long to search.
const BYTES_PER_CALL: usize = 16;

/// The scenario that `bytes` stand for: dialect, size, who calls what and when, and every fault.
/// Only what the service is free to pick is drawn, from a seed among the bytes.
pub fn scenario(bytes: &[u8]) -> Scenario {
    let choose: &mut dyn Choose = &mut Bytes::of(bytes);
    let dialect = choose.pick(Dialect::all());
    let seed = choose.below(1 << 16) as u64;
    let clients = 1 + choose.below(3);
    let told = bytes.len() / BYTES_PER_CALL / clients;
    let steps = 2 + choose.below(7).min(told.saturating_sub(2));
    let options = Options { clients, steps, faults: Faults::all(), ambiguous: 3 };
    Scenario::choose(dialect, seed, &options, choose)
}

/// Runs the scenario of `bytes` on the event queue, with a service that behaves as `service`
/// makes of its dialect, and judges it by the dialect itself. A service that is its dialect's is
/// accepted.
///
/// # Errors
///
/// The first answer that is not accepted, and the trace it stands in.
pub fn judged(bytes: &[u8], service: impl Fn(&Dialect) -> Dialect) -> Result<Run, String> {
    let scenario = scenario(bytes);
    let dialect = Dialect::named(&scenario.dialect).expect("a scenario of bytes has a dialect");
    let run = run_as(&service(dialect), &scenario, Engine::Queue)
        .map_err(|error| format!("{error}: {scenario:#?}"))?;
    let judged = by_possible_worlds(dialect, &run).and_then(|()| {
        judge_in_commit_order(dialect, &run).map_err(|error| format!("{error}: {error:#?}"))
    });
    let trace = || String::from_utf8_lossy(&run.bytes()).into_owned();
    match judged {
        Ok(()) => Ok(run),
        Err(divergence) => Err(format!("{divergence}\n{}", trace())),
    }
}

/// Whether every answer is allowed, as far as its clients can tell.
fn by_possible_worlds(dialect: &Dialect, run: &Run) -> Result<(), String> {
    let oracle = Oracle::new(dialect, &run.trace.header, Limits::default());
    let mut oracle = oracle.map_err(|error| error.to_string())?;
    for event in &run.trace.events {
        match oracle.feed(&event.value) {
            Some(it) if !matches!(it.verdict, Verdict::Allowed | Verdict::Silent) => {
                return Err(format!("line {}: {} {it:#?}", event.line, it.verdict.as_str()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// As [`judged`], and again under madsim: the two traces are the same bytes.
///
/// # Errors
///
/// Those of [`judged`]; both traces where they differ.
pub fn run_twice(bytes: &[u8]) -> Result<(), String> {
    let queue = judged(bytes, Clone::clone)?.bytes();
    let scenario = scenario(bytes);
    let dialect = Dialect::named(&scenario.dialect).expect("a scenario of bytes has a dialect");
    // The engine gives the run a thread of its own, so libFuzzer's alarm never meets its clock.
    let run = run_as(dialect, &scenario, Engine::Madsim).map_err(|error| error.to_string())?;
    let madsim = run.bytes();
    if madsim == queue {
        return Ok(());
    }
    let text = String::from_utf8_lossy;
    Err(format!("the queue wrote\n{}\nmadsim wrote\n{}", text(&queue), text(&madsim)))
}
