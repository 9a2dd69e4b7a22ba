//! The request target and `Host`, read into what a request addresses.
//!
//! Percent-encoding is decoded exactly once, in the path piece by piece and in the query value by
//! value; a plus sign is a plus sign. What names a vendor allows, and what a query means, is not
//! decided here.

use crate::name::{BucketName, Key};

/// What a request addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressed {
    /// The service as a whole: `/` without a bucket in the host, or `*`.
    Service,
    /// A bucket.
    Bucket(BucketName),
    /// An object.
    Object(BucketName, Key),
}

/// Reads what `target` addresses, with its query (OBS-REQ-004, HCP-ADR-002, HCP-ADR-003).
///
/// A host of the form `BUCKET.endpoint` names the bucket, whatever the case of the endpoint and
/// the port on either side; the bucket keeps its case. With any other host, without a host and
/// without an endpoint the bucket is the first segment of the path. The key is everything behind
/// the slash that ends the bucket, so that `/bucket//x` has the key `/x`. A target in absolute
/// form (`http://host/path`) overrides `host`.
pub fn address(
    target: &str,
    host: Option<&str>,
    endpoint: Option<&str>,
) -> Result<(Addressed, Query), TargetError> {
    if target == "*" {
        return Ok((Addressed::Service, Query::default()));
    }
    let (host, target) = match split_absolute(target) {
        Some((host, rest)) => (Some(host), rest),
        None if target.starts_with('/') => (host, target),
        None => return Err(TargetError::NotAPath),
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = path.strip_prefix('/').unwrap_or(path);
    let query = Query::parse(query)?;
    let bucket = host.zip(endpoint).and_then(|(host, endpoint)| bucket_of_host(host, endpoint));
    let addressed = match bucket {
        Some(bucket) => in_bucket(bucket, path)?,
        None if path.is_empty() => Addressed::Service,
        None => {
            let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
            in_bucket(bucket_name(bucket)?, key)?
        }
    };
    Ok((addressed, query))
}

/// The parameters of a query in order, decoded, repeats kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, Option<String>)>);

impl Query {
    /// Reads what stands behind the `?`. Empty pieces (`a&&b`) are skipped.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let decode = |text| percent_decode(text).map_err(|it| it.in_part(Part::Query));
        let mut parameters = Vec::new();
        for piece in text.split('&').filter(|it| !it.is_empty()) {
            parameters.push(match piece.split_once('=') {
                Some((name, value)) => (decode(name)?, Some(decode(value)?)),
                None => (decode(piece)?, None),
            });
        }
        Ok(Self(parameters))
    }

    /// Every parameter; one without an equals sign has no value.
    pub fn parameters(&self) -> &[(String, Option<String>)] {
        &self.0
    }

    /// Whether there is no parameter.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is a parameter called `name`, with or without a value.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|it| it.0 == name)
    }

    /// The value of the first parameter called `name`; `""` where it has none.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.first_where(|it| it == name)
    }

    /// The value of the first parameter called `name` in any case; `""` where it has none.
    pub fn first_ignoring_case(&self, name: &str) -> Option<&str> {
        self.first_where(|it| it.eq_ignore_ascii_case(name))
    }

    fn first_where(&self, named: impl Fn(&str) -> bool) -> Option<&str> {
        let (_, value) = self.0.iter().find(|it| named(&it.0))?;
        Some(value.as_deref().unwrap_or(""))
    }
}

/// Decodes every `%xy` of `text` once, and nothing else.
pub fn percent_decode(text: &str) -> Result<String, Undecodable> {
    let escape = |after: &str| {
        let digits = after.as_bytes().get(..2);
        digits.is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit))
    };
    if !text.split('%').skip(1).all(escape) {
        return Err(Undecodable::BadEncoding);
    }
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.map(Into::into).map_err(|_| Undecodable::NotUtf8)
}

/// Why a text cannot be percent-decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undecodable {
    /// A `%` without two hexadecimal digits behind it.
    #[error("a percent sign is not followed by two hexadecimal digits")]
    BadEncoding,
    /// The bytes are not UTF-8.
    #[error("the decoded bytes are not UTF-8")]
    NotUtf8,
}

impl Undecodable {
    fn in_part(self, part: Part) -> TargetError {
        match self {
            Self::BadEncoding => TargetError::BadEncoding(part),
            Self::NotUtf8 => TargetError::NotUtf8(part),
        }
    }
}

