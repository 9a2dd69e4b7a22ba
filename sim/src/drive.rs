//! The two engines that run a scenario: a small event queue, and nodes on a simulated network.
//!
//! Both drive the same clients and the same service through the same network, and write the same
//! bytes. An engine decides nothing: what becomes of a message, and when, is in the scenario.

use std::sync::Arc;

use model::dialect::Dialect;
use model::store::Store;
use model::trace::Trace;

use crate::recorder::{Recorder, write_trace};
use crate::scenario::{Scenario, ScenarioError};
use crate::server::{Commit, Server};

#[cfg(madsim)]
mod madsim;
mod queue;

/// What runs a scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Nodes with asynchronous tasks on a simulated network.
    Madsim,
    /// An event queue without nodes or tasks: the fast one.
    #[default]
    Queue,
}

impl Engine {
    /// Every engine.
    pub const ALL: [Self; 2] = [Self::Madsim, Self::Queue];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Madsim => "madsim",
            Self::Queue => "queue",
        }
    }

    /// Whether this build has it.
    pub fn is_built_in(self) -> bool {
        match self {
            Self::Madsim => cfg!(madsim),
            Self::Queue => true,
        }
    }
}

/// Why a scenario was not run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// The build lacks the engine.
    #[error(
        "the engine `{0}` is not built in: build inside the checkout, whose .cargo/config.toml \
         sets its flag"
    )]
    NotBuiltIn(&'static str),
    /// The scenario cannot be run.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
}

/// What came of a scenario.
#[derive(Clone, Debug)]
pub struct Run {
    /// What the clients saw.
    pub trace: Trace,
    /// What the service did, in that order.
    pub commits: Vec<Commit>,
    /// What it holds in the end.
    pub store: Store,
}

impl Run {
    /// The trace as it is written.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_trace(&self.trace, &mut bytes).expect("a simulated line fits and memory is written");
        bytes
    }
}

/// Runs a scenario.
///
/// # Errors
///
/// Where the scenario cannot be run, or the engine is not built in.
pub fn run(scenario: &Scenario, engine: Engine) -> Result<Run, RunError> {
    let dialect = Dialect::named(&scenario.dialect)
        .ok_or_else(|| ScenarioError::Dialect(scenario.dialect.clone()))?;
    run_as(dialect, scenario, engine)
}

/// Runs a scenario against a service that behaves as `dialect` says, whatever the scenario calls
/// it: a mutant, say.
///
/// # Errors
///
/// As [`run`].
pub fn run_as(dialect: &Dialect, scenario: &Scenario, engine: Engine) -> Result<Run, RunError> {
    if !engine.is_built_in() {
        return Err(RunError::NotBuiltIn(engine.name()));
    }
    scenario.check()?;
    let parts = Parts {
        server: Server::new(scenario, Arc::new(dialect.clone()))?,
        recorder: Recorder::new(scenario),
    };
    let parts = match engine {
        Engine::Queue => queue::run(scenario, dialect, parts),
        #[cfg(madsim)]
        Engine::Madsim => madsim::run(scenario, dialect, parts),
        #[cfg(not(madsim))]
        Engine::Madsim => return Err(RunError::NotBuiltIn(engine.name())),
    };
    let (store, commits) = parts.server.into_parts();
    Ok(Run { trace: parts.recorder.finish(), commits, store })
}

/// What outlives every node: the stored state of the service, and the record.
struct Parts {
    server: Server,
    recorder: Recorder,
}

#[cfg(test)]
mod tests;
