//! Huawei OBS: the rows of its manuals.
//!
//! `obs-s3-seed` is the older page *PUT Object - Copy* for the copy itself and, around it,
//! today's S3-compatible manual. What only the newer manual says of a copy (its class and lock
//! headers, say) is an open row here: the page neither promises nor forbids it. The marker of a
//! question follows its candidates, the default first.
//!
//! `obs-s3` is today's S3-compatible manual alone, `obs-native` today's manual of the vendor's own
//! requests, whose headers start with `x-obs-`. What an earlier revision of that manual said and a
//! later one corrected is no row here: a row states what stands there today.

#[cfg_attr(not(test), expect(clippy::wildcard_imports, reason = "a table names every clause"))]
use super::clause::*;
use super::{
    Editions, Follows, Names, Row, Unmodelled, Vendor, Wire, contradicted, documented, not_offered,
    open,
};
use crate::wire::Operation;

const S3_WIRE: Wire = Wire {
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
    scheme: "AWS",
    foreign_prefix: Some("x-obs-"),
    error_message_header: None,
    messages: &MESSAGES,
    error_names_bucket: false,
    plain_grantees: false,
    extension: "",
    own_scheme: "OBS",
    names: S3_NAMES,
    offers: &S3_OFFERS,
};

/// As the samples of the vendor's own requests print it: a prolog of its own, no trademark note,
/// plain grantees, and the error in headers where an answer has no body (OBS-HEAD-001).
const NATIVE_WIRE: Wire = Wire {
    prefix: "x-obs-",
    namespace: "http://obs.region.example.com/doc/2015-06-30/",
    declaration: r#"<?xml version="1.0" encoding="utf-8"?>"#,
    fixed: &[("Server", "OBS")],
    scheme: "OBS",
    foreign_prefix: Some("x-amz-"),
    error_message_header: Some("x-obs-error-message"),
    plain_grantees: true,
    names: NATIVE_NAMES,
    offers: &NATIVE_OFFERS,
    ..S3_WIRE
};

/// The messages that samples and reports show on the wire.
const MESSAGES: [(&str, &str); 5] = [
    ("InvalidObjectState", "Operation is not valid for the source object's storage class"),
    ("MethodNotAllowed", "The specified method is not allowed against this resource."),
    ("NoSuchBucket", "The specified bucket does not exist"),
    ("NoSuchKey", "The specified key does not exist."),
    ("PreconditionFailed", "At least one of the pre-conditions you specified did not hold"),
];

const S3_NAMES: Names = Names {
    kms: "aws:kms",
    kms_key: "server-side-encryption-aws-kms-key-id",
    kms_key_in_full: false,
    service_keys: None,
    old_scheme: Some("AWS"),
    classes: &[("WARM", "STANDARD_IA"), ("COLD", "GLACIER")],
    bucket_class: ("storagePolicy", &["StoragePolicy", "DefaultStorageClass"]),
};

const NATIVE_NAMES: Names = Names {
    kms: "kms",
    kms_key: "server-side-encryption-kms-key-id",
    kms_key_in_full: true,
    service_keys: Some("AES256"),
    old_scheme: None,
    classes: &[("STANDARD_IA", "WARM"), ("GLACIER", "COLD")],
    bucket_class: ("storageClass", &["StorageClass"]),
};

const S3_OFFERS: [Operation; 7] = [
    Operation::DeleteBucketEncryption,
    Operation::DeleteObjects,
    Operation::GetBucketClass,
    Operation::ListObjects,
    Operation::PutBucketClass,
    Operation::PutBucketEncryption,
    Operation::PutRetention,
];

const NATIVE_OFFERS: [Operation; 11] = [
    Operation::AppendObject,
    Operation::DeleteBucketEncryption,
    Operation::DeleteObjects,
    Operation::DeleteTags,
    Operation::GetBucketClass,
    Operation::GetTags,
    Operation::ListObjects,
    Operation::PutBucketClass,
    Operation::PutBucketEncryption,
    Operation::PutRetention,
    Operation::PutTags,
];

/// The older page on the copy itself, with today's S3-compatible manual around it.
const SEED: Editions = 1;
/// Today's S3-compatible manual.
const S3: Editions = 2;
/// Today's manual of the vendor's own requests.
const NATIVE: Editions = 4;

pub(super) fn vendor() -> Vendor {
    let mut rows = request();
    rows.extend(metadata());
    rows.extend(access());
    rows.extend(target_settings());
    rows.extend(source());
    rows.extend(conditions());
    rows.extend(target());
    rows.extend(answer());
    rows.extend(multipart());
    rows.extend(around());
    rows.extend(of_other_vendors());
    rows.extend(archives());
    rows.extend(encryption());
    rows.extend(locks());
    rows.extend(tags());
    rows.extend(lists_and_batches());
    rows.extend(at_any_time());
    let editions = vec![
        (SEED, "obs-s3-seed", S3_WIRE),
        (S3, "obs-s3", S3_WIRE),
        (NATIVE, "obs-native", NATIVE_WIRE),
    ];
    Vendor { editions, rows, follows: follows(), unmodelled: unmodelled() }
}

