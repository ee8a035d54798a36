//! What becomes of the data, in plain words: where they lie, what their keeper sees to, and the rights of those they
//! are about.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::ui::components::{BackLink, PageHeader, Section};
use crate::ui::{Msg, Route, use_locale};

/// The page of data protection.
#[component]
pub fn Privacy() -> Html {
    let locale = use_locale();
    let section = |title: Msg, points: &[Msg]| {
        html! {
            <Section title={locale.t(title)}>
                <ul class="privacy__points">{ for points.iter().map(|point| html! { <li>{ locale.t(point.clone()) }</li> }) }</ul>
            </Section>
        }
    };
    let to =
        |route: Route, label: Msg| html! { <Link<Route> to={route} classes="button">{ locale.t(label) }</Link<Route>> };
    html! {
        <div class="page bookplace">
            <BackLink to={Route::Book} label={locale.t(Msg::PlaceBook)} />
            <PageHeader title={locale.t(Msg::PrivacyTitle)} note={html! { { locale.t(Msg::PrivacyLead) } }} />
            { section(Msg::PrivacyWhere, &[Msg::PrivacyHere, Msg::PrivacySent, Msg::PrivacyWaysOut]) }
            { section(Msg::PrivacyKeep, &[Msg::PrivacyBackups, Msg::PrivacySafari, Msg::PrivacyShared, Msg::PrivacyPassphrase, Msg::PrivacyFiles]) }
            { section(Msg::PrivacyRights, &[Msg::PrivacyWho, Msg::PrivacyPurpose, Msg::PrivacyCopy, Msg::PrivacyCorrect, Msg::PrivacyConsent, Msg::PrivacyErase]) }
            { section(Msg::PrivacyLog, &[Msg::PrivacyLogText]) }
            <div class="cluster">
                { to(Route::Book, Msg::BookplaceTitle) }
                { to(Route::Customers, Msg::PlaceCustomers) }
                { to(Route::History, Msg::HistoryTitle) }
            </div>
        </div>
    }
}
