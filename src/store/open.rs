//! Opening a book: the newest state that verifies, piece by piece, from either home. Nothing is written here.

use super::damage::{Damage, Outcome, Part};
use super::envelope::{self, Flaw, Piece};
use super::fault::{Home, ReadOnly};
use super::head::{ChunkFound, ChunkRef, ChunksAre, Head};
use super::homes::{LocalHome, MirrorHome, StoredEntry, Survey, piece_at};
use super::journal;
use super::key::{BookId, Spot};
use super::repair::Repair;
use crate::port::key_value::HomeFault;
use crate::seal::{Key, Lock};

/// What opening found out, for the store to go on from.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The present generation, without chunks that were lost.
    pub(super) head: Head,
    /// The chunks' names and contents.
    pub(super) chunks: Vec<(String, Vec<u8>)>,
    /// The changes since.
    pub(super) entries: Vec<(u64, StoredEntry)>,
    /// What did not verify.
    pub(super) damage: Vec<Damage>,
    /// Why nothing may be written, found out while reading.
    pub(super) read_only: Option<ReadOnly>,
    /// What is to be put right before anything else is written.
    pub(super) repair: Repair,
    /// The lock of a book whose key is not at hand: nothing but its head was read.
    pub(super) locked: Option<Lock>,
    /// The highest number of a change ever used.
    pub(super) last_seq: u64,
    /// The highest number of a generation ever used.
    pub(super) last_generation: u64,
}

/// The homes as far as they can be read, and what lies in them.
pub(super) struct Surveyed<'a> {
    /// The book.
    pub(super) book: &'a BookId,
    /// Local storage.
    pub(super) local: Option<(&'a LocalHome, &'a Survey)>,
    /// The mirror.
    pub(super) mirror: Option<(&'a MirrorHome, &'a Survey)>,
    /// The book's key, if it is at hand.
    pub(super) key: Option<&'a Key>,
}

