//! What tabs say to each other, and its bytes: sealed where the book is.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::seal::Key;
use crate::store::BookId;

/// Says bytes to all other tabs of the book.
pub type Say = Rc<dyn Fn(&[u8])>;

/// Which visit of which tab writes: the change it began after, and a number that grows with time. A later one is greater,
/// so that what an earlier one said, and comes late, is known.
pub(super) type Visit = (u64, u64);

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Message {
    /// A tab follows: who writes, and how far is the book?
    Hello,
    /// The tab that writes has told of all up to a change.
    Here {
        /// Which visit of which tab.
        writer: Visit,
        /// The last change.
        number: u64,
    },
    /// A change is saved.
    Done {
        /// As above.
        writer: Visit,
        /// The change's number.
        number: u64,
        /// Who had asked for it, if it was not the writer.
        asked: Option<Asked>,
        /// Its bytes, values before included.
        change: Vec<u8>,
    },
    /// More is saved than a change can tell: the book is to be opened anew.
    Anew {
        /// As above.
        writer: Visit,
    },
    /// A change is to be made.
    Ask {
        /// Who is to make it; another that writes by now leaves it alone, for it cannot know what this one has done.
        writer: Visit,
        /// Who asks.
        asked: Asked,
        /// As above.
        change: Vec<u8>,
    },
    /// What was asked for does not fit the book.
    Refused {
        /// As above.
        writer: Visit,
        /// Who had asked.
        asked: Asked,
    },
    /// The book is to be locked in all tabs.
    Lock,
}

/// Names a change that a tab has asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Asked {
    /// The tab.
    pub(super) tab: u64,
    /// How many it had asked for before.
    pub(super) turn: u64,
}

/// Why a message cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unheard {
    /// It is not for this key, or for no key: the book was sealed or opened for good meanwhile.
    Sealed,
    /// It is no message.
    Noise,
}

impl Message {
    /// Returns the bytes, sealed under the key of the book where it has one.
    pub(super) fn to_bytes(&self, book: &BookId, key: Option<&Key>) -> Vec<u8> {
        // INVARIANT (vec): writing plain data into a growing vector cannot fail.
        let content = postcard::to_stdvec(self).unwrap_or_default();
        let (id, content) = match key {
            Some(key) => (key.id().to_le_bytes(), key.seal(&place(book), &content)),
            None => (OPEN, content),
        };
        [&id[..], &content].concat()
    }

    /// Reads the bytes of a message.
    pub(super) fn from_bytes(bytes: &[u8], book: &BookId, key: Option<&Key>) -> Result<Self, Unheard> {
        let (id, content) = bytes.split_first_chunk().ok_or(Unheard::Noise)?;
        if *id != key.map_or(OPEN, |key| key.id().to_le_bytes()) {
            return Err(Unheard::Sealed);
        }
        let opened = key.map(|key| key.open(&place(book), content).ok_or(Unheard::Noise)).transpose()?;
        postcard::from_bytes(opened.as_deref().unwrap_or(content)).map_err(|_| Unheard::Noise)
    }
}

/// What a message is sealed for: it opens as one about this book and as nothing else.
fn place(book: &BookId) -> Vec<u8> {
    format!("portbook tabs {}", book.as_str()).into_bytes()
}

/// Stands for the key of a book that has none.
const OPEN: [u8; 8] = [0; 8];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::random::SeededRandom;

    #[test]
    fn it_is_read_with_the_key_it_was_sealed_under_alone() {
        let key = |seed| Key::new(Rc::new(SeededRandom::new(seed)));
        let (own, other, book) = (key(1), key(2), BookId::own());
        let message = Message::Ask { writer: (3, 1), asked: Asked { tab: 7, turn: 1 }, change: b"Lumen".to_vec() };
        for given in [None, Some(&own)] {
            let bytes = message.to_bytes(&book, given);
            assert_eq!(Message::from_bytes(&bytes, &book, given), Ok(message.clone()));
            assert_eq!(Message::from_bytes(&bytes, &book, Some(&other)), Err(Unheard::Sealed));
            assert_eq!(bytes.windows(5).any(|part| part == b"Lumen"), given.is_none());
        }
        let sealed = message.to_bytes(&book, Some(&own));
        assert_eq!(Message::from_bytes(&sealed, &book, None), Err(Unheard::Sealed));
        assert_eq!(Message::from_bytes(&sealed, &BookId::example(), Some(&own)), Err(Unheard::Noise));
        assert_eq!(Message::from_bytes(b"hello", &book, None), Err(Unheard::Noise));
    }
}
