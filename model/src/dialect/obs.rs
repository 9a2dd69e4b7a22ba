//! Huawei OBS: the rows of its manuals.
//!
//! `obs-s3-seed` is the older page *PUT Object - Copy* for the copy itself and, around it,
//! today's S3-compatible manual. What only the newer manual says of a copy (its class and lock
//! headers, say) is an open row here: the page neither promises nor forbids it. The marker of a
//! question follows its candidates, the default first.

#[cfg_attr(not(test), expect(clippy::wildcard_imports, reason = "a table names every clause"))]
use super::clause::*;
use super::{Dialect, Row, Wire, documented, not_offered, open};

const S3: Wire = Wire {
    prefix: "x-amz-",
    namespace: "http://obs.example.com/doc/2015-06-30/",
    declaration: r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    error_declaration: r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    xml_type: "application/xml",
    error_code_header: "x-obs-error-code",
    xml_type_compared: false,
    fixed: &[
        ("Server", "OBS"),
        (
            "x-reserved",
            "amazon, aws and amazon web services are trademarks or registered trademarks of \
             Amazon Technologies, Inc",
        ),
    ],
    chunked: false,
    request_ids: true,
    pretty_indent: 0,
    integer_ids: false,
    nobody: None,
};

/// The older page on the copy itself, with today's S3-compatible manual around it.
pub(super) fn seed() -> Dialect {
    let mut rows = request();
    rows.extend(metadata());
    rows.extend(access());
    rows.extend(target_settings());
    rows.extend(source());
    rows.extend(conditions());
    rows.extend(target());
    rows.extend(answer());
    rows.extend(around());
    Dialect::of("obs-s3-seed", S3, &rows, Vec::new(), Vec::new())
}

fn request() -> Vec<Row> {
    use CopySourcePlus as Plus;
    vec![
        open(
            &[UnknownKey::InvalidAccessKeyId, UnknownKey::AccessDenied],
            "OBS-OQ-02",
            &["OBS-AUTH-004"],
        ),
        open(
            &[BadSignature::SignatureDoesNotMatch, BadSignature::AccessDenied],
            "OBS-OQ-02",
            &["OBS-AUTH-004"],
        ),
        documented(MissingDate::AccessDenied, &["OBS-REQ-009"]),
        open(&[AnonymousCopy::Deny, AnonymousCopy::ByRights], "OBS-OQ-03", &["OBS-REQ-005"]),
        not_offered(BadTarget::BadRequest),
        documented(CopyTrigger::CopySourceHeader, &["OBS-REQ-001"]),
        documented(LongKey::KeyTooLongOver1024, &["OBS-REQ-016"]),
        open(&[BodyOnCopy::UnexpectedContent, BodyOnCopy::Ignore], "OBS-OQ-06", &["OBS-REQ-006"]),
        open(
            &[
                MalformedCopySource::InvalidArgument,
                MalformedCopySource::InvalidRequest,
                MalformedCopySource::NoSuchKey,
            ],
            "OBS-OQ-05",
            &["OBS-SRC-013"],
        ),
        open(
            &[
                CopySourceEncoding::DecodeOnce,
                CopySourceEncoding::Raw,
                CopySourceEncoding::DecodeIfValid,
            ],
            "OBS-OQ-04",
            &["OBS-SRC-005"],
        ),
        open(&[Plus::Space, Plus::Literal], "OBS-OQ-04", &["OBS-SRC-005"]),
        documented(CopySourceSlash::Optional, &["OBS-SRC-002"]),
        documented(VersionParameterCase::Exact, &["OBS-SRC-003"]),
        documented(VersionSelector::Selects, &["OBS-SRC-003"]),
    ]
}

