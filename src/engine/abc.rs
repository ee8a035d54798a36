//! Classes A, B, C by cumulative share: the customer that crosses a share still belongs to it.

use super::class::{AbcClass, Certainty, Class, Scheme};
use super::evidence::{Aspect, Blank, Evidence, Gap, Line, Measure, Source, Step, Verdict};
use super::{Basis, Subject};
use crate::domain::BasisPoints;
use crate::domain::policy::{AbcWindow, Weight};
use crate::domain::share::Share;
use crate::ledger::{Facts, Leeway};

pub use super::ranking::{Cuts, Ranking};

/// Returns the sales that the scheme adds up.
pub fn sales(facts: &Facts, window: AbcWindow) -> i64 {
    match window {
        AbcWindow::TrailingYear => facts.year_sales,
        AbcWindow::AllHistory => facts.sales,
    }
}

/// Returns which way those sales could move.
pub(super) fn leeway(facts: &Facts, window: AbcWindow) -> Leeway {
    match window {
        AbcWindow::TrailingYear => facts.year_leeway,
        AbcWindow::AllHistory => facts.leeway,
    }
}

/// Tells how sure a class is whose sales could move.
pub(super) fn certainty(class: Option<AbcClass>, leeway: Leeway) -> Certainty {
    Certainty::unless(
        class.is_some_and(|class| leeway.up && class != AbcClass::A || leeway.down && class != AbcClass::C),
    )
}

/// Returns the class; none for a customer without any order or return, nor where nobody has sales above zero.
pub fn class(subject: &Subject<'_>, ranking: &Ranking, cuts: Cuts) -> Option<AbcClass> {
    if ranking.is_empty() { None } else { class_in(subject, ranking, cuts) }
}

/// Returns the class in a ranking that may still be empty: C for one that traded without sales above zero.
pub(super) fn class_in(subject: &Subject<'_>, ranking: &Ranking, cuts: Cuts) -> Option<AbcClass> {
    if !subject.facts.has_ordered() && subject.facts.returns == 0 {
        return None;
    }
    let place = ranking.place(subject.id);
    Some(place.map_or(AbcClass::C, |place| cuts.class(place)))
}

/// Returns the class with its evidence.
pub fn evidence(subject: &Subject<'_>, basis: &Basis<'_>, ranking: &Ranking, cuts: Cuts) -> Evidence {
    let class = class(subject, ranking, cuts);
    let rules = &basis.policy.abc;
    let mut steps = Vec::new();
    if class.is_some() {
        steps.push(step(AbcClass::A, rules.a_until, subject, basis, ranking));
        steps.push(step(AbcClass::B, rules.b_until, subject, basis, ranking));
    }
    let next = steps.iter().rev().find(|step| step.reached != Verdict::Met);
    Evidence {
        scheme: Scheme::Abc,
        class: class.map(Class::Abc),
        certainty: certainty(class, leeway(subject.facts, rules.window)),
        blank: class.is_none().then_some(if ranking.is_empty() { Blank::NoSales } else { Blank::NeverOrdered }),
        distances: next.and_then(Step::distance).into_iter().collect(),
        steps,
    }
}

fn step(class: AbcClass, until: BasisPoints, subject: &Subject<'_>, basis: &Basis<'_>, ranking: &Ranking) -> Step {
    let before = ranking.share_before(subject.id);
    let verdict = Verdict::of(before.is_some_and(|before| !before.at_least(until)));
    let sales = sales(subject.facts, basis.policy.abc.window);
    let gap = match verdict {
        Verdict::Met => None,
        _ => ranking.more_for(subject.id, sales, until),
    };
    // Before a customer without sales above zero lie all sales there are.
    let lies_before = before.or_else(|| Share::new(ranking.total(), ranking.total()));
    let line = Line {
        aspect: Aspect::ShareBefore,
        weight: Weight::Required,
        verdict,
        actual: lies_before.map(Measure::Share),
        threshold: Some(Measure::Percent(until)),
        source: Source::Ranking {
            customers: ranking.len() as u32,
            sales: basis.money(ranking.total()),
            window: basis.policy.abc.window,
        },
        missing: None,
        gap: gap.map(|more| Gap::Money(basis.money(more))),
    };
    Step { class: Class::Abc(class), reached: verdict, lines: vec![line] }
}
