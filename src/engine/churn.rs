//! How much speaks for a customer leaving (R149): a plain score of four parts, each with what it rests on.
//!
//! The score ranks worries; it is no probability. A part that is not known is set aside: the others share
//! its weight, and the worry is provisional while that part could change it.

use std::cmp::Reverse;

use super::class::Certainty;
use super::cycle::{Cycles, Expected, Rhythm};
use super::growth;
use crate::domain::choice::{Choice, choices};
use crate::domain::share::Share;
use crate::domain::{BasisPoints, CustomerId, Date};
use crate::ledger::{Census, Facts};

pub use crate::domain::policy::{ChurnRules, Sign};

choices! {
    /// How great the worry is, greatest first.
    Worry {
        /// Great.
        High = "high",
        /// Some.
        Mid = "mid",
        /// Little.
        Low = "low",
    }
}

/// What is known of a customer's signs.
#[derive(Clone, Copy, Debug)]
pub struct Signs<'a> {
    /// The date.
    pub as_of: Date,
    /// What its orders tell.
    pub facts: &'a Facts,
    /// When its next order is expected.
    pub expected: Option<Expected>,
    /// Whether a complaint is open; `None` where the book keeps no complaints.
    pub open_complaint: Option<bool>,
}

/// What a sign shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// Days since the last order by the days of a cycle, and whose cycle that is.
    Overdue {
        /// Above 1 is overdue.
        ratio: f64,
        /// Whose intervals the cycle rests on.
        rhythm: Rhythm,
    },
    /// Whether a complaint is open.
    Complaint(bool),
    /// Late payments of the trailing twelve months.
    Lateness {
        /// How many.
        payments: u32,
        /// How late the latest of them.
        days: u32,
        /// Of how many orders it is not known.
        unknown: u32,
    },
    /// The growth over the twelve months before.
    Falling(Share),
}

/// One part of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The sign.
    pub sign: Sign,
    /// What it shows, `None` while not known.
    pub reading: Option<Reading>,
    /// How strong it is, from 0 to 10,000; `None` while not known.
    pub strength: Option<BasisPoints>,
    /// Its weight among the weights of all signs.
    pub weight: u32,
}

/// How much speaks for a customer leaving.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Churn {
    /// The score from 0 to 10,000, rounded down: the mean strength of the known signs by their weights.
    pub score: BasisPoints,
    /// How great the worry is.
    pub worry: Worry,
    /// Provisional while signs that are not known could change the worry.
    pub certainty: Certainty,
    /// The parts, in the order of [`Sign`].
    pub parts: [Part; 4],
}

/// The strength of a sign that counts in full.
const FULL: i64 = 10_000;

impl Part {
    /// Returns what this part adds: weight by strength, 0 while not known.
    pub fn points(&self) -> u64 {
        u64::from(self.weight) * self.strength.map_or(0, |strength| u64::from(strength.0.unsigned_abs()))
    }
}

impl Churn {
    /// Returns the score, `None` for a customer that never ordered and where no sign that weighs is known.
    pub fn of(signs: &Signs<'_>, rules: &ChurnRules) -> Option<Churn> {
        if signs.facts.orders == 0 {
            return None;
        }
        let [overdue, complaint, lateness, falling] = rules.weights;
        let part = |sign, weight, reading: Option<Reading>| Part {
            sign,
            reading,
            strength: reading.map(|reading| strength(rules, reading)),
            weight,
        };
        let parts = [
            part(Sign::Overdue, overdue, signs.overdue()),
            part(Sign::Complaint, complaint, signs.open_complaint.map(Reading::Complaint)),
            part(Sign::Lateness, lateness, signs.lateness()),
            part(Sign::Falling, falling, signs.falling()),
        ];
        let points: u64 = parts.iter().map(Part::points).sum();
        let weight = |is_known: bool| -> u64 {
            let counted = parts.iter().filter(|part| part.strength.is_some() == is_known);
            counted.map(|part| u64::from(part.weight)).sum()
        };
        let (known, unknown) = (weight(true), weight(false));
        let score = points.checked_div(known)?;
        let all = known + unknown;
        let (least, most) = (points / all, (points + unknown * FULL as u64) / all);
        let worry = worry_of(rules, score);
        let is_sure = worry_of(rules, least) == worry && worry_of(rules, most) == worry;
        Some(Churn {
            score: BasisPoints(score as i32),
            worry,
            certainty: if is_sure { Certainty::Settled } else { Certainty::Provisional },
            parts,
        })
    }

    /// Returns the part of a sign.
    pub fn part(&self, sign: Sign) -> Option<&Part> {
        self.parts.get(usize::from(sign.index()))
    }
}

