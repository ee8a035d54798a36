//! Deleting everything, which has no undo and so asks.

use yew::prelude::*;

use super::words;
use crate::ui::components::{Button, ButtonKind, IconName, Section, Tone};
use crate::ui::parts::{There, TypedDialog};
use crate::ui::store::{Action, Toast};
use crate::ui::{Msg, use_desk, use_locale, use_store};

/// A button, and the question behind it.
#[component]
pub(super) fn Erase() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let open = use_state_eq(|| false);
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
    let turn = |to: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(to))
    };
    let close = turn(false);
    let on_do = {
        let (desk, close, dispatcher, said) =
            (desk.clone(), close.clone(), store.dispatcher(), locale.t(Msg::BookplaceErased));
        Callback::from(move |()| {
            if desk.erase() {
                // Nothing of what was done before can be taken back now.
                dispatcher.dispatch(Action::Open(desk.shelf()));
                dispatcher.dispatch(Action::Say(Toast::new(Tone::Info, said.clone())));
                close.emit(());
            }
        })
    };
    html! {
        <Section title={locale.t(Msg::BookplaceErase)}>
            <div class="stack">
                <p class="text-quiet">{ locale.t(Msg::BookplaceEraseText) }</p>
                <There />
                <div class="cluster">
                    <Button kind={ButtonKind::Danger} icon={IconName::Trash} label={locale.t(Msg::BookplaceEraseAsk)} on_click={turn(true)} disabled={!desk.is_writer()} />
                </div>
            </div>
            <TypedDialog title={locale.t(Msg::BookplaceErase)} {word} open={*open} on_close={close} {on_do}>
                <p>{ what }</p>
            </TypedDialog>
        </Section>
    }
}
