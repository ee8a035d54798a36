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
        let frames = self.histories.frames();
        let times = frames.iter().map(|frame| windows(&self.process, &frame.in_weeks(), edges));
        let times: Vec<Vec<Window>> = times.collect();
        let shares = self.shares();
        let slopes = self.slopes(edges, &times);
        let mut aheads: Vec<Ahead> = (0..=edges.len())
            .map(|place| {
                let (mut orders, mut sales) = (Sum::default(), Sum::default());
                for (share, windows) in shares.iter().zip(&times) {
                    if let Some(window) = windows.get(place) {
                        orders.add(window, [share.alive, 0.0, share.alive, share.alive_squared]);
                        sales.add(window, share.sales);
                    }
                }
                let doubt = slopes.get(place).map_or((0.0, 0.0), |slope| (self.doubt(slope.0), self.doubt(slope.1)));
                Ahead {
                    orders: orders.estimate(doubt.0, true),
                    sales: self.spend.map(|spend| sales.estimate(doubt.1, spend.squares(0, 0.0).is_some())),
                }
            })
            .collect();
        let nothing = Estimate { expected: 0.0, range: Some((0.0, 0.0)) };
        let whole = aheads.pop().unwrap_or(Ahead { orders: nothing, sales: None });
        (aheads, whole)
    }

    /// Returns for each frame what its customers add up to.
    fn shares(&self) -> Vec<Share> {
        let mut shares = vec![Share::default(); self.histories.frames().len()];
        let groups = self.histories.groups();
        let alive: Vec<f64> = groups.iter().map(|group| self.process.alive(&group.past.in_weeks())).collect();
        let frames: Vec<usize> = self.histories.frames_of_groups().collect();
        let groups: Vec<usize> = self.histories.groups_of_rows().collect();
        for row in self.histories.order() {
            let Some((history, group)) = self.histories.rows().get(row).zip(groups.get(row)) else { continue };
            let Some((alive, frame)) = alive.get(*group).zip(frames.get(*group)) else { continue };
            let Some(share) = shares.get_mut(*frame) else { continue };
            share.alive += alive;
            share.alive_squared += alive * alive;
            let Some(spend) = self.spend else { continue };
            let mean = spend.of_spend(history.spend);
            let squares = spend.squares(history.spend.days, history.spend.mean().unwrap_or(0.0));
            let (spread, square) = squares.unwrap_or_default();
            let parts = [alive * mean, alive * spread, alive * square, alive * alive * mean * mean];
            share.sales.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        }
        shares
    }

    /// Returns the variance that the doubt about the parameters adds to something with this slope.
    fn doubt(&self, slope: [f64; 4]) -> f64 {
        let Some(spread) = self.spread else { return 0.0 };
        let across = |row: &[f64; 4]| row.iter().zip(slope).map(|(c, s)| c * s).sum::<f64>();
        spread.iter().zip(slope).map(|(row, s)| s * across(row)).sum::<f64>().max(0.0)
    }

    /// Returns the slopes of orders and sales in the logarithms of the parameters, for each time and all of them.
    fn slopes(&self, edges: &[f64], times: &[Vec<Window>]) -> Vec<([f64; 4], [f64; 4])> {
        if self.spread.is_none() {
            return Vec::new();
        }
        let mut slopes = vec![([0.0; 4], [0.0; 4]); edges.len() + 1];
        let means = |windows: &Vec<Window>| windows.iter().map(|window| window.mean).collect();
        let here = self.means(&self.shares(), &times.iter().map(means).collect::<Vec<_>>());
        for index in 0..4 {
            let mut parameters = self.process.parameters();
            parameters[index] *= exp(NUDGE);
            let Ok(process) = Process::new(self.process.model(), parameters) else { continue };
            let frames = self.histories.frames().iter();
            let times: Vec<Vec<f64>> = frames.map(|frame| means_of(&process, &frame.in_weeks(), edges)).collect();
            let there = self.means(&Outlook { process, ..*self }.shares(), &times);
            for ((slope, here), there) in slopes.iter_mut().zip(&here).zip(there) {
                slope.0[index] = (there.0 - here.0) / NUDGE;
                slope.1[index] = (there.1 - here.1) / NUDGE;
            }
        }
        slopes
    }

    /// Returns expected orders and sales, for each time and all of them.
    fn means(&self, shares: &[Share], times: &[Vec<f64>]) -> Vec<(f64, f64)> {
        let mut sums = vec![(0.0, 0.0); times.first().map_or(0, Vec::len)];
        for (share, means) in shares.iter().zip(times) {
            for (sum, mean) in sums.iter_mut().zip(means) {
                *sum = (sum.0 + share.alive * mean, sum.1 + share.sales[0] * mean);
            }
        }
        sums
    }
}

