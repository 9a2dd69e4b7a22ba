//! What an open call does to the store, whatever its answer will be.
//!
//! Where nothing but the answer of a call tells readings apart, they are one deed with several
//! promises: what no store shows multiplies no worlds.

use crate::dialect::Dialect;
use crate::name::VersionId;
use crate::permitted::{Assumptions, Outcome, merge_assumptions};
use crate::reply::{ReplyPattern, Why};
use crate::store::{Bindings, Effect, HiddenId};

/// One thing that a call may do, and all that it may answer then.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Deed {
    /// What it does to the store.
    pub(super) effect: Effect,
    /// Hidden values it determines, applied before its effect.
    pub(super) binds: Bindings,
    /// Values that it shows some hidden ones not to have.
    pub(super) excludes: Vec<(HiddenId, VersionId)>,
    /// What it assumes of the service.
    pub(super) assuming: Assumptions,
    /// What it may answer.
    pub(super) promises: Vec<Promise>,
}

/// What a call that took effect may answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Promise {
    /// The answer.
    pub(super) reply: ReplyPattern,
    /// The readings it rests on.
    pub(super) because: Why,
    /// What it assumes of the service beyond what its deed does.
    pub(super) needs: Assumptions,
}

impl Deed {
    /// What `outcome` does.
    pub(super) fn of(outcome: &Outcome) -> Self {
        let Outcome { reply, effect, because, assuming, binds, excludes } = outcome.clone();
        let promises = vec![Promise { reply, because, needs: Assumptions::default() }];
        Self { effect, binds, excludes, assuming, promises }
    }

    /// What `outcomes` do, where they do the same as one deed.
    pub(super) fn all<'a>(
        dialect: &Dialect,
        outcomes: impl IntoIterator<Item = &'a Outcome>,
    ) -> Vec<Self> {
        let mut groups: Vec<Vec<&Outcome>> = Vec::new();
        for outcome in outcomes {
            match groups.iter_mut().find(|it| does_the_same(it[0], outcome)) {
                Some(group) => group.push(outcome),
                None => groups.push(vec![outcome]),
            }
        }
        groups.into_iter().flat_map(|group| Self::merged(dialect, &group)).collect()
    }

    /// Outcomes that do the same, as few deeds as say what they assume.
    fn merged(dialect: &Dialect, group: &[&Outcome]) -> Vec<Self> {
        if let [outcome] = group {
            return vec![Self::of(outcome)];
        }
        let sets = merge_assumptions(dialect, group.iter().map(|it| it.assuming.clone()).collect());
        let deed = |assuming: Assumptions| {
            let promises = group.iter().filter_map(|it| {
                let both = assuming.intersection(&it.assuming, dialect)?;
                let needs = both.beyond(&assuming, dialect);
                Some(Promise { reply: it.reply.clone(), because: it.because.clone(), needs })
            });
            let promises = promises.collect();
            let Outcome { effect, binds, excludes, .. } = group[0].clone();
            Self { effect, binds, excludes, assuming, promises }
        };
        sets.into_iter().map(deed).collect()
    }

    /// This in a world that knows `narrowed` too; `None` where no service does it then.
    pub(super) fn given(&self, narrowed: &Assumptions, dialect: &Dialect) -> Option<Self> {
        let assuming = self.assuming.intersection(narrowed, dialect)?;
        let promises = self.promises.iter().filter_map(|it| {
            let needs = assuming.intersection(&it.needs, dialect)?.beyond(&assuming, dialect);
            Some(Promise { needs, ..it.clone() })
        });
        Some(Self { promises: promises.collect(), assuming, ..self.clone() })
    }

    /// Whether all it may come to is among `outcomes`, in a world that knows `narrowed` too.
    pub(super) fn is_among(
        &self,
        outcomes: &[Outcome],
        narrowed: &Assumptions,
        dialect: &Dialect,
    ) -> bool {
        let assuming = self.assuming.intersection(narrowed, dialect);
        assuming.is_some_and(|assuming| {
            self.promises.iter().all(|promise| {
                let needs = assuming.intersection(&promise.needs, dialect);
                outcomes.iter().any(|it| {
                    it.reply == promise.reply
                        && it.effect == self.effect
                        && it.binds == self.binds
                        && it.excludes == self.excludes
                        && needs.as_ref() == Some(&it.assuming)
                })
            })
        })
    }
}

fn does_the_same(one: &Outcome, other: &Outcome) -> bool {
    one.effect == other.effect && one.binds == other.binds && one.excludes == other.excludes
}
