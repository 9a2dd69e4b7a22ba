//! What a service may answer at any time, for reasons that no history shows: that it has too much
//! to do, that a conflict came up, that the data of an object are not at hand.
//!
//! Such an answer says nothing of what is stored. A write that is answered so may in some cases
//! have taken effect all the same, or take it later: it is then like one whose answer was lost.
//! What hangs on the store is no trouble and stands with its stage.

use crate::dialect::clause::{
    AbsentData, AbsentSource, BusyService, ConflictingCall, InternalFailure, SlowDown,
    UnfinishedObject, WriteBurst,
};
use crate::dialect::{Dialect, Reading};
use crate::permitted::{Assumptions, Outcome};
use crate::reply::{ReplyPattern, Why};
use crate::wire::Operation;

/// One answer that may be given at any time.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// What is answered.
    pub reply: ReplyPattern,
    /// The readings it rests on.
    pub because: Why,
    /// The readings of open clauses it assumes, and all that was assumed before.
    pub assuming: Assumptions,
    /// Whether the call may have taken effect all the same, or take it later.
    pub may_happen: bool,
}

/// What a service may answer to a call at any time. Some of it presumes that the call, with the
/// `outcomes` it has otherwise, might succeed.
pub fn troubles(
    dialect: &Dialect,
    assumptions: &Assumptions,
    operation: Operation,
    outcomes: &[Outcome],
) -> Vec<Trouble> {
    let changes = !operation.only_reads();
    let succeeds = outcomes.iter().any(|it| it.reply.status < 300);
    let mut troubles = Troubles { dialect, assumptions, all: Vec::new() };
    troubles.add::<BusyService>(changes);
    troubles.add::<SlowDown>(changes);
    if changes {
        troubles.add::<InternalFailure>(true);
        troubles.add::<WriteBurst>(false);
        troubles.add::<ConflictingCall>(false);
    }
    if succeeds && operation.is_copy() {
        troubles.add::<AbsentSource>(false);
    }
    if succeeds && matches!(operation, Operation::GetObject | Operation::HeadObject) {
        troubles.add::<AbsentData>(false);
        troubles.add::<UnfinishedObject>(false);
    }
    troubles.all
}

struct Troubles<'a> {
    dialect: &'a Dialect,
    assumptions: &'a Assumptions,
    all: Vec<Trouble>,
}

impl Troubles<'_> {
    /// Adds what the readings of a clause that are still possible answer.
    fn add<R: Reading>(&mut self, may_happen: bool) {
        let possible = self.assumptions.candidates(self.dialect, R::CLAUSE);
        for reading in R::ALL.iter().filter(|it| possible & 1 << it.index() != 0) {
            let Some(refusal) = reading.refusal() else { continue };
            let mut assuming = self.assumptions.clone();
            assuming.narrow(self.dialect, R::CLAUSE, 1 << reading.index());
            let mut because = Why::default();
            because.push(R::CLAUSE, Some(reading.index()));
            let reply = ReplyPattern::error(refusal);
            self.all.push(Trouble { reply, because, assuming, may_happen });
        }
    }
}
