//! A book so simple that its right state is obvious: the list of changes that were made.

use std::collections::BTreeSet;
use std::rc::Rc;

use portbook::port::faulty::{Fate, FaultyKeyValue, FaultyMirror};
use portbook::port::key_value::{KeyValue, MemoryKeyValue};
use portbook::port::mirror::{MemoryMirror, Mirror};
use portbook::port::promise::run;
use portbook::port::random::SeededRandom;
use portbook::seal::{Cost, Key, Lock};
use portbook::store::{Access, BookId, Chunk, Content, Entry, Opened, Places, Reason, SaveState, Store, StoreFault};

/// How many chunks the book has; change `n` lies in chunk `n % CHUNKS`.
const CHUNKS: u64 = 3;

/// The homes of one browser, which outlive its pages.
#[derive(Clone, Default)]
pub(crate) struct Browser {
    pub(crate) local: Rc<MemoryKeyValue>,
    pub(crate) mirror: Rc<MemoryMirror>,
}

/// What the owner does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Edit,
    Import,
    Compact,
    /// Several edits before the store gets its turn.
    Burst,
    /// Edits, generations and edits again before the store gets its turn.
    Rush,
    Erase,
    /// A look at the mirror's chunks.
    Examine,
}

/// A page with a book open.
pub(crate) struct Page {
    pub(crate) store: Store,
    pub(crate) opened: Opened,
    /// The changes the page knows, by number.
    pub(crate) changes: BTreeSet<u64>,
    /// The last change that the chunks handed to the store contain.
    laid: Option<u64>,
    /// The last change that was shown as saved.
    pub(crate) saved: u64,
    /// The number of the last erasure; 0 when there was none.
    pub(crate) erased: u64,
    /// What the book held when it was opened and after each change, with the change's number.
    pub(crate) states: Vec<(u64, BTreeSet<u64>)>,
}

impl Browser {
    pub(crate) fn open(&self) -> Page {
        self.open_as(Access::Write)
    }

    pub(crate) fn open_as(&self, access: Access) -> Page {
        let opened = run(Store::open(self.places(), access)).expect("memory answers at once");
        Page::of(opened)
    }

    pub(crate) fn places(&self) -> Places {
        let (local, mirror): (Rc<dyn KeyValue>, Rc<dyn Mirror>) = (self.local.clone(), self.mirror.clone());
        Places { book: BookId::new("main").unwrap(), local: Ok(local), mirror: Ok(mirror) }
    }

    /// Opens the book in the hands of `fate`, with its key; `None` when the page ends before the book is open.
    pub(crate) fn open_with(&self, fate: &Rc<Fate>) -> (Rc<FaultyKeyValue>, Option<Page>) {
        let local = Rc::new(FaultyKeyValue::new(self.local.clone(), fate.clone()));
        let mirror: Rc<dyn Mirror> = Rc::new(FaultyMirror::new(self.mirror.clone(), fate.clone()));
        let storage: Rc<dyn KeyValue> = local.clone();
        let places = Places { book: BookId::new("main").unwrap(), local: Ok(storage), mirror: Ok(mirror) };
        (local, run(open_with_passphrase(places, PASSPHRASE)).map(Page::of))
    }

    /// Opens the book with what its passphrase unlocks, if it is sealed.
    pub(crate) fn unlock(&self, passphrase: &str) -> Page {
        Page::of(run(open_with_passphrase(self.places(), passphrase)).expect("memory answers at once"))
    }
}

impl Page {
    pub(crate) fn of((store, opened): (Store, Opened)) -> Self {
        let mut changes: BTreeSet<u64> = opened.entries.iter().map(|(seq, _)| *seq).collect();
        for (_, bytes) in &opened.chunks {
            changes.extend(bytes.chunks(8).map(|bytes| u64::from_le_bytes(bytes.try_into().unwrap())));
        }
        for (seq, bytes) in &opened.entries {
            assert_eq!(bytes, &content(*seq), "a change comes back as it was");
        }
        let laid = (opened.chunks.len() as u64 == CHUNKS).then_some(opened.through);
        let states = vec![(0, changes.clone())];
        Self { store, opened, changes, laid, saved: 0, erased: 0, states }
    }

    /// Does one act and lets the store have its turn; `None` when the page ended meanwhile.
    pub(crate) fn act(&mut self, act: Act) -> Option<()> {
        self.begin(act);
        if act == Act::Examine {
            // What it finds is told at the next opening; here it must only do no harm.
            let _ = run(self.store.examine())?;
        }
        self.settle()
    }

