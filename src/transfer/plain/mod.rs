//! Orders of a plain table, from text to columns in one pass: no quotes, days as `YYYY-MM-DD`, one currency.
//!
//! Nothing is guessed: the caller names the columns, and the first cell of another form ends the reading.
//! Whatever else a table may hold is for [`Planning`](super::Planning) to read.

mod cells;
mod numbering;

use super::values::{list, text};
use crate::book::{PlainOrder, PlainPayment, PlainTable};
use crate::domain::{Currency, CustomerId, Date};
use cells::{Calendar, Cells};
use numbering::{Headed, Numbering};

/// What a column of a plain table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What tells the customer from others.
    Customer,
    /// The day of the order.
    Date,
    /// The amount.
    Amount,
    /// The categories of goods; may be empty.
    Categories,
    /// When it is due to be paid; may be empty.
    Due,
    /// When it was paid in full; empty while it is not.
    PaidOn,
}

/// Why a table is not plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotPlain {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong there.
    pub why: Why,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No column of the first line is called so.
    NoColumn(Box<str>),
    /// There is a quote.
    Quote,
    /// It has more or fewer cells than the first line.
    Width,
    /// The cell of a column cannot be read as what the column holds.
    Cell(Role),
    /// The line does not end.
    Endless,
}

/// Reads a plain table as its text arrives.
#[derive(Debug)]
pub struct PlainReader {
    columns: Vec<(Role, Box<str>)>,
    /// What each column holds, once the first line is read.
    roles: Option<Vec<Option<Role>>>,
    base: Currency,
    decimals: u32,
    /// How many bytes there are to come, as far as is known.
    expected: usize,
    line: u32,
    calendar: Calendar,
    customers: Numbering,
    categories: Numbering,
    orders: Vec<PlainOrder>,
}

impl PlainReader {
    /// Returns a reader of a table whose columns are called so, each role at most once; amounts are in `base`.
    ///
    /// About `expected` bytes are to come.
    pub fn new(columns: Vec<(Role, Box<str>)>, base: Currency, expected: usize) -> PlainReader {
        PlainReader {
            columns,
            roles: None,
            base,
            decimals: base.exponent(),
            expected,
            line: 1,
            calendar: Calendar::new(),
            customers: Numbering::new(),
            categories: Numbering::new(),
            orders: Vec::new(),
        }
    }

    /// Reads the whole lines of a piece of text and returns how many bytes they are; the rest goes before the next piece.
    ///
    /// # Errors
    ///
    /// [`NotPlain`] for the first line that is not.
    pub fn read(&mut self, piece: &[u8]) -> Result<usize, NotPlain> {
        let whole = piece.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        if piece.len() - whole > LONGEST_LINE {
            return Err(self.fault(Why::Endless));
        }
        let mut cells = Cells::of(piece.get(..whole).unwrap_or_default());
        if self.roles.is_none() && !cells.is_done() {
            self.read_labels(&mut cells)?;
        }
        let roles = self.roles.take().unwrap_or_default();
        let begun = self.orders.len();
        let read = self.read_rows(cells.rest(), &roles);
        self.roles = Some(roles).filter(|roles| !roles.is_empty());
        read?;
        self.expected = self.expected.saturating_sub(whole);
        if begun == 0 && whole > 0 {
            // The rest goes on about as densely as it began.
            let ahead = self.orders.len() as u64 * self.expected as u64 / whole as u64;
            self.orders.reserve((ahead + ahead / 32).min(MOST_RESERVED) as usize);
        }
        Ok(whole)
    }

    /// Reads the last line, which need not end, and returns the table.
    ///
    /// # Errors
    ///
    /// As [`PlainReader::read`].
    pub fn finish(mut self, rest: &[u8]) -> Result<PlainTable, NotPlain> {
        if !rest.is_empty() || self.roles.is_none() {
            self.read(&[rest, b"\n"].concat())?;
        }
        let categories = self.categories.texts().map(|cell| {
            let mut items: Vec<Box<str>> = list::split(cell).into_iter().map(Box::from).collect();
            items.sort();
            items
        });
        Ok(PlainTable {
            base: self.base,
            categories: categories.collect(),
            customers: self.customers.texts().map(Box::from).collect(),
            orders: self.orders,
        })
    }

