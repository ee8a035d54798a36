//! What surrounds every stored piece: format version, place, length, checksum.
//!
//! ```text
//! 'P' 'b'   version   packing   checksum (8, little endian)   place   length   content
//! 'P' 'b'   version   packing   checksum (8, little endian)   place   length   key   sealed content
//! ```
//! The checksum (XXH64) runs over the book's id and all other bytes, so a piece that came under another key or
//! into another book does not verify. The first twelve bytes keep their meaning in every version to come: only a
//! piece that verifies may claim to be of a newer version.
//!
//! A sealed piece names the key it is sealed under, and is sealed for its book and all that stands before it; whether
//! it is whole can be told without that key. Version 2 marks what belongs to a sealed book, so that a program that
//! knows nothing of sealing leaves all of it alone.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh64::Xxh64;

use super::key::{BookId, Spot};
use crate::seal::Key;

/// The version of what belongs to an open book.
const OPEN: u8 = 1;
/// The version of what belongs to a sealed book, and the newest known.
const SEALED: u8 = 2;

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
    /// What holds the key of a sealed book, beside the head that carries it too.
    Lock,
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
    /// It is whole and sealed under a key that is not at hand, or not for where it lies.
    Sealed,
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
            (Self::Head, Spot::Head) | (Self::Lock, Spot::Lock) => true,
            (Self::Chunk { generation, index, .. }, Spot::Chunk { generation: here, index: nth }) => {
                *generation == here && *index == nth
            }
            (Self::Entry { seq, .. }, Spot::Entry { seq: here }) => *seq == here,
            _ => false,
        }
    }
}

/// A piece that verified and was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Which piece it is.
    pub(super) place: Place,
    /// What it holds.
    pub(super) content: Vec<u8>,
    /// Its checksum.
    pub(super) checksum: u64,
}

/// A piece that verified, still closed.
#[derive(Debug)]
pub(super) struct Closed<'a> {
    /// Which piece it is.
    pub(super) place: Place,
    /// Its checksum.
    pub(super) checksum: u64,
    /// The key it is sealed under, if it is.
    pub(super) key: Option<u64>,
    packing: u8,
    length: usize,
    /// All that stands before the content.
    begun: &'a [u8],
    packed: &'a [u8],
}

/// Wraps `content` as the piece `place` of `book`, sealed if there is a key; returns the bytes to store.
pub(super) fn wrap(book: &BookId, place: &Place, content: &[u8], key: Option<&Key>) -> Vec<u8> {
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
    let Some(key) = key else { return finished(book, begun(OPEN, packing, place, content.len(), None), packed) };
    let begun = begun(SEALED, packing | HIDDEN, place, content.len(), Some(key.id()));
    let sealed = key.seal(&sealed_for(book, &begun), packed);
    finished(book, begun, &sealed)
}

/// Wraps what every reader of a sealed book must be able to read: its head and its lock.
pub(super) fn wrap_bare(book: &BookId, place: &Place, content: &[u8]) -> Vec<u8> {
    finished(book, begun(SEALED, STORED, place, content.len(), None), content)
}

fn begun(version: u8, packing: u8, place: &Place, length: usize, key: Option<u64>) -> Vec<u8> {
    let mut bytes = vec![MAGIC[0], MAGIC[1], version, packing];
    bytes.extend([0; 8]);
    // INVARIANT (vec): writing plain data into a growing vector cannot fail; a piece that were empty would not verify.
    bytes.extend(postcard::to_stdvec(&(place, length as u64)).unwrap_or_default());
    bytes.extend(key.into_iter().flat_map(u64::to_le_bytes));
    bytes
}

fn finished(book: &BookId, mut bytes: Vec<u8>, packed: &[u8]) -> Vec<u8> {
    bytes.extend(packed);
    let checksum = checksum(book, &bytes);
    bytes.iter_mut().skip(4).zip(checksum.to_le_bytes()).for_each(|(to, from)| *to = from);
    bytes
}

