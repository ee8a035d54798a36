//! The book: all facts, the changes that made them, and nothing that could be derived.
//!
//! Everything the owner does is one [`Change`]: what it touches, with values before and after.
//! Applying changes in order gives the book; their inverses are undo; their list is the history.

mod change;
mod difference;
mod draft;
pub mod example;
mod fit;
mod history;
mod merge;
mod parts;
mod plain;
mod renumber;
mod roll;
pub mod wire;

use std::collections::BTreeMap;

pub use change::{Change, Edit, Note, Origin, RecordId, Swap};
pub use difference::Obstacle;
pub use draft::Draft;
pub use history::History;
pub use parts::{Next, Parts};
pub use plain::PlainTable;
pub use roll::Roll;

use crate::domain::{
    Contact, ContactId, Currency, Customer, CustomerId, Date, Decision, DecisionKey, Matter, Month, Order, Policy,
    Rate, Review, Scheme, Settings,
};
use crate::ledger::Ledger;

pub use crate::ledger::{PlainOrder, PlainPayment};

/// The rates of the owner's table, by currency and month (D14).
pub type Rates = BTreeMap<(Currency, Month), Rate>;

/// What the owner decided, by customer, matter and day (D12).
pub type Decisions = BTreeMap<DecisionKey, Decision>;

/// All facts of one business.
#[derive(Clone, Debug)]
pub struct Book {
    settings: Settings,
    customers: Roll<Customer>,
    contacts: Roll<Contact>,
    contacts_of: BTreeMap<CustomerId, Vec<ContactId>>,
    ledger: Ledger,
    // INVARIANT (order counter): above every order number ever used.
    next_order: u32,
    policies: BTreeMap<Date, Policy>,
    rates: Rates,
    mappings: BTreeMap<Box<str>, Box<str>>,
    decisions: Decisions,
    reviews: BTreeMap<Date, Review>,
}

impl Default for Book {
    fn default() -> Self {
        Book::new()
    }
}

impl Book {
    /// Returns a book without facts.
    pub fn new() -> Book {
        Book {
            settings: Settings::new(),
            customers: Roll::new(),
            contacts: Roll::new(),
            contacts_of: BTreeMap::new(),
            ledger: Ledger::new(Currency::USD),
            next_order: 1,
            policies: BTreeMap::new(),
            rates: BTreeMap::new(),
            mappings: BTreeMap::new(),
            decisions: Decisions::new(),
            reviews: BTreeMap::new(),
        }
    }

    /// Returns what holds for the whole book.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the currency that sales are summed in.
    pub fn base_currency(&self) -> Currency {
        self.ledger.base_currency()
    }

    /// Tells whether nothing refers to the base currency yet: no order, no rate.
    pub fn is_base_open(&self) -> bool {
        self.ledger.is_empty() && self.rates().is_empty()
    }

    /// Returns all customers by number.
    pub fn customers(&self) -> &Roll<Customer> {
        &self.customers
    }

    /// Returns a customer.
    pub fn customer(&self, id: CustomerId) -> Option<&Customer> {
        self.customers.get(id.0)
    }

    /// Returns all contacts by number.
    pub fn contacts(&self) -> &Roll<Contact> {
        &self.contacts
    }

