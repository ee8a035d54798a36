//! How changes reach the store: small ones as journal entries, large ones as new chunks.

use std::collections::BTreeSet;

use super::Desk;
use crate::book::{Change, wire};
use crate::store::{Chunk, Content, Entry, Reason, SaveState, StoreFault};

/// A change of more bytes goes into the chunks at once instead of the journal.
const LARGEST_ENTRY: usize = 64 << 10;
/// With more journal entries or bytes than this, they are folded into the chunks.
const LONGEST_JOURNAL: usize = 256;
const LARGEST_JOURNAL: usize = 256 << 10;

impl Desk {
    /// Hands a change to the store and applies it; returns its number.
    pub(super) fn keep(&mut self, change: &Change) -> Result<u64, StoreFault> {
        let log = wire::change_bytes(change);
        let replay = wire::change_bytes(&change.forward());
        let is_large = replay.len() > LARGEST_ENTRY;
        if let SaveState::ReadOnly(reason) = self.store.state() {
            return Err(StoreFault::ReadOnly(reason));
        }
        let number = if is_large {
            self.take(change);
            self.lay(Reason::Change { log })?
        } else {
            let number = self.store.append(Entry { replay, log })?;
            self.take(change);
            number
        };
        let (entries, bytes) = self.store.journal();
        if entries > LONGEST_JOURNAL || bytes > LARGEST_JOURNAL {
            self.lay(Reason::Compaction)?;
        }
        Ok(number)
    }

    /// Applies a change and notes which chunks it makes stale.
    pub(super) fn take(&mut self, change: &Change) {
        self.stale.extend(wire::stale_chunks(change));
        self.apply(change);
    }

    /// Writes the stale chunks as a new generation, the others kept.
    pub(super) fn lay(&mut self, reason: Reason) -> Result<u64, StoreFault> {
        let names = wire::chunk_names(&self.book);
        let chunks = names.iter().filter_map(|name| {
            let is_kept = self.laid.contains(name) && !self.stale.contains(name);
            let content = match is_kept {
                true => Content::Kept,
                false => Content::New(wire::chunk_bytes(&self.book, name)?),
            };
            Some(Chunk { name: name.clone(), content })
        });
        let number = self.store.replace(chunks.collect(), reason)?;
        self.laid = BTreeSet::from_iter(names);
        self.stale.clear();
        Ok(number)
    }
}
