//! A dialect: for every clause the readings one vendor's documents permit, and why.
//!
//! A **clause** is one decision of the specification, an enum of **readings**; [`clause`] lists
//! them all. A dialect is a table of **rows**, one per clause. A row is *documented* (one
//! reading, with the rules that state it), *contradicted* (the manual says several things, all of
//! them are permitted and a verdict names the contradiction), *open* (the manual is silent:
//! candidates, the default first, and the question's id), or *not offered* (the vendor has
//! nothing the clause is about). Replacing a row is a mutant; comparing two tables row by row
//! compares two services.
//!
//! A vendor's editions share one table. Where they differ, a clause has several rows beside each
//! other, each with the [`Editions`] it holds for, so that the history of a sentence is read on
//! neighbouring lines. Nothing outside the tables asks for an edition.
//!
//! Rows cite rules by their ids; [`rules`] is the catalogue of what they say.
//!
//! Vendors are named in the files below this one and nowhere else.

use std::fmt;
use std::sync::LazyLock;

use crate::wire::{Operation, Request};

pub mod clause;
mod hcp;
mod obs;
pub mod rules;
#[cfg(test)]
mod tests;

pub use clause::{Clause, Reading, Refusal};
use rules::Catalogue;

/// Rule ids, written out in full.
pub type Rules = &'static [&'static str];

/// A set of readings of one clause, one bit each, in the clause's own order.
pub type Candidates = u32;

/// The editions of a vendor's documents that a row holds for, one bit each, the oldest lowest.
pub type Editions = u8;

/// What a dialect permits for one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permits {
    /// The documents state it.
    Documented(u8),
    /// The documents state several things; each with the rules that say so.
    Contradicted(Vec<(u8, Rules)>),
    /// The documents are silent.
    Open {
        /// The question's id.
        question: &'static str,
        /// The readings it may have, the default first.
        candidates: Vec<u8>,
    },
    /// The vendor has nothing the clause is about, which leaves this reading.
    NotOffered(u8),
}

impl Permits {
    /// The readings, the default first, and as a set.
    fn readings(&self) -> (Vec<u8>, Candidates) {
        let readings = match self {
            Self::Documented(reading) | Self::NotOffered(reading) => vec![*reading],
            Self::Contradicted(sides) => sides.iter().map(|(reading, _)| *reading).collect(),
            Self::Open { candidates, .. } => candidates.clone(),
        };
        let set = readings.iter().fold(0, |set, reading| set | 1 << reading);
        (readings, set)
    }
}

/// One row of a dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The decision the row answers.
    pub clause: Clause,
    /// The readings permitted.
    pub permits: Permits,
    /// The rules that stand in the row.
    pub rules: Vec<&'static str>,
    /// The editions it holds for.
    editions: Editions,
    /// Rules that only some of these state.
    cited: Vec<(Editions, Rules)>,
    /// The readings permitted, the default first, and as a set.
    readings: (Vec<u8>, Candidates),
}

impl Row {
    /// The readings permitted, as a set.
    pub fn candidates(&self) -> Candidates {
        self.readings.1
    }

    /// The readings permitted, the default first.
    pub fn readings(&self) -> &[u8] {
        &self.readings.0
    }

    /// The rules that state `reading`.
    pub fn rules_for(&self, reading: u8) -> impl Iterator<Item = &'static str> {
        let side = match &self.permits {
            Permits::Contradicted(sides) => {
                sides.iter().find(|(it, _)| *it == reading).map_or(&[][..], |(_, rules)| rules)
            }
            _ => &[],
        };
        let question = match &self.permits {
            Permits::Open { question, .. } => Some(*question),
            _ => None,
        };
        self.rules.iter().chain(side).copied().chain(question)
    }

    /// This row for some editions; other rows stand beside it for the others.
    fn only(self, editions: Editions) -> Self {
        Self { editions, ..self }
    }

    /// This row for `edition` and those after it.
    fn since(self, edition: Editions) -> Self {
        self.only(since(edition))
    }

    /// This row for `edition` and those before it.
    fn until(self, edition: Editions) -> Self {
        self.only(until(edition))
    }

    /// This row, where some `editions` state more rules for the same reading than the others.
    fn citing(mut self, editions: Editions, rules: Rules) -> Self {
        self.cited.push((editions, rules));
        self
    }

    /// What stands in it for one edition.
    fn of(&self, edition: Editions) -> Self {
        let cited = self.cited.iter().filter(|(editions, _)| editions & edition != 0);
        let mut rules = self.rules.clone();
        rules.extend(cited.flat_map(|(_, rules)| *rules));
        Self { rules, cited: Vec::new(), ..self.clone() }
    }
}

/// `edition` and those after it.
const fn since(edition: Editions) -> Editions {
    !(edition - 1)
}

/// `edition` and those before it.
const fn until(edition: Editions) -> Editions {
    edition | (edition - 1)
}

