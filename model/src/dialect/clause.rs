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
        #[repr(u16)]
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
    /// What a request signed by the second version of the scheme of S3 is answered.
    AwsV2Scheme = "aws_v2_signature" {
        Accepted = "accepted",
        Refused = "403_any" refuses 403,
    }
    /// What a request signed by the fourth version of that scheme is answered.
    AwsV4Scheme = "aws_v4_signature" {
        Accepted = "accepted",
        Refused = "403_any" refuses 403,
    }
    /// What a request that proves itself by the vendor's own scheme is answered.
    OwnScheme = "own_authentication" {
        Accepted = "accepted",
        Refused = "403_any" refuses 403,
    }
    /// What a signed request without a date is answered.
    MissingDate = "missing_date" {
        AccessDenied = "403_access_denied" refuses 403 "AccessDenied",
        Accept = "accept",
        Forbidden = "403_any" refuses 403,
        BadRequest = "400_any" refuses 400,
    }
    /// What a signed request whose date lies far from the service's clock is answered.
    SkewedDate = "skewed_date" {
        RequestTimeTooSkewed = "403_request_time_too_skewed"
            refuses 403 "RequestTimeTooSkewed",
        Accept = "accept",
    }
    /// Whether a copy nobody signed may succeed where everybody has the rights.
    AnonymousCopy = "anonymous_copy" {
        Deny = "deny_403" refuses 403 "AccessDenied",
        ByRights = "allow_if_public",
    }

    // The shape of the request.

    /// What vendor headers of the other family of requests do.
    ForeignHeaders = "foreign_headers" {
        Ignored = "ignore",
        BadRequest = "400_any" refuses 400,
    }
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
    /// What query parameters that a copy does not know are answered.
    CopyQuery = "copy_query_parameters" {
        Ignore = "ignore",
        BadRequest = "400_any" refuses 400,
    }
    /// What a key longer than the vendor allows is answered.
    LongKey = "long_key" {
        KeyTooLongOver1024 = "400_key_too_long_over_1024" refuses 400 "KeyTooLong",
        AnyOver4095 = "400_any_over_4095" refuses 400,
        Accept = "accept",
        KeyTooLongErrorOver1024 = "400_key_too_long_error_over_1024"
            refuses 400 "KeyTooLongError",
    }
    /// What a write to a name that is nothing but a dot or a slash is answered.
    ForbiddenName = "forbidden_name" {
        Accept = "accept",
        AnyCode = "400_any" refuses 400,
    }
    /// What an upload that does not say how long it is is answered.
    MissingLength = "missing_length" {
        Accept = "accept",
        LengthRequired = "411" refuses 411,
    }
    /// What a copy that carries a body is answered.
    BodyOnCopy = "body_on_copy" {
        UnexpectedContent = "400_unexpected_content" refuses 400 "UnexpectedContent",
        Ignore = "ignore_body",
        BadRequest = "400_any" refuses 400,
        MaxMessageLengthExceeded = "400_max_message_length_exceeded"
            refuses 400 "MaxMessageLengthExceeded",
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
        KeepForRetention = "keep_if_only_retention_headers",
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
        RefuseOver8K = "400_over_8_kb" refuses 400 "MetadataTooLarge",
    }
    /// How a `HEAD` shows user metadata beyond ASCII.
    HeadMetadata = "head_metadata" {
        AsStored = "as_stored",
        Base64 = "base64",
    }
    /// The user metadata of an upload without any onto an object that has some.
    NewVersionMetadata = "metadata_on_new_version" {
        RequestOnly = "request_only",
        Inherited = "inherited",
    }
    /// Which annotations of its source a copy carries beside those an S3 request can see.
    MetadataScope = "metadata_scope" {
        MetapairsOnly = "metapairs_only",
        AllAnnotations = "all_annotations",
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
    /// Which canned names there are.
    CannedNames = "canned_names" {
        Six = "six",
        ThreeOnCopy = "three_on_a_copy",
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
    /// How a grant header may name its grantee.
    GranteeForms = "grantee_forms" {
        ById = "by_id",
        AnyForm = "by_id_mail_or_group",
    }
    /// By which header the right to write an access control list is granted.
    WriteAcpHeader = "grant_write_acp_header" {
        AcpOnly = "acp",
        AclToo = "acp_or_acl",
    }
    /// What a canned name out of the list is answered where only the list is set.
    BadCannedAclSet = "invalid_acl_status_on_put_acl" {
        AsOnPut = "as_on_put",
        AnyCode = "400_any" refuses 400,
    }
    /// What more than a hundred grants are answered.
    TooManyGrants = "too_many_grants" {
        Accept = "accept",
        AnyCode = "400_any" refuses 400,
    }
    /// What the same right granted twice to one grantee is answered.
    RepeatedGrant = "repeated_grant" {
        Accept = "accept",
        AnyCode = "400_any" refuses 400,
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
        GrantsWin = "grants_win",
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
    /// Whether a copy of a restored object is itself restored.
    CopyRestore = "copy_restore" {
        NotCarried = "not_carried",
        Carried = "carried",
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
        AnyCode = "400_any" refuses 400,
    }
    /// Which storage classes there are.
    Classes = "storage_classes" {
        StandardInfrequentGlacier = "standard_standard_ia_glacier",
        NoneButStandard = "none",
        StandardWarmCold = "standard_warm_cold",
        WithDeepArchiveAndTiering = "standard_warm_cold_deep_archive_intelligent_tiering",
    }
    /// Whether a copy heeds object lock headers.
    LockHeader = "lock_headers" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// Whether an upload heeds object lock headers.
    PutLockHeader = "lock_headers_on_put" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// Which modes a lock has.
    LockModes = "lock_modes" {
        Compliance = "compliance",
        ComplianceGovernanceLegalHold = "compliance_governance_legal_hold",
    }
    /// What one lock header alone, or one that cannot be read, is answered.
    BadLock = "worm_header_errors" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
    }
    /// What the lock of the newest version of an object forbids beside its removal.
    LockReach = "lock_reach" {
        NewVersions = "new_versions",
        Nothing = "nothing",
    }
    /// What a lock until an instant that has gone by is answered.
    PastLock = "worm_past_date" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
    }
    /// What a lock of a mode the vendor does not know is answered.
    BadLockMode = "worm_other_mode" {
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
    /// How long an object must be kept of which neither request nor bucket say it.
    DefaultRetention = "default_retention" {
        DeletionAllowed = "deletion_allowed",
        DeletionProhibited = "deletion_prohibited",
    }
    /// Whether a request may say how long its object must be kept.
    RetentionHeader = "retention_header" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// Whether a copy to a new object or version heeds that without `REPLACE`.
    RetentionWithoutReplace = "retention_without_replace" {
        Applied = "applied",
        Ignored = "ignored",
    }
    /// What a retention or a hold that cannot be read is answered.
    BadRetention = "bad_retention" {
        AnyCode = "400_any" refuses 400,
        Ignore = "ignore",
    }
    /// Whether a request may put its object on hold.
    HoldHeader = "hold_header" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// What putting on hold, or releasing, without the privilege is answered.
    HoldRight = "hold_right" {
        AccessDenied = "403" refuses 403,
        NoExtraRight = "no_extra_right",
    }
    /// Whether a request may put labelled holds on its object.
    LabelledHold = "labelled_hold_header" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// Whether a request may ask for encryption.
    EncryptionHeader = "encryption_header" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// Whether the answer of a copy tells how the target is encrypted to a request that asks.
    EncryptionEcho = "encryption_echo" {
        Absent = "absent",
        IfAsked = "if_asked",
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
    /// What an incomplete set of customer key headers, or one of another algorithm, is answered.
    PartialCustomerKey = "ssec_partial_headers" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        InvalidEncryptionAlgorithm = "400_invalid_encryption_algorithm"
            refuses 400 "InvalidEncryptionAlgorithmError",
    }
    /// What a customer key that its digest does not fit is answered.
    WrongKeyDigest = "ssec_wrong_digest" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        InvalidEncryptionAlgorithm = "400_invalid_encryption_algorithm"
            refuses 400 "InvalidEncryptionAlgorithmError",
    }
    /// How long a customer key may be.
    CustomerKeyLength = "customer_key_length" {
        Bits256 = "256_bits",
        Bits256Or512 = "256_or_512_bits",
    }
    /// What a copy to a managed key that is signed by the older scheme is answered.
    OldSignature = "sse_transport" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        NotEnforced = "not_enforced",
    }
    /// Whether a request may choose the cipher that a managed key drives.
    DataCipher = "data_cipher_header" {
        Accepted = "accepted",
        Refused = "400_any" refuses 400,
    }
    /// Whether a bucket's default encryption reaches copies.
    DefaultEncryptionOnCopy = "bucket_default_enc_applies_to_copy" {
        Yes = "yes",
        No = "no",
    }
    /// Which objects a new default encryption of their bucket reaches.
    DefaultEncryptionReach = "default_encryption_reach" {
        NewObjects = "new_objects",
        EveryObject = "every_object",
    }
    /// Which objects a new default class of their bucket reaches.
    DefaultClassReach = "default_class_reach" {
        NewObjects = "new_objects",
        EveryObject = "every_object",
    }
    /// What a default class that there is not is answered.
    BadDefaultClass = "bad_default_class" {
        InvalidDefaultStorageClass = "400_invalid_default_storage_class"
            refuses 400 "InvalidDefaultStorageClass",
        AnyCode = "400_any" refuses 400,
    }
    /// What a default encryption that cannot be read is answered.
    BadDefaultEncryption = "bad_default_encryption" {
        AnyCode = "400_any" refuses 400,
        Ignore = "ignore",
    }

    // Tags of the target.

    /// Whether a request may set tags.
    TagHeaders = "tag_headers" {
        Honoured = "honoured",
        Ignored = "ignore",
        Refused = "refuse" refuses 400,
    }
    /// What becomes of a source's tags when a copy says nothing of them.
    DefaultTagDirective = "default_tagging_directive" {
        Replace = "replace",
        Copy = "copy",
    }
    /// What tags of its own do to a copy that is told to take its source's.
    TagConflict = "tag_copy_conflicts" {
        IgnoreTagging = "ignore_tagging",
        BadRequest = "400" refuses 400,
        Merge = "merge",
    }
    /// What a tag that breaks the limits is answered.
    BadTag = "bad_tag" {
        InvalidTag = "400_invalid_tag" refuses 400 "InvalidTag",
        Accept = "accept",
    }
    /// What more than ten tags are answered.
    TooManyTags = "too_many_tags" {
        BadRequest = "400_bad_request" refuses 400 "BadRequest",
        Accept = "accept",
    }
    /// What gives the right to an object's tags.
    TagRight = "tag_right" {
        Owner = "owner_only" refuses 403 "AccessDenied",
        AsTheObject = "as_the_object",
    }
    /// What a request for the tags of a delete marker is answered.
    TagsOfMarker = "tags_of_marker" {
        NotFound = "404_any" refuses 404,
        MethodNotAllowed = "405_method_not_allowed" refuses 405 "MethodNotAllowed",
    }

    // Rights.

    /// What gives the right to read a source.
    SourceRight = "source_read_right" {
        ObjectAcl = "object",
        BucketOrObjectAcl = "bucket_or_object",
    }
    /// Whether an access control list shares an object encrypted by a managed key.
    SharedKms = "kms_shared_by_acl" {
        Never = "never",
        ByAcl = "by_acl",
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

    /// What a copy is answered whose source bucket has requesters pay, where nobody says they will.
    PayerMissing = "requester_pays" {
        RequestPayerDenied = "403_request_payer_denied" refuses 403 "RequestPayerDenied",
        Accept = "accept",
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
    /// What a copy from a bucket in another region is answered.
    CrossRegion = "cross_region" {
        NoSuchBucket = "404_no_such_bucket" refuses 404 "NoSuchBucket",
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        PermanentRedirect = "301_permanent_redirect" refuses 301 "PermanentRedirect",
        Allow = "allow",
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
    /// The error code of that answer, where its row names none.
    MarkerVersionCode = "dm_version_code" {
        NoSuchKey = "no_such_key" refuses 404 "NoSuchKey",
        NoSuchVersion = "no_such_version" refuses 404 "NoSuchVersion",
        Other = "other" refuses 404,
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
    /// The error code of the answer to a version that does not exist, where its row names none.
    UnknownVersionCode = "unknown_version_code" {
        NoSuchVersion = "no_such_version" refuses 404 "NoSuchVersion",
        NoSuchKey = "no_such_key" refuses 404 "NoSuchKey",
        Other = "other" refuses 404,
    }
    /// What a version id with zeros before or blanks around its number names.
    VersionIdForm = "version_id_value_case" {
        Exact = "exact",
        AsNumber = "as_number",
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
    /// At which instant of a copy the end of its source's restore counts.
    RestoreExpiryRace = "restore_expiry_race" {
        CheckedAtStart = "checked_at_start",
        CheckedAtEnd = "checked_at_end",
    }
    /// What a copy whose source is neither of the standard class nor archived is answered.
    InfrequentSource = "infrequent_source" {
        Accept = "accept",
        InvalidObjectState = "403_invalid_object_state" refuses 403 "InvalidObjectState",
    }
    /// What direct access to archived objects lets requests do.
    DirectColdAccess = "direct_cold_access" {
        ReadsArchived = "reads_archived",
        NeedsRestore = "needs_restore",
    }
    /// What a copy of an object that was written by appending is.
    AppendableSource = "appendable_source" {
        BecomesNormal = "becomes_normal",
        Reject = "reject" refuses 400,
    }
    /// What a copy reads whose source changes meanwhile.
    RacingSource = "racing_source" {
        Snapshot = "snapshot",
        MayFailInBody = "may_fail_in_body",
        MayMix = "may_mix",
    }
    /// What a copy of an object that must be kept is.
    RetainedSource = "retained_source" {
        Copied = "copied",
        Forbidden = "403" refuses 403,
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
    /// What a copy to another object that would undo encryption is.
    EncryptedToPlain = "enc_to_plain" {
        RejectAlways = "reject_always",
        RejectSelfCopy = "reject_self_copy",
        Allow = "allow",
        InheritSource = "inherit_source",
    }
    /// What a copy of an object onto itself that would undo its encryption is.
    EncryptedOntoItself = "enc_to_plain_onto_itself" {
        Reject = "reject",
        Allow = "allow",
    }
    /// What a copy that may not undo encryption is answered.
    UndoneEncryption = "enc_to_plain_code" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        AnyCode = "400_any" refuses 400,
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
    /// Which of several headers with the same condition counts.
    RepeatedCondition = "repeated_condition" {
        First = "first",
        Last = "last",
    }
    /// What a copy whose condition fails is answered.
    ConditionFailed = "condition_failed" {
        PreconditionFailed = "412_precondition_failed" refuses 412 "PreconditionFailed",
        NotModified = "304" refuses 304,
        AnyCode = "412_any" refuses 412,
    }
    /// Which condition of a copy the error document names.
    ConditionElement = "condition_element_value" {
        LongName = "copy_source_header",
        ShortName = "plain_header",
        Absent = "absent",
        Unsaid = "unsaid",
    }
    /// Which condition of a read the error document names.
    ReadConditionElement = "read_condition_element" {
        HeaderName = "header_name",
        Unsaid = "unsaid",
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
    /// What the two pairs of conditions are that go together.
    PairedConditions = "cond_allowed_pairs" {
        Evaluated = "evaluated",
        BadRequest = "400_any" refuses 400,
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
    /// Which forms the date of a condition may have.
    DateForms = "date_forms" {
        Three = "three",
        Rfc1123Only = "rfc_1123_only",
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
    /// The error code of a conflict, where its row names none.
    ConflictCode = "conflict_code" {
        OperationAborted = "operation_aborted" refuses 409 "OperationAborted",
        InvalidRequest = "invalid_request" refuses 409 "InvalidRequest",
        ObjectAlreadyExists = "object_already_exists" refuses 409 "ObjectAlreadyExists",
        Other = "other" refuses 409,
    }
    /// What an upload onto an object is in a bucket that allows to overwrite.
    OverwriteOption = "overwrite_option" {
        Replaces = "replaces",
        Ignored = "ignored",
    }
    /// Whether that holds for copies.
    OverwriteByCopy = "overwrite_option_on_copy" {
        Replaces = "replaces",
        Ignored = "ignored",
    }
    /// What overwriting an object that must be kept is answered.
    RetainedOverwrite = "retained_overwrite_status" {
        Forbidden = "403" refuses 403,
        Conflict = "409" refuses 409,
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
        OverwriteIfOption = "overwrite_if_option",
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
    /// What an upload to a name that ends in a slash stores.
    FolderUpload = "folder_upload" {
        StoresObject = "stores_object",
        MakesFolder = "makes_folder",
    }
    /// What a copy to a name that ends in a slash is.
    FolderCopy = "copy_to_folder_name" {
        MakesFolder = "create_folder",
        BadRequest = "400" refuses 400,
        StoresObject = "stores_object",
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
    /// Who decides on new metadata for an object on hold.
    HeldMetadata = "metadata_on_hold" {
        ByBucketSetting = "by_bucket_setting",
        Refused = "refused",
    }
    /// What a retention that would end earlier than the one before is answered.
    ShortenedRetention = "shortened_retention" {
        Forbidden = "403" refuses 403,
        Conflict = "409" refuses 409,
        Accept = "accept",
    }
    /// What a retention for an object on hold is answered.
    HeldRetention = "retention_on_hold" {
        Forbidden = "403" refuses 403,
        Conflict = "409" refuses 409,
        Accept = "accept",
    }
    /// Whether an object whose retention is not yet specified must be kept.
    UnspecifiedRetention = "unspecified_retention" {
        MustBeKept = "must_be_kept",
        MayGo = "may_go",
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

    /// Which instant of a copy its modification time is.
    LastModifiedSource = "last_modified_source" {
        CompletionTime = "completion_time",
        StartTime = "start_time",
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
    /// Whether the answer of a copy names the class of its target.
    CopyClassHeader = "copy_class_header" {
        Absent = "absent",
        UnlessStandard = "unless_standard",
    }
    /// What a redirect that a copy asks for on success is.
    SuccessRedirect = "success_action_redirect" {
        Ignored = "ignore",
        SeeOther = "303_see_other",
    }
    /// What a malformed redirect on success is.
    BadSuccessRedirect = "invalid_success_action_redirect" {
        AddressInLocation = "address_in_location",
        NoContent = "204",
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

    // Multipart uploads.

    /// What a request about a multipart upload is answered where there are none.
    Multipart = "multipart" {
        Offered = "offered",
        NotImplemented = "501_any" refuses 501,
        BadRequest = "400_any" refuses 400,
    }
    /// How the parameter names of a part are matched.
    PartParameterCase = "part_parameter_case" {
        Exact = "exact",
        Insensitive = "case_insensitive",
    }
    /// What a part without an upload, or whose number is none of 1 to 10,000, is answered.
    BadPartNumber = "bad_part_number" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        AnyCode = "400_any" refuses 400,
    }
    /// What an upload that is unknown, finished or of another object is answered.
    NoUpload = "no_upload" {
        NoSuchUpload = "404_no_such_upload" refuses 404 "NoSuchUpload",
        NotFound = "404_any" refuses 404,
    }
    /// What the copy of a part is answered whose upload ended while it ran.
    UploadEnded = "upload_ended" {
        NoSuchUpload = "404_no_such_upload" refuses 404 "NoSuchUpload",
        Conflict = "409_any" refuses 409,
    }
    /// What a part from somebody other than the initiator of its upload is answered.
    ForeignPart = "foreign_part" {
        AccessDenied = "403_access_denied" refuses 403 "AccessDenied",
        Accept = "accept",
    }
    /// Whether a part that nobody signed may be stored where everybody has the rights.
    AnonymousPart = "anonymous_part" {
        Deny = "deny_403" refuses 403 "AccessDenied",
        ByRights = "allow_if_public",
    }
    /// What user metadata on a request that takes none, a part or a completion, is answered.
    MetadataOnPart = "metadata_on_part" {
        Ignore = "ignore",
        BadRequest = "400_any" refuses 400,
    }
    /// What gives an assembled object its metadata, access control list and other settings.
    UploadSettings = "upload_settings" {
        OfInitiation = "of_initiation",
        Defaults = "defaults",
    }
    /// Who owns an assembled object.
    UploadOwner = "upload_owner" {
        Initiator = "initiator",
        Completer = "completer",
    }
    /// Whether the copy of a part heeds conditions on its source.
    PartConditions = "part_conditions" {
        Honoured = "honoured",
        Ignored = "ignored",
    }
    /// What a source range that cannot be read is answered.
    BadPartRange = "bad_part_range" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        AnyCode = "400_any" refuses 400,
    }
    /// What a source range that begins in its source and ends behind it is.
    PartRangeOverrun = "part_range_overrun" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        InvalidRange = "416_invalid_range" refuses 416 "InvalidRange",
        Clip = "clip",
        AnyCode = "400_any" refuses 400,
    }
    /// What a source range that begins behind its source, be that empty or not, is.
    PartRangeBehind = "part_range_behind" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        InvalidRange = "416_invalid_range" refuses 416 "InvalidRange",
        Clip = "clip",
        AnyCode = "400_any" refuses 400,
    }
    /// What a source range that ends before it begins is answered.
    PartRangeInverted = "part_range_inverted" {
        InvalidArgument = "400_invalid_argument" refuses 400 "InvalidArgument",
        InvalidRange = "416_invalid_range" refuses 416 "InvalidRange",
        AnyCode = "400_any" refuses 400,
    }
    /// What a part of more than 5 GB is answered.
    LargePart = "large_part" {
        EntityTooLarge = "400_entity_too_large" refuses 400 "EntityTooLarge",
        AnyCode = "400_any" refuses 400,
    }
    /// What a part does whose number is taken.
    SamePartNumber = "same_part_number" {
        Replaces = "replaces",
        KeepsTheFirst = "keeps_the_first",
    }
    /// What stands in the body of the answer to the copy of a part.
    PartReply = "part_reply" {
        Xml = "xml",
        HeaderTagEmptyBody = "header_etag_empty_body",
    }
    /// Whether the copy of a part into a bucket with versioning enabled gets a version id.
    PartVersionHeader = "part_version_header" {
        Absent = "absent",
        Present = "present",
    }
    /// Whether the copy of a part names the version of its source.
    PartSourceVersionHeader = "part_source_version_header" {
        AsCopy = "as_copy",
        Absent = "absent",
    }
    /// Which encryption the answer to the copy of a part shows.
    PartEncryptionHeader = "part_encryption_header" {
        OfUpload = "of_upload",
        Always = "always",
    }
    /// What a completion that cannot be read is answered.
    MalformedCompletion = "malformed_completion" {
        MalformedXml = "400_malformed_xml" refuses 400 "MalformedXML",
        AnyCode = "400_any" refuses 400,
    }
    /// What a completion that lists a part that is not there, or by another tag, is answered.
    InvalidPart = "invalid_part" {
        BadRequest = "400_invalid_part" refuses 400 "InvalidPart",
        InBody = "200_invalid_part" refuses 200 "InvalidPart",
    }
    /// What a completion whose parts do not ascend is answered.
    PartOrder = "part_order" {
        BadRequest = "400_invalid_part_order" refuses 400 "InvalidPartOrder",
        InBody = "200_invalid_part_order" refuses 200 "InvalidPartOrder",
    }
    /// The least size of every part but the last.
    PartMinimum = "part_minimum" {
        FiveMegabytes = "5_mb",
        HundredKilobytes = "100_kb",
        OneMegabyte = "1_mb",
    }
    /// What a completion with a smaller part is answered.
    SmallPart = "small_part" {
        BadRequest = "400_entity_too_small" refuses 400 "EntityTooSmall",
        InBody = "200_entity_too_small" refuses 200 "EntityTooSmall",
    }
    /// The entity tag of an assembled object.
    AssembledTag = "multipart_etag_formula" {
        HexText = "hex_text",
        RawBytes = "raw_bytes",
        Opaque = "opaque",
    }
    /// Which of two assembled objects of one name is the newer.
    AssembledOrder = "assembled_order" {
        ByCompletion = "by_completion",
        ByInitiation = "by_initiation",
    }
    /// What an aborted upload is answered.
    AbortStatus = "abort_status" {
        NoContent = "204",
        Ok = "200",
    }

    // Operations around the copy.

    /// Whether the digest of an upload that is to be encrypted is compared.
    DigestWithEncryption = "digest_with_encryption" {
        NotVerified = "not_verified",
        Verified = "verified",
    }
    /// What a `Content-MD5` that is no digest is answered.
    MalformedDigest = "malformed_digest" {
        InvalidDigest = "400_invalid_digest" refuses 400 "InvalidDigest",
        AsMismatch = "as_a_mismatch",
    }
    /// What an upload over the limit is answered.
    UploadTooLarge = "upload_too_large" {
        EntityTooLarge = "400_entity_too_large" refuses 400 "EntityTooLarge",
        Accept = "accept",
    }
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
    /// Where the answer of a `HEAD` tells the code of an error.
    HeadErrorCode = "head_error_code" {
        InHeader = "in_a_header",
        Nowhere = "nowhere",
    }
    /// Whether a read of a current delete marker is answered with the marker's headers.
    ReadMarkerHeaders = "read_marker_headers" {
        Present = "present",
        Absent = "absent",
    }
    /// What a `HEAD` of a folder is answered.
    HeadFolder = "head_folder" {
        Ok = "200",
        NotFound = "404" refuses 404,
    }
    /// Whether a read tells how long its object must be kept.
    RetentionHeaders = "retention_headers" {
        Absent = "absent",
        Shown = "shown",
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
    /// Whose digest the answer of an append is tagged with.
    AppendTag = "append_etag" {
        AppendedBytes = "appended_bytes",
        WholeObject = "whole_object",
    }
    /// What an append to an object of another kind or length is answered.
    AppendElsewhere = "append_elsewhere" {
        Conflict = "409_any" refuses 409,
        Ignore = "ignore",
    }
    /// What an append in a bucket with object lock is answered.
    LockedAppend = "append_with_object_lock" {
        Forbidden = "403_any" refuses 403,
        Accept = "accept",
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
    /// What a delete of a marker that is not the newest is answered.
    DeleteOldMarker = "delete_old_marker" {
        AsOldVersion = "as_old_version",
        Remove = "remove_version",
        NotImplemented = "501" refuses 501,
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
        NotImplemented = "501" refuses 501,
    }
    /// What a delete by id of the newest version is, where that is a marker.
    DeleteCurrentMarker = "delete_current_marker" {
        Remove = "remove_version",
        AccessDenied = "403" refuses 403,
        NotImplemented = "501" refuses 501,
        IgnoreVersion = "ignore_version_id",
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
    /// What a privileged delete of an object that must be kept is.
    PrivilegedDelete = "privileged_delete" {
        Overrides = "overrides_retention",
        Ignored = "ignored",
    }
    /// What a reason of more than 1,024 characters for it is answered.
    LongReason = "long_reason" {
        BadRequest = "400_any" refuses 400,
        Accept = "accept",
    }
    /// What parameters that a delete does not know are answered.
    UnknownDeleteParameter = "unknown_delete_parameter" {
        BadRequest = "400_any" refuses 400,
        Ignore = "ignore",
    }
    /// What a request to delete several objects is answered that sends no digest.
    BatchDigest = "batch_delete_without_digest" {
        BadRequest = "400_any" refuses 400,
        Accept = "accept",
    }
    /// What a request to delete more than a thousand objects is answered.
    BatchLimit = "batch_delete_over_1000" {
        BadRequest = "400_any" refuses 400,
        Accept = "accept",
    }
    /// What a request to delete several objects is answered that cannot be read.
    MalformedBatch = "malformed_batch_delete" {
        MalformedXml = "400_malformed_xml" refuses 400 "MalformedXML",
        AnyCode = "400_any" refuses 400,
    }
    /// What a quiet request to delete several objects is answered.
    QuietBatch = "quiet_batch_delete" {
        ErrorsOnly = "errors_only",
        Everything = "everything",
    }
    /// Whether the answer to such a request tells of the markers that were made or removed.
    BatchMarkers = "batch_delete_markers" {
        Shown = "shown",
        Absent = "absent",
    }
    /// Whether a list of objects shows keys whose newest version is a delete marker.
    ListedDeleted = "list_of_deleted_keys" {
        Hidden = "hidden",
        NewestObject = "newest_object",
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
    /// What the versioning of a bucket reads as that never had any.
    UnsetVersioning = "unset_versioning" {
        Empty = "empty",
        Suspended = "suspended",
    }
    /// What setting the deletion guard by a second factor is.
    MfaDelete = "mfa_delete" {
        Ignored = "ignored",
        NotImplemented = "501" refuses 501,
    }
    /// What a bucket's versioning is set to that it cannot be.
    BadVersioning = "bad_versioning" {
        IllegalVersioning = "400_illegal_versioning"
            refuses 400 "IllegalVersioningConfigurationException",
        AnyCode = "400_any" refuses 400,
    }
    /// What a bucket created for object lock does with versions.
    LockedBucket = "object_lock_bucket" {
        KeepsVersions = "versioning_enabled",
        AsAnyOther = "as_any_other",
    }
    /// What suspending versioning in a bucket with object lock is answered.
    SuspendLocked = "suspend_with_object_lock" {
        Conflict = "409_any" refuses 409,
        Accept = "accept",
    }
    /// What a retention period in a bucket without object lock is answered.
    RetentionOnPlainBucket = "retention_on_plain_bucket" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        Ignore = "ignore",
    }
    /// What a retention period that ends no later than now or than the one before is answered.
    RetentionShortens = "retention_shortens" {
        InvalidRequest = "400_invalid_request" refuses 400 "InvalidRequest",
        Accept = "accept",
    }
    /// What a retention period that cannot be read is answered.
    MalformedRetention = "malformed_retention" {
        MalformedObjectLock = "400_malformed_object_lock_error"
            refuses 400 "MalformedObjectLockError",
        AnyCode = "400_any" refuses 400,
    }
    /// What a retention period for a version that there is not is answered.
    RetentionOfUnknown = "nosuchversion_status" {
        NoSuchVersion = "404" refuses 404 "NoSuchVersion",
        BadRequest = "400_on_retention_only" refuses 400,
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
    /// What a restore of a key whose newest version is a delete marker is answered.
    RestoreOfMarker = "restore_of_marker" {
        NoSuchKey = "404_no_such_key" refuses 404 "NoSuchKey",
        MethodNotAllowed = "405_method_not_allowed" refuses 405 "MethodNotAllowed",
    }
    /// Which speeds a restore may ask for, and how it says so.
    RestoreTiers = "restore_tiers" {
        GlacierJob = "expedited_standard_bulk_in_glacier_job_parameters",
        RestoreJob = "expedited_standard_in_restore_job",
    }
    /// Whether a read shows how far the restore of its object is.
    RestoreHeader = "restore_header" {
        Shown = "shown",
        Never = "never",
    }
    /// Which class an object is of while it is restored.
    RestoredClass = "restored_class" {
        Kept = "kept",
        Standard = "standard",
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
    /// Which characters the name of a bucket may have.
    BucketNames = "bucket_names" {
        DotsAndHyphens = "dots_and_hyphens",
        Hyphens = "hyphens",
    }

    // At any time.

    /// Whether a service that has too much to do says that it is not available.
    BusyService = "busy_service" {
        Never = "never",
        ServiceUnavailable = "503_service_unavailable" refuses 503 "ServiceUnavailable",
        AnyCode = "503_any" refuses 503,
    }
    /// Whether a service that has too much to do asks to slow down.
    SlowDown = "slow_down" {
        Never = "never",
        SlowDown = "503_slow_down" refuses 503 "SlowDown",
    }
    /// Whether a write may fail for reasons of the service's own.
    InternalFailure = "internal_failure" {
        Never = "never",
        InternalError = "500_internal_error" refuses 500 "InternalError",
        AnyCode = "500_any" refuses 500,
    }
    /// Whether too many writes to one object are refused.
    WriteBurst = "write_burst" {
        Never = "never",
        TooManyRequests = "429_too_many_requests" refuses 429 "TooManyRequests",
    }
    /// Whether a write may be refused because of another one to the same resource.
    ConflictingCall = "conflicting_call" {
        Never = "never",
        OperationAborted = "409_operation_aborted" refuses 409 "OperationAborted",
    }
    /// Whether a copy may be answered that its source has its data on another system or is just
    /// being deleted.
    AbsentSource = "absent_source" {
        Never = "never",
        Forbidden = "403" refuses 403,
    }
    /// Whether a read may be answered that the object has its data on another system or is just
    /// being deleted.
    AbsentData = "absent_data" {
        Never = "never",
        Forbidden = "403" refuses 403,
    }
    /// Whether a read may be answered that the object is still being written.
    UnfinishedObject = "unfinished_object" {
        Never = "never",
        Conflict = "409" refuses 409,
    }

    // Several errors at once.

    /// Which error is reported where several apply.
    ErrorOrder = "check_order" {
        Any = "any",
        TargetFirst = "target_first",
        SourceFirst = "source_first",
        ConditionsFirst = "conditions_before_permissions",
        PartCopyList = "partcopy_list",
        AwsLike = "aws_like",
        Unordered = "unordered_set",
    }
}
