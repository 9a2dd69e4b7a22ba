//! Hitachi HCP: the rows of its manuals.
//!
//! `hcp-7` is every release from 7.1 to 7.3.4, `hcp-8.2` those from 8.0, `hcp-9.0` those from 9.0
//! to 9.2.3, `hcp-9.7` those from 9.3. Each rule of the document carries the releases in whose text
//! it was seen, its "Rev". A rule stands for a release if its Rev reaches it or an earlier one, and
//! no later text contradicts it; or if it is inferred for all releases (`–`). What later releases
//! state first is silence before. A few rows cite a rule that is stated later, where §2 of the
//! document says the same of an earlier release; a comment says so. A row with one candidate is
//! open like any other: the manual is silent, and there is only one thing to take it to mean.
//!
//! Questions are the document's `OQ` ids; `HCP-1.3` is a page that was not captured, `HCP-X-05` a
//! contradiction. No error code is asserted that the document only infers: such rows take readings
//! that name the status alone, and which code comes with it is a question of its own (`HCP-OQ-23`).
//! Of the contradictions, X-15 (a path that repeats the name) and X-18 (a host without its domain)
//! are misprints of samples that no answer depends on.

#[cfg_attr(not(test), expect(clippy::wildcard_imports, reason = "a table names every clause"))]
use super::clause::*;
use super::{
    Editions, Follows, Names, Row, Unmodelled, Vendor, Wire, contradicted, documented, not_offered,
    open, since, until,
};

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
    names: Names {
        kms: "aws:kms",
        kms_key: "server-side-encryption-aws-kms-key-id",
        kms_key_in_full: false,
        service_keys: None,
        old_scheme: None,
        classes: &[],
        bucket_class: ("", &[]),
    },
    offers: &[],
    scheme: "AWS",
    foreign_prefix: None,
    error_message_header: None,
    messages: &[],
    error_names_bucket: true,
    plain_grantees: false,
    extension: "x-hcp-",
    own_scheme: "HCP",
};

/// What 9.2 says stands in every answer (HCP-RESP-013). The value of `Content-Security-Policy`, the
/// fourth of them, is not printed.
const SECURITY: &[(&str, &str)] = &[
    ("Cache-Control", "no-cache, no-store, must-revalidate"),
    ("Pragma", "no-cache"),
    ("Expires", "Thu, 01 Jan 1970 00:00:00 GMT"),
];

/// Releases 7.1 to 7.3.4.
const R7: Editions = 1;
/// Releases 8.0 to 8.2.
const R8: Editions = 2;
/// Releases 9.0 to 9.2.
const R9_0: Editions = 4;
/// Release 9.7.
const R9_7: Editions = 8;

pub(super) fn vendor() -> Vendor {
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
    rows.extend(multipart());
    rows.extend(around());
    rows.extend(retention());
    rows.extend(at_any_time());
    let no_server = Wire { fixed: &[], ..HS3 };
    let secured = Wire { fixed: SECURITY, ..HS3 };
    let editions = vec![
        (R7, "hcp-7", HS3),
        (R8, "hcp-8.2", no_server),
        (R9_0, "hcp-9.0", secured),
        (R9_7, "hcp-9.7", secured),
    ];
    Vendor { editions, rows, follows: follows(), unmodelled: unmodelled() }
}

/// The copy of a part finds, authorizes and tests its source as any copy does.
fn follows() -> Vec<Follows> {
    vec![
        Follows { rule: "HCP-LIM-006", from: &["HCP-LIM-001"] },
        Follows { rule: "HCP-MPU-002", from: &["HCP-ADR-004"] },
        Follows { rule: "HCP-MPU-008", from: &["HCP-COND-012"] },
        Follows { rule: "HCP-MPU-011", from: &["HCP-SRC-007", "HCP-SRC-008"] },
        Follows { rule: "HCP-MPU-012", from: &["HCP-COND-002"] },
    ]
}

fn unmodelled() -> Vec<Unmodelled> {
    let why = |rule, reason| Unmodelled { rule, reason };
    vec![
        why(
            "HCP-ACL-020",
            "whether a bucket supports access control lists at all is nothing a setup states",
        ),
        why(
            "HCP-META-014",
            "only another interface can store a malformed annotation; no S3 request does",
        ),
        why("HCP-OWN-005", "an account is a name here; how a directory spells it is the trace's"),
        why(
            "HCP-VER-006",
            "the other protocols of a bucket are outside of every trace; without them versioning \
             can be enabled and disabled at any time, as it can here",
        ),
        why(
            "HCP-VER-015",
            "a setup states no policy by which old versions go, and a history no age of theirs",
        ),
    ]
}

