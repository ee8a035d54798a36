//! Which customer, contact and order of the book one of the backup is.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::alike::{same_contact, same_customer, same_order, shares_records};
use super::fields::pointed;
use super::numbers::Numbers;
use super::past::Past;
use crate::book::{Book, RecordId};
use crate::domain::{Contact, ContactField, ContactId, Customer, CustomerField, CustomerId, Order, OrderId};
use crate::domain::{Field, Kind as Holds};
use crate::transfer::identity::{Identity, Keys, NamedBy, domains, name_key};
use crate::transfer::matching::{Index, Pool, contact, has_other_name};
use crate::transfer::target::Kind;
use crate::transfer::values::website;

/// What is known so far of who is who.
#[derive(Debug)]
pub(super) struct Pairing {
    pub(super) past: Past,
    pub(super) customers: Numbers,
    pub(super) contacts: Numbers,
    pub(super) orders: Numbers,
    /// Customers of the backup that are a part of one of the book, or that both books only name.
    pub(super) parts: BTreeMap<CustomerId, CustomerId>,
    index: Index,
    identity: Identity,
    /// The customers of the book by what they hold.
    prints: HashMap<u64, Vec<CustomerId>>,
    /// Of the backup's customers, how many have a number that the book uses too, and how many of them are the same.
    met: u32,
    agreed: u32,
}

impl Pairing {
    pub(super) fn new(past: Past) -> Pairing {
        Pairing {
            past,
            customers: Numbers::default(),
            contacts: Numbers::default(),
            orders: Numbers::default(),
            parts: BTreeMap::new(),
            index: Index::default(),
            identity: Identity::of_records(Kind::Customers),
            prints: HashMap::new(),
            met: 0,
            agreed: 0,
        }
    }

    /// Returns the customer of the book that one of the backup is, or is a part of.
    pub(super) fn owner(&self, theirs: CustomerId) -> Option<CustomerId> {
        self.customers.ours(theirs.0).map(CustomerId).or_else(|| self.parts.get(&theirs).copied())
    }

    /// Tells whether both books go back to one: most numbers mean the same in both.
    pub(super) fn is_kin(&self) -> bool {
        self.agreed * 2 > self.met
    }

    /// Tells whether nothing speaks against that.
    pub(super) fn may_be_kin(&self) -> bool {
        self.agreed * 2 >= self.met
    }

    pub(super) fn index_customer(&mut self, here: &Book, _: &Book, number: u32) {
        let id = CustomerId(number);
        if let Some(customer) = here.customer(id) {
            self.index.add_customer(id, customer);
            self.prints.entry(print(customer)).or_default().push(id);
        }
    }

    pub(super) fn index_contact(&mut self, here: &Book, _: &Book, number: u32) {
        if let Some(contact) = here.contact(ContactId(number)) {
            self.index.add_contact(contact);
        }
    }

    /// Hears of a customer of the backup, and pairs it with the one of its number where both are told alike.
    pub(super) fn hear_customer(&mut self, here: &Book, there: &Book, number: u32) {
        let id = CustomerId(number);
        let Some(theirs) = there.customer(id) else {
            if here.customer(id).is_none() {
                self.parts.extend((!there.ledger().orders_of(id).is_empty()).then_some((id, id)));
            }
            return;
        };
        self.identity.tell(keys(there, id, theirs));
        let Some(ours) = here.customer(id) else { return };
        self.met += 1;
        // A name that several have says nothing of which of them it is, and less than to hold the same as another.
        let names = [CustomerField::Name, CustomerField::ShortName].map(|field| name_key(ours.plain(field)));
        let is_named = || same_customer(ours, theirs) && !names.iter().any(|name| self.index.is_shared(name));
        let is_elsewhere = || !is_twin(ours, theirs) && self.prints.contains_key(&print(theirs));
        let is_same =
            self.past.bore(&RecordId::Customer(id)) || shares_records(here, there, id) || is_named() && !is_elsewhere();
        if is_same {
            self.agreed += 1;
            self.customers.pair(number, number);
        }
    }

    /// Looks for a customer of the backup under other numbers; who was deleted here takes nobody's place.
    pub(super) fn find_customer(&mut self, here: &Book, there: &Book, number: u32) {
        if !self.past.is_deleted(&RecordId::Customer(CustomerId(number))) {
            self.find_again(here, there, number);
        }
    }

    /// Looks for any customer of the backup that was not found yet.
    pub(super) fn find_again(&mut self, here: &Book, there: &Book, number: u32) {
        let id = CustomerId(number);
        let Some(theirs) = there.customer(id).filter(|_| self.owner(id).is_none()) else { return };
        if let Some(by) = self.past.taken_in_by(id, here) {
            self.parts.insert(id, by);
            return;
        }
        let free = |ours: &CustomerId| !self.customers.is_taken(ours.0);
        let is_twin = |ours: &CustomerId| here.customer(*ours).is_some_and(|ours| is_twin(ours, theirs));
        let is_alike = |ours: &CustomerId| here.customer(*ours).is_some_and(|ours| same_customer(ours, theirs));
        let twins = self.prints.get(&print(theirs)).into_iter().flatten().copied();
        let twin = std::iter::once(id).chain(twins).filter(free).find(is_twin);
        if let Some(found) = twin.or_else(|| Some(id).filter(free).filter(is_alike)) {
            self.agreed += u32::from(found == id);
            return self.customers.pair(number, found.0);
        }
        let keys = keys(there, id, theirs);
        let found = self.index.find(&keys, &self.identity, |id| here.customer(id));
        let Ok(Some((found, _))) = found else { return };
        if !self.customers.is_taken(found.0) {
            return self.customers.pair(number, found.0);
        }
        let bears = |name: &str| {
            let key = name_key(name);
            here.customer(found).is_some_and(|ours| has_other_name(ours, &key))
        };
        if bears(keys.called()) || bears(&keys.code) {
            self.parts.insert(id, found);
        }
    }

