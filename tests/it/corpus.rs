//! The properties of `fuzz` over its committed seeds, with no fuzzer; and a proof that they can
//! fail.

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use model::dialect::clause::{CopyContent, EnabledWrite, Reading};
use model::dialect::{Clause, Dialect, Permits};
use sim::drive::Engine;

/// A target and the function it calls.
type Property = (&'static str, fn(&[u8]));

/// Every target and its property.
const PROPERTIES: [Property; 5] = [
    ("decode_request", fuzz::decode_request),
    ("dialects_agree", fuzz::dialects_agree),
    ("history_madsim", fuzz::history_madsim),
    ("history_queue", fuzz::history_queue),
    ("read_trace", fuzz::read_trace),
];

/// Clauses that every history meets: a service that reads one of them otherwise is found out.
const CANARIES: [Clause; 2] = [CopyContent::CLAUSE, EnabledWrite::CLAUSE];

#[test]
fn any_request_has_an_answer() {
    holds("decode_request");
}

#[test]
fn dialects_agree_where_their_rows_agree() {
    holds("dialects_agree");
}

#[test]
fn both_engines_write_the_same_history() {
    if Engine::Madsim.is_built_in() {
        holds("history_madsim");
    }
}

#[test]
fn a_history_of_a_right_service_is_accepted() {
    holds("history_queue");
}

#[test]
fn any_text_is_a_trace_or_is_refused() {
    holds("read_trace");
}

#[test]
fn every_target_has_a_property_and_seeds() {
    let manifest = fs::read_to_string(fuzz_folder().join("Cargo.toml")).unwrap();
    let targets = manifest.split("[[bin]]").skip(1).filter_map(|it| it.split('"').nth(1));
    let targets: BTreeSet<_> = targets.map(str::to_owned).collect();
    let properties = PROPERTIES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(targets, properties, "the targets of fuzz/Cargo.toml, and the properties run here");
    let folders = names_in(&fuzz_folder().join("corpus"));
    assert_eq!(targets, folders, "the targets of fuzz/Cargo.toml, and the folders of seeds");
    let files = names_in(&fuzz_folder().join("targets"));
    let named = targets.iter().map(|it| format!("{it}.rs")).collect();
    assert_eq!(files, named, "the files of targets, and the targets of fuzz/Cargo.toml");
    for target in targets {
        assert!(seeds(&target).len() >= 50, "{target} has too few seeds");
    }
}

#[test]
fn a_service_that_reads_a_rule_otherwise_is_found_out() {
    let seeds: Vec<_> = seeds("history_queue").iter().map(|path| fs::read(path).unwrap()).collect();
    for dialect in Dialect::all() {
        for clause in CANARIES {
            let others = (0u8..).zip(clause.readings());
            let own = dialect.row(clause).readings();
            let other = others.into_iter().find(|(it, _)| !own.contains(it));
            let (other, name) = other.expect("a canary has a reading that the row does not permit");
            let mutant = |of: &Dialect| of.with(clause, Permits::Documented(other));
            let is_hers = |seed: &&Vec<u8>| fuzz::history::scenario(seed).dialect == dialect.name;
            let mut hers = seeds.iter().filter(is_hers);
            let found = hers.any(|seed| fuzz::history::judged(seed, mutant).is_err());
            assert!(found, "no seed tells {dialect} from one with {}: {name}", clause.name());
        }
    }
}

/// Fails where the property of `target` does not hold for one of its seeds, and says which.
#[track_caller]
fn holds(target: &str) {
    let (_, property) = PROPERTIES.iter().find(|(name, _)| *name == target).unwrap();
    for path in seeds(target) {
        let bytes = fs::read(&path).unwrap();
        assert!(catch_unwind(|| property(&bytes)).is_ok(), "{} breaks {target}", path.display());
    }
}

fn fuzz_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
}

fn seeds(target: &str) -> Vec<PathBuf> {
    let folder = fuzz_folder().join("corpus").join(target);
    names_in(&folder).into_iter().map(|it| folder.join(it)).collect()
}
