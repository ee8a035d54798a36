//! Customers in groups of any kind: what each buys, earns and grows, and what it may bring yet.

use std::cmp::Reverse;
use std::rc::Rc;

use yew::prelude::*;

use super::figures::{drawn, growth, money, points, share};
use super::lists::{of_picks, use_lists};
use super::segment_table::{SegmentTable, margin_known};
use crate::domain::Currency;
use crate::domain::choice::Choice as _;
use crate::domain::policy::StageLabels;
use crate::port::charts::{Chart, Look, Point, Series, Shape, Unit};
use crate::report::analysis::{Foresight, Group, Segments as Found, segments};
use crate::report::roster::{Dimension, Pick};
use crate::ui::components::{Choice, Section, SelectField};
use crate::ui::pages::customers::{dimension_label, option_label};
use crate::ui::parts::{Foreseen, Graph, use_asked};
use crate::ui::{Locale, Msg, use_desk, use_locale};

/// Props of [`Segments`].
#[derive(Properties, PartialEq)]
pub(super) struct SegmentsProps {
    /// The forecast as far as it has come.
    pub(super) foreseen: Foreseen,
}

/// The tab of segments.
#[component]
pub(super) fn Segments(props: &SegmentsProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let asked = use_asked();
    let lists = use_lists();
    let by = asked.get(BY).and_then(Dimension::from_key).unwrap_or(Dimension::Country);
    let labels = desk.read().policy().stage.labels;
    let base = desk.read().book().base_currency();
    let found = use_memo((desk.clone(), by, props.foreseen.clone()), |(desk, by, foreseen)| {
        let desk = desk.read();
        let mut found = segments(desk.book(), desk.standing(), *by, foreseen.told());
        found.rows.sort_by_key(|group| Reverse(group.sales));
        found
    });
    let chart = use_memo((Rc::clone(&found), locale.clone(), by, base, labels), |(found, locale, by, base, labels)| {
        chart(locale, *by, *base, *labels, found)
    });
    let on_pick = {
        let found = Rc::clone(&found);
        Callback::from(move |place: u32| {
            if let Some(group) = found.rows.get(place as usize) {
                lists.open(of_picks([(by, group.key.clone())]));
            }
        })
    };
    let choices: Rc<[Choice]> =
        Dimension::ALL.iter().map(|by| Choice::new(by.key(), dimension_label(&locale, *by))).collect();
    let actions = html! { <SelectField label={locale.t(Msg::AnalysisBy)} value={by.key()} {choices} on_change={asked.choose(BY)} /> };
    let first = found.rows.first().and_then(|first| Some((first, first.share()?)));
    let title = first.map_or_else(
        || dimension_label(&locale, by),
        |(first, of)| {
            let (by, name) = (dimension_label(&locale, by), option_label(&locale, by, &first.key, labels));
            locale.t(Msg::AnalysisSegmentsTitle { by, name, share: share(&locale, Some(of)) })
        },
    );
    let several = matches!(by, Dimension::ProductLines | Dimension::Tags);
    let has_year_before = desk.read().standing().has_year_before();
    let is_refused = matches!(props.foreseen.get(), Some(Foresight::Refused { .. }));
    html! {
        <Section title={title.clone()} {actions}>
            <p class="text-quiet analysis__about">{ locale.t(Msg::AnalysisSegmentsAbout) }</p>
            if several { <p class="text-quiet analysis__about">{ locale.t(Msg::AnalysisSegmentsSeveral) }</p> }
            if !has_year_before { <p class="text-quiet analysis__about">{ locale.t(Msg::AnalysisSegmentsNoGrowth) }</p> }
            if is_refused { <p class="text-quiet analysis__about">{ locale.t(Msg::AnalysisSegmentsNoModel) }</p> }
            <Graph label={title} chart={Rc::clone(&chart)} rows={found.rows.len().min(MOST_BARS) as u32} {on_pick} />
            if found.rows.len() > MOST_BARS { <p class="text-quiet">{ locale.t(Msg::AnalysisSegmentsDrawn { n: MOST_BARS as u64, all: locale.number(found.rows.len() as i64) }) }</p> }
            <SegmentTable {by} found={Rc::clone(&found)} may_tell={!is_refused} foot={view_sum(&locale, base, &found)} />
        </Section>
    }
}

const BY: &str = "by";
/// So many groups are drawn; the table has all of them.
const MOST_BARS: usize = 12;

fn chart(locale: &Locale, by: Dimension, base: Currency, labels: StageLabels, found: &Found) -> Chart {
    let drawn_rows = || found.rows.iter().take(MOST_BARS);
    let name = |group: &Group<Pick>| option_label(locale, by, &group.key, labels);
    let says = |group: &Group<Pick>| {
        let customers = locale.t(Msg::AnalysisCustomersN { n: group.customers.into() });
        let sales = money(locale, base, group.sales);
        locale.t(Msg::AnalysisBarWords { name: name(group), customers, sales, share: share(locale, group.share()) })
    };
    let point = |group: &Group<Pick>| Point {
        y: Some(drawn(base, group.sales as f64)),
        tag: share(locale, group.share()).to_string(),
        ..Point::default()
    };
    Chart {
        shape: Shape::Bars,
        language: locale.language().format_tag().to_owned(),
        unit: Unit::Number,
        labels: drawn_rows().map(|group| name(group).to_string()).collect(),
        words: drawn_rows().map(|group| says(group).to_string()).collect(),
        series: vec![Series { look: Look::Bar, points: drawn_rows().map(point).collect() }],
        names: Default::default(),
        opens: true,
    }
}

fn view_sum(locale: &Locale, base: Currency, found: &Found) -> Html {
    let all = &found.all;
    let customers = locale.t(Msg::AnalysisCustomersN { n: all.customers.into() });
    let sum = locale.t(Msg::AnalysisSegmentsSum { customers, sales: money(locale, base, all.sales) });
    let margin = all.margin().map(|margin| {
        let margin = locale.t(Msg::AnalysisSegmentsSumMargin { margin: points(locale, Some(margin)) });
        let known = margin_known(locale, all).map(|known| format!(" ({known})"));
        html! { <span>{ margin }{ for known }</span> }
    });
    let growth =
        all.growth().map(|found| locale.t(Msg::AnalysisSegmentsSumGrowth { growth: growth(locale, Some(found)) }));
    let growth = growth.map(|growth| html! { <span>{ growth }</span> });
    html! { <><span>{ sum }</span>{ for margin }{ for growth }</> }
}
