//! Orders as columns of small differences, which compress well.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::mem::take;

use serde::{Deserialize, Serialize};

use super::{Unreadable, numbered};
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

impl<T: Clone> Table<T> {
    /// Returns the table of a column's values, each in the place of its first row.
    fn of<V: Borrow<T> + Copy + Ord>(column: impl Iterator<Item = V>) -> Table<T> {
        let mut table = Table::default();
        let mut known: BTreeMap<V, u32> = BTreeMap::new();
        let mut before: Option<(V, u32)> = None;
        for value in column {
            // Rows repeat the value before them more often than not.
            let place = match before.filter(|(before, _)| *before == value) {
                Some((_, place)) => place,
                None => *known.entry(value).or_insert_with(|| {
                    table.values.push(value.borrow().clone());
                    table.values.len() as u32 - 1
                }),
            };
            table.places.push(place);
            before = Some((value, place));
        }
        table
    }

    fn get(&self, row: usize) -> Option<T> {
        self.values.get(*self.places.get(row)? as usize).cloned()
    }
}

impl WireOrders {
    pub(super) fn of<O: Borrow<Order>>(orders: impl IntoIterator<Item = (OrderId, O)>) -> WireOrders {
        let orders: Vec<(OrderId, O)> = orders.into_iter().collect();
        let all = || orders.iter().map(|(_, order)| order.borrow());
        let mut wire = WireOrders {
            currencies: Table::of(all().map(|order| &order.amount.currency)),
            rates: Table::of(all().map(|order| &order.rate)),
            kinds: Table::of(all().map(|order| order.kind.index())),
            categories: Table::of(all().map(|order| &order.categories)),
            ..WireOrders::default()
        };
        let (mut id_before, mut customer_before, mut day_before) = (0_u32, 0_u32, 0_i32);
        for (id, order) in &orders {
            let order: &Order = order.borrow();
            let day = order.date.days();
            let since = |date: Option<Date>| date.map(|date| date.days() - day);
            wire.ids.push(id.0.wrapping_sub(id_before) as i32);
            wire.customers.push(order.customer.0.wrapping_sub(customer_before) as i32);
            wire.days.push(day - day_before);
            (id_before, customer_before, day_before) = (id.0, order.customer.0, day);
            wire.minors.push(order.amount.minor);
            wire.numbers.push(order.number.clone());
            wire.dues.push(since(order.due));
            wire.paid.push(wire_paid(order));
            wire.promised.push(since(order.promised));
            wire.delivered.push(since(order.delivered));
            wire.margins.push(order.margin.map(|margin| margin.0));
            wire.notes.push(order.note.clone());
        }
        wire
    }

    pub(super) fn orders(mut self) -> Result<Vec<(OrderId, Order)>, Unreadable> {
        let rows = self.ids.len();
        let mut orders = Vec::with_capacity(rows);
        let (mut id, mut customer, mut day) = (0_u32, 0_u32, 0_i32);
        for row in 0..rows {
            let order = self.order(row, &mut id, &mut customer, &mut day).ok_or(Unreadable::Malformed)?;
            orders.push((OrderId(id), order));
        }
        Ok(orders)
    }

    fn order(&mut self, row: usize, id: &mut u32, customer: &mut u32, day: &mut i32) -> Option<Order> {
        *id = id.wrapping_add(*self.ids.get(row)? as u32);
        *customer = customer.wrapping_add(*self.customers.get(row)? as u32);
        numbered(*customer).ok()?;
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
            number: take(self.numbers.get_mut(row)?),
            categories: self.categories.get(row)?,
            due: after(self.dues.get(row)?),
            paid,
            promised: after(self.promised.get(row)?),
            delivered: after(self.delivered.get(row)?),
            margin: self.margins.get(row)?.map(BasisPoints),
            note: take(self.notes.get_mut(row)?),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_holds_each_value_once_in_the_place_of_its_first_row() {
        let table: Table<u8> = Table::of([7, 7, 3, 7, 9, 3].into_iter());
        assert_eq!((table.values, table.places), (vec![7, 3, 9], vec![0, 0, 1, 0, 2, 1]));
    }

    #[test]
    fn as_many_values_as_rows_come_back() {
        let order = |n: u32| {
            let mut order =
                Order::new(CustomerId(1), Date::from_days(19_000), Money::from_minor(1, "JPY".parse().unwrap()));
            order.rate = Rate::from_pico(1_000_000_000_000 + u64::from(n));
            order.categories = vec![format!("category {n}").into()];
            (OrderId(n), order)
        };
        // Looked up one by one from the start this would be forty thousand million steps.
        let orders: Vec<_> = (1..=200_000).map(order).collect();
        assert!(WireOrders::of(orders.clone()).orders().is_ok_and(|read| read == orders));
    }
}
