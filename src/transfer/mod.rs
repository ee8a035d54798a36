//! Ways in and out of the book: files, pasted tables, and what their cells mean.
//!
//! ```text
//! bytes ── sniff ── decode ── csv ──┐
//! pasted text ───────────── csv ────┼─ Table ── layout ── values ── typed columns
//! pasted HTML ───────────── html ───┤
//! workbook (its own worker) ────────┘
//! ```
//!
//! Reading goes slice by slice, so that a page stays awake over files of any size it accepts.

mod certainty;
pub mod csv;
pub mod decode;
pub mod fault;
pub mod headers;
pub mod html;
pub mod layout;
pub mod paste;
pub mod reading;
pub mod sheet;
pub mod sniff;
pub mod table;
pub mod target;
pub mod values;

pub use certainty::Certainty;
pub use fault::Fault;
pub use reading::Reading;
pub use table::Table;
