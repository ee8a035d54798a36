//! Files dropped anywhere on the page: they go to the import, a backup to its restoring, and the page stays.

use yew::prelude::*;
use yew_router::navigator::Navigator;

use crate::ui::backup_file::BackupFile;
use crate::ui::components::Tone;
use crate::ui::context::Services;
use crate::ui::pages::Incoming;
use crate::ui::store::{Action, State};
use crate::ui::{DeskHandle, Msg, Route};

/// Keeps the browser from leaving the app for a file that is held over the page.
pub(super) fn hold(event: DragEvent) {
    let kinds = event.data_transfer().map(|data| data.types());
    if kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "Files")) {
        event.prevent_default();
    }
}

/// Takes dropped files to where they are read, unless something on the page took them already.
pub(super) fn take(
    event: DragEvent,
    desk: &DeskHandle,
    services: &Services,
    dispatcher: &UseReducerDispatcher<State>,
    navigator: Option<&Navigator>,
) {
    if event.default_prevented() {
        return;
    }
    let Some(list) = event.data_transfer().and_then(|data| data.files()).filter(|list| list.length() > 0) else {
        return;
    };
    event.prevent_default();
    let files = services.files.carried(&list);
    if !desk.is_writable() {
        return desk.tell(Tone::Attention, Msg::BookplaceNotHere);
    }
    let (action, route) = match BackupFile::among(&files) {
        Some(backup) => (Action::Restore(Some(backup)), Route::Book),
        None => (Action::Receive(Some(Incoming::Files(files.into()))), Route::Import),
    };
    dispatcher.dispatch(action);
    if let Some(navigator) = navigator {
        navigator.push(&route);
    }
}
