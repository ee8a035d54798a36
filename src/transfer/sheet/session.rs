//! The page's side: one worker for one workbook, read or written.

use std::rc::Rc;

use super::message::{Answer, Request, decode, encode};
use super::{Cell, Lost, MAX_BYTES, Merge, NewSheet, Outline, SheetFault};
use crate::port::sheets::{SheetWorker, SheetWorkers};
use crate::transfer::Table;
use crate::transfer::fault::Damage;
use crate::transfer::table::Builder;

/// A worker at the owner's service, for one workbook to read or to write.
///
/// A clone speaks to the same worker, so that one holder can [`stop`](Session::stop) what another waits for.
/// The calls that are waited for are made one after the other.
#[derive(Clone)]
pub struct Session {
    worker: Rc<dyn SheetWorker>,
}

/// A sheet as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its rows, without those that are wholly empty; a row's line is its number in the sheet.
    pub table: Table,
    /// The cells that hold an error.
    pub lost: Lost,
}

/// A workbook as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many texts had to be cut, because a cell of Excel holds no more than 32,767 characters.
    pub shortened: u32,
}

impl Sheet {
    /// Returns what is wrong with the sheet though it could be read.
    pub fn damage(&self) -> Option<Damage> {
        let Lost { cells, first } = self.lost;
        (cells > 0).then_some(Damage::ErrorCells { line: first, count: cells })
    }
}

impl Session {
    /// Starts a worker; its code is loaded only now.
    pub fn start(workers: &dyn SheetWorkers) -> Session {
        Session { worker: workers.start() }
    }

    /// Announces a file of `bytes` bytes.
    ///
    /// # Errors
    ///
    /// [`SheetFault::TooLarge`].
    pub fn begin(&self, bytes: u64) -> Result<(), SheetFault> {
        if bytes > MAX_BYTES {
            return Err(SheetFault::TooLarge { bytes, limit: MAX_BYTES });
        }
        self.ask(&Request::Begin { bytes });
        Ok(())
    }

    /// Hands over the next slice of the file.
    pub fn feed(&self, slice: &[u8]) {
        self.ask(&Request::Feed(slice));
    }

    /// Returns what the file handed over says about its sheets; there is at least one.
    ///
    /// # Errors
    ///
    /// Whatever keeps the file from being read as a workbook.
    pub async fn open(&self) -> Result<Vec<Outline>, SheetFault> {
        self.ask(&Request::Open);
        match decode(&self.worker.next().await?) {
            Some(Answer::Opened(outlines)) => Ok(outlines),
            other => Err(unexpected(other)),
        }
    }

    /// Reads the sheet at the place `sheet` among the outlines; `progress` is told each row of the sheet reached.
    ///
    /// # Errors
    ///
    /// Whatever keeps the sheet from being read.
    pub async fn read(&self, sheet: usize, mut progress: impl FnMut(u32)) -> Result<Sheet, SheetFault> {
        let sheet = u32::try_from(sheet).map_err(|_| SheetFault::NoSuchSheet)?;
        self.ask(&Request::Read { sheet });
        let mut table = Builder::new();
        loop {
            match decode(&self.worker.next().await?) {
                Some(Answer::Rows(rows)) => {
                    rows.append_to(&mut table)?;
                    progress(rows.last_line());
                }
                Some(Answer::Read(lost)) => return Ok(Sheet { table: table.finish(), lost }),
                other => return Err(unexpected(other)),
            }
        }
    }

    /// Returns the merged areas of the sheet at the place `sheet` among the outlines, from the top and the left.
    ///
    /// They lie behind the cells, so that they take about half as long as the sheet: ask where a column has gaps.
    ///
    /// # Errors
    ///
    /// Whatever keeps the sheet from being read.
    pub async fn merged(&self, sheet: usize) -> Result<Vec<Merge>, SheetFault> {
        let sheet = u32::try_from(sheet).map_err(|_| SheetFault::NoSuchSheet)?;
        self.ask(&Request::Merged { sheet });
        match decode(&self.worker.next().await?) {
            Some(Answer::Merged(merged)) => Ok(merged),
            other => Err(unexpected(other)),
        }
    }

    /// Begins a sheet to write.
    pub fn sheet(&self, sheet: NewSheet) {
        self.ask(&Request::Sheet(sheet));
    }

    /// Appends rows to the sheet begun; a long export hands over some thousand at a time.
    pub fn rows(&self, rows: Vec<Vec<Cell>>) {
        self.ask(&Request::Rows(rows));
    }

    /// Returns the sheets begun as a workbook.
    ///
    /// # Errors
    ///
    /// [`SheetFault::DoesNotFit`], or what became of the worker.
    pub async fn finish(&self) -> Result<Written, SheetFault> {
        self.ask(&Request::Finish);
        match decode(&self.worker.next().await?) {
            Some(Answer::Written { bytes, shortened }) => {
                let bytes = bytes.to_vec();
                Ok(Written { bytes, shortened })
            }
            other => Err(unexpected(other)),
        }
    }

    /// Ends the worker at once; whoever waits for it hears [`SheetFault::Stopped`].
    pub fn stop(&self) {
        self.worker.end();
    }

    fn ask(&self, request: &Request) {
        self.worker.send(encode(request));
    }
}

/// The fault in an answer that is not the one waited for: what the worker says, or that it makes no sense.
fn unexpected(answer: Option<Answer>) -> SheetFault {
    match answer {
        Some(Answer::Failed(fault)) => fault,
        _ => SheetFault::Crashed,
    }
}
