//! How safe a book is, as the store tells it.

use super::fault::{ReadOnly, StoreFault};
use super::keeper::Store;
use super::key::BookId;
use super::queue::Job;

/// How safe the book is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything up to change `seq` is kept.
    Saved {
        /// The last change.
        seq: u64,
        /// Where.
        kept: Kept,
    },
    /// The changes from `first` on are on their way.
    Saving {
        /// The first that is not safe yet.
        first: u64,
    },
    /// The changes from `first` on are in memory, perhaps in local storage, and not safe. Settling tries again.
    NotSaved {
        /// The first that is not safe.
        first: u64,
        /// Why.
        fault: StoreFault,
    },
    /// Nothing is written here.
    ReadOnly(ReadOnly),
}

/// Where a saved book is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In both homes.
    Both,
    /// In the mirror alone: the book is too large for local storage, or that is not to be had.
    MirrorAlone,
    /// In local storage alone, which may lose its last minutes when the browser is killed.
    LocalAlone,
}

impl Store {
    /// Returns which book it keeps.
    pub fn book(&self) -> &BookId {
        &self.inner.book
    }

    /// Returns the last change up to which all are kept; `None` while the book is open for reading alone.
    pub fn safe_through(&self) -> Option<u64> {
        match self.state() {
            SaveState::Saved { seq, .. } => Some(seq),
            SaveState::Saving { first } | SaveState::NotSaved { first, .. } => Some(first.saturating_sub(1)),
            SaveState::ReadOnly(_) => None,
        }
    }

    /// Returns the numbers and bytes of changes that wait, for a file that rescues them.
    pub fn unsaved(&self) -> Vec<(u64, Vec<u8>)> {
        let state = self.inner.state.borrow();
        let entries = state.queue.jobs().filter_map(|job| match job {
            Job::Entry(entry) => Some((entry.seq, entry.content.clone())),
            Job::Generation(_) => None,
        });
        entries.collect()
    }
}
