//! What a customer bought and paid: newest first, with what is late, and the sums at the foot.

use std::rc::Rc;

use yew::prelude::*;

use super::head::OfCustomer;
use super::order_cells::{columns, view_cell};
use super::order_editor::OrderEditor;
use crate::domain::choice::Choice;
use crate::domain::{CustomerId, Field, Order, OrderField, OrderId, OrderKind};
use crate::report::order_sheet::{OrderRow, OrderSheet};
use crate::ui::components::{Button, EmptyState, IconName, Table};
use crate::ui::drafts::{Form, Typed};
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_drafts, use_locale};

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

fn view_foot(locale: &Locale, sheet: &OrderSheet) -> Html {
    let base = sheet.total.currency;
    let sums = sheet.sums.iter().map(|sum| locale.money(sum.amount).to_string());
    let sums: Vec<String> = sums.collect();
    let is_foreign = sheet.sums.iter().any(|sum| sum.amount.currency != base);
    html! {
        <>
            <span>{ locale.t(Msg::HistoryOrders { n: (sheet.rows.len() - sheet.returns) as u64 }) }</span>
            if sheet.returns > 0 { <span class="text-quiet">{ locale.t(Msg::HistoryReturns { n: sheet.returns as u64 }) }</span> }
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
