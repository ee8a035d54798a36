//! The change that takes over what was picked.

use std::collections::BTreeMap;

use super::choices::{Choices, can_come};
use super::comparing::{Comparison, Row, State, What};
use super::fields::{self, pointed};
use crate::book::{Book, Change, Draft, Origin, Rates};
use crate::domain::{
    Contact, ContactField, ContactId, Customer, CustomerField, CustomerId, Date, DecisionKey, Order, OrderField,
    OrderId,
};

/// A merge in the making.
struct Merge<'b> {
    comparison: &'b Comparison,
    here: &'b Book,
    there: &'b Book,
    draft: Draft<'b>,
    /// The numbers of the customers that come over.
    coming: BTreeMap<CustomerId, CustomerId>,
    /// The rates that come over.
    rates: Rates,
}

impl Comparison {
    /// Returns the change that takes over what was picked of a backup of a day, `None` when that is nothing.
    pub fn change(&self, choices: &Choices, here: &Book, there: &Book, at: i64, saved: Date) -> Option<Change> {
        let picked = || {
            let rows = self.rows.iter().enumerate().map(|(place, row)| (row, choices.bits(place)));
            rows.filter(|(row, bits)| *bits != 0 && can_come(row))
        };
        let draft = Draft::new(here);
        let mut merge = Merge { comparison: self, here, there, draft, coming: BTreeMap::new(), rates: Rates::new() };
        let mut next = here.customers().next();
        for (row, _) in picked() {
            match &row.what {
                What::Customer(id) if !matches!(row.state, State::Differs(_)) => {
                    merge.coming.insert(*id, CustomerId(next));
                    next += 1;
                }
                What::Rate(currency, month) => {
                    let rate = there.rates().get(&(*currency, *month)).copied();
                    merge.rates.extend(rate.map(|rate| ((*currency, *month), rate)));
                }
                _ => {}
            }
        }
        merge.rate_orders();
        picked().for_each(|(row, bits)| merge.take(row, bits));
        for (theirs, ours) in merge.coming.clone() {
            merge.take_along(theirs, ours);
        }
        merge.draft.finish(at, Origin::Backup { saved })
    }
}

