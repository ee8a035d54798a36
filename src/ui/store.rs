//! The shared state and the one way to change it.
//!
//! Length: one arm for each change of the state.

use std::rc::Rc;

use yew::prelude::*;

use super::backup_file::BackupFile;
use super::components::{Sort, Tone};
use super::desk::Shelf;
use super::i18n::Language;
use super::pages::{Incoming, ListState};
pub use super::preferences::{Idle, Preferences, Theme};
use crate::domain::Date;
use crate::port::folder::Chosen;

/// The state and the way to change it: `store.preferences`, `store.dispatch(Action::…)`.
pub type Store = UseReducerHandle<State>;

/// What all pages share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The reader's choices for this browser.
    pub preferences: Preferences,
    /// Whether what was done is safe.
    pub saving: Saving,
    /// How the reader's folder of backups stands.
    pub folder: FolderState,
    /// What is to be imported next.
    pub incoming: Option<Incoming>,
    /// What is to be restored next.
    pub backup: Option<BackupFile>,
    /// What the list of customers shows.
    pub customers: ListState,
    /// What was just done and may be undone, newest last.
    pub toasts: Vec<Toast>,
    next_toast: u32,
}

/// Whether what was done has reached the disk.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Saving {
    /// There is nothing to save.
    #[default]
    Idle,
    /// It is on its way.
    Pending,
    /// It is safe since the instant in milliseconds since 1970.
    Saved(i64),
    /// It could not be saved, and why, in the reader's words.
    Failed(AttrValue),
    /// Nothing can be changed here.
    ReadOnly,
}

/// How the reader's folder of backups stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FolderState {
    /// Not looked at yet.
    #[default]
    Unknown,
    /// There is none.
    None,
    /// Backups go into it.
    Chosen {
        /// Its name without a path.
        name: String,
        /// What tells this browser's files from others'.
        mark: String,
        /// Whether it may be written to without asking again.
        may_write: bool,
        /// When it was last written to and read back, in milliseconds since 1970.
        at: Option<i64>,
        /// Why it could not be written to the last time, in the reader's words.
        fault: Option<AttrValue>,
    },
}

impl FolderState {
    /// Returns how a folder stands that was just chosen or found.
    pub fn chosen(Chosen { name, may_write }: Chosen, mark: String) -> FolderState {
        FolderState::Chosen { name, mark, may_write, at: None, fault: None }
    }
}

/// So many days after a backup the reader is reminded of the next one.
const REMIND_AFTER: i32 = 7;

/// A short message about what was just done.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// Tells toasts apart; given by the store.
    pub id: u32,
    /// How it is meant.
    pub tone: Tone,
    /// What was done.
    pub text: AttrValue,
    /// Takes it back, where that is possible.
    pub undo: Option<Callback<()>>,
    /// The number of the change that it takes back.
    pub change: Option<u64>,
}

impl Toast {
    /// Says what was done.
    pub fn new(tone: Tone, text: AttrValue) -> Toast {
        Toast { id: 0, tone, text, undo: None, change: None }
    }

    /// Adds the way to take a change back.
    pub fn with_undo(self, change: u64, undo: Callback<()>) -> Toast {
        Toast { undo: Some(undo), change: Some(change), ..self }
    }
}

/// A change of the shared state.
#[derive(Clone, Debug)]
pub enum Action {
    /// Chooses a language.
    Speak(Language),
    /// Chooses a theme.
    Paint(Theme),
    /// Opens the reader's own book for reading alone, or for changing it again.
    ReadAlone(bool),
    /// Chooses when a sealed book is locked by itself.
    LockWhenIdle(Idle),
    /// Forgets what was done and looked for in a book that is locked.
    Lock,
    /// Opens another book.
    Open(Shelf),
    /// Notes that the reader's own book was saved as a file on a day.
    BackUp {
        /// The day.
        day: Date,
        /// The number of the last change in the file.
        change: u64,
    },
    /// Reminds of a backup from a day on.
    Remind(Date),
    /// Notes how the reader's folder of backups stands.
    Folder(FolderState),
    /// Chooses the columns hidden in a table.
    HideColumns(String, Vec<String>),
    /// Brings something in to be imported.
    Receive(Option<Incoming>),
    /// Brings a backup to the page of the book.
    Restore(Option<BackupFile>),
    /// Shows other customers in the list.
    List(ListState),
    /// Shows the customers of the list in another order.
    Sort(Sort),
    /// Reports on saving.
    Save(Saving),
    /// Shows a message for ten seconds.
    Say(Toast),
    /// Takes a message away.
    Dismiss(u32),
    /// Takes away what offers to take back a change that is taken back.
    TakenBack(u64),
}

