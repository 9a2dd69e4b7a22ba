//! The catalogue: what every rule says, how well it is attested, and on which page it is found.
//!
//! A row of a dialect cites rules by their ids; here an id becomes a sentence. A sentence is a
//! reminder of the page in words of our own and decides nothing: what is permitted is decided by
//! the rows alone, and no stage of the model reads this.

use std::fmt;

use super::Dialect;

pub(super) mod hcp;
pub(super) mod obs;

/// How well a rule is attested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Stated by the page that the vendor's first dialect starts from.
    Seed,
    /// Stated by another page of the vendor.
    Doc,
    /// Stated so, and found again by computing with the bytes that samples print.
    Calculated,
    /// Seen in the source, the tests or the issues of an SDK.
    Sdk,
    /// Stated nowhere: it follows from other rules or is what comparable services do.
    Inferred,
}

impl Evidence {
    /// Its name in lists and in output for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seed => "seed",
            Self::Doc => "doc",
            Self::Calculated => "doc+calc",
            Self::Sdk => "sdk",
            Self::Inferred => "inferred",
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One rule of a vendor's rulebook.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What rows, traces and verdicts call it.
    pub id: &'static str,
    /// The families of requests or the releases whose pages it was seen in; empty where none was.
    pub seen_in: &'static str,
    /// How well it is attested.
    pub evidence: Evidence,
    /// What it says, in one sentence.
    pub says: &'static str,
    sources: &'static str,
}

impl Rule {
    /// The rule of that id, whoever's it is.
    pub fn named(id: &str) -> Option<&'static Self> {
        all().flat_map(|it| it.rules).find(|it| it.id == id)
    }

    /// Where it is found: ids of [pages](Page) or, where it is inferred, of rules.
    pub fn sources(&self) -> impl Iterator<Item = &'static str> {
        self.sources.split_ascii_whitespace()
    }

    const fn says(self, says: &'static str) -> Self {
        Self { says, ..self }
    }
}

const fn rule(
    id: &'static str,
    seen_in: &'static str,
    evidence: Evidence,
    sources: &'static str,
) -> Rule {
    Rule { id, seen_in, evidence, says: "", sources }
}

/// Something the documents leave open or contradict themselves in.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// What rows and verdicts call it.
    pub id: &'static str,
    /// The question, in one sentence. Several clauses may each ask a part of it.
    pub asks: &'static str,
}

impl Question {
    /// The question of that id, whoever's documents raise it.
    pub fn named(id: &str) -> Option<&'static Self> {
        all().flat_map(|it| it.questions).find(|it| it.id == id)
    }
}

const fn asks(id: &'static str, asks: &'static str) -> Question {
    Question { id, asks }
}

/// A page, or whatever else a rule was read in.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// What rules call it.
    pub id: &'static str,
    /// The document and where in it the page stands, so that a reader finds it.
    pub title: &'static str,
}

impl Page {
    /// The page of that id.
    pub fn named(id: &str) -> Option<&'static Self> {
        all().flat_map(|it| it.pages).find(|it| it.id == id)
    }
}

const fn page(id: &'static str, title: &'static str) -> Page {
    Page { id, title }
}

/// All that is known of one vendor's documents, beside the rows.
#[derive(Debug)]
pub(super) struct Catalogue {
    rules: &'static [Rule],
    questions: &'static [Question],
    pages: &'static [Page],
}

/// The rules of the vendor whose dialect this is, those too that it has no row for.
pub fn rules_of(dialect: &Dialect) -> &'static [Rule] {
    dialect.catalogue.rules
}

/// The questions that this vendor's documents raise.
pub fn questions_of(dialect: &Dialect) -> &'static [Question] {
    dialect.catalogue.questions
}

/// The pages that this vendor's rules were read in.
pub fn pages_of(dialect: &Dialect) -> &'static [Page] {
    dialect.catalogue.pages
}

fn all() -> impl Iterator<Item = &'static Catalogue> {
    [&obs::CATALOGUE, &hcp::CATALOGUE].into_iter()
}
