//! The worker that reads and writes workbooks.
fn main() {}
