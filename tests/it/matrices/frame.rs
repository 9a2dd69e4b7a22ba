//! The words in which matrices are written: a service holds a setup, a request is sent to it, a
//! cell is what may come of that. Nothing here knows a vendor or a rule.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use model::copy::Instants;
use model::dialect::{Candidates, Clause, Dialect, Permits, SERVICE_KEYS};
use model::http::{Body, Headers, HttpRequest};
use model::name::Timestamp;
use model::oracle::initial_store;
use model::permitted::{Assumptions, Call, Credentials, Outcome, Permitted, merge_assumptions};
use model::reply::{BodyPattern, Header};
use model::step::step;
use model::store::{Field, Principal, Span, Store};
use model::trace::{Known, Trace};
use model::wire::Request;
use serde_json::{Value, json};

use super::words::{Telling, answer, change};

/// When every request is sent.
pub(super) const NOW: &str = "2026-03-02T08:00:00.000Z";

/// Two accounts that are not `owner`, and `owner`, to whom buckets belong that name nobody else.
pub(super) const ACCOUNTS: [&str; 3] = ["owner", "reader", "stranger"];

/// What a request says; `{p}` stands for what the dialect puts before its headers.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    method: &'static str,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
    account: Option<&'static str>,
    credentials: Credentials,
}

impl Ask {
    /// A request of `owner`.
    pub(super) fn new(method: &'static str, target: &str) -> Self {
        Self {
            method,
            target: target.to_owned(),
            headers: Vec::new(),
            body: String::new(),
            account: Some(ACCOUNTS[0]),
            credentials: Credentials::Valid,
        }
    }

    /// A copy from `source` to `target`.
    pub(super) fn copy(source: &str, target: &str) -> Self {
        Self::new("PUT", target).with("{p}copy-source", source)
    }

    /// This with one header more.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// This with the headers of one value of an axis.
    #[must_use]
    pub(super) fn with_all(self, headers: &[(&str, &str)]) -> Self {
        headers.iter().fold(self, |ask, (name, value)| ask.with(name, value))
    }

    /// This with a body.
    #[must_use]
    pub(super) fn saying(mut self, body: &str) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    /// This, sent by somebody else; by nobody where `None`.
    #[must_use]
    pub(super) fn by(mut self, account: Option<&'static str>) -> Self {
        self.account = account;
        self
    }

    /// This, signed otherwise than well.
    #[must_use]
    pub(super) fn signed(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    fn request(&self, dialect: &Dialect) -> Request {
        let spelled = |text: &str| text.replace("{p}", dialect.wire.prefix);
        let fields = self.headers.iter().map(|(name, value)| (spelled(name), spelled(value)));
        let body = if self.body.is_empty() { Body::empty() } else { self.body.as_str().into() };
        let http = HttpRequest {
            method: self.method.to_owned(),
            target: self.target.clone(),
            headers: Headers(fields.collect()),
            body,
        };
        Request::decode(&http, None)
    }
}

/// The store that holds these buckets, as the setup of a trace declares them.
pub(super) fn store(dialect: &Dialect, buckets: &Value) -> Store {
    let accounts: Vec<_> = ACCOUNTS.iter().map(|name| json!({"name": name})).collect();
    let header = json!({
        "trace": 1, "dialect": dialect.name, "origin": "a cell of a matrix",
        "setup": {
            "accounts": accounts,
            "keys": [
                {"id": "enabled"},
                {"id": "disabled", "state": "disabled"},
                {"id": "deleted", "state": "deleted"},
            ],
            "buckets": buckets,
        },
    });
    let known = Known { dialects: &[dialect.name], service_keys: &SERVICE_KEYS, instead: None };
    let trace = Trace::read("matrix", header.to_string().as_bytes(), &known);
    initial_store(&trace.unwrap_or_else(|errors| panic!("{errors:?}\n{header:#}")).header.setup)
}

/// Everything a service of which `known` is known may do with a request.
fn outcomes(dialect: &Dialect, known: &Assumptions, store: &Store, ask: &Ask) -> Option<Permitted> {
    let request = ask.request(dialect);
    let account = |name: &str| Principal::Account(name.into());
    let call = Call {
        number: 0,
        principal: &ask.account.map_or(Principal::Anonymous, account),
        credentials: ask.credentials,
        request: &request,
        window: Span::exactly(Timestamp::parse_rfc3339(NOW).expect("an instant")),
    };
    step(dialect, known, Instants { read: store, write: store }, &call)
}

/// The cells of one matrix under every dialect of a vendor.
pub(super) struct Matrix {
    dialects: Vec<&'static Dialect>,
    fields: &'static [Field],
    headers: &'static [Header],
    settled: Vec<(&'static str, &'static str)>,
    late: bool,
    names: Vec<(String, String)>,
    text: String,
    /// The clauses on which some cell hangs.
    asked: BTreeSet<Clause>,
}

impl Matrix {
    /// An empty matrix of the dialects whose names start with `vendor`.
    pub(super) fn of(vendor: &str) -> Self {
        let dialects = Dialect::all().iter().filter(|it| it.name.starts_with(vendor));
        Self {
            dialects: dialects.collect(),
            fields: &[],
            headers: &[],
            settled: Vec::new(),
            late: false,
            names: Vec::new(),
            text: String::new(),
            asked: BTreeSet::new(),
        }
    }

