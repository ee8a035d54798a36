//! The cells of the table of orders.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::{OrderField, OrderKind};
use crate::report::order_sheet::{OrderRow, PaymentState, Punctuality};
use crate::ui::components::{CardPlace, Column};
use crate::ui::{Locale, Msg, words};

/// Returns the columns of the table of orders.
pub(super) fn columns(locale: &Locale) -> Rc<[Column]> {
    let label = |field| words::order_field(locale, field);
    Rc::from([
        Column::text("date", label(OrderField::Date)).width(120).unsortable().card(CardPlace::Title),
        Column::number("amount", label(OrderField::Amount)).width(130).unsortable().card(CardPlace::Figure),
        Column::number("base", locale.t(Msg::CustomerInBase)).width(130).unsortable().card(CardPlace::Detail),
        Column::text("number", label(OrderField::Number)).width(110).unsortable().card(CardPlace::Detail),
        Column::text("state", label(OrderField::Payments)).width(150).unsortable().card(CardPlace::Detail),
        Column::text("kind", label(OrderField::Kind)).width(90).unsortable().card(CardPlace::Detail),
        Column::text("categories", label(OrderField::Categories)).width(150).unsortable().card(CardPlace::Detail),
    ])
}

/// Shows a cell.
pub(super) fn view_cell(locale: &Locale, row: &OrderRow, column: usize) -> Html {
    let order = &row.order;
    match column {
        0 => html! { <>{ locale.date(order.date) }</> },
        1 => html! { <>{ locale.money(order.amount) }</> },
        2 => match row.base {
            Some(base) if base.currency == order.amount.currency => Html::default(),
            Some(base) => {
                let rate = order.rate.map(|rate| rate.to_string()).unwrap_or_default();
                let title = format!("{} · {}", locale.money(base), locale.t(Msg::CustomerAtRate { rate: rate.into() }));
                // Beside what is paid it must not be taken for the sum paid.
                html! { <span class="in-full" {title}>{ "≈\u{a0}" }{ locale.money_compact(base) }</span> }
            }
            None => html! { <span class="orders__mark tone-attention">{ locale.t(Msg::CustomerNoRate) }</span> },
        },
        3 => html! { <>{ order.number.to_string() }</> },
        4 => view_state(locale, row),
        5 => match order.kind {
            // A regular order is what every other one is held against.
            OrderKind::Regular => Html::default(),
            kind => html! { <>{ words::word(locale, kind) }</> },
        },
        _ => html! { <>{ order.categories.join(" · ") }</> },
    }
}

/// Says in a few words what is paid, and what is late.
fn view_state(locale: &Locale, row: &OrderRow) -> Html {
    if let Punctuality::Late(days) = row.punctuality {
        let days = days.into();
        let (text, tone) = match row.payment {
            PaymentState::Full(_) => (locale.t(Msg::CustomerPaidLate { n: days }), "orders__mark tone-attention"),
            _ => (locale.t(Msg::CustomerOverdue { n: days }), "orders__mark tone-bad"),
        };
        return html! { <span class={tone}>{ text }</span> };
    }
    let due = row.order.due.map(|due| locale.t(Msg::CustomerDue { date: locale.date(due) }));
    let text = match row.payment {
        PaymentState::Full(date) => locale.t(Msg::CustomerPaidOn { date: locale.date(date) }),
        PaymentState::Part(paid) => locale.t(Msg::CustomerPartPaid { amount: locale.money(paid) }),
        // There is nothing to pay of a free sample or a return.
        PaymentState::Unpaid | PaymentState::Unknown if row.order.amount.minor <= 0 => AttrValue::default(),
        PaymentState::Unpaid => due.unwrap_or_else(|| locale.t(Msg::CustomerUnpaid)),
        PaymentState::Unknown => due.unwrap_or_else(|| locale.t(Msg::CustomerPaymentUnknown)),
    };
    html! { <span class="text-quiet">{ text }</span> }
}
