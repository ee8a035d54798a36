//! A folder of the owner's that backups are written into.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use serde::Deserialize;

use super::key_value::HomeFault;
use super::promise::{Promise, kept};

/// The one folder that the owner chose; the browser remembers it.
pub trait Folder {
    /// Tells whether this browser can write into folders at all.
    fn is_possible(&self) -> bool;
    /// Returns the folder that was chosen.
    fn look(&self) -> Promise<Result<Option<Chosen>, HomeFault>>;
    /// Lets the owner choose a folder, in answer to a click; none when they chose none.
    fn choose(&self) -> Promise<Result<Option<Chosen>, HomeFault>>;
    /// Asks the owner again, in answer to a click, whether the folder may be written to.
    fn allow(&self) -> Promise<Result<Option<Chosen>, HomeFault>>;
    /// Forgets the folder; its files stay.
    fn forget(&self) -> Promise<Result<(), HomeFault>>;
    /// Returns the names of the files in the folder, in no particular order.
    fn names(&self) -> Promise<Result<Vec<String>, HomeFault>>;
    /// Writes a file in place of one of the same name and reads it back; fails unless it is the same.
    fn write(&self, name: &str, text: &str) -> Promise<Result<(), HomeFault>>;
    /// Removes a file.
    fn remove(&self, name: &str) -> Promise<Result<(), HomeFault>>;
}

/// A folder that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Chosen {
    /// Its name without a path.
    pub name: String,
    /// Whether it may be written to without asking again.
    pub may_write: bool,
}

/// A folder in memory.
#[derive(Debug, Default)]
pub struct MemoryFolder {
    /// Its files by name.
    pub files: RefCell<BTreeMap<String, String>>,
    /// Whether it refuses to be written to.
    pub is_shut: Cell<bool>,
}

impl MemoryFolder {
    fn chosen(&self) -> Promise<Result<Option<Chosen>, HomeFault>> {
        kept(Ok(Some(Chosen { name: "Backups".to_owned(), may_write: !self.is_shut.get() })))
    }

    fn change(&self, work: impl FnOnce(&mut BTreeMap<String, String>)) -> Promise<Result<(), HomeFault>> {
        if self.is_shut.get() {
            return kept(Err(HomeFault::Forbidden));
        }
        work(&mut self.files.borrow_mut());
        kept(Ok(()))
    }
}

impl Folder for MemoryFolder {
    fn is_possible(&self) -> bool {
        true
    }

    fn look(&self) -> Promise<Result<Option<Chosen>, HomeFault>> {
        self.chosen()
    }

    fn choose(&self) -> Promise<Result<Option<Chosen>, HomeFault>> {
        self.chosen()
    }

    fn allow(&self) -> Promise<Result<Option<Chosen>, HomeFault>> {
        self.chosen()
    }

    fn forget(&self) -> Promise<Result<(), HomeFault>> {
        kept(Ok(()))
    }

    fn names(&self) -> Promise<Result<Vec<String>, HomeFault>> {
        kept(Ok(self.files.borrow().keys().cloned().collect()))
    }

    fn write(&self, name: &str, text: &str) -> Promise<Result<(), HomeFault>> {
        self.change(|files| drop(files.insert(name.to_owned(), text.to_owned())))
    }

    fn remove(&self, name: &str) -> Promise<Result<(), HomeFault>> {
        self.change(|files| drop(files.remove(name)))
    }
}
