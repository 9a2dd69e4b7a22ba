//! Comparing an answer with what an outcome promised.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::{document, grants};
use crate::dialect::Dialect;
use crate::http::{Body, HttpResponse};
use crate::name::{ETag, Key, Timestamp, VersionId};
use crate::reply::{
    BodyPattern, Expected, Header, ListedVersion, Listing, Outline, Part, ReplyPattern, Shown, Why,
};
use crate::store::{
    Bindings, Content, Field, HiddenId, Metadata, Restore, Span, SystemHeaders, Term, Value,
};
use crate::wire::date::{Precision, parse_shown};
use crate::wire::xml::{self, Element};

mod upload;

use upload::compare_upload;

/// The settable system headers beside `Content-Type`, in lower case.
pub const SYSTEM_HEADERS: [&str; 5] =
    ["cache-control", "content-disposition", "content-encoding", "content-language", "expires"];

/// Something an answer shows that the outcome does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The part of the answer: `status`, `code`, a header's name, a path into the body.
    pub what: String,
    /// What the outcome allows.
    pub expected: String,
    /// What was observed.
    pub observed: String,
    /// Why it is not allowed; empty where the whole outcome is why.
    pub why: Why,
}

/// What comes of comparing an answer with an outcome.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What the answer shows hidden values to be.
    pub bindings: Bindings,
    /// What does not fit; empty where the answer is this outcome.
    pub mismatches: Vec<Mismatch>,
}

/// The compared part of a response, read once and compared with many outcomes.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The status code.
    pub status: u16,
    /// The error code, from the body or, without one, from its header.
    pub code: Option<String>,
    /// The compared headers by the name they are known by.
    pub headers: BTreeMap<Header, String>,
    /// The settable system headers beside `Content-Type`.
    pub system: SystemHeaders,
    /// User metadata by lower-case name.
    pub metadata: Metadata,
    /// The body.
    pub body: Body,
    /// The body read as XML, where it is that.
    pub document: Option<Element>,
    /// Whether an answer of this kind has no body whatever it says.
    pub bodiless: bool,
    /// What stands before vendor header names.
    pub prefix: &'static str,
    /// What the dialect's lists call the owner of an object without one, where that is known.
    pub nobody: Option<&'static str>,
}

impl Observed {
    /// Reads what is compared in `response`; `bodiless` for the answer of a `HEAD`.
    pub fn of(response: &HttpResponse, dialect: &Dialect, bodiless: bool) -> Self {
        let prefix = dialect.wire.prefix;
        let meta = format!("{prefix}meta-");
        let mut headers = BTreeMap::new();
        for header in Header::ALL {
            if let Some(value) = response.headers.first(&header.on(&dialect.wire)) {
                headers.insert(*header, value.trim().to_owned());
            }
        }
        // What stands in every answer says nothing of this one.
        let is_fixed = |name: &str, value: &str| {
            let mut fixed = dialect.wire.fixed.iter();
            fixed.any(|it| it.0.eq_ignore_ascii_case(name) && it.1 == value)
        };
        let named = |name: &'static str| {
            let value = response.headers.first(name).filter(|it| !is_fixed(name, it))?;
            Some((name, value.to_owned()))
        };
        let mut metadata = Metadata::new();
        for (name, value) in &response.headers.0 {
            let name = name.to_ascii_lowercase();
            if let Some(name) = name.strip_prefix(&meta) {
                metadata.insert(name.to_owned(), value.clone());
            }
        }
        let document = response.body.text().and_then(|text| xml::parse(text).ok());
        let code = match &document {
            Some(root) if root.name == "Error" => root.text_of("Code").map(str::to_owned),
            _ => response.headers.first(dialect.wire.error_code_header).map(str::to_owned),
        };
        Self {
            status: response.status,
            code,
            headers,
            system: SYSTEM_HEADERS.into_iter().filter_map(named).collect(),
            metadata,
            body: if is_left_out(response) { Body::Unknown } else { response.body.clone() },
            document,
            bodiless,
            prefix,
            nobody: dialect.wire.nobody,
        }
    }
}

