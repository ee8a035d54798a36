//! The address without a place: the ways in while the book is empty, the customers otherwise.

use web_sys::FileList;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Incoming, Start};
use crate::ui::backup_file::BackupFile;
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
        return html! { <Onward /> };
    }
    let bring = {
        let (dispatcher, go) = (store.dispatcher(), go.clone());
        move |incoming: Incoming| {
            dispatcher.dispatch(Action::Receive(Some(incoming)));
            go(Route::Import);
        }
    };
    let restore = {
        let (dispatcher, go) = (store.dispatcher(), go.clone());
        move |backup: BackupFile| {
            dispatcher.dispatch(Action::Restore(Some(backup)));
            go(Route::Book);
        }
    };
    let on_files = {
        let (services, bring, restore) = (services.clone(), bring.clone(), restore.clone());
        Callback::from(move |list: FileList| {
            let files = services.files.carried(&list);
            match BackupFile::among(&files) {
                Some(backup) => restore(backup),
                None => bring(Incoming::Files(files.into())),
            }
        })
    };
    let on_paste = Callback::from(move |pasted: Pasted| bring(Incoming::Paste(pasted)));
    let is_kept = !desk.trouble().opening.is_kept_nowhere();
    let on_example = {
        let (dispatcher, go) = (store.dispatcher(), go.clone());
        Callback::from(move |()| {
            dispatcher.dispatch(Action::Open(Shelf::Example));
            go(Route::Customers);
        })
    };
    let on_restore = Callback::from(move |()| {
        let (files, restore) = (services.files.clone(), restore.clone());
        spawn_local(async move {
            if let Some(file) = files.pick(".json").await.into_iter().next() {
                restore(BackupFile(file));
            }
        });
    });
    html! {
        <>
            <Start {is_kept} {on_files} {on_paste} {on_example} {on_restore} />
            <div class="page start__steps"><Steps /></div>
        </>
    }
}

/// Goes on to the customers, in place of the address without a place.
#[component]
fn Onward() -> Html {
    let navigator = use_navigator();
    use_effect_with((), move |()| {
        if let Some(navigator) = navigator.filter(|_| Route::Start.is_here()) {
            navigator.replace(&Route::Customers);
        }
    });
    html! {}
}
