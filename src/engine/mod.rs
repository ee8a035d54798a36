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

use abc::{Cuts, Ranking};

impl Classes {
    /// Returns all classes of a customer.
    pub fn of_subject(subject: &Subject<'_>, basis: &Basis<'_>, ranking: &Ranking, cuts: Cuts) -> Classes {
        let value = value::judge(subject, basis);
        Classes {
            scale: scale::class(subject, basis),
            value: value.class,
            abc: abc::class_in(subject, ranking, cuts),
            stage: stage::class(subject, basis),
            frequency: frequency::class(subject, basis),
            need: need::class(subject, basis),
            reach: reach::class(subject, basis),
            level: level::class(subject, basis),
            certainty: value.certainty,
            scale_certainty: scale::certainty(subject, basis),
            level_certainty: level::certainty(subject, basis),
            abc_leeway: abc::leeway(subject.facts, basis.policy.abc.window),
            risk: value.risk,
            reactivated: stage::is_reactivated(subject, basis),
        }
    }
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
