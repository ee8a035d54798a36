//! Buying without an end: the same customers if none of them ever dropped out.
//!
//! What a model with dropout explains better than this is all that it knows about dropout.

use std::ops::RangeInclusive;

use libm::log;

use super::beta_geometric::add_rates;
use super::jet::Jet;
use super::newton::{Peak, climb};
use super::sample::Sample;

/// Returns the log-likelihood of a sample with its derivatives in r and alpha.
pub fn surface(sample: &Sample, &[r, alpha]: &[f64; 2]) -> Jet<2> {
    let mut sum = Jet::constant(0.0);
    for row in sample.rows() {
        let shape = r + f64::from(row.purchases.repeats);
        let scale = alpha + row.purchases.age;
        let (log_scale, part) = (log(scale), row.customers / scale);
        sum.value -= row.customers * shape * log_scale;
        sum.gradient[0] -= row.customers * log_scale;
        sum.gradient[1] -= shape * part;
        sum.hessian[0][1] -= part;
        sum.hessian[1][1] += shape * part / scale;
    }
    sum.hessian[1][0] = sum.hessian[0][1];
    add_rates(&mut sum, sample, r, alpha);
    sum
}

/// Returns the log-likelihood at its highest; times of the sample in units of their mean, `bounds` in the same.
pub fn highest(sample: &Sample, bounds: RangeInclusive<f64>) -> f64 {
    let Peak { top, .. } = climb([1.0, 1.0], bounds, |at| surface(sample, at));
    // Where all customers buy at one rate the likelihood rises toward Poisson's without end.
    let time: f64 = sample.rows().iter().map(|row| row.customers * row.purchases.age).sum();
    let repeats = sample.repeats();
    let poisson = if repeats > 0.0 { repeats * log(repeats / time) - repeats } else { 0.0 };
    top.value.max(poisson)
}
