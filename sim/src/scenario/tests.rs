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
            Fault::Delay { .. } => step.answers(step.leaves() + 5) + 5 < step.gives_up(),
            _ => false,
        };
        let is_ambiguous =
            |step: &Step, fault: &Fault| fault.kind().is_ambiguous() && !harmless(step, fault);
        let opened = |fault: &Fault| match fault {
            Fault::Kill { .. } => options.clients,
            _ => 1,
        };
        let ambiguous = steps
            .map(|it| it.faults.iter().filter(|f| is_ambiguous(it, f)).map(opened).sum::<usize>());
        // Two are drawn; a short delay may become a third where instants would meet without it.
        assert!(ambiguous.sum::<usize>() <= 3, "seed {seed}");
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
    assert!(instant.contains(": two things happen "), "{instant}");
    let twin = broken(&|it| it.buckets[1].name = it.buckets[0].name.clone());
    assert!(twin.starts_with("a second bucket is called `"), "{twin}");
    let late = broken(&|it| it.clients[0].steps[0].at = u64::MAX);
    assert!(late.contains("longer than 10,000,000,000 ms"), "{late}");
    let beyond = broken(&|it| {
        it.clients[0].steps[0].request = Draft::of("GET", "alpha", None).flag("policy");
    });
    assert!(beyond.ends_with("asks for something that is not modelled"), "{beyond}");
    let nature = broken(&|it| drop(it.nature.insert("colour".to_owned(), "red".to_owned())));
    assert!(nature.contains("`colour`"), "{nature}");
}

#[test]
fn a_scenario_decides_every_question_of_its_dialect_and_every_reading_comes_up() {
    for dialect in Dialect::all() {
        let mut seen = BTreeMap::<_, BTreeSet<String>>::new();
        for seed in 0..300 {
            let options = Options { clients: 1, steps: 1, ..Options::default() };
            let scenario = Scenario::draw(dialect, seed, &options);
            let questions = dialect.questions().map(Clause::name).collect::<BTreeSet<_>>();
            let decided = scenario.nature.keys().map(String::as_str).collect();
            assert_eq!(questions, decided, "{dialect}, seed {seed}");
            for (question, reading) in scenario.nature {
                seen.entry(question).or_default().insert(reading);
            }
        }
        for clause in dialect.questions().filter(|it| it.name() != "failed_200_body") {
            let count = dialect.row(clause).candidates().count_ones() as usize;
            assert_eq!(seen[clause.name()].len(), count, "{dialect}, {}", clause.name());
        }
    }
}

#[test]
fn a_service_whose_nature_is_not_told_has_one_all_the_same() {
    for dialect in Dialect::all() {
        let mut scenario = Scenario::draw(dialect, 0, &Options::default());
        scenario.nature.clear();
        let assumed = scenario.assumptions(dialect).unwrap();
        for clause in dialect.questions() {
            let default = 1 << dialect.row(clause).readings()[0];
            assert_eq!(assumed.candidates(dialect, clause), default, "{dialect}");
        }
    }
}

#[test]
fn a_saved_scenario_has_a_line_per_step_and_is_read_back() {
    for dialect in Dialect::all() {
        let scenario = Scenario::draw(dialect, 3, &Options::default());
        let text = scenario.text();
        assert_eq!(text.lines().filter(|it| it.contains("\"at\": ")).count(), 40);
        assert_eq!(Scenario::read("saved", &text), Ok(scenario));
    }
}

