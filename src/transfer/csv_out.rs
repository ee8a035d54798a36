//! CSV that spreadsheets open as it is meant: UTF-8 with its mark, RFC 4180, and no formula that comes alive.

use super::export::{Cell, Sheet};
use super::values::Decimal;
use super::values::guard::{self, Reader};

/// Returns a sheet as CSV.
pub fn bytes(sheet: &Sheet) -> Vec<u8> {
    let head: Vec<&str> = sheet.head.iter().map(String::as_str).collect();
    let rows = sheet.rows.iter().map(|row| row.iter().map(text).collect());
    text_bytes(&head, rows)
}

/// Returns what CSV says of a cell: plain numbers, dates as `2024-05-01`, shares with their sign.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number { units, exponent } => plain(*units, *exponent),
        Cell::Share(points) => format!("{}%", Decimal { units: i128::from(*points), scale: 2 }),
        Cell::Date(date) => date.to_string(),
        Cell::Flag(flag) => flag.to_string().to_uppercase(),
    }
}

/// Returns a number with all its decimals: `12.50`.
fn plain(units: i64, exponent: u8) -> String {
    let digits = format!("{:0width$}", units.unsigned_abs(), width = usize::from(exponent) + 1);
    let (whole, decimals) = digits.split_at(digits.len() - usize::from(exponent));
    let sign = if units < 0 { "-" } else { "" };
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

/// Returns rows of text as CSV.
pub(super) fn text_bytes(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut csv = String::from("\u{feff}");
    write_row(&mut csv, head.iter().copied());
    for row in rows {
        write_row(&mut csv, row.iter().map(String::as_str));
    }
    csv.into_bytes()
}

fn write_row<'a>(csv: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            csv.push(',');
        }
        write_cell(csv, cell);
    }
    csv.push_str("\r\n");
}

fn write_cell(csv: &mut String, cell: &str) {
    let guarded = guard::on(cell, Reader::Guessing);
    // Whoever parts cells by semicolons or tabs would see a cell begin behind them.
    let may_part = guarded.len() > cell.len() && cell.chars().skip(1).any(|c| matches!(c, ';' | '\t'));
    if may_part || cell.contains([',', '"', '\n', '\r']) {
        csv.push('"');
        csv.push_str(&guarded.replace('"', "\"\""));
        csv.push('"');
    } else {
        csv.push_str(&guarded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: &str) {
        let mut csv = String::new();
        write_cell(&mut csv, cell);
        assert_eq!(csv, expected);
        if !expected.starts_with('"') && !cell.starts_with(['\t', '\r']) {
            assert_eq!(crate::transfer::values::text::clean(&csv), cell);
        }
    }

    #[test]
    fn formulas_stay_text_and_numbers_stay_numbers() {
        check("=1+1", "'=1+1");
        check("+49 30 123", "'+49 30 123");
        check("@sum", "'@sum");
        check("-12.50", "-12.50");
        check("-12-3", "'-12-3");
        check("12.5", "12.5");
        check("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
        check("\tx", "'\tx");
        check("=\"a\",b", "\"'=\"\"a\"\",b\"");
    }

    #[test]
    fn a_formula_behind_a_semicolon_or_a_tab_stays_text() {
        let written = |cell: &str| {
            let mut csv = String::new();
            write_cell(&mut csv, cell);
            csv
        };
        assert_eq!(written("x;=1+1"), "\"x;'=1+1\"");
        assert_eq!(written("x\t@sum;y;-2"), "\"x\t'@sum;y;'-2\"");
        assert_eq!(written("lamps; -tables"), "lamps; -tables");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        check("a, b", "\"a, b\"");
        check("a \"b\"", "\"a \"\"b\"\"\"");
        check("two\nlines", "\"two\nlines\"");
        check("", "");
    }
}
