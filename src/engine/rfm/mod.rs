//! RFM: how long ago, how often and for how much a customer bought, each as a score from 1 to 5.
//!
//! Equal values always get equal scores and no score depends on the order of customers, unless fifths are asked for.

mod cuts;
mod fifths;
mod grade;
mod segment;

pub use cuts::{Cuts, NotAscending, OwnCuts, Rule};
pub use grade::{Grade, Graded};
pub use segment::{Segment, SegmentSet};

use crate::domain::{CustomerId, Date};
use crate::ledger::{Census, Facts};

/// What a customer's orders up to a date say of how lately, how often and for how much it bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchases {
    /// The customer.
    pub customer: CustomerId,
    /// Days from its last purchase to the date.
    pub recency_days: u32,
    /// Its orders that are neither samples nor returns.
    pub orders: u32,
    /// Its sales of all time less returns, in minor units of the base currency; orders without a rate left out (D14).
    pub amount: i64,
}

/// The scores of a customer, each 1 to 5; 5 is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scores {
    /// Recency: 5 for the latest.
    pub r: u8,
    /// Frequency: 5 for the most orders.
    pub f: u8,
    /// Amount: 5 for the largest.
    pub m: u8,
}

/// How scores are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scoring {
    /// By quintiles: a value above one lies in the next bin.
    #[default]
    Quintiles,
    /// By quintiles as R's package `rfm` counts them.
    Compatible {
        /// One unit of the base currency in its minor units: 100 for US$.
        unit: i64,
    },
    /// By fifths of one size, as `NTILE(5)` of SQL deals them out: equal values may be parted, by customer number.
    Fifths,
    /// By the owner's own limits.
    Own {
        /// Limits of the days since the last order.
        recency: OwnCuts,
        /// Limits of the number of orders.
        frequency: OwnCuts,
        /// Limits of the amount, in minor units of the base currency.
        amount: OwnCuts,
    },
}

/// The limits of all three measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of the days since the last order; the lowest bin scores 5.
    pub recency: Cuts,
    /// Of the number of orders.
    pub frequency: Cuts,
    /// Of the amount, in minor units of the base currency.
    pub amount: Cuts,
}

/// The scores of all customers that ordered up to a date, ascending by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rfm {
    // INVARIANT (rows): both vectors are of one length, ascending by customer.
    purchases: Vec<Purchases>,
    scores: Vec<Scores>,
    limits: Option<Limits>,
}

impl Purchases {
    /// Returns what a customer bought, `None` without any order that is neither sample nor return.
    pub fn of(customer: CustomerId, facts: &Facts, as_of: Date) -> Option<Purchases> {
        let recency_days = facts.days_since_last(as_of)?;
        let purchases = Purchases { customer, recency_days, orders: facts.orders, amount: facts.sales };
        (facts.orders > 0).then_some(purchases)
    }

    /// Returns what all customers bought up to the date of a census.
    pub fn all(census: &Census) -> impl Iterator<Item = Purchases> + '_ {
        census.all().filter_map(|(customer, facts)| Purchases::of(customer, facts, census.as_of()))
    }
}

impl Scores {
    /// Returns the scores as one number, 100 R + 10 F + M.
    pub fn code(self) -> u16 {
        u16::from(self.r) * 100 + u16::from(self.f) * 10 + u16::from(self.m)
    }

    /// Returns all scores there are, ascending by code.
    pub fn all() -> impl Iterator<Item = Scores> {
        (1..=5).flat_map(|r| (1..=5).flat_map(move |f| (1..=5).map(move |m| Scores { r, f, m })))
    }
}

impl Limits {
    /// Returns the limits that these purchases lead to, `None` for no purchases and for fifths, which have none.
    pub fn of(purchases: &[Purchases], scoring: Scoring) -> Option<Limits> {
        let (count, money) = match scoring {
            Scoring::Quintiles => (Rule::AboveQuintile, Rule::AboveQuintile),
            Scoring::Compatible { unit } => (Rule::FromQuintilePlus { step: 1 }, Rule::FromQuintilePlus { step: unit }),
            Scoring::Fifths => return None,
            Scoring::Own { recency, frequency, amount } => {
                let [recency, frequency, amount] = [recency, frequency, amount].map(Cuts::from);
                return Some(Limits { recency, frequency, amount });
            }
        };
        Some(Limits {
            recency: Cuts::of(purchases.iter().map(|bought| bought.recency_days.into()), count)?,
            frequency: Cuts::of(purchases.iter().map(|bought| bought.orders.into()), count)?,
            amount: Cuts::of(purchases.iter().map(|bought| bought.amount), money)?,
        })
    }

    /// Returns the scores of a customer.
    pub fn scores(&self, bought: &Purchases) -> Scores {
        Scores {
            r: 6 - self.recency.bin(bought.recency_days.into()),
            f: self.frequency.bin(bought.orders.into()),
            m: self.amount.bin(bought.amount),
        }
    }
}

