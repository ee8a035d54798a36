//! Under which key each piece of a book lies in each home.
//!
//! ```text
//! local storage  portbook/<book>/head                         mirror  meta   <book>/head
//!                portbook/<book>/lock                                meta   <book>/lock
//!                portbook/<book>/chunk/<generation>/<index>           chunk  <book>/<generation>/<index>
//!                portbook/<book>/journal/<seq>                        entry  <book>/<seq>
//!                                                                     log    <book>/<seq>
//!                                                              meta   <book>/forgotten
//!                portbook/<book>/aside/<rest of key>                  meta   <book>/aside/<shelf>/<rest of key>
//! ```
//! Keys in the mirror carry their numbers in sixteen hexadecimal digits, so that they sort as the numbers do.

use std::fmt;
use std::ops::RangeInclusive;

use super::envelope::Flaw;
use crate::port::mirror::Shelf;

/// Names a book within the browser: the owner's, or the example kept apart from it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BookId(String);

impl BookId {
    /// Makes an id of 1 to 32 small letters, digits and hyphens; `None` for anything else.
    pub fn new(id: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        ((1..=32).contains(&id.len()) && id.bytes().all(fits)).then(|| Self(id.to_owned()))
    }

    /// Returns the id of the owner's own book.
    pub fn own() -> Self {
        Self("main".to_owned())
    }

    /// Returns the id of the example, kept apart from it.
    pub fn example() -> Self {
        Self("example".to_owned())
    }

    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name of the lock that the one writer of this book holds.
    pub fn lock_name(&self) -> String {
        format!("{PRODUCT}/{}", self.0)
    }
}

/// The address of a stored piece within its book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    /// The head.
    Head,
    /// The spare lock of a sealed book.
    Lock,
    /// A chunk.
    Chunk {
        /// The generation that wrote it.
        generation: u64,
        /// Its number within that generation.
        index: u32,
    },
    /// A journal entry.
    Entry {
        /// The number of the change.
        seq: u64,
    },
}

impl fmt::Display for Spot {
    /// Writes the key, without the book's prefix, that the piece has in local storage.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Head => f.write_str("head"),
            Self::Lock => f.write_str("lock"),
            Self::Chunk { generation, index } => write!(f, "chunk/{generation}/{index}"),
            Self::Entry { seq } => write!(f, "journal/{seq}"),
        }
    }
}

/// Returns what every local key of `book` begins with.
pub(super) fn local_prefix(book: &BookId) -> String {
    format!("{PRODUCT}/{}/", book.0)
}

/// Returns the local key of `spot`.
pub(super) fn local_key(book: &BookId, spot: Spot) -> String {
    format!("{}{spot}", local_prefix(book))
}

/// Returns the spot a local key names, without the book's prefix; `None` for keys that are no piece.
pub(super) fn local_spot(rest: &str) -> Option<Spot> {
    let mut parts = rest.split('/');
    let spot = match parts.next()? {
        "head" => Spot::Head,
        "lock" => Spot::Lock,
        "chunk" => Spot::Chunk { generation: parts.next()?.parse().ok()?, index: parts.next()?.parse().ok()? },
        "journal" => Spot::Entry { seq: parts.next()?.parse().ok()? },
        _ => return None,
    };
    parts.next().is_none().then_some(spot)
}

/// Returns the shelf and key of `spot` in the mirror.
pub(super) fn mirror_key(book: &BookId, spot: Spot) -> (Shelf, String) {
    match spot {
        Spot::Head => (Shelf::Meta, format!("{}/head", book.0)),
        Spot::Lock => (Shelf::Meta, format!("{}/lock", book.0)),
        Spot::Chunk { generation, index } => (Shelf::Chunk, format!("{}/{generation:016x}/{index:016x}", book.0)),
        Spot::Entry { seq } => (Shelf::Entry, format!("{}/{seq:016x}", book.0)),
    }
}

