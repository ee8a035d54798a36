//! The head of a book: which chunks make up its present generation. Switching it switches the book.
//!
//! The head of a sealed book carries its lock, so that a book is sealed, opened or locked anew with one switch; the
//! spare lock beside it serves where all heads are lost.

use serde::{Deserialize, Serialize};

use super::envelope::{self, Flaw, Piece, Place};
use super::key::{BookId, Spot};
use crate::seal::Lock;

/// The list of chunks that make up the present generation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// The number of the generation; 0 before the first.
    pub(super) generation: u64,
    /// The last change the chunks contain; the journal goes on from there.
    pub(super) through: u64,
    /// The chunks in their owner's order.
    pub(super) chunks: Vec<ChunkRef>,
    /// Whether the mirror was in use, so that opening without it might miss changes.
    pub(super) mirrored: bool,
    /// Where the chunks are, as seen from the home this head lies in.
    pub(super) chunks_are: ChunksAre,
    /// What holds the key, if the book is sealed; it is written behind the rest.
    #[serde(skip)]
    pub(super) sealed: Option<Sealed>,
}

/// A book's lock, and how far it was sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sealed {
    /// What holds the key.
    pub(super) lock: Lock,
    /// Whether all that lies beside the chunks and the journal is sealed as well.
    pub(super) is_swept: bool,
}

/// Where a generation's chunks are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum ChunksAre {
    /// In the same home as the head.
    #[default]
    Here,
    /// In the mirror alone: two generations do not fit into local storage.
    InMirror {
        /// How many units the book held in local storage when it was full.
        room: u64,
    },
}

/// Where one chunk lies and what it must look like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ChunkRef {
    /// The name its owner gave it.
    pub(super) name: String,
    /// The generation that wrote it, this one or an earlier one.
    pub(super) generation: u64,
    /// Its number within that generation.
    pub(super) index: u32,
    /// The checksum of the whole piece.
    pub(super) checksum: u64,
}

impl ChunkRef {
    /// Returns where the chunk lies.
    pub(super) fn spot(&self) -> Spot {
        Spot::Chunk { generation: self.generation, index: self.index }
    }

    /// Returns whether `raw` is this very chunk.
    pub(super) fn is(&self, book: &BookId, raw: &[u8]) -> bool {
        envelope::verify(book, raw) == Ok(self.checksum)
    }
}

impl Head {
    /// Returns the head as a piece to store.
    pub(super) fn to_bytes(&self, book: &BookId) -> Vec<u8> {
        // INVARIANT (vec): writing plain data into a growing vector cannot fail.
        let mut content = postcard::to_stdvec(self).unwrap_or_default();
        match &self.sealed {
            None => envelope::wrap(book, &Place::Head, &content, None),
            Some(sealed) => {
                content.extend(postcard::to_stdvec(sealed).unwrap_or_default());
                envelope::wrap_bare(book, &Place::Head, &content)
            }
        }
    }

    /// Returns the head that a stored piece holds.
    ///
    /// # Errors
    /// Fails when the piece holds no head.
    pub(super) fn from_piece(piece: &Piece) -> Result<Self, Flaw> {
        let (mut head, rest) = postcard::take_from_bytes::<Self>(&piece.content).map_err(|_| Flaw::Content)?;
        if !rest.is_empty() {
            head.sealed = Some(postcard::from_bytes(rest).map_err(|_| Flaw::Content)?);
        }
        Ok(head)
    }

    /// Returns what grows from head to head, so that the newest of several is known.
    pub(super) fn age(&self) -> (u64, u64, u32, bool) {
        let (turn, is_unswept) = self.sealed.as_ref().map_or((0, false), |sealed| (sealed.lock.turn, !sealed.is_swept));
        (self.generation, self.through, turn, is_unswept)
    }

    /// Returns the lock, if the book is sealed.
    pub(super) fn lock(&self) -> Option<&Lock> {
        self.sealed.as_ref().map(|sealed| &sealed.lock)
    }

    /// Returns whether the chunk at `spot` belongs to this generation.
    pub(super) fn refers_to(&self, spot: Spot) -> bool {
        self.chunks.iter().any(|chunk| chunk.spot() == spot)
    }

    /// Makes the best head that `chunks` alone allow, for a book whose head was lost.
    ///
    /// Of every name it takes the newest chunk, but none of the newest generation unless that is there in full: it may
    /// never have been switched to. Chunks sealed under a key that none of `locks` holds are none it could open.
    pub(super) fn rebuilt(chunks: &[ChunkFound], locks: &[Lock]) -> Option<Self> {
        let lock = |id: u64| locks.iter().filter(|lock| lock.id == id).max_by_key(|lock| lock.turn);
        let chunks: Vec<_> = chunks.iter().filter(|chunk| chunk.key.is_none_or(|id| lock(id).is_some())).collect();
        let newest = chunks.iter().filter_map(|chunk| chunk.place.generation()).max();
        let of_newest = chunks.iter().filter(|chunk| chunk.place.generation() == newest).count();
        let mut head = Self::default();
        for ChunkFound { place, checksum, key } in chunks {
            let Place::Chunk { generation, index, count, name, through } = place else { continue };
            if newest == Some(*generation) && of_newest < *count as usize {
                continue;
            }
            if head.generation <= *generation {
                // What lies beside the chunks is looked through again: nothing tells how far it was sealed.
                let lock = key.and_then(lock);
                head.sealed = lock.map(|lock| Sealed { lock: lock.clone(), is_swept: false });
            }
            head.generation = head.generation.max(*generation);
            head.through = head.through.max(*through);
            let chunk = ChunkRef { name: name.clone(), generation: *generation, index: *index, checksum: *checksum };
            match head.chunks.iter_mut().find(|known| known.name == *name) {
                Some(known) if known.generation < *generation => *known = chunk,
                Some(_) => {}
                None => head.chunks.push(chunk),
            }
        }
        (!head.chunks.is_empty()).then_some(head)
    }
}

/// A chunk that was found without a head that names it.
pub(super) struct ChunkFound {
    /// Which it is.
    pub(super) place: Place,
    /// Its checksum.
    pub(super) checksum: u64,
    /// The key it is sealed under, if it is.
    pub(super) key: Option<u64>,
}
