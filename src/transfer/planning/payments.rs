//! Payments of a file against the orders of the book: each goes to the one order that it can mean, or is refused.

use std::collections::{BTreeMap, HashMap};

use super::Planning;
use super::orders::count_payments;
use crate::book::Book;
use crate::domain::{CustomerId, Order};
use crate::transfer::gather::PaidRow;
use crate::transfer::issue::{Issue, Weight, Why};
use crate::transfer::plan::{Bought, Planned, State};
use crate::transfer::uniting::with_payments;
use crate::transfer::values::Decimal;

/// An order number of a file of payments.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The payments that name it.
    payments: Vec<u32>,
    /// The orders of the book that have it: whose, and where among that customer's.
    orders: Vec<(CustomerId, usize)>,
}

/// The payments of a file by the number of the order that they name.
#[derive(Debug, Default)]
pub(super) struct Payments {
    by_number: HashMap<Box<str>, u32>,
    named: Vec<Named>,
    /// The customers of the book that the file's are, as far as asked for.
    parties: HashMap<u32, Result<Option<CustomerId>, Why>>,
}

impl Payments {
    pub(super) fn add(&mut self, number: &str, payment: u32) {
        let next = self.named.len() as u32;
        let place = *self.by_number.entry(number.into()).or_insert(next);
        if place == next {
            self.named.push(Named::default());
        }
        if let Some(named) = self.named.get_mut(place as usize) {
            named.payments.push(payment);
        }
    }

    /// Returns how many numbers are named.
    pub(super) fn len(&self) -> usize {
        self.named.len()
    }
}

impl Planning {
    /// Notes which orders of a customer the payments may mean.
    pub(super) fn find_paid(&mut self, book: &Book, customer: CustomerId) {
        let slice = book.ledger().orders_of(customer);
        for place in 0..slice.len() {
            let number = slice.order(customer, place).number;
            let named = self.paid.by_number.get(&number).copied();
            if let Some(named) = named.and_then(|named| self.paid.named.get_mut(named as usize)) {
                named.orders.push((customer, place));
            }
        }
    }

    /// Gives the payments that name one number to the orders that they mean.
    pub(super) fn settle(&mut self, book: &Book, number: usize) {
        let Some(named) = self.paid.named.get_mut(number).map(std::mem::take) else { return };
        let mut meant: BTreeMap<(CustomerId, usize), Vec<u32>> = BTreeMap::new();
        for place in named.payments {
            match self.order_meant(book, place, &named.orders) {
                Ok(order) => meant.entry(order).or_default().push(place),
                Err(why) => self.refuse_payment(place, why),
            }
        }
        for ((customer, place), payments) in meant {
            self.pay(book, customer, place, &payments);
        }
    }

    /// Returns the one order that a payment can mean: of the customer and in the currency that its row tells.
    fn order_meant(
        &mut self,
        book: &Book,
        payment: u32,
        orders: &[(CustomerId, usize)],
    ) -> Result<(CustomerId, usize), Why> {
        let party = self.gather.payments.get(payment as usize).and_then(|paid| paid.party);
        let payer = party.map(|party| self.payer(book, party)).transpose()?;
        let paid = self.gather.payments.get(payment as usize).ok_or(Why::NoSuchOrder)?;
        if orders.is_empty() {
            return Err(Why::NoSuchOrder);
        }
        let of_payer: Vec<_> =
            orders.iter().filter(|(customer, _)| payer.is_none_or(|of| of == Some(*customer))).collect();
        if of_payer.is_empty() {
            return Err(Why::OrderOfAnother);
        }
        let order = |(customer, place): (CustomerId, usize)| book.ledger().orders_of(customer).order(customer, place);
        let in_currency = |at: (CustomerId, usize)| {
            let currency = order(at).amount.currency;
            paid.currency.is_none_or(|told| told == currency)
        };
        let fitting: Vec<_> = of_payer.into_iter().copied().filter(|at| in_currency(*at)).collect();
        // A return may bear the number of its sale: money paid is for what was bought, money paid back for what came back.
        let is_back = paid.amount < Decimal::default();
        let (alike, others): (Vec<_>, Vec<_>) = fitting.into_iter().partition(|at| order(*at).is_return() == is_back);
        let fitting = if alike.is_empty() { others } else { alike };
        match fitting.as_slice() {
            [] => Err(Why::OtherCurrency),
            [only] if paid.amount.to_minor(order(*only).amount.currency.exponent()).is_none() => Err(Why::SumTooLarge),
            [only] => Ok(*only),
            _ => Err(Why::SeveralOrders),
        }
    }

    /// Returns the customer of the book that a customer of the file is, or why it may be several.
    fn payer(&mut self, book: &Book, party: u32) -> Result<Option<CustomerId>, Why> {
        let (index, identity) = (&self.index, &self.gather.identity);
        *self.paid.parties.entry(party).or_insert_with(|| {
            let Some(keys) = identity.keys().get(party as usize) else { return Ok(None) };
            let found = index.find(keys, identity, |id| book.customer(id))?;
            Ok(found.map(|(id, _)| id))
        })
    }

    fn pay(&mut self, book: &Book, customer: CustomerId, place: usize, payments: &[u32]) {
        let slice = book.ledger().orders_of(customer);
        let before: Order = slice.order(customer, place);
        let rows = payments.iter().filter_map(|place| self.gather.payments.get(*place as usize));
        let after = with_payments(&before, rows);
        count_payments(&mut self.tally.payments, Some(&before), &after);
        let state = State::of(Some(&before), &after);
        self.tally.orders.add(state);
        let next = self.customers.len() as u32;
        let planned = *self.by_id.entry(customer).or_insert(next);
        if planned == next
            && let Some(record) = book.customer(customer)
        {
            let record = record.clone();
            self.customers.push(Planned { id: Some(customer), state: State::Unchanged, record });
            self.tally.customers.add(State::Unchanged);
            self.bought.push(Bought::default());
        }
        self.orders.push((planned, Planned { id: Some(slice.id(place)), state, record: Box::new(after) }));
    }

    fn refuse_payment(&mut self, payment: u32, why: Why) {
        let Some(PaidRow { row, .. }) = self.gather.payments.get(payment as usize) else { return };
        let line = self.cells.table.line(*row as usize);
        let column = match why {
            Why::OtherCurrency => self.cells.currency.or(self.cells.number),
            Why::SeveralCalledSo | Why::SeveralReached => self.gather.identity.column(&self.cells, *row),
            _ => self.cells.number,
        };
        let column = column.map(|column| column as u32);
        self.issues.push(Issue { row: *row, line, column, weight: Weight::RowRefused, why });
        self.gather.used -= 1;
        self.gather.refused += 1;
    }
}
