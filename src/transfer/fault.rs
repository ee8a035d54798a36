//! Why a file cannot be read, as facts; words for them are chosen elsewhere.

use super::sniff::FileKind;
use crate::port::decode::Encoding;

/// Why no table could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file holds nothing but blanks.
    Empty,
    /// The file is larger than [`Fault::TooLarge::limit`] bytes.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The largest size that is read.
        limit: u64,
    },
    /// The file is not plain text.
    NotText(FileKind),
    /// No decoder for its encoding exists here.
    NoDecoder(Encoding),
    /// One cell holds more text than any field: a quote was opened and never closed, or there are no cells.
    CellTooLong {
        /// The line that the cell begins in, from 1.
        line: u32,
        /// Its column, from 1.
        column: u32,
        /// The most bytes a cell may hold.
        limit: u32,
    },
    /// One row has more cells than any sheet has columns.
    TooManyColumns {
        /// The line of the row, from 1.
        line: u32,
        /// The most columns a row may have.
        limit: u32,
    },
    /// The table has more cells than the memory of a page should hold.
    TooManyCells {
        /// The line reached, from 1.
        line: u32,
        /// The most cells a table may have.
        limit: u32,
    },
    /// The markup holds no table.
    NoTable,
}

/// What the owner can do about a [`Fault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Choose a file with rows in it.
    ChooseAnother,
    /// Export fewer columns or a shorter period, or split the file.
    Split,
    /// Open it where it comes from and save it as a workbook or as CSV.
    SaveAsTable,
    /// Unpack it first.
    Unpack,
    /// It is a workbook and has its own reader.
    ReadAsWorkbook,
    /// It is a web table and has its own reader.
    ReadAsHtml,
    /// It is a backup, restored elsewhere.
    Restore,
    /// Save it as UTF-8.
    SaveAsUtf8,
    /// Look for a quotation mark that is never closed in the line named.
    CloseQuote,
    /// Choose another delimiter.
    ChangeDelimiter,
}

impl Fault {
    /// Returns what can be done about it.
    pub fn remedy(self) -> Remedy {
        match self {
            Fault::Empty => Remedy::ChooseAnother,
            Fault::TooLarge { .. } | Fault::TooManyCells { .. } => Remedy::Split,
            Fault::NotText(kind) => match kind {
                FileKind::Xlsx | FileKind::Xls | FileKind::Ods => Remedy::ReadAsWorkbook,
                FileKind::Html => Remedy::ReadAsHtml,
                FileKind::Json => Remedy::Restore,
                FileKind::Zip | FileKind::Gzip | FileKind::Rar | FileKind::SevenZip => Remedy::Unpack,
                _ => Remedy::SaveAsTable,
            },
            Fault::NoDecoder(_) => Remedy::SaveAsUtf8,
            Fault::CellTooLong { .. } => Remedy::CloseQuote,
            Fault::TooManyColumns { .. } => Remedy::ChangeDelimiter,
            Fault::NoTable => Remedy::SaveAsTable,
        }
    }
}

/// What is wrong with a file that could be read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The file ends inside a quotation: it was cut off, or a quote was never closed.
    OpenQuote {
        /// The line that the quotation begins in.
        line: u32,
    },
    /// Characters could not be decoded and are lost.
    Malformed {
        /// The line of the first of them.
        line: u32,
        /// How many there are.
        count: u32,
    },
    /// Cells of a workbook hold an error such as `#N/A` and are read as empty.
    ErrorCells {
        /// The row of the first of them.
        line: u32,
        /// How many there are.
        count: u32,
    },
}
