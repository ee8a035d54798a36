//! The browser's IndexedDB: bytes under keys, in transactions that reach the disk before they are called done.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

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
#[derive(Debug, Default)]
pub struct MemoryMirror {
    values: RefCell<BTreeMap<(Shelf, String), Vec<u8>>>,
}

impl MemoryMirror {
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
        kept(Ok(self.within(shelf, &range).into_iter().map(|(key, _)| key).collect()))
    }

    fn read(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Pairs, HomeFault>> {
        kept(Ok(self.within(shelf, &range)))
    }

    fn write(&self, writes: Vec<MirrorWrite>) -> Promise<Result<(), HomeFault>> {
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
}