    /// Does one act without a turn for the store.
    pub(crate) fn begin(&mut self, act: Act) {
        match act {
            Act::Edit => self.edit(),
            Act::Burst => (0..3).for_each(|_| self.edit()),
            Act::Import => self.import(),
            Act::Compact => self.compact(),
            Act::Examine => {}
            Act::Erase => {
                if self.next().is_some() {
                    self.erased = self.store.erase().expect("the book may be written");
                    self.changes.clear();
                    self.states.push((self.erased, BTreeSet::new()));
                    self.laid = None;
                }
            }
            Act::Rush => {
                self.edit();
                self.compact();
                self.edit();
                self.import();
                self.compact();
                self.edit();
                self.compact();
            }
        }
    }

    pub(crate) fn settle(&mut self) -> Option<()> {
        if let SaveState::Saved { seq, .. } = run(self.store.settle())? {
            self.saved = seq;
        }
        Some(())
    }

    /// Seals the book; `None` when the page ended meanwhile.
    pub(crate) fn seal(&mut self, turn: u32) -> Option<Result<(), StoreFault>> {
        let key = Key::new(Rc::new(SeededRandom::new(turn.into())));
        let lock = Lock::new(PASSPHRASE, &key, turn, Cost::LEAST).unwrap();
        let chunks = self.whole();
        run(self.store.seal(lock, Rc::new(key), || chunks))
    }

    /// Opens the book for good; `None` when the page ended meanwhile.
    pub(crate) fn unseal(&mut self) -> Option<Result<(), StoreFault>> {
        let chunks = self.whole();
        run(self.store.unseal(|| chunks))
    }

    /// Returns all chunks anew.
    fn whole(&mut self) -> Vec<Chunk> {
        self.laid = None;
        self.chunks(None)
    }

    fn import(&mut self) {
        let Some(next) = self.next() else { return };
        let chunks = self.chunks(Some(next));
        self.note(next);
        assert_eq!(self.store.replace(chunks, Reason::Change { log: content(next) }), Ok(next));
        self.laid = Some(next);
    }

    fn compact(&mut self) {
        if self.store.replace(self.chunks(None), Reason::Compaction).is_ok() {
            self.laid = self.changes.last().copied().or(Some(0));
        }
    }

    fn edit(&mut self) {
        let Some(next) = self.next() else { return };
        let entry = Entry { replay: content(next), log: content(next) };
        assert_eq!(self.store.append(entry), Ok(next));
        self.note(next);
    }

    fn note(&mut self, change: u64) {
        self.changes.insert(change);
        self.states.push((change, self.changes.clone()));
    }

    /// Returns the number of the next change; `None` when nothing may be written.
    fn next(&self) -> Option<u64> {
        match self.store.state() {
            SaveState::ReadOnly(_) => None,
            _ => Some(self.store.next_number()),
        }
    }

    /// Returns the chunks with `change` in them; what did not change since the last time is kept.
    fn chunks(&self, change: Option<u64>) -> Vec<Chunk> {
        let changes: Vec<u64> = self.changes.iter().copied().chain(change).collect();
        (0..CHUNKS)
            .map(|chunk| {
                let mine = changes.iter().filter(|seq| *seq % CHUNKS == chunk);
                let is_kept = self.laid.is_some_and(|laid| mine.clone().all(|seq| *seq <= laid));
                let content = || Content::New(mine.clone().flat_map(|seq| seq.to_le_bytes()).collect());
                Chunk { name: chunk_name(chunk), content: if is_kept { Content::Kept } else { content() } }
            })
            .collect()
    }
}

async fn open_with_passphrase(places: Places, passphrase: &str) -> (Store, Opened) {
    let again = Places { book: places.book.clone(), local: places.local.clone(), mirror: places.mirror.clone() };
    let (store, opened) = Store::open(places, Access::Write).await;
    let Some(lock) = opened.lock else { return (store, opened) };
    let random: Rc<dyn portbook::port::random::Random> = Rc::new(SeededRandom::new(99));
    let key = lock.open(passphrase, &random).unwrap();
    Store::open_with(again, Access::Write, Some(Rc::new(key))).await
}

/// What sealed books are locked under here.
pub(crate) const PASSPHRASE: &str = "lantern copper willow";

pub(crate) fn content(seq: u64) -> Vec<u8> {
    format!("change {seq}").into_bytes()
}

fn chunk_name(chunk: u64) -> String {
    format!("changes-{chunk}")
}
