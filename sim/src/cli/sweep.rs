//! The results of a sweep as lines: what one says of its seed, and which seeds a shard has.
//!
//! A line tells all that is needed to put it together with others, since the run that wrote it may
//! have been killed before its end. Programs depend on every name here.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::machine::Summary;
use crate::twice::Difference;

/// What became of one seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) seed: u64,
    pub(super) dialect: String,
    pub(super) events: u64,
    pub(super) verdict: String,
    /// The most worlds that were possible at once; none where they were not searched.
    pub(super) worlds: Option<usize>,
    pub(super) counts: Summary,
    /// Where a second run of the seed differed from the first.
    pub(super) differs: Option<Difference>,
    /// The smallest scenario that shows the same, where something is forbidden.
    pub(super) minimal: Option<Value>,
    pub(super) commit: String,
    /// None where the scenario was not drawn from a seed.
    pub(super) settings: Option<Settings>,
    pub(super) shard: Shard,
}

/// What decides the scenarios of a sweep and their verdicts, beside dialect and seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    pub(super) seeds: Seeds,
    pub(super) clients: u64,
    pub(super) steps: u64,
    pub(super) faults: String,
    pub(super) budget: u64,
}

/// Seeds, from one to the one before another; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seeds {
    first: u64,
    last: u64,
}

/// One of so many parts of a sweep, the first being 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shard {
    /// Which.
    pub(super) number: u64,
    /// Of how many.
    pub(super) of: u64,
}

impl Seeds {
    /// This one seed.
    pub(super) fn one(seed: u64) -> Self {
        Self { first: seed, last: seed }
    }

    /// All of them.
    pub(super) fn all(self) -> RangeInclusive<u64> {
        self.first..=self.last
    }

    /// How many there are.
    pub(super) fn count(self) -> u64 {
        (self.last - self.first).saturating_add(1)
    }

    /// How many come before `seed`, which is one of them.
    pub(super) fn before(self, seed: u64) -> u64 {
        seed - self.first
    }
}

impl Shard {
    /// All there is.
    pub(super) const WHOLE: Self = Self { number: 1, of: 1 };

    /// Its part of `seeds`: every so many, so that shards take about the same time.
    pub(super) fn seeds(self, seeds: Seeds) -> impl Iterator<Item = u64> {
        let (step, mut next) = (self.of, seeds.first.checked_add(self.number - 1));
        std::iter::from_fn(move || {
            let seed = next.filter(|it| *it <= seeds.last)?;
            next = seed.checked_add(step);
            Some(seed)
        })
    }

    /// How many seeds that are.
    pub(super) fn count(self, seeds: Seeds) -> u64 {
        seeds.count().saturating_sub(self.number - 1).div_ceil(self.of)
    }

    /// The shard of so many that has `seed`, one of `seeds`.
    pub(super) fn with(seed: u64, seeds: Seeds, of: u64) -> Self {
        Self { number: seeds.before(seed) % of + 1, of }
    }
}

impl fmt::Display for Seeds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.first, u128::from(self.last) + 1)
    }
}

impl FromStr for Seeds {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let ends = text.split_once("..").and_then(|(first, end)| {
            Some((first.trim().parse::<u64>().ok()?, end.trim().parse::<u128>().ok()?))
        });
        let (first, end) = ends.ok_or("expected A..B, two whole numbers")?;
        match end.checked_sub(1).and_then(|it| u64::try_from(it).ok()).filter(|it| *it >= first) {
            Some(last) => Ok(Self { first, last }),
            None => Err("there is no seed between them; expected A..B with A less than B"),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('/').and_then(|(number, of)| {
            Some(Self { number: number.trim().parse().ok()?, of: of.trim().parse().ok()? })
        });
        match parts {
            Some(it) if 1 <= it.number && it.number <= it.of => Ok(it),
            Some(_) => Err("there is no such shard; expected K/N with K from 1 to N"),
            None => Err("expected K/N, two whole numbers"),
        }
    }
}

/// JSON has them as text.
macro_rules! as_text {
    ($($Type:ty),+) => {$(
        impl Serialize for $Type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $Type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

as_text!(Seeds, Shard);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_seed_is_in_exactly_one_shard_whatever_the_range() {
        for (text, of) in [("0..10", 3), ("7..8", 4), ("5..105", 7), ("0..1", 1)] {
            let seeds: Seeds = text.parse().unwrap();
            let shards = (1..=of).map(|number| Shard { number, of });
            let mut all = Vec::new();
            for shard in shards {
                let own: Vec<_> = shard.seeds(seeds).collect();
                assert_eq!(own.len() as u64, shard.count(seeds), "{shard} of {seeds}");
                assert!(own.iter().all(|it| Shard::with(*it, seeds, of) == shard));
                all.extend(own);
            }
            all.sort_unstable();
            assert_eq!(all, seeds.all().collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_last_seed_of_all_is_one() {
        let seeds: Seeds = "18446744073709551610..18446744073709551616".parse().unwrap();
        assert_eq!(Shard { number: 2, of: 4 }.seeds(seeds).count(), 2);
        assert_eq!(seeds.to_string().parse(), Ok(seeds));
    }

    #[test]
    fn what_is_no_shard_and_no_range_is_refused() {
        for text in ["0/4", "5/4", "4", "1/", "a/b", "1/0"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
        for text in ["3..3", "4..3", "3", "a..b", "0..18446744073709551617"] {
            assert!(text.parse::<Seeds>().is_err(), "{text}");
        }
        assert_eq!("2/4".parse(), Ok(Shard { number: 2, of: 4 }));
    }
}
