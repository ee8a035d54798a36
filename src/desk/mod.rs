//! The open book on the owner's desk: its facts, its classes on a date, its history, and the way into the store.
//!
//! Everything that changes the book goes through [`Desk::commit`]; what the page shows follows from here.
//! The desk knows nothing of pages or browsers.

pub mod erasing;
mod opening;
mod recall;
pub mod rescue;
mod saving;
pub mod sealing;
pub mod tabs;
mod trail;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use opening::{Opening, Unread};
pub use saving::Tidying;

use crate::book::{Book, Change, Draft, Edit, History, Note, Origin};
use crate::domain::{CustomerId, Date, Policy};
use crate::report::Standing;
use crate::store::{SaveState, Store, StoreFault};
use tabs::Following;
use trail::Trail;

/// An open book.
pub struct Desk {
    book: Book,
    standing: Standing,
    store: Store,
    today: Date,
    /// The date chosen by the owner, where it is not today.
    as_of: Option<Date>,
    /// Changes that can be taken back, with their values before.
    log: BTreeMap<u64, Rc<Change>>,
    /// The first change that was asked for: what came before is recalled when there is time.
    earliest: u64,
    history: History,
    /// The chunks that changed since the store's present generation.
    stale: BTreeSet<String>,
    /// The names of the chunks of that generation.
    laid: BTreeSet<String>,
    // INVARIANT (prepared chunks): bytes of stale chunks of the book as it is now.
    /// What the next generation will hold, as far as it is made already.
    prepared: BTreeMap<String, Vec<u8>>,
    /// How many changes were in the journal when it was last to be folded.
    folded_at: usize,
    /// Counts every change of what the page shows.
    version: u64,
    /// Counts every change of what classes rest on; decisions and sessions leave it alone.
    facts: u64,
    /// Whose facts were edited since the book was opened.
    trail: Trail,
    /// There while another tab writes the book.
    following: Option<Following>,
    /// The numbers that changes got when they were saved, by those they were made under.
    renamed: BTreeMap<u64, u64>,
    /// How often someone, or everything, was erased since the book was opened, in this tab or another.
    erasures: u32,
}

/// From this many customers touched on, classes are taken anew instead of one by one.
const MOST_RECOUNTED: usize = 32;

/// Up to this many customers, all value classes are judged within an edit.
const MOST_SETTLED_AT_ONCE: usize = 5_000;

impl Desk {
    /// Returns all facts.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Returns the classes of all customers on the date that is shown.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Returns the store that keeps the book.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Tells whether this tab writes the book itself.
    pub fn is_writer(&self) -> bool {
        !matches!(self.store.state(), SaveState::ReadOnly(_))
    }

    /// Returns the owner's civil date.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Returns the date that is shown.
    pub fn as_of(&self) -> Date {
        self.as_of.unwrap_or(self.today)
    }

    /// Returns the rules in force on the date that is shown.
    pub fn policy(&self) -> &Policy {
        self.standing.policy()
    }

    /// Returns a number that grows whenever anything here changes.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Returns a number that grows whenever facts or rules change; decisions and sessions leave it alone.
    pub fn facts_version(&self) -> u64 {
        self.facts
    }

    /// Returns a number that grows with every customer that is edited, contacts and orders included.
    pub fn edited(&self) -> u64 {
        self.trail.end()
    }

    /// Returns who was edited since that number was so large; `None` where it may be anyone.
    pub fn edited_since(&self, number: u64) -> Option<&[CustomerId]> {
        self.trail.since(number)
    }

    /// Returns the changes in memory by number, the newest last.
    pub fn log(&self) -> &BTreeMap<u64, Rc<Change>> {
        &self.log
    }

    /// Counts how often someone, or everything, was erased since the book was opened: what else is known of them is to
    /// be forgotten then.
    pub fn erasures(&self) -> u32 {
        self.erasures
    }

    /// Shows the book as of another date; `None` is today.
    pub fn show(&mut self, as_of: Option<Date>) {
        if as_of != self.as_of {
            self.as_of = as_of;
            self.retake();
        }
    }

    /// Notes that the owner's date is another.
    pub fn turn_day(&mut self, today: Date) {
        if today != self.today {
            self.today = today;
            self.retake();
        }
    }