fn request() -> Vec<Row> {
    vec![
        documented(UnknownKey::AnyCode, &["HCP-PERM-004"]).until(R8),
        documented(UnknownKey::InvalidAccessKeyId, &["HCP-PERM-004", "HCP-PERM-008"]).since(R9_0),
        documented(BadSignature::AnyCode, &["HCP-PERM-004"]).until(R8),
        documented(BadSignature::SignatureDoesNotMatch, &["HCP-PERM-004", "HCP-PERM-008"])
            .since(R9_0),
        documented(AwsV2Scheme::Accepted, &["HCP-AUTH-001"]),
        // The list of 7.x has it not, and does not say that it is complete.
        open(&[AwsV4Scheme::Refused, AwsV4Scheme::Accepted], "HCP-1.3", &[]).until(R7),
        documented(AwsV4Scheme::Accepted, &["HCP-AUTH-003"]).since(R8),
        documented(OwnScheme::Accepted, &["HCP-AUTH-002"]).until(R7),
        // Later lists have it not; that anonymity may be asked for by it still stands.
        open(&[OwnScheme::Refused, OwnScheme::Accepted], "HCP-1.3", &["HCP-AUTH-004"]).since(R8),
        open(&[MissingDate::Forbidden, MissingDate::BadRequest], "HCP-1.3", &["HCP-AUTH-006"]),
        not_offered(SkewedDate::Accept),
        not_offered(ForeignHeaders::Ignored),
        documented(AnonymousCopy::ByRights, &["HCP-AUTH-004", "HCP-AUTH-007", "HCP-AUTH-009"]),
        open(&[BadTarget::BadRequest], "HCP-1.3", &[]),
        documented(CopyTrigger::CopySourceHeader, &["HCP-ADR-001", "HCP-ADR-002", "HCP-ADR-003"]),
        not_offered(CopyQuery::Ignore),
        open(&[LongKey::AnyOver4095], "HCP-1.3", &["HCP-LIM-001"]),
        open(&[ForbiddenName::Accept, ForbiddenName::AnyCode], "HCP-1.3", &[]).until(R9_0),
        // That there is no such name is stated, what a request for one is answered is not.
        open(&[ForbiddenName::AnyCode], "HCP-1.3", &["HCP-LIM-002"]).since(R9_7),
        open(&[MissingLength::LengthRequired, MissingLength::Accept], "HCP-1.3", &[]).until(R8),
        documented(MissingLength::LengthRequired, &["HCP-PUT-005"]).since(R9_0),
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
        // The manual asks for the slash and leaves it out in a sample of its own (X-04).
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
        documented(DirectiveHeader::Honoured, &["HCP-META-002"])
            .citing(since(R9_7), &["HCP-META-003"]),
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
        )
        .until(R7),
        open(
            &[
                ReplaceWithoutMeta::RemoveAll,
                ReplaceWithoutMeta::KeepForRetention,
                ReplaceWithoutMeta::Keep,
            ],
            "HCP-OQ-05",
            &["HCP-META-005"],
        )
        .since(R8),
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
        )
        .citing(since(R8), &["HCP-META-019"]),
        documented(DefaultContentType::ByNameElseApplication, &["HCP-META-018"]),
        documented(MetadataNames::ElementName, &["HCP-META-007", "HCP-META-008", "HCP-META-020"]),
        documented(EmptyMetadataValue::Dropped, &["HCP-META-009", "HCP-META-010"]),
        documented(RepeatedMetadata::Joined, &["HCP-META-011", "HCP-META-022"])
            .citing(since(R9_7), &["HCP-META-021"]),
        open(
            &[MetadataTooLarge::AnyCode, MetadataTooLarge::Truncate],
            "HCP-OQ-13",
            &["HCP-META-012", "HCP-META-013"],
        ),
        not_offered(HeadMetadata::AsStored),
        // Pages on other interfaces let a new version inherit what 9.7 says it has not (X-17).
        open(&[NewVersionMetadata::RequestOnly, NewVersionMetadata::Inherited], "HCP-X-17", &[])
            .until(R9_0),
        documented(NewVersionMetadata::RequestOnly, &["HCP-META-015"]).since(R9_7),
        open(&[MetadataScope::MetapairsOnly, MetadataScope::AllAnnotations], "HCP-OQ-25", &[]),
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
        documented(CannedNames::Six, &["HCP-ACL-003"]),
        open(
            &[BadCannedAcl::NotImplementedAnyCode, BadCannedAcl::AnyCode],
            "HCP-OQ-10",
            &["HCP-ACL-003", "HCP-ACL-009", "HCP-ACL-011", "HCP-PUT-007"],
        ),
        documented(PublicWrite::ReadAndWrite, &["HCP-ACL-003", "HCP-ACL-016"]),
        open(&[BadCannedAclSet::AsOnPut, BadCannedAclSet::AnyCode], "HCP-1.3", &[]).until(R7),
        documented(BadCannedAclSet::AnyCode, &["HCP-ACL-012"]).since(R8),
        documented(GrantHeaders::Honoured, &["HCP-ACL-002", "HCP-ACL-004"]),
        documented(GranteeForms::AnyForm, &["HCP-ACL-005", "HCP-ACL-006"]),
        // 7.3.4 prints a name that no other page has (X-11).
        open(&[WriteAcpHeader::AcpOnly, WriteAcpHeader::AclToo], "HCP-X-11", &["HCP-ACL-004"])
            .until(R7),
        documented(WriteAcpHeader::AcpOnly, &["HCP-ACL-004"]).since(R8),
        documented(
            BadGrantee::InvalidArgument,
            &["HCP-ACL-005", "HCP-ACL-006", "HCP-ACL-009", "HCP-ACL-010", "HCP-PUT-007"],
        )
        .citing(since(R8), &["HCP-ACL-013"])
        .citing(since(R9_0), &["HCP-ACL-007"]),
        open(&[TooManyGrants::Accept, TooManyGrants::AnyCode], "HCP-1.3", &[]).until(R7),
        documented(TooManyGrants::AnyCode, &["HCP-ACL-014", "HCP-LIM-007"]).since(R8),
        open(&[RepeatedGrant::Accept, RepeatedGrant::AnyCode], "HCP-1.3", &[]).until(R7),
        documented(RepeatedGrant::AnyCode, &["HCP-ACL-014"]).since(R8),
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
        // Anonymous requests, where authenticated access is required, are some without the right.
        documented(
            NoReadRight::AccessDenied,
            &["HCP-PERM-001", "HCP-PERM-005", "HCP-PERM-006", "HCP-PERM-009"],
        )
        .citing(since(R9_0), &["HCP-AUTH-005", "HCP-PERM-010"]),
        // A page of 7.3.1 says that it takes the owner of the bucket (X-13), which no other does.
        documented(
            NoWriteRight::AccessDenied,
            &["HCP-PERM-002", "HCP-PERM-003", "HCP-PERM-007", "HCP-PERM-009", "HCP-PUT-001"],
        )
        .citing(since(R9_0), &["HCP-AUTH-005", "HCP-PERM-010"]),
        not_offered(SharedKms::ByAcl),
        not_offered(PayerMissing::Accept),
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
        not_offered(LockHeader::Ignored).until(R9_0),
        open(&[LockHeader::Ignored, LockHeader::Honoured], "HCP-OQ-09", &["HCP-RET-021"])
            .since(R9_7),
        not_offered(PutLockHeader::Ignored).until(R9_0),
        documented(PutLockHeader::Honoured, &["HCP-RET-020"]).since(R9_7),
        not_offered(LockModes::Compliance).until(R9_0),
        documented(LockModes::ComplianceGovernanceLegalHold, &["HCP-RET-020"]).since(R9_7),
        not_offered(LockReach::NewVersions).until(R9_0),
        documented(LockReach::Nothing, &["HCP-RET-020"]).since(R9_7),
        not_offered(BadLock::InvalidRequest).until(R9_0),
        open(&[BadLock::InvalidRequest, BadLock::InvalidArgument], "HCP-1.3", &[]).since(R9_7),
        not_offered(LockOnPlainBucket::Ignore).until(R9_0),
        open(&[LockOnPlainBucket::InvalidRequest, LockOnPlainBucket::Ignore], "HCP-1.3", &[])
            .since(R9_7),
        open(
            &[CopyLock::BucketDefaults, CopyLock::FromPreviousVersion],
            "HCP-OQ-09",
            &["HCP-TGT-023"],
        ),
        not_offered(EncryptionHeader::Ignored),
        // A copy of a part answers it unasked (X-19); a copy of an object does not.
        open(&[EncryptionEcho::Absent, EncryptionEcho::IfAsked], "HCP-1.3", &[]).until(R8),
        documented(EncryptionEcho::IfAsked, &["HCP-RESP-009"]).since(R9_0),
        not_offered(BadEncryption::AnyCode),
        not_offered(TwoEncryptions::AnyCode),
        not_offered(PartialCustomerKey::InvalidArgument),
        not_offered(WrongKeyDigest::InvalidArgument),
        not_offered(CustomerKeyLength::Bits256),
        not_offered(OldSignature::NotEnforced),
        not_offered(DefaultEncryptionOnCopy::No),
        not_offered(DefaultEncryptionReach::NewObjects),
        not_offered(DefaultClassReach::NewObjects),
        not_offered(BadDefaultClass::AnyCode),
        not_offered(BadDefaultEncryption::AnyCode),
        not_offered(CopyRestore::NotCarried),
        not_offered(PastLock::InvalidRequest).until(R9_0),
        open(&[PastLock::InvalidRequest, PastLock::InvalidArgument], "HCP-1.3", &[]).since(R9_7),
        not_offered(BadLockMode::InvalidRequest).until(R9_0),
        open(&[BadLockMode::InvalidRequest, BadLockMode::InvalidArgument], "HCP-1.3", &[])
            .since(R9_7),
        not_offered(TagHeaders::Ignored),
        not_offered(DefaultTagDirective::Replace),
        not_offered(TagConflict::IgnoreTagging),
        not_offered(BadTag::Accept),
        not_offered(TooManyTags::Accept),
        not_offered(TagRight::AsTheObject),
        not_offered(TagsOfMarker::NotFound),
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
        not_offered(CrossRegion::Allow),
        documented(ClosedBucket::AccessDenied, &["HCP-ADR-009", "HCP-PERM-009"]),
        // The table of 8.2 and 9.0 forgets the plain case (X-12), which does not change it. A name
        // in other letters is another name.
        documented(NoSourceKey::NoSuchKey, &["HCP-SRC-011", "HCP-HEAD-003", "HCP-LIM-003"])
            .citing(since(R9_0), &["HCP-GET-001"]),
        documented(UnnamedVersion::Current, &["HCP-SRC-005"]),
        // HCP-SRC-010 spells it out from 8.2 on; in 7.x such a source does not exist (R2).
        documented(CurrentMarker::NoSuchKey, &["HCP-SRC-005", "HCP-SRC-011"])
            .citing(since(R8), &["HCP-SRC-010"]),
        open(&[MarkerHeaders::Absent, MarkerHeaders::AsGet], "HCP-1.3", &[]),
        documented(NamedMarker::NotFound, &["HCP-SRC-009"]).until(R8),
        // The prose of 9.0 and its status table; 9.2 has the prose alone.
        contradicted(&[
            (NamedMarker::ServiceUnavailable, &["HCP-SRC-009", "HCP-OQ-24"]),
            (NamedMarker::NotFound, &["HCP-SRC-009", "HCP-OQ-24", "HCP-X-01"]),
        ])
        .only(R9_0),
        // The number counts; the phrase beside it is a leftover (X-02).
        documented(NamedMarker::NotFound, &["HCP-SRC-009", "HCP-DEL-010"]).since(R9_7),
        open(
            &[
                MarkerVersionCode::NoSuchKey,
                MarkerVersionCode::NoSuchVersion,
                MarkerVersionCode::Other,
            ],
            "HCP-OQ-23",
            &[],
        ),
        documented(UnknownVersion::NotFound, &["HCP-SRC-004", "HCP-SRC-007", "HCP-SRC-012"])
            .citing(since(R9_0), &["HCP-GET-001"]),
        documented(BadVersionId::NotFound, &["HCP-SRC-007", "HCP-VER-009"]),
        open(
            &[
                UnknownVersionCode::NoSuchVersion,
                UnknownVersionCode::NoSuchKey,
                UnknownVersionCode::Other,
            ],
            "HCP-OQ-23",
            &[],
        ),
        open(&[VersionIdForm::Exact], "HCP-OQ-26", &[]),
        documented(RetainedSource::Copied, &["HCP-RET-004"]),
        documented(VersionWhileUnversioned::Ignore, &["HCP-SRC-008", "HCP-VER-008"]),
        documented(
            VersionsAddressable::OnlyWhileEnabled,
            &["HCP-SRC-006", "HCP-VER-004", "HCP-VER-008"],
        ),
        open(&[FolderSource::NotFound, FolderSource::BadRequest], "HCP-OQ-15", &["HCP-SRC-015"]),
        not_offered(AppendableSource::BecomesNormal),
        not_offered(RacingSource::Snapshot),
        not_offered(FrozenSource::Accept),
        not_offered(RestoredSource::Accept),
        not_offered(RestoreExpiryRace::CheckedAtStart),
        not_offered(InfrequentSource::Accept),
        not_offered(DirectColdAccess::NeedsRestore),
        not_offered(WrongCustomerKey::AnyCode),
        not_offered(MissingCustomerKey::InvalidArgument),
        not_offered(SuperfluousCustomerKey::Ignore),
        not_offered(KeyGone::Ignore),
        not_offered(KeyDisabled::Ignore),
        not_offered(EncryptedToPlain::Allow),
        not_offered(EncryptedOntoItself::Allow),
        not_offered(UndoneEncryption::AnyCode),
        open(&[TooLarge::NoLimit, TooLarge::AnyCode], "HCP-OQ-18", &["HCP-LIM-008"]),
    ]
}

