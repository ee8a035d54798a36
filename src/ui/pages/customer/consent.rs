//! Whether a person agreed to be written to (R153): noting it with its day, and warning where it is not known.

use yew::prelude::*;

use crate::domain::choice::{Choice, Consent};
use crate::domain::{Contact, ContactField, ContactId};
use crate::ui::components::{IconName, MenuItem};
use crate::ui::{DeskHandle, Locale, Msg};

/// Returns what notes a person's word of today, yes and no.
pub(super) fn note_consent(locale: &Locale, desk: &DeskHandle, id: ContactId, record: &Contact) -> [MenuItem; 2] {
    let today = desk.read().today().to_string();
    let said = locale.t(Msg::CustomerConsentNoted { name: record.plain(ContactField::Name).to_owned().into() });
    let item = |consent: Consent, label: Msg, icon: IconName| {
        let noted = record.clone().with(ContactField::Consent, consent.key());
        let noted = noted.and_then(|noted| noted.with(ContactField::ConsentOn, &today));
        let (desk, said) = (desk.clone(), said.clone());
        let on_pick = Callback::from(move |()| {
            if let Ok(noted) = noted.clone() {
                desk.act(said.clone(), |draft| draft.put_contact(id, Some(noted)));
            }
        });
        MenuItem::new(locale.t(label), on_pick).icon(icon)
    };
    [
        item(Consent::Given, Msg::CustomerConsentGiven, IconName::Check),
        item(Consent::Refused, Msg::CustomerConsentRefused, IconName::Close),
    ]
}

/// Warns of writing to a person who refused it, or of whom nothing is noted.
pub(super) fn view_consent(locale: &Locale, record: &Contact) -> Html {
    match record.consent() {
        Some(Consent::Given) => Html::default(),
        Some(Consent::Refused) => {
            html! { <span class="customer__sign tone-bad">{ locale.t(Msg::CustomerHasRefused) }</span> }
        }
        None => html! { <span class="text-quiet">{ locale.t(Msg::CustomerConsentUnknown) }</span> },
    }
}
