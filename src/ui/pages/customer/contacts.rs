//! The people at a customer: whom to write to, what they decide, and whether they agreed.

use yew::prelude::*;

use super::contact_card::ContactCard;
use super::contact_form::{faults, form_fields, save};
use super::head::OfCustomer;
use super::record_form::RecordForm;
use crate::domain::{Contact, ContactId, Field};
use crate::ui::components::{Button, EmptyState, IconName};
use crate::ui::drafts::{Form, Typed};
use crate::ui::{Msg, use_desk, use_drafts, use_locale};

/// All contacts.
#[component]
pub(super) fn Contacts(props: &OfCustomer) -> Html {
    let id = props.id;
    let locale = use_locale();
    let desk = use_desk();
    let drafts = use_drafts();
    let is_writable = desk.is_writable();
    let contacts: Vec<(ContactId, Contact)> =
        desk.read().book().contacts_of(id).map(|(id, contact)| (id, contact.clone())).collect();

    let today = desk.read().today();
    let fields = form_fields(&locale);
    let view_form = |contact: Option<ContactId>| {
        let title = locale.t(if contact.is_some() { Msg::CustomerEditContact } else { Msg::CustomerAddContact });
        let check = {
            let locale = locale.clone();
            Callback::from(move |typed: Typed| faults(&locale, id, today, &typed))
        };
        let on_save = {
            let (desk, locale) = (desk.clone(), locale.clone());
            Callback::from(move |typed: Typed| save(&desk, &locale, id, contact, &typed))
        };
        html! { <RecordForm form={Form::Contact(id, contact)} {title} fields={fields.0.clone()} more={fields.1.clone()} {check} {on_save} /> }
    };
    let view_contact = |(contact, record): &(ContactId, Contact)| {
        let form = Form::Contact(id, Some(*contact));
        if drafts.of(form).is_some() {
            return html! { <li key={contact.0}>{ view_form(Some(*contact)) }</li> };
        }
        let edit = {
            let (drafts, record) = (drafts.clone(), record.clone());
            Callback::from(move |()| {
                drafts.open(form, record.values().map(|(field, _)| (field.key(), record.text(field).into())).collect())
            })
        };
        html! { <li key={contact.0}><ContactCard id={id} contact={*contact} record={record.clone()} {edit} /></li> }
    };
    let add = {
        let drafts = drafts.clone();
        Callback::from(move |()| drafts.open(Form::Contact(id, None), Typed::new()))
    };
    let is_adding = drafts.of(Form::Contact(id, None)).is_some();
    let button = html! { <Button icon={IconName::Plus} label={locale.t(Msg::CustomerAddContact)} on_click={add} disabled={!is_writable} /> };
    html! {
        <div class="contacts">
            if is_adding { { view_form(None) } }
            if contacts.is_empty() && !is_adding {
                <EmptyState icon={IconName::Users} title={locale.t(Msg::CustomerNoContacts)} actions={button}>{ locale.t(Msg::CustomerNoContactsText) }</EmptyState>
            } else if !is_adding {
                <div class="cluster">{ button }</div>
            }
            <ul class="contacts__list">{ for contacts.iter().map(view_contact) }</ul>
        </div>
    }
}
