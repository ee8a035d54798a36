//! Writing a new generation: chunks, read back, head last, and only then away with the old.
//!
//! At every step a whole state lies in each home: the old one until its head is switched, the new one after.

use super::envelope::{self, Place};
use super::fault::{Home, StoreFault};
use super::head::{ChunkRef, ChunksAre, Head, Sealed};
use super::homes::{LocalHome, MirrorHome, lock_bytes};
use super::key::{self, ASIDE, Spot};
use crate::port::key_value::HomeFault;
use crate::port::mirror::{MirrorWrite, Shelf};
use crate::seal::{Key, Lock};

/// A part of a book's state, as it shall be from now on.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// Its name, unique within the book.
    pub name: String,
    /// What it holds.
    pub content: Content,
}

/// What a chunk holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    New(Vec<u8>),
    /// What the chunk of this name held in the generation queued before, or in the one that was opened.
    Kept,
}

/// Why a new generation is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// To fold the journal into the chunks; nothing depends on its success.
    Compaction,
    /// A change too large for the journal; `log` is the change with what was there before.
    Change {
        /// For the log.
        log: Vec<u8>,
    },
    /// To write the whole book again after a home was emptied; no chunk is kept.
    Renewal {
        /// The changes at hand with what was there before, for the log.
        logs: Vec<(u64, Vec<u8>)>,
    },
    /// To delete the book with its log and all that was set aside.
    Erasure,
}

/// A generation to be written.
pub(super) struct Draft<'a> {
    /// Its number, never used before.
    pub(super) generation: u64,
    /// The last change it contains.
    pub(super) through: u64,
    /// Its chunks.
    pub(super) chunks: &'a [Chunk],
    /// What goes into the log with it.
    pub(super) logs: &'a [(u64, Vec<u8>)],
    /// Whether log and set-aside pieces are to go.
    pub(super) is_erasure: bool,
    /// What becomes of all that is older.
    pub(super) older: Older,
    /// What holds the key, if the book is sealed from now on.
    pub(super) sealed: Option<Sealed>,
    /// That key.
    pub(super) key: Option<&'a Key>,
}

/// What becomes of pieces that a generation replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Older {
    /// What cannot be removed at once is found and removed at the next opening.
    MayStay,
    /// It is only done when they are gone.
    Goes,
    /// As well; and a local storage that never heard of it, as after a crash, is rid of what was set aside there.
    IsForgotten,
}

/// What came of it.
pub(super) struct Written {
    /// The new head.
    pub(super) head: Head,
    /// Whether and why local storage was left behind, on the former generation.
    pub(super) local: Result<(), StoreFault>,
}

