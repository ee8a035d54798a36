//! The two homes of a book, both seen as pieces of bytes at spots.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::envelope::{self, Closed, Flaw, Piece, Place};
use super::fault::{Home, StoreFault};
use super::head::{ChunkRef, Head};
use super::key::{self, BookId, Spot};
use super::meter;
use super::text;
use crate::port::key_value::{HomeFault, KeyValue};
use crate::port::mirror::{Mirror, MirrorWrite, Shelf};
use crate::seal::{Key, Lock};

/// A book's part of local storage.
#[derive(Clone)]
pub(super) struct LocalHome {
    pub(super) book: BookId,
    pub(super) storage: Rc<dyn KeyValue>,
}

/// A book's part of the mirror.
#[derive(Clone)]
pub(super) struct MirrorHome {
    pub(super) book: BookId,
    pub(super) storage: Rc<dyn Mirror>,
}

/// A change as it lies in a home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StoredEntry {
    /// The change before it.
    pub(super) previous: u64,
    /// What the book wrote.
    pub(super) content: Vec<u8>,
    /// The whole piece.
    pub(super) raw: Vec<u8>,
}

/// What lies in one home. Chunks are listed, everything else is read.
#[derive(Debug)]
pub(super) struct Survey {
    /// The head, if there is one.
    pub(super) head: Result<Head, Flaw>,
    /// The spare lock, if there is one.
    pub(super) lock: Result<Lock, Flaw>,
    /// Where chunks lie.
    pub(super) chunks: BTreeSet<Spot>,
    /// The changes by number.
    pub(super) entries: BTreeMap<u64, Result<StoredEntry, Flaw>>,
    /// Changes that were set aside earlier.
    pub(super) aside: BTreeSet<u64>,
    /// The last change that something was forgotten in; 0 where nothing was.
    pub(super) forgotten: u64,
}

impl Default for Survey {
    fn default() -> Self {
        Self {
            head: Err(Flaw::Missing),
            lock: Err(Flaw::Missing),
            chunks: BTreeSet::new(),
            entries: BTreeMap::new(),
            aside: BTreeSet::new(),
            forgotten: 0,
        }
    }
}

impl Survey {
    fn note(&mut self, book: &BookId, spot: Spot, raw: Result<Vec<u8>, Flaw>, key: Option<&Key>) {
        let piece = raw.and_then(|raw| Ok((piece_at(book, spot, &raw, key)?, raw)));
        match spot {
            Spot::Head => self.head = piece.and_then(|(piece, _)| Head::from_piece(&piece)),
            Spot::Lock => {
                self.lock =
                    piece.and_then(|(piece, _)| postcard::from_bytes(&piece.content).map_err(|_| Flaw::Content));
            }
            Spot::Chunk { .. } => {
                self.chunks.insert(spot);
            }
            Spot::Entry { seq } => {
                let entry = piece.and_then(|(piece, raw)| match piece.place {
                    Place::Entry { previous, .. } => Ok(StoredEntry { previous, content: piece.content, raw }),
                    _ => Err(Flaw::Misplaced),
                });
                self.entries.insert(seq, entry);
            }
        }
    }

    /// Returns the version of a piece that is newer than this program, if there is one.
    pub(super) fn newer(&self) -> Option<u8> {
        let heads = self.head.as_ref().err().into_iter().chain(self.lock.as_ref().err());
        let entries = self.entries.values().filter_map(|entry| entry.as_ref().err());
        heads.chain(entries).find_map(|flaw| match flaw {
            Flaw::Newer { version } => Some(*version),
            _ => None,
        })
    }

    /// Returns the highest number of a change that was ever used here.
    pub(super) fn last_seq(&self) -> u64 {
        let through = self.head.as_ref().map_or(0, |head| head.through);
        let entry = self.entries.last_key_value().map_or(0, |(seq, _)| *seq);
        through.max(entry).max(self.aside.last().copied().unwrap_or(0))
    }

