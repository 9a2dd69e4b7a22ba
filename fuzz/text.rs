//! Texts: any file is a trace or is refused with a place and a reason.

use model::dialect::{Dialect, NAMES, SERVICE_KEYS};
use model::generate::Choose;
use model::oracle::{Limits, Oracle};
use model::trace::{Known, Trace};
use sim::drive::{Engine, run};
use sim::fault::Faults;
use sim::scenario::{Options, Scenario};

use crate::bytes::Bytes;

const KNOWN: Known<'static> =
    Known { dialects: &NAMES, service_keys: &SERVICE_KEYS, instead: None };

/// What is put into a trace: pieces of JSON, and what is nearly one.
const PIECES: [&str; 24] = [
    "",
    "null",
    "\"",
    "{",
    "}",
    "[[[[[[[[[[[[[[[[",
    ",",
    ":",
    "-1",
    "1e999",
    "18446744073709551616",
    "0.1",
    "true",
    "\\ud800",
    "\\u0000",
    "\n",
    "\r\n",
    "\u{feff}",
    "9999-12-31T23:59:59.999Z",
    "0000-01-01T00:00:00.000Z",
    "null\"",
    "{\"base64\":\"/w==\"}",
    "{\"size\":18446744073709551615,\"md5\":\"00000000000000000000000000000000\"}",
    "\"cut\":true,",
];

/// See [`crate::read_trace`].
pub(crate) fn read_trace(bytes: &[u8]) {
    match bytes.first() {
        None | Some(b'{') => check(bytes),
        Some(_) => check(&edited(&mut Bytes::of(bytes))),
    }
}

fn check(text: &[u8]) {
    let trace = match Trace::read("file", text, &KNOWN) {
        Ok(trace) => trace,
        Err(errors) => {
            assert!(!errors.is_empty(), "a refusal has a reason");
            for error in errors {
                assert!(error.line >= 1 && error.column >= 1, "{error:?} has no place");
                assert!(!error.wrong.is_empty() && !error.expected.is_empty(), "{error:?}");
            }
            return;
        }
    };
    let mut written = Vec::new();
    trace.write(&mut written).expect("what was read is short enough to write");
    let again = Trace::read("written", &*written, &KNOWN)
        .unwrap_or_else(|errors| panic!("{errors:?} in what was written of {trace:#?}"));
    assert_eq!(again.header, trace.header, "a header changes when it is written");
    let events = |it: &Trace| it.events.iter().map(|it| it.value.clone()).collect::<Vec<_>>();
    assert_eq!(events(&again), events(&trace), "an event changes when it is written");
    judge(&trace);
}

/// Judges a trace, whatever the verdicts.
fn judge(trace: &Trace) {
    let Some(dialect) = Dialect::named(&trace.header.dialect) else { return };
    let limits = Limits { budget: 200, ..Limits::default() };
    let Ok(mut oracle) = Oracle::new(dialect, &trace.header, limits) else { return };
    for event in &trace.events {
        oracle.feed(&event.value);
    }
}

/// A simulated trace with some of it changed.
fn edited(bytes: &mut Bytes<'_>) -> Vec<u8> {
    let choose: &mut dyn Choose = bytes;
    let dialect = choose.pick(Dialect::all());
    let (seed, steps) = (choose.below(256) as u64, 1 + choose.below(4));
    let options = Options { clients: 2, steps, faults: Faults::all(), ambiguous: 2 };
    let scenario = Scenario::draw(dialect, seed, &options);
    let mut text = run(&scenario, Engine::Queue).expect("what is drawn can be run").bytes();
    for _ in 0..bytes.below(8) {
        match bytes.below(7) {
            0..=3 => change_value(&mut text, bytes),
            4 | 5 => change_lines(&mut text, bytes),
            _ => change_bytes(&mut text, bytes),
        }
    }
    text
}

/// Puts one quoted text, or a known piece, where another stands.
fn change_value(text: &mut Vec<u8>, choose: &mut dyn Choose) {
    let quotes: Vec<_> = (0..text.len())
        .filter(|at| text[*at] == b'"' && (*at == 0 || text[at - 1] != b'\\'))
        .collect();
    let Some(pairs) = quotes.len().checked_sub(1) else { return };
    let piece = |choose: &mut dyn Choose| {
        let at = choose.below(pairs);
        (quotes[at], quotes.get(at + 1).map_or(quotes[at], |it| it + 1))
    };
    let (start, end) = piece(choose);
    let new = if choose.chance(1, 2) {
        choose.pick(&PIECES).as_bytes().to_vec()
    } else {
        let (start, end) = piece(choose);
        text[start..end].to_vec()
    };
    text.splice(start..end, new);
}

/// Repeats a line, moves it or leaves it out.
fn change_lines(text: &mut Vec<u8>, choose: &mut dyn Choose) {
    let mut lines: Vec<_> = text.split_inclusive(|it| *it == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let line = lines.remove(choose.below(lines.len()));
    let copies = choose.weigh(&[(3, 1), (2, 0), (2, 2)]);
    for _ in 0..copies {
        lines.insert(choose.below(lines.len() + 1), line.clone());
    }
    *text = lines.concat();
}

/// Leaves bytes out, puts some in, or ends the file.
fn change_bytes(text: &mut Vec<u8>, bytes: &mut Bytes<'_>) {
    let at = bytes.below(text.len());
    match bytes.below(4) {
        0 => drop(text.drain(at..(at + 1 + bytes.below(64)).min(text.len()))),
        1 => drop(text.splice(at..at, bytes.text(16).into_bytes())),
        2 if at < text.len() => text[at] = u8::try_from(bytes.below(256)).unwrap_or(0),
        _ => text.truncate(at),
    }
}