impl Draft<'_> {
    /// Writes the generation to the homes given, on top of `present`.
    ///
    /// # Errors
    /// Fails when no home that counts took it: the mirror, or local storage where there is no mirror.
    /// The former generation is then still what opens.
    pub(super) async fn write(
        &self,
        present: &Head,
        local: Option<&LocalHome>,
        mirror: Option<&MirrorHome>,
    ) -> Result<Written, StoreFault> {
        let mut copy = LocalCopy::begin(self, present, local);
        let written = self.write_all(present, &mut copy, mirror).await;
        if written.is_err() && !copy.is_switching {
            copy.take_back(self.generation);
        }
        written
    }

    async fn write_all(
        &self,
        present: &Head,
        copy: &mut LocalCopy<'_>,
        mirror: Option<&MirrorHome>,
    ) -> Result<Written, StoreFault> {
        let mut head = Head {
            generation: self.generation,
            through: self.through,
            chunks: Vec::new(),
            mirrored: mirror.is_some(),
            chunks_are: ChunksAre::Here,
            sealed: self.sealed.clone(),
        };
        if present.generation == 0 {
            let empty = Head { mirrored: mirror.is_some(), ..present.clone() };
            if let Some(mirror) = mirror {
                mirror.write(vec![mirror.put(Spot::Head, empty.to_bytes(&mirror.book))]).await?;
            }
            copy.add_head(&empty);
        }
        // A lock lies in each home before any sealed chunk does.
        if let Some(lock) = head.lock().filter(|lock| present.lock() != Some(*lock)) {
            if let Some(mirror) = mirror {
                mirror.write(vec![mirror.put(Spot::Lock, lock_bytes(&mirror.book, lock))]).await?;
            }
            copy.add_lock(lock);
        }
        let is_new = |chunk: &&Chunk| matches!(chunk.content, Content::New(_));
        let count = u32::try_from(self.chunks.iter().filter(is_new).count()).unwrap_or(u32::MAX);
        let mut index = 0;
        for chunk in self.chunks {
            let Content::New(content) = &chunk.content else {
                let kept = present.chunks.iter().find(|kept| kept.name == chunk.name);
                head.chunks.push(kept.cloned().ok_or_else(|| StoreFault::NoSuchChunk { name: chunk.name.clone() })?);
                continue;
            };
            let (generation, name) = (self.generation, chunk.name.clone());
            let place = Place::Chunk { generation, index, count, name: name.clone(), through: self.through };
            let spot = Spot::Chunk { generation, index };
            let book = mirror.map(|mirror| &mirror.book).or(copy.home.map(|local| &local.book));
            let raw = envelope::wrap(book.ok_or(StoreFault::Nowhere)?, &place, content, self.key);
            copy.add(spot, &raw);
            let checksum = envelope::checksum_of(&raw);
            if let Some(mirror) = mirror {
                mirror.write(vec![mirror.put(spot, raw)]).await?;
            }
            head.chunks.push(ChunkRef { name, generation, index, checksum });
            index += 1;
        }
        copy.read_back(&head, self.generation);
        if let Some(mirror) = mirror {
            self.switch_mirror(present, &head, mirror).await?;
        }
        let local = copy.switch(self, &head, mirror.is_some());
        if mirror.is_none() {
            local.clone()?;
        }
        head.chunks_are = copy.chunks_are();
        Ok(Written { head, local })
    }

    async fn switch_mirror(&self, present: &Head, head: &Head, mirror: &MirrorHome) -> Result<(), StoreFault> {
        for chunk in head.chunks.iter().filter(|chunk| chunk.generation == self.generation) {
            let raw = mirror.read(chunk.spot()).await.map_err(StoreFault::of(Home::Mirror))?;
            let is_same = raw.is_ok_and(|raw| chunk.is(&mirror.book, &raw));
            if !is_same {
                return Err(StoreFault::ReadBackDiffers { home: Home::Mirror });
            }
        }
        let mut writes = vec![mirror.put(Spot::Head, head.to_bytes(&mirror.book))];
        if !self.is_erasure {
            writes.extend(self.logs.iter().map(|(seq, log)| mirror.put_log(*seq, log, self.key)));
        }
        if head.sealed.is_none() && (present.sealed.is_some() || self.is_erasure) {
            writes.push(mirror.delete(Spot::Lock));
        }
        if self.older == Older::IsForgotten {
            writes.push(mirror.put_mark(self.through, self.key));
        }
        mirror.write(writes).await?;
        let cleaned = self.clean_mirror(head, mirror).await;
        if self.older == Older::MayStay { Ok(()) } else { cleaned }
    }

    async fn clean_mirror(&self, head: &Head, mirror: &MirrorHome) -> Result<(), StoreFault> {
        let chunks = mirror.chunks().await.map_err(StoreFault::of(Home::Mirror))?;
        let mut writes = vec![mirror.delete_entries(self.through)];
        writes.extend(chunks.into_iter().filter(|spot| !head.refers_to(*spot)).map(|spot| mirror.delete(spot)));
        if self.is_erasure {
            writes.push(MirrorWrite::Delete { shelf: Shelf::Meta, range: mirror.aside_range() });
            writes.push(MirrorWrite::Delete { shelf: Shelf::Log, range: key::mirror_range(&mirror.book) });
        }
        mirror.write(writes).await
    }
}

/// The part of a draft that goes to local storage: given up as soon as it meets a fault or finds no room.
struct LocalCopy<'a> {
    home: Option<&'a LocalHome>,
    state: CopyState,
    /// Where two generations did not fit the last time: how many units did.
    room: Option<u64>,
    units: u64,
    is_switching: bool,
}

#[derive(Clone)]
enum CopyState {
    Going,
    NoRoom(u64),
    Failed(StoreFault),
}

impl<'a> LocalCopy<'a> {
    fn begin(draft: &Draft<'_>, present: &Head, home: Option<&'a LocalHome>) -> Self {
        let keeps = draft.chunks.iter().any(|chunk| matches!(chunk.content, Content::Kept));
        let (state, room) = match present.chunks_are {
            ChunksAre::Here => (CopyState::Going, None),
            ChunksAre::InMirror { room } if keeps => (CopyState::NoRoom(room), Some(room)),
            ChunksAre::InMirror { room } => (CopyState::Going, Some(room)),
        };
        Self { home, state, room, units: 0, is_switching: false }
    }