    /// Returns the highest number of a generation that was ever used here.
    pub(super) fn last_generation(&self) -> u64 {
        let head = self.head.as_ref().map_or(0, |head| head.generation);
        let chunk = self.chunks.last().map_or(0, |spot| match spot {
            Spot::Chunk { generation, .. } => *generation,
            _ => 0,
        });
        head.max(chunk)
    }
}

/// Returns the spare of a lock as a piece to store.
pub(super) fn lock_bytes(book: &BookId, lock: &Lock) -> Vec<u8> {
    // INVARIANT (vec): writing plain data into a growing vector cannot fail.
    envelope::wrap_bare(book, &Place::Lock, &postcard::to_stdvec(lock).unwrap_or_default())
}

/// Returns the piece in `raw`, if it verifies, belongs at `spot` and is not sealed under any but `key`.
pub(super) fn piece_at(book: &BookId, spot: Spot, raw: &[u8], key: Option<&Key>) -> Result<Piece, Flaw> {
    let piece = envelope::unwrap(book, raw, key)?;
    if piece.place.is_at(spot) { Ok(piece) } else { Err(Flaw::Misplaced) }
}

impl LocalHome {
    /// Returns all keys of the book without its prefix.
    pub(super) fn keys(&self) -> Result<Vec<String>, HomeFault> {
        let prefix = key::local_prefix(&self.book);
        let mut keys = self.storage.keys(&prefix)?;
        keys.iter_mut().for_each(|key| *key = key.split_off(prefix.len()));
        keys.sort_unstable();
        Ok(keys)
    }

    /// Returns how many UTF-16 units the book takes here, keys and values together.
    pub(super) fn units(&self) -> u64 {
        meter::used(&*self.storage, &key::local_prefix(&self.book)).unwrap_or(0)
    }

    /// Looks at everything of the book that lies here, with its key if that is at hand.
    pub(super) fn survey(&self, key: Option<&Key>) -> Result<Survey, HomeFault> {
        let mut survey = Survey::default();
        for rest in self.keys()? {
            match (key::local_spot(&rest), key::damaged(&rest).and_then(key::local_spot)) {
                (_, Some(Spot::Entry { seq })) => {
                    survey.aside.insert(seq);
                }
                (Some(spot @ Spot::Chunk { .. }), _) => {
                    survey.chunks.insert(spot);
                }
                (Some(spot), _) => {
                    let raw = self.read(spot)?;
                    survey.note(&self.book, spot, raw, key);
                }
                (None, _) => {}
            }
        }
        Ok(survey)
    }

    /// Returns the bytes at `spot`.
    pub(super) fn read(&self, spot: Spot) -> Result<Result<Vec<u8>, Flaw>, HomeFault> {
        let stored = self.storage.read(&key::local_key(&self.book, spot))?;
        Ok(stored.ok_or(Flaw::Missing).and_then(|stored| text::from_text(&stored).ok_or(Flaw::NotText)))
    }

    /// Returns the bytes of `chunk`, if they verify.
    pub(super) fn read_chunk(&self, chunk: &ChunkRef) -> Option<Vec<u8>> {
        let raw = self.read(chunk.spot()).ok()?.ok()?;
        chunk.is(&self.book, &raw).then_some(raw)
    }

    /// Writes `raw` at `spot`.
    pub(super) fn write(&self, spot: Spot, raw: &[u8]) -> Result<(), StoreFault> {
        let (key, text) = (key::local_key(&self.book, spot), text::to_text(raw));
        let written = match self.storage.write(&key, &text) {
            Err(HomeFault::Full) if meter::give_back(&*self.storage) => self.storage.write(&key, &text),
            written => written,
        };
        written.map_err(StoreFault::of(Home::Local))
    }

    /// Writes a head, and then the spare of its lock.
    pub(super) fn write_head(&self, head: &Head) -> Result<(), StoreFault> {
        self.write(Spot::Head, &head.to_bytes(&self.book))?;
        head.lock().map_or(Ok(()), |lock| self.write(Spot::Lock, &lock_bytes(&self.book, lock)))
    }

