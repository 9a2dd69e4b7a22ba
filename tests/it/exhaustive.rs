//! Small histories, all of them, judged by the oracle and by a judge that tries every order.
//!
//! That judge is naive on purpose: between any two events it lets every open call read and take
//! effect, in every world, and remembers nothing else. It shares the model with the oracle and none
//! of its search. The answers are those of a service that let the calls take effect in some order,
//! each call by any of these orders, so that many histories fit no order at all.

use std::collections::{BTreeMap, BTreeSet};

use model::copy::Instants;
use model::dialect::Dialect;
use model::http::{Body, Headers, HttpRequest, HttpResponse};
use model::name::{Timestamp, VersionId};
use model::oracle::{Limits, Oracle, Verdict, initial_store};
use model::permitted::{Assumptions, Call, Credentials, Outcome};
use model::reply::{Observed, ReplyPattern};
use model::step::step;
use model::store::{Bindings, Field, HiddenId, Principal, Span, Store, Value};
use model::trace::{Event, EventKind, Header, Sent, Why};
use model::wire::Request;
use sim::scenario::{Keeps, Options, Scenario};
use sim::server::{Arrived, Server};

/// What a call may be: method, target, source. What is stored tells which call stored it.
const CALLS: [(&str, &str, Option<&str>); 6] = [
    ("PUT", "/alpha/a", None),
    ("GET", "/alpha/a", None),
    ("PUT", "/alpha/b", Some("/alpha/a")),
    ("GET", "/alpha/b", None),
    ("DELETE", "/alpha/a", None),
    ("GET", "/alpha?versions", None),
];

/// Calls beside the first one, which stores an object and is answered before the others are sent.
const MOST: usize = 3;

/// Of so many histories with the most calls one is judged.
const EVERY: usize = 97;

/// Histories by different answers that are judged for each order of events.
const ANSWERS: usize = 8;

const BEGIN: Timestamp = Timestamp(1_772_000_000_000);

const SERVICES: [(&str, Keeps); 4] = [
    ("obs-s3", Keeps::Enabled),
    ("obs-s3", Keeps::Unversioned),
    ("hcp-9.0", Keeps::Enabled),
    ("hcp-9.0", Keeps::Unversioned),
];

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Sent(usize),
    Answered(usize),
    Lost(usize),
}

#[test]
fn the_oracle_forbids_what_no_order_explains_and_nothing_else() {
    let (mut judged, mut forbidden) = (0, 0);
    for (name, keeps) in SERVICES {
        let dialect = Dialect::named(name).expect("the dialect is built");
        for count in 1..=MOST {
            let orders = orders_of_events(count);
            let kinds = CALLS.len().pow(u32::try_from(count).unwrap_or(0));
            for (at, kinds) in (0..kinds).map(|it| kinds_of(it, count)).enumerate() {
                let service = Service::new(dialect, keeps, &kinds);
                for (place, order) in orders.iter().enumerate() {
                    if count == MOST && !(at * orders.len() + place).is_multiple_of(EVERY) {
                        continue;
                    }
                    for events in service.histories(order) {
                        let expected = naive(dialect, &service.header, &events);
                        let found = first_forbidden(dialect, &service.header, &events);
                        assert_eq!(found, expected, "{name}, {keeps:?}: {}", told(&events));
                        judged += 1;
                        forbidden += usize::from(expected.is_some());
                    }
                }
            }
        }
    }
    assert!(judged > 4_000 && forbidden * 10 > judged, "{forbidden} of {judged} are forbidden");
}

/// The calls of the number `of` among those of so many calls.
fn kinds_of(mut of: usize, count: usize) -> Vec<usize> {
    let mut next = || {
        let kind = of % CALLS.len();
        of /= CALLS.len();
        kind
    };
    (0..count).map(|_| next()).collect()
}

