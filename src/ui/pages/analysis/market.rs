//! The tab of positioning: how attractive each group's market is against how well we stand in it (R127–R130).

use std::rc::Rc;

use yew::prelude::*;

use super::figures::{NONE, decimal, money, view_money, with_unit};
use super::finding::{Finding, view_table};
use super::judge::Judge;
use super::lists::{of_picks, use_lists};
use crate::domain::Currency;
use crate::domain::choice::Choice as _;
use crate::domain::policy::StageLabels;
use crate::port::charts::{Chart, Look, Point, Series, Shape, Unit};
use crate::report::analysis::{Judgements, Position, Stance, Standpoint, market};
use crate::report::roster::{Dimension, Pick};
use crate::ui::components::{Choice, SelectField};
use crate::ui::pages::customers::{dimension_label, option_label};
use crate::ui::parts::use_asked;
use crate::ui::{Locale, Msg, use_desk, use_locale};

/// The tab of positioning.
#[component]
pub(super) fn Market() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let asked = use_asked();
    let lists = use_lists();
    let by = asked.get(BY).and_then(Dimension::from_key).unwrap_or(Dimension::Country);
    let (base, labels) = (desk.read().book().base_currency(), desk.read().policy().stage.labels);
    let found = use_memo((desk.clone(), by), |(desk, by)| {
        let desk = desk.read();
        market(desk.book(), desk.standing(), *by)
    });
    let placed: Rc<[Position<Pick>]> =
        found.iter().filter(|position| position.stance().is_some()).take(MOST).cloned().collect();
    let chart = use_memo((placed.clone(), locale.clone()), |(placed, locale)| {
        (!placed.is_empty()).then(|| Rc::new(chart(locale, by, base, labels, placed)))
    });
    let on_pick = {
        let (lists, placed) = (lists.clone(), Rc::clone(&placed));
        Callback::from(move |place: u32| {
            if let Some(position) = placed.get(place as usize) {
                lists.open(of_picks([(by, position.key.clone())]));
            }
        })
    };
    let name = |position: &Position<Pick>| option_label(&locale, by, &position.key, labels);
    let focus = found.iter().filter(|position| position.stance() == Some(Stance::Focus)).take(MOST_NAMED);
    let names: Vec<String> = focus.map(|position| name(position).to_string()).collect();
    let judged = Judgements::of(desk.read().book().settings());
    let chosen = found.iter().filter(|position| judged.is_focus(by, &position.key));
    let chosen: Vec<String> = chosen.map(|position| name(position).to_string()).collect();
    let title = match (chosen.is_empty(), names.is_empty()) {
        (true, true) if placed.is_empty() => locale.t(Msg::AnalysisMarketTitleBlank),
        (true, true) => locale.t(Msg::AnalysisMarketTitleNone),
        (true, false) => locale.t(Msg::AnalysisMarketTitle { names: locale.list(&names) }),
        (false, true) => locale.t(Msg::AnalysisMarketTitleChosen { names: locale.list(&chosen) }),
        (false, false) => {
            locale.t(Msg::AnalysisMarketTitleBoth { names: locale.list(&chosen), others: locale.list(&names) })
        }
    };
    let rows = found.iter().map(|position| {
        vec![
            lists.link(of_picks([(by, position.key.clone())]), name(position)),
            html! { { stance(&locale, position.stance()) } },
            view_standpoint(&locale, position.attractiveness),
            view_standpoint(&locale, position.advantage),
            html! { { rests_on(&locale, position) } },
            view_money(&locale, base, position.sales),
        ]
    });
    let heads = [
        dimension_label(&locale, by),
        locale.t(Msg::AnalysisMarketStance),
        locale.t(Msg::AnalysisMarketAttractive),
        locale.t(Msg::AnalysisMarketAdvantage),
        locale.t(Msg::AnalysisMarketRests),
        with_unit(locale.t(Msg::AnalysisSales), base),
    ];
    let choices: Rc<[Choice]> =
        Dimension::ALL.iter().map(|by| Choice::new(by.key(), dimension_label(&locale, *by))).collect();
    let actions = html! { <SelectField label={locale.t(Msg::AnalysisBy)} value={by.key()} {choices} on_change={asked.choose(BY)} /> };
    html! {
        <>
            <Finding title={title.clone()} about={locale.t(Msg::AnalysisMarketAbout)} {actions} chart={(*chart).clone()} rows=12 {on_pick}>
                { view_table(title, &heads, rows) }
            </Finding>
            <Judge {by} groups={found} />
        </>
    }
}

const BY: &str = "by";
/// More bubbles than these cover each other.
const MOST: usize = 15;
/// So many groups are named in the title.
const MOST_NAMED: usize = 4;

fn stance(locale: &Locale, stance: Option<Stance>) -> AttrValue {
    locale.t(match stance {
        Some(Stance::Focus) => Msg::AnalysisStanceFocus,
        Some(Stance::Select) => Msg::AnalysisStanceSelect,
        Some(Stance::Harvest) => Msg::AnalysisStanceHarvest,
        None => Msg::AnalysisMarketUnknown,
    })
}

/// Returns how many of the figures that could speak do.
fn rests_on(locale: &Locale, position: &Position<Pick>) -> AttrValue {
    let known = position.factors.iter().flatten().count() as u64;
    locale.t(Msg::AnalysisMarketKnown { known, of: position.factors.len() as u64 })
}

fn view_standpoint(locale: &Locale, standpoint: Option<Standpoint>) -> Html {
    let Some(Standpoint { score, known, of }) = standpoint else { return html! { { NONE } } };
    let title = locale.t(Msg::AnalysisMarketKnown { known: known.into(), of: of.into() });
    html! { <span {title}>{ decimal(locale, f64::from(score.hundredths()) / 100.0, 1) }</span> }
}

fn chart(locale: &Locale, by: Dimension, base: Currency, labels: StageLabels, placed: &[Position<Pick>]) -> Chart {
    let name = |position: &Position<Pick>| option_label(locale, by, &position.key, labels);
    let score = |standpoint: Option<Standpoint>| standpoint.map(|known| f64::from(known.score.hundredths()) / 100.0);
    let says = |position: &Position<Pick>| {
        let (stance, sales) = (stance(locale, position.stance()), money(locale, base, position.sales));
        locale.t(Msg::AnalysisMarketWords { name: name(position), stance, sales }).to_string()
    };
    let point = |position: &Position<Pick>| Point {
        x: score(position.advantage).unwrap_or_default(),
        y: score(position.attractiveness),
        size: position.sales as f64,
        tag: name(position).to_string(),
        ..Point::default()
    };
    Chart {
        shape: Shape::Bubbles,
        language: locale.language().format_tag().to_owned(),
        unit: Unit::Number,
        labels: Vec::new(),
        words: placed.iter().map(says).collect(),
        series: vec![Series { look: Look::Bar, points: placed.iter().map(point).collect() }],
        names: [locale.t(Msg::AnalysisMarketAdvantage), locale.t(Msg::AnalysisMarketAttractive)]
            .map(|name| name.to_string()),
        opens: true,
    }
}
