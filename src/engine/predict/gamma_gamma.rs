//! Gamma-Gamma (Fader, Hardie and Lee 2005): what a customer spends on a purchase.
//!
//! Amounts of a customer follow Gamma(p, rate ν), the rates of customers Gamma(q, rate v). It holds where
//! spending has nothing to do with how often one buys; [`correlation`] tells.

use std::ops::RangeInclusive;

use libm::log;

use super::history::{Histories, Spend};
use super::jet::Jet;
use super::newton::{End, climb};
use super::special::{digamma, ln_gamma, trigamma};
use super::verdict::{LEAST_REPEATERS, Refusal, at_bound};

/// The model with its parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaGamma {
    // INVARIANT (spend parameters): finite, p and v above zero, q above one.
    p: f64,
    q: f64,
    v: f64,
}

/// The model fitted to customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpendFit {
    /// The model with its likeliest parameters, `v` in minor units.
    pub model: GammaGamma,
    /// The logarithm of their likelihood, amounts in minor units.
    pub log_likelihood: f64,
    /// How many steps the fit took.
    pub steps: u32,
    /// How many customers it rests on.
    pub customers: u32,
    /// How repeats and mean amount go together, see [`correlation`].
    pub correlation: Option<f64>,
}

/// Customers with the same number of purchases and the same mean amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpendRow {
    /// How many purchases.
    pub purchases: f64,
    /// Their mean amount, above zero.
    pub mean: f64,
    /// How many customers.
    pub customers: f64,
}

impl GammaGamma {
    /// Returns the model with parameters, `None` where its mean is not finite (`q` ≤ 1) or a parameter is not above zero.
    pub fn new(p: f64, q: f64, v: f64) -> Option<GammaGamma> {
        let is_sound = |x: f64| 1e-12 <= x && x <= 1e15;
        (is_sound(p) && is_sound(q) && is_sound(v) && 1.0 < q).then_some(GammaGamma { p, q, v })
    }

    /// Returns p, q and v.
    pub fn parameters(&self) -> [f64; 3] {
        [self.p, self.q, self.v]
    }

    /// Returns the mean amount of a purchase of a customer whose own are not known.
    pub fn mean(&self) -> f64 {
        self.expected(0, 0.0)
    }

    /// Returns the mean amount to expect of a customer after so many purchases of a mean amount,
    /// in the unit of `v`.
    pub fn expected(&self, purchases: u32, mean: f64) -> f64 {
        let (shape, scale) = self.known(purchases, mean);
        self.p * scale / (shape - 1.0)
    }

    /// Returns the means of p/ν² and of p²/ν²: the variance of an amount, and the square of its mean.
    ///
    /// `None` where they are not finite.
    pub fn squares(&self, purchases: u32, mean: f64) -> Option<(f64, f64)> {
        let (shape, scale) = self.known(purchases, mean);
        let square = scale * scale / ((shape - 1.0) * (shape - 2.0));
        (2.0 < shape && square.is_finite()).then_some((self.p * square, self.p * self.p * square))
    }

    /// Returns what to expect of a purchase of a customer, in minor units.
    pub fn of_spend(&self, spend: Spend) -> f64 {
        self.expected(spend.days, spend.mean().unwrap_or(0.0))
    }

    /// Returns shape and scale of the rate of a customer with such purchases.
    fn known(&self, purchases: u32, mean: f64) -> (f64, f64) {
        let purchases = f64::from(purchases);
        (self.p * purchases + self.q, self.v + purchases * mean)
    }

