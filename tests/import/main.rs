//! From files to a book and back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

#[path = "../shared/mod.rs"]
mod shared;

mod after;
mod cases;
mod currencies;
mod pasted;
mod payments;
mod preview;
mod questions;
mod reference;
mod round_trip;
mod setup;
mod slices;
