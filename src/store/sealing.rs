//! Sealing a book under a passphrase, another passphrase for it, opening it for good, and forgetting a part of it.
//!
//! Each of them is done to a book of which everything is saved, and while nothing else is written. Whatever call the
//! page ends at, the homes hold a whole book: as it was, or as it shall be. A sealed book whose head does not say that
//! it is *swept* may still have open pieces beside it; the next opening seals them.

use std::rc::Rc;

use super::fault::{Home, ReadOnly, StoreFault};
use super::generation::{Chunk, Draft, Older};
use super::head::{Head, Sealed};
use super::keeper::{Access, Places, Store};
use super::safety::SaveState;
use super::sweep::{Form, Revise};
use crate::port::key_value::HomeFault;
use crate::seal::{Key, Lock};

impl Store {
    /// Returns the lock of a sealed book.
    pub fn lock(&self) -> Option<Lock> {
        self.inner.state.borrow().head.lock().cloned()
    }

    /// Returns the key of a sealed book, to seal what belongs to it and lies elsewhere.
    pub fn key(&self) -> Option<Rc<Key>> {
        self.inner.state.borrow().key.clone()
    }

    /// Lets go of the key, and of the book with it: nothing can be read or written from here on.
    pub fn forget_key(&self) {
        self.change(|state| {
            state.key = None;
            state.read_only = Some(ReadOnly::Locked);
        });
    }

    /// Seals the whole book under `key`, which `lock` holds; then nothing of it lies open. `whole` is asked for all
    /// chunks, none kept, when nothing else can change the book any more.
    ///
    /// # Errors
    /// Fails when not everything was saved before, and then nothing has changed; or when a home refuses, and then the
    /// book is to be opened anew to know how far it came.
    pub async fn seal(&self, lock: Lock, key: Rc<Key>, whole: impl FnOnce() -> Vec<Chunk>) -> Result<(), StoreFault> {
        self.begin_resealing().await?;
        self.lay(&whole(), Some((Sealed { lock, is_swept: false }, key)), None).await?;
        self.sweep_rest().await?;
        self.end_resealing();
        Ok(())
    }

    /// Opens the whole book for good.
    ///
    /// # Errors
    /// As [`seal`](Self::seal).
    pub async fn unseal(&self, whole: impl FnOnce() -> Vec<Chunk>) -> Result<(), StoreFault> {
        self.begin_resealing().await?;
        let (head, local, key) = {
            let state = self.inner.state.borrow();
            (state.head.clone(), state.local.clone(), state.key.clone())
        };
        if let (Some(sealed), Some(key)) = (head.sealed.clone(), key) {
            let sealed = Some(Sealed { is_swept: false, ..sealed });
            self.write_head(&Head { sealed, ..head }, local.as_ref()).await?;
            self.sweep(local.as_ref(), Form::Open(&key)).await?;
        }
        self.lay(&whole(), None, None).await?;
        self.end_resealing();
        Ok(())
    }

    /// Writes the whole book anew, after the log as `revise` makes it: of what neither holds any more, nothing is left
    /// in either home. What was set aside goes. `whole` is asked for all chunks, none kept, and for what the log is to
    /// say of this; returns the number under which it does.
    ///
    /// Nothing but the log has changed until the new head is written, so a book that this fails in can be rewritten
    /// again, or is found rewritten and then put right by the next opening.
    ///
    /// # Errors
    /// As [`seal`](Self::seal), and when a home cannot be reached, where something might be left.
    pub async fn rewrite(
        &self,
        revise: &Revise<'_>,
        whole: impl FnOnce() -> (Vec<Chunk>, Vec<u8>),
    ) -> Result<u64, StoreFault> {
        for (home, is_here) in [(Home::Local, self.local().is_some()), (Home::Mirror, self.inner.mirror.is_some())] {
            if !is_here {
                return Err(StoreFault::Refused { home, fault: HomeFault::Forbidden });
            }
        }
        self.begin_resealing().await?;
        let (local, sealed, key) = {
            let state = self.inner.state.borrow();
            (state.local.clone(), state.head.sealed.clone(), state.key.clone())
        };
        self.sweep(local.as_ref(), Form::Revised(key.as_deref(), revise)).await?;
        let (chunks, log) = whole();
        let number = self.lay(&chunks, sealed.zip(key), Some(log)).await?;
        self.end_resealing();
        Ok(number)
    }

