//! The dialog that gives the book a passphrase, another one, or none.
//!
//! Length: one form, its three kinds, and what it says before and after.

use yew::platform::spawn_local;
use yew::prelude::*;

use super::passphrase::{NewPassphrase, PassphraseField, is_usable};
use super::saving::use_saving;
use crate::ui::components::{Button, ButtonKind, Checkbox, Dialog, IconName, Notice, Progress, Tone};
use crate::ui::desk::{NotSealed, Sealing};
use crate::ui::words::{store_fault, unopened};
use crate::ui::{Msg, use_desk, use_locale};

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    On,
    Change,
    Off,
}

/// Props of [`ResealDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct ResealProps {
    /// What is to be done, if the dialog is open.
    pub(super) kind: Option<Kind>,
    /// Called when it is done or left.
    pub(super) on_close: Callback<()>,
}

/// What is typed and ticked.
#[derive(Clone, Default, PartialEq)]
struct Form {
    present: AttrValue,
    new: (AttrValue, AttrValue),
    is_understood: bool,
    is_running: bool,
    failed: Option<NotSealed>,
}

impl Form {
    fn is_ready(&self, kind: Kind) -> bool {
        let is_proven = kind == Kind::On || !self.present.is_empty();
        let is_chosen = kind == Kind::Off || is_usable(&self.new) && self.is_understood;
        is_proven && is_chosen && !self.is_running
    }

    fn sealing(&self, kind: Kind) -> Sealing {
        let (present, new) = (self.present.to_string(), self.new.0.to_string());
        match kind {
            Kind::On => Sealing::On { new },
            Kind::Change => Sealing::Change { present, new },
            Kind::Off => Sealing::Off { present },
        }
    }
}

/// Asks for what is needed and does it.
#[component]
pub(super) fn ResealDialog(props: &ResealProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let saving = use_saving();
    let form = use_state_eq(Form::default);
    let kind = props.kind.unwrap_or(Kind::On);
    let (title, text, act, done) = match kind {
        Kind::On => (Msg::SealOnTitle, Msg::SealOnText, Msg::SealOnDo, Msg::SealOnDone),
        Kind::Change => (Msg::SealChangeTitle, Msg::SealChangeText, Msg::SealChangeDo, Msg::SealChangeDone),
        Kind::Off => (Msg::SealOffTitle, Msg::SealOffText, Msg::SealOffDo, Msg::SealOffDone),
    };
    let close = {
        let (form, on_close) = (form.clone(), props.on_close.clone());
        Callback::from(move |()| {
            if !form.is_running {
                form.set(Form::default());
                on_close.emit(());
            }
        })
    };
    let change = |write: fn(&mut Form, AttrValue)| {
        let form = form.clone();
        Callback::from(move |text| {
            let mut next = Form { failed: None, ..(*form).clone() };
            write(&mut next, text);
            form.set(next);
        })
    };
    let act_now = {
        let (form, desk, on_close) = (form.clone(), desk.clone(), props.on_close.clone());
        Callback::from(move |()| {
            if !form.is_ready(kind) {
                return;
            }
            let sealing = form.sealing(kind);
            form.set(Form { is_running: true, failed: None, ..(*form).clone() });
            let (form, desk, on_close, done) = (form.clone(), desk.clone(), on_close.clone(), done.clone());
            spawn_local(async move {
                match desk.reseal(sealing).await {
                    Ok(()) => {
                        form.set(Form::default());
                        desk.tell(Tone::Good, done);
                        on_close.emit(());
                    }
                    Err(why) => form.set(Form { is_running: false, failed: Some(why), ..(*form).clone() }),
                }
            });
        })
    };
    let on_submit = act_now.reform(|event: SubmitEvent| event.prevent_default());
    let on_new = {
        let form = form.clone();
        Callback::from(move |new| form.set(Form { new, ..(*form).clone() }))
    };
    let on_understood = {
        let form = form.clone();
        Callback::from(move |is_understood| form.set(Form { is_understood, ..(*form).clone() }))
    };
    let wrong = match &form.failed {
        Some(NotSealed::Unopened(why)) => Some(unopened(&locale, *why)),
        _ => None,
    };
    let footer = html! {
        <>
            <Button label={locale.t(Msg::ComponentCancel)} on_click={close.clone()} disabled={form.is_running} />
            <Button kind={ButtonKind::Primary} icon={IconName::Lock} label={locale.t(act)} on_click={act_now} disabled={!form.is_ready(kind)} />
        </>
    };
    html! {
        <Dialog title={locale.t(title)} open={props.kind.is_some()} on_close={close} {footer}>
            <form class="stack" onsubmit={on_submit}>
                <p>{ locale.t(text) }</p>
                if kind != Kind::On {
                    <PassphraseField label={locale.t(Msg::SealPresent)} value={form.present.clone()} on_input={change(|form, text| form.present = text)} error={wrong} />
                }
                if kind != Kind::Off {
                    <NewPassphrase typed={form.new.clone()} on_input={on_new} />
                    <Checkbox label={locale.t(Msg::SealLost)} checked={form.is_understood} on_change={on_understood} />
                }
                if kind == Kind::On {
                    <div class="cluster"><Button icon={IconName::Download} label={locale.t(Msg::SealBackupFirst)} on_click={saving.plain} /></div>
                    <p class="text-quiet">{ locale.t(Msg::SealTraces) }</p>
                }
                if form.is_running { <Progress label={locale.t(Msg::SealWorking)} done={0} total={0} /> }
                if let Some(NotSealed::Store(fault)) = &form.failed { <Notice tone={Tone::Bad} title={store_fault(&locale, fault)} /> }
                // A form is sent by Enter only where it has a button of its own.
                <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
            </form>
        </Dialog>
    }
}
