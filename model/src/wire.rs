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
    AppendObject,
    AbortUpload,
    CompleteUpload,
    CopyObject,
    /// The upload of a part whose bytes are taken from an object.
    CopyPart,
    CreateBucket,
    DeleteBucketEncryption,
    DeleteObject,
    DeleteObjects,
    DeleteTags,
    GetBucketClass,
    GetObject,
    GetObjectAcl,
    GetTags,
    GetVersioning,
    HeadObject,
    ListObjects,
    InitiateUpload,
    ListParts,
    ListVersions,
    PutBucketClass,
    PutBucketEncryption,
    PutObject,
    PutObjectAcl,
    PutRetention,
    PutTags,
    PutVersioning,
    RestoreObject,
    UploadPart,
    /// An operation out of the model's scope, and what it may change.
    Unmodelled(Scope),
}

impl Operation {
    /// Whether it is about a multipart upload.
    pub fn is_multipart(self) -> bool {
        matches!(
            self,
            Self::AbortUpload
                | Self::CompleteUpload
                | Self::CopyPart
                | Self::InitiateUpload
                | Self::ListParts
                | Self::UploadPart
        )
    }

    /// Whether it changes nothing, whatever is stored.
    pub fn only_reads(self) -> bool {
        matches!(
            self,
            Self::GetBucketClass
                | Self::GetObject
                | Self::GetObjectAcl
                | Self::GetTags
                | Self::GetVersioning
                | Self::HeadObject
                | Self::ListObjects
                | Self::ListParts
                | Self::ListVersions
                | Self::Unmodelled(Scope::Nothing)
        )
    }

    /// Whether it takes bytes from an object: then it reads at one instant and writes at another.
    pub fn is_copy(self) -> bool {
        matches!(self, Self::CopyObject | Self::CopyPart)
    }
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

impl Operation {
    /// What the operation may change, if not every dialect describes it.
    pub fn scope_where_not_offered(self) -> Option<Scope> {
        match self {
            Self::GetBucketClass | Self::GetTags | Self::ListObjects => Some(Scope::Nothing),
            Self::AppendObject | Self::DeleteTags | Self::PutRetention | Self::PutTags => {
                Some(Scope::Key)
            }
            Self::DeleteBucketEncryption
            | Self::DeleteObjects
            | Self::PutBucketClass
            | Self::PutBucketEncryption => Some(Scope::Bucket),
            _ => None,
        }
    }
}
/// The parameters that make a request one on a part.
const PART: [&str; 2] = ["partNumber", "uploadId"];

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
        const TAGGING: [&str; 2] = ["tagging", "versionId"];
        let only = |allowed: &[&str]| {
            self.query.parameters().iter().all(|(name, _)| allowed.contains(&name.as_str()))
        };
        let upload = self.query.has("uploadId");
        // Whether the case of these names counts is for the dialect to say.
        let part = PART.iter().any(|it| self.query.first_ignoring_case(it).is_some());
        match self.method.as_str() {
            "PUT" if part && self.is_on_a_part() => {
                match self.vendor(prefix, "copy-source").is_some() {
                    true => Operation::CopyPart,
                    false => Operation::UploadPart,
                }
            }
            "POST" if self.query.has("uploads") && only(&["uploads", "x-id"]) => {
                Operation::InitiateUpload
            }
            "POST" if upload && only(&["uploadId", "x-id"]) => Operation::CompleteUpload,
            "DELETE" if upload && only(&["uploadId", "x-id"]) => Operation::AbortUpload,
            "GET" if upload && only(&["uploadId", "max-parts", "part-number-marker", "x-id"]) => {
                Operation::ListParts
            }
            "PUT" if self.query.has("acl") && only(&["acl", "versionId"]) => {
                Operation::PutObjectAcl
            }
            "PUT" if self.query.has("retention") && only(&["retention", "versionId"]) => {
                Operation::PutRetention
            }
            "PUT" if self.query.has("tagging") && only(&TAGGING) => Operation::PutTags,
            "GET" if self.query.has("tagging") && only(&TAGGING) => Operation::GetTags,
            "DELETE" if self.query.has("tagging") && only(&TAGGING) => Operation::DeleteTags,
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
            "DELETE" if !upload && !self.query.has("uploads") && !self.query.has("tagging") => {
                Operation::DeleteObject
            }
            "POST" if self.query.has("append") && only(&["append", "position"]) => {
                Operation::AppendObject
            }
            "POST" if self.query.has("restore") && only(&["restore", "versionId"]) => {
                Operation::RestoreObject
            }
            "GET" | "HEAD" | "OPTIONS" => Operation::Unmodelled(Scope::Nothing),
            _ => Operation::Unmodelled(Scope::Key),
        }
    }

    /// Whether every parameter is one of a part's, in any case, or says nothing.
    fn is_on_a_part(&self) -> bool {
        let known =
            |name: &str| name == "x-id" || PART.iter().any(|it| it.eq_ignore_ascii_case(name));
        self.query.parameters().iter().all(|(name, _)| known(name))
    }

    fn bucket_operation(&self) -> Operation {
        const OBJECTS: [&str; 4] = ["prefix", "marker", "max-keys", "x-id"];
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
        let class = self.query.has("storagePolicy") || self.query.has("storageClass");
        let url_encoded = self.query.first("encoding-type").is_some_and(|it| !it.is_empty());
        match self.method.as_str() {
            "PUT" if self.query.is_empty() => Operation::CreateBucket,
            "PUT" if self.query.has("versioning") => Operation::PutVersioning,
            "GET" if self.query.has("versioning") => Operation::GetVersioning,
            "GET" if self.query.has("versions") && only(&LISTING) && !url_encoded => {
                Operation::ListVersions
            }
            "GET" if only(&OBJECTS) => Operation::ListObjects,
            "GET" if class => Operation::GetBucketClass,
            "PUT" if class => Operation::PutBucketClass,
            "PUT" if self.query.has("encryption") => Operation::PutBucketEncryption,
            "DELETE" if self.query.has("encryption") => Operation::DeleteBucketEncryption,
            "POST" if self.query.has("delete") => Operation::DeleteObjects,
            "GET" | "HEAD" | "OPTIONS" => Operation::Unmodelled(Scope::Nothing),
            _ => Operation::Unmodelled(Scope::Bucket),
        }
    }
}