/// So many messages are shown at a time.
const MOST_TOASTS: usize = 3;

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        match action {
            Action::Speak(language) => state.preferences.language = language,
            Action::Paint(theme) => state.preferences.theme = theme,
            Action::ReadAlone(reads_alone) => state.preferences.reads_alone = reads_alone,
            Action::LockWhenIdle(idle) => state.preferences.idle = idle,
            Action::Lock => {
                state.toasts.clear();
                state.customers = ListState::default();
                (state.incoming, state.backup) = (None, None);
            }
            Action::Open(shelf) => {
                state.preferences.shelf = shelf;
                // What was done and looked for in the other book says nothing here.
                state.toasts.clear();
                state.customers = ListState::default();
            }
            Action::BackUp { day, change } => {
                state.preferences.backed_up = Some(day);
                state.preferences.backed_up_change = change.to_string();
                state.preferences.remind_from = Some(day.plus_days(REMIND_AFTER));
            }
            Action::Remind(day) => state.preferences.remind_from = Some(day),
            Action::Folder(folder) => {
                match &folder {
                    FolderState::None => state.preferences.folder_mark.clear(),
                    FolderState::Chosen { mark, .. } => state.preferences.folder_mark.clone_from(mark),
                    FolderState::Unknown => {}
                }
                state.folder = folder;
            }
            Action::HideColumns(table, columns) => {
                state.preferences.hidden_columns.insert(table, columns);
            }
            Action::Receive(incoming) => state.incoming = incoming,
            Action::Restore(backup) => state.backup = backup,
            Action::List(list) => state.customers = list,
            Action::Sort(sort) => state.customers = state.customers.sorted(&sort),
            Action::Save(saving) => state.saving = saving,
            Action::Say(toast) => {
                state.next_toast += 1;
                state.toasts.push(Toast { id: state.next_toast, ..toast });
                // Many decisions in a row must not cover the page; the history takes back the others.
                let surplus = state.toasts.len().saturating_sub(MOST_TOASTS);
                state.toasts.drain(..surplus);
            }
            Action::Dismiss(id) => state.toasts.retain(|toast| toast.id != id),
            Action::TakenBack(number) => state.toasts.retain(|toast| toast.change != Some(number)),
        }
        Rc::new(state)
    }
}

impl State {
    /// Starts with the reader's choices.
    pub fn new(preferences: Preferences) -> State {
        State { preferences, ..State::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_in_one_book_is_not_offered_for_undo_in_another() {
        let state = Rc::new(State::default()).reduce(Action::Say(Toast::new(Tone::Good, "one".into())));
        assert_eq!(state.reduce(Action::Open(Shelf::Example)).toasts, []);
    }

    #[test]
    fn the_newest_few_are_shown() {
        let say = |n: usize| Action::Say(Toast::new(Tone::Good, n.to_string().into()));
        let state = (1..=5).fold(Rc::new(State::default()), |state, n| state.reduce(say(n)));
        assert_eq!(state.toasts.iter().map(|toast| toast.id).collect::<Vec<_>>(), [3, 4, 5]);
    }

    #[test]
    fn a_toast_stays_until_it_is_dismissed() {
        let say = |text: &'static str| Action::Say(Toast::new(Tone::Good, text.into()));
        let state = Rc::new(State::default()).reduce(say("one")).reduce(say("two"));
        let ids: Vec<u32> = state.toasts.iter().map(|toast| toast.id).collect();
        assert_eq!(ids, [1, 2]);
        let state = state.reduce(Action::Dismiss(1));
        assert_eq!(state.toasts.iter().map(|toast| toast.text.as_str()).collect::<Vec<_>>(), ["two"]);
    }
}