impl Merge<'_> {
    /// Returns the number that a customer of the backup has in the book, or will have.
    fn number(&self, theirs: CustomerId) -> Option<CustomerId> {
        self.comparison.owner(theirs).or_else(|| self.coming.get(&theirs).copied())
    }

    /// Gives orders of the book that lack a rate one that comes over (D14).
    fn rate_orders(&mut self) {
        if self.rates.is_empty() {
            return;
        }
        for (id, order) in self.here.ledger().orders().filter(|(_, order)| order.rate.is_none()) {
            if let Some(rate) = self.rates.get(&(order.amount.currency, order.date.month())).copied() {
                self.draft.put_order_as_is(id, Some(Order { rate: Some(rate), ..order }));
            }
        }
    }

    fn take(&mut self, row: &Row, bits: u64) {
        let is_new = !matches!(row.state, State::Differs(_));
        match &row.what {
            What::Customer(id) if is_new => {
                let customer = self.there.customer(*id).map(|customer| pointed(customer, |id| self.number(id)));
                if let Some(ours) = self.coming.get(id) {
                    self.draft.put_customer(*ours, customer);
                }
            }
            What::Customer(id) => self.update_customer(*id, bits),
            What::Contact(id) if is_new => self.add_contact(*id),
            What::Contact(id) => self.update_contact(*id, bits),
            What::Order(id) if is_new => self.add_order(*id),
            What::Order(id) => self.update_order(*id, bits),
            What::Setting => {
                let mut settings = self.here.settings().clone();
                fields::pick(&mut settings, self.there.settings(), bits);
                self.draft.put_settings(settings);
            }
            What::Policy(from) => self.draft.put_policy(*from, self.there.policies().get(from).cloned()),
            What::Rate(currency, month) => {
                let rate = self.there.rates().get(&(*currency, *month)).copied();
                self.draft.put_rate_alone(*currency, *month, rate);
            }
            What::Mapping(signature) => {
                self.draft.put_mapping(signature, self.there.mapping(signature).map(Box::from));
            }
            What::Decision(key) => {
                if let Some(customer) = self.number(key.customer) {
                    let decision = self.there.decisions().get(key).cloned();
                    self.draft.put_decision(DecisionKey { customer, ..*key }, decision);
                }
            }
            What::Review(opened) => self.draft.put_review(*opened, self.there.reviews().get(opened).copied()),
        }
    }

    /// Takes over what belongs to a customer that comes over.
    fn take_along(&mut self, theirs: CustomerId, ours: CustomerId) {
        let there = self.there;
        for (id, _) in there.contacts_of(theirs) {
            if self.comparison.pairing.contacts.ours(id.0).is_none() {
                self.add_contact(id);
            }
        }
        let slice = there.ledger().orders_of(theirs);
        for place in 0..slice.len() {
            if self.comparison.pairing.orders.ours(slice.id(place).0).is_none() {
                self.put_new_order(slice.order(theirs, place), ours);
            }
        }
        for (key, decision) in there.decisions_of(theirs) {
            self.draft.put_decision(DecisionKey { customer: ours, ..*key }, Some(decision.clone()));
        }
    }

    fn update_customer(&mut self, id: CustomerId, bits: u64) {
        let Some(number) = self.comparison.pairing.customers.ours(id.0).map(CustomerId) else { return };
        let (Some(ours), Some(theirs)) = (self.here.customer(number), self.there.customer(id)) else { return };
        let pointed: Customer = pointed(theirs, |id| self.number(id));
        // Whom the book will not have cannot be named.
        let is_nameable = theirs.referred_by().is_none() || pointed.value(CustomerField::ReferredBy).is_some();
        let bits = if is_nameable { bits } else { bits & !fields::references::<CustomerField>() };
        let mut customer = ours.clone();
        fields::pick(&mut customer, &pointed, bits);
        self.draft.put_customer(number, Some(customer));
    }

    fn add_contact(&mut self, id: ContactId) {
        if let Some(theirs) = self.there.contact(id) {
            self.draft.add_contact(pointed(theirs, |id| self.number(id)));
        }
    }

    fn update_contact(&mut self, id: ContactId, bits: u64) {
        let Some(number) = self.comparison.pairing.contacts.ours(id.0).map(ContactId) else { return };
        let (Some(ours), Some(theirs)) = (self.here.contact(number), self.there.contact(id)) else { return };
        let pointed: Contact = pointed(theirs, |id| self.number(id));
        let is_nameable = theirs.customer().is_none() || pointed.customer().is_some();
        let bits = if is_nameable { bits } else { bits & !fields::references::<ContactField>() };
        let mut contact = ours.clone();
        fields::pick(&mut contact, &pointed, bits);
        self.draft.put_contact(number, Some(contact));
    }

    fn add_order(&mut self, id: OrderId) {
        let order = self.there.ledger().order(id);
        if let Some((order, customer)) =
            order.and_then(|order| Some((self.number(order.customer)?, order))).map(swapped)
        {
            self.put_new_order(order, customer);
        }
    }

    /// Adds an order; one without a rate takes one that comes over, else the table's (D14).
    fn put_new_order(&mut self, order: Order, customer: CustomerId) {
        let rate = order.rate.or_else(|| self.rates.get(&(order.amount.currency, order.date.month())).copied());
        self.draft.add_order(Order { customer, rate, ..order });
    }

    fn update_order(&mut self, id: OrderId, bits: u64) {
        let Some(number) = self.comparison.pairing.orders.ours(id.0).map(OrderId) else { return };
        let (Some(mut ours), Some((_, theirs))) =
            (self.draft.order(number), self.comparison.orders(id, self.here, self.there))
        else {
            return;
        };
        let customer = self.there.ledger().customer_of(id).and_then(|customer| self.number(customer));
        let bits = if customer.is_some() { bits } else { bits & !fields::references::<OrderField>() };
        let theirs = Order { customer: customer.unwrap_or(ours.customer), ..theirs };
        fields::pick_order(&mut ours, &theirs, bits);
        self.draft.put_order_as_is(number, Some(ours));
    }
}

fn swapped<A, B>((a, b): (A, B)) -> (B, A) {
    (b, a)
}
