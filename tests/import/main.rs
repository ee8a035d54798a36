//! From files to a book and back.

#[path = "../shared/mod.rs"]
mod shared;

mod reference;
mod setup;
