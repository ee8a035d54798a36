//! The highest point of a likelihood in a few parameters above zero: damped Newton on their logarithms.
//!
//! Where the surface bends the wrong way its eigenvalues are taken by their size, so that every step
//! leads upward; a step moves no logarithm by more than two, and none leaves its bounds.

use std::array::from_fn;
use std::ops::RangeInclusive;

use libm::{exp, log};

use super::jet::Jet;
use super::symmetric::Spectrum;

/// Where a climb ended.
#[derive(Clone, Copy, Debug)]
pub struct Peak<const N: usize> {
    /// The parameters.
    pub at: [f64; N],
    /// The likelihood there, with derivatives in the logarithms of the parameters.
    pub top: Jet<N>,
    /// How many steps led there.
    pub steps: u32,
    /// Why it ended there.
    pub end: End,
}

/// Why a climb ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// No step leads higher.
    Settled,
    /// It would lead higher beyond the bound of the parameter of this index.
    AtBound(usize),
    /// It took too many steps, or the likelihood has no value where it started.
    Lost,
}

/// Climbs from `start` to the highest point within bounds that hold for each parameter.
///
/// `surface` gives the logarithm of the likelihood with derivatives in the parameters themselves.
pub fn climb<const N: usize>(
    start: [f64; N],
    bounds: RangeInclusive<f64>,
    mut surface: impl FnMut(&[f64; N]) -> Jet<N>,
) -> Peak<N> {
    let (low, high) = (log(*bounds.start()), log(*bounds.end()));
    let mut logs = start.map(|value| log(value).clamp(low, high));
    let mut look = |logs: &[f64; N]| {
        let at = logs.map(exp);
        surface(&at).in_logs(&at)
    };
    let mut here = look(&logs);
    let (mut steps, mut pushed) = (0, [0; N]);
    let end = loop {
        if !here.is_finite() || steps == MOST_STEPS {
            break End::Lost;
        }
        let held = held(&here, &logs, low, high);
        pushed = from_fn(|i| if held[i] { pushed[i] + 1 } else { 0 });
        if let Some(index) = pushed.iter().position(|pushed| *pushed == PATIENCE) {
            break End::AtBound(index);
        }
        let stride = Stride::of(&here, &held);
        let is_last = stride.gain <= SMALLEST_GAIN * here.value.abs().max(1.0);
        let step = longest(&stride, &logs, low, high, &here, &mut look);
        if let Some((to, there)) = step {
            (logs, here) = (to, there);
            steps += 1;
        }
        if is_last || step.is_none() {
            break match held.iter().position(|held| *held) {
                Some(index) => End::AtBound(index),
                None if is_last || stride.gain <= LARGEST_REST * here.value.abs().max(1.0) => End::Settled,
                None => End::Lost,
            };
        }
    };
    Peak { at: logs.map(exp), top: here, steps, end }
}

/// A direction upward, and the rise along it that the slope promises.
struct Stride<const N: usize> {
    direction: [f64; N],
    gain: f64,
}

impl<const N: usize> Stride<N> {
    fn of(here: &Jet<N>, held: &[bool; N]) -> Stride<N> {
        let free = |i: usize, j: usize| !held[i] && !held[j];
        let gradient = from_fn(|i| if held[i] { 0.0 } else { here.gradient[i] });
        let hessian = from_fn(|i| from_fn(|j| if free(i, j) { here.hessian[i][j] } else { 0.0 }));
        let spectrum = Spectrum::of(hessian);
        let least = (spectrum.radius() * FLATTEST).max(f64::MIN_POSITIVE);
        let direction = spectrum.apply(&gradient, |value| 1.0 / value.abs().max(least));
        let gain: f64 = direction.iter().zip(gradient).map(|(d, g)| d * g).sum();
        let most = direction.iter().fold(0.0, |most: f64, d| most.max(d.abs()));
        let cut = if most > LONGEST { LONGEST / most } else { 1.0 };
        Stride { direction: direction.map(|d| d * cut), gain: gain * cut }
    }
}

/// Returns which parameters lie on a bound that the slope pushes them against.
fn held<const N: usize>(here: &Jet<N>, logs: &[f64; N], low: f64, high: f64) -> [bool; N] {
    from_fn(|i| logs[i] <= low && here.gradient[i] < 0.0 || logs[i] >= high && here.gradient[i] > 0.0)
}

/// Returns where the longest part of a stride leads that rises enough, halving it as often as needed.
fn longest<const N: usize>(
    stride: &Stride<N>,
    logs: &[f64; N],
    low: f64,
    high: f64,
    here: &Jet<N>,
    look: &mut impl FnMut(&[f64; N]) -> Jet<N>,
) -> Option<([f64; N], Jet<N>)> {
    let mut part = 1.0;
    for _ in 0..HALVINGS {
        let to: [f64; N] = from_fn(|i| (logs[i] + part * stride.direction[i]).clamp(low, high));
        if to == *logs {
            return None;
        }
        let there = look(&to);
        if there.is_finite() && there.value >= here.value + ENOUGH * part * stride.gain {
            return Some((to, there));
        }
        part *= 0.5;
    }
    None
}

/// The farthest that one step moves a logarithm.
const LONGEST: f64 = 2.0;
/// Steps beyond which a climb is given up; sound data take seven to twenty.
const MOST_STEPS: u32 = 200;
/// Steps in a row that end on one bound before what lies beyond it is given up.
const PATIENCE: u32 = 5;
/// How often a step is halved before it counts as leading nowhere.
const HALVINGS: u32 = 40;
/// The part of the promised rise that a step must bring.
const ENOUGH: f64 = 1e-4;
/// A rise of this part of the likelihood is the last one taken.
const SMALLEST_GAIN: f64 = 1e-13;
/// Where rounding hides a rise of this part of the likelihood, the top is reached all the same.
const LARGEST_REST: f64 = 1e-10;
/// Eigenvalues below this part of the largest are noise.
const FLATTEST: f64 = 1e-13;

#[cfg(test)]
mod tests {
    use super::*;

    /// −(ln x − 1)² − 3 (ln y + ln x)², highest at x = e, y = 1/e.
    fn hill(at: &[f64; 2]) -> Jet<2> {
        let (x, y) = (Jet::variable(0, at[0]).ln(), Jet::variable(1, at[1]).ln());
        let (first, second) = (x.plus(-1.0), x + y);
        -(first * first) - (second * second).scaled(3.0)
    }

    #[test]
    fn a_hill_is_climbed_to_its_top() {
        let peak = climb([9.0, 9.0], 1e-3..=1e3, hill);
        assert_eq!(peak.end, End::Settled);
        assert!((peak.at[0] - std::f64::consts::E).abs() < 1e-12);
        assert!((peak.at[1] * std::f64::consts::E - 1.0).abs() < 1e-12);
        assert!(peak.steps <= 4, "{}", peak.steps);
    }

    #[test]
    fn a_bound_in_the_way_is_named() {
        let peak = climb([1.0, 1.0], 0.5..=1e3, hill);
        assert_eq!(peak.end, End::AtBound(1));
        assert!((peak.at[1] - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_surface_without_values_is_given_up() {
        let peak = climb([1.0], 0.5..=2.0, |_| Jet::constant(f64::NAN));
        assert_eq!((peak.end, peak.steps), (End::Lost, 0));
    }
}
