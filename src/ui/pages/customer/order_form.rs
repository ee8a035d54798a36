//! What is typed of an order, and the order that it is.

use std::rc::Rc;

use yew::prelude::*;

use super::orders::texts;
use super::record_form::{Faults, FormField};
use crate::book::Book;
use crate::domain::choice::Choice;
use crate::domain::{
    BasisPoints, CustomerId, Date, Fault, Field, Improbable, Money, Order, OrderField, OrderId, OrderKind,
};
use crate::ui::drafts::Typed;
use crate::ui::parts::no_suggestions;
use crate::ui::{DeskHandle, Locale, Msg, words};

/// Returns the fields always shown and those folded away.
pub(super) fn form_fields(desk: &DeskHandle, locale: &Locale, id: CustomerId) -> (Rc<[FormField]>, Rc<[FormField]>) {
    use OrderField::*;
    let desk = desk.read();
    let base = desk.book().base_currency();
    let make = |field: &OrderField| FormField {
        key: field.key(),
        label: words::order_field(locale, *field),
        kind: field.kind(),
        hint: (*field == Rate).then(|| locale.t(Msg::CustomerRateHint { base: base.code().to_owned().into() })),
        suggestions: match field {
            Categories => bought(desk.book(), id),
            _ => no_suggestions(),
        },
    };
    let more = [Rate, Promised, Delivered, Margin, Note];
    ([Amount, Date, Number, Kind, Due, Categories].iter().map(make).collect(), more.iter().map(make).collect())
}

/// Returns the categories that the customer's last orders held.
fn bought(book: &Book, id: CustomerId) -> Rc<[AttrValue]> {
    let orders = book.ledger().orders_of(id);
    let last = orders.len().saturating_sub(50)..orders.len();
    let mut names: Vec<String> = last.flat_map(|place| orders.order(id, place).categories).map(String::from).collect();
    names.sort();
    names.dedup();
    names.into_iter().map(AttrValue::from).collect()
}

/// Reads an order from what is typed.
fn read(customer: CustomerId, typed: &Typed) -> Result<Order, (&'static str, Fault)> {
    let text = |field: OrderField| typed.get(field.key()).cloned().unwrap_or_default();
    let key = |field: OrderField| move |fault: Fault| (field.key(), fault);
    let date: Date = text(OrderField::Date).parse().map_err(|_| (OrderField::Date.key(), Fault::NotADate))?;
    let amount: Money = text(OrderField::Amount).parse().map_err(|_| (OrderField::Amount.key(), Fault::NotMoney))?;
    let mut order = Order::new(customer, date, amount);
    for field in OrderField::ALL {
        match field {
            OrderField::Customer | OrderField::Date | OrderField::Amount => {}
            field => order = order.with(*field, &text(*field)).map_err(key(*field))?,
        }
    }
    Ok(order)
}

/// Returns what is wrong with what is typed.
pub(super) fn faults(locale: &Locale, customer: CustomerId, today: Date, typed: &Typed) -> Faults {
    let said = |(key, fault): (&'static str, Fault)| {
        let text =
            if key == OrderField::Rate.key() { locale.t(Msg::FaultNotARate) } else { words::fault(locale, fault) };
        (key, text)
    };
    match read(customer, typed) {
        Err(fault) => [said(fault)].into(),
        Ok(order) => improbable(&order, today).into_iter().map(|(field, why)| (field.key(), locale.t(why))).collect(),
    }
}

/// Returns what cannot be true of an order.
fn improbable(order: &Order, today: Date) -> Vec<(OrderField, Msg)> {
    let is_before = |day: Option<Date>| day.is_some_and(|day| day < order.date);
    let rules = [
        (order.date > today, OrderField::Date, Msg::FaultDayToCome),
        (Improbable::any(order.date).is_some(), OrderField::Date, Msg::FaultLongAgo),
        (is_before(order.due), OrderField::Due, Msg::FaultBeforeOrder),
        (is_before(order.delivered), OrderField::Delivered, Msg::FaultBeforeOrder),
        (order.margin.is_some_and(|margin| margin > BasisPoints(10_000)), OrderField::Margin, Msg::FaultMarginAboveAll),
    ];
    rules.into_iter().filter(|(is_so, ..)| *is_so).map(|(_, field, why)| (field, why)).collect()
}

/// Saves what is typed as one change.
pub(super) fn save(desk: &DeskHandle, locale: &Locale, customer: CustomerId, order: Option<OrderId>, typed: &Typed) {
    let Ok(mut record) = read(customer, typed) else { return };
    let said = locale.t(Msg::CustomerOrderSaved { amount: locale.money(record.amount) });
    desk.act(said, |draft| match order {
        Some(id) => {
            // Payments are changed on their own while the form is open.
            if let Some(before) = draft.order(id) {
                carry_over(draft.book(), &mut record, before);
            }
            draft.put_order(id, Some(record));
        }
        None => drop(draft.add_order(record)),
    });
}

