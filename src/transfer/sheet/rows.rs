//! A portion of rows on its way from the worker: one text, and how it is cut into cells.

use serde::{Deserialize, Serialize};

use super::SheetFault;
use crate::transfer::table::{Builder, CellKind};

/// Some rows of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rows {
    /// The texts of all cells, one after the other.
    text: String,
    /// The length of each cell's text in bytes, and its kind.
    cells: Vec<(u32, CellKind)>,
    /// The line and the number of cells of each row.
    rows: Vec<(u32, u32)>,
}

#[cfg(any(feature = "sheets", test))]
impl Rows {
    /// Appends what `write` writes as a cell.
    pub(super) fn cell(&mut self, write: impl FnOnce(&mut String) -> CellKind) {
        let start = self.text.len();
        let kind = write(&mut self.text);
        self.cells.push(((self.text.len() - start) as u32, kind));
    }

    /// Ends a row of the last `cells` cells.
    pub(super) fn end_row(&mut self, line: u32, cells: u32) {
        self.rows.push((line, cells));
    }

    /// Returns how many cells there are.
    #[cfg(feature = "sheets")]
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Returns how many bytes of text there are.
    #[cfg(feature = "sheets")]
    pub(super) fn text_len(&self) -> usize {
        self.text.len()
    }
}

impl Rows {
    /// Returns the last row's line.
    pub(super) fn last_line(&self) -> u32 {
        self.rows.last().map_or(0, |&(line, _)| line)
    }

    /// Appends the rows to a table.
    ///
    /// # Errors
    ///
    /// [`SheetFault::TooManyColumns`] or [`SheetFault::TooManyCells`]; [`SheetFault::Damaged`] where the cells do not
    /// cover the text.
    pub(super) fn append_to(&self, table: &mut Builder) -> Result<(), SheetFault> {
        let mut cells = self.cells.iter();
        let mut rest = self.text.as_str();
        for &(line, count) in &self.rows {
            for &(len, kind) in cells.by_ref().take(count as usize) {
                let (text, after) = rest.split_at_checked(len as usize).ok_or(SheetFault::Damaged)?;
                table.typed_cell(text, kind);
                rest = after;
            }
            table.end_row(line)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portion() -> Rows {
        let mut rows = Rows::default();
        for (text, kind) in [("订单", CellKind::Text), ("", CellKind::Text), ("2.5", CellKind::Number)] {
            rows.cell(|into| {
                into.push_str(text);
                kind
            });
        }
        rows.end_row(3, 2);
        rows.end_row(7, 1);
        rows
    }

    #[test]
    fn rows_come_out_as_they_went_in() {
        let mut table = Builder::new();
        assert_eq!(portion().append_to(&mut table), Ok(()));
        let table = table.finish();
        assert_eq!((table.cell(0, 0), table.cell(0, 1), table.cell(1, 0)), ("订单", "", "2.5"));
        assert_eq!((table.line(0), table.line(1)), (3, 7));
        assert_eq!(table.kind(1, 0), CellKind::Number);
    }

    #[test]
    fn a_portion_that_lies_about_its_text_is_refused() {
        for len in [1, 7, u32::MAX] {
            let mut rows = portion();
            rows.cells[0].0 = len;
            rows.cells[2].0 = len;
            assert_eq!(rows.append_to(&mut Builder::new()), Err(SheetFault::Damaged));
        }
    }
}
