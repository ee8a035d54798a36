//! Numbers that carry their first and second derivatives through every operation.

use std::array::from_fn;
use std::ops::{Add, Mul, Neg, Sub};

use libm::{exp, log, log1p};

/// A value with its gradient and Hessian in `N` variables.
///
/// INVARIANT (jet indices): all indices run below `N`, the length of each array.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jet<const N: usize> {
    /// The value.
    pub value: f64,
    /// Its first derivatives.
    pub gradient: [f64; N],
    /// Its second derivatives, symmetric.
    pub hessian: [[f64; N]; N],
}

impl<const N: usize> Jet<N> {
    /// Returns a number that depends on nothing.
    pub const fn constant(value: f64) -> Jet<N> {
        Jet { value, gradient: [0.0; N], hessian: [[0.0; N]; N] }
    }

    /// Returns the variable of an index, at a value.
    pub fn variable(index: usize, value: f64) -> Jet<N> {
        let gradient = from_fn(|i| if i == index { 1.0 } else { 0.0 });
        Jet { gradient, ..Jet::constant(value) }
    }

    /// Returns a function of this number from the function's value and first two derivatives here.
    fn through(self, value: f64, first: f64, second: f64) -> Jet<N> {
        let g = self.gradient;
        Jet {
            value,
            gradient: g.map(|slope| first * slope),
            hessian: from_fn(|i| from_fn(|j| first * self.hessian[i][j] + second * g[i] * g[j])),
        }
    }

    /// Returns one divided by this number.
    pub fn recip(self) -> Jet<N> {
        let r = 1.0 / self.value;
        self.through(r, -r * r, 2.0 * r * r * r)
    }

    /// Returns the natural logarithm.
    pub fn ln(self) -> Jet<N> {
        let r = 1.0 / self.value;
        self.through(log(self.value), r, -r * r)
    }

    /// Returns this number times a constant.
    pub fn scaled(self, factor: f64) -> Jet<N> {
        self.through(factor * self.value, factor, 0.0)
    }

    /// Returns this number plus a constant.
    pub fn plus(self, constant: f64) -> Jet<N> {
        Jet { value: self.value + constant, ..self }
    }

    /// Returns ln(exp(`self`) + exp(`other`)) without leaving the range of numbers.
    pub fn log_add_exp(self, other: Jet<N>) -> Jet<N> {
        let (high, low) = if self.value >= other.value { (self, other) } else { (other, self) };
        let gap = low - high;
        let odds = exp(gap.value);
        let share = odds / (1.0 + odds);
        high + gap.through(log1p(odds), share, share * (1.0 - share))
    }

    /// Returns this function of `M` variables where each of them is itself a number in `N` variables.
    pub fn compose<const M: usize>(outer: Jet<M>, inner: [Jet<N>; M]) -> Jet<N> {
        let mut result = Jet::constant(outer.value);
        for (m, from) in inner.iter().enumerate() {
            let mut along = [0.0; N];
            for (curve, other) in outer.hessian[m].iter().zip(&inner) {
                along.iter_mut().zip(other.gradient).for_each(|(along, slope)| *along += curve * slope);
            }
            for (i, along) in along.into_iter().enumerate() {
                result.gradient[i] += outer.gradient[m] * from.gradient[i];
                for j in 0..N {
                    result.hessian[i][j] += outer.gradient[m] * from.hessian[i][j] + along * from.gradient[j];
                }
            }
        }
        result
    }

    /// Adds another number, `times` over.
    pub fn add_times(&mut self, other: &Jet<N>, times: f64) {
        self.value += times * other.value;
        for i in 0..N {
            self.gradient[i] += times * other.gradient[i];
            for j in 0..N {
                self.hessian[i][j] += times * other.hessian[i][j];
            }
        }
    }

