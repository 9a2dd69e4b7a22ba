//! Nodes on a simulated network: asynchronous clients and an asynchronous service, each on a node
//! of its own.
//!
//! Here a node that is killed really loses its tasks, and a link that is cut really drops what is
//! sent over it. All else the shim decides, and every task waits for an absolute instant of the
//! scenario, so that nothing hangs on the simulator's own generator: its latency is fixed at next
//! to nothing and its loss is zero. A millisecond of the scenario is stretched, for the simulator
//! spends up to one on each send and receipt.
//!
//! A simulated clock is known to one thread, and hash maps differ between runs of one thread, so
//! each run has a thread of its own. Nothing outlives a run: every node is killed at its end.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use madsim::net::{Endpoint, NetSim};
use madsim::runtime::{Handle, NodeHandle, Runtime};
use madsim::task::NodeId;
use madsim::time::{TimeHandle, timeout};
use model::dialect::{Dialect, Wire};
use model::http::{HttpRequest, HttpResponse};
use model::store::Principal;
use model::trace::Why;

use super::Parts;
use crate::client::{Client, TRY_AGAIN};
use crate::fault::Fault;
use crate::network::{Departure, Network, RIVAL};
use crate::scenario::{Scenario, Step, instant};
use crate::server::Arrived;

/// Simulated time that one millisecond of the scenario takes.
const STRETCH: u32 = 10;

/// Where requests go.
const SERVICE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)), 80);

/// The tag of requests; the tag of an answer is the number of its call.
const REQUESTS: u64 = 0;

/// Runs a scenario on a thread of its own.
pub(super) fn run(scenario: &Scenario, dialect: &Dialect, parts: Parts) -> Parts {
    let scenario = Arc::new(scenario.clone());
    let network = Arc::new(Network::of(&scenario));
    let wire = dialect.wire;
    let simulate = move || {
        let mut config = madsim::Config::default();
        config.net.send_latency = Duration::from_nanos(1)..Duration::from_nanos(2);
        let runtime = Runtime::with_seed_and_config(0, config);
        runtime.block_on(async { World::new(scenario, network, parts).run(wire).await })
    };
    #[expect(clippy::disallowed_methods, reason = "one thread, waited for: no order can differ")]
    let thread = std::thread::spawn(simulate);
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// What every node can see.
#[derive(Clone)]
struct World {
    scenario: Arc<Scenario>,
    network: Arc<Network>,
    clock: Clock,
    parts: Arc<Mutex<Option<Parts>>>,
    /// The nodes of those who come between the instants of a copy.
    rivals: Arc<Mutex<Vec<NodeId>>>,
}

/// The scenario's time, as the simulator has it.
#[derive(Clone)]
struct Clock {
    time: TimeHandle,
    start: std::time::Instant,
}

impl Clock {
    fn instant(&self, ms: u64) -> std::time::Instant {
        self.start + Duration::from_millis(ms) * STRETCH
    }

    async fn reach(&self, ms: u64) {
        self.time.sleep_until(self.instant(ms)).await;
    }

    fn until(&self, ms: u64) -> Duration {
        self.instant(ms).saturating_duration_since(self.time.now_instant())
    }
}

/// Who sends a call: the client of that number, or a rival beside it.
struct Caller<'a> {
    number: usize,
    /// What connects it to the service.
    link: usize,
    name: &'a str,
    endpoint: &'a Arc<Endpoint>,
}

/// A request on its way.
struct Message {
    client: usize,
    step: Arc<Step>,
    call: u32,
    arrives: u64,
    principal: Principal,
    http: HttpRequest,
}

impl World {
    fn new(scenario: Arc<Scenario>, network: Arc<Network>, parts: Parts) -> Self {
        let time = TimeHandle::current();
        let start = time.now_instant() + Duration::from_millis(STRETCH.into());
        let clock = Clock { time, start };
        let parts = Arc::new(Mutex::new(Some(parts)));
        Self { scenario, network, clock, parts, rivals: Arc::default() }
    }

