//! The head of a customer: its classes side by side, the next step, and the way to reach it.

use yew::prelude::*;

use super::consent::view_consent;
use super::links::{Links, mail, telephone, whatsapp};
use super::next_step::NextStep;
use crate::domain::choice::Choice;
use crate::domain::{Contact, ContactField, CustomerField, CustomerId};
use crate::report::{Scheme, assigned, is_watched};
use crate::ui::components::{IconButton, IconName};
use crate::ui::{Msg, use_desk, use_locale, use_services, words};

/// Props of the parts of a customer's page.
#[derive(Properties, PartialEq)]
pub(super) struct OfCustomer {
    /// The customer.
    pub(super) id: CustomerId,
}

/// The classes of all schemes side by side, with their date (D2, D13).
#[component]
pub(super) fn Badges(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let desk = desk.read();
    let labels = desk.policy().stage.labels;
    let Some(classes) = desk.standing().classes(props.id) else { return Html::default() };
    let badge = |scheme: &Scheme| {
        let computed = classes.of(*scheme);
        let badge = match assigned(desk.book(), props.id, *scheme, desk.as_of()) {
            Some(now) if Some(now.class) != computed => words::drifting_badge(&locale, now.class, computed, labels),
            _ => words::class_badge(&locale, computed?, labels, classes.certainty_of(*scheme)),
        };
        // Letters of two schemes differ in hue alone.
        let is_letter = matches!(scheme, Scheme::Value | Scheme::Abc);
        Some(html! { <span class="customer__class">if is_letter { { words::word(&locale, *scheme) } }{ badge }</span> })
    };
    html! {
        <span class="customer__badges">
            { for Scheme::ALL.iter().filter_map(badge) }
            if classes.risk || is_watched(desk.book(), props.id, desk.as_of()) { <span class="customer__sign tone-bad">{ locale.t(Msg::CustomerRisk) }</span> }
            if classes.reactivated { <span class="customer__sign tone-good">{ locale.t(Msg::ClassReactivated) }</span> }
            <span class="customer__as-of">{ locale.t(Msg::CustomerAsOf { date: locale.date(desk.as_of()) }) }</span>
        </span>
    }
}

/// Where it is, the next step, and whom to write to.
#[component]
pub(super) fn Head(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let services = use_services();
    let handle = use_desk();
    let desk = handle.read();
    let Some(customer) = desk.book().customer(props.id) else { return Html::default() };
    let contacts: Vec<&Contact> = desk.book().contacts_of(props.id).map(|(_, contact)| contact).collect();
    let main = contacts.iter().find(|contact| contact.is_primary()).or(contacts.first()).copied();

    let long = customer.plain(CustomerField::Name);
    let country = customer.country().map(|country| locale.country(country.code()).to_string());
    let other_name = (long != customer.label()).then(|| long.to_owned());
    let place = [other_name, country, Some(customer.plain(CustomerField::City).to_owned())];
    let place: Vec<String> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let address = address(
        &[
            CustomerField::Name,
            CustomerField::Address,
            CustomerField::City,
            CustomerField::PostalCode,
            CustomerField::Province,
        ]
        .map(|field| customer.plain(field).to_owned()),
        customer.country().map(|country| locale.country(country.code())),
    );
    let has_address = !customer.plain(CustomerField::Address).is_empty();
    let copy = Callback::from(move |()| services.host.copy(&address));

    let mut links = Links::default();
    if let Some(contact) = main {
        links.extend(contact.list(ContactField::Emails).iter().take(1).map(|address| mail(address)));
        links.extend(whatsapp(contact.plain(ContactField::WhatsApp)));
        links.extend(contact.list(ContactField::Phones).iter().take(1).map(|number| telephone(number)));
    }
    if links.is_empty() {
        links.extend(customer.list(CustomerField::Emails).iter().take(1).map(|address| mail(address)));
        links.extend(customer.list(CustomerField::Phones).iter().take(1).map(|number| telephone(number)));
    }
    let who = main.map(|contact| contact.plain(ContactField::Name).to_owned()).filter(|name| !name.is_empty());
    let role = main.and_then(Contact::role).map(|role| words::word(&locale, role));
    html! {
        <div class="customer__head">
            if !place.is_empty() {
                <p class="customer__place">
                    { place.join(" · ") }
                    if has_address {
                        <IconButton icon={IconName::Copy} label={locale.t(Msg::CustomerCopyAddress)} on_click={copy} />
                    }
                </p>
            }
            <NextStep id={props.id} />
            if who.is_some() || !links.is_empty() {
                <p class="customer__reach">
                    { for who.map(|name| html! { <strong>{ name }</strong> }) }
                    { for role.map(|role| html! { <span class="text-quiet">{ role }</span> }) }
                    { links.view(&locale) }
                    { for main.filter(|_| !links.is_empty()).map(|main| view_consent(&locale, main)) }
                </p>
            }
        </div>
    }
}

/// Returns the lines of an address as they stand on an envelope.
fn address(parts: &[String; 5], country: Option<AttrValue>) -> String {
    let [name, street, city, code, province] = parts;
    let town =
        [code, city, province].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    let lines = [name.clone(), street.clone(), town, country.map(|country| country.to_string()).unwrap_or_default()];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
