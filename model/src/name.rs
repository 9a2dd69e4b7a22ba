//! Values that parse or do not exist: names, ids and instants as the manuals use them.
//!
//! A value of these types is well formed in the sense every vendor shares. What a vendor forbids
//! beyond that (the characters of a bucket name, say) is a clause and is decided by a dialect.
//! Nothing here knows a store, a request or a vendor.

use std::fmt;
use std::sync::Arc;

/// The name of a bucket: not empty and without a slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BucketName(Arc<str>);

impl BucketName {
    /// `None` where `text` is empty or holds a slash.
    pub fn parse(text: &str) -> Option<Self> {
        (!text.is_empty() && !text.contains('/')).then(|| Self(text.into()))
    }

    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BucketName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The key of an object, decoded: not empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Arc<str>);

impl Key {
    /// Whether `other` is this key, or stands below it where names are paths.
    pub fn holds(&self, other: &Self) -> bool {
        let rest = other.as_str().strip_prefix(self.as_str());
        let is_path = |it: &str| it.starts_with('/') || self.as_str().ends_with('/');
        rest.is_some_and(|it| it.is_empty() || is_path(it))
    }

    /// `None` where `text` is empty.
    pub fn parse(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.into()))
    }

    /// The key as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A version id as it stands on the wire; `null` is one of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId(Arc<str>);

impl VersionId {
    /// `None` where `text` is empty.
    pub fn parse(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.into()))
    }

    /// The id of an entry written while versioning was off or suspended (OBS-SRC-012).
    pub fn null() -> Self {
        Self("null".into())
    }

    /// Whether this is the literal `null`.
    pub fn is_null(&self) -> bool {
        &*self.0 == "null"
    }

    /// The id read as a decimal integer, the form HCP gives its ids (HCP-VER-009).
    pub fn as_integer(&self) -> Option<u128> {
        self.0.parse().ok()
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An entity tag without its quotes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ETag(Arc<str>);

impl ETag {
    /// Takes the tag with or without its quotes; `None` where nothing is between them.
    pub fn parse(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(text);
        (!inner.is_empty() && !inner.contains('"')).then(|| Self(inner.into()))
    }

    /// The tag of content stored by one request: the MD5 of its bytes.
    pub fn of_md5(md5: Md5) -> Self {
        Self(md5.to_string().into())
    }

    /// Whether this is the tag of content assembled from parts, `…-N`.
    pub fn is_multipart(&self) -> bool {
        let parts = self.0.rsplit_once('-').map(|(_, parts)| parts);
        parts.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// The tag without quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag in the quotes it wears in headers and bodies.
    pub fn quoted(&self) -> String {
        format!("\"{}\"", self.0)
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An MD5 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Md5(pub [u8; 16]);

impl Md5 {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(md5::compute(bytes).0)
    }

    /// Reads 32 hexadecimal digits of either case.
    pub fn parse(text: &str) -> Option<Self> {
        hex_bytes(text).map(Self)
    }
}

impl fmt::Display for Md5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Md5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Md5({self})")
    }
}

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(pub [u8; 32]);

impl Sha256 {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// Reads 64 hexadecimal digits of either case.
    pub fn parse(text: &str) -> Option<Self> {
        hex_bytes(text).map(Self)
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256({self})")
    }
}

fn hex_bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || !text.bytes().all(|it| it.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).ok()?;
    }
    Some(bytes)
}

/// An instant in milliseconds since 1970-01-01T00:00:00Z. It prints as `2013-02-13T17:44:53.000Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Before every instant a trace can hold.
    pub const EARLIEST: Self = Self(i64::MIN);
    /// After every instant a trace can hold.
    pub const LATEST: Self = Self(i64::MAX);

    /// Reads an RFC 3339 instant in UTC (`Z`); finer than milliseconds is refused.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let instant: jiff::Timestamp = text.ends_with('Z').then(|| text.parse().ok())??;
        (instant.subsec_nanosecond() % 1_000_000 == 0).then(|| Self(instant.as_millisecond()))
    }

    /// The instant `milliseconds` later; it stops at the ends of the scale.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// The start of the second this instant lies in.
    #[must_use]
    pub fn whole_second(self) -> Self {
        Self(self.0.div_euclid(1000).saturating_mul(1000))
    }

    /// `2013-02-13T17:44:53.000Z`, always with three digits of milliseconds (HCP-RESP-003).
    pub fn rfc3339_millis(self) -> String {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(it) => format!("{it:.3}"),
            Err(_) => format!("{} ms", self.0),
        }
    }

    /// `Wed, 13 Feb 2013 17:44:53 GMT`, milliseconds cut off.
    pub fn http_date(self) -> String {
        match jiff::Timestamp::from_second(self.0.div_euclid(1000)) {
            Ok(it) => it.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string(),
            Err(_) => format!("{} ms", self.0),
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339_millis())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339_millis())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_etag_is_the_same_with_and_without_quotes() {
        assert_eq!(ETag::parse("\"ab\""), ETag::parse("ab"));
        assert_eq!(ETag::parse("\"\""), None);
        assert_eq!(ETag::parse("a\"b"), None);
    }

    #[test]
    fn instants_print_in_both_forms_of_the_manuals() {
        let instant = Timestamp::parse_rfc3339("2013-02-13T17:44:53.062Z").unwrap();
        assert_eq!(instant.to_string(), "2013-02-13T17:44:53.062Z");
        assert_eq!(instant.http_date(), "Wed, 13 Feb 2013 17:44:53 GMT");
        assert_eq!(instant.whole_second().to_string(), "2013-02-13T17:44:53.000Z");
        assert_eq!(Timestamp::parse_rfc3339("2013-02-13T17:44:53.062+01:00"), None);
    }

    #[test]
    fn only_a_number_after_the_last_dash_marks_a_multipart_tag() {
        assert!(ETag::parse("59297fcb-1").unwrap().is_multipart());
        assert!(!ETag::parse("59297fcb").unwrap().is_multipart());
        assert!(!ETag::parse("a-b").unwrap().is_multipart());
    }
}
