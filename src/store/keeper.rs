//! The store of one book: takes changes at once, keeps them in order, and tells truly what is safe.

use std::cell::RefCell;
use std::rc::Rc;

use super::damage::Damage;
use super::emptied::EMPTIED;
use super::envelope::{self, Place};
use super::fault::{Home, ReadOnly, StoreFault};
use super::generation::{Chunk, Draft, Older, Reason};
use super::head::{ChunkRef, ChunksAre, Head};
use super::homes::{LocalHome, MirrorHome};
use super::key::BookId;
use super::open::Surveyed;
use super::queue::{EntryJob, Failed, GenerationJob, Next, Queue};
use super::repair::Repair;
use super::safety::{Kept, SaveState};
use crate::port::key_value::{HomeFault, KeyValue};
use crate::port::mirror::Mirror;
use crate::seal::{Key, Lock};

/// Where a book is to be kept; a home that cannot be used says why.
pub struct Places {
    /// Which book.
    pub book: BookId,
    /// Local storage.
    pub local: Result<Rc<dyn KeyValue>, HomeFault>,
    /// IndexedDB.
    pub mirror: Result<Rc<dyn Mirror>, HomeFault>,
}

/// What a tab may do with a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read and write: this tab holds the book's lock.
    Write,
    /// Write even if the mirror, known to be in use, cannot be reached. What only the mirror knew may be lost: only on
    /// the owner's word.
    WriteAlone,
    /// Read alone.
    Read(ReadOnly),
}

/// A book as it was found.
#[derive(Debug)]
pub struct Opened {
    /// The present generation; 0 when nothing was ever written.
    pub generation: u64,
    /// The last change the chunks contain.
    pub through: u64,
    /// The chunks by name, in the order they were given.
    pub chunks: Vec<(String, Vec<u8>)>,
    /// The changes since, ascending, to be applied in this order.
    pub entries: Vec<(u64, Vec<u8>)>,
    /// What did not verify, by name.
    pub damage: Vec<Damage>,
    /// Why a home cannot be used.
    pub without: Vec<(Home, HomeFault)>,
    /// The lock of a sealed book whose key was not given: nothing of it was read.
    pub lock: Option<Lock>,
}

/// A change to be kept.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is needed to apply it again.
    pub replay: Vec<u8>,
    /// The change with what was there before, for undo and history.
    pub log: Vec<u8>,
}

/// The store of one book. Clones are the same store.
#[derive(Clone)]
pub struct Store {
    pub(super) inner: Rc<Inner>,
}

pub(super) struct Inner {
    pub(super) book: BookId,
    pub(super) mirror: Option<MirrorHome>,
    pub(super) state: RefCell<State>,
    listeners: RefCell<Vec<Listener>>,
}

type Listener = Rc<dyn Fn(&SaveState)>;

pub(super) struct State {
    pub(super) local: Option<LocalHome>,
    /// Whether local storage lacks something it should have.
    is_local_behind: bool,
    /// Whether local storage was left alone on an older state.
    pub(super) is_local_left: bool,
    pub(super) read_only: Option<ReadOnly>,
    pub(super) head: Head,
    /// The key of a sealed book.
    pub(super) key: Option<Rc<Key>>,
    /// The last change of the book.
    tip: u64,
    last_seq: u64,
    pub(super) last_generation: u64,
    pub(super) journal: (usize, usize),
    /// Whether the mirror lost all it held since it was opened.
    pub(super) is_emptied: bool,
    /// Why the journal could not be folded the last time.
    unfolded: Option<StoreFault>,
    pub(super) repair: Option<Repair>,
    pub(super) queue: Queue,
    pub(super) is_settling: bool,
    fault: Option<StoreFault>,
}

impl Store {
    /// Opens a book: the newest state that verifies, from either home, piece by piece.
    ///
    /// Nothing is written yet. The first [`settle`](Self::settle) puts the homes right.
    pub async fn open(places: Places, access: Access) -> (Self, Opened) {
        Self::open_with(places, access, None).await
    }