fn conditions() -> Vec<Row> {
    vec![
        documented(ConditionHeaders::Honoured, &["HCP-COND-001", "HCP-COND-017"]),
        open(&[RepeatedCondition::First, RepeatedCondition::Last], "HCP-1.3", &[]).until(R8),
        documented(RepeatedCondition::First, &["HCP-COND-011"]).since(R9_0),
        // The error table prints the code under 304 (X-14); no row asserts one for 412.
        documented(
            ConditionFailed::AnyCode,
            &["HCP-COND-002", "HCP-COND-003", "HCP-COND-004", "HCP-COND-005", "HCP-COND-006"],
        ),
        not_offered(ConditionElement::Unsaid),
        not_offered(ReadConditionElement::Unsaid),
        documented(ModifiedSinceSense::ModifiedSince, &["HCP-COND-005"]),
        open(
            &[ConditionPair::Conjunction, ConditionPair::AwsPrecedence],
            "HCP-OQ-11",
            &["HCP-COND-002", "HCP-COND-010"],
        )
        .until(R8),
        documented(ConditionPair::Conjunction, &["HCP-COND-002", "HCP-COND-010", "HCP-COND-018"])
            .since(R9_0),
        not_offered(PairedConditions::Evaluated),
        documented(TagConditionClash::InvalidArgument, &["HCP-COND-012"]),
        documented(OddConditions::Conjunction, &["HCP-COND-002", "HCP-COND-010"]),
        open(
            &[DateConditionClash::Conjunction, DateConditionClash::BadRequest],
            "HCP-OQ-11",
            &["HCP-COND-013"],
        ),
        not_offered(DateForms::Three),
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
        documented(SelfCopy::Allow, &["HCP-TGT-012"])
            .citing(since(R9_0), &["HCP-DEL-010", "HCP-TGT-009"]),
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
        )
        .citing(since(R9_7), &["HCP-TGT-015"]),
        open(
            &[
                ConflictCode::OperationAborted,
                ConflictCode::InvalidRequest,
                ConflictCode::ObjectAlreadyExists,
                ConflictCode::Other,
            ],
            "HCP-OQ-23",
            &[],
        ),
        documented(UnversionedSelfReplace::InPlace, &["HCP-TGT-004", "HCP-VER-010"])
            .citing(since(R8), &["HCP-RET-009"])
            .citing(since(R9_7), &["HCP-META-016", "HCP-VER-012"]),
        open(
            &[
                ReplaceOntoOther::Conflict,
                ReplaceOntoOther::MetadataOnly,
                ReplaceOntoOther::Overwrite,
            ],
            "HCP-OQ-02",
            &["HCP-TGT-005"],
        )
        .until(R9_0),
        open(
            &[
                ReplaceOntoOther::Conflict,
                ReplaceOntoOther::MetadataOnly,
                ReplaceOntoOther::Overwrite,
                ReplaceOntoOther::OverwriteIfOption,
            ],
            "HCP-OQ-02",
            &["HCP-TGT-005", "HCP-TGT-019"],
        )
        .since(R9_7),
        // Until 9.2 nothing is ever overwritten, in 9.7 where the option is on (X-08).
        not_offered(OverwriteOption::Ignored).until(R9_0),
        documented(OverwriteOption::Replaces, &["HCP-TGT-014", "HCP-TGT-017"]).since(R9_7),
        not_offered(OverwriteByCopy::Ignored).until(R9_0),
        open(&[OverwriteByCopy::Replaces, OverwriteByCopy::Ignored], "HCP-OQ-02", &["HCP-TGT-019"])
            .since(R9_7),
        // Before there was an option, only a copy with `REPLACE` may have overwritten at all.
        open(&[RetainedOverwrite::Forbidden, RetainedOverwrite::Conflict], "HCP-OQ-08", &[])
            .citing(since(R9_7), &["HCP-TGT-018"]),
        open(&[OntoMarker::Create, OntoMarker::Conflict], "HCP-OQ-03", &["HCP-TGT-013"]),
        documented(UnusedTarget::Create, &["HCP-TGT-001"]),
        documented(TargetName::Free, &["HCP-ADR-004", "HCP-ADR-005"]),
        // That the ids of a key grow is spelled by the wire, whose ids are integers.
        documented(TargetVersionId::Own, &["HCP-TGT-007", "HCP-TGT-008"]),
        documented(SourceAfterCopy::Unchanged, &["HCP-ADR-011"]),
        documented(FolderTarget::Conflict, &["HCP-TGT-006", "HCP-TGT-021", "HCP-PUT-003"]),
        open(&[FolderUpload::MakesFolder, FolderUpload::StoresObject], "HCP-OQ-15", &[])
            .until(R9_0),
        documented(FolderUpload::MakesFolder, &["HCP-TGT-022", "HCP-VER-018"]).since(R9_7),
        open(
            &[FolderCopy::MakesFolder, FolderCopy::BadRequest, FolderCopy::StoresObject],
            "HCP-OQ-15",
            &[],
        )
        .until(R9_0),
        open(&[FolderCopy::MakesFolder, FolderCopy::BadRequest], "HCP-OQ-15", &["HCP-TGT-022"])
            .since(R9_7),
        documented(QuotaExceeded::TooLarge, &["HCP-TGT-020", "HCP-PUT-007"]),
        open(
            &[LockedTarget::Forbidden, LockedTarget::Conflict],
            "HCP-OQ-08",
            &["HCP-RET-002", "HCP-VER-013"],
        )
        .until(R7),
        documented(LockedTarget::Forbidden, &["HCP-RET-001", "HCP-VER-013"])
            .since(R8)
            .citing(since(R9_0), &["HCP-PUT-004", "HCP-RET-013"]),
        open(
            &[LockedMetadata::Forbidden, LockedMetadata::Conflict],
            "HCP-OQ-08",
            &["HCP-META-017", "HCP-RET-016"],
        ),
        documented(EnabledWrite::NewVersion, &["HCP-TGT-002", "HCP-VER-010"])
            .citing(since(R9_7), &["HCP-TGT-016", "HCP-VER-012"]),
        documented(SuspendedWrite::AsUnversioned, &["HCP-VER-004", "HCP-VER-007"]),
        documented(UnversionedId::Own, &["HCP-VER-009", "HCP-VER-019"]),
        open(
            &[MultipartCopyTag::Preserve, MultipartCopyTag::Recompute],
            "HCP-OQ-16",
            &["HCP-RESP-014"],
        ),
        not_offered(EncryptedTag::Md5),
        documented(CopyContent::SourceBytes, &["HCP-ADR-010", "HCP-RESP-014", "HCP-RESP-015"]),
        not_offered(LastModifiedSource::CompletionTime),
        // The samples say the one, the definitions the other (X-10).
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
        // Months are emitted in three letters; a sample that spells one in full is read too (X-20).
        documented(
            CopyReply::Xml,
            &[
                "HCP-RESP-001",
                "HCP-RESP-002",
                "HCP-RESP-003",
                "HCP-RESP-004",
                "HCP-RESP-005",
                "HCP-RESP-011",
                "HCP-RESP-012",
                "HCP-RESP-017",
            ],
        )
        .citing(until(R7), &["HCP-RESP-010"])
        .citing(since(R9_0), &["HCP-RESP-013"]),
        not_offered(EncryptedCopyReply::Xml),
        // Stated in 9.0; the first sample of 7.x shows it (X-09).
        documented(TagHeader::Present, &["HCP-RESP-006"]),
        not_offered(CopyClassHeader::Absent),
        not_offered(SuccessRedirect::Ignored),
        not_offered(BadSuccessRedirect::AddressInLocation),
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
        not_offered(MalformedDigest::AsMismatch),
        not_offered(UploadTooLarge::Accept),
        documented(BadDigest::BadDigest, &["HCP-PUT-006"]),
        documented(ReadNamedMarker::NotFound, &["HCP-GET-002"]).until(R7),
        open(&[ReadNamedMarker::NoContent, ReadNamedMarker::NotFound], "HCP-1.3", &["HCP-GET-002"])
            .only(R8),
        // A digest of a later manual says it of the current marker instead (X-06).
        documented(ReadNamedMarker::NoContent, &["HCP-GET-002"]).since(R9_0),
        documented(HeadNamedMarker::Ok, &["HCP-HEAD-002"])
            .citing(since(R8), &["HCP-HEAD-001", "HCP-VER-016"]),
        open(&[HeadFolder::NotFound, HeadFolder::Ok], "HCP-1.3", &[]).until(R7),
        documented(HeadFolder::Ok, &["HCP-HEAD-001"]).since(R8),
        not_offered(RetentionHeaders::Absent).until(R7),
        documented(RetentionHeaders::Shown, &["HCP-RET-018"]).since(R8),
        not_offered(HeadErrorCode::Nowhere),
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
        // A marker or a record, as the bucket is set: both hide the object, and neither shows what
        // it is.
        documented(EnabledDelete::AddsMarker, &[])
            .citing(until(R7), &["HCP-DEL-006", "HCP-GET-002", "HCP-HEAD-002"])
            .citing(since(R8), &["HCP-DEL-002", "HCP-VER-016"])
            .citing(since(R9_7), &["HCP-DEL-009"]),
        documented(EnabledDeleteOfNothing::Nothing, &["HCP-DEL-004"])
            .citing(since(R9_7), &["HCP-DEL-009"]),
        documented(SuspendedDelete::AsUnversioned, &["HCP-VER-004"]),
        // 8.2 to 9.2 say what others contradict or leave out (X-05).
        open(
            &[UnversionedDelete::Removes, UnversionedDelete::TurnsIntoMarker],
            "HCP-X-05",
            &["HCP-DEL-004"],
        )
        .until(R7),
        documented(UnversionedDelete::TurnsIntoMarker, &["HCP-DEL-003", "HCP-DEL-004"])
            .only(R8 | R9_0),
        open(
            &[UnversionedDelete::TurnsIntoMarker, UnversionedDelete::Removes],
            "HCP-X-05",
            &["HCP-DEL-004"],
        )
        .since(R9_7),
        open(&[DeleteMarkerHeaders::Present, DeleteMarkerHeaders::Absent], "HCP-1.3", &[]),
        documented(DeleteOldVersion::NotImplemented, &["HCP-DEL-006"]).until(R7),
        // A page of 9.2 promises that versions can be deleted, and shows no way to name one (X-16).
        open(
            &[
                DeleteOldVersion::Remove,
                DeleteOldVersion::NotImplemented,
                DeleteOldVersion::IgnoreVersion,
            ],
            "HCP-OQ-19",
            &[],
        )
        .since(R8),
        not_offered(DeleteOldMarker::AsOldVersion).until(R7),
        open(&[DeleteOldMarker::AsOldVersion], "HCP-OQ-19", &[]).only(R8 | R9_0),
        documented(DeleteOldMarker::Remove, &["HCP-DEL-008"]).since(R9_7),
        open(
            &[
                DeleteVersionUnversioned::Remove,
                DeleteVersionUnversioned::NotImplemented,
                DeleteVersionUnversioned::IgnoreVersion,
            ],
            "HCP-OQ-19",
            &[],
        ),
        documented(DeleteCurrentVersion::AsUnnamed, &["HCP-DEL-007"]).until(R7),
        open(
            &[
                DeleteCurrentVersion::Remove,
                DeleteCurrentVersion::NotImplemented,
                DeleteCurrentVersion::AsUnnamed,
            ],
            "HCP-OQ-19",
            &[],
        )
        .since(R8),
        documented(DeleteCurrentMarker::AccessDenied, &["HCP-DEL-006"]).until(R7),
        open(
            &[
                DeleteCurrentMarker::Remove,
                DeleteCurrentMarker::NotImplemented,
                DeleteCurrentMarker::IgnoreVersion,
            ],
            "HCP-OQ-19",
            &[],
        )
        .only(R8 | R9_0),
        documented(DeleteCurrentMarker::Remove, &["HCP-DEL-008"]).since(R9_7),
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
        documented(LockedDelete::Conflict, &["HCP-DEL-005", "HCP-RET-003"])
            .citing(since(R9_0), &["HCP-RET-013"])
            .citing(since(R9_7), &["HCP-RET-019", "HCP-RET-020"]),
        documented(LockedUnnamedDelete::Conflict, &["HCP-DEL-005", "HCP-RET-003"])
            .citing(since(R9_0), &["HCP-RET-013"]),
        not_offered(PrivilegedDelete::Ignored).until(R7),
        documented(PrivilegedDelete::Overrides, &["HCP-RET-017"]).since(R8),
        not_offered(LongReason::Accept).until(R7),
        open(&[LongReason::BadRequest, LongReason::Accept], "HCP-1.3", &["HCP-RET-017"]).since(R8),
        open(&[UnknownDeleteParameter::Ignore, UnknownDeleteParameter::BadRequest], "HCP-1.3", &[]),
    ]
}

