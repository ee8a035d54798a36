//! Which customer, contact and order of the book one of the backup is.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::alike::{same_contact, same_customer, same_order, shares_people, shares_records};
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

/// So many who hold the same are looked at.
const LOOKED_AT: usize = 64;

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
    /// What the customers of the backup hold.
    their_prints: HashSet<u64>,
    /// Of the backup's customers and orders, how many have a number that the book gave too, and how many are the same.
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
            their_prints: HashSet::new(),
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

    /// Tells whether the number of a record can tell which one it is; those that an earlier merge gave cannot.
    fn may_tell(&self, record: &RecordId) -> bool {
        !self.past.has_brought(record)
    }

    /// Takes note of a number that both books use.
    fn meet(&mut self, is_same: bool) {
        self.met += 1;
        self.agreed += u32::from(is_same);
    }

    pub(super) fn index_customer(&mut self, here: &Book, _: &Book, number: u32) {
        let id = CustomerId(number);
        if let Some(customer) = here.customer(id) {
            self.index.add_customer(id, customer);
            self.prints.entry(print(customer)).or_default().push(id);
        }
    }

    pub(super) fn index_theirs(&mut self, _: &Book, there: &Book, number: u32) {
        self.their_prints.extend(there.customer(CustomerId(number)).map(print));
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
        let Some(ours) = here.customer(id).filter(|_| self.may_tell(&RecordId::Customer(id))) else { return };
        // A name that several have says nothing of which of them it is, and less than to hold the same as another.
        let names = [CustomerField::Name, CustomerField::ShortName].map(|field| name_key(ours.plain(field)));
        let is_named = || same_customer(ours, theirs) && !names.iter().any(|name| self.index.is_shared(name));
        let is_elsewhere = || {
            !is_twin(ours, theirs)
                && (self.prints.contains_key(&print(theirs)) || self.their_prints.contains(&print(ours)))
        };
        let is_same = self.past.bore(&RecordId::Customer(id))
            || shares_records(here, there, id, |record| self.may_tell(record))
            || (is_named() || shares_people(here, there, id, |record| self.may_tell(record))) && !is_elsewhere();
        if is_same {
            self.customers.pair(number, number);
        }
    }

    /// Looks whether a customer of the backup is the one of its number, and its orders in all that tells one from another.
    pub(super) fn meet_customer(&mut self, here: &Book, there: &Book, number: u32) {
        let customer = CustomerId(number);
        if there.customer(customer).and(here.customer(customer)).is_some()
            && self.may_tell(&RecordId::Customer(customer))
        {
            self.meet(self.customers.ours(number) == Some(number));
        }
        let slice = there.ledger().orders_of(customer);
        for place in 0..slice.len() {
            let id = slice.id(place);
            if let Some(ours) = here.ledger().order(id).filter(|_| self.may_tell(&RecordId::Order(id))) {
                let theirs = slice.order(customer, place);
                self.meet(ours.number == theirs.number && ours.date == theirs.date && ours.amount == theirs.amount);
            }
        }
    }

    /// Looks for one who holds the same as a customer of the backup and has the same people and orders: of several
    /// who hold the same, these tell which is which.
    pub(super) fn find_double(&mut self, here: &Book, there: &Book, number: u32) {
        let id = CustomerId(number);
        let Some(theirs) = self.open(there, id, false) else { return };
        let mut theirs_are = None;
        let mut is_double =
            |ours: &CustomerId| *theirs_are.get_or_insert_with(|| belongings(there, id)) == belongings(here, *ours);
        let double = self.twins(here, id, theirs).take(LOOKED_AT).find(&mut is_double);
        if let Some(found) = double {
            self.customers.pair(number, found.0);
        }
    }

    /// Returns the customers of the book that hold the same as one of the backup and are nobody else's, in front the one
    /// of its number.
    fn twins<'b>(
        &'b self,
        here: &'b Book,
        id: CustomerId,
        theirs: &'b Customer,
    ) -> impl Iterator<Item = CustomerId> + 'b {
        let twins = self.prints.get(&print(theirs)).into_iter().flatten().copied();
        let is_twin = |ours: &CustomerId| here.customer(*ours).is_some_and(|ours| is_twin(ours, theirs));
        std::iter::once(id).chain(twins).filter(|ours| !self.customers.is_taken(ours.0)).filter(is_twin)
    }

    /// Looks for one who holds the same as a customer of the backup, or is told alike under its number; who was deleted
    /// here takes nobody's place, and is looked for last.
    pub(super) fn find_twin(&mut self, here: &Book, there: &Book, number: u32, is_last: bool) {
        let id = CustomerId(number);
        let Some(theirs) = self.open(there, id, is_last) else { return };
        if let Some(by) = self.past.taken_in_by(id, here) {
            self.parts.insert(id, by);
            return;
        }
        let is_free = !self.customers.is_taken(number) && self.may_tell(&RecordId::Customer(id));
        let is_alike = || {
            here.customer(id).is_some_and(|ours| same_customer(ours, theirs))
                || shares_people(here, there, id, |record| self.may_tell(record))
        };
        let twin = self.twins(here, id, theirs).next();
        if let Some(found) = twin.or_else(|| (is_free && is_alike()).then_some(id)) {
            self.customers.pair(number, found.0);
        }
    }

    /// Returns a customer of the backup that was not found yet and may be looked for now.
    fn open<'b>(&self, there: &'b Book, id: CustomerId, is_last: bool) -> Option<&'b Customer> {
        let may_come = is_last || !self.past.is_deleted(&RecordId::Customer(id));
        there.customer(id).filter(|_| may_come && self.owner(id).is_none())
    }

    /// Looks for a customer of the backup as an import would look.
    pub(super) fn find_customer(&mut self, here: &Book, there: &Book, number: u32, is_last: bool) {
        let id = CustomerId(number);
        let Some(theirs) = self.open(there, id, is_last) else { return };
        let keys = keys(there, id, theirs);
        let Ok(found) = self.index.find(&keys, &self.identity, |id| here.customer(id)) else { return };
        let Some((found, _)) = found else { return };
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

    /// Looks for the last one of several namesakes who is nobody yet, and for whom a customer of the backup took in there,
    /// or what it was called before.
    pub(super) fn find_rest(&mut self, here: &Book, there: &Book, number: u32) {
        let id = CustomerId(number);
        let Some(theirs) = self.open(there, id, true) else { return };
        let code = theirs.plain(CustomerField::Code);
        let has_other_code =
            |ours: &Customer| !code.is_empty() && !["", code].contains(&ours.plain(CustomerField::Code));
        let is_free = |ours: &CustomerId| {
            !self.customers.is_taken(ours.0) && here.customer(*ours).is_some_and(|ours| !has_other_code(ours))
        };
        let mut namesakes = self.index.namesakes(&name_key(theirs.label())).iter().copied().filter(is_free);
        let last = namesakes.next().filter(|_| namesakes.next().is_none());
        let names = theirs.list(CustomerField::OtherNames).iter().map(|name| name_key(name));
        let former = || names.filter_map(|name| self.index.called(&name).ok()).find(is_free);
        if let Some(found) = last.or_else(former) {
            self.customers.pair(number, found.0);
        }
    }

    /// Pairs a contact of the backup with the one of its number where both are told alike.
    pub(super) fn hear_contact(&mut self, here: &Book, there: &Book, number: u32) {
        let id = ContactId(number);
        let (Some(theirs), Some(ours)) = (there.contact(id), here.contact(id)) else { return };
        if !self.may_tell(&RecordId::Contact(id)) {
            return;
        }
        let is_near = theirs.customer().and_then(|owner| self.owner(owner)) == ours.customer()
            || theirs.list(ContactField::Emails).iter().any(|email| ours.list(ContactField::Emails).contains(email));
        let was_same = || self.past.bore(&RecordId::Contact(id)) && (is_near || self.is_kin());
        if is_near && same_contact(ours, theirs) || was_same() {
            self.contacts.pair(number, number);
        }
    }

    /// Looks for a contact of the backup among the others of its customer; who was deleted here takes nobody's place.
    pub(super) fn find_contact(&mut self, here: &Book, there: &Book, number: u32) {
        if !self.past.is_deleted(&RecordId::Contact(ContactId(number))) {
            self.find_contact_again(here, there, number);
        }
    }

    /// Looks for any contact of the backup that was not found yet.
    pub(super) fn find_contact_again(&mut self, here: &Book, there: &Book, number: u32) {
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
            let Some(ours) = here.ledger().order(id).filter(|_| self.may_tell(&RecordId::Order(id))) else { continue };
            let theirs = slice.order(customer, place);
            let is_near = owner == Some(ours.customer) || self.is_kin();
            if is_near && (same_order(&ours, &theirs) || self.past.bore(&RecordId::Order(id))) {
                self.orders.pair(id.0, id.0);
            }
        }
    }

    /// Looks for the orders of a customer of the backup under other numbers, as an import does; those deleted here last.
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
        for (goes_last, step) in [false, true].into_iter().flat_map(|last| steps.map(|step| (last, step))) {
            for place in 0..slice.len() {
                let id = slice.id(place);
                if is_open(&self.orders, id)
                    && self.past.is_deleted(&RecordId::Order(id)) == goes_last
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

/// Returns a number that customers share who have the same people and orders, in whatever order.
fn belongings(book: &Book, id: CustomerId) -> u64 {
    let people = book.contacts_of(id).map(|(_, contact)| {
        let own = contact.values().filter(|(field, _)| field.kind() != Holds::Customer);
        hash(|hasher| own.for_each(|(field, value)| (field.code(), value.text(field.kind())).hash(hasher)))
    });
    let slice = book.ledger().orders_of(id);
    let orders = (0..slice.len()).map(|place| {
        let order = slice.order(id, place);
        hash(|hasher| (order.number, order.date, order.amount).hash(hasher))
    });
    people.chain(orders).fold(0, u64::wrapping_add)
}

fn hash(write: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    write(&mut hasher);
    hasher.finish()
}

/// Returns a short number that customers share who hold the same.
fn print(customer: &Customer) -> u64 {
    hash(|hasher| own(customer).for_each(|(field, value)| (field.code(), value.text(field.kind())).hash(hasher)))
}

fn own(customer: &Customer) -> impl Iterator<Item = (CustomerField, &crate::domain::Value)> {
    customer.values().filter(|(field, _)| field.kind() != Holds::Customer)
}
