//! How a cell is told: an answer, and what became of keys, in one line. It leaves out what a matrix
//! is not about, and never says why.

use std::collections::{BTreeMap, BTreeSet};

use model::dialect::{Clause, Dialect};
use model::name::{BucketName, Key};
use model::permitted::{Assumptions, Outcome};
use model::reply::{BodyPattern, Expected, Header, ReplyPattern, Shown};
use model::store::{
    Acl, Change, Content, Encryption, Field, Grantee, HiddenId, Object, Origin, Restore, Retention,
    Seen, Stack, Store, Term, Version,
};

/// What is told of an outcome.
pub(super) struct Telling<'a> {
    pub(super) dialect: &'a Dialect,
    /// The fields of what is written.
    pub(super) fields: &'a [Field],
    /// The readings under which it is told.
    pub(super) assuming: &'a Assumptions,
    /// The clauses on which values hang, which it adds to.
    pub(super) asked: &'a mut BTreeSet<Clause>,
}

/// What is answered: status and code, some headers, and what the body shows.
pub(super) fn answer(
    reply: &ReplyPattern,
    headers: &[Header],
    telling: &mut Telling<'_>,
) -> String {
    let mut said = vec![reply.status.to_string()];
    match (reply.code, &reply.body.0) {
        (Some(code), _) => said.push(code.to_owned()),
        (None, BodyPattern::Error) => said.push("any code".to_owned()),
        (None, body) => said.extend(body_of(body)),
    }
    for header in headers {
        if let Some((expected, _)) = reply.headers.get(header)
            && let Some(value) = header_value(expected)
        {
            said.push(format!("{}: {value}", header.name("")));
        }
    }
    if telling.fields.contains(&Field::Metadata)
        && let Some((Shown::Known(metadata), _)) = &reply.metadata
    {
        said.push(format!("metadata {}", pairs(metadata)));
    }
    said.join(" ")
}

fn body_of(body: &BodyPattern) -> Option<String> {
    Some(match body {
        BodyPattern::Object { content: Shown::Known(content), .. } => bytes(content),
        BodyPattern::Object { .. } => "some bytes".to_owned(),
        BodyPattern::LateError => "then an error".to_owned(),
        BodyPattern::LateNothing => "then nothing".to_owned(),
        BodyPattern::LateResult(_) => "then a result without a tag".to_owned(),
        BodyPattern::Versioning(state) => format!("{state:?}"),
        BodyPattern::Versions(_) => "a list".to_owned(),
        BodyPattern::Acl { acl: Shown::Known(acl), .. } => grants(acl),
        BodyPattern::Acl { .. } => "some list".to_owned(),
        _ => return None,
    })
}

fn header_value(expected: &Expected) -> Option<String> {
    Some(match expected {
        Expected::Absent => return None,
        Expected::Anything => "anything or nothing".to_owned(),
        Expected::Text(text) => text.clone(),
        Expected::Some(_) => "something".to_owned(),
        Expected::KeyId(..) => "a key".to_owned(),
        Expected::Address { start, .. } => format!("{start}…"),
        Expected::Among(texts) => texts.join(" or "),
        Expected::Retained(_) => "a retention".to_owned(),
        Expected::Id(Shown::Known(id)) => id.as_str().to_owned(),
        Expected::Id(Shown::Hidden(id)) => hidden(*id),
        Expected::ETag(Shown::Known(tag)) => tag.as_str().to_owned(),
        Expected::ETag(Shown::Hidden(id)) => hidden(*id),
        Expected::Modified(..) => "an instant".to_owned(),
        Expected::Learned(_) => "a value".to_owned(),
        Expected::RestoredUntil(..) => "a day".to_owned(),
        Expected::Size(..) => "a size".to_owned(),
    })
}

/// What a value is called that nobody has seen.
fn hidden(id: HiddenId) -> String {
    if id.origin == Origin::made_by(0) { "new".to_owned() } else { "unseen".to_owned() }
}

