//! Drawing scenarios: from a seed, or from whatever else can choose.
//!
//! Time goes by in slots. In each slot every client sends one call, all within a window that is
//! short enough for calls to overlap; the slot ends after the last of them has given up. Within its
//! slot a step takes the first place where none of its instants meets one already taken.
//!
//! What is drawn for one step hangs on no other step.

use std::collections::{BTreeMap, BTreeSet};

use model::dialect::Dialect;
use model::dialect::clause::{FailedCopyBody, Reading as _};
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
    /// The most faults that leave open whether a call took effect, or when.
    pub ambiguous: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { clients: 2, steps: 20, faults: Faults::all(), ambiguous: 2 }
    }
}

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

    /// One reading per question: the default half of the time. A copy that fails after its answer
    /// began is left out, for what it leaves cannot be told from a lost one.
    fn nature(&mut self) -> BTreeMap<String, String> {
        let dialect = self.dialect;
        Choices::Seeded(self.seed).stream("nature", 0, |choose| {
            let drawn = dialect.questions().map(|clause| {
                let readings = dialect.row(clause).readings();
                let never = FailedCopyBody::NeverHappens.index();
                let reading = if clause == FailedCopyBody::CLAUSE && readings.contains(&never) {
                    never
                } else if choose.chance(1, 2) {
                    *choose.pick(&readings)
                } else {
                    readings[0]
                };
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
            let kinds: Vec<_> = options.faults.kinds().filter(|_| !choose.chance(1, 2)).collect();
            let mut placed: BTreeMap<Place, Vec<FaultKind>> = BTreeMap::new();
            if kinds.is_empty() || options.clients == 0 || options.steps == 0 {
                return placed;
            }
            for _ in 0..choose.below(options.ambiguous + 1) {
                let place = (choose.below(options.steps), choose.below(options.clients));
                placed.entry(place).or_default().push(*choose.pick(&kinds));
            }
            placed
        })
    }

    fn step(&mut self, (slot, client): Place, kinds: &[FaultKind]) -> Step {
        let number = (slot * self.options.clients + client) as u64;
        let (window, own) = (self.window, self.latencies[client]);
        let slots = self.options.steps;
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
        let mut step = self.choices.stream("step", number, |choose| {
            let mut step = Step {
                call: 0,
                at: slot as u64 * 10 * window + up_to(choose, window),
                request: request(choose),
                work_ms: 1 + up_to(choose, window / 2),
                answer_ms: 1 + up_to(choose, window / 8),
                timeout_ms: 3 * window + up_to(choose, 2 * window),
                faults: Vec::new(),
            };
            if may_delay && choose.chance(1, 16) {
                // Short enough for the answer to come in time.
                step.faults.push(Fault::Delay { ms: 1 + up_to(choose, window) });
            }
            step
        });
        let latencies = &self.latencies;
        step.faults.extend(self.choices.stream("faults of a step", number, |choose| {
            kinds.iter().map(|kind| fault(choose, *kind, window, latencies)).collect::<Vec<_>>()
        }));
        self.number(&mut step);
        self.settle(&mut step, own);
        step
    }

    /// Gives the call and its second deliveries the next numbers.
    fn number(&mut self, step: &mut Step) {
        step.call = self.next_call;
        self.next_call += 1;
        for fault in &mut step.faults {
            if let Fault::Duplicate { call, .. } = fault {
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
    /// Adds another power of two to each of its durations. An instant is a sum of some of these, so
    /// the distance of any two instants changes each time, always in one direction: they meet no
    /// more than once.
    fn stretch(&mut self) {
        let mut durations = vec![&mut self.timeout_ms, &mut self.work_ms, &mut self.answer_ms];
        for fault in &mut self.faults {
            match fault {
                Fault::LostRequest | Fault::LostResponse => {}
                Fault::Delay { ms } => durations.push(ms),
                Fault::Duplicate { after_ms, .. } => durations.push(after_ms),
                Fault::Kill { after_ms, restart_ms: ms } | Fault::Partition { after_ms, ms } => {
                    durations.extend([after_ms, ms]);
                }
            }
        }
        for (power, duration) in (0..).zip(durations) {
            *duration += 1 << power;
        }
    }
}

fn fault(choose: &mut dyn Choose, kind: FaultKind, window: u64, latencies: &[u64]) -> Fault {
    let farthest = latencies.iter().max().copied().unwrap_or(0);
    match kind {
        FaultKind::Delay => Fault::Delay { ms: window + up_to(choose, 10 * window) },
        FaultKind::Duplicate => {
            Fault::Duplicate { after_ms: 1 + up_to(choose, 10 * window), call: 0 }
        }
        FaultKind::Kill => Fault::Kill {
            after_ms: 1 + up_to(choose, window / 2),
            restart_ms: farthest + 1 + up_to(choose, 6 * window),
        },
        FaultKind::LostRequest => Fault::LostRequest,
        FaultKind::LostResponse => Fault::LostResponse,
        FaultKind::Partition => Fault::Partition {
            after_ms: 1 + up_to(choose, window / 2),
            ms: 1 + up_to(choose, 10 * window),
        },
    }
}

/// A number of milliseconds below `limit`.
fn up_to(choose: &mut dyn Choose, limit: u64) -> u64 {
    choose.below(usize::try_from(limit).unwrap_or(usize::MAX)) as u64
}
