//! The matrices and state machines of the documents, cell by cell.
//!
//! A matrix is a cartesian product of what a bucket holds, what a request says and who asks; a test
//! enumerates all of it and prints, for every dialect of a vendor, everything a service may do in
//! each cell: the answer, what becomes of the target, and the readings that takes. A snapshot is
//! meant to be read beside the manuals' own tables, so a cell shows only what its matrix is about.
//! What this must never do is decide anything: whatever is printed the model says.

mod conditions;
mod frame;
mod hcp_acl;
mod hcp_directive;
mod hcp_errors;
mod hcp_retention;
mod hcp_versions;
mod obs_acl;
mod obs_class;
mod obs_directive;
mod obs_encryption;
mod obs_errors;
mod obs_versions;
mod rights;
mod words;

/// Compares a matrix with its snapshot, which stands beside those of the other claims.
macro_rules! assert_matrix {
    ($name:literal, $matrix:expr) => {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_snapshot_path("../snapshots");
        let text = $matrix.text();
        settings.bind(|| insta::assert_snapshot!(concat!("matrix_", $name), text));
    };
}
use assert_matrix;
