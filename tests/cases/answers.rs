//! Puts what the engine found into words for the cases.

use portbook::domain::choice::Choice;
use portbook::domain::policy::{AbcWindow, StageLabels, Weight};
use portbook::domain::{BasisPoints, CustomerField, Field};
use portbook::engine::evidence::{Blank, Bound, Evidence, Gap, Line, Measure, Missing, Source, Verdict};
use portbook::report::{Advice, Certainty, Class, Scheme};

use crate::setup::Setup;

#[track_caller]
pub(crate) fn answer(setup: &Setup, question: &str) -> String {
    let words: Vec<&str> = question.split(' ').collect();
    match words[..] {
        ["advice"] => joined(setup.standing.advice().into_iter().map(advice)),
        ["tally", scheme] => {
            joined(setup.standing.tally(scheme_of(scheme)).into_iter().map(|(class, count)| {
                format!("{} {} {}", class.map_or("none", Class::key), count.customers, count.sales)
            }))
        }
        [name, "risk"] => yes(classes(setup, name).risk),
        [name, "reactivated"] => yes(classes(setup, name).reactivated),
        [name, "word", labels] => {
            let labels = StageLabels::from_key(labels).expect("a set of labels");
            classes(setup, name).stage.word(labels).key().to_owned()
        }
        [name, scheme] => class(setup, name, scheme_of(scheme)),
        [name, scheme, "next"] => distances(&evidence(setup, name, scheme_of(scheme))),
        [name, scheme, class, "supporting"] => {
            let tally = step(&evidence(setup, name, scheme_of(scheme)), class).supporting();
            format!("{} of {}, {} unknown", tally.met, tally.of, tally.unknown)
        }
        [name, scheme, class, aspect] => {
            let evidence = evidence(setup, name, scheme_of(scheme));
            let step = step(&evidence, class);
            let found = step.lines.iter().find(|line| format!("{:?}", line.aspect) == aspect);
            found.map_or("no such line".to_owned(), line)
        }
        _ => panic!("no such question: {question}"),
    }
}

fn classes(setup: &Setup, name: &str) -> portbook::report::Classes {
    setup.standing.classes(setup.names[name]).expect("a customer")
}

fn evidence(setup: &Setup, name: &str, scheme: Scheme) -> Evidence {
    setup.standing.evidence(&setup.book, setup.names[name], scheme).expect("a customer")
}

/// Returns the class, after making sure that the evidence tells the same.
fn class(setup: &Setup, name: &str, scheme: Scheme) -> String {
    let classes = classes(setup, name);
    let evidence = evidence(setup, name, scheme);
    assert_eq!(classes.of(scheme), evidence.class, "{name}: class and evidence disagree");
    assert_eq!(classes.certainty_of(scheme), evidence.certainty, "{name}: class and evidence disagree");
    let certainty = match evidence.certainty {
        Certainty::Settled => "",
        Certainty::Provisional => ", provisional",
    };
    match (evidence.class, evidence.blank) {
        (Some(class), None) => format!("{}{certainty}", class.key()),
        (None, Some(blank)) => format!("none, {}", blank_text(blank)),
        other => panic!("{name}: neither class nor reason, or both: {other:?}"),
    }
}

fn step<'a>(evidence: &'a Evidence, key: &str) -> &'a portbook::engine::evidence::Step {
    let mut steps = evidence.steps.iter();
    steps.find(|step| step.class.key() == key).unwrap_or_else(|| panic!("no step {key}"))
}

fn distances(evidence: &Evidence) -> String {
    joined(evidence.distances.iter().map(|distance| {
        let lines = distance.lines.iter().map(|line| {
            let gap = line.gap.map(gap_text);
            format!("{:?} {}", line.aspect, gap.unwrap_or_else(|| "unknown".to_owned()))
        });
        let on = distance.on.map(|on| format!(", alone on {on}")).unwrap_or_default();
        format!("{} by {}{on}", distance.to.key(), lines.collect::<Vec<_>>().join(" and "))
    }))
}

fn line(line: &Line) -> String {
    let weight = match line.weight {
        Weight::Required => "",
        Weight::Supporting => ", supporting",
        Weight::Off => ", off",
    };
    let verdict = match line.verdict {
        Verdict::Met => "met",
        Verdict::NotMet => "not met",
        Verdict::Unknown => "unknown",
    };
    let source = match line.source {
        Source::Orders => ", from orders".to_owned(),
        Source::Ranking { customers, sales, window } => {
            let time = match window {
                AbcWindow::TrailingYear => "of the year",
                AbcWindow::AllHistory => "of all time",
            };
            format!(", from {sales} {time} by {customers} customers")
        }
        Source::Touches => ", from touches".to_owned(),
        Source::Entered(field) => format!(", entered as {}", field.key()),
        Source::Nowhere => String::new(),
    };
    let known = |measure: Option<Measure>| measure.map_or("?".to_owned(), measure_text);
    let missing = line.missing.map(|missing| format!(", missing {}", missing_text(missing))).unwrap_or_default();
    let gap = line.gap.map(|gap| format!(", lacks {}", gap_text(gap))).unwrap_or_default();
    format!("{verdict}{weight}, {} of {}{source}{missing}{gap}", known(line.actual), known(line.threshold))
}

