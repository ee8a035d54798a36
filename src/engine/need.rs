//! What kind of products a customer needs: as entered, else as its orders suggest (R9).

use super::class::{Certainty, Class, Scheme};
use super::evidence::{Aspect, Blank, Evidence, Line, Measure, Source, Step, Verdict};
use super::{Basis, Subject};
use crate::domain::CustomerField;
use crate::domain::choice::Need;
use crate::domain::policy::Weight;

/// Returns the need as entered, else as the orders suggest.
pub fn class(subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Need> {
    subject.customer.need().or_else(|| suggestion(subject, basis))
}

/// Returns the need that the orders suggest: several categories once enough were bought.
pub fn suggestion(subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Need> {
    (categories(subject, basis).verdict == Verdict::Met).then_some(Need::MultiCategory)
}

/// Returns the need with its evidence: what was entered, and what the orders suggest.
pub fn evidence(subject: &Subject<'_>, basis: &Basis<'_>) -> Evidence {
    let class = class(subject, basis);
    let bought = categories(subject, basis);
    let entered = subject.customer.need().map(entered);
    let suggested = Step { class: Class::Need(Need::MultiCategory), reached: bought.verdict, lines: vec![bought] };
    Evidence {
        scheme: Scheme::Need,
        class: class.map(Class::Need),
        certainty: Certainty::Settled,
        blank: class.is_none().then_some(Blank::NoSign),
        steps: entered.into_iter().chain([suggested]).collect(),
        distances: Vec::new(),
    }
}

fn categories(subject: &Subject<'_>, basis: &Basis<'_>) -> Line {
    let least = basis.policy.need.categories_from;
    Line::counted(Aspect::Categories, subject.facts.categories, least)
}

fn entered(need: Need) -> Step {
    let line = Line {
        aspect: Aspect::Need,
        weight: Weight::Required,
        verdict: Verdict::Met,
        actual: Some(Measure::Need(need)),
        threshold: None,
        source: Source::Entered(CustomerField::Need),
        missing: None,
        gap: None,
    };
    Step { class: Class::Need(need), reached: Verdict::Met, lines: vec![line] }
}