/// Every order in which so many calls may be sent, one after the other, and end; of at most one of
/// them the answer is lost.
fn orders_of_events(count: usize) -> Vec<Vec<Moment>> {
    let mut orders = vec![(Vec::new(), 0, BTreeSet::new(), false)];
    let mut all = Vec::new();
    while let Some((order, sent, open, has_lost)) = orders.pop() {
        if sent == count && open.is_empty() {
            all.push(order);
            continue;
        }
        let with = |moment| [&order[..], &[moment]].concat();
        if sent < count {
            let open = open.iter().copied().chain([sent]).collect();
            orders.push((with(Moment::Sent(sent)), sent + 1, open, has_lost));
        }
        for call in &open {
            let rest: BTreeSet<usize> = open.iter().copied().filter(|it| it != call).collect();
            orders.push((with(Moment::Answered(*call)), sent, rest.clone(), has_lost));
            if !has_lost {
                orders.push((with(Moment::Lost(*call)), sent, rest, true));
            }
        }
    }
    all
}

/// A service, some calls, and what it answers to each where it lets them take effect in some order.
struct Service {
    header: Header,
    sent: Vec<Sent>,
    /// To the first call there is one answer.
    answers: Vec<Vec<HttpResponse>>,
}

impl Service {
    fn new(dialect: &Dialect, keeps: Keeps, kinds: &[usize]) -> Self {
        let options = Options { clients: 1, steps: 1, ..Options::default() };
        let mut scenario = Scenario::draw(dialect, 0, &options);
        scenario.nature = BTreeMap::new();
        for bucket in &mut scenario.buckets {
            (bucket.versioning, bucket.owner) = (keeps, "alice".to_owned());
        }
        let prefix = dialect.wire.prefix;
        let calls = [&0].into_iter().chain(kinds).zip(0_u8..);
        let sent: Vec<_> = calls.map(|(kind, number)| sent(*kind, number, prefix)).collect();
        let header = Header {
            dialect: dialect.name.to_owned(),
            origin: "every order".to_owned(),
            rules: Vec::new(),
            assume: BTreeMap::new(),
            endpoint: None,
            setup: scenario.setup(),
            notes: None,
        };
        let mut answers = vec![Vec::new(); sent.len()];
        for order in permutations(kinds.len()) {
            let order = [0].into_iter().chain(order.into_iter().map(|it| it + 1));
            for (call, response) in answered(dialect, &scenario, &sent, order) {
                let known: &mut Vec<HttpResponse> = &mut answers[call];
                if !known.contains(&response) {
                    known.push(response);
                }
            }
        }
        Self { header, sent, answers }
    }

    /// Histories in this order, by different answers.
    fn histories(&self, order: &[Moment]) -> Vec<Vec<Event>> {
        let all: usize = self.answers.iter().map(Vec::len).product();
        let few = all.min(ANSWERS);
        (0..few).map(|it| self.history(order, it * all / few)).collect()
    }

    fn history(&self, order: &[Moment], mut answers: usize) -> Vec<Event> {
        let chosen: Vec<_> = self
            .answers
            .iter()
            .map(|all| {
                let one = all[answers % all.len()].clone();
                answers /= all.len();
                one
            })
            .collect();
        let first = [Moment::Sent(0), Moment::Answered(0)];
        let others = order.iter().map(|it| match *it {
            Moment::Sent(call) => Moment::Sent(call + 1),
            Moment::Answered(call) => Moment::Answered(call + 1),
            Moment::Lost(call) => Moment::Lost(call + 1),
        });
        let event = |(at, moment): (i64, Moment)| {
            let kind = match moment {
                Moment::Sent(it) => {
                    EventKind::Call { number: it as u64, sent: self.sent[it].clone() }
                }
                Moment::Answered(it) => {
                    EventKind::Return { number: it as u64, response: chosen[it].clone() }
                }
                Moment::Lost(it) => EventKind::Lost { number: it as u64, why: Why::Timeout },
            };
            Event { at: BEGIN.plus(at * 1000), kind }
        };
        (0..).zip(first.into_iter().chain(others)).map(event).collect()
    }
}

fn sent(kind: usize, number: u8, prefix: &str) -> Sent {
    let (method, target, source) = CALLS[kind];
    let headers = source.map(|it| (format!("{prefix}copy-source"), it.to_owned()));
    let stores = method == "PUT" && source.is_none();
    let body = if stores { vec![b'0' + number] } else { Vec::new() };
    Sent {
        client: format!("c{number}"),
        principal: Principal::Account("alice".into()),
        credentials: Credentials::Valid,
        request: HttpRequest {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Headers(headers.into_iter().collect()),
            body: Body::Bytes(body.into()),
        },
    }
}

