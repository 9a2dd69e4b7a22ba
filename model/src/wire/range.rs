//! Byte ranges: the `Range` of a read and the source range of a part copy.
//!
//! Offsets count from zero and both ends are inclusive. What a server answers to a range that is
//! ill formed or cannot be satisfied is not decided here.

/// One range of a `Range` header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeSpec {
    /// `a-b`, where `a` is at most `b`.
    FromTo {
        /// The offset of the first byte.
        first: u64,
        /// The offset of the last byte; it may lie behind the end.
        last: u64,
    },
    /// `a-`: everything from an offset on.
    From {
        /// The offset of the first byte.
        first: u64,
    },
    /// `-n`: the last bytes.
    Suffix {
        /// How many bytes at most.
        length: u64,
    },
}

/// What a range selects from content of a known size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// At least one byte.
    Satisfiable {
        /// The offset of the first byte.
        first: u64,
        /// The offset of the last byte, below the size.
        last: u64,
    },
    /// No byte. Empty content satisfies no range.
    Unsatisfiable,
}

impl RangeSpec {
    /// The bytes selected from content of `size` bytes.
    pub fn resolve(self, size: u64) -> Resolved {
        let Some(end) = size.checked_sub(1) else { return Resolved::Unsatisfiable };
        let (first, last) = match self {
            Self::FromTo { first, last } => (first, last.min(end)),
            Self::From { first } => (first, end),
            Self::Suffix { length: 0 } => return Resolved::Unsatisfiable,
            Self::Suffix { length } => (size.saturating_sub(length), end),
        };
        if first <= end { Resolved::Satisfiable { first, last } } else { Resolved::Unsatisfiable }
    }
}

/// Reads a `Range` header of one range: `bytes=a-b`, `bytes=a-` or `bytes=-n`.
///
/// `None` for several ranges, for another unit and for `a` above `b`: those are the headers that
/// RFC 9110 lets a server ignore. The unit may be of any case.
pub fn parse_range(value: &str) -> Option<RangeSpec> {
    let (unit, range) = value.split_once('=')?;
    if !unit.eq_ignore_ascii_case("bytes") {
        return None;
    }
    match range.split_once('-')? {
        ("", length) => Some(RangeSpec::Suffix { length: offset(length)? }),
        (first, "") => Some(RangeSpec::From { first: offset(first)? }),
        (first, last) => {
            let (first, last) = (offset(first)?, offset(last)?);
            (first <= last).then_some(RangeSpec::FromTo { first, last })
        }
    }
}

/// Reads a source range, `bytes=first-last` to the letter (OBS-PART-002, HCP-MPU-007).
///
/// `first` may be above `last`: that is an error of its own (OBS-OQ-45), not one of syntax.
pub fn parse_copy_range(value: &str) -> Option<(u64, u64)> {
    let (first, last) = value.strip_prefix("bytes=")?.split_once('-')?;
    Some((offset(first)?, offset(last)?))
}

/// A number of decimal digits only; one that is too large stands behind every end.
fn offset(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(value: &str, size: u64) -> Option<(u64, u64)> {
        match parse_range(value).expect(value).resolve(size) {
            Resolved::Satisfiable { first, last } => Some((first, last)),
            Resolved::Unsatisfiable => None,
        }
    }

    #[test]
    fn a_range_selects_the_bytes_that_exist() {
        assert_eq!(bytes("bytes=0-4", 10), Some((0, 4)));
        assert_eq!(bytes("bytes=9-9", 10), Some((9, 9)));
        assert_eq!(bytes("bytes=5-99", 10), Some((5, 9)));
        assert_eq!(bytes("bytes=5-99999999999999999999", 10), Some((5, 9)));
        assert_eq!(bytes("bytes=5-", 10), Some((5, 9)));
        assert_eq!(bytes("bytes=-3", 10), Some((7, 9)));
        assert_eq!(bytes("bytes=-30", 10), Some((0, 9)));
        assert_eq!(bytes("Bytes=0-", u64::MAX), Some((0, u64::MAX - 1)));
    }

    #[test]
    fn a_range_that_selects_no_byte_is_unsatisfiable() {
        assert_eq!(bytes("bytes=10-10", 10), None);
        assert_eq!(bytes("bytes=10-", 10), None);
        assert_eq!(bytes("bytes=99999999999999999999-", u64::MAX), None);
        assert_eq!(bytes("bytes=-0", 10), None);
        assert_eq!(bytes("bytes=0-", 0), None);
        assert_eq!(bytes("bytes=-1", 0), None);
    }

    #[test]
    fn several_or_broken_ranges_are_no_range() {
        for value in ["", "bytes", "bytes=", "bytes=-", "bytes=0-1,3-4", "bytes=0-1,", "0-4"] {
            assert_eq!(parse_range(value), None, "{value}");
        }
        for value in ["bytes=a-b", "bytes=+1-2", "bytes= 0-4", "bytes=--1", "items=0-4"] {
            assert_eq!(parse_range(value), None, "{value}");
        }
        assert_eq!(parse_range("bytes=5-4"), None);
    }

    #[test]
    fn a_source_range_names_both_ends() {
        assert_eq!(parse_copy_range("bytes=500-6291456"), Some((500, 6_291_456)));
        assert_eq!(parse_copy_range("bytes=0-0"), Some((0, 0)));
        assert_eq!(parse_copy_range("bytes=10-5"), Some((10, 5)));
        assert_eq!(parse_copy_range("bytes=0-99999999999999999999"), Some((0, u64::MAX)));
    }

    #[test]
    fn a_source_range_has_no_other_form() {
        for value in ["", "0-5", "BYTES=0-4", "bytes = 0 - 4", "bytes=-5", "bytes=0-"] {
            assert_eq!(parse_copy_range(value), None, "{value}");
        }
        for value in ["bytes=0-1,3-4", "bytes=a-b", "bytes=0-4 ", "bytes=0--4", "bytes=0-+4"] {
            assert_eq!(parse_copy_range(value), None, "{value}");
        }
    }
}
