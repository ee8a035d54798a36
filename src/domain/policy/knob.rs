//! Every number of the rules by name, so that screens, what-if and files reach them in one way.

use serde::{Deserialize, Serialize};

use super::{Criterion, Policy, Test, TestKind, ValueClass};
use crate::domain::BasisPoints;

/// A number of the rules that the owner can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Knob {
    /// Small from (R27).
    SmallFrom,
    /// Medium from (R26).
    MediumFrom,
    /// Large from (R25).
    LargeFrom,
    /// The threshold of a criterion of a class; for lateness the number of late payments.
    Criterion(ValueClass, TestKind),
    /// The most days late of a class's lateness criterion.
    LateDays(ValueClass),
    /// A until this cumulative share.
    AbcA,
    /// B until this cumulative share.
    AbcB,
    /// Long-term from so many regular orders.
    LongTermOrders,
    /// Dormant after so many days (R44).
    DormantDays,
    /// Lost after so many days.
    LostDays,
    /// Dormant after so many unanswered touches.
    UnansweredTouches,
    /// … without an order in so many days.
    UnansweredIdleDays,
    /// High frequency from so many orders a year (R5).
    FrequencyHigh,
    /// Several categories from so many (R9).
    NeedCategories,
    /// Days of grace at the start of the book (D6).
    GraceDays,
    /// A risk from so many late payments of an A (R46).
    ReviewLateFrom,
    /// Months for which such an A is proposed as a B.
    ReviewDemotionMonths,
    /// A change of sales above this, up or down (R120).
    ReviewSalesChange,
    /// Months after which data are stale (R119).
    ReviewStaleMonths,
    /// Months after which an assigned class is due for another look (R124).
    ReviewUnreviewedMonths,
}

/// What a knob's number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Minor units of the base currency.
    Money,
    /// Basis points.
    BasisPoints,
    /// Orders, payments, touches, categories.
    Count,
    /// Days.
    Days,
    /// Months.
    Months,
    /// Points of a scale from 1 to 5.
    Points,
}

/// Why a number cannot be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnobFault {
    /// Below the smallest or above the largest number that makes sense.
    OutOfRange {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// Not below the knob that must be larger.
    NotBelow(Knob),
    /// Not above the knob that must be smaller.
    NotAbove(Knob),
    /// The rules hold no such criterion.
    Absent,
}

/// Pairs of knobs of which the first must stay below the second.
const ASCENDING: &[(Knob, Knob)] = &[
    (Knob::SmallFrom, Knob::MediumFrom),
    (Knob::MediumFrom, Knob::LargeFrom),
    (Knob::AbcA, Knob::AbcB),
    (Knob::DormantDays, Knob::LostDays),
    (Knob::Criterion(ValueClass::B, TestKind::Share), Knob::Criterion(ValueClass::A, TestKind::Share)),
];

impl Knob {
    /// Returns all knobs of a policy, in the order of its schemes.
    pub fn all(policy: &Policy) -> Vec<Knob> {
        let mut knobs = vec![Knob::SmallFrom, Knob::MediumFrom, Knob::LargeFrom];
        for (class, criteria) in [(ValueClass::A, &policy.value.a), (ValueClass::B, &policy.value.b)] {
            for criterion in criteria {
                let kind = criterion.test.kind();
                if threshold(criterion.test).is_some() {
                    knobs.push(Knob::Criterion(class, kind));
                }
                if kind == TestKind::Lateness {
                    knobs.push(Knob::LateDays(class));
                }
            }
        }
        knobs.extend([
            Knob::AbcA,
            Knob::AbcB,
            Knob::LongTermOrders,
            Knob::DormantDays,
            Knob::LostDays,
            Knob::UnansweredTouches,
            Knob::UnansweredIdleDays,
            Knob::FrequencyHigh,
            Knob::NeedCategories,
            Knob::GraceDays,
            Knob::ReviewLateFrom,
            Knob::ReviewDemotionMonths,
            Knob::ReviewSalesChange,
            Knob::ReviewStaleMonths,
            Knob::ReviewUnreviewedMonths,
        ]);
        knobs
    }

    /// Returns what the number counts.
    pub fn unit(self) -> Unit {
        match self {
            Knob::SmallFrom | Knob::MediumFrom | Knob::LargeFrom => Unit::Money,
            Knob::AbcA | Knob::AbcB | Knob::ReviewSalesChange => Unit::BasisPoints,
            Knob::ReviewDemotionMonths | Knob::ReviewStaleMonths | Knob::ReviewUnreviewedMonths => Unit::Months,
            Knob::Criterion(_, TestKind::Share | TestKind::Margin) => Unit::BasisPoints,
            Knob::Criterion(_, TestKind::Cooperation) => Unit::Months,
            Knob::Criterion(_, TestKind::LoyaltyOrPlan) => Unit::Points,
            Knob::DormantDays | Knob::LostDays | Knob::UnansweredIdleDays | Knob::GraceDays | Knob::LateDays(_) => {
                Unit::Days
            }
            _ => Unit::Count,
        }
    }

