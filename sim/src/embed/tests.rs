use model::trace::EventKind;

use super::*;

/// Puts an object, copies it, and reads the target: the statuses, or why there is none.
async fn program(service: Connection) -> Vec<Result<u16, TransportError>> {
    let calm = service.calm();
    let put = calm.request("PUT", "alpha", Some("one")).body("red").send().await;
    let copy = service.copy(("alpha", "one"), ("alpha", "two")).send().await;
    service.pause(5000).await;
    let read = service.calm().request("GET", "alpha", Some("two")).send().await;
    [put, copy, read].into_iter().map(|it| it.map(|it| it.status)).collect()
}

fn reported(fault: Option<Fault>) -> Report<Vec<Result<u16, TransportError>>> {
    let mut simulation = Simulation::new(&Dialect::all()[0], 1).bucket("alpha", Keeps::Enabled);
    if let Some(fault) = fault {
        simulation = simulation.hit(2, fault);
    }
    let report = simulation.run(program).unwrap();
    report.judged.as_ref().unwrap_or_else(|it| panic!("{it}"));
    report
}

#[test]
fn a_program_is_answered_as_the_documents_say() {
    assert_eq!(reported(None).output, [Ok(200), Ok(200), Ok(200)]);
}

#[test]
fn a_program_meets_the_errors_of_a_network() {
    let seen = |fault| reported(Some(fault)).output;
    let timeout = Err(TransportError::Timeout);
    assert_eq!(seen(Fault::LostRequest), [Ok(200), timeout, Ok(404)]);
    assert_eq!(seen(Fault::LostResponse), [Ok(200), timeout, Ok(200)]);
    assert_eq!(seen(Fault::Delay { ms: 2000 }), [Ok(200), timeout, Ok(200)]);
    assert_eq!(seen(Fault::Slow { ms: 2000 }), [Ok(200), timeout, Ok(200)]);
    assert_eq!(seen(Fault::Partition { after_ms: 1, ms: 500 }), [Ok(200), timeout, Ok(200)]);
    let killed = Fault::Kill { after_ms: 4, restart_ms: 300 };
    assert_eq!(seen(killed), [Ok(200), Err(TransportError::Reset), Ok(404)]);
    assert_eq!(seen(Fault::FailLate), [Ok(200), Ok(200), Ok(404)]);
    assert_eq!(seen(Fault::Duplicate { after_ms: 9, call: 0 }), [Ok(200), Ok(200), Ok(200)]);
    let overwritten = Fault::OverwriteSource { after_ms: 1, call: 0 };
    assert_eq!(seen(overwritten), [Ok(200), Ok(200), Ok(200)]);
}

#[test]
fn a_service_that_is_down_refuses() {
    let simulation = Simulation::new(&Dialect::all()[0], 1).bucket("alpha", Keeps::Enabled);
    let simulation = simulation.hit(1, Fault::Kill { after_ms: 1, restart_ms: 500 });
    let report = simulation.run(|service| async move {
        let put = || service.request("PUT", "alpha", Some("one")).send();
        let first = put().await.map(|it| it.status);
        let second = put().await.map(|it| it.status);
        service.pause(1000).await;
        [first, second, put().await.map(|it| it.status)]
    });
    let report = report.unwrap();
    assert_eq!(report.output[1], Err(TransportError::Refused));
    assert_eq!(report.output[2], Ok(200));
    report.judged.unwrap();
}

#[test]
fn one_seed_gives_one_history_and_every_history_is_permitted() {
    for dialect in Dialect::all() {
        for seed in 0..20 {
            let once = || {
                let simulation = Simulation::new(dialect, seed).bucket("alpha", Keeps::Enabled);
                let report = simulation.faults(&Faults::all()).run(|service| async move {
                    let one = madsim::task::spawn(program(service.named("c2")));
                    let two = program(service).await;
                    (one.await.expect("nobody kills it"), two)
                });
                let report = report.unwrap();
                report.judged.unwrap_or_else(|it| panic!("{dialect}, seed {seed}: {it}"));
                report.run.bytes()
            };
            assert_eq!(once(), once(), "{dialect}, seed {seed}");
        }
    }
}

#[test]
fn what_the_model_does_not_know_is_not_sent() {
    let simulation = Simulation::new(&Dialect::all()[0], 1).bucket("alpha", Keeps::Enabled);
    let report = simulation.run(|service| async move {
        service.request("GET", "alpha", None).flag("policy").send().await.map(|it| it.status)
    });
    let report = report.unwrap();
    assert_eq!(report.output, Err(TransportError::OutOfScope));
    let events = report.run.trace.events.iter();
    assert!(events.map(|it| &it.value.kind).all(|it| !matches!(it, EventKind::Call { .. })));
}
