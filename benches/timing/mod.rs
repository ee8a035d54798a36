//! Measures one run of a piece of work.

use std::hint::black_box;
use std::time::Instant;

/// Runs a piece of work once and prints how long it took.
#[expect(clippy::disallowed_methods, reason = "a measurement needs the clock")]
pub(crate) fn time<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = black_box(run());
    println!("{what:34} {:10.3} ms", start.elapsed().as_secs_f64() * 1_000.0);
    result
}
