//! The traces that bear witness of a rule, found by their names.
//!
//! A program that was installed has no checkout around it, so the traces are sought in a folder
//! and there may be none. What is in them is not read here.

use std::fs;
use std::path::{Path, PathBuf};

/// The names of the traces in a folder.
#[derive(Debug)]
pub(super) struct Witnesses {
    /// The paths, in order; none where the folder cannot be listed.
    paths: Option<Vec<PathBuf>>,
}

impl Witnesses {
    /// The traces in `folder` and the folders in it.
    pub(super) fn under(folder: &Path) -> Self {
        let mut paths = Vec::new();
        let listed = list(folder, &mut paths);
        paths.sort();
        Self { paths: listed.then_some(paths) }
    }

    /// The traces that are named for `rule`, if there is a folder of traces.
    pub(super) fn of(&self, rule: &str) -> Option<Vec<String>> {
        let named = |path: &&PathBuf| {
            let name = path.file_stem().map(|it| it.to_string_lossy().into_owned());
            let rest = name.as_deref().and_then(|it| it.strip_prefix(rule));
            rest.is_some_and(|it| it.is_empty() || it.starts_with('-'))
        };
        let paths = self.paths.as_ref()?.iter().filter(named);
        Some(paths.map(|it| it.display().to_string()).collect())
    }

    /// Whether there is no folder to look in.
    pub(super) fn are_absent(&self) -> bool {
        self.paths.is_none()
    }
}

/// Adds the traces under `folder`; whether it can be listed.
fn list(folder: &Path, paths: &mut Vec<PathBuf>) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    for path in entries.flatten().map(|it| it.path()) {
        if path.extension().is_some_and(|it| it == "jsonl") {
            paths.push(path);
        } else if path.is_dir() {
            list(&path, paths);
        }
    }
    true
}
