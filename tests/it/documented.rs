//! The documented examples beside the checkout, where they are there.

use std::collections::BTreeMap;
use std::fs;

use model::dialect::Dialect;
use model::oracle::Verdict;
use serde_json::Value;

use crate::judging::{at, files_under, judge, read};

#[test]
fn documented_examples_are_judged_as_their_manifest_says() {
    let folder = at("../shared/traces/documented");
    if !folder.is_dir() {
        eprintln!("skipped: no documented examples at {}", folder.display());
        return;
    }
    let mut judged = 0;
    let mut wrong = Vec::new();
    for file in files_under(&folder) {
        let trace = read(&file, None);
        let Some(dialect) = Dialect::named(&trace.header.dialect) else { continue };
        judged += 1;
        let manifest = fs::read_to_string(file.with_file_name("manifest.json"));
        let manifest: BTreeMap<String, Value> =
            serde_json::from_str(&manifest.expect("a manifest")).expect("a manifest is an object");
        let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let expected = &manifest[&name];
        let verdicts = judge(dialect, &trace);
        let lines = |verdict| {
            let such = verdicts.iter().filter(move |(_, it)| it.verdict == verdict);
            such.map(|(line, _)| *line).collect::<Vec<u64>>()
        };
        let (forbidden, silent) = (lines(Verdict::Forbidden), lines(Verdict::Silent));
        let conforms = expected["expect"] == "conform" && forbidden.is_empty();
        let diverges = expected["expect"] != "conform" && !forbidden.is_empty();
        if !(conforms || diverges)
            || expected["forbidden_lines"] != Value::from(forbidden.clone())
            || (!silent.is_empty() && expected["silent_ok"] != true)
        {
            wrong.push(format!("{name}: forbidden {forbidden:?}, silent {silent:?}"));
        }
    }
    assert!(judged > 0, "no documented example of a dialect that is built");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