    /// Opens a book that may be sealed under `key`; without it a sealed one shows its lock alone.
    pub async fn open_with(places: Places, access: Access, key: Option<Rc<Key>>) -> (Self, Opened) {
        let Places { book, local, mirror } = places;
        let mut without = Vec::new();
        let local = local.and_then(|storage| {
            let home = LocalHome { book: book.clone(), storage };
            home.survey(key.as_deref()).map(|survey| (home, survey))
        });
        let local = local.map_err(|fault| without.push((Home::Local, fault))).ok();
        // One that is there and cannot be read may hold what is nowhere else.
        let is_mirror_there = mirror.is_ok();
        let mirror = match mirror {
            Ok(storage) => {
                let home = MirrorHome { book: book.clone(), storage };
                home.survey(key.as_deref()).await.map(|survey| (home, survey))
            }
            Err(fault) => Err(fault),
        };
        let mirror = mirror.map_err(|fault| without.push((Home::Mirror, fault))).ok();
        let is_mirror_known = is_mirror_there
            || local.as_ref().is_some_and(|(_, survey)| survey.head.as_ref().is_ok_and(|head| head.mirrored));

        let (local, local_survey) = local.unzip();
        let (mirror, mirror_survey) = mirror.unzip();
        let (local_survey, mirror_survey) = (local_survey.unwrap_or_default(), mirror_survey.unwrap_or_default());
        let surveyed = Surveyed {
            book: &book,
            local: local.as_ref().map(|home| (home, &local_survey)),
            mirror: mirror.as_ref().map(|home| (home, &mirror_survey)),
            key: key.as_deref(),
        };
        let mut found = surveyed.findings().await;

        let unreachable =
            without.iter().find(|(home, _)| *home == Home::Mirror && is_mirror_known && access != Access::WriteAlone);
        let unreachable =
            unreachable.map(|(home, fault)| ReadOnly::HomeUnreachable { home: *home, fault: fault.clone() });
        let asked = match access {
            Access::Read(reason) => Some(reason),
            Access::Write | Access::WriteAlone => None,
        };
        let locked = found.locked.as_ref().map(|_| ReadOnly::Locked);
        let read_only = locked.or(asked).or(found.read_only.take()).or(unreachable);
        let repair = Repair { local: local_survey, mirror: mirror_survey, ..found.repair };
        let opened = Opened {
            generation: found.head.generation,
            through: found.head.through,
            chunks: found.chunks,
            entries: found.entries.iter().map(|(seq, entry)| (*seq, entry.content.clone())).collect(),
            damage: found.damage,
            without,
            lock: found.locked,
        };
        let state = State {
            local,
            is_local_behind: false,
            is_local_left: false,
            key: key.filter(|key| found.head.lock().is_some_and(|lock| lock.id == key.id())),
            tip: found.entries.last().map_or(found.head.through, |(seq, _)| *seq),
            last_seq: found.last_seq,
            last_generation: found.last_generation.max(found.head.generation),
            journal: (opened.entries.len(), opened.entries.iter().map(|(_, bytes)| bytes.len()).sum()),
            is_emptied: false,
            unfolded: None,
            repair: read_only.is_none().then_some(repair),
            read_only,
            head: found.head,
            queue: Queue::default(),
            is_settling: false,
            fault: None,
        };
        let inner = Inner { book, mirror, state: RefCell::new(state), listeners: RefCell::default() };
        (Self { inner: Rc::new(inner) }, opened)
    }

    /// Takes a change, writes it to local storage and queues it for the mirror; returns its number.
    ///
    /// # Errors
    /// Fails only when the book is open for reading alone.
    pub fn append(&self, entry: Entry) -> Result<u64, StoreFault> {
        let seq = {
            let state = &mut *self.inner.state.borrow_mut();
            let (previous, seq) = state.next_seq()?;
            let raw =
                envelope::wrap(&self.inner.book, &Place::Entry { seq, previous }, &entry.replay, state.key.as_deref());
            // Only a head tells a visit without the mirror that it may miss changes.
            let lacks_head = state.head.generation == 0 && (previous == 0 || state.is_local_behind);
            let head = Head { mirrored: self.inner.mirror.is_some(), ..Head::default() };
            let mut job = EntryJob {
                seq,
                head: lacks_head.then(|| head.to_bytes(&self.inner.book)),
                content: entry.replay,
                raw,
                log: entry.log,
                is_in_local: false,
            };
            job.is_in_local = state.local.as_ref().is_some_and(|local| job.write(local).is_ok());
            state.is_local_behind |= !job.is_in_local;
            state.journal = (state.journal.0 + 1, state.journal.1 + job.content.len());
            state.queue.push_entry(job);
            seq
        };
        self.tell();
        Ok(seq)
    }

    /// Queues a new generation that holds the book as it is now; returns the last change it contains.
    ///
    /// # Errors
    /// Fails only when the book is open for reading alone.
    pub fn replace(&self, chunks: Vec<Chunk>, reason: Reason) -> Result<u64, StoreFault> {
        let through = {
            let state = &mut *self.inner.state.borrow_mut();
            let through = match reason {
                Reason::Compaction | Reason::Renewal { .. } => state.writable().map(|()| state.tip)?,
                Reason::Change { .. } | Reason::Erasure => state.next_seq()?.1,
            };
            let folds = std::mem::take(&mut state.journal);
            state.queue.push_generation(through, chunks, reason, folds);
            through
        };
        self.tell();
        Ok(through)
    }

