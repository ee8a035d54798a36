//! Why a customer has its classes: the evidence of every scheme as plain values.

use super::answer::{Answer, Told};
use super::classify::word;
use super::failure::Fault;
use super::options::Options;
use super::policy::{POLICY, rules};
use super::{Given, Opened};
use crate::domain::choice::Choice;
use crate::domain::share::Share;
use crate::domain::{Field, Money};
use crate::report::evidence::{Aspect, Blank, Bound, Distance, Gap, Line, Measure, Missing, Source, Step, Verdict};
use crate::report::{Evidence, Scheme, Standing};

/// Tells what speaks for and against the classes of a customer on `asOf`, scheme by scheme.
///
/// # Errors
///
/// Where there is no such customer or the options are wrong.
pub fn explain(opened: &Opened, customer: &Given, given: &Given) -> Answer {
    let mut options = Options::open(given, &["asOf", POLICY]);
    let as_of = options.date("asOf");
    let policy = rules(&mut options, POLICY, opened.book.policy_on(as_of));
    let found = opened.keys().find(customer).map_err(|fault| options.fault(fault));
    options.close()?;
    let standing = Standing::take(&opened.book, as_of).under(&opened.book, policy);
    let gone = || Fault::new("unknownCustomer", "there is no such customer", "pass a customer of this book");
    let id = found.map_err(|()| gone())?;
    let of = |scheme| standing.evidence(&opened.book, id, scheme).map(told);
    Ok(Told::success([
        ("asOf", as_of.into()),
        ("customer", opened.keys().key(id).to_owned().into()),
        ("id", id.0.into()),
        ("scale", of(Scheme::Scale).into()),
        ("value", of(Scheme::Value).into()),
        ("abc", of(Scheme::Abc).into()),
        ("stage", of(Scheme::Stage).into()),
        ("frequency", of(Scheme::Frequency).into()),
        ("need", of(Scheme::Need).into()),
        ("reach", of(Scheme::Reach).into()),
        ("membership", of(Scheme::Membership).into()),
    ]))
}

fn told(evidence: Evidence) -> Told {
    Told::fields([
        ("class", word(evidence.class).into()),
        ("certainty", evidence.certainty.key().into()),
        ("blank", evidence.blank.map(blank).into()),
        ("steps", Told::List(evidence.steps.iter().map(step).collect())),
        ("distances", Told::List(evidence.distances.iter().map(distance).collect())),
    ])
}

fn blank(blank: Blank) -> Told {
    let (why, missing) = match blank {
        Blank::NeverOrdered => ("neverOrdered", None),
        Blank::NoSales => ("noSales", None),
        Blank::NoSign => ("noSign", None),
        Blank::Missing(what) => ("missing", Some(what)),
    };
    Told::fields([("why", why.into()), ("missing", missing.map(lack).into())])
}

fn step(step: &Step) -> Told {
    let supporting = step.supporting();
    Told::fields([
        ("class", step.class.key().into()),
        ("reached", verdict(step.reached).into()),
        ("lines", Told::List(step.lines.iter().map(line).collect())),
        (
            "supporting",
            Told::fields([
                ("met", supporting.met.into()),
                ("unknown", supporting.unknown.into()),
                ("of", supporting.of.into()),
            ]),
        ),
    ])
}

fn distance(distance: &Distance) -> Told {
    Told::fields([
        ("to", distance.to.key().into()),
        ("on", distance.on.into()),
        ("lines", Told::List(distance.lines.iter().map(line).collect())),
    ])
}

fn line(line: &Line) -> Told {
    let (source, field) = source(line.source);
    Told::fields([
        ("aspect", aspect(line.aspect).into()),
        ("weight", line.weight.key().into()),
        ("verdict", verdict(line.verdict).into()),
        ("actual", line.actual.map(measure).into()),
        ("threshold", line.threshold.map(measure).into()),
        ("source", source.into()),
        ("field", field.into()),
        ("missing", line.missing.map(lack).into()),
        ("gap", line.gap.map(gap).into()),
    ])
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotMet => "notMet",
        Verdict::Unknown => "unknown",
        Verdict::Met => "met",
    }
}

const fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Share => "share",
        Aspect::Cooperation => "cooperation",
        Aspect::Lateness => "lateness",
        Aspect::Margin => "margin",
        Aspect::LoyaltyOrPlan => "loyaltyOrPlan",
        Aspect::GrowthPlan => "growthPlan",
        Aspect::TriesNew => "triesNew",
        Aspect::Sales => "sales",
        Aspect::Procurement => "procurement",
        Aspect::Turnover => "turnover",
        Aspect::ShareBefore => "shareBefore",
        Aspect::Orders => "orders",
        Aspect::RegularOrders => "regularOrders",
        Aspect::Idle => "idle",
        Aspect::Unanswered => "unanswered",
        Aspect::YearOrders => "yearOrders",
        Aspect::Categories => "categories",
        Aspect::SizeSpread => "sizeSpread",
        Aspect::Need => "need",
        Aspect::Country => "country",
        Aspect::Points => "points",
    }
}

fn source(source: Source) -> (&'static str, Option<&'static str>) {
    match source {
        Source::Orders | Source::Ranking { .. } => ("orders", None),
        Source::Touches => ("touches", None),
        Source::Entered(field) => ("entered", Some(field.key())),
        Source::Nowhere => ("nowhere", None),
    }
}

/// Tells a value by the name of what it counts.
fn measure(measure: Measure) -> Told {
    match measure {
        Measure::Money(amount) => money(amount),
        Measure::Share(share) => Told::fields(part(share)),
        Measure::Sizes { spread, smallest, largest } => {
            let [part, whole, points] = part(spread);
            Told::fields([part, whole, points, ("smallest", money(smallest)), ("largest", money(largest))])
        }
        Measure::Percent(points) => Told::fields([("basisPoints", Told::Number(points.0.into()))]),
        Measure::Months(months, bound) => {
            Told::fields([("months", months.into()), ("atLeast", (bound == Bound::AtLeast).into())])
        }
        Measure::Days(days) => Told::fields([("days", days.into())]),
        Measure::Count(count) => Told::fields([("count", count.into())]),
        Measure::NoneDue => late(0, 0, None, 0),
        Measure::Late { payments, days, amount, unknown } => late(payments, days, amount, unknown),
        Measure::Loyalty { rating, plan } => Told::fields([("rating", rating.into()), ("plan", plan.into())]),
        Measure::Flag(flag) => Told::fields([("flag", flag.into())]),
        Measure::Need(need) => Told::fields([("need", need.key().into())]),
        Measure::Country(country) => Told::fields([("country", country.to_string().into())]),
    }
}

fn part(share: Share) -> [(&'static str, Told); 3] {
    let points = Told::Number(share.basis_points().0.into());
    [("part", share.part.into()), ("whole", share.whole.into()), ("basisPoints", points)]
}

fn late(payments: u32, days: u32, amount: Option<Money>, unknown: u32) -> Told {
    Told::fields([
        ("payments", payments.into()),
        ("days", days.into()),
        ("amount", amount.map(money).into()),
        ("unknown", unknown.into()),
    ])
}

fn money(money: Money) -> Told {
    Told::fields([("minor", money.minor.into()), ("currency", money.currency.code().to_owned().into())])
}

fn lack(missing: Missing) -> Told {
    match missing {
        Missing::Field(field) => Told::fields([("field", field.key().into())]),
        Missing::Benchmark => Told::fields([("rule", "benchmark".into())]),
        Missing::Payments(orders) => Told::fields([("paymentsOf", orders.into())]),
        Missing::Rate(currency) => Told::fields([("rateOf", currency.code().to_owned().into())]),
        Missing::Home => Told::fields([("setting", "ownCountry".into())]),
    }
}

fn gap(gap: Gap) -> Told {
    match gap {
        Gap::Money(amount) => money(amount),
        Gap::Count(count) => Told::fields([("count", count.into())]),
        Gap::Points(points) => Told::fields([("basisPoints", Told::Number(points.0.into()))]),
        Gap::Rating(rating) => Told::fields([("rating", rating.into())]),
        Gap::Time { months, on } => Told::fields([("months", months.into()), ("on", on.into())]),
        Gap::Clears { on } => Told::fields([("on", on.into())]),
        Gap::Yes => Told::fields([("flag", true.into())]),
    }
}
