//! Hitachi HCP: the rows of its manuals.
//!
//! `hcp-7` is every release from 7.1 to 7.3.4. Each rule of the document carries the releases in
//! whose text it was seen, its "Rev". A rule stands in this table if its Rev reaches into 7.x
//! (`7.1`, `7.2–9.0`, `7.x, 9.0`) or if it is inferred for all releases (`–`); what later releases
//! state first is silence here. A few rows cite a rule that is stated later, where §2 of the
//! document says the same of 7.x; a comment says so. A row with one candidate is open like any
//! other: the manual is silent, and there is only one thing to take it to mean.
//!
//! Questions are the document's `OQ` ids; `HCP-1.3` is a page that was not captured, `HCP-X-05` a
//! contradiction. No error code is asserted that the document only infers: such rows take readings
//! that name the status alone.

#[cfg_attr(not(test), expect(clippy::wildcard_imports, reason = "a table names every clause"))]
use super::clause::*;
use super::{Dialect, Row, Unmodelled, Wire, documented, not_offered, open};

const HS3: Wire = Wire {
    prefix: "x-amz-",
    namespace: "http://s3.amazonaws.com/doc/2006-03-01/",
    declaration: r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    error_declaration: r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    xml_type: "application/xml;charset=UTF-8",
    error_code_header: "",
    xml_type_compared: true,
    fixed: &[("Server", "HCP V7.0.0.16")],
    chunked: true,
    request_ids: false,
    pretty_indent: 5,
    integer_ids: true,
    nobody: Some("nobody"),
};

/// Releases 7.1 to 7.3.4.
pub(super) fn release_7() -> Dialect {
    let mut rows = request();
    rows.extend(metadata());
    rows.extend(access());
    rows.extend(rights());
    rows.extend(target_settings());
    rows.extend(source());
    rows.extend(conditions());
    rows.extend(target());
    rows.extend(answer());
    rows.extend(reads());
    rows.extend(deletes());
    rows.extend(around());
    Dialect::of("hcp-7", HS3, &rows, Vec::new(), unmodelled())
}

fn unmodelled() -> Vec<Unmodelled> {
    let why = |rule, reason| Unmodelled { rule, reason };
    vec![
        why(
            "HCP-AUTH-001",
            "a trace says which account asks and whether its proof was good, not how it was given",
        ),
        why("HCP-AUTH-002", "as HCP-AUTH-001: the other scheme of the same header"),
        why(
            "HCP-META-014",
            "only another interface can store a malformed annotation; no S3 request does",
        ),
        why("HCP-OWN-005", "an account is a name here; how a directory spells it is the trace's"),
        why("HCP-TGT-019", "the overwrite option it extends comes with 9.7 (HCP-TGT-014)"),
        why(
            "HCP-VER-006",
            "the other protocols of a bucket are outside of every trace; without them versioning \
             can be enabled and disabled at any time, as it can here",
        ),
    ]
}

fn request() -> Vec<Row> {
    vec![
        documented(UnknownKey::AnyCode, &["HCP-PERM-004"]),
        documented(BadSignature::AnyCode, &["HCP-PERM-004"]),
        open(&[MissingDate::Forbidden, MissingDate::BadRequest], "HCP-1.3", &["HCP-AUTH-006"]),
        documented(AnonymousCopy::ByRights, &["HCP-AUTH-004", "HCP-AUTH-007", "HCP-AUTH-009"]),
        open(&[BadTarget::BadRequest], "HCP-1.3", &[]),
        documented(CopyTrigger::CopySourceHeader, &["HCP-ADR-001", "HCP-ADR-002", "HCP-ADR-003"]),
        open(&[LongKey::AnyOver4095], "HCP-1.3", &["HCP-LIM-001"]),
        open(&[BodyOnCopy::Ignore, BodyOnCopy::BadRequest], "HCP-OQ-20", &["HCP-ADR-013"]),
        open(
            &[MalformedCopySource::AnyCode, MalformedCopySource::NoSuchKey],
            "HCP-1.3",
            &["HCP-SRC-001"],
        ),
        open(
            &[CopySourceEncoding::DecodeOnce, CopySourceEncoding::Raw],
            "HCP-OQ-14",
            &["HCP-SRC-016", "HCP-SRC-017"],
        ),
        open(&[CopySourcePlus::Literal, CopySourcePlus::Space], "HCP-OQ-14", &["HCP-LIM-005"]),
        open(
            &[CopySourceSlash::Optional, CopySourceSlash::Required],
            "HCP-OQ-14",
            &["HCP-SRC-002"],
        ),
        documented(VersionParameterCase::Insensitive, &["HCP-SRC-003"]),
        documented(VersionSelector::Selects, &["HCP-SRC-001", "HCP-SRC-004", "HCP-SRC-017"]),
    ]
}

