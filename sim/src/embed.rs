//! Bring your own client: asynchronous Rust code of yours against a simulated service.
//!
//! A program gets a [`Connection`], sends requests over it and awaits answers or the errors of a
//! network. It may use whatever `madsim` offers, tasks and simulated time above all; what a seed
//! draws repeats exactly. Every call is recorded as a scenario's is, and judged at the end, so a
//! service that misbehaves cannot excuse a client. Whether the client did well is for its own
//! invariants to say, over what is [stored](crate::drive::Run::store) in the end.
//!
//! Faults hit calls by the numbers in which they are sent. Nothing here retries anything: that is
//! the program's.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use madsim::runtime::{Handle, Runtime};
use madsim::task::NodeId;
use madsim::time::{TimeHandle, timeout};
use model::dialect::Dialect;
use model::generate::{Draft, Fill, Learned, Sending, SourceForm};
use model::http::{HttpRequest, HttpResponse};
use model::store::Principal;
use model::trace::Why;
use model::wire::{Operation, Request};

use crate::chance::Stream;
use crate::drive::{Run, RunError};
use crate::fault::{Fault, FaultKind, Faults};
use crate::judge::{Divergence, judge_in_commit_order};
use crate::network::Network;
use crate::recorder::Recorder;
use crate::scenario::{AccountPlan, BucketPlan, Keeps, Options, Scenario, Step, fault, instant};
use crate::server::{Arrived, Server};

/// How long a client waits for an answer, in milliseconds, unless told otherwise.
const PATIENCE: u64 = 1000;

/// What the times of drawn faults are measured by, in milliseconds: about as long as a call takes.
const WINDOW: u64 = 40;

/// A service to run a program against, and what goes wrong on the way.
#[derive(Clone, Debug)]
pub struct Simulation {
    scenario: Scenario,
    /// The kinds of faults that are drawn, and for one in how many calls.
    drawn: (Vec<FaultKind>, usize),
    planned: BTreeMap<u32, Vec<Fault>>,
}

/// What came of a program.
#[derive(Debug)]
pub struct Report<T> {
    /// What it returned.
    pub output: T,
    /// What it did and saw, and what the service holds when all has come to rest.
    pub run: Run,
    /// Whether the service did what its documents permit.
    pub judged: Result<(), Divergence>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// The service was not there: the request had no effect.
    #[error("the connection was refused")]
    Refused,
    /// The service went away: the request may have had its effect, or not.
    #[error("the connection was reset")]
    Reset,
    /// No answer came in time: the request may have had its effect, or may have it yet, or never.
    #[error("no answer came in time")]
    Timeout,
    /// The simulated service knows no such operation; nothing was sent.
    #[error("the operation is out of the model's scope")]
    OutOfScope,
}

impl Simulation {
    /// A service of that dialect which belongs to the account `owner`, has no bucket, and fails
    /// nobody. The seed draws how it reads what its documents leave open, and all it picks freely.
    pub fn new(dialect: &Dialect, seed: u64) -> Self {
        let nobody = Options { clients: 0, steps: 0, ..Options::default() };
        let mut scenario = Scenario::draw(dialect, seed, &nobody);
        let (name, access_key) = ("owner".to_owned(), "AKOWNER".to_owned());
        scenario.accounts = vec![AccountPlan { name, access_key }];
        scenario.buckets.clear();
        Self { scenario, drawn: (Vec::new(), 1), planned: BTreeMap::new() }
    }

    /// This with an empty bucket.
    #[must_use]
    pub fn bucket(mut self, name: &str, versioning: Keeps) -> Self {
        let (name, owner) = (name.to_owned(), "owner".to_owned());
        self.scenario.buckets.push(BucketPlan { name, owner, versioning, shared: false });
        self
    }

    /// This with faults of those kinds: each seed draws its own subset of them, how often they
    /// strike, and which calls.
    #[must_use]
    pub fn faults(mut self, faults: &Faults) -> Self {
        let stream = &mut Stream::named(self.scenario.seed, "embedded rates", 0);
        let choose: &mut dyn model::generate::Choose = stream;
        let all: Vec<_> = faults.kinds().collect();
        let some: Vec<_> = all.iter().copied().filter(|_| choose.chance(1, 2)).collect();
        let kinds = if some.is_empty() { all } else { some };
        self.drawn = (kinds, *choose.pick(&[2, 4, 8, 16]));
        self
    }

    /// This with a fault that hits the call of that number; the first one is 1. A call that there
    /// is because of a fault takes the next number, whatever the fault says.
    #[must_use]
    pub fn hit(mut self, call: u32, fault: Fault) -> Self {
        self.planned.entry(call).or_default().push(fault);
        self
    }

