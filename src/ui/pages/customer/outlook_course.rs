//! What a customer bought quarter by quarter, against the year before, and which way that goes (R118).

use std::rc::Rc;

use yew::prelude::*;

use super::head::OfCustomer;
use crate::domain::Currency;
use crate::port::charts::{Chart, Look, Point, Series, Shape, Unit};
use crate::report::analysis::{Course, Quarter, Tendency, course_of};
use crate::ui::pages::analysis::figures::{NONE, chance, drawn, growth, money, view_money, with_unit};
use crate::ui::pages::analysis::finding::view_table;
use crate::ui::parts::Graph;
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

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
        found.as_ref().as_ref().map(|course| Rc::new(chart(locale, base, course)))
    });
    let Some((course, chart)) = found.as_ref().as_ref().zip(chart.as_ref().as_ref()) else { return Html::default() };
    let title = locale.t(match course.tendency {
        Tendency::Rising => Msg::AnalysisTrendTitleRising,
        Tendency::Falling => Msg::AnalysisTrendTitleFalling,
        Tendency::Level => Msg::AnalysisTrendTitleLevel,
        Tendency::TooShort => Msg::AnalysisTrendTitleShort,
    });
    let sure = course.mann_kendall.filter(|_| course.tendency != Tendency::TooShort);
    let sure = sure.map(|test| locale.t(Msg::AnalysisTrendChance { share: chance(&locale, Some(test.p)) }));
    let rows = course.all().enumerate().map(|(place, quarter)| {
        vec![
            html! { { name(&locale, course, place, quarter) } },
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

fn name(locale: &Locale, course: &Course, place: usize, quarter: &Quarter) -> String {
    let name = words::quarter(locale, quarter.quarter);
    match place {
        place if place == course.quarters.len() => format!("{name} · {}", locale.t(Msg::AnalysisTrendBegun)),
        place if course.is_part(place) => format!("{name} · {}", locale.t(Msg::AnalysisTrendHalf)),
        _ => name.to_string(),
    }
}

fn chart(locale: &Locale, base: Currency, course: &Course) -> Chart {
    let says = |(place, quarter): (usize, &Quarter)| {
        let (name, sales) = (name(locale, course, place, quarter).into(), money(locale, base, quarter.sales));
        locale.t(Msg::CustomerCourseWords { n: quarter.orders.into(), quarter: name, sales }).to_string()
    };
    let point = |(place, quarter): (usize, &Quarter)| Point {
        y: Some(drawn(base, quarter.sales as f64)),
        faint: course.is_part(place),
        ..Point::default()
    };
    Chart {
        shape: Shape::Columns,
        language: locale.language().format_tag().to_owned(),
        unit: Unit::Number,
        labels: course.all().map(|quarter| words::quarter(locale, quarter.quarter).to_string()).collect(),
        words: course.all().enumerate().map(says).collect(),
        series: vec![Series { look: Look::Bar, points: course.all().enumerate().map(point).collect() }],
        names: Default::default(),
        opens: false,
    }
}