fn metadata() -> Vec<Row> {
    vec![
        documented(DirectiveHeader::Honoured, &["HCP-META-002"]),
        open(&[DirectiveCase::Strict, DirectiveCase::Insensitive], "HCP-OQ-06", &["HCP-META-020"]),
        open(&[BadDirective::AnyCode, BadDirective::TreatAsCopy], "HCP-OQ-06", &["HCP-META-006"]),
        documented(CopyMetadata::FromSource, &["HCP-META-001"]),
        open(
            &[MetadataWithoutDirective::Ignore, MetadataWithoutDirective::BadRequest],
            "HCP-OQ-06",
            &["HCP-META-004"],
        ),
        documented(ReplaceMetadata::RequestOnly, &["HCP-META-002", "HCP-META-005"]),
        open(
            &[ReplaceWithoutMeta::RemoveAll, ReplaceWithoutMeta::Keep],
            "HCP-OQ-05",
            &["HCP-META-005"],
        ),
        open(
            &[ReplaceContentType::KeepSource, ReplaceContentType::DeriveFromTargetName],
            "HCP-OQ-07",
            &["HCP-META-018"],
        ),
        open(
            &[
                CopyContentType::RequestElseSource,
                CopyContentType::RequestOnlyWithReplace,
                CopyContentType::DeriveFromTargetName,
            ],
            "HCP-OQ-07",
            &["HCP-META-018"],
        ),
        documented(DefaultContentType::ByNameElseApplication, &["HCP-META-018"]),
        documented(MetadataNames::ElementName, &["HCP-META-007", "HCP-META-008", "HCP-META-020"]),
        documented(EmptyMetadataValue::Dropped, &["HCP-META-009", "HCP-META-010"]),
        documented(RepeatedMetadata::Joined, &["HCP-META-011", "HCP-META-022"]),
        open(
            &[MetadataTooLarge::AnyCode, MetadataTooLarge::Truncate],
            "HCP-OQ-13",
            &["HCP-META-012", "HCP-META-013"],
        ),
        not_offered(RedirectHeader::Ignored),
        not_offered(BadRedirect::Accept),
        not_offered(RedirectOnCopy::NotCopied),
    ]
}

fn access() -> Vec<Row> {
    vec![
        documented(CopyAcl::Private, &["HCP-ACL-001", "HCP-ACL-017"]),
        open(&[NewVersionAcl::None, NewVersionAcl::Inherited], "HCP-OQ-04", &["HCP-ACL-017"]),
        documented(AclHeader::Honoured, &["HCP-ACL-002", "HCP-ACL-003"]),
        open(
            &[BadCannedAcl::NotImplementedAnyCode, BadCannedAcl::AnyCode],
            "HCP-OQ-10",
            &["HCP-ACL-003", "HCP-ACL-009", "HCP-ACL-011", "HCP-PUT-007"],
        ),
        documented(PublicWrite::ReadAndWrite, &["HCP-ACL-003", "HCP-ACL-016"]),
        documented(GrantHeaders::Honoured, &["HCP-ACL-002", "HCP-ACL-004"]),
        documented(
            BadGrantee::InvalidArgument,
            &["HCP-ACL-005", "HCP-ACL-006", "HCP-ACL-009", "HCP-ACL-010", "HCP-PUT-007"],
        ),
        open(&[MixedAcl::AnyCode], "HCP-OQ-10", &["HCP-ACL-008"]),
        open(&[AclExceedsOwn::AccessDenied], "HCP-OQ-10", &["HCP-ACL-015", "HCP-PERM-009"]),
        open(
            &[AnonymousCanned::DropOwnerGrant, AnonymousCanned::AccessDenied],
            "HCP-OQ-10",
            &["HCP-OWN-002"],
        ),
        documented(TargetOwner::Requester, &["HCP-OWN-001", "HCP-OWN-003", "HCP-PUT-001"]),
        documented(AnonymousOwner::Nobody, &["HCP-OWN-002", "HCP-OWN-004", "HCP-PUT-001"]),
        // Never the new version alone: a change of owner affects all versions.
        open(
            &[NewVersionOwner::AllVersions, NewVersionOwner::Kept],
            "HCP-OQ-04",
            &["HCP-OWN-007", "HCP-VER-011"],
        ),
        open(&[InPlaceOwner::Kept, InPlaceOwner::Requester], "HCP-OQ-04", &["HCP-OWN-006"]),
        open(
            &[AnonymousInPlaceOwner::Kept, AnonymousInPlaceOwner::Cleared],
            "HCP-OQ-28",
            &["HCP-OWN-006"],
        ),
    ]
}

