//! The reader: lines of bounded length, one after the other, and what ties them together.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead};

use serde::Deserialize;

use super::error::Complaint;
use super::json::{self, Line};
use super::shape::Object;
use super::{Event, FORMAT, Header, Known, LONGEST_LINE, Located, TraceError, parse};
use crate::name::Timestamp;

/// The errors of one trace after which the rest of it is not read.
const MOST_ERRORS: u32 = 100;

const A_HEADER: &str = "a header, `{\"trace\": 1, \"dialect\": …, \"origin\": …}`";
const AN_EVENT: &str = "an event: an object with `call`, `return`, `lost` or `response`";
const A_CALL: &str = "a call: `at`, `call`, `client`, `request`";
const A_RETURN: &str = "a return: `at`, `return`, `response`";
const A_LOSS: &str = "a loss: `at`, `lost`, `why`";
const AN_EXCHANGE: &str = "a call with its answer: `at`, `client`, `request`, `response`";

/// Reads a trace event by event, holding one line at a time and the numbers of open calls.
///
/// After an erroneous line it goes on with the next one, so that all errors of a file are found;
/// it ends early where it cannot go on: where the input fails, at a line longer than
/// [`LONGEST_LINE`], and after a hundred errors. An event that came after an error must not be
/// judged, for what the erroneous line said is missing.
#[derive(Debug)]
pub struct Reader<R> {
    lines: Lines<R>,
    header: Header,
    history: History,
    errors: u32,
}

impl<R: BufRead> Reader<R> {
    /// Reads the header; `file` is what errors call the trace.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with the first line. Without its header nothing else of a
    /// trace can be understood.
    pub fn open(file: impl Into<String>, input: R, known: &Known<'_>) -> Result<Self, TraceError> {
        let mut lines = Lines { file: file.into(), input, number: 0, text: Vec::new(), end: None };
        match lines.advance() {
            Some(read) => read?,
            None => return Err(lines.error(Complaint::new("there is no line", A_HEADER))),
        }
        let header = header(&lines, known)?;
        Ok(Self { lines, header, history: History::default(), errors: 0 })
    }

    /// The first line.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The first line, for a reader that is done.
    pub fn into_header(self) -> Header {
        self.header
    }

    fn event(&mut self) -> Result<Located<Event>, TraceError> {
        let line = event_line(&self.lines).inspect_err(|_| self.history.gap = true)?;
        let value = self.follow(line).map_err(|it| self.lines.error(it))?;
        Ok(Located { line: self.lines.number, value })
    }

    /// Fits a line to those before it. Its number counts even where something else is wrong with
    /// it, so that later lines are not blamed.
    fn follow(&mut self, line: Line) -> Result<Event, Complaint> {
        let at = parse::timestamp(line.at()).and_then(|it| self.history.reach(it));
        let numbered = match &line {
            Line::Call(line) => self.history.send(line.call),
            Line::Return(line) => self.history.settle(line.number),
            Line::Lost(line) => self.history.settle(line.lost),
            Line::Exchange(_) => Ok(()),
        };
        let at = at?;
        numbered?;
        Ok(Event { at, kind: parse::event_kind(line, &self.header.setup)? })
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Located<Event>, TraceError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.errors == MOST_ERRORS {
            return None;
        }
        let event = self.lines.advance()?.and_then(|()| self.event());
        self.errors += u32::from(event.is_err());
        Some(event)
    }
}

fn header<R>(lines: &Lines<R>, known: &Known<'_>) -> Result<Header, TraceError> {
    let probe: json::Probe = lines.parse(A_HEADER)?;
    let complaint = match probe.trace {
        Some(format) if format.as_u64() == Some(FORMAT) => None,
        Some(format) => Some(Complaint::new(format!("unknown `trace` {format}"), "1")),
        None => Some(Complaint::new("the first line has no `trace`", A_HEADER)),
    };
    match complaint {
        Some(complaint) => Err(lines.error(complaint)),
        None => parse::header(lines.parse(A_HEADER)?, known).map_err(|it| lines.error(it)),
    }
}

fn event_line<R>(lines: &Lines<R>) -> Result<Line, TraceError> {
    let probe: json::Probe = lines.parse(AN_EVENT)?;
    if probe.trace.is_some() {
        return Err(lines.error(Complaint::new("a second header", AN_EVENT)));
    }
    if probe.call.is_some() {
        return lines.parse(A_CALL).map(Line::Call);
    }
    if probe.returned.is_some() {
        return lines.parse(A_RETURN).map(Line::Return);
    }
    if probe.lost.is_some() {
        return lines.parse(A_LOSS).map(Line::Lost);
    }
    if probe.response.is_some() {
        return lines.parse(AN_EXCHANGE).map(Line::Exchange);
    }
    Err(lines.error(Complaint::new("no key tells what this line is", AN_EVENT)))
}

/// The lines of the input, of which one is held.
#[derive(Debug)]
struct Lines<R> {
    file: String,
    input: R,
    number: u64,
    text: Vec<u8>,
    end: Option<End>,
}

/// How the line that is held, the last one, ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// With the input, without a line feed.
    Cut,
    /// It cannot be read, so it is not held.
    Unreadable,
}

