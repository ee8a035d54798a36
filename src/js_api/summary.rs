//! What a book holds, in a few figures.

use super::Opened;
use super::answer::{Answer, Told};
use crate::domain::Date;
use crate::ledger::Census;

/// Tells how many customers and orders a book has, from when to when, and what they came to.
///
/// # Errors
///
/// Never; every book has a summary.
pub fn summary(opened: &Opened) -> Answer {
    let book = &opened.book;
    let census = Census::take(book.ledger(), Date::MAX);
    let totals = census.totals();
    Ok(Told::success([
        ("customers", (book.customers().len() as u32).into()),
        ("orders", (book.ledger().len() as u32).into()),
        ("first", totals.first.into()),
        ("last", totals.last.into()),
        ("total", totals.sales.into()),
        ("unpriced", Told::Number(totals.unpriced as f64)),
        ("baseCurrency", book.base_currency().code().to_owned().into()),
    ]))
}
