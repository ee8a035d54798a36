//! How changes reach the store: small ones as journal entries, large ones as new chunks.

use std::collections::BTreeSet;

use super::Desk;
use crate::book::{Change, wire};
use crate::store::{Chunk, Content, Entry, Reason, SaveState, StoreFault};

/// A change of more bytes goes into the chunks at once instead of the journal.
const LARGEST_ENTRY: usize = 64 << 10;
/// So does one of more edits, without a look at its bytes.
const MOST_EDITS: usize = 4_096;
/// With more journal entries or bytes than this, they are folded into the chunks.
const LONGEST_JOURNAL: usize = 256;
const LARGEST_JOURNAL: usize = 256 << 10;
/// After a failure to fold them, it is tried again when there are this many more.
const PATIENCE: usize = 32;

/// What [`Desk::tidy`] came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tidying {
    /// Nothing is left to tidy.
    Done,
    /// A piece of it is done; the rest follows when there is time.
    GoesOn,
    /// The store was handed something, which is to be settled.
    Handed,
}

impl Desk {
    /// Does a piece of what edits leave for an idle moment: classes that rest on moved totals, columns in
    /// order, and folding a long journal into the chunks, one chunk at a time.
    ///
    /// To be called again as long as it does not say [`Tidying::Done`].
    pub fn tidy(&mut self) -> Tidying {
        if self.store.lacks_all() {
            return match self.renew() {
                Ok(()) => Tidying::Handed,
                Err(_) => Tidying::Done,
            };
        }
        if !self.standing.is_current() {
            self.catch_up();
            return Tidying::GoesOn;
        }
        if self.book.smooth() {
            return Tidying::GoesOn;
        }
        if !self.is_folding_due() {
            return Tidying::Done;
        }
        let stale = self.stale.iter().find(|name| !self.prepared.contains_key(*name)).cloned();
        if let Some(name) = stale {
            let bytes = wire::chunk_bytes(&self.book, &name).unwrap_or_default();
            self.prepared.insert(name, bytes);
            return Tidying::GoesOn;
        }
        match self.compact() {
            Ok(()) => Tidying::Handed,
            Err(_) => Tidying::Done,
        }
    }

    /// Writes the whole book again, with the changes at hand.
    fn renew(&mut self) -> Result<(), StoreFault> {
        let logs = self.log.iter().map(|(number, change)| (*number, wire::change_bytes(change))).collect();
        self.laid.clear();
        self.lay(Reason::Renewal { logs }).map(drop)
    }

    fn is_folding_due(&self) -> bool {
        let (entries, bytes) = self.store.journal();
        let is_long = entries > LONGEST_JOURNAL || bytes > LARGEST_JOURNAL;
        let is_vain = self.store.unfolded().is_some() && entries < self.folded_at + PATIENCE;
        is_long && !is_vain && !matches!(self.store.state(), SaveState::ReadOnly(_))
    }

    /// Hands a change to the store and applies it; returns its number.
    pub(super) fn keep(&mut self, change: &Change) -> Result<u64, StoreFault> {
        if let SaveState::ReadOnly(reason) = self.store.state() {
            return self.pend(change).ok_or(StoreFault::ReadOnly(reason));
        }
        let log = wire::change_bytes(change);
        let replay = (change.edits.len() <= MOST_EDITS).then(|| wire::change_bytes(&change.forward()));
        match replay.filter(|replay| replay.len() <= LARGEST_ENTRY) {
            Some(replay) => {
                let number = self.store.append(Entry { replay, log })?;
                self.take(change);
                Ok(number)
            }
            None => {
                self.take(change);
                self.lay(Reason::Change { log })
            }
        }
    }

    /// Applies a change and notes which chunks it makes stale.
    pub(super) fn take(&mut self, change: &Change) {
        let stale = wire::stale_chunks(change);
        self.prepared.retain(|name, _| !stale.contains(name));
        self.stale.extend(stale);
        self.apply(change);
    }

    /// Writes the stale chunks as a new generation, the others kept.
    pub(super) fn lay(&mut self, reason: Reason) -> Result<u64, StoreFault> {
        let names = wire::chunk_names(&self.book);
        let chunks = names.iter().filter_map(|name| {
            let is_kept = self.laid.contains(name) && !self.stale.contains(name);
            let content = match (is_kept, self.prepared.remove(name)) {
                (true, _) => Content::Kept,
                (false, Some(bytes)) => Content::New(bytes),
                (false, None) => Content::New(wire::chunk_bytes(&self.book, name)?),
            };
            Some(Chunk { name: name.clone(), content })
        });
        let chunks = chunks.collect();
        self.folded_at = self.store.journal().0;
        let number = self.store.replace(chunks, reason)?;
        self.prepared.clear();
        self.laid = BTreeSet::from_iter(names);
        self.stale.clear();
        Ok(number)
    }
}
