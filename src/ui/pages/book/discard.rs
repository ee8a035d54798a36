//! Deleting a book that cannot be opened, after its word was typed.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::store::{Store, StoreFault};
use crate::ui::components::{Notice, Tone};
use crate::ui::desk::Shelf;
use crate::ui::parts::TypedDialog;
use crate::ui::words::store_fault;
use crate::ui::{Msg, use_locale, use_services};

/// Props of [`DiscardDialog`].
#[derive(Properties, PartialEq)]
pub(in crate::ui::pages) struct DiscardProps {
    /// Which book.
    pub(in crate::ui::pages) book: Shelf,
    /// Whether it is asked.
    pub(in crate::ui::pages) open: bool,
    /// Called when it is not to be deleted.
    pub(in crate::ui::pages) on_close: Callback<()>,
    /// Called when it is deleted.
    pub(in crate::ui::pages) on_gone: Callback<()>,
}

/// The question.
#[component]
pub(in crate::ui::pages) fn DiscardDialog(props: &DiscardProps) -> Html {
    let locale = use_locale();
    let services = use_services();
    let failed = use_state_eq(|| None::<StoreFault>);
    let word = locale.t(Msg::BookplaceEraseWord);
    let on_do = {
        let (book, on_gone, failed) = (props.book.book(), props.on_gone.clone(), failed.setter());
        Callback::from(move |()| {
            let (places, on_gone, failed) = ((services.places)(book.clone()), on_gone.clone(), failed.clone());
            spawn_local(async move {
                match Store::discard(places.await).await {
                    Ok(()) => on_gone.emit(()),
                    Err(fault) => failed.set(Some(fault)),
                }
            });
        })
    };
    html! {
        <TypedDialog title={locale.t(Msg::SealDelete)} {word} open={props.open} on_close={&props.on_close} {on_do}>
            <p>{ locale.t(Msg::SealDeleteText) }</p>
            if let Some(fault) = &*failed { <Notice tone={Tone::Bad} title={store_fault(&locale, fault)} /> }
        </TypedDialog>
    }
}
