//! The value of a copy-source header.
//!
//! `[/]bucket/key[?versionId=id]` (OBS-SRC-001 to 005, HCP-SRC-001). Where the manuals differ or
//! are silent, [`SourceSyntax`] says how to read; whether a name exists is not asked here.

use crate::name::{BucketName, Key};
use crate::wire::target::{Undecodable, percent_decode};

/// What a copy-source header names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// The source bucket, decoded.
    pub bucket: BucketName,
    /// The source key, decoded.
    pub key: Key,
    /// The text behind the version separator, as written; it may be empty. `None` without one.
    pub version: Option<String>,
    /// Whether the value began with a slash, raw or encoded.
    pub leading_slash: bool,
}

/// How to read a copy-source header (OBS-OQ-04, OQ-14 of HCP).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceSyntax {
    /// Whether percent-encoding is decoded.
    pub decode: Decode,
    /// What a plus sign stands for.
    pub plus: Plus,
    /// How the name `versionId` is compared.
    pub version_name: Case,
    /// Whether the value has to begin with a slash.
    pub slash: LeadingSlash,
}

/// Whether percent-encoding is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decode {
    /// Once where bucket and key decode as a whole; otherwise they are taken as written.
    IfValid,
    /// Once (OBS-SRC-004, HCP-SRC-016).
    Once,
    /// Never.
    Raw,
}

/// What a plus sign in bucket and key stands for. It is always a plus sign where nothing is
/// decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plus {
    /// Itself.
    Literal,
    /// A blank, as in the query values that some clients write (OBS-SRC-005).
    Space,
}

/// How a name is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// To the letter.
    Exact,
    /// Whatever the case of ASCII letters (HCP-SRC-003).
    Insensitive,
}

/// Whether the value has to begin with a slash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadingSlash {
    /// It may (OBS-SRC-002).
    Optional,
    /// It must (HCP-SRC-002).
    Required,
}

/// Reads a copy-source header.
///
/// The version separator is the last raw `?versionId=`; any other question mark belongs to the
/// key (HCP-SRC-017). Then one leading slash is removed, raw or else, where escapes are decoded,
/// encoded. Bucket and key part at the first raw slash; where none is left and escapes are
/// decoded, at the first encoded one, since some clients escape the whole value (OBS-SRC-005).
/// The two are decoded after that, the version never.
pub fn parse(value: &str, syntax: &SourceSyntax) -> Result<SourceText, SourceError> {
    if value.is_empty() {
        return Err(SourceError::Empty);
    }
    let (path, version) = split_version(value, syntax.version_name);
    let escapes = match syntax.decode {
        Decode::IfValid if percent_decode(path).is_err() => Escapes::Literal,
        Decode::Once | Decode::IfValid => Escapes::Decoded(syntax.plus),
        Decode::Raw => Escapes::Literal,
    };
    let (leading_slash, path) = match escapes.strip_slash(path) {
        Some(rest) => (true, rest),
        None => (false, path),
    };
    if !leading_slash && syntax.slash == LeadingSlash::Required {
        return Err(SourceError::MissingSlash);
    }
    let (bucket, key) = escapes.split_at_slash(path).unwrap_or((path, ""));
    let bucket = escapes.resolve(bucket)?;
    if bucket.is_empty() {
        return Err(SourceError::NoBucket);
    }
    Ok(SourceText {
        bucket: BucketName::parse(&bucket).ok_or(SourceError::SlashInBucket)?,
        key: Key::parse(&escapes.resolve(key)?).ok_or(SourceError::NoKey)?,
        version: version.map(str::to_owned),
        leading_slash,
    })
}

