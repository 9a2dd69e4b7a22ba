//! A scenario: everything that decides how a run goes, as plain data.
//!
//! It says what the service is like, who its clients are, what they send at which instant, and what
//! goes wrong. Every instant is in it or follows from one step alone, so a step can be left out and
//! nothing else moves. A scenario is drawn from a seed, chosen by a fuzzer, or read from JSON; it
//! is never changed by a run, and a run draws nothing that it does not say.
//!
//! Instants are milliseconds since the start; no two of a scenario are the same, so that nothing
//! hangs on what an engine does first.

use std::collections::{BTreeMap, BTreeSet};

use model::dialect::{Clause, Dialect};
use model::generate::{Draft, Learned, Sending};
use model::name::{BucketName, Timestamp};
use model::permitted::Assumptions;
use model::store::{Grantee, Permission, Versioning};
use model::trace::{AccountSetup, AclSetup, BucketOptions, BucketSetup, Setup};
use model::wire::{Operation, Request};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fault::Fault;

mod draw;
mod file;

pub use draw::Options;
#[cfg(madsim)]
pub(crate) use draw::fault;

/// The start of every scenario: 2024-02-29T12:00:00Z.
pub const START: Timestamp = Timestamp(1_709_208_000_000);

/// The milliseconds beyond which nothing happens, and no time lasts.
const LONGEST: u64 = 10_000_000_000;

/// The instant so many milliseconds after the start.
pub fn instant(ms: u64) -> Timestamp {
    START.plus(i64::try_from(ms).unwrap_or(i64::MAX))
}

/// A scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The dialect of the service.
    pub dialect: String,
    /// What the choices of the service are drawn from, and whatever else the scenario was.
    pub seed: u64,
    /// How the service reads what its documents leave open or contradict, by question: its one
    /// nature, for all its life. A question that is not named has its default reading.
    #[serde(default)]
    pub nature: BTreeMap<String, String>,
    /// The host behind a bucket's name.
    pub endpoint: String,
    /// Who may send requests.
    pub accounts: Vec<AccountPlan>,
    /// The buckets from the start.
    pub buckets: Vec<BucketPlan>,
    /// The clients.
    pub clients: Vec<ClientPlan>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountPlan {
    /// Its name.
    pub name: String,
    /// Its access key.
    pub access_key: String,
}

/// A bucket that exists from the start, empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BucketPlan {
    /// Its name.
    pub name: String,
    /// The account it belongs to.
    pub owner: String,
    /// Whether it keeps versions.
    pub versioning: Keeps,
    /// Whether every account may read and write it.
    pub shared: bool,
}

/// Whether a bucket keeps versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the manuals")]
pub enum Keeps {
    Unversioned,
    Enabled,
    Suspended,
}

/// A client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientPlan {
    /// What traces call it.
    pub name: String,
    /// For whom it asks.
    pub account: String,
    /// How long a message between it and the service takes; no two clients are as far away.
    pub latency_ms: u64,
    /// What it does, in order.
    pub steps: Vec<Step>,
}

/// One call of a client, and what happens to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The number of the call.
    pub call: u32,
    /// When it is sent.
    pub at: u64,
    /// What is sent.
    pub request: Draft,
    /// How long the service works before it reads: a copy its source.
    pub read_ms: u64,
    /// How long it works after that, before the call takes effect.
    pub work_ms: u64,
    /// How long it works after that, before it answers.
    pub answer_ms: u64,
    /// How long the client waits for the answer.
    pub timeout_ms: u64,
    /// What goes wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
}

impl Step {
    /// When the request leaves for the service, held up as it may be.
    pub fn leaves(&self) -> u64 {
        let held = |fault: &Fault| match fault {
            Fault::Delay { ms } => *ms,
            _ => 0,
        };
        self.at + self.faults.iter().map(held).sum::<u64>()
    }

    /// When a request that arrives then is read for: a copy reads its source.
    pub fn reads(&self, arrives: u64) -> u64 {
        arrives + self.read_ms
    }

