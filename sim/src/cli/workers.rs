//! Work that is done side by side and told in order.
//!
//! What is told, and in which order, hangs on the jobs alone, never on how many workers there are
//! or which of them is done first. Only so many jobs are begun as can soon be told.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::mpsc::channel;

/// Jobs per worker that are begun before the eldest of them is told: so many that the others have
/// work while one takes a thousand times as long as most.
const AHEAD: usize = 1024;

/// Does `work` for every job and tells the results in the order of the jobs, until `tell` says that
/// nobody listens any more.
#[expect(clippy::disallowed_methods, reason = "each job is a world of its own, told in its turn")]
pub(super) fn in_order<J: Send, R: Send>(
    jobs: impl Iterator<Item = J>,
    work: impl Fn(J) -> R + Sync,
    mut tell: impl FnMut(R) -> bool,
) {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let (give, take) = channel::<(usize, J)>();
    let (send, receive) = channel();
    let take = Mutex::new(take);
    let mut jobs = jobs.enumerate();
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let (take, work, send) = (&take, &work, send.clone());
            scope.spawn(move || {
                let next = || take.lock().ok()?.recv().ok();
                while let Some((place, job)) = next() {
                    let done = catch_unwind(AssertUnwindSafe(|| work(job)));
                    if send.send((place, done)).is_err() {
                        return;
                    }
                }
            });
        }
        // Whoever waits to give or to be told is let go when this ends.
        let (give, receive) = (give, receive);
        let mut begun = 0;
        let mut begin = |begun: &mut usize| {
            let job = jobs.next();
            if let Some(job) = job {
                *begun += 1;
                give.send(job).expect("the workers live as long as jobs are given");
            }
        };
        (0..workers * AHEAD).for_each(|_| begin(&mut begun));
        let mut early = BTreeMap::new();
        let mut told = 0;
        while told < begun {
            let (place, done) = receive.recv().expect("every job begun is done");
            early.insert(place, done);
            while let Some(done) = early.remove(&told) {
                told += 1;
                let result = done.unwrap_or_else(|panic| resume_unwind(panic));
                if !tell(result) {
                    return;
                }
                begin(&mut begun);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_told_in_the_order_of_their_jobs() {
        let mut told = Vec::new();
        in_order(
            0..200_u32,
            |it| it * it,
            |it| {
                told.push(it);
                true
            },
        );
        assert_eq!(told, (0..200).map(|it| it * it).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_told_to_nobody() {
        let mut told = Vec::new();
        in_order(
            0..200_u32,
            |it| it,
            |it| {
                told.push(it);
                it < 4
            },
        );
        assert_eq!(told, [0, 1, 2, 3, 4]);
    }

    #[test]
    #[should_panic(expected = "the seventh")]
    fn a_panic_goes_on_where_it_would_have_been_told() {
        in_order(0..20, |it| assert_ne!(it, 7, "the seventh"), |()| true);
    }
}
