//! A part of the world: what is known of some keys, and of the calls that may touch them, whatever
//! holds of all others.
//!
//! Keys that no open call joins and that share no hidden value have nothing to do with each other,
//! so possible worlds are kept per part and never multiplied over all keys. A call joins the parts
//! it touches when it is sent; when it is answered, a part falls apart again as far as its worlds
//! are a product of smaller ones. Parts share only what is known of the service's readings
//! ([`super::Oracle`] keeps that once for all): a part never knows less than it needs and never
//! more than it alone has seen.

use std::collections::{BTreeMap, BTreeSet};

use super::world::World;
use crate::dialect::Dialect;
use crate::name::{BucketName, Key};
use crate::permitted::{Assumptions, Possible};
use crate::store::{Bucket, HiddenId, Store};

/// A key or, without one, a whole bucket with its settings.
pub(super) type Place = (BucketName, Option<Key>);

/// Some places, and the worlds possible there.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) places: BTreeSet<Place>,
    pub(super) worlds: Vec<World>,
}

/// What moves as one when a part falls apart.
struct Unit {
    places: BTreeSet<Place>,
    calls: BTreeSet<u32>,
    hidden: BTreeSet<HiddenId>,
}

/// Whether one of two places lies in the other.
pub(super) fn meet(place: (&BucketName, Option<&Key>), other: (&BucketName, Option<&Key>)) -> bool {
    let keys = || match (place.1, other.1) {
        (Some(one), Some(two)) => one.holds(two) || two.holds(one),
        _ => true,
    };
    place.0 == other.0 && keys()
}

fn meets((bucket, key): &Place, other: &Place) -> bool {
    meet((bucket, key.as_ref()), (&other.0, other.1.as_ref()))
}

impl Part {
    /// Whether something in `places` is of this part.
    pub(super) fn meets(&self, places: &BTreeSet<Place>) -> bool {
        self.places.iter().any(|it| places.iter().any(|other| meets(it, other)))
    }

    /// Whether all of `place` is of this part.
    pub(super) fn covers(&self, place: &Place) -> bool {
        self.places.iter().any(|(bucket, key)| {
            let holds = |it: &Key| place.1.as_ref().is_some_and(|key| it.holds(key));
            *bucket == place.0 && key.as_ref().is_none_or(holds)
        })
    }

    /// Whether `serial` may touch it.
    pub(super) fn has_call(&self, serial: u32) -> bool {
        self.worlds.iter().any(|it| it.calls.contains_key(&serial))
    }

    /// This and `other` as one part.
    pub(super) fn joined(mut self, mut other: Self, dialect: &Dialect) -> Self {
        self.places.append(&mut other.places);
        let pairs = self.worlds.iter().flat_map(|it| other.worlds.iter().map(move |to| (it, to)));
        self.worlds = pairs.filter_map(|(one, two)| one.joined(two, dialect)).collect();
        self
    }

    /// The smaller parts that this is the product of. What a smaller part assumes of the service is
    /// `known` of it anyway. `touched` says what each open call touches.
    pub(super) fn split(
        self,
        known: &Assumptions,
        touched: &BTreeMap<u32, BTreeSet<Place>>,
    ) -> Vec<Self> {
        let calls: BTreeSet<u32> =
            self.worlds.iter().flat_map(|it| it.calls.keys().copied()).collect();
        let mut rest = self;
        let mut parts = rest.opened(known, &calls, touched);
        for unit in rest.units(&calls, touched) {
            if let Some((part, without)) = rest.without(&unit, known) {
                parts.push(part);
                rest = without;
            }
        }
        if !rest.places.is_empty() || rest.worlds.iter().any(|it| !it.calls.is_empty()) {
            parts.push(rest);
        }
        parts
    }

    /// Turns whole buckets into their keys and those that open calls touch, where their settings
    /// are the same in every world and no open call is about the whole. The settings become parts.
    fn opened(
        &mut self,
        known: &Assumptions,
        calls: &BTreeSet<u32>,
        touched: &BTreeMap<u32, BTreeSet<Place>>,
    ) -> Vec<Self> {
        let whole = self.places.iter().filter(|(_, key)| key.is_none()).cloned();
        let mut parts = Vec::new();
        for place in whole.collect::<Vec<_>>() {
            let bucket = &place.0;
            let is_open = calls.iter().any(|it| touched[it].contains(&place));
            let mut settings = self.worlds.iter().map(|it| it.store.settings(bucket));
            let Some(first) = settings.next() else { continue };
            if is_open || settings.any(|it| it != first) {
                continue;
            }
            let mut store = Store::default();
            if let Some(first) = first {
                store.insert_bucket(bucket.clone(), first);
            }
            let worlds = vec![World::new(store, Possible::of(known.clone()))];
            parts.push(Self { places: BTreeSet::from([place.clone()]), worlds });
            let held = self.worlds.iter().filter_map(|it| it.store.bucket(bucket));
            let names = held.flat_map(Bucket::names);
            let mut keys: BTreeSet<_> =
                names.map(|key| (bucket.clone(), Some(key.clone()))).collect();
            let open = calls.iter().flat_map(|it| &touched[it]);
            keys.extend(open.filter(|it| it.0 == *bucket).cloned());
            self.places.remove(&place);
            self.places.append(&mut keys);
        }
        parts
    }

