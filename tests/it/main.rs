//! claims

mod tidy;
