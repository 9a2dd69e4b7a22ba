//! How long the oracle takes over histories of one register, beside two public checkers that know
//! nothing else.
//!
//! Clients overwrite and read one key of a bucket without versions; every call is answered. A good
//! history is what a service answered; in a bad one two reads far apart have each other's answer.
//! All three checkers judge the same history in one run, and must agree. The public ones are given
//! reads and writes of numbers; the oracle is given the requests and answers of HTTP with all that
//! the documents say of them, and explains each answer instead of saying yes or no at the end.
#![expect(clippy::disallowed_methods, reason = "a benchmark measures time; nothing hangs on it")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::dialect::Dialect;
use model::http::{Body, Headers, HttpRequest, HttpResponse};
use model::name::Timestamp;
use model::oracle::{Limits, Oracle, Verdict};
use model::permitted::Credentials;
use model::store::Principal;
use model::trace::{Event, EventKind, Header, Sent};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use sim::scenario::{Keeps, Options, Scenario};
use sim::server::{Arrived, Server};
use stateright::semantics::register::{Register, RegisterOp, RegisterRet};
use stateright::semantics::{ConsistencyTester as _, LinearizabilityTester};
use todc_utils::linearizability::WGLChecker;
use todc_utils::linearizability::history::{Action, History};
use todc_utils::specifications::register::{RegisterOperation, RegisterSpecification};

/// Clients, and calls of each.
const SIZES: [(usize, usize); 3] = [(4, 6), (5, 6), (6, 10)];

/// Histories of each size.
const HISTORIES: u64 = 10;

/// The most calls of a bad history that are given to `stateright`, whose time grows with the number
/// of orders there are.
const MOST_BAD_CALLS: usize = 24;

/// The most calls of a good history that are given to it.
const MOST_GOOD_CALLS: usize = 60;

const BEGIN: Timestamp = Timestamp(1_772_000_000_000);

/// What the register is asked and, where it is read, what it answers.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Write(u64),
    Read(Option<u64>),
}

/// One moment of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    Commit,
    Call,
    Return,
}

/// A history, as each of the checkers takes it.
struct Recorded {
    header: Header,
    /// In order: client, call, and whether it ends.
    moments: Vec<(usize, usize, bool)>,
    /// Per call.
    sent: Vec<Sent>,
    answers: Vec<HttpResponse>,
    asked: Vec<Operation>,
}

fn main() -> ExitCode {
    println!("median over {HISTORIES} histories of one register, in milliseconds\n");
    println!("{:<28}{:>12}{:>14}{:>14}", "history", "copyspec", "todc-utils", "stateright");
    for (clients, calls) in SIZES {
        for is_good in [true, false] {
            let mut times: [Vec<Duration>; 3] = Default::default();
            let mut gave_up = false;
            for seed in 0..HISTORIES {
                let mut history = record(seed, clients, calls);
                if !is_good && !history.spoil() {
                    continue;
                }
                // One history that is too much for the oracle says enough.
                let judged = (!gave_up).then(|| measured(&mut times[0], || history.judge()));
                let judged = judged.flatten();
                gave_up |= judged.is_none();
                let known = measured(&mut times[1], || history.check());
                let limit = if is_good { MOST_GOOD_CALLS } else { MOST_BAD_CALLS };
                let tested =
                    (clients * calls <= limit).then(|| measured(&mut times[2], || history.test()));
                if [judged, tested].iter().flatten().any(|it| *it != known) {
                    eprintln!(
                        "seed {seed}, {clients} x {calls}: the oracle says {judged:?}, todc-utils \
                         {known}, stateright {tested:?}"
                    );
                    return ExitCode::FAILURE;
                }
            }
            let name =
                format!("{clients} clients x {calls}, {}", if is_good { "good" } else { "bad" });
            let [own, todc, stateright] = times.map(median);
            let own = if gave_up { "gave up".to_owned() } else { own };
            println!("{name:<28}{own:>12}{todc:>14}{stateright:>14}");
        }
    }
    ExitCode::SUCCESS
}

fn measured<T>(times: &mut Vec<Duration>, work: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let result = work();
    times.push(begin.elapsed());
    result
}

fn median(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let middle = times.get(times.len() / 2);
    middle.map_or_else(|| "not tried".to_owned(), |it| format!("{:.3}", it.as_secs_f64() * 1e3))
}

/// By which the oracle judges.
fn dialect() -> &'static Dialect {
    &Dialect::all()[0]
}

