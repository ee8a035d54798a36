//! What the numbers of the rules are called.

use yew::AttrValue;

use super::choice::word;
use super::value::percent;
use crate::domain::policy::{Knob, KnobFault, TestKind, Unit};
use crate::domain::{Currency, Money};
use crate::ui::{Locale, Msg};

/// Returns what a number of the rules decides.
pub fn knob(locale: &Locale, knob: Knob) -> AttrValue {
    locale.t(match knob {
        Knob::SmallFrom => Msg::RuleSmallFrom,
        Knob::MediumFrom => Msg::RuleMediumFrom,
        Knob::LargeFrom => Msg::RuleLargeFrom,
        Knob::Criterion(_, TestKind::Share) => Msg::RuleShare,
        Knob::Criterion(_, TestKind::Cooperation) => Msg::RuleCooperation,
        Knob::Criterion(_, TestKind::Lateness) => Msg::RuleLateCount,
        Knob::Criterion(_, TestKind::Margin) => Msg::RuleMargin,
        Knob::Criterion(_, TestKind::LoyaltyOrPlan) => Msg::RuleLoyalty,
        Knob::Criterion(_, kind @ (TestKind::GrowthPlan | TestKind::TriesNew)) => return word(locale, kind),
        Knob::LateDays(_) => Msg::RuleLateDays,
        Knob::AbcA => Msg::RuleAbcA,
        Knob::AbcB => Msg::RuleAbcB,
        Knob::LongTermOrders => Msg::RuleLongTerm,
        Knob::DormantDays => Msg::RuleDormant,
        Knob::LostDays => Msg::RuleLost,
        Knob::UnansweredTouches => Msg::RuleUnanswered,
        Knob::UnansweredIdleDays => Msg::RuleUnansweredIdle,
        Knob::FrequencyHigh => Msg::RuleFrequency,
        Knob::NeedCategories => Msg::RuleCategories,
        Knob::NeedSizeSpread => Msg::RuleSizeSpread,
        Knob::GraceDays => Msg::RuleGrace,
        Knob::ReviewLateFrom => Msg::RuleReviewLateFrom,
        Knob::ReviewDemotionMonths => Msg::RuleReviewDemotion,
        Knob::ReviewSalesChange => Msg::RuleReviewSales,
        Knob::ReviewStaleMonths => Msg::RuleReviewStale,
        Knob::ReviewUnreviewedMonths => Msg::RuleReviewUnreviewed,
        Knob::ChurnWeight(sign) => return locale.t(Msg::RuleWeight { what: word(locale, sign) }),
        Knob::ChurnOverdueFrom => Msg::RuleChurnOverdueFrom,
        Knob::ChurnOverdueFull => Msg::RuleChurnOverdueFull,
        Knob::ChurnLatePayments => Msg::RuleChurnLatePayments,
        Knob::ChurnLateDays => Msg::RuleChurnLateDays,
        Knob::ChurnFallFull => Msg::RuleChurnFallFull,
        Knob::ChurnMid => Msg::RuleChurnMid,
        Knob::ChurnHigh => Msg::RuleChurnHigh,
        Knob::LevelSpend(level) => {
            return locale.t(Msg::RuleLevelSpend { level: word(locale, level) });
        }
        Knob::LevelPoints(level) => {
            return locale.t(Msg::RuleLevelPoints { level: word(locale, level) });
        }
        Knob::PointPer => Msg::RulePointPer,
        Knob::ReferralPoints => Msg::RuleReferralPoints,
        Knob::GoodMonths => Msg::RuleGoodMonths,
        Knob::RewardPoints => Msg::RuleRewardPoints,
        Knob::GradeHigh => Msg::RuleGradeHigh,
        Knob::GradeMid => Msg::RuleGradeMid,
        Knob::FactorWeight(factor) => return locale.t(Msg::RuleWeight { what: word(locale, factor) }),
    })
}

/// Returns a number of the rules with its unit.
pub fn knob_value(locale: &Locale, knob: Knob, number: i64, base: Currency) -> AttrValue {
    let n = number.unsigned_abs();
    match knob.unit() {
        Unit::Money => locale.money(Money::from_minor(number, base)),
        Unit::BasisPoints => percent(locale, crate::domain::BasisPoints(number as i32)),
        Unit::Days => locale.t(Msg::RuleDays { n }),
        Unit::Months => locale.t(Msg::RuleMonths { n }),
        Unit::Score => locale.decimal(number, 2),
        Unit::Count | Unit::Points | Unit::Weight => locale.number(number),
    }
}

/// Returns why a number cannot be set.
pub fn knob_fault(locale: &Locale, at: Knob, fault: KnobFault, base: Currency) -> AttrValue {
    match fault {
        KnobFault::OutOfRange { min, max } => {
            let (min, max) = (knob_value(locale, at, min, base), knob_value(locale, at, max, base));
            locale.t(Msg::RuleOutOfRange { min, max })
        }
        KnobFault::NotBelow(other) => locale.t(Msg::RuleNotBelow { other: knob(locale, other) }),
        KnobFault::NotAbove(other) => locale.t(Msg::RuleNotAbove { other: knob(locale, other) }),
        KnobFault::NothingWeighs => locale.t(Msg::RuleNothingWeighs),
        KnobFault::Absent => locale.t(Msg::RuleAbsent),
    }
}
