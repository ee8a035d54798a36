//! Cells between delimiters: finds their spans in the text of a table as it arrives.
//!
//! Cells may be quoted, quoted cells may hold delimiters, line ends and doubled quotes; lines end in
//! LF, CRLF or CR. What breaks these rules is kept as it is written, never refused.

use super::fault::{Damage, Fault};
use super::table::{MAX_CELL, MAX_COLUMNS, Span, Table};
use crate::port::decode::Slice;

/// Finds the cells of a text that grows; a cell that is not complete yet is looked at again.
#[derive(Debug)]
pub(super) struct Scanner {
    delimiter: u8,
    /// For each byte, which searches stop at it.
    stops: [u8; 256],
    /// The first byte of the next cell.
    at: usize,
    /// The line that it is in.
    line: u32,
    /// The first cell of the row being read, and the line it begins in.
    first: usize,
    row_line: u32,
    damage: Option<Damage>,
}

/// Ends a cell without quotes.
const BARE: u8 = 1;
/// Matters between quotes.
const QUOTED: u8 = 2;

/// A cell and what follows it.
struct Cell {
    start: usize,
    end: usize,
    form: Form,
    /// The delimiter or line end behind the cell, or the end of the text.
    next: usize,
    /// How many lines end inside it.
    lines: u32,
}

/// How the text of a cell follows from its bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// It is these bytes.
    Plain,
    /// These bytes stand behind an opening quote, with quotes among them.
    Doubled,
    /// As `Doubled`, and no quote closes them.
    Open,
}

impl Scanner {
    /// Returns a scanner that starts at byte `at` of the text, in `line`.
    pub(super) fn new(delimiter: u8, at: usize, line: u32) -> Scanner {
        let stop = |byte: usize| match byte as u8 {
            b'\n' => BARE | QUOTED,
            b'\r' => BARE,
            b'"' => QUOTED,
            byte if byte == delimiter => BARE,
            _ => 0,
        };
        let stops = std::array::from_fn(stop);
        Scanner { delimiter, stops, at, line, first: 0, row_line: line, damage: None }
    }

    /// Finds the cells of what was added to the table's text.
    ///
    /// # Errors
    ///
    /// [`Fault::CellTooLong`], [`Fault::TooManyColumns`] or [`Fault::TooManyCells`].
    pub(super) fn scan(&mut self, table: &mut Table) -> Result<(), Fault> {
        self.scan_as(Slice::Inner, table)
    }

    /// Ends the last row at the end of the text.
    ///
    /// # Errors
    ///
    /// As [`Scanner::scan`].
    pub(super) fn finish(mut self, table: &mut Table) -> Result<Option<Damage>, Fault> {
        self.scan_as(Slice::Last, table)?;
        if table.first_open() > self.first {
            table.cells.push(Span::in_text(self.at, self.at));
            self.end_row(table)?;
        }
        Ok(self.damage)
    }

    fn scan_as(&mut self, slice: Slice, table: &mut Table) -> Result<(), Fault> {
        // The text is taken out while its spans are written, and put back whatever happens.
        let text = std::mem::take(&mut table.text);
        let found = self.scan_text(&text, slice, table);
        table.text = text;
        found
    }

    fn scan_text(&mut self, text: &str, slice: Slice, table: &mut Table) -> Result<(), Fault> {
        let bytes = text.as_bytes();
        while let Some(cell) = self.next_cell(bytes, slice) {
            if cell.end - cell.start > MAX_CELL as usize {
                return Err(self.cell_too_long(table));
            }
            table.cells.push(match cell.form {
                Form::Plain => Span::in_text(cell.start, cell.end),
                Form::Doubled | Form::Open => {
                    let start = table.repaired.len();
                    undouble(text.get(cell.start..cell.end).unwrap_or(""), &mut table.repaired);
                    Span::in_repaired(start, table.repaired.len())
                }
            });
            if cell.form == Form::Open {
                self.damage = Some(Damage::OpenQuote { line: self.line });
            }
            self.line += cell.lines;
            self.at = cell.next + 1;
            if bytes.get(cell.next) != Some(&self.delimiter) {
                self.at += usize::from(bytes.get(cell.next..self.at + 1) == Some(b"\r\n"));
                self.end_row(table)?;
            }
        }
        self.at = self.at.min(bytes.len());
        if bytes.len() - self.at > MAX_CELL as usize {
            return Err(self.cell_too_long(table));
        }
        if table.first_open() - self.first > MAX_COLUMNS as usize {
            return Err(Fault::TooManyColumns { line: self.row_line, limit: MAX_COLUMNS });
        }
        Ok(())
    }