    /// Returns the log-likelihood of rows with its derivatives in p, q and v.
    pub fn surface(rows: &[SpendRow], &[p, q, v]: &[f64; 3]) -> Jet<3> {
        let mut sum = Jet::constant(0.0);
        let (gamma, slope, curve) = (ln_gamma(q), digamma(q), trigamma(q));
        for SpendRow { purchases: x, mean, customers } in rows {
            let (own, all) = (p * x, p * x + q);
            let total = x * mean;
            let scale = v + total;
            let per = all / scale;
            let value =
                ln_gamma(all) - ln_gamma(own) - gamma + q * log(v) - all * log(scale) + own * log(total) - log(*mean);
            let (slope_all, curve_all) = (digamma(all), trigamma(all));
            let gradient = [
                x * (slope_all - digamma(own) + log(total) - log(scale)),
                slope_all - slope + log(v) - log(scale),
                q / v - per,
            ];
            let (pq, pv, qv) = (x * curve_all, -x / scale, 1.0 / v - 1.0 / scale);
            let hessian = [
                [x * x * (curve_all - trigamma(own)), pq, pv],
                [pq, curve_all - curve, qv],
                [pv, qv, per / scale - q / (v * v)],
            ];
            sum.add_times(&Jet { value, gradient, hessian }, *customers);
        }
        sum
    }
}

impl SpendFit {
    /// Fits the model to the customers whose repeat purchases have amounts.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] where the amounts do not tell; medians then say more.
    pub fn of(histories: &Histories) -> Result<SpendFit, Refusal> {
        let rows = rows(histories);
        let customers: f64 = rows.iter().map(|row| row.customers).sum();
        let mean = rows.iter().map(|row| row.customers * row.mean).sum::<f64>() / customers;
        if customers < f64::from(LEAST_REPEATERS) {
            return Err(Refusal::TooFewRepeaters { repeaters: customers as u32, least: LEAST_REPEATERS });
        }
        let scaled: Vec<SpendRow> = rows.iter().map(|row| SpendRow { mean: row.mean / mean, ..*row }).collect();
        let peak = climb([1.0, 2.0, 1.0], BOUNDS, |at| GammaGamma::surface(&scaled, at));
        let [p, q, v] = peak.at;
        let unsettled = Refusal::Unsettled { steps: peak.steps };
        match peak.end {
            End::AtBound(index) => Err(at_bound(["p", "q", "v"], [p, q, v * mean], peak.at, index)),
            End::Lost => Err(unsettled),
            End::Settled if q <= 1.0 => Err(Refusal::NoMeanSpend { q }),
            End::Settled => Ok(SpendFit {
                model: GammaGamma::new(p, q, v * mean).ok_or(unsettled)?,
                log_likelihood: peak.top.value - customers * log(mean),
                steps: peak.steps,
                customers: customers as u32,
                correlation: correlation(&rows),
            }),
        }
    }
}

/// Returns the customers with amounts, equal ones together, ascending.
pub fn rows(histories: &Histories) -> Vec<SpendRow> {
    let mut spends: Vec<Spend> = histories.rows().iter().map(|history| history.spend).collect();
    spends.retain(|spend| spend.mean().is_some());
    spends.sort_unstable();
    let runs = spends.chunk_by(|a, b| a == b);
    let row = |run: &[Spend]| {
        let spend = run.first()?;
        let mean = spend.mean()?;
        Some(SpendRow { purchases: spend.days.into(), mean, customers: run.len() as f64 })
    };
    runs.filter_map(row).collect()
}

/// Returns Pearson's correlation of number and mean amount of purchases, `None` where one of them is the same for all.
///
/// The model takes them for independent: near zero is well.
pub fn correlation(rows: &[SpendRow]) -> Option<f64> {
    let customers: f64 = rows.iter().map(|row| row.customers).sum();
    let mean = |of: fn(&SpendRow) -> f64| rows.iter().map(|row| row.customers * of(row)).sum::<f64>() / customers;
    let (x, m) = (mean(|row| row.purchases), mean(|row| row.mean));
    let (mut xx, mut mm, mut xm) = (0.0, 0.0, 0.0);
    for row in rows {
        let (dx, dm) = (row.purchases - x, row.mean - m);
        xx += row.customers * dx * dx;
        mm += row.customers * dm * dm;
        xm += row.customers * dx * dm;
    }
    let both = (xx * mm).sqrt();
    (both > 0.0 && both.is_finite()).then(|| (xm / both).clamp(-1.0, 1.0))
}

/// Parameters beyond this, `v` in units of the mean amount, mean nothing.
const BOUNDS: RangeInclusive<f64> = 1e-4..=1e4;