fn follows() -> Vec<Follows> {
    let from = |rule, from| Follows { rule, from };
    vec![
        // The copy of a part finds its source as any copy does.
        from("OBS-PART-009", &["OBS-STO-008"]),
        // An assembled object is placed as any other.
        from("OBS-MPU-007", &["OBS-VER-005"]),
        from("OBS-ENC-011", &["OBS-ENC-009", "OBS-ENC-012"]),
        from("OBS-STO-015", &["OBS-STO-008"]),
        from("OBS-STO-016", &["OBS-META-006", "OBS-META-007"]),
        from("OBS-CON-001", &["OBS-VER-005", "OBS-VER-006", "OBS-VER-009"]),
        // A write is one change of the store, whether or not anybody reads its answer.
        from("OBS-META-012", &["OBS-META-011"]),
        from("OBS-META-014", &["OBS-META-002"]),
        // That a change of metadata alone keeps the id is out of scope, as OBS-META-018 is.
        from("OBS-META-019", &["OBS-VER-005"]),
        from("OBS-PUT-001", &["OBS-VER-005", "OBS-VER-006", "OBS-VER-009"]),
        from("OBS-PUT-003", &["OBS-META-009", "OBS-META-015"]),
        from("OBS-REQ-007", &["OBS-REQ-006"]),
        from("OBS-REQ-008", &["OBS-REQ-006"]),
        from("OBS-REQ-013", &["OBS-REQ-005"]),
        from("OBS-RES-006", &["OBS-RES-005"]),
        from("OBS-RES-019", &["OBS-RES-001"]),
        from("OBS-RES-020", &["OBS-RES-002"]),
    ]
}

fn unmodelled() -> Vec<Unmodelled> {
    let why = |rule, reason| Unmodelled { rule, reason };
    vec![
        why("OBS-ENC-013", "a trace holds what a connection carried, not whether it was secured"),
        why("OBS-ENC-015", "as OBS-ENC-013, for parts"),
        why("OBS-ENC-019", "says what a console lets its user do, not what a request does"),
        why(
            "OBS-ENC-022",
            "another region's page: its service is this one with `encryption_header` ignored",
        ),
        why("OBS-TAG-009", "whether an account has the feature is nothing that requests change"),
        why("OBS-ACL-013", "which rights an identity service knows by which name, no answer shows"),
        why("OBS-ACL-016", "a bucket policy is set by requests out of scope"),
        why("OBS-ACL-017", "which grants a bucket delivers is set by requests out of scope"),
        why("OBS-ACL-020", "as OBS-ACL-016: another condition of a bucket policy"),
        why("OBS-AUTH-001", "a trace says whether a proof was good and keeps no signature"),
        why("OBS-AUTH-002", "as OBS-AUTH-001: the other scheme of the same header"),
        why("OBS-AUTH-003", "as OBS-AUTH-001: the other version of the same scheme"),
        why("OBS-COND-019", "says which manuals of clients not to trust"),
        why("OBS-META-017", "a custom response header has any name, and such are never compared"),
        why("OBS-META-018", "metadata are changed in place by requests out of scope"),
        why("OBS-META-022", "as OBS-META-017: the request that sets such headers"),
        why("OBS-PFS-001", "a parallel file system is another kind of bucket"),
        why("OBS-REN-001", "only a parallel file system renames"),
        why("OBS-RES-013", "headers that no judge compares; ours are held by snapshots"),
        why("OBS-RES-018", "says which printed values not to trust"),
        why("OBS-RES-021", "a notification goes elsewhere than to the client"),
        why("OBS-VER-016", "replication is configured by requests out of scope"),
    ]
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
        documented(SkewedDate::RequestTimeTooSkewed, &["OBS-AUTH-005"]),
        open(
            &[ErrorOrder::PartCopyList, ErrorOrder::AwsLike, ErrorOrder::Unordered],
            "OBS-OQ-01",
            &[],
        ),
        documented(ForeignHeaders::Ignored, &["OBS-REQ-010", "OBS-REQ-011"]),
        open(&[AnonymousCopy::Deny, AnonymousCopy::ByRights], "OBS-OQ-03", &["OBS-REQ-005"]),
        not_offered(BadTarget::BadRequest),
        documented(
            CopyTrigger::CopySourceHeader,
            &["OBS-REQ-001", "OBS-REQ-002", "OBS-REQ-004", "OBS-REQ-010"],
        ),
        // The page lists none; a client that adds one is reported to be refused.
        contradicted(&[
            (CopyQuery::Ignore, &["OBS-REQ-003"]),
            (CopyQuery::BadRequest, &["OBS-REQ-017"]),
        ]),
        documented(LongKey::KeyTooLongOver1024, &["OBS-REQ-016"]).only(SEED | S3),
        documented(LongKey::KeyTooLongErrorOver1024, &["OBS-REQ-016"]).only(NATIVE),
        open(&[BodyOnCopy::UnexpectedContent, BodyOnCopy::Ignore], "OBS-OQ-06", &["OBS-REQ-006"])
            .only(SEED | S3),
        open(
            &[BodyOnCopy::MaxMessageLengthExceeded, BodyOnCopy::Ignore],
            "OBS-OQ-06",
            &["OBS-REQ-006"],
        )
        .only(NATIVE),
        open(
            &[
                MalformedCopySource::InvalidArgument,
                MalformedCopySource::InvalidRequest,
                MalformedCopySource::NoSuchKey,
            ],
            "OBS-OQ-05",
            &["OBS-SRC-001", "OBS-SRC-013"],
        ),
        open(
            &[
                CopySourceEncoding::DecodeOnce,
                CopySourceEncoding::Raw,
                CopySourceEncoding::DecodeIfValid,
            ],
            "OBS-OQ-04",
            &["OBS-SRC-004", "OBS-SRC-005"],
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
        )
        .only(SEED),
        documented(DirectiveHeader::Honoured, &["OBS-META-002"]).only(S3 | NATIVE),
        open(
            &[DirectiveCase::Strict, DirectiveCase::Insensitive],
            "OBS-OQ-09",
            &["OBS-META-005", "OBS-REQ-012"],
        ),
        open(
            &[BadDirective::InvalidArgument, BadDirective::AnyCode],
            "OBS-OQ-51",
            &["OBS-META-004"],
        ),
        documented(CopyMetadata::FromSource, &["OBS-META-001", "OBS-META-011"]),
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
        documented(MetadataTooLarge::Refuse, &["OBS-META-009"]).only(SEED | S3),
        documented(MetadataTooLarge::RefuseOver8K, &["OBS-META-009"]).only(NATIVE),
        documented(HeadMetadata::Base64, &["OBS-META-020"]).only(SEED | S3),
        not_offered(HeadMetadata::AsStored).only(NATIVE),
        open(&[RedirectHeader::Honoured, RedirectHeader::Ignored], "OBS-OQ-12", &["OBS-META-015"])
            .only(SEED),
        documented(RedirectHeader::Honoured, &["OBS-META-015"]).only(S3 | NATIVE),
        documented(BadRedirect::InvalidRedirectLocation, &["OBS-META-015"]),
        open(&[RedirectOnCopy::NotCopied, RedirectOnCopy::Copied], "OBS-OQ-12", &["OBS-META-016"]),
    ]
}

