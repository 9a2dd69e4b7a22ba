//! A small migration tool, and what becomes of the objects it moves.
//!
//! The tool moves objects between buckets: it copies, verifies, and deletes the source. It comes in
//! a [careful](careful::migrate) and in a [careless](careless::migrate) version, which most days do
//! the same. What tells them apart is no answer of the service, which never does anything that its
//! documents forbid, but whether every object is still there in the end.
//!
//! `cargo run --release --example migrate -- 10000` tries both in so many seeds. It fails where the
//! careful one is convicted, or the careless one is not.

use std::process::ExitCode;

#[cfg(madsim)]
mod careful;
#[cfg(madsim)]
mod careless;
#[cfg(madsim)]
mod trial;

#[cfg(madsim)]
fn main() -> ExitCode {
    let seeds = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(200);
    let [careful, careless] =
        [trial::CAREFUL, trial::CARELESS].map(|tool| trial::of_seeds(seeds, tool));
    println!("careful: {careful}\ncareless: {careless}");
    match careful.convicted.is_empty() && !careless.convicted.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

#[cfg(not(madsim))]
fn main() -> ExitCode {
    println!("The simulator is not built in: build inside the checkout, which sets its flag.");
    ExitCode::FAILURE
}