    /// When a request that arrives then takes effect.
    pub fn commits(&self, arrives: u64) -> u64 {
        let slower = |fault: &Fault| match fault {
            Fault::Slow { ms } | Fault::RestoreExpiry { ms } => *ms,
            _ => 0,
        };
        self.reads(arrives) + self.work_ms + self.faults.iter().map(slower).sum::<u64>()
    }

    /// When a request that arrives then is answered.
    pub fn answers(&self, arrives: u64) -> u64 {
        self.commits(arrives) + self.answer_ms
    }

    /// When the client stops waiting.
    pub fn gives_up(&self) -> u64 {
        self.at + self.timeout_ms + self.days()
    }

    /// The days for which the client knows that it has to wait.
    pub(crate) fn days(&self) -> u64 {
        let waits = |fault: &Fault| match fault {
            Fault::RestoreExpiry { ms } => *ms,
            _ => 0,
        };
        self.faults.iter().map(waits).sum()
    }

    /// The second deliveries: when they leave, and their numbers.
    pub fn duplicates(&self) -> impl Iterator<Item = (u64, u32)> {
        let leaves = self.leaves();
        self.faults.iter().filter_map(move |fault| match fault {
            Fault::Duplicate { after_ms, call } => Some((leaves + after_ms, *call)),
            _ => None,
        })
    }

    /// Every instant at which this step may make something happen. `latencies` are those of all
    /// clients, `own` that of the client whose step it is.
    pub(crate) fn instants(&self, own: u64, latencies: &[u64]) -> Vec<u64> {
        let mut instants = vec![self.at, self.at + 2 * own, self.gives_up()];
        let leaves = self.leaves();
        let served = |arrives: u64| [arrives, self.reads(arrives), self.commits(arrives)];
        let answered = self.answers(leaves + own);
        instants.extend(served(leaves + own));
        instants.extend([answered, answered + own]);
        if leaves != self.at {
            instants.push(leaves);
        }
        for fault in &self.faults {
            match fault {
                Fault::Duplicate { after_ms, .. } => {
                    let leaves = leaves + after_ms;
                    instants.push(leaves);
                    instants.extend(served(leaves + own));
                }
                Fault::Kill { after_ms, restart_ms } => {
                    let killed = self.at + after_ms;
                    instants.extend([killed, killed + restart_ms]);
                    instants.extend(latencies.iter().map(|it| killed + it));
                }
                Fault::Partition { after_ms, ms } => {
                    instants.extend([self.at + after_ms, self.at + after_ms + ms]);
                }
                _ => {}
            }
        }
        for derived in self.again(own).into_iter().chain(self.rivals(own)) {
            instants.extend(derived.instants(own, latencies));
        }
        instants
    }
}

/// What is wrong with a scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// No table of that name is built.
    #[error("no rulebook `{0}` is built")]
    Dialect(String),
    /// The service's nature names what its dialect does not have.
    #[error("`{question}` of {dialect} is no open question with a candidate `{reading}`")]
    #[expect(missing_docs, reason = "the message says what they are")]
    Nature { dialect: String, question: String, reading: String },
    /// A bucket or a client names an account that is not declared, or a bucket cannot be named so.
    #[error("{what} `{name}`")]
    #[expect(missing_docs, reason = "the message says what they are")]
    Name { what: &'static str, name: String },
    /// Two calls have one number.
    #[error("two calls have the number {0}")]
    Number(u32),
    /// Two things happen in one millisecond.
    #[error(
        "call {call}: two things happen {at} ms after the start; expected instants that differ"
    )]
    #[expect(missing_docs, reason = "the message says what they are")]
    Instant { call: u32, at: u64 },
    /// A client sends a call while it waits for the answer to another.
    #[error("call {0} is sent before its client has done with the call before")]
    Overlap(u32),
    /// A time that no message or node can keep.
    #[error("call {call}: {what}")]
    #[expect(missing_docs, reason = "the message says what they are")]
    Time { call: u32, what: &'static str },
    /// A call asks for what the model does not know, so that there is nothing to simulate.
    #[error("call {0} asks for something that is not modelled")]
    Unmodelled(u32),
}