/// What became of the keys that are not as they were, key by key.
pub(super) fn change(store: &Store, outcome: &Outcome, telling: &mut Telling<'_>) -> Vec<String> {
    let mut after = store.clone();
    after.apply(&outcome.effect);
    after.bind(&outcome.binds);
    let mut told = Vec::new();
    for change in &outcome.effect.0 {
        match change {
            Change::SetVersioning(name, state) => told.push(format!("{name} is {state:?}")),
            Change::CreateBucket(name, _) => told.push(format!("{name} is made")),
            Change::DeleteBucket(name) => told.push(format!("{name} is gone")),
            Change::SetBucketAcl(name, acl) => {
                told.push(format!("{name} grants {}", grants(acl)));
            }
            _ => {}
        }
    }
    for (name, key) in keys(store, &after) {
        let (old, new) = (store.stack(&name, &key), after.stack(&name, &key));
        if old != new {
            told.push(stack(&name, &key, old, new, telling));
        }
    }
    told
}

/// Every key of two stores.
fn keys(one: &Store, two: &Store) -> BTreeSet<(BucketName, Key)> {
    let of = |store: &Store| -> Vec<_> {
        let buckets = store.buckets();
        let keys = buckets
            .flat_map(|(name, held)| held.keys().map(move |(key, _)| (name.clone(), key.clone())));
        keys.collect()
    };
    of(one).into_iter().chain(of(two)).collect()
}

/// A key and its versions, newest first: `+` is one that was made, `~` one that was changed, `-`
/// one that is gone, and a delete marker is in parentheses.
fn stack(
    name: &BucketName,
    key: &Key,
    old: Option<&Stack>,
    new: Option<&Stack>,
    telling: &mut Telling<'_>,
) -> String {
    let mut entries = Vec::new();
    let mut written: Vec<(String, &Object)> = Vec::new();
    let before: BTreeMap<_, _> = old.into_iter().flat_map(Stack::newest_first).collect();
    for (position, version) in new.into_iter().flat_map(Stack::newest_first) {
        let known = before.get(&position).filter(|it| it.origin == version.origin);
        let sign = match known {
            None => "+",
            Some(known) if *known == version => "",
            Some(_) => "~",
        };
        let entry = format!("{sign}{}", entry(version));
        if !sign.is_empty() {
            written.extend(version.object.as_deref().map(|it| (entry.clone(), it)));
        }
        entries.push(entry);
    }
    let kept = |position| new.and_then(|it| it.at(position)).is_some();
    let gone = before.iter().rev().filter(|(position, _)| !kept(**position));
    let gone: Vec<_> = gone.map(|(_, it)| format!("-{}", entry(it))).collect();
    entries.extend(gone);
    let mut told = format!("{name}/{} [{}]", key.as_str(), entries.join(" "));
    let several = written.len() > 1;
    for (entry, object) in written {
        if several && !telling.fields.is_empty() {
            told += &format!(", {entry}:");
        }
        for field in telling.fields.iter().filter(|it| !is_bare(object, **it)) {
            told += &format!(" {}", telling.field(object, *field));
        }
    }
    told
}

/// Whether an object is so plain in this field that saying so would only be in the way.
fn is_bare(object: &Object, field: Field) -> bool {
    match field {
        Field::System => object.system.known().is_some_and(BTreeMap::is_empty),
        Field::Redirect => object.redirect.known() == Some(&None),
        _ => false,
    }
}

fn retention(it: &Retention) -> String {
    let term = match &it.term {
        Term::Allowed => "none".to_owned(),
        Term::Prohibited => "for ever".to_owned(),
        Term::Unspecified => "unspecified".to_owned(),
        Term::Class(name) => format!("of class {name}"),
        Term::Until(end) if end.earliest == end.latest => format!("until {}", end.earliest),
        Term::Until(end) => format!("until {} to {}", end.earliest, end.latest),
    };
    if it.hold { format!("{term} and hold") } else { term }
}

fn entry(version: &Version) -> String {
    let id = match &version.id {
        Seen::Known(id) => id.as_str().to_owned(),
        Seen::Hidden(id) => hidden(*id),
        Seen::ByReading(_) => "held".to_owned(),
    };
    if version.is_marker() { format!("({id})") } else { id }
}

