//! Customers and contacts of a file against those of the book.

use super::Planning;
use super::spelling::{keep_names, keep_other_names, keep_phones, keep_site};
use crate::book::Book;
use crate::domain::{Contact, ContactField, Customer, CustomerField, CustomerId, Kind as Holds, Value, Word};
use crate::transfer::gather::Gather;
use crate::transfer::identity::{Keys, NamedBy, name_key};
use crate::transfer::matching::{self, MatchedBy, has_other_name};
use crate::transfer::plan::{CalledOtherwise, CountryConflict, Planned, State};
use crate::transfer::records::Maker;
use crate::transfer::target::{Kind, Target};
use crate::transfer::uniting::{unite, united};

impl Planning {
    /// Plans a customer of the file, with its people.
    ///
    /// It is looked for among the customers planned so far too, so that two that the file tells apart and the book
    /// would not are one from the beginning. One that may be several of the book is none of them.
    pub(super) fn customer(&mut self, book: &Book, place: usize) {
        let identity = &self.gather.identity;
        let Some(keys) = identity.keys().get(place).cloned() else { return };
        let found = match self.index.find(&keys, identity, |id| self.known(book, id)) {
            Ok(found) => found,
            Err(why) => return self.placed.push(Err(why)),
        };
        let Some(mut party) = self.party(place, &keys) else { return };
        if let Some((_, by)) = found.filter(|(id, _)| book.customer(*id).is_some()) {
            *self.matched.entry(by).or_default() += 1;
        }
        let next = CustomerId(book.customers().next() + self.new_customers);
        let id = found.map_or(next, |(id, _)| id);
        let before = self.known(book, id).cloned();
        if keys.named_by == NamedBy::Person && self.cells.mapping.kind != Kind::Contacts {
            match &before {
                Some(before) if self.has_people(book, id) => party.contacts.retain(|person| !is_itself(before, person)),
                _ => fold(&mut party.record, &mut party.contacts),
            }
        }
        let calls = |before: &Customer| !before.plain(CustomerField::Name).is_empty();
        if !before.as_ref().is_some_and(calls) {
            unite(&mut party.record, CustomerField::Name, party.called.take());
        }
        if let Some(before) = &before {
            keep_later_country(book, id, before, &mut party.record, party.country_day);
            keep_site(before, &mut party.record);
            keep_names(before, &mut party.record);
            let names_nobody = found.is_some_and(|(_, by)| matches!(by, MatchedBy::Email | MatchedBy::Domain));
            if names_nobody && let Some(told) = keep_other_names(before, &mut party.record, &keys) {
                self.called_otherwise.push(CalledOtherwise { customer: before.label().to_owned(), told });
            }
            let home = before.country().or(party.record.country());
            keep_phones(before, &mut party.record, CustomerField::Phones, home);
        }
        let after = before.as_ref().map(|before| match is_another_part(before, &keys) {
            true => before.united(&party.record, Word::Known),
            false => united(before, &party.record),
        });
        let mut after = after.unwrap_or_else(|| party.record.clone());
        self.dialled.hear(id, &mut after, &party.contacts, self.cells.mapping.choices.dialled);
        if let Some(conflict) = party.conflict {
            let customer = after.label().to_owned();
            let taken = after.country().unwrap_or(conflict.taken);
            self.conflicts.push(CountryConflict { customer, taken, ..conflict });
        }
        let planned = self.put(book, id, after);
        self.placed.push(Ok(planned));
        for contact in party.contacts {
            self.contact(book, id, planned, contact);
        }
    }

    /// Makes the records of a customer and its people as the file tells them.
    fn party(&mut self, place: usize, keys: &Keys) -> Option<Party> {
        let told = self.gather.customers.get(place)?;
        let columns = &self.gather.customer_columns;
        let mut maker = Maker::new(&self.cells, self.base, self.trusts_rates);
        let record = maker.customer(told, columns);
        let conflict = record.country().and_then(|taken| {
            let other = maker.other_country(told, columns, taken)?;
            Some(CountryConflict { customer: String::new(), taken, other })
        });
        let people = self.people.get(place).map_or(&[][..], Vec::as_slice);
        let mut contacts: Vec<Contact> = Vec::new();
        for person in people.iter().filter_map(|person| self.gather.contacts.get(*person as usize)) {
            let name = self.gather.identity.person(&self.cells, person.row);
            let contact = maker.contact(person, name, &self.gather.contact_columns, record.country());
            contacts.extend((!contact.is_empty()).then_some(contact));
        }
        self.issues.append(&mut maker.issues);
        self.bands += maker.bands.get();
        // A customer without a name of its own is called as its person, else by what tells it apart.
        let person = contacts.first().map_or("", |person| person.plain(ContactField::Name));
        let called = if person.is_empty() { keys.called() } else { person };
        let is_named = [CustomerField::Name, CustomerField::ShortName].map(|field| record.plain(field).is_empty());
        let called = if is_named == [true, true] { Value::parse(Holds::Text, called).ok().flatten() } else { None };
        let country_day = country_day(&self.gather, place);
        Some(Party { record, contacts, called, conflict, country_day })
    }

    /// Returns a customer as planned so far, else as the book knows it.
    fn known<'b>(&'b self, book: &'b Book, id: CustomerId) -> Option<&'b Customer> {
        let planned = self.by_id.get(&id).and_then(|planned| self.customers.get(*planned as usize));
        planned.map(|planned| &planned.record).or_else(|| book.customer(id))
    }