/// Whether the length an answer states shows that its body was not recorded.
fn is_left_out(response: &HttpResponse) -> bool {
    let stated = response.headers.first("content-length").and_then(|it| it.trim().parse().ok());
    response.body.is_empty() && stated.is_some_and(|it: u64| it > 0)
}

impl Comparison {
    pub(super) fn miss(
        &mut self,
        what: &str,
        expected: impl Display,
        observed: impl Display,
        why: &Why,
    ) {
        self.mismatches.push(Mismatch {
            what: what.to_owned(),
            expected: expected.to_string(),
            observed: observed.to_string(),
            why: why.clone(),
        });
    }

    pub(super) fn learn(&mut self, id: HiddenId, value: Value) {
        self.bindings.push((id, value));
    }
}

impl ReplyPattern {
    /// What `observed` shows, and what in it this outcome does not allow.
    pub fn compare(&self, observed: &Observed) -> Comparison {
        let mut to = Comparison::default();
        if self.status != observed.status {
            to.miss("status", self.status, observed.status, &Why::default());
        }
        self.compare_code(observed, &mut to);
        self.compare_headers(observed, &mut to);
        self.compare_metadata(observed, &mut to);
        self.compare_body(observed, &mut to);
        to
    }

    fn compare_code(&self, observed: &Observed, to: &mut Comparison) {
        let silent = observed.bodiless || matches!(observed.body, Body::Unknown);
        match (self.code, &observed.code) {
            (Some(code), Some(shown)) if code != shown => {
                to.miss("code", code, shown, &Why::default());
            }
            (Some(code), None) if !silent && !observed.body.is_empty() => {
                to.miss("code", code, "none", &Why::default());
            }
            _ => {}
        }
    }

    fn compare_headers(&self, observed: &Observed, to: &mut Comparison) {
        for header in Header::ALL {
            let shown = observed.headers.get(header).map(String::as_str);
            match self.headers.get(header) {
                Some((expected, why)) => {
                    expected.compare_at(&header.name(observed.prefix), shown, why, to);
                }
                None if header.may_go_unmentioned() => {}
                None => {
                    if let Some(shown) = shown {
                        let name = header.name(observed.prefix);
                        to.miss(&name, "absent", shown, &Why::default());
                    }
                }
            }
        }
    }

    fn compare_metadata(&self, observed: &Observed, to: &mut Comparison) {
        match &self.metadata {
            Some((Shown::Hidden(id), _)) => {
                to.learn(*id, Value::Metadata(observed.metadata.clone()));
            }
            Some((Shown::Known(metadata), why)) if *metadata != observed.metadata => {
                let pairs = |it: &Metadata| format!("{it:?}");
                to.miss("user metadata", pairs(metadata), pairs(&observed.metadata), why);
            }
            None if !observed.metadata.is_empty() => {
                let shown = format!("{:?}", observed.metadata);
                to.miss("user metadata", "absent", shown, &Why::default());
            }
            _ => {}
        }
        match &self.system {
            Some((Shown::Hidden(id), _)) => to.learn(*id, Value::System(observed.system.clone())),
            Some((Shown::Known(system), why)) if *system != observed.system => {
                let pairs = |it: &SystemHeaders| format!("{it:?}");
                to.miss("system headers", pairs(system), pairs(&observed.system), why);
            }
            _ => {}
        }
    }