/// Why a target addresses nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// A `%` without two hexadecimal digits behind it.
    #[error("a percent sign in the {0} is not followed by two hexadecimal digits")]
    BadEncoding(Part),
    /// A path with something behind its first slash, but no bucket there: `//x`.
    #[error("the path has no bucket before its second slash")]
    NoBucket,
    /// Neither a path nor an absolute URI nor `*`.
    #[error("the target is not a path")]
    NotAPath,
    /// The decoded bytes are not UTF-8.
    #[error("the decoded {0} is not UTF-8")]
    NotUtf8(Part),
    /// A bucket with an encoded slash in it: `/a%2Fb/c`.
    #[error("the bucket in the path holds an encoded slash")]
    SlashInBucket,
}

/// A part of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What stands before the `?`.
    Path,
    /// What stands behind the `?`.
    Query,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
        })
    }
}

/// The authority of `scheme://authority/path?query`, and what stands behind it.
fn split_absolute(target: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = target.split_once("://")?;
    if !["http", "https"].iter().any(|it| it.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    let (authority, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    Some((host, rest))
}

fn in_bucket(bucket: BucketName, path: &str) -> Result<Addressed, TargetError> {
    let key = percent_decode(path).map_err(|it| it.in_part(Part::Path))?;
    Ok(match Key::parse(&key) {
        Some(key) => Addressed::Object(bucket, key),
        None => Addressed::Bucket(bucket),
    })
}

fn bucket_name(segment: &str) -> Result<BucketName, TargetError> {
    if segment.is_empty() {
        return Err(TargetError::NoBucket);
    }
    let name = percent_decode(segment).map_err(|it| it.in_part(Part::Path))?;
    BucketName::parse(&name).ok_or(TargetError::SlashInBucket)
}

/// The bucket of a host of the form `BUCKET.endpoint`.
fn bucket_of_host(host: &str, endpoint: &str) -> Option<BucketName> {
    let (host, endpoint) = (without_port(host), without_port(endpoint));
    let dot = host.len().checked_sub(endpoint.len() + 1)?;
    let (bucket, rest) = (host.get(..dot)?, host.get(dot..)?);
    let ends = rest.strip_prefix('.').is_some_and(|it| it.eq_ignore_ascii_case(endpoint));
    if ends && !endpoint.is_empty() { BucketName::parse(bucket) } else { None }
}

/// `host` without its `:port`; the colons inside of `[::1]` are none of a port.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket(name: &str) -> Addressed {
        Addressed::Bucket(BucketName::parse(name).unwrap())
    }

    fn object(name: &str, key: &str) -> Addressed {
        Addressed::Object(BucketName::parse(name).unwrap(), Key::parse(key).unwrap())
    }

    fn path_style(target: &str) -> Result<Addressed, TargetError> {
        address(target, Some("s.example"), Some("s.example")).map(|it| it.0)
    }

    fn host_style(host: &str, endpoint: &str) -> Addressed {
        address("/a/b", Some(host), Some(endpoint)).unwrap().0
    }

    fn query(text: &str) -> Query {
        address(&format!("/b/k?{text}"), None, None).unwrap().1
    }

    #[test]
    fn without_a_bucket_in_the_host_the_path_names_it() {
        assert_eq!(path_style("/"), Ok(Addressed::Service));
        assert_eq!(path_style("/b"), Ok(bucket("b")));
        assert_eq!(path_style("/b/"), Ok(bucket("b")));
        assert_eq!(path_style("/b/k"), Ok(object("b", "k")));
        assert_eq!(path_style("/b?versions"), Ok(bucket("b")));
        assert_eq!(address("/b/k", None, Some("s.example")).unwrap().0, object("b", "k"));
        assert_eq!(address("/b/k", Some("b.s.example"), None).unwrap().0, object("b", "k"));
    }

    #[test]
    fn a_host_below_the_endpoint_names_the_bucket() {
        for host in ["x.s.example", "x.S.EXAMPLE", "x.s.example:80", "x.s.example:"] {
            for endpoint in ["s.example", "s.example:8080", "S.Example"] {
                assert_eq!(host_style(host, endpoint), object("x", "a/b"), "{host} {endpoint}");
            }
        }
        assert_eq!(host_style("x.Y.s.example", "s.example"), object("x.Y", "a/b"));
        let at = |target| address(target, Some("x.s.example"), Some("s.example")).unwrap().0;
        assert_eq!((at("/"), at("/?acl")), (bucket("x"), bucket("x")));
        assert_eq!(at("//x"), object("x", "/x"));
    }

    #[test]
    fn any_other_host_names_no_bucket() {
        for host in ["s.example", "s.example:80", ".s.example", "xs.example", "x.s.example.", "x"] {
            assert_eq!(host_style(host, "s.example"), object("a", "b"), "{host}");
        }
        assert_eq!(host_style("x.", ""), object("a", "b"));
        assert_eq!(host_style("", "s.example"), object("a", "b"));
        assert_eq!(host_style("[::1]", "[::1]:80"), object("a", "b"));
        assert_eq!(host_style("é.example", "s.example"), object("a", "b"));
    }

    #[test]
    fn a_key_is_everything_behind_the_bucket() {
        assert_eq!(path_style("/b//x"), Ok(object("b", "/x")));
        assert_eq!(path_style("/b/a//c/"), Ok(object("b", "a//c/")));
        assert_eq!(path_style("/b/../%2e"), Ok(object("b", "../.")));
        assert_eq!(path_style("/b/a+b%20c%2B%C3%A9%2F%3F%00"), Ok(object("b", "a+b c+é/?\0")));
        assert_eq!(path_style("/b/%2541"), Ok(object("b", "%41")));
        assert_eq!(path_style("/%62/é#x"), Ok(object("b", "é#x")));
    }

    #[test]
    fn a_target_that_addresses_nothing_is_refused() {
        assert_eq!(path_style("//"), Err(TargetError::NoBucket));
        assert_eq!(path_style("//x"), Err(TargetError::NoBucket));
        assert_eq!(path_style("/a%2Fb/c"), Err(TargetError::SlashInBucket));
        for target in ["", "b/k", "?acl", "s.example:80", "ftp://s.example/b"] {
            assert_eq!(path_style(target), Err(TargetError::NotAPath), "{target}");
        }
        for target in ["/b/%", "/b/%2", "/b/%zz", "/b/%%41", "/b/%+1", "/b/%é", "/%2"] {
            assert_eq!(path_style(target), Err(TargetError::BadEncoding(Part::Path)), "{target}");
        }
        assert_eq!(path_style("/b/%ff"), Err(TargetError::NotUtf8(Part::Path)));
        assert_eq!(path_style("/b/k?a=%f"), Err(TargetError::BadEncoding(Part::Query)));
        assert_eq!(path_style("/b/k?%ff"), Err(TargetError::NotUtf8(Part::Query)));
    }

    #[test]
    fn an_absolute_target_brings_its_own_host() {
        assert_eq!(path_style("http://s.example/b/k"), Ok(object("b", "k")));
        assert_eq!(path_style("HTTPS://u@x.s.example:443/b/k"), Ok(object("x", "b/k")));
        assert_eq!(path_style("http://x.s.example"), Ok(bucket("x")));
        assert_eq!(path_style("http://x.s.example?acl"), Ok(bucket("x")));
        assert_eq!(path_style("http://s.example"), Ok(Addressed::Service));
        assert_eq!(path_style("*"), Ok(Addressed::Service));
    }

    #[test]
    fn a_query_keeps_order_repeats_and_missing_values() {
        let query = query("uploads&a=1&&b=x%26y&a=2&c=&");
        let names: Vec<&str> = query.parameters().iter().map(|it| it.0.as_str()).collect();
        assert_eq!(names, ["uploads", "a", "b", "a", "c"]);
        assert_eq!((query.first("a"), query.first("b")), (Some("1"), Some("x&y")));
        assert_eq!((query.first("uploads"), query.first("c")), (Some(""), Some("")));
        assert_eq!((&query.parameters()[0].1, &query.parameters()[4].1), (&None, &Some("".into())));
        assert!(query.has("uploads") && !query.has("d"));
    }

    #[test]
    fn a_query_decodes_percent_and_leaves_plus() {
        assert_eq!(query("a%3Db=c+d%2B=e").parameters(), [("a=b".into(), Some("c+d+=e".into()))]);
        assert!(query("").is_empty() && query("&").is_empty());
        assert_eq!(query("a=b?c").first("a"), Some("b?c"));
    }

    #[test]
    fn the_case_of_a_parameter_counts_unless_asked_not_to() {
        let query = query("VersionID=7");
        assert_eq!(query.first_ignoring_case("versionId"), Some("7"));
        assert_eq!(query.first("versionId"), None);
    }
}
