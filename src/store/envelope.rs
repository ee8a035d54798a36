//! What surrounds every stored piece: format version, place, length, checksum.
//!
//! ```text
//! 'P' 'b'   version   packing   checksum (8, little endian)   place   length   content
//! ```
//! The checksum (XXH64) runs over the book's id and all other bytes, so a piece that came under another key or
//! into another book does not verify. The first twelve bytes keep their meaning in every version to come: only a
//! piece that verifies may claim to be of a newer version. Sealing (encryption) will be one more packing.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh64::Xxh64;

use super::key::{BookId, Spot};

/// The version of everything this module writes.
pub(super) const VERSION: u8 = 1;

/// Which piece of a book it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Place {
    /// The list of chunks that make up the present generation.
    Head,
    /// Part of a book's state.
    Chunk {
        /// The generation that wrote it.
        generation: u64,
        /// Its number within that generation.
        index: u32,
        /// How many chunks that generation wrote.
        count: u32,
        /// The name its owner gave it.
        name: String,
        /// The last change it contains.
        through: u64,
    },
    /// A change since the present generation.
    Entry {
        /// The number of the change.
        seq: u64,
        /// The number of the change before it.
        previous: u64,
    },
    /// A change with what was there before.
    Log {
        /// The number of the change.
        seq: u64,
    },
}

/// Why a piece cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is not there.
    Missing,
    /// It is no text this program ever wrote.
    NotText,
    /// It does not begin like a stored piece, or ends too early.
    Truncated,
    /// Its checksum does not fit its bytes.
    Checksum,
    /// It is whole, yet belongs under another key.
    Misplaced,
    /// It is whole, yet its content cannot be understood.
    Content,
    /// It differs from the piece of the same number in the other home.
    Conflict,
    /// It follows a change that was lost before it was ever called saved.
    Orphan,
    /// It is whole and of a version newer than this program.
    Newer {
        /// That version.
        version: u8,
    },
}

impl Place {
    /// Returns the generation of a chunk.
    pub(super) fn generation(&self) -> Option<u64> {
        match self {
            Self::Chunk { generation, .. } => Some(*generation),
            _ => None,
        }
    }

    /// Returns whether this piece belongs at `spot`.
    pub(super) fn is_at(&self, spot: Spot) -> bool {
        match (self, spot) {
            (Self::Head, Spot::Head) => true,
            (Self::Chunk { generation, index, .. }, Spot::Chunk { generation: here, index: nth }) => {
                *generation == here && *index == nth
            }
            (Self::Entry { seq, .. }, Spot::Entry { seq: here }) => *seq == here,
            _ => false,
        }
    }
}

/// A piece that verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Which piece it is.
    pub(super) place: Place,
    /// What it holds.
    pub(super) content: Vec<u8>,
    /// Its checksum.
    pub(super) checksum: u64,
}

/// Wraps `content` as the piece `place` of `book`; returns the bytes to store.
pub(super) fn wrap(book: &BookId, place: &Place, content: &[u8]) -> Vec<u8> {
    let deflated = if content.len() < WORTH_DEFLATING {
        Vec::new()
    } else {
        miniz_oxide::deflate::compress_to_vec(content, DEFLATE_LEVEL)
    };
    let (packing, packed) = if deflated.is_empty() || deflated.len() >= content.len() {
        (STORED, content)
    } else {
        (DEFLATED, deflated.as_slice())
    };
    let mut bytes = vec![MAGIC[0], MAGIC[1], VERSION, packing];
    bytes.extend([0; 8]);
    // INVARIANT (vec): writing plain data into a growing vector cannot fail; a piece that were empty would not verify.
    let place = postcard::to_stdvec(&(place, content.len() as u64)).unwrap_or_default();
    bytes.extend(place);
    bytes.extend(packed);
    let checksum = checksum(book, &bytes);
    bytes.iter_mut().skip(4).zip(checksum.to_le_bytes()).for_each(|(to, from)| *to = from);
    bytes
}

