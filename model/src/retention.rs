//! How long an object must be kept: what a request asks for, what it may change, what that forbids.
//!
//! What is answered to a write or a delete that the retention of an object forbids is decided by
//! the operations.

use crate::dialect::clause::{
    BadRetention, DefaultRetention, HeldMetadata, HeldRetention, HoldHeader, HoldRight,
    LabelledHold, LockedMetadata, RetentionHeader, RetentionHeaders, ShortenedRetention,
    UnspecifiedRetention,
};
use crate::permitted::{Call, Ruling};
use crate::reply::{Expected, Header, ReplyPattern, Shown, Why};
use crate::store::{Bucket, Field, Object, RetainedMetadata, Retention, Seen, Span, Term};

mod text;

use text::parse_retention;

/// What a request asks for; what it does not mention is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WantedRetention {
    /// How long its object must be kept.
    pub term: Option<Term>,
    /// Whether it is on hold.
    pub hold: Option<bool>,
}

impl WantedRetention {
    /// Reads the headers of `call`, whose object would stand in `bucket`.
    pub fn of(ruling: &mut Ruling<'_>, call: &Call<'_>, bucket: Option<&Bucket>) -> Self {
        let mut wanted = Self::default();
        if let Some(text) = ruling.extension(call, "retention")
            && ruling.ask::<RetentionHeader>() == RetentionHeader::Honoured
        {
            wanted.term = parse_retention(text, call.window);
            if wanted.term.is_none() {
                ruling.refuse::<BadRetention>();
            }
        }
        if let Some(text) = ruling.extension(call, "retentionhold")
            && ruling.ask::<HoldHeader>() == HoldHeader::Honoured
        {
            wanted.hold = text.parse().ok();
            if wanted.hold.is_none() {
                ruling.refuse::<BadRetention>();
            }
        }
        if let Some(text) = ruling.extension(call, "labelretentionhold")
            && ruling.ask::<LabelledHold>() == LabelledHold::Honoured
        {
            // How the labels are written is not printed: one of them that is true holds.
            wanted.hold = Some(text.contains("true") || wanted.hold == Some(true));
        }
        if wanted.hold.is_some() && !ruling.is_privileged(call, bucket) {
            ruling.refuse::<HoldRight>();
        }
        wanted
    }

    /// Whether nothing is asked for.
    pub fn is_nothing(&self) -> bool {
        self.term.is_none() && self.hold.is_none()
    }

    /// What comes of `before`.
    fn upon(&self, before: &Retention) -> Retention {
        Retention {
            term: self.term.clone().unwrap_or_else(|| before.term.clone()),
            hold: self.hold.unwrap_or(before.hold),
        }
    }
}

