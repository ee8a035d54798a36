//! Which customer, contact and order of the book a record of a file is.

use std::collections::HashMap;

use super::identity::{Identity, Keys, NamedBy, domains, name_key};
use super::values::website;
use crate::book::Book;
use crate::domain::{
    Contact, ContactField, ContactId, Currency, Customer, CustomerField, CustomerId, Date, Order, OrderId,
};

/// By what a customer of a file was found in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchedBy {
    /// Its number.
    Code,
    /// An e-mail address.
    Email,
    /// The domain of its addresses or its site, which nobody else has.
    Domain,
    /// Its exact name.
    Name,
}

/// The customers of a book by what tells them apart.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_code: HashMap<Box<str>, CustomerId>,
    by_email: HashMap<Box<str>, CustomerId>,
    /// `None` for a domain of several.
    by_domain: HashMap<Box<str>, Option<CustomerId>>,
    by_name: HashMap<Box<str>, CustomerId>,
    /// Whether a customer has an address of its own or of a contact.
    reachable: Vec<bool>,
}

impl Index {
    pub(super) fn add_customer(&mut self, id: CustomerId, customer: &Customer) {
        let code = customer.plain(CustomerField::Code);
        if !code.is_empty() {
            self.by_code.entry(code.into()).or_insert(id);
        }
        for field in [CustomerField::Name, CustomerField::ShortName] {
            let name = name_key(customer.plain(field));
            if !name.is_empty() {
                self.by_name.entry(name).or_insert(id);
            }
        }
        let site = website::read(customer.plain(CustomerField::Website)).ok();
        self.add_addresses(id, customer.list(CustomerField::Emails), site.as_ref().map(|site| site.host.as_str()));
    }

    pub(super) fn add_contact(&mut self, contact: &Contact) {
        if let Some(id) = contact.customer() {
            self.add_addresses(id, contact.list(ContactField::Emails), None);
        }
    }

    fn add_addresses(&mut self, id: CustomerId, emails: &[Box<str>], host: Option<&str>) {
        for email in emails {
            self.by_email.entry(email.clone()).or_insert(id);
        }
        for domain in domains(emails, host) {
            let owner = self.by_domain.entry(domain).or_insert(Some(id));
            *owner = owner.filter(|owner| *owner == id);
        }
        let place = id.0 as usize;
        if self.reachable.len() <= place {
            self.reachable.resize(place + 1, false);
        }
        if let Some(reachable) = self.reachable.get_mut(place) {
            *reachable |= !emails.is_empty();
        }
    }

    /// Returns the customer of the book that keys of a file belong to; the strongest key that fits decides.
    pub(super) fn find(&self, keys: &Keys, identity: &Identity, book: &Book) -> Option<(CustomerId, MatchedBy)> {
        if let Some(id) = self.by_code.get(&keys.code).filter(|_| !keys.code.is_empty()) {
            return Some((*id, MatchedBy::Code));
        }
        // A weaker key decides only where no two numbers contradict each other.
        let fits = |id: &CustomerId| {
            let code = book.customer(*id).map_or("", |customer| customer.plain(CustomerField::Code));
            keys.code.is_empty() || code.is_empty()
        };
        let by_email = || keys.emails.iter().filter_map(|email| self.by_email.get(email).copied()).find(fits);
        let of_one = |domain: &str| self.by_domain.get(domain).copied().flatten();
        let by_domain = || identity.own_domains(keys).filter_map(of_one).find(fits);
        let same_person = |id: &CustomerId| {
            let reachable = self.reachable.get(id.0 as usize).is_some_and(|reachable| *reachable);
            keys.named_by == NamedBy::Company || keys.emails.is_empty() || !reachable
        };
        let by_name = || self.by_name.get(&keys.name).copied().filter(fits).filter(same_person);
        let found = by_email().map(|id| (id, MatchedBy::Email));
        let found = found.or_else(|| by_domain().map(|id| (id, MatchedBy::Domain)));
        found.or_else(|| by_name().map(|id| (id, MatchedBy::Name)))
    }
}

/// Returns the contact of a customer that a person of a file is: by e-mail, then exact name.
pub(super) fn contact<'b>(book: &'b Book, customer: CustomerId, told: &Contact) -> Option<(ContactId, &'b Contact)> {
    let emails = told.list(ContactField::Emails);
    let shares_email = |known: &Contact| known.list(ContactField::Emails).iter().any(|email| emails.contains(email));
    let name = name_key(told.plain(ContactField::Name));
    let same_name = |known: &Contact| !name.is_empty() && name_key(known.plain(ContactField::Name)) == name;
    let by_email = book.contacts_of(customer).find(|(_, known)| shares_email(known));
    by_email.or_else(|| book.contacts_of(customer).find(|(_, known)| same_name(known)))
}

/// The orders of one customer of the book, each of which one order of a file can be.
#[derive(Debug, Default)]
pub(super) struct Pool {
    orders: Vec<Option<(OrderId, Order)>>,
}

impl Pool {
    pub(super) fn of(book: &Book, customer: CustomerId) -> Pool {
        let slice = book.ledger().orders_of(customer);
        let orders = (0..slice.len()).map(|place| Some((slice.id(place), slice.order(customer, place))));
        Pool { orders: orders.collect() }
    }

    /// Takes out the order that is the same in number, day and amount; one without a number the same in the others.
    pub(super) fn take_same(&mut self, told: &Order) -> Option<(OrderId, Order)> {
        let mark = |order: &Order| -> (Date, i64, Currency) { (order.date, order.amount.minor, order.amount.currency) };
        let same = |order: &Order| mark(order) == mark(told);
        self.take(|order| order.number == told.number && same(order))
            .or_else(|| self.take(|order| told.number.is_empty() && same(order)))
    }

    /// Takes out the order of the same number, whatever its day and amount.
    pub(super) fn take_numbered(&mut self, told: &Order) -> Option<(OrderId, Order)> {
        self.take(|order| !told.number.is_empty() && order.number == told.number)
    }

    fn take(&mut self, is: impl Fn(&Order) -> bool) -> Option<(OrderId, Order)> {
        let place = self.orders.iter().position(|slot| slot.as_ref().is_some_and(|(_, order)| is(order)));
        self.orders.get_mut(place?)?.take()
    }
}
