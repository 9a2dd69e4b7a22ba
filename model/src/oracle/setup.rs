//! From a trace's header to the first world.

use std::collections::BTreeMap;
use std::sync::Arc;

use thiserror::Error;

use crate::dialect::{Clause, Dialect};
use crate::http::Body;
use crate::name::ETag;
use crate::permitted::Assumptions;
use crate::store::{
    AccountName, Acl, Bucket, Content, Encryption, Field, Grantee, Object, Options, Origin,
    Permission, Reasons, Restore, RetainedMetadata, Retention, Seen, Span, Stack, Store, Term,
    Version,
};
use crate::trace::{
    AclSetup, BucketSetup, EncryptionKind, EncryptionSetup, MetadataUnderRetention, RestoreSetup,
    Setup, VersionSetup,
};

/// An assumption about something the dialect does not leave open.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum AssumeError {
    /// There is no such question.
    #[error("{dialect} has no open question {question:?}; expected one of {legal}")]
    NoSuchQuestion {
        /// The dialect.
        dialect: &'static str,
        /// What was named.
        question: String,
        /// The questions it has.
        legal: String,
    },
    /// The question has no such candidate.
    #[error("{question} of {dialect} has no candidate {candidate:?}; expected one of {legal}")]
    NoSuchCandidate {
        /// The dialect.
        dialect: &'static str,
        /// The question.
        question: String,
        /// What was named.
        candidate: String,
        /// The candidates it has.
        legal: String,
    },
}

/// Reads assumptions by name.
pub(super) fn assumed(
    dialect: &Dialect,
    assume: &BTreeMap<String, Vec<String>>,
) -> Result<Assumptions, AssumeError> {
    let mut assumptions = Assumptions::default();
    for (question, candidates) in assume {
        let Some(clause) = dialect.question(question) else {
            let legal: Vec<_> = dialect.questions().map(Clause::name).collect();
            return Err(AssumeError::NoSuchQuestion {
                dialect: dialect.name,
                question: question.clone(),
                legal: legal.join(", "),
            });
        };
        let mut set = 0;
        for candidate in candidates {
            let index = clause.readings().iter().position(|it| it == candidate);
            let bit =
                index.map(|it| 1 << it).filter(|bit| dialect.row(clause).candidates() & bit != 0);
            set |= bit.ok_or_else(|| AssumeError::NoSuchCandidate {
                dialect: dialect.name,
                question: question.clone(),
                candidate: candidate.clone(),
                legal: candidate_names(dialect, clause),
            })?;
        }
        assumptions.narrow(dialect, clause, set);
    }
    Ok(assumptions)
}

fn candidate_names(dialect: &Dialect, clause: Clause) -> String {
    let readings = dialect.row(clause).readings();
    let names: Vec<_> = readings.iter().map(|it| clause.readings()[usize::from(*it)]).collect();
    names.join(", ")
}

/// The store that a setup declares.
pub fn initial_store(setup: &Setup) -> Store {
    let ids: BTreeMap<&AccountName, AccountName> =
        setup.accounts.iter().map(|it| (&it.name, it.id.as_str().into())).collect();
    let id_of = |name: &AccountName| ids.get(name).cloned().unwrap_or_else(|| name.clone());
    let mut store = Store::default();
    store.accounts = Arc::new(ids.values().cloned().collect());
    store.keys = Arc::new(setup.keys.iter().map(|it| (it.id.clone(), it.state)).collect());
    let mut made = 0;
    for declared in &setup.buckets {
        let bucket = bucket_of(declared, &id_of);
        let default_class = bucket.default_class.clone();
        store.insert_bucket(declared.name.clone(), bucket);
        for object in &declared.objects {
            let versions: Vec<_> = object
                .versions
                .iter()
                .map(|version| {
                    made += 1;
                    let origin = Origin { call: Origin::SETUP, index: made };
                    version_of(version, origin, declared, &default_class, &id_of)
                })
                .collect();
            store.set_stack(&declared.name, &object.key, Stack::of(versions));
        }
    }
    store
}

fn bucket_of(declared: &BucketSetup, id_of: &impl Fn(&AccountName) -> AccountName) -> Bucket {
    let owner = id_of(&declared.owner);
    let mut bucket = Bucket::new(Some(owner.clone()));
    bucket.versioning = declared.versioning;
    if let Some(class) = &declared.default_class {
        bucket.default_class.clone_from(class);
    }
    if let Some(acl) = &declared.acl {
        bucket.acl = acl_of(acl, Some(&owner), Some(&owner), id_of);
    }
    let options = &declared.options;
    bucket.options = Options {
        default_encryption: options.default_encryption.as_ref().map(encryption_of),
        object_lock: options.object_lock.as_ref().map(|it| (it.days > 0).then_some(it.days)),
        quota: options.quota,
        direct_cold_access: options.direct_cold_access.unwrap_or(false),
        closed: options.s3_api == Some(false),
        location: None,
        requester_pays: options.requester_pays.unwrap_or(false),
        overwrite: options.overwrite == Some(true),
        retained_metadata: match options.metadata_under_retention {
            None | Some(MetadataUnderRetention::AddOnly) => RetainedMetadata::AddOnly,
            Some(MetadataUnderRetention::All) => RetainedMetadata::All,
            Some(MetadataUnderRetention::None) => RetainedMetadata::Nothing,
        },
    };
    bucket
}

