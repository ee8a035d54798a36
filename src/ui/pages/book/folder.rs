//! The folder of backups: chosen once, written to by itself.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::ui::components::{Button, Notice, Tone};
use crate::ui::store::{Action, FolderState};
use crate::ui::{Msg, use_locale, use_services, use_store};

/// Choosing and leaving the folder, and how it stands.
#[component]
pub(super) fn BackupFolder() -> Html {
    let locale = use_locale();
    let store = use_store();
    let services = use_services();
    if !services.folder.is_possible() {
        return html! { <p class="text-quiet">{ locale.t(Msg::BookplaceFolderImpossible) }</p> };
    }
    let choose = {
        let (services, store) = (services.clone(), store.clone());
        Callback::from(move |()| {
            let (services, store) = (services.clone(), store.clone());
            spawn_local(async move {
                // Nothing chosen, or refused: all stays as it was.
                let Ok(Some(chosen)) = services.folder.choose().await else { return };
                let mark = match store.preferences.folder_mark.as_str() {
                    "" => mark(services.clock.now()),
                    mark => mark.to_owned(),
                };
                store.dispatch(Action::Folder(FolderState::chosen(chosen, mark)));
            });
        })
    };
    let stop = {
        let dispatcher = store.dispatcher();
        Callback::from(move |()| {
            let (services, dispatcher) = (services.clone(), dispatcher.clone());
            spawn_local(async move {
                if services.folder.forget().await.is_ok() {
                    dispatcher.dispatch(Action::Folder(FolderState::None));
                }
            });
        })
    };
    let FolderState::Chosen { name, at, fault, .. } = &store.folder else {
        return html! {
            <div class="stack">
                <p class="text-quiet">{ locale.t(Msg::BookplaceFolderText) }</p>
                <div class="cluster"><Button label={locale.t(Msg::BookplaceFolderChoose)} on_click={choose} /></div>
            </div>
        };
    };
    html! {
        <div class="stack">
            if let Some(why) = fault {
                <Notice tone={Tone::Bad} title={locale.t(Msg::BookplaceFolderFailed { name: name.clone().into(), why: why.clone() })} />
            }
            <p class="text-quiet">
                { locale.t(Msg::BookplaceFolderInto { name: name.clone().into() }) }
                { for at.map(|at| html! { <>{ " " }{ locale.t(Msg::BookplaceFolderLast { time: locale.time(at) }) }</> }) }
            </p>
            <div class="cluster">
                <Button label={locale.t(Msg::BookplaceFolderOther)} on_click={choose} />
                <Button label={locale.t(Msg::BookplaceFolderStop)} on_click={stop} />
            </div>
        </div>
    }
}

/// Returns four letters and digits that two browsers hardly share.
fn mark(now: i64) -> String {
    const SIGNS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";
    let sign = |place: i64| char::from(SIGNS[(now >> (5 * place)) as usize % SIGNS.len()]);
    (0..4).map(sign).collect()
}
