//! Drawing scenarios: from a seed, or from whatever else can choose.
//!
//! Time goes by in slots. In each slot every client sends one call, all within a window that is
//! short enough for calls to overlap; the slot ends after the last of them has given up. Within its
//! slot a step takes the first place where none of its instants meets one already taken.
//!
//! What is drawn for one step hangs on no other step.

use std::collections::{BTreeMap, BTreeSet};

use model::dialect::Dialect;
use model::generate::{Choose, Universe};

use super::{AccountPlan, BucketPlan, ClientPlan, Keeps, Scenario, Step};
use crate::chance::Choices;
use crate::fault::{Fault, FaultKind, Faults};

/// How large a scenario is, and what may go wrong in it.
#[derive(Clone, Debug)]
pub struct Options {
    /// The number of clients.
    pub clients: usize,
    /// The calls of each client.
    pub steps: usize,
    /// The kinds of faults to draw from.
    pub faults: Faults,
    /// The most faults that leave open whether a call took effect, or when. A kill counts once per
    /// client, for it may leave a call of each open, and is there even where that is too many.
    pub ambiguous: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { clients: 2, steps: 20, faults: Faults::all(), ambiguous: 2 }
    }
}

/// The windows in a slot: more than two tries of a call can take.
const SLOT: u64 = 20;

const DAY: u64 = 24 * 3600 * 1000;

const ENDPOINT: &str = "storage.example.com";

impl Scenario {
    /// The scenario of a seed.
    pub fn draw(dialect: &Dialect, seed: u64, options: &Options) -> Self {
        Plan::new(dialect, seed, options, Choices::Seeded(seed)).scenario()
    }

    /// A scenario that `choose` decides, but for its service: its nature and what it is free to
    /// pick for each call come from `seed`, for there are as many questions as a call has choices.
    pub fn choose(
        dialect: &Dialect,
        seed: u64,
        options: &Options,
        choose: &mut dyn Choose,
    ) -> Self {
        Plan::new(dialect, seed, options, Choices::From(choose)).scenario()
    }
}

/// A scenario in the making.
struct Plan<'a> {
    dialect: &'a Dialect,
    seed: u64,
    options: &'a Options,
    choices: Choices<'a>,
    universe: Universe,
    latencies: Vec<u64>,
    window: u64,
    /// How often each kind of the other faults comes up, and how often none does.
    rates: Vec<(usize, Option<FaultKind>)>,
    /// What the slots so far took beyond their time.
    days: u64,
    taken: BTreeSet<u64>,
    next_call: u32,
}

/// A place in the scenario: slot and client.
type Place = (usize, usize);

impl<'a> Plan<'a> {
    fn new(dialect: &'a Dialect, seed: u64, options: &'a Options, choices: Choices<'a>) -> Self {
        let clients = options.clients as u64;
        Self {
            dialect,
            seed,
            options,
            choices,
            universe: Universe::small(dialect),
            latencies: (3..3 + clients).collect(),
            window: 40 * clients.max(1),
            rates: Vec::new(),
            days: 0,
            taken: BTreeSet::new(),
            next_call: 1,
        }
    }

    fn scenario(mut self) -> Scenario {
        let nature = self.nature();
        let accounts = self.universe.accounts.iter().map(|it| AccountPlan {
            name: it.name.to_owned(),
            access_key: it.access_key.to_owned(),
        });
        let accounts: Vec<_> = accounts.collect();
        let buckets = self.buckets(&accounts);
        let faults = self.faults();
        self.rates = self.rates();
        let askers = self.askers();
        let mut clients: Vec<_> = (0..self.options.clients)
            .map(|at| ClientPlan {
                name: format!("c{}", at + 1),
                account: accounts[at % askers].name.clone(),
                latency_ms: self.latencies[at],
                steps: Vec::with_capacity(self.options.steps),
            })
            .collect();
        for slot in 0..self.options.steps {
            for (at, client) in clients.iter_mut().enumerate() {
                let kinds = faults.get(&(slot, at)).map_or(&[][..], Vec::as_slice);
                client.steps.push(self.step((slot, at), kinds));
            }
            // Nobody is behind those who wait for days.
            let waited = clients.iter().filter_map(|it| it.steps.last()).map(Step::days).max();
            self.days += waited.unwrap_or(0);
        }
        Scenario {
            dialect: self.dialect.name.to_owned(),
            seed: self.seed,
            nature,
            endpoint: ENDPOINT.to_owned(),
            accounts,
            buckets,
            clients,
        }
    }

