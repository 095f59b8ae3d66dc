//! The binary wegmarke.
fn main() {}
