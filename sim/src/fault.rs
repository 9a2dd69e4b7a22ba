//! The faults that are injected, as data that hangs on the step it hits.
//!
//! A fault carries everything there is to know about it: nothing is drawn when it strikes. What it
//! does to a message or a node is decided in `network`, for both engines; what the service is to
//! answer if it may is a [`Wish`]; what somebody else does because of it is a step of its own.

use std::collections::BTreeSet;
use std::str::FromStr;

use model::reply::{BodyPattern, ReplyPattern};
use serde::{Deserialize, Serialize};

use crate::scenario::{Keeps, Step};

mod derived;

/// What goes wrong with a step. Times are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// Somebody else aborts the upload that a part is copied into.
    AbortUpload {
        /// How long after the copy has read its source that request arrives.
        after_ms: u64,
        /// The number of that call.
        call: u32,
    },
    /// Somebody else completes the upload that a part is copied into, by the first of its parts.
    CompleteUpload {
        /// How long after the copy has read its source that request arrives.
        after_ms: u64,
        /// The number of that call.
        call: u32,
    },
    /// The connection breaks inside the body of the answer: the headers and so many bytes arrive,
    /// but never all.
    Cut {
        /// How many.
        keep: u64,
    },
    /// The request is held up on its way.
    Delay {
        /// For how long.
        ms: u64,
    },
    /// Somebody else removes the newest version of the source that the client knows, or without
    /// one deletes the source.
    DeleteSource {
        /// How long after the copy has read its source that request arrives.
        after_ms: u64,
        /// The number of that call.
        call: u32,
    },
    /// The request reaches the service a second time, as a call of its own; nobody reads the
    /// answer.
    Duplicate {
        /// How long after the first one.
        after_ms: u64,
        /// The number of the second call.
        call: u32,
    },
    /// The copy fails after its 200 has been sent, where the documents permit that.
    FailLate,
    /// The service's node is killed. What it has stored stays, what it was about to do is gone.
    Kill {
        /// How long after the request is sent.
        after_ms: u64,
        /// How long after that it is there again.
        restart_ms: u64,
    },
    /// The request never reaches the service.
    LostRequest,
    /// The service answers, and the answer never reaches the client.
    LostResponse,
    /// Somebody else deletes the source without naming a version: where versions are kept, it
    /// becomes marked as deleted.
    MarkSource {
        /// How long after the copy has read its source that request arrives.
        after_ms: u64,
        /// The number of that call.
        call: u32,
    },
    /// The object that is read is still being written, where the documents permit saying so.
    ObjectUnfinished,
    /// Somebody else overwrites the source.
    OverwriteSource {
        /// How long after the copy has read its source that request arrives.
        after_ms: u64,
        /// The number of that call.
        call: u32,
    },
    /// The client and the service cannot reach each other.
    Partition {
        /// How long after the request is sent it begins.
        after_ms: u64,
        /// How long it lasts.
        ms: u64,
    },
    /// The service takes days between what it reads and what it writes, and the client waits: a
    /// restored source that was read in time may have expired.
    RestoreExpiry {
        /// How much longer it takes.
        ms: u64,
    },
    /// Somebody else changes whether the bucket of the source keeps versions.
    ReversionSource {
        /// How long after the copy has read its source that request arrives.
        after_ms: u64,
        /// The number of that call.
        call: u32,
        /// What it makes of the bucket; one that keeps versions can stop to, and no more.
        keeps: Keeps,
    },
    /// The clock of the client is wrong when it sends the request.
    Skew {
        /// By how much; positive where it is fast.
        ms: i64,
    },
    /// The service takes longer between what it reads and what it writes.
    Slow {
        /// By how much.
        ms: u64,
    },
    /// The data of the source is not on this system, where the documents permit saying so.
    SourceElsewhere,
    /// The source is just being deleted, where the documents permit saying so.
    SourceVanishing,
    /// The service asks to slow down, where the documents permit that, and the client tries again.
    Throttle {
        /// How long after the client was told so.
        after_ms: u64,
        /// The number of the second call.
        call: u32,
    },
}

/// What a service is to answer, if it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A 200 whose body then does not say that the copy succeeded.
    FailLate,
    /// This status.
    Status(u16),
}

impl Wish {
    /// Whether this answer is what is wished for.
    pub fn is_met_by(self, reply: &ReplyPattern) -> bool {
        match self {
            Self::FailLate => matches!(
                reply.body.0,
                BodyPattern::LateError | BodyPattern::LateNothing | BodyPattern::LateResult(_)
            ),
            Self::Status(status) => reply.status == status,
        }
    }
}

impl Fault {
    /// What the service is to answer because of it.
    pub fn wish(&self) -> Option<Wish> {
        match self {
            Self::FailLate => Some(Wish::FailLate),
            Self::SourceElsewhere | Self::SourceVanishing => Some(Wish::Status(403)),
            Self::ObjectUnfinished => Some(Wish::Status(409)),
            Self::Throttle { .. } => Some(Wish::Status(503)),
            _ => None,
        }
    }

