//! Orders as columns of small differences, which compress well.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use super::Unreadable;
use crate::domain::choice::Choice;
use crate::domain::{BasisPoints, Currency, CustomerId, Date, Money, Order, OrderId, OrderKind, Paid, Payment, Rate};

/// Orders by property. Numbers and days are differences to the order before, other days to the order's own.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct WireOrders {
    ids: Vec<i32>,
    customers: Vec<i32>,
    days: Vec<i32>,
    currencies: Table<Currency>,
    minors: Vec<i64>,
    rates: Table<Option<Rate>>,
    kinds: Table<u8>,
    numbers: Vec<Box<str>>,
    categories: Table<Vec<Box<str>>>,
    dues: Vec<Option<i32>>,
    paid: Vec<WirePaid>,
    promised: Vec<Option<i32>>,
    delivered: Vec<Option<i32>>,
    margins: Vec<Option<i32>>,
    notes: Vec<Box<str>>,
}

/// Values that repeat: each once, and for every row its place.
#[derive(Serialize, Deserialize)]
struct Table<T> {
    values: Vec<T>,
    places: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
enum WirePaid {
    Unknown,
    /// The whole amount on one day.
    Whole(i32),
    Parts(Vec<(i32, i64)>),
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { values: Vec::new(), places: Vec::new() }
    }
}

impl<T: PartialEq + Clone> Table<T> {
    fn push(&mut self, value: &T) {
        // Rows repeat the value before them more often than not.
        let before = self.places.last().filter(|place| self.values.get(**place as usize) == Some(value));
        let place = match before {
            Some(place) => *place,
            None => match self.values.iter().position(|known| known == value) {
                Some(place) => place as u32,
                None => {
                    self.values.push(value.clone());
                    self.values.len() as u32 - 1
                }
            },
        };
        self.places.push(place);
    }

    fn get(&self, row: usize) -> Option<T> {
        self.values.get(*self.places.get(row)? as usize).cloned()
    }
}

impl WireOrders {
    pub(super) fn of<O: Borrow<Order>>(orders: impl IntoIterator<Item = (OrderId, O)>) -> WireOrders {
        let mut wire = WireOrders::default();
        let (mut id_before, mut customer_before, mut day_before) = (0_u32, 0_u32, 0_i32);
        for (id, order) in orders {
            let order = order.borrow();
            let day = order.date.days();
            let since = |date: Option<Date>| date.map(|date| date.days() - day);
            wire.ids.push(id.0.wrapping_sub(id_before) as i32);
            wire.customers.push(order.customer.0.wrapping_sub(customer_before) as i32);
            wire.days.push(day - day_before);
            (id_before, customer_before, day_before) = (id.0, order.customer.0, day);
            wire.currencies.push(&order.amount.currency);
            wire.minors.push(order.amount.minor);
            wire.rates.push(&order.rate);
            wire.kinds.push(&order.kind.index());
            wire.numbers.push(order.number.clone());
            wire.categories.push(&order.categories);
            wire.dues.push(since(order.due));
            wire.paid.push(wire_paid(order));
            wire.promised.push(since(order.promised));
            wire.delivered.push(since(order.delivered));
            wire.margins.push(order.margin.map(|margin| margin.0));
            wire.notes.push(order.note.clone());
        }
        wire
    }

    pub(super) fn orders(self) -> Result<Vec<(OrderId, Order)>, Unreadable> {
        let rows = self.ids.len();
        let mut orders = Vec::with_capacity(rows);
        let (mut id, mut customer, mut day) = (0_u32, 0_u32, 0_i32);
        for row in 0..rows {
            let order = self.order(row, &mut id, &mut customer, &mut day).ok_or(Unreadable::Malformed)?;
            orders.push((OrderId(id), order));
        }
        Ok(orders)
    }

    fn order(&self, row: usize, id: &mut u32, customer: &mut u32, day: &mut i32) -> Option<Order> {
        *id = id.wrapping_add(*self.ids.get(row)? as u32);
        *customer = customer.wrapping_add(*self.customers.get(row)? as u32);
        *day = day.checked_add(*self.days.get(row)?)?;
        let after = |days: &Option<i32>| days.map(|days| Date::from_days(day.saturating_add(days)));
        let amount = Money::from_minor(*self.minors.get(row)?, self.currencies.get(row)?);
        let paid = match self.paid.get(row)? {
            WirePaid::Unknown => Paid::Unknown,
            WirePaid::Whole(days) => {
                let date = Date::from_days(day.saturating_add(*days));
                Paid::Known(vec![Payment { date, minor: amount.minor }])
            }
            WirePaid::Parts(parts) => Paid::Known(
                parts
                    .iter()
                    .map(|(days, minor)| {
                        let date = Date::from_days(day.saturating_add(*days));
                        Payment { date, minor: *minor }
                    })
                    .collect(),
            ),
        };
        Some(Order {
            customer: CustomerId(*customer),
            date: Date::from_days(*day),
            amount,
            rate: self.rates.get(row)?,
            kind: OrderKind::from_index(self.kinds.get(row)?)?,
            number: self.numbers.get(row)?.clone(),
            categories: self.categories.get(row)?,
            due: after(self.dues.get(row)?),
            paid,
            promised: after(self.promised.get(row)?),
            delivered: after(self.delivered.get(row)?),
            margin: self.margins.get(row)?.map(BasisPoints),
            note: self.notes.get(row)?.clone(),
        })
    }
}

fn wire_paid(order: &Order) -> WirePaid {
    let since = |date: Date| date.days() - order.date.days();
    match &order.paid {
        Paid::Unknown => WirePaid::Unknown,
        Paid::Known(payments) => match payments[..] {
            [Payment { date, minor }] if minor == order.amount.minor => WirePaid::Whole(since(date)),
            _ => WirePaid::Parts(payments.iter().map(|payment| (since(payment.date), payment.minor)).collect()),
        },
    }
}
