//! The JSON Schema of the trace format, generated from the types of the reader.

use std::fs;
use std::path::Path;

use model::dialect::{NAMES, SERVICE_KEYS};
use model::trace::{Known, schema};

use crate::judging::at;

#[test]
fn the_schema_of_the_traces_is_that_of_their_reader() {
    let known = Known { dialects: &NAMES, service_keys: &SERVICE_KEYS, instead: None };
    let generated = serde_json::to_string_pretty(&schema(&known)).expect("a schema is JSON") + "\n";
    let file = at("traces/schema.json");
    let kept = fs::read_to_string(&file).unwrap_or_default();
    if kept != generated {
        let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema.json");
        fs::write(&fresh, &generated).expect("the target folder can be written");
        panic!("{} is not what the reader reads: {}", file.display(), fresh.display());
    }
}