fn metadata() -> Vec<Row> {
    vec![
        open(
            &[DirectiveHeader::Honoured, DirectiveHeader::Ignored],
            "OBS-OQ-10",
            &["OBS-META-002"],
        ),
        open(&[DirectiveCase::Strict, DirectiveCase::Insensitive], "OBS-OQ-09", &["OBS-META-005"]),
        open(
            &[BadDirective::InvalidArgument, BadDirective::AnyCode],
            "OBS-OQ-51",
            &["OBS-META-004"],
        ),
        documented(CopyMetadata::FromSource, &["OBS-META-001"]),
        open(
            &[
                MetadataWithoutDirective::Ignore,
                MetadataWithoutDirective::TreatAsReplace,
                MetadataWithoutDirective::Merge,
            ],
            "OBS-OQ-10",
            &["OBS-META-003"],
        ),
        documented(ReplaceMetadata::RequestOnly, &["OBS-META-002", "OBS-META-008"]),
        not_offered(ReplaceWithoutMeta::RemoveAll),
        open(
            &[
                ReplaceContentType::DefaultOctetStream,
                ReplaceContentType::KeepSource,
                ReplaceContentType::Absent,
            ],
            "OBS-OQ-11",
            &["OBS-META-013"],
        ),
        documented(CopyContentType::RequestOnlyWithReplace, &["OBS-META-021"]),
        documented(DefaultContentType::BinaryOctetStream, &["OBS-META-013"]),
        documented(MetadataNames::LowerCase, &["OBS-META-010"]),
        not_offered(EmptyMetadataValue::Stored),
        not_offered(RepeatedMetadata::Joined),
        documented(MetadataTooLarge::Refuse, &["OBS-META-009"]),
        open(&[RedirectHeader::Honoured, RedirectHeader::Ignored], "OBS-OQ-12", &["OBS-META-015"]),
        documented(BadRedirect::InvalidRedirectLocation, &["OBS-META-015"]),
        open(&[RedirectOnCopy::NotCopied, RedirectOnCopy::Copied], "OBS-OQ-12", &["OBS-META-016"]),
    ]
}

fn access() -> Vec<Row> {
    vec![
        documented(CopyAcl::Private, &["OBS-ACL-001", "OBS-ACL-002"]),
        not_offered(NewVersionAcl::None),
        documented(AclHeader::Honoured, &["OBS-ACL-003"]),
        documented(BadCannedAcl::InvalidArgument, &["OBS-ACL-005"]),
        documented(PublicWrite::ReadOnly, &["OBS-ACL-010"]),
        open(&[GrantHeaders::Ignore, GrantHeaders::NotImplemented], "OBS-OQ-38", &["OBS-ACL-007"]),
        not_offered(BadGrantee::AnyCode),
        not_offered(MixedAcl::AnyCode),
        not_offered(AclExceedsOwn::Accept),
        not_offered(AnonymousCanned::DropOwnerGrant),
        open(&[TargetOwner::Requester, TargetOwner::BucketOwner], "OBS-OQ-39", &["OBS-ACL-015"]),
        open(&[AnonymousOwner::Nobody, AnonymousOwner::BucketOwner], "OBS-OQ-03", &[]),
        not_offered(NewVersionOwner::NewVersionOnly),
        not_offered(InPlaceOwner::Kept),
        not_offered(AnonymousInPlaceOwner::Kept),
        documented(SourceRight::ObjectAcl, &["OBS-ACL-012"]),
        documented(NoReadRight::AccessDenied, &["OBS-ACL-012"]),
        documented(NoWriteRight::AccessDenied, &["OBS-ACL-011", "OBS-ACL-012"]),
        documented(DeleteRight::Bucket, &["OBS-ACL-010", "OBS-ACL-011"]),
        open(&[HiddenSource::NotFound, HiddenSource::AccessDenied], "OBS-OQ-40", &["OBS-ACL-018"]),
        open(&[PutAclRight::NoExtraRight, PutAclRight::NeedsPutAcl], "OBS-OQ-38", &["OBS-ACL-014"]),
    ]
}

fn target_settings() -> Vec<Row> {
    vec![
        documented(CopyClass::BucketDefault, &["OBS-STO-001"]),
        open(&[ClassHeader::Honoured, ClassHeader::Ignored], "OBS-OQ-29", &["OBS-STO-002"]),
        documented(BadClass::InvalidStorageClass, &["OBS-STO-005"]),
        documented(Classes::StandardInfrequentGlacier, &["OBS-STO-003"]),
        open(&[LockHeader::Honoured, LockHeader::Ignored], "OBS-OQ-42", &["OBS-WORM-002"]),
        open(&[BadLock::InvalidRequest, BadLock::InvalidArgument], "OBS-OQ-42", &["OBS-WORM-002"]),
        open(
            &[LockOnPlainBucket::InvalidRequest, LockOnPlainBucket::Ignore],
            "OBS-OQ-41",
            &["OBS-WORM-010"],
        ),
        documented(CopyLock::BucketDefaults, &["OBS-WORM-003", "OBS-WORM-004"]),
        documented(EncryptionHeader::Honoured, &["OBS-ENC-001"]),
        documented(BadEncryption::AnyCode, &["OBS-ENC-001"]),
        documented(TwoEncryptions::AnyCode, &["OBS-ENC-018"]),
        open(
            &[
                PartialCustomerKey::InvalidArgument,
                PartialCustomerKey::InvalidRequest,
                PartialCustomerKey::InvalidEncryptionAlgorithm,
            ],
            "OBS-OQ-27",
            &["OBS-ENC-008"],
        ),
        open(
            &[DefaultEncryptionOnCopy::Yes, DefaultEncryptionOnCopy::No],
            "OBS-OQ-26",
            &["OBS-ENC-016"],
        ),
    ]
}

