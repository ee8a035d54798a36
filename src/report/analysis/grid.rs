//! Customers by recency and frequency, five by five, and the segments that their scores lead to.

use super::scoring::Scores;
use crate::book::Book;
use crate::domain::choice::Choice;
use crate::engine::rfm::{Limits, Segment, SegmentSet};
use crate::report::{Count, Standing};

/// All customers that ordered, by their scores; sales are those of all time, as the amount is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// By recency and then frequency, each from 1 to 5.
    pub cells: [[Count; 5]; 5],
    /// Each segment that the rules can lead to, in their order.
    pub segments: Vec<(Segment, Count)>,
    /// All of them.
    pub all: Count,
    /// Where one score ends and the next begins: the first value of each of the upper four bins.
    pub limits: Option<GridLimits>,
}

/// The first value of each bin but the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridLimits {
    /// Of the days since the last order; the lowest bin scores 5.
    pub recency: [i64; 4],
    /// Of the number of orders.
    pub frequency: [i64; 4],
    /// Of the amount, in minor units of the base currency.
    pub amount: [i64; 4],
}

impl From<&Limits> for GridLimits {
    fn from(limits: &Limits) -> GridLimits {
        let Limits { recency, frequency, amount } = limits;
        GridLimits { recency: recency.limits(), frequency: frequency.limits(), amount: amount.limits() }
    }
}

/// Scores all customers and lays them out.
pub fn grid(book: &Book, standing: &Standing, rules: SegmentSet, scores: Scores) -> Grid {
    let rfm = scores.take(book, standing);
    let mut cells = [[Count::default(); 5]; 5];
    let mut segments: Vec<(Segment, Count)> =
        rules.reachable().into_iter().map(|segment| (segment, Count::default())).collect();
    let mut all = Count::default();
    for (bought, scored) in rfm.rows() {
        let cell = cells.get_mut(usize::from(scored.r - 1)).and_then(|row| row.get_mut(usize::from(scored.f - 1)));
        let segment = rules.segment(scored);
        let slot = segments.iter_mut().find(|(known, _)| *known == segment).map(|(_, count)| count);
        for count in cell.into_iter().chain(slot).chain([&mut all]) {
            count.customers += 1;
            count.sales = count.sales.saturating_add(bought.amount);
        }
    }
    segments.sort_by_key(|(segment, _)| segment.index());
    Grid { cells, segments, all, limits: rfm.limits().map(GridLimits::from) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::analysis::tests::{book, on};

    #[test]
    fn everyone_who_ordered_is_in_one_cell_and_one_segment() {
        let book = book(&[
            ("", &[("2011-02-01", 900), ("2011-08-01", 900), ("2011-12-20", 900)]),
            ("", &[("2011-03-01", 100)]),
            ("", &[]),
        ]);
        for rules in SegmentSet::ALL {
            let grid = grid(&book, &on(&book, "2011-12-31"), *rules, Scores::Quintiles);
            let sum = |counts: &mut dyn Iterator<Item = &Count>| {
                counts.map(|count| (count.customers, count.sales)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
            };
            assert_eq!((grid.all.customers, grid.all.sales), (2, 2_800));
            assert_eq!(sum(&mut grid.cells.iter().flatten()), (2, 2_800));
            assert_eq!(sum(&mut grid.segments.iter().map(|(_, count)| count)), (2, 2_800));
            assert_eq!(grid.cells[4][4], Count { customers: 1, sales: 2_700 });
        }
        let classic = grid(&book, &on(&book, "2011-12-31"), SegmentSet::Classic, Scores::Quintiles);
        assert!(classic.segments.iter().all(|(segment, _)| *segment != Segment::Promising));
    }
}
