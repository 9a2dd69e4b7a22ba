//! Hitachi HCP: the catalogue of its rules, questions and pages.
//!
//! A rule tells the releases in whose manuals it was seen, or none where it was inferred. Ids,
//! releases and sources are those of the rulebook; the sentences are this file's own. What begins
//! with `HCP-X-` is a place where the manuals contradict themselves or each other.

use super::Evidence::{Doc, Inferred, Seed};
use super::{Catalogue, Page, Question, Rule, asks, page, rule};

/// All that is catalogued of this vendor.
pub(in super::super) const CATALOGUE: Catalogue =
    Catalogue { rules: RULES, questions: QUESTIONS, pages: PAGES };

const RULES: &[Rule] = &[
    rule("HCP-ADR-001", "7.1–9.7", Seed, "HCP-SEED").says(
        "A PUT with a copy-source header copies to the key it addresses; without the header it \
         stores.",
    ),
    rule("HCP-ADR-002", "7.x–9.7", Doc, "HCP-01S-COMMON HCP-92-COMMON")
        .says("The bucket may be the first label of `Host`, and the path then is the key."),
    rule("HCP-ADR-003", "7.x–9.7", Doc, "HCP-01S-COMMON HCP-92-COMMON")
        .says("The bucket may be the first segment of the path, with the tenant in `Host`."),
    rule("HCP-ADR-004", "7.1–9.7", Seed, "HCP-SEED HCP-97-COPY")
        .says("Source and target may lie in two buckets, but only of one tenant."),
    rule("HCP-ADR-005", "7.1–9.7", Seed, "HCP-SEED")
        .says("The target may have another name than the source."),
    rule("HCP-ADR-006", "", Inferred, "HCP-ADR-004 HCP-LIM-004").says(
        "The source's bucket is sought in the tenant of the request; elsewhere it cannot be found.",
    ),
    rule("HCP-ADR-007", "7.x–9.0", Doc, "HCP-01S-STAT HCP-734-STAT HCP-82-STAT HCP-90-STAT")
        .says("A source bucket that does not exist is answered with 404, and nothing is stored."),
    rule("HCP-ADR-008", "", Inferred, "HCP-90-PUTSTAT HCP-90-ERRBODY")
        .says("A target bucket that does not exist is answered with 404 NoSuchBucket."),
    rule("HCP-ADR-009", "7.x–9.0", Doc, "HCP-734-STAT HCP-82-STAT")
        .says("Where either bucket has this interface switched off the answer is 403."),
    rule("HCP-ADR-010", "7.1", Seed, "HCP-SEED").says(
        "The target has the bytes of the selected source version, and the request brings none.",
    ),
    rule("HCP-ADR-011", "", Inferred, "AWS-S3")
        .says("A copy leaves its source as it was, unless the source is also the target."),
    rule("HCP-ADR-012", "7.x–9.2", Doc, "HCP-82-HDR HCP-92-COND")
        .says("A copy that fails makes no version and changes no metadata."),
    rule("HCP-ADR-013", "7.1–9.7", Seed, "HCP-SEED")
        .says("The ACL of a copy is set by headers; a body for it is forbidden."),
    rule("HCP-SRC-001", "7.x–9.0", Doc, "HCP-03-HDR HCP-82-HDR").says(
        "The copy source is a slash, the bucket, a slash, the key and perhaps `?versionId=`.",
    ),
    rule("HCP-SRC-002", "7.x–9.0", Doc, "HCP-03-HDR HCP-82-HDR")
        .says("The slash in front of the copy source is called necessary."),
    rule("HCP-SRC-003", "7.x–9.0", Doc, "HCP-03-HDR HCP-82-HDR")
        .says("The case of `versionId` in the copy source does not count."),
    rule("HCP-SRC-004", "7.x–9.0", Doc, "HCP-82-HDR")
        .says("The version that is named has to be one of the source's."),
    rule("HCP-SRC-005", "7.1–9.7", Seed, "HCP-SEED")
        .says("A source without a version stands for its current one."),
    rule("HCP-SRC-006", "7.1–9.7", Seed, "HCP-SEED")
        .says("A version can be named while the source's bucket has versioning enabled."),
    rule("HCP-SRC-007", "7.1–9.0", Seed, "HCP-SEED HCP-82-HDR")
        .says("With versioning enabled an unknown or unreadable version is answered with 404."),
    rule("HCP-SRC-008", "7.2–9.0", Doc, "HCP-03-HDR HCP-82-HDR")
        .says("Without versioning a named version is passed over and the current one copied."),
    rule("HCP-SRC-009", "7.1–9.7", Seed, "HCP-SEED HCP-90-COPY HCP-92-COPY HCP-97-COPY").says(
        "A delete marker named as the source version is refused, with 404 or, from 9.0 to 9.2, \
         with 503.",
    ),
    rule("HCP-SRC-010", "8.2–9.7", Doc, "HCP-82-STAT HCP-90-COPY HCP-97-COPY")
        .says("A source whose current version is a delete marker is answered with 404."),
    rule("HCP-SRC-011", "7.x", Doc, "HCP-734-STAT HCP-90-ERRBODY")
        .says("A source that never existed is answered with 404 NoSuchKey."),
    rule("HCP-SRC-012", "", Inferred, "HCP-92-DEL")
        .says("A version that was pruned or purged is as if it had never been: 404."),
    rule("HCP-SRC-013", "8.2–9.0", Doc, "HCP-82-STAT HCP-90-STAT")
        .says("A source whose bytes are on another system is refused with 403."),
    rule("HCP-SRC-014", "8.2–9.0", Doc, "HCP-82-STAT HCP-90-STAT")
        .says("A source that is being deleted is refused with 403."),
    rule("HCP-SRC-015", "", Inferred, "HCP-90-GETSTAT").says("A folder is no source: 404."),
    rule("HCP-SRC-016", "", Inferred, "HCP-97-NAMES AWS-S3 HCP-SDK")
        .says("The copy source is percent-decoded before it is looked up."),
    rule("HCP-SRC-017", "", Inferred, "HCP-97-NAMES").says(
        "A question mark in a source's name has to be encoded, for it separates the version.",
    ),
    rule("HCP-TGT-001", "7.1–9.7", Seed, "HCP-SEED")
        .says("Copying to a name that is not used makes the object, with 200."),
    rule("HCP-TGT-002", "7.1–9.7", Doc, "HCP-71-VER HCP-97-VER HCP-82-EX1").says(
        "With versioning a copy onto an object adds a version, and the current one becomes old.",
    ),
    rule("HCP-TGT-003", "7.x–9.0", Doc, "HCP-01S-STAT HCP-734-STAT HCP-82-STAT HCP-90-STAT").says(
        "Without versioning a copy onto an object is refused with 409 unless it says REPLACE.",
    ),
    rule("HCP-TGT-004", "7.x–9.0", Doc, "HCP-00-EX3 HCP-82-EX3 HCP-90-EX3")
        .says("Without versioning a self copy with REPLACE changes the metadata in place."),
    rule("HCP-TGT-005", "", Inferred, "HCP-TGT-003 HCP-82-PROHIB").says(
        "What REPLACE does onto another object without versioning is not said; data is not lost \
         elsewhere.",
    ),
    rule("HCP-TGT-006", "7.x–9.0", Doc, "HCP-01S-STAT HCP-82-STAT")
        .says("A folder of the target's name makes the answer 409."),
    rule("HCP-TGT-007", "7.1–9.7", Seed, "HCP-SEED")
        .says("The target has a version id of its own."),
    rule("HCP-TGT-008", "7.1–9.7", Doc, "HCP-71-VER HCP-97-NSVER")
        .says("Version ids of one object grow, though not by one."),
    rule("HCP-TGT-009", "9.2–9.7", Doc, "HCP-92-DEL HCP-97-DEL").says(
        "With versioning a self copy without REPLACE adds a version, which is how an old one is \
         recovered.",
    ),
    rule("HCP-TGT-010", "", Inferred, "")
        .says("With versioning even the current version can be copied onto itself."),
    rule("HCP-TGT-011", "", Inferred, "HCP-82-EX3")
        .says("With versioning a self copy with REPLACE adds a version that has the new metadata."),
    rule("HCP-TGT-012", "7.x–9.0", Doc, "HCP-TGT-003")
        .says("Without versioning a self copy without REPLACE is refused with 409."),
    rule("HCP-TGT-013", "", Inferred, "HCP-92-DEL")
        .says("A name whose current version is a delete marker counts as not used."),
    rule("HCP-TGT-014", "9.7", Doc, "HCP-97-OVERWRITE")
        .says("With the overwrite option a PUT onto an object without versioning replaces it."),
    rule("HCP-TGT-015", "9.7", Doc, "HCP-97-OVERWRITE")
        .says("The overwrite option is off at first, and a PUT onto an object then gives 409."),
    rule("HCP-TGT-016", "9.7", Doc, "HCP-97-OVERWRITE")
        .says("The overwrite option rests while versioning is enabled."),
    rule("HCP-TGT-017", "9.7", Doc, "HCP-97-OVERWRITE")
        .says("Overwriting leaves only the metadata that the request brings."),
    rule("HCP-TGT-018", "9.7", Doc, "HCP-97-OVERWRITE")
        .says("The overwrite option does not reach objects under retention."),
    rule("HCP-TGT-019", "", Inferred, "").says("The overwrite option holds for copies too."),
    rule("HCP-TGT-020", "7.x", Doc, "HCP-01S-STAT HCP-734-STAT")
        .says("A copy for which its target's bucket lacks the space is answered with 413."),
    rule("HCP-TGT-021", "", Inferred, "HCP-97-SLASH")
        .says("A slash in the target's name makes the folder before it."),
    rule("HCP-TGT-022", "9.7", Doc, "HCP-97-NAMES")
        .says("A name that ends with a slash is a folder, and an upload to it stores no object."),
    rule("HCP-TGT-023", "", Inferred, "HCP-90 HCP-71-RET").says(
        "A copy has its bucket's defaults and none of the source's retention, hold, shredding or \
         indexing.",
    ),
    rule("HCP-VER-001", "9.0–9.7", Doc, "HCP-90-VER")
        .says("The status reads `Enabled` while versioning is on."),
    rule("HCP-VER-002", "9.0–9.7", Doc, "HCP-90-VER")
        .says("The status reads `Suspended` once versioning was turned off again."),
    rule("HCP-VER-003", "9.0–9.7", Doc, "HCP-90-VER")
        .says("A bucket that never had versioning shows no status."),
    rule("HCP-VER-004", "", Inferred, "")
        .says("For objects a suspended bucket is one without versioning."),
    rule("HCP-VER-019", "7.1–9.7", Doc, "HCP-71-VER HCP-97-NSVER")
        .says("No version is called `null`: without versioning ids are integers too."),
    rule("HCP-VER-005", "7.1–9.7", Doc, "HCP-71-VER HCP-90-VER")
        .says("The status is the bucket owner's to read and set, and the tenant's to forbid."),
    rule("HCP-VER-006", "7.1–9.7", Doc, "HCP-71-VER HCP-97-VER").says(
        "Versioning and some other protocols exclude each other; turning it off is always \
         possible.",
    ),
    rule("HCP-VER-007", "7.1–9.7", Doc, "HCP-71-VER")
        .says("Turning versioning off keeps old versions and makes no new ones."),
    rule("HCP-VER-008", "7.1–9.7", Doc, "HCP-71-VER HCP-97-VER")
        .says("Without versioning a read of an old version gets the current one."),
    rule("HCP-VER-009", "7.1–9.7", Doc, "HCP-71-VER HCP-97-NSVER")
        .says("Every object has a version id, an integer."),
    rule("HCP-VER-010", "7.1–9.7", Doc, "HCP-71-VER")
        .says("Data and metadata belong to one version, and only those of the current one change."),
    rule("HCP-VER-011", "7.1–9.7", Doc, "HCP-71-VER HCP-97-VER")
        .says("A new owner owns all versions."),
    rule("HCP-VER-012", "9.7", Doc, "HCP-97-NSNEW")
        .says("Storing makes a version; changing metadata or ACL makes none."),
    rule("HCP-VER-013", "7.1–9.7", Doc, "HCP-71-VER")
        .says("An object under retention or on hold gets no new version."),
    rule("HCP-VER-014", "9.7", Doc, "HCP-97-NSNEW")
        .says("An object whose retention is still unspecified gets no new version either."),
    rule("HCP-VER-015", "9.2–9.7", Doc, "HCP-92-VERPOL HCP-97-NSVER")
        .says("Pruning deletes old versions by age, but neither the newest nor one on hold."),
    rule("HCP-VER-016", "8.2–9.7", Doc, "HCP-82-DEL")
        .says("A delete marker has an id and nothing else."),
    rule("HCP-VER-017", "8.2–9.7", Doc, "HCP-97-LIST")
        .says("Versions are listed by name, and those of a name by time."),
    rule("HCP-VER-018", "9.7", Doc, "HCP-97-NSVER").says("A folder has no versions."),
    rule("HCP-META-001", "7.1–9.7", Seed, "HCP-SEED")
        .says("Without a directive the copy has the custom metadata of the source version."),
    rule("HCP-META-002", "7.1–9.7", Seed, "HCP-SEED")
        .says("REPLACE makes the metadata headers of the request the copy's metadata."),
    rule("HCP-META-003", "about 9.7", Inferred, "HCP-3P AWS-S3")
        .says("The directive is COPY, the default, or REPLACE."),
    rule("HCP-META-004", "", Inferred, "HCP-SEED")
        .says("Metadata headers without REPLACE do nothing."),
    rule("HCP-META-005", "", Inferred, "HCP-META-010")
        .says("REPLACE without metadata leaves none."),
    rule("HCP-META-006", "", Inferred, "AWS-S3")
        .says("Any other directive is refused with 400 InvalidArgument."),
    rule("HCP-META-007", "7.3–9.7", Doc, "HCP-731-META HCP-97-META")
        .says("Custom metadata is kept as an XML annotation with an element for each name."),
    rule("HCP-META-008", "7.3–9.7", Doc, "HCP-731-META HCP-97-METAUSE").says(
        "Characters that an element's name cannot have become underscores, also in what is \
         returned.",
    ),
    rule("HCP-META-009", "7.3–9.7", Doc, "HCP-731-META HCP-97-META")
        .says("An empty value stores nothing."),
    rule("HCP-META-010", "7.3–9.7", Doc, "HCP-731-META HCP-97-META")
        .says("Only empty values leave no annotation."),
    rule("HCP-META-011", "7.3–9.7", Doc, "HCP-731-META HCP-97-META")
        .says("A request may give a name several times."),
    rule("HCP-META-021", "9.7", Doc, "HCP-97-METAGET").says(
        "Several values of one property are returned with commas between them in a single header.",
    ),
    rule("HCP-META-022", "", Inferred, "HCP-META-011 HCP-META-021 AWS-S3")
        .says("Repeated names are joined by commas, in the order of the request."),
    rule("HCP-META-012", "7.3–9.7", Doc, "HCP-733-META HCP-97-METAUSE")
        .says("Names and values together have at most 2 KB of UTF-8."),
    rule("HCP-META-013", "", Inferred, "AWS-S3")
        .says("More metadata than that is refused with 400."),
    rule("HCP-META-014", "7.3", Doc, "HCP-733-META").says(
        "An annotation of another making that cannot be read is announced by a header instead.",
    ),
    rule("HCP-META-015", "9.7", Doc, "HCP-97-METAUSE").says(
        "Metadata does not pass from one version to the next: what a store does not bring is not \
         there.",
    ),
    rule("HCP-META-016", "9.7", Doc, "HCP-97-METAUSE")
        .says("Old versions keep their custom metadata for good."),
    rule("HCP-META-017", "7.3–9.7", Doc, "HCP-733-META HCP-97-METAUSE").says(
        "Under retention the bucket decides what may happen to metadata, at first only adding.",
    ),
    rule("HCP-META-018", "7.3–9.0", Doc, "HCP-734-HEADRESP HCP-90-HEADRESP").says(
        "A content type is the one stored, else by the name, else `application/octet-stream`.",
    ),
    rule("HCP-META-019", "8.2–9.0", Doc, "HCP-82-HDR")
        .says("A content type on a copy declares that of the copied data."),
    rule("HCP-META-020", "7.x–9.2", Doc, "HCP-01S-COMMON HCP-92-COMMON")
        .says("Case is ignored in header names and may count in values."),
    rule("HCP-ACL-001", "7.1–9.7", Seed, "HCP-SEED").says("A copy never has the source's ACL."),
    rule("HCP-ACL-002", "7.1–9.7", Seed, "HCP-SEED")
        .says("The headers of a copy can set the target's ACL."),
    rule("HCP-ACL-003", "7.3–9.7", Doc, "HCP-731-ACL HCP-92-CANNED HCP-97-ACLHDR")
        .says("One header names one of six canned ACLs, in the right case."),
    rule("HCP-ACL-004", "7.3–9.7", Doc, "HCP-734-ACLHDR HCP-97-ACLHDR")
        .says("Five grant headers list grantees by type and name."),
    rule("HCP-ACL-005", "7.3–9.7", Doc, "HCP-97-ACLHDR")
        .says("A grantee has one of three types, in the right case."),
    rule("HCP-ACL-006", "7.3–9.7", Doc, "HCP-97-ACLHDR")
        .says("Users and the two groups can be named as e-mail addresses, users also by id."),
    rule("HCP-ACL-007", "9.2", Doc, "HCP-92-GRANTEE")
        .says("The two groups have URIs, whose last word counts by case."),
    rule("HCP-ACL-008", "7.3–9.7", Doc, "HCP-97-ACLHDR")
        .says("A canned ACL and grant headers do not go together."),
    rule("HCP-ACL-009", "7.1–9.7", Seed, "HCP-SEED")
        .says("An invalid ACL is answered with 400 or 501 and nothing is copied."),
    rule("HCP-ACL-010", "7.x–9.0", Doc, "HCP-734-STAT HCP-82-STAT HCP-90-STAT")
        .says("An invalid grantee is refused with 400."),
    rule("HCP-ACL-011", "", Inferred, "HCP-731-PUTSTAT HCP-90-PUTSTAT HCP-90-MPUINIT")
        .says("A canned ACL that is not listed is refused with 501 on a copy."),
    rule("HCP-ACL-012", "8.2", Doc, "HCP-82-ACLSTAT")
        .says("In the request that sets an ACL the same mistake is 400."),
    rule("HCP-ACL-013", "8.2", Doc, "HCP-82-ACLSTAT")
        .says("A type of grantee that is not known is refused with 400."),
    rule("HCP-ACL-014", "8.2", Doc, "HCP-82-ACLSTAT")
        .says("Too many grants, or one that is given twice, are refused with 400."),
    rule("HCP-ACL-015", "7.3–9.7", Doc, "HCP-734-ACL HCP-97-ACLPERM")
        .says("Only a permission that one holds can be granted."),
    rule("HCP-ACL-016", "7.3–9.7", Doc, "HCP-734-ACL HCP-97-ACLPERM").says(
        "Each permission stands for some of browsing, reading, writing, deleting and both ACL \
         rights.",
    ),
    rule("HCP-ACL-017", "", Inferred, "HCP-97-ACLPERM")
        .says("Without ACL headers the copy grants nothing but its owner's full control."),
    rule("HCP-ACL-018", "9.7", Doc, "HCP-97-ACLPUT")
        .says("Setting the ACL of the current version sets it for all versions."),
    rule("HCP-ACL-019", "7.3–9.7", Doc, "HCP-733-ACL HCP-97-ACLPUT")
        .says("Headers leave the owner; only an ACL in a body changes it."),
    rule("HCP-ACL-020", "8.2", Doc, "HCP-82-ACLSTAT")
        .says("A bucket without ACLs refuses with 403."),
    rule("HCP-OWN-001", "7.1–9.7", Seed, "HCP-SEED").says("The copy belongs to who asked for it."),
    rule("HCP-OWN-002", "7.1–9.7", Seed, "HCP-SEED")
        .says("A copy that nobody signed belongs to nobody."),
    rule("HCP-OWN-003", "", Inferred, "HCP-OWN-001 HCP-OWN-002")
        .says("The source's owner has no bearing on the copy's."),
    rule("HCP-OWN-004", "7.x–9.0", Doc, "HCP-01S-LIST HCP-90-LIST")
        .says("What has no owner is listed under `nobody`, as folders are."),
    rule("HCP-OWN-005", "7.x–9.0", Doc, "HCP-01S-LIST")
        .says("Owners from a directory are listed with their domain."),
    rule("HCP-OWN-006", "", Inferred, "").says("Replacing metadata in place leaves the owner."),
    rule("HCP-OWN-007", "", Inferred, "HCP-OWN-001 HCP-VER-011")
        .says("A copy that adds a version makes its sender the owner of all versions."),
    rule("HCP-COND-001", "7.1–9.2", Doc, "HCP-92-COND")
        .says("Four headers put conditions on the source version."),
    rule("HCP-COND-002", "7.x–9.2", Doc, "HCP-734-STAT HCP-92-COND")
        .says("A copy is made if all its conditions hold; else the answer is 412, never 304."),
    rule("HCP-COND-003", "7.x–9.0", Doc, "HCP-03-HDR HCP-82-HDR")
        .says("If-match holds when the source's ETag is among those listed."),
    rule("HCP-COND-004", "7.x–9.0", Doc, "HCP-734-STAT")
        .says("If-none-match fails when the source's ETag is among those listed."),
    rule("HCP-COND-005", "7.x–9.0", Doc, "HCP-734-STAT HCP-734-HEADREQ")
        .says("If-modified-since holds only for a source changed later than the date."),
    rule("HCP-COND-006", "7.x–9.0", Doc, "HCP-734-STAT")
        .says("If-unmodified-since fails only for a source changed later than the date."),
    rule("HCP-COND-007", "7.x–9.0", Doc, "HCP-03-HDR HCP-82-HDR")
        .says("ETags are listed in quotes with commas between."),
    rule("HCP-COND-008", "7.x–9.0", Doc, "HCP-03-HDR HCP-90-PARTHDR")
        .says("A star alone matches every ETag."),
    rule("HCP-COND-009", "", Inferred, "")
        .says("A star in if-none-match fails for every source there is."),
    rule("HCP-COND-010", "7.x–9.2", Doc, "HCP-92-COND")
        .says("Conditions on ETags come before those on dates."),
    rule("HCP-COND-011", "9.2", Doc, "HCP-92-COND")
        .says("Of a repeated condition only the first counts."),
    rule("HCP-COND-012", "7.x, 9.0", Doc, "HCP-03-ERR HCP-90-PARTSTAT").says(
        "Conditions that conflict, as both on ETags do, are refused with 400 InvalidArgument.",
    ),
    rule("HCP-COND-013", "", Inferred, "")
        .says("Both conditions on dates may come together, and then both must hold."),
    rule("HCP-COND-014", "7.3", Doc, "HCP-734-HEADREQ HCP-00-EX1")
        .says("Dates may have any of three forms, with GMT or an offset of zero."),
    rule("HCP-COND-015", "", Inferred, "").says("A date that cannot be read is passed over."),
    rule("HCP-COND-016", "", Inferred, "HCP-82-EX1 HCP-90-PARTEX")
        .says("A single ETag may come without quotes."),
    rule("HCP-COND-017", "7.x–9.2", Doc, "HCP-92-COND")
        .says("Conditions look at the version that was selected."),
    rule("HCP-COND-018", "9.2", Doc, "HCP-92-COND")
        .says("If-match that holds does not excuse if-unmodified-since that fails."),
    rule("HCP-COND-019", "", Inferred, "")
        .says("Plain conditional headers mean nothing on a copy."),
    rule("HCP-COND-020", "7.3–9.7", Doc, "HCP-92-CONDGET")
        .says("Conditions of a read fail with 412 or 304, by the header."),
    rule("HCP-PERM-001", "7.1–9.7", Seed, "HCP-SEED")
        .says("A copy takes the right to read the source's bucket or the source."),
    rule("HCP-PERM-002", "7.1–9.7", Seed, "HCP-SEED")
        .says("A copy takes the right to write into the target's bucket."),
    rule("HCP-PERM-003", "7.x–9.0", Doc, "HCP-734-STAT HCP-82-STAT")
        .says("Who may not store in the target's bucket gets 403."),
    rule("HCP-PERM-004", "7.x–9.0", Doc, "HCP-734-STAT").says("Invalid credentials get 403."),
    rule("HCP-PERM-005", "", Inferred, "HCP-97-HEAD HCP-90-ERR")
        .says("Who may not read the source gets 403 AccessDenied."),
    rule("HCP-PERM-006", "7.3–9.7", Doc, "HCP-734-PERM HCP-97-PERM")
        .says("Reading includes old versions, metadata and browsing."),
    rule("HCP-PERM-007", "7.3–9.7", Doc, "HCP-734-PERM HCP-90-HOLD")
        .says("Writing includes metadata; a hold takes the privileged right besides."),
    rule("HCP-PERM-008", "9.2", Doc, "HCP-92-CREDS HCP-03-ERR")
        .says("An unknown key and a wrong signature have codes of their own, both with 403."),
    rule("HCP-PERM-009", "7.x–9.0", Doc, "HCP-03-ERR HCP-90-ERR")
        .says("Disabled accounts, lacking rights and operations not offered are 403 AccessDenied."),
    rule("HCP-PERM-010", "9.0", Doc, "HCP-90-ERR")
        .says("Where a user is needed and none is given the answer is 403 AccessDenied."),
    rule("HCP-AUTH-001", "7.x–9.7", Doc, "HCP-82-AUTH")
        .says("Signatures of version 2 use keys that derive from the user's name and password."),
    rule("HCP-AUTH-002", "7.1–7.x", Doc, "HCP-71-AUTH HCP-03-AUTH")
        .says("A scheme of the vendor's own sends both keys and signs nothing."),
    rule("HCP-AUTH-003", "8.2 and later", Doc, "HCP-82-AUTH")
        .says("Signatures of version 4 are accepted, with or without the payload."),
    rule("HCP-AUTH-004", "7.1–9.7", Doc, "HCP-71-AUTH HCP-923 HCP-97")
        .says("A request is anonymous by naming all users in place of a key."),
    rule("HCP-AUTH-005", "9.0", Doc, "HCP-90-ERR HCP-97-AUTH")
        .says("A bucket that wants a user refuses an anonymous request with 403."),
    rule("HCP-AUTH-006", "7.x–9.2", Doc, "HCP-01S-COMMON HCP-92-COMMON")
        .says("Every request has a date, and the vendor's header wins over the standard one."),
    rule("HCP-AUTH-007", "7.1–9.7", Seed, "HCP-SEED").says("A copy may be anonymous."),
    rule("HCP-AUTH-009", "", Inferred, "HCP-PERM-001 HCP-PERM-002").says(
        "An anonymous copy succeeds where all users may read the source and write into the target.",
    ),
    rule("HCP-AUTH-008", "9.0", Doc, "HCP-90-PARTSTAT")
        .says("Nobody uploads or copies a part anonymously: 403."),
    rule("HCP-RET-001", "8.2–9.0", Doc, "HCP-82-STAT HCP-90-STAT HCP-90-PUTSTAT").says(
        "With versioning a target under retention or on hold refuses a new version with 403.",
    ),
    rule("HCP-RET-002", "7.1", Doc, "HCP-71-VER")
        .says("Release 7 calls the same an error and gives no status."),
    rule("HCP-RET-003", "7.3–9.0", Doc, "HCP-733-DELSTAT HCP-82-DELSTAT")
        .says("Deleting an object under retention is refused with 409."),
    rule("HCP-RET-004", "", Inferred, "")
        .says("Retention of the source never stands against a copy."),
    rule("HCP-RET-005", "7.1–9.7", Doc, "HCP-71-RET HCP-97-RETTERM").says(
        "The bucket's default retention holds for an object that is new; by default it may be \
         deleted.",
    ),
    rule("HCP-RET-006", "7.1–7.3", Doc, "HCP-71-RET HCP-734-RET")
        .says("Release 7 sets neither retention nor hold by this interface."),
    rule("HCP-RET-007", "8.2–9.2", Doc, "HCP-90-RETREQ HCP-92-RETREQ HCP-82-EX4").says(
        "Since 8.2 a header on uploads and copies sets retention, as a date, offset, class or \
         special value.",
    ),
    rule("HCP-RET-008", "8.2–9.2", Doc, "HCP-90-RETREQ HCP-82-EX5")
        .says("Since 8.2 a header on the same requests sets or releases a hold."),
    rule("HCP-RET-009", "8.2–9.0", Doc, "HCP-82-EX4 HCP-82-EX5 HCP-90-EX4 HCP-90-EX5").says(
        "Retention of an object is changed by a self copy with REPLACE, in place without \
         versioning.",
    ),
    rule("HCP-RET-010", "8.2–9.2", Doc, "HCP-82-RETSET").says(
        "Three special values allow deletion, forbid it, or leave retention to be set later.",
    ),
    rule("HCP-RET-011", "9.2", Doc, "HCP-92-OFFSET")
        .says("An offset counts years to seconds from the time of storing."),
    rule("HCP-RET-012", "8.2–9.2", Doc, "HCP-82-PROHIB").says("Retention is never shortened."),
    rule("HCP-RET-013", "9.0–9.7", Doc, "HCP-90-HOLD HCP-97-RETTERM")
        .says("On hold an object is not deleted, gets no version and keeps its retention."),
    rule("HCP-RET-014", "9.0", Doc, "HCP-90-HOLD")
        .says("A hold takes the rights to write and of privileged users."),
    rule("HCP-RET-015", "9.0", Doc, "HCP-90-HOLD")
        .says("Metadata of an object on hold changes as under retention."),
    rule("HCP-RET-016", "", Inferred, "HCP-META-017").says(
        "Replacing metadata that exists is refused under retention, unless the bucket allows it.",
    ),
    rule("HCP-RET-017", "8.2–9.2", Doc, "HCP-90-RETREQ")
        .says("A privileged delete gives its reason in a header."),
    rule("HCP-RET-018", "8.2–9.7", Doc, "HCP-82-RETRESP")
        .says("Reads show retention and hold in headers."),
    rule("HCP-RET-019", "9.7", Doc, "HCP-97-RETTERM")
        .says("A labelled hold, of 9.7, forbids deletion and changes of metadata."),
    rule("HCP-RET-020", "9.7", Doc, "HCP-97-LOCK HCP-97-RETTERM").says(
        "Object lock, of 9.7, protects versions and excludes labelled holds and privileged \
         deletes.",
    ),
    rule("HCP-RET-021", "about 9.7", Inferred, "HCP-3P")
        .says("The headers of object lock do nothing on a copy."),
    rule("HCP-RESP-001", "7.1–9.7", Seed, "HCP-SEED")
        .says("A successful copy is answered with the target's ETag and time in XML."),
    rule("HCP-RESP-017", "7.x–9.0", Doc, "HCP-01S-STAT HCP-00-BODY HCP-82-BODY")
        .says("Success is 200, and the document is a `CopyObjectResult`."),
    rule("HCP-RESP-002", "7.x–9.0", Doc, "HCP-00-BODY HCP-82-BODY")
        .says("The body gives the time first and then the ETag in quotes."),
    rule("HCP-RESP-003", "7.x–9.0", Doc, "HCP-00-BODY HCP-82-BODY")
        .says("The time in the body is in GMT with milliseconds."),
    rule("HCP-RESP-004", "7.x–9.0", Doc, "HCP-90-RESP")
        .says("The answer's media type is XML in UTF-8."),
    rule("HCP-RESP-005", "7.x–9.0", Doc, "HCP-90-RESP")
        .says("The answer is sent in chunks and has no length."),
    rule("HCP-RESP-006", "9.0", Doc, "HCP-90-RESP").says("A header shows the target's ETag."),
    rule("HCP-RESP-007", "7.x–9.0", Doc, "HCP-90-RESP")
        .says("The target's version id is shown while its bucket has versioning."),
    rule("HCP-RESP-008", "7.x–9.0", Doc, "HCP-90-RESP HCP-82-EX1")
        .says("The source's version id is shown while its bucket has versioning, named or not."),
    rule("HCP-RESP-009", "9.0", Doc, "HCP-90-RESP")
        .says("Encryption is shown only to a request that has its header."),
    rule("HCP-RESP-010", "7.x", Doc, "HCP-01S-COMMON").says("Release 7 names itself in a header."),
    rule("HCP-RESP-011", "7.x–9.2", Doc, "HCP-01S-COMMON")
        .says("Every answer has a date of the usual form."),
    rule("HCP-RESP-012", "7.x–9.0", Doc, "HCP-00-EX1 HCP-00-EX3 HCP-82-EX3")
        .says("A header asks for XML that is indented."),
    rule("HCP-RESP-013", "9.2", Doc, "HCP-92-COMMON")
        .says("Release 9.2 sends fixed headers on caching and security."),
    rule("HCP-RESP-014", "", Inferred, "HCP-00-PUT").says(
        "Equal bytes have equal ETags, so the copy of an object uploaded whole keeps the ETag.",
    ),
    rule("HCP-RESP-015", "7.x–9.0", Doc, "HCP-00-BODY HCP-82-BODY")
        .says("Modification is that of metadata, for data does not change."),
    rule("HCP-RESP-016", "7.x–9.0", Doc, "HCP-00-EX3 HCP-82-EX3 HCP-90-EX3")
        .says("Samples of a replacement in place show a time from before the request."),
    rule("HCP-PUT-001", "7.x–9.7", Doc, "HCP-00-PUT")
        .says("An upload takes the right to write and makes its sender the owner."),
    rule("HCP-PUT-002", "7.x–9.0", Doc, "HCP-03-PUTEX HCP-90-PUTEX")
        .says("An upload is answered with 200, its ETag and, with versioning, its version id."),
    rule("HCP-PUT-003", "7.x–9.0", Doc, "HCP-731-PUTSTAT HCP-90-PUTSTAT")
        .says("Without versioning an upload onto an object or folder is refused with 409."),
    rule("HCP-PUT-004", "9.0", Doc, "HCP-90-PUTSTAT").says(
        "With versioning an upload onto an object under retention or on hold is refused with 403.",
    ),
    rule("HCP-PUT-005", "9.0", Doc, "HCP-90-PUTSTAT")
        .says("An upload without a length is refused with 411."),
    rule("HCP-PUT-006", "7.x–9.0", Doc, "HCP-90-PUTSTAT HCP-03-ERR")
        .says("An upload whose digest is wrong is refused with 400 BadDigest."),
    rule("HCP-PUT-007", "7.x–9.0", Doc, "HCP-731-PUTSTAT HCP-90-PUTSTAT")
        .says("An upload meets space, canned ACLs and grantees as a copy does: 413, 501, 400."),
    rule("HCP-GET-001", "9.0", Doc, "HCP-90-GETSTAT")
        .says("A version, object or folder that cannot be read, or a current marker, is 404."),
    rule("HCP-GET-002", "7.x, 9.0", Doc, "HCP-734-GETSTAT HCP-90-GETSTAT")
        .says("Reading a delete marker by its id is 404 in release 7 and 204 in 9.0."),
    rule("HCP-GET-003", "9.0", Doc, "HCP-90-GETSTAT")
        .says("Data that is elsewhere or being deleted is 403, data being written 409."),
    rule("HCP-GET-004", "7.3", Doc, "HCP-734-GETSTAT")
        .says("A range is answered with 206, one outside the object with 416."),
    rule("HCP-HEAD-001", "8.2–9.0", Doc, "HCP-82-HEADSTAT HCP-90-HEADSTAT")
        .says("HEAD finds objects, versions, markers and folders with 200."),
    rule("HCP-HEAD-002", "7.3–9.0", Doc, "HCP-734-HEADRESP HCP-90-HEADRESP")
        .says("HEAD of a marker says so and shows what was deleted, and when."),
    rule("HCP-HEAD-003", "", Inferred, "HCP-GET-001")
        .says("HEAD of a key whose current version is a marker is 404."),
    rule("HCP-DEL-001", "7.3–9.7", Doc, "HCP-82-DEL")
        .says("A delete takes the right to delete in the bucket or on the object."),
    rule("HCP-DEL-002", "8.2–9.2", Doc, "HCP-82-DEL HCP-92-DEL")
        .says("With versioning a delete adds a marker with a new id and answers 204."),
    rule("HCP-DEL-003", "8.2–9.2", Doc, "HCP-82-DEL HCP-92-DEL")
        .says("Without versioning the current version turns into a marker under its id."),
    rule("HCP-DEL-004", "7.3–9.7", Doc, "HCP-733-DELSTAT HCP-82-DELSTAT HCP-97-DEL")
        .says("Deleting nothing, or a marker that is current, is 204 and changes nothing."),
    rule("HCP-DEL-005", "7.3–9.0", Doc, "HCP-733-DELSTAT HCP-82-DELSTAT")
        .says("Deleting what is under retention or being written is refused with 409."),
    rule("HCP-DEL-006", "7.3", Doc, "HCP-733-DELSTAT")
        .says("Release 7 refuses to delete old versions and markers by id, with 501 or 403."),
    rule("HCP-DEL-007", "", Inferred, "HCP-DEL-006")
        .says("In release 7 naming the current version in a delete makes no difference."),
    rule("HCP-DEL-008", "9.7", Doc, "HCP-97-DEL")
        .says("In 9.7 deleting a marker by its id makes the version before it current."),
    rule("HCP-DEL-009", "9.7", Doc, "HCP-97-DEL HCP-97-NSDEL").says(
        "In 9.7 a setting decides whether a delete leaves a marker or a record; both hide the \
         object.",
    ),
    rule("HCP-DEL-010", "9.2–9.7", Doc, "HCP-92-DEL HCP-97-DEL").says(
        "A deleted object is recovered, with versioning, by a self copy from an old version.",
    ),
    rule("HCP-MPU-001", "9.0–9.7", Doc, "HCP-90-PART HCP-97-PARTCOPY")
        .says("A PUT with an upload, a part number and a copy source copies a part."),
    rule("HCP-MPU-002", "9.0–9.7", Doc, "HCP-90-PART")
        .says("A part may come from another bucket of the tenant."),
    rule("HCP-MPU-003", "9.0–9.7", Doc, "HCP-90-PART")
        .says("A part is copied only by who started the upload, with the rights of a copy."),
    rule("HCP-MPU-004", "9.0", Doc, "HCP-90-PARTSTAT").says(
        "A part copy is refused with 403 for wrong users, lacking rights or sources out of reach.",
    ),
    rule("HCP-MPU-005", "9.0", Doc, "HCP-90-PARTSTAT")
        .says("An upload or bucket that does not exist is 404."),
    rule("HCP-MPU-006", "9.0", Doc, "HCP-90-PARTSTAT")
        .says("A part number outside 1 to 10000 is refused with 400."),
    rule("HCP-MPU-007", "9.0", Doc, "HCP-90-PARTSTAT HCP-3P HCP-SDK").says(
        "A range that begins behind the source or ends before it begins is refused with 400.",
    ),
    rule("HCP-MPU-008", "9.0", Doc, "HCP-90-PARTSTAT")
        .says("Both conditions on ETags on a part copy are refused with 400."),
    rule("HCP-MPU-009", "8.2–9.0", Doc, "HCP-82-PART HCP-90-PARTSTAT")
        .says("Metadata headers on a part are refused with 400."),
    rule("HCP-MPU-010", "8.2", Doc, "HCP-82-PART").says("ACL headers on a part do nothing."),
    rule("HCP-MPU-011", "8.2–9.0", Doc, "HCP-82-PARTHDR HCP-90-PARTHDR")
        .says("A version for a part is 404 if unknown, and passed over without versioning."),
    rule("HCP-MPU-012", "8.2–9.0", Doc, "HCP-82-PARTHDR")
        .says("A condition that fails is 412, and the part is not made."),
    rule("HCP-MPU-013", "9.0", Doc, "HCP-90-PARTSTAT")
        .says("An upload that ends during a part copy makes its answer 409."),
    rule("HCP-MPU-014", "9.0", Doc, "HCP-90-PARTEX").says(
        "Success is 200 with a `CopyPartResult` and headers for ETag, versions and encryption.",
    ),
    rule("HCP-MPU-015", "9.0", Doc, "HCP-90-PARTEX HCP-90-PARTSTAT")
        .says("Writing a part number again replaces the part."),
    rule("HCP-MPU-016", "9.0", Doc, "HCP-90-MPU")
        .says("Parts have 1 MB to 5 GB, an upload at most 10000 of them."),
    rule("HCP-MPU-017", "9.2–9.7", Doc, "HCP-92-ERR HCP-97-ERR")
        .says("Problems with the parts of a completed upload are told within a 200."),
    rule("HCP-MPU-018", "8.2–9.7", Doc, "HCP-82-MPUINIT HCP-82-MPUDONE").says(
        "The sender of the completion owns the object; its metadata and ACL were set when the \
         upload began.",
    ),
    rule("HCP-MPU-019", "9.7", Doc, "HCP-97 HCP-3P")
        .says("The case of the upload's parameters counts in some requests and not in others."),
    rule("HCP-LIM-001", "7.1", Doc, "HCP-71-NAME").says("A key has at most 4095 bytes of UTF-8."),
    rule("HCP-LIM-002", "9.7", Doc, "HCP-97-NAMES").says("A key is neither a dot nor a slash."),
    rule("HCP-LIM-003", "7.3", Doc, "HCP-733").says("Case counts in keys."),
    rule("HCP-LIM-004", "9.2", Doc, "HCP-92-NAMES")
        .says("A bucket's name keeps to rules of length and characters, and case does not count."),
    rule("HCP-LIM-005", "7.3–9.7", Doc, "HCP-97-NAMES HCP-733 HCP-923")
        .says("Ten characters have to be percent-encoded in URLs."),
    rule("HCP-LIM-006", "9.0", Doc, "HCP-90-MPUINIT")
        .says("A key that is too long is refused with 400 when an upload starts."),
    rule("HCP-LIM-007", "8.2", Doc, "HCP-82-ACLSTAT").says("An ACL has at most 100 grants."),
    rule("HCP-LIM-008", "", Inferred, "AWS-S3")
        .says("No limit of size is stated for a single copy."),
];