fn source() -> Vec<Row> {
    vec![
        documented(NoTargetBucket::NoSuchBucket, &["OBS-SRC-008"]),
        documented(NoSourceBucket::NoSuchBucket, &["OBS-SRC-008"]),
        not_offered(ClosedBucket::Accept),
        documented(NoSourceKey::NoSuchKey, &["OBS-SRC-009"]),
        documented(UnnamedVersion::Current, &["OBS-SRC-006"]),
        documented(CurrentMarker::NoSuchKey, &["OBS-SRC-007"]),
        open(&[MarkerHeaders::Absent, MarkerHeaders::AsGet], "OBS-OQ-47", &["OBS-SRC-007"]),
        open(
            &[
                NamedMarker::InvalidRequest,
                NamedMarker::NoSuchKey,
                NamedMarker::NoSuchVersion,
                NamedMarker::MethodNotAllowed,
            ],
            "OBS-OQ-15",
            &["OBS-SRC-011"],
        ),
        documented(UnknownVersion::NoSuchVersion, &["OBS-SRC-010"]),
        open(
            &[BadVersionId::InvalidArgument, BadVersionId::NoSuchVersion],
            "OBS-OQ-16",
            &["OBS-SRC-010"],
        ),
        open(
            &[
                VersionWhileUnversioned::NoSuchVersion,
                VersionWhileUnversioned::Ignore,
                VersionWhileUnversioned::InvalidArgument,
            ],
            "OBS-OQ-17",
            &["OBS-SRC-012"],
        ),
        documented(VersionsAddressable::UnlessNeverEnabled, &["OBS-SRC-012"]),
        not_offered(FolderSource::NoFolders),
        documented(
            FrozenSource::InvalidObjectState,
            &["OBS-STO-008", "OBS-SRC-017", "OBS-RES-004"],
        ),
        documented(RestoredSource::Accept, &["OBS-STO-010"]),
        documented(WrongCustomerKey::InvalidEncryptionAlgorithm, &["OBS-ENC-010"]),
        open(
            &[
                MissingCustomerKey::InvalidArgument,
                MissingCustomerKey::InvalidRequest,
                MissingCustomerKey::InvalidEncryptionAlgorithm,
            ],
            "OBS-OQ-27",
            &["OBS-ENC-009"],
        ),
        open(
            &[SuperfluousCustomerKey::BadRequest, SuperfluousCustomerKey::Ignore],
            "OBS-OQ-27",
            &["OBS-ENC-009"],
        ),
        documented(KeyGone::NotFound, &["OBS-ENC-012"]),
        documented(KeyDisabled::Disabled, &["OBS-ENC-012"]),
        open(
            &[EncryptedToPlain::Reject, EncryptedToPlain::RejectAnyCode],
            "OBS-OQ-51",
            &["OBS-ENC-002"],
        ),
        open(&[TooLarge::EntityTooLarge, TooLarge::InvalidRequest], "OBS-OQ-07", &["OBS-SRC-015"]),
    ]
}