    /// Removes what lies at `spot`.
    pub(super) fn remove(&self, spot: Spot) -> Result<(), StoreFault> {
        self.storage.remove(&key::local_key(&self.book, spot)).map_err(StoreFault::of(Home::Local))
    }

    /// Removes the key `rest` of the book.
    pub(super) fn remove_key(&self, rest: &str) -> Result<(), StoreFault> {
        let key = format!("{}{rest}", key::local_prefix(&self.book));
        self.storage.remove(&key).map_err(StoreFault::of(Home::Local))
    }

    /// Moves what lies at `spot` to a key where nothing will ever overwrite it.
    pub(super) fn set_aside(&self, spot: Spot, flaw: Flaw) -> Result<(), HomeFault> {
        let from = key::local_key(&self.book, spot);
        let Some(value) = self.storage.read(&from)? else { return Ok(()) };
        let prefix = key::local_prefix(&self.book);
        let to = format!("{prefix}{}", key::aside(from.split_at(prefix.len()).1, flaw));
        for turn in 0_u32.. {
            let to = key::aside_turn(&to, turn);
            match self.storage.read(&to)? {
                None => self.storage.write(&to, &value)?,
                Some(same) if same == value => {}
                Some(_) => continue,
            }
            break;
        }
        self.storage.remove(&from)
    }
}

impl MirrorHome {
    /// Looks at everything of the book that lies here, with its key if that is at hand.
    pub(super) async fn survey(&self, key: Option<&Key>) -> Result<Survey, HomeFault> {
        let mut survey = Survey::default();
        // Nothing but the head lies between the two.
        let (mark, (shelf, lock)) = (key::mark_key(&self.book), key::mirror_key(&self.book, Spot::Lock));
        for (key_of, raw) in self.storage.read(shelf, mark.clone()..=lock).await? {
            if key_of == mark {
                if let Ok(Closed { place: Place::Log { seq }, .. }) = envelope::look(&self.book, &raw) {
                    survey.forgotten = seq;
                }
            } else if let Some(spot) = self.spot(shelf, &key_of) {
                survey.note(&self.book, spot, Ok(raw), key);
            }
        }
        survey.chunks.extend(self.chunks().await?);
        for (key_of, raw) in self.storage.read(Shelf::Entry, key::mirror_range(&self.book)).await? {
            if let Some(spot) = self.spot(Shelf::Entry, &key_of) {
                survey.note(&self.book, spot, Ok(raw), key);
            }
        }
        for key in self.storage.keys(Shelf::Meta, self.aside_range()).await? {
            let rest = key.split_once('/').and_then(|(_, rest)| key::damaged(rest)?.strip_prefix("entry/"));
            if let Some(Spot::Entry { seq }) = rest.and_then(|rest| key::mirror_spot(Shelf::Entry, rest)) {
                survey.aside.insert(seq);
            }
        }
        Ok(survey)
    }

    /// Returns the bytes at `spot`.
    pub(super) async fn read(&self, spot: Spot) -> Result<Result<Vec<u8>, Flaw>, HomeFault> {
        let (shelf, key) = key::mirror_key(&self.book, spot);
        let found = self.storage.read(shelf, key.clone()..=key).await?;
        Ok(found.into_iter().next().map(|(_, raw)| raw).ok_or(Flaw::Missing))
    }

    /// Returns the bytes of `chunk`, if they verify.
    pub(super) async fn read_chunk(&self, chunk: &ChunkRef) -> Option<Vec<u8>> {
        let raw = self.read(chunk.spot()).await.ok()?.ok()?;
        chunk.is(&self.book, &raw).then_some(raw)
    }

    /// Carries out `writes`, all or none.
    pub(super) async fn write(&self, writes: Vec<MirrorWrite>) -> Result<(), StoreFault> {
        self.storage.write(writes).await.map_err(StoreFault::of(Home::Mirror))
    }

