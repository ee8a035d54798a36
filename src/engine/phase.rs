//! The phase of a customer by its orders alone: new, growing, active, quiet or dormant.
//!
//! Unlike the [stage](crate::engine::stage) it asks neither for kinds of orders nor for touches, so that any table of
//! orders tells it.

use crate::domain::choice::choices;
use crate::domain::{Date, Policy};
use crate::ledger::Facts;

choices! {
    /// How a customer's orders go.
    Phase {
        /// It stopped ordering.
        Dormant = "dormant",
        /// It ordered for the first time of late.
        New = "new",
        /// Two quarters running at least doubled.
        Growing = "growing",
        /// It has not ordered for some time.
        Quiet = "quiet",
        /// It orders.
        Active = "active",
    }
}

/// The days that part the phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhaseRules {
    /// Dormant when the last order lies more days back.
    pub dormant_after_days: u32,
    /// New while the first order lies no more days back.
    pub new_for_days: u32,
    /// Quiet when the last order lies more days back.
    pub quiet_after_days: u32,
}

impl PhaseRules {
    /// Returns the rules that go with the owner's, who says from when on a customer is dormant (D1).
    pub fn of(policy: &Policy) -> PhaseRules {
        PhaseRules { dormant_after_days: policy.stage.dormant_after_days, new_for_days: 90, quiet_after_days: 180 }
    }

    /// Tells whether a customer stopped ordering.
    pub fn is_dormant(&self, facts: &Facts, as_of: Date) -> bool {
        facts.days_since_last(as_of).is_some_and(|idle| idle > self.dormant_after_days)
    }

    /// Returns the phase of a customer that ordered; `is_growing` says that two quarters running at least doubled.
    pub fn phase(&self, facts: &Facts, as_of: Date, is_growing: bool) -> Option<Phase> {
        let idle = facts.days_since_last(as_of)?;
        let known_for = as_of.days().saturating_sub(facts.first?.days());
        Some(if self.is_dormant(facts, as_of) {
            Phase::Dormant
        } else if known_for <= self.new_for_days as i32 {
            Phase::New
        } else if is_growing {
            Phase::Growing
        } else if idle > self.quiet_after_days {
            Phase::Quiet
        } else {
            Phase::Active
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(first: i32, last: i32, is_growing: bool, expected: Phase) {
        let as_of: Date = "2026-10-31".parse().unwrap();
        let facts =
            Facts { first: Some(as_of.plus_days(-first)), last: Some(as_of.plus_days(-last)), ..Facts::default() };
        let rules = PhaseRules::of(&Policy::default());
        assert_eq!(rules.phase(&facts, as_of, is_growing), Some(expected));
    }

    #[test]
    fn phases_part_on_their_days() {
        check(900, 366, true, Phase::Dormant);
        check(900, 365, true, Phase::Growing);
        check(90, 90, true, Phase::New);
        check(91, 90, true, Phase::Growing);
        check(900, 181, false, Phase::Quiet);
        check(900, 180, false, Phase::Active);
        let rules = PhaseRules::of(&Policy::default());
        assert_eq!(rules.phase(&Facts::default(), Date::MAX, true), None);
    }
}
