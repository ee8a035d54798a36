//! Ways in and out of the book: files, pasted tables, and what their cells mean.
//!
//! ```text
//! bytes ── sniff ── decode ── csv ──┐
//! pasted text ───── cards, csv ─────┼─ Table ── layout ── values ── typed columns
//! pasted HTML ───────────── html ───┤
//! workbook (its own worker) ────────┘
//! ```
//!
//! Reading goes slice by slice, so that a page stays awake over files of any size it accepts.

pub mod backup;
mod cards;
mod cells;
mod certainty;
pub mod computed;
mod corrections;
pub mod csv;
pub mod csv_out;
pub mod decode;
pub mod export;
pub mod fault;
mod gather;
pub mod headers;
pub mod html;
mod identity;
pub mod issue;
pub mod layout;
pub mod mapping;
mod matching;
pub mod merging;
pub mod namesake;
mod own_fields;
pub mod paste;
pub mod plain;
pub mod plan;
pub mod planning;
pub mod reading;
mod records;
mod returned;
mod settling;
pub mod sheet;
pub mod sniff;
pub mod stint;
mod suggest;
pub mod survey;
pub mod table;
pub mod target;
pub mod template;
mod told;
mod uniting;
pub mod values;
pub mod words;

pub use certainty::Certainty;
pub use fault::Fault;
pub use mapping::Mapping;
pub use plan::Plan;
pub use planning::Planning;
pub use reading::Reading;
pub use survey::Survey;
pub use table::Table;
