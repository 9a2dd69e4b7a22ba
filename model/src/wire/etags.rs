//! The lists of entity tags in the conditions of a request.
//!
//! Everything that was written is reported: whether a tag had quotes (OBS-COND-014,
//! HCP-COND-016), was weak, or stood beside a `*` (HCP-COND-008). What such a list matches is not
//! decided here.

use crate::name::ETag;

/// The value of one condition on entity tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ETagList {
    /// Whether a bare `*` stands in the list; it stood alone where `tags` is empty.
    pub star: bool,
    /// The tags in order, repeats kept.
    pub tags: Vec<ListedTag>,
}

/// A tag of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedTag {
    /// The tag itself, without quotes.
    pub tag: ETag,
    /// How it was written.
    pub written: Written,
}

/// How a tag was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// `a`, ending at a comma.
    Bare,
    /// `"a"`; anything but a quote may stand in it, commas and blanks too.
    Quoted,
    /// `W/"a"`.
    Weak,
}

/// Reads `"a", "b"` (HCP-COND-007), `a`, `W/"a"`, `*` and any list of them.
///
/// Empty members are skipped. `None` where nothing else is there, a quote is not closed or stands
/// inside a bare tag, or a tag in quotes is empty.
pub fn parse_etags(value: &str) -> Option<ETagList> {
    let mut list = ETagList::default();
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        if rest.is_empty() {
            break;
        }
        let (member, behind) = split_member(rest)?;
        match member {
            (Written::Bare, "*") => list.star = true,
            (written, text) => list.tags.push(ListedTag { tag: ETag::parse(text)?, written }),
        }
        rest = behind;
    }
    (list.star || !list.tags.is_empty()).then_some(list)
}

/// The first member of a list that begins with one, and what stands behind its comma.
fn split_member(rest: &str) -> Option<((Written, &str), &str)> {
    let (written, opened) = match (rest.strip_prefix('"'), rest.strip_prefix("W/\"")) {
        (Some(opened), _) => (Written::Quoted, opened),
        (None, Some(opened)) => (Written::Weak, opened),
        (None, None) => {
            let (text, behind) = rest.split_once(',').unwrap_or((rest, ""));
            return Some(((Written::Bare, text.trim_end_matches([' ', '\t'])), behind));
        }
    };
    let (text, behind) = opened.split_once('"')?;
    let behind = behind.trim_start_matches([' ', '\t']);
    let behind = if behind.is_empty() { "" } else { behind.strip_prefix(',')? };
    Some(((written, text), behind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Written::{Bare, Quoted, Weak};

    fn tags(value: &str) -> Vec<(String, Written)> {
        let list = parse_etags(value).expect(value);
        assert!(!list.star, "{value}");
        list.tags.iter().map(|it| (it.tag.to_string(), it.written)).collect()
    }

    fn listed<const N: usize>(tags: [(&str, Written); N]) -> Vec<(String, Written)> {
        tags.map(|(tag, written)| (tag.to_owned(), written)).to_vec()
    }

    #[test]
    fn a_list_reports_each_tag_as_it_was_written() {
        assert_eq!(tags("\"a\""), listed([("a", Quoted)]));
        assert_eq!(tags("\"a\", \"b\""), listed([("a", Quoted), ("b", Quoted)]));
        assert_eq!(tags("\"a\",W/\"b\" ,c"), listed([("a", Quoted), ("b", Weak), ("c", Bare)]));
        assert_eq!(tags("a-2"), listed([("a-2", Bare)]));
        assert_eq!(tags("a, b"), listed([("a", Bare), ("b", Bare)]));
        assert_eq!(tags("\"a, b\""), listed([("a, b", Quoted)]));
        assert_eq!(tags(" ,\"a\",, "), listed([("a", Quoted)]));
        assert_eq!(tags("%22a%22"), listed([("%22a%22", Bare)]));
    }

    #[test]
    fn a_star_counts_only_without_quotes() {
        let star = |value| parse_etags(value).map(|it: ETagList| (it.star, it.tags.len()));
        assert_eq!(star("*"), Some((true, 0)));
        assert_eq!(star("*, \"a\""), Some((true, 1)));
        assert_eq!(tags("\"*\""), listed([("*", Quoted)]));
        assert_eq!(tags("**"), listed([("**", Bare)]));
    }

    #[test]
    fn a_broken_list_is_no_list() {
        for value in ["", " ", ",", "\"\"", "W/\"\"", "\"a", "a\"", "a\"b", "\"a\"b", "w/\"a\""] {
            assert_eq!(parse_etags(value), None, "{value}");
        }
        assert_eq!(parse_etags("\"a\" \"b\""), None);
    }
}
