//! Customers by a figure of theirs, in a few bands: how likely they still buy, or how far they are overdue.

use std::rc::Rc;

use yew::prelude::*;

use super::figures::{money, view_money, with_unit};
use super::finding::{Finding, view_table};
use super::lists::{of_set, use_lists};
use super::prediction::PredictionProps;
use crate::port::charts::{Chart, Look, Point, Series, Shape, Unit};
use crate::report::Count;
use crate::report::analysis::{Band, Set};
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// Customers by the chance that they still buy.
#[component]
pub(super) fn Chances(props: &PredictionProps) -> Html {
    let locale = use_locale();
    let Some(told) = props.foreseen.told() else { return Html::default() };
    let likely = told.bands.last().map_or(0, |(_, count)| count.customers);
    let title = locale.t(Msg::AnalysisAliveTitle { n: likely.into() });
    html! { <Bands {title} head={locale.t(Msg::AnalysisAliveBand)} about={locale.t(Msg::AnalysisAliveAbout { model: words::model(told.model) })} bands={by_band(&locale, &told.bands)} /> }
}

/// Props of [`Bands`].
#[derive(Properties, PartialEq)]
pub(super) struct BandsProps {
    /// What they prove.
    pub(super) title: AttrValue,
    /// What they are.
    pub(super) about: AttrValue,
    /// What the bands are of.
    pub(super) head: AttrValue,
    /// Which sales are counted, where not those of the trailing twelve months.
    #[prop_or_default]
    pub(super) sales: Option<AttrValue>,
    /// The bands, each with its name, the set of its customers, and how many they are.
    pub(super) bands: Vec<(AttrValue, Set, Count)>,
}

/// Names bands and the sets behind them.
pub(super) fn by_band(locale: &Locale, bands: &[(Band, Count)]) -> Vec<(AttrValue, Set, Count)> {
    bands.iter().map(|(band, count)| (words::word(locale, *band), Set::Band(*band), *count)).collect()
}

/// Customers by a figure of theirs, in a few bands.
#[component]
pub(super) fn Bands(props: &BandsProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let lists = use_lists();
    let base = desk.read().book().base_currency();
    let bands = props.bands.clone();
    let on_pick = {
        let (lists, bands) = (lists.clone(), bands.clone());
        Callback::from(move |place: u32| {
            if let Some((_, set, _)) = bands.get(place as usize) {
                lists.open(of_set(*set));
            }
        })
    };
    let says = |(band, _, count): &(AttrValue, Set, Count)| {
        let customers = locale.t(Msg::AnalysisCustomersN { n: count.customers.into() });
        let sales = money(&locale, base, count.sales);
        locale.t(Msg::AnalysisOverdueWords { band: band.clone(), customers, sales }).to_string()
    };
    let point = |(_, _, count): &(AttrValue, Set, Count)| Point {
        y: Some(count.customers.into()),
        tag: locale.number(count.customers.into()).to_string(),
        ..Point::default()
    };
    let chart = Rc::new(Chart {
        shape: Shape::Bars,
        language: locale.language().format_tag().to_owned(),
        unit: Unit::Number,
        labels: bands.iter().map(|(band, ..)| band.to_string()).collect(),
        words: bands.iter().map(says).collect(),
        series: vec![Series { look: Look::Bar, points: bands.iter().map(point).collect() }],
        names: Default::default(),
        opens: true,
    });
    let rows = bands.iter().map(|(band, set, count)| {
        vec![
            html! { { band } },
            lists.count(of_set(*set), count.customers, locale.number(count.customers.into())),
            view_money(&locale, base, count.sales),
        ]
    });
    let heads = [
        props.head.clone(),
        locale.t(Msg::AnalysisCustomers),
        with_unit(props.sales.clone().unwrap_or_else(|| locale.t(Msg::AnalysisSales)), base),
    ];
    html! {
        <Finding title={&props.title} about={&props.about} {chart} rows={bands.len() as u32} {on_pick}>
            { view_table(props.title.clone(), &heads, rows) }
        </Finding>
    }
}