    /// What cannot be parted for the sake of calls and hidden values.
    fn units(&self, calls: &BTreeSet<u32>, touched: &BTreeMap<u32, BTreeSet<Place>>) -> Vec<Unit> {
        let single = self.places.iter().map(|place| {
            let places = BTreeSet::from([place.clone()]);
            let stores = self.worlds.iter().map(|it| &it.store);
            let hidden = stores.flat_map(|it| it.hidden_in(refs(&places))).collect();
            Unit { places, calls: BTreeSet::new(), hidden }
        });
        let open = calls.iter().map(|serial| Unit {
            places: touched[serial].clone(),
            calls: BTreeSet::from([*serial]),
            hidden: BTreeSet::new(),
        });
        let mut units: Vec<Unit> = Vec::new();
        for unit in single.chain(open) {
            let (joined, apart) = units.into_iter().partition(|it: &Unit| it.is_bound_to(&unit));
            units = apart;
            units.push(joined_units(joined, unit));
        }
        units
    }

    /// `unit` as a part of its own, and this one without it, if any world of the one goes with any
    /// world of the other.
    fn without(&self, unit: &Unit, known: &Assumptions) -> Option<(Self, Self)> {
        let places: BTreeSet<_> = self.places.difference(&unit.places).cloned().collect();
        let (mut inside, mut outside) = (Distinct::default(), Distinct::default());
        let mut pairs = BTreeSet::new();
        for world in &self.worlds {
            let is_within = |serial: &u32| unit.calls.contains(serial);
            let is_hidden = |id: &HiddenId| unit.hidden.contains(id);
            let (calls, others) = world.calls.clone().into_iter().partition(|it| is_within(&it.0));
            let (excluded, other) =
                world.excluded.clone().into_iter().partition(|it| is_hidden(&it.0));
            let store = world.store.only(refs(&unit.places));
            let assumptions = Possible::of(known.clone());
            let within = World { store, assumptions, calls, excluded };
            let store = world.store.only(refs(&places));
            let assumptions = world.assumptions.clone();
            let without = World { store, assumptions, calls: others, excluded: other };
            pairs.insert((inside.place_of(within), outside.place_of(without)));
        }
        if pairs.len() != inside.worlds.len() * outside.worlds.len() {
            return None;
        }
        let part = Self { places: unit.places.clone(), worlds: inside.worlds };
        Some((part, Self { places, worlds: outside.worlds }))
    }

    /// The store here, where there is only one and no call may change it.
    pub(super) fn settled(&self) -> Option<&Store> {
        match &self.worlds[..] {
            [world] if world.calls.is_empty() && world.excluded.is_empty() => Some(&world.store),
            _ => None,
        }
    }
}

/// Places as stores take them.
pub(super) fn refs(places: &BTreeSet<Place>) -> impl Iterator<Item = (&BucketName, Option<&Key>)> {
    places.iter().map(|(bucket, key)| (bucket, key.as_ref()))
}

impl Unit {
    fn is_bound_to(&self, other: &Self) -> bool {
        !self.hidden.is_disjoint(&other.hidden)
            || self.places.iter().any(|it| other.places.iter().any(|place| meets(it, place)))
    }
}

fn joined_units(units: Vec<Unit>, last: Unit) -> Unit {
    units.into_iter().fold(last, |mut all, mut unit| {
        all.places.append(&mut unit.places);
        all.calls.append(&mut unit.calls);
        all.hidden.append(&mut unit.hidden);
        all
    })
}

/// Worlds, each once, by the place where they stand.
#[derive(Default)]
struct Distinct {
    worlds: Vec<World>,
    places: BTreeMap<u64, Vec<usize>>,
}

impl Distinct {
    fn place_of(&mut self, world: World) -> usize {
        let alike = self.places.entry(world.fingerprint()).or_default();
        if let Some(place) = alike.iter().find(|it| self.worlds[**it] == world) {
            return *place;
        }
        alike.push(self.worlds.len());
        self.worlds.push(world);
        self.worlds.len() - 1
    }
}
