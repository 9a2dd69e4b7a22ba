//! Conditions on the version that a request reads: four headers, alone and together.

use crate::dialect::clause::{
    BadDate, ConditionElement, ConditionFailed, ConditionPair, DateConditionClash, DateForms,
    DatePrecision, FutureDate, ModifiedSinceSense, OddConditions, PairedConditions,
    ReadConditionElement, ReadConditionFailed, ReadNotModified, RepeatedCondition,
    TagConditionClash, TagForm, TagList, TagStar,
};
use crate::name::{ETag, Timestamp};
use crate::permitted::{Call, Ruling};
use crate::reply::{BodyPattern, Shown};
use crate::store::{Field, Object, Span, Value, Version};
use crate::wire::date::{parse_http_date, parse_rfc1123};
use crate::wire::etags::{Written, parse_etags};

/// Which of the four conditions a header states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Match,
    NoneMatch,
    ModifiedSince,
    UnmodifiedSince,
}

/// The conditions of a request, in the order they were sent, each once.
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
    pub fn of_copy(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Self {
        let prefix = format!("{}copy-source-", ruling.dialect.wire.prefix);
        Self::of(ruling, call, &prefix)
    }

    /// The conditions a read states on its object.
    pub fn of_read(ruling: &mut Ruling<'_>, call: &Call<'_>) -> Self {
        Self::of(ruling, call, "")
    }

    fn of(ruling: &mut Ruling<'_>, call: &Call<'_>, prefix: &str) -> Self {
        let mut stated: Vec<(Kind, String)> = Vec::new();
        for (name, value) in &call.request.headers.0 {
            let name = name.to_ascii_lowercase();
            let Some(name) = name.strip_prefix(prefix) else { continue };
            let Some((_, kind)) = NAMES.iter().find(|(it, _)| *it == name) else { continue };
            match stated.iter_mut().find(|(it, _)| it == kind) {
                None => stated.push((*kind, value.trim().to_owned())),
                Some((_, known)) if known == value.trim() => {}
                Some((_, known)) => {
                    if ruling.ask::<RepeatedCondition>() == RepeatedCondition::Last {
                        value.trim().clone_into(known);
                    }
                }
            }
        }
        Self(stated)
    }

    /// Whether none is stated.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
        if self.0.is_empty() {
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
        if !failed.is_empty() && !excused && ruling.refuse::<ConditionFailed>() {
            ruling.blame::<RepeatedCondition>();
            ruling.blame::<ConditionPair>();
            ruling.blame::<TagForm>();
            if self.has(Kind::ModifiedSince) || self.has(Kind::UnmodifiedSince) {
                ruling.rest_on::<DateForms>();
            }
            name_failed(ruling, &failed);
        }
    }

    /// How the stated conditions combine: whether the first one alone counts; `None` where the
    /// combination is refused.
    fn combine(&self, ruling: &mut Ruling<'_>) -> Option<bool> {
        let both = |one, two| self.has(one) && self.has(two);
        let paired =
            both(Kind::Match, Kind::UnmodifiedSince) || both(Kind::NoneMatch, Kind::ModifiedSince);
        if paired && ruling.refuse::<PairedConditions>() {
            return None;
        }
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
                Kind::NoneMatch | Kind::ModifiedSince => drop(ruling.refuse::<ReadNotModified>()),
                Kind::Match | Kind::UnmodifiedSince => {
                    let refused = ruling.refuse::<ReadConditionFailed>();
                    ruling.blame::<TagForm>();
                    if refused
                        && ruling.ask::<ReadConditionElement>() == ReadConditionElement::HeaderName
                    {
                        ruling.rest_on::<ReadConditionElement>();
                        name_conditions(ruling, vec![spelled(*kind).to_owned()]);
                    }
                }
            }
        }
    }
}

/// Puts the condition that failed into the error document of a copy, where documents say it stands
/// there; of several that failed it may be any.
fn name_failed(ruling: &mut Ruling<'_>, failed: &[Kind]) {
    let element = ruling.ask::<ConditionElement>();
    ruling.rest_on::<ConditionElement>();
    let start = match element {
        ConditionElement::Unsaid => return,
        ConditionElement::Absent => return name_conditions(ruling, Vec::new()),
        ConditionElement::ShortName => String::new(),
        ConditionElement::LongName => format!("{}copy-source-", ruling.dialect.wire.prefix),
    };
    let names = failed.iter().map(|it| format!("{start}{}", spelled(*it))).collect();
    name_conditions(ruling, names);
}

fn name_conditions(ruling: &mut Ruling<'_>, names: Vec<String>) {
    if let Some(reply) = ruling.last_refusal() {
        reply.body.0 = BodyPattern::Unmet(names);
    }
}

/// The header of a condition, as manuals spell it.
fn spelled(kind: Kind) -> &'static str {
    match kind {
        Kind::Match => "If-Match",
        Kind::NoneMatch => "If-None-Match",
        Kind::ModifiedSince => "If-Modified-Since",
        Kind::UnmodifiedSince => "If-Unmodified-Since",
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
            let date = match ruling.ask::<DateForms>() {
                DateForms::Three => parse_http_date(value),
                DateForms::Rfc1123Only => parse_rfc1123(value),
            };
            let Some(date) = date else {
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
