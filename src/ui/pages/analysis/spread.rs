//! The tab of concentration: how much of all sales few customers make.

use std::rc::Rc;

use yew::prelude::*;

use super::figures::{decimal, part, ratio, share, view_money, with_unit};
use super::finding::{Finding, view_table};
use super::lists::{of_set, use_lists};
use crate::port::charts::{Chart, Look, Point as Mark, Series, Shape, Unit};
use crate::report::analysis::{Point, Set, Spread as Found, spread};
use crate::ui::components::Section;
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// The tab of concentration.
#[component]
pub(super) fn Spread() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let lists = use_lists();
    let base = desk.read().book().base_currency();
    let found = use_memo(desk.clone(), |desk| spread(desk.read().standing()));
    let chart = use_memo((Rc::clone(&found), locale.clone()), |(found, locale)| {
        found.as_ref().as_ref().map(|found| Rc::new(chart(locale, found)))
    });
    let Some((found, chart)) = found.as_ref().as_ref().zip(chart.as_ref().as_ref()) else {
        return super::view_nothing(&locale);
    };
    let on_pick = {
        let (lists, curve) = (lists.clone(), found.curve.clone());
        Callback::from(move |place: u32| {
            if let Some(point) = curve.get(place as usize).filter(|point| point.customers > 0) {
                lists.open(of_set(Set::Top(point.customers)));
            }
        })
    };
    let title = locale.t(Msg::AnalysisSpreadTitle {
        n: found.most.customers.into(),
        all: locale.number(found.customers.into()),
        share: share(&locale, found.share(found.most)),
    });
    let top = |point: Point| {
        let words = locale.t(Msg::AnalysisCustomersN { n: point.customers.into() });
        lists.link(of_set(Set::Top(point.customers)), words)
    };
    let facts = [
        (Msg::AnalysisSpreadLargest, share(&locale, found.share(found.largest)), Msg::AnalysisSpreadLargestAbout),
        (Msg::AnalysisSpreadTop, share(&locale, found.share(found.top)), Msg::AnalysisSpreadTopAbout),
        (Msg::AnalysisSpreadHhi, decimal(&locale, found.hhi, 4), Msg::AnalysisSpreadHhiAbout),
        (Msg::AnalysisSpreadGini, decimal(&locale, found.gini, 3), Msg::AnalysisSpreadGiniAbout),
    ];
    let rows = steps(found).into_iter().map(|point| {
        vec![
            top(point),
            html! { { share(&locale, part(point.customers, found.customers)) } },
            view_money(&locale, base, point.sales),
            html! { { share(&locale, found.share(point)) } },
        ]
    });
    let window = words::word(&locale, desk.read().policy().abc.window);
    let heads = [
        locale.t(Msg::AnalysisSpreadFirst),
        locale.t(Msg::AnalysisRfmCustomersShare),
        with_unit(locale.t(Msg::AnalysisSales), base),
        locale.t(Msg::AnalysisRfmSalesShare),
    ];
    html! {
        <>
            <Finding {title} about={locale.t(Msg::AnalysisSpreadAbout { window })} chart={Rc::clone(chart)} rows=11 {on_pick}>
                { view_table(locale.t(Msg::AnalysisSpreadFirst), &heads, rows) }
            </Finding>
            <Section title={locale.t(Msg::AnalysisPartConcentration)}>
                <dl class="analysis__facts">{ for facts.into_iter().map(|(name, value, about)| view_fact(&locale, name, value, about)) }</dl>
            </Section>
        </>
    }
}

/// Shows a figure with its name and what it means.
pub(super) fn view_fact(locale: &Locale, name: Msg, value: AttrValue, about: Msg) -> Html {
    html! {
        <div class="analysis__fact">
            <dt>{ locale.t(name) }</dt>
            <dd class="analysis__figure">{ value }</dd>
            <dd class="text-quiet">{ locale.t(about) }</dd>
        </div>
    }
}

/// Returns the points that the table names: the largest customer, those that make most, and each tenth.
fn steps(found: &Found) -> Vec<Point> {
    let tenth = |tenth: usize| found.curve.get((found.curve.len() - 1) * tenth / 10).copied();
    let mut steps: Vec<Point> =
        [found.largest, found.most, found.top].into_iter().chain((1..=10).filter_map(tenth)).collect();
    steps.sort_by_key(|point| point.customers);
    steps.dedup();
    steps.retain(|point| point.customers > 0);
    steps
}

fn chart(locale: &Locale, found: &Found) -> Chart {
    let of_sales = |point: &Point| found.share(*point).map_or(0.0, ratio);
    let mark = |x: f64, y: f64| Mark { x, y: Some(y), ..Mark::default() };
    let says = |point: &Point| {
        let share = share(locale, found.share(*point));
        locale.t(Msg::AnalysisSpreadWords { n: point.customers.into(), share }).to_string()
    };
    let own = found.curve.iter().map(|point| mark(point.customers.into(), of_sales(point))).collect();
    let even = vec![mark(0.0, 0.0), mark(found.customers.into(), 1.0)];
    Chart {
        shape: Shape::Curve,
        language: locale.language().format_tag().to_owned(),
        unit: Unit::Share,
        labels: Vec::new(),
        words: found.curve.iter().map(says).collect(),
        series: vec![Series { look: Look::Line, points: own }, Series { look: Look::Line, points: even }],
        names: Default::default(),
        opens: true,
    }
}
