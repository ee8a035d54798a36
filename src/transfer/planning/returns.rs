//! Returns that this import leaves out although an earlier one took them over: they stay in the book, and that is said.

use std::collections::HashSet;

use super::Planning;
use crate::book::Book;
use crate::domain::{CustomerId, OrderId};
use crate::transfer::plan::State;

/// Orders below zero in the book that the file tells of and that are left out of it this time.
#[derive(Debug, Default)]
pub(super) struct Staying {
    /// Orders that the import makes others.
    updated: HashSet<OrderId>,
    pub(super) orders: u32,
}

impl Planning {
    /// Notes which orders do not stay as they are.
    pub(super) fn note_updated(&mut self) {
        if self.gather.returned.is_empty() {
            return;
        }
        let updated = self.orders.iter().filter(|(_, planned)| planned.state == State::Updated);
        self.staying.updated = updated.filter_map(|(_, planned)| planned.id).collect();
    }

    /// Counts a customer's orders below zero that the rows left out tell of.
    pub(super) fn count_staying(&mut self, book: &Book, customer: CustomerId) {
        let slice = book.ledger().orders_of(customer);
        for (place, _) in slice.amounts().iter().enumerate().filter(|(_, amount)| **amount < 0) {
            let order = slice.order(customer, place);
            let stays = !self.staying.updated.contains(&slice.id(place));
            self.staying.orders += u32::from(stays && self.gather.returned.tells_of(&order));
        }
    }
}
