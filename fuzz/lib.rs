//! Any bytes: properties that hold whatever the bytes are.
//!
//! Each is an ordinary function that panics where it does not hold. `targets/` has a target of
//! three lines for each, and `corpus/` a folder of seeds; the claims of the workspace run every
//! property over every seed, with no fuzzer.
//!
//! ```text
//! cargo fuzz list
//! cargo fuzz run -s none history_queue                  # stable Rust; grows the folder of seeds
//! cargo fuzz run -s none history_queue FILE             # repeats one input
//! cargo fuzz tmin -s none history_queue FILE            # makes it small
//! ```
//!
//! Bytes are choices ([`model::generate::Choose`]), so most inputs mean a legal history and one
//! byte changes little; but a change of the grammar changes what old bytes mean. So what is kept
//! of a find is the trace that its message prints, never the bytes. A seed is as good as another:
//! most are random, of 64 to 256 bytes, for libFuzzer starts with short inputs and these show
//! nothing. Where a change of the grammar has worn them out, take new ones: some thousand random
//! files, of which `cargo fuzz cmin -s none TARGET FOLDER` leaves those that reach something of
//! their own.
//!
//! Nothing here knows what a service should do: that is asked of the model, twice in different
//! ways.

use model::dialect::Dialect;
use model::generate::Choose;

mod agreement;
mod bytes;
pub mod history;
mod request;
mod shelf;
mod text;

/// Any HTTP request is decoded and has an answer in a service of every dialect, also after others.
///
/// Methods, targets, headers and bodies are arbitrary, or those of a client with some of them
/// changed. A service that knows all it holds can encode every answer it may give, and knows it
/// again; who has seen only part of its store can say what each answer may be.
///
/// A failure would mean that the model is not total: a service made of it dies of a request, or a
/// judge of a trace.
pub fn decode_request(bytes: &[u8]) {
    request::decode_request(bytes);
}

/// A dialect that settles a question permits exactly what the open one permits under that reading;
/// and two dialects permit the same where all rows that a request asks are the same.
///
/// A failure would mean that some stage hangs on more than the readings it asks for: that a verdict
/// names the wrong assumptions, or that a mutant is no mutant.
pub fn dialects_agree(bytes: &[u8]) {
    agreement::dialects_agree(bytes);
}

/// Two dialects permit the same once each may also read, where their rows differ, what the other
/// reads: so what they permit differs only by those rows, and by how answers are spelled.
///
/// A failure would mean that some stage asks which dialect it is, or hangs on the order of a row.
pub fn dialects_differ_by_rows(one: &Dialect, other: &Dialect, choose: &mut dyn Choose) {
    agreement::dialects_differ_by_rows(one, other, choose);
}

/// Both dialects with every reading of either where their rows differ, spelled as the first.
pub fn alike(one: &Dialect, other: &Dialect) -> (Dialect, Dialect) {
    agreement::alike(one, other)
}

/// As [`history_queue`], and nodes on a simulated network write the same bytes as the event queue.
///
/// A failure would mean that something of a run hangs on the engine: a race, a draw inside a run,
/// or a fault that the two understand differently. It also fails where madsim is not built in.
pub fn history_madsim(bytes: &[u8]) {
    if let Err(divergence) = history::run_twice(bytes) {
        panic!("{divergence}");
    }
}

/// A history of concurrent calls and faults, as a service of its dialect makes it, is accepted: by
/// the search over possible worlds and in the order in which calls took effect.
///
/// A failure would mean that the judge is wrong about a service that is right: it forgets a
/// world, or gives up. The trace in the message repeats it.
pub fn history_queue(bytes: &[u8]) {
    if let Err(divergence) = history::judged(bytes, Dialect::clone) {
        panic!("{divergence}");
    }
}

/// Any text is read as a trace, or refused with a line and what was expected there. What is read
/// is the same when it is written and read again, and can be judged.
///
/// Bytes that start with `{` are the text; all others say what is changed in a simulated trace.
///
/// A failure would mean that a file from elsewhere can crash the judge, or that a trace is not what
/// it says.
pub fn read_trace(bytes: &[u8]) {
    text::read_trace(bytes);
}