fn access() -> Vec<Row> {
    vec![
        documented(CopyAcl::Private, &["OBS-ACL-001", "OBS-ACL-002"]),
        not_offered(NewVersionAcl::None),
        documented(AclHeader::Honoured, &[])
            .citing(SEED | S3, &["OBS-ACL-003"])
            .citing(NATIVE, &["OBS-ACL-004"]),
        documented(CannedNames::Six, &["OBS-ACL-003"]).only(SEED | S3),
        documented(CannedNames::ThreeOnCopy, &["OBS-ACL-004"]).only(NATIVE),
        documented(BadCannedAcl::InvalidArgument, &["OBS-ACL-005"])
            .citing(NATIVE, &["OBS-ACL-004"]),
        documented(PublicWrite::ReadOnly, &["OBS-ACL-010"]),
        open(&[GrantHeaders::Ignore, GrantHeaders::NotImplemented], "OBS-OQ-38", &["OBS-ACL-007"])
            .only(SEED | S3),
        documented(GrantHeaders::Honoured, &["OBS-ACL-006"]).only(NATIVE),
        not_offered(GranteeForms::ById).only(SEED | S3),
        documented(GranteeForms::ById, &["OBS-ACL-006"]).only(NATIVE),
        not_offered(BadGrantee::AnyCode).only(SEED | S3),
        documented(BadGrantee::AnyCode, &["OBS-ACL-006"]).only(NATIVE),
        not_offered(MixedAcl::AnyCode).only(SEED | S3),
        open(&[MixedAcl::InvalidRequest, MixedAcl::GrantsWin], "OBS-OQ-38", &["OBS-ACL-006"])
            .only(NATIVE),
        not_offered(AclExceedsOwn::Accept),
        not_offered(AnonymousCanned::DropOwnerGrant),
        open(&[TargetOwner::Requester, TargetOwner::BucketOwner], "OBS-OQ-39", &["OBS-ACL-015"]),
        open(&[AnonymousOwner::Nobody, AnonymousOwner::BucketOwner], "OBS-OQ-03", &[]),
        not_offered(NewVersionOwner::NewVersionOnly),
        not_offered(InPlaceOwner::Kept),
        not_offered(AnonymousInPlaceOwner::Kept),
        documented(SourceRight::ObjectAcl, &["OBS-ACL-012"]),
        documented(SharedKms::Never, &["OBS-ACL-019"]),
        not_offered(PayerMissing::Accept).only(SEED | S3),
        documented(PayerMissing::RequestPayerDenied, &["OBS-SRC-018"]).only(NATIVE),
        documented(NoReadRight::AccessDenied, &["OBS-ACL-012", "OBS-ACL-019"]),
        documented(NoWriteRight::AccessDenied, &["OBS-ACL-011", "OBS-ACL-012"]),
        documented(DeleteRight::Bucket, &["OBS-ACL-010", "OBS-ACL-011"]),
        open(&[HiddenSource::NotFound, HiddenSource::AccessDenied], "OBS-OQ-40", &["OBS-ACL-018"]),
        open(&[PutAclRight::NoExtraRight, PutAclRight::NeedsPutAcl], "OBS-OQ-38", &["OBS-ACL-014"]),
    ]
}