    /// One reading per question: the default half of the time.
    fn nature(&mut self) -> BTreeMap<String, String> {
        let dialect = self.dialect;
        Choices::Seeded(self.seed).stream("nature", 0, |choose| {
            let drawn = dialect.questions().map(|clause| {
                let readings = dialect.row(clause).readings();
                let is_default = !choose.chance(1, 2);
                let reading = if is_default { readings[0] } else { *choose.pick(readings) };
                let name = clause.readings()[usize::from(reading)];
                (clause.name().to_owned(), name.to_owned())
            });
            drawn.collect()
        })
    }

    fn buckets(&mut self, accounts: &[AccountPlan]) -> Vec<BucketPlan> {
        let names = self.universe.buckets;
        self.choices.stream("buckets", 0, |choose| {
            let bucket = |name: &str| BucketPlan {
                name: name.to_owned(),
                owner: accounts[usize::from(choose.chance(1, 4))].name.clone(),
                versioning: choose.weigh(&[
                    (2, Keeps::Enabled),
                    (1, Keeps::Unversioned),
                    (1, Keeps::Suspended),
                ]),
                shared: !choose.chance(1, 8),
            };
            names.map(bucket).into()
        })
    }

    /// For how many accounts the clients ask: mostly for one, since what another wrote is private.
    fn askers(&mut self) -> usize {
        let accounts = self.universe.accounts.len();
        self.choices.stream("askers", 0, |choose| if choose.chance(1, 3) { accounts } else { 1 })
    }

    /// The kinds of the ambiguous faults, and where they strike. Each scenario keeps to a subset of
    /// what may happen, so that one kind is not always hidden by another.
    fn faults(&mut self) -> BTreeMap<Place, Vec<FaultKind>> {
        let options = self.options;
        self.choices.stream("faults", 0, |choose| {
            let kinds = options.faults.kinds().filter(|it| it.is_ambiguous());
            let mut kinds: Vec<_> = kinds.filter(|_| !choose.chance(1, 2)).collect();
            let mut placed: BTreeMap<Place, Vec<FaultKind>> = BTreeMap::new();
            if options.clients == 0 || options.steps == 0 {
                return placed;
            }
            let mut left = choose.below(options.ambiguous + 1);
            while left > 0 && !kinds.is_empty() {
                let place = (choose.below(options.steps), choose.below(options.clients));
                let kind = *choose.pick(&kinds);
                placed.entry(place).or_default().push(kind);
                let opened = if kind == FaultKind::Kill { options.clients } else { 1 };
                left = left.saturating_sub(opened);
                // Others may follow a kill, but it follows none.
                kinds.retain(|it| *it != FaultKind::Kill);
            }
            placed
        })
    }

    /// The kinds of the other faults, each as often as this scenario has it: half of them never.
    fn rates(&mut self) -> Vec<(usize, Option<FaultKind>)> {
        let options = self.options;
        self.choices.stream("rates", 0, |choose| {
            let kinds = options.faults.kinds().filter(|it| !it.is_ambiguous());
            let rated = kinds.map(|kind| (*choose.pick(&[0, 0, 2, 8]), Some(kind)));
            [(24, None)].into_iter().chain(rated).collect()
        })
    }