fn rights() -> Vec<Row> {
    vec![
        documented(
            SourceRight::BucketOrObjectAcl,
            &["HCP-PERM-001", "HCP-PERM-006", "HCP-ACL-016"],
        ),
        documented(
            NoReadRight::AccessDenied,
            &["HCP-PERM-001", "HCP-PERM-005", "HCP-PERM-006", "HCP-PERM-009"],
        ),
        documented(
            NoWriteRight::AccessDenied,
            &["HCP-PERM-002", "HCP-PERM-003", "HCP-PERM-007", "HCP-PERM-009", "HCP-PUT-001"],
        ),
        documented(DeleteRight::BucketOrObjectAcl, &["HCP-DEL-001", "HCP-ACL-016"]),
        open(&[HiddenSource::AccessDenied, HiddenSource::NotFound], "HCP-OQ-21", &["HCP-PERM-005"]),
        documented(PutAclRight::NoExtraRight, &["HCP-ACL-002", "HCP-ACL-015"]),
    ]
}

fn target_settings() -> Vec<Row> {
    vec![
        not_offered(CopyClass::BucketDefault),
        not_offered(ClassHeader::Ignored),
        not_offered(BadClass::Ignore),
        not_offered(Classes::NoneButStandard),
        not_offered(LockHeader::Ignored),
        not_offered(BadLock::InvalidRequest),
        not_offered(LockOnPlainBucket::Ignore),
        open(
            &[CopyLock::BucketDefaults, CopyLock::FromPreviousVersion],
            "HCP-OQ-09",
            &["HCP-TGT-023"],
        ),
        not_offered(EncryptionHeader::Ignored),
        not_offered(BadEncryption::AnyCode),
        not_offered(TwoEncryptions::AnyCode),
        not_offered(PartialCustomerKey::InvalidArgument),
        not_offered(DefaultEncryptionOnCopy::No),
    ]
}

