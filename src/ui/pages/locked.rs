//! The screen of a locked book: its passphrase, and what is left to do without it.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::{DiscardDialog, PassphraseField};
use crate::seal::{Key, Lock, Unopened};
use crate::ui::components::{Button, ButtonKind, Icon, IconName, Notice, Tone};
use crate::ui::desk::Shelf;
use crate::ui::hooks::focus_inside;
use crate::ui::store::Action;
use crate::ui::words::unopened;
use crate::ui::{Msg, use_locale, use_services, use_store};

/// Props of [`Unlocking`].
#[derive(Clone, Properties, PartialEq)]
pub struct LockedProps {
    /// What holds the key.
    pub lock: Lock,
    /// Which book it is.
    pub shelf: Shelf,
    /// Whether another tab has it open.
    pub is_elsewhere: bool,
    /// Called with the key, or without it when the book is to be looked for again.
    pub on_open: Callback<Option<Rc<Key>>>,
}

/// How far a try is.
#[derive(Clone, Copy, PartialEq)]
enum Try {
    None,
    Running,
    Failed(Unopened),
}

/// Asks for the passphrase.
#[component]
pub(super) fn Unlocking(props: &LockedProps) -> Html {
    let locale = use_locale();
    let services = use_services();
    let store = use_store();
    let typed = use_state_eq(AttrValue::default);
    let trying = use_state_eq(|| Try::None);
    let is_forgotten = use_state_eq(|| false);
    let is_deleting = use_state_eq(|| false);
    let on_submit = {
        let (typed, trying, services) = (typed.clone(), trying.clone(), services.clone());
        let (lock, on_open) = (props.lock.clone(), props.on_open.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if typed.is_empty() || *trying == Try::Running {
                return;
            }
            trying.set(Try::Running);
            let (typed, trying, services) = (typed.clone(), trying.clone(), services.clone());
            let (lock, on_open) = (lock.clone(), on_open.clone());
            spawn_local(async move {
                // The page is busy meanwhile: what it does is shown before.
                TimeoutFuture::new(SHOWN).await;
                match lock.open(&typed, &services.random) {
                    Ok(key) => on_open.emit(Some(Rc::new(key))),
                    Err(why) => trying.set(Try::Failed(why)),
                }
            });
        })
    };
    let on_input = {
        let (typed, trying) = (typed.setter(), trying.setter());
        Callback::from(move |text| {
            typed.set(text);
            trying.set(Try::None);
        })
    };
    let set = |state: &UseStateHandle<bool>, to: bool| {
        let state = state.setter();
        Callback::from(move |()| state.set(to))
    };
    let (other, label) = match props.shelf {
        Shelf::Own => (Shelf::Example, Msg::StartExampleOpen),
        Shelf::Example => (Shelf::Own, Msg::DeskExampleLeave),
    };
    let open_other = {
        let dispatcher = store.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(Action::Open(other)))
    };
    // Who comes to the screen can type at once.
    let card = use_node_ref();
    use_effect_with(card.clone(), |card| focus_inside(card, "input"));
    let is_running = *trying == Try::Running;
    let error = match *trying {
        Try::Failed(why) => Some(unopened(&locale, why)),
        _ => None,
    };
    html! {
        <main class="locked">
            <form class="locked__card stack" ref={card} onsubmit={on_submit}>
                <span class="locked__mark"><Icon name={IconName::Lock} /></span>
                <h1 class="locked__title">{ locale.t(Msg::ShellProduct) }</h1>
                <p class="text-quiet">{ locale.t(Msg::SealLocked) }</p>
                if props.is_elsewhere { <p class="text-quiet">{ locale.t(Msg::DeskElsewhere) }</p> }
                <PassphraseField label={locale.t(Msg::SealPassphrase)} value={(*typed).clone()} {on_input} {error} />
                <Button kind={ButtonKind::Submit} icon={IconName::Lock} disabled={typed.is_empty() || is_running}
                    label={locale.t(if is_running { Msg::SealUnlocking } else { Msg::SealUnlock })} />
                <Button kind={ButtonKind::Quiet} label={locale.t(Msg::SealForgotten)} on_click={set(&is_forgotten, !*is_forgotten)} />
                if *is_forgotten {
                    <Notice tone={Tone::Attention} title={locale.t(Msg::SealForgottenTitle)}>
                        <p>{ locale.t(Msg::SealForgottenText) }</p>
                        <div class="cluster">
                            <Button label={locale.t(label)} on_click={open_other} />
                            if !props.is_elsewhere {
                                <Button kind={ButtonKind::Danger} icon={IconName::Trash} label={locale.t(Msg::SealDelete)} on_click={set(&is_deleting, true)} />
                            }
                        </div>
                    </Notice>
                }
            </form>
            <DiscardDialog book={props.shelf} open={*is_deleting} on_close={set(&is_deleting, false)} on_gone={props.on_open.reform(|()| None)} />
        </main>
    }
}

/// So long it takes to show what is being done, in milliseconds.
const SHOWN: u32 = 50;