/// Returns what a piece is sealed for: its book, and all that stands before the content but the checksum.
fn sealed_for(book: &BookId, begun: &[u8]) -> Vec<u8> {
    let (start, rest) = begun.split_at_checked(4).unwrap_or_default();
    [book.as_str().as_bytes(), &[0], start, rest.get(8..).unwrap_or_default()].concat()
}

/// Returns what `bytes` hold, if they verify as a piece of `book` and are not sealed under any but `key`.
///
/// # Errors
/// Names the flaw of bytes that do not.
pub(super) fn unwrap(book: &BookId, bytes: &[u8], key: Option<&Key>) -> Result<Piece, Flaw> {
    let closed = look(book, bytes)?;
    let content = closed.open(book, key)?;
    Ok(Piece { place: closed.place, content, checksum: closed.checksum })
}

/// Returns which piece `bytes` are, if they verify as one of `book`, without opening it.
///
/// # Errors
/// Names the flaw of bytes that do not.
pub(super) fn look<'a>(book: &BookId, bytes: &'a [u8]) -> Result<Closed<'a>, Flaw> {
    let checksum = verify(book, bytes)?;
    let (&[_, _, _, packing], rest) = bytes.split_first_chunk::<4>().ok_or(Flaw::Truncated)?;
    let rest = rest.get(8..).ok_or(Flaw::Truncated)?;
    let ((place, length), rest) = postcard::take_from_bytes::<(Place, u64)>(rest).map_err(|_| Flaw::Content)?;
    let length = usize::try_from(length).map_err(|_| Flaw::Content)?;
    let (key, packed) = if packing & HIDDEN == 0 {
        (None, rest)
    } else {
        let (key, rest) = rest.split_first_chunk::<8>().ok_or(Flaw::Content)?;
        (Some(u64::from_le_bytes(*key)), rest)
    };
    let (begun, _) = bytes.split_at(bytes.len() - packed.len());
    Ok(Closed { place, checksum, key, packing: packing & !HIDDEN, length, begun, packed })
}

