//! Pages that come with the rest of the app.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::locked::{LockedProps, Unlocking};
use super::{Analysis, BookPlace, CustomerSide, History, Import, Nowhere, Privacy, Review, Rules};
use crate::ui::components::{Button, Notice, Tone};
use crate::ui::{Locale, Msg, Route, use_locale, use_services};

/// Props of [`Later`].
#[derive(Properties, PartialEq)]
pub struct LaterProps {
    /// What is shown.
    pub route: Route,
}

/// How far the rest of the app has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It is being loaded.
    OnItsWay,
    /// It is here.
    Here,
    /// It could not be loaded.
    Missing,
}

/// A page of the rest of the app, as soon as that is here.
#[component]
pub fn Later(props: &LaterProps) -> Html {
    let arrival = use_rest();
    let locale = use_locale();
    match *arrival {
        Arrival::Here => show(&props.route),
        _ => view_waiting(&locale, arrival),
    }
}

/// The screen of a locked book, as soon as that is here.
#[component]
pub fn Locked(props: &LockedProps) -> Html {
    let arrival = use_rest();
    let locale = use_locale();
    match *arrival {
        Arrival::Here => show_locked(props),
        _ => view_waiting(&locale, arrival),
    }
}

fn view_waiting(locale: &Locale, arrival: UseStateHandle<Arrival>) -> Html {
    match *arrival {
        Arrival::Here => Html::default(),
        Arrival::OnItsWay => html! { <p class="later" role="status">{ locale.t(Msg::ShellLoading) }</p> },
        Arrival::Missing => {
            let again = Callback::from(move |()| arrival.set(Arrival::OnItsWay));
            let retry = html! { <Button label={locale.t(Msg::ShellLoadAgain)} on_click={again} /> };
            html! {
                <div class="page">
                    <Notice tone={Tone::Bad} title={locale.t(Msg::ShellNotLoaded)} actions={retry}>{ locale.t(Msg::ShellNotLoadedWhy) }</Notice>
                </div>
            }
        }
    }
}

/// Loads the rest of the app and tells when it is here.
#[hook]
pub fn use_rest() -> UseStateHandle<Arrival> {
    let rest = use_services().rest;
    let arrival = use_state_eq(|| if rest.is_here() { Arrival::Here } else { Arrival::OnItsWay });
    use_effect_with(*arrival, {
        let arrival = arrival.setter();
        move |before| {
            if *before == Arrival::OnItsWay {
                let loading = rest.load();
                spawn_local(async move {
                    arrival.set(if loading.await.is_ok() { Arrival::Here } else { Arrival::Missing })
                });
            }
        }
    });
    arrival
}

#[inline(never)]
fn show_locked(props: &LockedProps) -> Html {
    html! { <Unlocking ..props.clone() /> }
}

#[inline(never)]
fn show(route: &Route) -> Html {
    match route {
        #[cfg(debug_assertions)]
        Route::Gallery => html! { <super::Gallery /> },
        Route::Customer { id } => html! { <CustomerSide id={id.clone()} /> },
        Route::Import => html! { <Import /> },
        Route::Review => html! { <Review /> },
        Route::Analysis { part } => html! { <Analysis part={part.clone()} /> },
        Route::Rules => html! { <Rules /> },
        Route::Rates => html! { <Rules at_rates={true} /> },
        Route::Book => html! { <BookPlace /> },
        Route::History => html! { <History /> },
        Route::Privacy => html! { <Privacy /> },
        _ => html! { <Nowhere /> },
    }
}
