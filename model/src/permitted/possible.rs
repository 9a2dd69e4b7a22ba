//! The services that are still possible.

use std::sync::Arc;

use super::{Assumptions, merge_assumptions};
use crate::dialect::Dialect;

/// Services that one of several assumptions allows; never none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Possible {
    sets: Arc<[Assumptions]>,
    hull: Assumptions,
}

impl Possible {
    /// Those that `assumptions` allow.
    pub fn of(assumptions: Assumptions) -> Self {
        Self { hull: assumptions.clone(), sets: [assumptions].into() }
    }

    /// Those that one of `sets` allows; `None` where there is no set.
    pub fn any_of(dialect: &Dialect, sets: Vec<Assumptions>) -> Option<Self> {
        if sets.is_empty() {
            return None;
        }
        let sets = merge_assumptions(dialect, sets);
        Some(Self { hull: Assumptions::hull(dialect, &sets), sets: sets.into() })
    }

    /// The sets of assumptions one of which holds.
    pub fn sets(&self) -> &[Assumptions] {
        &self.sets
    }

    /// What each clause by itself may be.
    pub fn hull(&self) -> &Assumptions {
        &self.hull
    }

    /// Those of them that `assumptions` allow too; `None` where there is none.
    pub fn given(&self, assumptions: &Assumptions, dialect: &Dialect) -> Option<Self> {
        if self.hull.implies(assumptions, dialect) {
            return Some(self.clone());
        }
        let both = self.sets.iter().filter_map(|it| it.intersection(assumptions, dialect));
        Self::any_of(dialect, both.collect())
    }

    /// Those that are in `other` too; `None` where there is none.
    pub fn both(&self, other: &Self, dialect: &Dialect) -> Option<Self> {
        let pairs = self.sets.iter().flat_map(|it| other.sets.iter().map(move |to| (it, to)));
        let both = pairs.filter_map(|(one, two)| one.intersection(two, dialect));
        Self::any_of(dialect, both.collect())
    }

    /// All of both.
    #[must_use]
    pub fn either(&self, other: &Self, dialect: &Dialect) -> Self {
        if self == other {
            return self.clone();
        }
        let all = self.sets.iter().chain(other.sets.iter()).cloned().collect();
        Self::any_of(dialect, all).unwrap_or_else(|| self.clone())
    }

    /// Whether each of these sets allows nothing that one of the `other` does not.
    pub fn implies(&self, other: &Self, dialect: &Dialect) -> bool {
        self.sets.iter().all(|it| other.sets.iter().any(|other| it.implies(other, dialect)))
    }
}
