//! What customers earned us in the trailing twelve months, as far as margins are known (R13, R33).

use crate::domain::share::Share;
use crate::domain::{BasisPoints, Customer, CustomerId, Date};
use crate::ledger::{Ledger, Window};

/// What sales of known margin earned; adds up without rounding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Profit {
    /// Minor units of the base currency times basis points.
    earned: i128,
    /// The sales of which the margin is known, in minor units of the base currency.
    sales: i128,
}

impl Profit {
    /// Returns what a customer's orders in the window earned, as far as their own margins are known.
    pub fn of_orders(ledger: &Ledger, customer: CustomerId, window: Window) -> Profit {
        let orders = ledger.orders_of(customer).until(window.as_of);
        let rows = orders.days().iter().zip(orders.base_amounts()).zip(orders.margins());
        let mut profit = Profit::default();
        for ((day, amount), margin) in rows {
            if let (true, Some(amount @ 1..), Some(margin)) = (window.holds(Date::from_days(*day)), amount, margin) {
                profit = profit.plus(Profit::at(margin, amount));
            }
        }
        profit
    }

    /// Returns what a customer earned in the window: by its orders' margins, else by the margin entered with it.
    pub fn of(ledger: &Ledger, customer: CustomerId, entered: &Customer, window: Window, sales: i64) -> Profit {
        match (Profit::of_orders(ledger, customer, window), entered.margin()) {
            (Profit { sales: 0, .. }, Some(margin)) if sales > 0 => Profit::at(margin, sales),
            (told, _) => told,
        }
    }

    /// Returns what sales earn at a margin.
    pub fn at(margin: BasisPoints, sales: i64) -> Profit {
        Profit { earned: i128::from(sales) * i128::from(margin.0), sales: sales.into() }
    }

    /// Returns both together.
    #[must_use]
    pub fn plus(self, other: Profit) -> Profit {
        Profit { earned: self.earned.saturating_add(other.earned), sales: self.sales.saturating_add(other.sales) }
    }

    /// Returns the margin, rounded down; `None` while no margin is known.
    pub fn margin(self) -> Option<BasisPoints> {
        let points = (self.sales > 0).then(|| self.earned.div_euclid(self.sales))?;
        Some(BasisPoints(points.clamp(i32::MIN.into(), i32::MAX.into()) as i32))
    }

    /// Returns what was earned in minor units of the base currency, rounded down; `None` while no margin is known.
    pub fn earned(self) -> Option<i64> {
        let minor = (self.sales > 0).then(|| self.earned.div_euclid(10_000))?;
        Some(minor.clamp(i64::MIN.into(), i64::MAX.into()) as i64)
    }

    /// Returns of which share of some sales the margin is known.
    pub fn known_of(self, sales: i64) -> Option<Share> {
        Share::new(self.sales.clamp(0, i64::MAX.into()) as i64, sales)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, CustomerField, Money, Order, OrderId};

    fn ledger(orders: &[(&str, i64, Option<i32>)]) -> Ledger {
        let mut ledger = Ledger::new(Currency::USD);
        for (number, (day, minor, margin)) in orders.iter().enumerate() {
            let money = Money::from_minor(*minor, Currency::USD);
            let mut order = Order::new(CustomerId(1), day.parse().unwrap(), money);
            order.margin = margin.map(BasisPoints);
            ledger.apply([(OrderId(number as u32 + 1), Some(&order))]);
        }
        ledger
    }

    fn profit(orders: &[(&str, i64, Option<i32>)], entered: &str) -> Profit {
        let customer = Customer::named("Aster").with(CustomerField::Margin, entered).unwrap();
        let window = Window::trailing_year("2024-12-31".parse().unwrap());
        let sales = orders.iter().map(|(_, minor, _)| minor).sum();
        Profit::of(&ledger(orders), CustomerId(1), &customer, window, sales)
    }

    #[test]
    fn margins_are_weighted_by_the_sales_of_the_window() {
        let orders = [
            ("2023-12-31", 900, Some(9_000)),
            ("2024-01-01", 100, Some(1_000)),
            ("2024-12-31", 300, Some(2_000)),
            ("2024-05-05", 500, None),
            ("2024-05-06", -500, Some(0)),
            ("2025-01-01", 900, Some(9_000)),
        ];
        let profit = profit(&orders, "90");
        assert_eq!((profit.margin(), profit.earned()), (Some(BasisPoints(1_750)), Some(70)));
        assert_eq!(profit.known_of(900), Some(Share { part: 400, whole: 900 }));
    }

    #[test]
    fn the_entered_margin_speaks_where_orders_do_not() {
        assert_eq!(profit(&[("2024-05-05", 500, None)], "20").margin(), Some(BasisPoints(2_000)));
        assert_eq!(profit(&[("2024-05-05", 500, None)], "").margin(), None);
        assert_eq!(profit(&[], "20").earned(), None);
    }
}
