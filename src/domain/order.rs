//! Orders and what was paid of them.

use serde::{Deserialize, Serialize};

use super::choice::Choice;
pub use super::choice::OrderKind;
use super::field::{Field, fields};
use super::{BasisPoints, Currency, CustomerId, Date, Fault, Money, Rate, Value};

/// What a customer bought on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Who bought.
    pub customer: CustomerId,
    /// The day of the order.
    pub date: Date,
    /// The amount in the order's own currency; negative for a return.
    pub amount: Money,
    /// What one unit of that currency was worth on the day, in the base currency (D14).
    ///
    /// Not needed for an order in the base currency; unknown otherwise means not summed.
    pub rate: Option<Rate>,
    /// What it was for.
    pub kind: OrderKind,
    /// Its number in the owner's papers, empty while unknown.
    pub number: Box<str>,
    /// The categories of goods it held, sorted, none twice.
    pub categories: Vec<Box<str>>,
    /// When it was due to be paid.
    pub due: Option<Date>,
    /// What was paid of it.
    pub paid: Paid,
    /// When delivery was promised (R142).
    pub promised: Option<Date>,
    /// When it was delivered.
    pub delivered: Option<Date>,
    /// Its margin (R33).
    pub margin: Option<BasisPoints>,
    /// Anything else.
    pub note: Box<str>,
}

/// What is known of the payments of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paid {
    /// Nothing: no source told.
    #[default]
    Unknown,
    /// These payments, sorted by date, and no other; none at all is unpaid.
    Known(Vec<Payment>),
}

impl Paid {
    /// Returns what was paid up to and on a day.
    pub fn until(&self, day: Date) -> Paid {
        match self {
            Paid::Unknown => Paid::Unknown,
            Paid::Known(payments) => {
                Paid::Known(payments.iter().filter(|payment| payment.date <= day).copied().collect())
            }
        }
    }
}

/// A payment towards an order, in the order's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Payment {
    /// The day it arrived.
    pub date: Date,
    /// Minor units of the order's currency.
    pub minor: i64,
}

/// On which day an order was paid in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaidInFull {
    /// Not known.
    Unknown,
    /// Not yet.
    NotYet,
    /// On this day.
    On(Date),
}

fields! {
    /// A field of an order.
    OrderField {
        /// Who bought.
        Customer = 1, "customer", Customer;
        /// The day of the order.
        Date = 2, "date", Date;
        /// Its number in the owner's papers.
        Number = 3, "number", Text;
        /// The amount in its own currency.
        Amount = 4, "amount", Money;
        /// What one unit of its currency was worth in the base currency.
        Rate = 5, "rate", Text;
        /// What it was for.
        Kind = 6, "kind", Choice(OrderKind::KEYS);
        /// The categories of goods.
        Categories = 7, "categories", Tags;
        /// When it was due to be paid.
        Due = 8, "due", Date;
        /// The payments, as `2024-05-01 120.00` separated by `;`, or `none`.
        Payments = 9, "payments", Tags;
        /// When delivery was promised.
        Promised = 10, "promised", Date;
        /// When it was delivered.
        Delivered = 11, "delivered", Date;
        /// Its margin.
        Margin = 12, "margin", Percent;
        /// Anything else.
        Note = 13, "note", Paragraph;
    }
}

/// The text that stands for an order known to be unpaid.
pub const NO_PAYMENT: &str = "none";

impl Order {
    /// Returns a regular order of which only buyer, day and amount are known.
    pub fn new(customer: CustomerId, date: Date, amount: Money) -> Order {
        Order {
            customer,
            date,
            amount,
            rate: None,
            kind: OrderKind::Regular,
            number: "".into(),
            categories: Vec::new(),
            due: None,
            paid: Paid::Unknown,
            promised: None,
            delivered: None,
            margin: None,
            note: "".into(),
        }
    }

    /// Tells whether goods came back: the amount is below zero, and nothing was bought.
    pub const fn is_return(&self) -> bool {
        self.amount.minor < 0
    }

    /// Returns the amount in minor units of `base`, or `None` without a rate to it.
    pub fn in_base(&self, base: Currency) -> Option<i64> {
        if self.amount.currency == base {
            return Some(self.amount.minor);
        }
        self.amount.in_base(self.rate?, base)
    }

    /// Returns the day on which the payments reached the amount (D6a).
    pub fn paid_in_full(&self) -> PaidInFull {
        let Paid::Known(payments) = &self.paid else {
            return PaidInFull::Unknown;
        };
        let mut sum = 0_i64;
        for payment in payments {
            sum = sum.saturating_add(payment.minor);
            if sum >= self.amount.minor {
                return PaidInFull::On(payment.date);
            }
        }
        PaidInFull::NotYet
    }

    /// Returns the text form of a field, empty while it is unknown.
    pub fn text(&self, field: OrderField) -> String {
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        match field {
            OrderField::Customer => self.customer.to_string(),
            OrderField::Date => self.date.to_string(),
            OrderField::Number => self.number.to_string(),
            OrderField::Amount => self.amount.to_string(),
            OrderField::Rate => self.rate.map(|rate| rate.to_string()).unwrap_or_default(),
            OrderField::Kind => self.kind.key().to_owned(),
            OrderField::Categories => self.categories.join("; "),
            OrderField::Due => date(self.due),
            OrderField::Payments => self.payments_text(),
            OrderField::Promised => date(self.promised),
            OrderField::Delivered => date(self.delivered),
            OrderField::Margin => {
                self.margin.map(|points| Value::BasisPoints(points).text(field.kind())).unwrap_or_default()
            }
            OrderField::Note => self.note.to_string(),
        }
    }

