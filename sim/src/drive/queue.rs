//! The event queue: everything that happens, by its instant.
//!
//! It has no tasks and no clock but the instant of the event at hand. It takes the next event, lets
//! clients, network and service react, and puts what follows back into the queue.

use std::collections::BTreeMap;

use model::dialect::Dialect;
use model::http::{HttpRequest, HttpResponse};
use model::store::Principal;
use model::trace::Why;

use super::Parts;
use crate::client::Client;
use crate::network::{Departure, Network};
use crate::scenario::{Scenario, Step, instant};

/// Runs a scenario.
pub(super) fn run(scenario: &Scenario, dialect: &Dialect, parts: Parts) -> Parts {
    let mut queue = Queue {
        scenario,
        network: Network::of(scenario),
        clients: (0..scenario.clients.len())
            .map(|at| Client::new(scenario, at, &dialect.wire))
            .collect(),
        parts,
        life: Some(0),
        events: BTreeMap::new(),
    };
    queue.fill();
    while let Some(((at, _), event)) = queue.events.pop_first() {
        queue.happen(at, event);
    }
    queue.parts
}

struct Queue<'a> {
    scenario: &'a Scenario,
    network: Network,
    clients: Vec<Client>,
    parts: Parts,
    /// Which life of its node the service is in; none while it is down.
    life: Option<u32>,
    /// By instant; should two share one, in the order they were put here.
    events: BTreeMap<(u64, usize), Event<'a>>,
}

/// A step and whose it is.
#[derive(Clone, Copy)]
struct Place<'a> {
    client: usize,
    step: &'a Step,
}

/// A request on its way, or in the service.
struct Request<'a> {
    place: Place<'a>,
    /// Its own number; another than the step's where it is a second delivery.
    call: u32,
    principal: Principal,
    http: HttpRequest,
}

enum Event<'a> {
    Send(Place<'a>),
    Refuse(Place<'a>),
    Duplicate(Box<Request<'a>>),
    Arrive(Box<Request<'a>>),
    Commit { life: u32, request: Box<Request<'a>> },
    Answer { life: u32, place: Place<'a>, response: HttpResponse },
    Receive(Place<'a>, HttpResponse),
    StopWaiting(Place<'a>, Why),
    Kill { life: u32 },
    Restart { life: u32 },
}

impl<'a> Queue<'a> {
    fn fill(&mut self) {
        for ((killed, back), life) in self.network.outages().to_vec().into_iter().zip(0..) {
            self.plan(killed, Event::Kill { life });
            self.plan(back, Event::Restart { life: life + 1 });
        }
        for (client, plan) in self.scenario.clients.iter().enumerate() {
            for step in &plan.steps {
                self.plan(step.at, Event::Send(Place { client, step }));
            }
        }
    }

    fn plan(&mut self, at: u64, event: Event<'a>) {
        let mut place = (at, 0);
        while self.events.contains_key(&place) {
            place.1 += 1;
        }
        self.events.insert(place, event);
    }

    fn happen(&mut self, at: u64, event: Event<'a>) {
        match event {
            Event::Send(place) => self.send(at, place),
            Event::Refuse(place) => self.stop_waiting(at, place, Why::Refused),
            Event::Duplicate(request) => self.duplicate(at, request),
            Event::Arrive(request) => {
                if let Some(life) = self.life {
                    let done = at + request.place.step.work_ms;
                    self.plan(done, Event::Commit { life, request });
                }
            }
            Event::Commit { life, request } if self.life == Some(life) => {
                self.commit(at, life, &request);
            }
            Event::Answer { life, place, response } if self.life == Some(life) => {
                if self.network.delivers_answer(place.client, place.step, at) {
                    let arrives = at + self.latency(place.client);
                    self.plan(arrives, Event::Receive(place, response));
                }
            }
            // The node that did this work is gone.
            Event::Commit { .. } | Event::Answer { .. } => {}
            Event::Receive(place, response) => {
                if self.clients[place.client].receive(place.step.call, &response) {
                    self.parts.recorder.answered(at, place.step.call, response);
                }
            }
            Event::StopWaiting(place, why) => self.stop_waiting(at, place, why),
            Event::Kill { life } => {
                debug_assert_eq!(self.life, Some(life), "only a node that lives is killed");
                self.life = None;
            }
            Event::Restart { life } => self.life = Some(life),
        }
    }

    fn latency(&self, client: usize) -> u64 {
        self.scenario.clients[client].latency_ms
    }

    fn send(&mut self, at: u64, place: Place<'a>) {
        let Place { client, step } = place;
        let latency = self.latency(client);
        let (http, principal) = self.clients[client].send(step);
        let name = &self.scenario.clients[client].name;
        self.parts.recorder.sent(at, step.call, name, &principal, &http);
        for (leaves, call) in self.network.duplicates(client, latency, step) {
            let (principal, http) = (principal.clone(), http.clone());
            let second = Request { place, call, principal, http };
            self.plan(leaves, Event::Duplicate(Box::new(second)));
        }
        match self.network.departure(client, latency, step) {
            Departure::Refused(noticed) => {
                self.plan(noticed, Event::Refuse(place));
                return;
            }
            Departure::Cut | Departure::Lost => {}
            Departure::Leaves(leaves) => {
                let request = Request { place, call: step.call, principal, http };
                self.plan(leaves + latency, Event::Arrive(Box::new(request)));
            }
        }
        let (end, is_reset) = self.network.end_of_waiting(client, latency, step);
        let why = if is_reset { Why::Reset } else { Why::Timeout };
        self.plan(end, Event::StopWaiting(place, why));
    }

    /// Nobody reads the answer to a second delivery.
    fn duplicate(&mut self, at: u64, request: Box<Request<'a>>) {
        let client = request.place.client;
        let name = &self.scenario.clients[client].name;
        let recorder = &mut self.parts.recorder;
        recorder.sent(at, request.call, name, &request.principal, &request.http);
        recorder.lost(at, request.call, Why::Timeout);
        self.plan(at + self.latency(client), Event::Arrive(request));
    }

    fn commit(&mut self, at: u64, life: u32, request: &Request<'a>) {
        let Request { place, call, principal, http } = request;
        let response = self.parts.server.handle(instant(at), *call, http, principal);
        if *call == place.step.call {
            let answer = Event::Answer { life, place: *place, response };
            self.plan(at + place.step.answer_ms, answer);
        }
    }

    fn stop_waiting(&mut self, at: u64, place: Place<'a>, why: Why) {
        if self.clients[place.client].give_up(place.step.call) {
            self.parts.recorder.lost(at, place.step.call, why);
        }
    }
}
