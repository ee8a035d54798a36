//! A table of text: all cells are spans of one arena, no string a cell.

use serde::{Deserialize, Serialize};

use super::fault::Fault;

/// Rows of cells as a file holds them; rows may differ in length.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub(super) text: String,
    /// Cells that hold doubled quotes in the file, without the doubling.
    pub(super) repaired: String,
    pub(super) cells: Vec<Span>,
    pub(super) rows: Vec<Row>,
    /// INVARIANT (kinds): empty, or one for each cell.
    kinds: Vec<CellKind>,
    width: u32,
}

/// The bytes of one cell in one of the two arenas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Span {
    /// The first byte; the highest bit says that the cell lies in `repaired`.
    start: u32,
    end: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    first: u32,
    line: u32,
}

/// What the source says about a cell beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CellKind {
    /// Text, whatever it may look like.
    #[default]
    Text,
    /// A number of a workbook, written plainly: `-1234.5`.
    Number,
    /// A date of a workbook, written as `2024-05-01`, with or without a time.
    Date,
}

/// The most bytes of one cell.
pub const MAX_CELL: u32 = 1 << 20;
/// The most cells of one row: the width of an Excel sheet.
pub const MAX_COLUMNS: u32 = 16_384;
/// The most cells of one table, 240 MB of spans.
pub const MAX_CELLS: u32 = 30_000_000;

const IN_REPAIRED: u32 = 1 << 31;

impl Span {
    pub(super) fn in_text(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    pub(super) fn in_repaired(start: usize, end: usize) -> Span {
        Span { start: start as u32 | IN_REPAIRED, end: end as u32 }
    }
}

impl Table {
    /// Returns the number of rows.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Returns the number of cells in the longest row.
    pub fn width(&self) -> usize {
        self.width as usize
    }

    /// Returns the text of a cell, empty where its row is too short.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.place(row, column).map_or("", |place| self.at(place))
    }

    /// Returns what the source says about a cell beside its text.
    pub fn kind(&self, row: usize, column: usize) -> CellKind {
        match self.kinds.is_empty() {
            true => CellKind::Text,
            // INVARIANT (kinds)
            false => self.place(row, column).and_then(|place| self.kinds.get(place)).copied().unwrap_or_default(),
        }
    }

    /// Returns the cells of a row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        self.places(row).map(|place| self.at(place))
    }

    /// Returns the number of cells of a row.
    pub fn row_len(&self, row: usize) -> usize {
        self.places(row).len()
    }

    /// Returns the line of the file, or the row of the sheet, that a row begins in, from 1.
    pub fn line(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row.line)
    }

    fn places(&self, row: usize) -> std::ops::Range<usize> {
        let end = |next: Option<&Row>| next.map_or(self.cells.len(), |next| next.first as usize);
        match self.rows.get(row) {
            Some(this) => this.first as usize..end(self.rows.get(row + 1)),
            None => 0..0,
        }
    }

    fn place(&self, row: usize, column: usize) -> Option<usize> {
        let places = self.places(row);
        let place = places.start + column;
        (place < places.end).then_some(place)
    }

    fn at(&self, place: usize) -> &str {
        let Some(span) = self.cells.get(place) else {
            return "";
        };
        let (arena, start) = match span.start & IN_REPAIRED {
            0 => (&self.text, span.start),
            _ => (&self.repaired, span.start & !IN_REPAIRED),
        };
        arena.get(start as usize..span.end as usize).unwrap_or("")
    }

    /// Makes room for the cells of a text of `bytes` bytes that goes on as densely as it began.
    pub(super) fn reserve_for(&mut self, bytes: usize) {
        let begun = self.text.len().max(1) as u64;
        let scale = |count: usize| (count as u64 * bytes as u64 / begun).min(MAX_CELLS.into()) as usize;
        let (cells, rows) = (scale(self.cells.len()), scale(self.rows.len()));
        self.cells.reserve(cells + cells / 16);
        self.rows.reserve(rows + rows / 16);
    }

    /// Returns how many cells the row being written has so far; `first` is where it begins.
    pub(super) fn first_open(&self) -> usize {
        self.cells.len()
    }

    /// Ends the row whose cells begin at `first`.
    pub(super) fn end_row(&mut self, first: usize, line: u32) -> Result<(), Fault> {
        let columns = (self.cells.len() - first) as u32;
        if columns > MAX_COLUMNS {
            return Err(Fault::TooManyColumns { line, limit: MAX_COLUMNS });
        }
        if self.cells.len() > MAX_CELLS as usize {
            return Err(Fault::TooManyCells { line, limit: MAX_CELLS });
        }
        self.width = self.width.max(columns);
        self.rows.push(Row { first: first as u32, line });
        Ok(())
    }
}

