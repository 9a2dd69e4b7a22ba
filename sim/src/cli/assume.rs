//! Readings that a command line assumes, `QUESTION=READING`.
//!
//! Whether a dialect has the question is for the oracle to say.

use std::collections::BTreeMap;

/// Reads one assumption.
pub(super) fn parse(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((question, reading)) if !question.is_empty() && !reading.is_empty() => {
            Ok((question.to_owned(), reading.to_owned()))
        }
        _ => Err("expected QUESTION=READING; `copyspec rules --questions` lists both".to_owned()),
    }
}

/// Puts what is `given` in the place of what a header says of the same questions.
pub(super) fn replace(assume: &mut BTreeMap<String, Vec<String>>, given: &[(String, String)]) {
    for (question, _) in given {
        assume.remove(question);
    }
    for (question, reading) in given {
        assume.entry(question.clone()).or_default().push(reading.clone());
    }
}
