//! Drafts: edits collected over a book until they become one change.

use std::collections::BTreeMap;

use super::{Book, Change, Edit, Origin, RecordId, Swap, put};
use crate::domain::{
    Contact, ContactField, ContactId, Currency, Customer, CustomerField, CustomerId, Date, Decision, DecisionKey,
    Month, Order, OrderId, Policy, Rate, Review, Settings, Value,
};

/// A change in the making. It reads the book as it is, under the edits made so far.
#[derive(Debug)]
pub struct Draft<'a> {
    book: &'a Book,
    edits: BTreeMap<RecordId, Edit>,
    next_customer: u32,
    next_contact: u32,
    next_order: u32,
}

impl<'a> Draft<'a> {
    /// Begins a change of a book.
    pub fn new(book: &'a Book) -> Draft<'a> {
        Draft {
            book,
            edits: BTreeMap::new(),
            next_customer: book.customers.next(),
            next_contact: book.contacts.next(),
            next_order: book.next_order,
        }
    }

    /// Returns the book as it is without this draft.
    pub fn book(&self) -> &'a Book {
        self.book
    }

    /// Returns a customer as the draft leaves it.
    pub fn customer(&self, id: CustomerId) -> Option<&Customer> {
        match self.edits.get(&RecordId::Customer(id)) {
            Some(Edit::Customer(_, swap)) => swap.after.as_ref(),
            _ => self.book.customer(id),
        }
    }

    /// Returns an order as the draft leaves it.
    pub fn order(&self, id: OrderId) -> Option<Order> {
        match self.edits.get(&RecordId::Order(id)) {
            Some(Edit::Order(_, swap)) => swap.after.as_deref().cloned(),
            _ => self.book.ledger.order(id),
        }
    }

    /// Adds a customer and returns its number.
    pub fn add_customer(&mut self, customer: Customer) -> CustomerId {
        let id = CustomerId(self.next_customer);
        self.next_customer += 1;
        self.put_customer(id, Some(customer));
        id
    }

    /// Adds a contact and returns its number.
    pub fn add_contact(&mut self, contact: Contact) -> ContactId {
        let id = ContactId(self.next_contact);
        self.next_contact += 1;
        self.put_contact(id, Some(contact));
        id
    }

    /// Adds an order and returns its number; one without a rate takes the owner's table's (D14).
    pub fn add_order(&mut self, order: Order) -> OrderId {
        let id = OrderId(self.next_order);
        self.next_order += 1;
        self.put_order(id, Some(order));
        id
    }

    /// Sets a customer; `None` removes it and leaves its contacts, orders and decisions alone.
    pub fn put_customer(&mut self, id: CustomerId, after: Option<Customer>) {
        let before = self.book.customer(id).cloned();
        self.put(Edit::Customer(id, Swap::new(before, after)));
    }

    /// Sets a contact; `None` removes it.
    pub fn put_contact(&mut self, id: ContactId, after: Option<Contact>) {
        let before = self.book.contact(id).cloned();
        self.put(Edit::Contact(id, Swap::new(before, after)));
    }

    /// Sets an order; `None` removes it. One without a rate takes the owner's table's (D14).
    pub fn put_order(&mut self, id: OrderId, after: Option<Order>) {
        let rated = after.map(|order| Order { rate: order.rate.or_else(|| self.table_rate(&order)), ..order });
        self.put_order_as_is(id, rated);
    }

    /// Sets an order without looking for its rate.
    pub fn put_order_as_is(&mut self, id: OrderId, after: Option<Order>) {
        let before = self.book.ledger.order(id).map(Box::new);
        self.put(Edit::Order(id, Swap::new(before, after.map(Box::new))));
    }

    fn table_rate(&self, order: &Order) -> Option<Rate> {
        let is_foreign = order.amount.currency != self.book.base_currency();
        is_foreign.then(|| self.book.rate(order.amount.currency, order.date.month())).flatten()
    }

    /// Sets what holds for the whole book. With another base currency the rules' amounts are of that one.
    pub fn put_settings(&mut self, after: Settings) {
        let (from, to) = (self.settings().base_currency().exponent(), after.base_currency().exponent());
        if from != to {
            for (day, policy) in self.policies() {
                self.put_policy(day, Some(policy.in_exponent(from, to)));
            }
        }
        let before = Some(self.book.settings.clone());
        self.put(Edit::Setting(Swap::new(before, Some(after))));
    }

    /// Sets the rules in force from a day on. The days before the first version follow it too, so that a book without one
    /// first keeps the rules it had until then.
    pub fn start_policy(&mut self, from: Date, policy: Policy) {
        if self.policies().is_empty() {
            let first = self.book.ledger().orders().map(|(_, order)| order.date).min();
            let before = first.filter(|day| *day < from).unwrap_or(from.plus_days(-1));
            self.put_policy(before, Some(self.book.policy_on(before)));
        }
        self.put_policy(from, Some(policy));
    }

