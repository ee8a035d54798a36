//! The rows chosen in a table.

use std::collections::BTreeSet;
use std::rc::Rc;

/// A set of row numbers, cheap to clone and to compare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Rc<BTreeSet<u32>>);

impl Selection {
    /// Tells whether a row is chosen.
    pub fn contains(&self, row: u32) -> bool {
        self.0.contains(&row)
    }

    /// Returns how many rows are chosen.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether none is chosen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the chosen rows in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    /// Returns the selection with one row turned over.
    pub fn toggled(&self, row: u32) -> Selection {
        let mut rows = (*self.0).clone();
        if !rows.remove(&row) {
            rows.insert(row);
        }
        Selection(Rc::new(rows))
    }

    /// Returns the selection with more rows.
    pub fn with(&self, more: &[u32]) -> Selection {
        Selection(Rc::new(self.0.iter().chain(more).copied().collect()))
    }
}

impl FromIterator<u32> for Selection {
    fn from_iter<I: IntoIterator<Item = u32>>(rows: I) -> Selection {
        Selection(Rc::new(rows.into_iter().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_turned_over_and_ranges_add() {
        let selection = Selection::default().toggled(3).with(&[5, 4]);
        assert_eq!(selection.iter().collect::<Vec<_>>(), [3, 4, 5]);
        assert_eq!(selection.toggled(4).iter().collect::<Vec<_>>(), [3, 5]);
    }
}