    async fn run(self, wire: Wire) -> Parts {
        let runtime = Handle::current();
        let service = self.service_node(&runtime);
        let clients: Vec<_> = (0..self.scenario.clients.len())
            .map(|at| self.client_node(&runtime, at, &wire))
            .collect();
        let network = NetSim::current();
        let mut turns = Vec::new();
        for (killed, back) in self.network.outages() {
            turns.push((*killed, Turn::Kill));
            turns.push((*back, Turn::Restart));
        }
        for (client, node) in clients.iter().enumerate() {
            for (from, to) in self.network.partitions(client) {
                turns.push((*from, Turn::Part(node.id())));
                turns.push((*to, Turn::Join(node.id())));
            }
        }
        turns.push((self.end(), Turn::End));
        turns.sort_unstable_by_key(|(at, _)| *at);
        for (at, turn) in turns {
            self.clock.reach(at).await;
            match turn {
                Turn::Kill => runtime.kill(service.id()),
                Turn::Restart => runtime.restart(service.id()),
                Turn::Part(client) => {
                    network.clog_link(client, service.id());
                    network.clog_link(service.id(), client);
                }
                Turn::Join(client) => {
                    network.unclog_link(client, service.id());
                    network.unclog_link(service.id(), client);
                }
                Turn::End => {}
            }
        }
        // A node left alive is never given back.
        let rivals = std::mem::take(&mut *self.rivals.lock().expect("no task panicked"));
        clients.iter().map(NodeHandle::id).chain(rivals).for_each(|it| runtime.kill(it));
        runtime.kill(service.id());
        madsim::time::sleep(Duration::from_millis(1)).await;
        let parts = self.parts.lock().expect("no task panicked").take();
        parts.expect("the parts are taken once")
    }

    /// After everything that can happen.
    fn end(&self) -> u64 {
        let clients = &self.scenario.clients;
        let latencies: Vec<_> = clients.iter().map(|it| it.latency_ms).collect();
        let steps = clients.iter().flat_map(|it| it.steps.iter().map(|step| (it.latency_ms, step)));
        let instants = steps.flat_map(|(own, step)| step.instants(own, &latencies));
        instants.max().unwrap_or(0) + 1
    }

    /// What is stored and recorded, for one moment: nobody waits while holding it.
    fn with<T>(&self, act: impl FnOnce(&mut Parts) -> T) -> T {
        let mut parts = self.parts.lock().expect("no task panicked");
        act(parts.as_mut().expect("the parts are there until every node is gone"))
    }

    fn latency(&self, client: usize) -> u64 {
        self.scenario.clients[client].latency_ms
    }
}

/// What the supervisor does.
enum Turn {
    Kill,
    Restart,
    Part(NodeId),
    Join(NodeId),
    End,
}

impl World {
    fn service_node(&self, runtime: &Handle) -> NodeHandle {
        let world = self.clone();
        let builder = runtime.create_node().name("service").ip(SERVICE.ip());
        builder.init(move || world.clone().serve()).build()
    }

    /// Takes requests, each in a task of its own.
    async fn serve(self) {
        let endpoint = Endpoint::bind(SERVICE).await.expect("the address of a fresh node is free");
        let endpoint = Arc::new(endpoint);
        loop {
            let (payload, client) =
                endpoint.recv_from_raw(REQUESTS).await.expect("a node that lives receives");
            let message = payload.downcast().expect("clients send messages");
            madsim::task::spawn(self.clone().answer(endpoint.clone(), client, *message));
        }
    }

    async fn answer(self, endpoint: Arc<Endpoint>, client: SocketAddr, message: Message) {
        let Message { step, call, arrives, principal, http, .. } = &message;
        let read = step.reads(*arrives);
        self.clock.reach(read).await;
        let reading = self.with(|it| it.server.read(instant(read)));
        let commit = step.commits(*arrives);
        self.clock.reach(commit).await;
        let wish = step.wish().filter(|_| *call == step.call);
        let arrived = Arrived { call: *call, principal, request: http, wish };
        let response = self.with(|it| it.server.commit(instant(commit), &arrived, &reading));
        if *call != step.call {
            return;
        }
        let answered = step.answers(*arrives);
        self.clock.reach(answered).await;
        if !step.faults.contains(&Fault::LostResponse) {
            let arrives = answered + self.latency(message.client);
            let response = Network::arriving(step, response);
            let payload = Box::new((arrives, response));
            let sent = endpoint.send_to_raw(client, (*call).into(), payload).await;
            sent.expect("a node that lives sends");
        }
    }

    fn client_node(&self, runtime: &Handle, number: usize, wire: &Wire) -> NodeHandle {
        let address = u32::from(Ipv4Addr::new(10, 1, 0, 1)) + u32::try_from(number).unwrap_or(0);
        let address = SocketAddr::new(Ipv4Addr::from(address).into(), 80);
        let name = &self.scenario.clients[number].name;
        let node = runtime.create_node().name(name).ip(address.ip()).build();
        let client = Client::new(&self.scenario, number, wire);
        node.spawn(self.clone().ask(number, address, client));
        node
    }

