//! Turning an answer into exact bytes, and filling its holes.

use super::document;
use crate::dialect::Dialect;
use crate::http::{Body, Headers, HttpResponse};
use crate::name::{BucketName, Key, Timestamp};
use crate::reply::{
    BodyPattern, Expected, Header, ListedVersion, Listing, PartListing, ReplyPattern, Shown,
};
use crate::store::{
    Acl, Bindings, Content, Field, Grantee, HiddenId, Span, Term, Value, Versioning,
};
use crate::wire::xml::{self, Element, Style};

/// What a service adds to every answer.
#[derive(Clone, Debug)]
pub struct Emission<'a> {
    /// The service's clock.
    pub now: Timestamp,
    /// The id of the request.
    pub request_id: String,
    /// Whether the request asked for an indented body.
    pub pretty: bool,
    /// Whether the answer goes to a `HEAD`.
    pub bodiless: bool,
    /// The bucket and key the request named, for error documents.
    pub addressed: (Option<&'a str>, Option<&'a str>),
}

/// The text of a versioning state; a bucket that never had versions shows none.
pub(super) fn status_text(state: Versioning) -> Option<&'static str> {
    match state {
        Versioning::Unversioned => None,
        Versioning::Enabled => Some("Enabled"),
        Versioning::Suspended => Some("Suspended"),
    }
}

impl<T: Clone> Shown<T> {
    pub(super) fn bind(&mut self, id: HiddenId, value: &T) {
        if matches!(self, Self::Hidden(it) if *it == id) {
            *self = Self::Known(value.clone());
        }
    }
}

impl ReplyPattern {
    /// Replaces hidden values by what was shown or chosen.
    pub fn bind(&mut self, bindings: &Bindings) {
        for (id, value) in bindings {
            for (expected, _) in self.headers.values_mut() {
                expected.bind(*id, value);
            }
            if let (Some((metadata, _)), Value::Metadata(value)) = (&mut self.metadata, value) {
                metadata.bind(*id, value);
            }
            if let (Some((system, _)), Value::System(value)) = (&mut self.system, value) {
                system.bind(*id, value);
            }
            self.body.0.bind(*id, value);
        }
    }

    /// The answer in bytes.
    ///
    /// # Panics
    ///
    /// Where a value is still hidden: a service fills every hole before it answers.
    pub fn encode(&self, dialect: &Dialect, emission: &Emission<'_>) -> HttpResponse {
        let wire = &dialect.wire;
        let mut headers = Headers::default();
        headers.push("Date", emission.now.http_date());
        let own = |name: &str| match &self.system {
            Some((Shown::Known(system), _)) => {
                system.keys().any(|it| it.eq_ignore_ascii_case(name))
            }
            _ => false,
        };
        for (name, value) in wire.fixed.iter().filter(|(name, _)| !own(name)) {
            headers.push(*name, *value);
        }
        if wire.request_ids {
            headers.push(format!("{}request-id", wire.prefix), emission.request_id.clone());
            headers.push(format!("{}id-2", wire.prefix), emission.request_id.clone());
        }
        for (header, (expected, _)) in &self.headers {
            if let Some(value) = expected.text() {
                headers.push(header.on(wire), value);
            }
        }
        if let Some((Shown::Known(system), _)) = &self.system {
            system.iter().for_each(|(name, value)| headers.push(*name, value.clone()));
        }
        if let Some((Shown::Known(metadata), _)) = &self.metadata {
            for (name, value) in metadata {
                headers.push(format!("{}meta-{name}", wire.prefix), value.clone());
            }
        }
        if let (Some(name), true, true) =
            (wire.error_message_header, emission.bodiless, self.is_error())
        {
            let code = self.code.unwrap_or(default_code(self.status));
            headers.push(wire.error_code_header, code);
            headers.push(name, message(dialect, code));
        }
        let body = self.encode_body(dialect, emission, &mut headers);
        let body = if emission.bodiless { Body::empty() } else { body };
        HttpResponse { status: self.status, reason: None, headers, body, cut: false }
    }

