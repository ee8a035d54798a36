//! Evidence in plain words: a line for each criterion, its source, and what to know about the whole.

use std::rc::Rc;

use yew::AttrValue;

use super::choice::word;
use super::distance::gap;
use super::field::customer_field;
use super::measure::{aspect, measure, threshold};
use crate::domain::CustomerField;
use crate::domain::policy::AbcWindow;
use crate::report::evidence::{Aspect, Blank, Line, Missing, Source, Verdict};
use crate::report::{Advice, Scheme, progress};
use crate::ui::components::{self, EvidenceLine, Mark};
use crate::ui::{Locale, Msg};

/// Writes the criteria of a class.
pub fn evidence_lines(locale: &Locale, lines: &[Line]) -> Rc<[EvidenceLine]> {
    let all_alike = lines.windows(2).all(|pair| matches!(pair, [one, two] if one.weight == two.weight));
    lines.iter().map(|line| evidence_line(locale, line, all_alike)).collect()
}

fn evidence_line(locale: &Locale, line: &Line, all_alike: bool) -> EvidenceLine {
    EvidenceLine {
        criterion: aspect(locale, line.aspect),
        value: line.actual.map(|actual| measure(locale, actual)).unwrap_or_default(),
        threshold: match line.threshold {
            Some(measure) => threshold(locale, line.aspect, measure),
            None if line.aspect == Aspect::Margin => locale.t(Msg::EvidenceAboveBenchmark),
            None => AttrValue::default(),
        },
        mark: match line.verdict {
            Verdict::Met => Mark::Met,
            Verdict::NotMet => Mark::NotMet,
            Verdict::Unknown => Mark::Unknown,
        },
        weight: if all_alike { AttrValue::default() } else { word(locale, line.weight) },
        source: Some(source(locale, line)),
        distance: line.gap.filter(|_| line.verdict == Verdict::NotMet).map(|gap| components::Distance {
            text: match gap.on() {
                Some(date) => locale.t(Msg::EvidenceMetOn { date: locale.date(date) }),
                None => locale.t(Msg::EvidenceMissing { gap: self::gap(locale, line.aspect, gap) }),
            },
            basis_points: progress(line),
        }),
    }
}

/// Returns where a value comes from, or what would make it known.
pub fn source(locale: &Locale, line: &Line) -> AttrValue {
    origin(locale, line.source, line.missing)
}

/// Returns that something was entered in a field.
pub fn entered_in(locale: &Locale, field: CustomerField) -> AttrValue {
    locale.t(Msg::EvidenceFromField { field: customer_field(locale, field) })
}

/// Returns where anything comes from, or what would make it known.
fn origin(locale: &Locale, source: Source, missing: Option<Missing>) -> AttrValue {
    if let Some(missing) = missing {
        return self::missing(locale, missing);
    }
    match source {
        Source::Orders => locale.t(Msg::EvidenceFromOrders),
        Source::Ranking { customers, sales, window } => {
            let (n, sales) = (customers.into(), locale.money(sales));
            locale.t(match window {
                AbcWindow::TrailingYear => Msg::EvidenceOfYearSales { n, sales },
                AbcWindow::AllHistory => Msg::EvidenceOfAllSales { n, sales },
            })
        }
        Source::Touches => locale.t(Msg::EvidenceFromTouches),
        Source::Entered(field) => entered_in(locale, field),
        Source::Nowhere => locale.t(Msg::EvidenceFromNowhere),
    }
}

/// Returns what would make known what is not.
pub fn missing(locale: &Locale, missing: Missing) -> AttrValue {
    locale.t(match missing {
        Missing::Field(field) => Msg::EvidenceMissingField { field: customer_field(locale, field) },
        Missing::Benchmark => Msg::EvidenceMissingBenchmark,
        Missing::Payments(orders) => Msg::EvidenceMissingPayments { n: orders.into() },
        Missing::Rate(currency) => Msg::EvidenceMissingRate { currency: locale.currency_name(currency.code()) },
        Missing::Home => Msg::EvidenceMissingHome,
    })
}

/// Returns why there is no class.
pub fn blank(locale: &Locale, blank: Blank) -> AttrValue {
    match blank {
        Blank::NeverOrdered => locale.t(Msg::EvidenceBlankNeverOrdered),
        Blank::NoSales => locale.t(Msg::EvidenceBlankNoSales),
        Blank::NoSign => locale.t(Msg::EvidenceBlankNoSign),
        Blank::Missing(missing) => self::missing(locale, missing),
    }
}

/// Returns what to know about the whole book before trusting its classes.
pub fn advice(locale: &Locale, advice: &Advice) -> AttrValue {
    locale.t(match *advice {
        Advice::FewBuyers { buyers, at_most } => {
            Msg::AdviceFewBuyers { buyers: buyers.into(), at_most: locale.number(at_most.into()) }
        }
        Advice::ShortHistory { first, needed } => {
            Msg::AdviceShortHistory { first: locale.date(first), needed: locale.date(needed) }
        }
        Advice::NoneReachesA { buyers, largest, threshold } => Msg::AdviceNoneReachesA {
            buyers: buyers.into(),
            largest: locale.share(largest.basis_points()),
            threshold: locale.share(threshold),
        },
        Advice::Unpriced { orders } => Msg::AdviceUnpriced { orders },
        Advice::NoneYet { first, .. } => Msg::AdviceNoneYet { first: locale.date(first) },
        Advice::OldBook { newest, days } => Msg::AdviceOldBook { newest: locale.date(newest), days: days.into() },
    })
}

/// Returns what a notice among several says in the end: which schemes tell more, under the last that suggests any.
pub fn look_instead_once(locale: &Locale, advice: &[Advice], place: usize) -> AttrValue {
    let last = advice.iter().enumerate().rfind(|(_, said)| !said.suggests().is_empty());
    match last.filter(|(last, _)| *last == place) {
        Some((_, said)) => look_instead(locale, said.suggests()),
        None => AttrValue::default(),
    }
}

/// Returns which schemes tell more than the one in question; empty when none does.
pub fn look_instead(locale: &Locale, schemes: &[Scheme]) -> AttrValue {
    let names: Vec<String> = schemes.iter().map(|scheme| word(locale, *scheme).to_string()).collect();
    match names.is_empty() {
        true => AttrValue::default(),
        false => locale.t(Msg::AdviceLookInstead { schemes: locale.list(&names) }),
    }
}
