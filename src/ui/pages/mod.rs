//! Pages: one for each address, reading the store and laying out components.

mod analysis;
mod book;
mod customer;
mod customers;
#[cfg(debug_assertions)]
mod gallery;
mod history;
mod home;
mod import;
mod later;
mod locked;
mod nowhere;
mod privacy;
mod review;
mod rules;
mod start;

pub use analysis::Analysis;
pub use book::BookPlace;
pub(super) use book::use_backup_file;
use book::{DiscardDialog, PassphraseField, file_name, note_out, save_csv, sheets_of, use_writing};
use customer::EraseDialog;
pub use customer::{CustomerPanel, CustomerSide, Evidenced, Part, edit_name};
pub use customers::{Customers, ListState};
#[cfg(debug_assertions)]
pub use gallery::Gallery;
pub use history::History;
pub use home::Home;
pub use import::{Import, Incoming};
pub use later::{Arrival, Later, Locked, use_rest};
pub use nowhere::Nowhere;
pub use privacy::Privacy;
pub use review::Review;
pub use rules::Rules;
pub use start::Start;
