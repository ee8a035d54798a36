//! The heart for any page and for Node: one class with plain values in and out.
//!
//! Each call is a pure function from what was given to an answer or a failure, so that it can be tested natively;
//! `glue` alone knows JavaScript's values. Nothing throws: whatever is passed in, the answer carries its `type`.
//! Amounts are whole minor units of the base currency, dates `YYYY-MM-DD`, and a date is always given, never today.

mod answer;
mod backup;
mod classify;
mod concentration;
mod cycles;
mod explain;
mod failure;
mod from_orders;
mod given;
pub mod glue;
mod import;
mod keys;
mod options;
mod policy;
mod predict;
mod profile;
mod review;
mod rfm;
mod rows;
mod spoken;
mod summary;
mod trends;
mod what_if;

pub use answer::{Answer, Told};
pub use backup::{from_backup, to_backup};
pub use classify::classify;
pub use concentration::concentration;
pub use cycles::cycles;
pub use explain::explain;
pub use failure::{Failure, Fault};
pub use from_orders::OrdersReading;
pub use given::Given;
pub use import::import_tables;
pub use policy::default_policy;
pub use predict::predict;
pub use profile::profile;
pub use review::review;
pub use rfm::rfm;
pub use summary::summary;
pub use trends::trends;
pub use what_if::what_if;

use std::cell::OnceCell;

use crate::book::Book;
use keys::Keys;

/// A book that calls are made on, with the texts that its customers are called by.
#[derive(Debug)]
pub struct Opened {
    book: Book,
    /// Made when first asked for.
    keys: OnceCell<Keys>,
}

impl Opened {
    /// Opens a book.
    pub const fn of(book: Book) -> Opened {
        Opened { keys: OnceCell::new(), book }
    }

    fn keys(&self) -> &Keys {
        self.keys.get_or_init(|| Keys::of(&self.book))
    }
}
