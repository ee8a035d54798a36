//! Fits, and when they say nothing: no degenerate fit is ever shown as a probability.

use std::ops::RangeInclusive;

use super::history::Histories;
use super::nbd;
use super::newton::{End, climb};
use super::process::{Model, Process};
use super::symmetric::Spectrum;

/// A model fitted to customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The model with its likeliest parameters.
    pub process: Process,
    /// The logarithm of their likelihood, times in weeks.
    pub log_likelihood: f64,
    /// The same of the likeliest customers that never drop out.
    pub without_dropout: f64,
    /// How many steps the fit took.
    pub steps: u32,
    /// Covariances of the logarithms of the parameters; `None` where the likelihood is flat.
    pub spread: Option<[[f64; 4]; 4]>,
}

/// Why a model says nothing about these customers, with the figures that show it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// Too few customers bought again.
    TooFewRepeaters {
        /// How many did.
        repeaters: u32,
        /// How many must.
        least: u32,
    },
    /// Dropping out explains the orders no better than buying without an end: either nobody left or the time
    /// observed is too short to see it.
    NoDropout {
        /// Twice the difference of the logarithms of the likelihoods.
        ratio: f64,
        /// What it must exceed.
        least: f64,
    },
    /// The likelihood rises toward a parameter that means nothing.
    AtBound {
        /// The name of the parameter.
        parameter: &'static str,
        /// Its value in the fit; times in weeks, money in minor units.
        value: f64,
        /// Whether it ran away upward or downward.
        toward: Edge,
    },
    /// The fit did not come to rest.
    Unsettled {
        /// After so many steps.
        steps: u32,
    },
    /// The mean amount of an order is not finite.
    NoMeanSpend {
        /// The parameter that must exceed one.
        q: f64,
    },
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its smallest value.
    Lowest,
    /// Its largest value.
    Highest,
}

/// A fit that is not to be used, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Why.
    pub reason: Refusal,
    /// What the numbers led to, as evidence; never to be shown as a probability.
    pub fit: Option<Box<Fit>>,
}

impl Fit {
    /// Fits a model to customers, or says why that tells nothing.
    ///
    /// # Errors
    ///
    /// [`Refused`], with the reason and the figures behind it.
    pub fn of(histories: &Histories, model: Model) -> Result<Fit, Refused> {
        let repeaters = histories.repeaters();
        if repeaters < LEAST_REPEATERS {
            let reason = Refusal::TooFewRepeaters { repeaters, least: LEAST_REPEATERS };
            return Err(Refused { reason, fit: None });
        }
        let sample = histories.sample();
        // Someone bought again, so time passed. Steps are of one size when time is counted in its mean.
        let unit = sample.mean_age();
        let scaled = sample.in_units(unit);
        let peak = climb([1.0; 4], BOUNDS, |at| model.surface(&scaled, at));
        let mut parameters = peak.at;
        for (value, is_time) in parameters.iter_mut().zip(model.is_time()) {
            *value *= if is_time { unit } else { 1.0 };
        }
        let unsettled = Refused { reason: Refusal::Unsettled { steps: peak.steps }, fit: None };
        let Ok(process) = Process::new(model, parameters) else { return Err(unsettled) };
        if !peak.top.is_finite() {
            return Err(unsettled);
        }
        let shift = sample.repeats() * libm::log(unit);
        let fit = Fit {
            process,
            log_likelihood: peak.top.value - shift,
            without_dropout: nbd::highest(&scaled, BOUNDS) - shift,
            steps: peak.steps,
            spread: spread(peak.top.hessian),
        };
        let reason = if fit.ratio() <= LEAST_RATIO {
            Refusal::NoDropout { ratio: fit.ratio(), least: LEAST_RATIO }
        } else {
            match peak.end {
                End::Settled => return Ok(fit),
                End::Lost => unsettled.reason,
                End::AtBound(index) => at_bound(model.parameters(), parameters, peak.at, index),
            }
        };
        Err(Refused { reason, fit: Some(Box::new(fit)) })
    }

    /// Fits the model that is used unless another is asked for, and Pareto/NBD where that one does not tell: customers
    /// that leave in the midst of a time instead of after an order.
    ///
    /// # Errors
    ///
    /// [`Refused`] with what speaks against the first.
    pub fn telling(histories: &Histories) -> Result<Fit, Refused> {
        Fit::of(histories, Model::DEFAULT).or_else(|refused| match refused.reason {
            Refusal::TooFewRepeaters { .. } => Err(refused),
            _ => Fit::of(histories, Model::ParetoNbd).map_err(|_| refused),
        })
    }

    /// Returns twice the difference that dropping out makes to the logarithm of the likelihood.
    pub fn ratio(&self) -> f64 {
        2.0 * (self.log_likelihood - self.without_dropout)
    }
}

/// Returns the refusal of a fit that ran into the bound of a parameter.
pub(super) fn at_bound<const N: usize>(
    names: [&'static str; N],
    values: [f64; N],
    scaled: [f64; N],
    index: usize,
) -> Refusal {
    // INVARIANT (peak): an index of a climb in `N` parameters is below `N`.
    let toward = if scaled[index] > 1.0 { Edge::Highest } else { Edge::Lowest };
    Refusal::AtBound { parameter: names[index], value: values[index], toward }
}

/// Returns the inverse of the negative of a Hessian, `None` unless it bends down in all directions.
fn spread(hessian: [[f64; 4]; 4]) -> Option<[[f64; 4]; 4]> {
    let spectrum = Spectrum::of(hessian);
    let steepest = -spectrum.radius() * FLATTEST;
    let bends = spectrum.values.iter().all(|value| *value < steepest);
    let unit = |i: usize| std::array::from_fn(|j| if i == j { 1.0 } else { 0.0 });
    bends.then(|| std::array::from_fn(|i| spectrum.apply(&unit(i), |value| -1.0 / value)))
}

/// Customers that must have bought again before four parameters are fitted to them: five for each.
pub const LEAST_REPEATERS: u32 = 20;
/// What twice the gain in log-likelihood must exceed; chance alone exceeds it in one of twenty books.
pub const LEAST_RATIO: f64 = 6.0;
/// Parameters beyond this, times in units of the mean time observed, mean nothing.
pub const BOUNDS: RangeInclusive<f64> = 1e-6..=1e3;
/// A direction that bends less than this part of the steepest is flat.
const FLATTEST: f64 = 1e-10;
