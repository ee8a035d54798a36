//! Deleting a book that cannot be opened, after its word was typed.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::store::{Store, StoreFault};
use crate::ui::components::{Button, ButtonKind, Dialog, IconName, Notice, TextField, Tone};
use crate::ui::desk::Shelf;
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
    let typed = use_state_eq(AttrValue::default);
    let failed = use_state_eq(|| None::<StoreFault>);
    let word = locale.t(Msg::BookplaceEraseWord);
    let is_meant = typed.trim() == word.as_str();
    let discard = {
        let (book, on_gone, failed) = (props.book.book(), props.on_gone.clone(), failed.setter());
        Callback::from(move |()| {
            if !is_meant {
                return;
            }
            let (places, on_gone, failed) = ((services.places)(book.clone()), on_gone.clone(), failed.clone());
            spawn_local(async move {
                match Store::discard(places.await).await {
                    Ok(()) => on_gone.emit(()),
                    Err(fault) => failed.set(Some(fault)),
                }
            });
        })
    };
    let on_submit = discard.reform(|event: SubmitEvent| event.prevent_default());
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let footer = html! {
        <>
            <Button label={locale.t(Msg::ComponentCancel)} on_click={&props.on_close} />
            <Button kind={ButtonKind::Danger} icon={IconName::Trash} label={locale.t(Msg::SealDelete)} on_click={discard} disabled={!is_meant} />
        </>
    };
    html! {
        <Dialog title={locale.t(Msg::SealDelete)} open={props.open} on_close={&props.on_close} {footer}>
            <form class="stack" onsubmit={on_submit}>
                <p>{ locale.t(Msg::SealDeleteText) }</p>
                <TextField label={locale.t(Msg::BookplaceEraseType { word })} value={(*typed).clone()} {on_input} />
                if let Some(fault) = &*failed { <Notice tone={Tone::Bad} title={store_fault(&locale, fault)} /> }
            </form>
        </Dialog>
    }
}
