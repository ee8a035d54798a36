//! Sales by calendar quarter: from one to the next, from year to year, doubled twice, and the trend behind them.
//!
//! The quarter that a date lies in counts once its last day is reached; quarters before a customer's
//! first order are not zeros, they are not there.

mod mann_kendall;
mod quarters;

pub use mann_kendall::{Direction, MannKendall, Method, theil_sen};
pub use quarters::{Figure, QuarterGrid, Quarters, Span};

use super::class::Certainty;
use super::growth::{doubled, growth};
use crate::domain::policy::GrowthMeasure;
use crate::domain::share::Share;
use crate::domain::{CustomerId, Date};
use crate::ledger::Ledger;

/// The quarters of all customers that ordered up to a date, and what they tell, ascending by number.
#[derive(Clone, Debug, PartialEq)]
pub struct Trends {
    span: Span,
    rows: Vec<Trend>,
}

/// What a customer's quarters tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// The customer.
    pub customer: CustomerId,
    /// Its complete quarters up to the last one, at most [`Span::MOST`].
    pub quarters: u32,
    /// The last complete quarter against the one before.
    pub quarter_on_quarter: Option<Share>,
    /// The last complete quarter against the same one a year before.
    pub year_on_year: Option<Share>,
    /// Whether two quarters running at least doubled (R45).
    pub doubling: Option<Doubling>,
    /// Whether the quarters rise or fall by more than chance; none below three of them.
    pub mann_kendall: Option<MannKendall>,
    /// The median slope between any two quarters, by quarter; none below two of them.
    pub slope: Option<f64>,
}

/// The last three complete quarters, and whether each at least doubled the one before (R45, D9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubling {
    /// The first of the three quarters, as [`Date::quarter`] numbers them.
    pub from: i32,
    /// What was bought in each of them.
    pub figures: [i64; 3],
    /// Whether both doubled.
    pub is_twice: bool,
    /// Provisional where the first one is the quarter in which the book begins: it may not be whole.
    pub certainty: Certainty,
}

impl Trends {
    /// Finds the trends of all customers in one pass over their orders up to a date.
    pub fn take(ledger: &Ledger, as_of: Date, measure: GrowthMeasure) -> Trends {
        let span = Span::of(ledger, as_of);
        let customers = (0..ledger.customer_bound()).map(CustomerId);
        let quarters = customers.filter_map(|customer| Quarters::of(ledger, customer, &span));
        let rows = quarters.map(|quarters| Trend::of(&quarters, &span, measure)).collect();
        Trends { span, rows }
    }

    /// Returns the quarters that were looked at.
    pub fn span(&self) -> &Span {
        &self.span
    }

    /// Returns the trends, ascending by customer number.
    pub fn rows(&self) -> &[Trend] {
        &self.rows
    }

    /// Returns the trend of a customer, `None` for one that never ordered.
    pub fn of(&self, customer: CustomerId) -> Option<&Trend> {
        let place = self.rows.binary_search_by_key(&customer, |row| row.customer).ok()?;
        self.rows.get(place)
    }
}

impl Trend {
    /// Returns what a customer's quarters tell.
    pub fn of(quarters: &Quarters, span: &Span, measure: GrowthMeasure) -> Trend {
        let figures: Vec<i64> = quarters.complete().iter().map(|figure| figure.of(measure)).collect();
        let last = figures.last().copied();
        let back = |quarters: usize| figures.len().checked_sub(quarters + 1).and_then(|place| figures.get(place));
        let since = |quarters| growth(*back(quarters)?, last?);
        // Half a quarter at the beginning would look like growth.
        let may_be_half = usize::from(quarters.first() == span.opening());
        let whole = figures.get(may_be_half..).unwrap_or(&[]);
        Trend {
            customer: quarters.customer(),
            quarters: figures.len() as u32,
            quarter_on_quarter: since(1),
            year_on_year: since(4),
            doubling: Doubling::of(quarters, span, measure),
            mann_kendall: MannKendall::of(whole),
            slope: theil_sen(whole),
        }
    }
}

impl Doubling {
    /// Returns the last three complete quarters of a customer; none where it has fewer.
    pub fn of(quarters: &Quarters, span: &Span, measure: GrowthMeasure) -> Option<Doubling> {
        let [.., a, b, c] = quarters.complete() else { return None };
        let [a, b, c] = [a, b, c].map(|figure| figure.of(measure));
        let from = span.last() - 2;
        let is_half = Some(from) == span.opening() && quarters.first() == span.opening();
        Some(Doubling {
            from,
            figures: [a, b, c],
            is_twice: doubled(a, b) && doubled(b, c),
            certainty: if is_half { Certainty::Provisional } else { Certainty::Settled },
        })
    }
}

#[cfg(test)]
mod tests;
