//! The payments of a customer that came late or are overdue on a date, one by one (D6a).

use super::{Slice, Window};
use crate::domain::Date;
use crate::domain::order::PaidInFull;

/// A payment that came late or is overdue on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// The day on which it fell due.
    pub due: Date,
    /// The day on which it was paid in full, `None` where it is not yet.
    pub paid: Option<Date>,
    /// What its order comes to in minor units of the base currency, `None` without a rate.
    pub base: Option<i64>,
}

impl Late {
    /// Returns those of a window by their due dates, the earliest first; [`Facts::late`](super::Facts::late) counts them.
    pub fn all(orders: Slice<'_>, window: Window) -> Vec<Late> {
        let orders = orders.until(window.as_of);
        let owed = orders.dues().zip(orders.base_amounts()).zip(orders.amounts()).filter(|(_, amount)| **amount > 0);
        let late = owed.filter_map(|(((due, paid), base), _)| {
            let due = due.filter(|due| window.holds(*due))?;
            let paid = match paid {
                // What is paid after the date is not paid yet.
                PaidInFull::On(day) => Some(day).filter(|day| *day <= window.as_of),
                PaidInFull::NotYet => None,
                PaidInFull::Unknown => return None,
            };
            Some(Late { due, paid, base }).filter(|late| late.days_on(window.as_of) > 0)
        });
        let mut late: Vec<Late> = late.collect();
        late.sort_by_key(|late| late.due);
        late
    }

    /// Returns by how many days it is late on a date; what is not paid stays so.
    pub fn days_on(self, date: Date) -> u32 {
        let settled = self.paid.map_or(date, |paid| paid.min(date));
        (settled.days() - self.due.days()).max(0) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, CustomerId, Order, OrderField, OrderId};
    use crate::ledger::{Census, Ledger};

    #[test]
    fn they_are_those_that_the_facts_count() {
        let terms = [
            ("2024-05-01", "2024-05-02 5.00"),
            ("2024-03-01", "none"),
            ("2024-04-01", "2024-08-01 5.00"),
            ("2024-02-01", "2024-02-01 5.00"),
            ("2024-02-02", ""),
            ("2023-06-30", "none"),
            ("2024-06-30", "none"),
        ];
        let mut ledger = Ledger::new(Currency::USD);
        for (number, (due, payments)) in (1..).zip(terms) {
            let order = Order::new(CustomerId(1), "2023-01-01".parse().unwrap(), "USD 5.00".parse().unwrap());
            let order = order.with(OrderField::Due, due).and_then(|order| order.with(OrderField::Payments, payments));
            ledger.apply([(OrderId(number), Some(&order.unwrap()))]);
        }
        let census = Census::take(&ledger, "2024-06-30".parse().unwrap());
        let facts = census.facts(CustomerId(1));
        let late = Late::all(ledger.orders_of(CustomerId(1)), census.window());
        let told: Vec<_> = late.iter().map(|late| (late.due.to_string(), late.days_on(census.as_of()))).collect();
        let expected = [("2024-03-01", 121), ("2024-04-01", 90), ("2024-05-01", 1)];
        assert_eq!(told, expected.map(|(due, days)| (due.to_owned(), days)));
        assert!(late.iter().all(|late| late.base == Some(500)));
        assert_eq!((facts.late, facts.late_days, facts.last_late), (3, 121, late.last().map(|late| late.due)));
    }
}
