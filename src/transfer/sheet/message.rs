//! What page and worker tell each other, and its form as bytes.

use serde::{Deserialize, Serialize, Serializer};

use super::rows::Rows;
use super::{Merge, Outline, SheetFault};
use crate::domain::date::Date;

/// What the page asks of the worker.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Request<'a> {
    /// A file of so many bytes will follow.
    Begin { bytes: u64 },
    /// The next slice of the file.
    #[serde(serialize_with = "as_bytes")]
    Feed(&'a [u8]),
    /// What is in the file; answered by `Opened`.
    Open,
    /// All rows of a sheet; answered by any number of `Rows` and one `Read`.
    Read { sheet: u32 },
    /// The merged areas of a sheet; answered by `Merged`.
    Merged { sheet: u32 },
    /// A sheet to write begins.
    Sheet(NewSheet),
    /// More rows of the sheet begun.
    Rows(Vec<Vec<Cell>>),
    /// The sheets begun as a file; answered by `Written`.
    Finish,
}

/// What the worker answers; `Failed` can come instead of any answer.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Answer<'a> {
    Opened(Vec<Outline>),
    Rows(Rows),
    Read(Lost),
    Merged(Vec<Merge>),
    Written {
        #[serde(serialize_with = "as_bytes")]
        bytes: &'a [u8],
        shortened: u32,
    },
    Failed(SheetFault),
}

/// The cells of a sheet that hold an error such as `#N/A`, or cannot be understood; they are read as empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// How many there are.
    pub cells: u32,
    /// The row of the first, from 1; 0 where there is none.
    pub first: u32,
}

/// A sheet to write: its name and the names of its columns.
///
/// The name is made legal and unique among the sheets of the workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSheet {
    /// The name on the tab.
    pub name: String,
    /// The first row.
    pub headers: Vec<String>,
}

/// A cell to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text; it never becomes a formula, whatever it begins with.
    Text(String),
    /// A number, shown with all its decimals: 12345 units at the exponent 2 are 123.45.
    Number {
        /// The number without its decimal point.
        units: i64,
        /// How many digits stand behind the decimal point.
        exponent: u8,
    },
    /// A share in hundredths of a percent, shown as a percentage.
    Share(i64),
    /// A civil date.
    Date(Date),
    /// Yes or no.
    Flag(bool),
}

pub(super) fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Writing into memory fails for no message that these types can hold; an empty one would be refused.
    postcard::to_stdvec(message).unwrap_or_default()
}

pub(super) fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// Writes bytes as one piece; the form is the same as byte by byte, but made in one step.
fn as_bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_cross_as_they_are() {
        let request = Request::Feed(b"PK\x03\x04");
        assert_eq!(decode::<Request>(&encode(&request)), Some(request));
    }

    #[test]
    fn what_is_no_message_is_refused() {
        assert_eq!(decode::<Request>(&[]), None);
        assert_eq!(decode::<Answer>(&[99]), None);
    }
}
