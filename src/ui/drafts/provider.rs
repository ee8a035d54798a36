//! Keeps what is typed for all pages, and over a reload for the day.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::{Drafts, kept};
use crate::port::preferences::Preferences;
use crate::ui::context::use_services;
use crate::ui::desk::{DeskHandle, Shelf, use_desk};

/// Props of [`DraftsProvider`].
#[derive(Properties, PartialEq)]
pub struct DraftsProviderProps {
    /// What can use the drafts.
    pub children: Html,
}

/// Keeps drafts as long as the page is open, and over a reload for the day.
#[component]
pub fn DraftsProvider(props: &DraftsProviderProps) -> Html {
    let turned = use_force_update();
    let desk = use_desk();
    let services = use_services();
    let name = match desk.shelf() {
        Shelf::Own => "drafts",
        Shelf::Example => "drafts-example",
    };
    let kept = use_memo((), |()| {
        let desk = desk.read();
        let value = kept::shown(services.preferences.read(name), desk.store().key().as_deref());
        let forms = kept::read(value, desk.today(), desk.book());
        Drafts { typed: Rc::new(RefCell::new(forms)), ..Drafts::default() }
    });
    let drafts = Drafts {
        version: kept.turns.get(),
        turned: Callback::from(move |()| turned.force_update()),
        ..(*kept).clone()
    };
    let erasures = desk.read().erasures();
    use_effect_with(erasures, {
        let (drafts, desk) = (drafts.clone(), desk.clone());
        move |erasures| {
            if *erasures > 0 {
                drafts.close_all(|form| !form.is_of(desk.read().book()));
            }
        }
    });
    let was_sealed = use_mut_ref(|| false);
    use_effect_with((kept.turns.get(), desk.is_sealed(), desk.is_writer()), {
        let (kept, desk) = (kept.clone(), desk.clone());
        move |(turns, is_sealed, is_writer)| {
            // What was typed before a book was sealed or opened for good is hidden or shown with it.
            let has_turned = was_sealed.replace(*is_sealed) != *is_sealed;
            if (*turns > 0 || has_turned) && *is_writer {
                keep(&kept, &desk, &*services.preferences, name);
            }
        }
    });
    html! { <ContextProvider<Drafts> context={drafts}>{ props.children.clone() }</ContextProvider<Drafts>> }
}

/// Writes what is typed; a part of its own, because no first screen needs it.
#[inline(never)]
fn keep(drafts: &Drafts, desk: &DeskHandle, preferences: &dyn Preferences, name: &str) {
    let key = desk.read().store().key();
    let value = kept::written(&drafts.typed.borrow(), desk.read().today());
    // A draft that cannot be kept is still there until the page is left.
    let _ = preferences.write(name, &kept::hidden(value, key.as_deref()));
}
