//! Silver, gold, diamond by the sales or the points of the trailing twelve months (R24).

use super::class::{Certainty, Class, Level, Scheme};
use super::evidence::{Aspect, Blank, Evidence, Gap, Line, Measure, Source, Step, Verdict};
use super::{Basis, Subject};
use crate::domain::choice::Choice;
use crate::domain::policy::{LevelMeasure, Weight};
use crate::ledger::Leeway;

/// Returns the level, none below silver and for a customer that never ordered.
pub fn class(subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Level> {
    let measured = measured(subject, basis);
    let mut levels = Level::ALL.iter().copied().zip(basis.policy.membership.ladder());
    let reached = levels.find(|(_, from)| *from <= measured);
    reached.map(|(level, _)| level).filter(|_| subject.facts.has_ordered())
}

/// Tells how sure the level is: orders without a rate could lift it or bring a first one, returns could take it away.
pub fn certainty(subject: &Subject<'_>, basis: &Basis<'_>) -> Certainty {
    let rules = &basis.policy.membership;
    let leeway = match rules.measure {
        LevelMeasure::Points if rules.point_per <= 0 => Leeway::NONE,
        LevelMeasure::AnnualSpend | LevelMeasure::Points => subject.facts.year_leeway,
    };
    if leeway == Leeway::NONE || !subject.facts.has_ordered() {
        return Certainty::Settled;
    }
    let class = class(subject, basis);
    Certainty::unless(leeway.up && class != Some(Level::Diamond) || leeway.down && class.is_some())
}

/// Returns the level with its evidence.
pub fn evidence(subject: &Subject<'_>, basis: &Basis<'_>) -> Evidence {
    let has_ordered = subject.facts.has_ordered();
    let step = |(level, from): (&Level, i64)| {
        let line = line(subject, basis, from);
        Step { class: Class::Membership(*level), reached: line.verdict, lines: vec![line] }
    };
    let steps: Vec<Step> = Level::ALL.iter().zip(basis.policy.membership.ladder()).map(step).collect();
    let next = steps.iter().rev().find(|step| step.reached == Verdict::NotMet).filter(|_| has_ordered);
    let class = class(subject, basis);
    Evidence {
        scheme: Scheme::Membership,
        class: class.map(Class::Membership),
        certainty: certainty(subject, basis),
        blank: (!has_ordered).then_some(Blank::NeverOrdered),
        distances: next.and_then(Step::distance).into_iter().collect(),
        steps,
    }
}

fn measured(subject: &Subject<'_>, basis: &Basis<'_>) -> i64 {
    match basis.policy.membership.measure {
        LevelMeasure::AnnualSpend => subject.facts.year_sales,
        LevelMeasure::Points => subject.points,
    }
}

fn line(subject: &Subject<'_>, basis: &Basis<'_>, from: i64) -> Line {
    let measured = measured(subject, basis);
    let more = from.saturating_sub(measured).max(0);
    let count = |points: i64| u32::try_from(points.max(0)).unwrap_or(u32::MAX);
    let by_points = basis.policy.membership.measure == LevelMeasure::Points;
    let measure = |number: i64| match by_points {
        true => Measure::Count(count(number)),
        false => Measure::Money(basis.money(number)),
    };
    let gap = if by_points { Gap::Count(count(more)) } else { Gap::Money(basis.money(more)) };
    Line {
        aspect: if by_points { Aspect::Points } else { Aspect::Sales },
        weight: Weight::Required,
        verdict: Verdict::of(more == 0),
        actual: Some(measure(measured)),
        threshold: Some(measure(from)),
        source: Source::Orders,
        missing: None,
        gap: (more > 0).then_some(gap),
    }
}
