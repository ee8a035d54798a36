//! Orders of a file against those of the book.

use super::Planning;
use crate::book::Book;
use crate::domain::{Order, OrderId, Paid};
use crate::transfer::issue::{Issue, Weight};
use crate::transfer::matching::Pool;
use crate::transfer::plan::{Count, Planned, State};
use crate::transfer::records::{Made, Maker};
use crate::transfer::uniting::merged;

impl Planning {
    /// Lines the orders of the file up by customer.
    pub(super) fn line_up(&mut self) {
        for planned in &self.customers {
            self.tally.customers.add(planned.state);
        }
        for (_, planned) in &self.contacts {
            self.tally.contacts.add(planned.state);
        }
        self.bought = vec![0; self.customers.len()];
        let placed = |customer: u32| self.placed.get(customer as usize).copied().unwrap_or(0);
        let orders = self.gather.orders.iter().enumerate();
        self.queue = orders.map(|(place, order)| (placed(order.customer), place as u32)).collect();
        self.queue.sort_unstable();
        self.gather.categories.sort_unstable();
    }

    /// Plans the orders of a customer: those that are the same in all first, so that a file read again changes nothing.
    pub(super) fn orders_of(&mut self, book: &Book, customer: u32) {
        let from = self.queue.partition_point(|(other, _)| *other < customer);
        let to = self.queue.partition_point(|(other, _)| *other <= customer);
        let places: Vec<u32> = self.queue.get(from..to).unwrap_or_default().iter().map(|(_, place)| *place).collect();
        if places.is_empty() {
            return;
        }
        let id = self.customers.get(customer as usize).and_then(|planned| planned.id);
        let mut pool = id.map(|id| Pool::of(book, id)).unwrap_or_default();
        let mut told: Vec<(Made, Option<(OrderId, Order)>)> = Vec::with_capacity(places.len());
        for place in places {
            if let Some(made) = self.made(place) {
                told.push((made, None));
            }
        }
        for (made, known) in &mut told {
            *known = pool.take_same(&made.order);
        }
        for (made, known) in told.iter_mut().filter(|(_, known)| known.is_none()) {
            *known = pool.take_numbered(&made.order);
        }
        if let Some(bought) = self.bought.get_mut(customer as usize) {
            *bought += told.len() as u32;
        }
        for (made, known) in told {
            self.without_date += u32::from(made.paid_without_date);
            self.plan_order(book, customer, made, known);
        }
    }

    fn made(&mut self, place: u32) -> Option<Made> {
        let bought = self.gather.orders.get(place as usize)?;
        let from = self.gather.categories.partition_point(|(order, _)| *order < place);
        let rows = self.gather.categories.get(from..).unwrap_or_default().iter();
        let rows: Vec<u32> = rows.take_while(|(order, _)| *order == place).map(|(_, row)| *row).collect();
        let placed = self.placed.get(bought.customer as usize).and_then(|placed| self.customers.get(*placed as usize));
        let home = placed.and_then(|planned| planned.record.country());
        let currency = self.cells.settled(bought.priced, bought.row, home);
        if self.cells.today().is_some_and(|today| bought.day > today) {
            let (count, line) = self.ahead.unwrap_or((0, u32::MAX));
            self.ahead = Some((count + 1, line.min(self.cells.table.line(bought.row as usize))));
        }
        self.named.hear(&self.cells, bought, currency, home);
        let mut maker = Maker::new(&self.cells, self.base, self.trusts_rates);
        let made = maker.order(bought, currency, &rows);
        self.issues.append(&mut maker.issues);
        match made {
            Ok(made) => Some(made),
            Err((column, why)) => {
                let line = self.cells.table.line(bought.row as usize);
                let column = Some(column as u32);
                self.issues.push(Issue { row: bought.row, line, column, weight: Weight::ValueLeftOut, why });
                self.tally.orders.refused += 1;
                None
            }
        }
    }

    fn plan_order(&mut self, book: &Book, customer: u32, made: Made, known: Option<(OrderId, Order)>) {
        let after = match &known {
            Some((_, before)) => merged(before, &made),
            None => made.order,
        };
        count_payments(&mut self.tally.payments, known.as_ref().map(|(_, before)| before), &after);
        let state = State::of(known.as_ref().map(|(_, before)| before), &after);
        self.tally.orders.add(state);
        let currency = after.amount.currency;
        let lacks_rate = currency != self.base && after.rate.is_none();
        if lacks_rate && book.rate(currency, after.date.month()).is_none() {
            *self.missing_rates.entry(currency).or_default() += 1;
        }
        self.orders.push((customer, Planned { id: known.map(|(id, _)| id), state, record: Box::new(after) }));
    }
}

/// Counts the payments of an order by what becomes of them.
pub(super) fn count_payments(count: &mut Count, before: Option<&Order>, after: &Order) {
    let payments = |order: &Order| match &order.paid {
        Paid::Known(payments) => payments.clone(),
        Paid::Unknown => Vec::new(),
    };
    let mut known = before.map(payments).unwrap_or_default();
    for payment in payments(after) {
        match known.iter().position(|other| *other == payment) {
            Some(place) => {
                known.remove(place);
                count.add(State::Unchanged);
            }
            None => count.add(State::New),
        }
    }
}
