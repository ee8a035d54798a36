//! All orders as columns, sorted by customer and day, and the facts that follow from them on a date.
//!
//! The columns serve passes over everything; a customer whose orders were edited since they were
//! laid has its slice in an overlay, so that one edit moves one customer's orders and nothing else.

mod census;
mod columns;
mod facts;
mod late;
mod names;
mod plain;
pub mod radix;

use std::collections::BTreeMap;

pub use census::{Census, Totals};
pub use columns::Slice;
pub use facts::{Facts, Leeway, Window};
pub use late::Late;
pub use plain::{PlainOrder, PlainPayment};

use crate::domain::{Currency, CustomerId, Date, Order, OrderId};
use columns::{Columns, Entry};
use facts::Edges;
use names::Names;

/// The orders of a book.
#[derive(Clone, Debug)]
pub struct Ledger {
    base: Currency,
    // INVARIANT (sorted columns): ascending by customer, day, order number.
    columns: Columns,
    // INVARIANT (starts): `columns` holds customer c at starts[c]..starts[c + 1].
    starts: Vec<u32>,
    /// The whole slices of customers edited since the columns were laid.
    overlay: BTreeMap<CustomerId, Columns>,
    /// The customer and the day of each order number.
    owners: Vec<Option<(CustomerId, i32)>>,
    names: Names,
    len: usize,
}

/// From this many edited customers on, an overlay costs more than laying the columns anew.
const MOST_EDITED: usize = 64;
/// An overlay of more is laid at once; a smaller one waits for an idle moment.
const MOST_OVERLAID: usize = 4_096;

impl Ledger {
    /// Returns an empty ledger whose sales are summed in `base`.
    pub fn new(base: Currency) -> Ledger {
        Ledger {
            base,
            columns: Columns::default(),
            starts: vec![0],
            overlay: BTreeMap::new(),
            owners: Vec::new(),
            names: Names::new(),
            len: 0,
        }
    }

    /// Returns the currency that sales are summed in.
    pub fn base_currency(&self) -> Currency {
        self.base
    }

    /// Returns the number of orders.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns how many of the orders are returns.
    pub fn returns(&self) -> usize {
        let customers = (0..self.customer_bound()).map(CustomerId);
        customers.map(|customer| self.orders_of(customer).raw().own.iter().filter(|own| **own < 0).count()).sum()
    }

    /// Returns the days of the first and the last purchase of all, samples included.
    pub(crate) fn span(&self) -> Option<(Date, Date)> {
        let (mut first, mut last) = (i32::MAX, i32::MIN);
        for customer in (0..self.customer_bound()).map(CustomerId) {
            let rows = self.orders_of(customer).raw();
            for (day, _) in rows.day.iter().zip(rows.own).filter(|(_, own)| **own >= 0) {
                (first, last) = (first.min(*day), last.max(*day));
            }
        }
        (first <= last).then(|| (Date::from_days(first), Date::from_days(last)))
    }

    /// Tells whether there is no order.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns one above the highest customer number that an order names.
    pub fn customer_bound(&self) -> u32 {
        let laid = self.starts.len() as u32 - 1;
        let edited = self.overlay.last_key_value().map_or(0, |(id, _)| id.0 + 1);
        laid.max(edited)
    }

