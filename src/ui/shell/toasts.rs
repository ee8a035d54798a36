//! What was just done, with the way to take it back for ten seconds.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::ui::components::{Button, ButtonKind, Icon, IconButton, IconName};
use crate::ui::store::{Action, Toast};
use crate::ui::{Msg, use_locale, use_store};

/// How long a message stays, in milliseconds.
const STAY_MS: u32 = 10_000;

/// The messages over the foot of the page.
#[component]
pub(super) fn Toasts() -> Html {
    let store = use_store();
    let dispatcher = store.dispatcher();
    let on_gone = use_callback((), move |id: u32, ()| dispatcher.dispatch(Action::Dismiss(id)));
    html! {
        <div class="toasts" aria-live="polite">
            { for store.toasts.iter().map(|toast| html! { <ToastView key={toast.id} toast={toast.clone()} on_gone={&on_gone} /> }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ToastViewProps {
    toast: Toast,
    on_gone: Callback<u32>,
}

#[component]
fn ToastView(props: &ToastViewProps) -> Html {
    let locale = use_locale();
    let toast = &props.toast;
    let id = toast.id;
    let held = use_state_eq(|| false);
    use_effect_with((id, *held), {
        let on_gone = props.on_gone.clone();
        move |(id, held)| {
            let id = *id;
            let timeout = (!held).then(|| Timeout::new(STAY_MS, move || on_gone.emit(id)));
            move || drop(timeout)
        }
    });
    let hold = |value: bool| {
        let held = held.setter();
        Callback::from(move |_: MouseEvent| held.set(value))
    };
    let gone = props.on_gone.reform(move |()| id);
    let undo = toast.undo.clone().map(|undo| {
        let gone = gone.clone();
        Callback::from(move |()| {
            undo.emit(());
            gone.emit(());
        })
    });
    html! {
        <div class={classes!("toast", toast.tone.class())} onmouseenter={hold(true)} onmouseleave={hold(false)}>
            <Icon name={toast.tone.icon()} />
            <span class="toast__text">{ &toast.text }</span>
            if let Some(on_click) = undo { <Button kind={ButtonKind::Quiet} label={locale.t(Msg::ShellUndo)} {on_click} /> }
            <IconButton icon={IconName::Close} label={locale.t(Msg::ComponentDismiss)} on_click={gone} />
        </div>
    }
}
