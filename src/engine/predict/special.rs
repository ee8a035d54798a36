//! Special functions of one real number, by the same steps on every machine.

use libm::{exp, expm1, log, log1p};

/// The Bernoulli numbers B₂, B₄, … B₁₆.
const BERNOULLI: [f64; 8] =
    [1.0 / 6.0, -1.0 / 30.0, 1.0 / 42.0, -1.0 / 30.0, 5.0 / 66.0, -691.0 / 2730.0, 7.0 / 6.0, -3617.0 / 510.0];
/// From here on Stirling's series with these numbers is exact to the last digits.
const STIRLING_FROM: f64 = 10.0;

/// Returns the logarithm of the gamma function of `x` > 0.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Returns the derivative of [`ln_gamma`], for `x` > 0.
pub fn digamma(x: f64) -> f64 {
    let (x, below) = shifted(x, |x| 1.0 / x);
    let square = 1.0 / (x * x);
    let mut power = 1.0;
    let mut series = 0.0;
    for (k, bernoulli) in (1_u32..).zip(BERNOULLI) {
        power *= square;
        series += bernoulli * power / f64::from(2 * k);
    }
    log(x) - 0.5 / x - series - below
}

/// Returns the second derivative of [`ln_gamma`], for `x` > 0.
pub fn trigamma(x: f64) -> f64 {
    let (x, below) = shifted(x, |x| 1.0 / (x * x));
    let square = 1.0 / (x * x);
    let mut power = 1.0 / x;
    let mut series = 0.0;
    for bernoulli in BERNOULLI {
        power *= square;
        series += bernoulli * power;
    }
    1.0 / x + 0.5 * square + series + below
}

/// Returns `x` raised by whole steps to where Stirling's series holds, and the sum of `step` on the way.
fn shifted(mut x: f64, step: impl Fn(f64) -> f64) -> (f64, f64) {
    let mut sum = 0.0;
    while x < STIRLING_FROM {
        sum += step(x);
        x += 1.0;
    }
    (x, sum)
}

/// Returns ln(exp(`a`) + exp(`b`)) without leaving the range of numbers.
pub fn log_add_exp(a: f64, b: f64) -> f64 {
    let (high, low) = if a >= b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + log1p(exp(low - high)) }
}

/// Returns 1 / (1 + exp(−`x`)).
pub fn sigmoid(x: f64) -> f64 {
    if x >= 0.0 { 1.0 / (1.0 + exp(-x)) } else { exp(x) / (1.0 + exp(x)) }
}

/// Returns (1 − exp(`c` × `l`)) / `c`, which is −`l` where `c` is zero.
pub fn faded(c: f64, l: f64) -> f64 {
    if c == 0.0 { -l } else { -expm1(c * l) / c }
}

/// Returns exp(`x`) E_s(`x`) = ∫₀^∞ exp(−x v) (1 + v)^−s dv for `x` > 0 and `s` > 0, the present value of
/// something that fades like a power.
pub fn discounted_fade(s: f64, x: f64) -> f64 {
    let mut b = x + s;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut result = d;
    for step in 1..FADE_STEPS {
        let k = f64::from(step);
        let a = -k * (s - 1.0 + k);
        b += 2.0;
        d = 1.0 / away_from_zero(a * d + b);
        c = away_from_zero(b + a / c);
        let factor = c * d;
        result *= factor;
        if (factor - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    result
}

/// Stands for a zero that would be divided by.
const TINY: f64 = 1e-300;
/// Enough for rates of a hundred-thousandth of the time scale; smaller ones only lose digits.
const FADE_STEPS: u32 = 200_000;

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: f64, expected: f64) {
        assert!((value - expected).abs() <= 4e-15 * expected.abs().max(1.0), "{value} instead of {expected}");
    }

    #[test]
    fn digamma_and_trigamma_are_those_of_the_tables() {
        const EULER: f64 = 0.577_215_664_901_532_9;
        check(digamma(1.0), -EULER);
        check(digamma(0.5), -EULER - 2.0 * std::f64::consts::LN_2);
        check(digamma(10.0), 2.251_752_589_066_721);
        let square = std::f64::consts::PI * std::f64::consts::PI;
        check(trigamma(1.0), square / 6.0);
        check(trigamma(0.5), square / 2.0);
        check(trigamma(10.0), 0.105_166_335_681_685_74);
    }

    #[test]
    fn a_fade_without_a_rate_is_the_time_itself() {
        check(faded(0.0, -0.3), 0.3);
        check(faded(1e-16, -0.3), 0.3);
        check(faded(1.0, -std::f64::consts::LN_2), 0.5);
        check(log_add_exp(f64::NEG_INFINITY, 3.0), 3.0);
        check(sigmoid(0.0), 0.5);
    }

    #[test]
    fn discounted_fades_are_those_of_the_exponential_integral() {
        // e · E₁(1), e² · E₂(2), and exp(x) E_s(x) = 1/x where nothing fades.
        check(discounted_fade(1.0, 1.0), 0.596_347_362_323_194_1);
        check(discounted_fade(2.0, 2.0), 0.277_342_766_223_554_8);
        assert!((discounted_fade(1e-12, 0.25) - 4.0).abs() < 1e-10);
    }
}