    fn encode_body(
        &self,
        dialect: &Dialect,
        emission: &Emission<'_>,
        headers: &mut Headers,
    ) -> Body {
        let wire = &dialect.wire;
        let is_error = self.is_error() || self.body.0 == BodyPattern::LateError;
        if let BodyPattern::Object { content, part, .. } = &self.body.0 {
            let body = object_body(content, *part);
            if !self.headers.contains_key(&Header::ContentLength) {
                headers.push("Content-Length", body_size(&body).to_string());
            }
            return body;
        }
        let root = self.document(dialect, emission);
        let Some(root) = root.filter(|_| self.status != 204 && self.status != 304) else {
            if self.status != 204 && !self.headers.contains_key(&Header::ContentLength) {
                headers.push("Content-Length", "0");
            }
            return Body::empty();
        };
        let style = Style {
            declaration: if is_error { wire.error_declaration } else { wire.declaration },
            namespace: (!is_error).then(|| wire.namespace.to_owned()),
            indent: emission.pretty.then_some(wire.pretty_indent).or(wire.default_indent()),
        };
        let text = xml::write(&root, &style);
        if !self.headers.contains_key(&Header::ContentType) {
            headers.push("Content-Type", wire.xml_type);
        }
        if wire.chunked {
            headers.push("Transfer-Encoding", "chunked");
        } else {
            headers.push("Content-Length", text.len().to_string());
        }
        Body::from(text.as_str())
    }

    fn is_error(&self) -> bool {
        matches!(self.body.0, BodyPattern::Error | BodyPattern::Unmet(_))
    }

    /// The document behind the headers, where there is one.
    fn document(&self, dialect: &Dialect, emission: &Emission<'_>) -> Option<Element> {
        match &self.body.0 {
            BodyPattern::Ignored | BodyPattern::LateNothing | BodyPattern::Object { .. } => None,
            BodyPattern::Error | BodyPattern::Unmet(_) => {
                Some(self.error_document(dialect, emission))
            }
            BodyPattern::LateError => Some(
                Element::new("Error")
                    .with(Element::text("Code", "InternalError"))
                    .with(Element::text("RequestId", &emission.request_id)),
            ),
            BodyPattern::CopyResult { root, modified, etag } => Some(
                Element::new(*root)
                    .with(Element::text("LastModified", instant(modified.0).rfc3339_millis()))
                    .with(Element::text("ETag", known(etag).quoted())),
            ),
            BodyPattern::LateResult(root) => Some(Element::new(*root)),
            BodyPattern::UploadBegun { at, id } => Some(
                named("InitiateMultipartUploadResult", at)
                    .with(Element::text("UploadId", known(id).as_str())),
            ),
            BodyPattern::Assembled { at: (bucket, key), etag } => Some(
                Element::new("CompleteMultipartUploadResult")
                    .with(Element::text("Location", format!("/{bucket}/{key}")))
                    .with(Element::text("Bucket", bucket.as_str()))
                    .with(Element::text("Key", key.as_str()))
                    .with(Element::text("ETag", known(etag).quoted())),
            ),
            BodyPattern::Parts(listing) => Some(listing.document()),
            BodyPattern::Versioning(state) => {
                let root = Element::new("VersioningConfiguration");
                Some(match status_text(*state) {
                    Some(status) => root.with(Element::text("Status", status)),
                    None => root,
                })
            }
            BodyPattern::Versions(listing) => Some(listing.document()),
            BodyPattern::Document(root) => Some(root.clone()),
            BodyPattern::Deleted(entries) => Some(document::deleted(entries)),
            BodyPattern::Objects(listing) => Some(listing.document()),
            BodyPattern::Acl { owner, acl } => {
                let plain = dialect.wire.plain_grantees;
                let write = if plain { plain_acl_document } else { acl_document };
                Some(write(known(owner).as_deref(), known(acl)))
            }
        }
    }

    fn error_document(&self, dialect: &Dialect, emission: &Emission<'_>) -> Element {
        let code = self.code.unwrap_or(default_code(self.status));
        let mut root = Element::new("Error")
            .with(Element::text("Code", code))
            .with(Element::text("Message", message(dialect, code)))
            .with(Element::text("RequestId", &emission.request_id))
            .with(Element::text("HostId", &emission.request_id));
        if let (Some(bucket), "NoSuchBucket", true) =
            (emission.addressed.0, code, dialect.wire.error_names_bucket)
        {
            root = root.with(Element::text("BucketName", bucket));
        }
        if let (Some(key), "NoSuchKey") = (emission.addressed.1, code) {
            root = root.with(Element::text("Key", key));
        }
        if let BodyPattern::Unmet(conditions) = &self.body.0 {
            let named = conditions.first().map(|it| Element::text("Condition", it));
            root = named.into_iter().fold(root, Element::with);
        }
        root
    }
}

