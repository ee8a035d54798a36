//! Orders of a file against those of the book.

use std::collections::VecDeque;
use std::ops::Range;

use super::Planning;
use crate::book::Book;
use crate::domain::{Order, OrderId, OrderKind, Paid};
use crate::transfer::issue::{Issue, Weight};
use crate::transfer::mapping::{Mapping, Returns};
use crate::transfer::matching::Pool;
use crate::transfer::plan::{Bought, Count, Planned, State};
use crate::transfer::records::{Made, Maker};
use crate::transfer::target::Kind;
use crate::transfer::uniting::merged;

/// The orders of one customer of the plan on their way into it.
#[derive(Debug)]
pub(super) struct Lane {
    customer: u32,
    /// Where those not yet read stand in the queue.
    places: Range<usize>,
    /// The customer's orders in the book.
    pool: Option<Pool>,
    /// Those read.
    told: VecDeque<Told>,
}

/// An order of the file that was read.
#[derive(Debug)]
struct Told {
    /// Its place in the file.
    place: u32,
    made: Made,
    /// The order of the book that is the same in all.
    same: Option<(OrderId, Order)>,
}

/// How many orders of the book are looked through in one step.
const FILLED_AT_ONCE: usize = 8;

impl Planning {
    /// Lines the orders of the file up by customer.
    pub(super) fn line_up(&mut self) {
        for planned in &self.customers {
            self.tally.customers.add(planned.state);
        }
        for (_, planned) in &self.contacts {
            self.tally.contacts.add(planned.state);
        }
        self.bought = vec![Bought::default(); self.customers.len()];
        let orders = self.gather.orders.iter().enumerate();
        self.queue = orders.filter_map(|(place, order)| Some((self.placed(order.customer)?, place as u32))).collect();
        self.queue.sort_unstable();
        self.gather.categories.sort_unstable();
    }

    /// Goes on with the orders of the file, a few at a time however many one customer has: those that are the same in
    /// all first, so that a file read again changes nothing.
    pub(super) fn next_orders(&mut self, book: &Book) {
        let Some(mut lane) = self.lane.take().or_else(|| self.next_lane()) else { return };
        if let Some(pool) = lane.pool.as_mut().filter(|pool| !pool.is_full(book)) {
            pool.fill(book, FILLED_AT_ONCE);
        } else if let Some(place) = lane.places.next() {
            let place = self.queue.get(place).map(|(_, place)| *place);
            if let (Some(place), Some(pool)) = (place, &lane.pool) {
                self.keep_year(book, pool, place);
            }
            if let Some((place, made)) = place.and_then(|place| Some((place, self.made(place)?))) {
                let same = lane.pool.as_mut().and_then(|pool| pool.take_same(book, &made.order));
                lane.told.push_back(Told { place, made, same });
            }
        } else if let Some(Told { place, made, same }) = lane.told.pop_front() {
            // The lines of a day that name no invoice are one order, as they are within a file.
            let by_day = self.cells.mapping.kind == Kind::Lines;
            let likely = |pool: &mut Pool| match made.order.number.is_empty() {
                true if by_day => pool.take_of_day(book, &made.order),
                true => None,
                false => pool.take_numbered(book, &made.order),
            };
            let known = same.or_else(|| lane.pool.as_mut().and_then(likely));
            self.empty_invoices += u32::from(known.is_none() && self.is_empty_invoice(&made.order));
            self.note_order(place, &made);
            self.plan_order(book, lane.customer, made, known);
        }
        let is_done = lane.places.is_empty() && lane.told.is_empty();
        self.lane = (!is_done).then_some(lane);
    }

    /// Gives an order whose row names no year that of the order in the book which it is, whatever year it is by now.
    fn keep_year(&mut self, book: &Book, pool: &Pool, place: u32) {
        let (cells, orders) = (&self.cells, &mut self.gather.orders);
        let Some(bought) = orders.get_mut(place as usize) else { return };
        if cells.date.and_then(|column| cells.day_of_year_at(bought.row, column)).is_none() {
            return;
        }
        let number = cells.text(bought.row, cells.number);
        let same_amount =
            |order: &Order| bought.sum.to_minor(order.amount.currency.exponent()) == Some(order.amount.minor);
        let alike = |order: &Order| *order.number == *number && (!number.is_empty() || same_amount(order));
        if let Some(day) = pool.day_in_book(book, bought.day, alike) {
            bought.day = day;
        }
    }

