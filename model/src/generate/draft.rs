//! A call before it is sent, as data, and what a client has learned when it sends it.
//!
//! A draft says where a value that only an answer can show goes into the request. It becomes an
//! [`HttpRequest`] when the client knows what it knows; a place for a value that nobody has seen is
//! then left out. A draft never looks at a store.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::http::{Body, Headers, HttpRequest};
use crate::name::{BucketName, ETag, Key, Md5, Timestamp, VersionId};
use crate::store::UploadId;

/// What stands for itself in a path.
const PATH: AsciiSet =
    NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What stands for itself in a parameter, and in a path that is escaped as a whole.
const PIECE: AsciiSet = PATH.add(b'/');

/// A call to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The method.
    pub method: String,
    /// The bucket addressed.
    pub bucket: String,
    /// The key addressed, decoded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The parameters of the target, some without a value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<(String, Option<Fill>)>,
    /// The headers behind those that every request has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, Fill)>,
    /// The body.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// In the place of the body, how many bytes are sent that nobody keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// In the place of the body, the parts that a completion lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<u32>,
    /// Whether the host names the bucket.
    #[serde(default, skip_serializing_if = "is_false")]
    pub virtual_host: bool,
    /// Whether nobody signs it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub anonymous: bool,
}

fn is_false(it: &bool) -> bool {
    !it
}

/// A value of a header or a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fill {
    /// This text.
    Text(String),
    /// The date so many seconds after the request is sent.
    Date(i64),
    /// An entity tag, in quotes.
    #[expect(missing_docs, reason = "the fields say whose tag, and which of those seen")]
    Tag { bucket: String, key: String, which: Which },
    /// The id of a version.
    #[expect(missing_docs, reason = "the fields say whose id, and which of those seen")]
    Version { bucket: String, key: String, which: Which },
    /// The id of an upload.
    #[expect(missing_docs, reason = "the fields say whose id, and which of those seen")]
    Upload { bucket: String, key: String, which: Which },
    /// What a copy reads.
    Source {
        /// The bucket.
        bucket: String,
        /// The key, decoded.
        key: String,
        /// How the two are written.
        form: SourceForm,
        /// The version, if one is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<Which>,
    },
}

/// Which of the values that a client has seen of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// The one seen so many before the last one, around the ring.
    Learned(u32),
    /// One that no service has given, of the right form.
    Unknown,
    /// One of a wrong form.
    Malformed,
    /// The literal `null`.
    Null,
}

/// How a copy source is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceForm {
    /// `/bucket/key`, each escaped.
    Path,
    /// `bucket/key`, each escaped.
    WithoutSlash,
    /// All of it escaped, slashes too.
    Escaped,
    /// `/bucket` and no key.
    Broken,
}

/// What a client knows from the answers it has read.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    versions: BTreeMap<(String, String), Vec<VersionId>>,
    tags: BTreeMap<(String, String), Vec<ETag>>,
    uploads: BTreeMap<(String, String), Vec<UploadId>>,
    parts: BTreeMap<(String, u32), ETag>,
}

impl Learned {
    /// An answer showed the id of a version; one seen before becomes the last one seen.
    pub fn version(&mut self, bucket: &BucketName, key: &Key, id: VersionId) {
        let seen = self.versions.entry((bucket.to_string(), key.to_string())).or_default();
        seen.retain(|it| *it != id);
        seen.push(id);
    }

    /// An answer showed an entity tag; one seen before becomes the last one seen.
    pub fn tag(&mut self, bucket: &BucketName, key: &Key, tag: ETag) {
        let seen = self.tags.entry((bucket.to_string(), key.to_string())).or_default();
        seen.retain(|it| *it != tag);
        seen.push(tag);
    }

    /// An answer showed the id of an upload.
    pub fn upload(&mut self, bucket: &BucketName, key: &Key, id: UploadId) {
        self.uploads.entry((bucket.to_string(), key.to_string())).or_default().push(id);
    }

