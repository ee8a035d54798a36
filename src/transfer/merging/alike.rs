//! Whether two records under one number are told alike: by something that tells one thing from another.

use crate::book::Book;
use crate::domain::{Contact, ContactField, Customer, CustomerField, CustomerId, Order};
use crate::transfer::identity::name_key;

/// So many orders of a customer are looked at.
const LOOKED_AT: usize = 8;

/// Tells whether two customers share a name, a number or an address, or are the same to the letter.
pub(super) fn same_customer(one: &Customer, other: &Customer) -> bool {
    let (names, emails) = (names(one), one.list(CustomerField::Emails));
    one == other
        || self::names(other).iter().any(|name| names.contains(name))
        || other.list(CustomerField::Emails).iter().any(|email| emails.contains(email))
}

/// Tells whether customers of one number share a person or an order, each under one number too.
pub(super) fn shares_records(here: &Book, there: &Book, id: CustomerId) -> bool {
    let orders = there.ledger().orders_of(id);
    let mut ids = (0..orders.len()).take(LOOKED_AT).map(|place| (orders.id(place), orders.order(id, place)));
    let same = |(number, theirs)| {
        here.ledger().order(number).is_some_and(|ours| ours.customer == id && same_order(&ours, &theirs))
    };
    let mut people = there.contacts_of(id);
    people.any(|(number, theirs)| {
        here.contact(number).is_some_and(|ours| ours.customer() == Some(id) && same_contact(ours, theirs))
    }) || ids.any(same)
}

/// Tells whether two people share a name, an address or a telephone number, or are the same to the letter.
pub(super) fn same_contact(one: &Contact, other: &Contact) -> bool {
    let name = name_key(one.plain(ContactField::Name));
    let shares = |field| other.list(field).iter().any(|text| one.list(field).contains(text));
    one == other
        || !name.is_empty() && name_key(other.plain(ContactField::Name)) == name
        || shares(ContactField::Emails)
        || shares(ContactField::Phones)
}

/// Tells whether two orders share their number, or day and amount: regular orders are often of one amount.
pub(super) fn same_order(one: &Order, other: &Order) -> bool {
    let is_numbered = !one.number.is_empty() && one.number == other.number;
    is_numbered || one.date == other.date && one.amount == other.amount
}

fn names(customer: &Customer) -> Vec<Box<str>> {
    let names = [CustomerField::Name, CustomerField::ShortName, CustomerField::Code].map(|field| customer.plain(field));
    names.into_iter().map(name_key).filter(|name| !name.is_empty()).collect()
}
