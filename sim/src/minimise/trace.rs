//! The parts of a trace. A call goes with its answer, and what is left is a trace that can be read.

use std::collections::BTreeSet;

use model::http::Body;
use model::trace::{Event, EventKind, Known, Located, Sent, Trace};

use super::{Parts, Visit};

/// What may be left out of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A client with all its calls.
    Client,
    /// A call with its answer.
    Call,
    /// A header of a request.
    RequestHeader,
    /// A header of an answer.
    ResponseHeader,
    /// A character of a request's body.
    RequestCharacter,
    /// A character of an answer's body.
    ResponseCharacter,
    /// A bucket from the start.
    Bucket,
    /// An object from the start.
    Object,
    /// A version of an object from the start.
    Version,
    /// An account.
    Account,
    /// A key of the key management service.
    Key,
    /// The notes, and the rules it was to bear witness of.
    Note,
}

impl Parts for Trace {
    type Kind = Kind;

    const KINDS: &'static [Kind] = &[
        Kind::Client,
        Kind::Call,
        Kind::RequestHeader,
        Kind::ResponseHeader,
        Kind::RequestCharacter,
        Kind::ResponseCharacter,
        Kind::Bucket,
        Kind::Object,
        Kind::Version,
        Kind::Account,
        Kind::Key,
        Kind::Note,
    ];

    fn leave_out(&mut self, kind: Kind, visit: &mut Visit) {
        let setup = &mut self.header.setup;
        let objects = setup.buckets.iter_mut().map(|it| &mut it.objects);
        match kind {
            Kind::Client => leave_out_clients(self, visit),
            Kind::Call => {
                let mut gone = BTreeSet::new();
                self.events.retain(|it| keeps_call(&it.value, &mut gone, &mut |_| visit.keeps()));
                number_lines(&mut self.events);
            }
            Kind::RequestHeader | Kind::ResponseHeader => {
                let headers = messages(self, kind == Kind::RequestHeader).map(|(it, _)| it);
                headers.for_each(|it| it.retain(|_| visit.keeps()));
            }
            Kind::RequestCharacter | Kind::ResponseCharacter => {
                let bodies = messages(self, kind == Kind::RequestCharacter).map(|(_, it)| it);
                bodies.for_each(|it| leave_out_characters(it, visit));
            }
            Kind::Bucket => setup.buckets.retain(|_| visit.keeps()),
            Kind::Object => objects.for_each(|it| it.retain(|_| visit.keeps())),
            Kind::Version => {
                objects.flatten().for_each(|it| it.versions.retain(|_| visit.keeps()));
            }
            Kind::Account => setup.accounts.retain(|_| visit.keeps()),
            Kind::Key => setup.keys.retain(|_| visit.keeps()),
            Kind::Note => {
                self.header.notes.take_if(|_| !visit.keeps());
                self.header.rules.retain(|_| visit.keeps());
            }
        }
    }

    /// Only the setup holds what something else may name.
    fn is_sound(&self, kind: Kind) -> bool {
        match kind {
            Kind::Bucket | Kind::Object | Kind::Version | Kind::Account | Kind::Key => {
                can_be_read(self)
            }
            _ => true,
        }
    }
}

fn leave_out_clients(trace: &mut Trace, visit: &mut Visit) {
    let sent = trace.events.iter().filter_map(|it| sent(&it.value));
    let clients: BTreeSet<_> = sent.map(|it| it.client.clone()).collect();
    let kept: BTreeSet<_> = clients.into_iter().filter(|_| visit.keeps()).collect();
    let mut gone = BTreeSet::new();
    let mut keeps = |it: &Sent| kept.contains(&it.client);
    trace.events.retain(|it| keeps_call(&it.value, &mut gone, &mut keeps));
    number_lines(&mut trace.events);
}

/// Whether an event stays: a call that `keeps` keeps, and what ends it.
fn keeps_call(
    event: &Event,
    gone: &mut BTreeSet<u64>,
    keeps: &mut dyn FnMut(&Sent) -> bool,
) -> bool {
    match &event.kind {
        EventKind::Call { number, sent } => keeps(sent) || !gone.insert(*number),
        EventKind::Exchange { sent, .. } => keeps(sent),
        EventKind::Return { number, .. } | EventKind::Lost { number, .. } => !gone.contains(number),
    }
}

fn number_lines(events: &mut [Located<Event>]) {
    for (line, event) in (2..).zip(events) {
        event.line = line;
    }
}

fn sent(event: &Event) -> Option<&Sent> {
    match &event.kind {
        EventKind::Call { sent, .. } | EventKind::Exchange { sent, .. } => Some(sent),
        EventKind::Return { .. } | EventKind::Lost { .. } => None,
    }
}

type Fields = Vec<(String, String)>;

/// The headers and bodies of all requests, or of all answers.
fn messages(
    trace: &mut Trace,
    of_requests: bool,
) -> impl Iterator<Item = (&mut Fields, &mut Body)> {
    trace.events.iter_mut().filter_map(move |event| match (&mut event.value.kind, of_requests) {
        (EventKind::Call { sent, .. } | EventKind::Exchange { sent, .. }, true) => {
            Some((&mut sent.request.headers.0, &mut sent.request.body))
        }
        (EventKind::Return { response, .. } | EventKind::Exchange { response, .. }, false) => {
            Some((&mut response.headers.0, &mut response.body))
        }
        _ => None,
    })
}

/// Text stays text.
fn leave_out_characters(body: &mut Body, visit: &mut Visit) {
    let Some(bytes) = body.bytes() else { return };
    let kept: Vec<u8> = match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().filter(|_| visit.keeps()).collect::<String>().into(),
        Err(_) => bytes.iter().copied().filter(|_| visit.keeps()).collect(),
    };
    if kept.len() < bytes.len() {
        *body = Body::Bytes(kept.into());
    }
}

fn can_be_read(trace: &Trace) -> bool {
    let (dialect, mut bytes) = (trace.header.dialect.as_str(), Vec::new());
    let known =
        Known { dialects: &[dialect], service_keys: &model::dialect::SERVICE_KEYS, instead: None };
    trace.write(&mut bytes).is_ok()
        && Trace::read("smaller", &bytes[..], &known).is_ok_and(|it| it == *trace)
}
