//! What customers will do, and where they stand under other rules, worked out once for all that ask.

use std::cell::RefCell;
use std::rc::Rc;

use super::DeskHandle;
use crate::domain::Policy;
use crate::report::Standing;
use crate::report::analysis::{Foresight, Wishes};

/// What customers will do under what the owner assumes, as of a version of the book; none until it is asked for.
pub(super) type Foretold = Rc<RefCell<Option<(u64, Wishes, Rc<Foresight>)>>>;

/// Where all customers stand under other rules, as of a version of the book; what was asked for last comes first.
pub(super) type Judged = Rc<RefCell<Vec<(u64, Rc<Standing>)>>>;

/// So many are kept: two that are compared, and the one whose rules were just edited.
const MOST_JUDGED: usize = 3;

impl DeskHandle {
    /// Returns where all customers stand on the day shown under other rules.
    pub fn standing_under(&self, policy: &Policy) -> Rc<Standing> {
        let mut judged = self.found.judged.borrow_mut();
        judged.retain(|(version, _)| *version == self.version);
        let kept = judged.iter().position(|(_, standing)| standing.policy() == policy);
        let standing = match kept {
            Some(place) => judged.remove(place).1,
            None => {
                let desk = self.read();
                Rc::new(desk.standing().under(desk.book(), policy.clone()))
            }
        };
        judged.insert(0, (self.version, Rc::clone(&standing)));
        judged.truncate(MOST_JUDGED);
        standing
    }

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
