//! Value classes A, B, C by required and supporting criteria (R30–R43, D5, D6, D8).

use super::class::{Certainty, Class, Scheme};
use super::evidence::{Blank, Distance, Evidence, Gap, Step, Verdict};
use super::{Basis, Subject, criterion};
use crate::domain::Date;
use crate::domain::policy::{Criterion, Test, TestKind, UnknownMeans, ValueClass, Weight};
use crate::domain::share::Share;
use crate::ledger::Leeway;

/// The value class of a customer and what goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgment {
    /// The class.
    pub class: Option<ValueClass>,
    /// Whether something unknown could change it.
    pub certainty: Certainty,
    /// Whether payments come later than a B's may; it leaves the class (D6).
    pub risk: bool,
}

/// Returns the value class; none without any order, or while the company sold nothing.
pub fn judge(subject: &Subject<'_>, basis: &Basis<'_>) -> Judgment {
    let Ok(share) = share(subject, basis) else {
        return Judgment { class: None, certainty: Certainty::Settled, risk: false };
    };
    let required = |class| {
        let criteria = basis.policy.criteria(class).iter();
        criteria
            .filter(|criterion| criterion.weight == Weight::Required)
            .map(|criterion| (criterion.test, criterion::look(criterion.test, share, subject, basis).verdict))
    };
    let told = |class| lowest(required(class).map(|(_, verdict)| verdict));
    let (class, certainty) = decide(basis.policy.value.unknown, told(ValueClass::A), || told(ValueClass::B));
    let certainty = match subject.facts.year_leeway {
        Leeway::NONE => certainty,
        _ => {
            let sure = |(test, verdict)| criterion::whatever_rates(test, verdict, subject.facts);
            let sure = |class| lowest(required(class).map(sure));
            decide(basis.policy.value.unknown, sure(ValueClass::A), || sure(ValueClass::B)).1
        }
    };
    Judgment { class: Some(class), certainty, risk: class < ValueClass::C && is_late_for_b(share, subject, basis) }
}

/// Returns the value class with its evidence.
pub fn evidence(subject: &Subject<'_>, basis: &Basis<'_>) -> Evidence {
    let mut evidence = Evidence {
        scheme: Scheme::Value,
        class: None,
        certainty: Certainty::Settled,
        blank: None,
        steps: Vec::new(),
        distances: Vec::new(),
    };
    let share = match share(subject, basis) {
        Ok(share) => share,
        Err(blank) => {
            evidence.blank = Some(blank);
            return evidence;
        }
    };
    let a = step(ValueClass::A, share, subject, basis);
    let b = step(ValueClass::B, share, subject, basis);
    let (class, _) = decide(basis.policy.value.unknown, a.reached, || b.reached);
    let next = match class {
        ValueClass::A => None,
        ValueClass::B => Some((ValueClass::A, &a)),
        ValueClass::C => Some((ValueClass::B, &b)),
    };
    let distance = next.map(|(to, step)| Distance {
        to: step.class,
        lines: step.obstacles().copied().collect(),
        on: reached_on(to, step, subject, basis),
    });
    evidence.distances.extend(distance);
    evidence.class = Some(Class::Value(class));
    evidence.certainty = judge(subject, basis).certainty;
    evidence.steps = vec![a, b];
    evidence
}

/// Returns the class that the verdicts on A and B lead to, and whether the unknown could change it.
///
/// The class is the best that is possible, or the worst, as the rules take the unknown;
/// it is provisional when the two differ.
fn decide(unknown: UnknownMeans, a: Verdict, b: impl FnOnce() -> Verdict) -> (ValueClass, Certainty) {
    if a == Verdict::Met {
        return (ValueClass::A, Certainty::Settled);
    }
    let b = b();
    let at_least = |least: Verdict| match () {
        () if a >= least => ValueClass::A,
        () if b >= least => ValueClass::B,
        () => ValueClass::C,
    };
    let (best, worst) = (at_least(Verdict::Unknown), at_least(Verdict::Met));
    let class = match unknown {
        UnknownMeans::SetAside => best,
        UnknownMeans::NotMet => worst,
    };
    (class, Certainty::unless(best != worst))
}

/// Returns the verdict on criteria of which all must hold; looks no further once one does not.
fn lowest(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let mut lowest = Verdict::Met;
    for verdict in verdicts {
        lowest = lowest.min(verdict);
        if lowest == Verdict::NotMet {
            break;
        }
    }
    lowest
}

fn step(class: ValueClass, share: Share, subject: &Subject<'_>, basis: &Basis<'_>) -> Step {
    let criteria = basis.policy.criteria(class).iter();
    let lines: Vec<_> = criteria
        .filter(|criterion| criterion.weight != Weight::Off)
        .map(|criterion| criterion::line(*criterion, share, subject, basis))
        .collect();
    let required = lines.iter().filter(|line| line.weight == Weight::Required);
    Step { class: Class::Value(class), reached: lowest(required.map(|line| line.verdict)), lines }
}

/// Returns the day on which time alone brings a class that is not reached, everything else unchanged (D8).
///
/// What is not known stands in the way only where the rules take it as not met.
/// By the day on which all the others hold, what is not paid may have become too late.
fn reached_on(to: ValueClass, step: &Step, subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Date> {
    let rules = &basis.policy.value;
    let in_the_way =
        step.obstacles().filter(|line| line.verdict == Verdict::NotMet || rules.unknown == UnknownMeans::NotMet);
    let days: Option<Vec<Date>> = in_the_way.map(|line| line.gap.and_then(Gap::on)).collect();
    let on = days?.into_iter().max()?;
    let mut required = basis.policy.criteria(to).iter().filter(|criterion| criterion.weight == Weight::Required);
    let lateness = required.find_map(|criterion| match criterion.test {
        Test::Lateness { count, days } => Some((count, days)),
        _ => None,
    });
    lateness.map_or(Some(on), |(count, days)| criterion::cleared(count, days, subject, on))
}

/// Returns the customer's share of the company's sales, or why there is no class.
fn share(subject: &Subject<'_>, basis: &Basis<'_>) -> Result<Share, Blank> {
    if !subject.facts.has_ordered() {
        return Err(Blank::NeverOrdered);
    }
    Share::new(subject.facts.year_sales, basis.totals.year_sales).ok_or(Blank::NoSales)
}

fn is_late_for_b(share: Share, subject: &Subject<'_>, basis: &Basis<'_>) -> bool {
    let is_lateness =
        |criterion: &&Criterion| criterion.test.kind() == TestKind::Lateness && criterion.weight != Weight::Off;
    let mut criteria = basis.policy.criteria(ValueClass::B).iter();
    criteria
        .find(is_lateness)
        .is_some_and(|criterion| criterion::look(criterion.test, share, subject, basis).verdict == Verdict::NotMet)
}
