//! The orders of one customer as its owner reads them: newest first, with what is paid, late and summed.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::domain::order::PaidInFull;
use crate::domain::{Currency, CustomerId, Date, Money, Order, OrderId, Paid};

/// The orders of a customer up to and on a date, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderSheet {
    /// The orders.
    pub rows: Vec<OrderRow>,
    /// The sums, by currency.
    pub sums: Vec<CurrencySum>,
    /// The sum of all orders that can be told in the base currency.
    pub total: Money,
    /// Orders without a rate to the base currency, in no sum of it (D14).
    pub unpriced: usize,
    /// How many of the orders are returns: what they come to is below zero.
    pub returns: usize,
    /// Orders after the date, not listed.
    pub later: usize,
}

/// An order with what follows from it on the date.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderRow {
    /// Its number in the book.
    pub id: OrderId,
    /// The order.
    pub order: Order,
    /// Its amount in the base currency, `None` without a rate.
    pub base: Option<Money>,
    /// What is paid of it.
    pub payment: PaymentState,
    /// How its payment stands against its due date (D6a).
    pub punctuality: Punctuality,
    /// What was still to be paid on the date, as far as known and above zero.
    pub open: Option<Money>,
}

/// What is paid of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentState {
    /// Not known.
    Unknown,
    /// Nothing.
    Unpaid,
    /// So much.
    Part(Money),
    /// All of it, on this day.
    Full(Date),
}

/// How a payment stands against its due date (D6a).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Punctuality {
    /// Due date or payments are not known, or there is nothing to pay yet.
    Open,
    /// Paid by the due date.
    OnTime,
    /// Paid, or still unpaid, so many days after the due date.
    Late(u32),
}

/// The orders of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrencySum {
    /// What they come to.
    pub amount: Money,
    /// How many they are.
    pub orders: usize,
}

impl OrderSheet {
    /// Reads the orders of a customer.
    pub fn take(book: &Book, customer: CustomerId, as_of: Date) -> OrderSheet {
        let all = book.ledger().orders_of(customer);
        let later = all.len();
        let slice = all.until(as_of);
        let base = book.base_currency();
        let rows: Vec<OrderRow> = (0..slice.len())
            .rev()
            .map(|place| OrderRow::of(slice.id(place), slice.order(customer, place), base, as_of))
            .collect();
        let priced = rows.iter().filter_map(|row| row.base);
        OrderSheet {
            sums: sums(&rows),
            total: Money::from_minor(priced.map(|money| money.minor).fold(0, i64::saturating_add), base),
            unpriced: rows.iter().filter(|row| row.base.is_none()).count(),
            returns: rows.iter().filter(|row| row.order.is_return()).count(),
            later: later - rows.len(),
            rows,
        }
    }
}

impl OrderRow {
    fn of(id: OrderId, order: Order, base: Currency, as_of: Date) -> OrderRow {
        // What was paid later was not paid yet on that day (D13).
        let then = Order { paid: order.paid.until(as_of), ..order.clone() };
        OrderRow {
            id,
            base: order.in_base(base).map(|minor| Money::from_minor(minor, base)),
            payment: payment(&then),
            punctuality: punctuality(&then, as_of),
            open: open(&then),
            order,
        }
    }
}

/// Returns what is still to be paid, as far as known and above zero.
fn open(order: &Order) -> Option<Money> {
    let paid = match &order.paid {
        Paid::Unknown => 0,
        Paid::Known(payments) => payments.iter().map(|payment| payment.minor).fold(0, i64::saturating_add),
    };
    let rest = order.amount.minor.saturating_sub(paid);
    (rest > 0).then(|| Money::from_minor(rest, order.amount.currency))
}

fn payment(order: &Order) -> PaymentState {
    match (order.paid_in_full(), &order.paid) {
        (PaidInFull::On(date), _) => PaymentState::Full(date),
        (_, Paid::Known(payments)) if !payments.is_empty() => {
            let paid = payments.iter().map(|payment| payment.minor).fold(0, i64::saturating_add);
            PaymentState::Part(Money::from_minor(paid, order.amount.currency))
        }
        (PaidInFull::NotYet, _) => PaymentState::Unpaid,
        (PaidInFull::Unknown, _) => PaymentState::Unknown,
    }
}

