//! What the book knows and what a file tells, made one: nothing unknown takes the place of what is known.

use super::gather::PaidRow;
use super::records::Made;
use crate::domain::{Field, Kind as Holds, Order, Paid, Payment, Record, Value, value};

/// Puts a value to what a record knows: lists, notes and own fields are united, anything else takes its place.
pub(super) fn unite<F: Field>(record: &mut Record<F>, field: F, value: Option<Value>) {
    let Some(value) = value else { return };
    let united = match (record.value(field), value) {
        (Some(Value::Tags(known)), Value::Tags(new)) => value::tags(known.iter().chain(&new).map(|tag| &**tag)),
        (Some(Value::Pairs(known)), Value::Pairs(new)) => Some(Value::Pairs(united_pairs(known, &new))),
        (Some(Value::Text(known)), Value::Text(new)) if field.kind() == Holds::Paragraph => {
            Some(Value::Text(united_text(known, &new)))
        }
        (_, value) => Some(value),
    };
    // A value of the same field always fits it.
    let _ = record.set(field, united);
}

/// Returns what two records know together, the second's word before the first's.
pub(super) fn united<F: Field>(known: &Record<F>, told: &Record<F>) -> Record<F> {
    let mut united = known.clone();
    for (field, value) in told.values() {
        unite(&mut united, field, Some(value.clone()));
    }
    united
}

/// Returns a note and what another adds to it.
pub(super) fn united_text(known: &str, new: &str) -> Box<str> {
    let longer = known.len() + new.len() + 1;
    match known.contains(new) || longer > value::LONGEST_TEXT {
        true => known.into(),
        false if known.is_empty() => new.into(),
        false => format!("{known}\n{new}").into(),
    }
}

type Pairs = Box<[(Box<str>, Box<str>)]>;

fn united_pairs(known: &Pairs, new: &Pairs) -> Pairs {
    let kept = known.iter().filter(|(name, _)| !new.iter().any(|(other, _)| other == name));
    let mut pairs: Vec<_> = kept.chain(new).cloned().collect();
    pairs.sort();
    pairs.into()
}

/// Returns an order of the book with what a file tells; what the file does not know stays.
pub(super) fn merged(before: &Order, made: &Made) -> Order {
    let told = &made.order;
    let same_currency = before.amount.currency == told.amount.currency;
    let mut categories = [before.categories.as_slice(), told.categories.as_slice()].concat();
    categories.sort();
    categories.dedup();
    Order {
        customer: before.customer,
        date: told.date,
        amount: told.amount,
        rate: told.rate.or(before.rate.filter(|_| same_currency)),
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
