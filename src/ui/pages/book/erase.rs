//! Deleting everything: the one act without undo, and so the one that asks.

use yew::prelude::*;

use super::words;
use crate::ui::components::{Button, ButtonKind, Dialog, IconName, Section, TextField, Tone};
use crate::ui::store::{Action, Toast};
use crate::ui::{Msg, use_desk, use_locale, use_store};

/// A button, and the question behind it.
#[component]
pub(super) fn Erase() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let open = use_state_eq(|| false);
    let typed = use_state_eq(AttrValue::default);
    // The book's own name is the harder one to type without meaning it.
    let word = match desk.read().book().settings().name() {
        "" => locale.t(Msg::BookplaceEraseWord),
        name => AttrValue::from(name.to_owned()),
    };
    let what = {
        let desk = desk.read();
        match desk.book().customers().is_empty() && desk.book().ledger().is_empty() {
            true => locale.t(Msg::BookplaceEraseRest),
            false => locale.t(Msg::BookplaceEraseWhat { what: words::amounts(&locale, desk.book()) }),
        }
    };
    let is_meant = typed.trim() == word.trim();
    let turn = |to: bool| {
        let (open, typed) = (open.setter(), typed.setter());
        Callback::from(move |()| {
            typed.set(AttrValue::default());
            open.set(to);
        })
    };
    let close = turn(false);
    let erase = {
        let (desk, close, dispatcher, said) =
            (desk.clone(), close.clone(), store.dispatcher(), locale.t(Msg::BookplaceErased));
        Callback::from(move |()| {
            if is_meant && desk.erase() {
                // Nothing of what was done before can be taken back now.
                dispatcher.dispatch(Action::Open(desk.shelf()));
                dispatcher.dispatch(Action::Say(Toast::new(Tone::Info, said.clone())));
                close.emit(());
            }
        })
    };
    let on_submit = {
        let erase = erase.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            erase.emit(());
        })
    };
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let footer = html! {
        <>
            <Button label={locale.t(Msg::ComponentCancel)} on_click={close.clone()} />
            <Button kind={ButtonKind::Danger} icon={IconName::Trash} label={locale.t(Msg::BookplaceErase)} on_click={erase} disabled={!is_meant} />
        </>
    };
    html! {
        <Section title={locale.t(Msg::BookplaceErase)}>
            <div class="stack">
                <p class="text-quiet">{ locale.t(Msg::BookplaceEraseText) }</p>
                <div class="cluster">
                    <Button kind={ButtonKind::Danger} icon={IconName::Trash} label={locale.t(Msg::BookplaceEraseAsk)} on_click={turn(true)} disabled={!desk.is_writable()} />
                </div>
            </div>
            <Dialog title={locale.t(Msg::BookplaceErase)} open={*open} on_close={close} {footer}>
                <form class="stack" onsubmit={on_submit}>
                    <p>{ what }</p>
                    <TextField label={locale.t(Msg::BookplaceEraseType { word })} value={(*typed).clone()} {on_input} />
                </form>
            </Dialog>
        </Section>
    }
}
