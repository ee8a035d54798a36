//! Sealing the open book, locking it, and opening it for good.
//!
//! Length: all that is done with the key of an open book, in one place.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;

use super::DeskHandle;
use crate::book::Note;
use crate::desk::sealing;
use crate::seal::{Cost, Key, Lock, Unopened};
use crate::store::{SaveState, StoreFault};
use crate::transfer::backup;
use crate::ui::Msg;
use crate::ui::components::Tone;
use crate::ui::store::{Action, Toast};
use crate::ui::words::store_fault;

/// Why a passphrase was not set, changed or taken away.
#[derive(Clone, Debug, PartialEq)]
pub enum NotSealed {
    /// The passphrase given is not the present one, or cannot be tried here.
    Unopened(Unopened),
    /// The book could not be written.
    Store(StoreFault),
}

/// What is to become of a book's passphrase; the present one proves the right to it.
#[derive(Clone, PartialEq)]
pub enum Sealing {
    /// It gets one.
    On {
        /// Which.
        new: String,
    },
    /// It gets another.
    Change {
        /// The one it has.
        present: String,
        /// The one it gets.
        new: String,
    },
    /// It has none any more.
    Off {
        /// The one it has.
        present: String,
    },
}

impl DeskHandle {
    /// Returns the text of a backup: sealed where the book is, unless a plain one is wanted.
    pub fn backup(&self, is_plain: bool) -> String {
        let desk = self.read();
        let (text, today) = (backup::write(desk.book(), desk.today()), desk.today());
        match (desk.store().lock(), desk.store().key()) {
            (Some(lock), Some(key)) if !is_plain => backup::write_sealed(&text, today, &lock, &key),
            _ => text,
        }
    }

    /// Tells whether the book is sealed.
    pub fn is_sealed(&self) -> bool {
        self.read().store().lock().is_some()
    }

    /// Gives the book a passphrase, another one, or none; nothing else can be done with it meanwhile.
    ///
    /// # Errors
    /// Tells why not. Where a home failed on the way the book is opened anew, and shows what has come of it.
    pub async fn reseal(&self, sealing: Sealing) -> Result<(), NotSealed> {
        // Argon2 keeps the page busy: what is being done is on the screen before.
        TimeoutFuture::new(SHOWN).await;
        self.saved().await;
        let store = self.read().store().clone();
        let proven = |present: &str| match store.lock() {
            Some(lock) => lock.open(present, &self.services.random).map(drop).map_err(NotSealed::Unopened),
            None => Err(NotSealed::Unopened(Unopened::Refused)),
        };
        let note = match &sealing {
            Sealing::On { .. } => Note::Sealed,
            Sealing::Change { .. } => Note::Resealed,
            Sealing::Off { .. } => Note::Unsealed,
        };
        let outcome = match sealing {
            Sealing::On { new } => {
                let key = Key::new(Rc::clone(&self.services.random));
                let lock = Lock::new(&new, &key, 1, Cost::TODAY).map_err(NotSealed::Unopened)?;
                sealing::seal(&self.desk, lock, Rc::new(key)).await
            }
            Sealing::Change { present, new } => {
                proven(&present)?;
                let (Some(key), Some(lock)) = (store.key(), store.lock()) else { return Ok(()) };
                let lock = Lock::new(&new, &key, lock.turn + 1, Cost::TODAY).map_err(NotSealed::Unopened)?;
                store.change_lock(lock).await
            }
            Sealing::Off { present } => {
                proven(&present)?;
                sealing::unseal(&self.desk).await
            }
        };
        self.rewritten(outcome).map_err(NotSealed::Store)?;
        self.note(note);
        Ok(())
    }

    /// Shows the book after it was written anew; says why where it was not, and opens it anew where that failed halfway.
    pub(super) fn rewritten(&self, outcome: Result<(), StoreFault>) -> Result<(), StoreFault> {
        if let Err(fault) = &outcome {
            if !self.is_writable() {
                self.on_lock.emit(());
            }
            self.dispatcher.dispatch(Action::Say(Toast::new(Tone::Bad, store_fault(&self.locale, fault))));
        }
        self.turned.emit(());
        outcome
    }

    /// Locks the book here and in all other tabs.
    pub fn lock_everywhere(&self) {
        self.lock_others.emit(());
        self.lock();
    }

    /// Saves what waits, lets go of the key and all that was opened with it; what cannot be saved keeps it open, which
    /// is said.
    pub fn lock(&self) {
        let handle = self.clone();
        spawn_local(async move {
            handle.saved().await;
            let store = handle.read().store().clone();
            if let SaveState::NotSaved { fault, .. } = store.state() {
                let text = store_fault(&handle.locale, &fault);
                handle.dispatcher.dispatch(Action::Say(Toast::new(Tone::Bad, text)));
                return;
            }
            if handle.read().pending() > 0 {
                return handle.tell(Tone::Bad, Msg::DeskUnanswered);
            }
            store.forget_key();
            handle.on_lock.emit(());
        });
    }

    /// Waits until what can be saved is.
    pub(super) async fn saved(&self) {
        let store = self.read().store().clone();
        while let SaveState::Saving { .. } = store.settle().await {
            TimeoutFuture::new(SHOWN).await;
        }
    }
}

/// So long it takes to show what is being done, in milliseconds.
pub(super) const SHOWN: u32 = 50;
