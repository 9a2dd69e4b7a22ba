//! Seeded choices: the one place where numbers are drawn.
//!
//! Every choice has a stream of its own, found by the seed, a name and a number, so that one choice
//! more or less moves no other. Nothing is drawn from here while a scenario runs but what the
//! service is free to choose, and that by the number of the call.

use std::num::NonZeroUsize;

use model::generate::Choose;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// A stream of choices.
pub(crate) struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream called `name` and `number` of a seed.
    pub(crate) fn named(seed: u64, name: &str, number: u64) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(mixed(name, number));
        Self(generator)
    }
}

impl Choose for Stream {
    fn index(&mut self, len: NonZeroUsize) -> usize {
        let wide = u128::from(self.0.next_u64()) * len.get() as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}

/// FNV-1a over a name and a number.
fn mixed(name: &str, number: u64) -> u64 {
    let bytes = name.bytes().chain([0]).chain(number.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Where the choices of a scenario come from.
pub(crate) enum Choices<'a> {
    /// From streams of this seed.
    Seeded(u64),
    /// From one chooser, in the order of asking.
    From(&'a mut dyn Choose),
}

impl Choices<'_> {
    /// Lets `ask` choose from the stream called `name` and `number`.
    pub(crate) fn stream<T>(
        &mut self,
        name: &str,
        number: u64,
        ask: impl FnOnce(&mut dyn Choose) -> T,
    ) -> T {
        match self {
            Self::Seeded(seed) => ask(&mut Stream::named(*seed, name, number)),
            Self::From(choose) => ask(*choose),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_found_by_seed_name_and_number() {
        let draw = |seed, name, number| Stream::named(seed, name, number).below(1 << 40);
        assert_eq!(draw(1, "a", 1), draw(1, "a", 1));
        assert_ne!(draw(1, "a", 1), draw(2, "a", 1));
        assert_ne!(draw(1, "a", 1), draw(1, "b", 1));
        assert_ne!(draw(1, "a", 1), draw(1, "a", 2));
    }

    #[test]
    fn every_index_comes_up() {
        let mut stream = Stream::named(7, "indices", 0);
        let mut seen = [false; 5];
        (0..100).for_each(|_| seen[stream.below(5)] = true);
        assert_eq!(seen, [true; 5]);
    }
}
