//! Two dialects of one vendor: they differ by their rows and by nothing else.
//!
//! Where the rows of two dialects differ, each is given the readings of the other too. What is left
//! to tell them apart is what no dialect may hang on: its name, its rule ids, the order of a row.

use std::num::NonZeroUsize;

use model::dialect::{Dialect, Permits};
use model::generate::Choose;
use model::oracle::{Judgement, Verdict};
use sim::drive::{Engine, run};
use sim::scenario::{Options, Scenario};

use crate::judging;

/// How many requests, and how many histories, are tried on each pair.
const DRAWS: u64 = 40;
const HISTORIES: u64 = 6;

/// Choices from a number, by SplitMix64.
struct Seeded(u64);

impl Choose for Seeded {
    fn index(&mut self, len: NonZeroUsize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let wide = u128::from(mixed ^ (mixed >> 31)) * len.get() as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}

/// Every two dialects of a vendor, either way round.
fn pairs() -> impl Iterator<Item = (&'static Dialect, &'static Dialect)> {
    let vendor = |it: &Dialect| it.name.split('-').next();
    let others = move |one: &'static Dialect| {
        let all = Dialect::all().iter().map(move |other| (one, other));
        all.filter(move |(one, other)| one.name != other.name && vendor(one) == vendor(other))
    };
    Dialect::all().iter().flat_map(others)
}

/// This dialect with some of its questions settled, by turns of three.
fn settled(dialect: &Dialect, turn: usize) -> Dialect {
    let questions = dialect.questions().skip(turn).step_by(3);
    questions.fold(dialect.clone(), |settled, clause| {
        let reading = *dialect.row(clause).readings().last().expect("a row has a reading");
        settled.with(clause, Permits::Documented(reading))
    })
}

#[test]
fn a_dialect_and_one_that_settles_questions_differ_by_those_rows() {
    for dialect in Dialect::all() {
        for turn in 0..3 {
            let settled = settled(dialect, turn);
            for seed in 0..DRAWS {
                fuzz::dialects_differ_by_rows(dialect, &settled, &mut Seeded(seed));
                fuzz::dialects_differ_by_rows(&settled, dialect, &mut Seeded(seed));
            }
        }
    }
}

#[test]
fn two_dialects_permit_the_same_but_where_their_rows_differ() {
    for (one, other) in pairs() {
        for seed in 0..DRAWS {
            fuzz::dialects_differ_by_rows(one, other, &mut Seeded(seed));
        }
    }
}

#[test]
fn two_dialects_judge_a_history_the_same_but_where_their_rows_differ() {
    let options = Options { clients: 2, ..Options::default() };
    for (one, other) in pairs() {
        let (first, second) = fuzz::alike(one, other);
        for seed in 0..HISTORIES {
            let scenario = Scenario::draw(one, seed, &options);
            let mut trace = run(&scenario, Engine::Queue).expect("a drawn scenario runs").trace;
            trace.header.assume.clear();
            let ours = judging::judge(&first, &trace);
            let theirs = judging::judge(&second, &trace);
            let name = format!("seed {seed} of {one}, as {one} and as {other}");
            assert!(ours.iter().all(|(_, it)| it.verdict != Verdict::Forbidden), "{name}");
            for ((line, ours), (_, theirs)) in ours.iter().zip(&theirs) {
                assert_eq!(told(ours), told(theirs), "{name}, line {line}");
            }
        }
    }
}

/// What of a verdict does not name rules, which are each dialect's own.
fn told(judgement: &Judgement) -> impl PartialEq + std::fmt::Debug {
    let Judgement { verdict, assumptions, revealed, .. } = judgement;
    (*verdict, assumptions.clone(), revealed.clone())
}