fn target_settings() -> Vec<Row> {
    vec![
        documented(CopyClass::BucketDefault, &["OBS-STO-001"]),
        open(&[ClassHeader::Honoured, ClassHeader::Ignored], "OBS-OQ-29", &["OBS-STO-002"])
            .only(SEED),
        documented(ClassHeader::Honoured, &["OBS-STO-002"]).only(S3 | NATIVE),
        documented(BadClass::InvalidStorageClass, &["OBS-STO-005"]).only(SEED | S3),
        documented(BadClass::AnyCode, &["OBS-STO-005"]).only(NATIVE),
        documented(Classes::StandardInfrequentGlacier, &["OBS-STO-003", "OBS-STO-004"])
            .only(SEED | S3),
        // Two regions' manuals of the same requests name three classes and five.
        contradicted(&[
            (Classes::WithDeepArchiveAndTiering, &["OBS-STO-003", "OBS-STO-011", "OBS-STO-012"]),
            (Classes::StandardWarmCold, &["OBS-STO-003", "OBS-STO-004"]),
        ])
        .only(NATIVE),
        open(&[LockHeader::Honoured, LockHeader::Ignored], "OBS-OQ-42", &["OBS-WORM-002"])
            .only(SEED),
        documented(LockHeader::Honoured, &["OBS-WORM-002"]).only(S3 | NATIVE),
        open(&[BadLock::InvalidRequest, BadLock::InvalidArgument], "OBS-OQ-42", &["OBS-WORM-002"]),
        open(
            &[LockOnPlainBucket::InvalidRequest, LockOnPlainBucket::Ignore],
            "OBS-OQ-41",
            &["OBS-WORM-010"],
        ),
        documented(CopyLock::BucketDefaults, &["OBS-WORM-003", "OBS-WORM-004"]),
        documented(EncryptionHeader::Honoured, &["OBS-ENC-001", "OBS-ENC-006", "OBS-ENC-008"])
            .citing(SEED | S3, &["OBS-ENC-004"])
            .citing(NATIVE, &["OBS-ENC-005", "OBS-ENC-007"]),
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
        open(
            &[
                CrossRegion::NoSuchBucket,
                CrossRegion::InvalidRequest,
                CrossRegion::PermanentRedirect,
                CrossRegion::Allow,
            ],
            "OBS-OQ-08",
            &["OBS-SRC-016"],
        ),
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
            &["OBS-SRC-010", "OBS-VER-013"],
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
        not_offered(AppendableSource::BecomesNormal).only(SEED | S3),
        open(
            &[AppendableSource::BecomesNormal, AppendableSource::Reject],
            "OBS-OQ-44",
            &["OBS-APP-002"],
        )
        .only(NATIVE),
        open(
            &[RacingSource::Snapshot, RacingSource::MayFailInBody, RacingSource::MayMix],
            "OBS-OQ-50",
            &["OBS-CON-004"],
        ),
        documented(
            FrozenSource::InvalidObjectState,
            &["OBS-STO-008", "OBS-STO-009", "OBS-SRC-017", "OBS-RES-004"],
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
            &[TooLarge::EntityTooLarge, TooLarge::InvalidRequest],
            "OBS-OQ-07",
            &["OBS-SRC-015", "OBS-LIM-002"],
        ),
    ]
}

