//! Conditions on the source of a copy: each of the four absent, true or false, in every
//! combination, and each alone on a read.

use serde_json::{Value, json};

use super::assert_matrix;
use super::frame::{Ask, Matrix};

const BODY_TAG: &str = "\"c4dbfa97b857b7ee10188eb25b3f7683\"";
const OTHER_TAG: &str = "\"0123456789abcdef0123456789abcdef\"";
/// Before the source was stored, after it, and after the request was sent.
const BEFORE: &str = "Sat, 28 Feb 2026 12:00:00 GMT";
const AFTER: &str = "Sun, 01 Mar 2026 12:00:00 GMT";
const FUTURE: &str = "Tue, 03 Mar 2026 12:00:00 GMT";

/// A condition: its name, a value that holds and one that does not.
const CONDITIONS: [(&str, &str, &str); 4] = [
    ("if-match", BODY_TAG, OTHER_TAG),
    ("if-none-match", OTHER_TAG, BODY_TAG),
    ("if-modified-since", BEFORE, AFTER),
    ("if-unmodified-since", AFTER, BEFORE),
];

fn buckets(version_id: &str) -> Value {
    let version = json!({
        "version_id": version_id, "last_modified": "2026-03-01T00:00:00.000Z",
        "body": "figures\n", "content_type": "text/plain",
    });
    json!([
        {"name": "source", "objects": [{"key": "report", "versions": [version]}]},
        {"name": "target"},
    ])
}

/// Every way to state the four conditions: absent, true, false, three to the fourth power.
fn combinations() -> Vec<(String, Vec<(&'static str, &'static str)>)> {
    let mut all = vec![(String::new(), Vec::new())];
    for (name, holds, fails) in CONDITIONS {
        let mut longer = Vec::new();
        for (title, stated) in &all {
            for (word, value) in [("-", None), ("T", Some(holds)), ("F", Some(fails))] {
                let stated: Vec<_> =
                    stated.iter().copied().chain(value.map(|it| (name, it))).collect();
                longer.push((format!("{title} {word}"), stated));
            }
        }
        all = longer;
    }
    all
}

/// How a service reads some questions.
type Nature = &'static [(&'static str, &'static str)];

fn matrix(vendor: &str, version_id: &str, natures: &[Nature]) -> Matrix {
    let mut matrix = Matrix::of(vendor);
    let buckets = buckets(version_id);
    let copy = || Ask::copy("/source/report", "/target/copy");
    let on_copy = |name: &str| format!("{{p}}copy-source-{name}");
    for nature in natures {
        matrix.unsettle();
        for (question, reading) in *nature {
            matrix.settle(question, reading);
        }
        matrix.part("match, none-match, modified-since, unmodified-since");
        for (title, stated) in combinations() {
            let state = |ask: Ask, (name, value): &(&str, &str)| ask.with(&on_copy(name), value);
            matrix.cell(title.trim(), &buckets, &stated.iter().fold(copy(), state));
        }
    }
    matrix.unsettle();
    matrix.part("one alone that does not hold");
    for (name, _, fails) in CONDITIONS {
        matrix.cell(name, &buckets, &copy().with(&on_copy(name), fails));
    }
    matrix.part("a date in the future");
    for name in ["if-modified-since", "if-unmodified-since"] {
        matrix.cell(name, &buckets, &copy().with(&on_copy(name), FUTURE));
    }
    matrix.part("without the prefix");
    for (name, holds, fails) in CONDITIONS {
        for (word, value) in [("true", holds), ("false", fails)] {
            matrix.cell(&format!("{name} {word}"), &buckets, &copy().with(name, value));
        }
    }
    matrix.part("on a read");
    for method in ["GET", "HEAD"] {
        for (name, holds, fails) in CONDITIONS {
            for (word, value) in [("true", holds), ("false", fails)] {
                let ask = Ask::new(method, "/source/report").with(name, value);
                matrix.cell(&format!("{method} {name} {word}"), &buckets, &ask);
            }
        }
    }
    matrix
}

#[test]
fn obs_copies_under_every_combination_of_conditions() {
    const CONJUNCTION: Nature = &[
        ("condition_headers", "honoured"),
        ("cond_illegal_combo", "conjunction"),
        ("cond_odd_combo", "conjunction"),
        ("cond_date_combo", "conjunction"),
    ];
    const BAD_REQUEST: Nature = &[
        ("condition_headers", "honoured"),
        ("cond_illegal_combo", "400_invalid_request"),
        ("cond_odd_combo", "400_invalid_request"),
        ("cond_date_combo", "400_invalid_request"),
    ];
    const NOT_IMPLEMENTED: Nature = &[
        ("condition_headers", "honoured"),
        ("cond_illegal_combo", "501_not_implemented"),
        ("cond_odd_combo", "501_not_implemented"),
        ("cond_date_combo", "501_not_implemented"),
    ];
    const FIRST_WINS: Nature = &[
        ("condition_headers", "honoured"),
        ("cond_illegal_combo", "first_header_wins"),
        ("cond_odd_combo", "first_header_wins"),
        ("cond_date_combo", "first_header_wins"),
    ];
    let natures = [CONJUNCTION, BAD_REQUEST, NOT_IMPLEMENTED, FIRST_WINS];
    assert_matrix!("obs_conditions", matrix("obs", "null", &natures));
}

#[test]
fn hcp_copies_under_every_combination_of_conditions() {
    const CONJUNCTION: Nature = &[("cond_date_combo", "conjunction")];
    const BAD_REQUEST: Nature = &[("cond_date_combo", "400_any")];
    let natures = [CONJUNCTION, BAD_REQUEST];
    assert_matrix!("hcp_conditions", matrix("hcp", "87288727469829", &natures));
}