    /// Returns the orders of a customer, ascending by day.
    pub fn orders_of(&self, customer: CustomerId) -> Slice<'_> {
        if !self.overlay.is_empty()
            && let Some(columns) = self.overlay.get(&customer)
        {
            return columns.slice(0..columns.len(), &self.names);
        }
        self.columns.slice(self.laid(customer), &self.names)
    }

    /// Returns the orders of each customer number and their facts in a window, one after another; none are kept.
    pub fn facts(&self, window: Window) -> impl ExactSizeIterator<Item = (CustomerId, Slice<'_>, Facts)> {
        let edges = Edges::of(window);
        (0..self.customer_bound()).map(move |number| {
            let customer = CustomerId(number);
            let orders = self.orders_of(customer);
            let facts = Facts::within(orders.clone(), &edges);
            (customer, orders, facts)
        })
    }

    /// Returns who placed an order.
    pub fn customer_of(&self, order: OrderId) -> Option<CustomerId> {
        self.owner(order).map(|(customer, _)| customer)
    }

    fn owner(&self, order: OrderId) -> Option<(CustomerId, i32)> {
        self.owners.get(order.0 as usize).copied().flatten()
    }

    /// Returns an order.
    pub fn order(&self, id: OrderId) -> Option<Order> {
        let (customer, day) = self.owner(id)?;
        let slice = self.orders_of(customer);
        let place = slice.place(day, id)?;
        Some(slice.order(customer, place))
    }

    /// Returns all orders, by customer and day.
    pub fn orders(&self) -> impl Iterator<Item = (OrderId, Order)> + '_ {
        (0..self.customer_bound()).flat_map(move |customer| {
            let customer = CustomerId(customer);
            let slice = self.orders_of(customer);
            (0..slice.len()).map(move |place| (slice.id(place), slice.order(customer, place)))
        })
    }

    /// Puts each order under its number, in place of what was there; `None` removes it.
    ///
    /// When a number occurs more than once the last one counts.
    pub fn apply<'a>(&mut self, edits: impl IntoIterator<Item = (OrderId, Option<&'a Order>)>) {
        let mut touched: BTreeMap<CustomerId, Edits<'_>> = BTreeMap::new();
        let last: BTreeMap<OrderId, Option<&Order>> = edits.into_iter().collect();
        for (id, order) in last {
            if let Some(customer) = self.customer_of(id) {
                touched.entry(customer).or_default().gone.push(id.0);
                self.len -= 1;
            }
            self.set_owner(id, order.map(|order| (order.customer, order.date.days())));
            if let Some(order) = order {
                let entry = Entry::new(id, order, self.base, &mut self.names);
                touched.entry(order.customer).or_default().new.push(entry);
                self.len += 1;
            }
        }
        for edits in touched.values_mut() {
            edits.gone.sort_unstable();
            edits.new.sort_unstable_by_key(|entry| (entry.day, entry.id));
        }
        if touched.len() > MOST_EDITED || touched.len() + self.overlay.len() > MOST_OVERLAID {
            self.lay(&touched);
        } else {
            for (customer, edits) in touched {
                let mut columns = Columns::default();
                columns.extend_merged(&self.orders_of(customer), &edits.gone, &edits.new);
                self.overlay.insert(customer, columns);
            }
        }
    }

    /// Takes in further orders as [`Ledger::apply`] does, and lays those at once that follow on what is laid, as the
    /// pieces of a book do.
    pub fn append(&mut self, orders: &[(OrderId, Order)]) {
        for (place, (id, order)) in orders.iter().enumerate() {
            if !self.is_followed_by(*id, order) {
                let rest = orders.get(place..).unwrap_or_default();
                return self.apply(rest.iter().map(|(id, order)| (*id, Some(order))));
            }
            let laid = self.columns.len() as u32;
            self.starts.resize(order.customer.0 as usize + 1, laid);
            self.starts.push(laid + 1);
            self.columns.push(&Entry::new(*id, order, self.base, &mut self.names));
            self.set_owner(*id, Some((order.customer, order.date.days())));
            self.len += 1;
        }
    }

    /// Tells whether an order is new and comes after all that is laid.
    fn is_followed_by(&self, id: OrderId, order: &Order) -> bool {
        let all = self.columns.slice(0..self.columns.len(), &self.names);
        let last = self.customer_bound().checked_sub(1).zip(all.days().last()).zip(all.ids().last());
        let own = (order.customer.0, order.date.days(), id.0);
        self.overlay.is_empty()
            && self.owner(id).is_none()
            && last.is_none_or(|((customer, day), id)| (customer, *day, *id) < own)
    }

    /// Lays the columns anew where many customers were edited since; returns whether that was so.
    ///
    /// Edits leave this for an idle moment, because it moves all orders.
    pub fn smooth(&mut self) -> bool {
        let is_ragged = self.overlay.len() > MOST_EDITED;
        if is_ragged {
            self.lay(&BTreeMap::new());
        }
        is_ragged
    }

    /// Returns the same orders with their sales summed in another currency.
    pub fn in_currency(&self, base: Currency) -> Ledger {
        let orders: Vec<_> = self.orders().collect();
        let mut ledger = Ledger::new(base);
        ledger.append(&orders);
        ledger
    }

    /// Lays the columns anew, with the overlay and `edits` in them.
    fn lay(&mut self, edits: &BTreeMap<CustomerId, Edits<'_>>) {
        let last = edits.last_key_value().map_or(0, |(id, _)| id.0 + 1);
        let bound = self.customer_bound().max(last);
        let mut columns = Columns::with_capacity(self.len);
        let mut starts = Vec::with_capacity(bound as usize + 1);
        starts.push(0);
        for customer in (0..bound).map(CustomerId) {
            let slice = self.orders_of(customer);
            match edits.get(&customer) {
                Some(edits) => columns.extend_merged(&slice, &edits.gone, &edits.new),
                None => columns.extend_merged(&slice, &[], &[]),
            }
            starts.push(columns.len() as u32);
        }
        self.columns = columns;
        self.starts = starts;
        self.overlay.clear();
    }

    fn laid(&self, customer: CustomerId) -> std::ops::Range<usize> {
        let place = customer.0 as usize;
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }

    fn set_owner(&mut self, id: OrderId, customer: Option<(CustomerId, i32)>) {
        let place = id.0 as usize;
        if place >= self.owners.len() {
            self.owners.resize(place + 1, None);
        }
        if let Some(owner) = self.owners.get_mut(place) {
            *owner = customer;
        }
    }
}