fn conditions() -> Vec<Row> {
    vec![
        open(
            &[ConditionHeaders::Honoured, ConditionHeaders::Ignored],
            "OBS-OQ-33",
            &["OBS-COND-001", "OBS-COND-002", "OBS-COND-003", "OBS-COND-004"],
        )
        .only(SEED),
        documented(
            ConditionHeaders::Honoured,
            &["OBS-COND-001", "OBS-COND-002", "OBS-COND-003", "OBS-COND-016"],
        )
        .only(S3 | NATIVE),
        documented(
            ConditionFailed::PreconditionFailed,
            &["OBS-COND-001", "OBS-COND-002", "OBS-COND-003", "OBS-COND-006"],
        )
        .citing(NATIVE, &["OBS-COND-004"]),
        not_offered(ConditionElement::Unsaid).only(SEED | S3),
        open(
            &[ConditionElement::LongName, ConditionElement::ShortName, ConditionElement::Absent],
            "OBS-OQ-36",
            &["OBS-COND-017"],
        )
        .only(NATIVE),
        not_offered(ReadConditionElement::Unsaid).only(SEED | S3),
        documented(ReadConditionElement::HeaderName, &["OBS-COND-017"]).only(NATIVE),
        open(
            &[ModifiedSinceSense::ModifiedSince, ModifiedSinceSense::NotModifiedSince],
            "OBS-OQ-31",
            &["OBS-COND-005"],
        )
        .only(SEED | S3),
        // Revisions before October 2023 said the opposite, as the other family's page still does.
        documented(ModifiedSinceSense::ModifiedSince, &["OBS-COND-004", "OBS-COND-005"])
            .only(NATIVE),
        documented(PairedConditions::Evaluated, &["OBS-COND-007"]),
        documented(DateForms::Three, &["OBS-COND-011"]),
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
        open(&[FutureDate::Ignore, FutureDate::Evaluate], "OBS-OQ-34", &[]).only(SEED | S3),
        documented(FutureDate::Ignore, &["OBS-COND-010"]).only(NATIVE),
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
        )
        .only(SEED),
        open(&[SelfCopy::InvalidRequest, SelfCopy::AnyCode], "OBS-OQ-51", &["OBS-META-006"])
            .only(S3 | NATIVE),
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
        documented(TargetVersionId::Own, &["OBS-VER-011", "OBS-RES-014"]),
        documented(SourceAfterCopy::Unchanged, &["OBS-SRC-014"]),
        not_offered(FolderTarget::NoFolders),
        documented(QuotaExceeded::InsufficientStorageSpace, &["OBS-LIM-003"]),
        documented(LockedTarget::Allow, &["OBS-WORM-005"]),
        not_offered(LockedMetadata::Allow),
        documented(EnabledWrite::NewVersion, &["OBS-VER-005"]),
        documented(SuspendedWrite::ReplaceNull, &["OBS-VER-006"]),
        documented(UnversionedId::Null, &["OBS-VER-004", "OBS-VER-006", "OBS-LIST-002"]),
        open(
            &[MultipartCopyTag::Recompute, MultipartCopyTag::Preserve],
            "OBS-OQ-22",
            &["OBS-RES-009"],
        ),
        open(&[EncryptedTag::Opaque, EncryptedTag::Md5], "OBS-OQ-23", &["OBS-RES-010"]),
        documented(CopyContent::SourceBytes, &["OBS-RES-008", "OBS-RES-011", "OBS-RES-012"]),
        open(
            &[LastModifiedSource::CompletionTime, LastModifiedSource::StartTime],
            "OBS-OQ-24",
            &["OBS-RES-005"],
        ),
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
            &["OBS-RES-002", "OBS-RES-003"],
        ),
        documented(CopyReply::Xml, &["OBS-RES-001", "OBS-RES-002"]),
        open(
            &[EncryptedCopyReply::Xml, EncryptedCopyReply::HeaderTagEmptyBody],
            "OBS-OQ-21",
            &["OBS-RES-016", "OBS-RES-017"],
        ),
        documented(TagHeader::Absent, &["OBS-RES-007"]),
        documented(CopyClassHeader::Absent, &["OBS-RES-015"]).only(SEED | S3),
        documented(CopyClassHeader::UnlessStandard, &["OBS-RES-015"]).only(NATIVE),
        not_offered(SuccessRedirect::Ignored).only(SEED | S3),
        documented(SuccessRedirect::SeeOther, &["OBS-REQ-014"]).only(NATIVE),
        not_offered(BadSuccessRedirect::AddressInLocation).only(SEED | S3),
        documented(BadSuccessRedirect::AddressInLocation, &["OBS-REQ-015"]).only(NATIVE),
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

fn multipart() -> Vec<Row> {
    let mut rows = parts();
    rows.extend(completion());
    rows
}