fn permutations(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else { return vec![Vec::new()] };
    let shorter = permutations(last);
    let with_last =
        |at: usize| shorter.iter().map(move |it| [&it[..at], &[last], &it[at..]].concat());
    (0..count).flat_map(with_last).collect()
}

/// What the calls are answered where they take effect in this order.
fn answered(
    dialect: &Dialect,
    scenario: &Scenario,
    sent: &[Sent],
    order: impl Iterator<Item = usize>,
) -> Vec<(usize, HttpResponse)> {
    let dialect = std::sync::Arc::new(dialect.clone());
    let mut server = Server::new(scenario, dialect.clone()).expect("a service of its dialect");
    let mut answer = |(rank, call): (i64, usize)| {
        // Integer ids come from the clock; elsewhere all may happen at once.
        let now = BEGIN.plus(if dialect.wire.integer_ids { rank } else { 0 });
        let arrived = Arrived {
            call: u32::try_from(call).unwrap_or(0),
            principal: &sent[call].principal,
            request: &sent[call].request,
            wish: None,
        };
        (call, server.answer(now, &arrived))
    };
    (0..).zip(order).map(&mut answer).collect()
}

fn told(events: &[Event]) -> String {
    let lines = events.iter().map(|it| match &it.kind {
        EventKind::Call { number, sent } => {
            format!("{number}: {} {}", sent.request.method, sent.request.target)
        }
        EventKind::Return { number, response } => {
            let headers = response.headers.0.iter().map(|(name, value)| format!("{name}: {value}"));
            let headers = headers.collect::<Vec<_>>().join(", ");
            format!("{number} -> {} {headers} {:?}", response.status, response.body.text())
        }
        other => format!("{other:?}"),
    });
    format!("\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// The place of the first event that the oracle forbids.
fn first_forbidden(dialect: &Dialect, header: &Header, events: &[Event]) -> Option<usize> {
    let mut oracle = Oracle::new(dialect, header, Limits::default()).expect("nothing is assumed");
    events.iter().position(|event| {
        let verdict = oracle.feed(event).map(|it| it.verdict);
        assert_ne!(verdict, Some(Verdict::GaveUp), "so small a history is judged to its end");
        verdict == Some(Verdict::Forbidden)
    })
}

/// How far a call has come.
#[derive(Clone, Debug, PartialEq)]
enum Progress {
    Sent,
    Read(Store),
    Done(Box<ReplyPattern>),
}

#[derive(Clone, Debug, PartialEq)]
struct World {
    store: Store,
    assumptions: Assumptions,
    calls: BTreeMap<u64, Progress>,
    excluded: BTreeSet<(HiddenId, VersionId)>,
}

/// What the naive judge knows beside its worlds.
struct Naive<'a> {
    dialect: &'a Dialect,
    /// By number: when the call was sent, after how many answers, and what it asked.
    sent: BTreeMap<u64, (Timestamp, usize, &'a Sent, Request)>,
    shown: BTreeMap<VersionId, usize>,
    answers: usize,
}

/// The place of the first event after which no order of effects is left.
fn naive(dialect: &Dialect, header: &Header, events: &[Event]) -> Option<usize> {
    let mut judge = Naive { dialect, sent: BTreeMap::new(), shown: BTreeMap::new(), answers: 0 };
    let mut worlds = vec![World {
        store: initial_store(&header.setup),
        assumptions: Assumptions::default(),
        calls: BTreeMap::new(),
        excluded: BTreeSet::new(),
    }];
    for (place, event) in events.iter().enumerate() {
        match &event.kind {
            EventKind::Call { number, sent } => {
                let request = Request::decode(&sent.request, None);
                judge.sent.insert(*number, (event.at, judge.answers, sent, request));
                worlds.iter_mut().for_each(|it| {
                    it.calls.insert(*number, Progress::Sent);
                });
            }
            EventKind::Return { number, response } => {
                worlds = judge.answer(judge.spread(worlds, event.at), *number, response);
                judge.show(response);
                if worlds.is_empty() {
                    return Some(place);
                }
            }
            // It may still take effect, and nobody hears of it.
            EventKind::Lost { .. } | EventKind::Exchange { .. } => {
                worlds = judge.spread(worlds, event.at);
            }
        }
    }
    None
}

impl Naive<'_> {
    /// Every world in which some of the open calls have read or taken effect meanwhile.
    fn spread(&self, worlds: Vec<World>, now: Timestamp) -> Vec<World> {
        let mut all: Vec<World> = Vec::new();
        let mut open = worlds;
        while let Some(world) = open.pop() {
            if all.contains(&world) {
                continue;
            }
            for (number, progress) in &world.calls {
                let read = match progress {
                    Progress::Sent => &world.store,
                    Progress::Read(store) => store,
                    Progress::Done(_) => continue,
                };
                let (_, _, sent, request) = &self.sent[number];
                let is_copy = request.operation(self.dialect.wire.prefix).is_copy();
                if is_copy && *progress == Progress::Sent {
                    let mut next = world.clone();
                    next.calls.insert(*number, Progress::Read(world.store.clone()));
                    open.push(next);
                }
                open.extend(self.effects(&world, *number, read, sent, now));
            }
            all.push(world);
        }
        all
    }

    fn effects(
        &self,
        world: &World,
        number: u64,
        read: &Store,
        sent: &Sent,
        now: Timestamp,
    ) -> Vec<World> {
        let skew = Limits::default().skew;
        let (at, _, _, request) = &self.sent[&number];
        let call = Call {
            number: u32::try_from(number).unwrap_or(0),
            principal: &sent.principal,
            credentials: sent.credentials,
            request,
            window: Span { earliest: at.plus(-skew), latest: now.plus(skew) },
        };
        let stores = Instants { read, write: &world.store };
        let permitted = step(self.dialect, &world.assumptions, stores, &call);
        let permitted = permitted.expect("all calls are in scope");
        let after = |outcome: Outcome| {
            let mut next = world.clone();
            next.assumptions = outcome.assuming;
            next.store.apply(&outcome.effect);
            next.excluded.extend(outcome.excludes);
            next.calls.insert(number, Progress::Done(Box::new(outcome.reply)));
            self.bound(next, &outcome.binds)
        };
        permitted.outcomes.into_iter().filter_map(after).collect()
    }

    fn answer(&self, worlds: Vec<World>, number: u64, response: &HttpResponse) -> Vec<World> {
        let observed = Observed::of(response, self.dialect, false);
        let fits = |mut world: World| {
            let Some(Progress::Done(reply)) = world.calls.remove(&number) else { return None };
            let compared = reply.compare(&observed);
            compared.mismatches.is_empty().then(|| self.bound(world, &compared.bindings))?
        };
        worlds.into_iter().filter_map(fits).collect()
    }

    fn bound(&self, mut world: World, bindings: &Bindings) -> Option<World> {
        for (hidden, value) in bindings {
            let Value::Id(id) = value else { continue };
            let is_new = hidden.origin.index == 0 && hidden.field == Field::Id;
            let sent = self.sent.get(&u64::from(hidden.origin.call));
            let is_old = |(shown, sent): (&usize, &(_, usize, _, _))| *shown <= sent.1;
            let is_stale = is_new && self.shown.get(id).zip(sent).is_some_and(is_old);
            let fits = world.store.fits(*hidden, id, self.dialect.wire.integer_ids);
            if is_stale || !fits || world.excluded.contains(&(*hidden, id.clone())) {
                return None;
            }
        }
        world.store.bind(bindings);
        for progress in world.calls.values_mut() {
            match progress {
                Progress::Sent => {}
                Progress::Read(store) => store.bind(bindings),
                Progress::Done(reply) => reply.bind(bindings),
            }
        }
        Some(world)
    }

    /// Remembers which version ids an answer shows.
    fn show(&mut self, response: &HttpResponse) {
        self.answers += 1;
        let headers = response.headers.0.iter();
        let ids = headers.filter(|(name, _)| name.to_ascii_lowercase().ends_with("version-id"));
        let mut ids: Vec<String> = ids.map(|(_, value)| value.clone()).collect();
        let text = response.body.text().unwrap_or_default();
        let listed = text.split("<VersionId>").skip(1);
        ids.extend(listed.filter_map(|it| Some(it.split_once('<')?.0.to_owned())));
        for id in ids.iter().filter_map(|it| VersionId::parse(it)) {
            self.shown.entry(id).or_insert(self.answers);
        }
    }
}
