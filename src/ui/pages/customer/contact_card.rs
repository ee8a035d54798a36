//! A person at a customer: how to reach it, what it decides, whether it agreed.

use std::rc::Rc;

use yew::prelude::*;

use super::consent::{note_consent, view_consent};
use super::contact_form::put;
use super::erase::EraseDialog;
use super::extract::ExtractDialog;
use super::links::{Links, mail, page, telephone, whatsapp};
use crate::domain::{Contact, ContactField, ContactId, CustomerId, Field};
use crate::report::Whom;
use crate::ui::components::{IconButton, IconName, Menu, MenuItem, MenuLook};
use crate::ui::{Msg, use_desk, use_locale, words};

/// Props of [`ContactCard`].
#[derive(Properties, PartialEq)]
pub(super) struct ContactCardProps {
    /// The customer.
    pub(super) id: CustomerId,
    /// The contact.
    pub(super) contact: ContactId,
    /// What is known of the person.
    pub(super) record: Contact,
    /// Called when it is to be edited.
    pub(super) edit: Callback<()>,
}

/// A contact with the ways to reach it.
#[component]
pub(super) fn ContactCard(props: &ContactCardProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let asked = use_state_eq(|| None::<Asked>);
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
    let ask = |question: Asked| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(Some(question)))
    };
    let is_writable = desk.is_writable();
    let [given, refused] = note_consent(&locale, &desk, contact, record);
    let extract = MenuItem::new(locale.t(Msg::CustomerExtract), ask(Asked::Extract)).icon(IconName::Download);
    let erase = MenuItem::new(locale.t(Msg::CustomerErase), ask(Asked::Erase)).icon(IconName::Trash);
    let items: Rc<[MenuItem]> = if is_writable { [given, refused, extract, erase].into() } else { [extract].into() };
    let close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let whom = Whom::Contact(contact);
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
    html! {
        <article class="contact">
            <header class="contact__head">
                <strong>{ &name }</strong>
                <span class="text-quiet">{ parts.join(" · ") }</span>
                if record.is_primary() { <span class="contact__main">{ locale.t(Msg::FieldContactPrimary) }</span> }
                <span class="contact__tools">
                    if is_writable {
                        if !record.is_primary() { <IconButton icon={IconName::Star} label={locale.t(Msg::CustomerMakeMain)} on_click={make_main} /> }
                        <IconButton icon={IconName::Edit} label={locale.t(Msg::CustomerEditContact)} on_click={&props.edit} />
                        <IconButton icon={IconName::Trash} label={locale.t(Msg::CustomerDeleteContact { name: name.clone() })} on_click={delete} />
                    }
                    <Menu label={locale.t(Msg::CustomerMore)} icon={IconName::More} look={MenuLook::Icon} {items} />
                </span>
            </header>
            { links.view(&locale) }
            if !links.is_empty() { { view_consent(&locale, record) } }
            <dl class="contact__rest">
                { for rest.map(|(field, value)| html! {
                    <div key={field.key()}><dt>{ words::contact_field(&locale, field) }</dt><dd>{ words::value(&locale, field.kind(), value, no_name) }</dd></div>
                }) }
            </dl>
            { match *asked {
                None => Html::default(),
                Some(Asked::Extract) => html! { <ExtractDialog {whom} {name} on_close={close} /> },
                Some(Asked::Erase) => html! { <EraseDialog {whom} {name} on_close={close} /> },
            } }
        </article>
    }
}

/// What is asked about a person.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Extract,
    Erase,
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
