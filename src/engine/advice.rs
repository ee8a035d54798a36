//! What to tell an owner whose book a scheme does not fit, or whose date does not (D7, D13).

use super::class::Scheme;
use crate::domain::policy::{Test, ValueClass, Weight};
use crate::domain::share::Share;
use crate::domain::{BasisPoints, Date, Policy};
use crate::ledger::Census;

/// Something about the whole book that the owner should know before trusting its classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// So few buyers that each of them could hold an A's share.
    FewBuyers {
        /// Buyers in the trailing twelve months.
        buyers: u32,
        /// The most that can each hold an A's share.
        at_most: u32,
    },
    /// The orders do not cover the trailing twelve months.
    ShortHistory {
        /// The first order.
        first: Date,
        /// The first day of the trailing twelve months.
        needed: Date,
    },
    /// Many buyers, none of whom holds an A's share.
    NoneReachesA {
        /// Buyers in the trailing twelve months.
        buyers: u32,
        /// The largest share.
        largest: Share,
        /// An A's share.
        threshold: BasisPoints,
    },
    /// Orders without a rate to the base currency are left out of all sums (D14).
    Unpriced {
        /// How many.
        orders: u64,
    },
    /// All orders lie after this day.
    NoneYet {
        /// The first order.
        first: Date,
        /// The newest order.
        newest: Date,
    },
    /// The newest order lies so far back that its day would tell more than this one.
    OldBook {
        /// The newest order.
        newest: Date,
        /// How many days ago it was.
        days: u32,
    },
}

/// A book whose newest order is more days old than this is better seen as of that day (D13).
const OLD_AFTER_DAYS: u32 = 90;

/// Returns what to tell about a book; `largest` is the highest sales of one customer in the window.
pub fn advise(policy: &Policy, census: &Census, largest: i64) -> Vec<Advice> {
    let (totals, window) = (census.totals(), census.window());
    let mut advice = Vec::new();
    let buyers = totals.year_buyers;
    if let (Some(threshold), 1..) = (share_of_a(policy), buyers) {
        let at_most = 10_000_u32 / threshold.0.unsigned_abs().max(1);
        let largest = Share::new(largest, totals.year_sales);
        match largest {
            _ if buyers <= at_most => advice.push(Advice::FewBuyers { buyers, at_most }),
            Some(largest) if !largest.at_least(threshold) => {
                advice.push(Advice::NoneReachesA { buyers, largest, threshold })
            }
            _ => {}
        }
    }
    let needed = window.after.plus_days(1);
    if let Some(first) = totals.first.filter(|first| needed < *first) {
        advice.push(Advice::ShortHistory { first, needed });
    }
    if totals.unpriced > 0 {
        advice.push(Advice::Unpriced { orders: totals.unpriced });
    }
    if let Some((first, newest)) = census.ahead() {
        advice.push(Advice::NoneYet { first, newest });
    }
    if let Some(newest) = totals.last {
        let days = (window.as_of.days() - newest.days()).unsigned_abs();
        if days > OLD_AFTER_DAYS {
            advice.push(Advice::OldBook { newest, days });
        }
    }
    advice
}

impl Advice {
    /// Returns the schemes that fit such a book better than the value scheme.
    pub const fn suggests(self) -> &'static [Scheme] {
        match self {
            Advice::FewBuyers { .. } | Advice::ShortHistory { .. } => &[Scheme::Scale, Scheme::Abc],
            Advice::NoneReachesA { .. } => &[Scheme::Abc, Scheme::Scale],
            Advice::NoneYet { .. } | Advice::OldBook { .. } | Advice::Unpriced { .. } => &[],
        }
    }
}

/// Returns the share that the rules require of an A.
fn share_of_a(policy: &Policy) -> Option<BasisPoints> {
    let required = |weight| weight == Weight::Required;
    let mut criteria = policy.criteria(ValueClass::A).iter();
    criteria.find_map(|criterion| match criterion.test {
        Test::Share { from } if required(criterion.weight) => Some(from),
        _ => None,
    })
}
