//! What cells mean: dates, numbers, money, countries and the like, decided column by column.
//!
//! A cell that could mean two things is decided by its whole column: feed an evidence every cell,
//! decide, then read with the rule decided. Nothing is changed or guessed in silence.

pub mod band;
pub mod country;
pub mod currency;
pub mod date;
mod decimal;
pub mod email;
pub mod flag;
pub mod guard;
pub mod list;
pub mod number;
pub mod percent;
pub mod phone;
pub mod text;
pub mod tier;
pub mod website;

pub use decimal::Decimal;

use super::Certainty;

/// Why a cell cannot be read as what its column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueFault {
    /// No date in any form known.
    NotADate,
    /// Looks like a date, but the calendar has no such day in the column's order of day and month; in another it has.
    NoSuchDay,
    /// Looks like a date, but the calendar has no such day, whatever the order of day and month.
    NoSuchDate,
    /// A month without a day.
    DayMissing,
    /// No number.
    NotANumber,
    /// A number beyond what is counted with.
    TooLarge,
    /// No percentage between −1,000 % and 1,000 %.
    NotAPercentage,
    /// No country known by that name.
    NotACountry,
    /// The words for no country in particular, such as `Unspecified`.
    NoCountry,
    /// No currency known by that name.
    NotACurrency,
    /// No telephone number.
    NotAPhone,
    /// A number that a spreadsheet turned into `8.61E+12`: its last digits are lost.
    RoundedPhone,
    /// No e-mail address.
    NotAnEmail,
    /// No address of a website.
    NotAWebsite,
    /// Neither yes nor no.
    NotAFlag,
}

/// What the owner can do about a [`ValueFault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRemedy {
    /// Correct the cell.
    Correct,
    /// Correct the date in the file.
    CorrectDate,
    /// Choose another order of day and month for the column.
    ChangeDateOrder,
    /// Format the column as text where the file comes from, and export it again.
    ExportAsText,
    /// Leave the cell empty: it says that nothing is known.
    LeaveEmpty,
}

impl ValueFault {
    /// Returns what can be done about it.
    pub fn remedy(self) -> ValueRemedy {
        match self {
            ValueFault::NoSuchDay => ValueRemedy::ChangeDateOrder,
            ValueFault::NoSuchDate => ValueRemedy::CorrectDate,
            ValueFault::RoundedPhone => ValueRemedy::ExportAsText,
            ValueFault::NoCountry => ValueRemedy::LeaveEmpty,
            _ => ValueRemedy::Correct,
        }
    }
}

/// How a whole column is to be read, and what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<R> {
    /// How to read its cells.
    pub rule: R,
    /// How sure that is.
    pub certainty: Certainty,
    /// How many cells can be read so.
    pub fits: u32,
    /// How many cells cannot.
    pub misfits: u32,
    /// The first cell that decides, or that leaves it open where nothing decides.
    pub proof: Option<Box<str>>,
}