/// A history of a service that answers as it should.
fn record(seed: u64, clients: usize, calls: usize) -> Recorded {
    let dialect = dialect();
    let options = Options { clients: 1, steps: 1, ..Options::default() };
    let mut scenario = Scenario::draw(dialect, 0, &options);
    scenario.nature = BTreeMap::new();
    for bucket in &mut scenario.buckets {
        (bucket.versioning, bucket.owner) = (Keeps::Unversioned, "alice".to_owned());
    }
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut below = |limit: u64| random.next_u64() % limit;
    let mut timeline = Vec::new();
    let mut sent = Vec::new();
    let mut asked = Vec::new();
    for client in 0..clients {
        let mut now = below(10);
        for at in 0..calls {
            let call = sent.len();
            // The first call of the first client stores what all others may read.
            let writes = at == 0 || below(2) == 0;
            sent.push(request(client, writes.then_some(call as u64)));
            asked.push(if writes { Operation::Write(call as u64) } else { Operation::Read(None) });
            let commit = now + 1 + below(20);
            let end = commit + 1 + below(20);
            timeline.extend([
                (now, Moment::Call, call),
                (commit, Moment::Commit, call),
                (end, Moment::Return, call),
            ]);
            now = end + 1 + below(4);
        }
    }
    timeline.sort_unstable();
    let mut server =
        Server::new(&scenario, Arc::new(dialect.clone())).expect("a service of its dialect");
    let mut answers = vec![None; sent.len()];
    let mut moments = Vec::new();
    for (now, moment, call) in timeline {
        match moment {
            Moment::Commit => {
                let now = BEGIN.plus(i64::try_from(now).unwrap_or(0));
                let arrived = Arrived {
                    call: u32::try_from(call).unwrap_or(0),
                    principal: &sent[call].principal,
                    request: &sent[call].request,
                    wish: None,
                };
                let answer = server.answer(now, &arrived);
                if let Operation::Read(value) = &mut asked[call] {
                    *value = value_of(&answer);
                }
                answers[call] = Some(answer);
            }
            Moment::Call => moments.push((call / calls, call, false)),
            Moment::Return => moments.push((call / calls, call, true)),
        }
    }
    let header = Header {
        dialect: dialect.name.to_owned(),
        origin: "a register".to_owned(),
        rules: Vec::new(),
        assume: BTreeMap::new(),
        endpoint: None,
        setup: scenario.setup(),
        notes: None,
    };
    let answers = answers.into_iter().map(|it| it.expect("every call commits")).collect();
    Recorded { header, moments, sent, answers, asked }
}

fn request(client: usize, value: Option<u64>) -> Sent {
    let body = value.map_or_else(Vec::new, |it| it.to_string().into_bytes());
    Sent {
        client: format!("c{client}"),
        principal: Principal::Account("alice".into()),
        credentials: Credentials::Valid,
        request: HttpRequest {
            method: if value.is_some() { "PUT" } else { "GET" }.to_owned(),
            target: "/alpha/one".to_owned(),
            headers: Headers::default(),
            body: Body::Bytes(body.into()),
        },
    }
}

/// What a read answered; nothing where the register has never been written.
fn value_of(answer: &HttpResponse) -> Option<u64> {
    answer.body.text().filter(|_| answer.status == 200)?.parse().ok()
}

impl Recorded {
    /// Exchanges the answers of the first read and the last one of another value; whether there are
    /// such.
    fn spoil(&mut self) -> bool {
        let reads = |it: &usize| matches!(self.asked[*it], Operation::Read(Some(_)));
        let ended: Vec<usize> =
            self.moments.iter().filter(|it| it.2).map(|it| it.1).filter(reads).collect();
        let value = |it: usize| value_of(&self.answers[it]);
        let Some(first) = ended.first().copied() else { return false };
        let Some(last) = ended.iter().rev().copied().find(|it| value(*it) != value(first)) else {
            return false;
        };
        self.answers.swap(first, last);
        self.asked.swap(first, last);
        true
    }

    /// Whether the oracle finds nothing forbidden; `None` where its budget does not suffice.
    fn judge(&self) -> Option<bool> {
        let mut oracle =
            Oracle::new(dialect(), &self.header, Limits::default()).expect("nothing is assumed");
        for (at, (_, call, is_end)) in (0..).zip(&self.moments) {
            let number = *call as u64;
            let kind = match is_end {
                false => EventKind::Call { number, sent: self.sent[*call].clone() },
                true => EventKind::Return { number, response: self.answers[*call].clone() },
            };
            match oracle.feed(&Event { at: BEGIN.plus(at), kind }).map(|it| it.verdict) {
                Some(Verdict::Forbidden) => return Some(false),
                Some(Verdict::GaveUp) => return None,
                _ => {}
            }
        }
        Some(true)
    }

    fn check(&self) -> bool {
        let actions = self.moments.iter().map(|(client, call, is_end)| {
            let operation = match self.asked[*call] {
                Operation::Write(value) => RegisterOperation::Write(Some(value)),
                Operation::Read(value) => RegisterOperation::Read(Some(value)),
            };
            (*client, if *is_end { Action::Response(operation) } else { Action::Call(operation) })
        });
        let history = History::from_actions(actions.collect());
        WGLChecker::<RegisterSpecification<Option<u64>>>::is_linearizable(history)
    }

    fn test(&self) -> bool {
        let mut tester = LinearizabilityTester::new(Register(None));
        for (client, call, is_end) in &self.moments {
            let step = match (self.asked[*call], is_end) {
                (Operation::Write(value), false) => {
                    tester.on_invoke(*client, RegisterOp::Write(Some(value)))
                }
                (Operation::Read(_), false) => tester.on_invoke(*client, RegisterOp::Read),
                (Operation::Write(_), true) => tester.on_return(*client, RegisterRet::WriteOk),
                (Operation::Read(value), true) => {
                    tester.on_return(*client, RegisterRet::ReadOk(value))
                }
            };
            step.expect("each client has one call at a time");
        }
        tester.is_consistent()
    }
}