    /// Returns a contact.
    pub fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.contacts.get(id.0)
    }

    /// Returns the contacts of a customer, in the order in which they were entered.
    pub fn contacts_of(&self, customer: CustomerId) -> impl Iterator<Item = (ContactId, &Contact)> {
        let ids = self.contacts_of.get(&customer).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| Some((*id, self.contact(*id)?)))
    }

    /// Returns all orders.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Returns the versions of the rules by the day from which they hold.
    pub fn policies(&self) -> &BTreeMap<Date, Policy> {
        &self.policies
    }

    /// Returns the rules in force on a date: before the first version, the first applies (D13).
    pub fn policy_on(&self, date: Date) -> Policy {
        let in_force = self.policies.range(..=date).next_back();
        let first = || self.policies.first_key_value();
        match in_force.or_else(first) {
            Some((_, policy)) => policy.clone(),
            None => Policy::for_exponent(self.base_currency().exponent()),
        }
    }

    /// Returns the owner's table of rates.
    pub fn rates(&self) -> &Rates {
        &self.rates
    }

    /// Returns the rate of a currency for a month, from the owner's table.
    pub fn rate(&self, currency: Currency, month: Month) -> Option<Rate> {
        if currency == self.base_currency() {
            return Some(Rate::ONE);
        }
        self.rates.get(&(currency, month)).copied()
    }

    /// Returns the rate of an order that moves to another day: one that the owner's table gave for its month is given for
    /// the new month (D14), any other stays.
    pub fn rate_moved(&self, order: &Order, to: Date) -> Option<Rate> {
        let of_table = |day: Date| self.rate(order.amount.currency, day.month());
        let is_moved = order.date.month() != to.month() && order.rate == of_table(order.date);
        if is_moved && order.rate.is_some() { of_table(to) } else { order.rate }
    }

    /// Returns the remembered answers of an import whose headers had this signature.
    pub fn mapping(&self, signature: &str) -> Option<&str> {
        self.mappings.get(signature).map(|text| &**text)
    }

    /// Returns what the owner decided.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Returns what was decided about a customer, by matter and day.
    pub fn decisions_of(
        &self,
        customer: CustomerId,
    ) -> impl DoubleEndedIterator<Item = (&DecisionKey, &Decision)> + use<'_> {
        let first = DecisionKey { customer, matter: FIRST_MATTER, day: Date::MIN };
        let last = DecisionKey { customer, matter: LAST_MATTER, day: Date::MAX };
        self.decisions.range(first..=last)
    }

    /// Returns what was decided about a customer in a matter, by day.
    pub fn decisions_on(
        &self,
        customer: CustomerId,
        matter: Matter,
    ) -> impl DoubleEndedIterator<Item = (&DecisionKey, &Decision)> + use<'_> {
        let first = DecisionKey { customer, matter, day: Date::MIN };
        self.decisions.range(first..=DecisionKey { day: Date::MAX, ..first })
    }

    /// Returns the review sessions by the day on which they were opened.
    pub fn reviews(&self) -> &BTreeMap<Date, Review> {
        &self.reviews
    }

    /// Tells whether there is neither customer nor order.
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty() && self.ledger.is_empty()
    }

    /// Puts the orders in order again where many were edited since; returns whether there was anything to do.
    pub fn smooth(&mut self) -> bool {
        self.ledger.smooth()
    }

    /// Applies a change: every record it touches takes its value after.
    pub fn apply(&mut self, change: &Change) {
        let mut orders = Vec::new();
        for edit in &change.edits {
            match edit {
                Edit::Order(id, swap) => orders.push((*id, swap.after.as_deref())),
                edit => self.apply_one(edit),
            }
        }
        if let Some((last, _)) = orders.iter().max_by_key(|(id, _)| *id) {
            self.next_order = self.next_order.max(last.0.saturating_add(1));
        }
        self.ledger.apply(orders);
    }

    fn apply_one(&mut self, edit: &Edit) {
        match edit {
            Edit::Setting(swap) => self.set_settings(swap.after.clone().unwrap_or_default()),
            Edit::Customer(id, swap) => self.customers.put(id.0, swap.after.clone()),
            Edit::Contact(id, swap) => self.put_contact(*id, swap.after.clone()),
            Edit::Order(..) => {}
            Edit::Policy(from, swap) => put(&mut self.policies, *from, swap.after.as_deref().cloned()),
            Edit::Rate(currency, month, swap) => put(&mut self.rates, (*currency, *month), swap.after),
            Edit::Mapping(signature, swap) => put(&mut self.mappings, signature.clone(), swap.after.clone()),
            Edit::Decision(key, swap) => put(&mut self.decisions, *key, swap.after.as_deref().cloned()),
            Edit::Review(opened, swap) => put(&mut self.reviews, *opened, swap.after),
        }
    }

    fn set_settings(&mut self, settings: Settings) {
        let base = settings.base_currency();
        if base != self.ledger.base_currency() {
            self.ledger = self.ledger.in_currency(base);
        }
        self.settings = settings;
    }

    fn put_contact(&mut self, id: ContactId, after: Option<Contact>) {
        if let Some(owner) = self.contact(id).and_then(Contact::customer)
            && let Some(ids) = self.contacts_of.get_mut(&owner)
        {
            ids.retain(|known| *known != id);
        }
        if let Some(owner) = after.as_ref().and_then(Contact::customer) {
            let ids = self.contacts_of.entry(owner).or_default();
            let place = ids.partition_point(|known| *known < id);
            ids.insert(place, id);
        }
        self.contacts.put(id.0, after);
    }
}

/// The matters that sort before and after all others.
const FIRST_MATTER: Matter = Matter::Class(Scheme::Scale);
const LAST_MATTER: Matter = Matter::Data;

fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}

#[cfg(test)]
mod tests;
