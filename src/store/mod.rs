//! Keeps a book in the browser: as bytes, in two homes, so that what was called saved is there whatever happens.
//!
//! A book's state is a list of named chunks, written as one *generation*; each change since is a *journal* entry.
//! Local storage is the first home and opens fastest. The mirror (IndexedDB) is the second, and the one that counts:
//! a change is called saved when the mirror's transaction has reached the disk. What a book *is*, only `book` knows.
//!
//! A book may be sealed under a passphrase (`seal`): then every piece but head and lock is, and all that is said here
//! of verifying, copying and repairing pieces holds without the key.
//!
//! Reading order: `key` and `envelope` (what lies where, in which form), `head`, `journal` and `open` (which state
//! counts), `repair`, `generation`, `queue` and `keeper` (what the owner does, carried out in order), `sealing` and `sweep`.

mod damage;
mod emptied;
mod envelope;
mod examine;
mod fault;
mod generation;
mod head;
mod homes;
mod journal;
mod keeper;
mod key;
mod log;
pub mod meter;
mod open;
mod queue;
mod repair;
mod safety;
mod sealing;
mod sweep;
mod text;
mod withhold;

pub use damage::{Damage, Outcome, Part};
pub use envelope::Flaw;
pub use fault::{Home, ReadOnly, StoreFault};
pub use generation::{Chunk, Content, Reason};
pub use keeper::{Access, Entry, Opened, Places, Store};
pub use key::BookId;
pub use log::Aside;
pub use safety::{Kept, SaveState};
pub use sweep::{Recast, Revise};
