//! Where the relationship stands: prospect, trial, long-term, dormant, lost (D1, R8, R20, R23, R44).

use super::class::{Certainty, Class, Scheme, Stage};
use super::evidence::{Aspect, Distance, Evidence, Gap, Line, Measure, Source, Step, Verdict};
use super::{Basis, Subject};
use crate::domain::policy::Weight;

/// Returns the stage.
pub fn class(subject: &Subject<'_>, basis: &Basis<'_>) -> Stage {
    let rules = &basis.policy.stage;
    let Some(idle) = subject.facts.days_since_last(basis.as_of()) else {
        return Stage::Prospect;
    };
    if idle > rules.lost_after_days {
        Stage::Lost
    } else if idle > rules.dormant_after_days || is_unanswered(subject, idle, basis) {
        Stage::Dormant
    } else {
        awake(subject.facts.regular, basis)
    }
}

/// Returns the stage of a customer that ordered of late, by its regular orders.
fn awake(regular: u32, basis: &Basis<'_>) -> Stage {
    if regular >= basis.policy.stage.long_term_orders { Stage::LongTerm } else { Stage::Trial }
}

/// Tells whether the last order came after the customer had been dormant or lost, and it is neither now.
pub fn is_reactivated(subject: &Subject<'_>, basis: &Basis<'_>) -> bool {
    let rested = subject.facts.gap_before_last;
    rested.is_some_and(|days| days > basis.policy.stage.dormant_after_days)
        && matches!(class(subject, basis), Stage::Trial | Stage::LongTerm)
}

/// Returns the stage with its evidence.
pub fn evidence(subject: &Subject<'_>, basis: &Basis<'_>) -> Evidence {
    let stage = class(subject, basis);
    let steps = steps(subject, basis);
    Evidence {
        scheme: Scheme::Stage,
        class: Some(Class::Stage(stage)),
        certainty: Certainty::Settled,
        blank: None,
        distances: distances(stage, &steps, subject, basis),
        steps,
    }
}

/// Tells whether the customer stopped answering: many touches in a row, and no order of late.
fn is_unanswered(subject: &Subject<'_>, idle: u32, basis: &Basis<'_>) -> bool {
    let rules = &basis.policy.stage;
    subject.unanswered >= rules.unanswered_touches && idle >= rules.unanswered_idle_days
}

/// Returns the stages that the facts were tried against, in the order in which they win.
fn steps(subject: &Subject<'_>, basis: &Basis<'_>) -> Vec<Step> {
    let rules = &basis.policy.stage;
    if !subject.facts.has_ordered() {
        return vec![step(Stage::Trial, vec![orders(subject)])];
    }
    let mut asleep = vec![idle(rules.dormant_after_days, subject, basis)];
    if subject.unanswered > 0 {
        asleep.push(unanswered(subject, basis));
    }
    vec![
        step(Stage::Lost, vec![idle(rules.lost_after_days, subject, basis)]),
        step(Stage::Dormant, asleep),
        step(Stage::LongTerm, vec![regular(rules.long_term_orders, subject)]),
    ]
}

/// Returns a stage that any of its lines brings about.
fn step(stage: Stage, lines: Vec<Line>) -> Step {
    let reached = lines.iter().map(|line| line.verdict).max();
    Step { class: Class::Stage(stage), reached: reached.unwrap_or(Verdict::NotMet), lines }
}

/// Returns what one more order brings, and what time without one will.
fn distances(stage: Stage, steps: &[Step], subject: &Subject<'_>, basis: &Basis<'_>) -> Vec<Distance> {
    let reachable = |to: Stage| match stage {
        Stage::Prospect => to == Stage::Trial,
        Stage::Trial => matches!(to, Stage::LongTerm | Stage::Dormant),
        Stage::LongTerm => to == Stage::Dormant,
        Stage::Dormant => to == Stage::Lost,
        Stage::Lost => false,
    };
    let ahead = steps.iter().rev().filter(|step| match step.class {
        Class::Stage(to) => reachable(to) && step.reached != Verdict::Met,
        _ => false,
    });
    let back = matches!(stage, Stage::Dormant | Stage::Lost).then(|| Distance {
        to: Class::Stage(awake(subject.facts.regular.saturating_add(1), basis)),
        lines: vec![Line::counted(Aspect::Orders, 0, 1)],
        on: None,
    });
    back.into_iter().chain(ahead.filter_map(Step::distance)).collect()
}

fn orders(subject: &Subject<'_>) -> Line {
    let orders = subject.facts.orders.saturating_add(subject.facts.samples);
    Line::counted(Aspect::Orders, orders, 1)
}

fn regular(least: u32, subject: &Subject<'_>) -> Line {
    Line::counted(Aspect::RegularOrders, subject.facts.regular, least)
}

/// Returns a line that is met once the last order lies more than `most` days back.
fn idle(most: u32, subject: &Subject<'_>, basis: &Basis<'_>) -> Line {
    let idle = subject.facts.days_since_last(basis.as_of());
    let is_met = idle.is_some_and(|idle| idle > most);
    let over = i32::try_from(most).unwrap_or(i32::MAX).saturating_add(1);
    let on = subject.facts.last.map(|last| last.plus_days(over));
    Line {
        aspect: Aspect::Idle,
        weight: Weight::Required,
        verdict: Verdict::of(is_met),
        actual: idle.map(Measure::Days),
        threshold: Some(Measure::Days(most)),
        source: Source::Orders,
        missing: None,
        gap: on.filter(|_| !is_met).map(|on| Gap::time(basis.as_of(), on)),
    }
}

fn unanswered(subject: &Subject<'_>, basis: &Basis<'_>) -> Line {
    let idle = subject.facts.days_since_last(basis.as_of());
    let is_met = idle.is_some_and(|idle| is_unanswered(subject, idle, basis));
    Line {
        aspect: Aspect::Unanswered,
        weight: Weight::Required,
        verdict: Verdict::of(is_met),
        actual: Some(Measure::Count(subject.unanswered)),
        threshold: Some(Measure::Count(basis.policy.stage.unanswered_touches)),
        source: Source::Touches,
        missing: None,
        gap: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Customer, CustomerId, Date, Policy};
    use crate::ledger::{Facts, Totals, Window};

    #[track_caller]
    fn check(unanswered: u32, idle: Option<i32>, expected: Stage) {
        let as_of: Date = "2024-12-31".parse().unwrap();
        let last = idle.map(|days| as_of.plus_days(-days));
        let facts = Facts { first: last, last, regular: 2, ..Facts::default() };
        let (policy, totals, customer) = (Policy::default(), Totals::default(), Customer::named("Aster"));
        let basis = Basis {
            policy: &policy,
            totals: &totals,
            window: Window::trailing_year(as_of),
            base: Currency::USD,
            home: None,
            rates: &|_| None,
        };
        let subject = Subject { unanswered, ..Subject::new(CustomerId(1), &facts, &customer) };
        assert_eq!(class(&subject, &basis), expected);
        assert_eq!(evidence(&subject, &basis).class, Some(Class::Stage(expected)));
    }

    #[test]
    fn five_unanswered_touches_put_to_sleep_who_has_not_ordered_in_180_days() {
        check(5, Some(180), Stage::Dormant);
        check(5, Some(179), Stage::LongTerm);
        check(4, Some(180), Stage::LongTerm);
        check(99, Some(731), Stage::Lost);
        check(99, None, Stage::Prospect);
    }
}
