//! What the list shows, and in what order.

use crate::domain::choice::Choice as _;
use crate::report::roster::{Direction, Measure, Query, Roster, Source};
use crate::ui::DeskHandle;
use crate::ui::components::{Direction as Way, Sort};

/// What the list shows, kept while the reader is elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct ListState {
    /// Which customers.
    pub query: Query,
    /// By what they are sorted.
    pub by: Measure,
    /// Which way.
    pub direction: Direction,
}

impl Default for ListState {
    fn default() -> Self {
        ListState { query: Query::default(), by: Measure::YearSales, direction: Direction::Descending }
    }
}

impl ListState {
    /// Returns the order as a table shows it.
    pub(super) fn sort(&self) -> Sort {
        let direction = match self.direction {
            Direction::Ascending => Way::Ascending,
            Direction::Descending => Way::Descending,
        };
        Sort { column: self.by.key().into(), direction }
    }

    /// Returns the same list in another order.
    pub(in crate::ui) fn sorted(&self, sort: &Sort) -> ListState {
        let direction = match sort.direction {
            Way::Ascending => Direction::Ascending,
            Way::Descending => Direction::Descending,
        };
        ListState { by: Measure::from_key(&sort.column).unwrap_or(self.by), direction, ..self.clone() }
    }

    /// Returns the customers it asks for, in its order.
    pub(in crate::ui::pages) fn take(&self, desk: &DeskHandle) -> Roster {
        let members = self.query.set.as_deref().map(|set| desk.members(set));
        let (index, order) = (desk.searched(&self.query), desk.order(self.by, self.direction));
        let desk = desk.read();
        let source = Source { book: desk.book(), standing: desk.standing(), index: &index, within: members.as_deref() };
        source.roster(&self.query, &order)
    }
}
