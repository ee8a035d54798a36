//! A book that several tabs show: one of them writes it, and the others follow.
//!
//! The writer tells of every change once it is saved, with its number; who follows applies them in order, and opens
//! anew where one is missing, or where more has happened than a change can tell (a large import, another passphrase).
//! A change made by who follows is shown at once and *pending* until the writer says that it is saved: it lies on top
//! of what the writer has told of, under a number of its own kind, and gets its real one with that word.
//! When the writer is gone, one of the others becomes it: it opens the homes anew, and makes those of its pending changes
//! that the last writer had not made.

mod following;
mod herald;
mod message;
mod party;
mod reopen;

pub use following::Following;
pub use message::Say;
pub use party::{Heard, Party};
pub use reopen::Reopened;

/// Pending changes have numbers from here on; a book never has so many.
pub const PENDING: u64 = 3 << 30;
