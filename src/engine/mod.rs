//! The rules: from the facts of a customer to its classes, and the evidence for each of them.
//!
//! Pure functions of facts, rules and a date, one family a file.
//! A class and its evidence come from the same lines, so they cannot disagree.

pub mod abc;
pub mod advice;
mod basis;
pub mod churn;
mod class;
pub mod concentration;
mod cooperation;
mod criterion;
pub mod cycle;
pub mod evidence;
pub mod frequency;
pub mod growth;
pub mod level;
pub mod membership;
pub mod need;
pub mod phase;
pub mod positioning;
pub mod predict;
pub mod profit;
pub mod quantile;
mod ranking;
pub mod reach;
pub mod rfm;
pub mod scale;
pub mod segmentation;
pub mod stage;
pub mod trend;
pub mod value;

pub use basis::{Basis, Subject};
pub use class::{AbcClass, Certainty, Class, Classes, Frequency, Level, Reach, Scheme, Stage, StageWord, Tier};
pub use evidence::Evidence;

use crate::domain::Policy;
use crate::domain::choice::Choice;
use abc::{Cuts, Ranking};

impl Classes {
    /// Returns all classes of a customer.
    pub fn of_subject(subject: &Subject<'_>, basis: &Basis<'_>, ranking: &Ranking, cuts: Cuts) -> Classes {
        let mut classes = Classes::UNJUDGED;
        for scheme in Scheme::ALL {
            classes.judge(*scheme, subject, basis, ranking, cuts);
        }
        classes
    }

    /// Judges a customer in one scheme, whatever its classes were; the others stay.
    #[inline]
    pub fn judge(&mut self, scheme: Scheme, subject: &Subject<'_>, basis: &Basis<'_>, ranking: &Ranking, cuts: Cuts) {
        match scheme {
            Scheme::Scale => {
                self.scale = scale::class(subject, basis);
                self.scale_certainty = scale::certainty(subject, basis);
            }
            Scheme::Value => {
                let value = value::judge(subject, basis);
                (self.value, self.certainty, self.risk) = (value.class, value.certainty, value.risk);
            }
            Scheme::Abc => {
                self.abc = abc::class_in(subject, ranking, cuts);
                self.abc_leeway = abc::leeway(subject.facts, basis.policy.abc.window);
            }
            Scheme::Stage => {
                self.stage = stage::class(subject, basis);
                self.reactivated = stage::is_reactivated(subject, basis);
            }
            Scheme::Frequency => self.frequency = frequency::class(subject, basis),
            Scheme::Need => {
                self.need = need::class(subject, basis);
                self.need_certainty = need::certainty(self.need, subject);
            }
            Scheme::Reach => self.reach = reach::class(subject, basis),
            Scheme::Membership => {
                self.level = level::class(subject, basis);
                self.level_certainty = level::certainty(subject, basis);
            }
        }
    }
}

/// Returns the schemes in which two rule sets may give one customer different classes.
pub fn told_apart(before: &Policy, after: &Policy) -> Vec<Scheme> {
    let may_differ = |scheme: &Scheme| match scheme {
        Scheme::Scale => before.scale != after.scale,
        Scheme::Value => before.value != after.value || before.cooperation != after.cooperation,
        Scheme::Abc => before.abc != after.abc,
        Scheme::Stage => before.stage != after.stage,
        Scheme::Frequency => before.frequency != after.frequency,
        Scheme::Need => before.need != after.need || before.frequency != after.frequency,
        Scheme::Reach => false,
        Scheme::Membership => before.membership != after.membership,
    };
    Scheme::ALL.iter().copied().filter(may_differ).collect()
}

/// Returns the evidence for a customer's class in a scheme.
pub fn evidence(scheme: Scheme, subject: &Subject<'_>, basis: &Basis<'_>, ranking: &Ranking, cuts: Cuts) -> Evidence {
    match scheme {
        Scheme::Scale => scale::evidence(subject, basis),
        Scheme::Value => value::evidence(subject, basis),
        Scheme::Abc => abc::evidence(subject, basis, ranking, cuts),
        Scheme::Stage => stage::evidence(subject, basis),
        Scheme::Frequency => frequency::evidence(subject, basis),
        Scheme::Need => need::evidence(subject, basis),
        Scheme::Reach => reach::evidence(subject, basis),
        Scheme::Membership => level::evidence(subject, basis),
    }
}
