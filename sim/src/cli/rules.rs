//! `rules`: what the dialects say, row by row, and where one rule stands.
//!
//! The text is that of the tables: a clause's sentence, the names of its readings, and of the rules
//! what the catalogue says. The documents themselves are not in this program.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use model::dialect::rules::{Question, Rule, questions_of, rules_of};
use model::dialect::{Clause, Dialect, NAMES, Permits, Row};
use serde::Serialize;

use super::console::Console;
use super::judging::without_rulebook;
use super::show::Show;
use super::statement::Statement;
use super::table::table;
use super::witness::Witnesses;
use super::{Exit, Format, machine};

/// Lists a dialect's rows, or explains one rule
///
/// A row answers one question of the specification, a clause. It is documented, contradicted (the
/// documents say several things), open (they are silent: the candidates, the default first) or
/// not_offered. Each rule it cites stands with its evidence, its source and the traces that are
/// named for it. Without --dialect every dialect with a rulebook is listed.
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// A rule, a question or a clause to explain, or the first part of several ids
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// The dialect to look at
    #[arg(long, value_name = "DIALECT", value_parser = PossibleValuesParser::new(NAMES))]
    dialect: Option<String>,
    /// Only what the documents leave open, with the candidates
    #[arg(long)]
    questions: bool,
    /// Where the traces are that bear witness of the rules
    #[arg(long, value_name = "DIR", default_value = "traces")]
    traces: PathBuf,
    /// For whom the rows are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// A line of a dialect's rulebook.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Entry {
    /// The documents state it.
    Documented(Permitted),
    /// They state several things.
    Contradicted(Permitted),
    /// They are silent.
    Open(Permitted),
    /// The vendor has nothing of the kind.
    NotOffered(Permitted),
    /// A rule that follows from others.
    Follows { dialect: &'static str, rule: &'static str, from: &'static [&'static str] },
    /// A rule that no answer shows to be kept.
    Unmodelled { dialect: &'static str, rule: &'static str, reason: &'static str },
}

/// An entry for a program, with what the rules and the question say that it cites.
#[derive(Debug, Serialize)]
struct Cited<'a> {
    #[serde(flatten)]
    entry: &'a Entry,
    asks: Option<&'static str>,
    statements: Vec<Statement>,
}

/// A row.
#[derive(Debug, Serialize)]
struct Permitted {
    dialect: &'static str,
    clause: &'static str,
    about: &'static str,
    /// What is permitted, the default first.
    readings: Vec<Answer>,
    /// What is not.
    others: Vec<Answer>,
    rules: Vec<&'static str>,
    question: Option<&'static str>,
}

/// A reading, and the error it answers with where it refuses.
#[derive(Debug, Serialize)]
struct Answer {
    reading: &'static str,
    status: Option<u16>,
    code: Option<&'static str>,
}

/// What is explained, where that is not a whole rulebook.
struct Subject {
    questions: Vec<&'static Question>,
    rules: Vec<&'static Rule>,
    /// Whether it was named in full, so that a trace of it is shown.
    is_named: bool,
}

