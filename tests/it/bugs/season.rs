//! What the grammar of calls does not draw by itself and known bugs need: tags, odd keys, copies of
//! an object onto itself, encrypted sources.
//!
//! Every scenario is seasoned alike, whichever bug is looked for, and from its own seed. Nothing
//! here moves an instant or knows a mutant.

use model::dialect::Dialect;
use model::generate::{Draft, Fill, SourceForm, Which};
use model::name::Md5;
use model::wire::Operation;
use sim::scenario::{Options, Scenario, Step};

/// The key of uploads that are carried through. One call may write there meanwhile;
/// nothing is copied from there.
const ASSEMBLED: &str = "assembled";

/// What the grammar sends of the one customer key there is.
const CUSTOMER_KEY: [(&str, &str); 3] =
    [("algorithm", "AES256"), ("key", "***"), ("key-MD5", "MDEyMzQ1Njc4OWFiY2RlZg==")];

/// A key that a careless parser takes for a version of another one.
pub(super) const LIKE_A_VERSION: &str = "two.txt?versionId=null";

/// The scenario of a seed, seasoned.
pub(super) fn scenario(dialect: &Dialect, seed: u64) -> Scenario {
    let clients = usize::try_from(seed % 3).map_or(1, |it| it + 1);
    let options = Options { clients, steps: 8 + 6 / clients, ..Options::default() };
    let mut scenario = Scenario::draw(dialect, seed, &options);
    for client in &mut scenario.clients {
        let mut written = None;
        for step in &mut client.steps {
            let mut luck = Luck::of(seed, step);
            gather(&mut step.request, seed);
            rename(&mut step.request, seed);
            if let Some(place) = written.take().filter(|_| luck.one_in(2)) {
                step.request = look(place, &mut luck, dialect);
            }
            season(&mut step.request, &mut luck, dialect, seed);
            written = written_by(&step.request);
        }
        if seed % 4 == 3 {
            upload(&mut client.steps, dialect, seed);
        }
    }
    scenario
}

/// In half of the scenarios all happens in one bucket and to two keys.
fn gather(draft: &mut Draft, seed: u64) {
    if seed.is_multiple_of(2) {
        let bucket = |it: &mut String| {
            if it == "beta" {
                "alpha".clone_into(it);
            }
        };
        let key = |it: &mut String| {
            if it.starts_with("dir/") {
                "two.txt".clone_into(it);
            }
        };
        each_place(draft, bucket, key);
    }
}

/// Goes over the buckets and keys that a call names.
fn each_place(
    draft: &mut Draft,
    mut bucket: impl FnMut(&mut String),
    mut key: impl FnMut(&mut String),
) {
    bucket(&mut draft.bucket);
    draft.key.iter_mut().for_each(&mut key);
    let parameters = draft.query.iter_mut().filter_map(|(_, it)| it.as_mut());
    for fill in draft.headers.iter_mut().map(|(_, it)| it).chain(parameters) {
        if let Fill::Source { bucket: b, key: k, .. }
        | Fill::Tag { bucket: b, key: k, .. }
        | Fill::Version { bucket: b, key: k, .. }
        | Fill::Upload { bucket: b, key: k, .. } = fill
        {
            bucket(b);
            key(k);
        }
    }
}

/// The place that a call writes.
fn written_by(draft: &Draft) -> Option<(String, String)> {
    let has = |name: &str| draft.query.iter().any(|(it, _)| it == name);
    let completes = draft.method == "POST" && has("uploadId");
    let writes = draft.method == "PUT" && (draft.query.is_empty() || has("acl"));
    draft.key.clone().filter(|_| writes || completes).map(|key| (draft.bucket.clone(), key))
}

/// A call that shows what was written.
fn look((bucket, key): (String, String), luck: &mut Luck, dialect: &Dialect) -> Draft {
    let plain = |method| Draft::of(method, &bucket, Some(&key));
    let tags = dialect.wire.offers.contains(&Operation::GetTags);
    match luck.below(if tags { 8 } else { 6 }) {
        0..=2 => plain("GET"),
        3 => plain("HEAD"),
        4 => plain("GET").flag("acl"),
        5 => Draft::of("GET", &bucket, None).flag("versions"),
        _ => plain("GET").flag("tagging"),
    }
}

