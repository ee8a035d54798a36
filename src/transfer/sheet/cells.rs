//! Cells of a sheet on their way to the page, in portions.

use calamine::{Data, DataRef};

use super::figure::{self, Epoch};
use super::message::{Answer, Lost};
use super::rows::Rows;
use super::{MAX_TEXT, SheetFault};
use crate::transfer::table::{CellKind, MAX_CELLS, MAX_COLUMNS};

/// The cells of a portion: some milliseconds of the page's time.
const PORTION: usize = 100_000;
/// The bytes of text of a portion.
const PORTION_TEXT: usize = 4 << 20;

/// Takes the cells of a sheet row by row and sends them on.
pub(super) struct Outflow<'a> {
    send: &'a mut dyn FnMut(Answer),
    epoch: Epoch,
    portion: Rows,
    row: u32,
    /// How many cells of the row are in the portion.
    reached: u32,
    /// How many cells and bytes of text were sent in the portions before.
    sent: (usize, usize),
    lost: Lost,
}

impl<'a> Outflow<'a> {
    pub(super) fn new(epoch: Epoch, send: &'a mut dyn FnMut(Answer)) -> Outflow<'a> {
        Outflow { send, epoch, portion: Rows::default(), row: 0, reached: 0, sent: (0, 0), lost: Lost::default() }
    }

    /// Takes the cell at a row and column, both from 0; a cell that comes after its place was passed is left out.
    ///
    /// # Errors
    ///
    /// [`SheetFault::TooManyColumns`], [`SheetFault::TooManyCells`] or [`SheetFault::TooMuchText`].
    pub(super) fn cell(&mut self, row: u32, column: u32, value: &DataRef) -> Result<(), SheetFault> {
        if matches!(value, DataRef::Empty) || matches!(text(value), Some("")) {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(SheetFault::TooManyColumns { row: row.saturating_add(1), limit: MAX_COLUMNS });
        }
        if row != self.row {
            self.end_row()?;
            self.row = row;
        }
        if column < self.reached {
            return Ok(());
        }
        for _ in self.reached..column {
            self.portion.cell(|_| CellKind::Text);
        }
        self.reached = column + 1;
        let epoch = self.epoch;
        if let DataRef::Error(_) = value {
            self.lost_cell();
        }
        self.portion.cell(|into| write(into, value, epoch));
        Ok(())
    }

    /// Counts a cell that holds an error or cannot be understood.
    pub(super) fn lost_cell(&mut self) {
        if self.lost.cells == 0 {
            self.lost.first = self.row.saturating_add(1);
        }
        self.lost.cells = self.lost.cells.saturating_add(1);
    }

    /// Sends what is left and returns which cells are lost.
    ///
    /// # Errors
    ///
    /// [`SheetFault::TooManyCells`] or [`SheetFault::TooMuchText`].
    pub(super) fn finish(mut self) -> Result<Lost, SheetFault> {
        self.end_row()?;
        self.flush();
        Ok(self.lost)
    }

    fn end_row(&mut self) -> Result<(), SheetFault> {
        let row = self.row.saturating_add(1);
        if self.reached > 0 {
            self.portion.end_row(row, self.reached);
            self.reached = 0;
        }
        let (cells, text) = (self.portion.len(), self.portion.text_len());
        if self.sent.0 + cells > MAX_CELLS as usize {
            return Err(SheetFault::TooManyCells { row, limit: MAX_CELLS });
        }
        if (self.sent.1 + text) as u64 > MAX_TEXT {
            return Err(SheetFault::TooMuchText { row, limit: MAX_TEXT });
        }
        if cells >= PORTION || text >= PORTION_TEXT {
            self.flush();
        }
        Ok(())
    }

    fn flush(&mut self) {
        self.sent = (self.sent.0 + self.portion.len(), self.sent.1 + self.portion.text_len());
        (self.send)(Answer::Rows(std::mem::take(&mut self.portion)));
    }
}

/// Returns the same value, borrowed.
pub(super) fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(value) => DataRef::DateTime(*value),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn text<'a>(value: &'a DataRef) -> Option<&'a str> {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Some(text),
        DataRef::SharedString(text) => Some(text),
        _ => None,
    }
}

fn write(into: &mut String, value: &DataRef, epoch: Epoch) -> CellKind {
    match value {
        DataRef::Int(value) => {
            into.push_str(&value.to_string());
            CellKind::Number
        }
        DataRef::Float(value) => figure::number(into, *value),
        DataRef::DateTime(value) if value.is_duration() => figure::span(into, value.as_f64()),
        DataRef::DateTime(value) => figure::date(into, value.as_f64(), epoch),
        DataRef::Bool(value) => {
            into.push_str(if *value { "TRUE" } else { "FALSE" });
            CellKind::Text
        }
        DataRef::DateTimeIso(text) => {
            into.push_str(text);
            CellKind::Date
        }
        DataRef::String(_) | DataRef::SharedString(_) | DataRef::DurationIso(_) => {
            into.push_str(text(value).unwrap_or_default());
            CellKind::Text
        }
        DataRef::Error(_) | DataRef::Empty => CellKind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes one cell in each of `rows` rows, and returns how many portions were sent until the end or the fault.
    fn pour(rows: u32, column: u32, value: &DataRef) -> (usize, Result<Lost, SheetFault>) {
        let mut portions = 0;
        let mut count = |_: Answer| portions += 1;
        let mut outflow = Outflow::new(Epoch::From1900, &mut count);
        let taken = (0..rows).try_for_each(|row| outflow.cell(row, column, value));
        let finished = taken.and_then(|()| outflow.finish());
        (portions, finished)
    }

    #[test]
    fn a_text_repeated_beyond_memory_is_refused_and_portions_stay_small() {
        let text = "x".repeat(1 << 20);
        assert_eq!(pour(512, 0, &DataRef::SharedString(&text)), (129, Ok(Lost::default())));
        let (portions, refused) = pour(600, 0, &DataRef::SharedString(&text));
        assert_eq!((portions, refused), (128, Err(SheetFault::TooMuchText { row: 513, limit: MAX_TEXT })));
    }

    #[test]
    fn cells_in_far_columns_are_refused_before_they_fill_memory() {
        let (_, refused) = pour(3000, MAX_COLUMNS - 1, &DataRef::Bool(true));
        assert!(matches!(refused, Err(SheetFault::TooManyCells { .. })), "{refused:?}");
        let (_, refused) = pour(1, MAX_COLUMNS, &DataRef::Bool(true));
        assert_eq!(refused, Err(SheetFault::TooManyColumns { row: 1, limit: MAX_COLUMNS }));
    }

    #[test]
    fn a_cell_after_its_place_was_passed_is_left_out() {
        let mut table = crate::transfer::table::Builder::new();
        let mut keep = |answer: Answer| match answer {
            Answer::Rows(rows) => assert_eq!(rows.append_to(&mut table), Ok(())),
            other => panic!("only rows, not {other:?}"),
        };
        let mut outflow = Outflow::new(Epoch::From1900, &mut keep);
        for (row, column, value) in [(5, 1, 1), (5, 1, 2), (5, 0, 3), (2, 0, 4)] {
            assert_eq!(outflow.cell(row, column, &DataRef::Int(value)), Ok(()));
        }
        assert_eq!(outflow.finish(), Ok(Lost::default()));
        let table = table.finish();
        assert_eq!((table.height(), table.cell(0, 1), table.cell(1, 0)), (2, "1", "4"));
        assert_eq!((table.line(0), table.line(1)), (6, 3));
    }
}
