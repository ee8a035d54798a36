//! Doubled in two quarters running (R45, D9).

use crate::domain::policy::GrowthMeasure;
use crate::domain::{Date, OrderKind};
use crate::ledger::Slice;

/// The last three complete calendar quarters of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarters {
    /// The first of them, as [`Date::quarter`] numbers them.
    pub first: i32,
    /// What was bought in each, in minor units of the base currency or in orders, samples and returns aside.
    pub figures: [i64; 3],
}

impl Quarters {
    /// Returns the three quarters that are over on a date; one that ends on it is.
    pub(super) fn of(orders: &Slice<'_>, as_of: Date, measure: GrowthMeasure) -> Quarters {
        let first = as_of.plus_days(1).quarter() - 3;
        let starts = [0, 1, 2, 3].map(|place| Date::first_of_quarter(first + place).days());
        let [begin, second, third, end] = starts;
        let mut figures = [0_i64; 3];
        let days = orders.days();
        let skipped = days.partition_point(|day| *day < begin);
        let rows = days.iter().zip(orders.kinds()).zip(orders.amounts().iter().zip(orders.base_amounts()));
        for ((day, kind), (own, amount)) in rows.skip(skipped).take_while(|((day, _), _)| **day < end) {
            let [one, two, three] = &mut figures;
            let figure = if *day < second {
                one
            } else if *day < third {
                two
            } else {
                three
            };
            *figure = figure.saturating_add(match measure {
                GrowthMeasure::Amount => amount.unwrap_or(0),
                GrowthMeasure::Orders => i64::from(kind != OrderKind::Sample && *own >= 0),
            });
        }
        Quarters { first, figures }
    }

    /// Tells whether each quarter at least doubled the one before; zero is no base.
    pub(super) fn is_doubled_twice(self) -> bool {
        let doubled = |before: i64, after: i64| before > 0 && i128::from(after) >= 2 * i128::from(before);
        let [one, two, three] = self.figures;
        doubled(one, two) && doubled(two, three)
    }

    /// Tells whether the first quarter may lack what was bought before the book's first order.
    pub(super) fn may_be_half(self, opening: Option<Date>) -> bool {
        opening.is_some_and(|day| day > Date::first_of_quarter(self.first))
    }
}
