//! OBS section 5.1: the storage class of source and copy, and restores.

use model::store::Field;
use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{Ask, Matrix};

/// Every spelling of a class, those of one vendor's headers and those of the other's.
const CLASSES: [&str; 8] = [
    "STANDARD",
    "STANDARD_IA",
    "WARM",
    "INTELLIGENT_TIERING",
    "GLACIER",
    "COLD",
    "DEEP_ARCHIVE",
    "FROZEN",
];

fn restores() -> [(&'static str, Option<Value>); 4] {
    [
        ("never restored", None),
        ("restoring", Some(json!({"ongoing": true}))),
        ("restored", Some(json!({"expires": "2026-03-12T00:00:00.000Z"}))),
        ("expired", Some(json!({"expires": "2026-03-01T00:00:00.000Z"}))),
    ]
}

fn version(class: &str, restore: Option<Value>) -> Value {
    let mut version = json!({"version_id": "null", "body": "figures\n", "storage_class": class});
    if let Some(restore) = restore {
        version["restore"] = restore;
    }
    version
}

fn buckets(version: &Value, direct: bool, default_class: &str) -> Value {
    json!([
        {
            "name": "source", "options": {"direct_cold_access": direct},
            "objects": [{"key": "report", "versions": [version]}],
        },
        {"name": "target", "default_class": default_class},
    ])
}

#[test]
fn obs_copies_from_every_class() {
    let mut matrix = Matrix::of("obs").telling(&[Field::Class]);
    for (access, direct) in [("off", false), ("on", true)] {
        matrix.part(&format!("copy, direct cold access {access}"));
        for class in CLASSES {
            for (restore, state) in restores() {
                let buckets = buckets(&version(class, state), direct, "STANDARD");
                let ask = Ask::copy("/source/report", "/target/copy");
                matrix.cell(&format!("{class}, {restore}"), &buckets, &ask);
            }
        }
    }
    assert_matrix!("obs_source_class", matrix);
}

#[test]
fn obs_copies_to_every_class() {
    let mut matrix = Matrix::of("obs").telling(&[Field::Class]);
    let places = [("different object", "/target/copy"), ("same object, REPLACE", "/source/report")];
    for (place, target) in places {
        for default in ["STANDARD", "STANDARD_IA", "WARM", "GLACIER", "COLD"] {
            matrix.part(&format!("{place}, a STANDARD_IA source, bucket default {default}"));
            let mut buckets = buckets(&version("STANDARD_IA", None), false, default);
            buckets[0]["default_class"] = default.into();
            let ask = Ask::copy("/source/report", target).with("{p}metadata-directive", "REPLACE");
            matrix.cell("no class header", &buckets, &ask);
            for class in CLASSES.iter().chain(&["standard", "TAPE", ""]) {
                let ask = ask.clone().with("{p}storage-class", class);
                matrix.cell(&format!("class header {class:?}"), &buckets, &ask);
            }
        }
    }
    assert_matrix!("obs_target_class", matrix);
}

/// The body of a restore request; a restored object has ten days left.
fn restore(days: &str, tier: &str) -> String {
    format!(
        "<RestoreRequest><Days>{days}</Days>\
         <GlacierJobParameters><Tier>{tier}</Tier></GlacierJobParameters></RestoreRequest>"
    )
}

const DAYS: [(&str, &str); 7] = [
    ("longer", "20"),
    ("equal", "10"),
    ("shorter", "1"),
    ("empty", ""),
    ("0", "0"),
    ("31", "31"),
    ("a word", "ten"),
];

const TIERS: [&str; 4] = ["Expedited", "Standard", "Bulk", "Tomorrow"];

#[test]
fn obs_restores_in_every_state() {
    let mut matrix = Matrix::of("obs").telling(&[Field::Class, Field::Restore]);
    let with_days = DAYS.iter().map(|(is, days)| (format!("days {is}"), restore(days, "Standard")));
    let with_tiers = TIERS.iter().map(|it| (format!("tier {it}"), restore("10", it)));
    for (title, body) in with_days.chain(with_tiers) {
        matrix.part(&title);
        let ask = Ask::new("POST", "/source/report?restore").saying(&body);
        for class in ["STANDARD", "STANDARD_IA", "WARM", "GLACIER", "COLD", "DEEP_ARCHIVE"] {
            for (state, setup) in restores() {
                let buckets = buckets(&version(class, setup), false, "STANDARD");
                matrix.cell(&format!("{class}, {state}"), &buckets, &ask);
            }
        }
        let marker = json!({"version_id": "null", "delete_marker": true});
        matrix.cell("latest is a marker", &buckets(&marker, false, "STANDARD"), &ask);
        let absent = Ask::new("POST", "/source/absent?restore").saying(&body);
        let buckets = buckets(&version("GLACIER", None), false, "STANDARD");
        matrix.cell("absent", &buckets, &absent);
    }
    assert_matrix!("obs_restore", matrix);
}
