//! The tab of the trend: the whole book quarter by quarter, and who came when and came back.

use std::rc::Rc;

use yew::prelude::*;

use super::cohorts::CohortTable;
use super::figures::{chance, growth, money, view_money, with_unit};
use super::finding::{Finding, view_table};
use super::lists::{of_set, use_lists};
use super::quarters;
use crate::domain::Currency;
use crate::report::analysis::{Course, Quarter, Set, Tendency, course};
use crate::ui::format::signed;
use crate::ui::{Locale, Msg, use_desk, use_locale};

/// The tab of the trend.
#[component]
pub(super) fn Trend() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let lists = use_lists();
    let base = desk.read().book().base_currency();
    let found = use_memo(desk.clone(), |desk| {
        let desk = desk.read();
        course(desk.book(), desk.standing())
    });
    let all: Rc<[Quarter]> = found.all().copied().collect();
    let chart = use_memo((Rc::clone(&found), locale.clone()), |(found, locale)| {
        quarters::columns(locale, base, found, true, |quarter, of| {
            let buyers = locale.t(Msg::AnalysisCustomersN { n: of.buyers.into() });
            locale.t(Msg::AnalysisTrendWords { quarter, sales: money(locale, base, of.sales), buyers })
        })
    });
    let on_pick = {
        let (lists, all) = (lists.clone(), Rc::clone(&all));
        Callback::from(move |place: u32| {
            if let Some(quarter) = all.get(place as usize) {
                lists.open(of_set(Set::Quarter(quarter.quarter)));
            }
        })
    };
    let title = quarters::title(&locale, &found);
    let rows = all.iter().enumerate().rev().map(|(place, quarter)| {
        vec![
            html! { { quarters::name(&locale, &found, place, quarter) } },
            view_money(&locale, base, quarter.sales),
            html! { { locale.number(quarter.orders.into()) } },
            lists.count(of_set(Set::Quarter(quarter.quarter)), quarter.buyers, locale.number(quarter.buyers.into())),
        ]
    });
    let heads = [
        locale.t(Msg::AnalysisTrendQuarter),
        with_unit(locale.t(Msg::AnalysisTrendSales), base),
        locale.t(Msg::AnalysisTrendOrders),
        locale.t(Msg::AnalysisTrendBuyers),
    ];
    html! {
        <>
            <Finding {title} about={locale.t(Msg::AnalysisTrendAbout)} before={view_words(&locale, base, &found)} chart={Rc::clone(&chart)} rows=9 {on_pick}>
                { view_table(locale.t(Msg::AnalysisTrendQuarter), &heads, rows) }
            </Finding>
            <CohortTable />
        </>
    }
}

fn view_words(locale: &Locale, base: Currency, found: &Course) -> Html {
    let growth =
        found.year_on_year.map(|found| locale.t(Msg::AnalysisTrendGrowth { growth: growth(locale, Some(found)) }));
    let tells = found.tendency != Tendency::TooShort;
    let slope = found
        .slope
        .filter(|_| tells)
        .map(|slope| slope.round() as i64)
        .map(|slope| locale.t(Msg::AnalysisTrendSlope { amount: signed(slope, money(locale, base, slope)) }));
    let chance = found
        .mann_kendall
        .filter(|_| tells)
        .map(|test| locale.t(Msg::AnalysisTrendChance { share: chance(locale, Some(test.p)) }));
    html! { <ul class="analysis__words">{ for [growth, slope, chance].into_iter().flatten().map(|words| html! { <li>{ words }</li> }) }</ul> }
}