    /// Returns this order with a field set from its text form; a blank text makes it unknown.
    ///
    /// # Errors
    ///
    /// The [`Fault`] of a text that is no value of the field; buyer, day and amount cannot be unknown.
    pub fn with(mut self, field: OrderField, text: &str) -> Result<Order, Fault> {
        match field {
            OrderField::Rate => {
                let text = text.trim();
                self.rate = match text {
                    "" => None,
                    text => Some(text.parse().map_err(|_| Fault::NotMoney)?),
                };
            }
            OrderField::Payments => self.paid = self.payments_from(text)?,
            _ => self.assign(field, Value::parse(field.kind(), text)?)?,
        }
        Ok(self)
    }

    fn assign(&mut self, field: OrderField, value: Option<Value>) -> Result<(), Fault> {
        match (field, value) {
            (OrderField::Customer, Some(Value::Customer(id))) => self.customer = id,
            (OrderField::Customer, _) => return Err(Fault::NotACustomer),
            (OrderField::Date, Some(Value::Date(date))) => self.date = date,
            (OrderField::Date, _) => return Err(Fault::NotADate),
            (OrderField::Amount, Some(Value::Money(amount))) => self.amount = amount,
            (OrderField::Amount, _) => return Err(Fault::NotMoney),
            (OrderField::Kind, Some(Value::Choice(index))) => {
                self.kind = OrderKind::from_index(index).ok_or(Fault::NotAChoice)?;
            }
            (OrderField::Kind, _) => self.kind = OrderKind::Regular,
            (OrderField::Number, value) => self.number = text_of(value),
            (OrderField::Note, value) => self.note = text_of(value),
            (OrderField::Categories, Some(Value::Tags(tags))) => {
                self.categories = tags.into_vec();
                self.categories.sort();
            }
            (OrderField::Categories, _) => self.categories.clear(),
            (OrderField::Due, value) => self.due = date_of(value),
            (OrderField::Promised, value) => self.promised = date_of(value),
            (OrderField::Delivered, value) => self.delivered = date_of(value),
            (OrderField::Margin, Some(Value::BasisPoints(points))) => self.margin = Some(points),
            (OrderField::Margin, _) => self.margin = None,
            (OrderField::Rate | OrderField::Payments, _) => return Err(Fault::WrongKind),
        }
        Ok(())
    }

    fn payments_text(&self) -> String {
        match &self.paid {
            Paid::Unknown => String::new(),
            Paid::Known(payments) if payments.is_empty() => NO_PAYMENT.to_owned(),
            Paid::Known(payments) => {
                let each = payments.iter().map(|payment| {
                    let amount = Money::from_minor(payment.minor, self.amount.currency).to_string();
                    let (_, amount) = amount.split_once(' ').unwrap_or_default();
                    format!("{} {amount}", payment.date)
                });
                each.collect::<Vec<_>>().join("; ")
            }
        }
    }

    fn payments_from(&self, text: &str) -> Result<Paid, Fault> {
        match text.trim() {
            "" => return Ok(Paid::Unknown),
            NO_PAYMENT => return Ok(Paid::Known(Vec::new())),
            _ => {}
        }
        let mut payments = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (date, amount) = part.split_once(' ').ok_or(Fault::NotMoney)?;
            let amount = Money::from_decimal(amount.trim(), self.amount.currency);
            payments.push(Payment {
                date: date.parse().map_err(|_| Fault::NotADate)?,
                minor: amount.map_err(|_| Fault::NotMoney)?.minor,
            });
        }
        payments.sort();
        Ok(Paid::Known(payments))
    }
}

fn text_of(value: Option<Value>) -> Box<str> {
    match value {
        Some(Value::Text(text)) => text,
        _ => "".into(),
    }
}

fn date_of(value: Option<Value>) -> Option<Date> {
    match value {
        Some(Value::Date(date)) => Some(date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> Order {
        let date = "2024-05-01".parse().unwrap();
        Order::new(CustomerId(7), date, "EUR 100.00".parse().unwrap())
    }

    #[test]
    fn every_field_comes_back_from_its_text() {
        let texts = [
            (OrderField::Customer, "9"),
            (OrderField::Date, "2024-06-30"),
            (OrderField::Number, "PI-17"),
            (OrderField::Amount, "EUR 250.50"),
            (OrderField::Rate, "1.0842"),
            (OrderField::Kind, "trial"),
            (OrderField::Categories, "lamps; tables"),
            (OrderField::Due, "2024-07-30"),
            (OrderField::Payments, "2024-07-01 100.00; 2024-07-31 150.50"),
            (OrderField::Promised, "2024-07-05"),
            (OrderField::Delivered, "2024-07-09"),
            (OrderField::Margin, "12.50"),
            (OrderField::Note, "fragile\nthis side up"),
        ];
        assert_eq!(texts.len(), OrderField::ALL.len());
        let mut order = order();
        for (field, text) in texts {
            order = order.with(field, text).expect("a value");
        }
        for (field, text) in texts {
            assert_eq!(order.text(field), text);
        }
    }

    #[test]
    fn paid_in_full_on_the_day_the_sum_is_reached() {
        let paid = |text: &str| order().with(OrderField::Payments, text).unwrap().paid_in_full();
        let on = |day: &str| PaidInFull::On(day.parse().unwrap());
        assert_eq!(paid(""), PaidInFull::Unknown);
        assert_eq!(paid("none"), PaidInFull::NotYet);
        assert_eq!(paid("2024-05-02 99.99"), PaidInFull::NotYet);
        assert_eq!(paid("2024-05-09 60.00; 2024-05-02 40.00"), on("2024-05-09"));
    }

    #[test]
    fn buyer_day_and_amount_cannot_be_unknown() {
        for field in [OrderField::Customer, OrderField::Date, OrderField::Amount] {
            assert!(order().with(field, "").is_err(), "{field:?}");
        }
    }
}
