//! What a trace has shown so far, in short: one row per call, the latest ones of each key.
//!
//! It holds a bounded number of short rows per key that the trace names, never a body. It shows
//! what was seen and decides nothing.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use model::dialect::Dialect;
use model::http::HttpResponse;
use model::store::Principal;
use model::trace::{Event, EventKind, Located, Sent, Trace, Why};

use super::places::{Addressing, Place, Places};

/// The rows that are kept of a key, and shown of those a divergence touches.
const KEPT: usize = 12;

/// The characters of a cell, beyond which it is cut: a trace may hold anything.
const LONGEST_CELL: usize = 160;

/// A call as a table shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it was sent.
    pub(super) line: u64,
    /// Where it was answered or lost.
    pub(super) end: Option<u64>,
    pub(super) at: String,
    pub(super) client: String,
    pub(super) account: String,
    pub(super) request: String,
    pub(super) answer: String,
    places: Places,
}

/// The rows of a trace.
#[derive(Debug, Default)]
pub(super) struct History {
    addressing: Addressing,
    open: BTreeMap<u64, Row>,
    ended: BTreeMap<Place, VecDeque<Rc<Row>>>,
}

impl History {
    /// The history of a trace before its first event.
    pub(super) fn new(addressing: Addressing) -> Self {
        Self { addressing, open: BTreeMap::new(), ended: BTreeMap::new() }
    }

    /// Takes the next event; the row of the call that ends with it.
    pub(super) fn take(&mut self, event: &Located<Event>) -> Option<Rc<Row>> {
        let line = event.line;
        let mut row = match &event.value.kind {
            EventKind::Call { number, sent } => {
                let row = self.row(line, &event.value, sent);
                self.open.insert(*number, row);
                return None;
            }
            EventKind::Return { number, response } => {
                let row = self.open.remove(number)?;
                Row { answer: self.answer(response), ..row }
            }
            EventKind::Lost { number, why } => {
                let row = self.open.remove(number)?;
                Row { answer: format!("lost: {}", lost(*why)), ..row }
            }
            EventKind::Exchange { sent, response } => {
                let row = self.row(line, &event.value, sent);
                Row { answer: self.answer(response), ..row }
            }
        };
        row.end = Some(line);
        let row = Rc::new(row);
        for place in row.places.iter() {
            let rows = self.ended.entry(place.clone()).or_default();
            if rows.len() == KEPT {
                rows.pop_front();
            }
            rows.push_back(Rc::clone(&row));
        }
        Some(row)
    }

    /// All rows of a trace that is in memory, in the order they were sent.
    pub(super) fn of(trace: &Trace, dialect: &Dialect) -> Vec<Row> {
        let addressing = Addressing::new(trace.header.endpoint.clone(), Some(dialect));
        let mut history = Self::new(addressing);
        let mut rows: Vec<_> = trace.events.iter().filter_map(|it| history.take(it)).collect();
        rows.extend(history.open.into_values().map(Rc::new));
        rows.sort_by_key(|it| it.line);
        rows.iter().map(|it| Row::clone(it)).collect()
    }

    /// The calls that are still open, in the order they were sent.
    pub(super) fn open(&self) -> impl Iterator<Item = &Row> {
        self.open.values()
    }

    /// The last rows that touch what `row` touches, itself and open calls among them.
    pub(super) fn around(&self, row: &Row) -> Vec<Row> {
        let ended = self.ended.iter().filter(|(place, _)| row.places.meet([*place]));
        let ended = ended.flat_map(|(_, rows)| rows.iter().map(|it| Row::clone(it)));
        let open = self.open.values().filter(|it| it.places.meet(row.places.iter())).cloned();
        let by_line: BTreeMap<u64, Row> = ended.chain(open).map(|it| (it.line, it)).collect();
        let skipped = by_line.len().saturating_sub(KEPT);
        by_line.into_values().skip(skipped).collect()
    }

    /// All rows that are kept.
    pub(super) fn all(&self, _: &Row) -> Vec<Row> {
        let ended = self.ended.values().flatten().map(|it| Row::clone(it));
        let rows = ended.chain(self.open.values().cloned()).map(|it| (it.line, it));
        rows.collect::<BTreeMap<_, _>>().into_values().collect()
    }

    fn row(&self, line: u64, event: &Event, sent: &Sent) -> Row {
        let account = match &sent.principal {
            Principal::Anonymous => String::from("nobody"),
            Principal::Account(name) => clean(name),
        };
        let mut text = format!("{} {}", sent.request.method, sent.request.target);
        for (name, value) in &sent.request.headers.0 {
            if self.is_telling(name) {
                text.push_str(&format!("\n{name}: {value}"));
            }
        }
        Row {
            line,
            end: None,
            at: event.at.rfc3339_millis(),
            client: clean(&sent.client),
            account,
            request: text.lines().map(clean).collect::<Vec<_>>().join("\n"),
            answer: String::from("open"),
            places: self.addressing.places(sent),
        }
    }

    fn answer(&self, response: &HttpResponse) -> String {
        let cut = if response.cut { " (cut)" } else { "" };
        let mut text = format!("{}{cut}", response.status);
        if let Some(code) = error_code(response) {
            text.push_str(&format!(" {code}"));
        }
        for (name, value) in &response.headers.0 {
            if self.is_telling(name) || name.eq_ignore_ascii_case("etag") {
                text.push_str(&format!("\n{name}: {value}"));
            }
        }
        text.lines().map(clean).collect::<Vec<_>>().join("\n")
    }

    /// Whether a header says what a request wants or an answer shows of versions and copies.
    fn is_telling(&self, name: &str) -> bool {
        const CONDITIONS: [&str; 5] =
            ["if-match", "if-modified-since", "if-none-match", "if-unmodified-since", "range"];
        const QUIET: [&str; 6] =
            ["content-sha256", "date", "id-2", "request-id", "security-token", "user-agent"];
        let name = name.to_ascii_lowercase();
        let rest = match self.addressing.prefix {
            Some(prefix) => name.strip_prefix(prefix),
            // Every vendor's headers begin with `x-` and a name.
            None => name.strip_prefix("x-").and_then(|it| it.split_once('-')).map(|it| it.1),
        };
        match rest {
            Some(rest) => !QUIET.contains(&rest),
            None => CONDITIONS.contains(&name.as_str()),
        }
    }
}

/// `text` without control characters, which a terminal would obey, and not too long to read.
pub(super) fn clean(text: &str) -> String {
    let mut kept: String = text.chars().take(LONGEST_CELL).map(visible).collect();
    if text.chars().nth(LONGEST_CELL).is_some() {
        kept.push('…');
    }
    kept
}

fn visible(character: char) -> char {
    if character.is_control() { '\u{fffd}' } else { character }
}

/// The code between the tags that every vendor's error document has.
fn error_code(response: &HttpResponse) -> Option<String> {
    let root = model::wire::xml::parse(response.body.text()?).ok()?;
    (root.name == "Error").then(|| root.text_of("Code").map(str::to_owned))?
}

fn lost(why: Why) -> &'static str {
    match why {
        Why::Timeout => "timeout",
        Why::Reset => "reset",
        Why::Refused => "refused",
    }
}
