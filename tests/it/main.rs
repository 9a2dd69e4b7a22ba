//! The claims of the workspace, in one binary: what its crates, traces and tables must hold.

mod bugs;
mod catalogue;
mod corpus;
mod documented;
mod exhaustive;
mod histories;
mod judging;
mod matrices;
mod mutants;
mod pairs;
mod recordings;
mod revisions;
mod rules;
mod schema;
mod tidy;
mod traces;
mod wire;
mod worlds;
