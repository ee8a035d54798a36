//! What a customer bought and paid: newest first, with what is late, and the sums at the foot.

use std::rc::Rc;

use yew::prelude::*;

use super::head::OfCustomer;
use super::order_editor::OrderEditor;
use crate::domain::choice::Choice;
use crate::domain::{CustomerId, Field, Order, OrderField, OrderId, OrderKind};
use crate::report::order_sheet::{OrderRow, OrderSheet, PaymentState, Punctuality};
use crate::ui::components::{Button, CardPlace, Column, EmptyState, IconName, Table};
use crate::ui::drafts::{Form, Typed};
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_drafts, use_locale, words};

/// All orders.
#[component]
pub(super) fn Orders(props: &OfCustomer) -> Html {
    let id = props.id;
    let locale = use_locale();
    let desk = use_desk();
    let drafts = use_drafts();
    let open = use_state_eq(|| None::<OrderId>);
    let sheet = use_memo((desk.clone(), id), |(desk, id)| {
        let desk = desk.read();
        OrderSheet::take(desk.book(), *id, desk.as_of())
    });
    let rows = use_memo(sheet.clone(), |sheet| (0..sheet.rows.len() as u32).collect::<Rc<[u32]>>());
    let columns = use_memo(locale.clone(), columns);
    let cell = use_callback((sheet.clone(), locale.clone()), |(row, column): (u32, usize), (sheet, locale)| {
        sheet.rows.get(row as usize).map(|row| view_cell(locale, row, column)).unwrap_or_default()
    });
    let on_open = {
        let (sheet, open, drafts, is_writable) = (sheet.clone(), open.setter(), drafts.clone(), desk.is_writable());
        Callback::from(move |row: u32| {
            let Some(row) = sheet.rows.get(row as usize).filter(|_| is_writable) else { return };
            drafts.open(Form::Order(id, Some(row.id)), texts(&row.order));
            open.set(Some(row.id));
        })
    };
    let add = {
        let (drafts, desk) = (drafts.clone(), desk.clone());
        Callback::from(move |()| drafts.open(Form::Order(id, None), new_order(&desk, id)))
    };
    let on_duplicate = {
        let drafts = drafts.clone();
        Callback::from(move |texts: Typed| {
            drafts.close(Form::Order(id, None));
            drafts.open(Form::Order(id, None), texts);
        })
    };
    let is_adding = drafts.of(Form::Order(id, None)).is_some();
    let edited = open.filter(|order| drafts.of(Form::Order(id, Some(*order))).is_some());
    let row = edited.and_then(|order| sheet.rows.iter().find(|row| row.id == order)).cloned();
    let current = edited.and_then(|order| sheet.rows.iter().position(|row| row.id == order)).map(|place| place as u32);
    let button = html! { <Button icon={IconName::Plus} label={locale.t(Msg::CustomerAddOrder)} on_click={add} disabled={!desk.is_writable()} /> };
    let empty = html! {
        <EmptyState icon={IconName::Order} title={locale.t(Msg::CustomerNoOrders)} actions={button.clone()}>{ locale.t(Msg::CustomerNoOrdersText) }</EmptyState>
    };
    html! {
        <div class="orders">
            if is_adding {
                <OrderEditor {id} row={None::<OrderRow>} on_duplicate={&on_duplicate} />
            } else if let Some(row) = row {
                <OrderEditor key={row.id.0} {id} row={Some(row.clone())} on_duplicate={&on_duplicate} />
            } else if !sheet.rows.is_empty() {
                <div class="cluster">{ button }</div>
            }
            <Table label={locale.t(Msg::CustomerOrders)} columns={(*columns).clone()} rows={(*rows).clone()} {cell} {on_open} {current}
                foot={view_foot(&locale, &sheet)} {empty} />
        </div>
    }
}

