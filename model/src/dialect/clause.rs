//! The clauses: every decision on which documents, editions or vendors differ, with all its
//! readings.
//!
//! Each clause asks one thing and is decided in one function of the model, which asks it by its
//! type. A reading that refuses carries the status and the code it refuses with. The names in
//! quotes are those of traces (`assume`), of the command line and of reports. A new reading goes at
//! the end of its clause; a new clause where its stage stands.

/// An error answer: what a reading that refuses says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// The status code.
    pub status: u16,
    /// The error code; `None` where the documents print none and any is as good.
    pub code: Option<&'static str>,
}

/// One decision of one clause.
pub trait Reading: Copy + Eq + Sized + 'static {
    /// The clause it belongs to.
    const CLAUSE: Clause;
    /// Every reading of that clause.
    const ALL: &'static [Self];
    /// Its place in [`Reading::ALL`].
    fn index(self) -> u8;
    /// The error it answers with, where it refuses.
    fn refusal(self) -> Option<Refusal>;
}

macro_rules! refusal_of {
    () => {
        None
    };
    ($status:literal) => {
        Some(Refusal { status: $status, code: None })
    };
    ($status:literal $code:literal) => {
        Some(Refusal { status: $status, code: Some($code) })
    };
}

macro_rules! clauses {
    ($(
        $(#[doc = $doc:literal])+
        $Clause:ident = $name:literal {
            $($Reading:ident = $reading:literal $(refuses $status:literal $($code:literal)?)?,)+
        }
    )+) => {
        /// Every clause, in the order the stages of a request meet them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Clause {
            $($(#[doc = $doc])+ $Clause,)+
        }

        impl Clause {
            /// Every clause.
            pub const ALL: &'static [Self] = &[$(Self::$Clause,)+];

            /// Its name in traces and reports.
            pub fn name(self) -> &'static str {
                match self { $(Self::$Clause => $name,)+ }
            }

            /// What it decides.
            pub fn about(self) -> &'static str {
                match self { $(Self::$Clause => concat!($($doc,)+).trim_ascii(),)+ }
            }

            /// The names of its readings.
            pub fn readings(self) -> &'static [&'static str] {
                match self { $(Self::$Clause => &[$($reading,)+],)+ }
            }

            /// The refusal of its reading number `index`, where that refuses.
            pub fn refusal(self, index: u8) -> Option<Refusal> {
                match self { $(Self::$Clause => $Clause::ALL.get(usize::from(index))?.refusal(),)+ }
            }
        }

        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            #[repr(u8)]
            #[expect(missing_docs, reason = "the names of the readings are the sentences")]
            pub enum $Clause { $($Reading,)+ }

            impl Reading for $Clause {
                const CLAUSE: Clause = Clause::$Clause;
                const ALL: &'static [Self] = &[$(Self::$Reading,)+];

                fn index(self) -> u8 {
                    self as u8
                }

                fn refusal(self) -> Option<Refusal> {
                    match self { $(Self::$Reading => refusal_of!($($status $($code)?)?),)+ }
                }
            }
        )+
    };
}