impl Surveyed<'_> {
    /// Reads the newest state.
    pub(super) async fn findings(&self) -> Findings {
        let nothing = Survey::default();
        let local = self.local.map_or(&nothing, |(_, survey)| survey);
        let mirror = self.mirror.map_or(&nothing, |(_, survey)| survey);
        let mut found = Findings {
            last_seq: local.last_seq().max(mirror.last_seq()),
            last_generation: local.last_generation().max(mirror.last_generation()),
            read_only: newer(local.newer().or(mirror.newer())),
            ..Findings::default()
        };
        let head = self.newest_head(&mut found, local, mirror).await;
        found.last_seq = found.last_seq.max(head.through);
        found.locked = head.lock().filter(|lock| self.key.is_none_or(|key| key.id() != lock.id)).cloned();
        if found.locked.is_some() {
            found.head = head;
            return found;
        }
        let mut kept = Vec::new();
        for chunk in &head.chunks {
            if let Some(content) = self.chunk(chunk, &head, &mut found).await {
                found.chunks.push((chunk.name.clone(), content));
                kept.push(chunk.clone());
            }
        }
        let journal = journal::merge(head.through, local, mirror);
        found.damage.extend(journal.damage);
        found.repair.aside.extend(journal.aside);
        let chunks_are = local.head.as_ref().map_or(ChunksAre::Here, |head| head.chunks_are);
        found.repair.is_whole &= kept.len() == head.chunks.len();
        found.head = Head { chunks: kept, chunks_are, ..head.clone() };
        found.repair.head = head;
        found.repair.entries = journal.entries.iter().map(|(seq, entry)| (*seq, entry.raw.clone())).collect();
        found.entries = journal.entries;
        found
    }

    async fn newest_head(&self, found: &mut Findings, local: &Survey, mirror: &Survey) -> Head {
        let heads = [(Home::Local, &local.head), (Home::Mirror, &mirror.head)];
        let newest = heads.iter().filter_map(|(_, head)| head.as_ref().ok()).max_by_key(|head| head.age());
        // A head lies in each home before any chunk does, so chunks without one tell of a loss.
        let is_lost = |home: Home, flaw: Flaw| {
            flaw != Flaw::Missing || self.survey(home).is_some_and(|survey| !survey.chunks.is_empty())
        };
        let lost: Vec<(Home, Flaw)> = heads
            .into_iter()
            .filter_map(|(home, head)| Some((home, *head.as_ref().err()?)))
            .filter(|(home, flaw)| is_lost(*home, *flaw))
            .collect();
        let rebuilt = if lost.is_empty() { None } else { self.rebuilt_head(found, local, mirror).await };
        let head = [rebuilt.as_ref(), newest].into_iter().flatten().max_by_key(|head| (head.through, head.generation));
        let outcome = match (newest, head) {
            (Some(stored), Some(head)) if stored == head => Outcome::Healed,
            (_, Some(_)) => Outcome::Rebuilt,
            (_, None) => Outcome::Lost,
        };
        // Where nothing vouches for the list of chunks, none is taken for stale.
        found.repair.is_whole = outcome == Outcome::Healed || lost.is_empty();
        for (home, flaw) in lost {
            if flaw != Flaw::Missing {
                found.repair.aside.push((home, Spot::Head, flaw));
            }
            found.damage.push(Damage { home, part: Part::Head, flaw, outcome });
        }
        head.cloned().unwrap_or_default()
    }

    async fn rebuilt_head(&self, found: &mut Findings, local: &Survey, mirror: &Survey) -> Option<Head> {
        let mut chunks = Vec::new();
        for spot in local.chunks.union(&mirror.chunks) {
            let mut flaws = Vec::new();
            for home in [Home::Local, Home::Mirror] {
                match self.look(home, *spot).await {
                    Ok(chunk) => {
                        chunks.push(chunk);
                        flaws.clear();
                        break;
                    }
                    Err(Unread::Flawed(Flaw::Missing)) => {}
                    Err(Unread::Flawed(flaw)) => flaws.push((home, flaw)),
                    Err(Unread::Refused(fault)) => found.read_only = Some(ReadOnly::HomeUnreachable { home, fault }),
                }
            }
            for (home, flaw) in flaws {
                found.repair.aside.push((home, *spot, flaw));
                let part = Part::Chunk { name: spot.to_string() };
                found.damage.push(Damage { home, part, flaw, outcome: Outcome::Lost });
            }
        }
        let spares = [&local.lock, &mirror.lock].into_iter().flatten().cloned();
        let carried = [&local.head, &mirror.head].into_iter().flatten().filter_map(|head| head.lock().cloned());
        let head = Head::rebuilt(&chunks, &spares.chain(carried).collect::<Vec<_>>())?;
        Some(Head { mirrored: self.mirror.is_some(), ..head })
    }

    /// Returns a chunk's content from the first home where it verifies, and notes what is wrong elsewhere.
    async fn chunk(&self, chunk: &ChunkRef, head: &Head, found: &mut Findings) -> Option<Vec<u8>> {
        let mut flaws = Vec::new();
        let mut refused = None;
        let mut content = None;
        for home in [Home::Local, Home::Mirror] {
            let Some(survey) = self.survey(home) else { continue };
            if !survey.chunks.contains(&chunk.spot()) {
                if claims_to_hold(survey, head) {
                    flaws.push((home, Flaw::Missing));
                }
                continue;
            }
            if content.is_some() {
                continue;
            }
            match self.piece(home, chunk.spot()).await {
                Ok(piece) if piece.checksum == chunk.checksum => content = Some(piece.content),
                Ok(_) => flaws.push((home, Flaw::Conflict)),
                Err(Unread::Flawed(flaw)) => flaws.push((home, flaw)),
                Err(Unread::Refused(fault)) => refused = Some(ReadOnly::HomeUnreachable { home, fault }),
            }
        }
        let outcome = if content.is_some() { Outcome::Healed } else { Outcome::Lost };
        if content.is_none() {
            // A home that may still hold the chunk must not be written to as if the chunk were gone.
            found.read_only = found.read_only.take().or(refused);
        }
        if content.is_none() && flaws.is_empty() {
            flaws.push((Home::Local, Flaw::Missing));
        }
        for (home, flaw) in flaws {
            if flaw != Flaw::Missing {
                found.repair.aside.push((home, chunk.spot(), flaw));
            }
            if let Flaw::Newer { version } = flaw {
                found.read_only = newer(Some(version));
            }
            let part = Part::Chunk { name: chunk.name.clone() };
            found.damage.push(Damage { home, part, flaw, outcome });
        }
        content
    }

    fn survey(&self, home: Home) -> Option<&Survey> {
        match home {
            Home::Local => self.local.map(|(_, survey)| survey),
            Home::Mirror => self.mirror.map(|(_, survey)| survey),
        }
    }

    async fn piece(&self, home: Home, spot: Spot) -> Result<Piece, Unread> {
        let raw = self.raw(home, spot).await?;
        piece_at(self.book, spot, &raw, self.key).map_err(Unread::Flawed)
    }

    /// Returns which chunk lies at `spot`, without opening it.
    async fn look(&self, home: Home, spot: Spot) -> Result<ChunkFound, Unread> {
        let raw = self.raw(home, spot).await?;
        match envelope::look(self.book, &raw) {
            Ok(closed) if closed.place.is_at(spot) => {
                Ok(ChunkFound { place: closed.place, checksum: closed.checksum, key: closed.key })
            }
            Ok(_) => Err(Unread::Flawed(Flaw::Misplaced)),
            Err(flaw) => Err(Unread::Flawed(flaw)),
        }
    }

    async fn raw(&self, home: Home, spot: Spot) -> Result<Vec<u8>, Unread> {
        const ABSENT: Unread = Unread::Flawed(Flaw::Missing);
        let raw = match home {
            Home::Local => self.local.ok_or(ABSENT)?.0.read(spot),
            Home::Mirror => self.mirror.ok_or(ABSENT)?.0.read(spot).await,
        };
        raw.map_err(Unread::Refused)?.map_err(Unread::Flawed)
    }
}

/// Why a piece could not be had.
enum Unread {
    /// What is there does not verify, or nothing is.
    Flawed(Flaw),
    /// The home did not answer.
    Refused(HomeFault),
}

/// Returns whether a home claims to hold the chunks of this very generation, and does not merely lag behind.
fn claims_to_hold(survey: &Survey, head: &Head) -> bool {
    let claims = |own: &Head| own.generation == head.generation && own.chunks_are == ChunksAre::Here;
    survey.head.as_ref().is_ok_and(claims)
}

fn newer(version: Option<u8>) -> Option<ReadOnly> {
    version.map(|version| ReadOnly::NewerFormat { version })
}
