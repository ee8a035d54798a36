//! The people at a customer: whom to write to, what they decide, and whether they agreed.

use std::rc::Rc;

use yew::prelude::*;

use super::head::OfCustomer;
use super::links::{Links, mail, page, telephone, whatsapp};
use super::record_form::{Faults, FormField, RecordForm};
use crate::domain::{Contact, ContactField, ContactId, CustomerId, Field, Value};
use crate::ui::components::{Button, EmptyState, IconButton, IconName};
use crate::ui::drafts::{Form, Typed};
use crate::ui::parts::no_suggestions;
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_drafts, use_locale, words};

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

    let fields = form_fields(&locale);
    let view_form = |contact: Option<ContactId>| {
        let title = locale.t(if contact.is_some() { Msg::CustomerEditContact } else { Msg::CustomerAddContact });
        let check = {
            let locale = locale.clone();
            Callback::from(move |typed: Typed| faults(&locale, id, &typed))
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
        html! { <li key={contact.0}><Card id={id} contact={*contact} record={record.clone()} {edit} /></li> }
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

#[derive(Properties, PartialEq)]
struct CardProps {
    id: CustomerId,
    contact: ContactId,
    record: Contact,
    edit: Callback<()>,
}

#[component]
fn Card(props: &CardProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let (id, contact, record) = (props.id, props.contact, &props.record);
    let name = match record.plain(ContactField::Name) {
        "" => locale.t(Msg::HistoryUnnamed),
        name => name.to_owned().into(),
    };
    let delete = {
        let (desk, said) = (desk.clone(), locale.t(Msg::CustomerContactDeleted { name: name.clone() }));
        Callback::from(move |()| {
            desk.act(said.clone(), |draft| draft.put_contact(contact, None));
        })
    };
    let make_main = {
        let (desk, said, record) =
            (desk.clone(), locale.t(Msg::CustomerContactMain { name: name.clone() }), record.clone());
        Callback::from(move |()| {
            desk.act(said.clone(), |draft| {
                if let Ok(main) = record.clone().with(ContactField::Primary, "yes") {
                    put(draft, id, Some(contact), main);
                }
            });
        })
    };
    let mut links = Links::default();
    links.extend(record.list(ContactField::Emails).iter().map(|address| mail(address)));
    links.extend(whatsapp(record.plain(ContactField::WhatsApp)));
    links.extend(record.list(ContactField::Phones).iter().map(|number| telephone(number)));
    links.extend(page(record.plain(ContactField::LinkedIn)));
    let parts = [
        record.role().map(|role| words::word(&locale, role)),
        Some(record.plain(ContactField::Title).to_owned().into()),
    ];
    let parts: Vec<String> =
        parts.into_iter().flatten().map(|part: AttrValue| part.to_string()).filter(|part| !part.is_empty()).collect();
    let rest = REST.iter().filter_map(|field| Some((*field, record.value(*field)?)));
    let no_name = |_: CustomerId| AttrValue::default();
    let is_writable = desk.is_writable();
    html! {
        <article class="contact">
            <header class="contact__head">
                <strong>{ &name }</strong>
                <span class="text-quiet">{ parts.join(" · ") }</span>
                if record.is_primary() { <span class="contact__main">{ locale.t(Msg::FieldContactPrimary) }</span> }
                if is_writable {
                    <span class="contact__tools">
                        if !record.is_primary() { <IconButton icon={IconName::Star} label={locale.t(Msg::CustomerMakeMain)} on_click={make_main} /> }
                        <IconButton icon={IconName::Edit} label={locale.t(Msg::CustomerEditContact)} on_click={&props.edit} />
                        <IconButton icon={IconName::Trash} label={locale.t(Msg::CustomerDeleteContact { name })} on_click={delete} />
                    </span>
                }
            </header>
            { links.view(&locale) }
            <dl class="contact__rest">
                { for rest.map(|(field, value)| html! {
                    <div key={field.key()}><dt>{ words::contact_field(&locale, field) }</dt><dd>{ words::value(&locale, field.kind(), value, no_name) }</dd></div>
                }) }
            </dl>
        </article>
    }
}

/// What a card lists by name under the links.
const REST: &[ContactField] = &[
    ContactField::WeChat,
    ContactField::Social,
    ContactField::Language,
    ContactField::Birthday,
    ContactField::Consent,
    ContactField::ConsentOn,
    ContactField::Notes,
];

fn form_fields(locale: &Locale) -> (Rc<[FormField]>, Rc<[FormField]>) {
    use ContactField::*;
    let make = |field: &ContactField| FormField {
        key: field.key(),
        label: words::contact_field(locale, *field),
        kind: field.kind(),
        hint: None,
        suggestions: no_suggestions(),
    };
    let first = [Name, Role, Title, Emails, Phones, WhatsApp];
    let more = [WeChat, LinkedIn, Social, Language, Birthday, Primary, Consent, ConsentOn, Notes];
    (first.iter().map(make).collect(), more.iter().map(make).collect())
}

/// Reads a contact from what is typed.
fn read(customer: CustomerId, typed: &Typed) -> Result<Contact, (&'static str, crate::domain::Fault)> {
    let mut contact = Contact::new();
    for field in ContactField::ALL.iter().filter(|field| **field != ContactField::Customer) {
        let text = typed.get(field.key()).cloned().unwrap_or_default();
        contact = contact.with(*field, &text).map_err(|fault| (field.key(), fault))?;
    }
    // A customer's number always fits its field.
    let _ = contact.set(ContactField::Customer, Some(Value::Customer(customer)));
    Ok(contact)
}

fn faults(locale: &Locale, customer: CustomerId, typed: &Typed) -> Faults {
    let mut faults = Faults::new();
    if let Err((key, fault)) = read(customer, typed) {
        faults.insert(key, words::fault(locale, fault));
    }
    if typed.values().all(|text| text.trim().is_empty()) {
        faults.insert(ContactField::Name.key(), locale.t(Msg::FaultNameMissing));
    }
    faults
}

fn save(desk: &DeskHandle, locale: &Locale, customer: CustomerId, contact: Option<ContactId>, typed: &Typed) {
    if let Ok(record) = read(customer, typed) {
        let name = AttrValue::from(record.plain(ContactField::Name).to_owned());
        desk.act(locale.t(Msg::CustomerContactSaved { name }), |draft| put(draft, customer, contact, record));
    }
}

/// Puts a contact, and lets no other of the customer be the main one beside it.
fn put(draft: &mut crate::book::Draft, customer: CustomerId, contact: Option<ContactId>, record: Contact) {
    if record.is_primary() {
        for (other, before) in draft.book().contacts_of(customer).filter(|(other, _)| Some(*other) != contact) {
            if before.is_primary()
                && let Ok(after) = before.clone().with(ContactField::Primary, "")
            {
                draft.put_contact(other, Some(after));
            }
        }
    }
    match contact {
        Some(contact) => draft.put_contact(contact, Some(record)),
        None => drop(draft.add_contact(record)),
    }
}