fn measure_text(measure: Measure) -> String {
    match measure {
        Measure::Money(money) => money.to_string(),
        Measure::Share(share) => format!("{}/{}", share.part, share.whole),
        Measure::Sizes { spread, smallest, largest } => {
            format!("{}/{} ({smallest} to {largest})", spread.part, spread.whole)
        }
        Measure::Percent(points) => percent(points),
        Measure::Months(months, Bound::Exactly) => format!("{months} months"),
        Measure::Months(months, Bound::AtLeast) => format!("at least {months} months"),
        Measure::Days(days) => format!("{days} days"),
        Measure::Count(count) => count.to_string(),
        Measure::Late { payments, days, amount, unknown } => {
            let worth = amount.map(|amount| format!(" worth {amount}")).unwrap_or_default();
            let unknown = if unknown > 0 { format!(" and {unknown} unknown") } else { String::new() };
            format!("{payments} late up to {days} days{worth}{unknown}")
        }
        Measure::NoneDue => "none due".to_owned(),
        Measure::Loyalty { rating, plan } => {
            let rating = rating.map_or("?".to_owned(), |rating| rating.to_string());
            format!("loyalty {rating} or plan {}", plan.map_or("?".to_owned(), yes))
        }
        Measure::Flag(flag) => yes(flag),
        Measure::Need(need) => need.key().to_owned(),
        Measure::Country(country) => country.to_string(),
    }
}

fn gap_text(gap: Gap) -> String {
    match gap {
        Gap::Money(money) => money.to_string(),
        Gap::Count(count) => count.to_string(),
        Gap::Points(points) => format!("{} points", percent(points)),
        Gap::Rating(rating) => format!("{rating} of loyalty"),
        Gap::Time { months, on } => format!("{months} months until {on}"),
        Gap::Clears { on } => format!("time until {on}"),
        Gap::Yes => "a yes".to_owned(),
    }
}

fn missing_text(missing: Missing) -> String {
    match missing {
        Missing::Field(field) => field.key().to_owned(),
        Missing::Benchmark => CustomerField::Benchmark.key().to_owned(),
        Missing::Payments(orders) => format!("payments of {orders}"),
        Missing::Rate(currency) => format!("rate of {currency}"),
        Missing::Home => "home".to_owned(),
    }
}

fn blank_text(blank: Blank) -> String {
    match blank {
        Blank::NeverOrdered => "never ordered".to_owned(),
        Blank::NoSales => "no sales".to_owned(),
        Blank::Missing(missing) => format!("missing {}", missing_text(missing)),
        Blank::NoSign => "no sign".to_owned(),
    }
}

fn advice(advice: Advice) -> String {
    let said = match advice {
        Advice::FewBuyers { buyers, at_most } => format!("{buyers} buyers of whom {at_most} could be A"),
        Advice::ShortHistory { first, needed } => format!("orders from {first} instead of {needed}"),
        Advice::NoneReachesA { buyers, largest, threshold } => {
            format!("none of {buyers} buyers at {}/{} reaches {}", largest.part, largest.whole, percent(threshold))
        }
        Advice::Unpriced { orders } => format!("{orders} orders without a rate"),
        Advice::NoneYet { first, newest } => format!("no order yet, from {first} to {newest}"),
        Advice::OldBook { newest, days } => format!("newest order {days} days ago on {newest}"),
    };
    let suggests = advice.suggests().iter().map(|scheme| format!(" → {}", scheme.key()));
    said + &suggests.collect::<String>()
}

fn percent(points: BasisPoints) -> String {
    let sign = if points.0 < 0 { "-" } else { "" };
    let units = points.0.unsigned_abs();
    format!("{sign}{}.{:02} %", units / 100, units % 100)
}

fn yes(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

#[track_caller]
fn scheme_of(key: &str) -> Scheme {
    Scheme::from_key(key).unwrap_or_else(|| panic!("no scheme {key}"))
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<_> = texts.collect();
    if texts.is_empty() { "nothing".to_owned() } else { texts.join("; ") }
}
