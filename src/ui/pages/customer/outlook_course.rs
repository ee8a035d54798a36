//! What a customer bought quarter by quarter, against the year before, and which way that goes (R118).

use std::rc::Rc;

use yew::prelude::*;

use super::head::OfCustomer;
use crate::report::analysis::{Quarter, Tendency, course_of};
use crate::ui::pages::analysis::figures::{NONE, chance, growth, money, view_money, with_unit};
use crate::ui::pages::analysis::finding::view_table;
use crate::ui::pages::analysis::quarters;
use crate::ui::parts::Graph;
use crate::ui::{Msg, use_desk, use_locale};

/// The quarters as a chart and as a table.
#[component]
pub(super) fn CourseOf(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let found = use_memo((desk.clone(), props.id), |(desk, id)| {
        let desk = desk.read();
        course_of(desk.book(), desk.standing(), *id)
    });
    let chart = use_memo((Rc::clone(&found), locale.clone()), |(found, locale)| {
        let says = |quarter, of: &Quarter| {
            locale.t(Msg::CustomerCourseWords { n: of.orders.into(), quarter, sales: money(locale, base, of.sales) })
        };
        found.as_ref().as_ref().map(|course| Rc::new(quarters::columns(locale, base, course, false, says)))
    });
    let Some((course, chart)) = found.as_ref().as_ref().zip(chart.as_ref().as_ref()) else { return Html::default() };
    let title = quarters::title(&locale, course);
    let sure = course.mann_kendall.filter(|_| course.tendency != Tendency::TooShort);
    let sure = sure.map(|test| locale.t(Msg::AnalysisTrendChance { share: chance(&locale, Some(test.p)) }));
    let rows = course.all().enumerate().map(|(place, quarter)| {
        vec![
            html! { { quarters::name(&locale, course, place, quarter) } },
            view_money(&locale, base, quarter.sales),
            html! { { course.growth_at(place).map_or(NONE, |found| growth(&locale, Some(found))) } },
            html! { { locale.number(quarter.orders.into()) } },
        ]
    });
    let rows: Vec<_> = rows.collect();
    let heads = [
        locale.t(Msg::AnalysisTrendQuarter),
        with_unit(locale.t(Msg::AnalysisTrendSales), base),
        locale.t(Msg::CustomerCourseOnYear),
        locale.t(Msg::AnalysisTrendOrders),
    ];
    html! {
        <section class="why__scheme">
            <header class="why__head">
                <h3 class="why__title">{ locale.t(Msg::CustomerCourse) }</h3>
                <p class="why__about">{ locale.t(Msg::CustomerCourseAbout) }</p>
            </header>
            <p class="why__distance">{ &title }</p>
            { for sure.map(|sure| html! { <p class="why__note">{ sure }</p> }) }
            <Graph label={title} chart={Rc::clone(chart)} rows=6 on_pick={Callback::noop()} />
            { view_table(locale.t(Msg::CustomerCourse), &heads, rows.into_iter().rev()) }
        </section>
    }
}