fn source() -> Vec<Row> {
    vec![
        documented(NoTargetBucket::NoSuchBucket, &["HCP-ADR-008"]),
        // A bucket of another tenant cannot be told from one that is nowhere.
        open(
            &[NoSourceBucket::NoSuchBucket, NoSourceBucket::AccessDenied],
            "HCP-OQ-12",
            &["HCP-ADR-004", "HCP-ADR-006", "HCP-ADR-007"],
        ),
        documented(ClosedBucket::AccessDenied, &["HCP-ADR-009", "HCP-PERM-009"]),
        documented(NoSourceKey::NoSuchKey, &["HCP-SRC-011", "HCP-HEAD-003"]),
        documented(UnnamedVersion::Current, &["HCP-SRC-005"]),
        // HCP-SRC-010 spells it out from 8.2 on; in 7.x such a source does not exist (R2).
        documented(CurrentMarker::NoSuchKey, &["HCP-SRC-005", "HCP-SRC-011"]),
        open(&[MarkerHeaders::Absent, MarkerHeaders::AsGet], "HCP-1.3", &[]),
        documented(NamedMarker::NotFound, &["HCP-SRC-009"]),
        documented(UnknownVersion::NotFound, &["HCP-SRC-004", "HCP-SRC-007", "HCP-SRC-012"]),
        documented(BadVersionId::NotFound, &["HCP-SRC-007", "HCP-VER-009"]),
        documented(VersionWhileUnversioned::Ignore, &["HCP-SRC-008", "HCP-VER-008"]),
        documented(
            VersionsAddressable::OnlyWhileEnabled,
            &["HCP-SRC-006", "HCP-VER-004", "HCP-VER-008"],
        ),
        open(&[FolderSource::NotFound, FolderSource::BadRequest], "HCP-OQ-15", &["HCP-SRC-015"]),
        not_offered(FrozenSource::Accept),
        not_offered(RestoredSource::Accept),
        not_offered(WrongCustomerKey::AnyCode),
        not_offered(MissingCustomerKey::InvalidArgument),
        not_offered(SuperfluousCustomerKey::Ignore),
        not_offered(KeyGone::Ignore),
        not_offered(KeyDisabled::Ignore),
        not_offered(EncryptedToPlain::Allow),
        open(&[TooLarge::NoLimit, TooLarge::AnyCode], "HCP-OQ-18", &["HCP-LIM-008"]),
    ]
}

fn conditions() -> Vec<Row> {
    vec![
        documented(ConditionHeaders::Honoured, &["HCP-COND-001", "HCP-COND-017"]),
        documented(
            ConditionFailed::AnyCode,
            &["HCP-COND-002", "HCP-COND-003", "HCP-COND-004", "HCP-COND-005", "HCP-COND-006"],
        ),
        documented(ModifiedSinceSense::ModifiedSince, &["HCP-COND-005"]),
        open(
            &[ConditionPair::Conjunction, ConditionPair::AwsPrecedence],
            "HCP-OQ-11",
            &["HCP-COND-002", "HCP-COND-010"],
        ),
        documented(TagConditionClash::InvalidArgument, &["HCP-COND-012"]),
        documented(OddConditions::Conjunction, &["HCP-COND-002", "HCP-COND-010"]),
        open(
            &[DateConditionClash::Conjunction, DateConditionClash::BadRequest],
            "HCP-OQ-11",
            &["HCP-COND-013"],
        ),
        open(
            &[BadDate::IgnoreHeader, BadDate::BadRequest],
            "HCP-OQ-11",
            &["HCP-COND-014", "HCP-COND-015"],
        ),
        documented(FutureDate::Evaluate, &["HCP-COND-005"]),
        open(
            &[DatePrecision::WholeSeconds, DatePrecision::Milliseconds],
            "HCP-OQ-11",
            &["HCP-COND-005", "HCP-COND-006"],
        ),
        open(
            &[TagForm::StripQuotes, TagForm::Exact],
            "HCP-X-03",
            &["HCP-COND-007", "HCP-COND-016"],
        ),
        documented(TagStar::MatchesAny, &["HCP-COND-008", "HCP-COND-009"]),
        documented(TagList::Several, &["HCP-COND-003", "HCP-COND-004", "HCP-COND-007"]),
        documented(PlainConditions::Ignore, &["HCP-COND-019"]),
    ]
}