const QUESTIONS: &[Question] = &[
    asks("HCP-OQ-01", "What does a self copy do with versioning?"),
    asks("HCP-OQ-02", "What does REPLACE do onto another object without versioning?"),
    asks("HCP-OQ-03", "Can a copy revive a deleted name without versioning?"),
    asks("HCP-OQ-04", "Which ACL and owner has a new version of an object?"),
    asks("HCP-OQ-05", "What does REPLACE without metadata leave?"),
    asks("HCP-OQ-06", "What do metadata headers without REPLACE, and unknown directives, do?"),
    asks("HCP-OQ-07", "Which content type has a copy?"),
    asks("HCP-OQ-08", "Which status refuses what retention forbids?"),
    asks("HCP-OQ-09", "Which system settings does a copy have, and do lock headers count?"),
    asks("HCP-OQ-10", "How are ACLs answered that cannot be set?"),
    asks("HCP-OQ-11", "How do several conditions combine, and how are dates read?"),
    asks("HCP-OQ-12", "How is a source in another tenant answered?"),
    asks("HCP-OQ-13", "How is too much metadata answered?"),
    asks("HCP-OQ-14", "How strictly is the copy source read?"),
    asks("HCP-OQ-15", "What does a folder as source or target do?"),
    asks("HCP-OQ-16", "Which ETag has the copy of an assembled object?"),
    asks("HCP-OQ-17", "Which time and ETag does a replacement in place show?"),
    asks("HCP-OQ-18", "Is there a largest copy?"),
    asks("HCP-OQ-19", "What does a delete with a version do?"),
    asks("HCP-OQ-20", "How is a copy answered that has a body?"),
    asks("HCP-OQ-21", "Is an absent source hidden from who may not read?"),
    asks("HCP-OQ-22", "In which order is a copy checked?"),
    asks("HCP-OQ-23", "Which codes have the documented statuses?"),
    asks("HCP-OQ-24", "Does 9.0 answer a marker as source with 503 or 404?"),
    asks("HCP-OQ-25", "Does custom metadata include annotations of other interfaces?"),
    asks("HCP-OQ-26", "Which spellings of a version id name the same version?"),
    asks("HCP-OQ-27", "Are version ids shown while versioning is suspended?"),
    asks("HCP-OQ-28", "Who owns what an anonymous copy changed in place?"),
    asks("HCP-X-01", "In 9.0, text and table differ on a marker as source: 503 or 404?"),
    asks("HCP-X-02", "In 9.7 the number 404 stands beside the phrase of 503: which holds?"),
    asks("HCP-X-03", "ETags need quotes by the text and have none in samples: are both read?"),
    asks("HCP-X-04", "A sample leaves out the slash that the text wants: are both read?"),
    asks("HCP-X-05", "What does a delete without versioning leave, where releases differ?"),
    asks("HCP-X-06", "Which read of a marker is answered with 204?"),
    asks("HCP-X-07", "Does setting an ACL reach one version or all?"),
    asks("HCP-X-08", "Is data never overwritten, or by an option?"),
    asks("HCP-X-09", "Does every copy show an ETag header, where samples in place have none?"),
    asks("HCP-X-10", "Is the time of a replacement in place the old one, as in samples?"),
    asks("HCP-X-11", "Is the grant header that one release prints a misprint?"),
    asks("HCP-X-12", "Is an absent source 404 where the table forgets it?"),
    asks("HCP-X-13", "Must an uploader own the bucket, as one table has it?"),
    asks("HCP-X-14", "Is a failed condition 304, as the table of codes has it, or 412?"),
    asks("HCP-X-15", "Does the path of a read repeat the key, as one page prints it?"),
    asks("HCP-X-16", "Can a delete name a version, where the request line shows none?"),
    asks(
        "HCP-X-17",
        "Does a new version inherit metadata and ACL, as another interface's pages say?",
    ),
    asks("HCP-X-18", "Which of two host names in a sample is right?"),
    asks("HCP-X-19", "Is encryption shown unasked, as in a sample of part copy?"),
    asks("HCP-X-20", "Are months abbreviated in dates, where samples write them out?"),
    asks("HCP-8.1", "What does a service answer for reasons that no request shows?"),
    asks("HCP-1.3", "What do the pages say that could not be captured?"),
];

