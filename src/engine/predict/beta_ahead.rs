//! The purchases to expect of a customer that drops out after each of them with an unknown probability.
//!
//! The mean over p ~ Beta(a, stay) of (1 − (1 + p τ)^−shape) / p, where τ is the horizon in units of what
//! was observed. The textbook form overflows and divides zero by zero; Euler's transformation of its
//! hypergeometric function does neither. Where its series is long or would lose digits the mean is
//! integrated instead.

use libm::{asinh, cosh, exp, expm1, log, log1p, sinh};

use super::special::faded;

/// Returns the purchases to expect; all arguments are above zero, `tau` may be zero.
pub(super) fn expected(a: f64, stay: f64, shape: f64, tau: f64) -> f64 {
    if tau <= 0.0 {
        return 0.0;
    }
    series(a, stay, shape, tau).unwrap_or_else(|| integral(a, stay, shape, tau))
}

/// Returns the mean by its series, `None` where that is too long or loses too many digits.
fn series(a: f64, stay: f64, shape: f64, tau: f64) -> Option<f64> {
    let z = tau / (1.0 + tau);
    if z > FARTHEST {
        return None;
    }
    let c = a + stay - 1.0;
    let b = c - shape;
    let left = -log1p(tau);
    let mut term = b * z;
    let (mut sum, mut size) = (0.0, 0.0);
    for j in 1..MOST_TERMS {
        sum += term;
        size += term.abs();
        let j = f64::from(j);
        let ratio = (a + j - 1.0) * (b + j) * z / ((c + j) * (j + 1.0));
        term *= ratio;
        if term.abs() <= f64::EPSILON * 0.01 * size && ratio.abs() < 1.0 {
            break;
        }
    }
    let whole = c * faded(a - 1.0, left);
    let fade = exp((a - 1.0) * left);
    let result = whole - fade * sum;
    let largest = whole.abs().max(fade * size);
    (result.is_finite() && result > MOST_LOST * largest).then_some(result)
}

/// Returns the mean by the trapezoidal rule over v, where logit p = center + width sinh v.
///
/// The rule doubles its digits each time its step is halved, because the integrand is smooth and fades at both ends.
fn integral(a: f64, stay: f64, shape: f64, tau: f64) -> f64 {
    let line = Line { a, stay, shape, tau, center: log(a / stay), width: (1.0 / a + 1.0 / stay).sqrt().min(1.0) };
    let reach = asinh(DEEPEST * (1.0 / a + 1.0 / stay + 1.0) / line.width);
    let mut cells = 64_u32;
    let mut sums = line.sums(reach, cells, 0);
    for _ in 0..DOUBLINGS {
        let before = sums.0 / sums.1;
        let between = line.sums(reach, cells, 1);
        sums = (sums.0 + between.0, sums.1 + between.1);
        cells *= 2;
        if (sums.0 / sums.1 - before).abs() <= CLOSE * before {
            break;
        }
    }
    sums.0 / sums.1
}

/// The way that the integral takes through all probabilities of dropping out.
struct Line {
    a: f64,
    stay: f64,
    shape: f64,
    tau: f64,
    center: f64,
    width: f64,
}

impl Line {
    /// Returns the sums of the weighted purchases and of the weights at the corners of `cells` cells
    /// (`half` = 0), or at their middles (`half` = 1).
    fn sums(&self, reach: f64, cells: u32, half: u32) -> (f64, f64) {
        let step = 2.0 * reach / f64::from(cells);
        let (mut purchases, mut weights) = (0.0, 0.0);
        for place in 0..cells {
            let v = -reach + step * (f64::from(place) + 0.5 * f64::from(half));
            let y = self.width * sinh(v);
            // Of the weight at the center, so that neither end leaves the range of numbers.
            let weight = exp(self.log_weight(self.center + y) - self.log_weight(self.center)) * cosh(v);
            if weight > 0.0 {
                weights += weight;
                purchases += weight * self.purchases(self.center + y);
            }
        }
        (purchases, weights)
    }

    /// Returns a ln p + stay ln (1 − p) where logit p = y.
    fn log_weight(&self, y: f64) -> f64 {
        -self.a * softplus(-y) - self.stay * softplus(y)
    }

    /// Returns (1 − (1 + p τ)^−shape) / p where logit p = y.
    fn purchases(&self, y: f64) -> f64 {
        let p = exp(-softplus(-y));
        if p < SMALLEST { self.shape * self.tau } else { -expm1(-self.shape * log1p(p * self.tau)) / p }
    }
}

/// Returns ln(1 + exp(`y`)).
fn softplus(y: f64) -> f64 {
    if y > 0.0 { y + log1p(exp(-y)) } else { log1p(exp(y)) }
}

/// Beyond this part of the whole time, observed and to come, the series has thousands of terms.
const FARTHEST: f64 = 0.99;
/// Enough for that part.
const MOST_TERMS: u32 = 20_000;
/// A result below this part of what it is the difference of has lost too many digits.
const MOST_LOST: f64 = 1e-4;
/// Weights of exp(−this) are nothing.
const DEEPEST: f64 = 40.0;
/// Doublings of the number of cells; all but extreme parameters need three or four.
const DOUBLINGS: u32 = 10;
/// Two integrals as close as this differ by rounding alone after the next doubling.
const CLOSE: f64 = 1e-11;
/// A probability too small to divide by.
const SMALLEST: f64 = 1e-290;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_and_integral_agree_where_both_hold() {
        for a in [1e-4, 0.3, 1.0, 2.5, 30.0] {
            for stay in [0.3, 0.999, 2.4, 40.0, 900.0] {
                for shape in [0.2, 1.7, 12.0, 300.0] {
                    for tau in [1e-3, 0.4, 3.0, 80.0] {
                        let Some(sum) = series(a, stay, shape, tau) else { continue };
                        let mean = integral(a, stay, shape, tau);
                        let off = (sum / mean - 1.0).abs();
                        assert!(off < 2e-11, "{off} at {a} {stay} {shape} {tau}: {sum} {mean}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_customer_that_cannot_leave_buys_at_its_rate() {
        let rate = expected(1e-9, 5.0, 3.0, 0.5);
        assert!((rate - 1.5).abs() < 1e-8, "{rate}");
        assert_eq!(expected(1.0, 1.0, 1.0, 0.0), 0.0);
    }
}
