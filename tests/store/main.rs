//! Tests of the store against homes in memory: what it keeps, what it survives, what it says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

mod corruption;
mod faults;
mod lives;
mod model;
mod opening;
mod sealing;
mod slow;
mod versions;
