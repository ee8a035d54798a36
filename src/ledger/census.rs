//! The facts of all customers on one date, and the company's totals, kept current customer by customer.

use super::{Facts, Ledger, Leeway, Window};
use crate::domain::{CustomerId, Date};

/// The facts of every customer on a date.
#[derive(Clone, Debug)]
pub struct Census {
    window: Window,
    /// By customer number; customers without an order have empty facts.
    facts: Vec<Facts>,
    totals: Totals,
    /// The days of customers' first orders.
    firsts: Days,
    /// The days of their last orders.
    lasts: Days,
    ahead: Option<(Date, Date)>,
}

/// How often each day occurs, from the first to the last of them, so that an edge is known without a look at every
/// customer.
#[derive(Clone, Debug, Default)]
struct Days {
    start: i32,
    counts: Vec<u32>,
}

/// What the facts of all customers add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sales of all time, in minor units of the base currency.
    pub sales: i64,
    /// Sales of the trailing twelve months.
    pub year_sales: i64,
    /// Purchases of all time, samples included.
    pub orders: u64,
    /// Orders without a rate, left out of all sums.
    pub unpriced: u64,
    /// Customers that ordered in the trailing twelve months.
    pub year_buyers: u32,
    /// Customers that ever ordered.
    pub buyers: u32,
    /// The book's first order.
    pub first: Option<Date>,
    /// The book's last order.
    pub last: Option<Date>,
}

static NOTHING: Facts = Facts {
    orders: 0,
    regular: 0,
    samples: 0,
    returns: 0,
    unpriced: 0,
    year_unpriced: 0,
    leeway: Leeway::NONE,
    year_leeway: Leeway::NONE,
    first: None,
    last: None,
    gap_before_last: None,
    sales: 0,
    year_sales: 0,
    year_orders: 0,
    year_smallest: 0,
    year_largest: 0,
    prior_sales: 0,
    due: 0,
    late: 0,
    late_days: 0,
    last_late: None,
    late_unknown: 0,
    margin: None,
    categories: 0,
};

impl Census {
    /// Gathers the facts of all customers in one pass.
    pub fn take(ledger: &Ledger, as_of: Date) -> Census {
        Census::within(ledger, Window::trailing_year(as_of))
    }

    /// Gathers the facts of all customers in any window in one pass.
    pub fn within(ledger: &Ledger, window: Window) -> Census {
        let facts: Vec<Facts> = ledger.facts(window).map(|(_, _, facts)| facts).collect();
        let (totals, firsts, lasts) = Default::default();
        let mut census = Census { window, facts: Vec::new(), totals, firsts, lasts, ahead: None };
        facts.iter().for_each(|facts| census.count(facts));
        census.facts = facts;
        census.see_edges(ledger);
        census
    }

    /// Returns the date.
    pub fn as_of(&self) -> Date {
        self.window.as_of
    }

    /// Returns the trailing twelve months.
    pub fn window(&self) -> Window {
        self.window
    }

    /// Returns the facts of a customer.
    pub fn facts(&self, customer: CustomerId) -> &Facts {
        self.facts.get(customer.0 as usize).unwrap_or(&NOTHING)
    }

    /// Returns the facts of all customers, ascending by number; those without an order have empty facts.
    pub fn all(&self) -> impl ExactSizeIterator<Item = (CustomerId, &Facts)> {
        self.facts.iter().enumerate().map(|(number, facts)| (CustomerId(number as u32), facts))
    }

    /// Returns the company's totals.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Returns the days of the first and the last order of a book of which none lies up to the date.
    pub fn ahead(&self) -> Option<(Date, Date)> {
        self.ahead
    }

    /// Gathers one customer's facts anew after its orders changed.
    pub fn recount(&mut self, ledger: &Ledger, customer: CustomerId) {
        let place = customer.0 as usize;
        if place >= self.facts.len() {
            self.facts.resize(place + 1, Facts::default());
        }
        let new = Facts::gather(ledger.orders_of(customer), self.window);
        let Some(slot) = self.facts.get_mut(place) else {
            return;
        };
        let old = std::mem::replace(slot, new.clone());
        self.totals.add(&old, -1);
        self.firsts.remove(old.first);
        self.lasts.remove(old.last);
        self.count(&new);
        self.see_edges(ledger);
    }

    fn count(&mut self, facts: &Facts) {
        self.totals.add(facts, 1);
        self.firsts.add(facts.first);
        self.lasts.add(facts.last);
    }

    fn see_edges(&mut self, ledger: &Ledger) {
        self.totals.first = self.firsts.first();
        self.totals.last = self.lasts.last();
        self.ahead = if self.totals.first.is_none() { ledger.span() } else { None };
    }
}