    fn compare_body(&self, observed: &Observed, to: &mut Comparison) {
        let (pattern, why) = &self.body;
        if observed.bodiless || matches!(observed.body, Body::Unknown) {
            return;
        }
        match pattern {
            BodyPattern::Ignored | BodyPattern::Error => {}
            BodyPattern::Unmet(conditions) => compare_condition(conditions, observed, why, to),
            BodyPattern::Object { content, id, part } => {
                compare_content(content, *id, *part, observed, why, to);
            }
            BodyPattern::CopyResult { root, modified, etag } => {
                let Some(root) = root_of(observed, root, why, to) else { return };
                in_order(root, &["LastModified", "ETag"], why, to);
                let id = modified.1;
                let shown = root.text_of("LastModified");
                Expected::Modified(modified.0, id).compare_at("LastModified", shown, why, to);
                let etag = Expected::ETag(etag.clone());
                etag.compare_at("ETag", root.text_of("ETag"), why, to);
            }
            BodyPattern::LateError => drop(root_of(observed, "Error", why, to)),
            BodyPattern::LateNothing => {
                if !observed.body.is_empty() {
                    to.miss("body", "empty", "a body", why);
                }
            }
            BodyPattern::LateResult(root) => {
                let Some(root) = root_of(observed, root, why, to) else { return };
                if let Some(shown) = root.text_of("ETag") {
                    to.miss("ETag", "absent", shown, why);
                }
            }
            BodyPattern::Versioning(state) => {
                let Some(root) = root_of(observed, "VersioningConfiguration", why, to) else {
                    return;
                };
                let expected = super::encode::status_text(*state);
                let shown = root.text_of("Status");
                if expected != shown {
                    to.miss("Status", expected.unwrap_or("absent"), shown.unwrap_or("absent"), why);
                }
            }
            BodyPattern::Versions(listing) => listing.compare(observed, why, to),
            BodyPattern::Document(root) => document::compare(root, observed, why, to),
            BodyPattern::Deleted(entries) => {
                document::compare_deleted(entries, observed, why, to);
            }
            BodyPattern::Objects(listing) => listing.compare(observed, why, to),
            BodyPattern::Acl { owner, acl } => grants::compare(owner, acl, observed, why, to),
            BodyPattern::UploadBegun { .. }
            | BodyPattern::Assembled { .. }
            | BodyPattern::Parts(_) => compare_upload(pattern, observed, why, to),
        }
    }
}

impl ReplyPattern {
    /// The answer as reports show it.
    pub fn outline(&self, dialect: &Dialect) -> Outline {
        let (wire, prefix) = (&dialect.wire, dialect.wire.prefix);
        let mut headers: BTreeMap<_, _> = self
            .headers
            .iter()
            .filter(|(_, (expected, _))| *expected != Expected::Absent)
            .map(|(header, (expected, _))| (header.on(wire), expected.describe()))
            .collect();
        if let Some((Shown::Known(metadata), _)) = &self.metadata {
            for (name, value) in metadata {
                headers.insert(format!("{prefix}meta-{name}"), value.clone());
            }
        }
        if let Some((Shown::Known(system), _)) = &self.system {
            for (name, value) in system {
                headers.insert((*name).to_owned(), value.clone());
            }
        }
        let code = self.code.map(str::to_owned);
        Outline { status: self.status, code, headers, body: self.body.0.describe() }
    }
}

impl BodyPattern {
    fn describe(&self) -> Option<String> {
        Some(match self {
            Self::Ignored | Self::Error => return None,
            Self::Unmet(conditions) if conditions.is_empty() => "an error without Condition".into(),
            Self::Unmet(conditions) => format!("Condition {}", conditions.join(" or ")),
            Self::Object { content, .. } => match content {
                Shown::Known(content) => size_of(content),
                Shown::Hidden(_) => "an object".into(),
            },
            Self::CopyResult { root, modified, etag } => {
                let etag = Expected::ETag(etag.clone()).describe();
                format!("{root}: LastModified {}, ETag {etag}", within(modified.0))
            }
            Self::LateError => "an error document".into(),
            Self::LateNothing => "nothing".into(),
            Self::LateResult(root) => format!("{root} without ETag"),
            Self::UploadBegun { .. } | Self::Assembled { .. } | Self::Parts(_) => {
                upload::describe(self)
            }
            Self::Versioning(state) => {
                let status = super::encode::status_text(*state);
                format!("VersioningConfiguration: {}", status.unwrap_or("no Status"))
            }
            Self::Versions(listing) => {
                let entry = |it: &ListedVersion| {
                    let kind = if it.object.is_some() { "version" } else { "marker" };
                    format!("{kind} {} of {}", Expected::Id(it.id.clone()).describe(), it.key)
                };
                let entries: Vec<_> = listing.versions.iter().map(entry).collect();
                format!("ListVersionsResult: {}", entries.join(", "))
            }
            Self::Document(root) => document::text_of(root),
            Self::Deleted(entries) => format!("DeleteResult: {} entries", entries.len()),
            Self::Objects(listing) => {
                let keys: Vec<_> = listing.objects.iter().map(|it| it.key.as_str()).collect();
                format!("ListBucketResult: {}", keys.join(", "))
            }
            Self::Acl { owner, acl } => {
                let owner = match owner {
                    Shown::Known(Some(owner)) => owner,
                    Shown::Known(None) => "nobody",
                    Shown::Hidden(_) => "an owner",
                };
                let grants = acl.known().map_or("grants".to_owned(), grants::text_of);
                format!("AccessControlPolicy: owner {owner}; {grants}")
            }
        })
    }
}

