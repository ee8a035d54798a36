//! What one pass over a customer's orders tells on a date.

use super::Slice;
use crate::domain::order::PaidInFull;
use crate::domain::{BasisPoints, Date, OrderKind};

/// A date and the trailing twelve months that end on it: (as-of minus 12 months, as-of] (D4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The last day that counts.
    pub as_of: Date,
    /// The last day that no longer counts.
    pub after: Date,
}

impl Window {
    /// Returns the trailing twelve months of a date.
    pub fn trailing_year(as_of: Date) -> Window {
        Window { as_of, after: as_of.minus_months(12) }
    }

    /// Tells whether a date lies within.
    pub fn holds(self, date: Date) -> bool {
        self.after < date && date <= self.as_of
    }
}

/// The facts of one customer on a date, from its orders up to and on that date.
///
/// A return, an order below zero, is no purchase: it lowers the sums and is counted as nothing but a return.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Orders that are not samples.
    pub orders: u32,
    /// Orders that are neither samples nor trials.
    pub regular: u32,
    /// Samples.
    pub samples: u32,
    /// Returns and cancellations.
    pub returns: u32,
    /// Orders without a rate to the base currency, left out of all sums (D14).
    pub unpriced: u32,
    /// Those of them that lie in the window.
    pub year_unpriced: u32,
    /// The first purchase's day, samples included.
    pub first: Option<Date>,
    /// The last purchase's day, samples included.
    pub last: Option<Date>,
    /// Days between the last purchase's day and the one before it.
    pub gap_before_last: Option<u32>,
    /// Sales of all time, in minor units of the base currency.
    pub sales: i64,
    /// Sales of the window.
    pub year_sales: i64,
    /// Orders of the window that are not samples.
    pub year_orders: u32,
    /// Sales of the twelve months before the window.
    pub prior_sales: i64,
    /// Orders whose payment fell due in the window.
    pub due: u32,
    /// Payments of the window that came late or are overdue, by their due date (D6a).
    pub late: u32,
    /// How many days the latest of them was or is late.
    pub late_days: u32,
    /// The last due date among them.
    pub last_late: Option<Date>,
    /// Orders of the window of which it is not known whether they were paid on time.
    pub late_unknown: u32,
    /// The margin of the window's orders whose margin is known, weighted by their amounts.
    ///
    /// Rounded down, so that it reaches a threshold of whole basis points only if the exact one does.
    pub margin: Option<BasisPoints>,
    /// Different categories bought.
    pub categories: u32,
}

impl Facts {
    /// Returns the facts of a customer's orders in a window.
    pub fn gather(orders: Slice<'_>, window: Window) -> Facts {
        let orders = orders.until(window.as_of);
        let mut facts = Facts { categories: orders.distinct_categories() as u32, ..Facts::default() };
        facts.count_days(&orders);
        facts.count_sales(&orders, window);
        facts.count_lateness(&orders, window);
        facts
    }

    /// Tells whether there is any order, samples included.
    pub fn has_ordered(&self) -> bool {
        self.first.is_some()
    }

    /// Returns the days since the last order.
    pub fn days_since_last(&self, as_of: Date) -> Option<u32> {
        self.last.map(|last| (as_of.days() - last.days()).max(0) as u32)
    }

    fn count_days(&mut self, orders: &Slice<'_>) {
        let mut bought = orders.days().iter().zip(orders.amounts()).filter(|(_, amount)| **amount >= 0);
        let Some((&first, _)) = bought.clone().next() else { return };
        self.first = Some(Date::from_days(first));
        if let Some((&last, _)) = bought.next_back() {
            self.last = Some(Date::from_days(last));
            let before = bought.rev().find(|(day, _)| **day < last);
            self.gap_before_last = before.map(|(before, _)| (last - before) as u32);
        }
    }

    fn count_sales(&mut self, orders: &Slice<'_>, window: Window) {
        let prior = Window::trailing_year(window.after);
        let (mut earned, mut weight) = (0_i128, 0_i128);
        let rows = orders.days().iter().zip(orders.kinds()).zip(orders.amounts());
        for (((day, kind), own), (amount, margin)) in rows.zip(orders.base_amounts().zip(orders.margins())) {
            let date = Date::from_days(*day);
            let within = window.holds(date);
            let is_return = *own < 0;
            match kind {
                _ if is_return => self.returns += 1,
                OrderKind::Sample => self.samples += 1,
                OrderKind::Trial => self.orders += 1,
                OrderKind::Regular => {
                    self.orders += 1;
                    self.regular += 1;
                }
            }
            self.year_orders += u32::from(within && !is_return && kind != OrderKind::Sample);
            let Some(amount) = amount else {
                self.unpriced += 1;
                self.year_unpriced += u32::from(within);
                continue;
            };
            self.sales = self.sales.saturating_add(amount);
            if within {
                self.year_sales = self.year_sales.saturating_add(amount);
            } else if prior.holds(date) {
                self.prior_sales = self.prior_sales.saturating_add(amount);
            }
            if let (true, Some(margin)) = (within && amount > 0, margin) {
                earned += i128::from(amount) * i128::from(margin.0);
                weight += i128::from(amount);
            }
        }
        if weight > 0 {
            self.margin = Some(BasisPoints(earned.div_euclid(weight) as i32));
        }
    }

    fn count_lateness(&mut self, orders: &Slice<'_>, window: Window) {
        let rows = orders.days().iter().zip(orders.dues());
        for ((day, (due, paid)), amount) in rows.zip(orders.amounts()) {
            // Nothing is owed on a return or a free sample.
            if *amount <= 0 {
                continue;
            }
            let (due, settled) = match (due, paid) {
                (Some(due), PaidInFull::On(paid)) => (due, paid.min(window.as_of)),
                (Some(due), PaidInFull::NotYet) => (due, window.as_of),
                // What falls due on the last day cannot be late yet.
                (Some(due), PaidInFull::Unknown) if due >= window.as_of => (due, due),
                (due, _) => {
                    let counted_by = due.unwrap_or(Date::from_days(*day));
                    self.late_unknown += u32::from(window.holds(counted_by));
                    continue;
                }
            };
            if !window.holds(due) {
                continue;
            }
            self.due += 1;
            if due < settled {
                self.late += 1;
                self.late_days = self.late_days.max((settled.days() - due.days()) as u32);
                self.last_late = self.last_late.max(Some(due));
            }
        }
    }
}
