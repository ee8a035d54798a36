//! Customers in groups of any dimension: how many, what they buy and earn, how they grow.
//!
//! A group is named by whatever key its dimension has; a customer may be in several, as by its tags.

use std::collections::BTreeMap;

use super::growth::growth;
use super::profit::Profit;
use crate::domain::share::Share;
use crate::domain::{BasisPoints, CustomerId};
use crate::ledger::{Census, Ledger};

/// What groups are added up from: a date's facts, and columns that other rooms may have.
#[derive(Clone, Copy)]
pub struct Figures<'a> {
    /// The facts on the date.
    pub census: &'a Census,
    /// By customer number, what each earned in the trailing twelve months.
    pub profits: &'a [Profit],
    /// By customer number, the probability that it still buys, where a model can tell.
    pub alive: Option<&'a [Option<f64>]>,
    /// By customer number, what it is expected to bring yet, in minor units of the base currency.
    pub lifetime_value: Option<&'a [Option<i64>]>,
}

/// A group of customers; sales, orders and margin are those of the trailing twelve months.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<K> {
    /// What they have in common.
    pub key: K,
    /// The customers.
    pub customers: u32,
    /// Those of them that ordered.
    pub buyers: u32,
    /// Their orders that are neither samples nor returns.
    pub orders: u64,
    /// Their sales in minor units of the base currency.
    pub sales: i64,
    /// Their sales of the twelve months before.
    pub prior_sales: i64,
    /// What their sales are a share of: those of all customers.
    pub all_sales: i64,
    /// What they earned, as far as margins are known.
    pub profit: Profit,
    /// The mean probability that one of them still buys, over those of whom a model can tell.
    pub alive: Option<f64>,
    /// What they are expected to bring yet, together, in minor units; over those of whom a model can tell.
    pub lifetime_value: Option<i64>,
}

impl<K> Group<K> {
    /// Returns the share of all sales, `None` while all together bought nothing.
    pub fn share(&self) -> Option<Share> {
        Share::new(self.sales, self.all_sales)
    }

    /// Returns the margin, rounded down; `None` while no margin is known.
    pub fn margin(&self) -> Option<BasisPoints> {
        self.profit.margin()
    }

    /// Returns the growth over the twelve months before, `None` while those had no sales.
    pub fn growth(&self) -> Option<Share> {
        growth(self.prior_sales, self.sales)
    }
}

/// Returns what each customer's orders of the trailing twelve months earned, by customer number.
pub fn profits(ledger: &Ledger, census: &Census) -> Vec<Profit> {
    let known = census.all().map(|(customer, facts)| match facts.margin {
        Some(_) => Profit::of_orders(ledger, customer, census.window()),
        None => Profit::default(),
    });
    known.collect()
}

/// Groups customers by their keys, ascending; a customer named twice with one key counts once.
pub fn groups<K: Ord>(members: impl IntoIterator<Item = (K, CustomerId)>, figures: &Figures<'_>) -> Vec<Group<K>> {
    let mut customers: BTreeMap<K, Vec<CustomerId>> = BTreeMap::new();
    for (key, customer) in members {
        customers.entry(key).or_default().push(customer);
    }
    let group = |(key, mut customers): (K, Vec<CustomerId>)| {
        // Sorted, so that the sum of floats does not depend on the order of members.
        customers.sort_unstable();
        customers.dedup();
        group(key, &customers, figures)
    };
    customers.into_iter().map(group).collect()
}

