//! Size tiers by annual sales or declared size (R25–R29, D4).

use super::class::{Certainty, Class, Tier};
use super::evidence::{Aspect, Blank, Evidence, Gap, Line, Measure, Missing, Source, Step, Verdict};
use super::{Basis, Scheme, Subject};
use crate::domain::policy::{ScaleMeasure, ScaleRules, Weight};
use crate::domain::{CustomerField, Money};
use crate::ledger::Leeway;

/// The size of a customer by one measure.
#[derive(Clone, Copy)]
struct Size {
    aspect: Aspect,
    source: Source,
    amount: Result<Money, Blank>,
}

/// Returns the size tier, `None` where the size is not known or it never ordered.
pub fn class(subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Tier> {
    let size = size(subject, basis).amount.ok()?;
    Some(tier(size.minor, &basis.policy.scale))
}

/// Tells how sure the size tier is: orders without a rate could lift it, returns lower it to what is declared.
pub fn certainty(subject: &Subject<'_>, basis: &Basis<'_>) -> Certainty {
    let leeway = subject.facts.year_leeway;
    let declared = match basis.policy.scale.measure {
        _ if leeway == Leeway::NONE => return Certainty::Settled,
        ScaleMeasure::Procurement | ScaleMeasure::Turnover => return Certainty::Settled,
        ScaleMeasure::Sales => None,
        ScaleMeasure::Largest => procurement(subject, basis).or_larger(turnover(subject, basis)).amount.ok(),
    };
    let lowest = declared.map_or(Tier::Ordinary, |declared| tier(declared.minor, &basis.policy.scale));
    Certainty::unless(
        class(subject, basis).is_some_and(|tier| leeway.up && tier != Tier::Large || leeway.down && tier != lowest),
    )
}

/// Returns the size tier with its evidence.
pub fn evidence(subject: &Subject<'_>, basis: &Basis<'_>) -> Evidence {
    let size = size(subject, basis);
    let tier = class(subject, basis);
    let steps: Vec<Step> =
        [Tier::Large, Tier::Medium, Tier::Small].into_iter().map(|tier| step(tier, size, basis)).collect();
    let next = steps.iter().rev().find(|step| step.reached == Verdict::NotMet).filter(|_| tier.is_some());
    Evidence {
        scheme: Scheme::Scale,
        class: tier.map(Class::Scale),
        certainty: certainty(subject, basis),
        blank: size.amount.err(),
        distances: next.and_then(Step::distance).into_iter().collect(),
        steps,
    }
}

fn step(tier: Tier, size: Size, basis: &Basis<'_>) -> Step {
    let from = from(tier, &basis.policy.scale);
    let (verdict, gap, missing) = match size.amount {
        Ok(amount) if from <= amount.minor => (Verdict::Met, None, None),
        Ok(amount) => {
            let more = basis.money(from.saturating_sub(amount.minor));
            (Verdict::NotMet, Some(Gap::Money(more)), None)
        }
        Err(Blank::Missing(missing)) => (Verdict::Unknown, None, Some(missing)),
        Err(_) => (Verdict::Unknown, None, None),
    };
    let line = Line {
        aspect: size.aspect,
        weight: Weight::Required,
        verdict,
        actual: size.amount.ok().map(Measure::Money),
        threshold: Some(Measure::Money(basis.money(from))),
        source: size.source,
        missing,
        gap,
    };
    Step { class: Class::Scale(tier), reached: verdict, lines: vec![line] }
}

fn tier(minor: i64, rules: &ScaleRules) -> Tier {
    let reached = [Tier::Large, Tier::Medium, Tier::Small].into_iter().find(|tier| from(*tier, rules) <= minor);
    reached.unwrap_or(Tier::Ordinary)
}

/// Returns the amount from which a tier begins.
fn from(tier: Tier, rules: &ScaleRules) -> i64 {
    match tier {
        Tier::Large => rules.large_from,
        Tier::Medium => rules.medium_from,
        Tier::Small => rules.small_from,
        Tier::Ordinary => i64::MIN,
    }
}

fn size(subject: &Subject<'_>, basis: &Basis<'_>) -> Size {
    match basis.policy.scale.measure {
        ScaleMeasure::Sales => sales(subject, basis),
        ScaleMeasure::Procurement => procurement(subject, basis),
        ScaleMeasure::Turnover => turnover(subject, basis),
        ScaleMeasure::Largest => {
            sales(subject, basis).or_larger(procurement(subject, basis)).or_larger(turnover(subject, basis))
        }
    }
}

impl Size {
    /// Returns the larger of two, the first when they are equal or neither is known.
    fn or_larger(self, other: Size) -> Size {
        match (self.amount, other.amount) {
            (Ok(one), Ok(two)) if one.minor < two.minor => other,
            (Err(_), Ok(_)) => other,
            _ => self,
        }
    }
}

fn sales(subject: &Subject<'_>, basis: &Basis<'_>) -> Size {
    let facts = subject.facts;
    Size {
        aspect: Aspect::Sales,
        source: Source::Orders,
        amount: match facts.has_ordered() {
            true => Ok(basis.money(facts.year_sales)),
            false => Err(Blank::NeverOrdered),
        },
    }
}

fn procurement(subject: &Subject<'_>, basis: &Basis<'_>) -> Size {
    declare(Aspect::Procurement, CustomerField::Procurement, subject.customer.procurement(), basis)
}

fn turnover(subject: &Subject<'_>, basis: &Basis<'_>) -> Size {
    declare(Aspect::Turnover, CustomerField::Turnover, subject.customer.turnover(), basis)
}

fn declare(aspect: Aspect, field: CustomerField, declared: Option<Money>, basis: &Basis<'_>) -> Size {
    let amount = match declared {
        Some(money) => basis.in_base(money).ok_or(Missing::Rate(money.currency)),
        None => Err(Missing::Field(field)),
    };
    Size {
        aspect,
        source: match declared {
            Some(_) => Source::Entered(field),
            None => Source::Nowhere,
        },
        amount: amount.map_err(Blank::Missing),
    }
}
