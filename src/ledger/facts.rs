//! What one pass over a customer's orders tells on a date.

use super::Slice;
use super::columns::{NO_BASE, NO_DAY, NO_MARGIN};
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
    /// Returns all time up to a date.
    pub const fn ever(as_of: Date) -> Window {
        Window { as_of, after: Date::MIN }
    }

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
    /// Which way rates for them could move the sums of all time.
    pub leeway: Leeway,
    /// Which way they could move those of the window.
    pub year_leeway: Leeway,
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
    /// The smallest of those of them that have an amount in the base currency above zero; zero where none has.
    pub year_smallest: i64,
    /// The largest of those.
    pub year_largest: i64,
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

/// Which way a sum could move once orders without a rate are part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leeway {
    /// Orders could raise it.
    pub up: bool,
    /// Returns could lower it.
    pub down: bool,
}

impl Leeway {
    /// No way at all.
    pub const NONE: Leeway = Leeway { up: false, down: false };

    fn see(&mut self, own: i64) {
        self.up |= own > 0;
        self.down |= own < 0;
    }
}

impl Facts {
    /// Returns the facts of a customer's orders in a window.
    pub fn gather(orders: Slice<'_>, window: Window) -> Facts {
        Facts::within(orders, &Edges::of(window))
    }

    /// Returns the facts of a customer's orders, counted in one pass over them.
    pub(super) fn within(orders: Slice<'_>, edges: &Edges) -> Facts {
        let orders = orders.until(Date::from_days(edges.as_of));
        let mut facts = Facts { categories: orders.distinct_categories() as u32, ..Facts::default() };
        let rows = orders.raw();
        let mut days = Bought::default();
        let mut lateness = Lateness { due: 0, late: 0, unknown: 0, days: 0, last: i32::MIN };
        let (mut earned, mut weight) = (0_i128, 0_i128);
        let mut smallest = i64::MAX;
        let amounts = rows.own.iter().zip(rows.base);
        for (place, ((day, (own, base)), kind)) in rows.day.iter().zip(amounts).zip(rows.kind).enumerate() {
            let is_within = edges.after < *day;
            if *own < 0 {
                facts.returns += 1;
            } else {
                days.see(*day);
                let is_sample = *kind == SAMPLE;
                facts.samples += u32::from(is_sample);
                facts.orders += u32::from(!is_sample);
                facts.regular += u32::from(!is_sample && *kind != TRIAL);
                facts.year_orders += u32::from(!is_sample && is_within);
            }
            // Nothing is owed on a return or a free sample.
            if *own > 0 {
                lateness.count(*day, rows.due[place], rows.paid[place], edges);
            }
            if *base == NO_BASE {
                facts.unpriced += 1;
                facts.year_unpriced += u32::from(is_within);
                facts.leeway.see(*own);
                if is_within {
                    facts.year_leeway.see(*own);
                }
                continue;
            }
            facts.sales = facts.sales.saturating_add(*base);
            if is_within {
                facts.year_sales = facts.year_sales.saturating_add(*base);
                if *base > 0 && *kind != SAMPLE {
                    smallest = smallest.min(*base);
                    facts.year_largest = facts.year_largest.max(*base);
                }
                let margin = rows.margin[place];
                if margin != NO_MARGIN && *base > 0 {
                    earned += i128::from(*base) * i128::from(margin);
                    weight += i128::from(*base);
                }
            } else if edges.prior < *day {
                facts.prior_sales = facts.prior_sales.saturating_add(*base);
            }
        }
        if weight > 0 {
            facts.margin = Some(BasisPoints(earned.div_euclid(weight) as i32));
        }
        facts.year_smallest = smallest.min(facts.year_largest);
        facts.due = lateness.due;
        facts.late = lateness.late;
        facts.late_unknown = lateness.unknown;
        facts.late_days = lateness.days as u32;
        facts.last_late = (lateness.late > 0).then(|| Date::from_days(lateness.last));
        Facts { first: days.first(), last: days.last(), gap_before_last: days.gap(), ..facts }
    }

    /// Tells whether there is any order, samples included.
    pub fn has_ordered(&self) -> bool {
        self.first.is_some()
    }

    /// Returns the days since the last order.
    pub fn days_since_last(&self, as_of: Date) -> Option<u32> {
        self.last.map(|last| (as_of.days() - last.days()).max(0) as u32)
    }
}

/// Late payments, counted.
struct Lateness {
    due: u32,
    late: u32,
    unknown: u32,
    days: i32,
    last: i32,
}

impl Lateness {
    /// Counts an order by when it is due and when it was paid, as the columns keep them.
    #[inline]
    fn count(&mut self, day: i32, due: i32, paid: i32, edges: &Edges) {
        if due == NO_DAY || paid == NO_DAY {
            // What falls due on the last day cannot be late yet.
            let is_open = due != NO_DAY && due >= edges.as_of;
            let counted_by = if due == NO_DAY { day } else { due };
            let is_within = edges.hold(counted_by);
            self.due += u32::from(is_open && is_within);
            self.unknown += u32::from(!is_open && is_within);
            return;
        }
        // An order that is not paid has the last of all days. Whether it is late is a guess for any processor.
        let settled = paid.min(edges.as_of);
        let is_due = edges.hold(due);
        let is_late = is_due && due < settled;
        self.due += u32::from(is_due);
        self.late += u32::from(is_late);
        self.days = self.days.max(if is_late { settled - due } else { 0 });
        self.last = self.last.max(if is_late { due } else { i32::MIN });
    }
}

/// A window by the days at its edges, as columns keep days.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edges {
    as_of: i32,
    after: i32,
    /// The last day before the twelve months that lead to the window.
    prior: i32,
}

impl Edges {
    pub(super) fn of(window: Window) -> Edges {
        let prior = Window::trailing_year(window.after);
        Edges { as_of: window.as_of.days(), after: window.after.days(), prior: prior.after.days() }
    }

    fn hold(&self, day: i32) -> bool {
        self.after < day && day <= self.as_of
    }
}

/// The days of purchases, seen in their order.
#[derive(Default)]
struct Bought {
    first: Option<i32>,
    last: i32,
    before: Option<i32>,
}

impl Bought {
    #[inline]
    fn see(&mut self, day: i32) {
        if self.first.is_none() {
            self.first = Some(day);
        } else if self.last != day {
            self.before = Some(self.last);
        }
        self.last = day;
    }

    fn first(&self) -> Option<Date> {
        self.first.map(Date::from_days)
    }

    fn last(&self) -> Option<Date> {
        self.first.map(|_| Date::from_days(self.last))
    }

    /// Returns the days between the last one and the one before it.
    fn gap(&self) -> Option<u32> {
        self.before.map(|before| (self.last - before) as u32)
    }
}

const SAMPLE: u8 = OrderKind::Sample as u8;
const TRIAL: u8 = OrderKind::Trial as u8;
