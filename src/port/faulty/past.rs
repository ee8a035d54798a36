//! What was written to homes for a test: what they held before, and how they forget what came last.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::port::key_value::KeyValue;
use crate::port::mirror::{Mirror, MirrorWrite, Shelf};
use crate::port::promise::run;

/// All that was written to both homes, by this page and those before it.
#[derive(Debug, Default)]
pub(super) struct Past {
    local: RefCell<Vec<Step<String, String>>>,
    mirror: RefCell<Vec<Transaction>>,
}

/// What one transaction of the mirror did.
type Transaction = Vec<Step<Place, Vec<u8>>>;

/// A key of the mirror.
pub(super) type Place = (Shelf, String);

/// What lay under a key before a write and after it.
#[derive(Clone, Debug)]
struct Step<K, V> {
    key: K,
    before: Option<V>,
    after: Option<V>,
}

impl Past {
    /// Notes that `after` is about to lie under `key` of local storage.
    pub(super) fn note_local(&self, home: &dyn KeyValue, key: &str, after: Option<&str>) {
        let before = home.read(key).unwrap_or_default();
        let after = after.map(str::to_owned);
        self.local.borrow_mut().push(Step { key: key.to_owned(), before, after });
    }

    /// Notes a transaction that is about to be carried out.
    pub(super) fn note_mirror(&self, home: &dyn Mirror, writes: &[MirrorWrite]) {
        let mut steps = Transaction::new();
        for write in writes {
            let (shelf, range, put) = match write {
                MirrorWrite::Put { shelf, key, bytes } => (*shelf, key.clone()..=key.clone(), Some(bytes)),
                MirrorWrite::Delete { shelf, range } => (*shelf, range.clone(), None),
            };
            let stored = run(home.read(shelf, range.clone())).and_then(Result::ok).unwrap_or_default();
            let mut held: BTreeMap<Place, Vec<u8>> =
                stored.into_iter().map(|(key, bytes)| ((shelf, key), bytes)).collect();
            // Earlier steps of this transaction are not there yet.
            for step in steps.iter().filter(|step| step.key.0 == shelf && range.contains(&step.key.1)) {
                match &step.after {
                    Some(bytes) => drop(held.insert(step.key.clone(), bytes.clone())),
                    None => drop(held.remove(&step.key)),
                }
            }
            match put {
                Some(bytes) => {
                    let key = (shelf, range.into_inner().0);
                    steps.push(Step { before: held.remove(&key), key, after: Some(bytes.clone()) });
                }
                None => {
                    steps.extend(held.into_iter().map(|(key, before)| Step { key, before: Some(before), after: None }))
                }
            }
        }
        self.mirror.borrow_mut().push(steps);
    }

    /// Returns what lay under `key` of local storage before it was last written; what lies there now, if it never was.
    pub(super) fn local_before(&self, key: &str, now: Option<String>) -> Option<String> {
        self.local.borrow().iter().rfind(|step| step.key == key).map_or(now, |step| step.before.clone())
    }

    /// Returns the keys of local storage as they were before the last write that changed which there are.
    pub(super) fn local_keys_before(&self, prefix: &str, now: Vec<String>) -> Vec<String> {
        let mut keys: BTreeSet<String> = now.into_iter().collect();
        let steps = self.local.borrow();
        let changed = |step: &&Step<String, String>| {
            step.key.starts_with(prefix) && step.before.is_some() != step.after.is_some()
        };
        if let Some(step) = steps.iter().rfind(changed) {
            match step.before {
                Some(_) => drop(keys.insert(step.key.clone())),
                None => drop(keys.remove(&step.key)),
            }
        }
        keys.into_iter().collect()
    }

    /// Returns what a range of the mirror held before the last transaction that touched it.
    pub(super) fn mirror_before(
        &self,
        shelf: Shelf,
        range: &RangeInclusive<String>,
        now: Vec<(String, Vec<u8>)>,
    ) -> Vec<(String, Vec<u8>)> {
        let touched = |step: &&Step<Place, Vec<u8>>| step.key.0 == shelf && range.contains(&step.key.1);
        let mut held: BTreeMap<String, Vec<u8>> = now.into_iter().collect();
        let transactions = self.mirror.borrow();
        if let Some(steps) = transactions.iter().rfind(|steps| steps.iter().any(|step| touched(&step))) {
            for step in steps.iter().rev().filter(touched) {
                match &step.before {
                    Some(bytes) => drop(held.insert(step.key.1.clone(), bytes.clone())),
                    None => drop(held.remove(&step.key.1)),
                }
            }
        }
        held.into_iter().collect()
    }

    /// Takes those of the last `count` writes to local storage back for which `is_lost`; the others stay.
    pub(super) fn lose_local(&self, home: &dyn KeyValue, count: usize, mut is_lost: impl FnMut() -> bool) {
        let steps = self.local.borrow();
        let last = steps.get(steps.len().saturating_sub(count)..).unwrap_or_default();
        let set = |key: &str, value: Option<&String>| {
            let outcome = match value {
                Some(value) => home.write(key, value),
                None => home.remove(key),
            };
            debug_assert!(outcome.is_ok());
        };
        last.iter().rev().for_each(|step| set(&step.key, step.before.as_ref()));
        last.iter().filter(|_| !is_lost()).for_each(|step| set(&step.key, step.after.as_ref()));
    }

    /// Takes those of the mirror's last `count` transactions back for which `is_lost`; the others stay.
    pub(super) fn lose_mirror(&self, home: &dyn Mirror, count: usize, mut is_lost: impl FnMut() -> bool) {
        let transactions = self.mirror.borrow();
        let last = transactions.get(transactions.len().saturating_sub(count)..).unwrap_or_default();
        let set = |(shelf, key): &Place, value: Option<&Vec<u8>>| match value {
            Some(bytes) => MirrorWrite::Put { shelf: *shelf, key: key.clone(), bytes: bytes.clone() },
            None => MirrorWrite::Delete { shelf: *shelf, range: key.clone()..=key.clone() },
        };
        let back = last.iter().rev().flat_map(|steps| steps.iter().rev());
        let mut writes: Vec<MirrorWrite> = back.map(|step| set(&step.key, step.before.as_ref())).collect();
        for steps in last.iter().filter(|_| !is_lost()) {
            writes.extend(steps.iter().map(|step| set(&step.key, step.after.as_ref())));
        }
        let outcome = run(home.write(writes));
        debug_assert_eq!(outcome, Some(Ok(())));
    }
}
