//! Huawei OBS: the catalogue of its rules, questions and pages.
//!
//! The rules are those of both request families. Comparisons with other services stand here too,
//! for where the pages are silent they are what a default rests on. Ids, revisions and sources are
//! those of the rulebook; the sentences are this file's own.

use super::Evidence::{Calculated, Doc, Inferred, Sdk, Seed};
use super::{Catalogue, Page, Question, Rule, asks, page, rule};

const BOTH: &str = "both families";
const S3: &str = "S3-compatible";
const NATIVE: &str = "native";

/// All that is catalogued of this vendor.
pub(in super::super) const CATALOGUE: Catalogue =
    Catalogue { rules: RULES, questions: QUESTIONS, pages: PAGES };

const RULES: &[Rule] = &[
    rule("OBS-REQ-001", BOTH, Seed, "OBS-SEED OBS-S3-COPY OBS-N-COPY").says(
        "A PUT on a key turns into a copy by its copy-source header, provided the query names no \
         part of an upload.",
    ),
    rule("OBS-REQ-002", BOTH, Doc, "OBS-S3-PARTCOPY OBS-N-PARTCOPY").says(
        "With `partNumber` and `uploadId` in the query, a PUT that has a copy-source header copies \
         one part.",
    ),
    rule("OBS-REQ-003", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("No query parameter is defined for a copy."),
    rule("OBS-REQ-004", BOTH, Doc, "OBS-S3-RESP OBS-N-REQ").says(
        "The target bucket is read from `Host` or from the path's first segment, the target key \
         from what follows.",
    ),
    rule("OBS-REQ-005", BOTH, Seed, "OBS-SEED").says("A copy has to say who sends it."),
    rule("OBS-REQ-006", BOTH, Seed, "OBS-SEED OBS-N-ERR OBS-S3-ERR").says(
        "A copy is sent without a body; each table has an error that fits one that has a body.",
    ),
    rule("OBS-REQ-007", BOTH, Inferred, "AWS-S3")
        .says("An announced length of zero is the absence of a body."),
    rule("OBS-REQ-008", BOTH, Inferred, "OBS-S3-REQHDR OBS-S3-COPY OBS-N-COPY")
        .says("A copy may leave out `Content-Length`, although PUT is said to need it."),
    rule("OBS-REQ-009", BOTH, Doc, "OBS-S3-REQHDR OBS-N-ERR")
        .says("An authenticated request without a readable date is refused with 403 AccessDenied."),
    rule("OBS-REQ-010", BOTH, Sdk, "OBS-SDK-GO OBS-SDK-JAVA OBS-SDK-PY").says(
        "The scheme of `Authorization` decides whether `x-amz-` or `x-obs-` headers are read and \
         answered.",
    ),
    rule("OBS-REQ-011", BOTH, Inferred, "")
        .says("Headers spelt with the other family's prefix mean nothing."),
    rule("OBS-REQ-012", BOTH, Doc, "OBS-S3-COPY RFC-2616")
        .says("Case is ignored in header names and counts in the values a table lists."),
    rule("OBS-REQ-013", BOTH, Doc, "OBS-S3-REQHDR OBS-N-REQ")
        .says("A federated user's requests have a security token in a header of the family."),
    rule("OBS-REQ-014", NATIVE, Doc, "OBS-N-COPY").says(
        "A valid redirect URL for success turns the answer into 303 with bucket, key and ETag in \
         `Location`.",
    ),
    rule("OBS-REQ-015", NATIVE, Doc, "OBS-N-COPY").says(
        "An unusable redirect URL gave 204 in old revisions; newer ones pass over it and put the \
         object in `Location`.",
    ),
    rule("OBS-REQ-016", BOTH, Doc, "OBS-S3-NAME OBS-S3-ERR OBS-N-ERR")
        .says("A key has 1 to 1024 bytes of UTF-8; a longer one is refused with 400."),
    rule("OBS-REQ-017", S3, Sdk, "OBS-ISS-AWSGO")
        .says("A query parameter that no page knows, as `x-id`, makes some services refuse a PUT."),
    rule("OBS-SRC-001", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY").says(
        "The copy-source header names the source as bucket, slash and key, and a copy cannot do \
         without it.",
    ),
    rule("OBS-SRC-002", BOTH, Doc, "OBS-S3-COPY OBS-SDK-GO OBS-SDK-JAVA")
        .says("The copy source is understood with and without a slash in front."),
    rule("OBS-SRC-003", BOTH, Seed, "OBS-SEED")
        .says("`?versionId=` behind the source's name selects one of its versions."),
    rule("OBS-SRC-004", NATIVE, Doc, "OBS-N-COPY").says(
        "The client percent-encodes the copy source where it needs it, and the server decodes it a \
         single time.",
    ),
    rule("OBS-SRC-005", BOTH, Sdk, "OBS-SDK-GO OBS-SDK-JAVA OBS-SDK-PY").says(
        "A server has to read what the SDKs send: `%2F` in keys, spaces as `+` or `%20`, a raw \
         version separator.",
    ),
    rule("OBS-SRC-006", BOTH, Seed, "OBS-SEED")
        .says("A source without a version stands for its key's latest entry."),
    rule("OBS-SRC-007", BOTH, Seed, "OBS-SEED OBS-S3-GET").says(
        "If a delete marker is the newest entry of a key, a source without a version fails: 404 \
         NoSuchKey.",
    ),
    rule("OBS-SRC-008", BOTH, Doc, "OBS-N-PARTCOPY OBS-N-ERR")
        .says("A source bucket that does not exist is answered with 404 NoSuchBucket."),
    rule("OBS-SRC-009", BOTH, Doc, "OBS-N-PARTCOPY OBS-S3-PARTCOPY")
        .says("A source key that does not exist is answered with 404 NoSuchKey."),
    rule("OBS-SRC-010", BOTH, Doc, "OBS-S3-ERR OBS-N-ERR")
        .says("A named source version that does not exist is answered with 404 NoSuchVersion."),
    rule("OBS-SRC-011", BOTH, Inferred, "AWS-VGW CEPH-RGW")
        .says("No page says what a delete marker named as the source version is answered with."),
    rule("OBS-SRC-012", BOTH, Doc, "OBS-S3-PUTVER OBS-UMN")
        .says("`versionId=null` stands for the entry written while the bucket kept no versions."),
    rule("OBS-SRC-013", BOTH, Inferred, "AWS-S3")
        .says("A copy source that cannot be read as bucket and key is refused with 400."),
    rule("OBS-SRC-014", BOTH, Seed, "OBS-SEED")
        .says("A copy leaves its source as it was, unless the source is also the target."),
    rule("OBS-SRC-015", BOTH, Doc, "OBS-ZH-REF OBS-N-COPY")
        .says("One copy takes at most 5 GB; anything larger is copied in parts."),
    rule("OBS-SRC-016", BOTH, Sdk, "OBS-SDKDOC-JAVA OBS-UG")
        .says("Source and target may lie in two buckets, but only of one region."),
    rule("OBS-SRC-017", BOTH, Seed, "OBS-SEED")
        .says("Every class can be copied from; only archived objects must be restored first."),
    rule("OBS-SRC-018", NATIVE, Sdk, "OBS-N-PAYER OBS-SDK-JAVA").says(
        "Who copies from another's requester-pays bucket has to agree to pay, or gets 403 \
         RequestPayerDenied.",
    ),
    rule("OBS-RES-001", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY").says(
        "Success is 200 with a `CopyObjectResult` in XML: the time of modification, then the ETag.",
    ),
    rule("OBS-RES-002", BOTH, Seed, "OBS-SEED")
        .says("A status of 200 proves nothing: the copy was made if the body shows an ETag."),
    rule("OBS-RES-003", BOTH, Sdk, "OBS-SDK-GO").says(
        "What the body of a failed 200 looks like is not said; one SDK expects an error document.",
    ),
    rule("OBS-RES-004", BOTH, Sdk, "OBS-SDK-PY").says(
        "A frozen source is refused by a status of 403, not within a 200; other early failures \
         presumably likewise.",
    ),
    rule("OBS-RES-005", BOTH, Doc, "OBS-N-COPY OBS-S3-COPY")
        .says("The body gives the instant of the copy in UTC with milliseconds."),
    rule("OBS-RES-006", BOTH, Inferred, "AWS-S3")
        .says("`Last-Modified` of the target is the same instant, cut to whole seconds."),
    rule("OBS-RES-007", BOTH, Doc, "OBS-S3-COPY")
        .says("What the body shows in quotes is the ETag that reads of the target will show."),
    rule("OBS-RES-008", S3, Calculated, "OBS-S3-PUT OBS-S3-GET OBS-S3-COPY")
        .says("Copying a plain object that was uploaded whole keeps the MD5 of its bytes as ETag."),
    rule("OBS-RES-009", NATIVE, Doc, "OBS-N-RESPHDR OBS-N-COPY").says(
        "Only assembled objects have an ETag that is no MD5, so the copy of one should have an MD5 \
         again.",
    ),
    rule("OBS-RES-010", NATIVE, Doc, "OBS-N-COPY")
        .says("An encrypted copy has an ETag other than the MD5 of its bytes."),
    rule("OBS-RES-011", BOTH, Doc, "OBS-S3-RESPHDR")
        .says("Metadata has no part in an ETag: replacing it by a self copy keeps the ETag."),
    rule("OBS-RES-012", BOTH, Doc, "OBS-N-COPY").says(
        "The copy is an object of its own, with its own settings, and is not tied to its source.",
    ),
    rule("OBS-RES-013", BOTH, Doc, "OBS-S3-RESPHDR OBS-N-RESPHDR").says(
        "Every answer has the server's name, a date, two request ids and a length or chunks.",
    ),
    rule("OBS-RES-014", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("Separate headers give the version id of the target and that of the source."),
    rule("OBS-RES-015", NATIVE, Doc, "OBS-N-COPY").says(
        "The native answer names the copy's class where it is not Standard; the S3 page has no \
         such header.",
    ),
    rule("OBS-RES-016", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("The answer of an encrypted copy has the headers that describe its encryption."),
    rule("OBS-RES-017", NATIVE, Doc, "OBS-N-SSEKMS OBS-N-SSEOBS OBS-N-SSEC").says(
        "Samples of encrypted copies have the ETag in a header and no body, against the page of \
         the copy.",
    ),
    rule("OBS-RES-018", BOTH, Calculated, "OBS-S3-COPY OBS-N-COPY").says(
        "Lengths and host ids printed in samples cannot be reproduced, so nothing is compared with \
         them.",
    ),
    rule("OBS-RES-019", NATIVE, Sdk, "OBS-SDK-JAVA")
        .says("Checksum elements may be added to the result document."),
    rule("OBS-RES-021", BOTH, Doc, "OBS-UMN").says("A copy raises the event ObjectCreated:Copy."),
    rule("OBS-RES-020", BOTH, Inferred, "AWS-S3 OBS-SDK-PY")
        .says("A copy that fails leaves the target key as it was."),
    rule("OBS-VER-001", BOTH, Doc, "OBS-S3-PUTVER OBS-UMN").says(
        "A bucket never had versioning, has it enabled or has it suspended, and never returns to \
         the first state.",
    ),
    rule("OBS-VER-002", BOTH, Doc, "OBS-S3-PUTVER OBS-S3-GETVER")
        .says("The versioning state is for the bucket's owner to set and to read."),
    rule("OBS-VER-003", BOTH, Doc, "OBS-S3-GETVER")
        .says("A bucket that was never configured answers with an empty versioning document."),
    rule("OBS-VER-004", BOTH, Doc, "OBS-UMN")
        .says("Objects older than versioning keep the id `null` and all else."),
    rule("OBS-VER-005", BOTH, Seed, "OBS-SEED").says(
        "A copy into a bucket with versioning makes a version with a new id, shows it, and keeps \
         the older ones.",
    ),
    rule("OBS-VER-006", BOTH, Seed, "OBS-SEED OBS-S3-PUTVER").says(
        "A copy into a suspended bucket takes the place of the `null` entry and leaves numbered \
         versions alone.",
    ),
    rule("OBS-VER-007", S3, Doc, "OBS-S3-COPY")
        .says("The sample of a copy into a suspended bucket shows the version id `null`."),
    rule("OBS-VER-008", BOTH, Doc, "OBS-S3-PUT OBS-N-PUT").says(
        "The sample of an upload into a suspended bucket shows no version id, unlike a form \
         upload.",
    ),
    rule("OBS-VER-009", BOTH, Seed, "OBS-SEED OBS-S3-COPY").says(
        "A copy into a bucket without versioning replaces the target for good and shows no version \
         id.",
    ),
    rule("OBS-VER-010", S3, Doc, "OBS-S3-COPY").says(
        "Of two samples with a named source version, one shows that version's id and the other \
         does not.",
    ),
    rule("OBS-VER-011", BOTH, Doc, "OBS-ZH-REF").says(
        "The target's bucket decides which id the target gets, and it is never the source's.",
    ),
    rule("OBS-VER-012", BOTH, Inferred, "AWS-S3 OBS-UMN")
        .says("An old version is brought back by a copy from it onto its own key."),
    rule("OBS-VER-013", BOTH, Doc, "OBS-S3-PUT OBS-N-PUT OBS-S3-LISTVER").says(
        "Version ids mean nothing by themselves; nearly all that are shown have 32 characters.",
    ),
    rule("OBS-VER-014", BOTH, Doc, "OBS-S3-LISTVER")
        .says("Versions are listed newest first, and their ids have no order that a page states."),
    rule("OBS-VER-015", S3, Doc, "OBS-S3-COMPAT")
        .says("Asking for MFA delete is answered with 200 and has no effect."),
    rule("OBS-VER-016", NATIVE, Doc, "OBS-N-ERR").says(
        "A bucket that is replicated to another region cannot suspend versioning: 409 \
         InvalidBucketState.",
    ),
    rule("OBS-VER-017", S3, Doc, "OBS-S3-ERR")
        .says("A versioning document with another status is refused with 400."),
    rule("OBS-META-001", BOTH, Seed, "OBS-SEED")
        .says("Without a directive the copy has the source's user metadata and settable headers."),
    rule("OBS-META-002", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("REPLACE takes all metadata from the request and none from the source."),
    rule("OBS-META-003", BOTH, Seed, "OBS-SEED")
        .says("The older page lets a request bring new metadata and names no directive for it."),
    rule("OBS-META-004", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("A directive other than the two listed is refused with 400, REPLACE_NEW included."),
    rule("OBS-META-005", BOTH, Inferred, "CEPH-RGW")
        .says("The directive is listed in capitals; whether other spellings pass is not said."),
    rule("OBS-META-006", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("An object is copied onto itself only with REPLACE; else the answer is 400."),
    rule("OBS-META-007", BOTH, Inferred, "AWS-S3 CEPH-RGW").says(
        "Whether another change, as of class or encryption, excuses a self copy without REPLACE is \
         not said.",
    ),
    rule("OBS-META-008", BOTH, Doc, "OBS-UG OBS-SDKDOC-JAVA")
        .says("A self copy with REPLACE loses the metadata that the request does not repeat."),
    rule("OBS-META-009", BOTH, Doc, "OBS-S3-PUT OBS-ZH-REF OBS-N-MPU-INIT").says(
        "User metadata is limited to 2 KB in one family and 8 KB in the other; more is 400 \
         MetadataTooLarge.",
    ),
    rule("OBS-META-010", BOTH, Doc, "OBS-N-PUT OBS-UG")
        .says("Names of metadata are kept in lower case, and names and values are ASCII."),
    rule("OBS-META-011", BOTH, Doc, "OBS-N-META OBS-UG").says(
        "Six standard headers, from Content-Type to Expires, belong to the metadata that is copied \
         or replaced.",
    ),
    rule("OBS-META-012", BOTH, Doc, "OBS-UG")
        .says("No request sets what the service keeps itself: time, length, ETag, version id."),
    rule("OBS-META-013", BOTH, Inferred, "OBS-S3-GET AWS-S3")
        .says("REPLACE without a content type leaves `binary/octet-stream`."),
    rule("OBS-META-014", NATIVE, Sdk, "OBS-SDK-JAVA")
        .says("Replaced values come back as they were sent, percent-encoding included."),
    rule("OBS-META-015", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY OBS-N-ERR").says(
        "A copy may set a website redirect, which is a path or an HTTP URL of at most 2 KB, or is \
         refused with 400.",
    ),
    rule("OBS-META-016", BOTH, Inferred, "AWS-S3")
        .says("Whether a copy takes over the source's website redirect is not said."),
    rule("OBS-META-017", NATIVE, Doc, "OBS-ZH-REF")
        .says("The source's own response headers stay behind, whatever the directive."),
    rule("OBS-META-022", NATIVE, Doc, "OBS-ZH-REF").says(
        "A native copy sets response headers of the object by a list of names and base64 values.",
    ),
    rule("OBS-META-018", NATIVE, Doc, "OBS-N-META").says(
        "The native request that edits metadata has a directive of its own, which can merge.",
    ),
    rule("OBS-META-019", NATIVE, Inferred, "OBS-N-META OBS-VER-005").says(
        "Editing metadata keeps ETag and version; a self copy with versioning makes a new version \
         instead.",
    ),
    rule("OBS-META-020", S3, Doc, "OBS-S3-COMPAT")
        .says("HEAD shows metadata outside ASCII in base64."),
    rule("OBS-META-021", BOTH, Inferred, "AWS-S3")
        .says("Metadata headers that the directive does not call for change nothing."),
    rule("OBS-ACL-001", BOTH, Seed, "OBS-SEED").says("A copy never has the source's ACL."),
    rule("OBS-ACL-002", BOTH, Seed, "OBS-SEED").says("A copy without ACL headers is private."),
    rule("OBS-ACL-003", S3, Doc, "OBS-S3-COPY")
        .says("An S3-compatible copy can have any of six canned ACLs."),
    rule("OBS-ACL-004", NATIVE, Doc, "OBS-N-COPY")
        .says("A native copy can have any of three canned ACLs."),
    rule("OBS-ACL-005", BOTH, Inferred, "AWS-S3")
        .says("A canned ACL that is not listed is refused with 400 InvalidArgument."),
    rule("OBS-ACL-006", NATIVE, Doc, "OBS-N-COPY OBS-N-MPU-INIT")
        .says("Native grant headers give four permissions to lists of account ids."),
    rule("OBS-ACL-007", S3, Doc, "OBS-S3-COMPAT")
        .says("The S3-compatible family has no grant headers and no grants by e-mail."),
    rule("OBS-ACL-008", BOTH, Seed, "OBS-SEED OBS-S3-PUTACL")
        .says("The ACL of a copy, or of one version, can be set later."),
    rule("OBS-ACL-009", BOTH, Doc, "OBS-S3-ACL")
        .says("An ACL has at most 100 grants and takes the whole place of the one before."),
    rule("OBS-ACL-010", BOTH, Doc, "OBS-S3-ACL")
        .says("Objects know reading, both ACL permissions and full control, but no WRITE."),
    rule("OBS-ACL-011", BOTH, Doc, "OBS-S3-ACL")
        .says("WRITE on a bucket lets its holder create, replace and delete every object in it."),
    rule("OBS-ACL-012", BOTH, Doc, "OBS-N-PARTCOPY OBS-S3-ACL OBS-SDKDOC-JAVA").says(
        "A copy takes the right to read its source and to write into its target's bucket, else 403 \
         AccessDenied.",
    ),
    rule("OBS-ACL-013", NATIVE, Doc, "OBS-N-IAM")
        .says("The table of actions lists the right to write alone for a copy."),
    rule("OBS-ACL-014", BOTH, Inferred, "AWS-S3")
        .says("Whether setting an ACL on a copy takes a further right is not said."),
    rule("OBS-ACL-015", BOTH, Inferred, "AWS-S3 OBS-UMN")
        .says("The copy belongs to the account that asked for it."),
    rule("OBS-ACL-016", BOTH, Doc, "OBS-S3-POLICY OBS-UMN")
        .says("A bucket policy can depend on the copy source."),
    rule("OBS-ACL-020", NATIVE, Doc, "OBS-UMN")
        .says("A native policy can depend on the metadata directive."),
    rule("OBS-ACL-017", NATIVE, Doc, "OBS-N-BACL OBS-N-GETACL OBS-ZH-REF").says(
        "A bucket's delivered grants hold for its objects unless an object's ACL declines them.",
    ),
    rule("OBS-ACL-018", BOTH, Inferred, "AWS-S3").says(
        "Whether an absent source is hidden from who may not list is not said; the pages know 404 \
         only.",
    ),
    rule("OBS-ACL-019", BOTH, Doc, "OBS-S3-SSEKMS")
        .says("Objects under KMS cannot be opened to other accounts."),
    rule("OBS-STO-001", BOTH, Seed, "OBS-SEED OBS-S3-COPY OBS-N-COPY").says(
        "Without a class header the copy has the default class of its bucket, whatever its source \
         has.",
    ),
    rule("OBS-STO-002", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY OBS-SDK-PY")
        .says("A class header sets the class of the copy; the older page knows of none."),
    rule("OBS-STO-003", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY OBS-HW-COPY")
        .says("Each family lists its class names, and their case counts."),
    rule("OBS-STO-004", BOTH, Doc, "OBS-S3-COPY")
        .says("The names of the two families stand for the same three classes."),
    rule("OBS-STO-005", BOTH, Doc, "OBS-S3-ERR")
        .says("A class that does not exist is refused with 400."),
    rule("OBS-STO-006", S3, Sdk, "OBS-ISS-TF")
        .says("A bucket's default class outside the three is refused with a code of its own."),
    rule("OBS-STO-007", BOTH, Doc, "OBS-S3-PUTSC OBS-N-PUTSC")
        .says("A new bucket is Standard, and changing its class leaves its objects as they are."),
    rule("OBS-STO-008", BOTH, Seed, "OBS-SEED")
        .says("An archived source that is not restored is refused with 403 InvalidObjectState."),
    rule("OBS-STO-009", BOTH, Doc, "OBS-S3-PARTCOPY OBS-N-PARTCOPY")
        .says("Copying a part from an archived source is refused likewise."),
    rule("OBS-STO-010", BOTH, Seed, "OBS-SEED")
        .says("An archived source can be copied while its restored duplicate lasts."),
    rule("OBS-STO-011", NATIVE, Sdk, "OBS-SDK-PY")
        .says("Warm and tiered sources are copied without a restore."),
    rule("OBS-STO-012", NATIVE, Sdk, "OBS-SDK-PY")
        .says("A copy may be archived from the start, and then is not restored."),
    rule("OBS-STO-013", BOTH, Inferred, "AWS-S3")
        .says("The copy of a restored object is not restored by that."),
    rule("OBS-STO-014", NATIVE, Doc, "OBS-ZH-REF")
        .says("A bucket with direct cold access uses archived objects as they are."),
    rule("OBS-STO-015", BOTH, Inferred, "OBS-STO-008")
        .says("A frozen object cannot be freed by copying it onto itself."),
    rule("OBS-STO-016", BOTH, Inferred, "AWS-S3")
        .says("Changing the class by a self copy takes REPLACE or a lenient service."),
    rule("OBS-RST-001", BOTH, Doc, "OBS-S3-RESTORE OBS-N-RESTORE")
        .says("A restore asks for 1 to 30 days and may name a tier, Standard being the default."),
    rule("OBS-RST-002", BOTH, Doc, "OBS-S3-RESTORE OBS-N-RESTORE")
        .says("The S3-compatible request has three tiers, the native one two."),
    rule("OBS-RST-003", BOTH, Doc, "OBS-S3-RESTORE OBS-N-RESTORE")
        .says("The first restore is answered with 202."),
    rule("OBS-RST-004", BOTH, Sdk, "OBS-SDK-JAVA")
        .says("Lengthening a restore is answered with 200 and moves its end."),
    rule("OBS-RST-005", BOTH, Doc, "OBS-S3-RESTORE OBS-N-RESTORE")
        .says("Shortening a restore is refused with 409 ObjectHasAlreadyRestored."),
    rule("OBS-RST-006", BOTH, Doc, "OBS-S3-RESTORE")
        .says("Restoring what is being restored is refused with 409 RestoreAlreadyInProgress."),
    rule("OBS-RST-007", BOTH, Doc, "OBS-S3-RESTORE OBS-N-RESTORE OBS-ZH-REF")
        .says("Restoring what is not archived is refused with 403 InvalidObjectState."),
    rule("OBS-RST-008", BOTH, Doc, "OBS-S3-RESTORE").says(
        "A number of days out of range is 400 InvalidArgument, an unreadable body 400 \
         MalformedXML.",
    ),
    rule("OBS-RST-009", BOTH, Doc, "OBS-S3-RESTORE")
        .says("Restoring a key whose latest entry is a delete marker is answered with 404."),
    rule("OBS-RST-010", BOTH, Doc, "OBS-S3-HEAD OBS-N-HEAD").says(
        "The restore header tells a restore that runs from one that has ended, with its expiry.",
    ),
    rule("OBS-RST-011", BOTH, Doc, "OBS-N-RESTORE OBS-UMN").says(
        "A restore adds a temporary duplicate; the object keeps its class and is frozen again \
         after it.",
    ),
    rule("OBS-ENC-001", BOTH, Doc, "OBS-SEED OBS-S3-COMPAT OBS-N-COPY").says(
        "A copy can be encrypted by KMS or a customer's key, and in the native family by the \
         service's own keys.",
    ),
    rule("OBS-ENC-002", BOTH, Seed, "OBS-SEED OBS-S3-COPY")
        .says("A copy cannot remove encryption: 400."),
    rule("OBS-ENC-003", BOTH, Doc, "OBS-N-COPY OBS-ZH-REF OBS-N-SSEIF OBS-S3-SSEIF").says(
        "The native page forbids removing encryption only for a self copy, and a table allows it \
         otherwise.",
    ),
    rule("OBS-ENC-004", S3, Doc, "OBS-S3-COPY")
        .says("An S3-compatible copy asks for KMS by `aws:kms` and may name a key."),
    rule("OBS-ENC-005", NATIVE, Doc, "OBS-N-SSEKMS").says(
        "A native copy asks for KMS by `kms`, may name a key, and is answered with the key's full \
         name.",
    ),
    rule("OBS-ENC-006", BOTH, Doc, "OBS-N-COPY")
        .says("KMS without a key uses the region's default key."),
    rule("OBS-ENC-007", NATIVE, Doc, "OBS-N-COPY")
        .says("`AES256` in a native copy asks for the service's own keys."),
    rule("OBS-ENC-008", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("A customer's key for the target comes in three headers, all of them or none."),
    rule("OBS-ENC-009", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY").says(
        "The key of a source under a customer's key comes in three headers of its own, and only \
         then.",
    ),
    rule("OBS-ENC-010", BOTH, Doc, "OBS-N-ERR")
        .says("A wrong key for the source is refused with 400 InvalidEncryptionAlgorithmError."),
    rule("OBS-ENC-011", BOTH, Doc, "OBS-S3-SSEKMS")
        .says("A source under KMS is read without headers by who may use its key."),
    rule("OBS-ENC-012", BOTH, Doc, "OBS-S3-COMPAT OBS-N-ERR")
        .says("A KMS key that is deleted or disabled is refused with 400 and a code for each."),
    rule("OBS-ENC-013", BOTH, Doc, "OBS-N-SSEIF OBS-ZH-REF").says("Encrypting a copy takes HTTPS."),
    rule("OBS-ENC-014", S3, Doc, "OBS-S3-SSEIF")
        .says("In the S3-compatible family KMS takes a signature of version 4."),
    rule("OBS-ENC-015", BOTH, Doc, "OBS-S3-SSEIF")
        .says("Copying a part to a customer's key takes HTTPS; for KMS either transport will do."),
    rule("OBS-ENC-016", BOTH, Inferred, "OBS-N-PUTENC AWS-S3").says(
        "The request, else the bucket's default, decides about encryption, and the source never \
         does.",
    ),
    rule("OBS-ENC-017", BOTH, Doc, "OBS-UMN")
        .says("Changing a bucket's default encryption leaves its objects as they are."),
    rule("OBS-ENC-018", BOTH, Inferred, "AWS-S3")
        .says("Asking for KMS and a customer's key at once is refused with 400."),
    rule("OBS-ENC-019", BOTH, Doc, "OBS-UMN")
        .says("An object that exists is neither encrypted nor decrypted in place."),
    rule("OBS-ENC-020", NATIVE, Doc, "OBS-HW-COPY")
        .says("One edition adds headers for a KMS cipher and for the project of a key."),
    rule("OBS-ENC-021", BOTH, Doc, "OBS-S3-PUT OBS-ZH-REF").says(
        "Pages differ on whether Content-MD5 is verified under encryption, which a copy never \
         shows.",
    ),
    rule("OBS-ENC-022", S3, Doc, "OBS-SWISS-COPY")
        .says("The Swiss edition of the copy page has no encryption."),
    rule("OBS-COND-001", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("With if-match the copy is made only if the source has that ETag, else 412."),
    rule("OBS-COND-002", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("With if-none-match the copy is made only if the source has another ETag, else 412."),
    rule("OBS-COND-003", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY").says(
        "With if-unmodified-since the copy is made only if the source has not changed since, else \
         412.",
    ),
    rule("OBS-COND-004", NATIVE, Doc, "OBS-N-COPY").says(
        "With if-modified-since the copy is made only if the source has changed since, else 412.",
    ),
    rule("OBS-COND-005", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("The S3 page and old native text give if-modified-since the opposite sense."),
    rule("OBS-COND-006", BOTH, Doc, "OBS-S3-COPY OBS-S3-GET")
        .says("A condition of a copy fails with 412 and never with 304."),
    rule("OBS-COND-007", BOTH, Doc, "OBS-N-COPY").says(
        "Two pairs of conditions may be combined: match with unmodified, none-match with modified.",
    ),
    rule("OBS-COND-008", BOTH, Doc, "OBS-N-COPY")
        .says("Other combinations are called unusable, and no page says how they are answered."),
    rule("OBS-COND-009", BOTH, Sdk, "OBS-SDKDOC-JAVA AWS-S3")
        .says("In a pair both conditions must hold by one manual, where others let if-match win."),
    rule("OBS-COND-010", NATIVE, Doc, "OBS-N-COPY")
        .says("A condition with a time in the future has no effect."),
    rule("OBS-COND-011", NATIVE, Doc, "OBS-N-COPY")
        .says("Times of conditions may have any of the three forms of HTTP."),
    rule("OBS-COND-012", BOTH, Inferred, "AWS-S3")
        .says("What an unreadable time does is not said."),
    rule("OBS-COND-013", BOTH, Inferred, "AWS-S3")
        .says("Times compare by whole seconds, and an equal one is not a change."),
    rule("OBS-COND-014", BOTH, Doc, "OBS-N-GET")
        .says("An ETag may be sent with or without quotes; a star is not mentioned."),
    rule("OBS-COND-015", S3, Doc, "OBS-S3-COMPAT")
        .says("Plain conditional headers of HTTP are reserved on an S3-compatible copy."),
    rule("OBS-COND-016", BOTH, Doc, "OBS-N-COPY")
        .says("Conditions look at the selected version of the source, not at the target."),
    rule("OBS-COND-017", NATIVE, Doc, "OBS-N-GET")
        .says("The document of a 412 names the header that failed."),
    rule("OBS-COND-018", BOTH, Doc, "OBS-N-PARTCOPY OBS-S3-PARTCOPY")
        .says("Native part copy has the four conditions; the S3 page lists none."),
    rule("OBS-COND-019", BOTH, Sdk, "OBS-SDKDOC-GO OBS-SDKDOC-JAVA")
        .says("SDK manuals swap the conditions on time and are not to be trusted there."),
    rule("OBS-WORM-001", BOTH, Doc, "OBS-S3-PUTBUCKET OBS-S3-PUTVER")
        .says("Object lock is chosen when a bucket is made and turns versioning on for good."),
    rule("OBS-WORM-002", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("A copy may set a lock by a mode and a date in the future, both or neither."),
    rule("OBS-WORM-003", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("A copy that sets no lock gets the bucket's default one."),
    rule("OBS-WORM-004", BOTH, Doc, "OBS-S3-COPY OBS-N-COPY")
        .says("The lock of the source is neither copied nor linked."),
    rule("OBS-WORM-005", BOTH, Doc, "OBS-S3-PUT")
        .says("A lock protects one version, so writing another never breaks it."),
    rule("OBS-WORM-006", BOTH, Doc, "OBS-S3-DELETE OBS-N-ERR").says(
        "A locked version cannot be deleted: 403; a plain delete adds a marker, which no lock \
         protects.",
    ),
    rule("OBS-WORM-007", BOTH, Doc, "OBS-S3-WORM-OBJ OBS-N-WORM-OBJ").says(
        "Setting retention in a bucket without object lock is refused with 400 InvalidRequest.",
    ),
    rule("OBS-WORM-008", BOTH, Doc, "OBS-N-WORM-OBJ")
        .says("Retention must end later than now and than before, else 400 InvalidRequest."),
    rule("OBS-WORM-009", BOTH, Doc, "OBS-N-WORM-OBJ")
        .says("A retention document that cannot be read is 400 MalformedObjectLockError."),
    rule("OBS-WORM-010", BOTH, Inferred, "AWS-S3")
        .says("What lock headers do on a copy into a bucket without object lock is not said."),
    rule("OBS-WORM-011", NATIVE, Doc, "OBS-ZH-REF")
        .says("Appending in a bucket with object lock is refused with 403."),
    rule("OBS-TAG-001", NATIVE, Doc, "OBS-N-COPY").says(
        "A tagging directive copies or replaces tags; without it the source's tags stay behind.",
    ),
    rule("OBS-TAG-002", NATIVE, Doc, "OBS-N-COPY")
        .says("Replacing tags without naming any leaves none."),
    rule("OBS-TAG-003", NATIVE, Doc, "OBS-N-COPY")
        .says("Tags are sent as URL-encoded pairs, where a missing value is an empty one."),
    rule("OBS-TAG-004", NATIVE, Inferred, "AWS-S3")
        .says("What happens to tags sent along with COPY is not said."),
    rule("OBS-TAG-005", NATIVE, Doc, "OBS-N-COPY").says(
        "Copying tags takes the right to read them on the source, adding tags the right to put \
         them.",
    ),
    rule("OBS-TAG-006", NATIVE, Doc, "OBS-N-TAG")
        .says("Tags have limits of length, characters and number, each refused with 400."),
    rule("OBS-TAG-009", NATIVE, Doc, "OBS-N-TAG")
        .says("Where tags are not available the answer is 405."),
    rule("OBS-TAG-007", NATIVE, Doc, "OBS-N-TAG")
        .says("Tag requests on a delete marker are answered with 404."),
    rule("OBS-TAG-008", S3, Inferred, "OBS-S3-COPY").says("The S3-compatible copy knows no tags."),
    rule("OBS-PART-001", BOTH, Doc, "OBS-S3-PARTCOPY OBS-N-PARTCOPY")
        .says("A part copy names its upload and a part number from 1 to 10000."),
    rule("OBS-PART-002", BOTH, Doc, "OBS-S3-PARTCOPY OBS-N-PARTCOPY").says(
        "A range of bytes, both ends included, selects what is copied, and without one all is.",
    ),
    rule("OBS-PART-003", S3, Sdk, "OBS-ISS-PHP10").says(
        "A range that is not of the form `bytes=first-last` is refused with 400 InvalidArgument.",
    ),
    rule("OBS-PART-004", BOTH, Inferred, "AWS-S3")
        .says("What a range beyond the source's end does is not said."),
    rule("OBS-PART-005", BOTH, Doc, "AWS-S3")
        .says("Success is 200 with a `CopyPartResult`, and only an ETag in it proves it."),
    rule("OBS-PART-006", BOTH, Doc, "AWS-S3")
        .says("Writing a part number again replaces the part."),
    rule("OBS-PART-007", BOTH, Doc, "OBS-N-PARTCOPY").says(
        "A part copy's page lists its checks, from authentication by way of rights to size and \
         number.",
    ),
    rule("OBS-PART-008", BOTH, Doc, "OBS-S3-MPU-PART")
        .says("Another page lists the checks differently, so no order follows from a list."),
    rule("OBS-PART-009", BOTH, Doc, "OBS-S3-MPU-PART")
        .says("A frozen source is refused for a part as for a copy."),
    rule("OBS-PART-010", NATIVE, Doc, "OBS-ZH-REF")
        .says("A part may come from a named version, and the sample shows no id of it."),
    rule("OBS-PART-011", BOTH, Inferred, "AWS-S3").says(
        "A part copy takes bytes only; metadata, ACL and tags come from the start of the upload.",
    ),
    rule("OBS-PART-012", BOTH, Doc, "OBS-S3-PARTCOPY OBS-N-PARTCOPY")
        .says("The two families print the time of a part differently."),
    rule("OBS-MPU-001", BOTH, Doc, "OBS-N-MPU-INIT").says(
        "What an assembled object will be, but for its bytes, is settled when the upload starts.",
    ),
    rule("OBS-MPU-002", BOTH, Doc, "OBS-S3-MPU-COMPLETE")
        .says("Completing lists parts in order with their ETags; each mistake has its own 400."),
    rule("OBS-MPU-003", BOTH, Doc, "OBS-S3-MPU-COMPLETE OBS-N-ERR").says(
        "Parts and objects have sizes, beyond which the answer is 400 EntityTooSmall or \
         EntityTooLarge.",
    ),
    rule("OBS-MPU-004", BOTH, Doc, "OBS-S3-MPU-COMPLETE OBS-N-MPU-COMPLETE")
        .says("An assembled object's ETag is a digest of its parts, a dash and their number."),
    rule("OBS-MPU-005", S3, Calculated, "OBS-S3-MPU-COMPLETE")
        .says("One sample's digest is taken over the ETag as text and not over its bytes."),
    rule("OBS-MPU-006", NATIVE, Doc, "OBS-N-MPU-COMPLETE")
        .says("Of several completed uploads the one that started last wins."),
    rule("OBS-MPU-007", BOTH, Doc, "OBS-S3-MPU-COMPLETE")
        .says("Completing in a bucket with versioning shows the version id."),
    rule("OBS-MPU-008", BOTH, Doc, "OBS-S3-MPU-ABORT")
        .says("Aborting is answered with 204, after which the upload is gone: 404 NoSuchUpload."),
    rule("OBS-PUT-001", BOTH, Doc, "OBS-S3-PUT")
        .says("An upload meets versions as a copy does and is answered with 200 and an ETag."),
    rule("OBS-PUT-002", BOTH, Doc, "OBS-N-ERR OBS-S3-ERR")
        .says("An upload has at most 5 GB, and its digest must be readable and right."),
    rule("OBS-PUT-003", BOTH, Doc, "OBS-S3-PUT OBS-N-PUT")
        .says("An upload has the settings of a copy."),
    rule("OBS-GET-001", BOTH, Doc, "OBS-S3-GET").says(
        "Reading a key whose latest entry is a marker is 404, with headers that name the marker.",
    ),
    rule("OBS-GET-002", BOTH, Doc, "OBS-S3-GET")
        .says("Reading a version shows its id; an object without one shows none."),
    rule("OBS-GET-003", BOTH, Doc, "OBS-S3-GET")
        .says("A failed condition of a read is 412 or 304, by the header."),
    rule("OBS-GET-004", BOTH, Doc, "OBS-S3-GET OBS-S3-COMPAT")
        .says("A range is answered with 206, one outside the object with 416 InvalidRange."),
    rule("OBS-GET-005", BOTH, Doc, "OBS-S3-GET OBS-S3-HEAD")
        .says("A frozen object cannot be read, but its HEAD tells the state of the restore."),
    rule("OBS-GET-006", BOTH, Doc, "OBS-S3-GET")
        .says("The class is shown only where it is not Standard."),
    rule("OBS-HEAD-001", NATIVE, Sdk, "OBS-SDK-JAVA OBS-SDK-GO")
        .says("Errors of HEAD have no body; the native family names them in headers."),
    rule("OBS-DEL-001", BOTH, Doc, "OBS-S3-DELETE")
        .says("A delete succeeds with 204 whether or not anything was there."),
    rule("OBS-DEL-002", BOTH, Doc, "OBS-S3-DELETE")
        .says("Without versioning a delete removes the object and shows no version."),
    rule("OBS-DEL-003", BOTH, Doc, "OBS-S3-DELETE")
        .says("With versioning a delete adds a marker with a new id and shows both."),
    rule("OBS-DEL-004", BOTH, Doc, "OBS-S3-DELETE").says(
        "With versioning suspended a delete puts a marker `null` in place of the object `null`.",
    ),
    rule("OBS-DEL-005", BOTH, Doc, "OBS-S3-DELETE OBS-UMN").says(
        "A delete of a version removes it for good, so that the next one may become the latest.",
    ),
    rule("OBS-DEL-006", BOTH, Doc, "OBS-N-DELETE")
        .says("Deleting a marker brings the object back; a sample has no header for it."),
    rule("OBS-DEL-007", BOTH, Doc, "OBS-S3-DELETE")
        .says("A delete with a query parameter that is not known is refused with 400."),
    rule("OBS-DEL-008", BOTH, Inferred, "AWS-S3")
        .says("With versioning even a delete of an absent key adds a marker."),
    rule("OBS-BATCH-001", BOTH, Doc, "OBS-S3-DELMULTI")
        .says("A batch deletes up to 1000 keys, needs its digest, and reports key by key."),
    rule("OBS-BATCH-002", BOTH, Doc, "OBS-S3-DELMULTI")
        .says("A batch reports markers made and markers removed, with their ids."),
    rule("OBS-BATCH-003", BOTH, Doc, "OBS-ZH-REF")
        .says("A batch that is not well formed is 400 MalformedXML."),
    rule("OBS-LIST-001", BOTH, Doc, "OBS-S3-LISTVER").says(
        "A list hides keys that end in a marker; a list of versions shows all, newest first.",
    ),
    rule("OBS-LIST-002", BOTH, Doc, "OBS-S3-LISTVER")
        .says("Entries written without versioning are listed with the id `null`."),
    rule("OBS-REN-001", NATIVE, Doc, "OBS-N-RENAME")
        .says("Renaming exists for parallel file systems only."),
    rule("OBS-APP-001", NATIVE, Calculated, "OBS-ZH-REF").says(
        "An append is answered with the digest of what it appended, and moves the object's time.",
    ),
    rule("OBS-APP-002", NATIVE, Doc, "OBS-ZH-REF OBS-UG").says(
        "By one page the copy of an appendable object is a normal one, by another it is \
         impossible.",
    ),
    rule("OBS-AUTH-001", S3, Doc, "OBS-S3-AUTH2")
        .says("The S3-compatible signature of version 2 covers the copy headers."),
    rule("OBS-AUTH-002", NATIVE, Doc, "OBS-N-AUTH")
        .says("The native signature is alike but for its scheme and prefix."),
    rule("OBS-AUTH-003", S3, Doc, "OBS-S3-AUTH4")
        .says("Signatures of version 4 belong to the S3-compatible family."),
    rule("OBS-AUTH-004", BOTH, Doc, "OBS-N-PARTCOPY OBS-N-ERR").says(
        "A wrong key or signature is 403, with one code by the tables and another by the pages.",
    ),
    rule("OBS-AUTH-005", BOTH, Doc, "OBS-N-ERR")
        .says("A clock more than 15 minutes off is refused with 403 RequestTimeTooSkewed."),
    rule("OBS-LIM-001", BOTH, Doc, "OBS-S3-NAME").says(
        "A bucket's name keeps to rules of length and characters, else 400 InvalidBucketName.",
    ),
    rule("OBS-LIM-002", BOTH, Doc, "OBS-N-COPY OBS-S3-ERR").says(
        "A copy is limited to 5 GB, and a code for too many copies is listed without a cause.",
    ),
    rule("OBS-LIM-003", BOTH, Doc, "OBS-N-ERR")
        .says("A bucket over its quota refuses with 403 InsufficientStorageSpace."),
    rule("OBS-CON-001", BOTH, Doc, "OBS-S3-CONC OBS-N-CONC")
        .says("What was answered with success is seen by every later read."),
    rule("OBS-CON-003", BOTH, Doc, "OBS-N-CONC")
        .says("Of concurrent writes to a key the one received last stays."),
    rule("OBS-CON-004", BOTH, Doc, "OBS-S3-CONC OBS-N-CONC")
        .says("A read that races with a write may get the old object or a part of it."),
    rule("OBS-CON-005", BOTH, Doc, "OBS-S3-CONC")
        .says("A write answered with 500, 503 or nothing may have happened or not."),
    rule("OBS-CON-002", BOTH, Doc, "OBS-N-ERR")
        .says("Conflict and overload have codes: 409, 503 and, in the native family, 429."),
    rule("OBS-PFS-001", NATIVE, Doc, "OBS-PFS OBS-N-ERR").says(
        "A parallel file system copies within its cluster and refuses what it lacks with 405.",
    ),
];

const QUESTIONS: &[Question] = &[
    asks("OBS-OQ-01", "In which order is a copy checked?"),
    asks("OBS-OQ-02", "Which code answers an unknown key or a wrong signature?"),
    asks("OBS-OQ-03", "Can a copy be anonymous where all may read and write?"),
    asks("OBS-OQ-04", "How is the copy source decoded and split?"),
    asks("OBS-OQ-05", "How is a copy source answered that cannot be read?"),
    asks("OBS-OQ-06", "How is a copy answered that has a body?"),
    asks("OBS-OQ-07", "Which code answers a source above 5 GB?"),
    asks("OBS-OQ-08", "How is a source in another region answered?"),
    asks("OBS-OQ-09", "Does the case of the directive count?"),
    asks("OBS-OQ-10", "What do metadata headers do without REPLACE?"),
    asks("OBS-OQ-11", "Which content type does REPLACE leave that names none?"),
    asks("OBS-OQ-12", "Does a copy take over the website redirect?"),
    asks("OBS-OQ-13", "Does another change excuse a self copy without REPLACE?"),
    asks("OBS-OQ-14", "Is an old version onto its own key a self copy?"),
    asks("OBS-OQ-15", "How is a delete marker as source version answered?"),
    asks("OBS-OQ-16", "How is a version id answered that cannot be one?"),
    asks("OBS-OQ-17", "What does a version id do in a bucket that never had versioning?"),
    asks("OBS-OQ-18", "When is the id of the source version shown?"),
    asks("OBS-OQ-19", "Is the version id `null` shown after a write into a suspended bucket?"),
    asks("OBS-OQ-20", "What is the body of a failed 200?"),
    asks("OBS-OQ-21", "Is an encrypted copy answered with XML or with headers alone?"),
    asks("OBS-OQ-22", "What is the ETag of the copy of an assembled object?"),
    asks("OBS-OQ-23", "What is the ETag of an encrypted copy?"),
    asks("OBS-OQ-24", "Is the copy's time that of its start or of its end?"),
    asks("OBS-OQ-25", "Which copies from an encrypted source to a plain target are refused?"),
    asks("OBS-OQ-26", "Does the bucket's default encryption hold for copies?"),
    asks("OBS-OQ-27", "How are wrong sets of headers for a customer's key answered?"),
    asks("OBS-OQ-28", "How is encryption without the transport or signature it needs answered?"),
    asks("OBS-OQ-29", "Is a class header honoured on a copy?"),
    asks("OBS-OQ-30", "What if the restored duplicate expires during the copy?"),
    asks("OBS-OQ-31", "Which sense does if-modified-since have?"),
    asks("OBS-OQ-32", "Must both conditions of a pair hold?"),
    asks("OBS-OQ-33", "How are unusable combinations of conditions answered?"),
    asks("OBS-OQ-34", "What does an unreadable or future time in a condition do?"),
    asks("OBS-OQ-35", "What do plain conditional headers do on a copy?"),
    asks("OBS-OQ-36", "How does the document of a 412 name the condition?"),
    asks("OBS-OQ-37", "In which forms does an ETag match?"),
    asks("OBS-OQ-38", "What do grant headers do, and does an ACL take a further right?"),
    asks("OBS-OQ-39", "Who owns the copy?"),
    asks("OBS-OQ-40", "Is an absent source hidden from who may not list?"),
    asks("OBS-OQ-41", "What do lock headers do in a bucket without object lock?"),
    asks("OBS-OQ-42", "How are wrong lock headers answered?"),
    asks("OBS-OQ-43", "What do tags do that are sent with COPY?"),
    asks("OBS-OQ-44", "Can an appendable object be copied?"),
    asks("OBS-OQ-45", "How is a range beyond the source answered?"),
    asks("OBS-OQ-46", "Over what is the ETag of an assembled object computed?"),
    asks("OBS-OQ-47", "Does a copy's 404 show the headers of the marker?"),
    asks("OBS-OQ-48", "Does deleting a marker show the marker header?"),
    asks("OBS-OQ-49", "Is NoSuchVersion 404 or 400?"),
    asks("OBS-OQ-50", "What does a copy make of a source that changes meanwhile?"),
    asks("OBS-OQ-51", "Which codes have the documented answers of a bare 400?"),
];

const PAGES: &[Page] = &[
    page("OBS-SEED", "OTC API reference, older build: PUT Object - Copy, topic 0031666033"),
    page("OBS-S3-COPY", "OTC S3 API: PUT Object - Copy, topic 0125560348"),
    page("OBS-S3-PARTCOPY", "OTC S3 API: Upload Part - Copy, topic 0125560361"),
    page("OBS-S3-PUT", "OTC S3 API: PUT Object, topic 0125560399"),
    page("OBS-S3-GET", "OTC S3 API: GET Object, topic 0125560336"),
    page("OBS-S3-HEAD", "OTC S3 API: HEAD Object, topic 0125560379"),
    page("OBS-S3-DELETE", "OTC S3 API: DELETE Object, topic 0125560459"),
    page("OBS-S3-DELMULTI", "OTC S3 API: DELETE Multiple Objects, topic 0125560366"),
    page("OBS-S3-RESTORE", "OTC S3 API: POST Object restore, topic 0125560388"),
    page("OBS-S3-PUTACL", "OTC S3 API: PUT Object acl, topic 0125560460"),
    page("OBS-S3-GETACL", "OTC S3 API: GET Object acl, topic 0125560291"),
    page("OBS-S3-PUTVER", "OTC S3 API: PUT Bucket versioning, topic 0125560444"),
    page("OBS-S3-GETVER", "OTC S3 API: GET Bucket versioning, topic 0125560345"),
    page("OBS-S3-LISTVER", "OTC S3 API: GET Bucket Object versions, topic 0125560273"),
    page("OBS-S3-LIST", "OTC S3 API: GET Bucket (List Objects), topic 0125560237"),
    page("OBS-S3-PUTSC", "OTC S3 API: PUT Bucket storagePolicy, topic 0125560403"),
    page("OBS-S3-GETSC", "OTC S3 API: GET Bucket storagePolicy, topic 0125560378"),
    page("OBS-S3-PUTENC", "OTC S3 API: PUT Bucket encryption, topic 0000001080838596"),
    page("OBS-S3-PUTBUCKET", "OTC S3 API: PUT Bucket, topic 0125560305"),
    page("OBS-S3-SSEKMS", "OTC S3 API: encryption by KMS, topic 0125560445"),
    page("OBS-S3-SSEC", "OTC S3 API: encryption by a customer's key, topic 0125560282"),
    page("OBS-S3-SSEIF", "OTC S3 API: interfaces of encryption, topic 0125560285"),
    page("OBS-S3-ACL", "OTC S3 API: ACL, topic 0125560406"),
    page("OBS-S3-POLICY", "OTC S3 API: bucket policy, topic 0125560422"),
    page("OBS-S3-ERR", "OTC S3 API: error codes, topic 0125560440"),
    page("OBS-S3-ERRSYN", "OTC S3 API: syntax of errors, topic 0125560307"),
    page("OBS-S3-REQHDR", "OTC S3 API: common request headers, topic 0125560462"),
    page("OBS-S3-RESPHDR", "OTC S3 API: common response headers, topic 0125560484"),
    page("OBS-S3-RESP", "OTC S3 API: requests and responses, topic 0125560255"),
    page("OBS-S3-NAME", "OTC S3 API: naming, topic 0125560349"),
    page("OBS-S3-COMPAT", "OTC S3 API: compatibility, topic 0125560315"),
    page("OBS-S3-CONC", "OTC S3 API: concurrency and consistency, topic 0125560365"),
    page("OBS-S3-AUTH2", "OTC S3 API: signatures of version 2, topic 0125560243"),
    page("OBS-S3-AUTH4", "OTC S3 API: signatures of version 4, topic 0125560310"),
    page("OBS-S3-MPU-INIT", "OTC S3 API: Initiate Multipart Upload, topic 0125560339"),
    page("OBS-S3-MPU-PART", "OTC S3 API: Upload Part, topic 0125560486"),
    page("OBS-S3-MPU-COMPLETE", "OTC S3 API: Complete Multipart Upload, topic 0125560338"),
    page("OBS-S3-MPU-ABORT", "OTC S3 API: Abort Multipart Upload, topic 0125560402"),
    page("OBS-S3-MPU-LISTPARTS", "OTC S3 API: List Parts, topic 0125560266"),
    page("OBS-S3-WORM-OBJ", "OTC S3 API: retention of an object, topic 0000001806154009"),
    page("OBS-S3-WORM-BUCKET", "OTC S3 API: object lock of a bucket, topic 0000001806313033"),
    page("OBS-N-COPY", "OTC API reference: Copying an Object, obs_04_0082"),
    page("OBS-N-PARTCOPY", "OTC API reference: Copying Parts, obs_04_0100"),
    page("OBS-N-PUT", "OTC API reference: Uploading Objects - PUT, obs_04_0080"),
    page("OBS-N-GET", "OTC API reference: Downloading Objects, obs_04_0083"),
    page("OBS-N-HEAD", "OTC API reference: Querying Object Metadata, obs_04_0084"),
    page("OBS-N-DELETE", "OTC API reference: Deleting an Object, obs_04_0085"),
    page("OBS-N-DELMULTI", "OTC API reference: Deleting Objects, obs_04_0086"),
    page("OBS-N-RESTORE", "OTC API reference: Restoring Objects, obs_04_0087"),
    page("OBS-N-PUTACL", "OTC API reference: Configuring an Object ACL, obs_04_0089"),
    page("OBS-N-GETACL", "OTC API reference: Obtaining an Object ACL, obs_04_0090"),
    page("OBS-N-META", "OTC API reference: Modifying Object Metadata, obs_04_0091"),
    page("OBS-N-RENAME", "OTC API reference: Renaming an Object, obs_04_0094"),
    page("OBS-N-TAG", "OTC API reference: object tags, obs_04_0172"),
    page("OBS-N-PUTVER", "OTC API reference: Configuring Versioning, obs_04_0037"),
    page("OBS-N-GETVER", "OTC API reference: Obtaining Versioning, obs_04_0038"),
    page("OBS-N-PUTSC", "OTC API reference: Configuring a Bucket's Storage Class, obs_04_0044"),
    page("OBS-N-GETSC", "OTC API reference: Obtaining a Bucket's Storage Class, obs_04_0045"),
    page("OBS-N-PUTENC", "OTC API reference: Configuring Bucket Encryption, obs_04_0062"),
    page("OBS-N-LIST", "OTC API reference: Listing Objects, obs_04_0022"),
    page("OBS-N-PUTBUCKET", "OTC API reference: Creating a Bucket, obs_04_0021"),
    page("OBS-N-PAYER", "OTC API reference: requester pays, obs_04_0068"),
    page("OBS-N-BACL", "OTC API reference: Configuring a Bucket ACL, obs_04_0030"),
    page("OBS-N-SSE", "OTC API reference: Server-Side Encryption, obs_04_0105"),
    page("OBS-N-SSEKMS", "OTC API reference: SSE-KMS, obs_04_0106"),
    page("OBS-N-SSEOBS", "OTC API reference: SSE-OBS, obs_04_0173"),
    page("OBS-N-SSEC", "OTC API reference: SSE-C, obs_04_0107"),
    page("OBS-N-SSEIF", "OTC API reference: interfaces of encryption, obs_04_0108"),
    page("OBS-N-MPU-INIT", "OTC API reference: Initiating a Multipart Upload, obs_04_0098"),
    page("OBS-N-MPU-PART", "OTC API reference: Uploading Parts, obs_04_0099"),
    page("OBS-N-MPU-COMPLETE", "OTC API reference: Completing a Multipart Upload, obs_04_0102"),
    page("OBS-N-MPU-ABORT", "OTC API reference: Canceling a Multipart Upload, obs_04_0103"),
    page("OBS-N-MPU-LISTPARTS", "OTC API reference: Listing Uploaded Parts, obs_04_0101"),
    page("OBS-N-WORM-OBJ", "OTC API reference: retention of an object, obs_04_0166"),
    page("OBS-N-WORM-BUCKET", "OTC API reference: object lock of a bucket, obs_04_0167"),
    page("OBS-N-ERR", "OTC API reference: Error Codes, obs_04_0115"),
    page("OBS-N-REQ", "OTC API reference: Constructing a Request, obs_04_0007"),
    page("OBS-N-RESPHDR", "OTC API reference: Returned Values, obs_04_0013"),
    page("OBS-N-AUTH", "OTC API reference: authentication in a header, obs_04_0010"),
    page("OBS-N-IAM", "OTC API reference: actions and permissions, obs_04_0112"),
    page("OBS-N-CONC", "OTC API reference: consistency of concurrent operations, obs_04_0118"),
    page("OBS-HW-COPY", "Huawei Cloud API reference: Copying an Object, obs_04_0082"),
    page("OBS-ZH-REF", "Huawei Cloud API reference in Chinese, state of 2024-04-01"),
    page("OBS-RU-COPY", "Huawei Cloud, Russian site: copying an object, topic 0071882280"),
    page("OBS-SWISS-COPY", "Swiss OTC, S3 API: PUT Object - Copy, topic 0125560348"),
    page("OBS-UG", "Huawei Cloud OBS user guide: copying objects, obs_41_0020"),
    page("OBS-UMN", "OTC OBS user manual"),
    page("OBS-PFS", "Huawei Cloud, parallel file system guide, obs_13_0004"),
    page("OBS-SDKDOC-JAVA", "Huawei Cloud, Java SDK guide: copying an object, obs_21_1005"),
    page("OBS-SDKDOC-GO", "Huawei Cloud, Go SDK guide: copying an object, obs_33_0368"),
    page("OBS-SDK-GO", "huaweicloud-sdk-go-obs, its source"),
    page("OBS-SDK-PY", "huaweicloud-sdk-python-obs, its source and tests"),
    page("OBS-SDK-JAVA", "huaweicloud-sdk-java-obs, its source"),
    page("OBS-SDK-C", "huaweicloud-sdk-c-obs, its source"),
    page("OBS-SDK-PHP", "huaweicloud-sdk-php-obs, its source"),
    page("OBS-ISS-PHP10", "huaweicloud-sdk-php-obs, issue 10"),
    page("OBS-ISS-JAVA101", "huaweicloud-sdk-java-obs, issue 101"),
    page("OBS-ISS-TF", "OTC Terraform provider, issues 1886 and 2593"),
    page("OBS-ISS-AWSGO", "aws-sdk-go-v2, issue 2834"),
    page("AWS-S3", "Amazon S3 API reference: CopyObject (comparison)"),
    page("AWS-VGW", "versitygw, pull request 2417: recorded AWS answers (comparison)"),
    page("CEPH-RGW", "Ceph RGW, its source (comparison)"),
    page("RFC-2616", "RFC 2616, HTTP/1.1"),
];