    /// Pairs a contact of the backup with the one of its number where both are told alike.
    pub(super) fn hear_contact(&mut self, here: &Book, there: &Book, number: u32) {
        let id = ContactId(number);
        let (Some(theirs), Some(ours)) = (there.contact(id), here.contact(id)) else { return };
        let is_near = theirs.customer().and_then(|owner| self.owner(owner)) == ours.customer()
            || theirs.list(ContactField::Emails).iter().any(|email| ours.list(ContactField::Emails).contains(email));
        if same_contact(ours, theirs) && is_near || self.past.bore(&RecordId::Contact(id)) {
            self.contacts.pair(number, number);
        }
    }

    /// Looks for a contact of the backup among the others of its customer.
    pub(super) fn find_contact(&mut self, here: &Book, there: &Book, number: u32) {
        let Some(theirs) = there.contact(ContactId(number)).filter(|_| self.contacts.ours(number).is_none()) else {
            return;
        };
        let Some(owner) = theirs.customer().and_then(|owner| self.owner(owner)) else { return };
        let told: Contact = pointed(theirs, |_| Some(owner));
        let free = || here.contacts_of(owner).filter(|(id, _)| !self.contacts.is_taken(id.0));
        let twin = free().find(|(_, ours)| **ours == told).map(|(id, _)| id);
        if let Some(found) = twin.or_else(|| contact(free(), &told)) {
            self.contacts.pair(number, found.0);
        }
    }

    /// Pairs the orders of a customer of the backup with those of their numbers where both are told alike.
    pub(super) fn hear_orders(&mut self, here: &Book, there: &Book, number: u32) {
        let customer = CustomerId(number);
        let owner = self.owner(customer);
        let slice = there.ledger().orders_of(customer);
        for place in 0..slice.len() {
            let id = slice.id(place);
            let Some(ours) = here.ledger().order(id) else { continue };
            let theirs = slice.order(customer, place);
            let is_near = owner == Some(ours.customer) || self.is_kin();
            if is_near && same_order(&ours, &theirs) || self.past.bore(&RecordId::Order(id)) {
                self.orders.pair(id.0, id.0);
            }
        }
    }

    /// Looks for the orders of a customer of the backup under other numbers, as an import does.
    pub(super) fn find_orders(&mut self, here: &Book, there: &Book, number: u32) {
        let customer = CustomerId(number);
        let Some(owner) = self.owner(customer) else { return };
        let slice = there.ledger().orders_of(customer);
        let is_open = |orders: &Numbers, id: OrderId| orders.ours(id.0).is_none();
        if here.ledger().orders_of(owner).is_empty()
            || slice.ids().iter().all(|id| !is_open(&self.orders, OrderId(*id)))
        {
            return;
        }
        let mut pool = Pool::of(owner);
        pool.fill(here, usize::MAX >> 1);
        pool.without(here, |id| self.orders.is_taken(id.0));
        let steps: [Taking; 2] = [Pool::take_same, Pool::take_numbered];
        for step in steps {
            for place in 0..slice.len() {
                let id = slice.id(place);
                if is_open(&self.orders, id)
                    && let Some((found, _)) = step(&mut pool, here, &slice.order(customer, place))
                {
                    self.orders.pair(id.0, found.0);
                }
            }
        }
    }
}

/// A way to take out the order of the book that one of the backup is.
type Taking = fn(&mut Pool, &Book, &Order) -> Option<(OrderId, Order)>;

/// Returns what tells a customer of the backup from another, as a row of a file would tell it.
fn keys(book: &Book, id: CustomerId, customer: &Customer) -> Keys {
    let names = [CustomerField::Name, CustomerField::ShortName].map(|field| customer.plain(field));
    let spelt = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let of_people = book.contacts_of(id).flat_map(|(_, contact)| contact.list(ContactField::Emails));
    let emails: Vec<Box<str>> = customer.list(CustomerField::Emails).iter().chain(of_people).cloned().collect();
    let site = website::read(customer.plain(CustomerField::Website)).ok();
    Keys {
        code: customer.plain(CustomerField::Code).into(),
        domains: domains(&emails, site.as_ref().map(|site| site.host.as_str())),
        emails,
        name: name_key(spelt),
        spelt: spelt.into(),
        named_by: if spelt.is_empty() { NamedBy::Nothing } else { NamedBy::Company },
    }
}

/// Tells whether two customers hold the same; whom they name as referrer is another matter.
fn is_twin(one: &Customer, other: &Customer) -> bool {
    own(one).eq(own(other))
}

/// Returns a short number that customers share who hold the same.
fn print(customer: &Customer) -> u64 {
    let mut hasher = DefaultHasher::new();
    own(customer).for_each(|(field, value)| (field.code(), value.text(field.kind())).hash(&mut hasher));
    hasher.finish()
}

fn own(customer: &Customer) -> impl Iterator<Item = (CustomerField, &crate::domain::Value)> {
    customer.values().filter(|(field, _)| field.kind() != Holds::Customer)
}
