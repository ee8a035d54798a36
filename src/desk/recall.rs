//! Bringing older changes to hand, one page of the log at a time.

use std::rc::Rc;

use super::Desk;
use crate::book::wire;

/// How many changes are brought to hand at a time.
const PAGE: u64 = 500;

impl Desk {
    /// Returns the numbers of the changes just before those at hand, from and to; `None` when all are at hand.
    pub fn earlier(&self) -> Option<(u64, u64)> {
        let to = self.earliest.saturating_sub(1);
        (to > 0).then(|| (to.saturating_sub(PAGE) + 1, to))
    }

    /// Brings changes of the store's log from `from` on to hand and returns how many; undo reaches them from now on.
    pub fn recall(&mut self, from: u64, entries: impl IntoIterator<Item = (u64, Vec<u8>)>) -> usize {
        // Asked for twice, or of a book that was erased meanwhile.
        if from >= self.earliest {
            return 0;
        }
        self.earliest = from;
        let before = self.log.len();
        for (number, bytes) in entries {
            // A change that cannot be read cannot be taken back; those around it can.
            if let Ok(change) = wire::change_from(&bytes) {
                self.log.entry(number).or_insert_with(|| Rc::new(change));
            }
        }
        let recalled = self.log.len() - before;
        if recalled > 0 {
            self.retell();
        }
        recalled
    }
}
