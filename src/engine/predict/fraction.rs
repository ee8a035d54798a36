//! Gauss' continued fraction for F(q, z) = ₂F₁(1, q; c; z), 0 ≤ z < 1 and 0 < q < c, where all its terms are positive.
//!
//! It takes some 18 / √(1 − z) steps where the series takes 37 / (1 − z).

use super::jet::Jet;

/// Returns F.
pub(super) fn gauss(q: f64, c: f64, z: f64) -> f64 {
    walk(q, c, z).0
}

/// Returns F with its derivatives in q, c and z.
///
/// Evaluated from the far end, because a step is then one product and one quotient.
pub(super) fn gauss_jet(q: f64, c: f64, z: f64) -> Jet<3> {
    let (_, steps) = walk(q, c, z);
    // Derivatives settle a little later than the value.
    let steps = steps + steps / 4 + 6;
    let mut rest = Jet::constant(1.0);
    for step in (1..=steps).rev() {
        rest = one_less(&factor(step, q, c).times_z(z), &rest);
    }
    rest.recip()
}

/// Returns 1 − `above` / `below`, written out because the slowest fit does nothing else.
fn one_less(above: &Jet<3>, below: &Jet<3>) -> Jet<3> {
    let r = 1.0 / below.value;
    let ratio = above.value * r;
    let slope = |i: usize| (above.gradient[i] - ratio * below.gradient[i]) * r;
    let [q, c, z] = [slope(0), slope(1), slope(2)];
    let [dq, dc, dz] = below.gradient;
    let (f, g) = (&above.hessian, &below.hessian);
    let qq = (f[0][0] - 2.0 * q * dq - ratio * g[0][0]) * r;
    let qc = (f[0][1] - q * dc - c * dq - ratio * g[0][1]) * r;
    let qz = (f[0][2] - q * dz - z * dq - ratio * g[0][2]) * r;
    let cc = (f[1][1] - 2.0 * c * dc - ratio * g[1][1]) * r;
    let cz = (f[1][2] - c * dz - z * dc - ratio * g[1][2]) * r;
    let zz = (f[2][2] - 2.0 * z * dz - ratio * g[2][2]) * r;
    Jet { value: 1.0 - ratio, gradient: [-q, -c, -z], hessian: [[-qq, -qc, -qz], [-qc, -cc, -cz], [-qz, -cz, -zz]] }
}

/// Returns F by Lentz' method, and the number of steps it took.
fn walk(q: f64, c: f64, z: f64) -> (f64, u32) {
    let (mut result, mut up, mut down) = (1.0, 1.0, 0.0);
    let mut step = 0;
    while step < MOST_STEPS {
        step += 1;
        let term = -factor(step, q, c).value() * z;
        down = 1.0 / (1.0 + term * down);
        up = 1.0 + term / up;
        let ratio = up * down;
        result *= ratio;
        if (ratio - 1.0).abs() <= 0.5 * f64::EPSILON {
            break;
        }
    }
    (1.0 / result, step)
}

/// Steps for 1 − z of about 10⁻⁸.
const MOST_STEPS: u32 = 200_000;

/// A coefficient of the fraction: two linear factors over a square in c.
struct Factor {
    /// The first factor, and its derivatives in q and c.
    first: (f64, f64, f64),
    /// The second factor, and its derivative in c.
    second: (f64, f64),
    /// The denominator, and its derivative in c; its second derivative is 2.
    below: (f64, f64),
}

/// Returns the coefficient of a step, counted from one.
fn factor(step: u32, q: f64, c: f64) -> Factor {
    let n = f64::from(step);
    let k = f64::from(step.div_ceil(2));
    let (low, high) = (c + n - 2.0, c + n - 1.0);
    let below = (low * high, low + high);
    if step % 2 == 1 {
        Factor { first: (q + k - 1.0, 1.0, 0.0), second: (c + k - 2.0, 1.0), below }
    } else {
        Factor { first: (c - q + k - 1.0, -1.0, 1.0), second: (k, 0.0), below }
    }
}

impl Factor {
    fn value(&self) -> f64 {
        self.first.0 * self.second.0 / self.below.0
    }

    /// Returns this coefficient times z, with derivatives in q, c and z.
    fn times_z(&self, z: f64) -> Jet<3> {
        let (first, of_q, of_c) = self.first;
        let (second, second_c) = self.second;
        let (below, below_c) = self.below;
        let part = 1.0 / below;
        let part_c = -below_c * part * part;
        let part_cc = (2.0 * below_c * below_c * part - 2.0) * part * part;
        let above = first * second;
        let above_c = of_c * second + first * second_c;
        let above_cc = 2.0 * of_c * second_c;
        let value = above * part;
        let d_q = of_q * second * part;
        let d_c = above_c * part + above * part_c;
        let d_qc = of_q * (second_c * part + second * part_c);
        let d_cc = above_cc * part + 2.0 * above_c * part_c + above * part_cc;
        Jet {
            value: value * z,
            gradient: [d_q * z, d_c * z, value],
            hessian: [[0.0, d_qc * z, d_q], [d_qc * z, d_cc * z, d_c], [d_q, d_c, 0.0]],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fraction_is_the_sum_of_its_series() {
        for (q, c, z) in [(0.6, 2.2, 0.3), (5.3, 6.1, 0.7), (27.0, 28.2, 0.95), (1.0, 2.0, 0.0), (0.5, 1.01, 0.5)] {
            let (mut term, mut sum, mut n) = (1.0, 0.0, 0.0);
            while term > 1e-18 {
                sum += term;
                term *= (q + n) / (c + n) * z;
                n += 1.0;
            }
            assert!((gauss(q, c, z) / sum - 1.0).abs() < 1e-13, "{q} {c} {z}");
            assert!((gauss_jet(q, c, z).value / sum - 1.0).abs() < 1e-13, "{q} {c} {z}");
        }
        // F(1, z) is −ln(1 − z) / z for c = 2; so near 1 the last digit of z is the tenth of F.
        let z = 0.999_999;
        assert!((gauss(1.0, 2.0, z) * z / -libm::log1p(-z) - 1.0).abs() < 1e-10);
    }

    #[test]
    fn derivatives_are_those_of_small_differences() {
        for at in [[0.6, 2.2, 0.3], [5.3, 6.1, 0.7], [27.0, 28.2, 0.95], [0.8, 2.9, 1e-9]] {
            let jet = gauss_jet(at[0], at[1], at[2]);
            for i in 0..3 {
                let h = 1e-5 * if i == 2 { 1e-2 } else { 1.0 };
                let moved = |by: f64| {
                    let mut to = at;
                    to[i] += by;
                    gauss_jet(to[0], to[1], to[2])
                };
                let (up, down) = (moved(h), moved(-h));
                let off = ((up.value - down.value) / (2.0 * h) - jet.gradient[i]).abs();
                assert!(off < 1e-7 * jet.gradient[i].abs().max(1.0), "{at:?} {i}: {off}");
                for j in 0..3 {
                    let off = ((up.gradient[j] - down.gradient[j]) / (2.0 * h) - jet.hessian[i][j]).abs();
                    assert!(off < 1e-6 * jet.hessian[i][j].abs().max(1.0), "{at:?} {i} {j}: {off}");
                }
            }
        }
    }
}
