//! What the book knows and what a file tells, made one: nothing unknown takes the place of what is known.

use super::gather::PaidRow;
use super::records::Made;
use crate::book::Book;
use crate::domain::value::united_text;
use crate::domain::{Field, Order, Paid, Payment, Record, Value, Word};

/// Puts a value to what a record knows: lists, notes and own fields are united, anything else takes its place.
pub(super) fn unite<F: Field>(record: &mut Record<F>, field: F, value: Option<Value>) {
    if let Some(value) = value {
        record.unite(field, value, Word::New);
    }
}

/// Returns what two records know together, the second's word before the first's.
pub(super) fn united<F: Field>(known: &Record<F>, told: &Record<F>) -> Record<F> {
    known.united(told, Word::New)
}

/// Returns an order of the book with what a file tells; what the file does not know stays.
pub(super) fn merged(book: &Book, before: &Order, made: &Made) -> Order {
    let told = &made.order;
    let same_currency = before.amount.currency == told.amount.currency;
    let mut categories = [before.categories.as_slice(), told.categories.as_slice()].concat();
    categories.sort();
    categories.dedup();
    Order {
        customer: before.customer,
        date: told.date,
        amount: told.amount,
        rate: told.rate.or_else(|| book.rate_moved(before, told.date).filter(|_| same_currency)),
        kind: if made.kind_told { told.kind } else { before.kind },
        number: if told.number.is_empty() { before.number.clone() } else { told.number.clone() },
        categories,
        due: told.due.or(before.due),
        paid: merged_payments(&before.paid, &told.paid),
        promised: told.promised.or(before.promised),
        delivered: told.delivered.or(before.delivered),
        margin: told.margin.or(before.margin),
        note: united_text(&before.note, &told.note),
    }
}

/// A file of orders tells the state of payment: several payments that make up its sum stay, and an empty cell does
/// not take back a payment that is known.
fn merged_payments(before: &Paid, told: &Paid) -> Paid {
    let sum = |payments: &[Payment]| payments.iter().map(|payment| i128::from(payment.minor)).sum::<i128>();
    match (before, told) {
        (_, Paid::Unknown) => before.clone(),
        (Paid::Known(known), Paid::Known(new)) if !known.is_empty() && new.is_empty() => Paid::Known(known.clone()),
        (Paid::Known(known), Paid::Known(new)) if known.len() > 1 && sum(known) == sum(new) => before.clone(),
        _ => told.clone(),
    }
}

/// Returns an order with payments added, each as often as the file has it and no more often.
pub(super) fn with_payments<'p>(before: &Order, rows: impl Iterator<Item = &'p PaidRow>) -> Order {
    let mut after = before.clone();
    let mut unclaimed = match &before.paid {
        Paid::Known(payments) => payments.clone(),
        Paid::Unknown => Vec::new(),
    };
    let mut payments = unclaimed.clone();
    for row in rows {
        let Some(minor) = row.amount.to_minor(before.amount.currency.exponent()) else { continue };
        let payment = Payment { date: row.day, minor };
        match unclaimed.iter().position(|known| *known == payment) {
            Some(known) => drop(unclaimed.remove(known)),
            None => payments.push(payment),
        }
    }
    payments.sort();
    after.paid = Paid::Known(payments);
    after
}
