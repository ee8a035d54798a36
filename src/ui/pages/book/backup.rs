//! The backup: one file out, and one file back in that is told before it replaces anything.

use std::rc::Rc;

use web_sys::Element;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::folder::BackupFolder;
use super::offer::{ByPlace, Offer};
use super::restore::{Phase, Restoring};
use super::saving::use_saving;
use super::unsealing::Unsealing;
use super::words;
use crate::transfer::backup::{Fault, Shut};
use crate::ui::components::{Button, ButtonKind, IconName, Notice, Progress, Section, Tone};
use crate::ui::{Command, Keys, Locale, Msg, use_desk, use_locale, use_page_commands, use_services, use_store};

/// Props of [`BackupSection`].
#[derive(Properties, PartialEq)]
pub(super) struct BackupProps {
    /// A backup on its way back.
    pub(super) restoring: Restoring,
}

/// Saving and restoring.
#[component]
pub(super) fn BackupSection(props: &BackupProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let services = use_services();
    let restoring = props.restoring.clone();
    let saving = use_saving();
    let on_save = saving.safe.clone();
    let is_sealed = desk.is_sealed();
    use_page_commands(vec![Command::new(Msg::BookplaceSave, IconName::Download, Keys::Plain("s"), on_save.clone())]);
    let on_choose = {
        let take = restoring.take.clone();
        Callback::from(move |()| {
            let (take, files) = (take.clone(), services.files.clone());
            spawn_local(async move {
                if let Some(file) = files.pick(".json").await.into_iter().next() {
                    take.emit(file);
                }
            });
        })
    };
    let last = match store.preferences.backed_up {
        Some(day) => {
            locale.t(Msg::BookplaceBackedUp { day: locale.date(day), ago: locale.relative(day, desk.read().today()) })
        }
        None => locale.t(Msg::BookplaceNeverBackedUp),
    };
    let drop_it = restoring.leave.clone();
    let offer = use_node_ref();
    use_effect_with((offer.clone(), restoring.clone()), |(offer, restoring)| {
        if let Some(offer) = offer.cast::<Element>().filter(|_| !matches!(*restoring.phase, Phase::Idle)) {
            // The file may have been dropped anywhere: what it holds comes into sight.
            offer.scroll_into_view();
        }
    });
    html! {
        <Section title={locale.t(Msg::BookplaceBackup)}>
            <div class="stack">
                <div class="text-quiet">
                    <p>{ locale.t(Msg::BookplaceBackupText) }</p>
                    if is_sealed { <p>{ locale.t(Msg::SealBackupText) }</p> }
                    <p>{ last }</p>
                </div>
                <div class="cluster">
                    <Button kind={ButtonKind::Primary} icon={IconName::Download} label={locale.t(Msg::BookplaceSave)} on_click={on_save} />
                    if is_sealed { <Button icon={IconName::Download} label={locale.t(Msg::SealBackupPlain)} on_click={saving.plain} /> }
                    <Button icon={IconName::Upload} label={locale.t(Msg::StartRestoreChoose)} on_click={on_choose} disabled={!desk.is_writable()} />
                </div>
                <BackupFolder />
                <div ref={offer}>{ match &*restoring.phase {
                    Phase::Idle => Html::default(),
                    Phase::Reading => html! { <Progress label={locale.t(Msg::BookplaceChecking)} done={0} total={0} /> },
                    Phase::Shut(name, backup, shut) => html! {
                        <Unsealing name={AttrValue::from(Rc::clone(name))} day={locale.date(backup.saved)} shut={*shut} is_running={false}
                            on_open={&restoring.open} on_leave={drop_it} />
                    },
                    Phase::Opening(name, backup) => html! {
                        <Unsealing name={AttrValue::from(Rc::clone(name))} day={locale.date(backup.saved)} shut={None::<Shut>} is_running={true}
                            on_open={&restoring.open} on_leave={drop_it} />
                    },
                    Phase::Refused(name, faults) => view_refused(&locale, name, faults, drop_it),
                    Phase::Ready(name, backup, change) => html! {
                        <Offer name={AttrValue::from(Rc::clone(name))} backup={ByPlace(Rc::clone(backup))}
                            change={change.clone().map(ByPlace)} on_merge={&restoring.merge} on_done={drop_it} />
                    },
                    // It has the page to itself.
                    Phase::Merging(..) => Html::default(),
                } }</div>
            </div>
        </Section>
    }
}

fn view_refused(locale: &Locale, name: &str, faults: &[Fault], on_dismiss: Callback<()>) -> Html {
    let line = |fault: &Fault| {
        html! {
            <li>
                if !fault.path.is_empty() { <code>{ fault.path.clone() }</code>{ " " } }
                if !fault.value.is_empty() { <q>{ fault.value.clone() }</q>{ " " } }
                { words::fault(locale, fault) }
            </li>
        }
    };
    html! {
        <Notice tone={Tone::Bad} title={locale.t(Msg::BookplaceRefused { name: name.to_owned().into() })} {on_dismiss}>
            <p>{ locale.t(Msg::BookplaceKeptAsIs) }</p>
            <ul class="bookplace__faults">{ for faults.iter().map(line) }</ul>
        </Notice>
    }
}
