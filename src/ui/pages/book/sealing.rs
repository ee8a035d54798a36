//! The passphrase of the book: set, changed, taken away, and when the book is locked.

use std::rc::Rc;

use yew::prelude::*;

use super::reseal::{Kind, ResealDialog};
use crate::ui::components::{Button, Choice, IconName, Section, Segmented};
use crate::ui::parts::There;
use crate::ui::store::{Action, Idle};
use crate::ui::{Msg, use_desk, use_locale, use_store};

/// After so many minutes a book may be locked by itself.
const MINUTES: [u32; 4] = [5, 15, 60, 0];

/// What protects the book, and what can be done about it.
#[component]
pub(super) fn SealSection() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let open = use_state_eq(|| None::<Kind>);
    let ask = |kind: Kind| {
        let open = open.setter();
        Callback::from(move |()| open.set(Some(kind)))
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    let on_lock = {
        let desk = desk.clone();
        Callback::from(move |()| desk.lock_everywhere())
    };
    let choices: Rc<[Choice]> = MINUTES
        .iter()
        .map(|minutes| {
            let label = match minutes {
                0 => locale.t(Msg::SealNever),
                minutes => locale.t(Msg::SealMinutes { n: (*minutes).into() }),
            };
            Choice::new(minutes.to_string(), label)
        })
        .collect();
    let on_idle = {
        let dispatcher = store.dispatcher();
        Callback::from(move |minutes: AttrValue| {
            let minutes = minutes.parse().unwrap_or_default();
            dispatcher.dispatch(Action::LockWhenIdle(Idle(minutes)));
        })
    };
    let disabled = !desk.is_writer();
    html! {
        <Section title={locale.t(Msg::SealTitle)}>
            <div class="stack">
                if desk.is_sealed() {
                    <p class="text-quiet">{ locale.t(Msg::SealIsOn) }</p>
                    <div class="cluster">
                        <Button icon={IconName::Lock} label={locale.t(Msg::SealLockNow)} on_click={on_lock} />
                        <Button label={locale.t(Msg::SealChange)} on_click={ask(Kind::Change)} {disabled} />
                        <Button label={locale.t(Msg::SealOff)} on_click={ask(Kind::Off)} {disabled} />
                    </div>
                    <Segmented label={locale.t(Msg::SealIdle)} {choices} value={store.preferences.idle.0.to_string()} on_change={on_idle} />
                } else {
                    <p class="text-quiet">{ locale.t(Msg::SealIsOff) }</p>
                    <div class="cluster"><Button icon={IconName::Lock} label={locale.t(Msg::SealOn)} on_click={ask(Kind::On)} {disabled} /></div>
                }
                <There />
            </div>
            <ResealDialog kind={*open} on_close={close} />
        </Section>
    }
}
