//! A backup merged record by record into a book that has moved on.
//!
//! # Which record is which
//!
//! Numbers are hints and no proof: two browsers that go on from one backup give the same number to two things, and the
//! backup of somebody else has numbers of its own. So a customer of the backup is, in this order:
//!
//! 1. the one of its number, where both are told alike (a name, a number elsewhere, an address, an order, a person), or
//!    where the log shows that this number was told alike before;
//! 2. one that holds the same to the letter, before all others one that has the same people and orders;
//! 3. whoever an import of the same facts would find, if that one is nobody else of the backup;
//! 4. a part of the one that took it in, where that one bears its name among the others;
//! 5. the only one of several namesakes who is nobody yet, or whom it took in there;
//! 6. new, under a new number.
//!
//! Each step is taken for all before the next, and last for those who were deleted here, so that nobody takes the place of
//! another. A number that an earlier merge gave tells nothing: it is the book's own.
//!
//! People and orders follow their customers by the same steps, orders by their own numbers, days and amounts. An order
//! whose customer differs is the one of its number only where most numbers mean the same in both books. Rules, rates,
//! remembered columns, decisions and reviews have keys that mean the same in every book.
//!
//! # What becomes of it
//!
//! - What the backup alone holds comes over, unless the log tells that it was deleted here, or it may be somebody who was
//!   erased here: their number was given here, the log is silent on it, and it notes an erasure. Such stay away until the
//!   reader takes them, and say so.
//! - What the book alone holds stays. Nothing is ever deleted.
//! - Where both hold a record and differ, the book keeps its value in every field for which the reader does not pick the
//!   backup's. Neither is presumed to be right. Where the log shows that this book once held the backup's value, the
//!   value was changed here since, and that is told; no more can be known, because a backup holds no log.
//!
//! All of it is one change. Books that count in different currencies cannot be merged: rates and the amounts of rules
//! would mean something else.

mod alike;
mod applying;
mod choices;
mod comparing;
mod fields;
mod numbers;
mod pairing;
mod past;
#[cfg(test)]
mod tests;

pub use choices::{Choices, Pick};
pub use comparing::{Comparing, Comparison, Kind, Row, State, Tally, What, refusal};
pub use fields::{Line, MergeField};
pub use past::{Gone, Past};