fn target() -> Vec<Row> {
    vec![
        // Not refused for being a copy onto itself: while versions are not kept it meets the
        // conflict that any write onto an object meets.
        documented(SelfCopy::Allow, &["HCP-TGT-012"]),
        not_offered(SelfCopyOtherChange::Allow),
        not_offered(SelfCopyOfVersion::Allow),
        open(
            &[
                SelfCopyVersioned::NewVersion,
                SelfCopyVersioned::RefuseWithoutReplace,
                SelfCopyVersioned::InPlaceIfReplace,
            ],
            "HCP-OQ-01",
            &["HCP-TGT-010", "HCP-TGT-011"],
        ),
        documented(
            UnversionedTarget::Conflict,
            &["HCP-TGT-003", "HCP-TGT-012", "HCP-PUT-003", "HCP-VER-007"],
        ),
        documented(UnversionedSelfReplace::InPlace, &["HCP-TGT-004", "HCP-VER-010"]),
        open(
            &[
                ReplaceOntoOther::Conflict,
                ReplaceOntoOther::MetadataOnly,
                ReplaceOntoOther::Overwrite,
            ],
            "HCP-OQ-02",
            &["HCP-TGT-005"],
        ),
        open(&[OntoMarker::Create, OntoMarker::Conflict], "HCP-OQ-03", &["HCP-TGT-013"]),
        documented(UnusedTarget::Create, &["HCP-TGT-001"]),
        documented(TargetName::Free, &["HCP-ADR-004", "HCP-ADR-005"]),
        // That the ids of a key grow is spelled by the wire, whose ids are integers.
        documented(TargetVersionId::Own, &["HCP-TGT-007", "HCP-TGT-008"]),
        documented(SourceAfterCopy::Unchanged, &["HCP-ADR-011"]),
        documented(FolderTarget::Conflict, &["HCP-TGT-006", "HCP-TGT-021", "HCP-PUT-003"]),
        documented(QuotaExceeded::TooLarge, &["HCP-TGT-020", "HCP-PUT-007"]),
        open(&[LockedTarget::Forbidden, LockedTarget::Conflict], "HCP-OQ-08", &["HCP-VER-013"]),
        open(
            &[LockedMetadata::Forbidden, LockedMetadata::Conflict],
            "HCP-OQ-08",
            &["HCP-META-017"],
        ),
        documented(EnabledWrite::NewVersion, &["HCP-TGT-002", "HCP-VER-010"]),
        documented(SuspendedWrite::AsUnversioned, &["HCP-VER-004", "HCP-VER-007"]),
        documented(UnversionedId::Own, &["HCP-VER-009", "HCP-VER-019"]),
        open(
            &[MultipartCopyTag::Preserve, MultipartCopyTag::Recompute],
            "HCP-OQ-16",
            &["HCP-RESP-014"],
        ),
        not_offered(EncryptedTag::Md5),
        documented(CopyContent::SourceBytes, &["HCP-ADR-010", "HCP-RESP-014", "HCP-RESP-015"]),
        open(
            &[InPlaceModified::Unchanged, InPlaceModified::Now],
            "HCP-OQ-17",
            &["HCP-RESP-015", "HCP-RESP-016"],
        ),
    ]
}

fn answer() -> Vec<Row> {
    vec![
        // What fails is answered with an error and stores nothing; a 200 has its result.
        documented(FailedCopyBody::NeverHappens, &["HCP-ADR-012", "HCP-RESP-017"]),
        // How it is spelled (type, chunks, dates, indentation, `Server`) stands in the wire above.
        documented(
            CopyReply::Xml,
            &[
                "HCP-RESP-001",
                "HCP-RESP-002",
                "HCP-RESP-003",
                "HCP-RESP-004",
                "HCP-RESP-005",
                "HCP-RESP-010",
                "HCP-RESP-011",
                "HCP-RESP-012",
                "HCP-RESP-017",
            ],
        ),
        not_offered(EncryptedCopyReply::Xml),
        // Stated in 9.0; the first sample of 7.x shows it (X-09).
        documented(TagHeader::Present, &["HCP-RESP-006"]),
        open(&[InPlaceTagHeader::Omit, InPlaceTagHeader::Include], "HCP-OQ-17", &["HCP-RESP-016"]),
        open(
            &[SuspendedVersionHeader::Neither, SuspendedVersionHeader::Both],
            "HCP-OQ-27",
            &["HCP-PUT-002", "HCP-RESP-007", "HCP-VER-004"],
        ),
        documented(SourceVersionHeader::IfSourceEnabled, &["HCP-RESP-008"]),
    ]
}

