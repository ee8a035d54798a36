//! The tests behind the value classes, one for each kind of criterion (R30–R39, D5, D6).

use super::cooperation::Beginning;
use super::evidence::{Aspect, Bound, Gap, Line, Measure, Missing, Source, Verdict};
use super::{Basis, Subject};
use crate::domain::policy::{Criterion, MarginMode, Test};
use crate::domain::share::Share;
use crate::domain::{BasisPoints, CustomerField, Date, Money, Value};
use crate::ledger::Facts;

/// What a test found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) verdict: Verdict,
    actual: Option<Measure>,
    source: Source,
    missing: Option<Missing>,
}

/// Tests a customer.
#[inline]
pub(super) fn look(test: Test, share: Share, subject: &Subject<'_>, basis: &Basis<'_>) -> Look {
    match test {
        Test::Share { from } => Look {
            verdict: Verdict::of(share.at_least(from)),
            actual: Some(Measure::Share(share)),
            source: Source::Orders,
            missing: None,
        },
        Test::Cooperation { months } => cooperation(months, subject, basis),
        Test::Lateness { count, days } => lateness(count, days, subject, basis),
        Test::Margin { above } => margin(above, subject, basis),
        Test::LoyaltyOrPlan { loyalty } => loyalty_or_plan(loyalty, subject),
        Test::GrowthPlan => flag(CustomerField::GrowthPlan, subject.customer.growth_plan()),
        Test::TriesNew => flag(CustomerField::TriesNew, subject.customer.tries_new()),
    }
}

/// Tests a customer and tells the whole of it.
pub(super) fn line(criterion: Criterion, share: Share, subject: &Subject<'_>, basis: &Basis<'_>) -> Line {
    let look = look(criterion.test, share, subject, basis);
    let gap = || gap(criterion.test, share, subject, basis);
    let gap = match look.verdict {
        Verdict::Met => None,
        Verdict::NotMet => gap(),
        // What is unknown may hold already; by a day it surely will.
        Verdict::Unknown => gap().filter(|gap| gap.on().is_some()),
    };
    Line {
        aspect: aspect(criterion.test),
        weight: criterion.weight,
        verdict: look.verdict,
        actual: look.actual,
        threshold: threshold(criterion.test, subject, basis),
        source: look.source,
        missing: look.missing,
        gap,
    }
}

/// Returns a verdict as far as it holds whatever orders without a rate come to (D14).
pub(super) fn whatever_rates(test: Test, verdict: Verdict, facts: &Facts) -> Verdict {
    let could_turn = match (test, verdict) {
        (Test::Share { .. }, Verdict::NotMet) => facts.year_leeway.up,
        (Test::Share { .. }, Verdict::Met) => facts.year_leeway.down,
        (Test::Margin { .. }, _) => facts.margin.is_some() && facts.year_leeway.up,
        _ => false,
    };
    if could_turn { Verdict::Unknown } else { verdict }
}

fn cooperation(months: u32, subject: &Subject<'_>, basis: &Basis<'_>) -> Look {
    let Some(beginning) = Beginning::of(subject, basis) else {
        return unknown(None, Missing::Field(CustomerField::Since));
    };
    let verdict = match beginning.bound {
        _ if beginning.is_past(months, basis.as_of()) => Verdict::Met,
        Bound::Exactly => Verdict::NotMet,
        Bound::AtLeast => Verdict::Unknown,
    };
    Look {
        verdict,
        actual: Some(Measure::Months(beginning.months(basis.as_of()), beginning.bound)),
        source: beginning.source,
        missing: (verdict == Verdict::Unknown).then_some(Missing::Field(CustomerField::Since)),
    }
}

fn lateness(count: u32, days: u32, subject: &Subject<'_>, basis: &Basis<'_>) -> Look {
    let facts = subject.facts;
    let (verdict, missing) = match facts.late_unknown {
        _ if facts.late > count || facts.late_days > days => (Verdict::NotMet, None),
        0 => (Verdict::Met, None),
        unknown => (Verdict::Unknown, Some(Missing::Payments(unknown))),
    };
    Look {
        verdict,
        actual: Some(match (facts.due, facts.late_unknown) {
            (0, 0) => Measure::NoneDue,
            (_, unknown) => Measure::Late {
                payments: facts.late,
                days: facts.late_days,
                amount: late_amount(subject, basis),
                unknown,
            },
        }),
        source: Source::Orders,
        missing,
    }
}