/// The rulebook of a dialect, or what was chosen of it.
type Book = (&'static Dialect, Vec<Entry>);

impl Rules {
    pub(super) fn run(&self, console: &mut Console) -> Exit {
        let named = self.dialect.as_deref();
        if let Some(name) = named.filter(|it| Dialect::named(it).is_none()) {
            console.complain(format_args!("copyspec: {}", without_rulebook(name)));
            return Exit::Refused;
        }
        let dialects = Dialect::all().iter().filter(|it| named.is_none_or(|name| name == it.name));
        let books: Vec<Book> = dialects.map(|it| (it, self.chosen(it))).collect();
        let subject = self.id.as_ref().map(|id| self.subject(id, &books));
        if let (Some(id), Some(Subject { rules, questions, .. })) = (&self.id, &subject)
            && rules.is_empty()
            && questions.is_empty()
            && books.iter().all(|it| it.1.is_empty())
        {
            let place = named.map_or("any rulebook".to_owned(), |it| format!("the one of {it}"));
            console.complain(format_args!(
                "copyspec: `{id}` stands in no row of {place}; expected a rule, a question or a \
                 clause that `copyspec rules` lists"
            ));
            return Exit::Refused;
        }
        let witnesses = Witnesses::under(&self.traces);
        match (self.format, subject) {
            (Format::Json, subject) => written(&books, subject, &witnesses, console),
            (Format::Text, Some(subject)) => self.explain(&books, &subject, &witnesses, console),
            (Format::Text, None) => {
                for (dialect, entries) in &books {
                    console.say(listed(dialect.name, entries, &witnesses, console.width));
                }
                self.miss(&witnesses, console);
            }
        }
        Exit::Conforming
    }

    /// The entries asked for: those of the very id or, where there are none, of ids that begin so.
    fn chosen(&self, dialect: &'static Dialect) -> Vec<Entry> {
        let all = || {
            let every = entries(dialect).into_iter();
            every.filter(|it| !self.questions || it.is_question())
        };
        let Some(id) = &self.id else { return all().collect() };
        let exact: Vec<_> =
            all().filter(|it| it.ids().iter().any(|it| it.eq_ignore_ascii_case(id))).collect();
        if !exact.is_empty() {
            return exact;
        }
        let start = start_of(id);
        all().filter(|it| it.ids().iter().any(|it| it.starts_with(&start))).collect()
    }

    /// The rules and questions that `id` names or, where it names a clause, that its rows cite.
    fn subject(&self, id: &str, books: &[Book]) -> Subject {
        let catalogued = |is_meant: &dyn Fn(&str) -> bool| {
            let rules = books.iter().flat_map(|it| rules_of(it.0)).filter(|it| is_meant(it.id));
            let questions = books.iter().flat_map(|it| questions_of(it.0));
            let questions = questions.filter(|it| is_meant(it.id));
            (once_each(rules, |it| it.id), once_each(questions, |it| it.id))
        };
        let cited = || {
            let ids = books.iter().flat_map(|it| &it.1).flat_map(Entry::ids);
            once_each(ids.filter_map(Rule::named), |it| it.id)
        };
        let (rules, questions) = catalogued(&|it| it.eq_ignore_ascii_case(id));
        if !rules.is_empty() {
            return Subject { rules, questions, is_named: true };
        }
        let is_clause = Clause::ALL.iter().any(|it| it.name().eq_ignore_ascii_case(id));
        if !questions.is_empty() || is_clause {
            return Subject { rules: cited(), questions, is_named: true };
        }
        let start = start_of(id);
        let (rules, questions) = catalogued(&|it| it.starts_with(&start));
        Subject { rules, questions, is_named: false }
    }

    /// Says what the rules say, then how the dialects read them, then shows a trace.
    fn explain(
        &self,
        books: &[Book],
        subject: &Subject,
        witnesses: &Witnesses,
        console: &mut Console,
    ) {
        for question in &subject.questions {
            console.say(format_args!("{}: {}", question.id, question.asks));
        }
        let statements: Vec<_> =
            subject.rules.iter().map(|it| Statement::of(it, witnesses)).collect();
        for statement in &statements {
            console.say(statement.text().trim_end());
        }
        let mut told: Vec<(Vec<&str>, String)> = Vec::new();
        for (dialect, entries) in books.iter().filter(|it| !it.1.is_empty()) {
            let text: Vec<_> = entries.iter().map(Entry::explained).collect();
            let text = text.join("\n");
            match told.iter_mut().find(|it| it.1 == text) {
                Some((names, _)) => names.push(dialect.name),
                None => told.push((vec![dialect.name], text)),
            }
        }
        for (names, text) in &told {
            console.say(format_args!("{}\n{text}", names.join(", ")));
        }
        if told.is_empty() {
            console.say("No row of a dialect cites it yet.");
        }
        self.miss(witnesses, console);
        if subject.is_named {
            let traces = statements.iter().filter_map(|it| it.traces.as_ref()).flatten();
            // The plain case tells most: what the rule permits, in the trace of the shortest name.
            let plain = traces.min_by_key(|it| (it.contains("-reject"), it.len()));
            if let Some(file) = plain {
                console.say(format_args!("\n{file}"));
                Show::of(file.clone()).run(console);
            }
        }
    }

    /// Says that there are no traces, where there are none.
    fn miss(&self, witnesses: &Witnesses, console: &mut Console) {
        if witnesses.are_absent() {
            console.say(format_args!(
                "There is no folder `{}` here, so no traces are named; expected the one of the \
                 repository, or another by --traces.",
                self.traces.display()
            ));
        }
    }
}

/// Writes the entries for a program and, where no entry cites them, the rules that were asked for.
fn written(books: &[Book], subject: Option<Subject>, witnesses: &Witnesses, console: &mut Console) {
    let mut rest = subject.map_or_else(Vec::new, |it| it.rules);
    for entry in books.iter().flat_map(|it| &it.1) {
        let ids = entry.ids();
        rest.retain(|it| !ids.contains(&it.id));
        console.say(machine::line(&Cited {
            entry,
            asks: ids.iter().find_map(|it| Question::named(it)).map(|it| it.asks),
            statements: entry.statements(witnesses),
        }));
    }
    for rule in rest {
        console.say(machine::line(&Statement::of(rule, witnesses)));
    }
}

/// How the ids begin that `id` is the first part of.
fn start_of(id: &str) -> String {
    format!("{}-", id.trim_end_matches('-').to_ascii_uppercase())
}

/// The items without those that came before, told apart by `key`.
fn once_each<T, K: PartialEq>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut once: Vec<T> = Vec::new();
    for item in items {
        if !once.iter().any(|it| key(it) == key(&item)) {
            once.push(item);
        }
    }
    once
}

