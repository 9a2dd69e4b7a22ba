//! One trace on its way through the oracle, line by line, held in memory one line at a time.
//!
//! A file is read to its end whether or not it can be judged, so that all its errors are found.
//! Nothing behind an error is judged. What is said about the verdicts is up to the caller.

use std::io::BufRead;

use model::dialect::{Dialect, NAMES, SERVICE_KEYS};
use model::oracle::{Judgement, Limits, Oracle};
use model::trace::{Event, EventKind, Header, Known, Located, Reader};

use super::{Judge, assume};

/// Somebody who follows a trace.
pub(super) trait Follower {
    /// The header was read; no dialect where its rulebook is not built.
    fn begins(&mut self, header: &Header, dialect: Option<&'static Dialect>);

    /// An event was read and, where a verdict comes of it, judged.
    fn sees(&mut self, event: &Located<Event>, judgement: Option<&Judgement>);

    /// A line cannot be read, or the trace not be judged.
    fn hears(&mut self, message: &str);

    /// Whether the rest of the trace is of no interest.
    fn is_gone(&self) -> bool;
}

impl Judge {
    /// The bounds of the search.
    pub(super) fn limits(&self) -> Limits {
        Limits { budget: self.budget, skew: self.skew }
    }

    /// The command that judges `file` by `dialect` in the same way.
    pub(super) fn command(&self, file: &str, dialect: &Dialect) -> String {
        let mut command = format!("copyspec replay {} --dialect {dialect}", quoted(file));
        let usual = Limits::default();
        if self.budget != usual.budget {
            command += &format!(" --budget {}", self.budget);
        }
        if self.skew != usual.skew {
            command += &format!(" --skew {}", self.skew);
        }
        for (question, reading) in &self.assume {
            command += &format!(" --assume {question}={reading}");
        }
        command
    }

    /// Judges the trace that `input` holds and messages call `file`. Whether nothing was wrong
    /// with it.
    pub(super) fn follow(
        &self,
        file: &str,
        input: &mut dyn BufRead,
        follower: &mut dyn Follower,
    ) -> bool {
        let known = Known {
            dialects: &NAMES,
            service_keys: &SERVICE_KEYS,
            instead: self.dialect.as_deref(),
        };
        let mut reader = match Reader::open(file, input, &known) {
            Ok(reader) => reader,
            Err(error) => {
                follower.hears(&error.to_string());
                return false;
            }
        };
        let mut header = reader.header().clone();
        assume::replace(&mut header.assume, &self.assume);
        let dialect = Dialect::named(&header.dialect);
        follower.begins(&header, dialect);
        let mut is_right = true;
        let mut oracle = None;
        match dialect.map(|it| Oracle::new(it, &header, self.limits())).transpose() {
            Ok(ready) => oracle = ready,
            Err(error) => {
                is_right = false;
                follower.hears(&format!("{file}:1:1: {error}"));
            }
        }
        for event in &mut reader {
            match event {
                Ok(event) => {
                    let judgement = oracle.as_mut().and_then(|it| it.feed(&event.value));
                    follower.sees(&event, judgement.as_ref());
                }
                Err(error) => {
                    (is_right, oracle) = (false, None);
                    follower.hears(&error.to_string());
                }
            }
            if follower.is_gone() {
                return is_right;
            }
        }
        if is_right && dialect.is_none() {
            is_right = false;
            follower.hears(&format!("{file}:1:1: {}", without_rulebook(&header.dialect)));
        }
        is_right
    }
}

/// The message about a dialect that cannot judge yet.
pub(super) fn without_rulebook(dialect: &str) -> String {
    let built: Vec<_> = Dialect::all().iter().map(|it| format!("`{}`", it.name)).collect();
    let built = built.join(", ");
    format!("`{dialect}` is a known dialect without a rulebook; expected one of {built}")
}

/// The call that an event is about, where it names one.
pub(super) fn call_number(event: &Event) -> Option<u64> {
    match event.kind {
        EventKind::Call { number, .. }
        | EventKind::Return { number, .. }
        | EventKind::Lost { number, .. } => Some(number),
        EventKind::Exchange { .. } => None,
    }
}

/// `text` as a word of a shell.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "-_./:@%+=,".contains(it);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
