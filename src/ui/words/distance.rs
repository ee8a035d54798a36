//! How far the next class is, in plain words: what there is, what it takes, and what is missing.

use yew::AttrValue;

use super::class::class;
use super::measure::{aspect, measure, span, threshold};
use crate::domain::policy::StageLabels;
use crate::report::evidence::{Aspect, Distance, Gap, Line, Measure, Verdict};
use crate::report::{Class, Stage};
use crate::ui::{Locale, Msg};

/// Returns how far a criterion is from being met, `US$ 42,000`.
pub fn gap(locale: &Locale, of: Aspect, gap: Gap) -> AttrValue {
    match gap {
        Gap::Money(money) => locale.money(money),
        Gap::Count(n) => {
            let n = n.into();
            locale.t(match of {
                Aspect::Categories => Msg::EvidenceGapCategories { n },
                Aspect::Points => Msg::EvidenceGapMemberPoints { n },
                Aspect::Unanswered => Msg::EvidenceGapTouches { n },
                _ => Msg::EvidenceGapOrders { n },
            })
        }
        Gap::Points(points) => locale.t(Msg::EvidenceGapPoints { number: locale.decimal(points.0.into(), 2) }),
        Gap::Rating(n) => locale.t(Msg::EvidenceGapRating { n: n.into() }),
        Gap::Time { months, .. } => locale.t(Msg::EvidenceGapMonths { n: months.into() }),
        Gap::Clears { on } => locale.t(Msg::EvidenceGapClears { date: locale.date(on) }),
        Gap::Yes => locale.t(Msg::EvidenceGapYes { what: aspect(locale, of) }),
    }
}

/// Returns how far a class is, in sentences: `US$ 42,000 and 5 months to A`.
pub fn distance(locale: &Locale, distance: &Distance, labels: StageLabels) -> Vec<AttrValue> {
    let to = class(locale, distance.to, labels);
    let of_verdict = |verdict| distance.lines.iter().filter(move |line| line.verdict == verdict);
    let gaps: Vec<String> =
        of_verdict(Verdict::NotMet).filter_map(|line| Some(gap(locale, line.aspect, line.gap?).to_string())).collect();
    let unknown: Vec<String> =
        of_verdict(Verdict::Unknown).map(|line| aspect(locale, line.aspect).to_string()).collect();
    let mut sentences = Vec::new();
    if let Some(date) = distance.on.map(|date| locale.date(date)) {
        sentences.push(locale.t(match distance.to {
            Class::Stage(Stage::Dormant | Stage::Lost) => Msg::EvidenceUntil { class: to.clone(), date },
            _ => Msg::EvidenceToByTime { class: to.clone(), date },
        }));
    } else if !gaps.is_empty() {
        sentences.push(locale.t(Msg::EvidenceTo { gaps: locale.list(&gaps), class: to.clone() }));
    }
    if !unknown.is_empty() {
        sentences.push(locale.t(Msg::EvidenceUnsettled { what: locale.list(&unknown), class: to }));
    }
    sentences
}

/// Returns what there is of each criterion and what it takes: `share 12.4 % of 15 % · cooperation 2 years ✓`.
pub fn so_far(locale: &Locale, lines: &[Line]) -> AttrValue {
    let each: Vec<String> = lines.iter().map(|line| of_line(locale, line).to_string()).collect();
    each.join(" · ").into()
}

fn of_line(locale: &Locale, line: &Line) -> AttrValue {
    let what = aspect(locale, line.aspect);
    let Some(value) = line.actual.map(|actual| measure(locale, actual)).filter(|_| line.verdict != Verdict::Unknown)
    else {
        return locale.t(Msg::EvidenceNotKnown { what });
    };
    // The dot stands between criteria here.
    let value = AttrValue::from(value.replace(" · ", " / "));
    match (line.verdict, line.threshold) {
        (Verdict::Met, _) => locale.t(Msg::EvidenceHolds { what, value }),
        (_, None) => locale.t(Msg::EvidenceIs { what, value, needed: locale.t(Msg::EvidenceAboveBenchmark) }),
        (_, Some(needed)) if is_a_way(line.aspect, needed) => {
            let needed = match needed {
                Measure::Months(months, _) => span(locale, months),
                needed => measure(locale, needed),
            };
            locale.t(Msg::EvidenceOf { what, value, needed })
        }
        (_, Some(needed)) => locale.t(Msg::EvidenceIs { what, value, needed: threshold(locale, line.aspect, needed) }),
    }
}

/// Tells whether a criterion is met by more of the same, so that it can be told as so much of so much.
fn is_a_way(of: Aspect, needed: Measure) -> bool {
    let is_size = matches!(
        needed,
        Measure::Money(_) | Measure::Share(_) | Measure::Percent(_) | Measure::Months(..) | Measure::Count(_)
    );
    is_size && !matches!(of, Aspect::ShareBefore | Aspect::SizeSpread | Aspect::Idle | Aspect::Country)
}