    /// Runs a program against the service, lets all that is under way come to rest, and judges what
    /// the service did.
    ///
    /// # Errors
    ///
    /// Where the service cannot be: two buckets of one name, say.
    ///
    /// # Panics
    ///
    /// Where the program does.
    pub fn run<T, F>(
        self,
        program: impl FnOnce(Connection) -> F + Send + 'static,
    ) -> Result<Report<T>, RunError>
    where
        T: Send + 'static,
        F: Future<Output = T> + Send + 'static,
    {
        let dialect = self.scenario.check_service()?;
        let server = Server::new(&self.scenario, Arc::new(dialect.clone()))?;
        let recorder = Recorder::new(&self.scenario);
        let seed = self.scenario.seed;
        let simulate = move || {
            let runtime = Runtime::with_seed_and_config(seed, madsim::Config::default());
            runtime.block_on(self.conduct(dialect, server, recorder, program))
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "one thread, waited for: no order can differ"
        )]
        let thread = std::thread::spawn(simulate);
        let (output, run) = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let judged = judge_in_commit_order(dialect, &run);
        Ok(Report { output, run, judged })
    }

    async fn conduct<T, F>(
        self,
        dialect: &'static Dialect,
        server: Server,
        recorder: Recorder,
        program: impl FnOnce(Connection) -> F,
    ) -> (T, Run)
    where
        T: Send + 'static,
        F: Future<Output = T> + Send + 'static,
    {
        let runtime = Handle::current();
        let service = runtime.create_node().name("service").build();
        let node = runtime.create_node().name("program").build();
        let time = TimeHandle::current();
        let state = State {
            server,
            recorder,
            last_call: 0,
            last_turn: 0,
            rest: 0,
            outages: Vec::new(),
            partitions: Vec::new(),
        };
        let world = World {
            simulation: Arc::new(self),
            dialect,
            start: time.now_instant(),
            time,
            service: service.id(),
            state: Arc::new(Mutex::new(Some(state))),
        };
        let connection = Connection {
            world: world.clone(),
            name: "c1".to_owned(),
            patience: PATIENCE,
            weather: Weather::Any,
        };
        let output = node.spawn(program(connection)).await.expect("nobody kills the program");
        loop {
            let rest = world.with(|it| it.rest);
            if world.now() > rest {
                break;
            }
            world.reach(rest + 1).await;
        }
        // A node left alive is never given back.
        runtime.kill(node.id());
        runtime.kill(service.id());
        madsim::time::sleep(Duration::from_millis(1)).await;
        let state = world.state.lock().expect("no task panicked").take();
        let State { server, recorder, .. } = state.expect("the state is taken once");
        let (store, commits) = server.into_parts();
        (output, Run { trace: recorder.finish(), commits, store })
    }
}

/// A client's way to the service. A clone of it is the same client.
#[derive(Clone)]
pub struct Connection {
    world: World,
    name: String,
    patience: u64,
    weather: Weather,
}

/// Whether faults hit what is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weather {
    Calm,
    Any,
}

/// A request in the making.
#[derive(Clone)]
pub struct Call {
    connection: Connection,
    draft: Draft,
}