impl Telling<'_> {
    /// One field of an object, by name unless its value says what it is.
    fn field(&mut self, object: &Object, field: Field) -> String {
        match field {
            Field::Acl => self.seen("acl", &object.acl, &grants),
            Field::Class => self.seen("class", &object.class, &String::clone),
            Field::Content => self.seen("content", &object.content, &bytes),
            Field::ContentType => self.seen("type", &object.content_type, &or_none),
            Field::ETag => self.seen("tag", &object.etag, &|it| it.as_str().to_owned()),
            Field::Encryption => {
                self.seen("encryption", &object.encryption, &|it| encryption(it.as_ref()))
            }
            Field::Lock => self.seen("lock", &object.lock, &|it| match it {
                Some(lock) => format!("{lock:?}"),
                None => "none".to_owned(),
            }),
            Field::Metadata => self.seen("metadata", &object.metadata, &pairs),
            Field::Owner => self.seen("owner", &object.owner, &|it| {
                it.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string)
            }),
            Field::Redirect => self.seen("redirect", &object.redirect, &or_none),
            Field::Restore => format!("restore {}", restore(object.restore)),
            Field::Retention => self.seen("retention", &object.retention, &retention),
            Field::System => self.seen("headers", &object.system, &|it| {
                let all = it.iter().map(|(name, value)| format!("{name}={value}"));
                format!("{{{}}}", all.collect::<Vec<_>>().join(", "))
            }),
            other => format!("{other:?}"),
        }
    }

    fn seen<T>(&mut self, name: &str, seen: &Seen<T>, tell: &dyn Fn(&T) -> String) -> String {
        format!("{name} {}", self.value(seen, tell))
    }

    fn value<T>(&mut self, seen: &Seen<T>, tell: &dyn Fn(&T) -> String) -> String {
        let by = match seen {
            Seen::Known(value) => return tell(value),
            Seen::Hidden(id) => return hidden(*id),
            Seen::ByReading(by) => by,
        };
        let clause = Clause::ALL[usize::from(by.clause)];
        let possible = self.assuming.candidates(self.dialect, clause);
        let mut cases: Vec<(String, u32)> = Vec::new();
        for (set, case) in &by.cases {
            if set & possible == 0 {
                continue;
            }
            let told = self.value(case, tell);
            match cases.iter_mut().find(|(known, _)| *known == told) {
                Some((_, known)) => *known |= set & possible,
                None => cases.push((told, set & possible)),
            }
        }
        if let [(told, _)] = &cases[..] {
            return told.clone();
        }
        self.asked.insert(clause);
        let named = |set: u32| {
            let readings = self.dialect.row(clause).readings().iter().copied();
            let names = readings.filter(|it| set & 1 << it != 0);
            names.map(|it| clause.readings()[usize::from(it)]).collect::<Vec<_>>().join("|")
        };
        let cases = cases.iter().map(|(told, set)| format!("{told} if {}", named(*set)));
        format!("<{}: {}>", clause.name(), cases.collect::<Vec<_>>().join(", "))
    }
}

fn or_none(text: &Option<String>) -> String {
    text.clone().unwrap_or_else(|| "none".to_owned())
}

fn bytes(content: &Content) -> String {
    match (&content.bytes, content.size) {
        (Some(bytes), _) => format!("{:?}", String::from_utf8_lossy(bytes)),
        (None, Some(size)) => format!("{size} bytes"),
        (None, None) => "bytes".to_owned(),
    }
}

fn pairs(metadata: &BTreeMap<String, String>) -> String {
    let all = metadata.iter().map(|(name, value)| match value.len() {
        0..=40 => format!("{name}={value}"),
        long => format!("{name}={long} bytes"),
    });
    format!("{{{}}}", all.collect::<Vec<_>>().join(", "))
}

fn grants(acl: &Acl) -> String {
    let all = acl.0.iter().map(|(grantee, permission)| {
        let grantee = match grantee {
            Grantee::Account(name) => name,
            Grantee::AllUsers => "everybody",
            Grantee::AuthenticatedUsers => "accounts",
        };
        format!("{grantee}:{}", permission.as_str())
    });
    format!("{{{}}}", all.collect::<Vec<_>>().join(", "))
}

fn encryption(encryption: Option<&Encryption>) -> String {
    match encryption {
        None => "none".to_owned(),
        Some(Encryption::Kms { key_id: None, .. }) => "kms with the default key".to_owned(),
        Some(Encryption::Kms { key_id: Some(id), .. }) => format!("kms with {id}"),
        Some(Encryption::Customer { key_md5, .. }) => format!("customer key {key_md5}"),
        Some(Encryption::Service) => "service".to_owned(),
    }
}

fn restore(restore: Restore) -> String {
    match restore {
        Restore::Never => "never".to_owned(),
        Restore::Ongoing { days } => format!("ongoing for {days} days"),
        Restore::Until(span) => match span.instant() {
            Some(instant) => format!("until {instant}"),
            None => "until some day".to_owned(),
        },
    }
}