impl Ruling<'_> {
    /// A header that S3 does not have.
    pub fn extension<'a>(&self, call: &Call<'a>, name: &str) -> Option<&'a str> {
        let prefix = self.dialect.wire.extension;
        if prefix.is_empty() { None } else { call.request.vendor(prefix, name) }
    }

    /// Whether the caller has the privilege that holds and privileged deletes need. No setup says
    /// who has: the owner of a bucket does, nobody in particular does not, the run forks over
    /// others.
    pub fn is_privileged(&mut self, call: &Call<'_>, bucket: Option<&Bucket>) -> bool {
        let Some(account) = call.principal.account() else { return false };
        bucket.is_some_and(|it| it.owner.as_ref() == Some(account)) || self.fork(2) == 0
    }

    /// What a new object of `call` has that says `wanted`; `default` where it says nothing.
    pub fn new_retention(
        &mut self,
        call: &Call<'_>,
        wanted: &WantedRetention,
        default: &Seen<Retention>,
    ) -> Seen<Retention> {
        default.map(call.origin().hides(Field::Retention), &|it| wanted.upon(it))
    }

    /// What an object has of which neither its request nor its past says anything.
    pub fn default_retention(&mut self) -> Seen<Retention> {
        self.hold(Field::Retention, |reading| {
            Seen::Known(match reading {
                DefaultRetention::DeletionAllowed => Retention::NONE,
                DefaultRetention::DeletionProhibited => {
                    Retention { term: Term::Prohibited, hold: false }
                }
            })
        })
    }

    /// Whether the retention or a hold keeps `object` when `call` takes effect; the run forks where
    /// that is not known.
    pub fn is_retained(&mut self, call: &Call<'_>, object: &Object) -> bool {
        match self.show(&object.retention) {
            Shown::Known(it) => it.hold || self.is_in_force(&it.term, call.window),
            Shown::Hidden(_) => self.fork(2) == 1,
        }
    }

    fn is_in_force(&mut self, term: &Term, now: Span) -> bool {
        match term {
            Term::Allowed => false,
            Term::Prohibited => true,
            Term::Unspecified => {
                self.ask::<UnspecifiedRetention>() == UnspecifiedRetention::MustBeKept
            }
            Term::Until(end) if end.earliest > now.latest => true,
            Term::Until(end) if end.latest <= now.earliest => false,
            Term::Until(_) | Term::Class(_) => self.fork(2) == 1,
        }
    }

    /// Refuses what a rewrite of `object` where it stands may not change: the end of its retention,
    /// and its metadata as the bucket is set (HCP-META-017).
    pub fn refuse_retained_rewrite(
        &mut self,
        call: &Call<'_>,
        bucket: &Bucket,
        object: &Object,
        wanted: &WantedRetention,
        has_new_metadata: bool,
    ) {
        let shown = self.show(&object.retention);
        let before = shown.known();
        if let (Some(before), Some(term)) = (before, &wanted.term) {
            let held = before.hold && wanted.hold != Some(false);
            if held && *term != before.term {
                self.refuse::<HeldRetention>();
            } else if self.shortens(&before.term, term, call.window) {
                self.refuse::<ShortenedRetention>();
            }
        }
        let is_held = before.is_some_and(|it| it.hold);
        let changes = has_new_metadata || wanted.is_nothing();
        let always = 1 << LockedMetadata::Allow as u8;
        if !changes || self.candidates::<LockedMetadata>() == always {
            return;
        }
        let had_metadata = object.metadata.known().is_none_or(|it| !it.is_empty());
        let forbidden = match bucket.options.retained_metadata {
            _ if is_held && self.ask::<HeldMetadata>() == HeldMetadata::Refused => true,
            RetainedMetadata::All => false,
            RetainedMetadata::AddOnly => had_metadata,
            RetainedMetadata::Nothing => true,
        };
        if forbidden && self.is_locked(call, object) {
            self.refuse::<LockedMetadata>();
            self.blame::<HeldMetadata>();
        }
    }

    /// Whether `new` ends before `old` does, where `old` has not ended yet.
    fn shortens(&mut self, old: &Term, new: &Term, now: Span) -> bool {
        match (old, new) {
            (Term::Allowed | Term::Unspecified, _) | (_, Term::Prohibited) => false,
            (Term::Prohibited, _) => true,
            (Term::Until(old), _) if old.latest <= now.earliest => false,
            (Term::Until(_), Term::Allowed | Term::Unspecified) => true,
            (Term::Until(old), Term::Until(new)) if new.latest < old.earliest => true,
            (Term::Until(old), Term::Until(new)) if new.earliest >= old.latest => false,
            (Term::Class(old), Term::Class(new)) if old == new => false,
            (Term::Until(_) | Term::Class(_), _) => self.fork(2) == 1,
        }
    }

    /// Puts into `reply` how long `object` must be kept, where reads tell it.
    pub fn show_retention(&mut self, reply: &mut ReplyPattern, object: &Object) {
        if self.ask::<RetentionHeaders>() == RetentionHeaders::Absent {
            return;
        }
        let mut why = Why::of(object.reasons.0.get(&Field::Retention));
        why.add(&self.reason::<RetentionHeaders>());
        let (term, hold) = match self.show(&object.retention) {
            Shown::Known(it) => (Expected::Retained(it.term), Expected::Text(it.hold.to_string())),
            Shown::Hidden(_) => (Expected::Anything, Expected::Anything),
        };
        reply.set(Header::Retention, term, why.clone());
        reply.set(Header::Hold, hold, why);
    }
}