impl Connection {
    /// Another client, of that name.
    #[must_use]
    pub fn named(&self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self.clone() }
    }

    /// This one, waiting so many milliseconds for each answer.
    #[must_use]
    pub fn waiting(&self, ms: u64) -> Self {
        Self { patience: ms.max(1), ..self.clone() }
    }

    /// This one, without faults that hit its calls: to prepare what a program is about. What hits
    /// other calls may still strike the service.
    #[must_use]
    pub fn calm(&self) -> Self {
        Self { weather: Weather::Calm, ..self.clone() }
    }

    /// The name of a header of the vendor's own, `copy-source` say.
    pub fn vendor(&self, name: &str) -> String {
        format!("{}{name}", self.world.dialect.wire.prefix)
    }

    /// Simulated time since the start, in milliseconds.
    pub fn now(&self) -> u64 {
        self.world.now()
    }

    /// Lets simulated time go by.
    pub async fn pause(&self, ms: u64) {
        self.world.reach(self.now() + ms).await;
    }

    /// A request to a bucket, or to a key of it.
    pub fn request(&self, method: &str, bucket: &str, key: Option<&str>) -> Call {
        Call { connection: self.clone(), draft: Draft::of(method, bucket, key) }
    }

    /// A copy of one key onto another.
    pub fn copy(&self, source: (&str, &str), target: (&str, &str)) -> Call {
        let mut call = self.request("PUT", target.0, Some(target.1));
        let (bucket, key) = (source.0.to_owned(), source.1.to_owned());
        let fill = Fill::Source { bucket, key, form: SourceForm::Path, version: None };
        call.draft.headers.push((self.vendor("copy-source"), fill));
        call
    }

    /// Sends a request as it is, and awaits the answer. One whose body did not arrive as a whole is
    /// [cut](HttpResponse::cut). What comes between the instants of a copy, or puts a clock wrong,
    /// leaves such a request alone.
    ///
    /// # Errors
    ///
    /// Where no answer comes.
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let (number, faults) = self.next_call();
        let step = self.step(number, Draft::of(&request.method, "", None), faults);
        self.world.call(self, step, request).await
    }

    /// The number of the next call, and what hits it.
    fn next_call(&self) -> (u32, Vec<Fault>) {
        let number = self.world.next_number();
        let planned = self.world.simulation.planned.get(&number);
        let planned = planned.filter(|_| self.weather == Weather::Any);
        (number, planned.cloned().unwrap_or_default())
    }

    fn step(&self, number: u32, request: Draft, faults: Vec<Fault>) -> Step {
        let seed = self.world.simulation.scenario.seed;
        let stream = &mut Stream::named(seed, "embedded call", number.into());
        let choose: &mut dyn model::generate::Choose = stream;
        let mut up_to = |limit| choose.below(limit) as u64;
        let mut step = Step {
            call: number,
            at: self.now(),
            request,
            read_ms: 1 + up_to(10),
            work_ms: 4 + up_to(20),
            answer_ms: 1 + up_to(5),
            timeout_ms: self.patience,
            faults,
        };
        step.faults.extend(self.drawn(choose, &step));
        for call in step.faults.iter_mut().filter_map(Fault::call_mut) {
            *call = self.world.next_number();
        }
        step
    }

    /// The fault that is drawn for a step, if one is.
    fn drawn(&self, choose: &mut dyn model::generate::Choose, step: &Step) -> Option<Fault> {
        let (kinds, one_in) = &self.world.simulation.drawn;
        if self.weather == Weather::Calm || kinds.is_empty() || !choose.chance(1, *one_in) {
            return None;
        }
        let kind = *choose.pick(kinds);
        kind.strikes(step).then(|| fault(choose, kind, step, WINDOW, &[LATENCY]))
    }
}

impl Call {
    /// This with a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft.text(name, value);
        self
    }

    /// This with a parameter.
    #[must_use]
    pub fn parameter(mut self, name: &str, value: &str) -> Self {
        self.draft.query.push((name.to_owned(), Some(Fill::Text(value.to_owned()))));
        self
    }

    /// This with a parameter that has no value.
    #[must_use]
    pub fn flag(mut self, name: &str) -> Self {
        self.draft = self.draft.flag(name);
        self
    }

    /// This with a body.
    #[must_use]
    pub fn body(mut self, text: &str) -> Self {
        text.clone_into(&mut self.draft.body);
        self
    }

    /// Sends it, and awaits the answer. One whose body did not arrive as a whole is
    /// [cut](HttpResponse::cut).
    ///
    /// # Errors
    ///
    /// Where no answer comes.
    pub async fn send(self) -> Result<HttpResponse, TransportError> {
        let Self { connection, draft } = self;
        let (number, faults) = connection.next_call();
        let step = connection.step(number, draft, faults);
        let request = connection.world.resolved(&step);
        connection.world.call(&connection, step, request).await
    }
}

/// How long a message takes, in milliseconds.
const LATENCY: u64 = 3;

/// From this instant up to, and without, that one.
type Interval = (u64, u64);

/// What every task can see.
#[derive(Clone)]
struct World {
    simulation: Arc<Simulation>,
    dialect: &'static Dialect,
    time: TimeHandle,
    start: std::time::Instant,
    service: NodeId,
    state: Arc<Mutex<Option<State>>>,
}

/// What outlives every node, and what has been decided about the network.
struct State {
    server: Server,
    recorder: Recorder,
    last_call: u32,
    /// When something last happened in the service: nothing else does in that millisecond.
    last_turn: u64,
    /// When all that is under way is over.
    rest: u64,
    outages: Vec<Interval>,
    partitions: Vec<(String, Interval)>,
}

impl State {
    fn is_down(&self, at: u64) -> bool {
        self.outages.iter().any(|(from, to)| *from <= at && at < *to)
    }

