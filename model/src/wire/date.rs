//! Dates as headers and bodies print them, read into [`Timestamp`].
//!
//! Three HTTP forms (OBS-COND-011, HCP-COND-014) and two ISO 8601 forms. The grammar is exact but
//! for what samples of the manuals print: a weekday of any case or of another day, a month
//! spelled in full, `+0000` instead of `GMT`. Whether an unreadable date matters is not decided
//! here. Nothing here knows what time it is.

use jiff::civil::DateTime;

use crate::name::Timestamp;

/// Reads any of the three forms of an HTTP date (OBS-COND-011, HCP-COND-014).
///
/// - `Sun, 06 Nov 1994 08:49:37 GMT`
/// - `Sunday, 06-Nov-94 08:49:37 GMT`, where 70 to 99 are years of 1900 and the others of 2000
/// - `Sun Nov  6 08:49:37 1994`, with one blank before the day as well
///
/// In the first two `+0000` may stand for `GMT`. A leap second (`:60`) is not read.
pub fn parse_http_date(text: &str) -> Option<Timestamp> {
    imf_fixdate(text).or_else(|| rfc850_date(text)).or_else(|| asctime_date(text))
}

/// Reads the first of the three forms alone.
pub fn parse_rfc1123(text: &str) -> Option<Timestamp> {
    imf_fixdate(text)
}

/// Reads `2014-01-13T12:19:13.770Z` or the same without a fraction.
///
/// A fraction may have up to nine digits, but digits finer than a millisecond must be zero.
pub fn parse_iso8601(text: &str) -> Option<Timestamp> {
    parse_shown_iso8601(text).map(|(instant, _)| instant)
}

/// Reads `20130524T000000Z`, the form of `x-amz-date` in a version 4 signature.
pub fn parse_basic(text: &str) -> Option<Timestamp> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    if date.len() != 8 || time.len() != 6 || !date.is_ascii() || !time.is_ascii() {
        return None;
    }
    let date = [number(&date[..4], 4)?, number(&date[4..6], 2)?, number(&date[6..], 2)?];
    let time = [number(&time[..2], 2)?, number(&time[2..4], 2)?, number(&time[4..], 2)?];
    instant(date, time, 0)
}

/// How fine a printed time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// Whole seconds: nothing is known of the milliseconds.
    Second,
    /// Milliseconds.
    Millisecond,
}

/// Reads a time from a response, an HTTP date or RFC 3339, and tells how fine it is printed.
///
/// Every fraction counts as milliseconds, since some printers drop its trailing zeros; no
/// fraction counts as whole seconds (OBS-RES-005, OBS-RES-006, HCP-RESP-003).
pub fn parse_shown(text: &str) -> Option<(Timestamp, Precision)> {
    parse_shown_iso8601(text)
        .or_else(|| parse_http_date(text).map(|instant| (instant, Precision::Second)))
}

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// Index 0 is January. All but `May` are also known by their first three letters.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn imf_fixdate(text: &str) -> Option<Timestamp> {
    let (weekday, rest) = text.split_once(", ")?;
    let fields: Vec<&str> = rest.split(' ').collect();
    let [day, month, year, time, "GMT" | "+0000"] = fields[..] else { return None };
    if !is_short_weekday(weekday) {
        return None;
    }
    instant([number(year, 4)?, month_number(month)?, number(day, 2)?], clock(time)?, 0)
}

fn rfc850_date(text: &str) -> Option<Timestamp> {
    let (weekday, rest) = text.split_once(", ")?;
    let fields: Vec<&str> = rest.split(' ').collect();
    let [date, time, "GMT" | "+0000"] = fields[..] else { return None };
    let fields: Vec<&str> = date.split('-').collect();
    let [day, month, year] = fields[..] else { return None };
    if !WEEKDAYS.iter().any(|it| it.eq_ignore_ascii_case(weekday)) {
        return None;
    }
    let year = number(year, 2)?;
    let year = if year < 70 { 2000 + year } else { 1900 + year };
    instant([year, month_number(month)?, number(day, 2)?], clock(time)?, 0)
}

fn asctime_date(text: &str) -> Option<Timestamp> {
    let fields: Vec<&str> = text.split(' ').collect();
    let (weekday, month, day, time, year) = match fields[..] {
        [weekday, month, "", day, time, year] if day.len() == 1 => {
            (weekday, month, day, time, year)
        }
        [weekday, month, day, time, year] => (weekday, month, day, time, year),
        _ => return None,
    };
    if !is_short_weekday(weekday) {
        return None;
    }
    let day = number(day, 2).or_else(|| number(day, 1))?;
    instant([number(year, 4)?, month_number(month)?, day], clock(time)?, 0)
}

