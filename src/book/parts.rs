//! A book from its parts, as one that was read from a file.

use super::{Book, Decisions, Rates};
use crate::domain::{Contact, ContactId, Customer, CustomerId, Date, Order, OrderId, Policy, Review, Settings};
use std::collections::BTreeMap;

/// All that a book holds, each record once.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// What holds for the whole book.
    pub settings: Settings,
    /// The customers.
    pub customers: Vec<(CustomerId, Customer)>,
    /// The contacts.
    pub contacts: Vec<(ContactId, Contact)>,
    /// The orders.
    pub orders: Vec<(OrderId, Order)>,
    /// The versions of the rules by the day from which they hold.
    pub policies: BTreeMap<Date, Policy>,
    /// The owner's table of rates.
    pub rates: Rates,
    /// Remembered answers of imports by the signature of their headers.
    pub mappings: BTreeMap<Box<str>, Box<str>>,
    /// What the owner decided.
    pub decisions: Decisions,
    /// The review sessions by the day on which they were opened.
    pub reviews: BTreeMap<Date, Review>,
    /// The numbers that new records take.
    pub next: Next,
}

/// The numbers that new records take; all below were used once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// The next customer's.
    pub customer: u32,
    /// The next contact's.
    pub contact: u32,
    /// The next order's.
    pub order: u32,
}

impl Default for Next {
    fn default() -> Self {
        Next { customer: 1, contact: 1, order: 1 }
    }
}

impl Book {
    /// Puts a book together.
    pub fn from_parts(parts: Parts) -> Book {
        let mut book = Book::new();
        book.set_settings(parts.settings);
        book.customers.reserve(parts.next.customer);
        book.contacts.reserve(parts.next.contact);
        for (id, customer) in parts.customers {
            book.customers.put(id.0, Some(customer));
        }
        for (id, contact) in parts.contacts {
            book.put_contact(id, Some(contact));
        }
        let last = parts.orders.iter().map(|(id, _)| id.0.saturating_add(1)).max();
        book.next_order = parts.next.order.max(last.unwrap_or(1));
        book.ledger.apply(parts.orders.iter().map(|(id, order)| (*id, Some(order))));
        book.policies = parts.policies;
        book.rates = parts.rates;
        book.mappings = parts.mappings;
        book.decisions = parts.decisions;
        book.reviews = parts.reviews;
        book
    }

    /// Returns the numbers that new records take; no record bears or names a higher one.
    pub fn next(&self) -> Next {
        Next { customer: self.customer_bound(), contact: self.contacts.next(), order: self.next_order }
    }

    /// Returns one above the highest customer number that any record bears or names.
    pub(super) fn customer_bound(&self) -> u32 {
        let decided = self.decisions.last_key_value().map_or(0, |(key, _)| key.customer.0.saturating_add(1));
        self.customers.next().max(self.ledger.customer_bound()).max(decided)
    }

    /// Returns the remembered answers of imports by the signature of their headers.
    pub fn mappings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.mappings.iter().map(|(signature, text)| (&**signature, &**text))
    }
}