fn row(clause: Clause, permits: Permits, rules: Rules) -> Row {
    let rules = rules.to_vec();
    let readings = permits.readings();
    Row { clause, permits, rules, editions: Editions::MAX, cited: Vec::new(), readings }
}

/// A row the documents settle.
fn documented<R: Reading>(reading: R, rules: Rules) -> Row {
    row(R::CLAUSE, Permits::Documented(reading.index()), rules)
}

/// A row on which the documents contradict themselves.
fn contradicted<R: Reading>(sides: &[(R, Rules)]) -> Row {
    let sides = sides.iter().map(|(reading, rules)| (reading.index(), *rules)).collect();
    row(R::CLAUSE, Permits::Contradicted(sides), &[])
}

/// A row the documents leave open: the default stands first.
fn open<R: Reading>(candidates: &[R], question: &'static str, rules: Rules) -> Row {
    let candidates = candidates.iter().map(|it| it.index()).collect();
    row(R::CLAUSE, Permits::Open { question, candidates }, rules)
}

/// A row about something the vendor does not have.
fn not_offered<R: Reading>(reading: R) -> Row {
    row(R::CLAUSE, Permits::NotOffered(reading.index()), &[])
}

/// A rule that no row decides because it follows from others.
#[derive(Clone, Copy, Debug)]
pub struct Follows {
    /// The rule.
    pub rule: &'static str,
    /// What it follows from.
    pub from: Rules,
}

/// A rule about something that a history of these requests cannot show, which no row decides.
#[derive(Clone, Copy, Debug)]
pub struct Unmodelled {
    /// The rule.
    pub rule: &'static str,
    /// Why no answer tells whether it is kept.
    pub reason: &'static str,
}

/// How a dialect spells what it says on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Wire {
    /// What stands before vendor header names, `x-amz-`.
    pub prefix: &'static str,
    /// The namespace of XML answers.
    pub namespace: &'static str,
    /// The prolog of XML answers.
    pub declaration: &'static str,
    /// The prolog of error documents.
    pub error_declaration: &'static str,
    /// The media type of XML answers.
    pub xml_type: &'static str,
    /// The header that names the error where an answer has no body.
    pub error_code_header: &'static str,
    /// Whether the documents name that type on every answer of a copy.
    pub xml_type_compared: bool,
    /// Headers that every answer carries, beside `Date` and the request ids.
    pub fixed: &'static [(&'static str, &'static str)],
    /// Whether XML answers are sent in chunks, without a length.
    pub chunked: bool,
    /// Whether answers name a request id and a second id beside it.
    pub request_ids: bool,
    /// Indentation of elements where the request asks for it.
    pub pretty_indent: usize,
    /// Whether version ids are integers that grow within a key.
    pub integer_ids: bool,
    /// What lists call the owner of an object without one, where the documents say it.
    pub nobody: Option<&'static str>,
    /// The scheme of `Authorization` that clients sign with.
    pub scheme: &'static str,
    /// What stands before the headers of the service's other family of requests, if it has one.
    pub foreign_prefix: Option<&'static str>,
    /// The header that tells the message of an error without a body, where answers wear it and the
    /// one that names its code.
    pub error_message_header: Option<&'static str>,
    /// The messages that samples print, by error code; of any other the code is its own message.
    pub messages: &'static [(&'static str, &'static str)],
    /// Whether an error document names the bucket that is missing.
    pub error_names_bucket: bool,
    /// Whether access control lists name their grantees without a type, and say whether grants of
    /// the bucket reach the object.
    pub plain_grantees: bool,
    /// What stands before headers that S3 does not have; empty where there are none.
    pub extension: &'static str,
    /// What `Authorization` calls the vendor's own scheme.
    pub own_scheme: &'static str,
    /// What it calls classes, kinds of encryption and the settings of a bucket.
    pub names: Names,
    /// The operations it describes beside those that every dialect does.
    pub offers: &'static [Operation],
}

/// The values that families of requests spell each in their own way.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// The kind of encryption by a key of the key management service.
    pub kms: &'static str,
    /// The header that names such a key, behind the prefix.
    pub kms_key: &'static str,
    /// Whether answers name such a key by region and domain, however the request did.
    pub kms_key_in_full: bool,
    /// The kind of encryption by the service's own keys, where requests may ask for it.
    pub service_keys: Option<&'static str>,
    /// The scheme of `Authorization` that some requests may not be signed by.
    pub old_scheme: Option<&'static str>,
    /// Classes of another family's name, each with its own.
    pub classes: &'static [(&'static str, &'static str)],
    /// The parameter that addresses the default class of a bucket, and the elements around it.
    pub bucket_class: (&'static str, &'static [&'static str]),
}

impl Names {
    /// The own name of a class, whichever family named it.
    pub fn class<'a>(&self, name: &'a str) -> &'a str {
        self.classes.iter().find(|(other, _)| *other == name).map_or(name, |(_, own)| own)
    }
}

