//! The value that says how long an object must be kept: a special value, an instant, a class, or
//! an offset from the instant of storing.
//!
//! Whether a request may say so, and what it may change, is not decided here.

use jiff::{Span as Offset, tz::TimeZone};

use crate::name::Timestamp;
use crate::store::{Span, Term};
use crate::wire::date::parse_iso8601;

/// Reads a retention that begins at an instant in `stored` (HCP-RET-010, HCP-RET-011).
///
/// No page prints how a fixed date is written: seconds since 1970 and ISO 8601 are read. `C+NAME`
/// names a class.
pub(super) fn parse_retention(text: &str, stored: Span) -> Option<Term> {
    match text {
        "0" | "Deletion Allowed" => return Some(Term::Allowed),
        "-1" | "Deletion Prohibited" => return Some(Term::Prohibited),
        "-2" | "Initial Unspecified" => return Some(Term::Unspecified),
        _ => {}
    }
    if let Some(class) = text.strip_prefix("C+").filter(|it| !it.is_empty()) {
        return Some(Term::Class(class.to_owned()));
    }
    if let Some(offset) = text.strip_prefix('A') {
        let steps = parse_offset(offset)?;
        let (earliest, latest) =
            (shifted(stored.earliest, &steps)?, shifted(stored.latest, &steps)?);
        return Some(Term::Until(Span { earliest, latest }));
    }
    let seconds = text.parse::<i64>().ok().filter(|it| *it > 0);
    let instant = seconds.map(|it| Timestamp(it.saturating_mul(1000)));
    instant.or_else(|| parse_iso8601(text)).map(|it| Term::Until(Span::exactly(it)))
}

/// Reads `+5d`, `+1y-2M`: each unit at most once, from years to seconds. Each is a step of its own,
/// since they may point different ways.
fn parse_offset(text: &str) -> Option<Vec<Offset>> {
    const UNITS: [char; 7] = ['y', 'M', 'w', 'd', 'h', 'm', 's'];
    let mut steps = Vec::new();
    let mut rest = text;
    let mut units = UNITS.iter();
    while !rest.is_empty() {
        let end = rest.find(|it: char| it.is_ascii_alphabetic())?;
        let (number, unit) = (&rest[..end], rest[end..].chars().next()?);
        let digits = number.strip_prefix(['+', '-'])?;
        if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        units.find(|it| **it == unit)?;
        let (number, step): (i64, _) = (number.parse().ok()?, Offset::new());
        let step = match unit {
            'y' => step.try_years(number),
            'M' => step.try_months(number),
            'w' => step.try_weeks(number),
            'd' => step.try_days(number),
            'h' => step.try_hours(number),
            'm' => step.try_minutes(number),
            _ => step.try_seconds(number),
        };
        steps.push(step.ok()?);
        rest = &rest[end + 1..];
    }
    Some(steps)
}

fn shifted(instant: Timestamp, steps: &[Offset]) -> Option<Timestamp> {
    let instant = jiff::Timestamp::from_millisecond(instant.0).ok()?;
    let mut shifted = instant.to_zoned(TimeZone::UTC);
    for step in steps {
        shifted = shifted.checked_add(*step).ok()?;
    }
    Some(Timestamp(shifted.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn until(text: &str) -> Option<String> {
        let stored = Timestamp::parse_rfc3339("2020-01-31T10:00:00.000Z").unwrap();
        match parse_retention(text, Span::exactly(stored))? {
            Term::Until(span) => Some(span.earliest.to_string()),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn an_offset_counts_from_the_instant_of_storing() {
        assert_eq!(until("A+5d").as_deref(), Some("2020-02-05T10:00:00.000Z"));
        assert_eq!(until("A+1M").as_deref(), Some("2020-02-29T10:00:00.000Z"));
        assert_eq!(until("A+1y-1d+2h").as_deref(), Some("2021-01-30T12:00:00.000Z"));
        assert_eq!(until("A").as_deref(), Some("2020-01-31T10:00:00.000Z"));
    }

    #[test]
    fn units_stand_in_order_and_have_a_sign() {
        for text in ["A5d", "A+5", "A+5d+1y", "A+5d+5d", "A+d", "A+5x", "a+5d", "", "soon", "-3"] {
            assert_eq!(until(text), None, "{text}");
        }
    }

    #[test]
    fn special_values_have_a_number_and_a_name() {
        let stored = Span::exactly(Timestamp(0));
        let read = |text| parse_retention(text, stored).unwrap();
        assert_eq!(read("0"), read("Deletion Allowed"));
        assert_eq!(read("-1"), read("Deletion Prohibited"));
        assert_eq!(read("-2"), read("Initial Unspecified"));
        assert_eq!(read("C+Audit"), Term::Class("Audit".into()));
    }
}
