//! copyspec
fn main() {}