impl Days {
    fn add(&mut self, day: Option<Date>) {
        let Some(day) = day.map(Date::days) else { return };
        if self.counts.is_empty() {
            self.start = day;
        }
        let ahead = (self.start - day).max(0) as usize;
        if ahead > 0 {
            let mut counts = vec![0; ahead];
            counts.extend_from_slice(&self.counts);
            (self.start, self.counts) = (day, counts);
        }
        let place = (day - self.start) as usize;
        if self.counts.len() <= place {
            self.counts.resize(place + 1, 0);
        }
        if let Some(count) = self.counts.get_mut(place) {
            *count += 1;
        }
    }

    fn remove(&mut self, day: Option<Date>) {
        let place = day.map(|day| (day.days() - self.start) as usize);
        if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
            *count = count.saturating_sub(1);
        }
    }

    fn first(&self) -> Option<Date> {
        self.day(self.counts.iter().position(|count| *count > 0)?)
    }

    fn last(&self) -> Option<Date> {
        self.day(self.counts.iter().rposition(|count| *count > 0)?)
    }

    fn day(&self, place: usize) -> Option<Date> {
        Some(Date::from_days(self.start + place as i32))
    }
}

impl Totals {
    /// Adds or takes away what can be added; the first and the last day cannot.
    fn add(&mut self, facts: &Facts, sign: i64) {
        let count = |held: bool| if held { sign } else { 0 };
        self.sales = self.sales.saturating_add(sign * facts.sales);
        self.year_sales = self.year_sales.saturating_add(sign * facts.year_sales);
        self.orders = self.orders.saturating_add_signed(sign * i64::from(facts.orders + facts.samples));
        self.unpriced = self.unpriced.saturating_add_signed(sign * i64::from(facts.unpriced));
        self.buyers = self.buyers.saturating_add_signed(count(facts.has_ordered()) as i32);
        self.year_buyers = self.year_buyers.saturating_add_signed(count(facts.year_orders > 0) as i32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Order, OrderField, OrderId};

    #[test]
    fn the_window_holds_its_last_day_and_not_the_day_a_year_before() {
        let mut ledger = Ledger::new(Currency::USD);
        for (number, day) in ["2023-10-31", "2023-11-01", "2024-10-31", "2024-11-01"].into_iter().enumerate() {
            let order = Order::new(CustomerId(1), day.parse().unwrap(), "USD 1.00".parse().unwrap());
            ledger.apply([(OrderId(number as u32 + 1), Some(&order))]);
        }
        let census = Census::take(&ledger, "2024-10-31".parse().unwrap());
        let facts = census.facts(CustomerId(1));
        assert_eq!((facts.sales, facts.year_sales, facts.prior_sales), (300, 200, 100));
        assert_eq!(facts.last, "2024-10-31".parse().ok());
    }

    #[test]
    fn a_return_lowers_sums_and_is_no_purchase() {
        let mut ledger = Ledger::new(Currency::USD);
        let orders = [("2024-01-01", "USD 5.00"), ("2024-02-01", "USD 0.00"), ("2024-03-01", "USD -5.00")];
        for (number, (day, amount)) in orders.into_iter().enumerate() {
            let order = Order::new(CustomerId(1), day.parse().unwrap(), amount.parse().unwrap());
            ledger.apply([(OrderId(number as u32 + 1), Some(&order))]);
        }
        let returned = Order::new(CustomerId(2), "2024-03-01".parse().unwrap(), "USD -1.00".parse().unwrap());
        ledger.apply([(OrderId(4), Some(&returned))]);
        let census = Census::take(&ledger, "2024-06-01".parse().unwrap());
        let facts = census.facts(CustomerId(1));
        assert_eq!((facts.orders, facts.year_orders, facts.returns, facts.sales), (2, 2, 1, 0));
        assert_eq!(facts.last, "2024-02-01".parse().ok());
        let facts = census.facts(CustomerId(2));
        assert_eq!((facts.has_ordered(), facts.returns, facts.sales), (false, 1, -100));
        assert_eq!((census.totals().buyers, census.totals().sales), (1, -100));
    }

    #[test]
    fn lateness_is_counted_by_due_date_up_to_the_date() {
        let late = |due: &str, payments: &str, as_of: &str| {
            let order = Order::new(CustomerId(1), "2024-01-01".parse().unwrap(), "USD 5.00".parse().unwrap())
                .with(OrderField::Due, due)
                .and_then(|order| order.with(OrderField::Payments, payments))
                .unwrap();
            let mut ledger = Ledger::new(Currency::USD);
            ledger.apply([(OrderId(1), Some(&order))]);
            let census = Census::take(&ledger, as_of.parse().unwrap());
            let facts = census.facts(CustomerId(1));
            (facts.due, facts.late, facts.late_days, facts.late_unknown)
        };
        assert_eq!(late("2024-02-01", "2024-02-01 5.00", "2024-06-01"), (1, 0, 0, 0));
        assert_eq!(late("2024-02-01", "2024-02-02 5.00", "2024-06-01"), (1, 1, 1, 0));
        assert_eq!(late("2024-02-01", "2024-02-02 4.99", "2024-06-01"), (1, 1, 121, 0));
        assert_eq!(late("2024-02-01", "none", "2024-02-01"), (1, 0, 0, 0));
        assert_eq!(late("2024-02-01", "2024-04-01 5.00", "2024-02-11"), (1, 1, 10, 0));
        assert_eq!(late("2024-02-01", "none", "2025-02-01"), (0, 0, 0, 0));
        assert_eq!(late("2024-02-01", "", "2024-06-01"), (0, 0, 0, 1));
        assert_eq!(late("2024-02-01", "", "2024-02-02"), (0, 0, 0, 1));
        assert_eq!(late("2024-02-01", "", "2024-02-01"), (1, 0, 0, 0));
        assert_eq!(late("2024-02-01", "none", "2024-01-31"), (0, 0, 0, 0));
        assert_eq!(late("2024-02-01", "", "2024-01-31"), (0, 0, 0, 0));
        assert_eq!(late("", "none", "2024-06-01"), (0, 0, 0, 1));
    }

    #[test]
    fn nothing_is_owed_on_a_return_or_a_free_sample() {
        let mut ledger = Ledger::new(Currency::USD);
        for (number, amount) in ["USD -5.00", "USD 0.00", "USD 5.00"].into_iter().enumerate() {
            let day = "2024-01-01".parse().unwrap();
            let order = Order::new(CustomerId(1), day, amount.parse().unwrap());
            ledger.apply([(OrderId(number as u32 + 1), Some(&order))]);
        }
        let census = Census::take(&ledger, "2024-06-01".parse().unwrap());
        assert_eq!(census.facts(CustomerId(1)).late_unknown, 1);
    }

    #[test]
    fn a_margin_just_under_a_basis_point_is_not_rounded_up_to_it() {
        let mut ledger = Ledger::new(Currency::USD);
        for (number, margin) in ["25", "24.99"].into_iter().enumerate() {
            let day = "2024-01-01".parse().unwrap();
            let order =
                Order::new(CustomerId(1), day, "USD 5.00".parse().unwrap()).with(OrderField::Margin, margin).unwrap();
            ledger.apply([(OrderId(number as u32 + 1), Some(&order))]);
        }
        let census = Census::take(&ledger, "2024-06-01".parse().unwrap());
        let margin = census.facts(CustomerId(1)).margin;
        assert_eq!(margin, Some(crate::domain::BasisPoints(2_499)));
    }

    #[test]
    fn an_edge_stays_while_another_customer_holds_it() {
        let mut ledger = Ledger::new(Currency::USD);
        let (early, late): (Date, Date) = ("2024-01-01".parse().unwrap(), "2024-06-01".parse().unwrap());
        for (number, (customer, day)) in [(1, early), (2, early), (2, late), (3, late)].into_iter().enumerate() {
            let order = Order::new(CustomerId(customer), day, "USD 1.00".parse().unwrap());
            ledger.apply([(OrderId(number as u32 + 1), Some(&order))]);
        }
        let mut census = Census::take(&ledger, "2024-12-31".parse().unwrap());
        let mut edges = |number: u32| {
            let owner = ledger.customer_of(OrderId(number)).unwrap();
            ledger.apply([(OrderId(number), None)]);
            census.recount(&ledger, owner);
            (census.totals().first, census.totals().last)
        };
        assert_eq!(edges(1), (Some(early), Some(late)));
        assert_eq!(edges(2), (Some(late), Some(late)));
        assert_eq!(edges(4), (Some(late), Some(late)));
        assert_eq!(edges(3), (None, None));
    }

    #[test]
    fn recounting_one_customer_equals_a_census_of_all() {
        let mut ledger = Ledger::new(Currency::USD);
        let as_of: Date = "2024-12-31".parse().unwrap();
        let mut census = Census::take(&ledger, as_of);
        for number in 1..=40_u32 {
            let day = as_of.plus_days(-(number as i32 * 53) % 700);
            let money = crate::domain::Money::from_minor(i64::from(number) * 100, Currency::USD);
            let order = Order::new(CustomerId(1 + number % 5), day, money);
            ledger.apply([(OrderId(number), Some(&order))]);
            census.recount(&ledger, order.customer);
            if number % 4 == 0 {
                let owner = ledger.customer_of(OrderId(number / 2)).unwrap();
                ledger.apply([(OrderId(number / 2), None)]);
                census.recount(&ledger, owner);
            }
            assert_eq!(census.totals(), Census::take(&ledger, as_of).totals());
        }
    }
}