    fn step(&mut self, (slot, client): Place, kinds: &[FaultKind]) -> Step {
        let number = (slot * self.options.clients + client) as u64;
        let (window, own) = (self.window, self.latencies[client]);
        let (slots, days) = (self.options.steps, self.days);
        let universe = &self.universe;
        let request = |choose: &mut dyn Choose| {
            if slot + 1 == slots && slots > 1 {
                universe.look(client)
            } else if slot < 2 && slots > 4 {
                universe.fill(choose, usize::try_from(number).unwrap_or(0))
            } else {
                universe.call(choose)
            }
        };
        let may_delay = self.options.faults.has(FaultKind::Delay);
        let mut step = self.choices.stream("step", number, |choose| Step {
            call: 0,
            at: days + slot as u64 * SLOT * window + up_to(choose, window),
            request: request(choose),
            work_ms: 1 + up_to(choose, window / 2),
            answer_ms: 1 + up_to(choose, window / 8),
            timeout_ms: 3 * window + up_to(choose, 2 * window),
            read_ms: 1 + up_to(choose, window / 4),
            faults: Vec::new(),
        });
        let (latencies, rates) = (&self.latencies, &self.rates);
        self.choices.stream("faults of a step", number, |choose| {
            let other = choose.weigh(rates).filter(|it| it.strikes(&step));
            for kind in kinds.iter().copied().chain(other) {
                let fault = fault(choose, kind, &step, window, latencies);
                step.faults.push(fault);
            }
            if may_delay && step.faults.is_empty() && choose.chance(1, 16) {
                // Short enough for the answer to come in time.
                step.faults.push(Fault::Delay { ms: 1 + up_to(choose, window) });
            }
        });
        self.number(&mut step);
        self.settle(&mut step, own);
        step
    }

    /// Gives the call, and those that there are because of its faults, the next numbers.
    fn number(&mut self, step: &mut Step) {
        step.call = self.next_call;
        self.next_call += 1;
        for fault in &mut step.faults {
            if let Some(call) = fault.call_mut() {
                *call = self.next_call;
                self.next_call += 1;
            }
        }
    }

    /// Moves the step, and what hangs on it, to the first place where it meets nothing. Where its
    /// own instants meet each other, it is stretched.
    fn settle(&mut self, step: &mut Step, own: u64) {
        loop {
            let instants = step.instants(own, &self.latencies);
            let distinct: BTreeSet<_> = instants.iter().copied().collect();
            if distinct.len() < instants.len() {
                step.stretch();
            } else if distinct.is_disjoint(&self.taken) {
                self.taken.extend(distinct);
                return;
            } else {
                step.at += 1;
            }
        }
    }
}

impl Step {
    /// Adds another power of four to each of its durations. An instant is a sum of some of these,
    /// of none more than twice, so the distance of any two instants changes each time, always in
    /// one direction: they meet no more than once.
    fn stretch(&mut self) {
        // First those that make the client busy for longer: they grow the least.
        let (mut durations, mut others) = (vec![&mut self.timeout_ms], Vec::new());
        for fault in &mut self.faults {
            match fault {
                Fault::Throttle { after_ms, .. } => durations.push(after_ms),
                Fault::Delay { ms } | Fault::RestoreExpiry { ms } | Fault::Slow { ms } => {
                    others.push(ms);
                }
                Fault::AbortUpload { after_ms, .. }
                | Fault::CompleteUpload { after_ms, .. }
                | Fault::DeleteSource { after_ms, .. }
                | Fault::Duplicate { after_ms, .. }
                | Fault::MarkSource { after_ms, .. }
                | Fault::OverwriteSource { after_ms, .. }
                | Fault::ReversionSource { after_ms, .. } => others.push(after_ms),
                Fault::Kill { after_ms, restart_ms: ms } | Fault::Partition { after_ms, ms } => {
                    others.extend([after_ms, ms]);
                }
                Fault::Cut { .. }
                | Fault::FailLate
                | Fault::LostRequest
                | Fault::LostResponse
                | Fault::ObjectUnfinished
                | Fault::Skew { .. }
                | Fault::SourceElsewhere
                | Fault::SourceVanishing => {}
            }
        }
        durations.extend([&mut self.read_ms, &mut self.work_ms, &mut self.answer_ms]);
        for (power, duration) in (0..).zip(durations.into_iter().chain(others)) {
            *duration += 1 << (2 * power);
        }
    }
}

