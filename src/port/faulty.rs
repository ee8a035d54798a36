//! Homes that fail or stop at a chosen call, and a local storage that forgets what had not reached the disk.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::rc::Rc;

use super::key_value::{HomeFault, KeyValue};
use super::mirror::{Mirror, MirrorWrite, Pairs, Reopened, Shelf};
use super::promise::{Promise, kept, never};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// The call fails and does nothing.
    Fails,
    /// The call fails for want of room, and so does every later write to the same home.
    Full,
    /// The call does its work and yet reports a fault.
    FailsThoughDone,
    /// The page ends before the call.
    Stops,
    /// The page ends when the call has done its work, before anyone hears of it.
    StopsWhenDone,
}

impl Mishap {
    /// Everything that can go wrong.
    pub const ALL: [Self; 5] = [Self::Fails, Self::Full, Self::FailsThoughDone, Self::Stops, Self::StopsWhenDone];
}

/// Counts the calls to both homes and lets the mishap happen at one of them.
#[derive(Debug)]
pub struct Fate {
    calls: Cell<usize>,
    mishap: Option<(usize, Mishap)>,
    stopped: Cell<bool>,
}

/// What is to become of one call.
enum Turn {
    Goes,
    Fails(HomeFault),
    FailsThoughDone,
    Stopped,
    StoppedWhenDone,
}

impl Fate {
    /// Makes a fate in which nothing goes wrong and calls are merely counted.
    pub fn kind() -> Rc<Self> {
        Rc::new(Self { calls: Cell::new(0), mishap: None, stopped: Cell::new(false) })
    }

    /// Makes a fate in which `mishap` happens at call number `at`, counted from 0.
    pub fn with(mishap: Mishap, at: usize) -> Rc<Self> {
        Rc::new(Self { calls: Cell::new(0), mishap: Some((at, mishap)), stopped: Cell::new(false) })
    }

    /// Returns how many calls there were.
    pub fn calls(&self) -> usize {
        self.calls.get()
    }

    /// Returns whether the page has ended.
    pub fn has_stopped(&self) -> bool {
        self.stopped.get()
    }

    fn turn(&self, full: &Cell<bool>, is_write: bool) -> Turn {
        if self.stopped.get() {
            return Turn::Stopped;
        }
        let call = self.calls.replace(self.calls.get() + 1);
        if full.get() && is_write {
            return Turn::Fails(HomeFault::Full);
        }
        match self.mishap {
            Some((at, mishap)) if at == call => match mishap {
                Mishap::Fails => Turn::Fails(HomeFault::Failed("a fault for the test".into())),
                Mishap::Full if is_write => {
                    full.set(true);
                    Turn::Fails(HomeFault::Full)
                }
                Mishap::Full => Turn::Goes,
                Mishap::FailsThoughDone => Turn::FailsThoughDone,
                Mishap::Stops => {
                    self.stopped.set(true);
                    Turn::Stopped
                }
                Mishap::StopsWhenDone => {
                    self.stopped.set(true);
                    Turn::StoppedWhenDone
                }
            },
            _ => Turn::Goes,
        }
    }
}

/// A local storage in the hands of fate.
pub struct FaultyKeyValue {
    inner: Rc<dyn KeyValue>,
    fate: Rc<Fate>,
    full: Cell<bool>,
    unsynced: RefCell<BTreeMap<String, Option<String>>>,
}

impl FaultyKeyValue {
    /// Puts `inner` into the hands of `fate`.
    pub fn new(inner: Rc<dyn KeyValue>, fate: Rc<Fate>) -> Self {
        Self { inner, fate, full: Cell::new(false), unsynced: RefCell::default() }
    }

    /// Takes back the keys written or removed through this twin for which `is_lost`, as a killed browser does.
    pub fn lose(&self, mut is_lost: impl FnMut(&str) -> bool) {
        for (key, before) in self.unsynced.take() {
            if is_lost(&key) {
                let undone = match before {
                    Some(value) => self.inner.write(&key, &value),
                    None => self.inner.remove(&key),
                };
                debug_assert!(undone.is_ok());
            }
        }
    }

    fn remember(&self, key: &str) {
        let before = self.inner.read(key).unwrap_or_default();
        self.unsynced.borrow_mut().entry(key.to_owned()).or_insert(before);
    }

    fn take_turn<T>(&self, is_write: bool, work: impl FnOnce() -> Result<T, HomeFault>) -> Result<T, HomeFault> {
        match self.fate.turn(&self.full, is_write) {
            Turn::Goes => work(),
            Turn::Fails(fault) => Err(fault),
            Turn::Stopped => Err(gone()),
            Turn::FailsThoughDone | Turn::StoppedWhenDone => work().and(Err(gone())),
        }
    }
}

impl KeyValue for FaultyKeyValue {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, HomeFault> {
        self.take_turn(false, || self.inner.keys(prefix))
    }

    fn read(&self, key: &str) -> Result<Option<String>, HomeFault> {
        self.take_turn(false, || self.inner.read(key))
    }

    fn write(&self, key: &str, value: &str) -> Result<(), HomeFault> {
        self.take_turn(true, || {
            self.remember(key);
            self.inner.write(key, value)
        })
    }

    fn remove(&self, key: &str) -> Result<(), HomeFault> {
        self.take_turn(false, || {
            self.remember(key);
            self.inner.remove(key)
        })
    }
}

/// A mirror in the hands of fate.
pub struct FaultyMirror {
    inner: Rc<dyn Mirror>,
    fate: Rc<Fate>,
    full: Cell<bool>,
}

impl FaultyMirror {
    /// Puts `inner` into the hands of `fate`.
    pub fn new(inner: Rc<dyn Mirror>, fate: Rc<Fate>) -> Self {
        Self { inner, fate, full: Cell::new(false) }
    }

    fn take_turn<T: 'static>(
        &self,
        is_write: bool,
        work: impl FnOnce() -> Promise<Result<T, HomeFault>>,
    ) -> Promise<Result<T, HomeFault>> {
        match self.fate.turn(&self.full, is_write) {
            Turn::Goes => work(),
            Turn::Fails(fault) => kept(Err(fault)),
            Turn::Stopped => never(),
            Turn::FailsThoughDone => {
                let done = work();
                Box::pin(async { done.await.and(Err(gone())) })
            }
            Turn::StoppedWhenDone => {
                let done = work();
                Box::pin(async {
                    let _ = done.await;
                    never().await
                })
            }
        }
    }
}

impl Mirror for FaultyMirror {
    fn keys(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Vec<String>, HomeFault>> {
        self.take_turn(false, || self.inner.keys(shelf, range))
    }

    fn read(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Pairs, HomeFault>> {
        self.take_turn(false, || self.inner.read(shelf, range))
    }

    fn write(&self, writes: Vec<MirrorWrite>) -> Promise<Result<(), HomeFault>> {
        self.take_turn(true, || self.inner.write(writes))
    }

    fn is_closed(&self) -> bool {
        self.inner.is_closed()
    }

    fn reopen(&self) -> Promise<Result<Reopened, HomeFault>> {
        self.take_turn(false, || self.inner.reopen())
    }

    fn when_closed(&self, then: Rc<dyn Fn()>) {
        self.inner.when_closed(then);
    }
}

fn gone() -> HomeFault {
    HomeFault::Failed("the page is gone".into())
}
