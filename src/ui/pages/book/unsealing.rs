//! A sealed backup on its way back: its passphrase.

use yew::prelude::*;

use super::passphrase::PassphraseField;
use crate::transfer::backup::Shut;
use crate::ui::components::{Button, ButtonKind, IconName, Notice, Tone};
use crate::ui::words::unopened;
use crate::ui::{Msg, use_locale};

/// Props of [`Unsealing`].
#[derive(Properties, PartialEq)]
pub(super) struct UnsealingProps {
    /// What the file is called.
    pub(super) name: AttrValue,
    /// When it was saved.
    pub(super) day: AttrValue,
    /// Why the last try failed.
    pub(super) shut: Option<Shut>,
    /// Whether one is being made.
    pub(super) is_running: bool,
    /// Called with the passphrase.
    pub(super) on_open: Callback<AttrValue>,
    /// Called to leave the file where it is.
    pub(super) on_leave: Callback<()>,
}

/// Asks for the passphrase of a backup.
#[component]
pub(super) fn Unsealing(props: &UnsealingProps) -> Html {
    let locale = use_locale();
    let typed = use_state_eq(AttrValue::default);
    let error = props.shut.map(|shut| match shut {
        Shut::Lock(why) => unopened(&locale, why),
        Shut::Damaged => locale.t(Msg::SealBackupDamaged),
    });
    let open = {
        let (typed, on_open) = (typed.clone(), props.on_open.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !typed.is_empty() {
                on_open.emit((*typed).clone());
            }
        })
    };
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let title = locale.t(Msg::SealBackupSealed { name: props.name.clone(), day: props.day.clone() });
    html! {
        <Notice tone={Tone::Info} {title}>
            <form class="stack" onsubmit={open}>
                <p>{ locale.t(Msg::SealBackupAsk) }</p>
                <PassphraseField label={locale.t(Msg::SealPassphrase)} value={(*typed).clone()} {on_input} {error} />
                <div class="cluster">
                    <Button kind={ButtonKind::Submit} icon={IconName::Lock} disabled={typed.is_empty() || props.is_running}
                        label={locale.t(if props.is_running { Msg::SealUnlocking } else { Msg::SealBackupOpen })} />
                    <Button label={locale.t(Msg::BookplaceLeave)} on_click={&props.on_leave} />
                </div>
            </form>
        </Notice>
    }
}
