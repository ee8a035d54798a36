//! The tab of risk: who may be leaving, what speaks for it, and what is at stake (R149).
//!
//! Length: one cell and one head for each sign.

use std::rc::Rc;

use yew::prelude::*;

use super::bands::Bands;
use super::figures::{NONE, money, view_money, with_unit};
use super::finding::view_table;
use crate::domain::BasisPoints;
use crate::report::Certainty;
use crate::report::analysis::{Churn, ChurnRules, Endangered, Part, Risk, Set, Sign, Worry, risk};
use crate::ui::components::Section;
use crate::ui::parts::CustomerLink;
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// The tab of risk.
#[component]
pub(super) fn Risks() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let found = use_memo(desk.clone(), |desk| {
        let desk = desk.read();
        risk(desk.book(), desk.standing())
    });
    let Some((_, great)) = found.worries.first() else { return Html::default() };
    let title = match great.customers {
        0 => locale.t(Msg::AnalysisRiskTitleNone),
        n => locale.t(Msg::AnalysisRiskTitle { n: n.into(), sales: money(&locale, base, great.sales) }),
    };
    let worries = found.worries.iter();
    let bands: Vec<_> =
        worries.map(|(worry, count)| (words::word(&locale, *worry), Set::Risk(*worry), *count)).collect();
    html! {
        <>
            <Bands {title} about={about(&locale, &found.rules)} head={locale.t(Msg::AnalysisRiskHead)} sales={locale.t(Msg::AnalysisRiskStake)} {bands} />
            <Rescue {found} />
        </>
    }
}

/// Says what the score is made of.
fn about(locale: &Locale, rules: &ChurnRules) -> AttrValue {
    let [overdue, complaint, late, falling] = rules.weights.map(|weight| locale.number(weight.into()));
    let points = |from: BasisPoints| locale.number(i64::from(from.0) / 100);
    locale.t(Msg::AnalysisRiskAbout {
        overdue,
        complaint,
        falling,
        late,
        high: points(rules.high_from),
        mid: points(rules.mid_from),
    })
}

/// Props of [`Rescue`].
#[derive(Properties, PartialEq)]
struct RescueProps {
    found: Rc<Risk>,
}

/// Whom to win back first, with the parts of each score.
#[component]
fn Rescue(props: &RescueProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let rows = || props.found.rows.iter().filter(|row| row.churn.worry != Worry::Low);
    let all = rows().count();
    if all == 0 {
        return Html::default();
    }
    let has_complaints = props.found.has_complaints;
    let view = |row: &Endangered| {
        let cells = [
            html! { <CustomerLink id={row.customer} /> },
            view_score(&locale, &row.churn),
            view_part(&locale, row.churn.part(Sign::Overdue)),
            view_part(&locale, row.churn.part(Sign::Falling)),
            view_part(&locale, row.churn.part(Sign::Lateness)),
            view_part(&locale, row.churn.part(Sign::Complaint)),
            view_money(&locale, base, row.sales),
            view_money(&locale, base, row.prior_sales),
        ];
        shown(cells, has_complaints)
    };
    let heads = [
        locale.t(Msg::CustomersName),
        locale.t(Msg::AnalysisRiskScore),
        words::word(&locale, Sign::Overdue),
        words::word(&locale, Sign::Falling),
        words::word(&locale, Sign::Lateness),
        words::word(&locale, Sign::Complaint),
        with_unit(locale.t(Msg::AnalysisSales), base),
        with_unit(locale.t(Msg::AnalysisRiskPrior), base),
    ];
    let heads = shown(heads, has_complaints);
    let title = locale.t(Msg::AnalysisRiskList);
    html! {
        <Section title={&title}>
            <p class="text-quiet analysis__about">{ locale.t(Msg::AnalysisRiskListAbout) }</p>
            { view_table(title, &heads, rows().take(MOST).map(view)) }
            if all > MOST { <p class="text-quiet">{ locale.t(Msg::AnalysisProspectsFirst { n: MOST as u64, all: locale.number(all as i64) }) }</p> }
        </Section>
    }
}

/// Leaves out the column of complaints where none are kept.
fn shown<T, const N: usize>(cells: [T; N], has_complaints: bool) -> Vec<T> {
    cells
        .into_iter()
        .enumerate()
        .filter(|(place, _)| has_complaints || *place != COMPLAINTS)
        .map(|(_, it)| it)
        .collect()
}

/// The place of that column.
const COMPLAINTS: usize = 5;

/// So many customers are named.
const MOST: usize = 50;

fn view_score(locale: &Locale, churn: &Churn) -> Html {
    let score = locale.number(i64::from(churn.score.0) / 100);
    let worry = words::word(locale, churn.worry);
    match churn.certainty {
        Certainty::Settled => html! { <span title={worry}>{ score }</span> },
        Certainty::Provisional => {
            let title = format!("{worry} · {}", locale.t(Msg::AnalysisRiskOpen));
            html! { <span {title}>{ "≈ " }{ score }</span> }
        }
    }
}

/// Shows what a sign shows, with what it counts on hover.
fn view_part(locale: &Locale, part: Option<&Part>) -> Html {
    let Some((part, reading)) = part.and_then(|part| Some((part, part.reading?))) else { return html! { { NONE } } };
    html! { <span title={words::sign_weight(locale, part)}>{ words::sign_reading(locale, reading) }</span> }
}