    fn chunks_are(&self) -> ChunksAre {
        match self.state {
            CopyState::NoRoom(room) => ChunksAre::InMirror { room },
            CopyState::Going | CopyState::Failed(_) => ChunksAre::Here,
        }
    }

    fn going(&self) -> Option<&'a LocalHome> {
        self.home.filter(|_| matches!(self.state, CopyState::Going))
    }

    /// Writes the head of an empty book: a head lies in each home before any chunk does.
    fn add_head(&mut self, empty: &Head) {
        let Some(home) = self.going() else { return };
        if let Err(fault) = home.write(Spot::Head, &empty.to_bytes(&home.book)) {
            self.state = CopyState::Failed(fault);
        }
    }

    fn add_lock(&mut self, lock: &Lock) {
        let Some(home) = self.going() else { return };
        if let Err(fault) = home.write(Spot::Lock, &lock_bytes(&home.book, lock)) {
            self.state = CopyState::Failed(fault);
        }
    }

    fn add(&mut self, spot: Spot, raw: &[u8]) {
        let Some(home) = self.going() else { return };
        let Spot::Chunk { generation, .. } = spot else { return };
        self.units += raw.len() as u64 * 8 / 15;
        let outcome = match self.room {
            // It would fit once, but the next generation would find no room beside it.
            Some(room) if 2 * self.units > room => Err(HomeFault::Full).map_err(StoreFault::of(Home::Local)),
            _ => home.write(spot, raw),
        };
        if let Err(fault) = outcome {
            let room = self.room.unwrap_or_else(|| home.units());
            self.state = match fault {
                StoreFault::Refused { fault: HomeFault::Full, .. } => CopyState::NoRoom(room),
                fault => CopyState::Failed(fault),
            };
            self.take_back(generation);
        }
    }

    fn read_back(&mut self, head: &Head, generation: u64) {
        let Some(home) = self.going() else { return };
        for chunk in head.chunks.iter().filter(|chunk| chunk.generation == generation) {
            let state = match home.read(chunk.spot()) {
                Ok(Ok(raw)) if chunk.is(&home.book, &raw) => continue,
                Ok(_) => StoreFault::ReadBackDiffers { home: Home::Local },
                Err(fault) => StoreFault::of(Home::Local)(fault),
            };
            self.state = CopyState::Failed(state);
            self.take_back(generation);
            return;
        }
    }

    /// Switches local storage to the new generation, or notes there that its chunks are in the mirror.
    fn switch(&mut self, draft: &Draft<'_>, head: &Head, is_mirrored: bool) -> Result<(), StoreFault> {
        let Some(home) = self.home else { return Ok(()) };
        match &self.state {
            CopyState::Failed(fault) => return Err(fault.clone()),
            CopyState::NoRoom(_) if !is_mirrored => return Err(StoreFault::of(Home::Local)(HomeFault::Full)),
            CopyState::NoRoom(_) | CopyState::Going => {}
        }
        let head = Head { chunks_are: self.chunks_are(), ..head.clone() };
        self.is_switching = true;
        home.write(Spot::Head, &head.to_bytes(&home.book))?;
        let is_stale = |spot: Spot| match spot {
            Spot::Head => false,
            Spot::Lock => head.sealed.is_none(),
            Spot::Chunk { .. } => head.chunks_are != ChunksAre::Here || !head.refers_to(spot),
            Spot::Entry { seq } => seq <= draft.through,
        };
        let keys = home.keys().map_err(StoreFault::of(Home::Local))?;
        for rest in keys {
            if draft.is_erasure && rest.starts_with(ASIDE) {
                home.remove_key(&rest)?;
            }
            if let Some(spot) = key::local_spot(&rest).filter(|spot| is_stale(*spot)) {
                home.remove(spot)?;
            }
        }
        Ok(())
    }

    /// Takes away the chunks of a generation whose head was never written.
    fn take_back(&self, generation: u64) {
        let Some(home) = self.home else { return };
        for rest in home.keys().unwrap_or_default() {
            if let Some(spot @ Spot::Chunk { generation: of, .. }) = key::local_spot(&rest)
                && of == generation
            {
                // A chunk that stays is found and removed at the next opening.
                let _ = home.remove(spot);
            }
        }
    }
}