/// The message of an error.
fn message(dialect: &Dialect, code: &'static str) -> &'static str {
    let printed = dialect.wire.messages.iter().find(|(it, _)| *it == code);
    printed.map_or(code, |(_, message)| message)
}

/// A code to print where the documents name only the status.
fn default_code(status: u16) -> &'static str {
    match status {
        400 => "InvalidRequest",
        403 => "AccessDenied",
        404 => "NoSuchKey",
        405 => "MethodNotAllowed",
        409 => "OperationAborted",
        412 => "PreconditionFailed",
        413 => "EntityTooLarge",
        416 => "InvalidRange",
        501 => "NotImplemented",
        503 => "ServiceUnavailable",
        _ => "InternalError",
    }
}

pub(super) fn known<T>(shown: &Shown<T>) -> &T {
    shown.known().expect("a service fills every hole before it answers")
}

pub(super) fn instant(span: Span) -> Timestamp {
    span.instant().expect("a service knows its own clock")
}

fn object_body(content: &Shown<Content>, part: Option<(u64, u64, u64)>) -> Body {
    let content = known(content);
    match (&content.bytes, part) {
        (Some(bytes), None) => Body::Bytes(bytes.clone()),
        (Some(bytes), Some((first, last, _))) => {
            let range = usize::try_from(first).unwrap_or(0)..=usize::try_from(last).unwrap_or(0);
            Body::Bytes(bytes.get(range).unwrap_or_default().into())
        }
        (None, None) => Body::Digest {
            size: content.size.unwrap_or(0),
            md5: content.md5,
            sha256: content.sha256,
        },
        (None, Some(_)) => Body::Unknown,
    }
}

fn body_size(body: &Body) -> u64 {
    match body {
        Body::Bytes(bytes) => bytes.len() as u64,
        Body::Digest { size, .. } => *size,
        Body::Unknown => 0,
    }
}

impl Expected {
    fn bind(&mut self, id: HiddenId, value: &Value) {
        match (&mut *self, value) {
            (Self::Id(shown), Value::Id(value)) => shown.bind(id, value),
            (Self::ETag(shown) | Self::Address { etag: shown, .. }, Value::ETag(value)) => {
                shown.bind(id, value);
            }
            (Self::Modified(span, it), Value::Modified(value)) if *it == id => *span = *value,
            (Self::Learned(it), value) if *it == id => {
                *self = match value {
                    Value::Text(Some(text)) | Value::Class(text) => Self::Text(text.clone()),
                    _ => Self::Anything,
                };
            }
            _ => {}
        }
    }

    fn text(&self) -> Option<String> {
        match self {
            Self::Absent | Self::Anything | Self::Learned(_) | Self::Size(None, _) => None,
            Self::Text(text) | Self::Some(text) => Some(text.clone()),
            Self::Address { start, rest, etag } => {
                Some(format!("{start}{rest}{}", known(etag).as_str()))
            }
            Self::Among(texts) => texts.first().map(|it| (*it).to_owned()),
            Self::Retained(term) => Some(term_text(term)),
            Self::Id(id) => Some(known(id).to_string()),
            Self::ETag(etag) => Some(known(etag).quoted()),
            Self::Modified(span, _) => Some(instant(*span).http_date()),
            Self::RestoredUntil(span, _) => {
                let date = span.earliest.http_date();
                Some(format!("ongoing-request=\"false\", expiry-date=\"{date}\""))
            }
            Self::Size(Some(size), _) => Some(size.to_string()),
            Self::KeyId(id, in_full) => {
                let id = id.as_deref().unwrap_or("default");
                let named = !in_full || id.contains('/');
                Some(if named { id.to_owned() } else { format!("region:domain:key/{id}") })
            }
        }
    }

    fn hidden(&self) -> Option<HiddenId> {
        match self {
            Self::Id(Shown::Hidden(id))
            | Self::ETag(Shown::Hidden(id))
            | Self::Address { etag: Shown::Hidden(id), .. }
            | Self::Learned(id) => Some(*id),
            _ => None,
        }
    }
}

/// A retention as answers print it: one of the special values, or the second at which it ends.
fn term_text(term: &Term) -> String {
    match term {
        Term::Allowed => "0".into(),
        Term::Prohibited => "-1".into(),
        Term::Unspecified => "-2".into(),
        Term::Until(span) => instant(*span).0.div_euclid(1000).to_string(),
        Term::Class(name) => name.clone(),
    }
}

