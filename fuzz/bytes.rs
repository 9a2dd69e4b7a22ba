//! The bytes of an input, as a string of choices.
//!
//! A choice takes the fewest bytes that can tell it, so a small change of an input stays small.
//! After the last byte the first choice is taken everywhere, which is the plainest: a short input
//! means something, and no input is refused.

use std::num::NonZeroUsize;

use arbitrary::Unstructured;
use model::generate::Choose;

/// Choices from bytes.
pub(crate) struct Bytes<'a>(Unstructured<'a>);

impl<'a> Bytes<'a> {
    /// The choices that `bytes` stand for.
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        Self(Unstructured::new(bytes))
    }

    /// Text of fewer than `limit` bytes, as they come.
    pub(crate) fn text(&mut self, limit: usize) -> String {
        let length = self.below(limit).min(self.0.len());
        String::from_utf8_lossy(self.0.bytes(length).unwrap_or_default()).into_owned()
    }
}

impl Choose for Bytes<'_> {
    fn index(&mut self, len: NonZeroUsize) -> usize {
        self.0.choose_index(len.get()).unwrap_or(0)
    }
}
