//! A divergence as a person reads it: what was seen where, what was allowed, by which rule, what
//! would make it allowed, and the command that repeats it.
//!
//! It words what the oracle found and adds no judgement of its own.

use model::dialect::{Clause, Dialect, Permits};
use model::oracle::{Judgement, Observation};

use super::history::{Row, clean};
use super::nearest::Nearest;
use super::rules::{question_of, rules_in};
use super::statement::told;
use super::table::table;

/// Rules, clauses or differences that are listed before the rest is counted.
const LISTED: usize = 8;

/// A forbidden answer and all that is told about it.
pub(super) struct Divergence<'a> {
    pub(super) file: &'a str,
    pub(super) line: u64,
    pub(super) call: Option<u64>,
    pub(super) dialect: &'a Dialect,
    pub(super) judgement: &'a Judgement,
    /// The calls around it, the forbidden one among them.
    pub(super) history: &'a [Row],
    pub(super) nearest: &'a Nearest,
    /// The command that repeats it.
    pub(super) command: &'a str,
    /// The columns there are, if a terminal shows this.
    pub(super) width: Option<u16>,
}

impl Divergence<'_> {
    /// The whole text, without a line feed at its end.
    pub(super) fn text(&self) -> String {
        let mut text = format!("\n{}\n{}\n", self.title(), self.table());
        self.answers(&mut text);
        self.reasons(&mut text);
        self.remedies(&mut text);
        if let Some(continuing) = &self.judgement.continuing {
            text.push_str(&format!("  {continuing}\n"));
        }
        text.push_str(&format!("  repeat      {}\n", self.command));
        text
    }

    fn title(&self) -> String {
        let rules = shortened(self.judgement.rules.iter().map(|it| (*it).to_owned()), ", ");
        let rules = if rules.is_empty() { "no rule permits it".to_owned() } else { rules };
        let call = self.call.map_or(String::new(), |it| format!(" call {it},"));
        format!("{}:{}: forbidden:{call} {rules} ({})", self.file, self.line, self.dialect)
    }

    fn table(&self) -> String {
        let rows = self.history.iter().map(|row| {
            let is_it = row.end == Some(self.line);
            [
                format!("{}{}", if is_it { "> " } else { "  " }, lines(row)),
                row.client.clone(),
                row.request.clone(),
                row.answer.clone(),
            ]
        });
        let width = self.width.map(|it| it.saturating_sub(2));
        indented(&table(&["  line", "client", "request", "answer"], rows, width, 1))
    }

    fn answers(&self, text: &mut String) {
        text.push_str(&described("observed", &self.judgement.observed));
        for (index, allowed) in self.judgement.allowed.iter().enumerate() {
            text.push_str(&described(if index == 0 { "allowed" } else { "or" }, allowed));
        }
        let mismatches = self.judgement.mismatches.iter().take(LISTED);
        for (index, it) in mismatches.enumerate() {
            let label = if index == 0 { "differs" } else { "" };
            let (expected, observed) = (clean(&it.expected), clean(&it.observed));
            let what = clean(&it.what);
            text.push_str(&format!(
                "  {label:<12}{what}: expected {expected}, observed {observed}\n"
            ));
        }
    }

    fn reasons(&self, text: &mut String) {
        let clauses = involved(self.dialect, self.judgement);
        for clause in clauses.iter().take(LISTED) {
            let row = self.dialect.row(*clause);
            let about = clause.about();
            let permitted = permitted(self, *clause);
            text.push_str(&format!("  {}: {about} {permitted}\n", clause.name()));
            for id in rules_in(row).into_iter().chain(question_of(row)) {
                for line in told(id) {
                    text.push_str(&format!("    {line}\n"));
                }
            }
        }
        if clauses.len() > LISTED {
            text.push_str(&format!("  and {} more clauses\n", clauses.len() - LISTED));
        }
    }

    fn remedies(&self, text: &mut String) {
        let Nearest { readings, dialects, is_partial } = self.nearest;
        let by_reading = readings.iter().map(|(clause, reading)| {
            let name = clause.readings()[usize::from(*reading)];
            format!("{} were `{name}`", clause.name())
        });
        let by_dialect = dialects.iter().map(|it| format!("the dialect were {it}"));
        let all: Vec<_> = by_reading.chain(by_dialect).collect();
        let tried = match (all.is_empty(), is_partial) {
            (true, true) => "nothing that was tried (not every reading was)",
            (true, false) => {
                "nothing: no other reading of a single clause permits it, and no other dialect"
            }
            (false, true) => "(not every other reading was tried)",
            (false, false) => "",
        };
        let listed = all.iter().take(LISTED).map(String::as_str);
        for (index, it) in listed.chain(Some(tried).filter(|it| !it.is_empty())).enumerate() {
            let label = if index == 0 { "allowed if" } else { "" };
            text.push_str(&format!("  {label:<12}{it}\n"));
        }
    }
}

/// The clauses that an answer fell foul of: those the nearest outcome names or, where it names
/// none, the rows of the rules that exclude it.
pub(super) fn involved(dialect: &Dialect, judgement: &Judgement) -> Vec<Clause> {
    let mut named: Vec<_> = judgement
        .mismatches
        .iter()
        .flat_map(|it| it.why.readings().map(|(clause, _)| clause))
        .collect();
    named.sort_unstable();
    named.dedup();
    if !named.is_empty() {
        return named;
    }
    let rows = dialect.rows().iter();
    let cited = rows.filter(|row| rules_in(row).iter().any(|it| judgement.rules.contains(it)));
    cited.map(|row| row.clause).collect()
}

/// What a row permits, in words.
fn permitted(it: &Divergence<'_>, clause: Clause) -> String {
    let row = it.dialect.row(clause);
    let names: Vec<_> =
        row.readings().iter().map(|it| clause.readings()[usize::from(*it)]).collect();
    let names = names.join("`, `");
    match row.permits {
        Permits::Documented(_) => format!("Documented: `{names}`."),
        Permits::Contradicted(_) => format!("The documents say all of `{names}`."),
        Permits::Open { question, .. } => format!("Open ({question}): `{names}`."),
        Permits::NotOffered(_) => format!("Not offered, which leaves `{names}`."),
    }
}

/// An answer, its status first.
fn described(label: &str, it: &Observation) -> String {
    let code = it.code.as_deref().map_or(String::new(), |code| format!(" {}", clean(code)));
    let mut text = format!("  {label:<12}{}{code}\n", it.status);
    for (name, value) in &it.headers {
        text.push_str(&format!("              {}: {}\n", clean(name), clean(value)));
    }
    if let Some(body) = &it.body {
        text.push_str(&format!("              body: {}\n", clean(body)));
    }
    text
}

/// The lines a call stands on.
pub(super) fn lines(row: &Row) -> String {
    match row.end {
        Some(end) if end != row.line => format!("{}–{end}", row.line),
        Some(_) => row.line.to_string(),
        None => format!("{}–", row.line),
    }
}

/// The first of `items`, and how many more there are.
pub(super) fn shortened(items: impl Iterator<Item = String>, separator: &str) -> String {
    let items: Vec<_> = items.collect();
    let rest = items.len().saturating_sub(LISTED);
    let shown = items[..items.len() - rest].join(separator);
    if rest == 0 { shown } else { format!("{shown} and {rest} more") }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
