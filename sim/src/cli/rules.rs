//! `rules`: what the dialects say, row by row, and where one rule stands.
//!
//! The text is that of the tables: a clause's sentence, the names of its readings, the ids of the
//! rules. The documents themselves are not in this program.

use clap::Args;
use clap::builder::PossibleValuesParser;
use model::dialect::{Clause, Dialect, NAMES, Permits, Row};
use serde::Serialize;

use super::console::Console;
use super::judging::without_rulebook;
use super::table::table;
use super::{Exit, Format, machine};

/// Lists a dialect's rows, or explains one rule
///
/// A row answers one question of the specification, a clause. It is documented, contradicted (the
/// documents say several things), open (they are silent: the candidates, the default first) or
/// not_offered. Without --dialect every dialect with a rulebook is listed.
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

impl Rules {
    pub(super) fn run(&self, console: &mut Console) -> Exit {
        let named = self.dialect.as_deref();
        if let Some(name) = named.filter(|it| Dialect::named(it).is_none()) {
            console.complain(format_args!("copyspec: {}", without_rulebook(name)));
            return Exit::Refused;
        }
        let dialects = Dialect::all().iter().filter(|it| named.is_none_or(|name| name == it.name));
        let books: Vec<(&'static str, Vec<Entry>)> =
            dialects.map(|it| (it.name, self.chosen(it))).collect();
        if let Some(id) = self.id.as_ref().filter(|_| books.iter().all(|it| it.1.is_empty())) {
            let place = named.map_or("any rulebook".to_owned(), |it| format!("the one of {it}"));
            console.complain(format_args!(
                "copyspec: `{id}` stands in no row of {place}; expected a rule, a question or a \
                 clause that `copyspec rules` lists"
            ));
            return Exit::Refused;
        }
        for (dialect, entries) in &books {
            match self.format {
                Format::Json => entries.iter().for_each(|it| console.say(machine::line(it))),
                Format::Text if entries.is_empty() => {}
                Format::Text if self.id.is_some() => {
                    console.say(format_args!("{dialect}"));
                    entries.iter().for_each(|it| console.say(it.explained()));
                }
                Format::Text => console.say(listed(dialect, entries, console.width)),
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
        let start = format!("{}-", id.trim_end_matches('-').to_ascii_uppercase());
        all().filter(|it| it.ids().iter().any(|it| it.starts_with(&start))).collect()
    }
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
fn listed(dialect: &str, entries: &[Entry], width: Option<u16>) -> String {
    let rows = entries.iter().filter_map(Entry::row).map(|(row, kind)| {
        let readings: Vec<_> = row.readings.iter().map(|it| it.reading).collect();
        let ids: Vec<_> = row.rules.iter().copied().chain(row.question).collect();
        [row.clause.to_owned(), kind.to_owned(), readings.join("\n"), ids.join("\n")]
    });
    let mut text =
        format!("{dialect}\n{}\n", table(&["clause", "is", "reading", "rules"], rows, width, 1));
    for entry in entries.iter().filter(|it| it.row().is_none()) {
        text += &format!("{}\n", entry.explained());
    }
    text
}
