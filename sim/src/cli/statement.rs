//! A rule as it is told: its sentence, how well it is attested, and where a reader finds it.
//!
//! The sentences and the pages are the catalogue's; nothing here words a rule.

use model::dialect::rules::{Page, Question, Rule};
use serde::Serialize;

use super::witness::Witnesses;

/// A rule with all that is known of it.
#[derive(Debug, Serialize)]
pub(super) struct Statement {
    pub(super) rule: &'static str,
    pub(super) says: &'static str,
    pub(super) evidence: &'static str,
    /// The families or releases whose pages it was seen in; empty where it was inferred.
    pub(super) seen_in: &'static str,
    pub(super) sources: Vec<Source>,
    /// The traces named for it, if there is a folder of traces.
    pub(super) traces: Option<Vec<String>>,
}

/// What a rule rests on: a page or, without a title, another rule.
#[derive(Debug, Serialize)]
pub(super) struct Source {
    pub(super) id: &'static str,
    pub(super) title: Option<&'static str>,
}

impl Statement {
    pub(super) fn of(rule: &Rule, witnesses: &Witnesses) -> Self {
        let title = |id| Page::named(id).map(|page| page.title);
        Self {
            rule: rule.id,
            says: rule.says,
            evidence: rule.evidence.as_str(),
            seen_in: rule.seen_in,
            sources: rule.sources().map(|id| Source { id, title: title(id) }).collect(),
            traces: witnesses.of(rule.id),
        }
    }

    /// The rule, the pages by name and the traces by path.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{}: {}\n", self.rule, self.says);
        let seen = [self.evidence, self.seen_in].into_iter().filter(|it| !it.is_empty());
        text += &labelled("evidence", [seen.collect::<Vec<_>>().join(", seen in ")]);
        let sources = self.sources.iter().map(|it| match it.title {
            Some(title) => format!("{}: {title}", it.id),
            None => it.id.to_owned(),
        });
        text += &labelled("source", sources);
        text + &labelled("traces", self.traces.iter().flatten().cloned())
    }
}

/// Lines of which the first bears a label.
fn labelled(label: &str, lines: impl IntoIterator<Item = String>) -> String {
    let labels = [label].into_iter().chain(std::iter::repeat(""));
    lines.into_iter().zip(labels).map(|(line, label)| format!("  {label:<10}{line}\n")).collect()
}

/// What a rule or a question says and where it is found, in one line each.
pub(super) fn told(id: &str) -> Vec<String> {
    if let Some(question) = Question::named(id) {
        return vec![format!("{id}: {}", question.asks)];
    }
    let Some(rule) = Rule::named(id) else { return vec![id.to_owned()] };
    let mut sources = rule.sources();
    let first = sources.next().map(|id| match Page::named(id) {
        Some(page) => format!("{} ({id})", page.title),
        None => id.to_owned(),
    });
    let sources: Vec<_> = first.into_iter().chain(sources.map(str::to_owned)).collect();
    let source = if sources.is_empty() { "no page".to_owned() } else { sources.join(", ") };
    vec![format!("{id}: {}", rule.says), format!("  {}: {source}", rule.evidence)]
}
