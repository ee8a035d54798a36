//! The book as a whole: bringing in, taking out, backup, storage, settings, the example, and deleting everything.

mod along;
mod backup;
mod bring_in;
mod discard;
mod erase;
mod example;
mod folder;
mod merging;
mod offer;
mod outflow;
mod passphrase;
mod pieces;
mod reading;
mod reseal;
mod restore;
mod saving;
mod sealing;
mod settings;
mod storage;
mod take_out;
mod templates;
mod unsealing;
mod words;
mod writing;

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::ui::backup_file::BackupFile;
use crate::ui::components::{Icon, IconName, Notice, PageHeader, Tone};
use crate::ui::store::Action;
use crate::ui::{Msg, Route, use_desk, use_locale, use_store};
use along::Along;
use backup::BackupSection;
use bring_in::BringIn;
pub(in crate::ui::pages) use discard::DiscardDialog;
use erase::Erase;
use example::Example;
use merging::MergeBackup;
use offer::ByPlace;
pub(in crate::ui::pages) use outflow::{note_out, save_csv, save_list};
pub(in crate::ui::pages) use passphrase::PassphraseField;
use reading::ReadAlone;
use restore::{Phase, use_restoring};
pub(in crate::ui) use saving::use_backup_file;
use sealing::SealSection;
use settings::SettingsSection;
use storage::Storage;
use take_out::TakeOut;
pub(in crate::ui::pages) use take_out::{file_name, sheets_of};
pub(in crate::ui::pages) use writing::use_writing;

/// The page of the book as a whole.
#[component]
pub fn BookPlace() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let restoring = use_restoring();
    use_effect_with(store.backup.clone(), {
        let (take, dispatcher) = (restoring.take.clone(), store.dispatcher());
        move |backup| {
            if let Some(BackupFile(file)) = backup.clone() {
                take.emit(file);
                dispatcher.dispatch(Action::Restore(None));
            }
        }
    });
    if let Phase::Merging(name, backup) = &*restoring.phase {
        return html! { <MergeBackup name={AttrValue::from(Rc::clone(name))} backup={ByPlace(Rc::clone(backup))} on_done={&restoring.leave} /> };
    }
    let actions = html! { <>
        <Link<Route> to={Route::Privacy} classes="button"><Icon name={IconName::Lock} /><span>{ locale.t(Msg::PrivacyTitle) }</span></Link<Route>>
        <Link<Route> to={Route::History} classes="button"><Icon name={IconName::Undo} /><span>{ locale.t(Msg::HistoryOpen) }</span></Link<Route>>
    </> };
    html! {
        <div class="page bookplace">
            <PageHeader title={locale.t(Msg::BookplaceTitle)} note={html! { { words::amounts(&locale, desk.read().book()) } }} {actions} />
            if !desk.is_writable() {
                <Notice tone={Tone::Attention} title={words::locked(&locale, &desk)} />
            }
            <BringIn on_backup={restoring.take.clone()} />
            <TakeOut />
            <BackupSection {restoring} />
            <SealSection />
            <Storage />
            <ReadAlone />
            <SettingsSection />
            <Along />
            <Example />
            <Erase />
        </div>
    }
}
