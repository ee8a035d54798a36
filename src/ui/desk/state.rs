//! Which book is open, and what came up on the way.

use serde::{Deserialize, Serialize};

use crate::desk::Opening;
use crate::store::BookId;

/// The reader's books in this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shelf {
    /// The reader's own customers.
    #[default]
    Own,
    /// The example, kept apart.
    Example,
}

impl Shelf {
    /// Returns the name under which the store keeps the book.
    pub fn book(self) -> BookId {
        match self {
            Shelf::Own => BookId::own(),
            Shelf::Example => BookId::example(),
        }
    }
}

/// What the reader should know about an opened book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trouble {
    /// What the store found.
    pub opening: Opening,
    /// Whether another tab holds the book.
    pub is_elsewhere: bool,
    /// Whether this browser cannot tell if another tab writes.
    pub is_unguarded: bool,
}
