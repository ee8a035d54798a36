//! Whether a column of exchange rates leads to the book's base currency: only where something speaks for it.

use super::Planning;
use crate::book::Book;
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
    if let Some(rate) = book.rate(currency, day.month()) {
        return Some(rate.pico().into());
    }
    Some(u128::from(ONE) * worth(currency)? / worth(base)?)
}

/// Two rates are near where neither is half as much again as the other: currencies move so far in twenty years.
fn is_near(one: u128, other: u128) -> bool {
    one * 2 <= other * 3 && other * 2 <= one * 3
}

/// Returns roughly what a currency was worth since 2005, in millionths of a dollar.
fn worth(currency: Currency) -> Option<u128> {
    WORTH.iter().find(|(code, _)| *code == currency.code()).map(|(_, worth)| *worth)
}

const WORTH: [(&str, u128); 26] = [
    ("AED", 272_000),
    ("AUD", 780_000),
    ("BRL", 280_000),
    ("CAD", 830_000),
    ("CHF", 1_040_000),
    ("CNY", 146_000),
    ("CZK", 46_000),
    ("DKK", 164_000),
    ("EUR", 1_220_000),
    ("GBP", 1_500_000),
    ("HKD", 128_000),
    ("HUF", 3_700),
    ("INR", 15_500),
    ("JPY", 8_800),
    ("KRW", 850),
    ("MXN", 65_000),
    ("NOK", 130_000),
    ("NZD", 700_000),
    ("PLN", 280_000),
    ("SAR", 267_000),
    ("SEK", 120_000),
    ("SGD", 730_000),
    ("THB", 30_000),
    ("TWD", 32_000),
    ("USD", 1_000_000),
    ("ZAR", 90_000),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_of_twenty_years_are_near_and_those_to_another_currency_are_not() {
        let pico = |rate: f64| (rate * ONE as f64) as u128;
        let rough = |from: &str, to: &str| {
            let [from, to] = [from, to].map(|code| worth(Currency::from_code(code).unwrap()).unwrap());
            u128::from(ONE) * from / to
        };
        let usual = [("EUR", "USD", 0.96), ("EUR", "USD", 1.6), ("GBP", "USD", 1.07), ("JPY", "USD", 0.0062)];
        let more = [("CNY", "USD", 0.121), ("CNY", "USD", 0.165), ("USD", "CNY", 7.2), ("EUR", "CNY", 7.8)];
        for (from, to, rate) in usual.into_iter().chain(more) {
            assert!(is_near(pico(rate), rough(from, to)), "{from} {to} {rate}");
        }
        for (from, to, rate) in [("EUR", "USD", 7.8), ("USD", "EUR", 7.2), ("CNY", "USD", 7.2), ("GBP", "USD", 9.1)] {
            assert!(!is_near(pico(rate), rough(from, to)), "{from} {to} {rate}");
        }
    }
}