    fn is_parted(&self, client: &str, at: u64) -> bool {
        self.partitions.iter().any(|(name, (from, to))| name == client && *from <= at && at < *to)
    }
}

impl World {
    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.lock().expect("no task panicked");
        act(state.as_mut().expect("the state is there until every node is gone"))
    }

    fn next_number(&self) -> u32 {
        self.with(|it| {
            it.last_call += 1;
            it.last_call
        })
    }

    fn now(&self) -> u64 {
        let passed = self.time.now_instant().saturating_duration_since(self.start);
        u64::try_from(passed.as_millis()).unwrap_or(u64::MAX)
    }

    async fn reach(&self, ms: u64) {
        self.time.sleep_until(self.start + Duration::from_millis(ms)).await;
    }

    /// An instant, now or soon, at which nothing else happens in the service.
    async fn turn(&self) -> u64 {
        loop {
            let now = self.now();
            let is_free = self.with(|it| {
                let is_free = it.last_turn < now;
                it.last_turn = it.last_turn.max(now);
                is_free
            });
            if is_free {
                return now;
            }
            self.reach(now + 1).await;
        }
    }

    fn resolved(&self, step: &Step) -> HttpRequest {
        let scenario = &self.simulation.scenario;
        let sending = Sending {
            endpoint: &scenario.endpoint,
            access_key: &scenario.accounts[0].access_key,
            now: instant(self.now()).plus(step.clock_error()),
            integer_ids: self.dialect.wire.integer_ids,
            scheme: self.dialect.wire.scheme,
        };
        step.request.resolve(&Learned::default(), &sending)
    }

    /// Sends a call, and awaits its answer.
    async fn call(
        &self,
        by: &Connection,
        step: Step,
        http: HttpRequest,
    ) -> Result<HttpResponse, TransportError> {
        let request = Request::decode(&http, Some(&self.simulation.scenario.endpoint));
        let operation = request.operation(self.dialect.wire.prefix);
        if matches!(operation, Operation::Unmodelled(_)) && request.addressed.is_ok() {
            return Err(TransportError::OutOfScope);
        }
        let principal = Principal::Account(self.simulation.scenario.accounts[0].name[..].into());
        let step = Arc::new(step);
        self.with(|it| it.recorder.sent(step.at, step.call, &by.name, &principal, &http));
        self.strike(&by.name, &step);
        let message = Message { step: step.clone(), call: step.call, http, principal };
        for (leaves, call) in step.duplicates() {
            let second = Message { call, ..message.clone() };
            madsim::task::spawn(self.clone().second(by.name.clone(), leaves, second));
        }
        for rival in step.rivals(LATENCY) {
            let name = format!("{}-rival-{}", by.name, rival.call);
            madsim::task::spawn(self.clone().rival(name, Arc::new(rival)));
        }
        let exchange = madsim::task::spawn(self.clone().exchange(by.name.clone(), message));
        self.conclude(&step, exchange).await
    }

    /// Waits for the answer, and records what becomes of the call.
    async fn conclude(
        &self,
        step: &Step,
        exchange: madsim::task::JoinHandle<Option<Result<HttpResponse, TransportError>>>,
    ) -> Result<HttpResponse, TransportError> {
        let end = self.start + Duration::from_millis(step.gives_up());
        let patience = end.saturating_duration_since(self.time.now_instant());
        let known = match timeout(patience, exchange).await {
            Ok(Ok(known)) => known,
            Ok(Err(_)) | Err(_) => None,
        };
        let known = match known {
            Some(known) => known,
            None => {
                self.reach(step.gives_up()).await;
                Err(TransportError::Timeout)
            }
        };
        let now = self.now();
        self.with(|it| match &known {
            Ok(response) => it.recorder.answered(now, step.call, response.clone()),
            Err(TransportError::Refused) => it.recorder.lost(now, step.call, Why::Refused),
            Err(TransportError::Reset) => it.recorder.lost(now, step.call, Why::Reset),
            Err(_) => it.recorder.lost(now, step.call, Why::Timeout),
        });
        known
    }

    /// Sees to what the faults of a step do to the service and to the network.
    fn strike(&self, client: &str, step: &Step) {
        let own = step.instants(LATENCY, &[LATENCY]).into_iter().max().unwrap_or(0);
        self.with(|it| it.rest = it.rest.max(own + WINDOW));
        for fault in &step.faults {
            match fault {
                Fault::Kill { after_ms, restart_ms } => {
                    let killed = step.at + after_ms;
                    let outage = (killed, killed + restart_ms);
                    self.with(|it| it.outages.push(outage));
                    madsim::task::spawn(self.clone().interrupt(outage));
                }
                Fault::Partition { after_ms, ms } => {
                    let from = step.at + after_ms;
                    self.with(|it| it.partitions.push((client.to_owned(), (from, from + ms))));
                }
                _ => {}
            }
        }
    }

    /// Kills the service's node, and brings it back if no other outage keeps it down.
    async fn interrupt(self, (killed, back): Interval) {
        let runtime = Handle::current();
        self.reach(killed).await;
        runtime.kill(self.service);
        self.reach(back).await;
        if !self.with(|it| it.is_down(back)) {
            runtime.restart(self.service);
        }
    }

    /// Brings a request to the service and its answer back. `None` where nobody ever hears of it.
    async fn exchange(
        self,
        client: String,
        message: Message,
    ) -> Option<Result<HttpResponse, TransportError>> {
        let step = message.step.clone();
        let leaves = step.leaves();
        self.reach(leaves).await;
        if self.with(|it| it.is_parted(&client, leaves)) {
            return None;
        }
        if self.with(|it| it.is_down(leaves)) {
            self.reach(leaves + 2 * LATENCY).await;
            return (leaves == step.at).then_some(Err(TransportError::Refused));
        }
        if step.faults.contains(&Fault::LostRequest) {
            return None;
        }
        let served = self.delivered(leaves, &message).await;
        let now = self.now();
        let is_gone = step.faults.contains(&Fault::LostResponse) && served.is_some();
        if is_gone || self.with(|it| it.is_parted(&client, now)) {
            return None;
        }
        self.reach(now + LATENCY).await;
        Some(match served {
            Some(response) => Ok(Network::arriving(&step, response)),
            None => Err(TransportError::Reset),
        })
    }

    /// Lets the service work for a request that has left. `None` where it is killed before it
    /// answers.
    async fn delivered(&self, leaves: u64, message: &Message) -> Option<HttpResponse> {
        let arrives = leaves + LATENCY;
        self.reach(arrives).await;
        let is_killed = |it: &mut State| {
            it.outages.iter().any(|(killed, _)| leaves < *killed && *killed <= arrives)
                || it.is_down(arrives)
        };
        if self.with(is_killed) {
            return None;
        }
        let node = Handle::current().get_node(self.service).expect("the node was made");
        node.spawn(self.clone().serve(arrives, message.clone())).await.ok()
    }

    /// The service's work for a request: it is lost with the node.
    async fn serve(self, arrives: u64, message: Message) -> HttpResponse {
        let Message { step, call, http, principal } = message;
        self.reach(step.reads(arrives)).await;
        let read = self.turn().await;
        let reading = self.with(|it| it.server.read(instant(read)));
        self.reach(step.commits(arrives)).await;
        let at = self.turn().await;
        let wish = step.wish().filter(|_| call == step.call);
        let arrived = Arrived { call, principal: &principal, request: &http, wish };
        let response = self.with(|it| it.server.commit(instant(at), &arrived, &reading));
        self.reach(step.answers(arrives)).await;
        response
    }

    /// A second delivery, whose answer nobody reads.
    async fn second(self, client: String, leaves: u64, message: Message) {
        self.reach(leaves).await;
        if self.with(|it| it.is_parted(&client, leaves) || it.is_down(leaves)) {
            return;
        }
        let now = self.now();
        self.with(|it| {
            it.recorder.sent(now, message.call, &client, &message.principal, &message.http);
            it.recorder.lost(now, message.call, Why::Timeout);
        });
        self.delivered(leaves, &message).await;
    }

    /// What somebody else does to the source of a copy.
    async fn rival(self, name: String, step: Arc<Step>) {
        self.reach(step.at).await;
        let principal = Principal::Account(self.simulation.scenario.accounts[0].name[..].into());
        let http = self.resolved(&step);
        self.with(|it| it.recorder.sent(step.at, step.call, &name, &principal, &http));
        let message = Message { step: step.clone(), call: step.call, http, principal };
        // Its name is that of no client, so nothing parts it from the service.
        let exchange = madsim::task::spawn(self.clone().exchange(name, message));
        // What it is answered is in the record.
        drop(self.conclude(&step, exchange).await);
    }
}

/// A request on its way, or in the service.
#[derive(Clone)]
struct Message {
    step: Arc<Step>,
    /// Its own number; another than the step's where it is a second delivery.
    call: u32,
    http: HttpRequest,
    principal: Principal,
}

#[cfg(test)]
mod tests;