    /// Sends the calls of a client, one after the other, each again where the service asks for
    /// patience.
    async fn ask(self, number: usize, address: SocketAddr, mut client: Client) {
        let endpoint = Endpoint::bind(address).await.expect("the address of a fresh node is free");
        let endpoint = Arc::new(endpoint);
        let name = self.scenario.clients[number].name.clone();
        for step in &self.scenario.clients[number].steps {
            for rival in step.rivals(self.latency(number)) {
                self.clone().rival(number, rival, client.beside());
            }
            let caller = Caller { number, link: number, name: &name, endpoint: &endpoint };
            let mut next = Some(Arc::new(step.clone()));
            while let Some(step) = next {
                let status = self.call(&caller, &step, &mut client).await;
                let again = step.again(self.latency(number)).filter(|_| status == Some(TRY_AGAIN));
                next = again.map(Arc::new);
            }
        }
    }

    /// Lets somebody else, on a node of its own, send the call of a step.
    fn rival(self, number: usize, step: Step, mut client: Client) {
        let name = self.scenario.rival(number, step.call);
        let address = u32::from(Ipv4Addr::new(10, 128, 0, 1)) + step.call;
        let address = SocketAddr::new(Ipv4Addr::from(address).into(), 80);
        let node = Handle::current().create_node().name(&name).ip(address.ip()).build();
        self.rivals.lock().expect("no task panicked").push(node.id());
        node.spawn(async move {
            let endpoint = Endpoint::bind(address).await;
            let endpoint = Arc::new(endpoint.expect("the address of a fresh node is free"));
            let caller = Caller { number, link: RIVAL, name: &name, endpoint: &endpoint };
            self.call(&caller, &Arc::new(step), &mut client).await;
        });
    }

    /// Sends the call of a step when it is time, and waits for its answer: the status of that.
    async fn call(&self, by: &Caller<'_>, step: &Arc<Step>, client: &mut Client) -> Option<u16> {
        self.clock.reach(step.at).await;
        let latency = self.latency(by.number);
        let (http, principal) = client.send(step);
        self.with(|it| it.recorder.sent(step.at, step.call, by.name, &principal, &http));
        let message = |call, leaves| Message {
            client: by.number,
            step: step.clone(),
            call,
            arrives: leaves + latency,
            principal: principal.clone(),
            http: http.clone(),
        };
        for (leaves, call) in self.network.duplicates(by.link, latency, step) {
            let message = message(call, leaves);
            madsim::task::spawn(self.clone().duplicate(by.endpoint.clone(), leaves, message));
        }
        let (end, why) = match self.network.departure(by.link, latency, step) {
            Departure::Refused(noticed) => (noticed, Why::Refused),
            departure => {
                if departure != Departure::Lost {
                    let message = message(step.call, step.leaves());
                    let send = self.clone().send(by.endpoint.clone(), step.leaves(), message);
                    madsim::task::spawn(send);
                }
                let (end, is_reset) = self.network.end_of_waiting(by.link, latency, step);
                (end, if is_reset { Why::Reset } else { Why::Timeout })
            }
        };
        match timeout(self.clock.until(end), self.receive(by.endpoint, step.call)).await {
            Ok((arrived, response)) => {
                let status = response.status;
                if client.receive(step.call, &response) {
                    self.with(|it| it.recorder.answered(arrived, step.call, response));
                }
                Some(status)
            }
            Err(_) => {
                if client.give_up(step.call) {
                    self.with(|it| it.recorder.lost(end, step.call, why));
                }
                None
            }
        }
    }

    /// Puts a request on the wire when it leaves. A node that is down, or a link that is cut, loses
    /// it.
    async fn send(self, endpoint: Arc<Endpoint>, leaves: u64, message: Message) {
        self.clock.reach(leaves).await;
        let sent = endpoint.send_to_raw(SERVICE, REQUESTS, Box::new(message)).await;
        sent.expect("a node that lives sends");
    }

    async fn duplicate(self, endpoint: Arc<Endpoint>, leaves: u64, message: Message) {
        self.clock.reach(leaves).await;
        let name = &self.scenario.clients[message.client].name;
        self.with(|it| {
            it.recorder.sent(leaves, message.call, name, &message.principal, &message.http);
            it.recorder.lost(leaves, message.call, Why::Timeout);
        });
        self.send(endpoint, leaves, message).await;
    }

    /// The answer to a call, when it has arrived.
    async fn receive(&self, endpoint: &Endpoint, call: u32) -> (u64, HttpResponse) {
        let received = endpoint.recv_from_raw(call.into()).await;
        let (payload, _) = received.expect("a node that lives receives");
        let (arrives, response) =
            *payload.downcast::<(u64, HttpResponse)>().expect("the service sends answers");
        self.clock.reach(arrives).await;
        (arrives, response)
    }
}