    /// Tells whether a customer has contacts, as planned so far or in the book.
    fn has_people(&self, book: &Book, id: CustomerId) -> bool {
        let planned = self.by_id.get(&id).and_then(|planned| self.contacts_of.get(*planned as usize));
        planned.is_some_and(|places| !places.is_empty()) || book.contacts_of(id).next().is_some()
    }

    /// Puts a customer into the plan and returns where.
    fn put(&mut self, book: &Book, id: CustomerId, after: Customer) -> u32 {
        self.index.add_customer(id, &after);
        let state = State::of(book.customer(id), &after);
        let next = self.customers.len() as u32;
        let planned = *self.by_id.entry(id).or_insert(next);
        match self.customers.get_mut(planned as usize) {
            Some(slot) => (slot.record, slot.state) = (after, state),
            None => {
                let known = book.customer(id).map(|_| id);
                self.new_customers += u32::from(known.is_none());
                self.customers.push(Planned { id: known, state, record: after });
                self.contacts_of.push(Vec::new());
            }
        }
        planned
    }

    fn contact(&mut self, book: &Book, customer: CustomerId, planned: u32, mut told: Contact) {
        let _ = told.set(ContactField::Customer, Some(Value::Customer(customer)));
        self.index.add_contact(&told);
        let places = self.contacts_of.get(planned as usize).map_or(&[][..], Vec::as_slice);
        let so_far = places.iter().filter_map(|place| Some((*place, &self.contacts.get(*place as usize)?.1.record)));
        if let Some(place) = matching::contact(so_far, &told)
            && let Some((_, slot)) = self.contacts.get_mut(place as usize)
        {
            slot.record = united(&slot.record, &told);
            slot.state = State::of(slot.id.and_then(|id| book.contact(id)), &slot.record);
            return;
        }
        let id = matching::contact(book.contacts_of(customer), &told);
        let before = id.and_then(|id| book.contact(id));
        if let Some(before) = before {
            let home = self.known(book, customer).and_then(Customer::country);
            keep_phones(before, &mut told, ContactField::Phones, home);
        }
        let after = before.map_or_else(|| told.clone(), |before| united(before, &told));
        let state = State::of(before, &after);
        if let Some(places) = self.contacts_of.get_mut(planned as usize) {
            places.push(self.contacts.len() as u32);
        }
        self.contacts.push((planned, Planned { id, state, record: after }));
    }
}

/// A customer of the file with its people, before it is compared with the book.
struct Party {
    record: Customer,
    contacts: Vec<Contact>,
    /// What to call it where neither file nor book names it.
    called: Option<Value>,
    conflict: Option<CountryConflict>,
    country_day: Option<i32>,
}

/// Tells whether keys are those of another customer that was merged into this one: what they tell adds to it alone.
fn is_another_part(known: &Customer, keys: &Keys) -> bool {
    if !keys.code.is_empty() && *keys.code == *known.plain(CustomerField::Code) {
        return false;
    }
    let names = [CustomerField::Name, CustomerField::ShortName].map(|field| name_key(known.plain(field)));
    let is_named_so = !names.contains(&keys.name) && has_other_name(known, &keys.name);
    is_named_so || has_other_name(known, &name_key(&keys.code))
}

/// A customer that is a person and has no contacts yet takes over what is known of its only one; a contact with more to
/// it stays.
fn fold(record: &mut Customer, contacts: &mut Vec<Contact>) {
    let [person] = contacts.as_slice() else { return };
    for (from, to) in [(ContactField::Emails, CustomerField::Emails), (ContactField::Phones, CustomerField::Phones)] {
        unite(record, to, person.value(from).cloned());
    }
    if is_folded(person) {
        contacts.clear();
    }
}

/// Tells whether all that is known of a person is what a customer that is one takes over.
fn is_folded(person: &Contact) -> bool {
    let folded = [ContactField::Name, ContactField::Emails, ContactField::Phones];
    person.values().all(|(field, _)| folded.contains(&field))
}

/// Tells whether a person is the customer itself, of whom nothing more is known.
fn is_itself(customer: &Customer, person: &Contact) -> bool {
    let has_all = |of: ContactField, field| person.list(of).iter().all(|one| customer.list(field).contains(one));
    is_folded(person)
        && name_key(person.plain(ContactField::Name)) == name_key(customer.plain(CustomerField::Name))
        && has_all(ContactField::Emails, CustomerField::Emails)
        && has_all(ContactField::Phones, CustomerField::Phones)
}

/// Returns the day of the order that tells a customer's country.
fn country_day(gather: &Gather, customer: usize) -> Option<i32> {
    let of_country = Target::Customer(CustomerField::Country);
    let place = gather.customer_columns.iter().position(|spoken| spoken.target == of_country)?;
    let latest = gather.customers.get(customer)?.latest.get(place).copied().flatten();
    latest.map(|(_, day)| day).filter(|day| *day != 0)
}

/// Leaves the country as the book knows it where a later order than the file's told it.
fn keep_later_country(book: &Book, id: CustomerId, before: &Customer, told: &mut Customer, day: Option<i32>) {
    let last = book.ledger().orders_of(id).days().last().copied();
    let is_later = last.zip(day).is_some_and(|(last, day)| last > day);
    if is_later && before.country().is_some() {
        let _ = told.set(CustomerField::Country, None);
    }
}
