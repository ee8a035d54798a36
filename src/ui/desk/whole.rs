//! What is done to a book as a whole.

use super::DeskHandle;
use crate::book::{Book, Origin};
use crate::domain::Date;

impl DeskHandle {
    /// Shows the book as of another date; `None` is today.
    pub fn show(&self, as_of: Option<Date>) {
        self.desk.borrow_mut().show(as_of);
        self.turned.emit(());
    }

    /// Puts another book in the place of this one, as one change; `None` when they hold the same or it cannot be done,
    /// which is said.
    pub fn replace(&self, with: &Book, origin: Origin) -> Option<u64> {
        let at = self.services.clock.now();
        let outcome = self.desk.borrow_mut().replace(with, at, origin);
        self.settle(outcome)
    }

    /// Goes on without the parts of the stored book that could not be understood; they stay set aside.
    pub fn leave_out(&self) {
        if self.desk.borrow_mut().leave_out() {
            self.turned.emit(());
            self.save();
        }
    }

    /// Tries again to fold the journal into the book.
    pub fn fold(&self) {
        // A book that may only be read says so above its pages.
        let _ = self.desk.borrow_mut().compact();
        self.save();
    }

    /// Deletes the book with its history and starts an empty one; `false` when it cannot be done, which is said.
    pub fn erase(&self) -> bool {
        let outcome = self.desk.borrow_mut().erase();
        let is_erased = outcome.is_ok();
        self.settle(outcome.map(|()| None));
        if is_erased {
            self.turned.emit(());
            self.save();
        }
        is_erased
    }
}
