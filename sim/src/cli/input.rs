//! The files a verb reads and writes, and what is said where that fails.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

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
        format!("{file}:1:1: the file cannot be opened ({error}); expected one to read")
    })?;
    let mut input = BufReader::with_capacity(BLOCK, console.watch(opened));
    Ok(read(&mut input, console))
}

/// Reads `file` to its end; the message where it cannot be read.
pub(super) fn read(file: &str, console: &mut Console) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = with_input(file, console, |input, _| input.read_to_end(&mut bytes).err())?;
    match read {
        None => Ok(bytes),
        Some(error) => {
            Err(format!("{file}:1:1: the file cannot be read ({error}); expected one to read"))
        }
    }
}

/// Reads `file`, which is text, to its end; the message where it is none.
pub(super) fn read_text(file: &str, console: &mut Console) -> Result<String, String> {
    text(file, read(file, console)?)
}

/// What was read of `file` as text; the message where it is none.
pub(super) fn text(file: &str, bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|it| **it == b'\n').count();
        format!("{file}:{line}:1: this is no UTF-8; expected text")
    })
}

/// Writes `bytes` to `path`, which nobody has written other bytes to; the message where that
/// cannot be.
pub(super) fn write(path: &Path, bytes: &[u8], is_forced: bool) -> Result<(), String> {
    let place = path.display();
    match fs::read(path) {
        Ok(present) if present == bytes => return Ok(()),
        Ok(_) if !is_forced => {
            return Err(format!(
                "{place}:1:1: the file has other contents; expected those of this run, no file, \
                 or --force"
            ));
        }
        Ok(_) | Err(_) => {}
    }
    fs::write(path, bytes).map_err(|error| {
        format!("{place}:1:1: the file cannot be written ({error}); expected a place for a file")
    })
}

/// Makes the folder at `path`; the message where that cannot be.
pub(super) fn make_folder(path: &Path) -> Result<(), String> {
    fs::create_dir_all(path).map_err(|error| {
        let place = path.display();
        format!("{place}:1:1: the folder cannot be made ({error}); expected one to write files to")
    })
}

/// Shows a bar for reading `files`, if that takes long.
pub(super) fn start(files: &[String], console: &mut Console) {
    let sizes = files.iter().filter_map(|it| fs::metadata(it).ok());
    let bytes = sizes.map(|it| it.len()).sum();
    if bytes >= LONG_WORK.0 || files.len() >= LONG_WORK.1 {
        console.start(bytes, "judging");
    }
}