fn parts() -> Vec<Row> {
    vec![
        documented(Multipart::Offered, &["OBS-REQ-002"]),
        not_offered(PartParameterCase::Exact),
        // The list is in no order: of several errors any may be reported.
        documented(BadPartNumber::AnyCode, &["OBS-PART-001", "OBS-PART-007", "OBS-PART-008"]),
        documented(NoUpload::NoSuchUpload, &["OBS-PART-007", "OBS-MPU-008"]),
        not_offered(UploadEnded::NoSuchUpload),
        documented(ForeignPart::AccessDenied, &["OBS-PART-007"]),
        open(&[AnonymousPart::Deny, AnonymousPart::ByRights], "OBS-OQ-03", &["OBS-REQ-005"]),
        not_offered(MetadataOnPart::Ignore),
        documented(UploadSettings::OfInitiation, &["OBS-MPU-001", "OBS-PART-011"]),
        open(&[UploadOwner::Initiator, UploadOwner::Completer], "OBS-OQ-39", &[]),
        open(&[PartConditions::Ignored, PartConditions::Honoured], "OBS-OQ-33", &["OBS-COND-018"])
            .only(SEED | S3),
        documented(PartConditions::Honoured, &["OBS-COND-018"]).only(NATIVE),
        documented(BadPartRange::InvalidArgument, &["OBS-PART-002", "OBS-PART-003"])
            .only(SEED | S3),
        open(
            &[BadPartRange::InvalidArgument, BadPartRange::AnyCode],
            "OBS-OQ-45",
            &["OBS-PART-002"],
        )
        .only(NATIVE),
        open(
            &[
                PartRangeOverrun::InvalidArgument,
                PartRangeOverrun::InvalidRange,
                PartRangeOverrun::Clip,
            ],
            "OBS-OQ-45",
            &["OBS-PART-004"],
        ),
        open(
            &[
                PartRangeBehind::InvalidArgument,
                PartRangeBehind::InvalidRange,
                PartRangeBehind::Clip,
            ],
            "OBS-OQ-45",
            &["OBS-PART-004"],
        ),
        open(
            &[PartRangeInverted::InvalidArgument, PartRangeInverted::InvalidRange],
            "OBS-OQ-45",
            &[],
        ),
        documented(LargePart::EntityTooLarge, &["OBS-PART-007", "OBS-MPU-003"]),
        documented(SamePartNumber::Replaces, &["OBS-PART-006"]),
        // Time stamps are emitted as the native page prints them.
        documented(PartReply::Xml, &["OBS-PART-005", "OBS-PART-012"]),
        not_offered(PartVersionHeader::Absent),
        open(&[PartSourceVersionHeader::AsCopy, PartSourceVersionHeader::Absent], "OBS-OQ-18", &[])
            .only(SEED | S3),
        documented(PartSourceVersionHeader::Absent, &["OBS-PART-010"]).only(NATIVE),
        not_offered(PartEncryptionHeader::OfUpload),
    ]
}

fn completion() -> Vec<Row> {
    use PartMinimum::{FiveMegabytes, HundredKilobytes};
    vec![
        // The table of errors has the code; no page says it of a completion.
        open(&[MalformedCompletion::MalformedXml, MalformedCompletion::AnyCode], "OBS-OQ-51", &[]),
        documented(InvalidPart::BadRequest, &["OBS-MPU-002"]),
        documented(PartOrder::BadRequest, &["OBS-MPU-002"]),
        documented(FiveMegabytes, &["OBS-MPU-003"]).only(SEED | S3),
        documented(HundredKilobytes, &["OBS-MPU-003"]).only(NATIVE),
        documented(SmallPart::BadRequest, &["OBS-MPU-003"]),
        open(
            &[AssembledTag::HexText, AssembledTag::RawBytes, AssembledTag::Opaque],
            "OBS-OQ-46",
            &["OBS-MPU-004", "OBS-MPU-005"],
        ),
        documented(AssembledOrder::ByCompletion, &["OBS-CON-003"]).only(SEED | S3),
        documented(AssembledOrder::ByInitiation, &["OBS-MPU-006"]).only(NATIVE),
        documented(AbortStatus::NoContent, &["OBS-MPU-008"]),
    ]
}

fn around() -> Vec<Row> {
    vec![
        documented(MalformedDigest::InvalidDigest, &["OBS-PUT-002"]),
        documented(UploadTooLarge::EntityTooLarge, &["OBS-PUT-002"]),
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
        not_offered(HeadErrorCode::InHeader).only(SEED | S3),
        documented(HeadErrorCode::InHeader, &["OBS-HEAD-001"]).only(NATIVE),
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
        documented(UnsetVersioning::Empty, &["OBS-VER-003"]),
        documented(MfaDelete::Ignored, &["OBS-VER-015"]).only(SEED | S3),
        not_offered(MfaDelete::Ignored).only(NATIVE),
        documented(BadVersioning::IllegalVersioning, &["OBS-VER-001", "OBS-VER-017"])
            .only(SEED | S3),
        documented(BadVersioning::AnyCode, &["OBS-VER-001"]).only(NATIVE),
        documented(FirstRestore::Accepted, &["OBS-RST-003"]),
        documented(RestoreAgain::Ok, &["OBS-RST-004"]),
        documented(RestoreShortens::AlreadyRestored, &["OBS-RST-005"]),
        documented(RestoreInProgress::InProgress, &["OBS-RST-006"]),
        documented(RestoreNotArchived::InvalidObjectState, &["OBS-RST-007"]),
        documented(RestoreDays::InvalidArgument, &["OBS-RST-001", "OBS-RST-008"]),
        documented(MalformedRestore::MalformedXml, &["OBS-RST-008"]),
        not_offered(BucketExists::AlreadyExists),
        documented(BadBucketName::InvalidBucketName, &["OBS-LIM-001"]),
    ]
}

