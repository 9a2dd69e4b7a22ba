//! What happens: everything with a clock, a network or a file.

mod chance;
pub mod cli;
pub mod client;
pub mod drive;
#[cfg(madsim)]
pub mod embed;
pub mod fault;
pub mod finding;
pub mod judge;
pub mod minimise;
mod network;
pub mod recorder;
pub mod scenario;
pub mod server;
pub mod twice;

/// The commit this was built from, where the build was told, else the version of the package. A
/// seed stands for the same scenario only under one of them.
pub const COMMIT: &str = match option_env!("COPYSPEC_COMMIT") {
    Some(commit) => commit,
    None => concat!("version ", env!("CARGO_PKG_VERSION")),
};
