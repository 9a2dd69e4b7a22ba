//! The files a verb reads: opening them, and what is said where that fails.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};

use super::console::Console;

/// Standard input, in the place of a file.
const STANDARD_INPUT: &str = "-";

/// What is read of a file at once.
const BLOCK: usize = 1 << 16;

/// Work that is worth a bar: so many bytes, or so many files.
const LONG_WORK: (u64, usize) = (256 * 1024, 20);

/// Opens `file` and lets `read` have it; the message where it cannot be opened.
pub(super) fn with_input<T>(
    file: &str,
    console: &mut Console,
    read: impl FnOnce(&mut dyn BufRead, &mut Console) -> T,
) -> Result<T, String> {
    if file == STANDARD_INPUT {
        let mut input = console.take_input();
        return Ok(read(&mut *input, console));
    }
    let opened = File::open(file).map_err(|error| {
        format!("{file}:1:1: the file cannot be opened ({error}); expected a trace to read")
    })?;
    let mut input = BufReader::with_capacity(BLOCK, console.watch(opened));
    Ok(read(&mut input, console))
}

/// Shows a bar for reading `files`, if that takes long.
pub(super) fn start(files: &[String], console: &mut Console) {
    let sizes = files.iter().filter_map(|it| fs::metadata(it).ok());
    let bytes = sizes.map(|it| it.len()).sum();
    if bytes >= LONG_WORK.0 || files.len() >= LONG_WORK.1 {
        console.start(bytes, "judging");
    }
}
