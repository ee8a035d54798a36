//! Putting both homes right after opening: what is damaged goes aside, what one home lacks comes from the other.

use std::collections::BTreeSet;

use super::envelope::Flaw;
use super::fault::{Home, StoreFault};
use super::head::{ChunksAre, Head};
use super::homes::{LocalHome, MirrorHome, Survey, lock_bytes};
use super::key::{ASIDE, Spot};
use crate::port::key_value::HomeFault;
use crate::port::mirror::MirrorWrite;
use crate::seal::Lock;

/// What the homes shall look like, and what they looked like when the book was opened.
#[derive(Debug)]
pub(super) struct Repair {
    /// What must be set aside before anything is written in its place.
    pub(super) aside: Vec<(Home, Spot, Flaw)>,
    /// The present generation, lost chunks included.
    pub(super) head: Head,
    /// Whether every chunk of it was found; if not, nothing older is deleted.
    pub(super) is_whole: bool,
    /// The changes that count, as pieces.
    pub(super) entries: Vec<(u64, Vec<u8>)>,
    /// What lay in local storage.
    pub(super) local: Survey,
    /// What lay in the mirror.
    pub(super) mirror: Survey,
}

impl Default for Repair {
    fn default() -> Self {
        Self {
            aside: Vec::new(),
            head: Head::default(),
            is_whole: true,
            entries: Vec::new(),
            local: Survey::default(),
            mirror: Survey::default(),
        }
    }
}

impl Repair {
    /// Brings the mirror up to the state that was opened.
    ///
    /// # Errors
    /// Fails when the mirror refuses; what was done stays done and the whole can be tried again.
    pub(super) async fn mend_mirror(
        &mut self,
        mirror: &MirrorHome,
        local: Option<&LocalHome>,
    ) -> Result<(), StoreFault> {
        while let Some(at) = self.aside.iter().position(|(home, ..)| *home == Home::Mirror) {
            let (_, spot, flaw) = self.aside[at]; // INVARIANT (aside): the position was found in this very list.
            mirror.set_aside(spot, flaw).await.map_err(StoreFault::of(Home::Mirror))?;
            forget(&mut self.mirror, spot);
            self.aside.remove(at);
        }
        for chunk in self.head.chunks.iter().filter(|chunk| !self.mirror.chunks.contains(&chunk.spot())) {
            if let Some(raw) = local.and_then(|local| local.read_chunk(chunk)) {
                mirror.write(vec![mirror.put(chunk.spot(), raw)]).await?;
            }
        }
        let mut writes: Vec<MirrorWrite> = self
            .entries
            .iter()
            .filter(|(seq, _)| !self.mirror.entries.contains_key(seq))
            .map(|(seq, raw)| mirror.put(Spot::Entry { seq: *seq }, raw.clone()))
            .collect();
        let head = Head { chunks_are: ChunksAre::Here, mirrored: true, ..self.head.clone() };
        // What goes, goes by this head: were the one that lies there another than was read, it would miss it.
        let goes = self.stale(&self.mirror).next().is_some() || !writes.is_empty();
        if self.needs_head() && (goes || self.mirror.head.as_ref() != Ok(&head)) {
            writes.push(mirror.put(Spot::Head, head.to_bytes(&mirror.book)));
        }
        match self.spare(&self.mirror) {
            Spare::Fits => {}
            Spare::Lacks(lock) => writes.push(mirror.put(Spot::Lock, lock_bytes(&mirror.book, lock))),
            Spare::Surplus => writes.push(mirror.delete(Spot::Lock)),
        }
        writes.extend(self.stale(&self.mirror).map(|spot| mirror.delete(spot)));
        if !writes.is_empty() {
            mirror.write(writes).await?;
        }
        Ok(())
    }

