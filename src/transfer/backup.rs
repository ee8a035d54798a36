//! The backup: one JSON file that holds a whole book, for a person to keep and for any program to read.
//!
//! ```json
//! {"type":"portbook","version":4,"saved":"2024-06-30",
//!  "settings":{"name":"Harbor Trading","baseCurrency":"USD"},
//!  "next":{"customer":2,"contact":1,"order":2},
//!  "customers":[{"id":1,"name":"Aster GmbH","country":"DE","emails":["buy@aster.example"],"custom":{"Fair":"Canton"}}],
//!  "contacts":[{"id":1,"customer":"1","name":"A. Meyer"}],
//!  "orders":[{"id":1,"customer":"1","date":"2024-05-01","amount":"EUR 100.00","rate":"1.08","kind":"regular"}],
//!  "policies":[{"from":"2024-01-01","rules":{…}}],
//!  "rates":[{"currency":"EUR","month":"2024-05","rate":"1.08"}],
//!  "mappings":[{"signature":"…","answers":"…"}],
//!  "decisions":[{"customer":"1","matter":"value","day":"2024-04-05","ruling":"temporary","class":"B",
//!                "until":"2024-06-30","reason":"two late payments","session":"2024-04-02","grounds":["…"]}],
//!  "reviews":[{"opened":"2024-04-02","kind":"quarterly","from":"2024-01-01","to":"2024-03-31","closed":"2024-04-09"}]}
//! ```
//!
//! A field is left out while it is unknown. It is written by its key in its text form
//! ([`Value::text`](crate::domain::Value::text)), several texts as a list, the owner's own fields as an object.
//! `next` holds the numbers that new records take; no record may bear or name one that is not below it. A reference
//! may name a record that is gone, as in the book itself.
//!
//! A decision's matter is the key of a scheme (`scale`, `value`, `abc`, `stage`, `frequency`, `need`, `reach`,
//! `membership`), `sales` or `data`; its ruling is `approved`, `overridden`, `temporary`, `refused` or `postponed`. `class` is the class that
//! is assigned, by its key in the scheme; `until` its last day, or the day on which what was postponed comes up again.
//! `session` names the session it was made in by the day that was opened. A session's kind is `quarterly`,
//! `half-yearly-c` or `yearly`.
//!
//! An extract (`extract`) holds the records of one customer or one person in the same form, and cannot be restored.
//! A sealed backup (`sealed`) is a file around this one that only its passphrase opens.
//!
//! A version is closed: what it does not know is a fault, because it would be lost without a word. Whoever adds a
//! field raises the version; a reader refuses a version above its own before it looks at anything else. Version 1 had
//! neither decisions nor reviews, and its rules hold no numbers for them; those of version 2 hold none for scores,
//! membership and services (`churn`, `positioning`, `membership`, `services`): the defaults are taken. Reading
//! collects all faults, up to [`MOST_FAULTS`], and gives a book only when there is none.

mod extract;
mod fault;
mod read;
mod reviews;
pub mod rotation;
mod rules;
mod sealed;
mod write;

use crate::book::Book;
use crate::domain::Date;

pub use extract::{Told, extract_contact, extract_customer};
pub use fault::{Fault, Why};
pub use read::{read, read_damaged};
pub use rules::policy;
pub use sealed::{SealedBackup, Shut, read_sealed, write_sealed};
pub use write::write;

/// The version that is written.
pub const VERSION: u64 = 4;

/// The first version, without decisions and reviews.
const FIRST_VERSION: u64 = 1;

/// The most faults that are collected.
pub const MOST_FAULTS: usize = 100;

/// No record bears a number above this, so that a single wrong digit cannot ask for all of a page's memory; a book's
/// higher ones are given anew when it is written.
pub const HIGHEST_NUMBER: u32 = 8_000_000;

/// What marks a file as a backup.
const TYPE: &str = "portbook";

/// A backup that was read.
#[derive(Clone, Debug)]
pub struct Backup {
    /// The day on which it was written.
    pub saved: Date,
    /// The book.
    pub book: Book,
}

#[cfg(test)]
mod tests;
