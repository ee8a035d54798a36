//! At home or abroad, by the customer's country and the owner's own (R4, R14).

use super::class::{Certainty, Class, Reach, Scheme};
use super::evidence::{Aspect, Blank, Evidence, Line, Measure, Missing, Source, Step, Verdict};
use super::{Basis, Subject};
use crate::domain::CustomerField;
use crate::domain::policy::Weight;

/// Returns whether a customer is at home or abroad, `None` unless both countries are known.
pub fn class(subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Reach> {
    match line(subject, basis).verdict {
        Verdict::Met => Some(Reach::Domestic),
        Verdict::NotMet => Some(Reach::International),
        Verdict::Unknown => None,
    }
}

/// Returns whether a customer is at home or abroad, with the evidence.
pub fn evidence(subject: &Subject<'_>, basis: &Basis<'_>) -> Evidence {
    let line = line(subject, basis);
    Evidence {
        scheme: Scheme::Reach,
        class: class(subject, basis).map(Class::Reach),
        certainty: Certainty::Settled,
        blank: line.missing.map(Blank::Missing),
        steps: vec![Step { class: Class::Reach(Reach::Domestic), reached: line.verdict, lines: vec![line] }],
        distances: Vec::new(),
    }
}

fn line(subject: &Subject<'_>, basis: &Basis<'_>) -> Line {
    let country = subject.customer.country();
    let missing = match (country, basis.home) {
        (None, _) => Some(Missing::Field(CustomerField::Country)),
        (_, None) => Some(Missing::Home),
        _ => None,
    };
    let is_home = country.zip(basis.home).map(|(country, home)| country == home);
    Line {
        aspect: Aspect::Country,
        weight: Weight::Required,
        verdict: Verdict::of_known(is_home),
        actual: country.map(Measure::Country),
        threshold: basis.home.map(Measure::Country),
        source: match country {
            Some(_) => Source::Entered(CustomerField::Country),
            None => Source::Nowhere,
        },
        missing,
        gap: None,
    }
}
