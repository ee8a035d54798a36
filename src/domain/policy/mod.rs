//! The owner's rules: every threshold and criterion that decides a class.
//!
//! All amounts are minor units of the book's base currency, all shares basis points.
//! Numbers are the sources' (R25–R55) until the owner changes them; [`Knob`] names each one of them.

mod churn;
mod criterion;
mod dollars;
mod grade;
mod knob;
mod membership;
mod positioning;
mod scheme;
mod section;
mod services;
mod slots;

use serde::{Deserialize, Serialize};

pub use churn::{ChurnRules, Sign};
pub use criterion::{Criterion, Test, TestKind, Weight};
pub use grade::GradeRules;
pub use knob::{Knob, KnobFault, Unit};
pub use membership::{LevelMeasure, MembershipRules};
pub use positioning::{Axis, Factor, Weights};
pub use scheme::{
    AbcRules, AbcWindow, CooperationRules, FrequencyRules, GrowthMeasure, MarginMode, NeedRules, ReviewRules,
    ScaleMeasure, ScaleRules, StageLabels, StageRules, UnknownMeans, ValueClass, ValueRules,
};
pub use services::ServiceRules;

/// One version of the owner's rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Policy {
    /// Size by annual sales or declared size.
    pub scale: ScaleRules,
    /// A, B, C by criteria.
    pub value: ValueRules,
    /// A, B, C by cumulative share.
    pub abc: AbcRules,
    /// Where the relationship stands.
    pub stage: StageRules,
    /// Often or seldom.
    pub frequency: FrequencyRules,
    /// What kind of need the orders suggest.
    pub need: NeedRules,
    /// How long a cooperation is known to last.
    pub cooperation: CooperationRules,
    /// From when on a review brings something up.
    pub review: ReviewRules,
    /// How much speaks for a customer leaving.
    pub churn: ChurnRules,
    /// How much each factor of a market weighs.
    pub positioning: Weights,
    /// What each level of membership takes, and what earns points.
    pub membership: MembershipRules,
    /// From where on a customer is of high or mid value.
    pub grades: GradeRules,
    /// What the customers of each class get.
    pub services: ServiceRules,
}

impl Policy {
    /// Returns the sources' rules for a base currency with `exponent` decimals.
    pub fn for_exponent(exponent: u32) -> Policy {
        let mut policy = Policy::default();
        let minor = 10_i64.pow(exponent.min(6));
        policy.scale.small_from = 100_000 * minor;
        policy.scale.medium_from = 1_000_000 * minor;
        policy.scale.large_from = 5_000_000 * minor;
        policy.membership = MembershipRules::for_exponent(exponent);
        policy
    }

    /// Returns the same rules for a base currency with `to` decimals in place of one with `from`: every amount reads
    /// as before, in the other currency.
    pub fn in_exponent(mut self, from: u32, to: u32) -> Policy {
        let (up, down) = (10_i128.pow(to.min(6)), 10_i128.pow(from.min(6)));
        let scaled = |amount: i64| {
            let scaled = (i128::from(amount) * up + down / 2).div_euclid(down);
            i64::try_from(scaled).unwrap_or(i64::MAX)
        };
        let [diamond, gold, silver] = &mut self.membership.spend;
        let scale = [&mut self.scale.small_from, &mut self.scale.medium_from, &mut self.scale.large_from];
        for ladder in [scale, [silver, gold, diamond]] {
            let mut least = 1;
            for amount in ladder {
                // Thresholds that are whole minor units apart stay apart where those are larger.
                *amount = scaled(*amount).max(least);
                least = amount.saturating_add(1);
            }
        }
        if self.membership.point_per > 0 {
            self.membership.point_per = scaled(self.membership.point_per).max(1);
        }
        self
    }
}