impl Header {
    /// Whether an answer that says nothing of this header may wear it.
    fn may_go_unmentioned(self) -> bool {
        matches!(
            self,
            Self::LastModified
                | Self::ContentType
                | Self::ContentLength
                | Self::Location
                | Self::RequestCharged
                | Self::RequestPayer
        )
    }
}

impl Expected {
    pub(super) fn compare_at(
        &self,
        what: &str,
        shown: Option<&str>,
        why: &Why,
        to: &mut Comparison,
    ) {
        match (self, shown) {
            (Self::Anything, _) | (Self::Absent, None) | (Self::Some(_), Some(_)) => {}
            (Self::Address { start, .. }, Some(shown)) if shown.starts_with(start) => {}
            (Self::Absent, Some(shown)) => to.miss(what, "absent", shown, why),
            (Self::Learned(id), _) => {
                if let Some(value) = learned(*id, shown) {
                    to.learn(*id, value);
                }
            }
            // Intermediaries drop these two; a wrong one is a divergence.
            (Self::Modified(..) | Self::Size(..), None) => {}
            (_, None) => to.miss(what, self.describe(), "absent", why),
            (Self::Address { .. }, Some(shown)) => to.miss(what, self.describe(), shown, why),
            (Self::Text(text), Some(shown)) => {
                if text != shown {
                    to.miss(what, text, shown, why);
                }
            }
            (Self::Among(texts), Some(shown)) => {
                if !texts.contains(&shown) {
                    to.miss(what, self.describe(), shown, why);
                }
            }
            (Self::Retained(term), Some(shown)) => {
                if !is_term(term, shown) {
                    to.miss(what, self.describe(), shown, why);
                }
            }
            (Self::Id(id), Some(shown)) => match (id, VersionId::parse(shown)) {
                (Shown::Hidden(hidden), Some(id)) => to.learn(*hidden, Value::Id(id)),
                (Shown::Known(known), Some(id)) if *known == id => {}
                _ => to.miss(what, self.describe(), shown, why),
            },
            (Self::ETag(etag), Some(shown)) => match (etag, ETag::parse(shown)) {
                (Shown::Hidden(hidden), Some(etag)) => to.learn(*hidden, Value::ETag(etag)),
                (Shown::Known(known), Some(etag)) if *known == etag => {}
                _ => to.miss(what, self.describe(), shown, why),
            },
            (Self::Modified(span, id), Some(text)) => match overlap(*span, text) {
                Some(both) => to.learn(*id, Value::Modified(both)),
                None => to.miss(what, self.describe(), text, why),
            },
            (Self::RestoredUntil(span, id), Some(text)) => match restored_until(*span, text) {
                Some(both) => to.learn(*id, Value::Restore(Restore::Until(both))),
                None => to.miss(what, self.describe(), text, why),
            },
            (Self::KeyId(id, in_full), Some(text)) => {
                if !names_key(id.as_deref(), *in_full, text) {
                    to.miss(what, self.describe(), text, why);
                }
            }
            (Self::Size(size, id), Some(text)) => match (size, text.parse::<u64>()) {
                (Some(size), Ok(shown)) if *size == shown => {}
                (None, Ok(shown)) => to.learn(*id, Value::Content(sized(shown))),
                _ => to.miss(what, self.describe(), text, why),
            },
        }
    }