fn acl_of(
    declared: &AclSetup,
    owner: Option<&AccountName>,
    bucket_owner: Option<&AccountName>,
    id_of: &impl Fn(&AccountName) -> AccountName,
) -> Acl {
    let mut acl = Acl::private(owner);
    match declared {
        AclSetup::Grants(grants) => {
            acl = Acl::default();
            for (grantee, permission) in grants {
                let grantee = match grantee {
                    Grantee::Account(name) => Grantee::Account(id_of(name)),
                    other => other.clone(),
                };
                acl.0.insert((grantee, *permission));
            }
        }
        AclSetup::Canned(name) => {
            let bucket_owner =
                |permission| bucket_owner.map(|it| (Grantee::Account(it.clone()), permission));
            let read = (Grantee::AllUsers, Permission::Read);
            match name.as_str() {
                "public-read" => acl.0.extend([read]),
                "public-read-write" => {
                    acl.0.extend([read, (Grantee::AllUsers, Permission::Write)]);
                }
                "authenticated-read" => {
                    acl.0.extend([(Grantee::AuthenticatedUsers, Permission::Read)]);
                }
                "bucket-owner-read" => acl.0.extend(bucket_owner(Permission::Read)),
                "bucket-owner-full-control" => {
                    acl.0.extend(bucket_owner(Permission::FullControl));
                }
                _ => {}
            }
        }
    }
    acl
}

fn encryption_of(declared: &EncryptionSetup) -> Encryption {
    match &declared.kind {
        EncryptionKind::Kms => Encryption::Kms { key_id: declared.key_id.clone() },
        EncryptionKind::Customer => {
            Encryption::Customer { key_md5: declared.key_md5.clone().unwrap_or_default() }
        }
        EncryptionKind::Service(_) => Encryption::Service,
    }
}

fn version_of(
    declared: &VersionSetup,
    origin: Origin,
    bucket: &BucketSetup,
    default_class: &str,
    id_of: &impl Fn(&AccountName) -> AccountName,
) -> Version {
    Version {
        origin,
        id: Seen::Known(declared.version_id.clone()),
        modified: declared.last_modified.map_or(Span::ANY, Span::exactly),
        object: (!declared.delete_marker)
            .then(|| Arc::new(object_of(declared, origin, bucket, default_class, id_of))),
    }
}

fn object_of(
    declared: &VersionSetup,
    origin: Origin,
    bucket: &BucketSetup,
    default_class: &str,
    id_of: &impl Fn(&AccountName) -> AccountName,
) -> Object {
    let owner = id_of(declared.owner.as_ref().unwrap_or(&bucket.owner));
    let bucket_owner = id_of(&bucket.owner);
    let content = declared.body.as_ref().and_then(Content::of_body).or_else(|| {
        declared.size.map(|size| Content { size: Some(size), md5: None, sha256: None, bytes: None })
    });
    let recorded = declared.body.as_ref().filter(|it| **it != Body::Unknown);
    let md5 = content.as_ref().and_then(|it| it.md5).filter(|_| recorded.is_some());
    let etag = declared.etag.clone().or_else(|| md5.map(ETag::of_md5));
    let acl = match &declared.acl {
        Some(acl) => acl_of(acl, Some(&owner), Some(&bucket_owner), id_of),
        None => Acl::private(Some(&owner)),
    };
    let metadata = declared.metadata.iter();
    Object {
        content: content.map_or(Seen::Hidden(origin.hides(Field::Content)), Seen::Known),
        etag: etag.map_or(Seen::Hidden(origin.hides(Field::ETag)), Seen::Known),
        owner: Seen::Known(Some(owner)),
        acl: Seen::Known(acl),
        content_type: match &declared.content_type {
            Some(given) => Seen::Known(Some(given.clone())),
            None => Seen::Hidden(origin.hides(Field::ContentType)),
        },
        system: Seen::Known(BTreeMap::new()),
        metadata: Seen::Known(
            metadata.map(|(name, value)| (name.to_ascii_lowercase(), value.clone())).collect(),
        ),
        redirect: Seen::Known(declared.redirect.clone()),
        class: Seen::Known(declared.storage_class.clone().unwrap_or(default_class.to_owned())),
        encryption: Seen::Known(declared.encryption.as_ref().map(encryption_of)),
        restore: match &declared.restore {
            None => Restore::Never,
            Some(RestoreSetup::Ongoing) => Restore::Ongoing { days: 30 },
            Some(RestoreSetup::Until(expiry)) => Restore::Until(Span::exactly(*expiry)),
        },
        lock: Seen::Known(declared.lock.clone()),
        tags: Seen::Known(declared.tags.iter().cloned().collect()),
        appendable: declared.appendable,
        retention: Seen::Known(retention_of(declared)),
        reasons: Reasons::default(),
    }
}

fn retention_of(declared: &VersionSetup) -> Retention {
    let Some(declared) = &declared.retention else { return Retention::NONE };
    let until = declared.until.map(|it| Term::Until(Span::exactly(it)));
    Retention { term: until.unwrap_or(Term::Allowed), hold: declared.hold }
}