    /// Returns how many steps of [`Planning::next_orders`] there are, at most.
    pub(super) fn order_steps(&self, book: &Book) -> usize {
        let customers = self.queue.chunk_by(|one, other| one.0 == other.0).filter_map(|orders| orders.first());
        let ids = customers.filter_map(|(customer, _)| self.customers.get(*customer as usize)?.id);
        let fills = ids.map(|id| book.ledger().orders_of(id).len().div_ceil(FILLED_AT_ONCE));
        2 * self.queue.len() + fills.sum::<usize>()
    }

    /// Returns where a customer of the file stands in the plan.
    fn placed(&self, customer: u32) -> Option<u32> {
        self.placed.get(customer as usize)?.ok()
    }

    fn next_lane(&mut self) -> Option<Lane> {
        let customer = self.queue.get(self.lined_up)?.0;
        let rest = self.queue.get(self.lined_up..)?;
        let end = self.lined_up + rest.partition_point(|(other, _)| *other == customer);
        let places = std::mem::replace(&mut self.lined_up, end)..end;
        let id = self.customers.get(customer as usize).and_then(|planned| planned.id);
        Some(Lane { customer, places, pool: id.map(Pool::of), told: VecDeque::new() })
    }

    fn made(&mut self, place: u32) -> Option<Made> {
        let bought = self.gather.orders.get(place as usize)?;
        let from = self.gather.categories.partition_point(|(order, _)| *order < place);
        let rows = self.gather.categories.get(from..).unwrap_or_default().iter();
        let rows: Vec<u32> = rows.take_while(|(order, _)| *order == place).map(|(_, row)| *row).collect();
        let placed = self.placed(bought.customer).and_then(|placed| self.customers.get(placed as usize));
        let home = placed.and_then(|planned| planned.record.country());
        let currency = self.cells.settled(bought.priced, bought.row, home);
        let mut maker = Maker::new(&self.cells, self.base, self.trusts_rates);
        let profit = self.gather.profits.get(&place).copied().flatten();
        let instalments = self.gather.instalments.get(&place).map_or(&[][..], Vec::as_slice);
        let made = maker.order(bought, currency, profit, &rows, instalments);
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

    /// Tells whether the netted lines of an invoice come to nothing: gifts, or goods that were all taken back on it.
    fn is_empty_invoice(&self, order: &Order) -> bool {
        let Mapping { kind, choices, .. } = &*self.cells.mapping;
        *kind == Kind::Lines
            && choices.returns == Returns::Netted
            && order.amount.minor == 0
            && order.kind != OrderKind::Sample
    }

    /// Counts what the owner should know of an order that is planned.
    fn note_order(&mut self, place: u32, made: &Made) {
        let Some(bought) = self.gather.orders.get(place as usize) else { return };
        self.without_date += u32::from(made.paid_without_date);
        if self.cells.date.and_then(|column| self.cells.day_of_year_at(bought.row, column)).is_some() {
            let (count, line) = self.without_year.unwrap_or((0, u32::MAX));
            self.without_year = Some((count + 1, line.min(self.cells.table.line(bought.row as usize))));
        }
        if self.cells.today().is_some_and(|today| bought.day > today) {
            let (count, line) = self.ahead.unwrap_or((0, u32::MAX));
            self.ahead = Some((count + 1, line.min(self.cells.table.line(bought.row as usize))));
        }
        let Some(customer) = self.placed(bought.customer) else { return };
        if let Some(counts) = self.bought.get_mut(customer as usize) {
            *(if made.order.is_return() { &mut counts.returns } else { &mut counts.orders }) += 1;
        }
        let home = self.customers.get(customer as usize).and_then(|planned| planned.record.country());
        self.named.hear(&self.cells, bought, made.order.amount.currency, home);
    }

    fn plan_order(&mut self, book: &Book, customer: u32, made: Made, known: Option<(OrderId, Order)>) {
        let after = match &known {
            Some((_, before)) => merged(book, before, &made),
            None => made.order,
        };
        count_payments(&mut self.tally.payments, known.as_ref().map(|(_, before)| before), &after);
        let state = State::of(known.as_ref().map(|(_, before)| before), &after);
        self.tally.orders.add(state);
        if after.is_return() {
            self.tally.returns.add(state);
        }
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