    /// Queues the deletion of the whole book, its log and what was set aside, from both homes.
    ///
    /// An empty head stays, with the next numbers in it, so that an older copy can never rise again.
    ///
    /// # Errors
    /// Fails only when the book is open for reading alone.
    pub fn erase(&self) -> Result<u64, StoreFault> {
        self.replace(Vec::new(), Reason::Erasure)
    }

    /// Carries out what waits, in order, until nothing does or something failed; then says how things stand.
    ///
    /// To be called after opening, after each change, and to try again. While one call is at work another returns at
    /// once; what came meanwhile is carried out by the first.
    pub async fn settle(&self) -> SaveState {
        {
            let mut state = self.inner.state.borrow_mut();
            if state.is_settling || state.read_only.is_some() {
                drop(state);
                return self.state();
            }
            state.is_settling = true;
            state.fault = None;
        }
        self.tell();
        let mut outcome = self.work().await;
        if self.is_mirror_closed() {
            // Closed on the way: what failed is tried once more over a new connection.
            outcome = self.work().await;
        }
        {
            let mut state = self.inner.state.borrow_mut();
            state.is_settling = false;
            state.fault = outcome.err();
        }
        self.tell();
        self.state()
    }

    /// Returns how safe the book is.
    pub fn state(&self) -> SaveState {
        let state = self.inner.state.borrow();
        let mirrored = self.inner.mirror.is_some();
        let first = state.queue.first_unsafe().or_else(|| state.repair.is_some().then_some(state.head.through + 1));
        let first = if state.is_emptied { Some(1) } else { first };
        match (&state.read_only, first, &state.fault) {
            (Some(reason), _, _) => SaveState::ReadOnly(reason.clone()),
            (_, Some(first), Some(fault)) if !state.is_settling => SaveState::NotSaved { first, fault: fault.clone() },
            (_, Some(first), _) => SaveState::Saving { first },
            (_, None, _) => SaveState::Saved {
                seq: state.tip,
                kept: match (mirrored, state.local.is_some() && !state.is_local_behind) {
                    (true, true) if state.head.chunks_are == ChunksAre::Here => Kept::Both,
                    (true, _) => Kept::MirrorAlone,
                    (false, _) => Kept::LocalAlone,
                },
            },
        }
    }

    /// Calls `listener` each time the state may have changed, for as long as the store lives.
    pub fn listen(&self, listener: impl Fn(&SaveState) + 'static) {
        self.inner.listeners.borrow_mut().push(Rc::new(listener));
    }

    /// Returns the number the next change will have.
    pub fn next_number(&self) -> u64 {
        self.inner.state.borrow().last_seq + 1
    }

    /// Returns the changes in the journal and their bytes, to judge when to fold it into the chunks.
    pub fn journal(&self) -> (usize, usize) {
        self.inner.state.borrow().journal
    }

    /// Returns why the journal could not be folded into the chunks the last time, if so.
    ///
    /// Nothing is lost by that: the journal holds every change, and the next generation takes them in.
    pub fn unfolded(&self) -> Option<StoreFault> {
        self.inner.state.borrow().unfolded.clone()
    }

    async fn work(&self) -> Result<(), StoreFault> {
        self.reopen().await?;
        self.mend().await?;
        loop {
            let next = self.inner.state.borrow_mut().queue.take();
            let outcome = match next {
                None => {
                    let state = self.inner.state.borrow();
                    return if state.is_emptied { Err(EMPTIED) } else { Ok(()) };
                }
                Some(Next::Entries(entries)) => self.keep_entries(&entries).await,
                Some(Next::Generation(job)) => self.keep_generation(&job).await,
            };
            match outcome {
                Ok(()) => self.inner.state.borrow_mut().queue.done(),
                Err(fault) => {
                    let state = &mut *self.inner.state.borrow_mut();
                    match state.queue.failed() {
                        Failed::Waits => return Err(fault),
                        Failed::GaveWay => {}
                        Failed::GaveUp { folds } => {
                            state.journal = (state.journal.0 + folds.0, state.journal.1 + folds.1);
                            state.unfolded = Some(fault);
                        }
                    }
                }
            }
            self.tell();
        }
    }

    async fn mend(&self) -> Result<(), StoreFault> {
        let (repair, local, head) = {
            let mut state = self.inner.state.borrow_mut();
            (state.repair.take(), state.local.clone(), state.head.clone())
        };
        let Some(mut repair) = repair else { return Ok(()) };
        let mirror = self.inner.mirror.as_ref();
        if let Some(mirror) = mirror
            && let Err(fault) = repair.mend_mirror(mirror, local.as_ref()).await
        {
            self.inner.state.borrow_mut().repair = Some(repair);
            return Err(fault);
        }
        self.mend_local(repair, local, &head).await;
        if head.sealed.is_some_and(|sealed| !sealed.is_swept) {
            // What could not be swept is found at the next opening; saving does not wait for it.
            let _ = self.sweep_rest().await;
        }
        Ok(())
    }

