//! Sections of a store: what it holds in some places, taken out, put back, and told apart.
//!
//! A name that others stand below is a folder to some services, so a key is never taken without
//! what stands below it.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

use super::{Bucket, HiddenId, Stack, Store};
use crate::name::{BucketName, Key};

impl Bucket {
    fn at_or_below(&self, key: &Key) -> impl Iterator<Item = (&Key, &Arc<Stack>)> {
        let near = self.keys.range(key..).take_while(|it| it.0.as_str().starts_with(key.as_str()));
        near.filter(|it| key.holds(it.0))
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
                None => Bucket { keys: RedBlackTreeMapSync::default(), ..(**whole).clone() },
            };
            for (key, stack) in whole.at_or_below(key) {
                bucket.keys.insert_mut(key.clone(), stack.clone());
            }
            part.buckets.insert_mut(name.clone(), Arc::new(bucket));
        }
        part
    }

    /// The settings of a bucket, without its keys.
    pub fn settings(&self, name: &BucketName) -> Option<Bucket> {
        let bucket = self.bucket(name)?.clone();
        Some(Bucket { keys: RedBlackTreeMapSync::default(), ..bucket })
    }

    /// Takes in what `part` holds of other keys; of settings, `part` has the last word.
    pub fn absorb(&mut self, part: &Self) {
        for (name, bucket) in &part.buckets {
            let mut settings = (**bucket).clone();
            settings.keys = match self.buckets.get(name) {
                Some(own) => own.keys.clone(),
                None => RedBlackTreeMapSync::default(),
            };
            self.buckets.insert_mut(name.clone(), Arc::new(settings));
            for (key, stack) in &bucket.keys {
                self.set_stack(name, key, Stack::clone(stack));
            }
        }
    }

    /// Lets go of what stands in `places`, read as [`Store::only`] does.
    pub fn release<'a>(
        &mut self,
        places: impl IntoIterator<Item = (&'a BucketName, Option<&'a Key>)>,
    ) {
        for (bucket, key) in places {
            let Some(key) = key else {
                self.buckets.remove_mut(bucket);
                continue;
            };
            let Some(held) = self.bucket(bucket) else { continue };
            let keys: Vec<_> = held.at_or_below(key).map(|(key, _)| key.clone()).collect();
            for key in keys {
                self.edit_stack(bucket, &key, |it| *it = Stack::default());
            }
        }
    }

    /// The hidden values that stand in `places`.
    pub fn hidden_in<'a>(
        &self,
        places: impl IntoIterator<Item = (&'a BucketName, Option<&'a Key>)>,
    ) -> BTreeSet<HiddenId> {
        let mut hidden = BTreeSet::new();
        let mut visit = |stack: &Stack| {
            for (_, version) in stack.newest_first() {
                version.visit_hidden(&mut |id| {
                    hidden.insert(id);
                });
            }
        };
        for (bucket, key) in places {
            let Some(bucket) = self.bucket(bucket) else { continue };
            match key {
                Some(key) => bucket.at_or_below(key).for_each(|(_, stack)| visit(stack)),
                None => bucket.keys().for_each(|(_, stack)| visit(stack)),
            }
        }
        hidden
    }
}
