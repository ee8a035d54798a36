//! Orders as a plain table has them, laid as columns at once.

use super::Ledger;
use super::columns::{Columns, NO_DAY, NOT_PAID};
use crate::domain::{Currency, CustomerId, Date, OrderId};

/// An order of which a plain table tells: regular, in the base currency, without a number of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainOrder {
    pub(super) customer: u32,
    pub(super) day: i32,
    pub(super) minor: i64,
    pub(super) due: i32,
    pub(super) paid: i32,
    /// The place of its categories in the list that comes with the orders.
    pub(super) categories: u32,
}

/// What a plain table tells of the payment of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainPayment {
    /// Nothing.
    Untold,
    /// It is not paid.
    Open,
    /// It was paid in full on this day.
    On(Date),
}

impl PlainOrder {
    /// Returns an order of a day and an amount in minor units; `categories` is a place in the list that comes with it.
    pub const fn new(customer: CustomerId, date: Date, minor: i64, categories: u32) -> PlainOrder {
        PlainOrder { customer: customer.0, day: date.days(), minor, due: NO_DAY, paid: NO_DAY, categories }
    }

    /// Returns this order with the day on which it is due.
    pub const fn due(mut self, due: Date) -> PlainOrder {
        self.due = due.days();
        self
    }

    /// Returns this order with what is known of its payment.
    pub const fn paid(mut self, paid: PlainPayment) -> PlainOrder {
        self.paid = match paid {
            PlainPayment::Untold => NO_DAY,
            // Of nothing, nothing can be paid.
            PlainPayment::On(day) if self.minor != 0 => day.days(),
            PlainPayment::On(_) | PlainPayment::Open => NOT_PAID,
        };
        self
    }

    /// Returns who bought.
    pub const fn customer(&self) -> CustomerId {
        CustomerId(self.customer)
    }

    /// Returns this order as another customer's.
    pub const fn of(mut self, customer: CustomerId) -> PlainOrder {
        self.customer = customer.0;
        self
    }
}

impl Ledger {
    /// Returns a ledger of these orders, numbered from 1 in their order, each with one of the sets of categories.
    pub fn of_plain(base: Currency, orders: &[PlainOrder], categories: &[Vec<Box<str>>]) -> Ledger {
        let mut ledger = Ledger::new(base);
        let sets: Vec<u32> = categories.iter().map(|set| ledger.names.set(set)).collect();
        let bound = orders.iter().map(|order| order.customer + 1).max().unwrap_or(0);
        let mut starts = vec![0_u32; bound as usize + 1];
        for order in orders {
            starts[order.customer as usize + 1] += 1;
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        // By customer, and within each as they came.
        let mut next = starts.clone();
        let mut places = vec![0_u32; orders.len()];
        for (place, order) in orders.iter().enumerate() {
            let slot = &mut next[order.customer as usize];
            places[*slot as usize] = place as u32;
            *slot += 1;
        }
        // Most tables go from day to day, and then nobody's orders need to be looked at one by one.
        let ranges = if orders.is_sorted_by_key(|order| order.day) { &[][..] } else { &starts[..] };
        for range in ranges.windows(2) {
            let slice = &mut places[range[0] as usize..range[1] as usize];
            let day = |place: &u32| orders[*place as usize].day;
            if !slice.is_sorted_by_key(day) {
                slice.sort_by_key(day);
            }
        }
        ledger.columns = Columns::of_plain(orders, &places, &sets, base);
        ledger.starts = starts;
        ledger.len = orders.len();
        let owners = orders.iter().map(|order| Some((CustomerId(order.customer), order.day)));
        ledger.owners = std::iter::once(None).chain(owners).collect();
        ledger
    }

    /// Returns the number of the order at a place among those that a ledger was made of.
    pub const fn plain_number(place: u32) -> OrderId {
        OrderId(place + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Money, Order, Paid, Payment};

    #[test]
    fn plain_orders_lie_as_the_same_ones_put_one_by_one() {
        lie_as_put(|n| n * 37 % 400);
        lie_as_put(|n| n / 7);
        assert!(Ledger::of_plain(Currency::USD, &[], &[]).is_empty());
    }

    #[track_caller]
    fn lie_as_put(day: impl Fn(i32) -> i32) {
        let categories = [vec![], vec!["lamps".into()], vec!["lamps".into(), "tables".into()]];
        let (mut plain, mut whole) = (Vec::new(), Vec::new());
        for n in 0..2_000_i32 {
            let (customer, date) = (CustomerId(1 + (n * 31 % 90) as u32), Date::from_days(19_000 + day(n)));
            let minor = i64::from(n % 7) * 100 - 200;
            let mut order = Order::new(customer, date, Money::from_minor(minor, Currency::USD));
            order.categories = categories[n as usize % 3].clone();
            let mut short = PlainOrder::new(customer, date, minor, n as u32 % 3);
            if n % 4 != 0 {
                order.due = Some(date.plus_days(30));
                short = short.due(date.plus_days(30));
            }
            let payment = [PlainPayment::Untold, PlainPayment::Open, PlainPayment::On(date)][n as usize % 5 % 3];
            order.paid = match payment {
                PlainPayment::Untold => Paid::Unknown,
                PlainPayment::On(date) if minor != 0 => Paid::Known(vec![Payment { date, minor }]),
                _ => Paid::Known(Vec::new()),
            };
            plain.push(short.paid(payment));
            whole.push((Ledger::plain_number(n as u32), order));
        }
        let laid = Ledger::of_plain(Currency::USD, &plain, &categories);
        let mut put = Ledger::new(Currency::USD);
        put.apply(whole.iter().map(|(id, order)| (*id, Some(order))));
        assert!(laid.orders().eq(put.orders()));
        assert_eq!((laid.len(), laid.customer_bound()), (2_000, put.customer_bound()));
        assert!(whole.iter().all(|(id, order)| laid.order(*id).as_ref() == Some(order)));
    }
}
