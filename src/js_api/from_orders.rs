//! A book from orders in a plain table, read as fast as its text arrives.

use super::Opened;
use super::failure::{Failure, Fault};
use super::given::Given;
use super::options::{Options, text};
use crate::book::Book;
use crate::domain::Currency;
use crate::transfer::plain::{LONGEST_LINE, NotPlain, PlainReader, Role, Why};

/// A reading that takes the text of a table piece by piece.
#[derive(Debug)]
pub struct OrdersReading(PlainReader);

impl OrdersReading {
    /// Begins a reading of about `expected` bytes under the options of `fromOrders`.
    ///
    /// # Errors
    ///
    /// Where the options are wrong.
    pub fn begin(given: &Given, expected: usize) -> Result<OrdersReading, Failure> {
        let mut options = Options::open(given, &["columns", "currency"]);
        let currency = options.currency("currency").unwrap_or(Currency::USD);
        let columns = columns(&mut options);
        options.close()?;
        Ok(OrdersReading(PlainReader::new(columns, currency, expected)))
    }

    /// Reads the whole lines of a piece and returns how many bytes they are; the rest goes before the next piece.
    ///
    /// # Errors
    ///
    /// Where a line is not plain.
    pub fn read(&mut self, piece: &[u8]) -> Result<usize, Failure> {
        self.0.read(piece).map_err(told)
    }

    /// Reads what is left and returns the book.
    ///
    /// # Errors
    ///
    /// Where the last line is not plain.
    pub fn finish(self, rest: &[u8]) -> Result<Opened, Failure> {
        let table = self.0.finish(rest).map_err(told)?;
        Ok(Opened::of(Book::of_plain(table)))
    }
}

/// Reads which columns hold what.
fn columns(options: &mut Options<'_>) -> Vec<(Role, Box<str>)> {
    let given = options.get("columns").unwrap_or(&Given::Undefined);
    let Given::Fields(fields) = given else {
        options.refuse("columns", WANTED, given);
        return Vec::new();
    };
    let mut columns = Vec::with_capacity(ROLES.len());
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_nothing()) {
        let role = ROLES.iter().find(|(known, _)| known == name);
        match (role, text(value)) {
            (Some((_, role)), Some(label)) => columns.push((*role, label.into())),
            (Some(_), None) => options.refuse(&format!("columns.{name}"), "the label of a column", value),
            (None, _) => options.refuse(&format!("columns.{name}"), WANTED, value),
        }
    }
    for (name, role) in ROLES.iter().take(NEEDED) {
        if !fields.iter().any(|(known, value)| known == name && !value.is_nothing()) {
            let message = format!("`columns.{}` is missing", label_of(*role));
            options.fault(Fault::new("missing", message, format!("pass {WANTED}")));
        }
    }
    columns
}

fn told(NotPlain { line, why }: NotPlain) -> Failure {
    let plain = |what: &str| format!("line {line} {what}");
    let message = match why {
        Why::NoColumn(label) => {
            let message = format!("no column is called {}", Given::Text(label.into()).shown());
            return Fault::new("unknownColumn", message, "pass labels as they stand in the first line").into();
        }
        Why::Quote => plain("has a quote"),
        Why::Width => plain("has more or fewer cells than the first"),
        Why::Cell(role) => plain(&format!("has no plain cell for `{}`", label_of(role))),
        Why::Endless => plain(&format!("is longer than {LONGEST_LINE} bytes")),
    };
    let help = "pass days as `YYYY-MM-DD` and amounts as `1234.56`, nothing in quotes; else use `importTables`";
    Fault::new("notPlain", message, help).into()
}

fn label_of(role: Role) -> &'static str {
    ROLES.iter().find(|(_, known)| *known == role).map_or("", |(name, _)| name)
}

/// What columns are called by, those that a table must have first.
const ROLES: [(&str, Role); 6] = [
    ("customer", Role::Customer),
    ("date", Role::Date),
    ("amount", Role::Amount),
    ("categories", Role::Categories),
    ("due", Role::Due),
    ("paidOn", Role::PaidOn),
];
const NEEDED: usize = 3;
const WANTED: &str =
    "labels as `{ customer, date, amount }`, and of `categories`, `due` and `paidOn` those that there are";
