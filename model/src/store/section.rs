//! Sections of a store: what it holds in some places, taken out, put back, and told apart.
//!
//! A name that others stand below is a folder to some services, so a key is never taken without
//! what stands below it.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

use super::{Bucket, HiddenId, Store};
use crate::name::{BucketName, Key};

/// What `all` says of `key` and of what stands below it.
fn at_or_below<'a, T>(
    all: &'a RedBlackTreeMapSync<Key, T>,
    key: &'a Key,
) -> impl Iterator<Item = (&'a Key, &'a T)> {
    let near = all.range(key..).take_while(|it| it.0.as_str().starts_with(key.as_str()));
    near.filter(|it| key.holds(it.0))
}

impl Bucket {
    /// This without anything that belongs to a key.
    fn emptied(&self) -> Self {
        Self {
            keys: RedBlackTreeMapSync::default(),
            uploads: RedBlackTreeMapSync::default(),
            folders: Arc::default(),
            ..self.clone()
        }
    }

    /// Every name at which something stands: versions, uploads, or a folder.
    pub fn names(&self) -> BTreeSet<&Key> {
        self.keys.keys().chain(self.uploads.keys()).chain(self.folders.iter()).collect()
    }

    /// Takes over what `other` holds at `key` and below.
    fn take(&mut self, other: &Self, key: &Key) {
        for (key, stack) in at_or_below(&other.keys, key) {
            self.keys.insert_mut(key.clone(), stack.clone());
        }
        for (key, uploads) in at_or_below(&other.uploads, key) {
            self.uploads.insert_mut(key.clone(), uploads.clone());
        }
        let folders = other.folders.iter().filter(|it| key.holds(it)).cloned();
        let folders: Vec<_> = folders.collect();
        if !folders.is_empty() {
            Arc::make_mut(&mut self.folders).extend(folders);
        }
    }

    /// Lets go of what it holds at `key` and below.
    fn drop_at(&mut self, key: &Key) {
        let keys: Vec<_> = at_or_below(&self.keys, key).map(|(key, _)| key.clone()).collect();
        for key in keys {
            self.keys.remove_mut(&key);
        }
        let keys: Vec<_> = at_or_below(&self.uploads, key).map(|(key, _)| key.clone()).collect();
        for key in keys {
            self.uploads.remove_mut(&key);
        }
        if self.folders.iter().any(|it| key.holds(it)) {
            Arc::make_mut(&mut self.folders).retain(|it| !key.holds(it));
        }
    }
}

impl Store {
    /// A number that equal stores share and that tells most others apart.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for (name, bucket) in &self.buckets {
            (name, bucket.versioning as u8).hash(&mut hasher);
            for (key, stack) in bucket.keys() {
                key.hash(&mut hasher);
                for (_, version) in stack.newest_first() {
                    (version.origin, version.id.known()).hash(&mut hasher);
                }
            }
        }
        hasher.finish()
    }

    /// As [`Store::fingerprint`], where versions count as another by their positions too.
    pub fn fingerprint_of_positions(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.fingerprint().hash(&mut hasher);
        for (position, _) in
            self.buckets.values().flat_map(|it| it.keys.values()).flat_map(|it| it.newest_first())
        {
            position.hash(&mut hasher);
        }
        hasher.finish()
    }

    /// What this store holds in `places`: keys with what stands below them or, without a key, whole
    /// buckets.
    pub fn only<'a>(
        &self,
        places: impl IntoIterator<Item = (&'a BucketName, Option<&'a Key>)>,
    ) -> Self {
        let mut part = Self { buckets: RedBlackTreeMapSync::default(), ..self.clone() };
        for (name, key) in places {
            let Some(whole) = self.buckets.get(name) else { continue };
            let Some(key) = key else {
                part.buckets.insert_mut(name.clone(), whole.clone());
                continue;
            };
            let mut bucket = match part.buckets.get(name) {
                Some(bucket) => (**bucket).clone(),
                None => whole.emptied(),
            };
            bucket.take(whole, key);
            part.buckets.insert_mut(name.clone(), Arc::new(bucket));
        }
        part
    }

    /// The settings of a bucket, without its keys.
    pub fn settings(&self, name: &BucketName) -> Option<Bucket> {
        self.bucket(name).map(Bucket::emptied)
    }

    /// Takes in what `part` holds of other keys; of settings, `part` has the last word.
    pub fn absorb(&mut self, part: &Self) {
        for (name, bucket) in &part.buckets {
            let mut both = (**bucket).clone();
            if let Some(own) = self.buckets.get(name) {
                for (key, stack) in &own.keys {
                    both.keys.insert_mut(key.clone(), stack.clone());
                }
                for (key, uploads) in &own.uploads {
                    both.uploads.insert_mut(key.clone(), uploads.clone());
                }
                Arc::make_mut(&mut both.folders).extend(own.folders.iter().cloned());
            }
            self.buckets.insert_mut(name.clone(), Arc::new(both));
        }
        for (name, bucket) in &part.buckets {
            for (key, stack) in &bucket.keys {
                stack.newest_first().for_each(|(_, it)| self.settle(name, key, it.origins()));
            }
            for (key, uploads) in &bucket.uploads {
                self.settle(name, key, uploads.origins());
            }
        }
    }

    /// Lets go of what stands in `places`, read as [`Store::only`] does.
    pub fn release<'a>(
        &mut self,
        places: impl IntoIterator<Item = (&'a BucketName, Option<&'a Key>)>,
    ) {
        for (bucket, key) in places {
            match key {
                Some(key) => self.edit_bucket(bucket, |it| it.drop_at(key)),
                None => {
                    self.buckets.remove_mut(bucket);
                }
            }
        }
    }

    /// The hidden values that stand in `places`.
    pub fn hidden_in<'a>(
        &self,
        places: impl IntoIterator<Item = (&'a BucketName, Option<&'a Key>)>,
    ) -> BTreeSet<HiddenId> {
        let mut hidden = BTreeSet::new();
        let mut visit = |bucket: &Bucket| {
            let mut found = |id| {
                hidden.insert(id);
            };
            for (_, version) in bucket.keys().flat_map(|(_, it)| it.newest_first()) {
                version.visit_hidden(&mut found);
            }
            bucket.uploads.values().for_each(|it| it.visit_hidden(&mut found));
        };
        for (bucket, key) in places {
            let Some(bucket) = self.bucket(bucket) else { continue };
            match key {
                Some(key) => {
                    let mut held = bucket.emptied();
                    held.take(bucket, key);
                    visit(&held);
                }
                None => visit(bucket),
            }
        }
        hidden
    }
}
