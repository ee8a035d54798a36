//! Customers by the quarter of their first order: how many of them bought again in each quarter since, and for how much.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::domain::{CustomerId, Date, OrderKind};
use crate::ledger::Slice;
use crate::report::{Count, Standing};

/// Those who first ordered in the same quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// That quarter, as [`Date::quarter`] numbers them.
    pub first: i32,
    /// How many they are.
    pub customers: u32,
    /// For each quarter since, the first one itself included: who ordered in it, and for how much less returns.
    pub since: Vec<Count>,
}

/// The cohorts of a book, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cohorts {
    /// Those of the last [`Cohorts::MOST`] quarters.
    pub rows: Vec<Cohort>,
    /// Customers that first ordered before them.
    pub earlier: u32,
}

impl Cohorts {
    /// So many quarters are looked back on.
    pub const MOST: i32 = 12;

    /// Returns the most quarters since that a cohort has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|cohort| cohort.since.len()).max().unwrap_or(0)
    }
}

/// Returns the quarter of the first order that is neither sample nor return.
pub(super) fn first_quarter(orders: &Slice<'_>) -> Option<i32> {
    purchases(orders).next().map(Date::quarter)
}

/// Tells whether there is an order in a quarter that is neither sample nor return.
pub(super) fn bought_in(orders: &Slice<'_>, quarter: i32) -> bool {
    purchases(orders).any(|day| day.quarter() == quarter)
}

fn purchases(orders: &Slice<'_>) -> impl Iterator<Item = Date> {
    let rows = orders.days().iter().zip(orders.kinds()).zip(orders.amounts());
    let bought = rows.filter(|((_, kind), amount)| *kind != OrderKind::Sample && **amount >= 0);
    bought.map(|((day, _), _)| Date::from_days(*day))
}

/// Sorts the customers of a book into cohorts, by their orders up to the date of a standing.
pub fn cohorts(book: &Book, standing: &Standing) -> Cohorts {
    let last = standing.as_of().quarter();
    let mut found = Cohorts::default();
    let mut rows: BTreeMap<i32, Cohort> = BTreeMap::new();
    for (number, _) in book.customers().iter() {
        let orders = book.ledger().orders_of(CustomerId(number)).until(standing.as_of());
        let Some(first) = first_quarter(&orders) else { continue };
        if first <= last - Cohorts::MOST {
            found.earlier += 1;
            continue;
        }
        let width = (last - first + 1).max(1) as usize;
        let cohort =
            rows.entry(first).or_insert_with(|| Cohort { first, customers: 0, since: vec![Count::default(); width] });
        cohort.customers += 1;
        let place = |day: Date| usize::try_from(day.quarter() - first).ok();
        let mut counted = None;
        for day in purchases(&orders) {
            let here = place(day);
            if here != counted
                && let Some(count) = here.and_then(|place| cohort.since.get_mut(place))
            {
                count.customers += 1;
            }
            counted = here;
        }
        for (day, amount) in orders.days().iter().zip(orders.base_amounts()) {
            let count = place(Date::from_days(*day)).and_then(|place| cohort.since.get_mut(place));
            if let (Some(count), Some(amount)) = (count, amount) {
                count.sales = count.sales.saturating_add(amount);
            }
        }
    }
    found.rows = rows.into_values().collect();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::analysis::tests::{book, on};

    #[test]
    fn a_cohort_counts_each_customer_once_a_quarter() {
        let book = book(&[
            ("", &[("2011-02-01", 100), ("2011-03-01", 100), ("2011-07-01", 50), ("2011-08-01", -20)]),
            ("", &[("2011-01-05", 10)]),
            ("", &[("2011-05-01", 5), ("2012-01-01", 5)]),
            ("", &[("2007-05-01", 5)]),
            ("", &[]),
        ]);
        let found = cohorts(&book, &on(&book, "2011-12-31"));
        let told: Vec<(u32, Vec<(u32, i64)>)> = found
            .rows
            .iter()
            .map(|cohort| (cohort.customers, cohort.since.iter().map(|count| (count.customers, count.sales)).collect()))
            .collect();
        let expected = [(2, vec![(2, 210), (0, 0), (1, 30), (0, 0)]), (1, vec![(1, 5), (0, 0), (0, 0)])];
        assert_eq!(told, expected);
        assert_eq!((found.earlier, found.width()), (1, 4));
    }
}
