//! `replay`: recorded traces, judged.
//!
//! Every file is read and judged to its end, whatever is wrong with the others. A trace is held in
//! memory no longer than a report needs it.

use clap::Args;
use model::dialect::Dialect;
use model::oracle::{Judgement, Readings, Verdict};
use model::trace::{Event, Header, Located};

use super::console::Console;
use super::divergence::{self, Divergence};
use super::history::{History, Row};
use super::judging::{Follower, call_number};
use super::machine::{self, Last, Report, Summary};
use super::nearest::{Kept, Nearest, Work};
use super::places::Addressing;
use super::rules::question_of;
use super::{Exit, Format, Judge, input};

/// Judges recorded traces
///
/// Every answer in every file gets a verdict: allowed, silent (it revealed how the service reads
/// something the documents leave open), forbidden, unmodelled (out of scope) or gave_up.
#[derive(Debug, Args)]
pub(super) struct Replay {
    /// Traces to judge; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    #[command(flatten)]
    judge: Judge,
    /// For whom the verdicts are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Replay {
    /// The verdicts of one file.
    pub(super) fn of(file: String, judge: Judge, format: Format) -> Self {
        Self { files: vec![file], judge, format }
    }

    pub(super) fn run(&self, console: &mut Console) -> Exit {
        input::start(&self.files, console);
        let mut total = Summary::default();
        let mut work = Work::default();
        for file in &self.files {
            total.add(&self.file(file, &mut work, console));
            if console.is_closed() {
                break;
            }
        }
        console.finish();
        match self.format {
            Format::Json => console.say(machine::line(&Last { summary: total })),
            Format::Text => console.say(format_args!("{}: {}", traces(&total), verdicts(&total))),
        }
        total.exit()
    }

    /// Judges one file; what became of it.
    fn file(&self, file: &str, work: &mut Work, console: &mut Console) -> Summary {
        let judged = input::with_input(file, console, |input, console| {
            let mut following = Following::new(file, self.format, &self.judge, work, console);
            let is_right = self.judge.follow(file, input, &mut following);
            let mut counts = following.counts;
            *if is_right { &mut counts.traces } else { &mut counts.refused } += 1;
            counts
        });
        match judged {
            Ok(counts) => {
                if self.format == Format::Text && counts.refused == 0 {
                    console.say(format_args!("{file}: {}", verdicts(&counts)));
                }
                counts
            }
            Err(message) => {
                console.complain(message);
                Summary { refused: 1, ..Summary::default() }
            }
        }
    }
}

/// A simulated trace, to be told of like one from a file.
pub(super) struct Retold {
    pub(super) file: String,
    pub(super) bytes: Vec<u8>,
    pub(super) budget: u64,
    /// The command that repeats it.
    pub(super) command: String,
    /// The rows that are shown of it with a divergence.
    pub(super) rows: fn(&History, &Row) -> Vec<Row>,
}

impl Retold {
    pub(super) fn tell(self, console: &mut Console) {
        let Self { file, bytes, budget, command, rows } = self;
        let judge = Judge { budget, ..Judge::default() };
        let mut work = Work::default();
        let mut following = Following::new(&file, Format::Text, &judge, &mut work, console);
        (following.command, following.rows) = (Some(command), rows);
        judge.follow(&file, &mut &*bytes, &mut following);
    }
}

/// A trace that is being judged.
struct Following<'a> {
    file: &'a str,
    format: Format,
    console: &'a mut Console,
    counts: Summary,
    dialect: Option<&'static Dialect>,
    history: History,
    kept: Option<Kept>,
    judge: &'a Judge,
    work: &'a mut Work,
    /// The command that repeats a divergence, where it is not `replay`.
    command: Option<String>,
    /// The rows that are shown with a divergence.
    rows: fn(&History, &Row) -> Vec<Row>,
}