/// Takes over the payments of an order as it was; in another currency neither they nor the old rate say anything. A rate
/// that was not typed anew goes with its day.
fn carry_over(book: &Book, order: &mut Order, before: Order) {
    let same_currency = order.amount.currency == before.amount.currency;
    if order.rate == before.rate {
        order.rate = book.rate_moved(&before, order.date).filter(|_| same_currency);
    }
    if same_currency {
        order.paid = before.paid;
    }
}

/// Returns the texts of an order like another one, of today and not paid yet.
pub(super) fn copied(order: &Order, today: Date) -> Typed {
    let mut typed = texts(order);
    for field in [
        OrderField::Number,
        OrderField::Due,
        OrderField::Payments,
        OrderField::Promised,
        OrderField::Delivered,
        OrderField::Rate,
    ] {
        typed.remove(field.key());
    }
    typed.insert(OrderField::Date.key(), today.to_string().into());
    typed.entry(OrderField::Kind.key()).or_insert(OrderKind::Regular.key().into());
    typed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};

    fn typed(amount: &'static str) -> Typed {
        Typed::from([("date", "2024-05-01".into()), ("amount", amount.into()), ("kind", "trial".into())])
    }

    #[test]
    fn an_order_is_read_from_what_is_typed() {
        let order = read(CustomerId(7), &typed("EUR 120.00")).unwrap();
        assert_eq!((order.customer, order.kind), (CustomerId(7), OrderKind::Trial));
        assert_eq!(order.amount.to_string(), "EUR 120.00");
    }

    #[test]
    fn a_currency_alone_is_no_amount() {
        assert_eq!(read(CustomerId(7), &typed("EUR")), Err(("amount", Fault::NotMoney)));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let order = read(CustomerId(7), &typed("EUR 120.00")).unwrap();
        let found = |texts: &[(OrderField, &str)], today: &str| {
            let order = texts.iter().fold(order.clone(), |order, (field, text)| order.with(*field, text).unwrap());
            improbable(&order, today.parse().unwrap()).into_iter().map(|(field, _)| field).collect::<Vec<_>>()
        };
        assert_eq!(found(&[], "2024-04-30"), [OrderField::Date]);
        assert_eq!(found(&[(OrderField::Due, "2024-05-01"), (OrderField::Margin, "100")], "2024-05-01"), []);
        let wrong = [(OrderField::Due, "2024-04-30"), (OrderField::Margin, "100.01")];
        assert_eq!(found(&wrong, "2024-05-01"), [OrderField::Due, OrderField::Margin]);
    }

    #[test]
    fn another_currency_drops_payments_and_the_rate_that_was_not_typed_anew() {
        let before = read(CustomerId(7), &typed("EUR 120.00")).unwrap();
        let before = before.with(OrderField::Rate, "1.1").unwrap();
        let before = before.with(OrderField::Payments, "2024-05-02 120.00").unwrap();
        let carried = |amount, rate: &str| {
            let mut order = read(CustomerId(7), &typed(amount)).unwrap().with(OrderField::Rate, rate).unwrap();
            carry_over(&Book::new(), &mut order, before.clone());
            (order.paid != crate::domain::Paid::Unknown, order.rate.map(|rate| rate.to_string()))
        };
        assert_eq!(carried("EUR 130.00", "1.1"), (true, Some("1.1".to_owned())));
        assert_eq!(carried("JPY 120", "1.1"), (false, None));
        assert_eq!(carried("JPY 120", "0.0067"), (false, Some("0.0067".to_owned())));
    }

    #[test]
    fn another_month_brings_the_rate_of_its_table() {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        for (month, rate) in [("2024-05", "1.08"), ("2024-06", "1.07")] {
            draft.put_rate("EUR".parse().unwrap(), month.parse().unwrap(), rate.parse().ok());
        }
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
        let before = read(CustomerId(7), &typed("EUR 120.00")).unwrap().with(OrderField::Rate, "1.08").unwrap();
        let carried = |date: &'static str, rate: &str| {
            let typed = Typed::from([("date", date.into()), ("amount", "EUR 120.00".into())]);
            let mut order = read(CustomerId(7), &typed).unwrap().with(OrderField::Rate, rate).unwrap();
            carry_over(&book, &mut order, before.clone());
            order.rate.map(|rate| rate.to_string())
        };
        assert_eq!(carried("2024-05-31", "1.08"), Some("1.08".to_owned()));
        assert_eq!(carried("2024-06-01", "1.08"), Some("1.07".to_owned()));
        assert_eq!(carried("2024-06-01", "1.09"), Some("1.09".to_owned()));
    }

    #[test]
    fn a_copy_is_of_today_and_not_paid() {
        let order = read(CustomerId(7), &typed("EUR 120.00")).unwrap();
        let order = order.with(OrderField::Payments, "2024-05-02 120.00").unwrap();
        let copy = read(CustomerId(7), &copied(&order, "2024-09-09".parse().unwrap())).unwrap();
        assert_eq!(copy.paid, crate::domain::Paid::Unknown);
        assert_eq!(copy.date.to_string(), "2024-09-09");
    }
}