    /// Puts another lock around the key of a sealed book; no other piece is written.
    ///
    /// # Errors
    /// Fails when not everything was saved before, or the mirror refuses; the former lock counts then.
    pub async fn change_lock(&self, lock: Lock) -> Result<(), StoreFault> {
        self.begin_resealing().await?;
        let (head, local) = {
            let state = self.inner.state.borrow();
            (state.head.clone(), state.local.clone())
        };
        let sealed = head.sealed.as_ref().map(|sealed| Sealed { lock, ..sealed.clone() });
        let outcome = self.write_head(&Head { sealed, ..head }, local.as_ref()).await;
        self.end_resealing();
        outcome
    }

    /// Deletes a book from both homes that need not be opened for it, locked or not.
    ///
    /// # Errors
    /// Fails when a home refuses.
    pub async fn discard(places: Places) -> Result<(), StoreFault> {
        let (store, _) = Self::open(places, Access::Write).await;
        store.change(|state| {
            if state.read_only == Some(ReadOnly::Locked) {
                state.read_only = None;
            }
        });
        store.erase()?;
        match store.settle().await {
            SaveState::Saved { .. } => Ok(()),
            SaveState::NotSaved { fault, .. } => Err(fault),
            SaveState::ReadOnly(reason) => Err(StoreFault::ReadOnly(reason)),
            SaveState::Saving { .. } => Err(BUSY),
        }
    }

    /// Waits until everything is saved, and keeps all else from being written.
    async fn begin_resealing(&self) -> Result<(), StoreFault> {
        match self.settle().await {
            SaveState::Saved { .. } => {}
            SaveState::NotSaved { fault, .. } => return Err(fault),
            SaveState::ReadOnly(reason) => return Err(StoreFault::ReadOnly(reason)),
            SaveState::Saving { .. } => return Err(BUSY),
        }
        self.change(|state| {
            if state.is_settling {
                return Err(BUSY);
            }
            if state.is_local_left {
                // What lies there would stay as it is until the book is opened anew.
                let fault = HomeFault::Failed("it holds an older state".into());
                return Err(StoreFault::Refused { home: Home::Local, fault });
            }
            state.read_only = Some(ReadOnly::Resealing);
            Ok(())
        })
    }

    fn end_resealing(&self) {
        self.change(|state| state.read_only = None);
    }

    /// Writes a generation of the whole book that is sealed, or open, from now on, and what the log says of it; returns
    /// its number.
    async fn lay(
        &self,
        chunks: &[Chunk],
        sealed: Option<(Sealed, Rc<Key>)>,
        log: Option<Vec<u8>>,
    ) -> Result<u64, StoreFault> {
        let (sealed, key) = sealed.unzip();
        let (generation, through, present, local) = {
            let state = &mut *self.inner.state.borrow_mut();
            state.read_only = None;
            // A number of its own, so that no older piece of a journal can ever seem to follow.
            let through = state.next_seq()?.1;
            state.read_only = Some(ReadOnly::Resealing);
            state.last_generation += 1;
            (state.last_generation, through, state.head.clone(), state.local.clone())
        };
        let logs: Vec<(u64, Vec<u8>)> = log.into_iter().map(|log| (through, log)).collect();
        let draft = Draft {
            generation,
            through,
            chunks,
            logs: &logs,
            is_erasure: false,
            older: if logs.is_empty() { Older::Goes } else { Older::IsForgotten },
            sealed,
            key: key.as_deref(),
        };
        let written = draft.write(&present, local.as_ref(), self.inner.mirror.as_ref()).await?;
        written.local?;
        self.change(|state| {
            state.head = written.head;
            state.key = key;
            state.journal = (0, 0);
        });
        Ok(through)
    }
}

const BUSY: StoreFault = StoreFault::ReadOnly(ReadOnly::Resealing);
