//! Small typed values of this browser, such as language and theme; no part of any book.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::Value;

use super::key_value::HomeFault;

/// Values that belong to the browser, not to a book.
pub trait Preferences {
    /// Returns the value called `name`; what cannot be read counts as never set.
    fn read(&self, name: &str) -> Option<Value>;
    /// Keeps `value` under `name`.
    fn write(&self, name: &str, value: &Value) -> Result<(), HomeFault>;
}

/// Preferences in memory: for tests, and where storage is forbidden.
#[derive(Debug, Default)]
pub struct MemoryPreferences {
    values: RefCell<BTreeMap<String, Value>>,
}

impl Preferences for MemoryPreferences {
    fn read(&self, name: &str) -> Option<Value> {
        self.values.borrow().get(name).cloned()
    }

    fn write(&self, name: &str, value: &Value) -> Result<(), HomeFault> {
        self.values.borrow_mut().insert(name.to_owned(), value.clone());
        Ok(())
    }
}
