//! The only writer of traces.
//!
//! It writes what clients could see, in the order they saw it, at the scenario's instants: neither
//! the service's nature nor its commits nor the engine that ran it show in a trace, so that it is
//! judged as one of a foreign service is. It never looks at a clock of its own.

use std::io::{self, Write};

use model::http::{HttpRequest, HttpResponse};
use model::store::Principal;
use model::trace::{
    Credentials, Event, EventKind, Header, Located, Sent, Trace, Why, write_event, write_header,
};

use crate::scenario::{Scenario, instant};

/// A trace in the making.
#[derive(Clone, Debug)]
pub struct Recorder {
    trace: Trace,
}

impl Recorder {
    /// A trace of a scenario in which nothing has happened.
    pub fn new(scenario: &Scenario) -> Self {
        let header = Header {
            dialect: scenario.dialect.clone(),
            origin: format!("simulated, seed {}", scenario.seed),
            rules: Vec::new(),
            assume: std::collections::BTreeMap::new(),
            endpoint: Some(scenario.endpoint.clone()),
            setup: scenario.setup(),
            notes: None,
        };
        Self { trace: Trace { header, events: Vec::new() } }
    }

    /// A client sends a call.
    pub fn sent(
        &mut self,
        at: u64,
        call: u32,
        client: &str,
        principal: &Principal,
        request: &HttpRequest,
    ) {
        let sent = Sent {
            client: client.to_owned(),
            principal: principal.clone(),
            credentials: Credentials::Valid,
            request: request.clone(),
        };
        self.push(at, EventKind::Call { number: call.into(), sent });
    }

    /// A client reads the answer to a call.
    pub fn answered(&mut self, at: u64, call: u32, response: HttpResponse) {
        self.push(at, EventKind::Return { number: call.into(), response });
    }

    /// A call will not be answered.
    pub fn lost(&mut self, at: u64, call: u32, why: Why) {
        self.push(at, EventKind::Lost { number: call.into(), why });
    }

    fn push(&mut self, at: u64, kind: EventKind) {
        let line = self.trace.events.len() as u64 + 2;
        self.trace.events.push(Located { line, value: Event { at: instant(at), kind } });
    }

    /// What was recorded.
    pub fn finish(self) -> Trace {
        self.trace
    }
}

/// Writes a recorded trace.
///
/// # Errors
///
/// Those of `output`.
pub fn write_trace(trace: &Trace, output: &mut impl Write) -> io::Result<()> {
    write_header(&trace.header, output)?;
    trace.events.iter().try_for_each(|event| write_event(&event.value, output))
}