    /// The number of the call that there is because of it.
    pub fn call(&self) -> Option<u32> {
        let mut it = *self;
        it.call_mut().map(|it| *it)
    }

    /// As [`Fault::call`], to give it another one.
    pub fn call_mut(&mut self) -> Option<&mut u32> {
        match self {
            Self::AbortUpload { call, .. }
            | Self::CompleteUpload { call, .. }
            | Self::DeleteSource { call, .. }
            | Self::Duplicate { call, .. }
            | Self::MarkSource { call, .. }
            | Self::OverwriteSource { call, .. }
            | Self::ReversionSource { call, .. }
            | Self::Throttle { call, .. } => Some(call),
            _ => None,
        }
    }
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
    AbortUpload = "abort_upload",
    CompleteUpload = "complete_upload",
    Cut = "cut",
    Delay = "delay",
    DeleteSource = "delete_source",
    Duplicate = "duplicate",
    FailLate = "fail_late",
    Kill = "kill",
    LostRequest = "lost_request",
    LostResponse = "lost_response",
    MarkSource = "mark_source",
    ObjectUnfinished = "object_unfinished",
    OverwriteSource = "overwrite_source",
    Partition = "partition",
    RestoreExpiry = "restore_expiry",
    ReversionSource = "reversion_source",
    Skew = "skew",
    Slow = "slow",
    SourceElsewhere = "source_elsewhere",
    SourceVanishing = "source_vanishing",
    Throttle = "throttle",
}

impl FaultKind {
    /// Whether it may leave open whether a call took effect, or when: such faults make many worlds
    /// possible, so a scenario has few of them.
    pub fn is_ambiguous(self) -> bool {
        match self {
            Self::Cut
            | Self::Delay
            | Self::Duplicate
            | Self::Kill
            | Self::LostRequest
            | Self::LostResponse
            | Self::Partition
            | Self::Slow
            | Self::Throttle => true,
            Self::AbortUpload
            | Self::CompleteUpload
            | Self::DeleteSource
            | Self::FailLate
            | Self::MarkSource
            | Self::ObjectUnfinished
            | Self::OverwriteSource
            | Self::RestoreExpiry
            | Self::ReversionSource
            | Self::Skew
            | Self::SourceElsewhere
            | Self::SourceVanishing => false,
        }
    }

    /// Whether it does anything to such a step.
    pub fn strikes(self, step: &Step) -> bool {
        match self {
            Self::AbortUpload | Self::CompleteUpload => step.is_part_copy(),
            Self::DeleteSource
            | Self::FailLate
            | Self::MarkSource
            | Self::OverwriteSource
            | Self::RestoreExpiry
            | Self::ReversionSource
            | Self::SourceElsewhere
            | Self::SourceVanishing => step.is_copy(),
            Self::ObjectUnfinished => step.is_read(),
            Self::Cut
            | Self::Delay
            | Self::Duplicate
            | Self::Kill
            | Self::LostRequest
            | Self::LostResponse
            | Self::Partition
            | Self::Skew
            | Self::Slow
            | Self::Throttle => true,
        }
    }
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
            "unknown fault `fire`; expected `all`, `none`, or some of abort_upload, \
             complete_upload, cut, delay, delete_source, duplicate, fail_late, kill, lost_request, \
             lost_response, mark_source, object_unfinished, overwrite_source, partition, \
             restore_expiry, reversion_source, skew, slow, source_elsewhere, source_vanishing, \
             throttle, with commas"
        );
        assert!("".parse::<Faults>().is_err());
    }

    #[test]
    fn a_fault_in_a_scenario_wears_the_name_of_its_kind() {
        let faults = [
            Fault::AbortUpload { after_ms: 1, call: 1 },
            Fault::CompleteUpload { after_ms: 1, call: 1 },
            Fault::Cut { keep: 1 },
            Fault::Delay { ms: 1 },
            Fault::DeleteSource { after_ms: 1, call: 1 },
            Fault::Duplicate { after_ms: 1, call: 1 },
            Fault::FailLate,
            Fault::Kill { after_ms: 1, restart_ms: 1 },
            Fault::LostRequest,
            Fault::LostResponse,
            Fault::MarkSource { after_ms: 1, call: 1 },
            Fault::ObjectUnfinished,
            Fault::OverwriteSource { after_ms: 1, call: 1 },
            Fault::Partition { after_ms: 1, ms: 1 },
            Fault::RestoreExpiry { ms: 1 },
            Fault::ReversionSource { after_ms: 1, call: 1, keeps: Keeps::Suspended },
            Fault::Skew { ms: -1 },
            Fault::Slow { ms: 1 },
            Fault::SourceElsewhere,
            Fault::SourceVanishing,
            Fault::Throttle { after_ms: 1, call: 1 },
        ];
        assert_eq!(faults.map(|it| it.kind()), FaultKind::ALL);
        assert!(FaultKind::ALL.is_sorted_by_key(|it| it.name()));
        for fault in faults {
            let json = serde_json::to_string(&fault).unwrap();
            assert!(json.contains(&format!("\"{}\"", fault.kind().name())), "{json}");
        }
    }
}
