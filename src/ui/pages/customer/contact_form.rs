//! Entering and changing a contact.

use std::rc::Rc;

use yew::prelude::*;

use super::record_form::{Faults, FormField};
use crate::book::Draft;
use crate::domain::{Contact, ContactField, ContactId, CustomerId, Date, Fault, Field, Improbable, Value};
use crate::ui::drafts::Typed;
use crate::ui::parts::no_suggestions;
use crate::ui::{DeskHandle, Locale, Msg, words};

/// Returns the fields always shown and those folded away.
pub(super) fn form_fields(locale: &Locale) -> (Rc<[FormField]>, Rc<[FormField]>) {
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
fn read(customer: CustomerId, typed: &Typed) -> Result<Contact, (&'static str, Fault)> {
    let mut contact = Contact::new();
    for field in ContactField::ALL.iter().filter(|field| **field != ContactField::Customer) {
        let text = typed.get(field.key()).cloned().unwrap_or_default();
        contact = contact.with(*field, &text).map_err(|fault| (field.key(), fault))?;
    }
    // A customer's number always fits its field.
    let _ = contact.set(ContactField::Customer, Some(Value::Customer(customer)));
    Ok(contact)
}

/// Returns what is wrong with what is typed.
pub(super) fn faults(locale: &Locale, customer: CustomerId, today: Date, typed: &Typed) -> Faults {
    let mut faults = Faults::new();
    match read(customer, typed) {
        Err((key, fault)) => drop(faults.insert(key, words::fault(locale, fault))),
        Ok(contact) => {
            for (field, value) in contact.values() {
                if let Value::Date(day) = value
                    && let Some(why) = Improbable::past(*day, today)
                {
                    faults.insert(field.key(), words::improbable(locale, why));
                }
            }
        }
    }
    let is_typed = |field: &ContactField| typed.get(field.key()).is_some_and(|text| !text.trim().is_empty());
    if ![ContactField::Name, ContactField::Emails, ContactField::Phones].iter().any(is_typed) {
        faults.insert(ContactField::Name.key(), locale.t(Msg::FaultNameMissing));
    }
    faults
}

/// Saves what is typed as one change.
pub(super) fn save(
    desk: &DeskHandle,
    locale: &Locale,
    customer: CustomerId,
    contact: Option<ContactId>,
    typed: &Typed,
) {
    if let Ok(record) = read(customer, typed) {
        let name = AttrValue::from(record.plain(ContactField::Name).to_owned());
        desk.act(locale.t(Msg::CustomerContactSaved { name }), |draft| put(draft, customer, contact, record));
    }
}

/// Puts a contact, and lets no other of the customer be the main one beside it.
pub(super) fn put(draft: &mut Draft, customer: CustomerId, contact: Option<ContactId>, record: Contact) {
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
