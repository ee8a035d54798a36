//! What customers will do, worked out once for all that ask.

use std::cell::RefCell;
use std::rc::Rc;

use super::DeskHandle;
use crate::report::analysis::{Foresight, Wishes};

/// What customers will do under what the owner assumes, as of a version of the book; none until it is asked for.
pub(super) type Foretold = Rc<RefCell<Option<(u64, Wishes, Rc<Foresight>)>>>;

impl DeskHandle {
    /// Returns what customers will do, where that was worked out for this version of the book.
    pub fn foretold(&self, wishes: Wishes) -> Option<Rc<Foresight>> {
        let kept = self.found.foretold.borrow();
        let here = kept.as_ref().filter(|(version, with, _)| *version == self.version && *with == wishes);
        here.map(|(.., foresight)| Rc::clone(foresight))
    }

    /// Keeps what customers will do for all that ask.
    pub fn foretell(&self, wishes: Wishes, foresight: Foresight) {
        self.found.foretold.replace(Some((self.version, wishes, Rc::new(foresight))));
    }
}