fn group<K>(key: K, customers: &[CustomerId], figures: &Figures<'_>) -> Group<K> {
    let mut group = Group {
        key,
        customers: customers.len() as u32,
        buyers: 0,
        orders: 0,
        sales: 0,
        prior_sales: 0,
        all_sales: figures.census.totals().year_sales,
        profit: Profit::default(),
        alive: None,
        lifetime_value: None,
    };
    let (mut alive, mut known) = (0.0, 0_u32);
    for customer in customers {
        let facts = figures.census.facts(*customer);
        group.buyers += u32::from(facts.year_orders > 0);
        group.orders += u64::from(facts.year_orders);
        group.sales = group.sales.saturating_add(facts.year_sales);
        group.prior_sales = group.prior_sales.saturating_add(facts.prior_sales);
        if let Some(profit) = figures.profits.get(customer.0 as usize) {
            group.profit = group.profit.plus(*profit);
        }
        if let Some(chance) = given(figures.alive, *customer).filter(|chance: &f64| chance.is_finite()) {
            alive += chance;
            known += 1;
        }
        if let Some(value) = given(figures.lifetime_value, *customer) {
            group.lifetime_value = Some(group.lifetime_value.unwrap_or(0).saturating_add(value));
        }
    }
    group.alive = (known > 0).then(|| alive / f64::from(known));
    group
}

fn given<T: Copy>(column: Option<&[Option<T>]>, customer: CustomerId) -> Option<T> {
    column?.get(customer.0 as usize).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Money, Order, OrderId};

    fn ledger() -> Ledger {
        let mut ledger = Ledger::new(Currency::USD);
        let orders = [
            (1, "2023-06-01", 200, Some(1_000)),
            (1, "2024-06-01", 300, Some(2_000)),
            (2, "2024-07-01", 500, None),
            (3, "2024-08-01", 200, Some(-500)),
        ];
        for (number, (customer, day, minor, margin)) in orders.into_iter().enumerate() {
            let money = Money::from_minor(minor, Currency::USD);
            let mut order = Order::new(CustomerId(customer), day.parse().unwrap(), money);
            order.margin = margin.map(BasisPoints);
            ledger.apply([(OrderId(number as u32 + 1), Some(&order))]);
        }
        ledger
    }

    #[test]
    fn groups_add_up_their_customers() {
        let ledger = ledger();
        let census = Census::take(&ledger, "2024-12-31".parse().unwrap());
        let profits = profits(&ledger, &census);
        let alive = [None, Some(0.5), None, Some(1.0)];
        let values = [None, Some(70), Some(5), None];
        let figures =
            Figures { census: &census, profits: &profits, alive: Some(&alive), lifetime_value: Some(&values) };
        let members = [("b", 4), ("a", 3), ("a", 1), ("b", 2), ("a", 1)];
        let groups = groups(members.map(|(key, customer)| (key, CustomerId(customer))), &figures);
        let [a, b] = &groups[..] else { panic!("two groups") };
        assert_eq!((a.key, a.customers, a.buyers, a.orders), ("a", 2, 2, 2));
        assert_eq!((a.sales, a.prior_sales, a.margin()), (500, 200, Some(BasisPoints(1_000))));
        assert_eq!(a.share(), Some(Share { part: 500, whole: 1_000 }));
        assert_eq!(a.growth().map(Share::basis_points), Some(BasisPoints(15_000)));
        assert_eq!((a.alive, a.lifetime_value), (Some(0.75), Some(70)));
        assert_eq!((b.customers, b.buyers, b.sales, b.margin(), b.growth()), (2, 1, 500, None, None));
        assert_eq!((b.alive, b.lifetime_value), (None, Some(5)));
    }

    #[test]
    fn the_order_of_members_changes_no_digit() {
        let census = Census::take(&ledger(), "2024-12-31".parse().unwrap());
        let alive = [None, Some(0.1), Some(0.2), Some(0.3)];
        let figures = Figures { census: &census, profits: &[], alive: Some(&alive), lifetime_value: None };
        let mean = |members: [u32; 3]| groups(members.map(|customer| ((), CustomerId(customer))), &figures)[0].alive;
        assert_ne!(0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1);
        assert_eq!(mean([1, 2, 3]), mean([3, 2, 1]));
    }

    #[test]
    fn groups_without_sales_have_no_share() {
        let ledger = Ledger::new(Currency::USD);
        let census = Census::take(&ledger, "2024-12-31".parse().unwrap());
        let figures = Figures { census: &census, profits: &[], alive: None, lifetime_value: None };
        let groups = groups([((), CustomerId(1))], &figures);
        assert_eq!((groups.len(), groups[0].share(), groups[0].alive), (1, None, None));
    }
}