    /// Returns the same number as a function of the logarithms of its variables, which are at `at`.
    pub fn in_logs(self, at: &[f64; N]) -> Jet<N> {
        let gradient: [f64; N] = from_fn(|i| at[i] * self.gradient[i]);
        let own = |i: usize, j: usize| if i == j { gradient[i] } else { 0.0 };
        let hessian = from_fn(|i| from_fn(|j| at[i] * self.hessian[i][j] * at[j] + own(i, j)));
        Jet { value: self.value, gradient, hessian }
    }

    /// Tells whether value and derivatives are all finite.
    pub fn is_finite(&self) -> bool {
        let slopes = self.gradient.iter().chain(self.hessian.iter().flatten());
        self.value.is_finite() && slopes.into_iter().all(|slope| slope.is_finite())
    }
}

impl<const N: usize> Add for Jet<N> {
    type Output = Jet<N>;

    fn add(self, other: Jet<N>) -> Jet<N> {
        Jet {
            value: self.value + other.value,
            gradient: from_fn(|i| self.gradient[i] + other.gradient[i]),
            hessian: from_fn(|i| from_fn(|j| self.hessian[i][j] + other.hessian[i][j])),
        }
    }
}

impl<const N: usize> Neg for Jet<N> {
    type Output = Jet<N>;

    fn neg(self) -> Jet<N> {
        self.scaled(-1.0)
    }
}

impl<const N: usize> Sub for Jet<N> {
    type Output = Jet<N>;

    fn sub(self, other: Jet<N>) -> Jet<N> {
        self + -other
    }
}

impl<const N: usize> Mul for Jet<N> {
    type Output = Jet<N>;

    #[expect(clippy::suspicious_arithmetic_impl, reason = "the derivative of a product is a sum")]
    fn mul(self, other: Jet<N>) -> Jet<N> {
        let (f, g) = (self.gradient, other.gradient);
        Jet {
            value: self.value * other.value,
            gradient: from_fn(|i| f[i] * other.value + self.value * g[i]),
            hessian: from_fn(|i| {
                from_fn(|j| {
                    self.hessian[i][j] * other.value + self.value * other.hessian[i][j] + f[i] * g[j] + f[j] * g[i]
                })
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivatives_of_a_product_and_a_quotient_are_those_of_calculus() {
        let (x, y) = (Jet::<2>::variable(0, 3.0), Jet::<2>::variable(1, 2.0));
        let product = x * x * y;
        assert_eq!((product.value, product.gradient), (18.0, [12.0, 9.0]));
        assert_eq!(product.hessian, [[4.0, 6.0], [6.0, 0.0]]);
        let quotient = x * y.recip();
        assert_eq!((quotient.value, quotient.gradient), (1.5, [0.5, -0.75]));
        assert_eq!(quotient.hessian, [[0.0, -0.25], [-0.25, 0.75]]);
    }

    #[test]
    fn a_composition_equals_the_same_sum_written_out() {
        let (x, y) = (Jet::<2>::variable(0, 0.7), Jet::<2>::variable(1, 1.9));
        let (u, v) = (Jet::<2>::variable(0, (x * y).value), Jet::<2>::variable(1, x.ln().value));
        let outer = (u * v).log_add_exp(u);
        let direct = (x * y * x.ln()).log_add_exp(x * y);
        let composed = Jet::compose(outer, [x * y, x.ln()]);
        for i in 0..2 {
            assert!((composed.gradient[i] - direct.gradient[i]).abs() < 1e-14);
            for j in 0..2 {
                assert!((composed.hessian[i][j] - direct.hessian[i][j]).abs() < 1e-13);
            }
        }
    }

    #[test]
    fn logarithms_of_vast_numbers_add_up() {
        let sum = Jet::<1>::variable(0, 5_000.0).log_add_exp(Jet::constant(5_000.0));
        assert_eq!(sum.value, 5_000.0 + std::f64::consts::LN_2);
        assert_eq!((sum.gradient, sum.hessian), ([0.5], [[0.25]]));
    }
}
