//! Every number of the rules by name, so that screens, what-if and files reach them in one way.

use serde::{Deserialize, Serialize};

use super::{Axis, Criterion, Factor, Policy, Sign, Test, TestKind, ValueClass};
use crate::domain::BasisPoints;
use crate::domain::choice::Choice;
use crate::domain::class::Level;

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
    /// Orders of one size while the largest is less than this above the smallest (R101).
    NeedSizeSpread,
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
    /// How much a sign of leaving weighs (R149).
    ChurnWeight(Sign),
    /// Overdue counts above this part of a cycle …
    ChurnOverdueFrom,
    /// … and in full from this one on.
    ChurnOverdueFull,
    /// So many late payments count in full.
    ChurnLatePayments,
    /// One of more days than this counts in full.
    ChurnLateDays,
    /// Sales that fell by this part count in full.
    ChurnFallFull,
    /// Some worry from this score on.
    ChurnMid,
    /// A great worry from this score on.
    ChurnHigh,
    /// How much a factor of a market weighs (R127–R129).
    FactorWeight(Factor),
    /// A level of membership from these sales (R24).
    LevelSpend(Level),
    /// A level of membership from so many points (R24).
    LevelPoints(Level),
    /// Sales that earn one point (R143).
    PointPer,
    /// Points for each customer referred (R143).
    ReferralPoints,
    /// Points are good for so many months (R143).
    GoodMonths,
    /// A reward is due from so many points on (R143).
    RewardPoints,
    /// High value from this mean of scores on (R19).
    GradeHigh,
    /// Mid value from this mean of scores on (R19).
    GradeMid,
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
    /// Hundredths of a point of a score.
    Score,
    /// A weight beside others.
    Weight,
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
    /// Nothing would weigh any more.
    NothingWeighs,
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
    (Knob::ChurnOverdueFrom, Knob::ChurnOverdueFull),
    (Knob::ChurnMid, Knob::ChurnHigh),
    (Knob::GradeMid, Knob::GradeHigh),
    (Knob::LevelSpend(Level::Silver), Knob::LevelSpend(Level::Gold)),
    (Knob::LevelSpend(Level::Gold), Knob::LevelSpend(Level::Diamond)),
    (Knob::LevelPoints(Level::Silver), Knob::LevelPoints(Level::Gold)),
    (Knob::LevelPoints(Level::Gold), Knob::LevelPoints(Level::Diamond)),
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
            Knob::NeedSizeSpread,
            Knob::GraceDays,
            Knob::ReviewLateFrom,
            Knob::ReviewDemotionMonths,
            Knob::ReviewSalesChange,
            Knob::ReviewStaleMonths,
            Knob::ReviewUnreviewedMonths,
        ]);
        knobs.extend(Knob::churn());
        knobs.extend(Axis::ALL.iter().flat_map(|axis| Knob::factors(*axis)));
        knobs.extend(Knob::membership());
        knobs.extend([Knob::GradeHigh, Knob::GradeMid]);
        knobs
    }

    /// Returns the knobs of the score of leaving (R149).
    pub fn churn() -> Vec<Knob> {
        let weights = Sign::ALL.iter().copied().map(Knob::ChurnWeight);
        weights
            .chain([
                Knob::ChurnOverdueFrom,
                Knob::ChurnOverdueFull,
                Knob::ChurnLatePayments,
                Knob::ChurnLateDays,
                Knob::ChurnFallFull,
                Knob::ChurnMid,
                Knob::ChurnHigh,
            ])
            .collect()
    }

    /// Returns the knobs of the factors that count on an axis (R127–R130).
    pub fn factors(axis: Axis) -> Vec<Knob> {
        let factors = Factor::ALL.iter().copied().filter(|factor| factor.axis() == axis);
        factors.map(Knob::FactorWeight).collect()
    }

    /// Returns the knobs of membership (R24, R143).
    pub fn membership() -> Vec<Knob> {
        let ladder = || Level::ALL.iter().rev().copied();
        let levels = ladder().map(Knob::LevelSpend).chain(ladder().map(Knob::LevelPoints));
        levels.chain([Knob::PointPer, Knob::ReferralPoints, Knob::GoodMonths, Knob::RewardPoints]).collect()
    }

    /// Returns the knobs of which one at least must be above zero, this one among them.
    fn beside(self) -> Vec<Knob> {
        match self {
            Knob::ChurnWeight(_) => Sign::ALL.iter().copied().map(Knob::ChurnWeight).collect(),
            Knob::FactorWeight(factor) => Knob::factors(factor.axis()),
            _ => Vec::new(),
        }
    }

    /// Returns what the number counts.
    pub fn unit(self) -> Unit {
        match self {
            Knob::SmallFrom | Knob::MediumFrom | Knob::LargeFrom => Unit::Money,
            Knob::LevelSpend(_) | Knob::PointPer => Unit::Money,
            Knob::GoodMonths => Unit::Months,
            Knob::AbcA | Knob::AbcB | Knob::ReviewSalesChange | Knob::NeedSizeSpread => Unit::BasisPoints,
            Knob::ChurnOverdueFrom | Knob::ChurnOverdueFull | Knob::ChurnFallFull => Unit::BasisPoints,
            Knob::ChurnMid | Knob::ChurnHigh | Knob::GradeHigh | Knob::GradeMid => Unit::Score,
            Knob::ChurnWeight(_) | Knob::FactorWeight(_) => Unit::Weight,
            Knob::ChurnLateDays => Unit::Days,
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
            Knob::LevelSpend(_) => (1, 1_000_000_000_000_000),
            Knob::PointPer => (0, 1_000_000_000_000_000),
            Knob::LevelPoints(_) | Knob::RewardPoints => (1, 1_000_000_000),
            Knob::ReferralPoints => (0, 1_000_000_000),
            Knob::GoodMonths => (0, 1_200),
            Knob::AbcA | Knob::AbcB => (1, 10_000),
            Knob::Criterion(_, TestKind::Share) => (1, 10_000),
            Knob::Criterion(_, TestKind::Margin) => (-10_000, 10_000),
            Knob::Criterion(_, TestKind::LoyaltyOrPlan) => (1, 5),
            Knob::Criterion(_, TestKind::Cooperation) => (0, 1_200),
            Knob::DormantDays | Knob::LostDays | Knob::UnansweredIdleDays => (1, 36_500),
            Knob::LongTermOrders | Knob::FrequencyHigh | Knob::NeedCategories | Knob::UnansweredTouches => (1, 1_000),
            Knob::ReviewLateFrom => (1, 1_000),
            Knob::ReviewSalesChange | Knob::NeedSizeSpread => (1, 1_000_000),
            Knob::ReviewDemotionMonths | Knob::ReviewStaleMonths | Knob::ReviewUnreviewedMonths => (1, 1_200),
            Knob::ChurnWeight(_) | Knob::FactorWeight(_) => (0, 100),
            Knob::ChurnOverdueFrom => (0, 1_000_000),
            Knob::ChurnOverdueFull => (1, 1_000_000),
            Knob::ChurnFallFull | Knob::ChurnMid | Knob::ChurnHigh => (1, 10_000),
            Knob::ChurnLatePayments => (1, 1_000),
            Knob::GradeHigh | Knob::GradeMid => (100, 500),
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
            Knob::NeedSizeSpread => policy.need.size_spread_below.0.into(),
            Knob::GraceDays => policy.cooperation.grace_days.into(),
            Knob::ReviewLateFrom => policy.review.late_from.into(),
            Knob::ReviewDemotionMonths => policy.review.demotion_months.into(),
            Knob::ReviewSalesChange => policy.review.sales_change.0.into(),
            Knob::ReviewStaleMonths => policy.review.stale_months.into(),
            Knob::ReviewUnreviewedMonths => policy.review.unreviewed_months.into(),
            Knob::ChurnWeight(sign) => (*policy.churn.weights.get(usize::from(sign.index()))?).into(),
            Knob::ChurnOverdueFrom => policy.churn.overdue_from.0.into(),
            Knob::ChurnOverdueFull => policy.churn.overdue_full.0.into(),
            Knob::ChurnLatePayments => policy.churn.late_payments.into(),
            Knob::ChurnLateDays => policy.churn.late_days.into(),
            Knob::ChurnFallFull => policy.churn.fall_full.0.into(),
            Knob::ChurnMid => policy.churn.mid_from.0.into(),
            Knob::ChurnHigh => policy.churn.high_from.0.into(),
            Knob::FactorWeight(factor) => (*policy.positioning.0.get(usize::from(factor.index()))?).into(),
            Knob::LevelSpend(level) => *policy.membership.spend.get(usize::from(level.index()))?,
            Knob::LevelPoints(level) => *policy.membership.points.get(usize::from(level.index()))?,
            Knob::PointPer => policy.membership.point_per,
            Knob::ReferralPoints => policy.membership.referral_points.into(),
            Knob::GoodMonths => policy.membership.good_months.into(),
            Knob::RewardPoints => policy.membership.reward_points.into(),
            Knob::GradeHigh => policy.grades.high_from.into(),
            Knob::GradeMid => policy.grades.mid_from.into(),
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
        let beside = self.beside();
        let weighs = |knob: &Knob| *knob != self && knob.read(policy).is_some_and(|weight| weight > 0);
        if number == 0 && !beside.is_empty() && !beside.iter().any(weighs) {
            return Err(KnobFault::NothingWeighs);
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
            Knob::NeedSizeSpread => policy.need.size_spread_below = BasisPoints(small),
            Knob::GraceDays => policy.cooperation.grace_days = count,
            Knob::ReviewLateFrom => policy.review.late_from = count,
            Knob::ReviewDemotionMonths => policy.review.demotion_months = count,
            Knob::ReviewSalesChange => policy.review.sales_change = BasisPoints(small),
            Knob::ReviewStaleMonths => policy.review.stale_months = count,
            Knob::ReviewUnreviewedMonths => policy.review.unreviewed_months = count,
            Knob::ChurnWeight(sign) => set(&mut policy.churn.weights, sign.index(), count)?,
            Knob::ChurnOverdueFrom => policy.churn.overdue_from = BasisPoints(small),
            Knob::ChurnOverdueFull => policy.churn.overdue_full = BasisPoints(small),
            Knob::ChurnLatePayments => policy.churn.late_payments = count,
            Knob::ChurnLateDays => policy.churn.late_days = count,
            Knob::ChurnFallFull => policy.churn.fall_full = BasisPoints(small),
            Knob::ChurnMid => policy.churn.mid_from = BasisPoints(small),
            Knob::ChurnHigh => policy.churn.high_from = BasisPoints(small),
            Knob::FactorWeight(factor) => set(&mut policy.positioning.0, factor.index(), count)?,
            Knob::LevelSpend(level) => set(&mut policy.membership.spend, level.index(), number)?,
            Knob::LevelPoints(level) => set(&mut policy.membership.points, level.index(), number)?,
            Knob::PointPer => policy.membership.point_per = number,
            Knob::ReferralPoints => policy.membership.referral_points = count,
            Knob::GoodMonths => policy.membership.good_months = count,
            Knob::RewardPoints => policy.membership.reward_points = count,
            Knob::GradeHigh => policy.grades.high_from = count,
            Knob::GradeMid => policy.grades.mid_from = count,
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

fn set<T>(numbers: &mut [T], place: u8, number: T) -> Result<(), KnobFault> {
    *numbers.get_mut(usize::from(place)).ok_or(KnobFault::Absent)? = number;
    Ok(())
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
    use crate::domain::policy::LevelMeasure;

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
    fn something_weighs_always() {
        let mut policy = Policy::default();
        let [overdue, complaint, lateness, falling] = [0, 1, 2, 3].map(|place| Knob::ChurnWeight(Sign::ALL[place]));
        for knob in [overdue, complaint, lateness] {
            assert_eq!(knob.write(&mut policy, 0), Ok(()));
        }
        assert_eq!(falling.write(&mut policy, 0), Err(KnobFault::NothingWeighs));
        assert_eq!(falling.write(&mut policy, 1), Ok(()));
        assert_eq!(falling.write(&mut policy, -1), Err(KnobFault::OutOfRange { min: 0, max: 100 }));
        // Each axis by itself.
        let advantage = Knob::factors(Axis::Advantage);
        let (last, rest) = advantage.split_last().unwrap();
        rest.iter().for_each(|knob| knob.write(&mut policy, 0).unwrap());
        assert_eq!(last.write(&mut policy, 0), Err(KnobFault::NothingWeighs));
        assert_eq!(Knob::FactorWeight(Factor::MarketSize).write(&mut policy, 0), Ok(()));
    }

    #[test]
    fn rules_written_before_scores_take_the_products_numbers_for_them() {
        let mut own = Policy::default();
        Knob::ChurnWeight(Sign::Falling).write(&mut own, 60).unwrap();
        Knob::FactorWeight(Factor::Service).write(&mut own, 3).unwrap();
        let mut json = serde_json::to_value(&own).unwrap();
        assert_eq!(json["churn"]["falling"], 60);
        assert_eq!(json["positioning"]["service"], 3);
        assert_eq!(serde_json::from_value::<Policy>(json.clone()).unwrap(), own);
        json["churn"] = serde_json::json!({ "falling": 60 });
        json.as_object_mut().unwrap().remove("positioning");
        own.positioning = Default::default();
        assert_eq!(serde_json::from_value::<Policy>(json.clone()).unwrap(), own);
        json["churn"]["falling"] = serde_json::json!(-1);
        assert!(serde_json::from_value::<Policy>(json).is_err());
    }

    #[test]
    fn levels_ascend_in_sales_and_in_points() {
        let mut policy = Policy::default();
        let (silver, gold) = (Knob::LevelSpend(Level::Silver), Knob::LevelSpend(Level::Gold));
        assert_eq!(silver.write(&mut policy, 5_000_000), Err(KnobFault::NotBelow(gold)));
        assert_eq!(silver.write(&mut policy, 4_999_999), Ok(()));
        assert_eq!(gold.write(&mut policy, 4_999_999), Err(KnobFault::NotAbove(silver)));
        let (gold, diamond) = (Knob::LevelPoints(Level::Gold), Knob::LevelPoints(Level::Diamond));
        assert_eq!(gold.write(&mut policy, 2_000), Err(KnobFault::NotBelow(diamond)));
        assert_eq!(gold.write(&mut policy, 1_999), Ok(()));
        policy.membership.measure = LevelMeasure::Points;
        let json = serde_json::to_value(&policy).unwrap();
        assert_eq!(json["membership"]["measure"], "points");
        assert_eq!(serde_json::from_value::<Policy>(json).unwrap(), policy);
        // In another currency amounts read as before; points stay.
        let yen = policy.clone().in_exponent(2, 0);
        assert_eq!((yen.membership.spend, yen.membership.point_per), ([200_000, 50_001, 50_000], 100));
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