/// A fault of that kind, on a step whose call takes about as long as a window.
pub(crate) fn fault(
    choose: &mut dyn Choose,
    kind: FaultKind,
    step: &Step,
    window: u64,
    latencies: &[u64],
) -> Fault {
    let farthest = latencies.iter().max().copied().unwrap_or(0);
    let call = 0;
    match kind {
        FaultKind::AbortUpload => Fault::AbortUpload { after_ms: between(choose, step), call },
        FaultKind::CompleteUpload => {
            Fault::CompleteUpload { after_ms: between(choose, step), call }
        }
        FaultKind::Cut => Fault::Cut { keep: up_to(choose, 200) },
        FaultKind::Delay => Fault::Delay { ms: window + up_to(choose, 10 * window) },
        FaultKind::DeleteSource => Fault::DeleteSource { after_ms: between(choose, step), call },
        FaultKind::Duplicate => Fault::Duplicate { after_ms: 1 + up_to(choose, 10 * window), call },
        FaultKind::FailLate => Fault::FailLate,
        FaultKind::Kill => Fault::Kill {
            after_ms: 1 + up_to(choose, window / 2),
            restart_ms: farthest + 1 + up_to(choose, 6 * window),
        },
        FaultKind::LostRequest => Fault::LostRequest,
        FaultKind::LostResponse => Fault::LostResponse,
        FaultKind::MarkSource => Fault::MarkSource { after_ms: between(choose, step), call },
        FaultKind::ObjectUnfinished => Fault::ObjectUnfinished,
        FaultKind::OverwriteSource => {
            Fault::OverwriteSource { after_ms: between(choose, step), call }
        }
        FaultKind::Partition => Fault::Partition {
            after_ms: 1 + up_to(choose, window / 2),
            ms: 1 + up_to(choose, 10 * window),
        },
        FaultKind::RestoreExpiry => Fault::RestoreExpiry { ms: DAY * (1 + up_to(choose, 4)) },
        FaultKind::ReversionSource => Fault::ReversionSource {
            after_ms: between(choose, step),
            call,
            keeps: *choose.pick(&[Keeps::Suspended, Keeps::Enabled]),
        },
        FaultKind::Skew => {
            // Some seconds, or as many as matter where requests must be fresh.
            let limit = *choose.pick(&[5, 1800]);
            let seconds = i64::try_from(1 + up_to(choose, limit)).unwrap_or(0);
            let sign = if choose.chance(1, 2) { -1 } else { 1 };
            Fault::Skew { ms: sign * seconds * 1000 }
        }
        FaultKind::Slow => Fault::Slow { ms: window + up_to(choose, 10 * window) },
        FaultKind::SourceElsewhere => Fault::SourceElsewhere,
        FaultKind::SourceVanishing => Fault::SourceVanishing,
        FaultKind::Throttle => Fault::Throttle { after_ms: 1 + up_to(choose, window), call },
    }
}

/// How long after a copy has read something happens to its source, for it to be there before the
/// copy takes effect.
fn between(choose: &mut dyn Choose, step: &Step) -> u64 {
    1 + up_to(choose, step.work_ms.saturating_sub(4))
}

/// A number of milliseconds below `limit`.
fn up_to(choose: &mut dyn Choose, limit: u64) -> u64 {
    choose.below(usize::try_from(limit).unwrap_or(usize::MAX)) as u64
}