#[test]
fn a_file_that_is_no_scenario_is_refused_where_it_is_wrong() {
    let dialect = &Dialect::all()[0];
    let text = Scenario::draw(dialect, 3, &Options::default()).text();
    let line = |part: &str| 1 + text.lines().position(|it| it.contains(part)).unwrap();
    let refused = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        Scenario::read("file", &text.replacen(from, to, 1)).unwrap_err().to_string()
    };
    let start = |number: usize, what: &str| format!("file:{number}:1: {what}");
    let call = line("\"call\": 2,");
    let unknown = refused("\"seed\"", "\"sead\"");
    assert!(unknown.starts_with("file:3:"), "{unknown}");
    assert!(unknown.contains(": unknown field `sead`; expected one of `dialect`"), "{unknown}");
    let text_for_number = refused("\"call\": 2,", "\"call\": \"2\",");
    assert!(text_for_number.starts_with(&format!("file:{call}:")), "{text_for_number}");
    assert!(text_for_number.ends_with("; expected u32"), "{text_for_number}");
    let late = refused("\"call\": 2,", "\"call\": 3,");
    assert!(late.starts_with("file:") && late.contains("two calls have the number 3"), "{late}");
    let stranger = refused("\"account\": \"alice\"", "\"account\": \"eve\"");
    let eve = line("\"account\": \"alice\"");
    assert!(stranger.starts_with(&start(eve, "there is no account `eve`")), "{stranger}");
    let dialect = refused("\"dialect\": \"", "\"dialect\": \"x");
    assert!(dialect.starts_with(&start(2, "no rulebook `x")), "{dialect}");
    let question = dialect_question(&text);
    let nature = refused(&question, &format!("{question}x"));
    assert!(nature.starts_with(&start(5, "`")), "{nature}");
    let cut = Scenario::read("file", &text[..text.len() / 2]).unwrap_err().to_string();
    assert!(cut.contains("; expected "), "{cut}");
    assert!(Scenario::read("file", "").is_err() && Scenario::read("file", "[]").is_err());
}

/// The first question in the text of a scenario, without the quotation mark behind it.
fn dialect_question(text: &str) -> String {
    let line = text.lines().nth(4).unwrap().trim();
    line.split_inclusive("\": ").next().unwrap().trim_end_matches("\": ").to_owned()
}

/// The statuses of all calls but the first: after the put of `one`, copies of `source` with a
/// directive that there is not.
fn statuses_of_copies(dialect: &Dialect, seed: u64, source: &str) -> BTreeSet<u16> {
    use model::generate::{Fill, SourceForm};
    use model::trace::EventKind;
    let options = Options { clients: 1, faults: Faults::none(), ..Options::default() };
    let mut scenario = Scenario::draw(dialect, seed, &options);
    scenario.buckets.iter_mut().for_each(|it| it.shared = true);
    let prefix = dialect.wire.prefix;
    for (at, step) in scenario.clients[0].steps.iter_mut().enumerate() {
        let key = if at == 0 { "one".to_owned() } else { format!("copy {at}") };
        step.request = Draft::of("PUT", "alpha", Some(&key));
        if at > 0 {
            let (bucket, key) = ("alpha".to_owned(), source.to_owned());
            let source = Fill::Source { bucket, key, form: SourceForm::Path, version: None };
            step.request.headers.push((format!("{prefix}copy-source"), source));
            step.request.text(&format!("{prefix}metadata-directive"), "SIDEWAYS");
        }
    }
    let run = run(&scenario, Engine::Queue).unwrap();
    let answers = run.trace.events.iter().filter_map(|it| match &it.value.kind {
        EventKind::Return { response, .. } => Some(response.status),
        _ => None,
    });
    answers.skip(1).collect()
}

#[test]
fn a_service_answers_by_its_nature_for_life_and_picks_anew_what_it_is_free_to_pick() {
    for dialect in Dialect::all() {
        let mut picked_anew = false;
        for seed in 0..60 {
            let settled = statuses_of_copies(dialect, seed, "one");
            assert_eq!(settled.len(), 1, "{dialect}, seed {seed}: {settled:?}");
            // Which of two errors is reported is free.
            picked_anew |= statuses_of_copies(dialect, seed, "none").len() > 1;
        }
        assert!(picked_anew, "{dialect}");
    }
}
