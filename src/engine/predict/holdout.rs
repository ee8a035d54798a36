//! What a forecast of an earlier day would have been worth: fitted to what was known then, held against what came.

use super::forecast::{Estimate, Outlook};
use super::history::{DAYS_A_WEEK, Histories, History};
use super::process::Model;
use super::verdict::{Fit, Refused};
use crate::domain::Date;
use crate::ledger::Ledger;

/// A forecast and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holdout {
    /// The last day that the fit knew.
    pub split: Date,
    /// The last day that was forecast.
    pub end: Date,
    /// Customers known on the day of the split.
    pub customers: u32,
    /// Their orders since, one a day at most.
    pub actual: u64,
    /// What was forecast.
    pub forecast: Estimate,
    /// What would have been forecast if everyone had gone on at the rate of its repeats.
    pub naive: f64,
    /// By how many orders a customer's forecast missed on average.
    pub mean_error: f64,
    /// How customers' forecasts and orders go together, `None` where one of them is the same for all.
    pub correlation: Option<f64>,
    /// The fit.
    pub fit: Fit,
}

impl Holdout {
    /// Fits a model to the orders up to `split` and holds its forecast against those up to `end`.
    ///
    /// # Errors
    ///
    /// [`Refused`] where the orders up to the split do not tell.
    pub fn of(ledger: &Ledger, split: Date, end: Date, model: Model) -> Result<Holdout, Refused> {
        let known = Histories::take(ledger, split);
        let later = Histories::take(ledger, end.max(split));
        let fit = Fit::of(&known, model)?;
        let weeks = f64::from(later.end().days() - split.days()) / DAYS_A_WEEK;
        let expected = known.expected(&fit.process, |past| fit.process.ahead(past, weeks));
        let naive = known.each(|past| match past.age > 0.0 {
            true => f64::from(past.repeats) / past.age * weeks,
            false => 0.0,
        });
        let came = came(&known, later.rows());
        // INVARIANT (columns): `expected`, `naive` and `came` are as long as the rows that `order` names.
        let mut order: Vec<usize> = known.order().collect();
        order.sort_by_key(|row| (known.rows()[*row].past, came[*row]));
        let in_order = |column: &[f64]| order.iter().map(|row| column[*row]).collect::<Vec<f64>>();
        let (expected, naive) = (in_order(&expected), in_order(&naive));
        let came: Vec<u32> = order.iter().map(|row| came[*row]).collect();
        let customers = known.rows().len();
        let missed: f64 = expected.iter().zip(&came).map(|(e, c)| (e - f64::from(*c)).abs()).sum();
        Ok(Holdout {
            split,
            end: later.end(),
            customers: customers as u32,
            actual: came.iter().map(|came| u64::from(*came)).sum(),
            forecast: Outlook::fitted(&known, &fit, None).over(&edges(weeks)).1.orders,
            naive: naive.iter().sum(),
            mean_error: missed / customers as f64,
            correlation: correlation(&expected, &came),
            fit,
        })
    }

    /// Tells whether what came lies within the forecast's range.
    pub fn holds(&self) -> bool {
        let actual = self.actual as f64;
        self.forecast.range.is_some_and(|(low, high)| low <= actual && actual <= high)
    }
}

/// Returns how many more repeats each known customer has later; both are by customer number.
fn came(known: &Histories, later: &[History]) -> Vec<u32> {
    let mut later = later.iter();
    let mut more = |history: &History| {
        let then = later.find(|then| then.customer == history.customer)?;
        Some(then.past.repeats.saturating_sub(history.past.repeats))
    };
    known.rows().iter().map(|history| more(history).unwrap_or(0)).collect()
}

/// Returns a time in weeks cut into parts of about a month.
fn edges(weeks: f64) -> Vec<f64> {
    let parts = (weeks / 4.0).ceil().clamp(1.0, 1_000.0) as u32;
    (1..=parts).map(|part| weeks * f64::from(part) / f64::from(parts)).collect()
}

/// Returns Pearson's correlation.
fn correlation(expected: &[f64], came: &[u32]) -> Option<f64> {
    let count = expected.len() as f64;
    let mean_expected = expected.iter().sum::<f64>() / count;
    let mean_came = came.iter().map(|came| f64::from(*came)).sum::<f64>() / count;
    let (mut ee, mut cc, mut ec) = (0.0, 0.0, 0.0);
    for (expected, came) in expected.iter().zip(came) {
        let (e, c) = (expected - mean_expected, f64::from(*came) - mean_came);
        ee += e * e;
        cc += c * c;
        ec += e * c;
    }
    let both = (ee * cc).sqrt();
    (both > 0.0 && both.is_finite()).then(|| (ec / both).clamp(-1.0, 1.0))
}