    /// Returns the smallest and the largest number that make sense.
    pub fn range(self) -> (i64, i64) {
        match self {
            Knob::SmallFrom | Knob::MediumFrom | Knob::LargeFrom => (1, 1_000_000_000_000_000),
            Knob::AbcA | Knob::AbcB => (1, 10_000),
            Knob::Criterion(_, TestKind::Share) => (1, 10_000),
            Knob::Criterion(_, TestKind::Margin) => (-10_000, 10_000),
            Knob::Criterion(_, TestKind::LoyaltyOrPlan) => (1, 5),
            Knob::Criterion(_, TestKind::Cooperation) => (0, 1_200),
            Knob::DormantDays | Knob::LostDays | Knob::UnansweredIdleDays => (1, 36_500),
            Knob::LongTermOrders | Knob::FrequencyHigh | Knob::NeedCategories | Knob::UnansweredTouches => (1, 1_000),
            Knob::ReviewLateFrom => (1, 1_000),
            Knob::ReviewSalesChange => (1, 1_000_000),
            Knob::ReviewDemotionMonths | Knob::ReviewStaleMonths | Knob::ReviewUnreviewedMonths => (1, 1_200),
            _ => (0, 36_500),
        }
    }

    /// Returns the number that a policy holds, or `None` when it has no such criterion.
    pub fn read(self, policy: &Policy) -> Option<i64> {
        Some(match self {
            Knob::SmallFrom => policy.scale.small_from,
            Knob::MediumFrom => policy.scale.medium_from,
            Knob::LargeFrom => policy.scale.large_from,
            Knob::Criterion(class, kind) => threshold(find(policy, class, kind)?.test)?,
            Knob::LateDays(class) => match find(policy, class, TestKind::Lateness)?.test {
                Test::Lateness { days, .. } => days.into(),
                _ => return None,
            },
            Knob::AbcA => policy.abc.a_until.0.into(),
            Knob::AbcB => policy.abc.b_until.0.into(),
            Knob::LongTermOrders => policy.stage.long_term_orders.into(),
            Knob::DormantDays => policy.stage.dormant_after_days.into(),
            Knob::LostDays => policy.stage.lost_after_days.into(),
            Knob::UnansweredTouches => policy.stage.unanswered_touches.into(),
            Knob::UnansweredIdleDays => policy.stage.unanswered_idle_days.into(),
            Knob::FrequencyHigh => policy.frequency.high_from.into(),
            Knob::NeedCategories => policy.need.categories_from.into(),
            Knob::GraceDays => policy.cooperation.grace_days.into(),
            Knob::ReviewLateFrom => policy.review.late_from.into(),
            Knob::ReviewDemotionMonths => policy.review.demotion_months.into(),
            Knob::ReviewSalesChange => policy.review.sales_change.0.into(),
            Knob::ReviewStaleMonths => policy.review.stale_months.into(),
            Knob::ReviewUnreviewedMonths => policy.review.unreviewed_months.into(),
        })
    }

    /// Sets the number in a policy.
    ///
    /// # Errors
    ///
    /// The [`KnobFault`] of a number out of range or out of order; the policy is unchanged then.
    pub fn write(self, policy: &mut Policy, number: i64) -> Result<(), KnobFault> {
        let (min, max) = self.range();
        if !(min <= number && number <= max) {
            return Err(KnobFault::OutOfRange { min, max });
        }
        for &(lower, upper) in ASCENDING {
            if self == lower && upper.read(policy).is_some_and(|upper| number >= upper) {
                return Err(KnobFault::NotBelow(upper));
            }
            if self == upper && lower.read(policy).is_some_and(|lower| number <= lower) {
                return Err(KnobFault::NotAbove(lower));
            }
        }
        self.put(policy, number)
    }