fn columns(locale: &Locale) -> Rc<[Column]> {
    let label = |field| words::order_field(locale, field);
    Rc::from([
        Column::text("date", label(OrderField::Date)).width(170).unsortable().card(CardPlace::Title),
        Column::number("amount", label(OrderField::Amount)).width(130).unsortable().card(CardPlace::Figure),
        Column::text("state", label(OrderField::Payments)).width(150).unsortable().card(CardPlace::Detail),
        Column::text("kind", label(OrderField::Kind)).width(90).unsortable().card(CardPlace::Detail),
        Column::number("base", locale.t(Msg::CustomerInBase)).width(130).unsortable().card(CardPlace::Detail),
        Column::text("categories", label(OrderField::Categories)).width(150).unsortable().card(CardPlace::Detail),
    ])
}

fn view_cell(locale: &Locale, row: &OrderRow, column: usize) -> Html {
    let order = &row.order;
    match column {
        0 => {
            let number = (!order.number.is_empty())
                .then(|| html! { <span class="text-quiet">{ order.number.to_string() }</span> });
            html! { <span class="orders__day">{ locale.date(order.date) }{ for number }</span> }
        }
        1 => html! { <>{ locale.money(order.amount) }</> },
        2 => view_state(locale, row),
        3 => match order.kind {
            // A regular order is what every other one is held against.
            OrderKind::Regular => Html::default(),
            kind => html! { <>{ words::word(locale, kind) }</> },
        },
        4 => match row.base {
            Some(base) if base.currency == order.amount.currency => Html::default(),
            Some(base) => {
                let rate = order.rate.map(|rate| rate.to_string()).unwrap_or_default();
                html! { <span title={locale.t(Msg::CustomerAtRate { rate: rate.into() })}>{ locale.money(base) }</span> }
            }
            None => html! { <span class="orders__mark tone-attention">{ locale.t(Msg::CustomerNoRate) }</span> },
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
        PaymentState::Unpaid => due.unwrap_or_else(|| locale.t(Msg::CustomerUnpaid)),
        PaymentState::Unknown => due.unwrap_or_default(),
    };
    html! { <span class="text-quiet">{ text }</span> }
}

fn view_foot(locale: &Locale, sheet: &OrderSheet) -> Html {
    let base = sheet.total.currency;
    let sums = sheet.sums.iter().map(|sum| locale.money(sum.amount).to_string());
    let sums: Vec<String> = sums.collect();
    let is_foreign = sheet.sums.iter().any(|sum| sum.amount.currency != base);
    html! {
        <>
            <span>{ locale.t(Msg::HistoryOrders { n: sheet.rows.len() as u64 }) }</span>
            if is_foreign { <span class="figure">{ sums.join(" + ") }</span> }
            <strong class="figure">{ locale.money(sheet.total) }</strong>
            if sheet.unpriced > 0 { <span class="orders__mark tone-attention">{ locale.t(Msg::CustomerUnpriced { n: sheet.unpriced as u64 }) }</span> }
            if sheet.later > 0 { <span class="text-quiet">{ locale.t(Msg::CustomerLaterOrders { n: sheet.later as u64 }) }</span> }
        </>
    }
}

/// Returns the texts of an order's fields, to be edited.
pub(super) fn texts(order: &Order) -> Typed {
    OrderField::ALL.iter().map(|field| (field.key(), AttrValue::from(order.text(*field)))).collect()
}

/// Returns what a new order starts from: today, in the currency of the last one.
pub(super) fn new_order(desk: &DeskHandle, id: CustomerId) -> Typed {
    let desk = desk.read();
    let book = desk.book();
    let orders = book.ledger().orders_of(id);
    let last = orders.len().checked_sub(1).map(|place| orders.order(id, place));
    let currency = last.map_or(book.base_currency(), |order| order.amount.currency);
    Typed::from([
        (OrderField::Date.key(), desk.as_of().to_string().into()),
        (OrderField::Amount.key(), currency.code().to_owned().into()),
        (OrderField::Kind.key(), OrderKind::Regular.key().into()),
    ])
}