fn parse_shown_iso8601(text: &str) -> Option<(Timestamp, Precision)> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let fields: Vec<&str> = date.split('-').collect();
    let [year, month, day] = fields[..] else { return None };
    let date = [number(year, 4)?, number(month, 2)?, number(day, 2)?];
    match time.split_once('.') {
        Some((time, fraction)) => {
            let instant = instant(date, clock(time)?, milliseconds(fraction)?)?;
            Some((instant, Precision::Millisecond))
        }
        None => Some((instant(date, clock(time)?, 0)?, Precision::Second)),
    }
}

/// The milliseconds that the digits behind a decimal point stand for.
fn milliseconds(fraction: &str) -> Option<i16> {
    if fraction.is_empty() || fraction.len() > 9 || !fraction.is_ascii() {
        return None;
    }
    let (kept, finer) = fraction.split_at(fraction.len().min(3));
    let scale = [100, 10, 1][kept.len() - 1];
    finer.bytes().all(|it| it == b'0').then_some(number(kept, kept.len())? * scale)
}

/// `08:49:37` as hour, minute and second.
fn clock(text: &str) -> Option<[i16; 3]> {
    let fields: Vec<&str> = text.split(':').collect();
    let [hour, minute, second] = fields[..] else { return None };
    Some([number(hour, 2)?, number(minute, 2)?, number(second, 2)?])
}

fn month_number(text: &str) -> Option<i16> {
    let position = MONTHS.iter().position(|it| *it == text || it[..3] == *text)?;
    i16::try_from(position + 1).ok()
}

fn is_short_weekday(text: &str) -> bool {
    WEEKDAYS.iter().any(|it| it[..3].eq_ignore_ascii_case(text))
}