    fn end_row(&mut self, table: &mut Table) -> Result<(), Fault> {
        table.end_row(self.first, self.row_line)?;
        self.first = table.first_open();
        self.line += 1;
        self.row_line = self.line;
        Ok(())
    }

    /// Returns the next cell, unless more of the text is needed to know where it ends.
    fn next_cell(&self, bytes: &[u8], slice: Slice) -> Option<Cell> {
        let rest = bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let blanks = rest.iter().take_while(|byte| **byte == b' ' && self.delimiter != b' ').count();
        let cell = match rest.get(blanks) {
            Some(b'"') => self.quoted(bytes, self.at + blanks + 1),
            _ => {
                let next = self.stop(bytes, self.at, BARE);
                Cell { start: self.at, end: next, form: Form::Plain, next, lines: 0 }
            }
        };
        // What stands behind a carriage return or a closing quote decides what they mean.
        let is_cut = match bytes.get(cell.next) {
            None => true,
            Some(b'\r') => cell.next + 1 == bytes.len(),
            Some(_) => false,
        };
        (slice == Slice::Last || !is_cut).then_some(cell)
    }

    /// Returns the cell whose opening quote stands before `start`.
    fn quoted(&self, bytes: &[u8], start: usize) -> Cell {
        let (mut form, mut lines, mut at) = (Form::Plain, 0, start);
        loop {
            at = self.stop(bytes, at, QUOTED);
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'"'), Some(b'"')) => {
                    form = Form::Doubled;
                    at += 2;
                }
                (Some(b'"'), behind) => {
                    let is_whole = behind.is_none_or(|byte| self.stops[usize::from(*byte)] & BARE != 0);
                    let next = if is_whole { at + 1 } else { self.stop(bytes, at + 1, BARE) };
                    let (end, form) = if is_whole { (at, form) } else { (next, Form::Doubled) };
                    return Cell { start, end, form, next, lines };
                }
                (Some(_), _) => {
                    lines += 1;
                    at += 1;
                }
                (None, _) => {
                    return Cell { start, end: at, form: Form::Open, next: at, lines };
                }
            }
        }
    }

    /// Returns where the first byte from `at` on lies that stops the search `which`, or the end.
    fn stop(&self, bytes: &[u8], at: usize, which: u8) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        // INVARIANT (a stop for each byte): `stops` has 256 entries.
        let stop = rest.iter().position(|byte| self.stops[usize::from(*byte)] & which != 0);
        at + stop.unwrap_or(rest.len())
    }

    fn cell_too_long(&self, table: &Table) -> Fault {
        let column = (table.first_open() - self.first) as u32 + 1;
        Fault::CellTooLong { line: self.line, column, limit: MAX_CELL }
    }
}

