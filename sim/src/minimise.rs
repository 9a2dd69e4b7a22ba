//! The smallest history that shows the same: parts are left out as long as the finding stays.
//!
//! It is delta debugging. A history has parts of several kinds, from whole clients down to single
//! characters. Of each kind runs of parts are left out, long runs first and the last ones first,
//! until no single part can go; then the kinds are gone through again, for one part may have held
//! another. Nothing is drawn, so the same history ends the same everywhere. What shows the same is
//! for the judge to say: nothing here knows a rule.

use std::ops::Range;

use crate::finding::Finding;

mod scenario;
#[cfg(test)]
mod tests;
mod trace;

/// A history that can do without some of its parts.
pub trait Parts: Clone {
    /// The kinds of its parts, large ones first.
    type Kind: Copy + 'static;

    /// All of them.
    const KINDS: &'static [Self::Kind];

    /// Goes through the parts of a kind and leaves out those that `visit` does not keep.
    fn leave_out(&mut self, kind: Self::Kind, visit: &mut Visit);

    /// Whether it is still a history after parts of that kind were left out.
    fn is_sound(&self, kind: Self::Kind) -> bool;
}

/// A walk over the parts of a kind, that leaves out some of them.
#[derive(Debug)]
pub struct Visit {
    out: Range<usize>,
    seen: usize,
}

impl Visit {
    /// Whether the next part is kept.
    pub fn keeps(&mut self) -> bool {
        self.seen += 1;
        !self.out.contains(&(self.seen - 1))
    }
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Minimal<T> {
    /// The smallest history.
    pub history: T,
    /// What it shows, as the first one did.
    pub finding: Finding,
    /// The histories that were judged, besides the first one.
    pub tried: u64,
    /// Whether no single part can be left out; otherwise the search ended before.
    pub is_least: bool,
}

/// The smallest history that shows what `history` does, after at most `most` others were judged.
/// `None` where it shows nothing. `watch` hears how many parts are left.
pub fn minimise<T: Parts>(
    history: &T,
    most: u64,
    find: &mut dyn FnMut(&T) -> Option<Finding>,
    watch: &mut dyn FnMut(usize),
) -> Option<Minimal<T>> {
    let finding = find(history)?;
    let mut search = Search { history: history.clone(), finding, tried: 0, most, find, watch };
    loop {
        let before = search.left();
        let ended = T::KINDS.iter().try_for_each(|kind| search.shrink(*kind)).is_none();
        let left = search.left();
        (search.watch)(left);
        if ended || left == before {
            let Search { history, finding, tried, .. } = search;
            return Some(Minimal { history, finding, tried, is_least: !ended });
        }
    }
}

/// How many parts there are, of all kinds.
pub fn size<T: Parts>(history: &T) -> usize {
    T::KINDS.iter().map(|kind| count(history, *kind)).sum()
}

fn count<T: Parts>(history: &T, kind: T::Kind) -> usize {
    let mut visit = Visit { out: 0..0, seen: 0 };
    history.clone().leave_out(kind, &mut visit);
    visit.seen
}

struct Search<'a, T: Parts> {
    history: T,
    finding: Finding,
    tried: u64,
    most: u64,
    find: &'a mut dyn FnMut(&T) -> Option<Finding>,
    watch: &'a mut dyn FnMut(usize),
}

impl<T: Parts> Search<'_, T> {
    fn left(&self) -> usize {
        size(&self.history)
    }

    /// Leaves out what it can of a kind; `None` where no more may be tried.
    fn shrink(&mut self, kind: T::Kind) -> Option<()> {
        let mut left = count(&self.history, kind);
        let mut run = left;
        while run > 0 {
            let mut end = left;
            while end > 0 {
                let start = end.saturating_sub(run);
                if self.holds_without(kind, start..end)? {
                    left = count(&self.history, kind);
                    let all = self.left();
                    (self.watch)(all);
                }
                end = start.min(left);
            }
            run /= 2;
        }
        Some(())
    }

    /// Whether the history shows the same without these parts, which are then gone.
    fn holds_without(&mut self, kind: T::Kind, out: Range<usize>) -> Option<bool> {
        let mut smaller = self.history.clone();
        smaller.leave_out(kind, &mut Visit { out, seen: 0 });
        if !smaller.is_sound(kind) {
            return Some(false);
        }
        if self.tried == self.most {
            return None;
        }
        self.tried += 1;
        let holds = (self.find)(&smaller).is_some_and(|it| it == self.finding);
        if holds {
            self.history = smaller;
        }
        Some(holds)
    }
}