/// Uploads in parts, which the chapters have from 8.2 on (R10). The pages of 8.2 that were captured
/// are fewer than those of 9.0; what these say is taken to hold for both, as §2.1 has it.
fn multipart() -> Vec<Row> {
    let mut rows = parts();
    rows.extend(completion());
    rows
}

fn parts() -> Vec<Row> {
    vec![
        open(&[Multipart::NotImplemented, Multipart::BadRequest], "HCP-1.3", &[]).until(R7),
        documented(Multipart::Offered, &["HCP-MPU-001"]).since(R8),
        not_offered(PartParameterCase::Insensitive).until(R7),
        open(&[PartParameterCase::Insensitive, PartParameterCase::Exact], "HCP-1.3", &[])
            .only(R8 | R9_0),
        documented(PartParameterCase::Insensitive, &["HCP-MPU-019"]).since(R9_7),
        not_offered(BadPartNumber::AnyCode).until(R7),
        documented(BadPartNumber::AnyCode, &["HCP-MPU-006"]).since(R8),
        not_offered(NoUpload::NotFound).until(R7),
        documented(NoUpload::NotFound, &["HCP-MPU-001", "HCP-MPU-005"]).since(R8),
        not_offered(UploadEnded::Conflict).until(R7),
        documented(UploadEnded::Conflict, &["HCP-MPU-013"]).since(R8),
        not_offered(ForeignPart::AccessDenied).until(R7),
        documented(ForeignPart::AccessDenied, &["HCP-MPU-003", "HCP-MPU-004"]).since(R8),
        not_offered(AnonymousPart::Deny).until(R7),
        documented(AnonymousPart::Deny, &["HCP-AUTH-008", "HCP-MPU-003", "HCP-MPU-004"]).since(R8),
        not_offered(MetadataOnPart::BadRequest).until(R7),
        documented(MetadataOnPart::BadRequest, &["HCP-MPU-009", "HCP-MPU-018"]).since(R8),
        not_offered(UploadSettings::OfInitiation).until(R7),
        // A list of rights on a part or on the completion is not looked at.
        documented(UploadSettings::OfInitiation, &["HCP-MPU-010", "HCP-MPU-018"]).since(R8),
        not_offered(UploadOwner::Completer).until(R7),
        documented(UploadOwner::Completer, &["HCP-MPU-018"]).since(R8),
        not_offered(PartConditions::Honoured),
        not_offered(BadPartRange::AnyCode).until(R7),
        open(&[BadPartRange::AnyCode], "HCP-1.3", &[]).since(R8),
        not_offered(PartRangeOverrun::Clip).until(R7),
        open(&[PartRangeOverrun::Clip, PartRangeOverrun::AnyCode], "HCP-1.3", &[]).since(R8),
        not_offered(PartRangeBehind::AnyCode).until(R7),
        documented(PartRangeBehind::AnyCode, &["HCP-MPU-007"]).since(R8),
        not_offered(PartRangeInverted::AnyCode).until(R7),
        documented(PartRangeInverted::AnyCode, &["HCP-MPU-007"]).since(R8),
        not_offered(LargePart::AnyCode).until(R7),
        open(&[LargePart::AnyCode], "HCP-1.3", &["HCP-MPU-016"]).since(R8),
        not_offered(SamePartNumber::Replaces).until(R7),
        documented(SamePartNumber::Replaces, &["HCP-MPU-015"]).since(R8),
        not_offered(PartReply::Xml).until(R7),
        documented(PartReply::Xml, &["HCP-MPU-014"]).since(R8),
        not_offered(PartVersionHeader::Present).until(R7),
        documented(PartVersionHeader::Present, &["HCP-MPU-014"]).since(R8),
        not_offered(PartSourceVersionHeader::AsCopy).until(R7),
        documented(PartSourceVersionHeader::AsCopy, &["HCP-MPU-014"]).since(R8),
        // X-19: always, where the copy of an object shows it only if it was asked for.
        not_offered(PartEncryptionHeader::OfUpload).until(R7),
        documented(PartEncryptionHeader::Always, &["HCP-MPU-014"]).since(R8),
    ]
}