/// What only manuals of others speak of.
fn of_other_vendors() -> Vec<Row> {
    vec![
        not_offered(AwsV2Scheme::Accepted),
        not_offered(AwsV4Scheme::Accepted),
        not_offered(OwnScheme::Accepted),
        not_offered(ForbiddenName::Accept),
        not_offered(MissingLength::Accept),
        not_offered(NewVersionMetadata::RequestOnly),
        not_offered(MetadataScope::MetapairsOnly),
        not_offered(WriteAcpHeader::AcpOnly),
        not_offered(BadCannedAclSet::AsOnPut),
        not_offered(TooManyGrants::Accept),
        not_offered(RepeatedGrant::Accept),
        not_offered(PutLockHeader::Honoured),
        not_offered(LockModes::Compliance),
        not_offered(LockReach::NewVersions),
        not_offered(DefaultRetention::DeletionAllowed),
        not_offered(RetentionHeader::Ignored),
        not_offered(RetentionWithoutReplace::Ignored),
        not_offered(BadRetention::Ignore),
        not_offered(HoldHeader::Ignored),
        not_offered(HoldRight::NoExtraRight),
        not_offered(LabelledHold::Ignored),
        not_offered(EncryptionEcho::Absent),
        not_offered(MarkerVersionCode::Other),
        not_offered(UnknownVersionCode::Other),
        not_offered(VersionIdForm::Exact),
        not_offered(RetainedSource::Copied),
        not_offered(RepeatedCondition::First),
        not_offered(ConflictCode::Other),
        not_offered(OverwriteOption::Ignored),
        not_offered(OverwriteByCopy::Ignored),
        not_offered(RetainedOverwrite::Conflict),
        not_offered(FolderUpload::StoresObject),
        not_offered(FolderCopy::StoresObject),
        not_offered(HeldMetadata::ByBucketSetting),
        not_offered(ShortenedRetention::Accept),
        not_offered(HeldRetention::Accept),
        not_offered(UnspecifiedRetention::MayGo),
        not_offered(HeadFolder::NotFound),
        not_offered(RetentionHeaders::Absent),
        not_offered(DeleteOldMarker::AsOldVersion),
        not_offered(PrivilegedDelete::Ignored),
        not_offered(LongReason::Accept),
        not_offered(BucketNames::DotsAndHyphens),
    ]
}

fn archives() -> Vec<Row> {
    vec![
        documented(CopyRestore::NotCarried, &["OBS-STO-012", "OBS-STO-013"]),
        open(
            &[RestoreExpiryRace::CheckedAtStart, RestoreExpiryRace::CheckedAtEnd],
            "OBS-OQ-30",
            &["OBS-STO-010"],
        ),
        documented(InfrequentSource::Accept, &["OBS-STO-011", "OBS-SRC-017"]),
        documented(DirectColdAccess::ReadsArchived, &["OBS-STO-014"]),
        documented(DefaultClassReach::NewObjects, &["OBS-STO-007"]),
        documented(BadDefaultClass::InvalidDefaultStorageClass, &["OBS-STO-006"]).only(SEED | S3),
        not_offered(BadDefaultClass::AnyCode).only(NATIVE),
        documented(RestoreOfMarker::NoSuchKey, &["OBS-RST-009"]),
        documented(RestoreTiers::GlacierJob, &["OBS-RST-001", "OBS-RST-002"]).only(SEED | S3),
        documented(RestoreTiers::RestoreJob, &["OBS-RST-001", "OBS-RST-002"]).only(NATIVE),
        documented(RestoreHeader::Shown, &["OBS-RST-010"]),
        documented(RestoredClass::Kept, &["OBS-RST-011"]),
    ]
}

fn encryption() -> Vec<Row> {
    vec![
        documented(EncryptedToPlain::RejectAlways, &["OBS-ENC-002"]).only(SEED),
        open(
            &[
                EncryptedToPlain::RejectAlways,
                EncryptedToPlain::Allow,
                EncryptedToPlain::InheritSource,
            ],
            "OBS-OQ-25",
            &["OBS-ENC-002", "OBS-ENC-003"],
        )
        .only(S3),
        // The first two differ in copies of an object onto itself, which the next row settles.
        open(
            &[
                EncryptedToPlain::RejectSelfCopy,
                EncryptedToPlain::Allow,
                EncryptedToPlain::InheritSource,
            ],
            "OBS-OQ-25",
            &["OBS-ENC-003"],
        )
        .only(NATIVE),
        documented(EncryptedOntoItself::Reject, &["OBS-ENC-002", "OBS-ENC-003"]),
        open(
            &[UndoneEncryption::InvalidRequest, UndoneEncryption::AnyCode],
            "OBS-OQ-51",
            &["OBS-ENC-002"],
        ),
        open(
            &[
                WrongKeyDigest::InvalidArgument,
                WrongKeyDigest::InvalidRequest,
                WrongKeyDigest::InvalidEncryptionAlgorithm,
            ],
            "OBS-OQ-27",
            &["OBS-ENC-008", "OBS-ENC-010"],
        ),
        documented(CustomerKeyLength::Bits256Or512, &["OBS-ENC-008"]).only(SEED | S3),
        documented(CustomerKeyLength::Bits256, &["OBS-ENC-008"]).only(NATIVE),
        open(
            &[
                OldSignature::InvalidRequest,
                OldSignature::InvalidArgument,
                OldSignature::NotEnforced,
            ],
            "OBS-OQ-28",
            &["OBS-ENC-014"],
        )
        .only(SEED | S3),
        not_offered(OldSignature::NotEnforced).only(NATIVE),
        not_offered(DataCipher::Accepted).only(SEED | S3),
        documented(DataCipher::Accepted, &["OBS-ENC-020"]).only(NATIVE),
        documented(DefaultEncryptionReach::NewObjects, &["OBS-ENC-017"]),
        not_offered(BadDefaultEncryption::AnyCode),
        documented(DigestWithEncryption::NotVerified, &["OBS-ENC-021"]).only(SEED | S3),
        documented(DigestWithEncryption::Verified, &["OBS-ENC-021"]).only(NATIVE),
    ]
}