    /// An answer showed the entity tag of a part.
    pub fn part(&mut self, upload: &str, number: u32, tag: ETag) {
        self.parts.insert((upload.to_owned(), number), tag);
    }

    fn nth_upload(&self, bucket: &str, key: &str, back: u32) -> Option<&UploadId> {
        nth_last(self.uploads.get(&(bucket.to_owned(), key.to_owned()))?, back)
    }

    fn nth_version(&self, bucket: &str, key: &str, back: u32) -> Option<&VersionId> {
        nth_last(self.versions.get(&(bucket.to_owned(), key.to_owned()))?, back)
    }

    fn nth_tag(&self, bucket: &str, key: &str, back: u32) -> Option<&ETag> {
        nth_last(self.tags.get(&(bucket.to_owned(), key.to_owned()))?, back)
    }
}

fn nth_last<T>(seen: &[T], back: u32) -> Option<&T> {
    let back = usize::try_from(back).ok()?.checked_rem(seen.len())?;
    seen.iter().rev().nth(back)
}

/// Who sends a draft, when, and to whom.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// The host behind a bucket's name.
    pub endpoint: &'a str,
    /// The scheme it signs with.
    pub scheme: &'a str,
    /// The access key of the sender.
    pub access_key: &'a str,
    /// When, by the sender's clock.
    pub now: Timestamp,
    /// Whether version ids are integers here.
    pub integer_ids: bool,
}

impl Draft {
    /// A call without parameters, headers or body.
    pub fn of(method: &str, bucket: &str, key: Option<&str>) -> Self {
        Self {
            method: method.to_owned(),
            bucket: bucket.to_owned(),
            key: key.map(str::to_owned),
            query: Vec::new(),
            headers: Vec::new(),
            body: String::new(),
            size: None,
            parts: Vec::new(),
            virtual_host: false,
            anonymous: false,
        }
    }

    /// This with a parameter that has no value.
    #[must_use]
    pub fn flag(mut self, name: &str) -> Self {
        self.query.push((name.to_owned(), None));
        self
    }

    /// This with a header of known text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), Fill::Text(value.to_owned())));
    }

    /// This, naming a version of its own key.
    #[must_use]
    pub(super) fn version(mut self, which: Option<Which>) -> Self {
        if let Some(which) = which {
            let (bucket, key) = self.own();
            let fill = Fill::Version { bucket, key, which };
            self.query.push(("versionId".to_owned(), Some(fill)));
        }
        self
    }

    /// A tag of its own key.
    pub(super) fn tag_of_own(&self, which: Which) -> Fill {
        let (bucket, key) = self.own();
        Fill::Tag { bucket, key, which }
    }

    fn own(&self) -> (String, String) {
        (self.bucket.clone(), self.key.clone().unwrap_or_default())
    }

    /// The request, as a client that has `learned` so much sends it.
    pub fn resolve(&self, learned: &Learned, sending: &Sending<'_>) -> HttpRequest {
        let host = match self.virtual_host {
            true => format!("{}.{}", self.bucket, sending.endpoint),
            false => sending.endpoint.to_owned(),
        };
        let mut headers = Headers::default();
        headers.push("Host", host);
        headers.push("Date", sending.now.http_date());
        if !self.anonymous {
            let proof = format!("{} {}:***", sending.scheme, sending.access_key);
            headers.push("Authorization", proof);
        }
        for (name, fill) in &self.headers {
            if let Some(value) = fill.resolve(learned, sending) {
                headers.push(name.clone(), value);
            }
        }
        let body = self.sent_body(learned, sending);
        let target = self.target(learned, sending);
        HttpRequest { method: self.method.clone(), target, headers, body }
    }

    fn sent_body(&self, learned: &Learned, sending: &Sending<'_>) -> Body {
        if let Some(size) = self.size {
            let md5 = Some(Md5::of(format!("{size} bytes").as_bytes()));
            return Body::Digest { size, md5, sha256: None };
        }
        if self.parts.is_empty() {
            return if self.body.is_empty() { Body::empty() } else { Body::from(&*self.body) };
        }
        let upload = self.query.iter().find(|(name, _)| name == "uploadId");
        let upload = upload.and_then(|(_, fill)| fill.as_ref()?.resolve(learned, sending));
        let upload = upload.unwrap_or_default();
        let listed = |number: &u32| {
            let known = learned.parts.get(&(upload.clone(), *number)).map(ETag::quoted);
            let tag = known.unwrap_or_else(|| format!("\"{}\"", "0".repeat(32)));
            format!("<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>")
        };
        let parts: String = self.parts.iter().map(listed).collect();
        Body::from(&*format!("<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>"))
    }

    fn target(&self, learned: &Learned, sending: &Sending<'_>) -> String {
        let mut target = String::from("/");
        if !self.virtual_host {
            target.push_str(&self.bucket);
        }
        if let Some(key) = &self.key {
            if !self.virtual_host {
                target.push('/');
            }
            target.extend(utf8_percent_encode(key, &PATH));
        }
        let mut separator = '?';
        for (name, fill) in &self.query {
            let value = match fill {
                None => String::new(),
                Some(fill) => match fill.resolve(learned, sending) {
                    Some(value) => format!("={}", utf8_percent_encode(&value, &PIECE)),
                    None => continue,
                },
            };
            target.push(separator);
            target.push_str(name);
            target.push_str(&value);
            separator = '&';
        }
        target
    }
}

