//! A word under a field when another customer has this name or address already: it may be meant, so it stops nothing.

use std::collections::BTreeMap;

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::domain::{CustomerField, CustomerId, Field};
use crate::transfer::namesake::{called, reached_by};
use crate::ui::components::{Icon, IconName};
use crate::ui::drafts::Typed;
use crate::ui::{DeskHandle, Locale, Msg, Route};

/// Returns what is to be said under the fields typed for a customer, new or known.
pub(super) fn notes(
    desk: &DeskHandle,
    locale: &Locale,
    typed: &Typed,
    of: Option<CustomerId>,
) -> BTreeMap<&'static str, Html> {
    let text = |field: CustomerField| typed.get(field.key()).map(AttrValue::as_str).unwrap_or_default();
    let desk = desk.read();
    let book = desk.book();
    let mut notes = BTreeMap::new();
    for field in [CustomerField::Name, CustomerField::ShortName] {
        if let Some(id) = called(book, text(field), of) {
            notes.insert(field.key(), view(locale, locale.t(Msg::CustomerNameTaken { name: label(book, id) }), id));
        }
    }
    if let Some((id, email)) = reached_by(book, text(CustomerField::Emails), of) {
        let said = locale.t(Msg::CustomerEmailTaken { email: email.into(), name: label(book, id) });
        notes.insert(CustomerField::Emails.key(), view(locale, said, id));
    }
    notes
}

fn label(book: &crate::book::Book, id: CustomerId) -> AttrValue {
    book.customer(id).map(|customer| customer.label().to_owned()).unwrap_or_default().into()
}

fn view(locale: &Locale, said: AttrValue, id: CustomerId) -> Html {
    let to = Route::Customer { id: id.to_string() };
    html! {
        <p class="field-note" role="status">
            <Icon name={IconName::Info} />
            <span>{ said }{ " " }<Link<Route> {to}>{ locale.t(Msg::CustomerOpenTaken) }</Link<Route>></span>
        </p>
    }
}