    fn describe(&self) -> String {
        match self {
            Self::Absent => "absent".into(),
            Self::Anything | Self::Learned(_) => "anything".into(),
            Self::Some(_) => "something".into(),
            Self::Address { start, .. } => format!("an address that begins with {start}"),
            Self::Text(text) => text.clone(),
            Self::Among(texts) => texts.join(" or "),
            Self::Retained(Term::Allowed) => "0".into(),
            Self::Retained(Term::Prohibited) => "-1".into(),
            Self::Retained(Term::Unspecified) => "-2".into(),
            Self::Retained(Term::Until(span)) => within(*span),
            Self::Retained(Term::Class(_)) => "the end of a class".into(),
            Self::Id(Shown::Known(id)) => id.to_string(),
            Self::Id(Shown::Hidden(_)) => "a version id".into(),
            Self::ETag(Shown::Known(etag)) => etag.quoted(),
            Self::ETag(Shown::Hidden(_)) => "an entity tag".into(),
            Self::Modified(span, _) => within(*span),
            Self::RestoredUntil(span, _) => format!("a restore until {}", within(*span)),
            Self::Size(Some(size), _) => size.to_string(),
            Self::Size(None, _) => "a size".into(),
            Self::KeyId(Some(id), _) => format!("the key {id}"),
            Self::KeyId(None, _) => "the id of a key".into(),
        }
    }
}

/// Whether an answer that shows `text` may mean `term`. No page says how an instant is printed:
/// both forms are read.
fn is_term(term: &Term, text: &str) -> bool {
    let seconds = || text.parse().ok().map(|it: i64| Timestamp(it.saturating_mul(1000)));
    match term {
        Term::Allowed => text == "0" || text == "Deletion Allowed",
        Term::Prohibited => text == "-1" || text == "Deletion Prohibited",
        Term::Unspecified => text == "-2" || text == "Initial Unspecified",
        Term::Until(span) => {
            let shown = seconds().or_else(|| Timestamp::parse_rfc3339(text));
            shown.is_some_and(|it| span.intersection(Span::second(it)).is_some())
        }
        Term::Class(_) => true,
    }
}

/// Whether `text` names the key `id`; a key is the same by its bare id and in full.
fn names_key(id: Option<&str>, in_full: bool, text: &str) -> bool {
    let bare = |it: &str| it.rsplit('/').next().unwrap_or(it).to_owned();
    let full = text.split('/').next().is_some_and(|it| it.split(':').count() == 3);
    id.is_none_or(|id| bare(id) == bare(text)) && (!in_full || (full && text.contains('/')))
}

fn within(span: Span) -> String {
    match (span.earliest, span.latest) {
        (earliest, latest) if earliest == latest => earliest.to_string(),
        (Timestamp::EARLIEST, Timestamp::LATEST) => "an instant".into(),
        (earliest, Timestamp::LATEST) => format!("not before {earliest}"),
        (Timestamp::EARLIEST, latest) => format!("not after {latest}"),
        (earliest, latest) => format!("between {earliest} and {latest}"),
    }
}

fn overlap(span: Span, text: &str) -> Option<Span> {
    let (instant, precision) = parse_shown(text)?;
    let shown = match precision {
        Precision::Second => Span::second(instant),
        Precision::Millisecond => Span::exactly(instant),
    };
    span.intersection(shown)
}

/// Reads `ongoing-request="false", expiry-date="…"` (OBS-RST-010); the date counts by its day.
fn restored_until(span: Span, text: &str) -> Option<Span> {
    const DAY: i64 = 86_400_000;
    let date = text.split_once("expiry-date=\"")?.1.split('"').next()?;
    let (instant, _) = parse_shown(date)?;
    let shown = Span { earliest: instant.plus(-DAY), latest: instant.plus(DAY) };
    text.contains("ongoing-request=\"false\"").then(|| span.intersection(shown))?
}

