//! A bucket: its settings, and what it holds by name.

use std::collections::BTreeSet;
use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

use super::{AccountName, Acl, Encryption, RetainedMetadata, Stack, Uploads, Versioning};
use crate::name::Key;

/// Settings of a bucket beside its versioning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encryption objects get that ask for none.
    pub default_encryption: Option<Encryption>,
    /// Whether objects may be locked, and the default lock in days.
    pub object_lock: Option<Option<u32>>,
    /// Space left for objects, in bytes.
    pub quota: Option<u64>,
    /// Whether archived objects are read without a restore.
    pub direct_cold_access: bool,
    /// Whether the service is switched off for this bucket.
    pub closed: bool,
    /// The region it was created in, where a request asked for one.
    pub location: Option<String>,
    /// Whether who asks pays.
    pub requester_pays: bool,
    /// Whether objects may be overwritten while versions are not kept.
    pub overwrite: bool,
    /// What may be done to the user metadata of objects that must be kept.
    pub retained_metadata: RetainedMetadata,
}

/// A bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// The account that created it.
    pub owner: Option<AccountName>,
    /// Who may do what with it.
    pub acl: Acl,
    /// Whether it keeps versions.
    pub versioning: Versioning,
    /// The class of objects that ask for none.
    pub default_class: String,
    /// The rest of its settings.
    pub options: Options,
    /// Whether its settings and rights may be other than what stands here.
    pub unseen: bool,
    /// Folders that stand there without an object below: names that end in a slash.
    pub folders: Arc<BTreeSet<Key>>,
    pub(super) uploads: RedBlackTreeMapSync<Key, Arc<Uploads>>,
    pub(super) keys: RedBlackTreeMapSync<Key, Arc<Stack>>,
}

impl Bucket {
    /// A new bucket of `owner`, private, without versions.
    pub fn new(owner: Option<AccountName>) -> Self {
        Self {
            acl: Acl::private(owner.as_ref()),
            owner,
            versioning: Versioning::Unversioned,
            default_class: "STANDARD".into(),
            options: Options::default(),
            unseen: false,
            folders: Arc::default(),
            uploads: RedBlackTreeMapSync::default(),
            keys: RedBlackTreeMapSync::default(),
        }
    }

    /// The versions of `key`.
    pub fn stack(&self, key: &Key) -> Option<&Stack> {
        self.keys.get(key).map(|it| &**it)
    }

    /// Every key that has or may have versions, in order.
    pub fn keys(&self) -> impl Iterator<Item = (&Key, &Stack)> {
        self.keys.iter().map(|(key, stack)| (key, &**stack))
    }

    /// The keys from `first` on, in order.
    pub fn keys_from<'a>(&'a self, first: &'a Key) -> impl Iterator<Item = (&'a Key, &'a Stack)> {
        self.keys.range(first..).map(|(key, stack)| (key, &**stack))
    }
}