impl Scenario {
    /// Whether it can be run, and if not, why.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it.
    pub fn check(&self) -> Result<(), ScenarioError> {
        let dialect = Dialect::named(&self.dialect)
            .ok_or_else(|| ScenarioError::Dialect(self.dialect.clone()))?;
        self.assumptions(dialect)?;
        self.check_names()?;
        let latencies: Vec<_> = self.clients.iter().map(|it| it.latency_ms).collect();
        let (mut instants, mut numbers) = (BTreeSet::new(), BTreeSet::new());
        for client in &self.clients {
            let mut free = 0;
            for step in &client.steps {
                step.check(client.latency_ms, &latencies)?;
                self.check_operation(dialect, client, step)?;
                if step.at < free {
                    return Err(ScenarioError::Overlap(step.call));
                }
                let tries =
                    std::iter::successors(Some(step.clone()), |it| it.again(client.latency_ms));
                free = tries.map(|it| it.gives_up()).max().unwrap_or(0) + 1;
                let taken = step.faults.iter().filter_map(Fault::call).chain([step.call]);
                for number in taken {
                    if !numbers.insert(number) {
                        return Err(ScenarioError::Number(number));
                    }
                }
                for instant in step.instants(client.latency_ms, &latencies) {
                    if !instants.insert(instant) {
                        return Err(ScenarioError::Instant { call: step.call, at: instant });
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether there can be such a service, whoever its clients are: its dialect.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it.
    #[cfg(madsim)]
    pub(crate) fn check_service(&self) -> Result<&'static Dialect, ScenarioError> {
        self.check()?;
        Dialect::named(&self.dialect).ok_or_else(|| ScenarioError::Dialect(self.dialect.clone()))
    }

    fn check_names(&self) -> Result<(), ScenarioError> {
        let is_account = |name: &str| self.accounts.iter().any(|it| it.name == name);
        let mut names = BTreeSet::new();
        let declared = self.buckets.iter().map(|it| ("a second bucket is called", &it.name));
        let accounts = self.accounts.iter().map(|it| ("a second account is called", &it.name));
        for (what, name) in declared.chain(accounts) {
            if !names.insert((what, name)) {
                return Err(ScenarioError::Name { what, name: name.clone() });
            }
        }
        for bucket in &self.buckets {
            if BucketName::parse(&bucket.name).is_none() {
                let (what, name) = ("no bucket is called", bucket.name.clone());
                return Err(ScenarioError::Name { what, name });
            }
        }
        let owners = self.buckets.iter().map(|it| &it.owner);
        match owners.chain(self.clients.iter().map(|it| &it.account)).find(|it| !is_account(it)) {
            Some(name) => {
                Err(ScenarioError::Name { what: "there is no account", name: name.clone() })
            }
            None => Ok(()),
        }
    }

    /// What a call asks for hangs on no value that its client learns.
    fn check_operation(
        &self,
        dialect: &Dialect,
        client: &ClientPlan,
        step: &Step,
    ) -> Result<(), ScenarioError> {
        let sending = Sending {
            endpoint: &self.endpoint,
            access_key: self.access_key(&client.account),
            now: instant(step.at),
            integer_ids: dialect.wire.integer_ids,
            scheme: dialect.wire.scheme,
        };
        let request = step.request.resolve(&Learned::default(), &sending);
        let request = Request::decode(&request, Some(&self.endpoint));
        match dialect.operation(&request) {
            Operation::Unmodelled(_) if request.addressed.is_ok() => {
                Err(ScenarioError::Unmodelled(step.call))
            }
            _ => Ok(()),
        }
    }

    /// The service's nature, as the model takes it: one reading of each question of `dialect`.
    ///
    /// # Errors
    ///
    /// Where it names what `dialect` does not have.
    pub fn assumptions(&self, dialect: &Dialect) -> Result<Assumptions, ScenarioError> {
        let mut assumptions = Assumptions::default();
        for clause in dialect.questions().filter(|it| !self.nature.contains_key(it.name())) {
            assumptions.narrow(dialect, clause, 1 << dialect.row(clause).readings()[0]);
        }
        for (question, reading) in &self.nature {
            let found = dialect.question(question).and_then(|clause| {
                let index = clause.readings().iter().position(|it| it == reading)?;
                let bit = 1 << index;
                (dialect.row(clause).candidates() & bit != 0).then_some((clause, bit))
            });
            let (clause, bit): (Clause, u32) = found.ok_or_else(|| ScenarioError::Nature {
                dialect: dialect.name.to_owned(),
                question: question.clone(),
                reading: reading.clone(),
            })?;
            assumptions.narrow(dialect, clause, bit);
        }
        Ok(assumptions)
    }

    /// The store before the first event, as a trace declares it.
    pub fn setup(&self) -> Setup {
        let accounts = self.accounts.iter().map(|it| AccountSetup {
            name: it.name.as_str().into(),
            access_key: Some(it.access_key.clone()),
            id: it.name.clone(),
        });
        let buckets = self.buckets.iter().filter_map(|it| it.setup(&self.accounts));
        Setup { accounts: accounts.collect(), keys: Vec::new(), buckets: buckets.collect() }
    }

    /// What traces call whoever sends a call beside a client.
    pub(crate) fn rival(&self, client: usize, call: u32) -> String {
        format!("{}-rival-{call}", self.clients[client].name)
    }

    /// The access key of an account.
    pub(crate) fn access_key(&self, account: &str) -> &str {
        let found = self.accounts.iter().find(|it| it.name == account);
        found.map_or("", |it| it.access_key.as_str())
    }
}

impl Step {
    /// The largest of its times, those of its faults too: found in its JSON, so that no fault is
    /// forgotten. The numbers of calls are below [`LONGEST`].
    fn longest(&self) -> u64 {
        fn largest(value: &Value) -> u64 {
            match value {
                Value::Number(number) => number.as_u64().unwrap_or(0),
                Value::Array(values) => values.iter().map(largest).max().unwrap_or(0),
                Value::Object(fields) => fields.values().map(largest).max().unwrap_or(0),
                _ => 0,
            }
        }
        let Ok(Value::Object(mut fields)) = serde_json::to_value(self) else { return u64::MAX };
        fields.remove("request");
        fields.values().map(largest).max().unwrap_or(0)
    }

    fn check(&self, own: u64, latencies: &[u64]) -> Result<(), ScenarioError> {
        let wrong = |what| Err(ScenarioError::Time { call: self.call, what });
        let farthest = latencies.iter().max().copied().unwrap_or(0);
        if farthest > LONGEST || self.longest() > LONGEST {
            return wrong("a time is longer than 10,000,000,000 ms");
        }
        for fault in &self.faults {
            if let Fault::Kill { restart_ms, .. } = fault
                && *restart_ms <= farthest
            {
                return wrong(
                    "the service is back before the farthest client can know it was gone",
                );
            }
        }
        match (own, self.read_ms.min(self.work_ms).min(self.answer_ms)) {
            (0..=2, _) => wrong("its client is less than 3 ms away"),
            (_, 0) => wrong("the service works for less than 1 ms"),
            _ if self.timeout_ms <= 2 * own => wrong("its client waits for less than a round trip"),
            _ => Ok(()),
        }
    }
}

impl BucketPlan {
    fn setup(&self, accounts: &[AccountPlan]) -> Option<BucketSetup> {
        let all = |permission| {
            let grantee = |it: &AccountPlan| Grantee::Account(it.name.as_str().into());
            accounts.iter().map(move |it| (grantee(it), permission))
        };
        let shared = all(Permission::Read).chain(all(Permission::Write)).collect();
        Some(BucketSetup {
            name: BucketName::parse(&self.name)?,
            owner: self.owner.as_str().into(),
            versioning: match self.versioning {
                Keeps::Unversioned => Versioning::Unversioned,
                Keeps::Enabled => Versioning::Enabled,
                Keeps::Suspended => Versioning::Suspended,
            },
            default_class: None,
            acl: self.shared.then_some(AclSetup::Grants(shared)),
            options: BucketOptions::default(),
            objects: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests;
