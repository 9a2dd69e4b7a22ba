//! What happens: everything with a clock, a network or a file.

mod chance;
pub mod cli;
pub mod client;
pub mod drive;
pub mod fault;
pub mod judge;
mod network;
pub mod recorder;
pub mod scenario;
pub mod server;
