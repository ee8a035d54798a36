//! What the whole book will bring month by month, from the customers it has, with a range.
//!
//! The range has two parts, both computed and neither drawn by lot. *Chance*: a customer's number of orders
//! varies because its rate, its leaving and its orders do; their exact variance follows from the expected
//! number of pairs of orders, and customers add up independently. *Doubt*: the fitted parameters are not the
//! true ones; their covariance is carried over by the forecast's slopes. The range is as wide as a normal
//! distribution of both needs to hold nine of ten outcomes. It knows nothing of customers that are yet to
//! come, nor of a world that changes: [`Holdout`](super::Holdout) shows what that makes of it.

use libm::exp;

use super::gamma_gamma::GammaGamma;
use super::history::{DAYS_A_WEEK, Histories};
use super::process::Process;
use super::sample::Purchases;
use super::verdict::Fit;
use crate::domain::Date;

/// What a forecast rests on.
#[derive(Clone, Copy, Debug)]
pub struct Outlook<'a> {
    histories: &'a Histories,
    process: Process,
    /// Covariances of the logarithms of the parameters, where they are fitted.
    spread: Option<[[f64; 4]; 4]>,
    spend: Option<GammaGamma>,
}

/// A book's next months.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The months, the first one beginning on the day after the observation.
    pub months: Vec<MonthAhead>,
    /// All of them together; its range is narrower than the sum of theirs.
    pub whole: Ahead,
}

/// A month to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthAhead {
    /// Its last day.
    pub until: Date,
    /// What it will bring.
    pub ahead: Ahead,
}

/// What a time will bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// Days with an order, summed over customers.
    pub orders: Estimate,
    /// Sales in minor units of the base currency, where the amounts tell.
    pub sales: Option<Estimate>,
}

/// A number to expect, and where nine of ten outcomes lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub expected: f64,
    /// The range; `None` where the variance of amounts is not finite (Gamma-Gamma's q ≤ 2).
    pub range: Option<(f64, f64)>,
}

