//! `show`: one trace as a table that a person reads, with the verdicts.
//!
//! The whole table is held in memory, for its columns are as wide as their widest cell.

use std::collections::BTreeMap;

use clap::Args;
use model::dialect::Dialect;
use model::oracle::Judgement;
use model::trace::{Event, Header, Located};

use super::console::Console;
use super::divergence::{lines, shortened};
use super::history::{History, Row, clean};
use super::judging::Follower;
use super::machine::Summary;
use super::places::Addressing;
use super::replay::Replay;
use super::table::table;
use super::{Exit, Format, Judge, input};

/// Shows a trace as a table, with verdicts
///
/// One row per call: where it was sent and answered, by whom, the request with the headers that
/// matter to a copy, the answer, the verdict and the rules it rests on.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The trace to show; `-` is standard input
    #[arg(value_name = "FILE")]
    file: String,
    #[command(flatten)]
    judge: Judge,
    /// For whom it is shown; for a program it is what `replay` prints
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Show {
    /// The trace in `file`, for a person, by the dialect it names.
    pub(super) fn of(file: String) -> Self {
        Self { file, judge: Judge::default(), format: Format::Text }
    }

    pub(super) fn run(self, console: &mut Console) -> Exit {
        if self.format == Format::Json {
            return Replay::of(self.file, self.judge, self.format).run(console);
        }
        let shown = input::with_input(&self.file, console, |input, console| {
            let mut showing = Showing::default();
            let is_right = self.judge.follow(&self.file, input, &mut showing);
            showing.counts.refused += u64::from(!is_right);
            showing.print(console)
        });
        shown.unwrap_or_else(|message| {
            console.complain(message);
            Exit::Refused
        })
    }
}

/// A trace that is being read.
#[derive(Default)]
struct Showing {
    title: String,
    history: History,
    /// The calls that ended, by the line that sent them, and their verdicts.
    rows: BTreeMap<u64, (Row, String)>,
    messages: Vec<String>,
    counts: Summary,
}

impl Follower for Showing {
    fn begins(&mut self, header: &Header, dialect: Option<&'static Dialect>) {
        self.title = format!("{}: {}", header.dialect, clean(&header.origin));
        for bucket in &header.setup.buckets {
            let keys: Vec<_> = bucket.objects.iter().map(|it| clean(it.key.as_str())).collect();
            let keys = shortened(keys.into_iter(), ", ");
            let keys = if keys.is_empty() { "nothing".to_owned() } else { keys };
            let versioning = format!("{:?}", bucket.versioning).to_lowercase();
            self.title += &format!("\nbucket {} ({versioning}) holds {keys}", bucket.name);
        }
        self.history = History::new(Addressing::new(header.endpoint.clone(), dialect));
    }

    fn sees(&mut self, event: &Located<Event>, judgement: Option<&Judgement>) {
        let Some(row) = self.history.take(event) else { return };
        let mut verdict = String::new();
        if let Some(it) = judgement {
            self.counts.count(it.verdict);
            verdict = it.verdict.as_str().to_owned();
            let rules = shortened(it.rules.iter().map(|it| (*it).to_owned()), "\n");
            if !rules.is_empty() {
                verdict += &format!("\n{rules}");
            }
        }
        self.rows.insert(row.line, (Row::clone(&row), verdict));
    }

    fn hears(&mut self, message: &str) {
        self.messages.push(message.to_owned());
    }

    fn is_gone(&self) -> bool {
        false
    }
}

impl Showing {
    fn print(mut self, console: &mut Console) -> Exit {
        for row in self.history.open() {
            self.rows.insert(row.line, (row.clone(), String::new()));
        }
        if !self.title.is_empty() {
            let rows = self.rows.values().map(|(row, verdict)| {
                [
                    lines(row),
                    row.at.clone(),
                    row.client.clone(),
                    row.account.clone(),
                    row.request.clone(),
                    row.answer.clone(),
                    verdict.clone(),
                ]
            });
            let header = ["line", "time", "client", "account", "request", "answer", "verdict"];
            console.say(&self.title);
            console.say(table(&header, rows, console.width, 2));
        }
        self.messages.iter().for_each(|it| console.complain(it));
        self.counts.exit()
    }
}