fn completion() -> Vec<Row> {
    vec![
        not_offered(MalformedCompletion::AnyCode).until(R7),
        open(&[MalformedCompletion::AnyCode], "HCP-1.3", &[]).since(R8),
        not_offered(InvalidPart::InBody).until(R7),
        open(&[InvalidPart::InBody, InvalidPart::BadRequest], "HCP-1.3", &[]).only(R8),
        documented(InvalidPart::InBody, &["HCP-MPU-017"]).since(R9_0),
        not_offered(PartOrder::InBody).until(R7),
        open(&[PartOrder::InBody, PartOrder::BadRequest], "HCP-1.3", &[]).only(R8),
        documented(PartOrder::InBody, &["HCP-MPU-017"]).since(R9_0),
        not_offered(PartMinimum::OneMegabyte).until(R7),
        documented(PartMinimum::OneMegabyte, &["HCP-MPU-016"]).since(R8),
        not_offered(SmallPart::InBody).until(R7),
        open(&[SmallPart::InBody, SmallPart::BadRequest], "HCP-1.3", &["HCP-MPU-016"]).only(R8),
        documented(SmallPart::InBody, &["HCP-MPU-016", "HCP-MPU-017"]).since(R9_0),
        not_offered(AssembledTag::Opaque).until(R7),
        open(&[AssembledTag::Opaque], "HCP-OQ-16", &[]).since(R8),
        not_offered(AssembledOrder::ByCompletion),
        not_offered(AbortStatus::NoContent).until(R7),
        open(&[AbortStatus::NoContent, AbortStatus::Ok], "HCP-1.3", &[]).since(R8),
    ]
}