/// Why a copy-source header names nothing (OBS-SRC-013).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// A `%` without two hexadecimal digits behind it.
    #[error("a percent sign in the copy source is not followed by two hexadecimal digits")]
    BadEncoding,
    /// The value is empty.
    #[error("the copy source is empty")]
    Empty,
    /// There is no leading slash where one is required.
    #[error("the copy source does not begin with a slash")]
    MissingSlash,
    /// Nothing stands before the slash that ends the bucket, or nothing stands there at all.
    #[error("the copy source names no bucket")]
    NoBucket,
    /// Nothing stands behind the bucket.
    #[error("the copy source names no key")]
    NoKey,
    /// The decoded bytes are not UTF-8.
    #[error("the decoded copy source is not UTF-8")]
    NotUtf8,
    /// A raw slash ends the bucket, but an encoded one stands in it: `a%2Fb/c`.
    #[error("the bucket of the copy source holds an encoded slash")]
    SlashInBucket,
}

impl From<Undecodable> for SourceError {
    fn from(cause: Undecodable) -> Self {
        match cause {
            Undecodable::BadEncoding => Self::BadEncoding,
            Undecodable::NotUtf8 => Self::NotUtf8,
        }
    }
}

/// What the escapes of one value stand for, once its syntax has been applied to it.
#[derive(Clone, Copy)]
enum Escapes {
    Decoded(Plus),
    Literal,
}

impl Escapes {
    fn strip_slash(self, path: &str) -> Option<&str> {
        match (path.strip_prefix('/'), self.find_encoded_slash(path)) {
            (Some(rest), _) => Some(rest),
            (None, Some(0)) => Some(&path[ENCODED_SLASH.len()..]),
            (None, _) => None,
        }
    }

    fn split_at_slash(self, path: &str) -> Option<(&str, &str)> {
        path.split_once('/').or_else(|| {
            let slash = self.find_encoded_slash(path)?;
            Some((&path[..slash], &path[slash + ENCODED_SLASH.len()..]))
        })
    }

    /// Where the first encoded slash stands; `None` too where escapes stand for themselves.
    fn find_encoded_slash(self, path: &str) -> Option<usize> {
        let starts = |at: &usize| starts_ignoring_case(&path[*at..], ENCODED_SLASH);
        match self {
            Self::Decoded(_) => path.match_indices('%').map(|(at, _)| at).find(starts),
            Self::Literal => None,
        }
    }

    fn resolve(self, text: &str) -> Result<String, Undecodable> {
        match self {
            Self::Decoded(Plus::Literal) => percent_decode(text),
            Self::Decoded(Plus::Space) => percent_decode(&text.replace('+', " ")),
            Self::Literal => Ok(text.to_owned()),
        }
    }
}

const ENCODED_SLASH: &str = "%2F";

const SEPARATOR: &str = "?versionId=";

/// Parts `value` at its last version separator.
fn split_version(value: &str, case: Case) -> (&str, Option<&str>) {
    let starts = |at: &usize| match case {
        Case::Exact => value[*at..].starts_with(SEPARATOR),
        Case::Insensitive => starts_ignoring_case(&value[*at..], SEPARATOR),
    };
    match value.rmatch_indices('?').map(|(at, _)| at).find(starts) {
        Some(at) => (&value[..at], Some(&value[at + SEPARATOR.len()..])),
        None => (value, None),
    }
}

