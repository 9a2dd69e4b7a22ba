//! The claims of the workspace, in one binary: what its crates, traces and tables must hold.

mod corpus;
mod documented;
mod histories;
mod judging;
mod mutants;
mod recordings;
mod rules;
mod schema;
mod tidy;
mod traces;
mod worlds;