impl Closed<'_> {
    /// Returns the content.
    ///
    /// # Errors
    /// Fails when it is sealed under another key, or cannot be understood.
    pub(super) fn open(&self, book: &BookId, key: Option<&Key>) -> Result<Vec<u8>, Flaw> {
        let opened = match self.key {
            None => None,
            Some(id) => {
                let key = key.filter(|key| key.id() == id).ok_or(Flaw::Sealed)?;
                Some(key.open(&sealed_for(book, self.begun), self.packed).ok_or(Flaw::Sealed)?)
            }
        };
        let packed = opened.as_deref().unwrap_or(self.packed);
        let content = match self.packing {
            STORED => packed.to_vec(),
            DEFLATED => {
                miniz_oxide::inflate::decompress_to_vec_with_limit(packed, self.length).map_err(|_| Flaw::Content)?
            }
            _ => return Err(Flaw::Content),
        };
        if content.len() == self.length { Ok(content) } else { Err(Flaw::Content) }
    }
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
    if version > SEALED {
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
/// The bit that marks a sealed content.
const HIDDEN: u8 = 2;
/// Below this many bytes deflate gains nothing and its tables cost more than the write.
const WORTH_DEFLATING: usize = 128;
const DEFLATE_LEVEL: u8 = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::random::SeededRandom;
    use proptest::prelude::*;
    use std::rc::Rc;

    fn book() -> BookId {
        BookId::new("main").unwrap()
    }

    fn place() -> Place {
        Place::Chunk { generation: 3, index: 1, count: 2, name: "orders-1".into(), through: 42 }
    }

    fn key() -> Key {
        Key::new(Rc::new(SeededRandom::new(5)))
    }

    /// Gives changed bytes the checksum that makes them verify.
    fn verifying(mut bytes: Vec<u8>) -> Vec<u8> {
        let sum = checksum(&book(), &bytes);
        bytes[4..12].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    proptest! {
        #[test]
        fn what_is_wrapped_comes_back(content in proptest::collection::vec(0_u8..4, 0..600), is_sealed in any::<bool>()) {
            let key = key();
            let key = is_sealed.then_some(&key);
            let bytes = wrap(&book(), &place(), &content, key);
            let piece = unwrap(&book(), &bytes, key).unwrap();
            prop_assert_eq!(piece.place, place());
            prop_assert_eq!(piece.content, content);
        }

        #[test]
        fn a_changed_byte_is_noticed(content in proptest::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(), bit in 0_u32..8) {
            let mut bytes = wrap(&book(), &place(), &content, None);
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            prop_assert!(matches!(unwrap(&book(), &bytes, None), Err(Flaw::Checksum | Flaw::Truncated)));
        }

        #[test]
        fn a_sealed_piece_changed_with_its_checksum_is_noticed(content in proptest::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(), bit in 0_u32..8) {
            let mut bytes = wrap(&book(), &place(), &content, Some(&key()));
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            let piece = unwrap(&book(), &verifying(bytes), Some(&key()));
            // The checksum itself is no part of what is sealed.
            prop_assert_eq!(piece.is_ok(), (4..12).contains(&at));
        }

        #[test]
        fn a_sealed_piece_shows_nothing_of_its_content(content in proptest::collection::vec(any::<u8>(), 8..300)) {
            let bytes = wrap(&book(), &place(), &content, Some(&key()));
            prop_assert!(bytes.windows(8).all(|part| part != &content[..8]));
        }

        #[test]
        fn any_bytes_are_taken_without_a_crash(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            prop_assert!(unwrap(&book(), &bytes, None).is_err());
            let mut begun = vec![MAGIC[0], MAGIC[1], SEALED, HIDDEN, 0, 0, 0, 0, 0, 0, 0, 0];
            begun.extend(bytes);
            prop_assert!(unwrap(&book(), &verifying(begun), Some(&key())).is_err());
        }
    }

    #[test]
    fn a_sealed_piece_is_whole_to_all_and_open_to_its_key_alone() {
        let bytes = wrap(&book(), &place(), b"content", Some(&key()));
        assert_eq!(verify(&book(), &bytes), Ok(checksum_of(&bytes)));
        let closed = look(&book(), &bytes).unwrap();
        assert_eq!((&closed.place, closed.key), (&place(), Some(key().id())));
        let other = Key::new(Rc::new(SeededRandom::new(6)));
        for key in [None, Some(&other)] {
            assert_eq!(unwrap(&book(), &bytes, key), Err(Flaw::Sealed));
        }
    }

    #[test]
    fn a_sealed_piece_moved_to_another_place_or_book_stays_shut() {
        let key = key();
        let here = wrap(&book(), &place(), b"content", Some(&key));
        let there = wrap(&book(), &Place::Log { seq: 9 }, b"content", Some(&key));
        let from = look(&book(), &here).unwrap().packed.to_vec();
        let begun = &there[..there.len() - look(&book(), &there).unwrap().packed.len()];
        assert_eq!(unwrap(&book(), &verifying([begun, &from].concat()), Some(&key)), Err(Flaw::Sealed));
        let example = BookId::new("example").unwrap();
        let stolen = finished(&example, here[..here.len() - from.len()].to_vec(), &from);
        assert_eq!(unwrap(&example, &stolen, Some(&key)), Err(Flaw::Sealed));
    }

    #[test]
    fn every_truncation_is_noticed() {
        let bytes = wrap(&book(), &place(), b"twelve plain bytes", None);
        for length in 0..bytes.len() {
            assert!(unwrap(&book(), &bytes[..length], None).is_err());
        }
    }

    #[test]
    fn a_piece_of_another_book_does_not_verify() {
        let bytes = wrap(&BookId::new("example").unwrap(), &place(), b"content", None);
        assert_eq!(unwrap(&book(), &bytes, None), Err(Flaw::Checksum));
    }

    #[test]
    fn a_newer_version_is_known_as_such_only_when_it_verifies() {
        let mut bytes = wrap(&book(), &place(), b"content", None);
        bytes[2] = 9;
        assert_eq!(unwrap(&book(), &bytes, None), Err(Flaw::Checksum));
        assert_eq!(unwrap(&book(), &verifying(bytes), None), Err(Flaw::Newer { version: 9 }));
    }
}
