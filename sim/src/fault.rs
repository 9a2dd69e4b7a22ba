//! The faults that are injected, as data that hangs on the step it hits.
//!
//! A fault carries everything there is to know about it: nothing is drawn when it strikes. What it
//! does to a message or a node is decided in `network`, for both engines.

use std::collections::BTreeSet;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What goes wrong with a step. Times are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// The request never reaches the service.
    LostRequest,
    /// The service answers, and the answer never reaches the client.
    LostResponse,
    /// The request is held up on its way.
    Delay {
        /// For how long.
        ms: u64,
    },
    /// The request reaches the service a second time, as a call of its own; nobody reads the
    /// answer.
    Duplicate {
        /// How long after the first one.
        after_ms: u64,
        /// The number of the second call.
        call: u32,
    },
    /// The service's node is killed. What it has stored stays, what it was about to do is gone.
    Kill {
        /// How long after the request is sent.
        after_ms: u64,
        /// How long after that it is there again.
        restart_ms: u64,
    },
    /// The client and the service cannot reach each other.
    Partition {
        /// How long after the request is sent it begins.
        after_ms: u64,
        /// How long it lasts.
        ms: u64,
    },
}

macro_rules! kinds {
    ($($Kind:ident = $name:literal,)+) => {
        /// A fault without its parameters.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the names are those of the faults")]
        pub enum FaultKind { $($Kind,)+ }

        impl FaultKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$Kind,)+];

            /// Its name on the command line and in scenarios.
            pub fn name(self) -> &'static str {
                match self { $(Self::$Kind => $name,)+ }
            }
        }

        impl Fault {
            /// What kind of fault it is.
            pub fn kind(&self) -> FaultKind {
                match self { $(Self::$Kind { .. } => FaultKind::$Kind,)+ }
            }
        }
    };
}

kinds! {
    Delay = "delay",
    Duplicate = "duplicate",
    Kill = "kill",
    LostRequest = "lost_request",
    LostResponse = "lost_response",
    Partition = "partition",
}

/// The kinds of faults that a scenario may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(BTreeSet<FaultKind>);

impl Faults {
    /// Every kind.
    pub fn all() -> Self {
        Self(FaultKind::ALL.iter().copied().collect())
    }

    /// No kind.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether faults of this kind may happen.
    pub fn has(&self, kind: FaultKind) -> bool {
        self.0.contains(&kind)
    }

    /// The kinds, in order of their names.
    pub fn kinds(&self) -> impl Iterator<Item = FaultKind> {
        self.0.iter().copied()
    }
}

impl FromIterator<FaultKind> for Faults {
    fn from_iter<I: IntoIterator<Item = FaultKind>>(kinds: I) -> Self {
        Self(kinds.into_iter().collect())
    }
}

/// A name that is no fault's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown fault `{name}`; expected `all`, `none`, or some of {}, with commas", legal())]
pub struct UnknownFault {
    /// What was named.
    pub name: String,
}

fn legal() -> String {
    FaultKind::ALL.iter().map(|it| it.name()).collect::<Vec<_>>().join(", ")
}

impl FromStr for Faults {
    type Err = UnknownFault;

    /// Reads `all`, `none`, or names with commas between them.
    fn from_str(text: &str) -> Result<Self, UnknownFault> {
        let named = |name: &str| {
            let kind = FaultKind::ALL.iter().copied().find(|it| it.name() == name);
            kind.ok_or_else(|| UnknownFault { name: name.to_owned() })
        };
        match text {
            "all" => Ok(Self::all()),
            "none" => Ok(Self::none()),
            names => names.split(',').map(|name| named(name.trim())).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_named_one_by_one_or_all_at_once() {
        assert_eq!("all".parse(), Ok(Faults::all()));
        assert_eq!("none".parse(), Ok(Faults::none()));
        let two = "kill, delay".parse::<Faults>().unwrap();
        assert_eq!(two.kinds().collect::<Vec<_>>(), [FaultKind::Delay, FaultKind::Kill]);
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_known_ones() {
        let error = "kill,fire".parse::<Faults>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown fault `fire`; expected `all`, `none`, or some of delay, duplicate, kill, \
             lost_request, lost_response, partition, with commas"
        );
        assert!("".parse::<Faults>().is_err());
    }

    #[test]
    fn a_fault_in_a_scenario_wears_the_name_of_its_kind() {
        let faults = [
            Fault::Delay { ms: 1 },
            Fault::Duplicate { after_ms: 1, call: 1 },
            Fault::Kill { after_ms: 1, restart_ms: 1 },
            Fault::LostRequest,
            Fault::LostResponse,
            Fault::Partition { after_ms: 1, ms: 1 },
        ];
        assert_eq!(faults.map(|it| it.kind()), FaultKind::ALL);
        for fault in faults {
            let json = serde_json::to_string(&fault).unwrap();
            assert!(json.contains(&format!("\"{}\"", fault.kind().name())), "{json}");
        }
    }
}