    /// Returns the settings as the draft leaves them.
    fn settings(&self) -> &Settings {
        match self.edits.get(&RecordId::Setting) {
            Some(Edit::Setting(Swap { after: Some(after), .. })) => after,
            _ => &self.book.settings,
        }
    }

    /// Returns the versions of the rules as the draft leaves them.
    fn policies(&self) -> BTreeMap<Date, Policy> {
        let mut policies = self.book.policies.clone();
        for edit in self.edits.values() {
            if let Edit::Policy(from, swap) = edit {
                put(&mut policies, *from, swap.after.as_deref().cloned());
            }
        }
        policies
    }

    /// Sets the rules that hold from a day; `None` removes that version.
    pub fn put_policy(&mut self, from: Date, after: Option<Policy>) {
        let before = self.book.policies.get(&from).cloned().map(Box::new);
        self.put(Edit::Policy(from, Swap::new(before, after.map(Box::new))));
    }

    /// Sets a rate of the owner's table and gives it to the orders of that month that have none.
    ///
    /// Orders that have a rate keep it (D14).
    pub fn put_rate(&mut self, currency: Currency, month: Month, after: Option<Rate>) {
        self.put_rate_alone(currency, month, after);
        let Some(rate) = after else { return };
        for (id, mut order) in self.book.ledger.orders() {
            let lacks = order.rate.is_none() && order.amount.currency == currency;
            if lacks && order.date.month() == month {
                order.rate = Some(rate);
                self.put_order(id, Some(order));
            }
        }
    }

    /// Sets a rate of the owner's table and leaves all orders alone.
    pub fn put_rate_alone(&mut self, currency: Currency, month: Month, after: Option<Rate>) {
        let before = self.book.rates.get(&(currency, month)).copied();
        self.put(Edit::Rate(currency, month, Swap::new(before, after)));
    }

    /// Remembers the answers of an import by the signature of its headers.
    pub fn put_mapping(&mut self, signature: &str, after: Option<Box<str>>) {
        let before = self.book.mappings.get(signature).cloned();
        self.put(Edit::Mapping(signature.into(), Swap::new(before, after)));
    }

    /// Returns a decision as the draft leaves it.
    pub fn decision(&self, key: DecisionKey) -> Option<&Decision> {
        match self.edits.get(&RecordId::Decision(key)) {
            Some(Edit::Decision(_, swap)) => swap.after.as_deref(),
            _ => self.book.decisions.get(&key),
        }
    }

    /// Sets a decision; `None` removes it.
    pub fn put_decision(&mut self, key: DecisionKey, after: Option<Decision>) {
        let before = self.book.decisions.get(&key).cloned().map(Box::new);
        self.put(Edit::Decision(key, Swap::new(before, after.map(Box::new))));
    }

    /// Sets the session that was opened on a day; `None` removes it and leaves its decisions alone.
    pub fn put_review(&mut self, opened: Date, after: Option<Review>) {
        let before = self.book.reviews.get(&opened).copied();
        self.put(Edit::Review(opened, Swap::new(before, after)));
    }

    /// Removes a customer with its contacts, orders and decisions, and every mention of it as a reference.
    pub fn delete_customer(&mut self, id: CustomerId) {
        for (contact, _) in self.book.contacts_of(id) {
            self.put_contact(contact, None);
        }
        for order in self.book.ledger.orders_of(id).ids() {
            self.put_order(OrderId(*order), None);
        }
        for (key, _) in self.book.decisions_of(id) {
            self.put_decision(*key, None);
        }
        self.redirect_referrals(id, None);
        self.put_customer(id, None);
    }

    /// Lets customers that name `from` as their referrer name `to` instead, or nobody.
    pub(super) fn redirect_referrals(&mut self, from: CustomerId, to: Option<CustomerId>) {
        for (number, _) in self.book.customers().iter() {
            let id = CustomerId(number);
            let Some(customer) = self.customer(id).filter(|customer| customer.referred_by() == Some(from)) else {
                continue;
            };
            let mut customer = customer.clone();
            let referrer = to.filter(|to| *to != id).map(Value::Customer);
            if customer.set(CustomerField::ReferredBy, referrer).is_ok() {
                self.put_customer(id, Some(customer));
            }
        }
    }

    /// Moves a contact to another customer.
    pub(super) fn move_contact(&mut self, id: ContactId, contact: &Contact, to: CustomerId) {
        let mut contact = contact.clone();
        if contact.set(ContactField::Customer, Some(Value::Customer(to))).is_ok() {
            self.put_contact(id, Some(contact));
        }
    }

    /// Returns the finished change, or `None` when it would change nothing.
    pub fn finish(self, at: i64, origin: Origin) -> Option<Change> {
        let edits: Vec<Edit> = self.edits.into_values().filter(|edit| !edit.is_idle()).collect();
        (!edits.is_empty()).then_some(Change { at, origin, edits })
    }

    fn put(&mut self, edit: Edit) {
        self.edits.insert(edit.record(), edit);
    }
}
