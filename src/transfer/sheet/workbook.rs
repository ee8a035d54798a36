//! A workbook in the worker's memory, of any kind that Excel and LibreOffice save.

use std::io::Cursor;

use calamine::{
    Data, Dimensions, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};
use zip::ZipArchive;
use zip::result::ZipError;

use super::cells::{Outflow, borrowed};
use super::figure::Epoch;
use super::message::Answer;
use super::{MAX_UNPACKED, Merge, Outline, SheetFault, Size, Visibility};

type File = Cursor<Vec<u8>>;

/// A workbook, opened.
pub(super) struct Workbook {
    format: Format,
    outlines: Vec<Outline>,
}

enum Format {
    Xlsx(Box<Xlsx<File>>),
    Xls(Box<Xls<File>>),
    Ods(Box<Ods<File>>),
}

impl Workbook {
    /// Opens the workbook that `file` holds.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from being read.
    pub(super) fn open(file: Vec<u8>) -> Result<Workbook, SheetFault> {
        let mut format = Format::open(file)?;
        let outlines = format.outlines();
        match outlines.is_empty() {
            true => Err(SheetFault::NoSheets),
            false => Ok(Workbook { format, outlines }),
        }
    }

    /// Returns what the file says about its sheets.
    pub(super) fn outlines(&self) -> &[Outline] {
        &self.outlines
    }

    /// Sends all rows of the sheet at the place `sheet`, then `Answer::Read`.
    ///
    /// # Errors
    ///
    /// Whatever keeps the sheet from being read.
    pub(super) fn read(&mut self, sheet: usize, send: &mut dyn FnMut(Answer)) -> Result<(), SheetFault> {
        let name = &self.outlines.get(sheet).ok_or(SheetFault::NoSuchSheet)?.name;
        let mut outflow = Outflow::new(self.format.epoch(), send);
        match &mut self.format {
            Format::Xlsx(xlsx) => stream(xlsx, name, &mut outflow)?,
            Format::Xls(xls) => pour(&xls.worksheet_range(name)?, &mut outflow)?,
            Format::Ods(ods) => pour(&ods.worksheet_range(name)?, &mut outflow)?,
        }
        let lost = outflow.finish()?;
        send(Answer::Read(lost));
        Ok(())
    }

    /// Returns the merged areas of the sheet at the place `sheet`, from the top and the left.
    ///
    /// # Errors
    ///
    /// Whatever keeps the sheet from being read.
    pub(super) fn merged(&mut self, sheet: usize) -> Result<Vec<Merge>, SheetFault> {
        let name = &self.outlines.get(sheet).ok_or(SheetFault::NoSuchSheet)?.name;
        let areas = match &mut self.format {
            Format::Xlsx(xlsx) => xlsx.merge_cells_by_sheet_name(name)?,
            Format::Xls(xls) => xls.merge_cells_by_sheet_name(name)?,
            Format::Ods(_) => Vec::new(),
        };
        let mut merged: Vec<Merge> = areas.into_iter().map(merge).collect();
        merged.sort_by_key(|area| (area.row, area.column));
        Ok(merged)
    }
}

impl Format {
    fn open(file: Vec<u8>) -> Result<Format, SheetFault> {
        if file.starts_with(b"\xD0\xCF\x11\xE0") {
            // An encrypted .xlsx lies in the same kind of container as every .xls.
            return match Xlsx::new(Cursor::new(file.as_slice())) {
                Err(XlsxError::Password) => Err(SheetFault::Password),
                _ => Ok(Format::Xls(Box::new(Xls::new(Cursor::new(file))?))),
            };
        }
        match packed(&file)? {
            Packed::Xlsx => Ok(Format::Xlsx(Box::new(Xlsx::new(Cursor::new(file))?))),
            Packed::Ods => Ok(Format::Ods(Box::new(Ods::new(Cursor::new(file))?))),
        }
    }

    fn epoch(&self) -> Epoch {
        let from_1904 = match self {
            Format::Xlsx(xlsx) => xlsx.has_1904_epoch(),
            Format::Xls(xls) => xls.has_1904_epoch(),
            Format::Ods(_) => false,
        };
        if from_1904 { Epoch::From1904 } else { Epoch::From1900 }
    }

    fn outlines(&mut self) -> Vec<Outline> {
        let sheets = match self {
            Format::Xlsx(xlsx) => xlsx.sheets_metadata(),
            Format::Xls(xls) => xls.sheets_metadata(),
            Format::Ods(ods) => ods.sheets_metadata(),
        };
        let sheets: Vec<_> = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
        sheets
            .into_iter()
            .map(|sheet| Outline {
                visibility: match sheet.visible {
                    SheetVisible::Visible => Visibility::Shown,
                    SheetVisible::Hidden | SheetVisible::VeryHidden => Visibility::Hidden,
                },
                size: self.size(&sheet.name),
                name: sheet.name,
            })
            .collect()
    }

