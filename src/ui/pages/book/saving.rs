//! Handing over a backup as a file.

use yew::prelude::*;

use super::take_out::file_name;
use crate::book::Note;
use crate::ui::desk::Shelf;
use crate::ui::store::Action;
use crate::ui::{use_desk, use_services, use_store};

/// The two ways to save a backup.
pub(super) struct Saving {
    /// Sealed, where the book is.
    pub(super) safe: Callback<()>,
    /// Open to all.
    pub(super) plain: Callback<()>,
}

/// Returns the ways to save a backup.
#[hook]
pub(super) fn use_saving() -> Saving {
    let (desk, store, services) = (use_desk(), use_store(), use_services());
    let save = move |is_plain: bool| {
        let (desk, services, dispatcher) = (desk.clone(), services.clone(), store.dispatcher());
        Callback::from(move |()| {
            let (day, change) = (desk.read().today(), desk.read().last_change());
            let text = desk.backup(is_plain);
            let is_given =
                services.files.download(&file_name(&desk, "backup", "json"), "application/json", text.as_bytes());
            if is_given.is_ok() {
                desk.note(Note::BackedUp);
                if desk.shelf() == Shelf::Own {
                    dispatcher.dispatch(Action::BackUp { day, change });
                }
            }
        })
    };
    Saving { safe: save(false), plain: save(true) }
}

/// Returns what hands the reader a backup of the open book as a file, sealed where the book is.
#[hook]
pub(in crate::ui) fn use_backup_file() -> Callback<()> {
    use_saving().safe
}