const PAGES: &[Page] = &[
    page("HCP-SEED", "Using the HCP HS3 API, arc0373 (7.1), pages 158 and 159: Copying an object"),
    page("HCP-71-VER", "Using the HCP HS3 API, arc0373 (7.1): Versioning, part 65"),
    page("HCP-71-RET", "Using the HCP HS3 API, arc0373 (7.1): Retention and hold, parts 42 to 44"),
    page("HCP-71-OWN", "Using the HCP HS3 API, arc0373 (7.1): Bucket owners, part 53"),
    page("HCP-71-NAME", "Using the HCP HS3 API, arc0373 (7.1): UTF-8 encoding of names, part 41"),
    page("HCP-71-AUTH", "Using the HCP HS3 API, arc0373 (7.1): HCP authentication, part 273"),
    page(
        "HCP-00-EX1",
        "Tenant Management Help, MK-95HCPH002-00 (7.x): Copying, example of a condition",
    ),
    page(
        "HCP-00-EX3",
        "Tenant Management Help, MK-95HCPH002-00 (7.x): Copying, example of replaced metadata",
    ),
    page("HCP-00-BODY", "Tenant Management Help, MK-95HCPH002-00 (7.x): Copying, response body"),
    page("HCP-00-PUT", "Tenant Management Help, MK-95HCPH002-00 (7.x): Storing an object"),
    page("HCP-00-ERRBODY", "Tenant Management Help, MK-95HCPH002-00 (7.x): Error response body"),
    page("HCP-01S-STAT", "System Management Help, MK-95HCPH001-01 (7.x): Copying, status codes"),
    page("HCP-01S-COMMON", "System Management Help, MK-95HCPH001-01 (7.x): Common headers"),
    page(
        "HCP-01S-LIST",
        "System Management Help, MK-95HCPH001-01 (7.x): Bucket listing, response elements",
    ),
    page("HCP-03-HDR", "Tenant Management Help, MK-95HCPH002-03 (7.x): Copying, request headers"),
    page("HCP-03-ERR", "Tenant Management Help, MK-95HCPH002-03 (7.x): Error codes"),
    page(
        "HCP-03-PUTEX",
        "Tenant Management Help, MK-95HCPH002-03 (7.x): Storing an object, example",
    ),
    page("HCP-03-AUTH", "Tenant Management Help, MK-95HCPH002-03 (7.x): HCP authentication"),
    page(
        "HCP-731-PUTSTAT",
        "HCP 7.3.1 documentation, CD-00HL230-50: Storing an object, status codes",
    ),
    page("HCP-731-META", "HCP 7.3.1 documentation, CD-00HL230-50: Storing custom metadata"),
    page("HCP-731-ACL", "HCP 7.3.1 documentation, CD-00HL230-50: Canned ACLs"),
    page("HCP-733", "Tenant Management Help, MK-95HCPH002-06 (7.3.3): URL considerations"),
    page(
        "HCP-733-DELSTAT",
        "Tenant Management Help, MK-95HCPH002-06 (7.3.3): Deleting an object, status codes",
    ),
    page(
        "HCP-733-META",
        "Tenant Management Help, MK-95HCPH002-06 (7.3.3): Custom metadata considerations",
    ),
    page("HCP-733-ACL", "Tenant Management Help, MK-95HCPH002-06 (7.3.3): Specifying ACLs"),
    page("HCP-734-STAT", "HCP 7.3.4 documentation, PDL-00HL232-07: Copying, status codes"),
    page(
        "HCP-734-EX3",
        "HCP 7.3.4 documentation, PDL-00HL232-07: Copying, example of replaced metadata",
    ),
    page(
        "HCP-734-GETSTAT",
        "HCP 7.3.4 documentation, PDL-00HL232-07: Retrieving an object, status codes",
    ),
    page(
        "HCP-734-HEADREQ",
        "HCP 7.3.4 documentation, PDL-00HL232-07: Checking existence, request headers",
    ),
    page(
        "HCP-734-HEADRESP",
        "HCP 7.3.4 documentation, PDL-00HL232-07: Checking existence, response headers",
    ),
    page("HCP-734-RET", "HCP 7.3.4 documentation, PDL-00HL232-07: Retention"),
    page("HCP-734-ACL", "HCP 7.3.4 documentation, PDL-00HL232-07: ACL permissions"),
    page("HCP-734-ACLHDR", "HCP 7.3.4 documentation, PDL-00HL232-07: ACLs in headers"),
    page("HCP-734-PERM", "HCP 7.3.4 documentation, PDL-00HL232-07: Data access permissions"),
    page("HCP-82-HDR", "Tenant Management Help, MK-95HCPH002-10 (8.2): Copying, request headers"),
    page("HCP-82-STAT", "Tenant Management Help, MK-95HCPH002-10 (8.2): Copying, status codes"),
    page("HCP-82-BODY", "Tenant Management Help, MK-95HCPH002-10 (8.2): Copying, response body"),
    page("HCP-82-EX1", "Tenant Management Help, MK-95HCPH002-10 (8.2): Copying, example 1"),
    page("HCP-82-EX3", "Tenant Management Help, MK-95HCPH002-10 (8.2): Copying, example 3"),
    page("HCP-82-EX4", "Tenant Management Help, MK-95HCPH002-10 (8.2): Copying, example 4"),
    page("HCP-82-EX5", "Tenant Management Help, MK-95HCPH002-10 (8.2): Copying, example 5"),
    page(
        "HCP-82-PARTHDR",
        "Tenant Management Help, MK-95HCPH002-10 (8.2): Copying a part, request headers",
    ),
    page("HCP-82-PART", "Tenant Management Help, MK-95HCPH002-10 (8.2): Uploading a part"),
    page(
        "HCP-82-MPUINIT",
        "Tenant Management Help, MK-95HCPH002-10 (8.2): Initiating a multipart upload",
    ),
    page(
        "HCP-82-MPUDONE",
        "Tenant Management Help, MK-95HCPH002-10 (8.2): Completing a multipart upload",
    ),
    page(
        "HCP-82-MPUEX",
        "Tenant Management Help, MK-95HCPH002-10 (8.2): Completing a multipart upload, example",
    ),
    page(
        "HCP-82-DEL",
        "Tenant Management Help, MK-95HCPH002-10 (8.2): Deleting an object or folder",
    ),
    page(
        "HCP-82-DELSTAT",
        "Tenant Management Help, MK-95HCPH002-10 (8.2): Deleting an object, status codes",
    ),
    page(
        "HCP-82-HEADSTAT",
        "Tenant Management Help, MK-95HCPH002-10 (8.2): Checking existence, status codes",
    ),
    page(
        "HCP-82-ACLSTAT",
        "Tenant Management Help, MK-95HCPH002-10 (8.2): Setting an ACL, status codes",
    ),
    page("HCP-82-ACLHDR", "Tenant Management Help, MK-95HCPH002-10 (8.2): ACLs in headers"),
    page(
        "HCP-82-RETSET",
        "Tenant Management Help, MK-95HCPH002-10 (8.2): Object retention settings",
    ),
    page(
        "HCP-82-RETRESP",
        "Tenant Management Help, MK-95HCPH002-10 (8.2): Retention, response headers",
    ),
    page("HCP-82-AUTH", "Tenant Management Help, MK-95HCPH002-10 (8.2): AWS authentication"),
    page("HCP-82-PROHIB", "Tenant Management Help, MK-95HCPH002-10 (8.2): Prohibited operations"),
    page(
        "HCP-90",
        "HCP 9.0 documentation, PDL-00HL232-13: Copying an object or version, native interface",
    ),
    page("HCP-90-COPY", "HCP 9.0 documentation, PDL-00HL232-13: Copying an object"),
    page("HCP-90-STAT", "HCP 9.0 documentation, PDL-00HL232-13: Copying, status codes"),
    page("HCP-90-RESP", "HCP 9.0 documentation, PDL-00HL232-13: Copying, response headers"),
    page("HCP-90-EX3", "HCP 9.0 documentation, PDL-00HL232-13: Copying, example 3"),
    page("HCP-90-EX4", "HCP 9.0 documentation, PDL-00HL232-13: Copying, example 4"),
    page("HCP-90-EX5", "HCP 9.0 documentation, PDL-00HL232-13: Copying, example 5"),
    page("HCP-90-PART", "HCP 9.0 documentation, PDL-00HL232-13: Copying a part"),
    page(
        "HCP-90-PARTHDR",
        "HCP 9.0 documentation, PDL-00HL232-13: Copying a part, request headers",
    ),
    page("HCP-90-PARTSTAT", "HCP 9.0 documentation, PDL-00HL232-13: Copying a part, status codes"),
    page("HCP-90-PARTEX", "HCP 9.0 documentation, PDL-00HL232-13: Copying a part, example 1"),
    page("HCP-90-MPU", "HCP 9.0 documentation, PDL-00HL232-13: Multipart uploads, considerations"),
    page(
        "HCP-90-MPUINIT",
        "HCP 9.0 documentation, PDL-00HL232-13: Initiating a multipart upload, status codes",
    ),
    page(
        "HCP-90-PUTSTAT",
        "HCP 9.0 documentation, PDL-00HL232-13: Storing an object, status codes",
    ),
    page(
        "HCP-90-PUTHDR",
        "HCP 9.0 documentation, PDL-00HL232-13: Storing an object, request headers",
    ),
    page("HCP-90-PUTEX", "HCP 9.0 documentation, PDL-00HL232-13: Storing an object, example"),
    page(
        "HCP-90-GETSTAT",
        "HCP 9.0 documentation, PDL-00HL232-13: Retrieving an object, status codes",
    ),
    page(
        "HCP-90-HEADRESP",
        "HCP 9.0 documentation, PDL-00HL232-13: Checking existence, response headers",
    ),
    page(
        "HCP-90-HEADSTAT",
        "HCP 9.0 documentation, PDL-00HL232-13: Checking existence, status codes",
    ),
    page("HCP-90-LIST", "HCP 9.0 documentation, PDL-00HL232-13: Bucket listing, response elements"),
    page("HCP-90-ERR", "HCP 9.0 documentation, PDL-00HL232-13: Error codes"),
    page("HCP-90-ERRBODY", "HCP 9.0 documentation, PDL-00HL232-13: Error response body"),
    page("HCP-90-VER", "HCP 9.0 documentation, PDL-00HL232-13: Bucket versioning"),
    page("HCP-90-RETREQ", "HCP 9.0 documentation, PDL-00HL232-13: Retention, request headers"),
    page("HCP-90-HOLD", "HCP 9.0 documentation, PDL-00HL232-13: Hold"),
    page("HCP-90-COMMON", "HCP 9.0 documentation, PDL-00HL232-13: Common headers"),
    page("HCP-92-COPY", "HCP 9.2.x developer documentation: Copying an object"),
    page("HCP-92-COND", "HCP 9.2.x developer documentation: Conditional copying"),
    page("HCP-92-CONDGET", "HCP 9.2.x developer documentation: Conditional retrieval"),
    page("HCP-92-DEL", "HCP 9.2.x developer documentation: Deleting an object"),
    page("HCP-92-ERR", "HCP 9.2.x developer documentation: Error codes"),
    page("HCP-92-COMMON", "HCP 9.2.x developer documentation: Common headers"),
    page("HCP-92-CANNED", "HCP 9.2.x developer documentation: Canned ACLs"),
    page("HCP-92-GRANTEE", "HCP 9.2.x developer documentation: Grantees"),
    page("HCP-92-RETREQ", "HCP 9.2.x developer documentation: Retention, request headers"),
    page("HCP-92-OFFSET", "HCP 9.2.x developer documentation: Offsets"),
    page("HCP-92-NAMES", "HCP 9.2.x developer documentation: Bucket names"),
    page("HCP-92-CREDS", "HCP 9.2.x developer documentation: Invalid credentials"),
    page("HCP-92-VERPOL", "HCP 9.2.x developer documentation: Versioning policy"),
    page("HCP-923", "HCP 9.2.3 documentation, PDL-00HL232-19: POST upload, URL considerations"),
    page(
        "HCP-97",
        "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Completing a multipart upload, POST",
    ),
    page("HCP-97-COPY", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Copying an object"),
    page(
        "HCP-97-OVERWRITE",
        "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Overwriting objects",
    ),
    page("HCP-97-VER", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Versioning"),
    page("HCP-97-NSVER", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Namespace versioning"),
    page(
        "HCP-97-NSDEL",
        "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Deleting in a namespace",
    ),
    page(
        "HCP-97-NSNEW",
        "Tenant Management Help, MK-95HCPH002-19 (9.7.x): New versions in a namespace",
    ),
    page("HCP-97-DEL", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Deleting an object"),
    page("HCP-97-GET", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Retrieving an object"),
    page("HCP-97-HEAD", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Checking existence"),
    page("HCP-97-LIST", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Version listing"),
    page("HCP-97-ERR", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Error codes"),
    page("HCP-97-META", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Storing custom metadata"),
    page(
        "HCP-97-METAUSE",
        "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Using custom metadata",
    ),
    page(
        "HCP-97-METAGET",
        "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Retrieving custom metadata",
    ),
    page("HCP-97-ACLHDR", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): ACLs in headers"),
    page("HCP-97-ACLPERM", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): ACL permissions"),
    page("HCP-97-ACLPUT", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Setting an ACL"),
    page("HCP-97-RETTERM", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Retention terms"),
    page("HCP-97-LOCK", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Object Lock"),
    page("HCP-97-PERM", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Permissions"),
    page("HCP-97-AUTH", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Authentication"),
    page("HCP-97-NAMES", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Object names"),
    page("HCP-97-SLASH", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Slashes in names"),
    page("HCP-97-OWNER", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Owners"),
    page("HCP-97-PARTCOPY", "Tenant Management Help, MK-95HCPH002-19 (9.7.x): Copying a part"),
    page("HCP-3P", "Complete HCP API Endpoint Reference, a digest by a third party (about 9.7)"),
    page("HCP-SDK", "a Java client, its documentation and recorded answers (8.0 to 8.2)"),
    page("AWS-S3", "Amazon S3 API reference: CopyObject (comparison)"),
];