fn sized(size: u64) -> Content {
    Content { size: Some(size), md5: None, sha256: None, bytes: None }
}

/// What a header shows a hidden field to be; its absence says something too.
fn learned(id: HiddenId, shown: Option<&str>) -> Option<Value> {
    match id.field {
        Field::Class => Some(Value::Class(shown.unwrap_or("STANDARD").to_owned())),
        Field::ContentType | Field::Redirect => Some(Value::Text(shown.map(str::to_owned))),
        Field::Restore => match shown {
            None => Some(Value::Restore(Restore::Never)),
            Some(text) if text.contains("ongoing-request=\"true\"") => {
                Some(Value::Restore(Restore::Ongoing { days: 1 }))
            }
            Some(text) => {
                restored_until(Span::ANY, text).map(|it| Value::Restore(Restore::Until(it)))
            }
        },
        _ => None,
    }
}

fn compare_content(
    content: &Shown<Content>,
    id: HiddenId,
    part: Option<Part>,
    observed: &Observed,
    why: &Why,
    to: &mut Comparison,
) {
    let Some(shown) = Content::of_body(&observed.body) else { return };
    match (content.known(), part) {
        (Some(known), Some((first, last, _))) => {
            let expected = known.bytes.as_ref().and_then(|bytes| {
                let range = usize::try_from(first).ok()?..=usize::try_from(last).ok()?;
                bytes.get(range)
            });
            let same = match (expected, &shown.bytes) {
                (Some(expected), Some(bytes)) => expected == &bytes[..],
                _ => shown.size.is_none_or(|size| size == last - first + 1),
            };
            if !same {
                to.miss("body", format!("bytes {first} to {last}"), size_of(&shown), why);
            }
        }
        (Some(known), None) if !known.agrees_with(&shown) => {
            to.miss("body", size_of(known), size_of(&shown), why);
        }
        (_, None) => to.learn(id, Value::Content(shown)),
        (None, Some(_)) => {}
    }
}

fn size_of(content: &Content) -> String {
    let size = content.size.map_or("unknown".into(), |it| it.to_string());
    let md5 = content.md5.map_or(String::new(), |it| format!(", MD5 {it}"));
    format!("{size} bytes{md5}")
}

pub(super) fn root_of<'a>(
    observed: &'a Observed,
    name: &str,
    why: &Why,
    to: &mut Comparison,
) -> Option<&'a Element> {
    let found = observed.document.as_ref().filter(|root| root.name == name);
    if found.is_none() {
        let shown = observed.document.as_ref().map_or("no XML document", |it| it.name.as_str());
        to.miss("body", format!("a document {name}"), shown, why);
    }
    found
}

/// Named children stand in the documented order; others between them are ignored.
fn in_order(root: &Element, names: &[&str], why: &Why, to: &mut Comparison) {
    let shown: Vec<_> =
        root.children.iter().map(|it| it.name.as_str()).filter(|it| names.contains(it)).collect();
    if shown != names {
        to.miss(&root.name, names.join(", "), shown.join(", "), why);
    }
}

impl Listing {
    fn compare(&self, observed: &Observed, why: &Why, to: &mut Comparison) {
        let Some(root) = root_of(observed, "ListVersionsResult", why, to) else { return };
        let is_entry = |it: &&Element| it.name == "Version" || it.name == "DeleteMarker";
        let entries: Vec<_> = root.children.iter().filter(is_entry).collect();
        let unseen: BTreeSet<_> = self.unseen.iter().map(Key::as_str).collect();
        let known: Vec<_> = entries
            .into_iter()
            .filter(|it| !it.text_of("Key").is_some_and(|key| unseen.contains(key)))
            .collect();
        if known.len() != self.versions.len() {
            let (expected, shown) = (self.versions.len(), known.len());
            let keys = |it: &str| format!("{it} entries");
            to.miss(
                "ListVersionsResult",
                keys(&expected.to_string()),
                keys(&shown.to_string()),
                &self.why_all(why),
            );
            return;
        }
        for (expected, shown) in self.versions.iter().zip(known) {
            expected.compare(shown, observed.nobody, to);
        }
        let truncated = root.text_of("IsTruncated").unwrap_or("false");
        if truncated != self.truncated.to_string() && self.unseen.is_empty() {
            to.miss("IsTruncated", self.truncated, truncated, why);
        }
    }

