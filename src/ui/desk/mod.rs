//! The open book as pages reach it: reading, editing with undo, and the state of saving.

mod erasing;
mod foretold;
mod keep;
mod log;
mod opened;
mod past;
mod provider;
mod sealing;
mod search;
mod state;
mod tabs;
mod whole;

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use super::components::Tone;
use super::context::Services;
use super::i18n::Msg;
use super::locale::Locale;
use super::store::{Action, State, Toast};
use super::words::store_fault;
use crate::book::{Change, Draft, Origin};
use crate::desk::Desk;
use crate::store::StoreFault;

pub use provider::{AnyDesk, DeskProvider, OpenDesk};
pub use sealing::{NotSealed, Sealing};
use search::Found;
pub use state::{Shelf, Trouble};

/// The open book. Clones reach the same desk; two are equal while nothing has changed in between.
#[derive(Clone)]
pub struct DeskHandle {
    desk: Rc<RefCell<Desk>>,
    version: u64,
    shelf: Shelf,
    trouble: Rc<Trouble>,
    turned: Callback<()>,
    on_lock: Callback<()>,
    lock_others: Callback<()>,
    services: Services,
    locale: Locale,
    dispatcher: UseReducerDispatcher<State>,
    found: Found,
}

impl PartialEq for DeskHandle {
    fn eq(&self, other: &DeskHandle) -> bool {
        Rc::ptr_eq(&self.desk, &other.desk) && self.version == other.version && self.locale == other.locale
    }
}

/// Returns the open book.
#[hook]
pub fn use_desk() -> DeskHandle {
    super::context::provided(use_context())
}

impl DeskHandle {
    /// Returns the desk for reading; let go of it before anything is edited.
    pub fn read(&self) -> Ref<'_, Desk> {
        self.desk.borrow()
    }

    /// Returns a number that grows with every change, as a dependency of what is computed from the book.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Returns which of the reader's books this is.
    pub fn shelf(&self) -> Shelf {
        self.shelf
    }

    /// Returns what came up while the book was opened.
    pub fn trouble(&self) -> &Trouble {
        &self.trouble
    }

    /// Tells whether the book can be changed in this tab.
    pub fn is_writable(&self) -> bool {
        self.read().is_writable()
    }

    /// Tells whether this tab writes the book itself, and no other does it for this one.
    pub fn is_writer(&self) -> bool {
        self.read().is_writer()
    }

    /// Makes one change by hand, says what was done and offers to take it back.
    pub fn act(&self, said: AttrValue, edit: impl FnOnce(&mut Draft)) -> Option<u64> {
        let number = self.edit(Origin::Edit, edit)?;
        self.say(said, number);
        Some(number)
    }

    /// Makes one change and says nothing; `None` when it changes nothing or cannot be made, which is said.
    pub fn edit(&self, origin: Origin, edit: impl FnOnce(&mut Draft)) -> Option<u64> {
        let at = self.services.clock.now();
        let outcome = self.desk.borrow_mut().edit(at, origin, edit);
        self.settle(outcome)
    }

    /// Makes a finished change and says nothing.
    pub fn commit(&self, change: Change) -> Option<u64> {
        let outcome = self.desk.borrow_mut().commit(change);
        self.settle(outcome.map(Some))
    }

    /// Says what was done and offers to take back the change of a number.
    pub fn say(&self, said: AttrValue, number: u64) {
        let handle = self.clone();
        let undo = Callback::from(move |()| {
            handle.take_back(number);
        });
        self.dispatcher.dispatch(Action::Say(Toast::new(Tone::Good, said).with_undo(number, undo)));
    }

    /// Says something of which nothing is to be taken back.
    pub fn tell(&self, tone: Tone, said: Msg) {
        self.dispatcher.dispatch(Action::Say(Toast::new(tone, self.locale.t(said))));
    }

    fn settle(&self, outcome: Result<Option<u64>, StoreFault>) -> Option<u64> {
        match outcome {
            Ok(None) => None,
            Ok(Some(number)) => {
                self.turned.emit(());
                self.save();
                Some(number)
            }
            Err(fault) => {
                let text = store_fault(&self.locale, &fault);
                self.dispatcher.dispatch(Action::Say(Toast::new(Tone::Bad, text)));
                None
            }
        }
    }
}