/// Returns what `bytes` hold, if they verify as a piece of `book`.
///
/// # Errors
/// Names the flaw of bytes that do not.
pub(super) fn unwrap(book: &BookId, bytes: &[u8]) -> Result<Piece, Flaw> {
    let checksum = verify(book, bytes)?;
    let (&[_, _, _, packing], rest) = bytes.split_first_chunk::<4>().ok_or(Flaw::Truncated)?;
    let packed = rest.get(8..).ok_or(Flaw::Truncated)?;
    let ((place, length), packed) = postcard::take_from_bytes::<(Place, u64)>(packed).map_err(|_| Flaw::Content)?;
    let length = usize::try_from(length).map_err(|_| Flaw::Content)?;
    let content = match packing {
        STORED => packed.to_vec(),
        DEFLATED => miniz_oxide::inflate::decompress_to_vec_with_limit(packed, length).map_err(|_| Flaw::Content)?,
        _ => return Err(Flaw::Content),
    };
    if content.len() != length {
        return Err(Flaw::Content);
    }
    Ok(Piece { place, content, checksum })
}

/// Checks `bytes` without unpacking them; returns their checksum.
///
/// # Errors
/// Names the flaw of bytes that do not verify or are of a newer version.
pub(super) fn verify(book: &BookId, bytes: &[u8]) -> Result<u64, Flaw> {
    let (&[first, second, version, _], rest) = bytes.split_first_chunk::<4>().ok_or(Flaw::Truncated)?;
    let (sum, _) = rest.split_first_chunk::<8>().ok_or(Flaw::Truncated)?;
    if [first, second] != MAGIC {
        return Err(Flaw::Truncated);
    }
    let sum = u64::from_le_bytes(*sum);
    if sum != checksum(book, bytes) {
        return Err(Flaw::Checksum);
    }
    if version > VERSION {
        return Err(Flaw::Newer { version });
    }
    Ok(sum)
}

/// Returns the checksum that `bytes` made by [`wrap`] carry.
pub(super) fn checksum_of(bytes: &[u8]) -> u64 {
    let sum = bytes.get(4..).and_then(|rest| rest.first_chunk::<8>());
    sum.map_or(0, |sum| u64::from_le_bytes(*sum))
}

/// Runs over the book's id and all bytes but the checksum's own.
fn checksum(book: &BookId, bytes: &[u8]) -> u64 {
    let mut hash = Xxh64::new(0);
    hash.update(book.as_str().as_bytes());
    hash.update(&[0]);
    hash.update(bytes.get(..4).unwrap_or_default());
    hash.update(bytes.get(12..).unwrap_or_default());
    hash.digest()
}

const MAGIC: [u8; 2] = *b"Pb";
const STORED: u8 = 0;
const DEFLATED: u8 = 1;
/// Below this many bytes deflate gains nothing and its tables cost more than the write.
const WORTH_DEFLATING: usize = 128;
const DEFLATE_LEVEL: u8 = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn book() -> BookId {
        BookId::new("main").unwrap()
    }

    fn place() -> Place {
        Place::Chunk { generation: 3, index: 1, count: 2, name: "orders-1".into(), through: 42 }
    }

    proptest! {
        #[test]
        fn what_is_wrapped_comes_back(content in proptest::collection::vec(0_u8..4, 0..600)) {
            let bytes = wrap(&book(), &place(), &content);
            let piece = unwrap(&book(), &bytes).unwrap();
            prop_assert_eq!(piece.place, place());
            prop_assert_eq!(piece.content, content);
        }

        #[test]
        fn a_changed_byte_is_noticed(content in proptest::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(), bit in 0_u32..8) {
            let mut bytes = wrap(&book(), &place(), &content);
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            prop_assert!(matches!(unwrap(&book(), &bytes), Err(Flaw::Checksum | Flaw::Truncated)));
        }

        #[test]
        fn any_bytes_are_taken_without_a_crash(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            prop_assert!(unwrap(&book(), &bytes).is_err());
        }
    }

    #[test]
    fn every_truncation_is_noticed() {
        let bytes = wrap(&book(), &place(), b"twelve plain bytes");
        for length in 0..bytes.len() {
            assert!(unwrap(&book(), &bytes[..length]).is_err());
        }
    }

    #[test]
    fn a_piece_of_another_book_does_not_verify() {
        let bytes = wrap(&BookId::new("example").unwrap(), &place(), b"content");
        assert_eq!(unwrap(&book(), &bytes), Err(Flaw::Checksum));
    }

    #[test]
    fn a_newer_version_is_known_as_such_only_when_it_verifies() {
        let mut bytes = wrap(&book(), &place(), b"content");
        bytes[2] = 9;
        assert_eq!(unwrap(&book(), &bytes), Err(Flaw::Checksum));
        let sum = checksum(&book(), &bytes);
        bytes[4..12].copy_from_slice(&sum.to_le_bytes());
        assert_eq!(unwrap(&book(), &bytes), Err(Flaw::Newer { version: 9 }));
    }
}
