//! What kind of products a customer needs: as entered, else as its orders suggest (R9, R101).

use super::class::{Certainty, Class, Scheme};
use super::evidence::{Aspect, Blank, Evidence, Line, Measure, Source, Step, Verdict};
use super::{Basis, Subject, frequency};
use crate::domain::CustomerField;
use crate::domain::choice::Need;
use crate::domain::policy::Weight;
use crate::domain::share::Share;

/// Returns the need as entered, else as the orders suggest.
pub fn class(subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Need> {
    subject.customer.need().or_else(|| suggestion(subject, basis))
}

/// Tells how sure a need is: what the orders suggest is not settled before it is entered.
pub fn certainty(class: Option<Need>, subject: &Subject<'_>) -> Certainty {
    Certainty::unless(class.is_some() && subject.customer.need().is_none())
}

/// Returns the need that the orders suggest: several categories once enough were bought,
/// else regular products where they are frequent and of one size.
pub fn suggestion(subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Need> {
    let is_met = |line: Line| line.verdict == Verdict::Met;
    if is_met(categories(subject, basis)) {
        return Some(Need::MultiCategory);
    }
    (is_met(frequency::line(subject, basis)) && is_met(sizes(subject, basis))).then_some(Need::Regular)
}

/// Returns the need with its evidence: what was entered, and what the orders suggest.
pub fn evidence(subject: &Subject<'_>, basis: &Basis<'_>) -> Evidence {
    let class = class(subject, basis);
    let bought = categories(subject, basis);
    let entered = subject.customer.need().map(entered);
    let several = Step { class: Class::Need(Need::MultiCategory), reached: bought.verdict, lines: vec![bought] };
    let alike = vec![frequency::line(subject, basis), sizes(subject, basis)];
    let reached = alike.iter().map(|line| line.verdict).min().unwrap_or(Verdict::Unknown);
    let regular = Step { class: Class::Need(Need::Regular), reached, lines: alike };
    Evidence {
        scheme: Scheme::Need,
        class: class.map(Class::Need),
        certainty: certainty(class, subject),
        blank: class.is_none().then_some(Blank::NoSign),
        steps: entered.into_iter().chain([several, regular]).collect(),
        distances: Vec::new(),
    }
}

fn categories(subject: &Subject<'_>, basis: &Basis<'_>) -> Line {
    let least = basis.policy.need.categories_from;
    Line::counted(Aspect::Categories, subject.facts.categories, least)
}

/// Tells whether the orders of the trailing twelve months are of one size: it takes two to compare.
fn sizes(subject: &Subject<'_>, basis: &Basis<'_>) -> Line {
    let facts = subject.facts;
    let limit = basis.policy.need.size_spread_below;
    let compared = Share::new(facts.year_largest - facts.year_smallest, facts.year_smallest);
    let spread = compared.filter(|_| facts.year_orders > 1);
    let verdict = match spread {
        Some(spread) if spread.at_least(limit) => Verdict::NotMet,
        // An order without a rate may be of any size.
        Some(_) if facts.year_unpriced == 0 => Verdict::Met,
        _ => Verdict::Unknown,
    };
    Line {
        aspect: Aspect::SizeSpread,
        weight: Weight::Required,
        verdict,
        actual: spread.map(|spread| Measure::Sizes {
            spread,
            smallest: basis.money(facts.year_smallest),
            largest: basis.money(facts.year_largest),
        }),
        threshold: Some(Measure::Percent(limit)),
        source: Source::Orders,
        missing: None,
        gap: None,
    }
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
