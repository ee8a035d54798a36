//! Whether a piece of work that goes on in slices is still wanted.

use std::cell::Cell;
use std::rc::Rc;

/// Hands out stints of which only the latest is wanted; clones hand out from the same.
#[derive(Clone, Debug, Default)]
pub struct Stints(Rc<Cell<u64>>);

/// A piece of work, wanted until another begins or all are stopped.
#[derive(Clone, Debug)]
pub struct Stint {
    number: u64,
    latest: Rc<Cell<u64>>,
}

impl Stints {
    /// Begins a piece of work; the one before is no longer wanted.
    pub fn begin(&self) -> Stint {
        self.stop();
        Stint { number: self.0.get(), latest: Rc::clone(&self.0) }
    }

    /// Wants nothing that was begun any more.
    pub fn stop(&self) {
        self.0.set(self.0.get() + 1);
    }
}

impl Stint {
    /// Tells whether the work is still wanted.
    pub fn is_wanted(&self) -> bool {
        self.latest.get() == self.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stopping_reaches_the_work_that_began_last() {
        let (stints, elsewhere) = (Stints::default(), Stints::default());
        let page = stints.clone();
        let reading = stints.begin();
        assert!(reading.is_wanted());
        // Looking at the columns begins within reading, from another clone than the one that is stopped.
        let looking = page.begin();
        assert!(looking.is_wanted() && !reading.is_wanted());
        elsewhere.stop();
        assert!(looking.is_wanted());
        stints.stop();
        assert!(!looking.is_wanted() && !reading.is_wanted());
        assert!(page.begin().is_wanted() && !looking.is_wanted());
    }
}