    fn put(self, policy: &mut Policy, number: i64) -> Result<(), KnobFault> {
        // INVARIANT (knob fits): `write` held the number to the range, and every range but money's fits 32 bits.
        let small = number as i32;
        let count = number as u32;
        match self {
            Knob::SmallFrom => policy.scale.small_from = number,
            Knob::MediumFrom => policy.scale.medium_from = number,
            Knob::LargeFrom => policy.scale.large_from = number,
            Knob::Criterion(class, kind) => match &mut find_mut(policy, class, kind)?.test {
                Test::Share { from } => *from = BasisPoints(small),
                Test::Margin { above } => *above = BasisPoints(small),
                Test::Cooperation { months } => *months = count,
                Test::Lateness { count: most, .. } => *most = count,
                Test::LoyaltyOrPlan { loyalty } => *loyalty = count,
                Test::GrowthPlan | Test::TriesNew => return Err(KnobFault::Absent),
            },
            Knob::LateDays(class) => match &mut find_mut(policy, class, TestKind::Lateness)?.test {
                Test::Lateness { days, .. } => *days = count,
                _ => return Err(KnobFault::Absent),
            },
            Knob::AbcA => policy.abc.a_until = BasisPoints(small),
            Knob::AbcB => policy.abc.b_until = BasisPoints(small),
            Knob::LongTermOrders => policy.stage.long_term_orders = count,
            Knob::DormantDays => policy.stage.dormant_after_days = count,
            Knob::LostDays => policy.stage.lost_after_days = count,
            Knob::UnansweredTouches => policy.stage.unanswered_touches = count,
            Knob::UnansweredIdleDays => policy.stage.unanswered_idle_days = count,
            Knob::FrequencyHigh => policy.frequency.high_from = count,
            Knob::NeedCategories => policy.need.categories_from = count,
            Knob::GraceDays => policy.cooperation.grace_days = count,
            Knob::ReviewLateFrom => policy.review.late_from = count,
            Knob::ReviewDemotionMonths => policy.review.demotion_months = count,
            Knob::ReviewSalesChange => policy.review.sales_change = BasisPoints(small),
            Knob::ReviewStaleMonths => policy.review.stale_months = count,
            Knob::ReviewUnreviewedMonths => policy.review.unreviewed_months = count,
        }
        Ok(())
    }
}

impl Policy {
    /// Returns the criteria of a class; C has none, it is the rest.
    pub fn criteria(&self, class: ValueClass) -> &[Criterion] {
        match class {
            ValueClass::A => &self.value.a,
            ValueClass::B => &self.value.b,
            ValueClass::C => &[],
        }
    }
}

fn find(policy: &Policy, class: ValueClass, kind: TestKind) -> Option<&Criterion> {
    policy.criteria(class).iter().find(|criterion| criterion.test.kind() == kind)
}

fn find_mut(policy: &mut Policy, class: ValueClass, kind: TestKind) -> Result<&mut Criterion, KnobFault> {
    let criteria = match class {
        ValueClass::A => &mut policy.value.a,
        ValueClass::B => &mut policy.value.b,
        ValueClass::C => return Err(KnobFault::Absent),
    };
    let mut all = criteria.iter_mut();
    all.find(|criterion| criterion.test.kind() == kind).ok_or(KnobFault::Absent)
}

fn threshold(test: Test) -> Option<i64> {
    match test {
        Test::Share { from } => Some(from.0.into()),
        Test::Margin { above } => Some(above.0.into()),
        Test::Cooperation { months } => Some(months.into()),
        Test::Lateness { count, .. } => Some(count.into()),
        Test::LoyaltyOrPlan { loyalty } => Some(loyalty.into()),
        Test::GrowthPlan | Test::TriesNew => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_knob_reads_back_what_was_written() {
        let policy = Policy::default();
        for knob in Knob::all(&policy) {
            let mut changed = policy.clone();
            let number = knob.read(&policy).expect("a number");
            let other = if number > knob.range().0 { number - 1 } else { number + 1 };
            assert_eq!(knob.write(&mut changed, other), Ok(()), "{knob:?}");
            assert_eq!(knob.read(&changed), Some(other), "{knob:?}");
            knob.write(&mut changed, number).expect("the number before");
            assert_eq!(changed, policy, "{knob:?}");
        }
    }

    #[test]
    fn rules_written_before_reviews_take_the_sources_numbers_for_them() {
        let mut old = serde_json::to_value(Policy::for_exponent(2)).unwrap();
        old.as_object_mut().unwrap().remove("review");
        assert_eq!(serde_json::from_value::<Policy>(old).unwrap(), Policy::for_exponent(2));
    }

    #[test]
    fn thresholds_stay_in_order() {
        let mut policy = Policy::default();
        let medium = Knob::MediumFrom.read(&policy).unwrap();
        assert_eq!(Knob::SmallFrom.write(&mut policy, medium), Err(KnobFault::NotBelow(Knob::MediumFrom)));
        let share = |class| Knob::Criterion(class, TestKind::Share);
        let fault = KnobFault::NotAbove(share(ValueClass::B));
        assert_eq!(share(ValueClass::A).write(&mut policy, 300), Err(fault));
        assert_eq!(share(ValueClass::A).write(&mut policy.clone(), 301), Ok(()));
        assert_eq!(Knob::AbcB.write(&mut policy, 8_000), Err(KnobFault::NotAbove(Knob::AbcA)));
        assert_eq!(Knob::AbcB.write(&mut policy, 10_001), Err(KnobFault::OutOfRange { min: 1, max: 10_000 }));
        assert_eq!(policy, Policy::default());
    }
}