impl Fill {
    /// The text; `None` where it would be a value that the client has not seen.
    fn resolve(&self, learned: &Learned, sending: &Sending<'_>) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Date(seconds) => Some(sending.now.plus(seconds.saturating_mul(1000)).http_date()),
            Self::Tag { bucket, key, which } => match which {
                Which::Learned(back) => learned.nth_tag(bucket, key, *back).map(ETag::quoted),
                Which::Unknown => Some(format!("\"{}\"", "0".repeat(32))),
                Which::Malformed => Some("\"".to_owned()),
                Which::Null => Some("null".to_owned()),
            },
            Self::Upload { bucket, key, which } => {
                let back = if let Which::Learned(back) = which { Some(*back) } else { None };
                let learned = back.and_then(|back| learned.nth_upload(bucket, key, back));
                Some(learned.map_or_else(|| "0".repeat(32), ToString::to_string))
            }
            Self::Version { bucket, key, which } => which.version(learned, sending, bucket, key),
            Self::Source { bucket, key, form, version } => {
                let version = version.and_then(|it| it.version(learned, sending, bucket, key));
                let source = form.write(bucket, key);
                Some(match version {
                    Some(id) => format!("{source}?versionId={id}"),
                    None => source,
                })
            }
        }
    }
}

impl Which {
    fn version(
        self,
        learned: &Learned,
        sending: &Sending<'_>,
        bucket: &str,
        key: &str,
    ) -> Option<String> {
        match self {
            Self::Learned(back) => learned.nth_version(bucket, key, back).map(ToString::to_string),
            Self::Unknown if sending.integer_ids => Some("17".to_owned()),
            Self::Unknown => Some("0".repeat(32)),
            Self::Malformed => Some("not-an-id".to_owned()),
            Self::Null => Some("null".to_owned()),
        }
    }
}

impl SourceForm {
    fn write(self, bucket: &str, key: &str) -> String {
        let path = |set| utf8_percent_encode(key, set);
        match self {
            Self::Path => format!("/{bucket}/{}", path(&PATH)),
            Self::WithoutSlash => format!("{bucket}/{}", path(&PATH)),
            Self::Escaped => format!("%2F{bucket}%2F{}", path(&PIECE)),
            Self::Broken => format!("/{bucket}"),
        }
    }
}