fn around() -> Vec<Row> {
    vec![
        open(&[VersionOrder::OldestFirst, VersionOrder::NewestFirst], "HCP-1.3", &[]).until(R7),
        documented(VersionOrder::OldestFirst, &["HCP-VER-017"]).since(R8),
        documented(PutAcl::Replaces, &["HCP-ACL-019"]).citing(since(R9_7), &["HCP-VER-012"]),
        // Stated in 9.7; the page of 7.x says the same (R21).
        documented(AclScope::AllVersions, &["HCP-ACL-018"]).until(R9_0),
        // The page on lists and the page on versions.
        contradicted(&[
            (AclScope::AllVersions, &["HCP-ACL-018"]),
            (AclScope::OneVersion, &["HCP-X-07"]),
        ])
        .since(R9_7),
        documented(AclDocumentOwner::BecomesOwner, &["HCP-ACL-019", "HCP-VER-011"]),
        open(&[MalformedAcl::AnyCode], "HCP-1.3", &[]),
        documented(VersioningRight::OwnerOnly, &["HCP-VER-005"]),
        not_offered(MfaDelete::Ignored),
        open(&[UnsetVersioning::Empty, UnsetVersioning::Suspended], "HCP-1.3", &[]).until(R8),
        documented(UnsetVersioning::Empty, &["HCP-VER-001", "HCP-VER-002", "HCP-VER-003"])
            .since(R9_0),
        open(&[BadVersioning::AnyCode], "HCP-1.3", &["HCP-VER-005"]),
        not_offered(FirstRestore::Accepted),
        not_offered(RestoreAgain::Ok),
        not_offered(RestoreShortens::Accept),
        not_offered(RestoreInProgress::Accepted),
        not_offered(RestoreNotArchived::InvalidObjectState),
        not_offered(RestoreOfMarker::NoSuchKey),
        not_offered(RestoreTiers::GlacierJob),
        not_offered(RestoreHeader::Never),
        not_offered(RestoredClass::Kept),
        not_offered(DigestWithEncryption::Verified),
        not_offered(AppendTag::AppendedBytes),
        not_offered(AppendElsewhere::Conflict),
        not_offered(LockedAppend::Accept),
        not_offered(DataCipher::Accepted),
        not_offered(BatchDigest::Accept),
        not_offered(BatchLimit::Accept),
        not_offered(MalformedBatch::AnyCode),
        not_offered(QuietBatch::ErrorsOnly),
        not_offered(BatchMarkers::Shown),
        not_offered(ListedDeleted::Hidden),
        not_offered(LockedBucket::AsAnyOther),
        not_offered(SuspendLocked::Accept),
        not_offered(RetentionOnPlainBucket::Ignore),
        not_offered(RetentionShortens::Accept),
        not_offered(MalformedRetention::AnyCode),
        not_offered(RetentionOfUnknown::NoSuchVersion),
        not_offered(RestoreDays::AnyCode),
        not_offered(MalformedRestore::AnyCode),
        open(&[BucketExists::AlreadyExists, BucketExists::Ok], "HCP-1.3", &[]),
        open(&[BadBucketName::InvalidBucketName, BadBucketName::Accept], "HCP-1.3", &[]).until(R8),
        documented(BadBucketName::InvalidBucketName, &["HCP-LIM-004"]).since(R9_0),
        open(&[BucketNames::Hyphens, BucketNames::DotsAndHyphens], "HCP-1.3", &[]).until(R8),
        documented(BucketNames::Hyphens, &["HCP-LIM-004"]).since(R9_0),
        open(
            &[
                ErrorOrder::TargetFirst,
                ErrorOrder::SourceFirst,
                ErrorOrder::ConditionsFirst,
                ErrorOrder::Any,
            ],
            "HCP-OQ-22",
            &[],
        ),
    ]
}

