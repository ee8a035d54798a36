//! Why a workbook could not be read or written, as facts; words for them are chosen elsewhere.

use serde::{Deserialize, Serialize};

use crate::port::sheets::Gone;
use crate::transfer::Fault;

/// Why a workbook could not be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SheetFault {
    /// The file is too large.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The largest size that is read.
        limit: u64,
    },
    /// The file unpacks to more than any workbook of its size.
    UnpacksTooLarge {
        /// The bytes its parts unpack to.
        bytes: u64,
        /// The most that is unpacked.
        limit: u64,
    },
    /// The file is no workbook.
    NotAWorkbook,
    /// The workbook is protected by a password.
    Password,
    /// The workbook was cut off or is otherwise broken.
    Damaged,
    /// The workbook holds nothing but charts or macros.
    NoSheets,
    /// The workbook has no sheet of that number.
    NoSuchSheet,
    /// One row has more cells than any sheet has columns.
    TooManyColumns {
        /// The row of the sheet, from 1.
        row: u32,
        /// The most columns a row may have.
        limit: u32,
    },
    /// The sheet has more cells than the memory of a page should hold.
    TooManyCells {
        /// The row reached, from 1.
        row: u32,
        /// The most cells a sheet may have.
        limit: u32,
    },
    /// The sheet has more text than the memory of a page should hold.
    TooMuchText {
        /// The row reached, from 1.
        row: u32,
        /// The most bytes of text a sheet may have.
        limit: u64,
    },
    /// What is to be written has more rows or columns than a sheet can take.
    DoesNotFit,
    /// The part of the app that knows workbooks could not be loaded.
    Unreachable,
    /// The part of the app that knows workbooks failed, most likely for want of memory.
    Crashed,
    /// The owner stopped it.
    Stopped,
}

/// What the owner can do about a [`SheetFault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Choose a workbook with rows in it.
    ChooseAnother,
    /// Export fewer columns or a shorter period, or split the file.
    Split,
    /// Open it with its password and save it without one.
    RemovePassword,
    /// Export or download it again, or open it in a spreadsheet program and save it anew, as a workbook or as CSV.
    SaveAgain,
    /// See to the connection and try again.
    TryAgain,
    /// Nothing needs to be done.
    Nothing,
}

impl SheetFault {
    /// Returns what can be done about it.
    pub fn remedy(self) -> Remedy {
        match self {
            SheetFault::TooLarge { .. }
            | SheetFault::TooManyCells { .. }
            | SheetFault::TooMuchText { .. }
            | SheetFault::DoesNotFit => Remedy::Split,
            SheetFault::NotAWorkbook | SheetFault::NoSheets | SheetFault::NoSuchSheet => Remedy::ChooseAnother,
            SheetFault::Password => Remedy::RemovePassword,
            SheetFault::UnpacksTooLarge { .. }
            | SheetFault::Damaged
            | SheetFault::TooManyColumns { .. }
            | SheetFault::Crashed => Remedy::SaveAgain,
            SheetFault::Unreachable => Remedy::TryAgain,
            SheetFault::Stopped => Remedy::Nothing,
        }
    }
}

impl From<Gone> for SheetFault {
    fn from(gone: Gone) -> SheetFault {
        match gone {
            Gone::Unreachable => SheetFault::Unreachable,
            Gone::Crashed => SheetFault::Crashed,
            Gone::Ended => SheetFault::Stopped,
        }
    }
}

impl From<Fault> for SheetFault {
    fn from(fault: Fault) -> SheetFault {
        match fault {
            Fault::TooManyColumns { line, limit } => SheetFault::TooManyColumns { row: line, limit },
            Fault::TooManyCells { line, limit } => SheetFault::TooManyCells { row: line, limit },
            _ => SheetFault::Damaged,
        }
    }
}
