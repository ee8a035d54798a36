//! What can be done with the chosen customers at once, each as one change that one undo takes back.

use std::collections::BTreeSet;

use yew::prelude::*;

use crate::domain::{ContactField, Customer, CustomerField, CustomerId, Fault};
use crate::ui::components::{Button, ButtonKind, IconName, Selection, TextField, Tone};
use crate::ui::store::{Action, Toast};
use crate::ui::{DeskHandle, Msg, use_desk, use_locale, use_services, use_store};

/// Props of [`Bulk`].
#[derive(Properties, PartialEq)]
pub(super) struct BulkProps {
    /// The chosen customers.
    pub(super) selection: Selection,
    /// Called with another selection.
    pub(super) on_select: Callback<Selection>,
}

/// The bar above the table while customers are chosen.
#[component]
pub(super) fn Bulk(props: &BulkProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let services = use_services();
    let word = use_state_eq(AttrValue::default);
    let n = props.selection.len() as u64;
    let on_word = {
        let word = word.setter();
        Callback::from(move |text| word.set(text))
    };
    let tag = {
        let (desk, selection, word, said) =
            (desk.clone(), props.selection.clone(), word.clone(), locale.t(Msg::BulkTagged { n }));
        Callback::from(move |()| {
            edit(&desk, said.clone(), &selection, |customer| tagged(customer, &word));
            word.set(AttrValue::default());
        })
    };
    let own = {
        let (desk, selection, word, said) =
            (desk.clone(), props.selection.clone(), word.clone(), locale.t(Msg::BulkOwned { n }));
        Callback::from(move |()| {
            edit(&desk, said.clone(), &selection, |customer| customer.with(CustomerField::Owner, &word));
            word.set(AttrValue::default());
        })
    };
    let copy = {
        let (desk, selection, locale) = (desk.clone(), props.selection.clone(), locale.clone());
        let dispatcher = use_store().dispatcher();
        Callback::from(move |()| {
            let addresses = addresses(&desk, &selection);
            let n = addresses.len() as u64;
            let (tone, said) = match n {
                0 => (Tone::Attention, Msg::BulkNoMail),
                n => (Tone::Good, Msg::BulkMailCopied { n }),
            };
            if n > 0 {
                services.host.copy(&addresses.into_iter().collect::<Vec<_>>().join("; "));
            }
            dispatcher.dispatch(Action::Say(Toast::new(tone, locale.t(said))));
        })
    };
    let delete = {
        let (desk, selection, on_select, said) =
            (desk.clone(), props.selection.clone(), props.on_select.clone(), locale.t(Msg::BulkDeleted { n }));
        Callback::from(move |()| {
            desk.act(said.clone(), |draft| selection.iter().for_each(|row| draft.delete_customer(CustomerId(row))));
            on_select.emit(Selection::default());
        })
    };
    let none = props.on_select.reform(|()| Selection::default());
    let is_locked = !desk.is_writable();
    let on_enter = {
        let tag = tag.clone();
        let has_word = !word.trim().is_empty() && !is_locked;
        move |event: SubmitEvent| {
            event.prevent_default();
            if has_word {
                tag.emit(());
            }
        }
    };
    let has_no_word = word.trim().is_empty() || is_locked;
    html! {
        <form class="bulk" aria-label={locale.t(Msg::BulkChosen { n })} onsubmit={on_enter}>
            <strong>{ locale.t(Msg::BulkChosen { n }) }</strong>
            <TextField label={locale.t(Msg::BulkWord)} value={(*word).clone()} on_input={on_word} />
            <Button icon={IconName::Tag} label={locale.t(Msg::BulkAddTag)} on_click={tag} disabled={has_no_word} />
            <Button icon={IconName::User} label={locale.t(Msg::BulkSetOwner)} on_click={own} disabled={has_no_word} />
            <Button icon={IconName::Copy} label={locale.t(Msg::BulkCopyMail)} on_click={copy} />
            <Button kind={ButtonKind::Danger} icon={IconName::Trash} label={locale.t(Msg::BulkDelete)} on_click={delete} disabled={is_locked} />
            <Button kind={ButtonKind::Quiet} label={locale.t(Msg::BulkChooseNone)} on_click={none} />
        </form>
    }
}

/// Edits each of the chosen customers; says so where all of them are so already.
fn edit(desk: &DeskHandle, said: AttrValue, selection: &Selection, edit: impl Fn(Customer) -> Result<Customer, Fault>) {
    let number = desk.act(said, |draft| {
        for id in selection.iter().map(CustomerId) {
            if let Some(Ok(customer)) = draft.customer(id).cloned().map(&edit) {
                draft.put_customer(id, Some(customer));
            }
        }
    });
    if number.is_none() && desk.is_writable() {
        desk.tell(Tone::Attention, Msg::BulkAlready);
    }
}

fn tagged(customer: Customer, word: &str) -> Result<Customer, Fault> {
    let tags = format!("{}; {word}", customer.text(CustomerField::Tags));
    customer.with(CustomerField::Tags, &tags)
}

/// All e-mail addresses of the chosen customers, each once.
fn addresses(desk: &DeskHandle, selection: &Selection) -> BTreeSet<Box<str>> {
    let desk = desk.read();
    let mut addresses = BTreeSet::new();
    for id in selection.iter().map(CustomerId) {
        let contacts = desk.book().contacts_of(id).flat_map(|(_, contact)| contact.list(ContactField::Emails).iter());
        let own = desk.book().customer(id).into_iter().flat_map(|customer| customer.list(CustomerField::Emails).iter());
        addresses.extend(contacts.chain(own).cloned());
    }
    addresses
}