fn punctuality(order: &Order, as_of: Date) -> Punctuality {
    let Some(due) = order.due.filter(|due| *due <= as_of) else {
        return Punctuality::Open;
    };
    let settled = match order.paid_in_full() {
        PaidInFull::Unknown => return Punctuality::Open,
        PaidInFull::NotYet => as_of,
        PaidInFull::On(date) => date.min(as_of),
    };
    match u32::try_from(settled.days() - due.days()) {
        Ok(days) if days > 0 => Punctuality::Late(days),
        _ if order.paid_in_full() == PaidInFull::NotYet => Punctuality::Open,
        _ => Punctuality::OnTime,
    }
}

fn sums(rows: &[OrderRow]) -> Vec<CurrencySum> {
    let mut sums: BTreeMap<Currency, (i64, usize)> = BTreeMap::new();
    for row in rows {
        let (minor, orders) = sums.entry(row.order.amount.currency).or_default();
        *minor = minor.saturating_add(row.order.amount.minor);
        *orders += 1;
    }
    let each = sums.into_iter();
    each.map(|(currency, (minor, orders))| CurrencySum { amount: Money::from_minor(minor, currency), orders }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::{Customer, OrderField};

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Lays a book with one customer and orders of date, amount, rate, due date and payments.
    fn sheet(orders: &[[&str; 5]], as_of: &str) -> OrderSheet {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        let id = draft.add_customer(Customer::named("Aster"));
        for [day, amount, rate, due, payments] in orders {
            let order = Order::new(id, date(day), amount.parse().unwrap());
            let order = order.with(OrderField::Rate, rate).unwrap().with(OrderField::Due, due).unwrap();
            draft.add_order(order.with(OrderField::Payments, payments).unwrap());
        }
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
        OrderSheet::take(&book, id, date(as_of))
    }

    #[test]
    fn the_newest_comes_first_and_later_ones_are_counted() {
        let sheet = sheet(
            &[
                ["2024-01-05", "USD 1.00", "", "", ""],
                ["2024-03-05", "USD 2.00", "", "", ""],
                ["2024-03-06", "USD -1.00", "", "", ""],
                ["2024-09-05", "USD 4.00", "", "", ""],
            ],
            "2024-06-01",
        );
        let days: Vec<String> = sheet.rows.iter().map(|row| row.order.date.to_string()).collect();
        assert_eq!(days, ["2024-03-06", "2024-03-05", "2024-01-05"]);
        assert_eq!((sheet.total.minor, sheet.returns, sheet.later), (200, 1, 1));
    }

    #[test]
    fn an_order_without_a_rate_is_counted_and_not_summed() {
        let sheet = sheet(
            &[
                ["2024-01-05", "USD 1.00", "", "", ""],
                ["2024-01-06", "EUR 2.00", "", "", ""],
                ["2024-01-07", "EUR 3.00", "1.5", "", ""],
            ],
            "2024-06-01",
        );
        assert_eq!((sheet.total.minor, sheet.unpriced), (550, 1));
        let sums: Vec<_> = sheet.sums.iter().map(|sum| (sum.amount.to_string(), sum.orders)).collect();
        assert_eq!(sums, [("EUR 5.00".to_owned(), 2), ("USD 1.00".to_owned(), 1)]);
    }

    #[track_caller]
    fn check(due: &str, payments: &str, expected: Punctuality) {
        let sheet = sheet(&[["2024-01-05", "USD 1.00", "", due, payments]], "2024-06-01");
        assert_eq!(sheet.rows.first().map(|row| row.punctuality), Some(expected));
    }

    #[test]
    fn a_payment_is_late_from_the_day_after_its_due_date() {
        check("2024-02-01", "2024-02-01 1.00", Punctuality::OnTime);
        check("2024-02-01", "2024-02-02 1.00", Punctuality::Late(1));
        check("2024-05-31", "none", Punctuality::Late(1));
        check("2024-05-31", "2024-06-02 1.00", Punctuality::Late(1));
        check("2024-06-01", "none", Punctuality::Open);
        check("2024-02-01", "", Punctuality::Open);
        check("", "none", Punctuality::Open);
        check("2024-02-01", "2024-02-01 0.40", Punctuality::Late(121));
    }

    #[test]
    fn what_is_open_is_the_amount_less_the_payments() {
        let open = |payments| sheet(&[["2024-01-05", "USD 1.00", "", "", payments]], "2024-06-01").rows[0].open;
        assert_eq!(open("2024-02-01 0.40").map(|money| money.minor), Some(60));
        assert_eq!(open("2024-02-01 1.00"), None);
        assert_eq!(open("").map(|money| money.minor), Some(100));
        assert_eq!(open("2024-02-01 0.40; 2024-06-02 0.60").map(|money| money.minor), Some(60), "paid later");
    }
}
