//! Scenarios as files: JSON that a person can read, change and keep.
//!
//! A step stands on one line, so that a message can name it. A file is refused with the line on
//! which it is wrong, also where its JSON is in order and only its meaning is not.

use std::io;

use model::trace::TraceError;
use serde::Serialize as _;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::{Scenario, ScenarioError};

/// What stands on lines of its own: a field of the scenario, an entry of it, a field of that, and a
/// step.
const DEPTH: usize = 4;

impl Scenario {
    /// The text of a file that [`Scenario::read`] reads back.
    pub fn text(&self) -> String {
        let mut bytes = Vec::new();
        let lines = Lines { depth: 0, holds_something: false };
        let written = self.serialize(&mut Serializer::with_formatter(&mut bytes, lines));
        written.expect("a scenario has text for keys and memory is written");
        bytes.push(b'\n');
        String::from_utf8(bytes).expect("JSON is text")
    }

    /// Reads a scenario that can be run; `file` is what errors call it.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it.
    pub fn read(file: &str, text: &str) -> Result<Self, TraceError> {
        let scenario: Self = serde_json::from_str(text).map_err(|it| malformed(file, &it))?;
        scenario.check().map_err(|it| TraceError {
            file: file.to_owned(),
            line: it.line(text),
            column: 1,
            wrong: it.to_string(),
            expected: "a scenario that can be run".to_owned(),
        })?;
        Ok(scenario)
    }
}

/// What the reader of JSON says, with its place in front and what it expected behind.
fn malformed(file: &str, error: &serde_json::Error) -> TraceError {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let what = text.strip_suffix(&place).unwrap_or(&text);
    let (wrong, expected) = match what.split_once(", expected ") {
        Some((wrong, expected)) => (wrong, expected),
        None => match what.strip_prefix("expected ") {
            Some(expected) => ("this is something else", expected),
            None => (what, "a scenario, as `simulate --scenarios` writes one"),
        },
    };
    TraceError {
        file: file.to_owned(),
        line: error.line().max(1) as u64,
        column: error.column().max(1) as u64,
        wrong: wrong.to_owned(),
        expected: expected.to_owned(),
    }
}

impl ScenarioError {
    /// The line of a file on which it is, the first one where it is nowhere in particular.
    fn line(&self, text: &str) -> u64 {
        let call = |number: &u32| last_line(text, "\"call\"", Some(&number.to_string()));
        let found = match self {
            Self::Dialect(_) => last_line(text, "\"dialect\"", None),
            Self::Nature { question, .. } => last_line(text, &format!("\"{question}\""), None),
            Self::Name { name, .. } => last_line(text, &format!("\"{name}\""), None),
            Self::Instant { call: number, .. }
            | Self::Number(number)
            | Self::Overlap(number)
            | Self::Time { call: number, .. }
            | Self::Unmodelled(number) => call(number),
        };
        found.unwrap_or(1)
    }
}

/// The last line on which `key` stands, with this number behind it where one is given.
fn last_line(text: &str, key: &str, number: Option<&str>) -> Option<u64> {
    let is_there = |rest: &str| match (number, rest.trim_start().strip_prefix(':')) {
        (None, _) => true,
        (Some(number), Some(value)) => {
            let rest = value.trim_start().strip_prefix(number);
            rest.is_some_and(|it| !it.starts_with(|it: char| it.is_ascii_digit()))
        }
        (Some(_), None) => false,
    };
    let found = text.match_indices(key).filter(|(at, _)| is_there(&text[at + key.len()..]));
    found.last().map(|(at, _)| text[..at].lines().count().max(1) as u64)
}

/// JSON with line feeds down to [`DEPTH`].
struct Lines {
    depth: usize,
    /// Whether what was opened last is not empty.
    holds_something: bool,
}

impl Lines {
    fn open<W: io::Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.holds_something = false;
        writer.write_all(bracket)
    }

    fn close<W: io::Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.holds_something && self.depth < DEPTH {
            self.new_line(writer)?;
        }
        self.holds_something = true;
        writer.write_all(bracket)
    }

    fn item<W: io::Write + ?Sized>(&mut self, writer: &mut W, is_first: bool) -> io::Result<()> {
        self.holds_something = true;
        match (is_first, self.depth <= DEPTH) {
            (true, true) => self.new_line(writer),
            (true, false) => Ok(()),
            (false, true) => {
                writer.write_all(b",")?;
                self.new_line(writer)
            }
            (false, false) => writer.write_all(b", "),
        }
    }

    fn new_line<W: io::Write + ?Sized>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }
}

impl Formatter for Lines {
    fn begin_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.item(writer, first)
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.item(writer, first)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        CompactFormatter.begin_object_value(writer)?;
        writer.write_all(b" ")
    }
}
