//! What is wrong with a trace, and where.

use std::fmt;

/// The characters of a message beyond which it is cut: a trace may quote megabytes at us.
const LONGEST_MESSAGE: usize = 400;

/// A place where a trace is broken. It prints as one line,
/// `FILE:LINE:COLUMN: what is wrong; expected …`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {wrong}; expected {expected}")]
pub struct TraceError {
    /// The file, as the reader was told to call it.
    pub file: String,
    /// The line, the header's being 1.
    pub line: u64,
    /// The byte of the line, the first being 1; also 1 where JSON and its keys are in order.
    pub column: u64,
    /// What is wrong.
    pub wrong: String,
    /// What would have been right.
    pub expected: String,
}

/// What is wrong with a value, told by somebody who does not know where it stands.
#[derive(Debug)]
pub(super) struct Complaint {
    wrong: String,
    expected: String,
}

impl Complaint {
    /// `wrong` is found where `expected` should be.
    pub(super) fn new(wrong: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { wrong: wrong.into(), expected: expected.into() }
    }

    /// The same complaint, told of the inside of `place`.
    pub(super) fn within(self, place: impl fmt::Display) -> Self {
        Self { wrong: format!("{place}: {}", self.wrong), ..self }
    }

    /// The complaint as the error it is at a place.
    pub(super) fn at(self, file: &str, line: u64, column: u64) -> TraceError {
        TraceError {
            file: file.to_owned(),
            line,
            column,
            wrong: one_line(&self.wrong),
            expected: one_line(&self.expected),
        }
    }
}

/// `names` in backquotes, separated by commas; `nothing` where there are none.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    if quoted.is_empty() { "nothing".to_owned() } else { quoted.join(", ") }
}

/// `text` without control characters and not too long to print.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST_MESSAGE {
            line.push('…');
            break;
        }
        if character.is_control() {
            line.extend(character.escape_default());
        } else {
            line.push(character);
        }
    }
    line
}