    /// Collects edits over the book and commits them as one change; returns its number.
    ///
    /// `None` when they change nothing.
    ///
    /// # Errors
    ///
    /// The [`StoreFault`] of a book that is open for reading alone; nothing is changed then.
    pub fn edit(&mut self, at: i64, origin: Origin, edit: impl FnOnce(&mut Draft)) -> Result<Option<u64>, StoreFault> {
        let mut draft = Draft::new(&self.book);
        edit(&mut draft);
        match draft.finish(at, origin) {
            Some(change) => self.commit(change).map(Some),
            None => Ok(None),
        }
    }

    /// Hands a change to the store, applies it and returns its number.
    ///
    /// # Errors
    ///
    /// The [`StoreFault`] of a book that is open for reading alone; nothing is changed then.
    pub fn commit(&mut self, change: Change) -> Result<u64, StoreFault> {
        let number = self.keep(&change)?;
        self.history.note(number, &change);
        self.log.insert(number, Rc::new(change));
        self.version += 1;
        Ok(number)
    }

    /// Notes what changed no record, for the history alone.
    ///
    /// # Errors
    ///
    /// The [`StoreFault`] of a book that is open for reading alone.
    pub fn note(&mut self, at: i64, note: Note) -> Result<u64, StoreFault> {
        self.commit(Change { at, origin: Origin::Noted(note), edits: Vec::new() })
    }

    /// Returns the number of the last change; what was only noted since is none.
    pub fn last_change(&self) -> u64 {
        let mut last = self.last_number();
        while self.log.get(&last).is_some_and(|change| is_only_noted(change)) {
            last -= 1;
        }
        last
    }

    /// Counts the changes after the one of a number, without what was only noted.
    pub fn changes_since(&self, number: u64) -> u64 {
        let last = self.last_change().max(number);
        let since = self.log.range(number + 1..).filter(|(of, _)| **of <= last);
        last - number - since.filter(|(_, change)| is_only_noted(change)).count() as u64
    }

    /// Returns the number of the change that undo would take back, if its values before are at hand.
    pub fn undoable(&self) -> Option<u64> {
        self.history.undo().filter(|number| self.log.contains_key(number))
    }

    /// Returns the number of the undoing that redo would take back, if its values before are at hand.
    pub fn redoable(&self) -> Option<u64> {
        self.history.redo().filter(|number| self.log.contains_key(number))
    }

    /// Takes back the change of a number: all records it touched get their values before.
    ///
    /// `None` when the change is not at hand, or when the book has an [obstacle](Book::obstacle) to it.
    ///
    /// # Errors
    ///
    /// The [`StoreFault`] of a book that is open for reading alone.
    pub fn take_back(&mut self, number: u64, at: i64) -> Result<Option<u64>, StoreFault> {
        let number = self.present_number(number);
        let Some(change) = self.log.get(&number).filter(|change| self.book.obstacle(change).is_none()) else {
            return Ok(None);
        };
        let inverse = change.inverse(number, at);
        self.commit(inverse).map(Some)
    }

    /// Applies a change to the facts and brings the classes up to date.
    fn apply(&mut self, change: &Change) {
        self.book.apply(change);
        let judged = change.edits.iter().filter(|edit| edit.is_judged());
        let touched: BTreeSet<CustomerId> = judged.flat_map(Edit::customers).collect();
        if touched.len() <= MOST_RECOUNTED && change.edits.iter().all(Edit::is_local) {
            self.trail.note(touched.iter().copied());
            self.recount(touched);
        } else {
            self.trail.forget();
            self.retake();
        }
    }

    fn recount(&mut self, touched: BTreeSet<CustomerId>) {
        self.facts += u64::from(!touched.is_empty());
        for customer in touched {
            self.standing.recount(&self.book, customer);
        }
        if self.book.customers().len() <= MOST_SETTLED_AT_ONCE {
            self.catch_up();
        }
        self.version += 1;
    }

    /// Brings up to date the classes that rest on totals which an edit has moved.
    ///
    /// An edit does this itself in all but large books, where it waits for an idle moment.
    pub fn catch_up(&mut self) {
        if !self.standing.is_current() {
            self.standing.settle(&self.book);
            self.version += 1;
        }
    }

    /// Takes the classes of all customers anew, as when others' shares have moved.
    pub fn retake(&mut self) {
        self.standing = Standing::take(&self.book, self.as_of());
        self.facts += 1;
        self.version += 1;
    }
}

/// Tells whether a change left the facts as they were.
fn is_only_noted(change: &Change) -> bool {
    matches!(change.origin, Origin::Noted(_)) && !change.is_erasure()
}

#[cfg(test)]
mod tests;
