//! Opening a book: from what the store found to facts, classes and history.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Desk;
use super::trail::Trail;
use crate::book::wire::{self, Unreadable};
use crate::book::{Book, History, Origin};
use crate::domain::Date;
use crate::port::key_value::HomeFault;
use crate::report::Standing;
use crate::seal::{Key, Lock};
use crate::store::{Access, Damage, Home, Opened, Part, Places, ReadOnly, Reason, Store, StoreFault};

/// What came up while a book was opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    /// Pieces that did not verify.
    pub damage: Vec<Damage>,
    /// Pieces that verified and could not be understood all the same.
    pub unreadable: Vec<Unread>,
    /// Homes that cannot be used.
    pub without: Vec<(Home, HomeFault)>,
    /// The lock of a sealed book whose key was not given; the desk is empty then, and nothing can be written.
    pub lock: Option<Lock>,
}

/// A piece that verified and could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Which.
    pub part: Part,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Why it could not be understood.
    pub why: Unreadable,
}

impl Opening {
    /// Tells whether neither home can be used: the book ends with the page.
    pub fn is_kept_nowhere(&self) -> bool {
        [Home::Local, Home::Mirror].iter().all(|home| self.without.iter().any(|(without, _)| without == home))
    }

    /// Returns why the book may not be written: what would be written over could not be understood.
    fn withheld(&self) -> Option<ReadOnly> {
        let newer = self.unreadable.iter().find_map(|piece| match piece.why {
            Unreadable::Newer { form } => Some(ReadOnly::NewerFormat { version: form }),
            Unreadable::Malformed => None,
        });
        let parts: Vec<Part> = self.unreadable.iter().map(|piece| piece.part.clone()).collect();
        newer.or((!parts.is_empty()).then_some(ReadOnly::Unreadable { parts }))
    }
}

impl Desk {
    /// Opens a book as of today. Nothing of its log is at hand yet; [`Desk::recall`] brings it.
    pub async fn open(places: Places, access: Access, today: Date) -> (Desk, Opening) {
        Self::unlock(places, access, None, today).await
    }

    /// Opens a book that may be sealed under `key`.
    pub async fn unlock(places: Places, access: Access, key: Option<Rc<Key>>, today: Date) -> (Desk, Opening) {
        let (store, opened) = Store::open_with(places, access, key).await;
        Self::lay_out(store, opened, today)
    }

    /// Lays out what the store found.
    pub(super) fn lay_out(store: Store, opened: Opened, today: Date) -> (Desk, Opening) {
        let (damage, without, lock) = (opened.damage, opened.without, opened.lock);
        let mut opening = Opening { damage, without, lock, ..Opening::default() };
        let mut laid = BTreeSet::new();
        let mut assembly = wire::Assembly::default();
        for (name, bytes) in opened.chunks {
            match assembly.take(&name, &bytes) {
                Ok(()) => drop(laid.insert(name)),
                Err(why) => opening.unreadable.push(Unread { part: Part::Chunk { name }, bytes, why }),
            }
        }
        let mut book = assembly.finish();
        let mut stale = BTreeSet::new();
        let last = opened.entries.last().map_or(opened.through, |(number, _)| *number);
        for (seq, bytes) in opened.entries {
            match wire::change_from(&bytes) {
                Ok(change) => {
                    stale.extend(wire::stale_chunks(&change));
                    book.apply(&change);
                }
                Err(why) => opening.unreadable.push(Unread { part: Part::Change { seq }, bytes, why }),
            }
        }
        if let Some(reason) = opening.withheld() {
            store.withhold(reason);
        }
        let standing = Standing::take(&book, today);
        let desk = Desk {
            book,
            standing,
            store,
            today,
            as_of: None,
            log: BTreeMap::new(),
            earliest: last + 1,
            history: History::default(),
            stale,
            laid,
            prepared: BTreeMap::new(),
            folded_at: 0,
            version: 1,
            facts: 1,
            trail: Trail::default(),
            following: None,
            renamed: BTreeMap::new(),
            erasures: 0,
        };
        (desk, opening)
    }

    /// Goes on without the pieces that could not be understood, which are set aside and stay where they are then.
    ///
    /// `false` when no such piece keeps the book from being written.
    pub fn leave_out(&mut self) -> bool {
        let is_writable = self.store.leave_out();
        self.version += u64::from(is_writable);
        is_writable
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
        self.trail.forget();
        self.erasures += 1;
        self.as_of = None;
        self.log.clear();
        self.earliest = 0;
        self.history = History::default();
        self.stale.clear();
        self.laid.clear();
        self.prepared.clear();
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
