//! The app: its contexts, its addresses, its shell.

use yew::prelude::*;
use yew_router::prelude::*;

use super::context::{Services, use_store};
use super::desk::{DeskProvider, Shelf};
use super::drafts::DraftsProvider;
use super::i18n::Language;
use super::locale::Locale;
use super::pages::{Customers, Home, Later};
use super::route::Route;
use super::shell::Shell;
use super::store::{Preferences, State};

/// Props of [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The outside world.
    pub services: Services,
}

/// The whole page.
#[component]
pub fn App(props: &AppProps) -> Html {
    html! {
        <Contexts services={props.services.clone()}>
            <HashRouter><OpenBook /></HashRouter>
        </Contexts>
    }
}

/// The book that the reader has open, with its pages.
#[component]
fn OpenBook() -> Html {
    let store = use_store();
    let shelf = store.preferences.shelf;
    let reads_alone = store.preferences.reads_alone && shelf == Shelf::Own;
    html! { <DeskProvider {shelf} {reads_alone}><DraftsProvider><Shell><Switch<Route> render={page} /></Shell></DraftsProvider></DeskProvider> }
}

/// Props of [`Contexts`].
#[derive(Properties, PartialEq)]
pub struct ContextsProps {
    /// The outside world.
    pub services: Services,
    /// What can use it.
    pub children: Html,
}

/// Provides services, state and language to what is inside.
#[component]
pub fn Contexts(props: &ContextsProps) -> Html {
    let services = props.services.clone();
    let store = use_reducer({
        let services = services.clone();
        move || State::new(remembered(&services))
    });
    let preferences = store.preferences.clone();
    let locale =
        use_memo(preferences.language, |language| Locale::new(*language, (services.formats)(language.format_tag())));
    use_effect_with(preferences, {
        let services = services.clone();
        move |preferences| {
            services.host.set_language(preferences.language.tag());
            services.host.set_theme(preferences.theme.name());
            remember(&services, preferences);
        }
    });
    html! {
        <ContextProvider<Services> context={services}>
            <ContextProvider<super::Store> context={store}>
                <ContextProvider<Locale> context={(*locale).clone()}>{ props.children.clone() }</ContextProvider<Locale>>
            </ContextProvider<super::Store>>
        </ContextProvider<Services>>
    }
}

/// On the first start the language is the first of the reader's languages that the product speaks.
fn remembered(services: &Services) -> Preferences {
    let kept = services.preferences.read(PREFERENCES).and_then(|value| serde_json::from_value(value).ok());
    kept.unwrap_or_else(|| Preferences {
        language: Language::preferred(&services.host.languages()),
        ..Preferences::default()
    })
}

/// What cannot be remembered costs the reader a choice on the next visit and nothing else, so it is not reported.
fn remember(services: &Services, preferences: &Preferences) {
    if let Ok(value) = serde_json::to_value(preferences) {
        let _ = services.preferences.write(PREFERENCES, &value);
    }
}

/// The name under which the browser keeps the reader's choices.
const PREFERENCES: &str = "preferences";

/// Only what a first screen may show is named here; all other pages come with the rest of the app.
fn page(route: Route) -> Html {
    match route {
        Route::Start => html! { <Home /> },
        Route::Customers => view_customers(None),
        Route::Customer { id } => view_customers(Some(id)),
        route => html! { <Later {route} /> },
    }
}

/// The list stays where it is while customers are opened and closed beside it.
fn view_customers(open: Option<String>) -> Html {
    html! {
        <div class="split">
            <Customers open={open.as_ref().and_then(|id| id.parse().ok())} />
            if let Some(id) = open { <Later route={Route::Customer { id }} /> }
        </div>
    }
}
