//! Workbooks in and out.
//!
//! Reading and writing them takes code as heavy as the rest of the app, so it lives in a worker that is loaded when
//! the first workbook is met. Only messages cross between page and worker:
//!
//! ```text
//! page                                        worker (feature `sheets`)
//! Session ── Request: a slice, a wish ──────▶ Service ── Workbook (calamine)
//!         ◀─ Answer: rows, outlines, bytes ──         └─ Writing  (rust_xlsxwriter)
//! ```
//!
//! Rows come in portions of some milliseconds each, so that the page stays awake; a worker that crashes over a
//! hostile file takes nothing with it; to cancel is to end the worker.

mod fault;
mod message;
mod outline;
mod rows;
mod session;

#[cfg(feature = "sheets")]
mod cells;
#[cfg(feature = "sheets")]
mod figure;
#[cfg(feature = "sheets")]
mod service;
#[cfg(feature = "sheets")]
mod workbook;
#[cfg(feature = "sheets")]
mod writing;

pub use fault::{Remedy, SheetFault};
pub use message::{Cell, Lost, NewSheet};
pub use outline::{Merge, Outline, Size, Visibility, first_choice};
#[cfg(feature = "sheets")]
pub use service::{InPlace, Service};
pub use session::{Session, Sheet, Written};

pub use super::reading::MAX_BYTES;

/// The most bytes that the parts of a packed workbook may unpack to: what a file of [`MAX_BYTES`] commonly does.
pub const MAX_UNPACKED: u64 = 2 << 30;
/// The most bytes of text that one sheet may hold; a few shared texts, repeated, can otherwise fill any memory.
pub const MAX_TEXT: u64 = 512 << 20;
/// The rows of an Excel sheet.
pub const MAX_ROWS: u32 = 1_048_576;