    /// This, telling these fields of what is written.
    pub(super) fn telling(mut self, fields: &'static [Field]) -> Self {
        self.fields = fields;
        self
    }

    /// This, telling these headers of answers.
    pub(super) fn heading(mut self, headers: &'static [Header]) -> Self {
        self.headers = headers;
        self
    }

    /// This, calling something long by a short name.
    pub(super) fn calling(mut self, long: impl Into<String>, short: impl Into<String>) -> Self {
        self.names.push((long.into(), short.into()));
        self
    }

    /// From here on for services that read `question` so, where that is open at all.
    pub(super) fn settle(&mut self, question: &'static str, reading: &'static str) {
        self.settled.push((question, reading));
    }

    /// From here on for any service again.
    pub(super) fn unsettle(&mut self) {
        self.settled.clear();
    }

    /// What is known of a service of this dialect.
    fn known(&self, dialect: &Dialect) -> Assumptions {
        let mut known = Assumptions::default();
        for (question, reading) in &self.settled {
            let Some(clause) = dialect.question(question) else { continue };
            let index = clause.readings().iter().position(|it| it == reading);
            let bit = 1 << index.unwrap_or_else(|| panic!("{question} has no reading {reading}"));
            assert_ne!(
                dialect.row(clause).candidates() & bit,
                0,
                "{dialect}: {question}={reading}"
            );
            known.narrow(dialect, clause, bit);
        }
        known
    }

    /// This, telling also of copies that fail after their 200.
    pub(super) fn failing_late(mut self) -> Self {
        self.late = true;
        self
    }

    /// Starts a part of the matrix.
    pub(super) fn part(&mut self, title: &str) {
        let gap = if self.text.is_empty() { "" } else { "\n" };
        let settled =
            self.settled.iter().map(|(question, reading)| format!("{question}={reading}"));
        let settled: Vec<_> = settled.collect();
        let given = if settled.is_empty() { "" } else { ", given " };
        writeln!(self.text, "{gap}== {title}{given}{}", settled.join(", "))
            .expect("a string takes every line");
    }

    /// A line that is no cell.
    pub(super) fn remark(&mut self, line: &str) {
        writeln!(self.text, "{line}").expect("a string takes every line");
    }

    /// One cell: what every dialect permits where a service holds `buckets` and gets `ask`.
    pub(super) fn cell(&mut self, name: &str, buckets: &Value, ask: &Ask) {
        self.cell_by(name, |_| (buckets.clone(), ask.clone()));
    }

    /// As [`Matrix::cell`], where dialects spell the same thing differently.
    pub(super) fn cell_by(&mut self, name: &str, cell: impl Fn(&Dialect) -> (Value, Ask)) {
        let mut groups: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
        for dialect in self.dialects.clone() {
            let (buckets, ask) = cell(dialect);
            let lines = self.lines(dialect, &store(dialect, &buckets), &ask);
            match groups.iter_mut().find(|(_, known)| *known == lines) {
                Some((names, _)) => names.push(dialect.name),
                None => groups.push((vec![dialect.name], lines)),
            }
        }
        if let [(_, lines)] = &groups[..]
            && let [line] = &lines[..]
        {
            writeln!(self.text, "{name}: {line}").expect("a string takes every line");
            return;
        }
        let mut text = format!("{name}\n");
        for (names, lines) in &groups {
            let indent = if groups.len() > 1 { "    " } else { "  " };
            if groups.len() > 1 {
                writeln!(text, "  {}:", names.join(", ")).expect("a string takes every line");
            }
            for line in lines {
                writeln!(text, "{indent}{line}").expect("a string takes every line");
            }
        }
        self.text.push_str(&text);
    }

