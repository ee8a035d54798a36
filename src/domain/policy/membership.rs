//! Membership: what each level takes, what earns points, and from when on a reward is due (R24, R143, R144).

use super::section::{Section, Slot, sections};
use crate::domain::choice::choices;

choices! {
    /// What levels are measured by (R24).
    LevelMeasure {
        /// Sales of the trailing twelve months.
        AnnualSpend = "annual-spend",
        /// Points earned in the trailing twelve months; redeeming them costs no level.
        Points = "points",
    }
}

/// The rules of membership; the source names the levels and no numbers, these are the product's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MembershipRules {
    /// What levels are measured by.
    pub measure: LevelMeasure,
    /// Diamond, gold and silver from these sales, in minor units of the base currency.
    pub spend: [i64; 3],
    /// Diamond, gold and silver from so many points.
    pub points: [i64; 3],
    /// Sales that earn one point, in minor units of the base currency; 0 earns none.
    pub point_per: i64,
    /// Points for each customer referred, once it first ordered.
    pub referral_points: u32,
    /// Points are good for so many months; 0 for ever.
    pub good_months: u32,
    /// A reward is due from so many points on.
    pub reward_points: u32,
}

impl Default for MembershipRules {
    fn default() -> MembershipRules {
        MembershipRules::for_exponent(2)
    }
}

impl MembershipRules {
    /// Returns the product's rules for a base currency with `exponent` decimals.
    pub fn for_exponent(exponent: u32) -> MembershipRules {
        let major = 10_i64.pow(exponent.min(6));
        MembershipRules {
            measure: LevelMeasure::AnnualSpend,
            spend: [200_000 * major, 50_000 * major, 10_000 * major],
            points: [2_000, 500, 100],
            point_per: 100 * major,
            referral_points: 100,
            good_months: 24,
            reward_points: 500,
        }
    }

    /// Returns from where on the levels begin, best first, in the unit of the measure.
    pub const fn ladder(&self) -> [i64; 3] {
        match self.measure {
            LevelMeasure::AnnualSpend => self.spend,
            LevelMeasure::Points => self.points,
        }
    }
}

impl Section for MembershipRules {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        let [diamond, gold, silver] = &mut self.spend;
        let [diamond_points, gold_points, silver_points] = &mut self.points;
        vec![
            ("measure", Slot::Word(&mut self.measure)),
            ("silverFrom", Slot::Number(silver)),
            ("goldFrom", Slot::Number(gold)),
            ("diamondFrom", Slot::Number(diamond)),
            ("silverPoints", Slot::Number(silver_points)),
            ("goldPoints", Slot::Number(gold_points)),
            ("diamondPoints", Slot::Number(diamond_points)),
            ("pointPer", Slot::Number(&mut self.point_per)),
            ("referralPoints", Slot::Count(&mut self.referral_points)),
            ("goodMonths", Slot::Count(&mut self.good_months)),
            ("rewardPoints", Slot::Count(&mut self.reward_points)),
        ]
    }
}

sections! { MembershipRules }