    fn size(&mut self, name: &str) -> Option<Size> {
        match self {
            Format::Xlsx(xlsx) => {
                let mut cells = xlsx.worksheet_cells_reader(name).ok()?;
                let (rows, columns) = cells.dimensions().end;
                match cells.next_cell() {
                    Ok(None) => Some(Size::default()),
                    // Programs that know no better declare a single cell.
                    _ if (rows, columns) == (0, 0) => None,
                    _ => Some(Size { rows: rows.saturating_add(1), columns: columns.saturating_add(1) }),
                }
            }
            Format::Xls(xls) => xls.worksheet_range(name).ok().map(|range| extent(&range)),
            Format::Ods(ods) => ods.worksheet_range(name).ok().map(|range| extent(&range)),
        }
    }
}

/// The packed formats, which differ by what is inside.
enum Packed {
    Xlsx,
    Ods,
}

/// Looks into a packed file without unpacking it.
///
/// The sizes declared in its directory are binding: a part that unpacks to more is refused while it is read.
fn packed(file: &[u8]) -> Result<Packed, SheetFault> {
    if !file.starts_with(b"PK") {
        return Err(SheetFault::NotAWorkbook);
    }
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| SheetFault::Damaged)?;
    let mut bytes = 0_u64;
    for part in 0..archive.len() {
        let part = archive.by_index_raw(part).map_err(|_| SheetFault::Damaged)?;
        bytes = bytes.saturating_add(part.size());
    }
    if bytes > MAX_UNPACKED {
        return Err(SheetFault::UnpacksTooLarge { bytes, limit: MAX_UNPACKED });
    }
    let has = |ending: &str| archive.file_names().flatten().any(|name| name.to_ascii_lowercase().ends_with(ending));
    match (has("workbook.xml"), has("content.xml")) {
        (true, _) => Ok(Packed::Xlsx),
        (false, true) => Ok(Packed::Ods),
        (false, false) => Err(SheetFault::NotAWorkbook),
    }
}

/// Sends the cells of a sheet while its part is being unpacked, so that a long one is never in memory as a whole.
fn stream(xlsx: &mut Xlsx<File>, name: &str, outflow: &mut Outflow) -> Result<(), SheetFault> {
    let mut cells = xlsx.worksheet_cells_reader(name)?;
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                outflow.cell(row, column, cell.get_value())?;
            }
            Ok(None) => return Ok(()),
            Err(fault) if spoils_one_cell(&fault) => outflow.lost_cell(),
            Err(fault) => return Err(fault.into()),
        }
    }
}

/// Whether a fault lies in the value of a cell, such as an error that Excel learned lately, and the next can be read.
fn spoils_one_cell(fault: &XlsxError) -> bool {
    matches!(
        fault,
        XlsxError::CellError(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::ParseFloat(_)
            | XlsxError::Unexpected(_)
            | XlsxError::UnexpectedNode(_)
    )
}

fn pour(range: &Range<Data>, outflow: &mut Outflow) -> Result<(), SheetFault> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let row = first_row.saturating_add(row as u32);
        outflow.cell(row, first_column.saturating_add(column as u32), &borrowed(value))?;
    }
    Ok(())
}

fn extent(range: &Range<Data>) -> Size {
    range.end().map_or(Size::default(), |(row, column)| Size {
        rows: row.saturating_add(1),
        columns: column.saturating_add(1),
    })
}

fn merge(area: Dimensions) -> Merge {
    let ((top, left), (bottom, right)) = (area.start, area.end);
    Merge {
        row: top.saturating_add(1),
        column: left,
        rows: bottom.saturating_sub(top).saturating_add(1),
        columns: right.saturating_sub(left).saturating_add(1),
    }
}

impl From<XlsxError> for SheetFault {
    fn from(fault: XlsxError) -> SheetFault {
        match fault {
            XlsxError::Password => SheetFault::Password,
            XlsxError::Zip(fault) => fault.into(),
            _ => SheetFault::Damaged,
        }
    }
}

impl From<XlsError> for SheetFault {
    fn from(fault: XlsError) -> SheetFault {
        match fault {
            XlsError::Password => SheetFault::Password,
            _ => SheetFault::Damaged,
        }
    }
}

impl From<OdsError> for SheetFault {
    fn from(fault: OdsError) -> SheetFault {
        match fault {
            OdsError::Password => SheetFault::Password,
            OdsError::InvalidMime(_) => SheetFault::NotAWorkbook,
            OdsError::Zip(fault) => fault.into(),
            _ => SheetFault::Damaged,
        }
    }
}

impl From<ZipError> for SheetFault {
    fn from(fault: ZipError) -> SheetFault {
        match fault {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => SheetFault::Password,
            _ => SheetFault::Damaged,
        }
    }
}