impl Wire {
    /// How far elements are indented where the request does not ask for it.
    pub fn default_indent(&self) -> Option<usize> {
        (!self.chunked).then_some(0)
    }
}

/// One vendor's table.
#[derive(Clone, Debug)]
pub struct Dialect {
    /// The name traces give it.
    pub name: &'static str,
    /// How it spells its answers.
    pub wire: Wire,
    rows: Vec<Row>,
    /// Rules that follow from others.
    pub follows: Vec<Follows>,
    /// Rules about what no answer shows.
    pub unmodelled: Vec<Unmodelled>,
    catalogue: &'static Catalogue,
}

/// All that one vendor's documents say, edition by edition.
struct Vendor {
    /// The name traces give each edition, and how it spells its answers.
    editions: Vec<(Editions, &'static str, Wire)>,
    rows: Vec<Row>,
    follows: Vec<Follows>,
    unmodelled: Vec<Unmodelled>,
}

impl Vendor {
    fn dialects(&self, catalogue: &'static Catalogue) -> impl Iterator<Item = Dialect> {
        let editions = self.editions.iter();
        editions.map(move |(edition, name, wire)| self.dialect(*edition, name, *wire, catalogue))
    }

    /// The rows of one edition, which name every clause exactly once.
    fn dialect(
        &self,
        edition: Editions,
        name: &'static str,
        wire: Wire,
        catalogue: &'static Catalogue,
    ) -> Dialect {
        let row = |clause: &Clause| {
            let holds = |row: &&Row| row.clause == *clause && row.editions & edition != 0;
            let mut rows = self.rows.iter().filter(holds);
            match (rows.next(), rows.next()) {
                (Some(row), None) => row.of(edition),
                (None, _) => panic!("{name}: no row for clause {}", clause.name()),
                (Some(_), Some(_)) => panic!("{name}: two rows for clause {}", clause.name()),
            }
        };
        let rows = Clause::ALL.iter().map(row).collect();
        let (follows, unmodelled) = (self.follows.clone(), self.unmodelled.clone());
        Dialect { name, wire, rows, follows, unmodelled, catalogue }
    }
}

/// Every dialect name a trace may give, whether or not its table is built.
pub const NAMES: [&str; 8] =
    ["obs-s3-seed", "obs-s3", "obs-native", "hcp-7", "hcp-8.2", "hcp-9.0", "hcp-9.7", "s3"];

/// What setups call encryption by a service's own keys, whatever the vendor.
pub const SERVICE_KEYS: [&str; 2] = ["s3", "obs"];

static BUILT: LazyLock<Vec<Dialect>> = LazyLock::new(|| {
    let vendors =
        [(obs::vendor(), &rules::obs::CATALOGUE), (hcp::vendor(), &rules::hcp::CATALOGUE)];
    vendors.iter().flat_map(|(vendor, catalogue)| vendor.dialects(catalogue)).collect()
});

impl Dialect {
    /// The dialect called `name`, if its table is built.
    pub fn named(name: &str) -> Option<&'static Self> {
        BUILT.iter().find(|it| it.name == name)
    }

    /// Every dialect whose table is built.
    pub fn all() -> &'static [Self] {
        &BUILT
    }

    /// The rows, in the order of the clauses.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What stands for `clause`.
    pub fn row(&self, clause: Clause) -> &Row {
        &self.rows[clause as usize]
    }

    /// This dialect with `permits` in the row of `clause`: a mutant, or a service of known nature.
    #[must_use]
    pub fn with(&self, clause: Clause, permits: Permits) -> Self {
        let mut mutant = self.clone();
        let row = &mut mutant.rows[clause as usize];
        row.readings = permits.readings();
        row.permits = permits;
        mutant
    }

    /// What a request asks for, as far as this dialect describes it.
    pub fn operation(&self, request: &Request) -> Operation {
        let operation = request.operation(self.wire.prefix);
        let class = matches!(operation, Operation::GetBucketClass | Operation::PutBucketClass);
        let own_name = !class || request.query.has(self.wire.names.bucket_class.0);
        match operation.scope_where_not_offered() {
            Some(scope) if !own_name || !self.wire.offers.contains(&operation) => {
                Operation::Unmodelled(scope)
            }
            _ => operation,
        }
    }

    /// The clause of that name, if this dialect leaves it more than one reading.
    pub fn question(&self, name: &str) -> Option<Clause> {
        let clause = Clause::ALL.iter().copied().find(|it| it.name() == name)?;
        (self.row(clause).candidates().count_ones() > 1).then_some(clause)
    }

    /// Whether the documents say several things about `clause`.
    pub fn is_contradicted(&self, clause: Clause) -> bool {
        matches!(self.row(clause).permits, Permits::Contradicted(_))
    }

    /// The clauses this dialect leaves more than one reading.
    pub fn questions(&self) -> impl Iterator<Item = Clause> {
        Clause::ALL.iter().copied().filter(|it| self.row(*it).candidates().count_ones() > 1)
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
