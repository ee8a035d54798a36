//! Whether two records under one number are told alike: by something that tells one thing from another.

use crate::book::{Book, RecordId};
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

/// Tells whether customers of one number share an order, or a person with an address, each under one number too, as far
/// as `may_tell` lets a number tell anything.
pub(super) fn shares_records(here: &Book, there: &Book, id: CustomerId, may_tell: impl Fn(&RecordId) -> bool) -> bool {
    let orders = there.ledger().orders_of(id);
    let orders = (0..orders.len()).take(LOOKED_AT).map(|place| (orders.id(place), orders.order(id, place)));
    let mut orders = orders.filter(|(number, _)| may_tell(&RecordId::Order(*number)));
    let same = |(number, theirs)| {
        here.ledger().order(number).is_some_and(|ours| ours.customer == id && same_order(&ours, &theirs))
    };
    people_of_both(here, there, id, &may_tell).any(|(ours, theirs)| shares_address(ours, theirs)) || orders.any(same)
}

/// Tells whether customers of one number share a person under one number, by name at least.
pub(super) fn shares_people(here: &Book, there: &Book, id: CustomerId, may_tell: impl Fn(&RecordId) -> bool) -> bool {
    people_of_both(here, there, id, &may_tell).any(|(ours, theirs)| same_contact(ours, theirs))
}

fn people_of_both<'b>(
    here: &'b Book,
    there: &'b Book,
    id: CustomerId,
    may_tell: &impl Fn(&RecordId) -> bool,
) -> impl Iterator<Item = (&'b Contact, &'b Contact)> {
    let people = there.contacts_of(id).filter(|(number, _)| may_tell(&RecordId::Contact(*number)));
    people.filter_map(move |(number, theirs)| {
        Some((here.contact(number).filter(|ours| ours.customer() == Some(id))?, theirs))
    })
}
/// Tells whether two people share a name, an address or a telephone number, or are the same to the letter.
pub(super) fn same_contact(one: &Contact, other: &Contact) -> bool {
    let name = name_key(one.plain(ContactField::Name));
    let same_name = || !name.is_empty() && name_key(other.plain(ContactField::Name)) == name;
    one == other || same_name() || shares_address(one, other)
}

fn shares_address(one: &Contact, other: &Contact) -> bool {
    let shares = |field| other.list(field).iter().any(|text| one.list(field).contains(text));
    shares(ContactField::Emails) || shares(ContactField::Phones)
}

/// Tells whether two orders share their number, or day and amount: regular orders are often of one amount.
pub(super) fn same_order(one: &Order, other: &Order) -> bool {
    let is_numbered = !one.number.is_empty() && one.number == other.number;
    is_numbered || one.date == other.date && one.amount == other.amount
}

fn names(customer: &Customer) -> Vec<Box<str>> {
    let names = [CustomerField::Name, CustomerField::ShortName, CustomerField::Code].map(|field| customer.plain(field));
    let others = customer.list(CustomerField::OtherNames).iter().map(|name| &**name);
    names.into_iter().chain(others).map(name_key).filter(|name| !name.is_empty()).collect()
}