/// Everything in the rulebook of `dialect`.
fn entries(dialect: &'static Dialect) -> Vec<Entry> {
    let rows = dialect.rows().iter().map(|row| {
        let permitted = Permitted::of(dialect, row);
        match row.permits {
            Permits::Documented(_) => Entry::Documented(permitted),
            Permits::Contradicted(_) => Entry::Contradicted(permitted),
            Permits::Open { .. } => Entry::Open(permitted),
            Permits::NotOffered(_) => Entry::NotOffered(permitted),
        }
    });
    let name = dialect.name;
    let follows = dialect.follows.iter();
    let follows = follows.map(|it| Entry::Follows { dialect: name, rule: it.rule, from: it.from });
    let unmodelled = dialect.unmodelled.iter();
    let unmodelled =
        unmodelled.map(|it| Entry::Unmodelled { dialect: name, rule: it.rule, reason: it.reason });
    rows.chain(follows).chain(unmodelled).collect()
}

/// The rules that stand in a row, whichever of its readings they state.
pub(super) fn rules_in(row: &Row) -> Vec<&'static str> {
    let sides = match &row.permits {
        Permits::Contradicted(sides) => &sides[..],
        Permits::Documented(_) | Permits::Open { .. } | Permits::NotOffered(_) => &[],
    };
    let stated = sides.iter().flat_map(|(_, rules)| rules.iter());
    row.rules.iter().chain(stated).copied().collect()
}

/// The question that a row leaves open.
pub(super) fn question_of(row: &Row) -> Option<&'static str> {
    match row.permits {
        Permits::Open { question, .. } => Some(question),
        Permits::Documented(_) | Permits::Contradicted(_) | Permits::NotOffered(_) => None,
    }
}

impl Permitted {
    fn of(dialect: &Dialect, row: &Row) -> Self {
        let permitted = row.readings();
        let all = (0u8..).take(row.clause.readings().len());
        let others = all.filter(|it| !permitted.contains(it));
        Self {
            dialect: dialect.name,
            clause: row.clause.name(),
            about: row.clause.about(),
            readings: permitted.iter().map(|it| Answer::of(row.clause, *it)).collect(),
            others: others.map(|it| Answer::of(row.clause, it)).collect(),
            rules: rules_in(row),
            question: question_of(row),
        }
    }

    fn explained(&self, kind: &str) -> String {
        let Self { clause, about, readings, others, rules, question, .. } = self;
        let mut text = format!("  {clause}: {about}\n");
        let label = match readings.len() {
            1 => kind.to_owned(),
            _ => format!("{kind}: one of"),
        };
        text += &format!("    {label:<18}{}\n", joined(readings));
        if !others.is_empty() {
            text += &format!("    {:<18}{}\n", "excluded", joined(others));
        }
        let ids: Vec<_> = rules.iter().chain(question).copied().collect();
        text + &format!("    {:<18}{}", "by", ids.join(", "))
    }
}

impl Answer {
    fn of(clause: Clause, index: u8) -> Self {
        let refusal = clause.refusal(index);
        Self {
            reading: clause.readings()[usize::from(index)],
            status: refusal.map(|it| it.status),
            code: refusal.and_then(|it| it.code),
        }
    }