    /// Finds the columns by their labels.
    fn read_labels(&mut self, cells: &mut Cells<'_>) -> Result<(), NotPlain> {
        let mut roles: Vec<Option<Role>> = Vec::new();
        loop {
            let (label, end) = cells.text().ok_or(Why::Quote).map_err(|why| self.fault(why))?;
            let label = std::str::from_utf8(label.text).unwrap_or_default().trim_start_matches('\u{feff}').trim();
            let known = self.columns.iter().position(|(_, name)| **name == *label);
            roles.push(known.map(|place| self.columns.swap_remove(place).0));
            if end {
                break;
            }
        }
        if let Some((_, missing)) = self.columns.first() {
            return Err(self.fault(Why::NoColumn(missing.clone())));
        }
        self.roles = Some(roles);
        self.line += 1;
        Ok(())
    }

    fn read_rows(&mut self, mut cells: Cells<'_>, roles: &[Option<Role>]) -> Result<(), NotPlain> {
        while !cells.is_done() {
            // A blank line tells of no order.
            if !cells.skip_line_end() {
                let order = self.row(&mut cells, roles).map_err(|why| self.fault(why))?;
                self.orders.push(order);
            }
            self.line += 1;
        }
        Ok(())
    }

    #[inline(always)]
    fn row(&mut self, cells: &mut Cells<'_>, roles: &[Option<Role>]) -> Result<PlainOrder, Why> {
        let (mut customer, mut categories) = (0, None);
        let (mut day, mut minor) = (Date::MIN, 0);
        let (mut due, mut paid) = (None, PlainPayment::Untold);
        let last = roles.len() - 1;
        for (place, role) in roles.iter().enumerate() {
            let Some(role) = *role else {
                let (_, is_end) = cells.text().ok_or(Why::Quote)?;
                if is_end != (place == last) {
                    return Err(Why::Width);
                }
                continue;
            };
            let wrong = Why::Cell(role);
            match role {
                Role::Customer | Role::Categories => {
                    let (cell, is_end) = cells.text().ok_or(Why::Quote)?;
                    if is_end != (place == last) {
                        return Err(Why::Width);
                    }
                    let numbering = if role == Role::Customer { &mut self.customers } else { &mut self.categories };
                    let number = numbering.number(cell, |text| text::clean_line(text) == text).ok_or(wrong)?;
                    if role == Role::Categories {
                        categories = Some(number);
                    } else if cell.text.is_empty() {
                        return Err(Why::Cell(role));
                    } else {
                        customer = number;
                    }
                    continue;
                }
                Role::Date => day = cells.day(&self.calendar).ok_or(wrong)?,
                Role::Amount => minor = cells.amount(self.decimals).ok_or(wrong)?,
                Role::Due if cells.is_blank() => {}
                Role::Due => due = Some(cells.day(&self.calendar).ok_or(wrong)?),
                Role::PaidOn if cells.is_blank() => paid = PlainPayment::Open,
                Role::PaidOn => paid = PlainPayment::On(cells.day(&self.calendar).ok_or(wrong)?),
            }
            match cells.end_cell() {
                Some(is_end) if is_end == (place == last) => {}
                Some(_) => return Err(Why::Width),
                None => return Err(Why::Cell(role)),
            }
        }
        // Without a column of categories all orders have those of the first text, which is none.
        let categories = match categories {
            Some(categories) => categories,
            None => self.categories.number(Headed::of(b""), |_| true).unwrap_or_default(),
        };
        let order = PlainOrder::new(CustomerId(customer), day, minor, categories).paid(paid);
        Ok(due.map_or(order, |due| order.due(due)))
    }

    const fn fault(&self, why: Why) -> NotPlain {
        NotPlain { line: self.line, why }
    }
}

/// The longest line that is read.
pub const LONGEST_LINE: usize = 1 << 16;

/// For no more orders room is made ahead.
const MOST_RESERVED: u64 = 4_000_000;

#[cfg(test)]
mod tests;
