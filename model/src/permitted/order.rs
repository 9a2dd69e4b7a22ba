//! The orders in which a service may check a request, which decide the error it reports where
//! several apply.
//!
//! One page of one vendor lists the checks of a part copy in order; the steps of the others stand
//! where a service would most likely have them. The other orders differ in what they look at first.
//! Whether a service goes by one is asked by the clause [`ErrorOrder`]; nothing else is decided
//! here.

use crate::dialect::Clause;
use crate::dialect::clause::ErrorOrder;

/// The step of `order` at which the check of `clause` refuses; `None` where that may be at any.
pub(super) fn step(order: ErrorOrder, clause: Clause, is_copy: bool) -> Option<u8> {
    use Stage::{Conditions, Place, Rights, Shape, Source, Target};
    let stages = match order {
        ErrorOrder::Any | ErrorOrder::AwsLike | ErrorOrder::Unordered => return None,
        ErrorOrder::PartCopyList => return if is_copy { step_of_list(clause) } else { None },
        ErrorOrder::TargetFirst => [Target, Shape, Source, Rights, Conditions, Place],
        ErrorOrder::SourceFirst => [Source, Rights, Conditions, Target, Shape, Place],
        ErrorOrder::ConditionsFirst => [Shape, Source, Conditions, Target, Rights, Place],
    };
    (0..).zip(stages).find(|(_, stage)| *stage == stage_of(clause)).map(|(step, _)| step)
}

/// The part of a request's way in which a check stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Target,
    Shape,
    Source,
    Rights,
    Conditions,
    Place,
}

/// The part of a request's way in which the check of `clause` stands.
fn stage_of(clause: Clause) -> Stage {
    match clause {
        Clause::AnonymousCopy
        | Clause::NoTargetBucket
        | Clause::ClosedBucket
        | Clause::NoWriteRight => Stage::Target,
        Clause::NoSourceBucket
        | Clause::NoSourceKey
        | Clause::CurrentMarker
        | Clause::NamedMarker
        | Clause::UnknownVersion
        | Clause::BadVersionId
        | Clause::FolderSource => Stage::Source,
        Clause::NoReadRight | Clause::HiddenSource => Stage::Rights,
        Clause::ConditionFailed | Clause::ReadConditionFailed | Clause::ReadNotModified => {
            Stage::Conditions
        }
        Clause::UnversionedTarget
        | Clause::ReplaceOntoOther
        | Clause::OntoMarker
        | Clause::FolderTarget
        | Clause::QuotaExceeded
        | Clause::LockedTarget
        | Clause::LockedMetadata
        | Clause::RetainedOverwrite
        | Clause::ShortenedRetention
        | Clause::HeldRetention => Stage::Place,
        _ => Stage::Shape,
    }
}

/// The step of the documented list.
fn step_of_list(clause: Clause) -> Option<u8> {
    use Clause as It;
    Some(match clause {
        It::CopyQuery | It::ForeignHeaders | It::LongKey => 1,
        It::AnonymousCopy => 2,
        It::BodyOnCopy => 3,
        It::AnonymousCanned
        | It::BadCannedAcl
        | It::BadClass
        | It::BadDate
        | It::BadDirective
        | It::BadEncryption
        | It::BadGrantee
        | It::BadLock
        | It::BadLockMode
        | It::BadRedirect
        | It::CopySourceSlash
        | It::DateConditionClash
        | It::GrantHeaders
        | It::LockOnPlainBucket
        | It::MalformedCopySource
        | It::MetadataWithoutDirective
        | It::MixedAcl
        | It::OddConditions
        | It::OldSignature
        | It::PartialCustomerKey
        | It::PastLock
        | It::TagConditionClash
        | It::TagConflict
        | It::TagHeaders
        | It::TwoEncryptions
        | It::WrongKeyDigest => 4,
        It::CrossRegion | It::NoSourceBucket | It::NoTargetBucket => 5,
        It::CurrentMarker | It::HiddenSource | It::NoSourceKey => 6,
        It::NamedMarker | It::UnknownVersion | It::VersionWhileUnversioned => 7,
        It::NoReadRight | It::PayerMissing | It::TagRight => 8,
        It::NoWriteRight | It::PutAclRight => 9,
        It::SelfCopy => 10,
        It::FrozenSource | It::InfrequentSource | It::RestoredSource => 11,
        It::KeyDisabled
        | It::KeyGone
        | It::MissingCustomerKey
        | It::SuperfluousCustomerKey
        | It::WrongCustomerKey => 12,
        It::UndoneEncryption => 13,
        It::ConditionFailed => 14,
        It::TooLarge => 15,
        It::BadTag | It::MetadataTooLarge | It::TooManyTags => 16,
        _ => return None,
    })
}
