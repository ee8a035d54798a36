//! The way into the book: files and pasted tables go to the import, backups to the restoring.

use std::rc::Rc;

use web_sys::FileList;
use yew::prelude::*;
use yew_router::prelude::*;

use super::templates::Templates;
use crate::port::files::Source;
use crate::ui::backup_file::BackupFile;
use crate::ui::components::{FileDrop, Pasted, Section};
use crate::ui::pages::Incoming;
use crate::ui::store::Action;
use crate::ui::{Msg, Route, use_desk, use_locale, use_services, use_store};

/// Props of [`BringIn`].
#[derive(Properties, PartialEq)]
pub(super) struct BringInProps {
    /// Called with a backup.
    pub(super) on_backup: Callback<Rc<dyn Source>>,
}

/// A place to drop files on, and tables to fill in.
#[component]
pub(super) fn BringIn(props: &BringInProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let services = use_services();
    let navigator = use_navigator();
    if !desk.is_writable() {
        return html! { <Section title={locale.t(Msg::BookplaceIn)}><p class="text-quiet">{ locale.t(Msg::BookplaceNotHere) }</p></Section> };
    }
    let bring = {
        let dispatcher = store.dispatcher();
        move |incoming: Incoming| {
            dispatcher.dispatch(Action::Receive(Some(incoming)));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Import);
            }
        }
    };
    let on_files = {
        let (services, bring, on_backup) = (services.clone(), bring.clone(), props.on_backup.clone());
        Callback::from(move |list: FileList| {
            let files = services.files.carried(&list);
            match BackupFile::among(&files) {
                Some(BackupFile(file)) => on_backup.emit(file),
                None => bring(Incoming::Files(files.into())),
            }
        })
    };
    let on_paste = Callback::from(move |pasted: Pasted| bring(Incoming::Paste(pasted)));
    html! {
        <Section title={locale.t(Msg::BookplaceIn)}>
            <FileDrop title={locale.t(Msg::StartDrop)} hint={locale.t(Msg::BookplaceInHint)} accept=".csv,.tsv,.txt,.xlsx,.xls,.json"
                {on_files} on_paste={Some(on_paste)} />
            <Templates />
        </Section>
    }
}
