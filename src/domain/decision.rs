//! Decisions: what the owner ruled about one customer in one matter on one day (D12).
//!
//! The computed class follows facts, rules and date; the assigned class is what was last decided.

use serde::{Deserialize, Serialize};

use super::choice::{Choice, choices};
use super::{Class, CustomerId, Date, Scheme};

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Matter {
    /// The class in a scheme.
    Class(Scheme),
    /// Sales that changed a lot, whatever the class (R120).
    Sales,
    /// Data that were not confirmed for long (R119).
    Data,
}

/// Names a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DecisionKey {
    /// The customer.
    pub customer: CustomerId,
    /// What it is about.
    pub matter: Matter,
    /// The day on which it was made.
    pub day: Date,
}

/// What the owner decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The ruling.
    pub ruling: Ruling,
    /// Why, in the owner's words; empty where none were given.
    pub reason: Box<str>,
    /// The session it was made in, by the day that was opened, if it was made in one.
    pub session: Option<Date>,
    /// The figures it was made on, as proposals write them; a proposal on others is a new one.
    pub grounds: Vec<Box<str>>,
}

/// The ruling of a decision, with the class that it assigns where it assigns one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ruling {
    /// What was proposed holds from now on; no class where the matter is none of classes.
    Approved(Option<Class>),
    /// The owner's own class, against what is computed.
    Overridden {
        /// The class.
        class: Class,
        /// The last day on which it holds; for good without one.
        until: Option<Date>,
    },
    /// A class for a time (R46).
    Temporary {
        /// The class.
        class: Class,
        /// The last day on which it holds.
        until: Date,
    },
    /// Nothing moves.
    Refused,
    /// To be decided later.
    Postponed {
        /// The day on which it comes up again.
        until: Date,
    },
}

choices! {
    /// The kinds of rulings.
    RulingKind {
        /// What was proposed holds.
        Approved = "approved",
        /// The owner's own class.
        Overridden = "overridden",
        /// A class for a time.
        Temporary = "temporary",
        /// Nothing moves.
        Refused = "refused",
        /// To be decided later.
        Postponed = "postponed",
    }
}

impl Matter {
    /// Returns the scheme whose classes this is about.
    pub const fn scheme(self) -> Option<Scheme> {
        match self {
            Matter::Class(scheme) => Some(scheme),
            Matter::Sales | Matter::Data => None,
        }
    }

    /// Returns the stable key of this matter: a scheme's own, or `sales`, or `data`.
    pub fn key(self) -> &'static str {
        match self {
            Matter::Class(scheme) => scheme.key(),
            Matter::Sales => "sales",
            Matter::Data => "data",
        }
    }

    /// Returns the matter of a key.
    pub fn from_key(key: &str) -> Option<Matter> {
        match key {
            "sales" => Some(Matter::Sales),
            "data" => Some(Matter::Data),
            key => Scheme::from_key(key).map(Matter::Class),
        }
    }
}

impl Ruling {
    /// Returns the kind.
    pub const fn kind(self) -> RulingKind {
        match self {
            Ruling::Approved(_) => RulingKind::Approved,
            Ruling::Overridden { .. } => RulingKind::Overridden,
            Ruling::Temporary { .. } => RulingKind::Temporary,
            Ruling::Refused => RulingKind::Refused,
            Ruling::Postponed { .. } => RulingKind::Postponed,
        }
    }

    /// Returns the class that is assigned.
    pub const fn class(self) -> Option<Class> {
        match self {
            Ruling::Approved(class) => class,
            Ruling::Overridden { class, .. } | Ruling::Temporary { class, .. } => Some(class),
            Ruling::Refused | Ruling::Postponed { .. } => None,
        }
    }

    /// Returns the last day on which the class holds, or the day on which what was postponed comes up again.
    pub const fn until(self) -> Option<Date> {
        match self {
            Ruling::Overridden { until, .. } => until,
            Ruling::Temporary { until, .. } | Ruling::Postponed { until } => Some(until),
            Ruling::Approved(_) | Ruling::Refused => None,
        }
    }

    /// Tells whether a class that it assigned holds no longer on a date.
    pub fn is_over(self, on: Date) -> bool {
        self.class().is_some() && self.until().is_some_and(|until| until < on)
    }

    /// Tells whether it can be a ruling of a day about a matter: its class is of that scheme, and it ends no earlier.
    pub fn fits(self, matter: Matter, day: Date) -> bool {
        let is_of_scheme = self.class().is_none_or(|class| Some(class.scheme()) == matter.scheme());
        is_of_scheme && self.until().is_none_or(|until| day <= until)
    }
}

impl Decision {
    /// Returns a decision without a reason, outside a session, on nothing in particular.
    pub fn new(ruling: Ruling) -> Decision {
        Decision { ruling, reason: "".into(), session: None, grounds: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::ValueClass;

    #[test]
    fn matters_are_found_by_key() {
        let schemes = Scheme::ALL.iter().map(|scheme| Matter::Class(*scheme));
        for matter in schemes.chain([Matter::Sales, Matter::Data]) {
            assert_eq!(Matter::from_key(matter.key()), Some(matter));
        }
        assert_eq!(Matter::from_key("weather"), None);
    }

    #[test]
    fn a_class_holds_up_to_its_last_day() {
        let (eve, day): (Date, Date) = ("2024-05-31".parse().unwrap(), "2024-06-01".parse().unwrap());
        let ruling = Ruling::Temporary { class: Class::Value(ValueClass::B), until: eve };
        assert!(!ruling.is_over(eve) && ruling.is_over(day));
        assert!(ruling.fits(Matter::Class(Scheme::Value), eve));
        assert!(!ruling.fits(Matter::Class(Scheme::Value), day) && !ruling.fits(Matter::Class(Scheme::Abc), eve));
        assert!(!Ruling::Postponed { until: eve }.is_over(day), "it assigns nothing that could be over");
        assert!(!Ruling::Approved(Some(Class::Value(ValueClass::B))).fits(Matter::Sales, eve));
    }
}
