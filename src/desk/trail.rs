//! Whose facts were edited and when, so that what was made from them is renewed for those alone.

use crate::domain::CustomerId;

/// So many edited customers are remembered; who asks later begins anew.
const LONGEST: usize = 256;

/// The edited customers in the order of the edits.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    /// How many were forgotten.
    forgotten: u64,
    /// The others.
    customers: Vec<CustomerId>,
}

impl Trail {
    /// Returns how far it has come.
    pub(super) fn end(&self) -> u64 {
        self.forgotten + self.customers.len() as u64
    }

    /// Returns who was edited since it had come so far; `None` when that is forgotten.
    pub(super) fn since(&self, place: u64) -> Option<&[CustomerId]> {
        let from = usize::try_from(place.checked_sub(self.forgotten)?).ok()?;
        self.customers.get(from..)
    }

    /// Notes who was edited.
    pub(super) fn note(&mut self, customers: impl IntoIterator<Item = CustomerId>) {
        self.customers.extend(customers);
        if self.customers.len() > LONGEST {
            self.forget();
        }
    }

    /// Notes that anyone may have been edited.
    pub(super) fn forget(&mut self) {
        self.forgotten = self.end() + 1;
        self.customers.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_who_was_edited_since() {
        let mut trail = Trail::default();
        let start = trail.end();
        trail.note([CustomerId(3)]);
        let middle = trail.end();
        trail.note([CustomerId(1), CustomerId(3)]);
        assert_eq!(trail.since(start), Some(&[CustomerId(3), CustomerId(1), CustomerId(3)][..]));
        assert_eq!(trail.since(middle), Some(&[CustomerId(1), CustomerId(3)][..]));
        assert_eq!(trail.since(trail.end()), Some(&[][..]));
    }

    #[test]
    fn what_is_forgotten_is_not_told() {
        let mut trail = Trail::default();
        trail.note([CustomerId(3)]);
        let place = trail.end();
        trail.forget();
        assert_eq!(trail.since(place), None);
        let place = trail.end();
        trail.note((0..=256).map(CustomerId));
        assert_eq!(trail.since(place), None);
        assert_eq!(trail.since(trail.end()), Some(&[][..]));
    }
}
