//! The defaults of a bucket: the class and the encryption of objects that ask for none.

use std::sync::Arc;

use crate::dialect::clause::{
    BadDefaultClass, BadDefaultEncryption, DefaultClassReach, DefaultEncryptionReach, NoWriteRight,
};
use crate::name::BucketName;
use crate::permitted::{Call, Ruling};
use crate::reply::{BodyPattern, ReplyPattern};
use crate::settings::known_classes;
use crate::store::{Bucket, Change, Encryption, Object, Seen, Store, Version};
use crate::wire::xml::{self, Element};

/// The addressed bucket and its name, where its owner asks.
fn own_bucket<'s>(
    ruling: &mut Ruling<'_>,
    store: &'s Store,
    call: &Call<'_>,
) -> Option<(BucketName, &'s Bucket)> {
    let bucket = ruling.addressed_bucket(store, call)?;
    let owns = call.principal.account().is_some_and(|it| bucket.owner.as_ref() == Some(it));
    if !owns {
        ruling.refuse::<NoWriteRight>();
    }
    Some((call.request.bucket()?.clone(), bucket))
}

/// Everything a service may answer to a request for the default class of a bucket.
pub fn read_default_class(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some((_, bucket)) = own_bucket(ruling, store, call) else { return };
    let names = ruling.dialect.wire.names;
    let Some((leaf, around)) = names.bucket_class.1.split_last() else { return };
    let leaf = Element::text(*leaf, names.class(&bucket.default_class));
    let document = around.iter().rev().fold(leaf, |inner, name| Element::new(*name).with(inner));
    let mut reply = ReplyPattern::new(200);
    let why = ruling.reason::<DefaultClassReach>();
    reply.body = (BodyPattern::Document(document), why);
    ruling.succeed(reply);
}

/// Everything a service may answer to a request that sets the default class of a bucket.
pub fn set_default_class(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some((name, bucket)) = own_bucket(ruling, store, call) else { return };
    let Some((first, inside)) = ruling.dialect.wire.names.bucket_class.1.split_first() else {
        return;
    };
    let document = call.request.body.text().and_then(|it| xml::parse(it).ok());
    let root = document.filter(|it| it.name == *first);
    let inner = |it: Element, name: &&str| it.child(name).cloned();
    let leaf = root.and_then(|root| inside.iter().try_fold(root, inner));
    let class = leaf.map(|it| it.text.trim().to_owned());
    let known = known_classes(ruling);
    let Some(class) = class.filter(|it| known.contains(&it.as_str())) else {
        ruling.refuse::<BadDefaultClass>();
        return;
    };
    if ruling.ask::<DefaultClassReach>() == DefaultClassReach::EveryObject {
        amend_all(ruling, &name, bucket, |it| it.class = Seen::Known(class.clone()));
    }
    ruling.change(Change::SetDefaultClass(name, class));
    ruling.succeed(ReplyPattern::new(200));
}

/// Everything a service may answer to a request that sets the default encryption of a bucket.
pub fn set_default_encryption(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some((name, bucket)) = own_bucket(ruling, store, call) else { return };
    let names = ruling.dialect.wire.names;
    let document = call.request.body.text().and_then(|it| xml::parse(it).ok());
    let root = document.filter(|it| it.name == "ServerSideEncryptionConfiguration");
    let rule =
        root.and_then(|it| it.child("Rule")?.child("ApplyServerSideEncryptionByDefault").cloned());
    let kind = rule.as_ref().and_then(|it| it.text_of("SSEAlgorithm")).map(str::trim);
    let key_id = rule.as_ref().and_then(|it| it.text_of("KMSMasterKeyID")).map(str::trim);
    let encryption = match kind {
        Some(kind) if kind == names.kms => Encryption::Kms { key_id: key_id.map(str::to_owned) },
        Some(kind) if Some(kind) == names.service_keys => Encryption::Service,
        _ => {
            if !ruling.refuse::<BadDefaultEncryption>() {
                ruling.succeed(ReplyPattern::new(200));
            }
            return;
        }
    };
    encrypt_by_default(ruling, name, bucket, Some(&encryption));
    ruling.succeed(ReplyPattern::new(200));
}

/// Everything a service may answer to a request that takes the default encryption away.
pub fn clear_default_encryption(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some((name, bucket)) = own_bucket(ruling, store, call) else { return };
    encrypt_by_default(ruling, name, bucket, None);
    // No rule prints which of the two a success is.
    let status = if ruling.fork(2) == 0 { 204 } else { 200 };
    ruling.succeed(ReplyPattern::new(status));
}

fn encrypt_by_default(
    ruling: &mut Ruling<'_>,
    name: BucketName,
    bucket: &Bucket,
    encryption: Option<&Encryption>,
) {
    if ruling.ask::<DefaultEncryptionReach>() == DefaultEncryptionReach::EveryObject {
        amend_all(ruling, &name, bucket, |it| it.encryption = Seen::Known(encryption.cloned()));
    }
    ruling.change(Change::SetDefaultEncryption(name, encryption.cloned()));
}

/// Changes every object of a bucket.
fn amend_all(
    ruling: &mut Ruling<'_>,
    name: &BucketName,
    bucket: &Bucket,
    change: impl Fn(&mut Object),
) {
    for (key, stack) in bucket.keys() {
        for (position, version) in stack.newest_first() {
            let Some(object) = &version.object else { continue };
            let mut object = (**object).clone();
            change(&mut object);
            let version = Version { object: Some(Arc::new(object)), ..(**version).clone() };
            let (name, key) = (name.clone(), key.clone());
            ruling.change(Change::Amend(name, key, position, Arc::new(version)));
        }
    }
}
