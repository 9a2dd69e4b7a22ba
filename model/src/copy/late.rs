//! Failing after the answer began: of a copy, and of the copy of a part.
//!
//! What the body then says is decided here and nothing else; whatever the copy was about to store
//! is not stored.

use crate::dialect::Reading;
use crate::dialect::clause::{FailedCopyBody, RacingSource};
use crate::permitted::Ruling;
use crate::reply::{BodyPattern, Expected, Header, ReplyPattern, Why};

/// A copy may fail after its 200 has been sent: the body then carries no entity tag and nothing is
/// stored (OBS-RES-002). Whether it does is decided anew for each request. `root` is what its
/// result would be called.
pub(crate) fn fail_late(ruling: &mut Ruling<'_>, root: &'static str) {
    for reading in ruling.possible::<FailedCopyBody>() {
        let body = match reading {
            FailedCopyBody::ErrorXml => BodyPattern::LateError,
            FailedCopyBody::Empty => BodyPattern::LateNothing,
            FailedCopyBody::ResultWithoutTag => BodyPattern::LateResult(root),
            FailedCopyBody::NeverHappens => continue,
        };
        ruling.may_fail_late(reading, failed_late(reading, body));
    }
}

/// A copy whose source changed between its two instants may fail so in some services (OBS-OQ-50),
/// however they fail for other reasons.
pub(super) fn fail_race(ruling: &mut Ruling<'_>, race: Option<RacingSource>) {
    if let Some(reading @ RacingSource::MayFailInBody) = race {
        ruling.may_fail_late(reading, failed_late(reading, BodyPattern::LateError));
    }
}

/// What is answered by a copy that fails after its 200 has been sent, because of `reading`.
fn failed_late<R: Reading>(reading: R, body: BodyPattern) -> ReplyPattern {
    let mut why = Why::default();
    why.push(R::CLAUSE, Some(reading.index()));
    let mut reply = ReplyPattern::new(200);
    for header in [
        Header::VersionId,
        Header::CopySourceVersionId,
        Header::Encryption,
        Header::EncryptionKeyId,
        Header::CustomerAlgorithm,
        Header::CustomerKeyMd5,
    ] {
        reply.set(header, Expected::Anything, Why::default());
    }
    reply.body = (body, why);
    reply
}
