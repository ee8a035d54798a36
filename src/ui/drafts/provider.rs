//! Keeps what is typed for all pages, and over a reload for the day.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::{Drafts, kept};
use crate::ui::context::use_services;
use crate::ui::desk::{Shelf, use_desk};

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
        let forms = kept::read(services.preferences.read(name), desk.today(), desk.book());
        Drafts { typed: Rc::new(RefCell::new(forms)), ..Drafts::default() }
    });
    use_effect_with(kept.turns.get(), {
        let (kept, desk) = (kept.clone(), desk.clone());
        move |turns| {
            if *turns > 0 && desk.is_writable() {
                let value = kept::written(&kept.typed.borrow(), desk.read().today());
                // A draft that cannot be kept is still there until the page is left.
                let _ = services.preferences.write(name, &value);
            }
        }
    });
    let drafts = Drafts {
        version: kept.turns.get(),
        turned: Callback::from(move |()| turned.force_update()),
        ..(*kept).clone()
    };
    html! { <ContextProvider<Drafts> context={drafts}>{ props.children.clone() }</ContextProvider<Drafts>> }
}
