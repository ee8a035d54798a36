//! A workbook being written.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, MAX_ROWS, NewSheet, SheetFault};
use crate::domain::date::Date;
use crate::transfer::table::MAX_COLUMNS;
use crate::transfer::values::guard::{self, Reader};

/// The most characters that a cell of Excel holds.
const MAX_CHARACTERS: usize = 32_767;
/// The most characters in the name of a sheet.
const MAX_NAME: usize = 31;
/// The widths of columns, in digits.
const WIDTHS: std::ops::RangeInclusive<usize> = 6..=60;
/// The room that the button of a column's filter takes, in digits.
const FILTER_BUTTON: usize = 3;

/// The sheets of a workbook to be.
pub(super) struct Writing {
    sheets: Vec<WrittenSheet>,
    formats: Formats,
    shortened: u32,
    fault: Option<SheetFault>,
}

struct WrittenSheet {
    sheet: Worksheet,
    name: String,
    /// The width of each column's widest cell so far, in digits.
    widths: Vec<usize>,
    /// How many rows there are, the headers included.
    rows: u32,
}

struct Formats {
    header: Format,
    date: Format,
    share: Format,
    general: Format,
    /// By the number of decimals.
    decimals: Vec<Format>,
}

impl Writing {
    pub(super) fn new() -> Writing {
        Writing { sheets: Vec::new(), formats: Formats::new(), shortened: 0, fault: None }
    }

    /// Begins a sheet with its headers.
    pub(super) fn sheet(&mut self, new: NewSheet) {
        let name = legal_name(&new.name, |name| self.sheets.iter().any(|sheet| sheet.name.to_lowercase() == name));
        let columns = new.headers.len();
        self.sheets.push(WrittenSheet { sheet: Worksheet::new(), name, widths: vec![0; columns], rows: 0 });
        self.row(new.headers.into_iter().map(Cell::Text).collect());
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.widths.iter_mut().for_each(|width| *width += FILTER_BUTTON);
        }
    }

    /// Appends a row to the sheet begun last; what is wrong with it is told at the end.
    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        let Some(sheet) = self.sheets.last_mut() else { return };
        if sheet.rows >= MAX_ROWS || cells.len() > MAX_COLUMNS as usize {
            self.fault.get_or_insert(SheetFault::DoesNotFit);
            return;
        }
        sheet.widths.resize(sheet.widths.len().max(cells.len()), 0);
        for (column, mut cell) in cells.into_iter().enumerate() {
            self.shortened += u32::from(shorten(&mut cell));
            if let Some(width) = sheet.widths.get_mut(column) {
                *width = (*width).max(width_of(&cell));
            }
            if sheet.write(column as u16, cell, &self.formats).is_err() {
                self.fault.get_or_insert(SheetFault::DoesNotFit);
            }
        }
        sheet.rows += 1;
    }

    /// Returns the file and how many texts were cut.
    ///
    /// # Errors
    ///
    /// [`SheetFault::DoesNotFit`].
    pub(super) fn finish(self) -> Result<(Vec<u8>, u32), SheetFault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let mut workbook = Workbook::new();
        // The moment of writing stays out of it, so that the same rows make the same file.
        let created = ExcelDateTime::from_ymd(2000, 1, 1).unwrap_or_default();
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        for sheet in self.sheets {
            workbook.push_worksheet(sheet.dress().map_err(|_| SheetFault::DoesNotFit)?);
        }
        let bytes = workbook.save_to_buffer().map_err(|_| SheetFault::DoesNotFit)?;
        Ok((bytes, self.shortened))
    }
}

impl WrittenSheet {
    fn write(&mut self, column: u16, cell: Cell, formats: &Formats) -> Result<(), XlsxError> {
        let (sheet, row) = (&mut self.sheet, self.rows);
        let written = match cell {
            Cell::Empty => Ok(sheet),
            Cell::Text(text) if row == 0 => sheet.write_string_with_format(row, column, text, &formats.header),
            Cell::Text(text) => sheet.write_string(row, column, guard::on(&text, Reader::Told)),
            Cell::Number { units, exponent } => {
                let value = units as f64 / 10_f64.powi(exponent.into());
                sheet.write_number_with_format(row, column, value, formats.decimals(exponent))
            }
            Cell::Share(basis_points) => {
                sheet.write_number_with_format(row, column, basis_points as f64 / 10_000.0, &formats.share)
            }
            Cell::Date(date) => match serial(date) {
                Some(serial) => sheet.write_number_with_format(row, column, serial, &formats.date),
                None => sheet.write_string(row, column, date.to_string()),
            },
            Cell::Flag(value) => sheet.write_boolean(row, column, value),
        };
        written.map(|_| ())
    }

