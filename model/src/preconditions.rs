//! Conditions on the version that a request reads: four headers, alone and together.

use crate::dialect::clause::{
    BadDate, ConditionFailed, ConditionHeaders, ConditionPair, DateConditionClash, DatePrecision,
    FutureDate, ModifiedSinceSense, OddConditions, ReadConditionFailed, ReadNotModified,
    TagConditionClash, TagForm, TagList, TagStar,
};
use crate::name::{ETag, Timestamp};
use crate::permitted::{Call, Ruling};
use crate::reply::Shown;
use crate::store::{Field, Object, Span, Value, Version};
use crate::wire::date::parse_http_date;
use crate::wire::etags::{Written, parse_etags};

/// Which of the four conditions a header states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Match,
    NoneMatch,
    ModifiedSince,
    UnmodifiedSince,
}

/// The conditions of a request, in the order they were sent; of repeats the first counts
/// (HCP-COND-011).
#[derive(Clone, Debug, Default)]
pub struct Preconditions(Vec<(Kind, String)>);

const NAMES: [(&str, Kind); 4] = [
    ("if-match", Kind::Match),
    ("if-none-match", Kind::NoneMatch),
    ("if-modified-since", Kind::ModifiedSince),
    ("if-unmodified-since", Kind::UnmodifiedSince),
];

impl Preconditions {
    /// The conditions a copy states on its source.
    pub fn of_copy(ruling: &Ruling<'_>, call: &Call<'_>) -> Self {
        Self::of(call, &format!("{}copy-source-", ruling.dialect.wire.prefix))
    }

    /// The conditions a read states on its object.
    pub fn of_read(call: &Call<'_>) -> Self {
        Self::of(call, "")
    }

    fn of(call: &Call<'_>, prefix: &str) -> Self {
        let mut stated: Vec<(Kind, String)> = Vec::new();
        for (name, value) in &call.request.headers.0 {
            let name = name.to_ascii_lowercase();
            let Some(name) = name.strip_prefix(prefix) else { continue };
            let Some((_, kind)) = NAMES.iter().find(|(it, _)| *it == name) else { continue };
            if !stated.iter().any(|(it, _)| it == kind) {
                stated.push((*kind, value.trim().to_owned()));
            }
        }
        Self(stated)
    }

    fn has(&self, kind: Kind) -> bool {
        self.0.iter().any(|(it, _)| *it == kind)
    }

    /// Tests the conditions of a copy on its source; one that fails refuses the copy.
    pub fn evaluate(
        &self,
        ruling: &mut Ruling<'_>,
        version: &Version,
        object: &Object,
        call: &Call<'_>,
    ) {
        if self.0.is_empty() || ruling.ask::<ConditionHeaders>() == ConditionHeaders::Ignored {
            return;
        }
        let Some(first_only) = self.combine(ruling) else { return };
        let tested = if first_only { &self.0[..1] } else { &self.0[..] };
        let mut failed = Vec::new();
        for (kind, value) in tested {
            if !holds(ruling, *kind, value, version, object, call, true) {
                failed.push(*kind);
            }
        }
        let excused = failed == [Kind::UnmodifiedSince]
            && self.has(Kind::Match)
            && ruling.ask::<ConditionPair>() == ConditionPair::AwsPrecedence;
        if !failed.is_empty() && !excused {
            ruling.refuse::<ConditionFailed>();
        }
    }

    /// How the stated conditions combine: whether the first one alone counts; `None` where the
    /// combination is refused.
    fn combine(&self, ruling: &mut Ruling<'_>) -> Option<bool> {
        let both = |one, two| self.has(one) && self.has(two);
        let mut first_only = false;
        if both(Kind::Match, Kind::NoneMatch) {
            if ruling.refuse::<TagConditionClash>() {
                return None;
            }
            first_only |= ruling.ask::<TagConditionClash>() == TagConditionClash::FirstHeaderWins;
        }
        if both(Kind::Match, Kind::ModifiedSince) || both(Kind::NoneMatch, Kind::UnmodifiedSince) {
            if ruling.refuse::<OddConditions>() {
                return None;
            }
            first_only |= ruling.ask::<OddConditions>() == OddConditions::FirstHeaderWins;
        }
        if both(Kind::ModifiedSince, Kind::UnmodifiedSince) {
            if ruling.refuse::<DateConditionClash>() {
                return None;
            }
            first_only |= ruling.ask::<DateConditionClash>() == DateConditionClash::FirstHeaderWins;
        }
        Some(first_only)
    }

