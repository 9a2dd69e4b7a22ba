//! A small universe and a grammar of calls in it, for simulated clients and fuzzers.
//!
//! What a call is made of is asked of a [`Choose`], so that one grammar serves seeded draws, the
//! bytes of a fuzzer and an exhaustive walk. It yields a [`Draft`]: plain data in which a version
//! id or an entity tag that a client can only know from an earlier answer is named by its place
//! among those the client has [`Learned`]. Legal calls are much more frequent than illegal ones,
//! and the first choice everywhere is the plainest.
//!
//! Nothing here draws a number of its own, names a vendor, or knows what a call is answered.

use std::num::NonZeroUsize;

use crate::dialect::{Dialect, Names};

mod copy;
mod draft;
mod upload;

pub use draft::{Draft, Fill, Learned, Sending, SourceForm, Which};

/// Where choices come from.
pub trait Choose {
    /// One of `0..len`.
    fn index(&mut self, len: NonZeroUsize) -> usize;

    /// One of `0..len`; 0 where there is nothing to choose from.
    fn below(&mut self, len: usize) -> usize {
        NonZeroUsize::new(len).map_or(0, |len| self.index(len))
    }

    /// True in `part` of `whole` cases; the first choice is false.
    fn chance(&mut self, part: usize, whole: usize) -> bool {
        self.below(whole) >= whole.saturating_sub(part)
    }
}

impl dyn Choose + '_ {
    /// One of `choices`.
    ///
    /// # Panics
    ///
    /// Where there are none.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// One of `choices`, each as often as the number beside it says.
    ///
    /// # Panics
    ///
    /// Where there are none.
    pub fn weigh<T: Copy>(&mut self, choices: &[(usize, T)]) -> T {
        let mut rest = self.below(choices.iter().map(|(weight, _)| weight).sum());
        for (weight, choice) in choices {
            match rest.checked_sub(*weight) {
                Some(less) => rest = less,
                None => return *choice,
            }
        }
        panic!("a choice among nothing")
    }
}

/// Choices written down beforehand; after the last one, the first choice everywhere.
#[derive(Clone, Debug, Default)]
pub struct Scripted(pub std::collections::VecDeque<usize>);

impl Choose for Scripted {
    fn index(&mut self, len: NonZeroUsize) -> usize {
        self.0.pop_front().unwrap_or(0) % len
    }
}

/// An account of the universe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// Its access key.
    pub access_key: &'static str,
}