    fn text(&self) -> String {
        match (self.status, self.code) {
            (None, _) => format!("`{}`", self.reading),
            (Some(status), None) => format!("`{}` (answers {status})", self.reading),
            (Some(status), Some(code)) => format!("`{}` (answers {status} {code})", self.reading),
        }
    }
}

fn joined(answers: &[Answer]) -> String {
    answers.iter().map(Answer::text).collect::<Vec<_>>().join(", ")
}

impl Entry {
    fn row(&self) -> Option<(&Permitted, &'static str)> {
        match self {
            Self::Documented(row) => Some((row, "documented")),
            Self::Contradicted(row) => Some((row, "contradicted")),
            Self::Open(row) => Some((row, "open")),
            Self::NotOffered(row) => Some((row, "not offered")),
            Self::Follows { .. } | Self::Unmodelled { .. } => None,
        }
    }

    /// By what names it is asked for.
    fn ids(&self) -> Vec<&'static str> {
        match self {
            Self::Documented(row)
            | Self::Contradicted(row)
            | Self::Open(row)
            | Self::NotOffered(row) => {
                row.rules.iter().copied().chain([row.clause]).chain(row.question).collect()
            }
            Self::Follows { rule, from, .. } => from.iter().copied().chain([*rule]).collect(),
            Self::Unmodelled { rule, .. } => vec![rule],
        }
    }

    /// What the rules say by which it is asked for.
    fn statements(&self, witnesses: &Witnesses) -> Vec<Statement> {
        let rules = self.ids().into_iter().filter_map(Rule::named);
        rules.map(|it| Statement::of(it, witnesses)).collect()
    }

    /// Whether several readings are left, so that one of them can be assumed.
    fn is_question(&self) -> bool {
        self.row().is_some_and(|(row, _)| row.readings.len() > 1)
    }

    fn explained(&self) -> String {
        match self {
            Self::Follows { rule, from, .. } => {
                format!("  {rule} follows from {} and decides nothing else", from.join(", "))
            }
            Self::Unmodelled { rule, reason, .. } => format!("  {rule} is not modelled: {reason}"),
            _ => self.row().map_or(String::new(), |(row, kind)| row.explained(kind)),
        }
    }
}

/// A rulebook as a table, and below it the rules that no row decides.
fn listed(dialect: &str, entries: &[Entry], witnesses: &Witnesses, width: Option<u16>) -> String {
    let rows = entries.iter().filter_map(|it| Some((it, it.row()?)));
    let rows = rows.flat_map(|(entry, (row, kind))| lines_of(entry, row, kind, witnesses));
    let header = ["clause", "is", "reading", "rule", "evidence", "source", "traces"];
    let mut text = format!("{dialect}\n{}\n", table(&header, rows, width, 1));
    for entry in entries.iter().filter(|it| it.row().is_none()) {
        text += &format!("{}\n", entry.explained());
    }
    text
}

/// A row as lines of the table: beside its readings each rule, beside each rule its traces.
fn lines_of(entry: &Entry, row: &Permitted, kind: &str, witnesses: &Witnesses) -> Vec<[String; 7]> {
    let mut cited = Vec::new();
    for it in entry.statements(witnesses) {
        let sources: Vec<_> = it.sources.iter().map(|it| it.id).collect();
        let mut rule = [it.rule.to_owned(), it.evidence.to_owned(), sources.join(" ")];
        let traces = it.traces.unwrap_or_default();
        for line in 0..traces.len().max(1) {
            let [rule, evidence, source] = std::mem::take(&mut rule);
            cited.push([rule, evidence, source, traces.get(line).cloned().unwrap_or_default()]);
        }
    }
    cited.extend(row.question.map(|it| [it, "", "", ""].map(str::to_owned)));
    let line = |index: usize| {
        let reading = row.readings.get(index).map_or("", |it| it.reading);
        let (clause, kind) = if index == 0 { (row.clause, kind) } else { ("", "") };
        let [rule, evidence, source, trace] = cited.get(index).cloned().unwrap_or_default();
        let [clause, kind, reading] = [clause, kind, reading].map(str::to_owned);
        [clause, kind, reading, rule, evidence, source, trace]
    };
    (0..cited.len().max(row.readings.len())).map(line).collect()
}