/// How long an object must be kept, by its retention or on hold.
fn retention() -> Vec<Row> {
    vec![
        documented(DefaultRetention::DeletionAllowed, &["HCP-RET-005"]),
        documented(RetentionHeader::Ignored, &["HCP-RET-006"]).until(R7),
        documented(RetentionHeader::Honoured, &["HCP-RET-007", "HCP-RET-010"])
            .since(R8)
            .citing(since(R9_0), &["HCP-RET-011"]),
        not_offered(RetentionWithoutReplace::Ignored).until(R7),
        open(
            &[RetentionWithoutReplace::Applied, RetentionWithoutReplace::Ignored],
            "HCP-OQ-09",
            &["HCP-RET-007"],
        )
        .since(R8),
        not_offered(BadRetention::Ignore).until(R7),
        open(&[BadRetention::AnyCode, BadRetention::Ignore], "HCP-1.3", &[])
            .since(R8)
            .citing(since(R9_0), &["HCP-RET-011"]),
        documented(HoldHeader::Ignored, &["HCP-RET-006"]).until(R7),
        documented(HoldHeader::Honoured, &["HCP-RET-008"]).since(R8),
        not_offered(HoldRight::NoExtraRight).until(R7),
        documented(HoldRight::AccessDenied, &["HCP-PERM-007"])
            .since(R8)
            .citing(since(R9_0), &["HCP-RET-014"]),
        not_offered(LabelledHold::Ignored).until(R9_0),
        documented(LabelledHold::Honoured, &["HCP-RET-019"]).since(R9_7),
        open(&[HeldMetadata::ByBucketSetting, HeldMetadata::Refused], "HCP-1.3", &[]).until(R8),
        documented(HeldMetadata::ByBucketSetting, &["HCP-RET-015"]).only(R9_0),
        documented(HeldMetadata::Refused, &["HCP-RET-019"]).since(R9_7),
        not_offered(ShortenedRetention::Accept).until(R7),
        open(
            &[ShortenedRetention::Forbidden, ShortenedRetention::Conflict],
            "HCP-OQ-08",
            &["HCP-RET-010", "HCP-RET-012"],
        )
        .since(R8),
        not_offered(HeldRetention::Accept).until(R7),
        open(
            &[HeldRetention::Forbidden, HeldRetention::Conflict, HeldRetention::Accept],
            "HCP-OQ-08",
            &[],
        )
        .only(R8),
        open(&[HeldRetention::Forbidden, HeldRetention::Conflict], "HCP-OQ-08", &["HCP-RET-013"])
            .since(R9_0),
        not_offered(UnspecifiedRetention::MayGo).until(R7),
        open(&[UnspecifiedRetention::MustBeKept, UnspecifiedRetention::MayGo], "HCP-1.3", &[])
            .only(R8 | R9_0),
        documented(UnspecifiedRetention::MustBeKept, &["HCP-VER-014"]).since(R9_7),
    ]
}

/// What may be answered at any time. The answers for want of data are documented; whether a system
/// is one of several and may lack any, no request shows.
fn at_any_time() -> Vec<Row> {
    vec![
        open(&[BusyService::Never, BusyService::AnyCode], "HCP-8.1", &[]),
        not_offered(SlowDown::Never),
        open(&[InternalFailure::Never, InternalFailure::AnyCode], "HCP-8.1", &[]),
        not_offered(WriteBurst::Never),
        not_offered(ConflictingCall::Never),
        not_offered(AbsentSource::Never).until(R7),
        open(
            &[AbsentSource::Never, AbsentSource::Forbidden],
            "HCP-8.1",
            &["HCP-SRC-013", "HCP-SRC-014"],
        )
        .since(R8),
        not_offered(AbsentData::Never).until(R8),
        open(&[AbsentData::Never, AbsentData::Forbidden], "HCP-8.1", &["HCP-GET-003"]).since(R9_0),
        not_offered(UnfinishedObject::Never).until(R8),
        open(&[UnfinishedObject::Never, UnfinishedObject::Conflict], "HCP-8.1", &["HCP-GET-003"])
            .since(R9_0),
    ]
}
