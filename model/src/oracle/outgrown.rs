//! Worlds that there need not be, since others become them.
//!
//! The search lets open calls take effect on its way to an answer. Where such an effect made no
//! difference, the world with it is one that the world without it becomes when that call takes
//! effect, now or before a change that was seen meanwhile: the latter alone says as much. Nothing
//! here decides what may happen; a world goes only where another one becomes all of it.

use std::collections::{BTreeMap, BTreeSet};

use super::part::Part;
use super::search::Work;
use super::world::{Progress, World};
use super::{OpenCall, Oracle};
use crate::name::Timestamp;
use crate::store::{Bindings, Store};

impl Oracle<'_> {
    /// Merges worlds that have become alike and, where these are more than `most`, lets go of those
    /// that others become.
    pub(super) fn thin(&self, part: &mut Part, most: usize, now: Timestamp, work: &mut Work) {
        self.merge(part);
        if part.worlds.len() > most {
            let mut is_outgrown = self.outgrown(&part.worlds, now, work).into_iter();
            part.worlds.retain(|_| is_outgrown.next() == Some(false));
        }
    }

    /// Of each of `worlds`, whether another one becomes it when an open call takes effect.
    fn outgrown(&self, worlds: &[World], now: Timestamp, work: &mut Work) -> Vec<bool> {
        let lost = self.lost_calls();
        let open: Vec<BTreeSet<u32>> = worlds.iter().map(World::open_calls).collect();
        let mut alike: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (at, world) in worlds.iter().enumerate() {
            alike.entry(world.store.fingerprint()).or_default().push(at);
        }
        let mut is_outgrown = vec![false; worlds.len()];
        for (world, own) in worlds.iter().zip(&open) {
            for serial in own {
                let may_become = |at: usize| !open[at].contains(serial) && open[at].is_subset(own);
                if !(0..worlds.len()).any(|at| !is_outgrown[at] && may_become(at)) {
                    continue;
                }
                let met = |store: &Store| {
                    let alike = alike.get(&store.fingerprint()).into_iter().flatten().copied();
                    alike.filter(|at| may_become(*at)).collect::<Vec<_>>()
                };
                let is_met = |store: &Store| !met(store).is_empty();
                for grown in self.grown(world, &self.calls[serial], &is_met, now, work) {
                    for at in met(&grown.store) {
                        is_outgrown[at] = is_outgrown[at]
                            || worlds[at].is_contained_in(&grown, self.dialect, &lost);
                    }
                }
            }
        }
        is_outgrown
    }

    /// What `world` becomes when `call` takes effect, now or behind a glimpse, as far as the store
    /// becomes one that is `met`.
    fn grown(
        &self,
        world: &World,
        call: &OpenCall,
        is_met: &dyn Fn(&Store) -> bool,
        now: Timestamp,
        work: &mut Work,
    ) -> Vec<World> {
        let mut grown = Vec::new();
        for deed in self.deeds(world, call, now, work).iter() {
            let mut store = world.store.clone();
            store.apply(&deed.effect);
            if is_met(&store) {
                grown.extend(self.after(world, call, deed, &Bindings::new(), now, work));
            }
        }
        if let Some(Progress::Sent(glimpses)) = world.calls.get(&call.serial) {
            for glimpse in glimpses {
                let placed = self.placed_behind(world, call, glimpse, work);
                grown.extend(placed.into_iter().map(|it| it.world));
            }
        }
        grown
    }
}