impl BodyPattern {
    fn bind(&mut self, id: HiddenId, value: &Value) {
        match (self, value) {
            (Self::CopyResult { modified, .. }, Value::Modified(span)) if modified.1 == id => {
                modified.0 = *span;
            }
            (Self::CopyResult { etag, .. } | Self::Assembled { etag, .. }, Value::ETag(value)) => {
                etag.bind(id, value);
            }
            (Self::UploadBegun { id: shown, .. }, Value::Id(value)) => shown.bind(id, value),
            (Self::Parts(listing), value) => listing.bind(id, value),
            (Self::Object { content, .. }, Value::Content(value)) => content.bind(id, value),
            (Self::Acl { owner, .. }, Value::Owner(value)) => owner.bind(id, value),
            (Self::Acl { acl, .. }, Value::Acl(value)) => acl.bind(id, value),
            (Self::Deleted(entries), Value::Id(value)) => {
                entries.iter_mut().for_each(|it| it.bind(id, value));
            }
            (Self::Objects(listing), value) => {
                listing.objects.iter_mut().for_each(|it| it.bind(id, value));
            }
            (Self::Versions(listing), value) => {
                listing.versions.iter_mut().for_each(|it| it.bind(id, value));
            }
            _ => {}
        }
    }
}

impl ListedVersion {
    pub(super) fn bind(&mut self, id: HiddenId, value: &Value) {
        match (value, &mut self.object) {
            (Value::Id(value), _) => self.id.bind(id, value),
            (Value::Modified(span), _) if self.modified.1 == id => self.modified.0 = *span,
            (Value::ETag(value), Some(object)) => object.etag.bind(id, value),
            (Value::Class(value), Some(object)) => object.class.bind(id, value),
            (Value::Owner(value), Some(object)) => object.owner.bind(id, value),
            _ => {}
        }
    }

    fn document(&self) -> Element {
        let name = if self.object.is_some() { "Version" } else { "DeleteMarker" };
        let mut entry = Element::new(name)
            .with(Element::text("Key", self.key.as_str()))
            .with(Element::text("VersionId", known(&self.id).as_str()))
            .with(Element::text("IsLatest", if self.latest { "true" } else { "false" }))
            .with(Element::text("LastModified", instant(self.modified.0).rfc3339_millis()));
        if self.object.is_some() {
            entry = self.describe_object(entry);
        }
        entry
    }

    /// `entry` with what a list says of an object.
    pub(super) fn describe_object(&self, entry: Element) -> Element {
        let Some(object) = &self.object else { return entry };
        entry
            .with(Element::text("ETag", known(&object.etag).quoted()))
            .with(Element::text("Size", object.size.0.unwrap_or(0).to_string()))
            .with(Element::text("StorageClass", known(&object.class)))
            .with(owner_element(known(&object.owner).as_deref()))
    }
}

impl Listing {
    fn document(&self) -> Element {
        let mut root = Element::new("ListVersionsResult")
            .with(Element::text("Name", self.bucket.as_str()))
            .with(Element::text("Prefix", &self.prefix))
            .with(Element::text("KeyMarker", &self.key_marker))
            .with(Element::text("VersionIdMarker", &self.version_marker))
            .with(Element::text("MaxKeys", self.max_keys.to_string()))
            .with(Element::text("IsTruncated", if self.truncated { "true" } else { "false" }));
        for version in &self.versions {
            root = root.with(version.document());
        }
        root
    }
}

impl PartListing {
    fn bind(&mut self, id: HiddenId, value: &Value) {
        match value {
            Value::Owner(value) => self.owner.bind(id, value),
            Value::Class(value) => self.class.bind(id, value),
            _ => {}
        }
        for part in &mut self.parts {
            match value {
                Value::Modified(span) if part.modified.1 == id => part.modified.0 = *span,
                Value::ETag(value) => part.etag.bind(id, value),
                _ => {}
            }
        }
    }

