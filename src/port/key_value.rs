//! The browser's local storage: text under keys, at once, small.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;

/// Text under keys, as local storage keeps it; shared by all pages of the origin.
pub trait KeyValue {
    /// Returns the keys that begin with `prefix`, in no particular order.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, HomeFault>;
    /// Returns the value under `key`.
    fn read(&self, key: &str) -> Result<Option<String>, HomeFault>;
    /// Writes `value` under `key`; after a fault the former value is still there.
    fn write(&self, key: &str, value: &str) -> Result<(), HomeFault>;
    /// Removes `key`, if it is there.
    fn remove(&self, key: &str) -> Result<(), HomeFault>;
}

/// Why a home did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HomeFault {
    /// There is no room left.
    Full,
    /// The browser does not allow it, or took it away while in use.
    Forbidden,
    /// Anything else, in the browser's own words.
    Failed(String),
}

impl fmt::Display for HomeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => write!(f, "there is no room left"),
            Self::Forbidden => write!(f, "the browser does not allow it"),
            Self::Failed(words) => write!(f, "the browser says `{words}`"),
        }
    }
}

/// Local storage in memory, with a limit like the real one's.
#[derive(Debug)]
pub struct MemoryKeyValue {
    values: RefCell<BTreeMap<String, String>>,
    used: Cell<usize>,
    limit: Cell<usize>,
}

impl MemoryKeyValue {
    /// Makes an empty storage with room for `limit` UTF-16 units, keys and values together.
    pub fn with_limit(limit: usize) -> Self {
        Self { values: RefCell::default(), used: Cell::new(0), limit: Cell::new(limit) }
    }

    /// Changes the limit; what is stored already stays.
    pub fn set_limit(&self, limit: usize) {
        self.limit.set(limit);
    }
}

impl Default for MemoryKeyValue {
    fn default() -> Self {
        Self::with_limit(5_242_880)
    }
}

impl KeyValue for MemoryKeyValue {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, HomeFault> {
        Ok(self.values.borrow().keys().filter(|key| key.starts_with(prefix)).cloned().collect())
    }

    fn read(&self, key: &str) -> Result<Option<String>, HomeFault> {
        Ok(self.values.borrow().get(key).cloned())
    }

    fn write(&self, key: &str, value: &str) -> Result<(), HomeFault> {
        let mut values = self.values.borrow_mut();
        let before = values.get(key).map_or(0, |value| units(key) + units(value));
        let used = self.used.get() - before + units(key) + units(value);
        if used > self.limit.get() {
            return Err(HomeFault::Full);
        }
        self.used.set(used);
        values.insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), HomeFault> {
        if let Some(value) = self.values.borrow_mut().remove(key) {
            self.used.set(self.used.get() - units(key) - units(&value));
        }
        Ok(())
    }
}

/// Returns the length of `text` in UTF-16 units, the measure of local storage.
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}
