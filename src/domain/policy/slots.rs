//! The names under which the rules of the schemes are written.

use super::scheme::{AbcRules, CooperationRules, FrequencyRules, NeedRules, ReviewRules, ScaleRules, StageRules};
use super::section::{Section, Slot, sections};

impl Section for ScaleRules {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![
            ("measure", Slot::Word(&mut self.measure)),
            ("smallFrom", Slot::Number(&mut self.small_from)),
            ("mediumFrom", Slot::Number(&mut self.medium_from)),
            ("largeFrom", Slot::Number(&mut self.large_from)),
        ]
    }
}

impl Section for AbcRules {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![
            ("window", Slot::Word(&mut self.window)),
            ("aUntil", Slot::Points(&mut self.a_until)),
            ("bUntil", Slot::Points(&mut self.b_until)),
        ]
    }
}

impl Section for StageRules {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![
            ("longTermOrders", Slot::Count(&mut self.long_term_orders)),
            ("dormantAfterDays", Slot::Count(&mut self.dormant_after_days)),
            ("lostAfterDays", Slot::Count(&mut self.lost_after_days)),
            ("unansweredTouches", Slot::Count(&mut self.unanswered_touches)),
            ("unansweredIdleDays", Slot::Count(&mut self.unanswered_idle_days)),
            ("labels", Slot::Word(&mut self.labels)),
        ]
    }
}

impl Section for FrequencyRules {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![("highFrom", Slot::Count(&mut self.high_from))]
    }
}

impl Section for NeedRules {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![
            ("categoriesFrom", Slot::Count(&mut self.categories_from)),
            ("sizeSpreadBelow", Slot::Points(&mut self.size_spread_below)),
        ]
    }
}

impl Section for CooperationRules {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![("graceDays", Slot::Count(&mut self.grace_days))]
    }
}

impl Section for ReviewRules {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![
            ("growth", Slot::Word(&mut self.growth)),
            ("lateFrom", Slot::Count(&mut self.late_from)),
            ("demotionMonths", Slot::Count(&mut self.demotion_months)),
            ("salesChange", Slot::Points(&mut self.sales_change)),
            ("staleMonths", Slot::Count(&mut self.stale_months)),
            ("unreviewedMonths", Slot::Count(&mut self.unreviewed_months)),
        ]
    }
}

sections! { ScaleRules AbcRules StageRules FrequencyRules NeedRules CooperationRules ReviewRules }
