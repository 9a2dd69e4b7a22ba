//! Recorded exchanges with real services beside the checkout, where they are there.

use model::dialect::Dialect;
use model::oracle::Verdict;

use crate::judging::{at, files_under, judge, read};

const DIALECT: &str = "obs-s3-seed";

#[test]
fn recordings_of_real_services_are_judged_to_their_end() {
    let folder = at("../shared/recordings");
    if !folder.is_dir() {
        eprintln!("skipped: no recordings at {}", folder.display());
        return;
    }
    let dialect = Dialect::named(DIALECT).expect("the dialect is built");
    let mut answers = 0;
    for file in files_under(&folder) {
        for (line, judgement) in judge(dialect, &read(&file, Some(DIALECT))) {
            answers += 1;
            assert_ne!(judgement.verdict, Verdict::GaveUp, "{}:{line}", file.display());
        }
    }
    assert!(answers > 1000, "{answers} answers");
}