/// Appends what stands behind an opening quote: doubled quotes as one, a closing quote left out,
/// and whatever follows it as it is.
fn undouble(quoted: &str, into: &mut String) {
    let mut rest = quoted;
    while let Some((before, after)) = rest.split_once('"') {
        into.push_str(before);
        match after.strip_prefix('"') {
            Some(after) => {
                into.push('"');
                rest = after;
            }
            None => {
                rest = after;
                break;
            }
        }
    }
    into.push_str(rest);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, slice: usize) -> (Table, Option<Damage>) {
        let mut table = Table::default();
        let mut scanner = Scanner::new(b',', 0, 1);
        let mut rest = text;
        while !rest.is_empty() {
            let cut = rest.char_indices().nth(slice).map_or(rest.len(), |(at, _)| at);
            table.text.push_str(&rest[..cut]);
            rest = &rest[cut..];
            scanner.scan(&mut table).expect("within the limits");
        }
        let damage = scanner.finish(&mut table).expect("within the limits");
        (table, damage)
    }

    fn rows(table: &Table) -> Vec<Vec<&str>> {
        (0..table.height()).map(|row| table.row(row).collect()).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        for slice in 1..=text.len().max(1) {
            assert_eq!(rows(&read(text, slice).0), expected, "in slices of {slice}");
        }
    }

    #[test]
    fn cells_stand_between_delimiters() {
        check("", &[]);
        check("a", &[&["a"]]);
        check("a,b\nc", &[&["a", "b"], &["c"]]);
        check("a,\n,\n", &[&["a", ""], &["", ""]]);
        check("a,", &[&["a", ""]]);
        check("a,  ", &[&["a", "  "]]);
        check("\n\na\n", &[&[""], &[""], &["a"]]);
    }

    #[test]
    fn lines_end_three_ways() {
        check("a\r\nb\rc\nd\r\n", &[&["a"], &["b"], &["c"], &["d"]]);
        check("a\r\r\n\nb", &[&["a"], &[""], &[""], &["b"]]);
    }

    #[test]
    fn quotes_hold_anything() {
        check("\"a,b\",\"c\nd\"\n", &[&["a,b", "c\nd"]]);
        check("\"a \"\"b\"\"\",\"\"\n\"\"\"\"", &[&["a \"b\"", ""], &["\""]]);
        check("a, \"b,c\"", &[&["a", "b,c"]]);
    }

    #[test]
    fn what_breaks_the_rules_is_kept_as_written() {
        check("\"a\"b,c\"d\"\n", &[&["ab", "c\"d\""]]);
        check("5\" pipe,\"6\"\" pipe\"", &[&["5\" pipe", "6\" pipe"]]);
        check("\"a\"b\"c\",d", &[&["ab\"c\"", "d"]]);
        check("\"a\" ,b", &[&["a ", "b"]]);
        check("a\0b,c", &[&["a\0b", "c"]]);
    }

    #[test]
    fn an_end_inside_quotes_is_reported_with_the_line_it_begins_in() {
        let (table, damage) = read("a,b\nc,\"d\ne", 100);
        assert_eq!(rows(&table), [vec!["a", "b"], vec!["c", "d\ne"]]);
        assert_eq!(damage, Some(Damage::OpenQuote { line: 2 }));
        assert_eq!(read("a,\"b\"", 100).1, None);
    }

    #[test]
    fn rows_know_the_line_they_begin_in() {
        let (table, _) = read("a\n\"b\nc\"\r\nd\re", 2);
        let lines: Vec<u32> = (0..table.height()).map(|row| table.line(row)).collect();
        assert_eq!(lines, [1, 2, 4, 5]);
    }

    #[test]
    fn a_cell_without_end_is_refused_where_it_begins() {
        let endless = format!("a,b\nc,\"{}", "x".repeat(MAX_CELL as usize + 1));
        let mut table = Table::default();
        table.text = endless;
        let fault = Scanner::new(b',', 0, 1).scan(&mut table);
        assert_eq!(fault, Err(Fault::CellTooLong { line: 2, column: 2, limit: MAX_CELL }));
    }

    #[test]
    fn a_row_without_end_is_refused() {
        let mut table = Table::default();
        table.text = ",".repeat(MAX_COLUMNS as usize + 1);
        let fault = Scanner::new(b',', 0, 1).scan(&mut table);
        assert_eq!(fault, Err(Fault::TooManyColumns { line: 1, limit: MAX_COLUMNS }));
    }

    proptest! {
        #[test]
        fn slices_make_no_difference(text in "[a, \"\r\n€]{0,40}", slice in 1_usize..8) {
            let whole = read(&text, 1_000);
            let sliced = read(&text, slice);
            prop_assert_eq!(rows(&sliced.0), rows(&whole.0));
            prop_assert_eq!(sliced.1, whole.1);
        }

        #[test]
        fn quoted_cells_come_back(cells in prop::collection::vec("[a, \"\r\n字]{0,6}", 1..5)) {
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let (table, damage) = read(&quoted.join(","), 3);
            prop_assert_eq!(rows(&table), vec![cells.iter().map(String::as_str).collect::<Vec<_>>()]);
            prop_assert_eq!(damage, None);
        }
    }
}
