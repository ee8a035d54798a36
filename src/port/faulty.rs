//! Homes that fail, stop or break their word at a chosen call, and that forget what had not reached the disk.

mod past;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::rc::Rc;

use super::key_value::{HomeFault, KeyValue};
use super::mirror::{Mirror, MirrorWrite, Pairs, Reopened, Shelf};
use super::promise::{Promise, kept, never};
use past::Past;

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
    /// The page ends in the middle of a write: half of a text is there, or half of a transaction's steps.
    StopsHalfway,
    /// A write is called done, and nothing of it is there.
    Forgets,
    /// A read tells what was there before the last write.
    Stale,
}

impl Mishap {
    /// Everything that can go wrong with homes that keep their word.
    pub const ALL: [Self; 5] = [Self::Fails, Self::Full, Self::FailsThoughDone, Self::Stops, Self::StopsWhenDone];

    /// What a home may do only while the other keeps its word.
    pub const BROKEN_WORD: [Self; 3] = [Self::StopsHalfway, Self::Forgets, Self::Stale];
}

/// Counts the calls to both homes and lets the mishap happen at one of them.
#[derive(Debug, Default)]
pub struct Fate {
    calls: Cell<usize>,
    mishap: Option<(usize, Mishap)>,
    stopped: Cell<bool>,
    past: Rc<Past>,
}

/// What a call asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Read,
    Write,
    /// A write that wants no room.
    Remove,
}

/// What is to become of one call: what is done, and what its caller hears.
struct Turn(Deed, Word);

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Whole,
    Half,
    Nothing,
    /// A read, of what was there before.
    Before,
}

/// What is heard.
enum Word {
    Done,
    Fault(HomeFault),
    /// The page is gone.
    Nothing,
}

impl Fate {
    /// Makes a fate in which nothing goes wrong and calls are merely counted.
    pub fn kind() -> Rc<Self> {
        Rc::default()
    }

    /// Makes a fate in which `mishap` happens at call number `at`, counted from 0.
    pub fn with(mishap: Mishap, at: usize) -> Rc<Self> {
        Rc::new(Self { mishap: Some((at, mishap)), ..Self::default() })
    }

    /// Makes the fate of the page that comes after this one's, in the same browser.
    pub fn next(&self, mishap: Option<(usize, Mishap)>) -> Rc<Self> {
        Rc::new(Self { mishap, past: Rc::clone(&self.past), ..Self::default() })
    }

    /// Returns how many calls there were.
    pub fn calls(&self) -> usize {
        self.calls.get()
    }

    /// Takes those of the last `count` writes to `local` back for which `is_lost`, as if the disk had them in another
    /// order; nothing may have been written behind this fate's back.
    pub fn lose_local(&self, local: &dyn KeyValue, count: usize, is_lost: impl FnMut() -> bool) {
        self.past.lose_local(local, count, is_lost);
    }

    /// Takes those of the last `count` transactions of `mirror` back for which `is_lost`.
    pub fn lose_mirror(&self, mirror: &dyn Mirror, count: usize, is_lost: impl FnMut() -> bool) {
        self.past.lose_mirror(mirror, count, is_lost);
    }

    /// Returns whether the page has ended.
    pub fn has_stopped(&self) -> bool {
        self.stopped.get()
    }

