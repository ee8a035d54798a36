//! What was found damaged, named so that the owner can be told.

use super::envelope::Flaw;
use super::fault::Home;

/// A piece that did not verify, or is not where it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// In which home.
    pub home: Home,
    /// Which piece.
    pub part: Part,
    /// What is wrong with it.
    pub flaw: Flaw,
    /// What this means for the book.
    pub outcome: Outcome,
}

/// A piece as its owner knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The list of chunks.
    Head,
    /// Part of the book's state.
    Chunk {
        /// The name its owner gave it.
        name: String,
    },
    /// A change.
    Change {
        /// Its number.
        seq: u64,
    },
}

/// What became of the content of a damaged piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is lost: the content was found elsewhere.
    Healed,
    /// The list of chunks was put together from the chunks themselves; whether one is missing cannot be known.
    Rebuilt,
    /// The content is not in the book that was opened; its bytes, if any, are set aside.
    Lost,
}