/// What changes in one customer's slice.
#[derive(Default)]
struct Edits<'a> {
    gone: Vec<u32>,
    new: Vec<Entry<'a>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{OrderField, Paid, Payment};

    fn order(customer: u32, day: &str, amount: &str) -> Order {
        Order::new(CustomerId(customer), day.parse().unwrap(), amount.parse().unwrap())
    }

    #[test]
    fn an_order_comes_back_as_it_was_put() {
        let mut ledger = Ledger::new(Currency::USD);
        let mut full = order(3, "2024-05-01", "EUR 100.00");
        for (field, text) in [
            (OrderField::Rate, "1.08"),
            (OrderField::Number, "PI-1"),
            (OrderField::Kind, "sample"),
            (OrderField::Categories, "lamps; tables"),
            (OrderField::Due, "2024-06-01"),
            (OrderField::Promised, "2024-06-02"),
            (OrderField::Delivered, "2024-06-03"),
            (OrderField::Margin, "20"),
            (OrderField::Note, "fragile"),
        ] {
            full = full.with(field, text).unwrap();
        }
        let payments = ["", "none", "2024-05-09 100.00", "2024-05-09 60.00; 2024-05-10 60.00", "2024-05-09 1.00"];
        for (number, text) in payments.into_iter().enumerate() {
            let order = full.clone().with(OrderField::Payments, text).unwrap();
            let id = OrderId(number as u32 + 1);
            ledger.apply([(id, Some(&order))]);
            assert_eq!(ledger.order(id), Some(order), "{text}");
        }
        assert_eq!(ledger.len(), payments.len());
    }

    #[test]
    fn an_order_is_found_among_others_of_its_day() {
        let mut ledger = Ledger::new(Currency::USD);
        let order = |n: u32| order(1, ["2024-05-02", "2024-05-01"][n as usize % 2], &format!("USD {n}.00"));
        let orders: Vec<_> = (1..=40_000).map(|n| (OrderId(n), order(n))).collect();
        ledger.apply(orders.iter().map(|(id, order)| (*id, Some(order))));
        // One customer has them all: looked for from the start this would be eight hundred million steps.
        assert!(orders.iter().all(|(id, order)| ledger.order(*id).as_ref() == Some(order)));
        assert_eq!(ledger.order(OrderId(0)), None);
    }

    #[test]
    fn moving_and_removing_keep_both_slices_sorted() {
        let mut ledger = Ledger::new(Currency::USD);
        let days = ["2024-05-03", "2024-05-01", "2024-05-02"];
        for (number, day) in days.into_iter().enumerate() {
            ledger.apply([(OrderId(number as u32 + 1), Some(&order(1, day, "USD 1.00")))]);
        }
        assert_eq!(ledger.orders_of(CustomerId(1)).ids(), [2, 3, 1]);
        ledger.apply([(OrderId(3), Some(&order(2, "2024-05-02", "USD 1.00"))), (OrderId(2), None)]);
        assert_eq!(ledger.orders_of(CustomerId(1)).ids(), [1]);
        assert_eq!(ledger.orders_of(CustomerId(2)).ids(), [3]);
        assert_eq!(ledger.order(OrderId(2)), None);
        assert_eq!((ledger.len(), ledger.returns()), (2, 0));
        ledger.apply([(OrderId(3), Some(&order(2, "2024-05-02", "USD -1.00")))]);
        assert_eq!((ledger.len(), ledger.returns()), (2, 1));
    }

    /// So many orders of so many customers on days as they come, some in parts paid.
    fn many(count: u32, customers: u32) -> Vec<(OrderId, Order)> {
        let order = |n: u32| {
            let day = crate::domain::Date::from_days(19_000 + (n as i32 * 37) % 400);
            let mut order = order(1 + n % customers, "2024-01-01", "USD 1.00");
            order.date = day;
            order.amount.minor = n.into();
            if n.is_multiple_of(3) {
                order.paid = Paid::Known(vec![Payment { date: day, minor: 1 }]);
            }
            (OrderId(n), order)
        };
        (1..=count).map(order).collect()
    }

    fn applied(orders: &[(OrderId, Order)]) -> Ledger {
        let mut ledger = Ledger::new(Currency::USD);
        ledger.apply(orders.iter().map(|(id, order)| (*id, Some(order))));
        ledger
    }

    #[test]
    fn many_edits_lay_the_same_columns_as_few() {
        let orders = many(500, 90);
        let at_once = applied(&orders);
        let mut one_by_one = Ledger::new(Currency::USD);
        for (id, order) in orders.iter().rev() {
            one_by_one.apply([(*id, Some(order))]);
        }
        assert!(at_once.orders().eq(one_by_one.orders()));
        assert!(one_by_one.smooth() && !one_by_one.smooth());
        assert!(at_once.orders().eq(one_by_one.orders()));
        assert_eq!(at_once.len(), 500);
    }

    #[test]
    fn orders_that_follow_on_are_laid_as_any_others() {
        let expected = applied(&many(500, 90));
        let mut orders: Vec<_> = expected.orders().collect();
        // Whatever the pieces, and wherever something comes out of its order, is there twice, or leaves a number out.
        for (piece, from, to) in [(500, 0, 0), (7, 0, 0), (100, 0, 499), (100, 250, 251), (1, 498, 3)] {
            orders.swap(from, to);
            let mut ledger = Ledger::new(Currency::USD);
            for piece in orders.chunks(piece) {
                ledger.append(piece);
            }
            ledger.append(&orders[480..]);
            assert!(ledger.orders().eq(expected.orders()), "{piece} {from} {to}");
            assert_eq!((ledger.len(), ledger.customer_bound()), (expected.len(), expected.customer_bound()));
            assert!(orders.iter().all(|(id, order)| ledger.order(*id).as_ref() == Some(order)));
            orders.swap(from, to);
        }
    }
}
