use super::*;
use crate::name::{BucketName, Key, Timestamp, VersionId};

fn sending() -> Sending<'static> {
    let now = Timestamp(0);
    Sending { endpoint: "s.test", scheme: "AWS", access_key: "AK", now, integer_ids: true }
}

#[test]
fn without_choices_the_plainest_call_comes_out() {
    let universe = Universe::small(&Dialect::all()[0]);
    let draft = universe.call(&mut Scripted::default());
    let request = draft.resolve(&Learned::default(), &sending());
    assert_eq!((&*request.method, &*request.target), ("PUT", "/alpha/one"));
    assert_eq!(request.headers.first("authorization"), Some("AWS AK:***"));
    assert_eq!(request.headers.first("date"), Some("Thu, 01 Jan 1970 00:00:00 GMT"));
    assert_eq!(request.headers.0.len(), 3);
}

#[test]
fn a_version_is_named_by_how_long_ago_it_was_seen() {
    let (bucket, key) = (BucketName::parse("alpha").unwrap(), Key::parse("a b").unwrap());
    let mut learned = Learned::default();
    let draft = |back| Draft::of("GET", "alpha", Some("a b")).version(Some(Which::Learned(back)));
    let target = |learned: &Learned, back| draft(back).resolve(learned, &sending()).target;
    assert_eq!(target(&learned, 0), "/alpha/a%20b");
    for id in ["5", "6", "5"] {
        learned.version(&bucket, &key, VersionId::parse(id).unwrap());
    }
    assert_eq!(target(&learned, 0), "/alpha/a%20b?versionId=5");
    assert_eq!(target(&learned, 1), "/alpha/a%20b?versionId=6");
    assert_eq!(target(&learned, 2), "/alpha/a%20b?versionId=5");
}

#[test]
fn a_draft_survives_its_own_json() {
    let universe = Universe::small(&Dialect::all()[0]);
    for seed in 0..500 {
        let mut choices = Scripted((0..40).map(|at| (seed * 37 + at * at * 11) % 101).collect());
        let draft = universe.call(&mut choices);
        let text = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&text).unwrap(), draft);
    }
}
