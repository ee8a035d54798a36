//! A book whose numbers count from 1 again.
//!
//! A number is never used twice, so those of a book that took over much and took it back run ahead of its records.

use std::collections::{BTreeMap, BTreeSet};

use super::{Book, Next, Parts};
use crate::domain::{ContactId, CustomerId, Decision, DecisionKey, Field, Order, OrderId, Record, Value};

impl Book {
    /// Returns the same facts under numbers without gaps, in the same order; who is named and gone has one too.
    pub fn renumbered(&self) -> Book {
        let numbers: BTreeMap<CustomerId, CustomerId> = self.named().into_iter().zip((1..).map(CustomerId)).collect();
        let new = |id: CustomerId| numbers.get(&id).copied().unwrap_or(id);
        let customers = self.customers.iter().map(|(id, customer)| (new(CustomerId(id)), pointed(customer, new)));
        let contacts = self.contacts.iter().zip((1..).map(ContactId));
        let contacts: Vec<_> = contacts.map(|((_, contact), id)| (id, pointed(contact, new))).collect();
        let orders = self.ledger.orders().collect::<BTreeMap<OrderId, Order>>().into_values();
        let orders = orders.map(|order| Order { customer: new(order.customer), ..order });
        let orders: Vec<(OrderId, Order)> = (1..).map(OrderId).zip(orders).collect();
        let decided = |(key, decision): (&DecisionKey, &Decision)| {
            let key = DecisionKey { customer: new(key.customer), ..*key };
            (key, decision.clone())
        };
        let next = Next {
            customer: numbers.len() as u32 + 1,
            contact: contacts.len() as u32 + 1,
            order: orders.len() as u32 + 1,
        };
        Book::from_parts(Parts {
            settings: self.settings.clone(),
            customers: customers.collect(),
            contacts,
            orders,
            policies: self.policies.clone(),
            rates: self.rates.clone(),
            mappings: self.mappings.clone(),
            decisions: self.decisions.iter().map(decided).collect(),
            reviews: self.reviews.clone(),
            next,
        })
    }

    /// Returns the customers that there are or that a record names.
    fn named(&self) -> BTreeSet<CustomerId> {
        let known = self.customers.iter().map(|(id, _)| CustomerId(id));
        let referrers = self.customers.iter().filter_map(|(_, customer)| customer.referred_by());
        let employers = self.contacts.iter().filter_map(|(_, contact)| contact.customer());
        let buyers = (0..self.ledger.customer_bound()).map(CustomerId);
        let buyers = buyers.filter(|id| !self.ledger.orders_of(*id).is_empty());
        let decided = self.decisions.keys().map(|key| key.customer);
        known.chain(referrers).chain(employers).chain(buyers).chain(decided).collect()
    }
}

/// Returns a record that names customers by their new numbers.
pub(super) fn pointed<F: Field>(record: &Record<F>, new: impl Fn(CustomerId) -> CustomerId) -> Record<F> {
    let mut pointed = record.clone();
    for (field, value) in record.values() {
        if let Value::Customer(id) = value {
            // A value of the same kind always fits the field.
            let _ = pointed.set(field, Some(Value::Customer(new(*id))));
        }
    }
    pointed
}
