//! A customer's calendar quarters up to a date.

use crate::domain::policy::GrowthMeasure;
use crate::domain::{CustomerId, Date, Month, OrderKind};
use crate::ledger::{Ledger, Slice};

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
    pub fn of(self, measure: GrowthMeasure) -> i64 {
        match measure {
            GrowthMeasure::Amount => self.sales,
            GrowthMeasure::Orders => self.orders.into(),
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
        // The places are those among the customer's own quarters.
        let mut walk = Walk::over(span.starts.get((first - span.first_seen()).max(0) as usize..).unwrap_or(&[]));
        let rows = orders.days().iter().zip(orders.kinds()).zip(orders.amounts()).zip(orders.base_amounts());
        for (((day, kind), own), amount) in rows {
            if let Some(figure) = walk.place(*day).and_then(|place| figures.get_mut(place)) {
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

/// All calendar quarters between two dates, as columns that customers' sales are summed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarterGrid {
    first: i32,
    count: usize,
    start: i32,
    /// The place of each day's quarter, from `start` on up to the last day that counts.
    places: Vec<u16>,
}

impl QuarterGrid {
    /// Returns the quarters from that of a date to that of another, which is the last day that counts.
    pub fn between(from: Date, as_of: Date) -> QuarterGrid {
        let first = from.quarter();
        let starts: Vec<i32> = (first..=as_of.quarter()).map(first_day).collect();
        // Where the first date is after the last, there are no quarters and no days.
        let start = starts.first().copied().unwrap_or(from.days());
        let mut walk = Walk::over(&starts);
        let places = (start..=as_of.days()).filter_map(|day| walk.place(day)).map(|place| place as u16).collect();
        QuarterGrid { first, count: starts.len(), start, places }
    }

    /// Returns the quarters, as [`Date::quarter`] numbers them.
    pub fn quarters(&self) -> impl ExactSizeIterator<Item = i32> + use<> {
        let first = self.first;
        (0..self.count).map(move |place| first + place as i32)
    }

    /// Sums a customer's sales by quarter into as many places as there are quarters; what was in them is lost.
    pub fn sum(&self, orders: &Slice<'_>, sums: &mut [i64]) {
        sums.fill(0);
        for (day, amount) in orders.days().iter().zip(orders.base_amounts()) {
            // A day before the first quarter wraps around to no place.
            let place = self.places.get(day.wrapping_sub(self.start) as u32 as usize);
            if let (Some(place), Some(amount)) = (place, amount)
                && let Some(sum) = sums.get_mut(usize::from(*place))
            {
                *sum = sum.saturating_add(amount);
            }
        }
    }
}

/// Goes over the first days of periods while days ascend.
struct Walk<'a> {
    ahead: &'a [i32],
    begun: usize,
}

impl<'a> Walk<'a> {
    const fn over(starts: &'a [i32]) -> Walk<'a> {
        Walk { ahead: starts, begun: 0 }
    }

    /// Returns the place of the period that a day lies in, none before the first; no day lies before one asked for.
    #[inline]
    fn place(&mut self, day: i32) -> Option<usize> {
        while let [start, rest @ ..] = self.ahead
            && *start <= day
        {
            self.ahead = rest;
            self.begun += 1;
        }
        self.begun.checked_sub(1)
    }
}

/// Returns the day of the first order that is neither a sample nor a return.
fn first_purchase(orders: &Slice<'_>) -> Option<Date> {
    let mut days = orders.days().iter().zip(orders.amounts()).zip(orders.kinds());
    days.find(|((_, amount), kind)| **amount >= 0 && *kind != OrderKind::Sample)
        .map(|((day, _), _)| Date::from_days(*day))
}

fn first_day(quarter: i32) -> i32 {
    let month = Month::new(quarter.div_euclid(4), quarter.rem_euclid(4) as u32 * 3 + 1);
    month.map_or(if quarter <= 4 { Date::MIN } else { Date::MAX }, Month::first_day).days()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_that_ends_before_it_begins_goes_through_no_day() {
        let grid = QuarterGrid::between(Date::from_days(20_000), Date::from_days(10_000));
        assert!(grid.start > 10_000 && grid.quarters().len() == 0);
    }
}
