//! The values of criteria and what they are held against, in the reader's language.

use yew::AttrValue;

use super::choice::{flag, word};
use super::value::percent;
use crate::domain::share::Share;
use crate::domain::{BasisPoints, Money};
use crate::report::evidence::{Aspect, Bound, Measure};
use crate::ui::{Locale, Msg};

/// Returns what a criterion tests.
pub fn aspect(locale: &Locale, aspect: Aspect) -> AttrValue {
    locale.t(match aspect {
        Aspect::Share => Msg::EvidenceShare,
        Aspect::Cooperation => Msg::EvidenceCooperation,
        Aspect::Lateness => Msg::EvidenceLateness,
        Aspect::Margin => Msg::EvidenceMargin,
        Aspect::LoyaltyOrPlan => Msg::EvidenceLoyaltyOrPlan,
        Aspect::GrowthPlan => Msg::EvidenceGrowthPlan,
        Aspect::TriesNew => Msg::EvidenceTriesNew,
        Aspect::Sales => Msg::EvidenceSales,
        Aspect::Procurement => Msg::EvidenceProcurement,
        Aspect::Turnover => Msg::EvidenceTurnover,
        Aspect::ShareBefore => Msg::EvidenceShareBefore,
        Aspect::Orders => Msg::EvidenceOrders,
        Aspect::RegularOrders => Msg::EvidenceRegularOrders,
        Aspect::Idle => Msg::EvidenceIdle,
        Aspect::Unanswered => Msg::EvidenceUnanswered,
        Aspect::YearOrders => Msg::EvidenceYearOrders,
        Aspect::Categories => Msg::EvidenceCategories,
        Aspect::SizeSpread => Msg::EvidenceSizeSpread,
        Aspect::Need => Msg::EvidenceNeed,
        Aspect::Country => Msg::EvidenceCountry,
        Aspect::Points => Msg::EvidencePoints,
    })
}

/// Writes a value as it is.
pub fn measure(locale: &Locale, measure: Measure) -> AttrValue {
    match measure {
        Measure::Money(money) => locale.money(money),
        Measure::Share(share) => below(locale, share),
        Measure::Sizes { spread, smallest, largest } => {
            let (smallest, largest) = (locale.money(smallest), locale.money(largest));
            locale.t(Msg::EvidenceSizes { spread: below(locale, spread), smallest, largest })
        }
        Measure::Percent(points) => percent(locale, points),
        Measure::Months(months, Bound::Exactly) => span(locale, months),
        Measure::Months(months, Bound::AtLeast) => locale.t(Msg::EvidenceAtLeastSpan { span: span(locale, months) }),
        Measure::Days(days) => locale.t(Msg::EvidenceDays { n: days.into() }),
        Measure::Count(count) => locale.number(count.into()),
        Measure::Late { payments, days, amount, unknown } => late(locale, payments, days, amount, unknown),
        Measure::NoneDue => locale.t(Msg::EvidenceNoneDue),
        Measure::Loyalty { rating, plan } => loyalty(locale, rating, plan),
        Measure::Flag(yes) => flag(locale, yes),
        Measure::Need(need) => word(locale, need),
        Measure::Country(country) => locale.country(country.code()),
    }
}

/// Writes what a value of an aspect is held against.
pub fn threshold(locale: &Locale, aspect: Aspect, threshold: Measure) -> AttrValue {
    let written = |measure| self::measure(locale, measure);
    match (aspect, threshold) {
        (_, Measure::Late { payments: 0, .. }) => locale.t(Msg::EvidenceNoneLate),
        (_, Measure::Late { payments, days, .. }) => {
            let days = written(Measure::Days(days));
            locale.t(Msg::EvidenceAtMostLate { n: payments.into(), days })
        }
        (_, Measure::Loyalty { rating, .. }) => {
            let rating = locale.number(rating.unwrap_or_default().into());
            locale.t(Msg::EvidenceLoyalOrPlan { rating })
        }
        (_, Measure::Flag(_) | Measure::Need(_)) => written(threshold),
        (_, Measure::Country(_)) => locale.t(Msg::EvidenceExactly { value: written(threshold) }),
        (_, Measure::Months(months, _)) => locale.t(Msg::EvidenceFrom { value: span(locale, months) }),
        (Aspect::ShareBefore | Aspect::SizeSpread, _) => locale.t(Msg::EvidenceBelow { value: written(threshold) }),
        (Aspect::Idle, _) => locale.t(Msg::EvidenceOver { value: written(threshold) }),
        _ => locale.t(Msg::EvidenceFrom { value: written(threshold) }),
    }
}

/// Writes a share rounded down, so that it never shows a threshold that it does not reach.
fn below(locale: &Locale, share: Share) -> AttrValue {
    let tenths = share.basis_points().0.div_euclid(10);
    locale.share(BasisPoints(tenths * 10))
}

/// Writes a time in years and months.
pub fn span(locale: &Locale, months: u32) -> AttrValue {
    let years = (months / 12 > 0).then(|| locale.t(Msg::EvidenceYears { n: (months / 12).into() }));
    let rest = locale.t(Msg::EvidenceMonths { n: (months % 12).into() });
    match years {
        None => rest,
        Some(years) if months.is_multiple_of(12) => years,
        Some(years) => locale.t(Msg::EvidenceSpan { years, months: rest }),
    }
}

fn late(locale: &Locale, payments: u32, days: u32, amount: Option<Money>, unknown: u32) -> AttrValue {
    let known = match (payments, unknown) {
        (0, 0) => Some(locale.t(Msg::EvidenceNoneLate)),
        (0, _) => None,
        _ => {
            let days = locale.t(Msg::EvidenceDays { n: days.into() });
            Some(locale.t(Msg::EvidenceLate { n: payments.into(), days }))
        }
    };
    let amount = amount.map(|amount| locale.t(Msg::EvidenceLateAmount { amount: locale.money(amount) }));
    let unknown = (unknown > 0).then(|| locale.t(Msg::EvidenceLateUnknown { n: unknown.into() }));
    let told: Vec<_> = [known, amount, unknown].into_iter().flatten().map(|part| part.to_string()).collect();
    told.join(" · ").into()
}

fn loyalty(locale: &Locale, rating: Option<u32>, plan: Option<bool>) -> AttrValue {
    let rating = rating.map(|rating| locale.t(Msg::EvidenceRating { number: locale.number(rating.into()) }));
    let plan = plan.map(|plan| locale.t(if plan { Msg::EvidencePlan } else { Msg::EvidenceNoPlan }));
    let known: Vec<_> = [rating, plan].into_iter().flatten().map(|part| part.to_string()).collect();
    known.join(" · ").into()
}
