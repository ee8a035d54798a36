//! The browser's local storage behind [`KeyValue`] and [`Preferences`].

use gloo_storage::{LocalStorage as Raw, Storage};
use serde_json::Value;

use super::window::{fault, window};
use crate::port::key_value::{HomeFault, KeyValue};
use crate::port::preferences::Preferences;

/// Local storage, known to be allowed.
#[derive(Clone, Copy, Debug)]
pub struct LocalStorage(());

impl LocalStorage {
    /// Asks the browser for its local storage.
    ///
    /// # Errors
    /// Fails where storage is forbidden: blocked cookies, a sandboxed frame.
    pub fn open() -> Result<Self, HomeFault> {
        // `gloo_storage` panics where storage is forbidden, so it is only used once this has succeeded.
        let storage = window()?.local_storage().map_err(|thrown| fault(&thrown))?;
        storage.map(|_| Self(())).ok_or(HomeFault::Forbidden)
    }
}

impl KeyValue for LocalStorage {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, HomeFault> {
        let raw = Raw::raw();
        let mut keys = Vec::new();
        for at in 0..raw.length().map_err(|thrown| fault(&thrown))? {
            let key = raw.key(at).map_err(|thrown| fault(&thrown))?;
            keys.extend(key.filter(|key| key.starts_with(prefix)));
        }
        Ok(keys)
    }

    fn read(&self, key: &str) -> Result<Option<String>, HomeFault> {
        Raw::raw().get_item(key).map_err(|thrown| fault(&thrown))
    }

    fn write(&self, key: &str, value: &str) -> Result<(), HomeFault> {
        Raw::raw().set_item(key, value).map_err(|thrown| fault(&thrown))
    }

    fn remove(&self, key: &str) -> Result<(), HomeFault> {
        Raw::raw().remove_item(key).map_err(|thrown| fault(&thrown))
    }
}

impl Preferences for LocalStorage {
    fn read(&self, name: &str) -> Option<Value> {
        Raw::get(preference(name)).ok()
    }

    fn write(&self, name: &str, value: &Value) -> Result<(), HomeFault> {
        // The typed `set` of `gloo_storage` would hide that storage is full behind its own error.
        KeyValue::write(self, &preference(name), &value.to_string())
    }
}

fn preference(name: &str) -> String {
    format!("portbook-preference/{name}")
}