    /// One line per thing a service may do, as far as the matrix tells it.
    fn lines(&mut self, dialect: &Dialect, store: &Store, ask: &Ask) -> Vec<String> {
        let known = self.known(dialect);
        let Some(permitted) = outcomes(dialect, &known, store, ask) else {
            return vec!["out of scope".to_owned()];
        };
        let mut lines: Vec<(String, Vec<Assumptions>)> = Vec::new();
        let late = self.late;
        let told = permitted.outcomes.iter().filter(|it| late || !is_late(it));
        for outcome in told {
            let line = self.line(dialect, store, outcome);
            match lines.iter_mut().find(|(known, _)| *known == line) {
                Some((_, assumed)) => assumed.push(outcome.assuming.clone()),
                None => lines.push((line, vec![outcome.assuming.clone()])),
            }
        }
        let mut lines: Vec<_> = lines
            .into_iter()
            .map(|(line, assumed)| {
                let assumed = merge_assumptions(dialect, assumed);
                line + &self.assumed(dialect, &known, &assumed)
            })
            .collect();
        lines.sort();
        lines
    }

    fn line(&mut self, dialect: &Dialect, store: &Store, outcome: &Outcome) -> String {
        let mut telling = Telling {
            dialect,
            fields: self.fields,
            assuming: &outcome.assuming,
            asked: &mut self.asked,
        };
        let mut parts = vec![answer(&outcome.reply, self.headers, &mut telling)];
        parts.extend(change(store, outcome, &mut telling));
        parts.join("; ")
    }

    /// The readings a line takes beside those known, where it does not hold under all: those that
    /// every way to it takes first, then the ways.
    fn assumed(&mut self, dialect: &Dialect, known: &Assumptions, sets: &[Assumptions]) -> String {
        let known: Vec<_> = known.narrowed().collect();
        let ways: Vec<Vec<_>> = sets
            .iter()
            .map(|it| it.narrowed().filter(|it| !known.contains(it)).collect())
            .collect();
        if ways.iter().any(Vec::is_empty) {
            return String::new();
        }
        let every = |it: &(Clause, Candidates)| ways.iter().all(|way| way.contains(it));
        let common: Vec<_> = ways[0].iter().copied().filter(every).collect();
        let own = |way: &Vec<(Clause, Candidates)>| -> Vec<_> {
            way.iter().copied().filter(|it| !common.contains(it)).collect()
        };
        let mut told: Vec<_> = ways.iter().map(|it| self.readings(dialect, &own(it))).collect();
        told.sort();
        let common = self.readings(dialect, &common);
        match (common.is_empty(), told.len()) {
            (_, 1) => format!("  [{common}]"),
            (true, _) => format!("  [{}]", told.join(" or ")),
            (false, _) => format!("  [{common} and ({})]", told.join(" or ")),
        }
    }

    fn readings(&mut self, dialect: &Dialect, narrowed: &[(Clause, Candidates)]) -> String {
        let mut told = Vec::new();
        for (clause, set) in narrowed {
            self.asked.insert(*clause);
            let readings = dialect.row(*clause).readings().iter();
            let names: Vec<_> = readings
                .filter(|it| set & 1 << **it != 0)
                .map(|it| clause.readings()[usize::from(*it)])
                .collect();
            told.push(format!("{}={}", clause.name(), names.join("|")));
        }
        told.join(", ")
    }

    /// The matrix as text, with the questions it hangs on at its end.
    pub(super) fn text(mut self) -> String {
        self.unsettle();
        if !self.asked.is_empty() {
            self.part("what it hangs on");
        }
        for clause in &self.asked {
            let mut known: Vec<String> = Vec::new();
            for dialect in &self.dialects {
                let row = dialect.row(*clause);
                let said = match &row.permits {
                    Permits::Open { question, .. } => (*question).to_owned(),
                    Permits::Contradicted(_) => "contradicted".to_owned(),
                    Permits::Documented(_) | Permits::NotOffered(_) => continue,
                };
                if !known.contains(&said) {
                    known.push(said);
                }
            }
            writeln!(self.text, "{}: {}", clause.name(), known.join(", "))
                .expect("a string takes every line");
        }
        let shorten = |text: String, (long, short): &(String, String)| text.replace(long, short);
        self.names.iter().fold(self.text, shorten)
    }
}

fn is_late(outcome: &Outcome) -> bool {
    let body = &outcome.reply.body.0;
    matches!(body, BodyPattern::LateError | BodyPattern::LateNothing | BodyPattern::LateResult(_))
}