/// Writes a table cell by cell, for sources that are no text with delimiters.
#[derive(Debug, Default)]
pub struct Builder {
    table: Table,
    first: usize,
}

impl Builder {
    /// Returns a builder of an empty table.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Appends a cell of text to the row.
    pub fn cell(&mut self, text: &str) {
        self.typed_cell(text, CellKind::Text);
    }

    /// Appends a cell to the row that the source gave a type.
    pub fn typed_cell(&mut self, text: &str, kind: CellKind) {
        let start = self.table.text.len();
        self.table.text.push_str(text);
        self.table.cells.push(Span::in_text(start, self.table.text.len()));
        self.table.kinds.push(kind);
    }

    /// Returns the number of cells in the row so far.
    pub fn row_len(&self) -> usize {
        self.table.cells.len() - self.first
    }

    /// Ends the row that began in `line` of the source.
    ///
    /// # Errors
    ///
    /// [`Fault::TooManyColumns`] or [`Fault::TooManyCells`].
    pub fn end_row(&mut self, line: u32) -> Result<(), Fault> {
        self.table.end_row(self.first, line)?;
        self.first = self.table.first_open();
        Ok(())
    }

    /// Returns the table of all rows ended.
    pub fn finish(mut self) -> Table {
        self.table.cells.truncate(self.first);
        self.table.kinds.truncate(self.first);
        if self.table.kinds.iter().all(|kind| *kind == CellKind::Text) {
            self.table.kinds = Vec::new();
        }
        self.table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_may_differ_in_length() {
        let mut builder = Builder::new();
        for (line, row) in [(1, &["a", "b"][..]), (2, &[]), (4, &["", "乙", "c"])] {
            row.iter().for_each(|cell| builder.cell(cell));
            builder.end_row(line).expect("within the limits");
        }
        builder.cell("never ended");
        let table = builder.finish();
        assert_eq!((table.height(), table.width()), (3, 3));
        assert_eq!((table.cell(2, 1), table.cell(1, 0), table.cell(0, 2), table.cell(9, 9)), ("乙", "", "", ""));
        assert_eq!((table.row_len(0), table.row_len(1), table.row_len(2)), (2, 0, 3));
        assert_eq!(table.line(2), 4);
        assert_eq!(table.row(2).collect::<Vec<_>>(), ["", "乙", "c"]);
    }

    #[test]
    fn kinds_are_kept_where_a_source_has_them() {
        let mut builder = Builder::new();
        builder.cell("name");
        builder.typed_cell("12.5", CellKind::Number);
        builder.end_row(1).expect("within the limits");
        let table = builder.finish();
        assert_eq!((table.kind(0, 0), table.kind(0, 1)), (CellKind::Text, CellKind::Number));
        assert_eq!(table.kind(0, 2), CellKind::Text);
    }

    #[test]
    fn a_row_wider_than_a_sheet_is_refused() {
        let mut builder = Builder::new();
        (0..MAX_COLUMNS).for_each(|_| builder.cell(""));
        assert_eq!(builder.end_row(1), Ok(()));
        (0..=MAX_COLUMNS).for_each(|_| builder.cell(""));
        assert_eq!(builder.end_row(2), Err(Fault::TooManyColumns { line: 2, limit: MAX_COLUMNS }));
    }
}