/// Returns the customers that ordered up to the date of a census, the greatest worry first (R149).
///
/// Equal scores go by the sales of the trailing twelve months and of those before, largest first, then by number.
/// `open_complaint` tells whether a customer's complaint is open, `None` where the book keeps none.
pub fn list(
    census: &Census,
    cycles: &Cycles,
    open_complaint: impl Fn(CustomerId) -> Option<bool>,
    rules: &ChurnRules,
) -> Vec<(CustomerId, Churn)> {
    let found = census.all().filter_map(|(customer, facts)| {
        let expected = cycles.of(customer).and_then(|cycle| cycle.expected);
        let signs = Signs { as_of: census.as_of(), facts, expected, open_complaint: open_complaint(customer) };
        Some((customer, Churn::of(&signs, rules)?))
    });
    let mut list: Vec<_> = found.collect();
    list.sort_unstable_by_key(|(customer, churn)| {
        let facts = census.facts(*customer);
        (Reverse(churn.score), Reverse(facts.year_sales), Reverse(facts.prior_sales), *customer)
    });
    list
}

impl Signs<'_> {
    fn overdue(&self) -> Option<Reading> {
        // Who bought once has no rhythm of its own to be behind.
        let own = self.expected.filter(|expected| expected.rhythm != Rhythm::Population);
        own.map(|expected| Reading::Overdue { ratio: expected.overdue, rhythm: expected.rhythm })
    }

    fn lateness(&self) -> Option<Reading> {
        let (payments, unknown) = (self.facts.late, self.facts.late_unknown);
        let is_known = payments > 0 || unknown == 0;
        is_known.then_some(Reading::Lateness { payments, days: self.facts.late_days, unknown })
    }

    fn falling(&self) -> Option<Reading> {
        growth::of_customer(self.facts, self.as_of).map(Reading::Falling)
    }
}

/// Returns how strong a sign is by what it shows.
fn strength(rules: &ChurnRules, reading: Reading) -> BasisPoints {
    let strength = match reading {
        Reading::Overdue { ratio, .. } => {
            let part = (ratio * FULL as f64) as i64;
            between(rules.overdue_from.0.into(), part, rules.overdue_full.0.into())
        }
        Reading::Complaint(is_open) => i64::from(is_open) * FULL,
        Reading::Lateness { days, .. } if days > rules.late_days => FULL,
        Reading::Lateness { payments, .. } => between(0, payments.into(), rules.late_payments.into()),
        Reading::Falling(growth) => {
            let fall = growth.basis_points().0;
            between(0, -i64::from(fall), rules.fall_full.0.into())
        }
    };
    BasisPoints(strength as i32)
}

/// Returns how great the worry of a score is.
fn worry_of(rules: &ChurnRules, score: u64) -> Worry {
    let reaches = |from: BasisPoints| i128::from(score) >= i128::from(from.0);
    match () {
        () if reaches(rules.high_from) => Worry::High,
        () if reaches(rules.mid_from) => Worry::Mid,
        () => Worry::Low,
    }
}

