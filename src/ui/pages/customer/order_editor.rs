//! Entering and changing an order, fast: the amount, Enter, done.

use std::collections::BTreeMap;

use yew::prelude::*;

use super::order_form::{copied, faults, form_fields, save};
use super::payments::Payments;
use super::record_form::RecordForm;
use crate::domain::{CustomerId, Field, OrderField, OrderId};
use crate::report::order_sheet::OrderRow;
use crate::ui::components::{Button, ButtonKind, Icon, IconName};
use crate::ui::drafts::{Form, Typed};
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_drafts, use_locale};

/// Props of [`OrderEditor`].
#[derive(Properties, PartialEq)]
pub(super) struct OrderEditorProps {
    /// The customer.
    pub(super) id: CustomerId,
    /// The order, `None` for a new one.
    pub(super) row: Option<OrderRow>,
    /// Called with the texts of another order like this one.
    pub(super) on_duplicate: Callback<Typed>,
}

/// The form of an order, with its payments.
#[component]
pub(super) fn OrderEditor(props: &OrderEditorProps) -> Html {
    let id = props.id;
    let locale = use_locale();
    let desk = use_desk();
    let drafts = use_drafts();
    let order = props.row.as_ref().map(|row| row.id);
    let form = Form::Order(id, order);
    let fields = use_memo((desk.version(), locale.clone(), id), {
        let desk = desk.clone();
        move |(_, locale, id)| form_fields(&desk, locale, *id)
    });
    let today = desk.read().today();
    let check = {
        let locale = locale.clone();
        Callback::from(move |typed: Typed| faults(&locale, id, today, &typed))
    };
    let on_save = {
        let (desk, locale) = (desk.clone(), locale.clone());
        Callback::from(move |typed: Typed| save(&desk, &locale, id, order, &typed))
    };
    let title = locale.t(if order.is_some() { Msg::CustomerEditOrder } else { Msg::CustomerAddOrder });
    let tools = props.row.as_ref().map(|row| {
        let duplicate = {
            let (drafts, on_duplicate, row, today) = (drafts.clone(), props.on_duplicate.clone(), row.clone(), desk.read().as_of());
            Callback::from(move |()| {
                drafts.close(form);
                on_duplicate.emit(copied(&row.order, today));
            })
        };
        let delete = {
            let (desk, drafts, order, said) = (desk.clone(), drafts.clone(), row.id, locale.t(Msg::CustomerOrderDeleted));
            Callback::from(move |()| {
                drafts.close(form);
                desk.act(said.clone(), |draft| draft.put_order(order, None));
            })
        };
        html! {
                <div class="cluster">
                    <Button kind={ButtonKind::Quiet} icon={IconName::Copy} label={locale.t(Msg::CustomerDuplicate)} on_click={duplicate} />
                    <Button kind={ButtonKind::Danger} icon={IconName::Trash} label={locale.t(Msg::CustomerDeleteOrder)} on_click={delete} />
                </div>
        }
    });
    let typed = drafts.of(form).unwrap_or_default();
    let notes = number_taken(&desk, &locale, id, order, &typed).map(|note| (OrderField::Number.key(), note));
    let notes: BTreeMap<&'static str, Html> = notes.into_iter().collect();
    html! {
        <div class="order-editor">
            <RecordForm {form} {title} fields={fields.0.clone()} more={fields.1.clone()} {check} {on_save} {notes} />
            { for props.row.clone().map(|row| html! { <Payments {row} /> }) }
            { for tools }
        </div>
    }
}

/// Says that another order of the customer has the number typed: it may be meant, so it stops nothing.
fn number_taken(
    desk: &DeskHandle,
    locale: &Locale,
    id: CustomerId,
    order: Option<OrderId>,
    typed: &Typed,
) -> Option<Html> {
    let number = typed.get(OrderField::Number.key()).map(|number| number.trim()).filter(|number| !number.is_empty())?;
    let desk = desk.read();
    let slice = desk.book().ledger().orders_of(id);
    let places = (0..slice.len()).filter(|place| Some(slice.id(*place)) != order);
    let other = places.map(|place| slice.order(id, place)).find(|other| *other.number == *number)?;
    let said = locale.t(Msg::CustomerNumberTaken { date: locale.date(other.date) });
    Some(html! { <p class="field-note" role="status"><Icon name={IconName::Info} /><span>{ said }</span></p> })
}
