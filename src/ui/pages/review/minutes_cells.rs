//! The columns of the minutes and what stands in their cells.

use std::rc::Rc;

use yew::prelude::*;

use super::cells::view_classes;
use super::minutes_sheet::{figures, ruling, why};
use super::sitting::Sitting;
use crate::domain::{Currency, Money};
use crate::report::Certainty;
use crate::report::review::Minute;
use crate::ui::components::{CardPlace, Column};
use crate::ui::{DeskHandle, Locale, Msg, words};

/// The columns, in the order of [`view_cell`].
pub(super) fn columns(locale: &Locale, base: Currency) -> Rc<[Column]> {
    Rc::from([
        Column::text("name", locale.t(Msg::CustomersName)).width(140).unsortable().card(CardPlace::Title),
        Column::text("matter", locale.t(Msg::ReviewColumnScheme)).width(112).unsortable().card(CardPlace::Detail),
        Column::text("why", locale.t(Msg::ReviewWhy)).width(112).unsortable(),
        Column::text("ground", locale.t(Msg::ReviewGround)).width(184).unsortable(),
        Column::text("move", locale.t(Msg::ReviewMove)).width(152).unsortable().card(CardPlace::Detail),
        Column::text("ruling", locale.t(Msg::ReviewRuling)).width(128).unsortable().card(CardPlace::Detail),
        Column::number("sales", format!("{}, {}", locale.t(Msg::ReviewSales), base.code()))
            .width(108)
            .unsortable()
            .card(CardPlace::Figure),
        Column::text("day", locale.t(Msg::ReviewDay)).width(108).unsortable(),
    ])
}

/// Shows a cell.
pub(super) fn view_cell(
    desk: &DeskHandle,
    locale: &Locale,
    sitting: &Sitting,
    minute: Option<&Minute>,
    column: usize,
) -> Html {
    let Some(minute) = minute else { return Html::default() };
    let told = |text: AttrValue| html! { <span title={&text}>{ &text }</span> };
    match column {
        0 => told(desk.called(minute.key.customer)),
        1 => told(words::matter(locale, minute.key.matter)),
        2 => told(why(locale, minute)),
        3 => told(figures(&sitting.telling(locale), minute)),
        4 if minute.key.matter.scheme().is_none() => html! { <span class="text-quiet is-unknown">{ "–" }</span> },
        4 => view_classes(locale, sitting, (minute.from, minute.to), Certainty::Settled),
        5 => told(ruling(locale, minute, sitting.after.policy().stage.labels)),
        6 => {
            let sales = Money::from_minor(minute.sales, desk.read().book().base_currency());
            html! { <span class="in-full" title={locale.money(sales)}>{ locale.amount_compact(sales) }</span> }
        }
        _ => told(locale.date(minute.key.day)),
    }
}
