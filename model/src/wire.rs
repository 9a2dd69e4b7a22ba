//! HTTP to typed request, typed reply to HTTP.
//!
//! Every request decodes to something: what cannot be read is kept as what was seen, for a stage of
//! the model to answer. No decision of a vendor is taken here; where vendors differ a codec takes
//! the choice as a parameter.

pub mod date;
pub mod etags;
pub mod range;
pub mod source;
pub mod target;
pub mod xml;

use crate::http::{Body, Headers, HttpRequest};
use crate::name::{BucketName, Key};
use target::{Addressed, Query, TargetError};

/// A request whose address is read.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method as written.
    pub method: String,
    /// What the target and the host name.
    pub addressed: Result<Addressed, TargetError>,
    /// The parameters of the target.
    pub query: Query,
    /// The header fields.
    pub headers: Headers,
    /// The body.
    pub body: Body,
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the manuals")]
pub enum Operation {
    CopyObject,
    CreateBucket,
    DeleteObject,
    GetObject,
    GetObjectAcl,
    GetVersioning,
    HeadObject,
    ListVersions,
    PutObject,
    PutObjectAcl,
    PutVersioning,
    RestoreObject,
    /// An operation out of the model's scope, and what it may change.
    Unmodelled(Scope),
}

/// How far the effect of an operation out of scope reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// It changes nothing.
    Nothing,
    /// It may change the addressed key.
    Key,
    /// It may change the settings and rights of the addressed bucket.
    Bucket,
}

impl Request {
    /// Reads the address of `request`; `endpoint` is the host behind a bucket's name.
    pub fn decode(request: &HttpRequest, endpoint: Option<&str>) -> Self {
        let host = request.headers.first("host");
        let (addressed, query) = match target::address(&request.target, host, endpoint) {
            Ok((addressed, query)) => (Ok(addressed), query),
            Err(error) => (Err(error), Query::default()),
        };
        Self {
            method: request.method.clone(),
            addressed,
            query,
            headers: request.headers.clone(),
            body: request.body.clone(),
        }
    }

    /// The bucket addressed.
    pub fn bucket(&self) -> Option<&BucketName> {
        match &self.addressed {
            Ok(Addressed::Bucket(bucket) | Addressed::Object(bucket, _)) => Some(bucket),
            Ok(Addressed::Service) | Err(_) => None,
        }
    }

    /// The key addressed.
    pub fn key(&self) -> Option<&Key> {
        match &self.addressed {
            Ok(Addressed::Object(_, key)) => Some(key),
            Ok(Addressed::Service | Addressed::Bucket(_)) | Err(_) => None,
        }
    }

    /// The first field called `name` behind the vendor's `prefix`.
    pub fn vendor(&self, prefix: &str, name: &str) -> Option<&str> {
        let named = |field: &&(String, String)| {
            let (start, rest) = field.0.split_at_checked(prefix.len()).unwrap_or(("", ""));
            start.eq_ignore_ascii_case(prefix) && rest.eq_ignore_ascii_case(name)
        };
        self.headers.0.iter().find(named).map(|(_, value)| value.trim())
    }

    /// The fields whose names start with `prefix` and `start`, by what follows, in lower case.
    pub fn vendor_all(&self, prefix: &str, start: &str) -> Vec<(String, &str)> {
        let start = format!("{prefix}{start}").to_ascii_lowercase();
        let rest = |(name, value): &'_ (String, String)| {
            let name = name.to_ascii_lowercase();
            Some((name.strip_prefix(&start)?.to_owned(), value.len()))
        };
        let fields = self.headers.0.iter();
        fields.filter_map(|it| rest(it).map(|(name, _)| (name, it.1.trim()))).collect()
    }

    /// Whether the answer has no body whatever it says.
    pub fn is_head(&self) -> bool {
        self.method == "HEAD"
    }

    /// What the request asks for; `prefix` stands before vendor headers.
    pub fn operation(&self, prefix: &str) -> Operation {
        match &self.addressed {
            Ok(Addressed::Object(..)) => self.object_operation(prefix),
            Ok(Addressed::Bucket(_)) => self.bucket_operation(),
            Ok(Addressed::Service) | Err(_) => Operation::Unmodelled(Scope::Nothing),
        }
    }

    fn object_operation(&self, prefix: &str) -> Operation {
        let only = |allowed: &[&str]| {
            self.query.parameters().iter().all(|(name, _)| allowed.contains(&name.as_str()))
        };
        let part = self.query.has("uploadId") || self.query.has("uploads");
        match self.method.as_str() {
            "PUT" if self.query.has("acl") && only(&["acl", "versionId"]) => {
                Operation::PutObjectAcl
            }
            "PUT" if only(&["x-id", "versionId"]) => {
                match self.vendor(prefix, "copy-source").is_some() {
                    true => Operation::CopyObject,
                    false => Operation::PutObject,
                }
            }
            "GET" if self.query.has("acl") && only(&["acl", "versionId"]) => {
                Operation::GetObjectAcl
            }
            "GET" if only(&["x-id", "versionId"]) => Operation::GetObject,
            "HEAD" if only(&["x-id", "versionId"]) => Operation::HeadObject,
            "DELETE" if !part && !self.query.has("tagging") => Operation::DeleteObject,
            "POST" if self.query.has("restore") && only(&["restore", "versionId"]) => {
                Operation::RestoreObject
            }
            "GET" | "HEAD" | "OPTIONS" => Operation::Unmodelled(Scope::Nothing),
            _ => Operation::Unmodelled(Scope::Key),
        }
    }

    fn bucket_operation(&self) -> Operation {
        const LISTING: [&str; 7] = [
            "versions",
            "prefix",
            "max-keys",
            "key-marker",
            "version-id-marker",
            "encoding-type",
            "x-id",
        ];
        let only = |allowed: &[&str]| {
            self.query.parameters().iter().all(|(name, _)| allowed.contains(&name.as_str()))
        };
        let url_encoded = self.query.first("encoding-type").is_some_and(|it| !it.is_empty());
        match self.method.as_str() {
            "PUT" if self.query.is_empty() => Operation::CreateBucket,
            "PUT" if self.query.has("versioning") => Operation::PutVersioning,
            "GET" if self.query.has("versioning") => Operation::GetVersioning,
            "GET" if self.query.has("versions") && only(&LISTING) && !url_encoded => {
                Operation::ListVersions
            }
            "GET" | "HEAD" | "OPTIONS" => Operation::Unmodelled(Scope::Nothing),
            _ => Operation::Unmodelled(Scope::Bucket),
        }
    }
}