/// What the customers of a frame add up to.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    /// How many are still there, in the mean.
    alive: f64,
    /// The squares of their probabilities.
    alive_squared: f64,
    /// The same for their amounts: of the mean, of an amount's variance, of the mean's square, and the squares of both.
    sales: [f64; 4],
}

/// The number of orders of someone still there within a time: its mean and the mean of its square.
#[derive(Clone, Copy, Debug, Default)]
struct Window {
    mean: f64,
    square: f64,
}

/// Mean and variance, summed over frames.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    expected: f64,
    variance: f64,
}

impl Sum {
    /// Adds customers with so many expected per order, of so much variance and square per order, less the squared means.
    fn add(&mut self, window: &Window, [mean, spread, square, squared]: [f64; 4]) {
        self.expected += mean * window.mean;
        self.variance += spread * window.mean + square * window.square - squared * window.mean * window.mean;
    }

    /// Returns a number that is never below zero with its range.
    fn estimate(self, doubt: f64, is_bounded: bool) -> Estimate {
        let reach = NINE_OF_TEN * (self.variance.max(0.0) + doubt).sqrt();
        let range = ((self.expected - reach).max(0.0), self.expected + reach);
        Estimate { expected: self.expected, range: is_bounded.then_some(range) }
    }
}

/// Returns the moments between two of `edges` each, and those of all of them, of someone still there.
///
/// A pair of orders at u < v is as likely as an order at v of a customer with one more repeat, times
/// [`Process::again`]; over a time it is integrated by Simpson's rule.
fn windows(process: &Process, past: &Purchases, edges: &[f64]) -> Vec<Window> {
    let again = 2.0 * process.again(past);
    let more = Purchases { repeats: past.repeats.saturating_add(1), ..*past };
    let window = |mean: f64, pairs: f64| Window { mean, square: again * pairs.max(0.0) + mean };
    let mut windows = Vec::with_capacity(edges.len() + 1);
    let (mut from, mut mean, mut next, mut area) = (0.0, 0.0, 0.0, 0.0);
    for &edge in edges {
        let length = edge - from;
        let (mean_there, next_there) = (process.ahead(past, edge), process.ahead(&more, edge));
        let part = length / 6.0 * (next + 4.0 * process.ahead(&more, from + 0.5 * length) + next_there);
        windows.push(window(mean_there - mean, length * next_there - part));
        area += part;
        (from, mean, next) = (edge, mean_there, next_there);
    }
    windows.push(window(mean, from * next - area));
    windows
}

/// Returns the means alone.
fn means_of(process: &Process, past: &Purchases, edges: &[f64]) -> Vec<f64> {
    let mut before = 0.0;
    let mut means: Vec<f64> = Vec::with_capacity(edges.len() + 1);
    for edge in edges {
        let until = process.ahead(past, *edge);
        means.push(until - before);
        before = until;
    }
    means.push(before);
    means
}

/// Nine of ten normal outcomes lie within so many standard deviations of the mean.
const NINE_OF_TEN: f64 = 1.644_853_626_951_472_2;
/// By how much the logarithm of a parameter is moved to see what it does.
const NUDGE: f64 = 1e-5;