/// The names that calls are made of: few, so that calls meet.
#[derive(Clone, Debug)]
pub struct Universe {
    /// What stands before vendor header names.
    pub prefix: &'static str,
    /// What the vendor calls classes and kinds of encryption.
    pub names: Names,
    /// The buckets that exist from the start.
    pub buckets: [&'static str; 2],
    /// The keys; one has to be encoded, one has an extension.
    pub keys: [&'static str; 3],
    /// The accounts.
    pub accounts: [Member; 2],
}

/// A bucket that is missing until a call creates it.
const LATER: &str = "later";

/// User metadata that calls send.
const METADATA: [(&str, &str); 4] =
    [("colour", "red"), ("colour", "blue"), ("size", "1"), ("note", "so, so")];

const CONTENT_TYPES: [&str; 3] = ["text/plain", "application/json", "image/png"];
const BODIES: [&str; 4] = ["red", "green", "", "a body of some length, to be cut in parts"];
const CLASSES: [&str; 3] = ["STANDARD_IA", "STANDARD", "GLACIER"];
const CANNED: [&str; 5] = [
    "public-read",
    "private",
    "authenticated-read",
    "bucket-owner-full-control",
    "public-read-write",
];

/// The base64 MD5 of the one customer key there is; the key itself is masked.
const CUSTOMER_KEY_MD5: &str = "MDEyMzQ1Njc4OWFiY2RlZg==";

#[derive(Clone, Copy)]
enum Kind {
    Copy,
    CreateBucket,
    Delete,
    Get,
    GetAcl,
    GetVersioning,
    Head,
    ListVersions,
    Put,
    PutAcl,
    PutVersioning,
    Restore,
    Upload,
}

const KINDS: [(usize, Kind); 13] = [
    (16, Kind::Put),
    (34, Kind::Copy),
    (14, Kind::Get),
    (6, Kind::Head),
    (6, Kind::Delete),
    (9, Kind::ListVersions),
    (3, Kind::PutVersioning),
    (2, Kind::GetVersioning),
    (3, Kind::GetAcl),
    (2, Kind::PutAcl),
    (2, Kind::Restore),
    (1, Kind::CreateBucket),
    (21, Kind::Upload),
];

/// A bucket and a key.
type Place = (String, String);

impl Universe {
    /// The universe of a dialect.
    pub fn small(dialect: &Dialect) -> Self {
        Self {
            prefix: dialect.wire.prefix,
            names: dialect.wire.names,
            buckets: ["alpha", "beta"],
            keys: ["one", "two.txt", "dir/größe 50%+1"],
            accounts: [
                Member { name: "alice", access_key: "AKALICE" },
                Member { name: "bob", access_key: "AKBOB" },
            ],
        }
    }

    /// The access key of an account.
    pub fn access_key(&self, account: &str) -> Option<&'static str> {
        self.accounts.iter().find(|it| it.name == account).map(|it| it.access_key)
    }

    /// A call.
    pub fn call(&self, choose: &mut dyn Choose) -> Draft {
        let mut draft = match choose.weigh(&KINDS) {
            Kind::Copy => self.copy(choose),
            Kind::CreateBucket => Draft::of("PUT", LATER, None),
            Kind::Delete => self.read(choose, "DELETE"),
            Kind::Get => self.get(choose),
            Kind::GetAcl => self.acl(choose, "GET"),
            Kind::GetVersioning => Draft::of("GET", self.bucket(choose), None).flag("versioning"),
            Kind::Head => self.read(choose, "HEAD"),
            Kind::ListVersions => self.list(choose),
            Kind::Put => self.put(choose),
            Kind::PutAcl => self.put_acl(choose),
            Kind::PutVersioning => self.put_versioning(choose),
            Kind::Restore => self.restore(choose),
            Kind::Upload => self.upload(choose),
        };
        draft.virtual_host = choose.chance(1, 6);
        draft.anonymous = choose.chance(1, 60);
        draft
    }

    /// A plain PUT: of each key of each bucket in turn.
    pub fn fill(&self, choose: &mut dyn Choose, number: usize) -> Draft {
        let (key, bucket) = (number / self.buckets.len(), number % self.buckets.len());
        let mut draft =
            Draft::of("PUT", self.buckets[bucket], Some(self.keys[key % self.keys.len()]));
        draft.body = (*choose.pick(&BODIES)).to_owned();
        let content_type = choose.pick(&CONTENT_TYPES);
        draft.text("Content-Type", content_type);
        if choose.chance(1, 2) {
            let (name, value) = choose.pick(&METADATA);
            draft.text(&format!("{}meta-{name}", self.prefix), value);
        }
        draft
    }

    /// A call that shows all versions in a bucket.
    pub fn look(&self, bucket: usize) -> Draft {
        Draft::of("GET", self.buckets[bucket % self.buckets.len()], None).flag("versions")
    }

    /// A call that makes a bucket keep versions, or stop to.
    pub fn versioning(&self, bucket: &str, status: &str) -> Draft {
        let mut draft = Draft::of("PUT", bucket, None).flag("versioning");
        draft.body =
            format!("<VersioningConfiguration><Status>{status}</Status></VersioningConfiguration>");
        draft
    }

    fn bucket(&self, choose: &mut dyn Choose) -> &'static str {
        if choose.chance(1, 120) { LATER } else { self.buckets[choose.below(self.buckets.len())] }
    }

    fn place(&self, choose: &mut dyn Choose) -> Place {
        let bucket = self.bucket(choose).to_owned();
        let key = choose.pick(&self.keys);
        let key = if choose.chance(1, 400) { "k".repeat(1025) } else { (*key).to_owned() };
        (bucket, key)
    }

    fn at_some_place(&self, choose: &mut dyn Choose, method: &str) -> Draft {
        let (bucket, key) = self.place(choose);
        Draft::of(method, &bucket, Some(&key))
    }

    /// A call on an object, or on a version of it.
    fn read(&self, choose: &mut dyn Choose, method: &str) -> Draft {
        let draft = self.at_some_place(choose, method);
        let named = if choose.chance(1, 3) { Some(which_version(choose)) } else { None };
        draft.version(named)
    }

    fn get(&self, choose: &mut dyn Choose) -> Draft {
        let mut draft = self.read(choose, "GET");
        if choose.chance(1, 8) {
            let range = choose.pick(&["bytes=0-1", "bytes=1-", "bytes=-2", "bytes=100-200"]);
            draft.text("Range", range);
        }
        if choose.chance(1, 8) {
            let name = if choose.chance(1, 2) { "If-Match" } else { "If-None-Match" };
            let tag = draft.tag_of_own(which_tag(choose));
            draft.headers.push((name.to_owned(), tag));
        }
        if choose.chance(1, 10) {
            let names = ["If-Modified-Since", "If-Unmodified-Since"];
            let name = (*choose.pick(&names)).to_owned();
            draft.headers.push((name, Fill::Date(some_seconds(choose))));
        }
        draft
    }

    fn put(&self, choose: &mut dyn Choose) -> Draft {
        let mut draft = self.at_some_place(choose, "PUT");
        draft.body = (*choose.pick(&BODIES)).to_owned();
        self.settings(choose, &mut draft);
        if choose.chance(1, 80) {
            draft.text("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==");
        }
        draft
    }