    /// Brings local storage up to the state that was opened, as far as there is room; returns where its chunks are.
    ///
    /// # Errors
    /// Fails when local storage refuses to take a change or the head. The mirror must be in order by now.
    pub(super) async fn mend_local(
        &mut self,
        local: &LocalHome,
        mirror: Option<&MirrorHome>,
        chunks_are: ChunksAre,
    ) -> Result<ChunksAre, StoreFault> {
        // Whatever was set aside before something was forgotten may tell of it.
        if self.local.head.as_ref().map_or(0, |head| head.through) < self.mirror.forgotten {
            let keys = local.keys().map_err(StoreFault::of(Home::Local))?;
            keys.iter().filter(|rest| rest.starts_with(ASIDE)).try_for_each(|rest| local.remove_key(rest))?;
        }
        for (_, spot, flaw) in self.aside.extract_if(.., |(home, ..)| *home == Home::Local) {
            local.set_aside(spot, flaw).map_err(StoreFault::of(Home::Local))?;
            forget(&mut self.local, spot);
        }
        let chunks_are = match chunks_are {
            ChunksAre::Here => self.bring_chunks(local, mirror).await?,
            elsewhere @ ChunksAre::InMirror { .. } => elsewhere,
        };
        for (seq, raw) in &self.entries {
            if !self.local.entries.contains_key(seq) {
                local.write(Spot::Entry { seq: *seq }, raw)?;
            }
        }
        let head = Head { chunks_are, mirrored: mirror.is_some(), ..self.head.clone() };
        let goes = self.stale(&self.local).next().is_some();
        if self.needs_head() && (goes || self.local.head.as_ref() != Ok(&head)) {
            local.write(Spot::Head, &head.to_bytes(&local.book))?;
        }
        match self.spare(&self.local) {
            Spare::Fits => {}
            Spare::Lacks(lock) => local.write(Spot::Lock, &lock_bytes(&local.book, lock))?,
            Spare::Surplus => local.remove(Spot::Lock)?,
        }
        for spot in self.stale(&self.local) {
            local.remove(spot)?;
        }
        if chunks_are != ChunksAre::Here {
            for chunk in &self.local.chunks {
                local.remove(*chunk)?;
            }
        }
        Ok(chunks_are)
    }

    async fn bring_chunks(&self, local: &LocalHome, mirror: Option<&MirrorHome>) -> Result<ChunksAre, StoreFault> {
        let mut brought = Vec::new();
        for chunk in self.head.chunks.iter().filter(|chunk| !self.local.chunks.contains(&chunk.spot())) {
            let Some(mirror) = mirror else { continue };
            let Some(raw) = mirror.read_chunk(chunk).await else { continue };
            match local.write(chunk.spot(), &raw) {
                Ok(()) => brought.push(chunk.spot()),
                Err(StoreFault::Refused { fault: HomeFault::Full, .. }) => {
                    let room = local.units();
                    brought.into_iter().try_for_each(|spot| local.remove(spot))?;
                    return Ok(ChunksAre::InMirror { room });
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(ChunksAre::Here)
    }

    /// Tells whether a head belongs in each home: once there is a generation or a change, unless an empty head would
    /// disown chunks whose own is lost.
    fn needs_head(&self) -> bool {
        let is_begun = !self.entries.is_empty() || self.local.head.is_ok() || self.mirror.head.is_ok();
        self.head.generation > 0 || self.is_whole && is_begun
    }

    /// Tells what is to be done about the spare lock in a home.
    fn spare(&self, survey: &Survey) -> Spare<'_> {
        match (self.head.lock(), &survey.lock) {
            (Some(lock), spare) if spare.as_ref() != Ok(lock) => Spare::Lacks(lock),
            // Where nothing vouches for the list of chunks, a lock may be the last that opens some of them.
            (None, spare) if *spare != Err(Flaw::Missing) && self.is_whole => Spare::Surplus,
            _ => Spare::Fits,
        }
    }

    /// Returns what lies in a home although the present generation contains or replaces it.
    fn stale(&self, survey: &Survey) -> impl Iterator<Item = Spot> {
        let mut stale = BTreeSet::new();
        if self.is_whole {
            stale.extend(survey.chunks.iter().filter(|spot| !self.head.refers_to(**spot)));
            stale.extend(survey.entries.range(..=self.head.through).map(|(seq, _)| Spot::Entry { seq: *seq }));
        }
        stale.into_iter()
    }
}

/// What is to be done about a spare lock.
enum Spare<'a> {
    Fits,
    Lacks(&'a Lock),
    Surplus,
}

fn forget(survey: &mut Survey, spot: Spot) {
    match spot {
        Spot::Head => survey.head = Err(Flaw::Missing),
        Spot::Lock => survey.lock = Err(Flaw::Missing),
        Spot::Chunk { .. } => {
            survey.chunks.remove(&spot);
        }
        Spot::Entry { seq } => {
            survey.entries.remove(&seq);
        }
    }
}
