//! The schemes and their classes: what a customer can be called, whatever the rules behind it.
//!
//! Classes are stored in decisions by their places, so that lists here only ever grow at their ends.

use serde::{Deserialize, Serialize};

use super::choice::{Choice, Need, choices};
use super::policy::{StageLabels, ValueClass};

choices! {
    /// A way to sort customers into classes; none replaces another (D2).
    Scheme {
        /// Size by annual sales or declared size (R25–R29).
        Scale = "scale",
        /// A, B, C by criteria (R30–R43).
        Value = "value",
        /// A, B, C by cumulative share.
        Abc = "abc",
        /// Where the relationship stands (D1).
        Stage = "stage",
        /// Often or seldom (R5).
        Frequency = "frequency",
        /// What kind of products it needs (R9).
        Need = "need",
        /// At home or abroad (R14).
        Reach = "reach",
        /// Silver, gold, diamond by yearly sales or points (R24).
        Membership = "membership",
    }

    /// A size tier, largest first.
    Tier {
        /// From the largest threshold on (R25).
        Large = "large",
        /// Below that (R26).
        Medium = "medium",
        /// Below that (R27).
        Small = "small",
        /// The rest (R28).
        Ordinary = "ordinary",
    }

    /// A class by cumulative share, best first.
    AbcClass {
        /// Among those who make the first share of all sales.
        A = "A",
        /// Among those who make the next.
        B = "B",
        /// The rest.
        C = "C",
    }

    /// Where the relationship stands, in the order of its life (D1).
    Stage {
        /// Never ordered.
        Prospect = "prospect",
        /// Tried us, and lately.
        Trial = "trial",
        /// Ordered twice or more, and lately.
        LongTerm = "long-term",
        /// Has not ordered for long.
        Dormant = "dormant",
        /// Has not ordered for so long that it is gone.
        Lost = "lost",
    }

    /// How a stage is called under one of the label sets.
    StageWord {
        /// Potential customer, in all three.
        Prospect = "prospect",
        /// On trial.
        Trial = "trial",
        /// In long-term cooperation.
        LongTerm = "long-term",
        /// Asleep.
        Dormant = "dormant",
        /// Gone.
        Lost = "lost",
        /// Bought for the first time.
        FirstPurchase = "first-purchase",
        /// Bought again.
        RepeatPurchase = "repeat-purchase",
        /// New.
        New = "new",
        /// Old.
        Old = "old",
    }

    /// How often a customer orders (R5).
    Frequency {
        /// Often.
        High = "high",
        /// Seldom.
        Low = "low",
    }

    /// Where a customer is seen from home (R14).
    Reach {
        /// In the owner's own country.
        Domestic = "domestic",
        /// In another.
        International = "international",
    }

    /// A level of membership, best first (R24).
    Level {
        /// The highest.
        Diamond = "diamond",
        /// The middle.
        Gold = "gold",
        /// The lowest.
        Silver = "silver",
    }
}

impl Stage {
    /// Returns the word for this stage in a set of labels (D1).
    pub const fn word(self, labels: StageLabels) -> StageWord {
        match (labels, self) {
            (_, Stage::Prospect) => StageWord::Prospect,
            (StageLabels::Lifecycle, Stage::Trial) => StageWord::Trial,
            (StageLabels::Lifecycle, Stage::LongTerm) => StageWord::LongTerm,
            (StageLabels::Lifecycle, Stage::Dormant) => StageWord::Dormant,
            (StageLabels::Lifecycle, Stage::Lost) => StageWord::Lost,
            (StageLabels::Purchase, Stage::Trial) => StageWord::FirstPurchase,
            (StageLabels::Purchase, Stage::LongTerm) => StageWord::RepeatPurchase,
            (StageLabels::Purchase, Stage::Dormant | Stage::Lost) => StageWord::Lost,
            (StageLabels::Acquaintance, Stage::Trial) => StageWord::New,
            (StageLabels::Acquaintance, _) => StageWord::Old,
        }
    }
}

/// A class of any scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Class {
    /// A size tier.
    Scale(Tier),
    /// A value class.
    Value(ValueClass),
    /// A class by cumulative share.
    Abc(AbcClass),
    /// A stage.
    Stage(Stage),
    /// A frequency.
    Frequency(Frequency),
    /// A kind of need.
    Need(Need),
    /// At home or abroad.
    Reach(Reach),
    /// A level of membership.
    Membership(Level),
}

/// Does the same for the class of whatever scheme.
macro_rules! each_class {
    ($class:expr, $inner:ident => $body:expr) => {
        match $class {
            Class::Scale($inner) => $body,
            Class::Value($inner) => $body,
            Class::Abc($inner) => $body,
            Class::Stage($inner) => $body,
            Class::Frequency($inner) => $body,
            Class::Need($inner) => $body,
            Class::Reach($inner) => $body,
            Class::Membership($inner) => $body,
        }
    };
}

impl Class {
    /// Returns all classes of a scheme in their order: the best, or the first, before the others.
    pub fn all(scheme: Scheme) -> Vec<Class> {
        fn wrap<C: Choice>(class: fn(C) -> Class) -> Vec<Class> {
            C::ALL.iter().copied().map(class).collect()
        }
        match scheme {
            Scheme::Scale => wrap(Class::Scale),
            Scheme::Value => wrap(Class::Value),
            Scheme::Abc => wrap(Class::Abc),
            Scheme::Stage => wrap(Class::Stage),
            Scheme::Frequency => wrap(Class::Frequency),
            Scheme::Need => wrap(Class::Need),
            Scheme::Reach => wrap(Class::Reach),
            Scheme::Membership => wrap(Class::Membership),
        }
    }

    /// Returns the scheme that this class belongs to.
    pub const fn scheme(self) -> Scheme {
        match self {
            Class::Scale(_) => Scheme::Scale,
            Class::Value(_) => Scheme::Value,
            Class::Abc(_) => Scheme::Abc,
            Class::Stage(_) => Scheme::Stage,
            Class::Frequency(_) => Scheme::Frequency,
            Class::Need(_) => Scheme::Need,
            Class::Reach(_) => Scheme::Reach,
            Class::Membership(_) => Scheme::Membership,
        }
    }

    /// Returns the place of this class among [`Class::all`] of its scheme, from 0.
    pub fn rank(self) -> u8 {
        each_class!(self, class => class.index())
    }

    /// Returns the stable key of this class in its scheme.
    pub fn key(self) -> &'static str {
        each_class!(self, class => class.key())
    }
}

impl Scheme {
    /// Returns the class of a key in this scheme.
    pub fn class(self, key: &str) -> Option<Class> {
        Class::all(self).into_iter().find(|class| class.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_a_word_in_every_set() {
        let words = |labels| Stage::ALL.iter().map(move |stage| stage.word(labels).key());
        assert!(words(StageLabels::Lifecycle).eq(Stage::KEYS.iter().copied()));
        assert!(words(StageLabels::Purchase).eq(["prospect", "first-purchase", "repeat-purchase", "lost", "lost"]));
        assert!(words(StageLabels::Acquaintance).eq(["prospect", "new", "old", "old", "old"]));
    }

    #[test]
    fn classes_are_ranked_in_their_scheme_and_found_by_key() {
        for scheme in Scheme::ALL {
            for (place, class) in Class::all(*scheme).into_iter().enumerate() {
                assert_eq!(class.scheme(), *scheme);
                assert_eq!(usize::from(class.rank()), place);
                assert_eq!(scheme.class(class.key()), Some(class));
            }
        }
    }
}
