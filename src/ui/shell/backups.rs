//! Backups that nobody has to think of: into the reader's folder by themselves, else a reminder.
//!
//! Length: both ways, with what leads to each and what stands in its way.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::port::folder::Chosen;
use crate::port::key_value::HomeFault;
use crate::transfer::backup::rotation;
use crate::ui::components::{Button, ButtonKind, Notice, Tone};
use crate::ui::context::Services;
use crate::ui::desk::Shelf;
use crate::ui::pages::use_backup_file;
use crate::ui::store::{Action, FolderState, Saving};
use crate::ui::{DeskHandle, Locale, Msg, Store, use_desk, use_locale, use_services, use_store};

/// The pause after an edit, in milliseconds, in which further ones are waited for.
const PAUSE: u32 = 5_000;

/// A backup takes at most one part in so many of the time.
const PART: u32 = 200;

/// So many days after a reminder was put off the next one comes.
const LATER: i32 = 3;

/// Writes into the folder of backups and reminds; shows what stands in the way.
#[component]
pub(super) fn Backups() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let services = use_services();
    let on_save = use_backup_file();
    use_effect_with((), {
        let (services, store) = (services.clone(), store.clone());
        move |()| spawn_local(look(services, store))
    });
    use_folder(&locale, &desk, &store, &services);
    let today = desk.read().today();
    let is_own = desk.shelf() == Shelf::Own && !desk.read().book().customers().is_empty();
    let behind = desk.read().changes_since(in_backup(&store));
    let has_folder = matches!(&store.folder, FolderState::Chosen { .. });
    use_effect_with((is_own && store.preferences.remind_from.is_none(), today), {
        let dispatcher = store.dispatcher();
        move |(is_new, today)| {
            if *is_new {
                dispatcher.dispatch(Action::Remind(today.plus_days(1)));
            }
        }
    });
    if let FolderState::Chosen { name, may_write: false, .. } = &store.folder
        && is_own
    {
        let allow = allow(services, store.clone());
        return html! {
            <div class="banners">
                <Notice tone={Tone::Attention} title={locale.t(Msg::BookplaceFolderShut { name: name.clone().into() })}
                    actions={html! { <Button kind={ButtonKind::Primary} label={locale.t(Msg::BookplaceFolderAllow)} on_click={allow} /> }} />
            </div>
        };
    }
    let is_due = store.preferences.remind_from.is_some_and(|from| from <= today);
    if !is_own || has_folder || store.folder == FolderState::Unknown || behind == 0 || !is_due {
        return Html::default();
    }
    let title = match store.preferences.backed_up {
        Some(day) => locale.t(Msg::BookplaceRemind { n: behind, ago: locale.relative(day, today) }),
        None => locale.t(Msg::BookplaceRemindFirst),
    };
    let later = {
        let dispatcher = store.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(Action::Remind(today.plus_days(LATER))))
    };
    let actions = html! { <>
        <Button kind={ButtonKind::Primary} label={locale.t(Msg::BookplaceSave)} on_click={on_save} />
        <Button label={locale.t(Msg::BookplaceRemindLater)} on_click={later} />
    </> };
    html! { <div class="banners"><Notice tone={Tone::Info} {title} {actions} /></div> }
}

/// Returns the number of the last change in the last backup.
fn in_backup(store: &Store) -> u64 {
    store.preferences.backed_up_change.parse().unwrap_or(0)
}

/// Returns the number of the last change of the open book.
fn last_change(desk: &DeskHandle) -> u64 {
    desk.read().last_change()
}

/// Looks whether there is a folder, as the browser remembers it.
async fn look(services: Services, store: Store) {
    let is_chosen = services.folder.is_possible() && !store.preferences.folder_mark.is_empty();
    let found = if is_chosen { services.folder.look().await } else { Ok(None) };
    note(&store, found);
}

/// Notes the folder that the browser tells of; when it cannot tell, nothing is forgotten.
fn note(store: &Store, found: Result<Option<Chosen>, HomeFault>) {
    let Ok(found) = found else { return };
    let mark = store.preferences.folder_mark.clone();
    let state = found.map_or(FolderState::None, |chosen| FolderState::chosen(chosen, mark));
    store.dispatch(Action::Folder(state));
}

fn allow(services: Services, store: Store) -> Callback<()> {
    Callback::from(move |()| {
        let (services, store) = (services.clone(), store.clone());
        spawn_local(async move {
            note(&store, services.folder.allow().await);
        });
    })
}

/// Writes the book into the folder, a while after what was done last has been saved.
#[hook]
fn use_folder(locale: &Locale, desk: &DeskHandle, store: &Store, services: &Services) {
    let waiting = use_mut_ref(|| None::<Timeout>);
    // How long the last backup took, in milliseconds.
    let took = use_mut_ref(|| 0_u32);
    let latest = use_mut_ref(|| (desk.clone(), store.clone(), locale.clone()));
    latest.replace((desk.clone(), store.clone(), locale.clone()));
    let is_wanted = matches!(store.folder, FolderState::Chosen { may_write: true, .. })
        && desk.shelf() == Shelf::Own
        && desk.is_writer()
        && matches!(store.saving, Saving::Idle | Saving::Saved(_))
        && !desk.read().book().customers().is_empty()
        && last_change(desk) != in_backup(store);
    use_effect_with((is_wanted, desk.version()), {
        let services = services.clone();
        move |(is_wanted, _)| {
            if !*is_wanted || waiting.borrow().is_some() {
                return;
            }
            let pause = PAUSE.max(took.borrow().saturating_mul(PART));
            let fired = Rc::clone(&waiting);
            let timer = Timeout::new(pause, move || {
                fired.replace(None);
                spawn_local(write(services, latest.borrow().clone(), took));
            });
            waiting.replace(Some(timer));
        }
    });
}

async fn write(services: Services, (desk, store, locale): (DeskHandle, Store, Locale), took: Rc<RefCell<u32>>) {
    let FolderState::Chosen { name, mark, may_write: true, .. } = store.folder.clone() else { return };
    let begun = services.clock.now();
    let (today, change) = (desk.read().today(), last_change(&desk));
    let text = desk.backup(false);
    let done = rotation::put(&*services.folder, today, &mark, &text).await;
    let now = services.clock.now();
    took.replace(u32::try_from(now - begun).unwrap_or(0));
    let may_write =
        done.is_ok() || services.folder.look().await.is_ok_and(|found| found.is_some_and(|it| it.may_write));
    let fault = done.as_ref().err().map(|fault| match fault {
        HomeFault::Full => locale.t(Msg::BookplaceFolderFull),
        HomeFault::Forbidden => locale.t(Msg::BookplaceFolderRefused),
        HomeFault::Failed(words) => words.clone().into(),
    });
    store.dispatch(Action::Folder(FolderState::Chosen {
        name,
        mark,
        may_write,
        at: done.is_ok().then_some(now),
        fault,
    }));
    if done.is_ok() {
        store.dispatch(Action::BackUp { day: today, change });
    }
}
