//! What the orders to come of a customer are worth today.
//!
//! The sum over months of the orders to expect in each, times what an order brings, discounted from the month's
//! end. The horizon is finite, because the sum over all time is not bounded where few drop out.

use std::collections::BTreeMap;

use super::gamma_gamma::GammaGamma;
use super::history::Histories;
use super::process::Process;
use super::sample::Purchases;
use crate::domain::{BasisPoints, CustomerId};

/// What an order to come is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    margin: BasisPoints,
    // INVARIANT (discount): finite, 0 ≤ discount ≤ `LARGEST_DISCOUNT`.
    monthly_discount: f64,
    // INVARIANT (months): at most `MOST_MONTHS`.
    months: u32,
}

impl Terms {
    /// Returns the terms of a margin, a discount a month (0.01 is 1 %) and a horizon in months.
    ///
    /// `None` for a discount that is not between 0 and 1, and for more than a hundred years.
    pub fn new(margin: BasisPoints, monthly_discount: f64, months: u32) -> Option<Terms> {
        let is_sound = 0.0 <= monthly_discount && monthly_discount <= LARGEST_DISCOUNT && months <= MOST_MONTHS;
        is_sound.then_some(Terms { margin, monthly_discount, months })
    }

    /// Returns the part of an amount that is earned; below zero where selling costs more than it brings.
    pub fn margin(&self) -> f64 {
        f64::from(self.margin.0) / 10_000.0
    }

    /// Returns the orders to expect of a customer, each counted as what it is worth today.
    pub fn discounted_orders(&self, process: &Process, past: &Purchases) -> f64 {
        process.alive(past) * self.discounted_ahead(process, past)
    }

    /// Returns the same of a customer known to be still there.
    pub fn discounted_ahead(&self, process: &Process, past: &Purchases) -> f64 {
        let (mut sum, mut before, mut factor) = (0.0, 0.0, 1.0);
        for month in 1..=self.months {
            let until = process.ahead(past, f64::from(month) * WEEKS_A_MONTH);
            factor /= 1.0 + self.monthly_discount;
            sum += (until - before) * factor;
            before = until;
        }
        sum
    }

    /// Returns the worth of each customer, in minor units of the base currency, by customer number.
    pub fn values(&self, histories: &Histories, process: &Process, spend: &GammaGamma) -> Vec<f64> {
        let orders = histories.expected(process, |past| self.discounted_ahead(process, past));
        let each = orders.iter().zip(histories.rows());
        each.map(|(orders, history)| orders * spend.of_spend(history.spend) * self.margin()).collect()
    }
}

/// Returns what the customers that each one referred are worth together (R155), by referrer.
///
/// Who came by one that was referred itself counts for that one alone. Customers come ascending by number, so that
/// the same ones always add up to the same bits.
pub fn referral_values(
    worth: impl IntoIterator<Item = (CustomerId, f64)>,
    referrer: impl Fn(CustomerId) -> Option<CustomerId>,
) -> BTreeMap<CustomerId, f64> {
    let mut values = BTreeMap::new();
    for (customer, worth) in worth {
        if let Some(referrer) = referrer(customer).filter(|referrer| *referrer != customer) {
            *values.entry(referrer).or_insert(0.0) += worth;
        }
    }
    values
}

/// The weeks of a month, as the field counts them.
pub const WEEKS_A_MONTH: f64 = 4.345;
/// All of it, each month.
const LARGEST_DISCOUNT: f64 = 1.0;
/// A hundred years.
const MOST_MONTHS: u32 = 1_200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::predict::Model;

    const PAST: Purchases = Purchases { repeats: 2, last: 30.0, age: 40.0 };

    #[test]
    fn without_a_discount_orders_are_those_to_expect() {
        let process = Process::new(Model::MbgNbd, [0.5, 6.0, 0.9, 1.6]).unwrap();
        let terms = Terms::new(BasisPoints(2_500), 0.0, 12).unwrap();
        let orders = terms.discounted_orders(&process, &PAST);
        assert!((orders - process.expected(&PAST, 12.0 * WEEKS_A_MONTH)).abs() < 1e-12);
        assert_eq!(terms.margin(), 0.25);
        let dearer = Terms::new(BasisPoints(2_500), 0.01, 12).unwrap();
        assert!(dearer.discounted_orders(&process, &PAST) < orders);
    }

    #[test]
    fn a_customer_is_worth_what_those_bring_whom_it_referred_itself() {
        let worth = [(1, 100.0), (2, 40.0), (3, 7.0), (4, 5.0)].map(|(number, worth)| (CustomerId(number), worth));
        // 1 referred 2 and 4, 2 referred 3, 3 is said to have referred itself before, 9 never ordered.
        let referrer = |CustomerId(number)| {
            [(2, 1), (3, 2), (4, 1)].iter().find(|(of, _)| *of == number).map(|(_, by)| CustomerId(*by))
        };
        let found: Vec<(u32, f64)> =
            referral_values(worth, referrer).into_iter().map(|(by, value)| (by.0, value)).collect();
        assert_eq!(found, [(1, 45.0), (2, 7.0)]);
        assert!(referral_values(worth, Some).is_empty(), "nobody refers itself");
        assert!(referral_values([], Some).is_empty());
    }

    #[test]
    fn terms_outside_reason_are_none() {
        let terms = |discount, months| Terms::new(BasisPoints(0), discount, months);
        assert!(terms(f64::NAN, 12).is_none() && terms(-0.01, 12).is_none() && terms(1.01, 12).is_none());
        assert!(terms(0.0, 1_201).is_none() && terms(1.0, 1_200).is_some());
    }
}
