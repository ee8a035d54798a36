//! High or low by orders in the trailing twelve months (R5).

use super::class::{Certainty, Class, Frequency, Scheme};
use super::evidence::{Aspect, Blank, Evidence, Line, Step, Verdict};
use super::{Basis, Subject};

/// Returns the frequency, none for a customer that never ordered.
pub fn class(subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Frequency> {
    let line = line(subject, basis);
    subject.facts.has_ordered().then_some(match line.verdict {
        Verdict::Met => Frequency::High,
        _ => Frequency::Low,
    })
}

/// Returns the frequency with its evidence.
pub fn evidence(subject: &Subject<'_>, basis: &Basis<'_>) -> Evidence {
    let line = line(subject, basis);
    let class = class(subject, basis);
    let high = Step { class: Class::Frequency(Frequency::High), reached: line.verdict, lines: vec![line] };
    Evidence {
        scheme: Scheme::Frequency,
        class: class.map(Class::Frequency),
        certainty: Certainty::Settled,
        blank: class.is_none().then_some(Blank::NeverOrdered),
        distances: high.distance().filter(|_| class == Some(Frequency::Low)).into_iter().collect(),
        steps: vec![high],
    }
}

pub(super) fn line(subject: &Subject<'_>, basis: &Basis<'_>) -> Line {
    let least = basis.policy.frequency.high_from;
    Line::counted(Aspect::YearOrders, subject.facts.year_orders, least)
}