    /// Gives the sheet its name, its frozen headers with filters, and columns wide enough.
    fn dress(mut self) -> Result<Worksheet, XlsxError> {
        self.sheet.set_name(&self.name)?.set_freeze_panes(1, 0)?;
        for (column, width) in self.widths.iter().enumerate() {
            let width = (width + 1).clamp(*WIDTHS.start(), *WIDTHS.end());
            self.sheet.set_column_width(column as u16, width as f64)?;
        }
        if let Some(last) = self.widths.len().checked_sub(1) {
            self.sheet.autofilter(0, 0, self.rows.saturating_sub(1), last as u16)?;
        }
        Ok(self.sheet)
    }
}

impl Formats {
    fn new() -> Formats {
        let decimals = |n: usize| match n {
            0 => "#,##0".to_owned(),
            n => format!("#,##0.{}", "0".repeat(n)),
        };
        Formats {
            header: Format::new().set_bold(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            share: Format::new().set_num_format("0.00%"),
            general: Format::new(),
            decimals: (0..=9).map(|n| Format::new().set_num_format(decimals(n))).collect(),
        }
    }

    /// Returns the format of numbers with so many decimals; beyond those that money has, all are shown as they come.
    fn decimals(&self, exponent: u8) -> &Format {
        self.decimals.get(usize::from(exponent)).unwrap_or(&self.general)
    }
}

/// Returns the number that Excel knows a date by, or `None` before its calendar agrees with ours.
fn serial(date: Date) -> Option<f64> {
    let serial = date.days() + 25_569;
    (serial > 60).then_some(f64::from(serial))
}

/// Cuts a text that is too long for a cell, and says so.
fn shorten(cell: &mut Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    // Excel counts UTF-16 units.
    let mut units = 0;
    let fits = |(_, character): &(usize, char)| {
        units += character.len_utf16();
        units < MAX_CHARACTERS
    };
    if text.len() <= MAX_CHARACTERS || text.encode_utf16().count() <= MAX_CHARACTERS {
        return false;
    }
    let end = text.char_indices().take_while(fits).last().map_or(0, |(at, character)| at + character.len_utf8());
    text.truncate(end);
    text.push('…');
    true
}

/// Returns the width of a cell in digits: characters of East Asia are twice as wide.
fn width_of(cell: &Cell) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) => {
            let line = text.lines().next().unwrap_or_default();
            line.chars().take(*WIDTHS.end()).map(|c| if ('\u{1100}'..).contains(&c) { 2 } else { 1 }).sum()
        }
        Cell::Number { units, exponent } => {
            let digits = units.unsigned_abs().checked_ilog10().unwrap_or(0) as usize + 1;
            digits.max(usize::from(*exponent) + 1) * 4 / 3 + 2
        }
        Cell::Share(_) => 9,
        Cell::Date(_) => 10,
        Cell::Flag(_) => 6,
    }
}

/// Returns the name as Excel allows it: not empty, short, without certain characters, and not taken yet.
fn legal_name(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let legal = |c: char| if r"[]:*?/\".contains(c) || c.is_control() { ' ' } else { c };
    let cut = |name: &str, room: usize| {
        let mut units = 0;
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= room
        };
        name.chars().take_while(fits).collect::<String>().trim_matches([' ', '\'']).to_owned()
    };
    let base = match cut(&wanted.chars().map(legal).collect::<String>(), MAX_NAME) {
        base if base.is_empty() => "Sheet".to_owned(),
        base => base,
    };
    let numbered = (2..).map(|n| {
        let number = format!(" {n}");
        cut(&base, MAX_NAME - number.len()) + &number
    });
    let mut names = std::iter::once(base.clone()).chain(numbered);
    names.find(|name| !taken(&name.to_lowercase())).unwrap_or(base)
}
