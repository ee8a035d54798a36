//! A customer's calendar quarters up to a date.

use crate::domain::choice::choices;
use crate::domain::{CustomerId, Date, Month, OrderKind};
use crate::ledger::{Ledger, Slice};

choices! {
    /// What is counted of a quarter (D9).
    Measure {
        /// Its sales.
        Amount = "amount",
        /// Its orders.
        Orders = "orders",
    }
}

/// The quarters that a date can see: at most [`Span::MOST`] complete ones, and the one that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    as_of: Date,
    /// The last complete quarter.
    last: i32,
    /// The quarter in which the book begins, unless it begins on that quarter's first day.
    opening: Option<i32>,
    // INVARIANT (quarter starts): the first day of each quarter from the first seen to the one after `last`.
    starts: Vec<i32>,
}

/// What was bought in a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Sales in minor units of the base currency, less returns; orders without a rate left out (D14).
    pub sales: i64,
    /// Orders that are neither samples nor returns.
    pub orders: u32,
}

/// The quarters of one customer, from that of its first order on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarters {
    customer: CustomerId,
    first: Option<i32>,
    complete: Vec<Figure>,
    partial: Figure,
}

impl Span {
    /// The most complete quarters that are looked back on: what was earlier says little of a trend now.
    pub const MOST: u32 = 12;

    /// Returns the quarters that a date can see.
    pub fn of(ledger: &Ledger, as_of: Date) -> Span {
        let current = as_of.quarter();
        let is_complete = as_of.plus_days(1).quarter() != current;
        let last = if is_complete { current } else { current - 1 };
        let customers = (0..ledger.customer_bound()).map(CustomerId);
        let first = customers.filter_map(|customer| first_purchase(&ledger.orders_of(customer))).min();
        let seen = first.filter(|day| *day <= as_of);
        let opening = seen.filter(|day| day.days() > first_day(day.quarter()));
        let first_seen = last - Span::MOST as i32 + 1;
        Span {
            as_of,
            last,
            opening: opening.map(Date::quarter),
            starts: (first_seen..=last + 1).map(first_day).collect(),
        }
    }

    /// Returns the date.
    pub const fn as_of(&self) -> Date {
        self.as_of
    }

    /// Returns the last complete quarter, as [`Date::quarter`] numbers them.
    pub const fn last(&self) -> i32 {
        self.last
    }

    /// Returns the quarter in which the book begins, which may not be whole; none where it begins with a quarter.
    pub const fn opening(&self) -> Option<i32> {
        self.opening
    }

    const fn first_seen(&self) -> i32 {
        self.last - Span::MOST as i32 + 1
    }
}

impl Figure {
    /// Returns what a measure counts.
    pub fn of(self, measure: Measure) -> i64 {
        match measure {
            Measure::Amount => self.sales,
            Measure::Orders => self.orders.into(),
        }
    }
}

impl Quarters {
    /// Returns a customer's quarters, `None` for one that did not order up to the date.
    pub fn of(ledger: &Ledger, customer: CustomerId, span: &Span) -> Option<Quarters> {
        let orders = ledger.orders_of(customer).until(span.as_of);
        let first = first_purchase(&orders)?.quarter().max(span.first_seen());
        let count = (span.last - first + 1).max(0) as usize;
        let mut figures = vec![Figure::default(); count + 1];
        let mut starts = span.starts.iter().skip((first - span.first_seen()).max(0) as usize);
        let begin = starts.next().copied().unwrap_or(i32::MIN);
        let mut starts = starts.peekable();
        // The place, among the customer's own quarters, of the quarter that orders have come to.
        let mut place = 0;
        let rows = orders.days().iter().zip(orders.kinds()).zip(orders.amounts()).zip(orders.base_amounts());
        for (((day, kind), own), amount) in rows.skip_while(|(((day, _), _), _)| **day < begin) {
            while starts.next_if(|start| *start <= day).is_some() {
                place += 1;
            }
            if let Some(figure) = figures.get_mut(place) {
                figure.sales = figure.sales.saturating_add(amount.unwrap_or(0));
                figure.orders += u32::from(kind != OrderKind::Sample && *own >= 0);
            }
        }
        let partial = figures.pop().unwrap_or_default();
        Some(Quarters { customer, first: (count > 0).then_some(first), complete: figures, partial })
    }

    /// Returns the customer.
    pub const fn customer(&self) -> CustomerId {
        self.customer
    }

    /// Returns the first of the complete quarters, as [`Date::quarter`] numbers them.
    pub const fn first(&self) -> Option<i32> {
        self.first
    }

    /// Returns the complete quarters, one after another up to the last.
    pub fn complete(&self) -> &[Figure] {
        &self.complete
    }

    /// Returns the quarter that has begun and is not complete.
    pub const fn partial(&self) -> Figure {
        self.partial
    }
}

/// Returns the day of the first order that is no return.
fn first_purchase(orders: &Slice<'_>) -> Option<Date> {
    let mut days = orders.days().iter().zip(orders.amounts());
    days.find(|(_, amount)| **amount >= 0).map(|(day, _)| Date::from_days(*day))
}

fn first_day(quarter: i32) -> i32 {
    let month = Month::new(quarter.div_euclid(4), quarter.rem_euclid(4) as u32 * 3 + 1);
    month.map_or(if quarter <= 4 { Date::MIN } else { Date::MAX }, Month::first_day).days()
}