    fn turn(&self, full: &Cell<bool>, asks: Asks) -> Turn {
        if self.stopped.get() {
            return Turn(Deed::Nothing, Word::Nothing);
        }
        let call = self.calls.replace(self.calls.get() + 1);
        if full.get() && asks == Asks::Write {
            return Turn(Deed::Nothing, Word::Fault(HomeFault::Full));
        }
        let Some((_, mishap)) = self.mishap.filter(|(at, _)| *at == call) else { return Turn(Deed::Whole, Word::Done) };
        let fault = || Word::Fault(HomeFault::Failed("a fault for the test".into()));
        let stop = |deed| {
            self.stopped.set(true);
            Turn(deed, Word::Nothing)
        };
        match mishap {
            Mishap::Fails => Turn(Deed::Nothing, fault()),
            Mishap::FailsThoughDone => Turn(Deed::Whole, fault()),
            Mishap::Full if asks == Asks::Write => {
                full.set(true);
                Turn(Deed::Nothing, Word::Fault(HomeFault::Full))
            }
            Mishap::Stops => stop(Deed::Nothing),
            Mishap::StopsWhenDone => stop(Deed::Whole),
            Mishap::StopsHalfway => stop(Deed::Half),
            Mishap::Forgets if asks != Asks::Read => Turn(Deed::Nothing, Word::Done),
            Mishap::Stale if asks == Asks::Read => Turn(Deed::Before, Word::Done),
            Mishap::Full | Mishap::Forgets | Mishap::Stale => Turn(Deed::Whole, Word::Done),
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

    fn note(&self, key: &str, after: Option<&str>) {
        let before = self.inner.read(key).unwrap_or_default();
        self.unsynced.borrow_mut().entry(key.to_owned()).or_insert(before);
        self.fate.past.note_local(&*self.inner, key, after);
    }

    fn take_turn<T>(&self, asks: Asks, work: impl FnOnce(Deed) -> Result<T, HomeFault>) -> Result<T, HomeFault> {
        let Turn(deed, word) = self.fate.turn(&self.full, asks);
        let outcome = work(deed);
        match word {
            Word::Done => outcome,
            Word::Fault(fault) => outcome.and(Err(fault)),
            Word::Nothing => outcome.and(Err(HomeFault::Failed("the page is gone".into()))),
        }
    }
}

impl KeyValue for FaultyKeyValue {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, HomeFault> {
        self.take_turn(Asks::Read, |deed| {
            let now = self.inner.keys(prefix)?;
            Ok(if deed == Deed::Before { self.fate.past.local_keys_before(prefix, now) } else { now })
        })
    }

    fn read(&self, key: &str) -> Result<Option<String>, HomeFault> {
        self.take_turn(Asks::Read, |deed| {
            let now = self.inner.read(key)?;
            Ok(if deed == Deed::Before { self.fate.past.local_before(key, now) } else { now })
        })
    }

    fn write(&self, key: &str, value: &str) -> Result<(), HomeFault> {
        self.take_turn(Asks::Write, |deed| {
            let half: String;
            let value = match deed {
                Deed::Nothing => return Ok(()),
                Deed::Half => {
                    half = value.chars().take(value.chars().count() / 2).collect();
                    &half
                }
                Deed::Whole | Deed::Before => value,
            };
            self.note(key, Some(value));
            self.inner.write(key, value)
        })
    }

    fn remove(&self, key: &str) -> Result<(), HomeFault> {
        self.take_turn(Asks::Remove, |deed| {
            if deed == Deed::Nothing {
                return Ok(());
            }
            self.note(key, None);
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
        asks: Asks,
        work: impl FnOnce(Deed) -> Promise<Result<T, HomeFault>>,
    ) -> Promise<Result<T, HomeFault>> {
        let Turn(deed, word) = self.fate.turn(&self.full, asks);
        let outcome = work(deed);
        match word {
            Word::Done => outcome,
            Word::Fault(fault) => Box::pin(async { outcome.await.and(Err(fault)) }),
            Word::Nothing => Box::pin(async {
                let _ = outcome.await;
                never().await
            }),
        }
    }
}

impl Mirror for FaultyMirror {
    fn keys(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Vec<String>, HomeFault>> {
        self.take_turn(Asks::Read, |deed| match deed {
            Deed::Before => {
                let past = Rc::clone(&self.fate.past);
                let now = self.inner.read(shelf, range.clone());
                Box::pin(async move {
                    let before = past.mirror_before(shelf, &range, now.await?);
                    Ok(before.into_iter().map(|(key, _)| key).collect())
                })
            }
            _ => self.inner.keys(shelf, range),
        })
    }

    fn read(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Pairs, HomeFault>> {
        self.take_turn(Asks::Read, |deed| {
            let now = self.inner.read(shelf, range.clone());
            if deed != Deed::Before {
                return now;
            }
            let past = Rc::clone(&self.fate.past);
            Box::pin(async move { Ok(past.mirror_before(shelf, &range, now.await?)) })
        })
    }

    fn write(&self, mut writes: Vec<MirrorWrite>) -> Promise<Result<(), HomeFault>> {
        self.take_turn(Asks::Write, |deed| {
            if deed == Deed::Nothing {
                return kept(Ok(()));
            }
            if deed == Deed::Half {
                writes.truncate(writes.len().div_ceil(2));
                if let Some(MirrorWrite::Put { bytes, .. }) = writes.last_mut() {
                    bytes.truncate(bytes.len() / 2);
                }
            }
            self.fate.past.note_mirror(&*self.inner, &writes);
            self.inner.write(writes)
        })
    }

    fn is_closed(&self) -> bool {
        self.inner.is_closed()
    }

    fn reopen(&self) -> Promise<Result<Reopened, HomeFault>> {
        self.take_turn(Asks::Read, |deed| match deed {
            Deed::Nothing => kept(Ok(Reopened::AsItWas)),
            _ => self.inner.reopen(),
        })
    }

    fn when_closed(&self, then: Rc<dyn Fn()>) {
        self.inner.when_closed(then);
    }
}