fn locks() -> Vec<Row> {
    vec![
        not_offered(AppendTag::AppendedBytes).only(SEED | S3),
        documented(AppendTag::AppendedBytes, &["OBS-APP-001"]).only(NATIVE),
        not_offered(AppendElsewhere::Conflict),
        not_offered(LockedAppend::Forbidden).only(SEED | S3),
        documented(LockedAppend::Forbidden, &["OBS-WORM-011"]).only(NATIVE),
        open(
            &[PastLock::InvalidRequest, PastLock::InvalidArgument],
            "OBS-OQ-42",
            &["OBS-WORM-002"],
        ),
        open(
            &[BadLockMode::InvalidRequest, BadLockMode::InvalidArgument],
            "OBS-OQ-42",
            &["OBS-WORM-002"],
        ),
        documented(LockedBucket::KeepsVersions, &["OBS-WORM-001"]),
        documented(SuspendLocked::Conflict, &["OBS-WORM-001"]),
        documented(RetentionOnPlainBucket::InvalidRequest, &["OBS-WORM-007"]),
        documented(RetentionShortens::InvalidRequest, &["OBS-WORM-008"]),
        documented(MalformedRetention::MalformedObjectLock, &["OBS-WORM-009"]),
        open(
            &[RetentionOfUnknown::NoSuchVersion, RetentionOfUnknown::BadRequest],
            "OBS-OQ-49",
            &["OBS-SRC-010"],
        ),
    ]
}

fn tags() -> Vec<Row> {
    vec![
        // The page lists no such header and does not say which of the two comes of one.
        contradicted(&[
            (TagHeaders::Ignored, &["OBS-TAG-008"]),
            (TagHeaders::Refused, &["OBS-TAG-008"]),
        ])
        .only(SEED | S3),
        documented(TagHeaders::Honoured, &["OBS-TAG-001", "OBS-TAG-002", "OBS-TAG-003"])
            .only(NATIVE),
        not_offered(DefaultTagDirective::Replace).only(SEED | S3),
        documented(DefaultTagDirective::Replace, &["OBS-TAG-001", "OBS-TAG-002"]).only(NATIVE),
        not_offered(TagConflict::IgnoreTagging).only(SEED | S3),
        open(
            &[TagConflict::IgnoreTagging, TagConflict::BadRequest, TagConflict::Merge],
            "OBS-OQ-43",
            &["OBS-TAG-004"],
        )
        .only(NATIVE),
        not_offered(BadTag::Accept).only(SEED | S3),
        documented(BadTag::InvalidTag, &["OBS-TAG-006"]).only(NATIVE),
        not_offered(TooManyTags::Accept).only(SEED | S3),
        documented(TooManyTags::BadRequest, &["OBS-TAG-006"]).only(NATIVE),
        not_offered(TagRight::AsTheObject).only(SEED | S3),
        documented(TagRight::Owner, &["OBS-TAG-005"]).only(NATIVE),
        not_offered(TagsOfMarker::NotFound).only(SEED | S3),
        documented(TagsOfMarker::NotFound, &["OBS-TAG-007"]).only(NATIVE),
    ]
}

fn lists_and_batches() -> Vec<Row> {
    vec![
        documented(BatchDigest::BadRequest, &["OBS-BATCH-001"]),
        documented(BatchLimit::BadRequest, &["OBS-BATCH-001"]),
        documented(MalformedBatch::MalformedXml, &["OBS-BATCH-003"]),
        documented(QuietBatch::ErrorsOnly, &["OBS-BATCH-001"]),
        documented(BatchMarkers::Shown, &["OBS-BATCH-002"]),
        documented(ListedDeleted::Hidden, &["OBS-LIST-001"]),
    ]
}

/// What may be answered at any time. A write that fails so may have happened all the same.
fn at_any_time() -> Vec<Row> {
    vec![
        documented(BusyService::ServiceUnavailable, &["OBS-CON-002", "OBS-CON-005"]),
        documented(SlowDown::SlowDown, &["OBS-CON-002", "OBS-CON-005"]),
        documented(InternalFailure::InternalError, &["OBS-CON-005"]),
        not_offered(WriteBurst::Never).only(SEED | S3),
        documented(WriteBurst::TooManyRequests, &["OBS-CON-002"]).only(NATIVE),
        documented(ConflictingCall::OperationAborted, &["OBS-CON-002"]),
        not_offered(AbsentSource::Never),
        not_offered(AbsentData::Never),
        not_offered(UnfinishedObject::Never),
    ]
}