impl Follower for Following<'_> {
    fn begins(&mut self, header: &Header, dialect: Option<&'static Dialect>) {
        let addressing = Addressing::new(header.endpoint.clone(), dialect);
        self.dialect = dialect;
        self.kept = (self.format == Format::Text).then(|| Kept::new(header, addressing.clone()));
        self.history = History::new(addressing);
    }

    fn sees(&mut self, event: &Located<Event>, judgement: Option<&Judgement>) {
        if self.format == Format::Json {
            if let Some(it) = judgement {
                self.counts.count(it.verdict);
                let call = call_number(&event.value);
                self.console.say(machine::line(&Report::of(self.file, event.line, call, it)));
            }
            return;
        }
        let row = self.history.take(event);
        if let Some(kept) = &mut self.kept {
            kept.take(event);
        }
        if let (Some(it), Some(row), Some(dialect)) = (judgement, row, self.dialect) {
            self.counts.count(it.verdict);
            self.tell(dialect, event, it, &row);
        }
    }

    fn hears(&mut self, message: &str) {
        self.console.complain(message);
    }

    fn is_gone(&self) -> bool {
        self.console.is_closed()
    }
}

impl<'a> Following<'a> {
    fn new(
        file: &'a str,
        format: Format,
        judge: &'a Judge,
        work: &'a mut Work,
        console: &'a mut Console,
    ) -> Self {
        Self {
            file,
            format,
            console,
            counts: Summary::default(),
            dialect: None,
            history: History::default(),
            kept: None,
            judge,
            work,
            command: None,
            rows: History::around,
        }
    }

    fn tell(
        &mut self,
        dialect: &'static Dialect,
        event: &Located<Event>,
        it: &Judgement,
        row: &Row,
    ) {
        let place = format!("{}:{}: {}", self.file, event.line, it.verdict.as_str());
        match it.verdict {
            Verdict::Allowed => {}
            Verdict::Silent => {
                self.console.say(format_args!("{place}: {}", revealed(dialect, it)));
            }
            Verdict::Unmodelled | Verdict::GaveUp => {
                let request = row.request.lines().next().unwrap_or_default();
                self.console.say(format_args!("{place}: {request}"));
            }
            Verdict::Forbidden => self.tell_divergence(dialect, event, it, row),
        }
    }

    fn tell_divergence(
        &mut self,
        dialect: &'static Dialect,
        event: &Located<Event>,
        judgement: &Judgement,
        row: &Row,
    ) {
        let involved = divergence::involved(dialect, judgement);
        let skew = self.judge.skew;
        let nearest = self
            .kept
            .as_ref()
            .map_or_else(Nearest::default, |it| it.nearest(dialect, &involved, skew, self.work));
        let command = || self.judge.command(self.file, dialect);
        let command = self.command.clone().unwrap_or_else(command);
        let divergence = Divergence {
            file: self.file,
            line: event.line,
            call: call_number(&event.value),
            dialect,
            judgement,
            history: &(self.rows)(&self.history, row),
            nearest: &nearest,
            command: &command,
            width: self.console.width,
        };
        let text = divergence.text();
        self.console.say(text);
    }
}

/// What an answer revealed: readings, or else which of them go together.
fn revealed(dialect: &Dialect, it: &Judgement) -> String {
    match (it.revealed.is_empty(), it.assumptions.is_empty()) {
        (false, _) => questions(dialect, &it.revealed),
        (true, true) => "which readings go together; each is still possible".to_owned(),
        (true, false) => {
            format!("which readings go together with {}", questions(dialect, &it.assumptions))
        }
    }
}

/// Questions with the readings they have left.
fn questions(dialect: &Dialect, readings: &Readings) -> String {
    let each = readings.iter().map(|(name, left)| {
        let id = dialect.question(name).and_then(|it| question_of(dialect.row(it)));
        let id = id.map_or(String::new(), |it| format!(" ({it})"));
        format!("{name} = {}{id}", left.join(" or "))
    });
    each.collect::<Vec<_>>().join(", ")
}

/// The counts of verdicts that are not zero.
pub(super) fn verdicts(counts: &Summary) -> String {
    let named = [
        (counts.allowed, "allowed"),
        (counts.silent, "silent"),
        (counts.forbidden, "forbidden"),
        (counts.unmodelled, "unmodelled"),
        (counts.gave_up, "gave_up"),
    ];
    let named = named.iter().filter(|(count, _)| *count > 0);
    let named: Vec<_> = named.map(|(count, name)| format!("{count} {name}")).collect();
    let events = counted(counts.events, "event");
    if named.is_empty() { events } else { format!("{events}, {}", named.join(", ")) }
}

fn traces(counts: &Summary) -> String {
    match counts.refused {
        0 => counted(counts.traces, "trace"),
        refused => format!("{}, {refused} refused", counted(counts.traces, "trace")),
    }
}

/// `count` things called `name`.
pub(super) fn counted(count: u64, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}
