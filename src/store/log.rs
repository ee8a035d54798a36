//! The older changes with what was there before, and what was set aside: read on demand, never needed to open.

use super::envelope::{self, Flaw, Place};
use super::fault::{Home, StoreFault};
use super::keeper::Store;
use super::key::{self, ASIDE};
use crate::port::mirror::{MirrorWrite, Shelf};

/// A piece that did not verify, as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The home it was found in.
    pub home: Home,
    /// The key it lies under now.
    pub name: String,
    /// Its bytes; in local storage the text's own, as UTF-8.
    pub bytes: Vec<u8>,
}

impl Store {
    /// Returns the changes of the log from number `from` to number `to`, ascending; empty where there is no mirror.
    ///
    /// # Errors
    /// Fails when the mirror cannot be read; a change that does not verify is an `Err` of its own.
    pub async fn log(&self, from: u64, to: u64) -> Result<Vec<(u64, Result<Vec<u8>, Flaw>)>, StoreFault> {
        let Some(mirror) = &self.inner.mirror else { return Ok(Vec::new()) };
        let own_key = self.key();
        let range = key::log_key(&mirror.book, from)..=key::log_key(&mirror.book, to);
        let found = mirror.storage.read(Shelf::Log, range).await.map_err(StoreFault::of(Home::Mirror))?;
        let read = |(key, raw): (String, Vec<u8>)| {
            let (_, digits) = key.split_once('/')?;
            let seq = u64::from_str_radix(digits, 16).ok()?;
            let content = envelope::unwrap(&mirror.book, &raw, own_key.as_deref()).and_then(|piece| {
                if piece.place == (Place::Log { seq }) { Ok(piece.content) } else { Err(Flaw::Misplaced) }
            });
            Some((seq, content))
        };
        Ok(found.into_iter().filter_map(read).collect())
    }

    /// Drops the log up to change `through`.
    ///
    /// # Errors
    /// Fails when the mirror refuses, or the book is open for reading alone.
    pub async fn forget_log(&self, through: u64) -> Result<(), StoreFault> {
        self.writable()?;
        let Some(mirror) = &self.inner.mirror else { return Ok(()) };
        let range = key::mirror_range(&mirror.book).start().clone()..=key::log_key(&mirror.book, through);
        mirror.write(vec![MirrorWrite::Delete { shelf: Shelf::Log, range }]).await
    }

    /// Returns what was set aside in either home, to be saved as a file.
    ///
    /// # Errors
    /// Fails when a home cannot be read.
    pub async fn set_aside(&self) -> Result<Vec<Aside>, StoreFault> {
        let mut found = Vec::new();
        if let Some(local) = self.local() {
            let fault = StoreFault::of(Home::Local);
            for rest in local.keys().map_err(&fault)?.into_iter().filter(|rest| rest.starts_with(ASIDE)) {
                let key = format!("{}{rest}", key::local_prefix(&local.book));
                let text = local.storage.read(&key).map_err(&fault)?.unwrap_or_default();
                found.push(Aside { home: Home::Local, name: rest, bytes: text.into_bytes() });
            }
        }
        if let Some(mirror) = &self.inner.mirror {
            let range = mirror.aside_range();
            let pieces = mirror.storage.read(Shelf::Meta, range).await.map_err(StoreFault::of(Home::Mirror))?;
            found.extend(pieces.into_iter().map(|(name, bytes)| Aside { home: Home::Mirror, name, bytes }));
        }
        Ok(found)
    }
}