    /// Returns where chunks lie.
    pub(super) async fn chunks(&self) -> Result<Vec<Spot>, HomeFault> {
        let keys = self.storage.keys(Shelf::Chunk, key::mirror_range(&self.book)).await?;
        Ok(keys.iter().filter_map(|key| self.spot(Shelf::Chunk, key)).collect())
    }

    /// Returns the step that puts change `seq` with what was there before into the log.
    pub(super) fn put_log(&self, seq: u64, log: &[u8], key: Option<&Key>) -> MirrorWrite {
        let bytes = envelope::wrap(&self.book, &Place::Log { seq }, log, key);
        MirrorWrite::Put { shelf: Shelf::Log, key: key::log_key(&self.book, seq), bytes }
    }

    /// Returns the step that notes the change in which something was forgotten.
    pub(super) fn put_mark(&self, seq: u64, key: Option<&Key>) -> MirrorWrite {
        let bytes = envelope::wrap(&self.book, &Place::Log { seq }, &[], key);
        MirrorWrite::Put { shelf: Shelf::Meta, key: key::mark_key(&self.book), bytes }
    }

    /// Returns the steps that put a head in its place, with the spare of its lock.
    pub(super) fn put_head(&self, head: &Head) -> Vec<MirrorWrite> {
        let spare = head.lock().map(|lock| self.put(Spot::Lock, lock_bytes(&self.book, lock)));
        [self.put(Spot::Head, head.to_bytes(&self.book))].into_iter().chain(spare).collect()
    }

    /// Returns the step that puts `raw` at `spot`.
    pub(super) fn put(&self, spot: Spot, raw: Vec<u8>) -> MirrorWrite {
        let (shelf, key) = key::mirror_key(&self.book, spot);
        MirrorWrite::Put { shelf, key, bytes: raw }
    }

    /// Returns the step that deletes what lies at `spot`.
    pub(super) fn delete(&self, spot: Spot) -> MirrorWrite {
        let (shelf, key) = key::mirror_key(&self.book, spot);
        MirrorWrite::Delete { shelf, range: key.clone()..=key }
    }

    /// Returns the step that deletes the changes up to `through` from the journal.
    pub(super) fn delete_entries(&self, through: u64) -> MirrorWrite {
        let (shelf, last) = key::mirror_key(&self.book, Spot::Entry { seq: through });
        MirrorWrite::Delete { shelf, range: key::mirror_range(&self.book).start().clone()..=last }
    }

    /// Moves what lies at `spot` to a key where nothing will ever overwrite it.
    pub(super) async fn set_aside(&self, spot: Spot, flaw: Flaw) -> Result<(), HomeFault> {
        let Ok(raw) = self.read(spot).await? else { return Ok(()) };
        let (shelf, key) = key::mirror_key(&self.book, spot);
        let rest = key.split_once('/').map_or("", |(_, rest)| rest);
        let to = format!("{}/{}", self.book.as_str(), key::aside(&format!("{}/{rest}", shelf.name()), flaw));
        for turn in 0_u32.. {
            let to = key::aside_turn(&to, turn);
            if self.storage.keys(Shelf::Meta, to.clone()..=to.clone()).await?.is_empty() {
                let put = MirrorWrite::Put { shelf: Shelf::Meta, key: to, bytes: raw };
                return self.storage.write(vec![put, self.delete(spot)]).await;
            }
        }
        Ok(())
    }

    /// Returns the range of keys on the meta shelf where set-aside pieces lie.
    pub(super) fn aside_range(&self) -> std::ops::RangeInclusive<String> {
        let prefix = format!("{}/{}", self.book.as_str(), key::ASIDE);
        prefix.clone()..=format!("{prefix}~")
    }

    fn spot(&self, shelf: Shelf, key: &str) -> Option<Spot> {
        key::mirror_spot(shelf, key.strip_prefix(self.book.as_str())?.strip_prefix('/')?)
    }
}
