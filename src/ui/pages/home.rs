//! The address without a place: the ways in while the book is empty, the customers otherwise.

use web_sys::FileList;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Incoming, Start};
use crate::ui::components::Pasted;
use crate::ui::desk::Shelf;
use crate::ui::parts::Steps;
use crate::ui::store::Action;
use crate::ui::{Route, use_desk, use_services, use_store};

/// Where a visit begins.
#[component]
pub fn Home() -> Html {
    let desk = use_desk();
    let store = use_store();
    let services = use_services();
    let navigator = use_navigator();
    let go = move |route: Route| {
        if let Some(navigator) = &navigator {
            navigator.push(&route);
        }
    };
    if !desk.read().book().is_empty() {
        return html! { <Redirect<Route> to={Route::Customers} /> };
    }
    let bring = {
        let (dispatcher, go) = (store.dispatcher(), go.clone());
        move |incoming: Incoming| {
            dispatcher.dispatch(Action::Receive(Some(incoming)));
            go(Route::Import);
        }
    };
    let on_files = {
        let bring = bring.clone();
        Callback::from(move |list: FileList| bring(Incoming::Files(services.files.carried(&list).into())))
    };
    let on_paste = Callback::from(move |pasted: Pasted| bring(Incoming::Paste(pasted)));
    let on_example = {
        let (dispatcher, go) = (store.dispatcher(), go.clone());
        Callback::from(move |()| {
            dispatcher.dispatch(Action::Open(Shelf::Example));
            go(Route::Customers);
        })
    };
    let on_restore = Callback::from(move |()| go(Route::Book));
    html! {
        <>
            <Start {on_files} {on_paste} {on_example} {on_restore} />
            <div class="page"><Steps at={0} /></div>
        </>
    }
}
