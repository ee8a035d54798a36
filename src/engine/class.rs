//! All classes of one customer.

use crate::domain::choice::{Need, choices};
use crate::domain::policy::ValueClass;

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
    /// Whether orders of the last 12 months are in no sum because they have no rate.
    pub incomplete: bool,
    /// Whether payments come later than a B's may (D6, R46).
    pub risk: bool,
    /// Whether it ordered again after it was dormant or lost (D1).
    pub reactivated: bool,
}

impl Classes {
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
            Scheme::Value => self.certainty,
            // Whoever has no level yet could have one.
            Scheme::Membership if self.level.is_none() && self.incomplete => Certainty::Provisional,
            scheme => lifted(self.of(scheme), self.incomplete),
        }
    }
}

/// Orders without a rate could lift any class that counts sales but the best.
pub(super) fn lifted(class: Option<Class>, incomplete: bool) -> Certainty {
    let is_below = match class {
        Some(Class::Scale(tier)) => tier != Tier::Large,
        Some(Class::Value(class)) => class != ValueClass::A,
        Some(Class::Abc(class)) => class != AbcClass::A,
        Some(Class::Membership(level)) => level != Level::Diamond,
        _ => false,
    };
    if incomplete && is_below { Certainty::Provisional } else { Certainty::Settled }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_small() {
        assert!(size_of::<Classes>() <= 12);
    }
}
