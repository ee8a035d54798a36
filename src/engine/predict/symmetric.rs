//! Small symmetric matrices by their eigenvectors.

use std::array::from_fn;

/// A symmetric matrix as a sum of values along perpendicular directions.
///
/// INVARIANT (axes): all indices run below `N`, the length of each array.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spectrum<const N: usize> {
    /// The eigenvalues.
    pub(super) values: [f64; N],
    /// The eigenvectors, one a row, of length one.
    pub(super) axes: [[f64; N]; N],
}

impl<const N: usize> Spectrum<N> {
    /// Takes a symmetric matrix apart by Jacobi's rotations.
    pub(super) fn of(mut matrix: [[f64; N]; N]) -> Spectrum<N> {
        let mut axes: [[f64; N]; N] = from_fn(|i| from_fn(|j| if i == j { 1.0 } else { 0.0 }));
        for _ in 0..SWEEPS {
            let pairs = || (0..N).flat_map(|i| (i + 1..N).map(move |j| (i, j)));
            let is_negligible = |(i, j): (usize, usize)| {
                matrix[i][j].abs() <= f64::EPSILON * 1e-3 * (matrix[i][i] * matrix[j][j]).abs().sqrt()
            };
            if pairs().all(is_negligible) {
                break;
            }
            for (i, j) in pairs() {
                rotate(&mut matrix, &mut axes, i, j);
            }
        }
        Spectrum { values: from_fn(|i| matrix[i][i]), axes }
    }

    /// Returns the matrix with each eigenvalue replaced by `of`, times a vector.
    pub(super) fn apply(&self, vector: &[f64; N], of: impl Fn(f64) -> f64) -> [f64; N] {
        let mut result = [0.0; N];
        for (value, axis) in self.values.iter().zip(&self.axes) {
            let along: f64 = axis.iter().zip(vector).map(|(a, v)| a * v).sum();
            let times = of(*value) * along;
            result.iter_mut().zip(axis).for_each(|(r, a)| *r += times * a);
        }
        result
    }

    /// Returns the largest eigenvalue by size.
    pub(super) fn radius(&self) -> f64 {
        self.values.iter().fold(0.0, |most: f64, value| most.max(value.abs()))
    }
}

/// Jacobi's method doubles its digits each sweep; matrices of four need six or seven.
const SWEEPS: usize = 30;

/// Turns the plane of two axes so that the matrix no longer mixes them.
fn rotate<const N: usize>(matrix: &mut [[f64; N]; N], axes: &mut [[f64; N]; N], i: usize, j: usize) {
    if matrix[i][j] == 0.0 {
        return;
    }
    let theta = (matrix[j][j] - matrix[i][i]) / (2.0 * matrix[i][j]);
    let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    for row in matrix.iter_mut() {
        (row[i], row[j]) = (cosine * row[i] - sine * row[j], sine * row[i] + cosine * row[j]);
    }
    for (k, (a, b)) in (matrix[i].into_iter().zip(matrix[j])).enumerate() {
        matrix[i][k] = cosine * a - sine * b;
        matrix[j][k] = sine * a + cosine * b;
    }
    for (k, (a, b)) in (axes[i].into_iter().zip(axes[j])).enumerate() {
        axes[i][k] = cosine * a - sine * b;
        axes[j][k] = sine * a + cosine * b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverse_undoes_its_matrix() {
        let matrix = [[4.0, 1.0, 0.5], [1.0, -3.0, 2.0], [0.5, 2.0, 1e-6]];
        let spectrum = Spectrum::of(matrix);
        let vector = [1.0, 2.0, 3.0];
        let there: [f64; 3] = from_fn(|i| (0..3).map(|j| matrix[i][j] * vector[j]).sum());
        let back = spectrum.apply(&there, |value| 1.0 / value);
        assert!(back.iter().zip(vector).all(|(a, b)| (a - b).abs() < 1e-12), "{back:?}");
        let trace: f64 = spectrum.values.iter().sum();
        assert!((trace - 1.000_001).abs() < 1e-12);
    }

    #[test]
    fn a_diagonal_matrix_stays_as_it_is() {
        let spectrum = Spectrum::of([[2.0, 0.0], [0.0, -5.0]]);
        assert_eq!((spectrum.values, spectrum.radius()), ([2.0, -5.0], 5.0));
    }
}