/// Returns what late orders come to, where they are told one by one and all have a rate.
fn late_amount(subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Money> {
    let minor = subject.late.iter().try_fold(0_i64, |sum, late| Some(sum.saturating_add(late.base?)));
    minor.filter(|_| !subject.late.is_empty()).map(|minor| basis.money(minor))
}

fn margin(above: BasisPoints, subject: &Subject<'_>, basis: &Basis<'_>) -> Look {
    let Some(margin) = margin_of(subject) else {
        return unknown(None, Missing::Field(CustomerField::Margin));
    };
    let actual = Some(Measure::Percent(margin));
    let Some(needed) = needed(above, subject, basis) else {
        return unknown(actual, Missing::Benchmark);
    };
    Look {
        verdict: Verdict::of(needed <= margin),
        actual,
        source: match subject.facts.margin {
            Some(_) => Source::Orders,
            None => Source::Entered(CustomerField::Margin),
        },
        missing: None,
    }
}

fn loyalty_or_plan(least: u32, subject: &Subject<'_>) -> Look {
    let rating = subject.customer.loyalty();
    let plan = subject.customer.long_term_plan();
    let is_loyal = rating.map(|rating| least <= rating);
    let actual = Some(Measure::Loyalty { rating, plan });
    let met = |field| Look { verdict: Verdict::Met, actual, source: Source::Entered(field), missing: None };
    match (is_loyal, plan) {
        (Some(true), _) => met(CustomerField::Loyalty),
        (_, Some(true)) => met(plan_that(Some(true), subject)),
        (None, _) => unknown(actual, Missing::Field(CustomerField::Loyalty)),
        (_, None) => unknown(actual, Missing::Field(plan_that(None, subject))),
        (Some(false), Some(false)) => {
            Look { verdict: Verdict::NotMet, actual, source: Source::Entered(CustomerField::Loyalty), missing: None }
        }
    }
}

/// Returns the first kind of long-term plan that was entered so.
fn plan_that(entered: Option<bool>, subject: &Subject<'_>) -> CustomerField {
    let agency = subject.customer.value(CustomerField::ExclusiveAgency);
    match agency == entered.map(Value::Flag).as_ref() {
        true => CustomerField::ExclusiveAgency,
        false => CustomerField::CustomDevelopment,
    }
}

fn flag(field: CustomerField, value: Option<bool>) -> Look {
    match value {
        Some(value) => Look {
            verdict: Verdict::of(value),
            actual: Some(Measure::Flag(value)),
            source: Source::Entered(field),
            missing: None,
        },
        None => unknown(None, Missing::Field(field)),
    }
}

fn unknown(actual: Option<Measure>, missing: Missing) -> Look {
    Look { verdict: Verdict::Unknown, actual, source: Source::Nowhere, missing: Some(missing) }
}

fn margin_of(subject: &Subject<'_>) -> Option<BasisPoints> {
    subject.facts.margin.or(subject.customer.margin())
}

fn needed(above: BasisPoints, subject: &Subject<'_>, basis: &Basis<'_>) -> Option<BasisPoints> {
    let rules = &basis.policy.value;
    let benchmark = subject.customer.benchmark().or(rules.benchmark)?;
    Some(needed_margin(above, benchmark, rules.margin_mode))
}

/// Returns the margin that lies `above` the benchmark, in whole basis points, rounded up (D5).
fn needed_margin(above: BasisPoints, benchmark: BasisPoints, mode: MarginMode) -> BasisPoints {
    let added = match mode {
        MarginMode::Points => above.0.into(),
        MarginMode::Relative => {
            let product = i64::from(benchmark.0.abs()) * i64::from(above.0);
            -(-product).div_euclid(10_000)
        }
    };
    let needed = i64::from(benchmark.0) + added;
    BasisPoints(needed.clamp(i32::MIN.into(), i32::MAX.into()) as i32)
}

fn aspect(test: Test) -> Aspect {
    match test {
        Test::Share { .. } => Aspect::Share,
        Test::Cooperation { .. } => Aspect::Cooperation,
        Test::Lateness { .. } => Aspect::Lateness,
        Test::Margin { .. } => Aspect::Margin,
        Test::LoyaltyOrPlan { .. } => Aspect::LoyaltyOrPlan,
        Test::GrowthPlan => Aspect::GrowthPlan,
        Test::TriesNew => Aspect::TriesNew,
    }
}

fn threshold(test: Test, subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Measure> {
    Some(match test {
        Test::Share { from } => Measure::Percent(from),
        Test::Cooperation { months } => Measure::Months(months, Bound::AtLeast),
        Test::Lateness { count, days } => Measure::Late { payments: count, days, amount: None, unknown: 0 },
        Test::Margin { above } => Measure::Percent(needed(above, subject, basis)?),
        Test::LoyaltyOrPlan { loyalty } => Measure::Loyalty { rating: Some(loyalty), plan: Some(true) },
        Test::GrowthPlan | Test::TriesNew => Measure::Flag(true),
    })
}

/// Returns what is missing until a test that does not hold would (D8).
fn gap(test: Test, share: Share, subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Gap> {
    Some(match test {
        Test::Share { from } => Gap::Money(basis.money(share.more_for(from)?)),
        Test::Cooperation { months } => Beginning::of(subject, basis)?.until(months, basis.as_of()),
        // With unknown payments about, no day can be promised.
        Test::Lateness { .. } if 0 < subject.facts.late_unknown => return None,
        Test::Lateness { count, days } => Gap::Clears { on: cleared(count, days, subject, basis.as_of())? },
        Test::Margin { above } => {
            let needed = needed(above, subject, basis)?;
            Gap::Points(BasisPoints(needed.0.saturating_sub(margin_of(subject)?.0)))
        }
        Test::LoyaltyOrPlan { loyalty } => Gap::Rating(loyalty.saturating_sub(subject.customer.loyalty()?)),
        Test::GrowthPlan | Test::TriesNew => Gap::Yes,
    })
}

/// Returns the first day from `from` on which late payments are few and short enough, if nothing is paid any more.
///
/// Until one leaves the trailing twelve months their number stays and what is not paid gets later,
/// so it is `from` itself or a day on which one leaves.
pub(super) fn cleared(count: u32, days: u32, subject: &Subject<'_>, from: Date) -> Option<Date> {
    let leaving = subject.late.iter().map(|late| left(late.due)).filter(|on| from < *on);
    std::iter::once(from).chain(leaving).find(|on| {
        let mut staying = subject.late.iter().filter(|late| *on < left(late.due));
        staying.clone().count() <= count as usize && staying.all(|late| late.days_on(*on) <= days)
    })
}

/// Returns the first day on which a payment due on `due` is no longer in the trailing twelve months.
fn left(due: Date) -> Date {
    let day = due.plus_months(12);
    if day.minus_months(12) < due { day.plus_days(1) } else { day }
}