/// A number of exactly `width` decimal digits.
fn number(text: &str, width: usize) -> Option<i16> {
    let digits = text.len() == width && text.bytes().all(|it| it.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// The instant of a date and a time in UTC; `None` where the calendar has no such day or the day
/// no such time.
fn instant(
    [year, month, day]: [i16; 3],
    [hour, minute, second]: [i16; 3],
    millisecond: i16,
) -> Option<Timestamp> {
    let [month, day] = [i8::try_from(month).ok()?, i8::try_from(day).ok()?];
    let [hour, minute] = [i8::try_from(hour).ok()?, i8::try_from(minute).ok()?];
    let second = i8::try_from(second).ok()?;
    let nanosecond = i32::from(millisecond) * 1_000_000;
    let civil = DateTime::new(year, month, day, hour, minute, second, nanosecond).ok()?;
    // Not through jiff's timestamps: theirs end a day before the year 9999 does.
    let elapsed = civil.duration_since(EPOCH).as_millis();
    i64::try_from(elapsed).ok().map(Timestamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSTANT: Timestamp = Timestamp(784_111_777_000);

    #[test]
    fn the_three_forms_of_an_http_date_are_one_instant() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Sun Nov 6 08:49:37 1994",
            "Sun Nov 06 08:49:37 1994",
        ] {
            assert_eq!(parse_http_date(text), Some(INSTANT), "{text}");
        }
    }

    #[test]
    fn oddities_of_the_samples_are_read() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 +0000",
            "Sunday, 06-Nov-94 08:49:37 +0000",
            "SUN, 06 Nov 1994 08:49:37 GMT",
            "Wed, 06 Nov 1994 08:49:37 GMT",
            "wednesday, 06-Nov-94 08:49:37 GMT",
            "Sun, 06 November 1994 08:49:37 GMT",
        ] {
            assert_eq!(parse_http_date(text), Some(INSTANT), "{text}");
        }
    }

    #[test]
    fn other_forms_are_no_http_date() {
        for text in [
            "",
            "yesterday",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 94 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 +0100",
            "Sun, 06 Nov 1994 08:49:37 gmt",
            "Sun, 06 Nov 1994 08:49:37 GMT ",
            "Sun, 06  Nov 1994 08:49:37 GMT",
            "Sun, 06 NOV 1994 08:49:37 GMT",
            "Sun, 06 Nove 1994 08:49:37 GMT",
            "Sun 06 Nov 1994 08:49:37 GMT",
            "Som, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06-Nov-94 08:49:37 GMT",
            "Sunday, 06-Nov-1994 08:49:37 GMT",
            "Sun Nov  06 08:49:37 1994",
            "Sun Nov  6 08:49:37 1994 GMT",
            "2000-01-01T00:00:00Z",
        ] {
            assert_eq!(parse_http_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_or_time_that_does_not_exist_is_refused() {
        assert!(parse_http_date("Thu, 29 Feb 2024 23:59:59 GMT").is_some());
        assert!(parse_http_date("Tue, 29 Feb 2000 23:59:59 GMT").is_some());
        assert_eq!(parse_http_date("Wed, 29 Feb 2023 23:59:59 GMT"), None);
        assert_eq!(parse_http_date("Thu, 29 Feb 1900 23:59:59 GMT"), None);
        assert_eq!(parse_http_date("Thu, 00 Feb 2024 23:59:59 GMT"), None);
        assert_eq!(parse_http_date("Thu, 29 Feb 2024 24:00:00 GMT"), None);
        assert_eq!(parse_http_date("Thu, 29 Feb 2024 23:59:60 GMT"), None);
    }

    #[test]
    fn two_digits_of_a_year_lie_between_1970_and_2069() {
        let year = |text: &str| parse_http_date(text).unwrap().rfc3339_millis()[..4].to_owned();
        assert_eq!(year("Saturday, 01-Jan-00 00:00:00 GMT"), "2000");
        assert_eq!(year("Saturday, 01-Jan-69 00:00:00 GMT"), "2069");
        assert_eq!(year("Saturday, 01-Jan-70 00:00:00 GMT"), "1970");
    }

    #[test]
    fn what_a_timestamp_prints_is_read_back() {
        for instant in [Timestamp(0), Timestamp(-1000), INSTANT, Timestamp(4_102_444_800_000)] {
            assert_eq!(parse_http_date(&instant.http_date()), Some(instant));
            assert_eq!(parse_iso8601(&instant.rfc3339_millis()), Some(instant));
        }
    }

    #[test]
    fn the_years_0_to_9999_are_read_to_their_ends() {
        let last = Some(Timestamp(253_402_300_799_000));
        assert_eq!(parse_http_date("Fri, 31 Dec 9999 23:59:59 GMT"), last);
        assert_eq!(parse_iso8601("9999-12-31T23:59:59.000Z"), last);
        let first = Some(Timestamp(-62_167_219_200_000));
        assert_eq!(parse_http_date("Sat, 01 Jan 0000 00:00:00 GMT"), first);
        assert_eq!(parse_http_date("Sat, 01 Jan 10000 00:00:00 GMT"), None);
    }

    #[test]
    fn iso_dates_are_read_with_and_without_a_fraction() {
        for text in ["1994-11-06T08:49:37Z", "1994-11-06T08:49:37.000Z", "1994-11-06T08:49:37.0Z"] {
            assert_eq!(parse_iso8601(text), Some(INSTANT), "{text}");
        }
        let later = Some(INSTANT.plus(770));
        for text in ["1994-11-06T08:49:37.77Z", "1994-11-06T08:49:37.770000000Z"] {
            assert_eq!(parse_iso8601(text), later, "{text}");
        }
    }

    #[test]
    fn other_forms_are_no_iso_date() {
        for text in [
            "",
            "1994-11-06",
            "1994-11-06T08:49:37",
            "1994-11-06T08:49:37+00:00",
            "1994-11-06 08:49:37Z",
            "1994-11-06t08:49:37z",
            "1994-11-6T08:49:37Z",
            "1994-11-31T08:49:37Z",
            "1994-11-06T08:49Z",
            "1994-11-06T08:49:37.Z",
            "1994-11-06T08:49:37.0001Z",
            "1994-11-06T08:49:37.0000000000Z",
            "1994-11-06T08:49:37.é0Z",
            "19941106T084937Z",
        ] {
            assert_eq!(parse_iso8601(text), None, "{text}");
        }
    }

    #[test]
    fn a_signature_date_has_no_separators() {
        assert_eq!(parse_basic("19941106T084937Z"), Some(INSTANT));
        for text in ["1994-11-06T08:49:37Z", "19941106T084937", "19941131T084937Z"] {
            assert_eq!(parse_basic(text), None, "{text}");
        }
        for text in ["1994110éT084937Z", "19941106T0849370Z", "+9941106T084937Z"] {
            assert_eq!(parse_basic(text), None, "{text}");
        }
    }

    #[test]
    fn a_shown_time_has_milliseconds_only_where_it_prints_a_fraction() {
        let second = Some((INSTANT, Precision::Second));
        assert_eq!(parse_shown("Sun, 06 Nov 1994 08:49:37 GMT"), second);
        assert_eq!(parse_shown("1994-11-06T08:49:37Z"), second);
        let fine = Some((INSTANT, Precision::Millisecond));
        assert_eq!(parse_shown("1994-11-06T08:49:37.000Z"), fine);
        assert_eq!(parse_shown("just now"), None);
    }
}