clauses! {
    // Authentication.

    /// What a request with an unknown access key is answered.
    UnknownKey = "unknown_key_code" {
        InvalidAccessKeyId = "table" refuses 403 "InvalidAccessKeyId",
        AccessDenied = "access_denied" refuses 403 "AccessDenied",
        AnyCode = "403_any" refuses 403,
    }
    /// What a request with a wrong signature is answered.
    BadSignature = "bad_signature_code" {
        SignatureDoesNotMatch = "table" refuses 403 "SignatureDoesNotMatch",
        AccessDenied = "access_denied" refuses 403 "AccessDenied",
        AnyCode = "403_any" refuses 403,
    }
    /// What a signed request without a date is answered.
    MissingDate = "missing_date" {
        AccessDenied = "403_access_denied" refuses 403 "AccessDenied",
        Accept = "accept",
        Forbidden = "403_any" refuses 403,
        BadRequest = "400_any" refuses 400,
    }
    /// Whether a copy nobody signed may succeed where everybody has the rights.
    AnonymousCopy = "anonymous_copy" {
        Deny = "deny_403" refuses 403 "AccessDenied",
        ByRights = "allow_if_public",
    }

    // The shape of the request.

    /// What a request target that cannot be decoded is answered.
    BadTarget = "bad_target" {
        InvalidUri = "400_invalid_uri" refuses 400 "InvalidURI",
        BadRequest = "400_any" refuses 400,
    }
    /// What makes a `PUT` of an object a copy.
    CopyTrigger = "copy_trigger" {
        CopySourceHeader = "copy_source_header",
        NeverCopies = "never",
    }
    /// What a key longer than the vendor allows is answered.
    LongKey = "long_key" {
        KeyTooLongOver1024 = "400_key_too_long_over_1024" refuses 400 "KeyTooLong",
        AnyOver4095 = "400_any_over_4095" refuses 400,
        Accept = "accept",
    }
    /// What a copy that carries a body is answered.
    BodyOnCopy = "body_on_copy" {
        UnexpectedContent = "400_unexpected_content" refuses 400 "UnexpectedContent",
        Ignore = "ignore_body",
        BadRequest = "400_any" refuses 400,
    }
    /// What an empty or malformed copy source is answered.
    MalformedCopySource = "malformed_copy_source" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        NoSuchKey = "404_no_such_key" refuses 404 "NoSuchKey",
        AnyCode = "400_any" refuses 400,
    }
    /// How the percent-encoding of a copy source is read.
    CopySourceEncoding = "copy_source_encoding" {
        DecodeOnce = "decode_once",
        Raw = "raw",
        DecodeIfValid = "decode_if_valid",
    }
    /// What a plus sign in a copy source stands for.
    CopySourcePlus = "copy_source_plus" {
        Space = "is_space",
        Literal = "literal",
    }
    /// What a copy source without its leading slash is.
    CopySourceSlash = "copy_source_slash" {
        Optional = "lenient",
        Required = "strict_400" refuses 400,
    }
    /// How the parameter name `versionId` of a copy source is matched.
    VersionParameterCase = "version_parameter_case" {
        Exact = "exact",
        Insensitive = "case_insensitive",
    }
    /// Whether the version parameter of a copy source selects a version.
    VersionSelector = "version_selector" {
        Selects = "selects_version",
        PartOfKey = "part_of_key",
    }

    // Metadata.

    /// Whether a copy heeds a metadata directive.
    DirectiveHeader = "directive_header" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// How the value of a metadata directive is compared.
    DirectiveCase = "directive_case" {
        Strict = "strict",
        Insensitive = "case_insensitive",
    }
    /// What a metadata directive of another value is answered.
    BadDirective = "bad_directive" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        AnyCode = "400_any" refuses 400,
        TreatAsCopy = "treat_as_copy",
    }
    /// Where the metadata of a copy comes from when no directive is given.
    CopyMetadata = "copy_metadata" {
        FromSource = "from_source",
        FromRequest = "from_request",
    }
    /// What metadata headers do to a copy without `REPLACE`.
    MetadataWithoutDirective = "metadata_without_directive" {
        Ignore = "ignore",
        TreatAsReplace = "treat_as_replace",
        Merge = "merge",
        BadRequest = "400_any" refuses 400,
    }
    /// What `REPLACE` puts in the place of the source's user metadata.
    ReplaceMetadata = "replace_metadata" {
        RequestOnly = "request_only",
        Merge = "merge",
    }
    /// What `REPLACE` without user metadata leaves of an object rewritten in place.
    ReplaceWithoutMeta = "replace_without_meta" {
        RemoveAll = "remove_all",
        Keep = "keep",
    }
    /// The `Content-Type` of a copy with `REPLACE` and without that header.
    ReplaceContentType = "replace_content_type" {
        DefaultOctetStream = "default_octet_stream",
        KeepSource = "keep_source",
        Absent = "none",
        DeriveFromTargetName = "derive_from_target_name",
    }
    /// What a `Content-Type` header does to a copy without `REPLACE`.
    CopyContentType = "copy_content_type" {
        RequestOnlyWithReplace = "request_only_with_replace",
        RequestElseSource = "request_else_source",
        DeriveFromTargetName = "derive_from_target_name",
    }
    /// The `Content-Type` of an object stored without one.
    DefaultContentType = "default_content_type" {
        BinaryOctetStream = "binary_octet_stream",
        ByNameElseApplication = "by_name_else_application_octet_stream",
    }
    /// How names of user metadata are kept.
    MetadataNames = "metadata_names" {
        LowerCase = "lower_case",
        ElementName = "as_element_name",
    }
    /// What an empty value of user metadata stores.
    EmptyMetadataValue = "empty_metadata_value" {
        Stored = "stored",
        Dropped = "dropped",
    }
    /// What a name of user metadata that is sent several times stores.
    RepeatedMetadata = "repeated_metadata" {
        Joined = "joined_by_commas",
        Last = "last",
    }
    /// What user metadata over the limit is answered.
    MetadataTooLarge = "metadata_too_large" {
        Refuse = "400" refuses 400 "MetadataTooLarge",
        Truncate = "truncate",
        AnyCode = "400_any" refuses 400,
    }
    /// Whether a copy heeds a website redirect location of its own.
    RedirectHeader = "redirect_header" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// What a malformed website redirect location is answered.
    BadRedirect = "bad_redirect" {
        InvalidRedirectLocation = "400_invalid_redirect_location"
            refuses 400 "InvalidRedirectLocation",
        Accept = "accept",
    }
    /// Whether a copy without `REPLACE` carries the source's redirect location.
    RedirectOnCopy = "website_redirect_on_copy" {
        NotCopied = "not_copied",
        Copied = "copied",
    }

    // Access control lists and owners.

    /// The access control list of a copy that asks for none.
    CopyAcl = "copy_acl" {
        Private = "private",
        FromSource = "from_source",
    }
    /// The access control list of a new version of an existing object that asks for none.
    NewVersionAcl = "target_acl_on_new_version" {
        None = "acl_none",
        Inherited = "acl_inherited",
    }
    /// Whether a canned access control list may come with a request.
    AclHeader = "acl_header" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// What a canned name out of the list is answered.
    BadCannedAcl = "invalid_acl_status" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        NotImplemented = "501_not_implemented" refuses 501 "NotImplemented",
        AnyCode = "400_any" refuses 400,
        NotImplementedAnyCode = "501_any" refuses 501,
    }
    /// What `public-read-write` grants to everybody on an object.
    PublicWrite = "public_read_write" {
        ReadOnly = "read",
        ReadAndWrite = "read_and_write",
    }
    /// What `x-amz-grant-*` headers do.
    GrantHeaders = "acl_headers_extra" {
        Ignore = "ignore_grants",
        NotImplemented = "501" refuses 501 "NotImplemented",
        Honoured = "honoured",
    }
    /// What a grant to a malformed or unknown grantee is answered.
    BadGrantee = "bad_grantee" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        AnyCode = "400_any" refuses 400,
    }
    /// What canned and grant headers in one request are answered.
    MixedAcl = "acl_mixed" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        AnyCode = "400_any" refuses 400,
    }
    /// What granting more than one holds oneself is answered.
    AclExceedsOwn = "acl_exceeds_own" {
        AccessDenied = "403" refuses 403 "AccessDenied",
        Accept = "accept",
    }
    /// What a canned name grants to the owner of an object without one.
    AnonymousCanned = "anonymous_canned" {
        DropOwnerGrant = "drop_owner_grant",
        AccessDenied = "403_whole_request" refuses 403 "AccessDenied",
    }
    /// Who owns a copy.
    TargetOwner = "target_owner" {
        Requester = "requester",
        BucketOwner = "bucket_owner",
        SourceOwner = "source_owner",
    }
    /// Who owns a copy nobody signed.
    AnonymousOwner = "anonymous_owner" {
        Nobody = "nobody",
        BucketOwner = "bucket_owner",
    }
    /// Who owns the versions of an object that gets a new one.
    NewVersionOwner = "owner_on_new_version" {
        NewVersionOnly = "new_version_only",
        AllVersions = "owner_requester_all_versions",
        Kept = "owner_kept",
    }
    /// Who owns an object whose metadata an account replaces in place.
    InPlaceOwner = "owner_in_place" {
        Kept = "keep_owner",
        Requester = "requester",
    }
    /// Who owns an object whose metadata is replaced in place by nobody in particular.
    AnonymousInPlaceOwner = "anonymous_owner_in_place" {
        Kept = "keep_owner",
        Cleared = "clear_owner",
    }

    // Storage class, lock, encryption of the target.

    /// The class of a copy that asks for none.
    CopyClass = "copy_class" {
        BucketDefault = "bucket_default",
        FromSource = "from_source",
    }
    /// Whether a copy heeds a storage class header.
    ClassHeader = "storage_class_header" {
        Honoured = "honour",
        Ignored = "ignore",
    }
    /// What an unknown storage class is answered.
    BadClass = "bad_storage_class" {
        InvalidStorageClass = "400_invalid_storage_class" refuses 400 "InvalidStorageClass",
        Ignore = "ignore",
    }
    /// Which storage classes there are.
    Classes = "storage_classes" {
        StandardInfrequentGlacier = "standard_standard_ia_glacier",
        NoneButStandard = "none",
    }
    /// Whether a copy heeds object lock headers.
    LockHeader = "lock_headers" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// What one lock header alone, a date gone by or another mode is answered.
    BadLock = "worm_header_errors" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
    }
    /// What lock headers do in a bucket without object lock.
    LockOnPlainBucket = "worm_headers_on_plain_bucket" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        Ignore = "ignore",
    }
    /// The lock of a copy that asks for none, in a bucket that gives none.
    CopyLock = "copy_system_metadata" {
        BucketDefaults = "bucket_defaults",
        FromSource = "from_source",
        FromPreviousVersion = "inherit_previous_version",
    }
    /// Whether a request may ask for encryption.
    EncryptionHeader = "encryption_header" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// What a value of the encryption header that the vendor does not know is answered.
    BadEncryption = "bad_encryption" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        InvalidEncryptionAlgorithm = "400_invalid_encryption_algorithm"
            refuses 400 "InvalidEncryptionAlgorithmError",
        AnyCode = "400_any" refuses 400,
    }
    /// What a request for two kinds of encryption at once is answered.
    TwoEncryptions = "two_encryptions" {
        AnyCode = "400_any" refuses 400,
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
    }
    /// What an incomplete or inconsistent set of customer key headers is answered.
    PartialCustomerKey = "ssec_partial_headers" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        InvalidEncryptionAlgorithm = "400_invalid_encryption_algorithm"
            refuses 400 "InvalidEncryptionAlgorithmError",
    }
    /// Whether a bucket's default encryption reaches copies.
    DefaultEncryptionOnCopy = "bucket_default_enc_applies_to_copy" {
        Yes = "yes",
        No = "no",
    }

    // Rights.

    /// What gives the right to read a source.
    SourceRight = "source_read_right" {
        ObjectAcl = "object",
        BucketOrObjectAcl = "bucket_or_object",
    }
    /// What a copy without the right to read its source is answered.
    NoReadRight = "no_read_right" {
        AccessDenied = "403_access_denied" refuses 403 "AccessDenied",
        NoSuchKey = "404_no_such_key" refuses 404 "NoSuchKey",
    }
    /// What a write without the right to write the bucket is answered.
    NoWriteRight = "no_write_right" {
        AccessDenied = "403_access_denied" refuses 403 "AccessDenied",
        Allow = "allow",
    }
    /// What gives the right to delete an object.
    DeleteRight = "delete_right" {
        Bucket = "bucket",
        BucketOrObjectAcl = "bucket_or_object",
    }
    /// What a missing source is answered to a caller who could not read it.
    HiddenSource = "hide_missing_source" {
        NotFound = "404" refuses 404 "NoSuchKey",
        AccessDenied = "403" refuses 403 "AccessDenied",
    }
    /// Whether setting an access control list on a copy needs a right of its own.
    PutAclRight = "put_acl_right" {
        NoExtraRight = "no_extra_right",
        NeedsPutAcl = "needs_put_acl" refuses 403 "AccessDenied",
    }

    // The source.

    /// What a copy into a missing bucket is answered.
    NoTargetBucket = "no_target_bucket" {
        NoSuchBucket = "404_no_such_bucket" refuses 404 "NoSuchBucket",
        AccessDenied = "403_access_denied" refuses 403 "AccessDenied",
    }
    /// What a copy from a missing bucket is answered.
    NoSourceBucket = "cross_tenant_source" {
        NoSuchBucket = "no_such_bucket" refuses 404 "NoSuchBucket",
        AccessDenied = "access_denied" refuses 403 "AccessDenied",
    }
    /// What a bucket for which the service is switched off is answered.
    ClosedBucket = "closed_bucket" {
        AccessDenied = "403" refuses 403 "AccessDenied",
        Accept = "accept",
    }
    /// What a copy of a key that was never there is answered.
    NoSourceKey = "no_source_key" {
        NoSuchKey = "404_no_such_key" refuses 404 "NoSuchKey",
        AccessDenied = "403_access_denied" refuses 403 "AccessDenied",
    }
    /// Which version is the source when none is named.
    UnnamedVersion = "unnamed_version" {
        Current = "current",
        Oldest = "oldest",
    }
    /// What a copy whose current source is a delete marker is answered.
    CurrentMarker = "current_marker_source" {
        NoSuchKey = "404_no_such_key" refuses 404 "NoSuchKey",
        NewestObject = "newest_object",
    }
    /// Whether that answer wears the marker's headers.
    MarkerHeaders = "marker_headers_on_copy_404" {
        Absent = "absent",
        AsGet = "as_get",
    }
    /// What a copy of a version that is a delete marker is answered.
    NamedMarker = "delete_marker_by_version" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        NoSuchKey = "404_no_such_key" refuses 404 "NoSuchKey",
        NoSuchVersion = "404_no_such_version" refuses 404 "NoSuchVersion",
        MethodNotAllowed = "405_method_not_allowed" refuses 405 "MethodNotAllowed",
        ServiceUnavailable = "503_service_unavailable" refuses 503,
        NotFound = "404_any" refuses 404,
    }
    /// What a version that does not exist is answered.
    UnknownVersion = "unknown_version" {
        NoSuchVersion = "404_no_such_version" refuses 404 "NoSuchVersion",
        NoSuchKey = "404_no_such_key" refuses 404 "NoSuchKey",
        NotFound = "404_any" refuses 404,
    }
    /// What a version id that no version could have is answered.
    BadVersionId = "bad_version_id" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        NoSuchVersion = "404_no_such_version" refuses 404 "NoSuchVersion",
        NotFound = "404_any" refuses 404,
    }
    /// What naming a version does where the bucket keeps none.
    VersionWhileUnversioned = "version_on_unversioned" {
        NoSuchVersion = "404_no_such_version" refuses 404 "NoSuchVersion",
        Ignore = "ignore_version",
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
    }
    /// In which buckets naming a version selects one.
    VersionsAddressable = "versions_addressable" {
        UnlessNeverEnabled = "unless_never_enabled",
        OnlyWhileEnabled = "only_while_enabled",
    }
    /// What a source that names a folder is answered.
    FolderSource = "folder_source" {
        NotFound = "404" refuses 404,
        NoFolders = "no_folders",
        BadRequest = "400_any" refuses 400,
    }
    /// What a copy whose source is archived and not restored is answered.
    FrozenSource = "frozen_source" {
        InvalidObjectState = "403_invalid_object_state" refuses 403 "InvalidObjectState",
        Accept = "accept",
    }
    /// What a copy whose source is restored is.
    RestoredSource = "restored_source" {
        Accept = "accept",
        InvalidObjectState = "403_invalid_object_state" refuses 403 "InvalidObjectState",
    }
    /// What a source encrypted by another customer key is answered.
    WrongCustomerKey = "wrong_customer_key" {
        InvalidEncryptionAlgorithm = "400_invalid_encryption_algorithm"
            refuses 400 "InvalidEncryptionAlgorithmError",
        AnyCode = "400_any" refuses 400,
    }
    /// What a source encrypted by a customer key that is not sent is answered.
    MissingCustomerKey = "ssec_missing_headers" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        InvalidEncryptionAlgorithm = "400_invalid_encryption_algorithm"
            refuses 400 "InvalidEncryptionAlgorithmError",
    }
    /// What a customer key for a source that needs none is answered.
    SuperfluousCustomerKey = "ssec_superfluous_headers" {
        BadRequest = "400" refuses 400,
        Ignore = "ignore",
    }
    /// What a key of the key management service that is gone is answered.
    KeyGone = "kms_key_deleted" {
        NotFound = "400_kms_not_found" refuses 400 "KMS.NotFoundException",
        Ignore = "ignore",
    }
    /// What a key of the key management service that is off is answered.
    KeyDisabled = "kms_key_disabled" {
        Disabled = "400_kms_disabled" refuses 400 "KMS.DisabledException",
        Ignore = "ignore",
    }
    /// What a copy that would undo encryption is.
    EncryptedToPlain = "enc_to_plain" {
        Reject = "reject_always" refuses 400 "InvalidRequest",
        RejectAnyCode = "reject_always_any_code" refuses 400,
        Allow = "allow",
        InheritSource = "inherit_source",
    }
    /// What a source over the limit of one copy is answered.
    TooLarge = "too_large_code" {
        EntityTooLarge = "400_entity_too_large" refuses 400 "EntityTooLarge",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        NoLimit = "none",
        AnyCode = "400_any" refuses 400,
    }

    // Preconditions.

    /// Whether a copy heeds conditions on its source.
    ConditionHeaders = "condition_headers" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// What a copy whose condition fails is answered.
    ConditionFailed = "condition_failed" {
        PreconditionFailed = "412_precondition_failed" refuses 412 "PreconditionFailed",
        NotModified = "304" refuses 304,
        AnyCode = "412_any" refuses 412,
    }
    /// The sense of if-modified-since on a copy.
    ModifiedSinceSense = "if_modified_since_polarity" {
        ModifiedSince = "modified_since",
        NotModifiedSince = "not_modified_since",
    }
    /// How if-match and if-unmodified-since combine.
    ConditionPair = "cond_pair_semantics" {
        Conjunction = "conjunction",
        AwsPrecedence = "aws_precedence",
    }
    /// What two entity tag conditions in one copy are.
    TagConditionClash = "cond_illegal_combo" {
        Conjunction = "conjunction",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        NotImplemented = "501_not_implemented" refuses 501 "NotImplemented",
        FirstHeaderWins = "first_header_wins",
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
    }
    /// What the other combinations that no document allows are.
    OddConditions = "cond_odd_combo" {
        Conjunction = "conjunction",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        NotImplemented = "501_not_implemented" refuses 501 "NotImplemented",
        FirstHeaderWins = "first_header_wins",
        BadRequest = "400_any" refuses 400,
    }
    /// What two date conditions in one copy are.
    DateConditionClash = "cond_date_combo" {
        Conjunction = "conjunction",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        NotImplemented = "501_not_implemented" refuses 501 "NotImplemented",
        FirstHeaderWins = "first_header_wins",
        BadRequest = "400_any" refuses 400,
    }
    /// What a condition whose date cannot be read is.
    BadDate = "bad_date" {
        IgnoreHeader = "ignore_header",
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        BadRequest = "400_any" refuses 400,
    }
    /// What a condition whose date lies in the future is.
    FutureDate = "future_date" {
        Ignore = "ignore",
        Evaluate = "evaluate",
    }
    /// At which precision a date condition compares.
    DatePrecision = "date_precision" {
        WholeSeconds = "whole_seconds",
        Milliseconds = "milliseconds",
    }
    /// What the entity tag in a condition may look like.
    TagForm = "etag_match_form" {
        StripQuotes = "strip_quotes_exact",
        Exact = "exact",
    }
    /// What a lone star as an entity tag condition matches.
    TagStar = "etag_star" {
        Literal = "literal",
        MatchesAny = "star_matches_any",
    }
    /// Whether an entity tag condition may list several tags.
    TagList = "etag_list" {
        One = "one",
        Several = "list",
    }
    /// What `If-Match` and its kin without a prefix do to a copy.
    PlainConditions = "http_if_headers_on_copy" {
        Ignore = "ignore",
        ApplyToTarget = "apply_to_target" refuses 412 "PreconditionFailed",
        NotImplemented = "501" refuses 501,
    }

    // The target.

    /// What a copy of an object onto itself without `REPLACE` is.
    SelfCopy = "self_copy_without_replace" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        AnyCode = "400_any" refuses 400,
        Allow = "allow",
    }
    /// What a change of class, encryption or redirect excuses in such a copy.
    SelfCopyOtherChange = "self_copy_other_changes" {
        Reject = "reject_400",
        Allow = "allow_if_changed",
    }
    /// What naming an old version excuses in such a copy.
    SelfCopyOfVersion = "self_copy_with_version" {
        Allow = "allow",
        Reject = "reject_400",
    }
    /// What a copy onto itself does while versions are kept.
    SelfCopyVersioned = "self_copy_versioned" {
        NewVersion = "new_version",
        RefuseWithoutReplace = "aws_400_without_replace" refuses 400 "InvalidRequest",
        InPlaceIfReplace = "in_place_if_replace",
    }
    /// What a write onto an object is while versions are not kept.
    UnversionedTarget = "unversioned_target" {
        Overwrite = "overwrite",
        Conflict = "conflict_409" refuses 409,
    }
    /// What a copy of an object onto itself with `REPLACE` is while versions are not kept.
    UnversionedSelfReplace = "self_copy_replace_unversioned" {
        Overwrite = "overwrite",
        InPlace = "in_place",
        Conflict = "conflict_409" refuses 409,
    }
    /// What a copy with `REPLACE` onto another object is while versions are not kept.
    ReplaceOntoOther = "replace_onto_other_unversioned" {
        Conflict = "conflict_409" refuses 409,
        MetadataOnly = "metadata_only",
        Overwrite = "overwrite_data",
    }
    /// What a write onto a delete marker is while versions are not kept.
    OntoMarker = "copy_onto_deleted_unversioned" {
        Create = "create",
        Conflict = "conflict_409" refuses 409,
    }
    /// What a copy to a name that nothing bears is.
    UnusedTarget = "unused_target" {
        Create = "create",
        NoSuchKey = "404_no_such_key" refuses 404 "NoSuchKey",
    }
    /// Which names a copy may give its target.
    TargetName = "target_name" {
        Free = "free",
        SameBucket = "same_bucket_only" refuses 400 "InvalidRequest",
        SameKey = "same_key_only" refuses 400 "InvalidRequest",
    }
    /// Whose version id a copy bears.
    TargetVersionId = "target_version_id" {
        Own = "own",
        FromSource = "from_source",
    }
    /// What a copy does to its source.
    SourceAfterCopy = "source_after_copy" {
        Unchanged = "unchanged",
        Removed = "removed",
    }
    /// What a write onto the name of a folder is.
    FolderTarget = "folder_target" {
        Conflict = "conflict_409" refuses 409,
        NoFolders = "no_folders",
    }
    /// What a write that the space left in its bucket cannot hold is answered.
    QuotaExceeded = "quota_exceeded" {
        TooLarge = "413" refuses 413,
        InsufficientStorageSpace = "403_insufficient_storage_space"
            refuses 403 "InsufficientStorageSpace",
    }
    /// What a new version of an object whose newest version is locked is answered.
    LockedTarget = "retention_violation_status" {
        Allow = "allow",
        Forbidden = "403" refuses 403,
        Conflict = "409" refuses 409,
    }
    /// What new metadata for a locked object is answered, where its bucket forbids them.
    LockedMetadata = "locked_metadata_status" {
        Forbidden = "403" refuses 403,
        Conflict = "409" refuses 409,
        Allow = "allow",
    }
    /// What a write does to its key in a bucket with versioning enabled.
    EnabledWrite = "enabled_write" {
        NewVersion = "new_version",
        ReplaceCurrent = "replace_current",
    }
    /// What a write does to its key in a bucket with versioning suspended.
    SuspendedWrite = "suspended_write" {
        ReplaceNull = "replace_null",
        AsUnversioned = "as_unversioned",
        NewVersion = "new_version",
    }
    /// What id a version has that was written while versions were not kept.
    UnversionedId = "unversioned_id" {
        Null = "null",
        Own = "own_integer",
    }
    /// The entity tag of a copy of an object assembled from parts.
    MultipartCopyTag = "multipart_copy_etag" {
        Recompute = "recompute_md5",
        Preserve = "preserve",
    }
    /// The entity tag of an encrypted object.
    EncryptedTag = "encrypted_copy_etag" {
        Opaque = "opaque_32_hex",
        Md5 = "md5",
    }
    /// What the copy itself takes of its source's bytes.
    CopyContent = "copy_content" {
        SourceBytes = "source_bytes",
        Nothing = "nothing",
    }
    /// The modification time of an object whose metadata was replaced in place.
    InPlaceModified = "inplace_last_modified" {
        Unchanged = "unchanged",
        Now = "now",
    }

    // The answer.

    /// How a copy that fails after its 200 ends.
    FailedCopyBody = "failed_200_body" {
        ErrorXml = "error_xml",
        Empty = "empty",
        ResultWithoutTag = "result_without_etag",
        NeverHappens = "never_happens",
    }
    /// What stands in the body of a successful copy's answer.
    CopyReply = "copy_reply" {
        Xml = "xml",
        HeaderTagEmptyBody = "header_etag_empty_body",
    }
    /// What stands in the body of the answer of a copy whose target is encrypted.
    EncryptedCopyReply = "copy_response_style" {
        Xml = "xml",
        HeaderTagEmptyBody = "header_etag_empty_body",
    }
    /// Whether the answer of a copy wears the entity tag as a header too.
    TagHeader = "etag_header" {
        Absent = "absent",
        Present = "present",
    }
    /// Whether the answer of a replacement in place wears the entity tag as a header.
    InPlaceTagHeader = "inplace_etag_header" {
        Omit = "omit",
        Include = "include",
    }
    /// Which answers carry a version id while versioning is suspended.
    SuspendedVersionHeader = "suspended_version_header" {
        CopyOnly = "copy_null_put_absent",
        Both = "null_both",
        Neither = "absent_both",
    }
    /// When the answer of a copy names the source's version.
    SourceVersionHeader = "copy_source_version_id_header" {
        IfSourceHasVersionId = "if_source_has_version_id",
        IfSourceBucketVersioned = "if_source_bucket_versioned",
        IfTargetEnabled = "if_target_enabled",
        IfVersionNamed = "if_version_named",
        IfSourceEnabled = "if_source_enabled",
    }

    // Operations around the copy.

    /// What a `Content-MD5` that does not fit is answered.
    BadDigest = "bad_digest" {
        BadDigest = "400_bad_digest" refuses 400 "BadDigest",
        Accept = "accept",
    }
    /// What a read of a version that is a delete marker is answered.
    ReadNamedMarker = "read_delete_marker_by_version" {
        MethodNotAllowed = "405_method_not_allowed" refuses 405 "MethodNotAllowed",
        NoSuchKey = "404_no_such_key" refuses 404 "NoSuchKey",
        NoSuchVersion = "404_no_such_version" refuses 404 "NoSuchVersion",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        NotFound = "404_any" refuses 404,
        NoContent = "204" refuses 204,
    }
    /// What a `HEAD` of a version that is a delete marker is answered.
    HeadNamedMarker = "head_delete_marker_by_version" {
        AsGet = "as_get",
        Ok = "200_with_marker_header",
    }
    /// Whether a read of a current delete marker is answered with the marker's headers.
    ReadMarkerHeaders = "read_marker_headers" {
        Present = "present",
        Absent = "absent",
    }
    /// Whether a read answers with the id of the version read.
    ReadVersionHeader = "read_version_header" {
        WhereItHasOne = "where_it_has_one",
        WhileEnabled = "while_enabled",
        Never = "never",
    }
    /// When a read shows the class of its object.
    ShownClass = "shown_class" {
        UnlessStandard = "unless_standard",
        Never = "never",
    }
    /// What a read of an archived object that was not restored is answered.
    FrozenRead = "frozen_read" {
        InvalidObjectState = "403_invalid_object_state" refuses 403 "InvalidObjectState",
        Accept = "accept",
    }
    /// What a read condition that fails in its usual way is answered.
    ReadConditionFailed = "read_condition_failed" {
        PreconditionFailed = "412_precondition_failed" refuses 412 "PreconditionFailed",
        NotModified = "304" refuses 304,
        AnyCode = "412_any" refuses 412,
    }
    /// What a read condition that says "not changed" is answered.
    ReadNotModified = "read_not_modified" {
        NotModified = "304" refuses 304,
        PreconditionFailed = "412_precondition_failed" refuses 412 "PreconditionFailed",
    }
    /// What a range out of the object is answered.
    UnsatisfiableRange = "unsatisfiable_range" {
        InvalidRange = "416_invalid_range" refuses 416 "InvalidRange",
        Any = "416_any" refuses 416,
    }
    /// What a delete leaves while versions are kept.
    EnabledDelete = "enabled_delete" {
        AddsMarker = "adds_marker",
        Removes = "removes",
    }
    /// What a delete of an absent key leaves while versions are kept.
    EnabledDeleteOfNothing = "enabled_delete_of_nothing" {
        AddsMarker = "adds_marker",
        Nothing = "nothing",
    }
    /// What a delete leaves while versioning is suspended.
    SuspendedDelete = "suspended_delete" {
        NullMarker = "null_marker",
        AsUnversioned = "as_unversioned",
    }
    /// What a delete leaves in a bucket that keeps no versions.
    UnversionedDelete = "unversioned_delete" {
        Removes = "removes",
        TurnsIntoMarker = "turns_into_marker",
    }
    /// Whether a delete answers with the headers of the marker it made.
    DeleteMarkerHeaders = "delete_marker_headers" {
        Present = "present",
        Absent = "absent",
    }
    /// What a delete of a version that is not the newest, or of an old marker, is answered.
    DeleteOldVersion = "delete_version" {
        Remove = "remove_version",
        NotImplemented = "501" refuses 501,
        IgnoreVersion = "ignore_version_id",
    }
    /// What a delete by id while versions are not kept is.
    DeleteVersionUnversioned = "delete_version_unversioned" {
        AsOtherReads = "as_other_requests_by_id",
        Remove = "remove_version",
        NotImplemented = "501" refuses 501,
        IgnoreVersion = "ignore_version_id",
    }
    /// What a delete by id of the newest version is, where that is no marker.
    DeleteCurrentVersion = "delete_current_version" {
        Remove = "remove_version",
        AsUnnamed = "as_without_id",
    }
    /// What a delete by id of the newest version is, where that is a marker.
    DeleteCurrentMarker = "delete_current_marker" {
        Remove = "remove_version",
        AccessDenied = "403" refuses 403,
    }
    /// What a delete by an id that no version has is answered.
    DeleteUnknownVersion = "delete_unknown_version" {
        NoContent = "204",
        NotFound = "404_any" refuses 404,
        NotImplemented = "501" refuses 501,
    }
    /// Whether the removal of a marker by id is answered with the marker header.
    MarkerRemovalHeader = "delete_marker_header_on_marker_delete" {
        Absent = "absent",
        True = "true",
    }
    /// What a delete that would remove a locked version is answered.
    LockedDelete = "locked_delete" {
        AccessDenied = "403_access_denied" refuses 403 "AccessDenied",
        Allow = "allow",
        Conflict = "409" refuses 409,
    }
    /// What a delete without an id is, where the newest version is locked and versions are kept.
    LockedUnnamedDelete = "locked_delete_without_id" {
        Allow = "allow",
        Conflict = "409" refuses 409,
    }
    /// What parameters that a delete does not know are answered.
    UnknownDeleteParameter = "unknown_delete_parameter" {
        BadRequest = "400_any" refuses 400,
        Ignore = "ignore",
    }
    /// In which order the versions of a key are listed.
    VersionOrder = "version_list_order" {
        NewestFirst = "newest_first",
        OldestFirst = "oldest_first",
    }
    /// What an access control list that is set is answered.
    PutAcl = "put_acl" {
        Replaces = "replaces",
        Refused = "501" refuses 501,
    }
    /// Which versions an access control list is set on.
    AclScope = "acl_scope" {
        OneVersion = "one_version",
        AllVersions = "all_versions",
    }
    /// What the owner that a document with an access control list names is.
    AclDocumentOwner = "acl_document_owner" {
        Ignored = "ignored",
        BecomesOwner = "becomes_owner",
    }
    /// What an access control list that cannot be read is answered.
    MalformedAcl = "malformed_acl" {
        MalformedAclError = "400_malformed_acl_error" refuses 400 "MalformedACLError",
        AnyCode = "400_any" refuses 400,
    }
    /// Who may set and read whether a bucket keeps versions.
    VersioningRight = "versioning_right" {
        OwnerOnly = "owner_only" refuses 403 "AccessDenied",
        Anyone = "anyone",
    }
    /// What a bucket's versioning is set to that it cannot be.
    BadVersioning = "bad_versioning" {
        IllegalVersioning = "400_illegal_versioning"
            refuses 400 "IllegalVersioningConfigurationException",
        AnyCode = "400_any" refuses 400,
    }
    /// What the first restore of an archived object is answered.
    FirstRestore = "first_restore" {
        Accepted = "202",
        Ok = "200",
    }
    /// What a restore of a restored object is answered.
    RestoreAgain = "restore_again" {
        Ok = "200",
        Accepted = "202",
    }
    /// What a restore that would shorten the one before is answered.
    RestoreShortens = "restore_shortens" {
        AlreadyRestored = "409_object_has_already_restored"
            refuses 409 "ObjectHasAlreadyRestored",
        Accept = "accept",
    }
    /// What a restore of an object that is being restored is answered.
    RestoreInProgress = "restore_in_progress" {
        InProgress = "409_restore_already_in_progress" refuses 409 "RestoreAlreadyInProgress",
        Accepted = "202",
    }
    /// What a restore of an object that is no archive is answered.
    RestoreNotArchived = "restore_not_archived" {
        InvalidObjectState = "403_invalid_object_state" refuses 403 "InvalidObjectState",
        Accept = "accept",
    }
    /// What a number of days out of range is answered.
    RestoreDays = "restore_days" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        AnyCode = "400_any" refuses 400,
    }
    /// What a restore request that cannot be read is answered.
    MalformedRestore = "malformed_restore" {
        MalformedXml = "400_malformed_xml" refuses 400 "MalformedXML",
        AnyCode = "400_any" refuses 400,
    }
    /// What creating a bucket that exists is answered.
    BucketExists = "bucket_exists" {
        AlreadyExists = "409_bucket_already_exists" refuses 409 "BucketAlreadyExists",
        AlreadyOwnedByYou = "409_bucket_already_owned_by_you" refuses 409 "BucketAlreadyOwnedByYou",
        Ok = "200",
    }
    /// What a bucket name that the vendor does not allow is answered.
    BadBucketName = "bad_bucket_name" {
        InvalidBucketName = "400_invalid_bucket_name" refuses 400 "InvalidBucketName",
        Accept = "accept",
    }
}
