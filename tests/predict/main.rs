//! Checks the predictions against published figures, answers that others computed, and laws over all books.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

#[path = "../shared/mod.rs"]
mod shared;

mod answers;
mod cdnow;
mod edges;
mod laws;
mod retail;
mod slopes;

/// Asserts that two numbers agree to a relative tolerance, or absolutely below one.
#[track_caller]
fn near(what: &str, value: f64, expected: f64, tolerance: f64) {
    let scale = expected.abs().max(f64::MIN_POSITIVE);
    assert!((value - expected).abs() <= tolerance * scale, "{what}: {value} instead of {expected}");
}