    async fn mend_local(&self, mut repair: Repair, local: Option<LocalHome>, head: &Head) {
        let mirror = self.inner.mirror.as_ref();
        let Some(local) = local else { return };
        let mended = repair.mend_local(&local, mirror, head.chunks_are).await;
        let mut state = self.inner.state.borrow_mut();
        match mended {
            Ok(chunks_are) => state.head.chunks_are = chunks_are,
            Err(_) => state.retire_local(mirror.is_some()),
        }
    }

    async fn keep_entries(&self, entries: &[EntryJob]) -> Result<(), StoreFault> {
        if let Some(mirror) = &self.inner.mirror {
            let key = self.key();
            let puts = entries.iter().flat_map(|entry| {
                let pieces = entry.pieces().map(|(spot, raw)| mirror.put(spot, raw.clone()));
                pieces.chain([mirror.put_log(entry.seq, &entry.log, key.as_deref())])
            });
            return mirror.write(puts.collect()).await;
        }
        let mut state = self.inner.state.borrow_mut();
        let local = state.local.clone().ok_or(StoreFault::Nowhere)?;
        for entry in entries.iter().filter(|entry| !entry.is_in_local) {
            entry.write(&local)?;
            state.queue.note_local(entry.seq);
        }
        state.is_local_behind = false;
        Ok(())
    }

    async fn keep_generation(&self, job: &GenerationJob) -> Result<(), StoreFault> {
        let (generation, present, local, is_emptied, key) = {
            let mut state = self.inner.state.borrow_mut();
            state.last_generation += 1;
            (state.last_generation, state.head.clone(), state.local.clone(), state.is_emptied, state.key.clone())
        };
        if is_emptied {
            self.begin_anew(job).await?;
        }
        let draft = Draft {
            generation,
            through: job.through,
            chunks: &job.chunks,
            logs: &job.logs,
            is_erasure: job.is_erasure,
            older: if job.is_erasure { Older::Goes } else { Older::MayStay },
            sealed: present.sealed.clone().filter(|_| key.is_some()),
            key: key.as_deref(),
        };
        let written = draft.write(&present, local.as_ref(), self.inner.mirror.as_ref()).await?;
        let mut state = self.inner.state.borrow_mut();
        state.head = written.head;
        state.unfolded = None;
        state.is_emptied = false;
        match written.local {
            Ok(()) => state.is_local_behind = state.local.is_none(),
            Err(fault) if job.is_erasure => return Err(fault),
            Err(_) => state.retire_local(self.inner.mirror.is_some()),
        }
        Ok(())
    }

    /// Fails when the book is open for reading alone.
    pub(super) fn writable(&self) -> Result<(), StoreFault> {
        self.inner.state.borrow().writable()
    }

    /// Changes the state and tells of it.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let outcome = change(&mut self.inner.state.borrow_mut());
        self.tell();
        outcome
    }

    /// Returns the chunks of the present generation.
    pub(super) fn chunk_refs(&self) -> Vec<ChunkRef> {
        self.inner.state.borrow().head.chunks.clone()
    }

    /// Returns local storage, as long as it is in use.
    pub(super) fn local(&self) -> Option<LocalHome> {
        self.inner.state.borrow().local.clone()
    }

    pub(super) fn tell(&self) {
        let listeners = self.inner.listeners.borrow().clone();
        let state = self.state();
        listeners.iter().for_each(|listener| listener(&state));
    }
}

impl State {
    fn writable(&self) -> Result<(), StoreFault> {
        self.read_only.clone().map_or(Ok(()), |reason| Err(StoreFault::ReadOnly(reason)))
    }

    /// Returns the number of the change before and of the next.
    pub(super) fn next_seq(&mut self) -> Result<(u64, u64), StoreFault> {
        self.writable()?;
        let previous = self.tip;
        self.last_seq += 1;
        self.tip = self.last_seq;
        Ok((previous, self.tip))
    }

    /// Leaves a local storage alone that failed halfway: it keeps the older state it holds, and the next opening mends it.
    pub(super) fn retire_local(&mut self, is_mirrored: bool) {
        self.is_local_behind = true;
        if is_mirrored {
            self.is_local_left |= self.local.is_some();
            self.local = None;
        }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("book", &self.inner.book).field("state", &self.state()).finish()
    }
}
