//! Whether a column of exchange rates leads to the book's base currency: only where something speaks for it.

use super::Planning;
use crate::book::Book;
use crate::domain::worth::{is_near, rough_rate};
use crate::domain::{Currency, Date, OrderField, Rate};
use crate::transfer::cells::Priced;
use crate::transfer::headers;
use crate::transfer::target::Target;

impl Planning {
    /// Tells whether the column of rates leads to the base currency, or whether there are no rates to ask it of.
    ///
    /// The label says so, or orders in the base currency have the rate 1, or the rates are near those of the book or of
    /// the trade. A single rate of an order in the base currency that is not 1 speaks against it.
    pub(super) fn rates_lead_to_base(&self, book: &Book) -> bool {
        let Some(column) = self.cells.place(Target::Order(OrderField::Rate)) else { return true };
        let label = self.cells.mapping.columns.get(column).map_or("", |column| column.label.as_str());
        if let Some(named) = headers::currency_of(label) {
            return named == self.base;
        }
        let (mut rates, mut ones, mut near, mut judged) = (0_u32, 0_u32, 0_u32, 0_u32);
        let every = (self.gather.orders.len() / ASKED).max(1);
        for order in self.gather.orders.iter().step_by(every) {
            let Ok(Some(rate)) = self.cells.decimal_at(order.row, Some(column)) else { continue };
            let Ok(rate) = Rate::from_decimal(&rate.to_string()) else { continue };
            rates += 1;
            if order.priced == Priced::named(self.base) {
                if rate.pico() != ONE {
                    return false;
                }
                ones += 1;
            } else if order.priced.currency != self.base
                && let Some(usual) = usual(book, order.priced.currency, order.day, self.base)
            {
                judged += 1;
                near += u32::from(is_near(rate.pico().into(), usual));
            }
        }
        rates == 0 || ones > 0 || near > 0 && near * 5 >= judged * 4
    }
}

/// A rate of 1.
const ONE: u64 = Rate::ONE.pico();
/// How many orders are asked, from all over the file.
const ASKED: usize = 2_000;

/// Returns the rate of a currency to the base as the book knows it for that month, else roughly; in pico.
fn usual(book: &Book, currency: Currency, day: Date, base: Currency) -> Option<u128> {
    let known = (base == book.base_currency()).then(|| book.rate(currency, day.month())).flatten();
    known.map(|rate| rate.pico().into()).or_else(|| rough_rate(currency, base))
}