fn reads() -> Vec<Row> {
    vec![
        documented(BadDigest::BadDigest, &["HCP-PUT-006"]),
        documented(ReadNamedMarker::NotFound, &["HCP-GET-002"]),
        documented(HeadNamedMarker::Ok, &["HCP-HEAD-002"]),
        open(
            &[ReadMarkerHeaders::Absent, ReadMarkerHeaders::Present],
            "HCP-1.3",
            &["HCP-HEAD-003"],
        ),
        open(
            &[
                ReadVersionHeader::WhileEnabled,
                ReadVersionHeader::WhereItHasOne,
                ReadVersionHeader::Never,
            ],
            "HCP-1.3",
            &[],
        ),
        not_offered(ShownClass::Never),
        not_offered(FrozenRead::Accept),
        documented(ReadConditionFailed::AnyCode, &["HCP-COND-020"]),
        documented(ReadNotModified::NotModified, &["HCP-COND-020"]),
        documented(UnsatisfiableRange::Any, &["HCP-GET-004"]),
    ]
}

fn deletes() -> Vec<Row> {
    vec![
        // HCP-DEL-002 says it from 8.2 on; 7.x presupposes a deleted version with an id.
        documented(EnabledDelete::AddsMarker, &["HCP-DEL-006", "HCP-GET-002", "HCP-HEAD-002"]),
        documented(EnabledDeleteOfNothing::Nothing, &["HCP-DEL-004"]),
        documented(SuspendedDelete::AsUnversioned, &["HCP-VER-004"]),
        open(
            &[UnversionedDelete::Removes, UnversionedDelete::TurnsIntoMarker],
            "HCP-X-05",
            &["HCP-DEL-004"],
        ),
        open(&[DeleteMarkerHeaders::Present, DeleteMarkerHeaders::Absent], "HCP-1.3", &[]),
        documented(DeleteOldVersion::NotImplemented, &["HCP-DEL-006"]),
        open(
            &[
                DeleteVersionUnversioned::Remove,
                DeleteVersionUnversioned::NotImplemented,
                DeleteVersionUnversioned::IgnoreVersion,
            ],
            "HCP-OQ-19",
            &[],
        ),
        documented(DeleteCurrentVersion::AsUnnamed, &["HCP-DEL-007"]),
        documented(DeleteCurrentMarker::AccessDenied, &["HCP-DEL-006"]),
        open(
            &[
                DeleteUnknownVersion::NoContent,
                DeleteUnknownVersion::NotFound,
                DeleteUnknownVersion::NotImplemented,
            ],
            "HCP-OQ-19",
            &["HCP-DEL-004"],
        ),
        not_offered(MarkerRemovalHeader::Absent),
        documented(LockedDelete::Conflict, &["HCP-DEL-005"]),
        documented(LockedUnnamedDelete::Conflict, &["HCP-DEL-005"]),
        open(&[UnknownDeleteParameter::Ignore, UnknownDeleteParameter::BadRequest], "HCP-1.3", &[]),
    ]
}

fn around() -> Vec<Row> {
    vec![
        open(&[VersionOrder::OldestFirst, VersionOrder::NewestFirst], "HCP-1.3", &[]),
        documented(PutAcl::Replaces, &["HCP-ACL-019"]),
        // Stated in 9.7; the page of 7.x says the same (R21).
        documented(AclScope::AllVersions, &["HCP-ACL-018"]),
        documented(AclDocumentOwner::BecomesOwner, &["HCP-ACL-019", "HCP-VER-011"]),
        open(&[MalformedAcl::AnyCode], "HCP-1.3", &[]),
        documented(VersioningRight::OwnerOnly, &["HCP-VER-005"]),
        open(&[BadVersioning::AnyCode], "HCP-1.3", &["HCP-VER-005"]),
        not_offered(FirstRestore::Accepted),
        not_offered(RestoreAgain::Ok),
        not_offered(RestoreShortens::Accept),
        not_offered(RestoreInProgress::Accepted),
        not_offered(RestoreNotArchived::InvalidObjectState),
        not_offered(RestoreDays::AnyCode),
        not_offered(MalformedRestore::AnyCode),
        open(&[BucketExists::AlreadyExists, BucketExists::Ok], "HCP-1.3", &[]),
        open(&[BadBucketName::InvalidBucketName, BadBucketName::Accept], "HCP-1.3", &[]),
    ]
}
