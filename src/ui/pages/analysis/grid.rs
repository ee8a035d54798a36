//! The tab of RFM: who is in which segment, and recency by frequency, five by five.

use std::rc::Rc;

use yew::prelude::*;

use super::figures::{drawn, money, part, share, view_money, with_unit};
use super::finding::{Finding, view_table};
use super::lists::{of_set, use_lists};
use crate::domain::Currency;
use crate::domain::choice::Choice as _;
use crate::domain::share::Share;
use crate::port::charts::{Chart, Look, Point, Series, Shape, Unit};
use crate::report::Count;
use crate::report::analysis::{Grid as Found, Scores, Segment, SegmentSet, Set, grid};
use crate::ui::components::{Choice, Section, Segmented};
use crate::ui::parts::use_asked;
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

mod cells;
mod grades;
mod limits;

/// The tab of RFM.
#[component]
pub(super) fn Grid() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let asked = use_asked();
    let lists = use_lists();
    let rules = asked.get(RULES).and_then(SegmentSet::from_key).unwrap_or(SegmentSet::Vignette);
    let scores = asked.get(SCORES).and_then(Scores::from_key).unwrap_or(Scores::Quintiles);
    let base = desk.read().book().base_currency();
    let found = use_memo((desk.clone(), rules, scores), |(desk, rules, scores)| {
        let desk = desk.read();
        grid(desk.book(), desk.standing(), *rules, *scores)
    });
    let chart = use_memo((Rc::clone(&found), locale.clone()), |(found, locale)| chart(locale, base, found));
    let set = move |segment| of_set(Set::Segment { rules, scores, segment });
    let on_pick = {
        let (found, lists) = (Rc::clone(&found), lists.clone());
        Callback::from(move |place: u32| {
            if let Some((segment, _)) = found.segments.get(place as usize) {
                lists.open(set(*segment));
            }
        })
    };
    let title = found.segments.iter().max_by_key(|(_, count)| count.sales).map(|(segment, count)| {
        let (customers, sales) = (of_customers(&found, count), of_sales(&found, count));
        let segment = words::word(&locale, *segment);
        locale.t(Msg::AnalysisRfmTitle { segment, customers: share(&locale, customers), sales: share(&locale, sales) })
    });
    let rows = found.segments.iter().map(|(segment, count)| {
        vec![
            lists.count(set(*segment), count.customers, words::word(&locale, *segment)),
            html! { { locale.number(count.customers.into()) } },
            html! { { share(&locale, of_customers(&found, count)) } },
            view_money(&locale, base, count.sales),
            html! { { share(&locale, of_sales(&found, count)) } },
        ]
    });
    let heads = [
        locale.t(Msg::AnalysisRfmSegment),
        locale.t(Msg::AnalysisCustomers),
        locale.t(Msg::AnalysisRfmCustomersShare),
        with_unit(locale.t(Msg::AnalysisAllSales), base),
        locale.t(Msg::AnalysisRfmSalesShare),
    ];
    let choices = html! {
        <div class="rules__choices">
            <Segmented label={locale.t(Msg::AnalysisRfmRules)} choices={choices::<SegmentSet>(&locale)} value={rules.key()} on_change={asked.choose(RULES)} />
            <Segmented label={locale.t(Msg::AnalysisRfmScores)} choices={choices::<Scores>(&locale)} value={scores.key()} on_change={asked.choose(SCORES)} />
        </div>
    };
    html! {
        <>
            <Finding title={title.unwrap_or_default()} about={locale.t(Msg::AnalysisRfmAbout)} before={choices} chart={Rc::clone(&chart)}
                rows={found.segments.len() as u32} {on_pick}>
                { view_table(locale.t(Msg::AnalysisRfmSegment), &heads, rows) }
            </Finding>
            if scores == Scores::Own { <limits::LimitsForm shown={found.limits} /> }
            <Section title={locale.t(Msg::AnalysisRfmGrid)}>
                { cells::view_cells(&locale, &lists, base, &found, scores) }
            </Section>
            <grades::Grades {scores} />
        </>
    }
}

const RULES: &str = "rules";
const SCORES: &str = "scores";

fn choices<C: words::Worded + crate::domain::choice::Choice>(locale: &Locale) -> Rc<[Choice]> {
    C::ALL.iter().map(|choice| Choice::new(choice.key(), words::word(locale, *choice))).collect()
}

fn of_customers(found: &Found, count: &Count) -> Option<Share> {
    part(count.customers, found.all.customers)
}

fn of_sales(found: &Found, count: &Count) -> Option<Share> {
    Share::new(count.sales, found.all.sales)
}

fn chart(locale: &Locale, base: Currency, found: &Found) -> Chart {
    let name = |segment: Segment| words::word(locale, segment);
    let says = |(segment, count): &(Segment, Count)| {
        let customers = locale.t(Msg::AnalysisCustomersN { n: count.customers.into() });
        let (sales, share) = (money(locale, base, count.sales), share(locale, of_sales(found, count)));
        locale.t(Msg::AnalysisBarWords { name: name(*segment), customers, sales, share }).to_string()
    };
    let point = |(_, count): &(Segment, Count)| Point {
        y: Some(drawn(base, count.sales as f64)),
        tag: share(locale, of_sales(found, count)).to_string(),
        ..Point::default()
    };
    Chart {
        shape: Shape::Bars,
        language: locale.language().format_tag().to_owned(),
        unit: Unit::Number,
        labels: found.segments.iter().map(|(segment, _)| name(*segment).to_string()).collect(),
        words: found.segments.iter().map(says).collect(),
        series: vec![Series { look: Look::Bar, points: found.segments.iter().map(point).collect() }],
        names: Default::default(),
        opens: true,
    }
}
