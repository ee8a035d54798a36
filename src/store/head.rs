//! The head of a book: which chunks make up its present generation. Switching it switches the book.

use serde::{Deserialize, Serialize};

use super::envelope::{self, Flaw, Piece, Place};
use super::key::{BookId, Spot};

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
        envelope::wrap(book, &Place::Head, &postcard::to_stdvec(self).unwrap_or_default())
    }

    /// Returns the head that a stored piece holds.
    ///
    /// # Errors
    /// Fails when the piece holds no head.
    pub(super) fn from_piece(piece: &Piece) -> Result<Self, Flaw> {
        postcard::from_bytes(&piece.content).map_err(|_| Flaw::Content)
    }

    /// Returns whether the chunk at `spot` belongs to this generation.
    pub(super) fn refers_to(&self, spot: Spot) -> bool {
        self.chunks.iter().any(|chunk| chunk.spot() == spot)
    }

    /// Makes the best head that `chunks` alone allow, for a book whose head was lost.
    ///
    /// Of every name it takes the newest chunk, but none of the newest generation unless that is there in full: it may
    /// never have been switched to.
    pub(super) fn rebuilt(chunks: &[(Place, u64)]) -> Option<Self> {
        let newest = chunks.iter().filter_map(|(place, _)| place.generation()).max();
        let of_newest = chunks.iter().filter(|(place, _)| place.generation() == newest).count();
        let mut head = Self::default();
        for (place, checksum) in chunks {
            let Place::Chunk { generation, index, count, name, through } = place else { continue };
            if newest == Some(*generation) && of_newest < *count as usize {
                continue;
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