impl<'a> Outlook<'a> {
    /// Returns the outlook of a fit, which knows how far its parameters are to be trusted.
    pub fn fitted(histories: &'a Histories, fit: &Fit, spend: Option<GammaGamma>) -> Outlook<'a> {
        Outlook { histories, process: fit.process, spread: fit.spread, spend }
    }

    /// Returns the outlook of parameters that are taken for exact.
    pub fn given(histories: &'a Histories, process: Process, spend: Option<GammaGamma>) -> Outlook<'a> {
        Outlook { histories, process, spread: None, spend }
    }

    /// Returns the next months.
    pub fn forecast(&self, months: u32) -> Forecast {
        let end = self.histories.end();
        let days: Vec<Date> = (1..=months).map(|month| end.plus_months(month)).collect();
        let weeks = |until: &Date| f64::from(until.days() - end.days()) / DAYS_A_WEEK;
        let (each, whole) = self.over(&days.iter().map(weeks).collect::<Vec<_>>());
        let months = days.into_iter().zip(each).map(|(until, ahead)| MonthAhead { until, ahead }).collect();
        Forecast { months, whole }
    }

    /// Returns what each time between two of `edges` will bring, and all of them; ascending, in weeks, zero left out.
    pub fn over(&self, edges: &[f64]) -> (Vec<Ahead>, Ahead) {
        let groups = self.histories.groups();
        let windows: Vec<Vec<Moments>> =
            groups.iter().map(|group| windows(&self.process, &group.past.in_weeks(), edges)).collect();
        let worth = self.worth();
        let slopes = self.slopes(edges, &worth);
        let mut aheads: Vec<Ahead> = (0..=edges.len())
            .map(|place| {
                let slope = slopes.get(place);
                Ahead {
                    orders: self.orders(&windows, place, slope.map(|slope| slope.0)),
                    sales: self.spend.map(|spend| self.sales(&windows, place, spend, slope.map(|slope| slope.1))),
                }
            })
            .collect();
        let nothing = Estimate { expected: 0.0, range: Some((0.0, 0.0)) };
        let whole = aheads.pop().unwrap_or(Ahead { orders: nothing, sales: None });
        (aheads, whole)
    }

    fn orders(&self, windows: &[Vec<Moments>], place: usize, slope: Option<[f64; 4]>) -> Estimate {
        let (mut expected, mut variance) = (0.0, 0.0);
        for (group, windows) in self.histories.groups().iter().zip(windows) {
            let Some(moments) = windows.get(place) else { continue };
            let customers = f64::from(group.customers);
            expected += customers * moments.mean;
            variance += customers * (moments.square - moments.mean * moments.mean);
        }
        estimate(expected, Some(variance + self.doubt(slope)))
    }

    fn sales(&self, windows: &[Vec<Moments>], place: usize, spend: GammaGamma, slope: Option<[f64; 4]>) -> Estimate {
        let (mut expected, mut variance) = (0.0, Some(0.0));
        for (history, group) in self.histories.rows().iter().zip(self.histories.groups_of_rows()) {
            let Some(moments) = windows.get(group).and_then(|windows| windows.get(place)) else { continue };
            let mean = moments.mean * spend.of_spend(history.spend);
            expected += mean;
            let squares = match history.spend.mean() {
                Some(mean) => spend.squares(history.spend.days, mean),
                None => spend.squares(0, 0.0),
            };
            variance = variance.zip(squares).map(|(variance, (spread, square))| {
                variance + moments.mean * spread + moments.square * square - mean * mean
            });
        }
        estimate(expected, variance.map(|variance| variance + self.doubt(slope)))
    }

    /// Returns the variance that the doubt about the parameters adds to something with this slope.
    fn doubt(&self, slope: Option<[f64; 4]>) -> f64 {
        let Some((spread, slope)) = self.spread.zip(slope) else { return 0.0 };
        let across = |row: &[f64; 4]| row.iter().zip(slope).map(|(c, s)| c * s).sum::<f64>();
        spread.iter().zip(slope).map(|(row, s)| s * across(row)).sum::<f64>().max(0.0)
    }

    /// Returns for each group what its customers spend on an order, summed.
    fn worth(&self) -> Vec<f64> {
        let mut worth = vec![0.0; self.histories.groups().len()];
        let Some(spend) = self.spend else { return worth };
        for (history, group) in self.histories.rows().iter().zip(self.histories.groups_of_rows()) {
            if let Some(worth) = worth.get_mut(group) {
                *worth += spend.of_spend(history.spend);
            }
        }
        worth
    }

    /// Returns the slopes of orders and sales in the logarithms of the parameters, for each time and all of them.
    fn slopes(&self, edges: &[f64], worth: &[f64]) -> Vec<([f64; 4], [f64; 4])> {
        if self.spread.is_none() {
            return Vec::new();
        }
        let mut slopes = vec![([0.0; 4], [0.0; 4]); edges.len() + 1];
        let here = self.means(&self.process, edges, worth);
        for index in 0..4 {
            let mut parameters = self.process.parameters();
            parameters[index] *= exp(NUDGE);
            let Ok(process) = Process::new(self.process.model(), parameters) else { continue };
            let there = self.means(&process, edges, worth);
            for ((slope, here), there) in slopes.iter_mut().zip(&here).zip(there) {
                slope.0[index] = (there.0 - here.0) / NUDGE;
                slope.1[index] = (there.1 - here.1) / NUDGE;
            }
        }
        slopes
    }

    /// Returns expected orders and sales, for each time and all of them.
    fn means(&self, process: &Process, edges: &[f64], worth: &[f64]) -> Vec<(f64, f64)> {
        let mut sums = vec![(0.0, 0.0); edges.len() + 1];
        for (group, worth) in self.histories.groups().iter().zip(worth) {
            let past = group.past.in_weeks();
            let alive = process.alive(&past);
            let mut before = 0.0;
            let mut add = |place: usize, orders: f64| {
                if let Some(sum) = sums.get_mut(place) {
                    *sum = (sum.0 + f64::from(group.customers) * orders, sum.1 + worth * orders);
                }
            };
            for (place, edge) in edges.iter().enumerate() {
                let until = alive * process.ahead(&past, *edge);
                add(place, until - before);
                before = until;
            }
            add(edges.len(), before);
        }
        sums
    }
}

/// The means of a customer's number of orders within a time, and of its square.
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    mean: f64,
    square: f64,
}

/// Returns the moments between two of `edges` each, and those of all of them.
///
/// A pair of orders at u < v is as likely as an order at v of a customer with one more repeat, times
/// [`Process::again`]; over a time it is integrated by Simpson's rule.
fn windows(process: &Process, past: &Purchases, edges: &[f64]) -> Vec<Moments> {
    let alive = process.alive(past);
    let again = 2.0 * process.again(past);
    let more = Purchases { repeats: past.repeats.saturating_add(1), ..*past };
    let moments =
        |mean: f64, pairs: f64| Moments { mean: alive * mean, square: alive * (again * pairs.max(0.0) + mean) };
    let mut windows = Vec::with_capacity(edges.len() + 1);
    let (mut from, mut mean, mut next, mut area) = (0.0, 0.0, 0.0, 0.0);
    for &edge in edges {
        let length = edge - from;
        let (mean_there, next_there) = (process.ahead(past, edge), process.ahead(&more, edge));
        let part = length / 6.0 * (next + 4.0 * process.ahead(&more, from + 0.5 * length) + next_there);
        windows.push(moments(mean_there - mean, length * next_there - part));
        area += part;
        (from, mean, next) = (edge, mean_there, next_there);
    }
    windows.push(moments(mean, from * next - area));
    windows
}

/// Returns a number that is never below zero with its range.
fn estimate(expected: f64, variance: Option<f64>) -> Estimate {
    let range = variance.map(|variance| {
        let reach = NINE_OF_TEN * variance.max(0.0).sqrt();
        ((expected - reach).max(0.0), expected + reach)
    });
    Estimate { expected, range }
}

/// Nine of ten normal outcomes lie within so many standard deviations of the mean.
const NINE_OF_TEN: f64 = 1.644_853_626_951_472_2;
/// By how much the logarithm of a parameter is moved to see what it does.
const NUDGE: f64 = 1e-5;