    fn why_all(&self, why: &Why) -> Why {
        let mut all = why.clone();
        self.versions.iter().for_each(|it| all.add(&it.why));
        all
    }
}

impl ListedVersion {
    fn compare(&self, shown: &Element, nobody: Option<&str>, to: &mut Comparison) {
        let at = |child: &str| format!("{} of {}", child, self.key);
        let why = &self.why;
        let kind = if self.object.is_some() { "Version" } else { "DeleteMarker" };
        if shown.name != kind {
            to.miss(&at("entry"), kind, &shown.name, why);
            return;
        }
        let key = Expected::Text(self.key.to_string());
        key.compare_at(&at("Key"), shown.text_of("Key"), why, to);
        let id = Expected::Id(self.id.clone());
        id.compare_at(&at("VersionId"), shown.text_of("VersionId"), why, to);
        let latest = Expected::Text(self.latest.to_string());
        latest.compare_at(&at("IsLatest"), shown.text_of("IsLatest"), why, to);
        let modified = Expected::Modified(self.modified.0, self.modified.1);
        modified.compare_at(&at("LastModified"), shown.text_of("LastModified"), why, to);
        self.compare_object(shown, nobody, to);
    }

    /// What a list says of an object.
    pub(super) fn compare_object(
        &self,
        shown: &Element,
        nobody: Option<&str>,
        to: &mut Comparison,
    ) {
        let at = |child: &str| format!("{} of {}", child, self.key);
        let why = &self.why;
        let Some(object) = &self.object else { return };
        let etag = Expected::ETag(object.etag.clone());
        etag.compare_at(&at("ETag"), shown.text_of("ETag"), why, to);
        let size = Expected::Size(object.size.0, object.size.1);
        size.compare_at(&at("Size"), shown.text_of("Size"), why, to);
        if let Some(class) = shown.text_of("StorageClass") {
            match &object.class {
                Shown::Known(known) if known != class => {
                    to.miss(&at("StorageClass"), known, class, why);
                }
                Shown::Known(_) => {}
                Shown::Hidden(id) => to.learn(*id, Value::Class(class.to_owned())),
            }
        }
        let owner = shown.child("Owner");
        if let (Shown::Known(None), Some(nobody)) = (&object.owner, nobody)
            && let Some(name) = owner.and_then(|it| it.text_of("DisplayName"))
            && name != nobody
        {
            to.miss(&at("Owner"), nobody, name, why);
        }
        match (&object.owner, owner.and_then(|it| it.text_of("ID"))) {
            (Shown::Known(Some(known)), Some(owner)) if **known != *owner => {
                to.miss(&at("Owner"), known, owner, why);
            }
            (Shown::Hidden(id), Some(owner)) => to.learn(*id, Value::Owner(Some(owner.into()))),
            _ => {}
        }
    }
}

/// The condition that an error document names, where there is a document.
fn compare_condition(names: &[String], observed: &Observed, why: &Why, to: &mut Comparison) {
    let Some(root) = observed.document.as_ref().filter(|it| it.name == "Error") else { return };
    let shown = root.text_of("Condition");
    if shown.is_some_and(|it| !names.iter().any(|name| name == it)) {
        to.miss("Condition", names.join(" or "), shown.unwrap_or_default(), why);
    } else if shown.is_none() && !names.is_empty() {
        to.miss("Condition", names.join(" or "), "absent", why);
    }
}
