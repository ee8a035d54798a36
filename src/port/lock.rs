//! One writer among all tabs: a lock held for a tab's life.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::promise::{Promise, kept, never};

/// Locks that all pages of the origin share.
pub trait Lock {
    /// Takes the lock called `name` if nobody holds it.
    fn hold_now(&self, name: &str) -> Promise<Holding>;
    /// Waits until the lock called `name` is free and takes it.
    fn hold(&self, name: &str) -> Promise<Holding>;
}

/// How an attempt to take a lock ended.
#[derive(Debug)]
pub enum Holding {
    /// The lock is ours until the value is dropped.
    Held(Hold),
    /// Another page holds it.
    Taken,
    /// This browser has no locks; nobody can tell whether another page writes.
    Unsupported,
}

/// A lock that is held; dropping it lets it go.
pub struct Hold {
    release: Option<Box<dyn FnOnce()>>,
}

impl Hold {
    /// Makes a hold that calls `release` when dropped.
    pub fn new(release: impl FnOnce() + 'static) -> Self {
        Self { release: Some(Box::new(release)) }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            release();
        }
    }
}

impl std::fmt::Debug for Hold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hold")
    }
}

/// Locks in memory; clones stand for tabs of one browser.
#[derive(Clone, Debug, Default)]
pub struct MemoryLock {
    held: Rc<RefCell<BTreeSet<String>>>,
}

impl Lock for MemoryLock {
    fn hold_now(&self, name: &str) -> Promise<Holding> {
        if !self.held.borrow_mut().insert(name.to_owned()) {
            return kept(Holding::Taken);
        }
        let (held, name) = (Rc::clone(&self.held), name.to_owned());
        kept(Holding::Held(Hold::new(move || {
            held.borrow_mut().remove(&name);
        })))
    }

    fn hold(&self, name: &str) -> Promise<Holding> {
        if self.held.borrow().contains(name) { never() } else { self.hold_now(name) }
    }
}
