//! A look at what opening had no need to read, for an idle moment: rot is found while the other home can still heal it.

use super::damage::{Damage, Outcome, Part};
use super::envelope::Flaw;
use super::fault::{Home, StoreFault};
use super::homes::piece_at;
use super::keeper::Store;

impl Store {
    /// Reads the mirror's chunks, one at a time, and heals from local storage what does not verify.
    ///
    /// # Errors
    /// Fails when the mirror refuses, or the book is open for reading alone.
    pub async fn examine(&self) -> Result<Vec<Damage>, StoreFault> {
        self.writable()?;
        let mut damage = Vec::new();
        let Some(mirror) = &self.inner.mirror else { return Ok(damage) };
        let refused = StoreFault::of(Home::Mirror);
        let key = self.key();
        for chunk in self.chunk_refs() {
            let raw = mirror.read(chunk.spot()).await.map_err(&refused)?;
            let piece = raw.and_then(|raw| piece_at(&mirror.book, chunk.spot(), &raw, key.as_deref()));
            let flaw = match piece {
                Ok(piece) if piece.checksum == chunk.checksum => continue,
                Ok(_) => Flaw::Conflict,
                Err(flaw) => flaw,
            };
            // A generation written meanwhile takes its predecessor away; that is no damage.
            if !self.chunk_refs().contains(&chunk) {
                continue;
            }
            let copy = self.local().and_then(|local| local.read_chunk(&chunk));
            if flaw != Flaw::Missing {
                mirror.set_aside(chunk.spot(), flaw).await.map_err(&refused)?;
            }
            let outcome = if copy.is_some() { Outcome::Healed } else { Outcome::Lost };
            if let Some(raw) = copy {
                mirror.write(vec![mirror.put(chunk.spot(), raw)]).await?;
            }
            damage.push(Damage { home: Home::Mirror, part: Part::Chunk { name: chunk.name }, flaw, outcome });
        }
        Ok(damage)
    }
}
