use std::collections::BTreeSet;

use super::*;
use crate::copy::Instants;
use crate::dialect::Dialect;
use crate::http::{Headers, HttpRequest};
use crate::name::{BucketName, Key, Timestamp, VersionId};
use crate::permitted::{Assumptions, Credentials};
use crate::step::step;
use crate::store::{Bucket, Displaces, Principal, Span, Version};
use crate::wire::Request;

/// A store with an object to copy and an upload called `5`.
fn store() -> Store {
    let alice: crate::store::AccountName = "alice".into();
    let (bucket, key) = (BucketName::parse("beta").unwrap(), Key::parse("big").unwrap());
    let origin = Origin { call: Origin::SETUP, index: 0 };
    let object = Object {
        content: Seen::Known(Content::of_body(&Body::from("red")).unwrap()),
        owner: Seen::Known(Some(alice.clone())),
        ..Object::unseen(origin)
    };
    let mut store = Store::default();
    store.insert_bucket(bucket.clone(), Bucket::new(Some(alice.clone())));
    let version = Version {
        origin,
        id: Seen::Known(VersionId::parse("1").unwrap()),
        modified: Span::ANY,
        object: Some(Arc::new(object.clone())),
    };
    let upload = Upload {
        origin,
        id: Seen::Known(UploadId::parse("5").unwrap()),
        key,
        initiator: Some(Principal::Account(alice)),
        object: Arc::new(object),
        asked_acl: false,
        parts: rpds::RedBlackTreeMapSync::default(),
        unseen: false,
    };
    let changes = vec![
        Change::Push {
            bucket: bucket.clone(),
            key: Key::parse("one").unwrap(),
            version: Arc::new(version),
            displaces: Displaces::Nothing,
        },
        Change::BeginUpload(bucket, Arc::new(upload)),
    ];
    store.apply(&crate::store::Effect(changes));
    store
}

/// The statuses that the copy of a part may have which reads in one store and writes in another.
fn statuses(dialect: &str, read: &Store, write: &Store) -> BTreeSet<u16> {
    let mut headers = Headers::default();
    headers.push("x-amz-copy-source", "/beta/one");
    let target = "/beta/big?partNumber=1&uploadId=5".to_owned();
    let request = HttpRequest { method: "PUT".into(), target, headers, body: Body::empty() };
    let principal = Principal::Account("alice".into());
    let call = Call {
        number: 7,
        principal: &principal,
        credentials: Credentials::Valid,
        request: &Request::decode(&request, None),
        window: Span::exactly(Timestamp(0)),
    };
    let dialect = Dialect::named(dialect).unwrap();
    let permitted = step(dialect, &Assumptions::default(), Instants { read, write }, &call);
    permitted.unwrap().outcomes.iter().map(|it| it.reply.status).collect()
}

#[test]
fn an_upload_that_ends_during_a_copy_is_told_apart_from_one_that_was_never_there() {
    let begun = store();
    let mut ended = begun.clone();
    let bucket = BucketName::parse("beta").unwrap();
    let key = Key::parse("big").unwrap();
    let end = Change::EndUpload(bucket, key, 0, None);
    ended.apply(&crate::store::Effect(vec![end]));
    // HCP-MPU-013 and HCP-MPU-005.
    assert_eq!(statuses("hcp-9.0", &begun, &begun), BTreeSet::from([200]));
    assert_eq!(statuses("hcp-9.0", &begun, &ended), BTreeSet::from([409]));
    assert_eq!(statuses("hcp-9.0", &ended, &ended), BTreeSet::from([404]));
    assert_eq!(statuses("obs-s3", &begun, &ended), BTreeSet::from([404]));
}

#[test]
fn uploads_are_equal_whatever_ended_between_them() {
    let once = store();
    let mut again = store();
    let bucket = BucketName::parse("beta").unwrap();
    let key = Key::parse("big").unwrap();
    let uploads = again.bucket(&bucket).unwrap().uploads(&key);
    let upload = uploads.open().next().unwrap().1.clone();
    let changes =
        vec![Change::BeginUpload(bucket.clone(), upload), Change::EndUpload(bucket, key, 0, None)];
    again.apply(&crate::store::Effect(changes));
    assert!(once == again);
}