/// Returns the spot a key on `shelf` of the mirror names, without the book's prefix.
pub(super) fn mirror_spot(shelf: Shelf, rest: &str) -> Option<Spot> {
    match (shelf, rest.split_once('/')) {
        (Shelf::Meta, None) if rest == "head" => Some(Spot::Head),
        (Shelf::Meta, None) if rest == "lock" => Some(Spot::Lock),
        (Shelf::Chunk, Some((generation, index))) => Some(Spot::Chunk {
            generation: u64::from_str_radix(generation, 16).ok()?,
            index: u32::from_str_radix(index, 16).ok()?,
        }),
        (Shelf::Entry, None) => Some(Spot::Entry { seq: u64::from_str_radix(rest, 16).ok()? }),
        _ => None,
    }
}

/// Returns the key on the meta shelf of what notes the last change that something was forgotten in.
pub(super) fn mark_key(book: &BookId) -> String {
    format!("{}/forgotten", book.0)
}

/// Returns the log key of change `seq`.
pub(super) fn log_key(book: &BookId, seq: u64) -> String {
    format!("{}/{seq:016x}", book.0)
}

/// Returns the range of all keys of `book` on any one shelf of the mirror.
pub(super) fn mirror_range(book: &BookId) -> RangeInclusive<String> {
    // '0' follows '/' and no key holds anything above '~', so this takes in all keys of the book and of no other.
    format!("{}/", book.0)..=format!("{}/~", book.0)
}

/// Returns the key, without the book's prefix, under which a piece is set aside that lay under `rest`.
pub(super) fn aside(rest: &str, flaw: Flaw) -> String {
    match flaw {
        // Whole pieces that do not count are kept apart: unlike a damaged change they leave no gap to be known.
        Flaw::Orphan | Flaw::Conflict => format!("{ASIDE}whole/{rest}"),
        _ => format!("{ASIDE}{rest}"),
    }
}

/// Returns the key for the `turn`th piece that is set aside from the same place.
pub(super) fn aside_turn(key: &str, turn: u32) -> String {
    if turn == 0 { key.to_owned() } else { format!("{key}~{turn}") }
}

/// Returns under which key, without the book's prefix, a piece lay that was set aside as damaged.
pub(super) fn damaged(rest: &str) -> Option<&str> {
    rest.strip_prefix(ASIDE)?.split('~').next()
}

/// What the keys of set-aside pieces begin with, after the book's prefix.
pub(super) const ASIDE: &str = "aside/";

/// What every key of the product begins with.
pub(super) const PRODUCT: &str = "portbook";

#[cfg(test)]
mod tests {
    use super::*;

    const SPOTS: [Spot; 4] =
        [Spot::Head, Spot::Lock, Spot::Chunk { generation: 12, index: 3 }, Spot::Entry { seq: 4_000_000_000_000 }];

    #[test]
    fn every_key_leads_back_to_its_spot() {
        let book = BookId::new("main").unwrap();
        for spot in SPOTS {
            let local = local_key(&book, spot);
            assert_eq!(local_spot(local.strip_prefix(&local_prefix(&book)).unwrap()), Some(spot));
            let (shelf, key) = mirror_key(&book, spot);
            assert_eq!(mirror_spot(shelf, key.strip_prefix("main/").unwrap()), Some(spot));
            assert!(mirror_range(&book).contains(&key));
        }
    }

    #[test]
    fn a_book_whose_name_begins_alike_is_another_book() {
        let (main, main_2) = (BookId::new("main").unwrap(), BookId::new("main-2").unwrap());
        assert!(!mirror_range(&main).contains(&mirror_key(&main_2, Spot::Head).1));
        assert!(!local_key(&main_2, Spot::Head).starts_with(&local_prefix(&main)));
    }

    #[test]
    fn ids_that_would_break_a_key_are_refused() {
        for id in ["", "a/b", "A", "名", &"a".repeat(33)] {
            assert_eq!(BookId::new(id), None);
        }
    }
}