impl<R: BufRead> Lines<R> {
    /// Holds the next line; `None` behind the last one.
    fn advance(&mut self) -> Option<Result<(), TraceError>> {
        if self.end.is_some() {
            return None;
        }
        self.number += 1;
        self.text.clear();
        match self.fill() {
            Ok(there_is_one) => there_is_one.then_some(Ok(())),
            Err(complaint) => {
                self.end = Some(End::Unreadable);
                self.text = Vec::new();
                Some(Err(self.error(complaint)))
            }
        }
    }

    /// Takes bytes up to a line feed, but never more than a line may have.
    fn fill(&mut self) -> Result<bool, Complaint> {
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(&error)),
            };
            if chunk.is_empty() {
                self.end = Some(End::Cut);
                return Ok(!self.text.is_empty());
            }
            let line_feed = chunk.iter().position(|byte| *byte == b'\n');
            let part = &chunk[..line_feed.unwrap_or(chunk.len())];
            if self.text.len() + part.len() > LONGEST_LINE {
                return Err(Complaint::new("the line has more than 16 MiB", "a shorter one"));
            }
            self.text.extend_from_slice(part);
            let taken = part.len() + usize::from(line_feed.is_some());
            self.input.consume(taken);
            if line_feed.is_some() {
                return Ok(true);
            }
        }
    }
}

fn cut_off() -> Complaint {
    Complaint::new("the file ends inside this line", "the rest of it and a line feed")
}

fn unreadable(error: &io::Error) -> Complaint {
    Complaint::new(format!("the input cannot be read ({error})"), "input to its end")
}

impl<R> Lines<R> {
    /// The line as the JSON of a `T`, which errors call `expected`.
    fn parse<'a, T: Deserialize<'a>>(&'a self, expected: &str) -> Result<T, TraceError> {
        let cut = self.end == Some(End::Cut);
        let text = std::str::from_utf8(&self.text).map_err(|error| {
            let complaint = match error.error_len() {
                None if cut => cut_off(),
                _ => Complaint::new("a byte is no UTF-8", "UTF-8"),
            };
            self.error_at(error.valid_up_to() + 1, complaint)
        })?;
        if text.trim_ascii().is_empty() {
            return Err(self.error(Complaint::new("the line is empty", expected)));
        }
        let parsed: Result<Object<T>, _> = serde_json::from_str(text);
        parsed.map(|it| it.0).map_err(|error| {
            let complaint =
                if cut && error.is_eof() { cut_off() } else { explain(&error, expected) };
            self.error_at(error.column(), complaint)
        })
    }

    fn error(&self, complaint: Complaint) -> TraceError {
        self.error_at(1, complaint)
    }

    fn error_at(&self, column: usize, complaint: Complaint) -> TraceError {
        complaint.at(&self.file, self.number, column.max(1) as u64)
    }
}

/// What the JSON library says, in the two halves of our errors.
fn explain(error: &serde_json::Error, expected: &str) -> Complaint {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = error.to_string();
    let message = message.strip_suffix(&place).unwrap_or(&message);
    if let Some((wrong, expected)) = message.rsplit_once(", expected ") {
        return Complaint::new(wrong, expected);
    }
    if let Some(expected) = message.strip_prefix("expected ") {
        return Complaint::new("this is not JSON", format!("{expected} here"));
    }
    if let Some(inside) = message.strip_prefix("EOF while parsing ") {
        return Complaint::new(format!("the line ends inside {inside}"), expected);
    }
    Complaint::new(message, expected)
}

/// What the lines so far leave to the next ones.
#[derive(Debug, Default)]
struct History {
    now: Option<Timestamp>,
    sent: Numbers,
    open: BTreeSet<u64>,
    /// Whether a line could not be understood: it may have sent any call.
    gap: bool,
}

impl History {
    /// Time moves on to `at`.
    fn reach(&mut self, at: Timestamp) -> Result<Timestamp, Complaint> {
        match self.now.replace(at) {
            Some(before) if at < before => {
                let wrong = format!("the time goes back to {at}");
                Err(Complaint::new(wrong, format!("{before} or later")))
            }
            _ => Ok(at),
        }
    }

    /// The call `number` is sent.
    fn send(&mut self, number: u64) -> Result<(), Complaint> {
        if !self.sent.insert(number) {
            let wrong = format!("call {number} is sent twice");
            return Err(Complaint::new(wrong, "a number that no other call has"));
        }
        self.open.insert(number);
        Ok(())
    }

    /// The call `number` is answered or lost.
    fn settle(&mut self, number: u64) -> Result<(), Complaint> {
        if self.open.remove(&number) {
            return Ok(());
        }
        let wrong = match self.sent.contains(number) {
            true => format!("call {number} is already answered or lost"),
            false if self.gap => return Ok(()),
            false => format!("call {number} was never sent"),
        };
        Err(Complaint::new(wrong, "the number of an open call"))
    }
}

/// A set of numbers, small where they run on: the last of each run by its first.
#[derive(Debug, Default)]
struct Numbers(BTreeMap<u64, u64>);

impl Numbers {
    fn contains(&self, number: u64) -> bool {
        self.0.range(..=number).next_back().is_some_and(|(_, last)| number <= *last)
    }

    /// Whether `number` is new.
    fn insert(&mut self, number: u64) -> bool {
        if self.contains(number) {
            return false;
        }
        let below = self.0.range(..number).next_back().filter(|(_, last)| **last + 1 == number);
        let first = below.map_or(number, |(first, _)| *first);
        let above = number.checked_add(1).and_then(|next| self.0.remove(&next));
        self.0.insert(first, above.unwrap_or(number));
        true
    }
}

#[cfg(test)]
mod tests;