    /// Tests the conditions of a read; one that fails refuses it, each in its way.
    pub fn evaluate_read(
        &self,
        ruling: &mut Ruling<'_>,
        version: &Version,
        object: &Object,
        call: &Call<'_>,
    ) {
        for (kind, value) in &self.0 {
            if holds(ruling, *kind, value, version, object, call, false) {
                continue;
            }
            match kind {
                Kind::Match | Kind::UnmodifiedSince => ruling.refuse::<ReadConditionFailed>(),
                Kind::NoneMatch | Kind::ModifiedSince => ruling.refuse::<ReadNotModified>(),
            };
        }
    }
}

fn holds(
    ruling: &mut Ruling<'_>,
    kind: Kind,
    value: &str,
    version: &Version,
    object: &Object,
    call: &Call<'_>,
    is_copy: bool,
) -> bool {
    match kind {
        Kind::Match => tag_matches(ruling, value, object),
        Kind::NoneMatch => !tag_matches(ruling, value, object),
        Kind::ModifiedSince | Kind::UnmodifiedSince => {
            let Some(date) = parse_http_date(value) else {
                // A refused date is recorded; an ignored one holds.
                ruling.refuse::<BadDate>();
                return true;
            };
            let inverted = is_copy
                && kind == Kind::ModifiedSince
                && ruling.ask::<ModifiedSinceSense>() == ModifiedSinceSense::NotModifiedSince;
            let wants_later = (kind == Kind::ModifiedSince) != inverted;
            if wants_later && is_future(ruling, date, call) {
                return true;
            }
            is_later(ruling, version, date) == wants_later
        }
    }
}

/// Whether a date later than the service's clock makes its header ineffective (OBS-COND-010).
fn is_future(ruling: &mut Ruling<'_>, date: Timestamp, call: &Call<'_>) -> bool {
    if date <= call.window.earliest {
        return false;
    }
    let certain = date > call.window.latest;
    (certain || ruling.fork(2) == 0) && ruling.ask::<FutureDate>() == FutureDate::Ignore
}

/// Whether the version was modified after `date`; the run forks where its time is not known well
/// enough.
fn is_later(ruling: &mut Ruling<'_>, version: &Version, date: Timestamp) -> bool {
    let Span { earliest, latest } = version.modified;
    let next_second = date.whole_second().plus(1000);
    if earliest >= next_second {
        return true;
    }
    if latest <= date {
        return false;
    }
    let first_later = match ruling.ask::<DatePrecision>() {
        DatePrecision::WholeSeconds => next_second,
        DatePrecision::Milliseconds => date.plus(1),
    };
    let hidden = version.origin.hides(Field::Modified);
    if earliest >= first_later || latest < first_later {
        return earliest >= first_later;
    }
    if ruling.fork(2) == 0 {
        ruling.bind(hidden, Value::Modified(Span { earliest: first_later, latest }));
        return true;
    }
    ruling.bind(hidden, Value::Modified(Span { earliest, latest: first_later.plus(-1) }));
    false
}

fn tag_matches(ruling: &mut Ruling<'_>, value: &str, object: &Object) -> bool {
    let Some(list) = parse_etags(value) else { return false };
    if list.star {
        return ruling.ask::<TagStar>() == TagStar::MatchesAny;
    }
    if list.tags.len() > 1 && ruling.ask::<TagList>() == TagList::One {
        return false;
    }
    let etag = ruling.show(&object.etag);
    list.tags.iter().any(|listed| {
        let same = is_tag(ruling, &etag, &listed.tag);
        same && (listed.written == Written::Quoted
            || ruling.ask::<TagForm>() == TagForm::StripQuotes)
    })
}

fn is_tag(ruling: &mut Ruling<'_>, etag: &Shown<ETag>, tag: &ETag) -> bool {
    match etag {
        Shown::Known(known) => known == tag,
        Shown::Hidden(id) => {
            let same = ruling.fork(2) == 0;
            if same {
                ruling.bind(*id, Value::ETag(tag.clone()));
            }
            same
        }
    }
}
