//! Opening a book: from what the store found to facts, classes and history.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Desk;
use crate::book::{Book, History, Origin, wire};
use crate::domain::Date;
use crate::port::key_value::HomeFault;
use crate::report::Standing;
use crate::store::{Access, Damage, Home, Places, Reason, Store, StoreFault};

/// What came up while a book was opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    /// Pieces that did not verify.
    pub damage: Vec<Damage>,
    /// Pieces that verified and could not be read all the same, by name.
    pub unreadable: Vec<String>,
    /// Homes that cannot be used.
    pub without: Vec<(Home, HomeFault)>,
}

/// How many of the last changes are at hand for undo after opening.
const CHANGES_AT_HAND: u64 = 200;

impl Desk {
    /// Opens a book as of today.
    pub async fn open(places: Places, access: Access, today: Date) -> (Desk, Opening) {
        let (store, opened) = Store::open(places, access).await;
        let mut opening = Opening { damage: opened.damage, without: opened.without, ..Opening::default() };
        let laid: BTreeSet<String> = opened.chunks.iter().map(|(name, _)| name.clone()).collect();
        let mut assembly = wire::Assembly::default();
        for (name, bytes) in &opened.chunks {
            if assembly.take(name, bytes).is_err() {
                opening.unreadable.push(name.clone());
            }
        }
        let mut book = assembly.finish();
        let mut stale = BTreeSet::new();
        for (number, bytes) in &opened.entries {
            match wire::change_from(bytes) {
                Ok(change) => {
                    stale.extend(wire::stale_chunks(&change));
                    book.apply(&change);
                }
                Err(_) => opening.unreadable.push(format!("change {number}")),
            }
        }
        let last = opened.entries.last().map_or(opened.through, |(number, _)| *number);
        let standing = Standing::take(&book, today);
        let mut desk = Desk {
            book,
            standing,
            store,
            today,
            as_of: None,
            log: BTreeMap::new(),
            history: History::default(),
            stale,
            laid,
            version: 1,
        };
        desk.read_log(last).await;
        (desk, opening)
    }

    /// Brings the last changes to hand, so that undo reaches beyond this visit.
    async fn read_log(&mut self, last: u64) {
        let first = last.saturating_sub(CHANGES_AT_HAND) + 1;
        // Without the log there is no undo of earlier visits, and nothing else is lost.
        let entries = self.store.log(first, last).await.unwrap_or_default();
        for (number, bytes) in entries {
            if let Some(change) = bytes.ok().and_then(|bytes| wire::change_from(&bytes).ok()) {
                self.history.note(number, &change);
                self.log.insert(number, Rc::new(change));
            }
        }
    }

    /// Puts another book in the place of this one, as one change that can be taken back.
    ///
    /// # Errors
    ///
    /// The [`StoreFault`] of a book that is open for reading alone; nothing is changed then.
    pub fn replace(&mut self, with: &Book, at: i64, origin: Origin) -> Result<Option<u64>, StoreFault> {
        match self.book.change_to(with, at, origin) {
            Some(change) => self.commit(change).map(Some),
            None => Ok(None),
        }
    }

    /// Deletes the book with its history in both homes and starts an empty one.
    ///
    /// # Errors
    ///
    /// The [`StoreFault`] of a book that is open for reading alone; nothing is deleted then.
    pub fn erase(&mut self) -> Result<(), StoreFault> {
        self.store.erase()?;
        self.book = Book::new();
        self.as_of = None;
        self.log.clear();
        self.history = History::default();
        self.stale.clear();
        self.laid.clear();
        self.retake();
        Ok(())
    }

    /// Folds the journal into the chunks.
    ///
    /// # Errors
    ///
    /// The [`StoreFault`] of a book that is open for reading alone.
    pub fn compact(&mut self) -> Result<(), StoreFault> {
        self.lay(Reason::Compaction).map(drop)
    }
}