fn conditions() -> Vec<Row> {
    vec![
        open(
            &[ConditionHeaders::Honoured, ConditionHeaders::Ignored],
            "OBS-OQ-33",
            &["OBS-COND-001", "OBS-COND-002", "OBS-COND-003", "OBS-COND-004"],
        ),
        documented(ConditionFailed::PreconditionFailed, &["OBS-COND-006"]),
        open(
            &[ModifiedSinceSense::ModifiedSince, ModifiedSinceSense::NotModifiedSince],
            "OBS-OQ-31",
            &["OBS-COND-005"],
        ),
        open(
            &[ConditionPair::Conjunction, ConditionPair::AwsPrecedence],
            "OBS-OQ-32",
            &["OBS-COND-009"],
        ),
        open(
            &[
                TagConditionClash::Conjunction,
                TagConditionClash::InvalidRequest,
                TagConditionClash::NotImplemented,
                TagConditionClash::FirstHeaderWins,
            ],
            "OBS-OQ-33",
            &["OBS-COND-008"],
        ),
        open(
            &[
                OddConditions::Conjunction,
                OddConditions::InvalidRequest,
                OddConditions::NotImplemented,
                OddConditions::FirstHeaderWins,
            ],
            "OBS-OQ-33",
            &["OBS-COND-008"],
        ),
        open(
            &[
                DateConditionClash::Conjunction,
                DateConditionClash::InvalidRequest,
                DateConditionClash::NotImplemented,
                DateConditionClash::FirstHeaderWins,
            ],
            "OBS-OQ-33",
            &["OBS-COND-008"],
        ),
        open(&[BadDate::IgnoreHeader, BadDate::InvalidArgument], "OBS-OQ-34", &["OBS-COND-012"]),
        open(&[FutureDate::Ignore, FutureDate::Evaluate], "OBS-OQ-34", &[]),
        documented(DatePrecision::WholeSeconds, &["OBS-COND-013"]),
        open(&[TagForm::StripQuotes, TagForm::Exact], "OBS-OQ-37", &["OBS-COND-014"]),
        open(&[TagStar::Literal, TagStar::MatchesAny], "OBS-OQ-37", &["OBS-COND-014"]),
        open(&[TagList::One, TagList::Several], "OBS-OQ-37", &["OBS-COND-014"]),
        open(
            &[
                PlainConditions::Ignore,
                PlainConditions::ApplyToTarget,
                PlainConditions::NotImplemented,
            ],
            "OBS-OQ-35",
            &["OBS-COND-015"],
        ),
    ]
}

fn target() -> Vec<Row> {
    vec![
        open(
            &[SelfCopy::InvalidRequest, SelfCopy::AnyCode, SelfCopy::Allow],
            "OBS-OQ-51",
            &["OBS-META-006"],
        ),
        open(
            &[SelfCopyOtherChange::Reject, SelfCopyOtherChange::Allow],
            "OBS-OQ-13",
            &["OBS-META-007"],
        ),
        open(&[SelfCopyOfVersion::Allow, SelfCopyOfVersion::Reject], "OBS-OQ-14", &["OBS-VER-012"]),
        not_offered(SelfCopyVersioned::NewVersion),
        documented(UnversionedTarget::Overwrite, &["OBS-VER-009"]),
        not_offered(UnversionedSelfReplace::Overwrite),
        not_offered(ReplaceOntoOther::Overwrite),
        not_offered(OntoMarker::Create),
        not_offered(UnusedTarget::Create),
        not_offered(TargetName::Free),
        documented(TargetVersionId::Own, &["OBS-VER-011"]),
        documented(SourceAfterCopy::Unchanged, &["OBS-SRC-014"]),
        not_offered(FolderTarget::NoFolders),
        documented(QuotaExceeded::InsufficientStorageSpace, &["OBS-LIM-003"]),
        documented(LockedTarget::Allow, &["OBS-WORM-005"]),
        not_offered(LockedMetadata::Allow),
        documented(EnabledWrite::NewVersion, &["OBS-VER-005"]),
        documented(SuspendedWrite::ReplaceNull, &["OBS-VER-006"]),
        documented(UnversionedId::Null, &["OBS-VER-006", "OBS-LIST-002"]),
        open(
            &[MultipartCopyTag::Recompute, MultipartCopyTag::Preserve],
            "OBS-OQ-22",
            &["OBS-RES-009"],
        ),
        open(&[EncryptedTag::Opaque, EncryptedTag::Md5], "OBS-OQ-23", &["OBS-RES-010"]),
        documented(CopyContent::SourceBytes, &["OBS-RES-008"]),
        not_offered(InPlaceModified::Now),
    ]
}

fn answer() -> Vec<Row> {
    vec![
        open(
            &[
                FailedCopyBody::ErrorXml,
                FailedCopyBody::Empty,
                FailedCopyBody::ResultWithoutTag,
                FailedCopyBody::NeverHappens,
            ],
            "OBS-OQ-20",
            &["OBS-RES-002"],
        ),
        documented(CopyReply::Xml, &["OBS-RES-001", "OBS-RES-002"]),
        open(
            &[EncryptedCopyReply::Xml, EncryptedCopyReply::HeaderTagEmptyBody],
            "OBS-OQ-21",
            &["OBS-RES-016"],
        ),
        documented(TagHeader::Absent, &["OBS-RES-007"]),
        not_offered(InPlaceTagHeader::Omit),
        open(
            &[
                SuspendedVersionHeader::CopyOnly,
                SuspendedVersionHeader::Both,
                SuspendedVersionHeader::Neither,
            ],
            "OBS-OQ-19",
            &["OBS-VER-007", "OBS-VER-008"],
        ),
        open(
            &[
                SourceVersionHeader::IfSourceHasVersionId,
                SourceVersionHeader::IfSourceBucketVersioned,
                SourceVersionHeader::IfTargetEnabled,
                SourceVersionHeader::IfVersionNamed,
            ],
            "OBS-OQ-18",
            &["OBS-VER-010"],
        ),
    ]
}

