//! The browser's IndexedDB: bytes under keys, in transactions that reach the disk before they are called done.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::rc::Rc;

use super::key_value::HomeFault;
use super::promise::{Promise, kept};

/// Bytes under keys on a few shelves, shared by all pages of the origin.
pub trait Mirror {
    /// Returns the keys of `shelf` within `range`, ascending.
    fn keys(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Vec<String>, HomeFault>>;
    /// Returns keys and values of `shelf` within `range`, ascending.
    fn read(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Pairs, HomeFault>>;
    /// Carries out all of `writes`, in order, or none; done means on the disk.
    fn write(&self, writes: Vec<MirrorWrite>) -> Promise<Result<(), HomeFault>>;
    /// Tells whether the browser closed it: nothing is read or written until it is opened again.
    fn is_closed(&self) -> bool;
    /// Opens it again after the browser closed it.
    fn reopen(&self) -> Promise<Result<Reopened, HomeFault>>;
    /// Has `then` called whenever the browser closes it.
    fn when_closed(&self, then: Rc<dyn Fn()>);
}

/// What was found when a mirror was opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reopened {
    /// What was there before.
    AsItWas,
    /// Nothing: it was deleted meanwhile, and made anew.
    Empty,
}

/// Keys and the bytes under them, ascending.
pub type Pairs = Vec<(String, Vec<u8>)>;

/// A shelf of the mirror: an object store of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// The chunks of generations.
    Chunk,
    /// The changes since the present generation.
    Entry,
    /// All changes that are kept, with the values before them.
    Log,
    /// Heads and what was set aside.
    Meta,
}

impl Shelf {
    /// All shelves.
    pub const ALL: [Self; 4] = [Self::Chunk, Self::Entry, Self::Log, Self::Meta];

    /// Returns the shelf's name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chunk => "chunk",
            Self::Entry => "entry",
            Self::Log => "log",
            Self::Meta => "meta",
        }
    }
}

/// One step of a transaction.
#[derive(Clone, Debug)]
pub enum MirrorWrite {
    /// Puts `bytes` under `key`.
    Put {
        /// Where.
        shelf: Shelf,
        /// Under which key.
        key: String,
        /// What.
        bytes: Vec<u8>,
    },
    /// Deletes every key within `range`.
    Delete {
        /// Where.
        shelf: Shelf,
        /// From which key to which, both included.
        range: RangeInclusive<String>,
    },
}

/// IndexedDB in memory.
#[derive(Default)]
pub struct MemoryMirror {
    values: RefCell<BTreeMap<(Shelf, String), Vec<u8>>>,
    closed: Cell<Option<Reopened>>,
    listeners: RefCell<Vec<Rc<dyn Fn()>>>,
}

impl fmt::Debug for MemoryMirror {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryMirror").field("values", &self.values).field("closed", &self.closed).finish()
    }
}

impl MemoryMirror {
    /// Closes it as a browser does; `then` is what will be found when it is opened again.
    pub fn close(&self, then: Reopened) {
        if then == Reopened::Empty {
            self.values.borrow_mut().clear();
        }
        self.closed.set(Some(then));
        let listeners = self.listeners.borrow().clone();
        listeners.iter().for_each(|listener| listener());
    }

    fn open(&self) -> Result<(), HomeFault> {
        match self.closed.get() {
            Some(_) => Err(HomeFault::Failed("the connection is closed".into())),
            None => Ok(()),
        }
    }

    fn within(&self, shelf: Shelf, range: &RangeInclusive<String>) -> Vec<(String, Vec<u8>)> {
        self.values
            .borrow()
            .iter()
            .filter(|((on, key), _)| *on == shelf && range.contains(key))
            .map(|((_, key), bytes)| (key.clone(), bytes.clone()))
            .collect()
    }
}

impl Mirror for MemoryMirror {
    fn keys(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Vec<String>, HomeFault>> {
        kept(self.open().map(|()| self.within(shelf, &range).into_iter().map(|(key, _)| key).collect()))
    }

    fn read(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Pairs, HomeFault>> {
        kept(self.open().map(|()| self.within(shelf, &range)))
    }

    fn write(&self, writes: Vec<MirrorWrite>) -> Promise<Result<(), HomeFault>> {
        if let Err(fault) = self.open() {
            return kept(Err(fault));
        }
        let mut values = self.values.borrow_mut();
        for write in writes {
            match write {
                MirrorWrite::Put { shelf, key, bytes } => {
                    values.insert((shelf, key), bytes);
                }
                MirrorWrite::Delete { shelf, range } => {
                    values.retain(|(on, key), _| *on != shelf || !range.contains(key));
                }
            }
        }
        kept(Ok(()))
    }

    fn is_closed(&self) -> bool {
        self.closed.get().is_some()
    }

    fn reopen(&self) -> Promise<Result<Reopened, HomeFault>> {
        kept(Ok(self.closed.take().unwrap_or(Reopened::AsItWas)))
    }

    fn when_closed(&self, then: Rc<dyn Fn()>) {
        self.listeners.borrow_mut().push(then);
    }
}
