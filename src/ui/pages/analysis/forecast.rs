//! The whole book's next months as a line within its range.

use std::rc::Rc;

use yew::prelude::*;

use super::figures::{NONE, decimal, drawn, money, view_money, with_unit};
use super::finding::{Finding, view_table};
use super::prediction::PredictionProps;
use super::refused::reason;
use crate::domain::Currency;
use crate::port::charts::{Chart, Look, Point, Series, Shape, Unit};
use crate::report::analysis::{Estimate, MonthAhead};
use crate::ui::{Locale, Msg, use_desk, use_locale};

/// The forecast by month.
#[component]
pub(super) fn Months(props: &PredictionProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let Some(told) = props.foreseen.told() else { return Html::default() };
    let whole = &told.forecast.whole;
    let title = match whole.sales {
        Some(sales) => {
            locale.t(Msg::AnalysisForecastTitleSales { sales: money(&locale, base, sales.expected.round() as i64) })
        }
        None => locale.t(Msg::AnalysisForecastTitle { orders: decimal(&locale, whole.orders.expected, 0) }),
    };
    let sales = |value: Option<f64>| match value {
        Some(value) => view_money(&locale, base, value.round() as i64),
        None => html! { { NONE } },
    };
    let rows = told.forecast.months.iter().map(|month| {
        let range = month.ahead.sales.and_then(|sales| sales.range);
        vec![
            html! { { locale.date(month.until) } },
            html! { { decimal(&locale, month.ahead.orders.expected, 0) } },
            sales(month.ahead.sales.map(|sales| sales.expected)),
            sales(range.map(|(low, _)| low)),
            sales(range.map(|(_, high)| high)),
        ]
    });
    let heads = [
        locale.t(Msg::AnalysisForecastUntil),
        locale.t(Msg::AnalysisForecastOrders),
        with_unit(locale.t(Msg::AnalysisForecastSales), base),
        locale.t(Msg::AnalysisForecastLow),
        locale.t(Msg::AnalysisForecastHigh),
    ];
    let before = told.no_worth.as_ref().map(|why| html! { <p class="text-quiet">{ reason(&locale, why) }</p> });
    html! {
        <Finding title={title.clone()} about={locale.t(Msg::AnalysisForecastAbout)} before={before.unwrap_or_default()}
            chart={Rc::new(chart(&locale, base, &told.forecast.months))} rows=9 on_pick={Callback::noop()}>
            { view_table(title, &heads, rows) }
        </Finding>
    }
}

/// The months ahead as a line within its range; sales where amounts tell, else order days.
fn chart(locale: &Locale, base: Currency, months: &[MonthAhead]) -> Chart {
    let estimate = |month: &MonthAhead| -> (Estimate, bool) {
        month.ahead.sales.map_or((month.ahead.orders, false), |sales| (sales, true))
    };
    let written = |value: f64, is_money: bool| match is_money {
        true => money(locale, base, value.round() as i64),
        false => decimal(locale, value, 0),
    };
    let says = |month: &MonthAhead| {
        let (day, (found, is_money)) = (locale.date(month.until), estimate(month));
        let sales = written(found.expected, is_money);
        locale.t(match found.range {
            Some((low, high)) => {
                Msg::AnalysisForecastWords { day, sales, low: written(low, is_money), high: written(high, is_money) }
            }
            None => Msg::AnalysisForecastWordsPlain { day, sales },
        })
    };
    let scaled = |value: f64, is_money: bool| if is_money { drawn(base, value) } else { value };
    let line = months.iter().map(|month| {
        let (found, is_money) = estimate(month);
        Point { y: Some(scaled(found.expected, is_money)), ..Point::default() }
    });
    let range = months.iter().map(|month| {
        let (found, is_money) = estimate(month);
        let end = |of: fn((f64, f64)) -> f64| found.range.map(of).map(|value| scaled(value, is_money));
        Point { y: end(|(low, _)| low), to: end(|(_, high)| high), ..Point::default() }
    });
    Chart {
        shape: Shape::Columns,
        language: locale.language().format_tag().to_owned(),
        unit: Unit::Number,
        labels: months.iter().map(|month| locale.month(month.until.month()).to_string()).collect(),
        words: months.iter().map(|month| says(month).to_string()).collect(),
        series: vec![
            Series { look: Look::Range, points: range.collect() },
            Series { look: Look::Line, points: line.collect() },
        ],
        names: Default::default(),
        // A month is a sum of chances over all customers, so no list stands behind it.
        opens: false,
    }
}