fn starts_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENIENT: SourceSyntax = SourceSyntax {
        decode: Decode::Once,
        plus: Plus::Literal,
        version_name: Case::Exact,
        slash: LeadingSlash::Optional,
    };
    const PLUS_IS_SPACE: SourceSyntax = SourceSyntax { plus: Plus::Space, ..LENIENT };
    const RAW: SourceSyntax = SourceSyntax { decode: Decode::Raw, ..PLUS_IS_SPACE };
    const IF_VALID: SourceSyntax = SourceSyntax { decode: Decode::IfValid, ..PLUS_IS_SPACE };
    const STRICT: SourceSyntax = SourceSyntax { slash: LeadingSlash::Required, ..LENIENT };
    const ANY_CASE: SourceSyntax = SourceSyntax { version_name: Case::Insensitive, ..LENIENT };

    type Parts = (String, String, Option<String>);

    fn read(value: &str, syntax: &SourceSyntax) -> Result<Parts, SourceError> {
        let source = parse(value, syntax)?;
        Ok((source.bucket.to_string(), source.key.to_string(), source.version))
    }

    fn parts(bucket: &str, key: &str, version: Option<&str>) -> Result<Parts, SourceError> {
        Ok((bucket.to_owned(), key.to_owned(), version.map(str::to_owned)))
    }

    #[test]
    fn a_leading_slash_is_optional_or_required() {
        assert_eq!(read("/b/k", &LENIENT), parts("b", "k", None));
        assert_eq!(read("b/k", &LENIENT), parts("b", "k", None));
        assert_eq!(read("/b/k", &STRICT), parts("b", "k", None));
        assert_eq!(read("%2Fb%2Fk", &STRICT), parts("b", "k", None));
        assert_eq!(read("b/k", &STRICT), Err(SourceError::MissingSlash));
        assert_eq!(parse("/b/k", &LENIENT).map(|it| it.leading_slash), Ok(true));
        assert_eq!(parse("%2fb%2fk", &LENIENT).map(|it| it.leading_slash), Ok(true));
        assert_eq!(parse("b/k", &LENIENT).map(|it| it.leading_slash), Ok(false));
    }

    #[test]
    fn every_encoding_that_clients_send_names_the_same_source() {
        for value in [
            "/b/a%20b%2B%C3%A9%3F%23%25.txt",
            "b/a%20b%2B%C3%A9%3F%23%25.txt",
            "/b/a b%2bé?%23%25.txt",
            "b%2Fa%20b%2B%C3%A9%3F%23%25.txt",
            "/b%2Fa%20b%2B%C3%A9%3F%23%25.txt",
            "%2Fb%2Fa%20b%2B%C3%A9%3F%23%25.txt",
            "%2Fb/a%20b%2B%C3%A9%3F%23%25.txt",
        ] {
            assert_eq!(read(value, &LENIENT), parts("b", "a b+é?#%.txt", None), "{value}");
        }
    }

    #[test]
    fn the_first_raw_slash_ends_the_bucket() {
        assert_eq!(read("/b/d%2Fe/f", &LENIENT), parts("b", "d/e/f", None));
        assert_eq!(read("b%2Fd%2Fe%2ff", &LENIENT), parts("b", "d/e/f", None));
        assert_eq!(read("/b//k/", &LENIENT), parts("b", "/k/", None));
        assert_eq!(read("/b/%2Fk", &LENIENT), parts("b", "/k", None));
        assert_eq!(read("http://h/b", &LENIENT), parts("http:", "/h/b", None));
        assert_eq!(read("b%2Fd/e", &LENIENT), Err(SourceError::SlashInBucket));
        assert_eq!(read("/%2Fb/k", &LENIENT), Err(SourceError::SlashInBucket));
    }

    #[test]
    fn the_version_is_the_text_behind_the_last_raw_separator() {
        assert_eq!(read("/b/k?versionId=v1", &LENIENT), parts("b", "k", Some("v1")));
        assert_eq!(read("b%2Fk?versionId=v1", &LENIENT), parts("b", "k", Some("v1")));
        assert_eq!(read("/b/k?versionId=", &LENIENT), parts("b", "k", Some("")));
        assert_eq!(read("/b/k?versionId=a/%zz+&c", &LENIENT), parts("b", "k", Some("a/%zz+&c")));
        let twice = parts("b", "k?versionId=1", Some("2"));
        assert_eq!(read("/b/k?versionId=1?versionId=2", &LENIENT), twice);
    }

    #[test]
    fn any_other_question_mark_belongs_to_the_key() {
        for key in ["k?", "k?a=b", "k?versionId", "k?a=b&versionId=1", "k?VersionId=1", "k?é"] {
            assert_eq!(read(&format!("/b/{key}"), &LENIENT), parts("b", key, None));
        }
        let encoded = parts("b", "k?versionId=1", None);
        assert_eq!(read("/b/k%3FversionId%3D1", &LENIENT), encoded);
        assert_eq!(read("/b/k%3FversionId=1", &LENIENT), encoded);
    }

    #[test]
    fn the_case_of_the_version_name_counts_where_the_syntax_says_so() {
        assert_eq!(read("/b/k?VERSIONid=1", &ANY_CASE), parts("b", "k", Some("1")));
        let last = parts("b", "k?versionId=1", Some("2"));
        assert_eq!(read("/b/k?versionId=1?VersionId=2", &ANY_CASE), last);
        let exact = parts("b", "k", Some("1?VersionId=2"));
        assert_eq!(read("/b/k?versionId=1?VersionId=2", &LENIENT), exact);
    }

    #[test]
    fn a_plus_sign_is_a_blank_where_the_syntax_says_so() {
        assert_eq!(read("/b/a+b%2Bc", &PLUS_IS_SPACE), parts("b", "a b+c", None));
        assert_eq!(read("/b/a+b%2Bc", &LENIENT), parts("b", "a+b+c", None));
        assert_eq!(read("/b/a+b%2Bc", &RAW), parts("b", "a+b%2Bc", None));
    }

    #[test]
    fn escapes_are_decoded_once() {
        assert_eq!(read("/b/%2541%252F", &LENIENT), parts("b", "%41%2F", None));
        assert_eq!(read("/%62/%00", &LENIENT), parts("b", "\0", None));
        assert_eq!(read("/b/%zz", &LENIENT), Err(SourceError::BadEncoding));
        assert_eq!(read("/b/a%2", &LENIENT), Err(SourceError::BadEncoding));
        assert_eq!(read("/%/k", &LENIENT), Err(SourceError::BadEncoding));
        assert_eq!(read("/b/%ff%fe", &LENIENT), Err(SourceError::NotUtf8));
        assert_eq!(read("/%ff/k", &LENIENT), Err(SourceError::NotUtf8));
    }

    #[test]
    fn raw_reading_decodes_nothing() {
        assert_eq!(read("/b/a%20%zz", &RAW), parts("b", "a%20%zz", None));
        assert_eq!(read("/b%2Fk", &RAW), Err(SourceError::NoKey));
        assert_eq!(read("%2Fb/k", &RAW), parts("%2Fb", "k", None));
    }

    #[test]
    fn reading_if_valid_decodes_all_or_nothing() {
        assert_eq!(read("/b/a+b%20c", &IF_VALID), parts("b", "a b c", None));
        assert_eq!(read("b%2Fk", &IF_VALID), parts("b", "k", None));
        assert_eq!(read("/%62/a+b%20c%", &IF_VALID), parts("%62", "a+b%20c%", None));
        assert_eq!(read("/b/%20%ff?versionId=%", &IF_VALID), parts("b", "%20%ff", Some("%")));
        assert_eq!(read("b%2Fk%", &IF_VALID), Err(SourceError::NoKey));
    }

    #[test]
    fn a_source_names_a_bucket_and_a_key() {
        assert_eq!(read("", &LENIENT), Err(SourceError::Empty));
        assert_eq!(read("", &STRICT), Err(SourceError::Empty));
        for value in ["/", "//", "//k", "%2F", "?versionId=1", "/?versionId=1", "%2F%2Fk"] {
            assert_eq!(read(value, &LENIENT), Err(SourceError::NoBucket), "{value}");
        }
        for value in ["b", "/b", "/b/", "b%2F", "/b?versionId=1", "/b/?versionId=1", "é"] {
            assert_eq!(read(value, &LENIENT), Err(SourceError::NoKey), "{value}");
        }
        assert_eq!(SourceError::NoKey.to_string(), "the copy source names no key");
    }
}
