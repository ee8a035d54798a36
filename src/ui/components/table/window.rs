//! Which rows of a long list are in view: pure arithmetic, so that 100,000 rows cost as much as 40.

use std::ops::Range;

/// The tallest a list may be; browsers clip elements beyond 17 to 33 million pixels.
const TALLEST: f64 = 15_000_000.0;
/// Rows drawn above and below the view, so that a quick scroll finds them there.
const OVERSCAN: usize = 8;

/// A view onto equally high rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    /// How many rows there are.
    pub(super) rows: usize,
    /// The height of a row in pixels.
    pub(super) row_height: f64,
    /// The height of the view in pixels, without the header.
    pub(super) height: f64,
    /// How far the view is scrolled in pixels.
    pub(super) scroll: f64,
}

/// The rows to draw and the room around them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slice {
    /// The rows to draw.
    pub(super) rows: Range<usize>,
    /// Empty pixels above them.
    pub(super) before: f64,
    /// The height of the whole list in pixels.
    pub(super) total: f64,
}

impl Window {
    /// Returns the rows to draw.
    pub(super) fn slice(self) -> Slice {
        let first = self.first_row();
        let start = (first.floor() as usize).saturating_sub(OVERSCAN);
        let end = (first.floor() as usize + self.rows_in_view().ceil() as usize + 1 + OVERSCAN).min(self.rows);
        let before = (self.scroll - (first - start as f64) * self.row_height).max(0.0);
        Slice { rows: start.min(end)..end, before, total: self.total() }
    }

    /// Returns all rows up to so many, for paper.
    pub(super) fn whole(self, most: usize) -> Slice {
        Slice { rows: 0..self.rows.min(most), before: 0.0, total: self.total() }
    }

    /// Returns the scroll position that shows a row with the least movement, or `None` if it is in view.
    pub(super) fn reveal(self, row: usize) -> Option<f64> {
        let (row, first) = (row as f64, self.first_row());
        let last_start = row + 1.0 - self.rows_in_view();
        if row < first {
            Some(self.scroll_to(row))
        } else if last_start > first {
            Some(self.scroll_to(last_start.max(0.0)))
        } else {
            None
        }
    }

    /// Returns how many whole rows a page has.
    pub(super) fn page(self) -> usize {
        (self.rows_in_view().floor() as usize).max(2) - 1
    }

    fn rows_in_view(self) -> f64 {
        self.height / self.row_height
    }

    fn full_height(self) -> f64 {
        self.rows as f64 * self.row_height
    }

    fn total(self) -> f64 {
        self.full_height().min(TALLEST)
    }

    /// Rows a pixel of scrolling passes: more than one row's share where the list is too tall for the browser.
    fn stretch(self) -> f64 {
        let range = self.total() - self.height;
        if range > 0.0 { (self.full_height() - self.height) / range } else { 1.0 }
    }

    fn first_row(self) -> f64 {
        let last = (self.full_height() - self.height).max(0.0);
        (self.scroll * self.stretch()).clamp(0.0, last) / self.row_height
    }

    fn scroll_to(self, first: f64) -> f64 {
        first * self.row_height / self.stretch()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn window(rows: usize, scroll: f64) -> Window {
        Window { rows, row_height: 36.0, height: 360.0, scroll }
    }

    #[test]
    fn only_the_rows_in_view_are_drawn() {
        assert_eq!(window(100_000, 0.0).slice(), Slice { rows: 0..19, before: 0.0, total: 3_600_000.0 });
        let slice = window(100_000, 36_000.0).slice();
        assert_eq!((slice.rows, slice.before), (992..1_019, 35_712.0));
        assert_eq!(window(3, 0.0).slice().rows, 0..3);
        assert_eq!(window(0, 0.0).slice().rows, 0..0);
    }

    #[test]
    fn a_list_too_tall_for_the_browser_still_reaches_its_last_row() {
        let tall = window(1_000_000, TALLEST - 360.0);
        assert_eq!(tall.slice().total, TALLEST);
        assert_eq!(tall.slice().rows.end, 1_000_000);
        assert_eq!(window(1_000_000, 0.0).slice().rows.start, 0);
    }

    #[test]
    fn a_row_in_view_needs_no_scrolling() {
        assert_eq!(window(100, 0.0).reveal(9), None);
        assert_eq!(window(100, 0.0).reveal(10), Some(36.0));
        assert_eq!(window(100, 720.0).reveal(3), Some(108.0));
    }

    proptest! {
        #[test]
        fn the_view_is_always_filled(rows in 0_usize..2_000_000, part in 0.0_f64..=1.0) {
            let total = window(rows, 0.0).slice().total;
            let slice = window(rows, (total - 360.0).max(0.0) * part).slice();
            prop_assert!(slice.rows.len() >= rows.min(10));
            prop_assert!(slice.rows.len() <= 28);
            prop_assert!(slice.rows.end <= rows);
        }

        #[test]
        fn a_revealed_row_is_in_view(rows in 1_usize..2_000_000, row in 0.0_f64..1.0) {
            let row = (rows as f64 * row) as usize;
            let at = window(rows, 0.0);
            let scroll = at.reveal(row).unwrap_or(0.0);
            let slice = window(rows, scroll).slice();
            prop_assert!(slice.rows.contains(&row), "{row} in {slice:?}");
        }
    }
}
