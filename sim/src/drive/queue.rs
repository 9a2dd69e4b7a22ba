//! The event queue: everything that happens, by its instant.
//!
//! It has no tasks and no clock but the instant of the event at hand. It takes the next event, lets
//! clients, network and service react, and puts what follows back into the queue.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::dialect::Dialect;
use model::http::{HttpRequest, HttpResponse};
use model::store::Principal;
use model::trace::Why;

use super::Parts;
use crate::client::{Client, TRY_AGAIN};
use crate::network::{Departure, Network, RIVAL};
use crate::scenario::{Scenario, Step, instant};
use crate::server::{Arrived, Reading};

/// Runs a scenario.
pub(super) fn run(scenario: &Scenario, dialect: &Dialect, parts: Parts) -> Parts {
    let mut queue = Queue {
        scenario,
        network: Network::of(scenario),
        clients: (0..scenario.clients.len())
            .map(|at| Client::new(scenario, at, &dialect.wire))
            .collect(),
        rivals: BTreeMap::new(),
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
    /// Those who come between a copy's two instants, by the numbers of their calls.
    rivals: BTreeMap<u32, Client>,
    parts: Parts,
    /// Which life of its node the service is in; none while it is down.
    life: Option<u32>,
    /// By instant; should two share one, in the order they were put here.
    events: BTreeMap<(u64, usize), Event>,
}

/// A step and whose it is.
#[derive(Clone)]
struct Place {
    client: usize,
    /// What connects them: the client's own link, or that of a rival.
    link: usize,
    step: Arc<Step>,
}

/// A request on its way, or in the service.
#[derive(Clone)]
struct Request {
    place: Place,
    /// Its own number; another than the step's where it is a second delivery.
    call: u32,
    arrived: u64,
    principal: Principal,
    http: HttpRequest,
}

enum Event {
    Send(Place),
    Refuse(Place),
    Duplicate(Box<Request>),
    Arrive(Box<Request>),
    Read { life: u32, request: Box<Request> },
    Commit { life: u32, request: Box<Request>, reading: Box<Reading> },
    Answer { life: u32, place: Place, response: HttpResponse },
    Receive(Place, HttpResponse),
    StopWaiting(Place, Why),
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
                let place = Place { client, link: client, step: Arc::new(step.clone()) };
                self.plan(step.at, Event::Send(place));
            }
        }
    }

    fn plan(&mut self, at: u64, event: Event) {
        let mut place = (at, 0);
        while self.events.contains_key(&place) {
            place.1 += 1;
        }
        self.events.insert(place, event);
    }

    fn happen(&mut self, at: u64, event: Event) {
        match event {
            Event::Send(place) => self.send(at, &place),
            Event::Refuse(place) => self.stop_waiting(at, &place, Why::Refused),
            Event::Duplicate(request) => self.duplicate(at, request),
            Event::Arrive(mut request) => {
                if let Some(life) = self.life {
                    request.arrived = at;
                    self.plan(request.place.step.reads(at), Event::Read { life, request });
                }
            }
            Event::Read { life, request } if self.life == Some(life) => {
                let reading = Box::new(self.parts.server.read(instant(at)));
                let done = request.place.step.commits(request.arrived);
                self.plan(done, Event::Commit { life, request, reading });
            }
            Event::Commit { life, request, reading } if self.life == Some(life) => {
                self.commit(at, life, &request, &reading);
            }
            Event::Answer { life, place, response } if self.life == Some(life) => {
                if self.network.delivers_answer(place.link, &place.step, at) {
                    let arrives = at + self.latency(place.client);
                    let response = Network::arriving(&place.step, response);
                    self.plan(arrives, Event::Receive(place, response));
                }
            }
            // The node that did this work is gone.
            Event::Read { .. } | Event::Commit { .. } | Event::Answer { .. } => {}
            Event::Receive(place, response) => self.receive(at, &place, response),
            Event::StopWaiting(place, why) => self.stop_waiting(at, &place, why),
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

    /// Who sends the call of a step: the client, or a rival of it.
    fn sender(&mut self, place: &Place) -> &mut Client {
        match self.rivals.get_mut(&place.step.call) {
            Some(rival) => rival,
            None => &mut self.clients[place.client],
        }
    }

    fn send(&mut self, at: u64, place: &Place) {
        let Place { client, link, step } = place;
        let latency = self.latency(*client);
        for rival in step.rivals(latency) {
            self.rivals.insert(rival.call, self.clients[*client].beside());
            let place = Place { client: *client, link: RIVAL, step: Arc::new(rival) };
            self.plan(place.step.at, Event::Send(place));
        }
        let (http, principal) = self.sender(place).send(step);
        let name = match *link {
            RIVAL => self.scenario.rival(*client, step.call),
            _ => self.scenario.clients[*client].name.clone(),
        };
        self.parts.recorder.sent(at, step.call, &name, &principal, &http);
        let request =
            Request { place: place.clone(), call: step.call, arrived: 0, principal, http };
        for (leaves, call) in self.network.duplicates(*link, latency, step) {
            let second = Request { call, ..request.clone() };
            self.plan(leaves, Event::Duplicate(Box::new(second)));
        }
        match self.network.departure(*link, latency, step) {
            Departure::Refused(noticed) => {
                self.plan(noticed, Event::Refuse(place.clone()));
                return;
            }
            Departure::Cut | Departure::Lost => {}
            Departure::Leaves(leaves) => {
                self.plan(leaves + latency, Event::Arrive(Box::new(request)));
            }
        }
        let (end, is_reset) = self.network.end_of_waiting(*link, latency, step);
        let why = if is_reset { Why::Reset } else { Why::Timeout };
        self.plan(end, Event::StopWaiting(place.clone(), why));
    }

    fn receive(&mut self, at: u64, place: &Place, response: HttpResponse) {
        if !self.sender(place).receive(place.step.call, &response) {
            return;
        }
        let status = response.status;
        self.parts.recorder.answered(at, place.step.call, response);
        let again = place.step.again(self.latency(place.client));
        if let Some(step) = again.filter(|_| status == TRY_AGAIN) {
            let place = Place { step: Arc::new(step), ..place.clone() };
            self.plan(place.step.at, Event::Send(place));
        }
    }

    /// Nobody reads the answer to a second delivery.
    fn duplicate(&mut self, at: u64, request: Box<Request>) {
        let client = request.place.client;
        let name = &self.scenario.clients[client].name;
        let recorder = &mut self.parts.recorder;
        recorder.sent(at, request.call, name, &request.principal, &request.http);
        recorder.lost(at, request.call, Why::Timeout);
        self.plan(at + self.latency(client), Event::Arrive(request));
    }

    fn commit(&mut self, at: u64, life: u32, request: &Request, reading: &Reading) {
        let Request { place, call, principal, http, .. } = request;
        let wish = place.step.wish().filter(|_| *call == place.step.call);
        let arrived = Arrived { call: *call, principal, request: http, wish };
        let response = self.parts.server.commit(instant(at), &arrived, reading);
        if *call == place.step.call {
            let answer = Event::Answer { life, place: place.clone(), response };
            self.plan(at + place.step.answer_ms, answer);
        }
    }

    fn stop_waiting(&mut self, at: u64, place: &Place, why: Why) {
        if self.sender(place).give_up(place.step.call) {
            self.parts.recorder.lost(at, place.step.call, why);
        }
    }
}