/// An upload from its beginning to what becomes of it, in place of the first calls but two.
fn upload(steps: &mut [Step], dialect: &Dialect, seed: u64) {
    let (bucket, source, key) = ("alpha", "two.txt", ASSEMBLED);
    let of_upload = |mut draft: Draft, number: Option<&str>| {
        if let Some(number) = number {
            draft.query.push(("partNumber".to_owned(), Some(Fill::Text(number.to_owned()))));
        }
        let (bucket, key) = (bucket.to_owned(), key.to_owned());
        let fill = Fill::Upload { bucket, key, which: Which::Learned(0) };
        draft.query.push(("uploadId".to_owned(), Some(fill)));
        draft
    };
    let plain = |method| Draft::of(method, bucket, Some(key));
    let mut begun = false;
    for (at, step) in steps.iter_mut().skip(2).enumerate() {
        let mut luck = Luck::of(seed, step);
        luck.next = 8;
        let prefix = dialect.wire.prefix;
        step.request = match at {
            0 => {
                let mut draft = plain("POST").flag("uploads");
                if luck.one_in(2) {
                    let asked = format!("{prefix}server-side-encryption");
                    draft.text(&asked, dialect.wire.names.kms);
                }
                draft
            }
            1 => {
                let mut draft = of_upload(plain("PUT"), Some("1"));
                let (bucket, key) = (bucket.to_owned(), source.to_owned());
                let form = SourceForm::Path;
                let fill = Fill::Source { bucket, key, form, version: None };
                draft.headers.push((format!("{prefix}copy-source"), fill));
                if luck.one_in(2) {
                    let range = ["bytes=0-1", "0-1", "bytes=0-2"][luck.below(3)];
                    draft.text(&format!("{prefix}copy-source-range"), range);
                }
                draft
            }
            2 if luck.one_in(2) => {
                let mut draft = plain("PUT");
                "written meanwhile".clone_into(&mut draft.body);
                draft
            }
            2 | 3 if !begun => {
                begun = true;
                let mut draft = of_upload(plain("POST"), None);
                draft.parts = vec![1];
                draft
            }
            3 | 4 if begun && luck.one_in(2) => {
                let mut draft = of_upload(plain("POST"), None);
                draft.parts = vec![1];
                draft
            }
            4 | 5 => plain("GET"),
            _ => continue,
        };
    }
}

/// Choices that hang on the seed and the call alone.
struct Luck {
    digits: Vec<u8>,
    next: usize,
}

impl Luck {
    fn of(seed: u64, step: &Step) -> Self {
        let named = format!("seasoning {seed} {}", step.call);
        Self { digits: Md5::of(named.as_bytes()).to_string().into_bytes(), next: 0 }
    }

    fn below(&mut self, limit: usize) -> usize {
        let digit = |at: usize| usize::from(self.digits[at % self.digits.len()]);
        let drawn = digit(self.next) * 251 + digit(self.next + 1);
        self.next += 2;
        drawn % limit
    }

    fn one_in(&mut self, whole: usize) -> bool {
        self.below(whole) == 0
    }
}

/// In some scenarios one key has another name, everywhere.
fn rename(draft: &mut Draft, seed: u64) {
    let new = match seed % 8 {
        1 => LIKE_A_VERSION,
        2 => "a b",
        4 => "a+b",
        _ => return,
    };
    let key = |key: &mut String| {
        if key == "one" {
            new.clone_into(key);
        }
    };
    each_place(draft, |_| {}, key);
}

fn season(draft: &mut Draft, luck: &mut Luck, dialect: &Dialect, seed: u64) {
    let prefix = dialect.wire.prefix;
    let is_part = draft.query.iter().any(|(name, _)| name == "partNumber");
    let writes = draft.method == "PUT" && draft.key.is_some() && draft.query.is_empty();
    let begins = draft.query.iter().any(|(name, _)| name == "uploads");
    let own = (draft.bucket.clone(), draft.key.clone().unwrap_or_default());
    let onto_itself = luck.one_in(6) && !is_part;
    let broken = luck.one_in(40);
    let mut source = None;
    for (_, fill) in &mut draft.headers {
        if let Fill::Source { bucket, key, form, .. } = fill {
            if onto_itself {
                (*bucket, *key) = own.clone();
            }
            if broken {
                *form = SourceForm::Broken;
            }
            source = Some((bucket.clone(), key.clone()));
        }
    }
    let is_copy = source.is_some();
    if let Some((bucket, key)) = source.filter(|_| writes && luck.one_in(10)) {
        let condition = |name: &str| format!("{prefix}copy-source-if-{name}");
        let start = condition("");
        draft.headers.retain(|(name, _)| !name.starts_with(&start));
        let tag = Fill::Tag { bucket, key, which: Which::Learned(0) };
        draft.headers.push((condition("match"), tag));
        draft.headers.push((condition("unmodified-since"), Fill::Date(-3600)));
    }
    if is_copy && writes && seed.is_multiple_of(5) && luck.one_in(4) {
        let start = format!("{prefix}copy-source-server-side-encryption-customer-");
        draft.headers.retain(|(name, _)| !name.starts_with(&start));
        for (name, value) in CUSTOMER_KEY {
            draft.text(&format!("{start}{name}"), value);
        }
    }
    if (writes || begins) && luck.one_in(2) {
        let tags = ["team=red", "team=blue&room=4", ""][luck.below(3)];
        draft.text(&format!("{prefix}tagging"), tags);
    }
    if writes && is_copy && luck.one_in(2) {
        let directive = ["COPY", "REPLACE"][luck.below(2)];
        draft.text(&format!("{prefix}tagging-directive"), directive);
    }
    let moves = is_copy && writes && onto_itself;
    if moves && !draft.headers.iter().any(|(name, _)| name.ends_with("metadata-directive")) {
        draft.text(&format!("{prefix}metadata-directive"), "REPLACE");
    }
    if (writes && !is_copy || begins || moves) && seed.is_multiple_of(5) && luck.one_in(2) {
        let asked = format!("{prefix}server-side-encryption");
        if !draft.headers.iter().any(|(name, _)| name.starts_with(&asked)) {
            draft.text(&asked, dialect.wire.names.kms);
        }
    }
}

/// The version that [`LIKE_A_VERSION`] looks like.
pub(super) fn as_a_version(key: &str) -> Option<(String, Which)> {
    let (key, _) = key.split_once("?versionId=")?;
    Some((key.to_owned(), Which::Null))
}