    /// The headers that a PUT and a copy share.
    fn settings(&self, choose: &mut dyn Choose, draft: &mut Draft) {
        let vendor = |name: &str| format!("{}{name}", self.prefix);
        if choose.chance(2, 5) {
            for _ in 0..=choose.below(2) {
                let (name, value) = choose.pick(&METADATA);
                draft.text(&vendor(&format!("meta-{name}")), value);
            }
        }
        if choose.chance(1, 4) {
            let content_type = choose.pick(&CONTENT_TYPES);
            draft.text("Content-Type", content_type);
        }
        if choose.chance(1, 10) {
            draft.text("Cache-Control", "no-cache");
        }
        if choose.chance(1, 8) {
            let canned = if choose.chance(1, 20) { "open" } else { choose.pick(&CANNED) };
            draft.text(&vendor("acl"), canned);
        }
        if choose.chance(1, 8) {
            let class = if choose.chance(1, 20) { "FROZEN" } else { choose.pick(&CLASSES) };
            draft.text(&vendor("storage-class"), self.names.class(class));
        }
        if choose.chance(1, 20) {
            draft.text(&vendor("website-redirect-location"), "/elsewhere");
        }
        if choose.chance(1, 20) {
            let kind = if choose.chance(1, 20) { "rot13" } else { self.names.kms };
            draft.text(&vendor("server-side-encryption"), kind);
        }
        if choose.chance(1, 40) {
            self.customer_key(draft, "server-side-encryption-customer-");
        }
        if choose.chance(1, 40) {
            draft.text(&vendor("grant-read"), "id=bob");
        }
    }

    fn customer_key(&self, draft: &mut Draft, start: &str) {
        let headers = [("algorithm", "AES256"), ("key", "***"), ("key-MD5", CUSTOMER_KEY_MD5)];
        for (name, value) in headers {
            draft.text(&format!("{}{start}{name}", self.prefix), value);
        }
    }

    fn list(&self, choose: &mut dyn Choose) -> Draft {
        let mut draft = Draft::of("GET", self.bucket(choose), None).flag("versions");
        if choose.chance(1, 8) {
            let limit = (choose.below(3) + 1).to_string();
            draft.query.push(("max-keys".to_owned(), Some(Fill::Text(limit))));
        }
        if choose.chance(1, 12) {
            let prefix = Fill::Text((*choose.pick(&["dir/", "t", "none"])).to_owned());
            draft.query.push(("prefix".to_owned(), Some(prefix)));
        }
        draft
    }

    fn put_versioning(&self, choose: &mut dyn Choose) -> Draft {
        let status = choose.weigh(&[(9, "Enabled"), (4, "Suspended"), (1, "Off")]);
        self.versioning(self.bucket(choose), status)
    }

    fn acl(&self, choose: &mut dyn Choose, method: &str) -> Draft {
        let draft = self.at_some_place(choose, method).flag("acl");
        let named = if choose.chance(1, 5) { Some(which_version(choose)) } else { None };
        draft.version(named)
    }

    fn put_acl(&self, choose: &mut dyn Choose) -> Draft {
        let mut draft = self.acl(choose, "PUT");
        if choose.chance(1, 4) {
            "<AccessControlPolicy><Owner><ID>alice</ID></Owner><AccessControlList><Grant>\
             <Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:type=\"CanonicalUser\"><ID>bob</ID></Grantee><Permission>READ</Permission>\
             </Grant></AccessControlList></AccessControlPolicy>"
                .clone_into(&mut draft.body);
        } else {
            let canned = choose.pick(&CANNED);
            draft.text(&format!("{}acl", self.prefix), canned);
        }
        draft
    }

    fn restore(&self, choose: &mut dyn Choose) -> Draft {
        let mut draft = self.at_some_place(choose, "POST").flag("restore");
        let days = choose.weigh(&[(4, 2), (4, 3), (1, 31)]);
        draft.body = format!("<RestoreRequest><Days>{days}</Days></RestoreRequest>");
        draft
    }
}

/// A version that a call may name, most often one that exists.
fn which_version(choose: &mut dyn Choose) -> Which {
    match choose.below(20) {
        0..=16 => Which::Learned(small(choose, 4)),
        17 => Which::Null,
        18 => Which::Unknown,
        _ => Which::Malformed,
    }
}

/// An entity tag that a condition may name.
fn which_tag(choose: &mut dyn Choose) -> Which {
    if choose.chance(1, 4) { Which::Unknown } else { Which::Learned(small(choose, 3)) }
}

/// Seconds from the sending of a call, for a condition.
fn some_seconds(choose: &mut dyn Choose) -> i64 {
    *choose.pick(&[-3600, -1, 0, -2, 3600])
}

fn small(choose: &mut dyn Choose, len: usize) -> u32 {
    u32::try_from(choose.below(len)).unwrap_or(0)
}

#[cfg(test)]
mod tests;