fn around() -> Vec<Row> {
    vec![
        documented(BadDigest::BadDigest, &["OBS-PUT-002"]),
        open(
            &[
                ReadNamedMarker::MethodNotAllowed,
                ReadNamedMarker::NoSuchKey,
                ReadNamedMarker::NoSuchVersion,
                ReadNamedMarker::InvalidRequest,
            ],
            "OBS-OQ-15",
            &["OBS-SRC-011"],
        ),
        not_offered(HeadNamedMarker::AsGet),
        documented(ReadMarkerHeaders::Present, &["OBS-GET-001"]),
        documented(ReadVersionHeader::WhereItHasOne, &["OBS-GET-002"]),
        documented(ShownClass::UnlessStandard, &["OBS-GET-006"]),
        documented(FrozenRead::InvalidObjectState, &["OBS-GET-005"]),
        documented(ReadConditionFailed::PreconditionFailed, &["OBS-GET-003"]),
        documented(ReadNotModified::NotModified, &["OBS-GET-003"]),
        documented(UnsatisfiableRange::InvalidRange, &["OBS-GET-004"]),
        documented(EnabledDelete::AddsMarker, &["OBS-DEL-003"]),
        documented(EnabledDeleteOfNothing::AddsMarker, &["OBS-DEL-008"]),
        documented(SuspendedDelete::NullMarker, &["OBS-DEL-004"]),
        documented(UnversionedDelete::Removes, &["OBS-DEL-001", "OBS-DEL-002"]),
        documented(DeleteMarkerHeaders::Present, &["OBS-DEL-003"]),
        documented(DeleteOldVersion::Remove, &["OBS-DEL-005"]),
        open(
            &[DeleteVersionUnversioned::AsOtherReads, DeleteVersionUnversioned::Remove],
            "OBS-OQ-17",
            &[],
        ),
        documented(DeleteCurrentVersion::Remove, &["OBS-DEL-005"]),
        documented(DeleteCurrentMarker::Remove, &["OBS-DEL-006"]),
        documented(DeleteUnknownVersion::NoContent, &["OBS-DEL-001"]),
        open(
            &[MarkerRemovalHeader::Absent, MarkerRemovalHeader::True],
            "OBS-OQ-48",
            &["OBS-DEL-006"],
        ),
        documented(LockedDelete::AccessDenied, &["OBS-WORM-006"]),
        documented(LockedUnnamedDelete::Allow, &["OBS-WORM-006"]),
        documented(UnknownDeleteParameter::BadRequest, &["OBS-DEL-007"]),
        documented(VersionOrder::NewestFirst, &["OBS-VER-014", "OBS-LIST-001"]),
        documented(PutAcl::Replaces, &["OBS-ACL-008", "OBS-ACL-009"]),
        documented(AclScope::OneVersion, &["OBS-ACL-008"]),
        not_offered(AclDocumentOwner::Ignored),
        not_offered(MalformedAcl::AnyCode),
        documented(VersioningRight::OwnerOnly, &["OBS-VER-002"]),
        documented(BadVersioning::IllegalVersioning, &["OBS-VER-017"]),
        documented(FirstRestore::Accepted, &["OBS-RST-003"]),
        documented(RestoreAgain::Ok, &["OBS-RST-004"]),
        documented(RestoreShortens::AlreadyRestored, &["OBS-RST-005"]),
        documented(RestoreInProgress::InProgress, &["OBS-RST-006"]),
        documented(RestoreNotArchived::InvalidObjectState, &["OBS-RST-007"]),
        documented(RestoreDays::InvalidArgument, &["OBS-RST-008"]),
        documented(MalformedRestore::MalformedXml, &["OBS-RST-008"]),
        not_offered(BucketExists::AlreadyExists),
        documented(BadBucketName::InvalidBucketName, &["OBS-LIM-001"]),
    ]
}