    fn document(&self) -> Element {
        let owner = owner_element(known(&self.owner).as_deref());
        let initiator = Element { name: "Initiator".into(), ..owner.clone() };
        let last = self.parts.last().map_or(self.marker, |it| it.number);
        let mut root = named("ListPartsResult", &self.at)
            .with(Element::text("UploadId", self.id.as_str()))
            .with(initiator)
            .with(owner)
            .with(Element::text("StorageClass", known(&self.class)))
            .with(Element::text("PartNumberMarker", self.marker.to_string()))
            .with(Element::text("NextPartNumberMarker", last.to_string()))
            .with(Element::text("MaxParts", self.max_parts.to_string()))
            .with(Element::text("IsTruncated", if self.truncated { "true" } else { "false" }));
        for part in &self.parts {
            let entry = Element::new("Part")
                .with(Element::text("PartNumber", part.number.to_string()))
                .with(Element::text("LastModified", instant(part.modified.0).rfc3339_millis()))
                .with(Element::text("ETag", known(&part.etag).quoted()))
                .with(Element::text("Size", part.size.0.unwrap_or(0).to_string()));
            root = root.with(entry);
        }
        root
    }
}

/// An element that begins with a bucket and a key.
fn named(root: &str, (bucket, key): &(BucketName, Key)) -> Element {
    Element::new(root)
        .with(Element::text("Bucket", bucket.as_str()))
        .with(Element::text("Key", key.as_str()))
}

fn owner_element(owner: Option<&str>) -> Element {
    let owner = owner.unwrap_or("nobody");
    Element::new("Owner").with(Element::text("ID", owner)).with(Element::text("DisplayName", owner))
}

fn acl_document(owner: Option<&str>, acl: &Acl) -> Element {
    const GROUPS: &str = "http://acs.amazonaws.com/groups/global/";
    let mut list = Element::new("AccessControlList");
    for (grantee, permission) in &acl.0 {
        let grantee = match grantee {
            Grantee::Account(name) => {
                let grantee = typed_grantee("CanonicalUser");
                let id = Element::text("ID", &**name);
                grantee.with(id).with(Element::text("DisplayName", &**name))
            }
            Grantee::AllUsers => {
                typed_grantee("Group").with(Element::text("URI", format!("{GROUPS}AllUsers")))
            }
            Grantee::AuthenticatedUsers => typed_grantee("Group")
                .with(Element::text("URI", format!("{GROUPS}AuthenticatedUsers"))),
        };
        let permission = Element::text("Permission", permission.as_str());
        list = list.with(Element::new("Grant").with(grantee).with(permission));
    }
    Element::new("AccessControlPolicy").with(owner_element(owner)).with(list)
}

/// A list whose grantees have no type. It says that grants of the bucket reach the object, which is
/// the default (OBS-ACL-017).
fn plain_acl_document(owner: Option<&str>, acl: &Acl) -> Element {
    let mut list = Element::new("AccessControlList");
    for (grantee, permission) in &acl.0 {
        let grantee = Element::new("Grantee").with(match grantee {
            Grantee::Account(name) => Element::text("ID", &**name),
            Grantee::AllUsers => Element::text("Canned", "Everyone"),
            Grantee::AuthenticatedUsers => Element::text("Canned", "AuthenticatedUsers"),
        });
        let permission = Element::text("Permission", permission.as_str());
        list = list.with(Element::new("Grant").with(grantee).with(permission));
    }
    let owner = Element::new("Owner").with(Element::text("ID", owner.unwrap_or("nobody")));
    let delivered = Element::text("Delivered", "true");
    Element::new("AccessControlPolicy").with(owner).with(delivered).with(list)
}

fn typed_grantee(kind: &str) -> Element {
    Element::new("Grantee")
        .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .attribute("xsi:type", kind)
}

/// The hidden values a service must choose before it can send `reply`.
pub(super) fn hidden(reply: &ReplyPattern) -> Vec<HiddenId> {
    let mut found: Vec<_> =
        reply.headers.values().filter_map(|(expected, _)| expected.hidden()).collect();
    match &reply.body.0 {
        BodyPattern::CopyResult { etag: Shown::Hidden(id), .. }
        | BodyPattern::Assembled { etag: Shown::Hidden(id), .. }
        | BodyPattern::UploadBegun { id: Shown::Hidden(id), .. } => found.push(*id),
        BodyPattern::Versions(listing) => {
            for version in &listing.versions {
                found.extend(match &version.id {
                    Shown::Hidden(id) => Some(*id),
                    Shown::Known(_) => None,
                });
            }
        }
        _ => {}
    }
    found.retain(|id| matches!(id.field, Field::Id | Field::ETag | Field::Upload));
    found
}
