//! All classes of one customer.

use super::abc;
use crate::domain::choice::{Need, choices};
use crate::domain::policy::ValueClass;
use crate::ledger::Leeway;

pub use crate::domain::class::{AbcClass, Class, Frequency, Level, Reach, Scheme, Stage, StageWord, Tier};

choices! {
    /// Whether a class is sure.
    Certainty {
        /// What is known decides it.
        Settled = "settled",
        /// Something unknown could change it (D6).
        Provisional = "provisional",
    }
}

/// All classes of one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Classes {
    /// The size tier.
    pub scale: Option<Tier>,
    /// The value class.
    pub value: Option<ValueClass>,
    /// The class by cumulative share.
    pub abc: Option<AbcClass>,
    /// The stage.
    pub stage: Stage,
    /// The frequency.
    pub frequency: Option<Frequency>,
    /// The need as entered, else as the orders suggest.
    pub need: Option<Need>,
    /// At home or abroad.
    pub reach: Option<Reach>,
    /// The level of membership.
    pub level: Option<Level>,
    /// Whether the value class is sure.
    pub certainty: Certainty,
    /// Whether the size tier is sure.
    pub scale_certainty: Certainty,
    /// Whether the need was entered.
    pub need_certainty: Certainty,
    /// Whether the level of membership is sure.
    pub level_certainty: Certainty,
    /// Which way the sales could move that the cumulative share is taken of.
    pub abc_leeway: Leeway,
    /// Whether payments come later than a B's may (D6, R46).
    pub risk: bool,
    /// Whether it ordered again after it was dormant or lost (D1).
    pub reactivated: bool,
}

impl Classes {
    /// Before anything is judged.
    pub(super) const UNJUDGED: Classes = Classes {
        scale: None,
        value: None,
        abc: None,
        stage: Stage::Prospect,
        frequency: None,
        need: None,
        reach: None,
        level: None,
        certainty: Certainty::Settled,
        scale_certainty: Certainty::Settled,
        need_certainty: Certainty::Settled,
        level_certainty: Certainty::Settled,
        abc_leeway: Leeway::NONE,
        risk: false,
        reactivated: false,
    };

    /// Returns the class in a scheme.
    pub fn of(&self, scheme: Scheme) -> Option<Class> {
        match scheme {
            Scheme::Scale => self.scale.map(Class::Scale),
            Scheme::Value => self.value.map(Class::Value),
            Scheme::Abc => self.abc.map(Class::Abc),
            Scheme::Stage => Some(Class::Stage(self.stage)),
            Scheme::Frequency => self.frequency.map(Class::Frequency),
            Scheme::Need => self.need.map(Class::Need),
            Scheme::Reach => self.reach.map(Class::Reach),
            Scheme::Membership => self.level.map(Class::Membership),
        }
    }

    /// Tells how sure the class in a scheme is.
    pub fn certainty_of(&self, scheme: Scheme) -> Certainty {
        match scheme {
            Scheme::Scale => self.scale_certainty,
            Scheme::Value => self.certainty,
            Scheme::Abc => abc::certainty(self.abc, self.abc_leeway),
            Scheme::Need => self.need_certainty,
            Scheme::Membership => self.level_certainty,
            Scheme::Stage | Scheme::Frequency | Scheme::Reach => Certainty::Settled,
        }
    }
}

impl Certainty {
    /// Returns how sure a class is that something unknown could change, or not.
    pub(super) const fn unless(is_open: bool) -> Certainty {
        if is_open { Certainty::Provisional } else { Certainty::Settled }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_small() {
        assert!(size_of::<Classes>() <= 16);
    }
}