/// Returns how far a number lies on the way from where it does not count to where it counts in full.
fn between(none: i64, number: i64, full: i64) -> i64 {
    if number <= none {
        return 0;
    }
    if number >= full {
        return FULL;
    }
    // INVARIANT (within): none < number < full, and all of them come from 32 bits.
    (number - none) * FULL / (full - none)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Money, Order, OrderId};
    use crate::ledger::Ledger;

    const AS_OF: Date = Date::from_days(20_000);

    fn expected(overdue: f64) -> Option<Expected> {
        Some(Expected { cycle_days: 30.0, rhythm: Rhythm::Own, next: Date::MIN, overdue })
    }

    fn churn(expected: Option<Expected>, open_complaint: Option<bool>, facts: Facts) -> Option<Churn> {
        Churn::of(&Signs { as_of: AS_OF, facts: &facts, expected, open_complaint }, &ChurnRules::default())
    }

    fn sold(prior_sales: i64, year_sales: i64) -> Facts {
        Facts { orders: 3, first: Some(Date::MIN), prior_sales, year_sales, ..Facts::default() }
    }

    #[track_caller]
    fn strength(churn: Option<Churn>, sign: Sign) -> Option<i32> {
        churn.unwrap().part(sign).unwrap().strength.map(|strength| strength.0)
    }

    #[test]
    fn each_sign_grows_from_nothing_to_its_full_strength() {
        let overdue = |ratio| strength(churn(expected(ratio), None, sold(0, 0)), Sign::Overdue);
        assert_eq!([1.0, 1.75, 2.499, 2.5, 99.0].map(overdue), [0, 5_000, 9_993, 10_000, 10_000].map(Some));
        let falling = |year| strength(churn(None, None, sold(1_000, year)), Sign::Falling);
        assert_eq!([1_200, 1_000, 750, 501, 500, -9].map(falling), [0, 0, 5_000, 9_980, 10_000, 10_000].map(Some));
        let late =
            |late, late_days| strength(churn(None, None, Facts { late, late_days, ..sold(0, 0) }), Sign::Lateness);
        assert_eq!([late(0, 0), late(1, 30), late(1, 31), late(2, 1)], [0, 5_000, 10_000, 10_000].map(Some));
        let complaint = |open| strength(churn(None, open, sold(0, 0)), Sign::Complaint);
        assert_eq!([Some(false), Some(true), None].map(complaint), [Some(0), Some(10_000), None]);
    }

    #[test]
    fn who_bought_once_is_behind_no_rhythm_of_its_own() {
        let of = |rhythm| {
            let expected = expected(9.0).map(|expected| Expected { rhythm, ..expected });
            strength(churn(expected, None, sold(0, 0)), Sign::Overdue)
        };
        assert_eq!([Rhythm::Own, Rhythm::Shrunk, Rhythm::Population].map(of), [Some(10_000), Some(10_000), None]);
    }

    #[test]
    fn the_score_is_the_mean_of_what_is_known_by_weight() {
        let all = churn(expected(2.5), Some(false), Facts { late: 1, late_days: 3, ..sold(1_000, 750) }).unwrap();
        // 40 * 1 + 15 * 0 + 20 * 0.5 + 25 * 0.5 of 100.
        assert_eq!((all.score, all.worry, all.certainty), (BasisPoints(6_250), Worry::High, Certainty::Settled));
        let points: Vec<u64> = all.parts.iter().map(Part::points).collect();
        assert_eq!(points, [400_000, 0, 100_000, 125_000]);
        // Without the complaint 62.5 of 85; an open one could add, a closed one take.
        let some = churn(expected(2.5), None, Facts { late: 1, late_days: 3, ..sold(1_000, 750) }).unwrap();
        assert_eq!((some.score, some.worry, some.certainty), (BasisPoints(7_352), Worry::High, Certainty::Settled));
    }

    #[test]
    fn what_is_not_known_makes_a_worry_provisional_when_it_could_change_it() {
        let facts = Facts { late_unknown: 2, ..sold(0, 900) };
        let only_overdue = churn(expected(1.6), None, facts.clone()).unwrap();
        assert_eq!((only_overdue.score, only_overdue.certainty), (BasisPoints(4_000), Certainty::Provisional));
        assert_eq!(strength(Some(only_overdue), Sign::Lateness), None);
        assert_eq!(strength(Some(only_overdue), Sign::Falling), None);
        let calm = churn(expected(0.5), None, sold(900, 900)).unwrap();
        assert_eq!((calm.worry, calm.certainty), (Worry::Low, Certainty::Settled));
    }

    #[test]
    fn the_greatest_worry_comes_first_and_then_the_larger_customer() {
        let mut ledger = Ledger::new(Currency::USD);
        let orders =
            [(1, 0, 5), (1, 30, 5), (2, 270, 5), (2, 300, 5), (3, 270, 9), (3, 300, 9), (4, 270, 5), (4, 300, 5)];
        for (number, (customer, day, minor)) in (1..).zip(orders) {
            let order = Order::new(CustomerId(customer), Date::from_days(day), Money::from_minor(minor, Currency::USD));
            ledger.apply([(OrderId(number), Some(&order))]);
        }
        let as_of = Date::from_days(310);
        let (census, cycles) = (Census::take(&ledger, as_of), Cycles::take(&ledger, as_of));
        let list = list(&census, &cycles, |_| None, &ChurnRules::default());
        assert_eq!(list.iter().map(|(customer, _)| customer.0).collect::<Vec<_>>(), [1, 3, 2, 4]);
        assert_eq!(
            list.iter().map(|(_, churn)| churn.worry).collect::<Vec<_>>(),
            [Worry::High, Worry::Low, Worry::Low, Worry::Low]
        );
    }

    #[test]
    fn nobody_is_lost_who_never_came_and_nothing_is_told_from_nothing() {
        assert_eq!(churn(expected(9.0), Some(true), Facts::default()), None);
        let silent = ChurnRules { weights: [0; 4], ..ChurnRules::default() };
        let signs = Signs { as_of: AS_OF, facts: &sold(9, 9), expected: expected(9.0), open_complaint: Some(true) };
        assert_eq!(Churn::of(&signs, &silent), None);
    }
}