impl Rfm {
    /// Scores all customers that ordered up to the date of a census.
    pub fn take(census: &Census, scoring: Scoring) -> Rfm {
        Rfm::of(Purchases::all(census), scoring)
    }

    /// Scores these customers, one purchase record each, in any order.
    pub fn of(purchases: impl IntoIterator<Item = Purchases>, scoring: Scoring) -> Rfm {
        let mut purchases: Vec<Purchases> = purchases.into_iter().collect();
        if !purchases.is_sorted_by_key(|bought| bought.customer) {
            purchases.sort_unstable_by_key(|bought| bought.customer);
        }
        let limits = Limits::of(&purchases, scoring);
        let scores = match (scoring, &limits) {
            (Scoring::Fifths, _) => fifths::scores(&purchases),
            (_, Some(limits)) => purchases.iter().map(|bought| limits.scores(bought)).collect(),
            (_, None) => Vec::new(),
        };
        Rfm { purchases, scores, limits }
    }

    /// Returns the number of customers.
    pub fn len(&self) -> usize {
        self.purchases.len()
    }

    /// Tells whether no customer ever ordered.
    pub fn is_empty(&self) -> bool {
        self.purchases.is_empty()
    }

    /// Returns the limits between the scores; none without customers, unless they are the owner's own.
    pub fn limits(&self) -> Option<&Limits> {
        self.limits.as_ref()
    }

    /// Returns what each customer bought, ascending by number.
    pub fn purchases(&self) -> &[Purchases] {
        &self.purchases
    }

    /// Returns the scores, in the order of [`Rfm::purchases`].
    pub fn scores(&self) -> &[Scores] {
        &self.scores
    }

    /// Returns each customer with its scores, ascending by number.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = (&Purchases, Scores)> {
        self.purchases.iter().zip(self.scores.iter().copied())
    }

    /// Returns the segments under a set of rules, in the order of [`Rfm::purchases`].
    pub fn segments(&self, set: SegmentSet) -> impl ExactSizeIterator<Item = Segment> + '_ {
        self.scores.iter().map(move |scores| set.segment(*scores))
    }

    /// Returns the scores of a customer, `None` without any order.
    pub fn scores_of(&self, customer: CustomerId) -> Option<Scores> {
        let place = self.purchases.binary_search_by_key(&customer, |bought| bought.customer).ok()?;
        self.scores.get(place).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bought(customer: u32, recency_days: u32, orders: u32, amount: i64) -> Purchases {
        Purchases { customer: CustomerId(customer), recency_days, orders, amount }
    }

    #[test]
    fn no_customer_has_no_limits_and_one_is_latest_and_least() {
        let none = Rfm::of([], Scoring::Quintiles);
        assert_eq!((none.len(), none.limits(), none.scores()), (0, None, &[][..]));
        let one = Rfm::of([bought(3, 400, 9, -5)], Scoring::Quintiles);
        assert_eq!(one.scores_of(CustomerId(3)).map(Scores::code), Some(511));
        assert_eq!(one.scores_of(CustomerId(2)), None);
    }

    #[test]
    fn five_customers_in_any_order_get_five_scores() {
        let rows: Vec<_> = (1..=5).map(|n| bought(n, 100 - 10 * n, n * 2, i64::from(n) * 1_000)).rev().collect();
        let rfm = Rfm::of(rows, Scoring::Quintiles);
        let codes: Vec<_> = rfm.scores().iter().map(|scores| scores.code()).collect();
        assert_eq!(codes, [111, 222, 333, 444, 555]);
        assert_eq!(rfm.segments(SegmentSet::Vignette).last(), Some(Segment::Champions));
    }

    #[test]
    fn fifths_are_of_one_size_and_part_equal_values_by_number() {
        let rows: Vec<_> = (1..=11).map(|n| bought(n, 10, n % 2, 500 - i64::from(n))).collect();
        let rfm = Rfm::of(rows, Scoring::Fifths);
        let each = |of: fn(&Scores) -> u8| rfm.scores().iter().map(of).collect::<Vec<_>>();
        assert_eq!(each(|scores| scores.r), [1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
        assert_eq!(each(|scores| scores.f), [3, 1, 3, 1, 4, 1, 4, 2, 5, 2, 5]);
        assert_eq!(each(|scores| scores.m), [5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 1]);
        assert_eq!(rfm.limits(), None);
    }

    #[test]
    fn own_limits_score_whatever_the_others_bought() {
        let limits = |from| OwnCuts::new(from).unwrap();
        let scoring = Scoring::Own {
            recency: limits([30, 90, 180, 365]),
            frequency: limits([2, 3, 5, 9]),
            amount: limits([1, 2, 3, 4]),
        };
        let rfm = Rfm::of([bought(1, 29, 1, 0), bought(2, 30, 2, 4), bought(3, 365, 9, 3)], scoring);
        let codes: Vec<_> = rfm.scores().iter().map(|scores| scores.code()).collect();
        assert_eq!(codes, [511, 425, 154]);
    }
}
