//! Returns that an import leaves out, as the book may know them.

use std::collections::HashSet;

use crate::domain::{Date, Order};

/// Returns left out, as an order of the book that was made of one is known: by number, else by day.
#[derive(Debug, Default)]
pub(super) struct Returned {
    pub(super) numbers: HashSet<Box<str>>,
    pub(super) days: HashSet<Date>,
}

impl Returned {
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.days.is_empty()
    }

    /// Tells whether an order was made of a return that is left out now.
    pub(super) fn tells_of(&self, order: &Order) -> bool {
        match order.number.is_empty() {
            true => self.days.contains(&order.date),
            false => self.numbers.contains(&order.number),
        }
    }
}
