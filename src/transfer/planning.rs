//! The way from rows to a plan, in steps that never keep a page waiting.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::cells::Cells;
use super::gather::{Gather, PaidRow};
use super::identity::{Keys, NamedBy};
use super::issue::{Issue, Weight, Why};
use super::layout::Layout;
use super::mapping::Mapping;
use super::matching::{self, Index, MatchedBy, Pool};
use super::plan::{Count, CountryConflict, Note, Plan, Planned, Rows, State, Tally};
use super::records::{Made, Maker, unite, united, united_text};
use super::table::Table;
use super::target::{Kind, Target};
use super::values::{ValueFault, tier};
use crate::book::Book;
use crate::domain::{
    Contact, ContactField, ContactId, Currency, Customer, CustomerField, CustomerId, Kind as Holds, Order, OrderField,
    OrderId, Paid, Payment, Value,
};

/// A plan in the making: all rows, then the book's customers, then record by record.
#[derive(Debug)]
pub struct Planning {
    cells: Cells,
    base: Currency,
    gather: Gather,
    index: Index,
    stage: Stage,
    /// How far the stage is.
    at: usize,
    done: usize,
    /// The contacts of the file by customer.
    people: Vec<Vec<u32>>,
    /// Orders of the file by customer of the plan, in the order of the file.
    queue: Vec<(u32, u32)>,
    /// Where each customer of the file stands in the plan.
    placed: Vec<u32>,
    by_id: HashMap<CustomerId, u32>,
    trusts_rates: bool,
    paid: HashMap<Box<str>, Vec<u32>>,
    tally: Tally,
    customers: Vec<Planned<CustomerId, Customer>>,
    contacts: Vec<(u32, Planned<ContactId, Contact>)>,
    orders: Vec<(u32, Planned<OrderId, Box<Order>>)>,
    bought: Vec<u32>,
    issues: Vec<Issue>,
    conflicts: Vec<CountryConflict>,
    matched: BTreeMap<MatchedBy, u32>,
    missing_rates: BTreeMap<Currency, u32>,
    without_date: u32,
}

/// What is being gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Rows,
    KnownCustomers,
    KnownContacts,
    Customers,
    Orders,
    Payments,
    Done,
}

/// A record costs about as much as this many rows.
const ROWS_PER_RECORD: usize = 8;
/// How many customers under two countries are named.
const EXAMPLES: usize = 5;

impl Planning {
    /// Begins a plan for the rows of a table.
    pub fn start(table: Rc<Table>, layout: Rc<Layout>, mapping: Mapping, base: Currency) -> Planning {
        let cells = Cells::new(table, layout, Rc::new(mapping), base);
        Planning {
            gather: Gather::new(&cells),
            cells,
            base,
            index: Index::default(),
            stage: Stage::Rows,
            at: 0,
            done: 0,
            people: Vec::new(),
            queue: Vec::new(),
            placed: Vec::new(),
            by_id: HashMap::new(),
            trusts_rates: true,
            paid: HashMap::new(),
            tally: Tally::default(),
            customers: Vec::new(),
            contacts: Vec::new(),
            orders: Vec::new(),
            bought: Vec::new(),
            issues: Vec::new(),
            conflicts: Vec::new(),
            matched: BTreeMap::new(),
            missing_rates: BTreeMap::new(),
            without_date: 0,
        }
    }

    /// Goes on with about as much work as `rows` rows are; false when none is left.
    pub fn step(&mut self, book: &Book, rows: usize) -> bool {
        let mut left = rows.max(ROWS_PER_RECORD);
        while left > 0 && self.stage != Stage::Done {
            let cost = if self.stage == Stage::Rows { 1 } else { ROWS_PER_RECORD };
            let count = (left / cost).max(1).min(self.size(book) - self.at);
            for place in self.at..self.at + count {
                self.one(book, place);
            }
            self.at += count;
            self.done += count * cost;
            left = left.saturating_sub((count * cost).max(1));
            if self.at >= self.size(book) {
                self.next_stage();
            }
        }
        self.stage != Stage::Done
    }

    /// Returns how much is done, in rows.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Returns how much there is to do as far as known, in rows.
    pub fn total(&self, book: &Book) -> usize {
        let ahead = match self.stage {
            Stage::Rows => book.customers().len() + book.contacts().len() + self.gather.orders.len(),
            _ => (self.size(book) - self.at) + self.queue.len(),
        };
        let rows = self.cells.layout.rows.len();
        let rows_left = if self.stage == Stage::Rows { rows - self.at } else { 0 };
        self.done + rows_left + if self.stage == Stage::Done { 0 } else { ahead * ROWS_PER_RECORD }
    }

    fn size(&self, book: &Book) -> usize {
        match self.stage {
            Stage::Rows => self.cells.layout.rows.len(),
            Stage::KnownCustomers => book.customers().next() as usize,
            Stage::KnownContacts => book.contacts().next() as usize,
            Stage::Customers => self.gather.customers.len(),
            Stage::Orders => self.customers.len(),
            Stage::Payments if self.paid.is_empty() => 0,
            Stage::Payments => book.customers().next() as usize,
            Stage::Done => 0,
        }
    }

    fn one(&mut self, book: &Book, place: usize) {
        match self.stage {
            Stage::Rows => {
                if let Some(row) = self.cells.layout.rows.get(place) {
                    self.gather.row(&self.cells, *row);
                }
            }
            Stage::KnownCustomers => {
                let id = CustomerId(place as u32);
                if let Some(customer) = book.customer(id) {
                    self.index.add_customer(id, customer);
                }
            }
            Stage::KnownContacts => {
                if let Some(contact) = book.contact(ContactId(place as u32)) {
                    self.index.add_contact(contact);
                }
            }
            Stage::Customers => self.customer(book, place),
            Stage::Orders => self.orders_of(book, place as u32),
            Stage::Payments => self.payments_of(book, CustomerId(place as u32)),
            Stage::Done => {}
        }
    }

    fn next_stage(&mut self) {
        self.at = 0;
        self.stage = match self.stage {
            Stage::Rows => {
                self.gathered();
                Stage::KnownCustomers
            }
            Stage::KnownCustomers => Stage::KnownContacts,
            Stage::KnownContacts => Stage::Customers,
            Stage::Customers => {
                self.line_up();
                Stage::Orders
            }
            Stage::Orders => Stage::Payments,
            Stage::Payments | Stage::Done => Stage::Done,
        };
    }

    /// Prepares what needs all rows.
    fn gathered(&mut self) {
        self.issues = std::mem::take(&mut self.gather.issues);
        self.people = vec![Vec::new(); self.gather.customers.len()];
        for (place, person) in self.gather.contacts.iter().enumerate() {
            if let Some(people) = self.people.get_mut(person.customer as usize) {
                people.push(place as u32);
            }
        }
        let rate = self.cells.place(Target::Order(OrderField::Rate));
        let in_base = self.gather.orders.iter().filter(|order| order.currency == self.base);
        let one = super::values::Decimal { units: 1, scale: 0 };
        self.trusts_rates =
            in_base.filter_map(|order| self.cells.decimal_at(order.row, rate).ok().flatten()).all(|rate| rate == one);
        for (place, paid) in self.gather.payments.iter().enumerate() {
            let number = self.cells.text(paid.row, self.cells.number);
            self.paid.entry(number.as_ref().into()).or_default().push(place as u32);
        }
    }

    /// Plans a customer of the file, with its people.
    fn customer(&mut self, book: &Book, place: usize) {
        let mut maker = Maker::new(&self.cells, self.base, self.trusts_rates);
        let Some(told) = self.gather.customers.get(place) else { return };
        let keys = self.gather.identity.keys().get(place).cloned().unwrap_or_default();
        let mut record = maker.customer(told, &self.gather.customer_columns);
        let country_day = country_day(&self.gather, place);
        let conflict = record.country().and_then(|taken| {
            let other = maker.other_country(told, &self.gather.customer_columns, taken)?;
            Some(CountryConflict { customer: String::new(), taken, other })
        });
        let people = self.people.get(place).map_or(&[][..], Vec::as_slice);
        let mut contacts: Vec<Contact> = Vec::new();
        for person in people.iter().filter_map(|person| self.gather.contacts.get(*person as usize)) {
            let name = self.gather.identity.person(&self.cells, person.row);
            contacts.push(maker.contact(person, name, &self.gather.contact_columns, record.country()));
        }
        self.issues.append(&mut maker.issues);
        let named = !record.plain(CustomerField::Name).is_empty() || !record.plain(CustomerField::ShortName).is_empty();
        if keys.named_by == NamedBy::Person && self.cells.mapping.kind != Kind::Contacts {
            fold(&mut record, &mut contacts);
        }
        let found = self.index.find(&keys, &self.gather.identity, book);
        if let Some((_, by)) = found {
            *self.matched.entry(by).or_default() += 1;
        }
        let id = found.map(|(id, _)| id);
        let known = id.and_then(|id| self.by_id.get(&id)).copied();
        let before = match known {
            Some(planned) => self.customers.get(planned as usize).map(|planned| planned.record.clone()),
            None => id.and_then(|id| book.customer(id).cloned()),
        };
        if !named {
            let known_name = before.as_ref().map_or("", |before| before.plain(CustomerField::Name));
            if known_name.is_empty() {
                let name = name_for(&record, contacts.first(), &keys);
                unite(&mut record, CustomerField::Name, Value::parse(Holds::Text, &name).ok().flatten());
            }
        }
        if let (Some(id), Some(before)) = (id, &before) {
            keep_later_country(book, id, before, &mut record, country_day);
        }
        let after = before.as_ref().map_or_else(|| record.clone(), |before| united(before, &record));
        if let Some(conflict) = conflict {
            let customer = after.label().to_owned();
            let taken = after.country().unwrap_or(conflict.taken);
            self.conflicts.push(CountryConflict { customer, taken, ..conflict });
        }
        let state = State::of(id.and_then(|id| book.customer(id)), &after);
        let planned = match known {
            Some(planned) => {
                if let Some(slot) = self.customers.get_mut(planned as usize) {
                    (slot.record, slot.state) = (after, state);
                }
                planned
            }
            None => {
                let planned = self.customers.len() as u32;
                self.customers.push(Planned { id, state, record: after });
                planned
            }
        };
        if let Some(id) = id {
            self.by_id.insert(id, planned);
        }
        self.placed.push(planned);
        for contact in contacts {
            self.contact(book, id, planned, contact);
        }
    }

    fn contact(&mut self, book: &Book, customer: Option<CustomerId>, planned: u32, told: Contact) {
        let found = customer.and_then(|customer| matching::contact(book, customer, &told));
        let after = found.map_or_else(|| told.clone(), |(_, known)| united(known, &told));
        let state = State::of(found.map(|(_, known)| known), &after);
        self.tally.contacts.add(state);
        self.contacts.push((planned, Planned { id: found.map(|(id, _)| id), state, record: after }));
    }

    /// Lines the orders of the file up by customer.
    fn line_up(&mut self) {
        for planned in &self.customers {
            self.tally.customers.add(planned.state);
        }
        self.bought = vec![0; self.customers.len()];
        let placed = |customer: u32| self.placed.get(customer as usize).copied().unwrap_or(0);
        let orders = self.gather.orders.iter().enumerate();
        self.queue = orders.map(|(place, order)| (placed(order.customer), place as u32)).collect();
        self.queue.sort_unstable();
        self.gather.categories.sort_unstable();
    }

    /// Plans the orders of a customer: those that are the same in all first, so that a file read again changes nothing.
    fn orders_of(&mut self, book: &Book, customer: u32) {
        let from = self.queue.partition_point(|(other, _)| *other < customer);
        let to = self.queue.partition_point(|(other, _)| *other <= customer);
        let places: Vec<u32> = self.queue.get(from..to).unwrap_or_default().iter().map(|(_, place)| *place).collect();
        if places.is_empty() {
            return;
        }
        let id = self.customers.get(customer as usize).and_then(|planned| planned.id);
        let mut pool = id.map(|id| Pool::of(book, id)).unwrap_or_default();
        let mut told: Vec<(Made, Option<(OrderId, Order)>)> = Vec::with_capacity(places.len());
        for place in places {
            if let Some(made) = self.made(place) {
                told.push((made, None));
            }
        }
        for (made, known) in &mut told {
            *known = pool.take_same(&made.order);
        }
        for (made, known) in told.iter_mut().filter(|(_, known)| known.is_none()) {
            *known = pool.take_numbered(&made.order);
        }
        if let Some(bought) = self.bought.get_mut(customer as usize) {
            *bought += told.len() as u32;
        }
        for (made, known) in told {
            self.without_date += u32::from(made.paid_without_date);
            self.plan_order(book, customer, made, known);
        }
    }

    fn made(&mut self, place: u32) -> Option<Made> {
        let bought = self.gather.orders.get(place as usize)?;
        let from = self.gather.categories.partition_point(|(order, _)| *order < place);
        let rows = self.gather.categories.get(from..).unwrap_or_default().iter();
        let rows: Vec<u32> = rows.take_while(|(order, _)| *order == place).map(|(_, row)| *row).collect();
        let mut maker = Maker::new(&self.cells, self.base, self.trusts_rates);
        let made = maker.order(bought, &rows);
        self.issues.append(&mut maker.issues);
        match made {
            Ok(made) => Some(made),
            Err((column, why)) => {
                let line = self.cells.table.line(bought.row as usize);
                let column = Some(column as u32);
                self.issues.push(Issue { row: bought.row, line, column, weight: Weight::ValueLeftOut, why });
                self.tally.orders.refused += 1;
                None
            }
        }
    }

    fn plan_order(&mut self, book: &Book, customer: u32, made: Made, known: Option<(OrderId, Order)>) {
        let after = match &known {
            Some((_, before)) => merged(before, &made),
            None => made.order,
        };
        count_payments(&mut self.tally.payments, known.as_ref().map(|(_, before)| before), &after);
        let state = State::of(known.as_ref().map(|(_, before)| before), &after);
        self.tally.orders.add(state);
        let currency = after.amount.currency;
        let lacks_rate = currency != self.base && after.rate.is_none();
        if lacks_rate && book.rate(currency, after.date.month()).is_none() {
            *self.missing_rates.entry(currency).or_default() += 1;
        }
        self.orders.push((customer, Planned { id: known.map(|(id, _)| id), state, record: Box::new(after) }));
    }

    /// Gives payments of a file of payments to the orders of a customer that they name.
    fn payments_of(&mut self, book: &Book, customer: CustomerId) {
        let slice = book.ledger().orders_of(customer);
        for place in 0..slice.len() {
            let before = slice.order(customer, place);
            let Some(paid) = self.paid.remove(&before.number) else { continue };
            let rows = paid.iter().filter_map(|place| self.gather.payments.get(*place as usize));
            let after = with_payments(&before, rows);
            count_payments(&mut self.tally.payments, Some(&before), &after);
            let state = State::of(Some(&before), &after);
            self.tally.orders.add(state);
            let planned = self.customers.len() as u32;
            let planned = *self.by_id.entry(customer).or_insert(planned);
            if planned as usize == self.customers.len()
                && let Some(record) = book.customer(customer)
            {
                let record = record.clone();
                self.customers.push(Planned { id: Some(customer), state: State::Unchanged, record });
                self.tally.customers.add(State::Unchanged);
                self.bought.push(0);
            }
            self.orders.push((planned, Planned { id: Some(slice.id(place)), state, record: Box::new(after) }));
        }
    }

    /// Returns the plan. What is not yet stepped through is gone through now.
    pub fn finish(mut self, book: &Book) -> Plan {
        while self.step(book, usize::MAX / ROWS_PER_RECORD) {}
        self.refuse_orphans();
        self.issues.sort_by_key(|issue| (issue.row, issue.column));
        let notes = self.notes(book);
        let rows = Rows { used: self.gather.used, left_out: self.gather.omitted.clone(), refused: self.gather.refused };
        match self.cells.mapping.kind {
            Kind::Customers => self.tally.customers.refused = rows.refused,
            Kind::Contacts => self.tally.contacts.refused = rows.refused,
            Kind::Orders | Kind::Lines => self.tally.orders.refused += rows.refused,
            Kind::Payments => self.tally.payments.refused = rows.refused,
        }
        Plan {
            tally: self.tally,
            rows,
            issues: self.issues,
            notes,
            customers: self.customers,
            contacts: self.contacts,
            orders: self.orders,
            bought: self.bought,
            table: self.cells.table,
            mapping: self.cells.mapping,
        }
    }

    /// Refuses payments whose order nobody knows.
    fn refuse_orphans(&mut self) {
        for place in std::mem::take(&mut self.paid).into_values().flatten() {
            let Some(paid) = self.gather.payments.get(place as usize) else { continue };
            let line = self.cells.table.line(paid.row as usize);
            let column = self.cells.number.map(|column| column as u32);
            let (weight, why) = (Weight::RowRefused, Why::NoSuchOrder);
            self.issues.push(Issue { row: paid.row, line, column, weight, why });
            self.gather.used -= 1;
            self.gather.refused += 1;
        }
    }

    fn notes(&self, book: &Book) -> Vec<Note> {
        let mut notes = Vec::new();
        let damaged = self.issues.iter().filter(|issue| issue.why == Why::Value(ValueFault::RoundedPhone));
        if let Some(first) = damaged.clone().next() {
            notes.push(Note::DamagedPhones { count: damaged.count() as u32, line: first.line });
        }
        let words = |field: CustomerField| {
            let mut words: BTreeMap<&str, u32> = BTreeMap::new();
            let told = self.cells.place(Target::Customer(field)).is_some();
            for planned in self.customers.iter().filter(|_| told) {
                *words.entry(planned.record.plain(field)).or_default() += 1;
            }
            words.remove("");
            words
        };
        let tiers = words(CustomerField::GivenTier).into_iter();
        let tiers: Vec<_> = tiers.map(|(word, count)| (word.to_owned(), count, tier::suggest(word))).collect();
        let stages = words(CustomerField::GivenStage).into_iter().map(|(word, count)| (word.to_owned(), count));
        let stages: Vec<_> = stages.collect();
        let has_total = |customer: &Customer| customer.value(CustomerField::GivenTotal).is_some();
        let told_total = self.cells.place(Target::Customer(CustomerField::GivenTotal)).is_some();
        let totals = self.customers.iter().filter(|planned| told_total && has_total(&planned.record)).count() as u32;
        let missing: Vec<_> = self.missing_rates.iter().map(|(currency, count)| (*currency, *count)).collect();
        let conflicts = self.conflicts.len() as u32;
        let assumed = self.assumed_orders();
        let listed = [
            (!tiers.is_empty()).then_some(Note::GivenTiers(tiers)),
            (!stages.is_empty()).then_some(Note::GivenStages(stages)),
            (totals > 0).then_some(Note::OpeningBalances { customers: totals }),
            (!missing.is_empty()).then_some(Note::MissingRates(missing)),
            (!self.trusts_rates).then_some(Note::RatesUnused),
            (assumed > 0).then_some(Note::CurrencyAssumed { currency: self.cells.fallback, orders: assumed }),
            (conflicts > 0).then(|| Note::Countries {
                count: conflicts,
                examples: self.conflicts.iter().take(EXAMPLES).cloned().collect(),
            }),
            (self.without_date > 0).then_some(Note::PaidWithoutDate { orders: self.without_date }),
            (!self.matched.is_empty() && !book.is_empty()).then(|| Note::Matched(self.matched.clone())),
        ];
        notes.extend(listed.into_iter().flatten());
        notes
    }

    /// Returns how many orders are in a currency that nothing in the file and no answer names.
    fn assumed_orders(&self) -> u32 {
        let place = self.cells.amount.or(self.cells.price);
        let facts = place.and_then(|place| self.cells.mapping.facts().columns.get(place));
        let named = facts.is_none_or(|facts| facts.currency.is_some()) || self.cells.mapping.choices.currency.is_some();
        if named || self.cells.currency.is_some() { 0 } else { self.gather.orders.len() as u32 }
    }
}

/// A customer that is a person takes over what is known of its only contact; a contact with more to it stays.
fn fold(record: &mut Customer, contacts: &mut Vec<Contact>) {
    let [person] = contacts.as_slice() else { return };
    for (from, to) in [(ContactField::Emails, CustomerField::Emails), (ContactField::Phones, CustomerField::Phones)] {
        unite(record, to, person.value(from).cloned());
    }
    let folded = [ContactField::Name, ContactField::Emails, ContactField::Phones];
    if person.values().all(|(field, _)| folded.contains(&field)) {
        contacts.clear();
    }
}

/// Returns what to call a customer whose name the file does not tell: as its person, else its address, site or number.
fn name_for(record: &Customer, person: Option<&Contact>, keys: &Keys) -> String {
    let person = person.map_or("", |person| person.plain(ContactField::Name));
    let names =
        [person, keys.emails.first().map_or("", |email| email), keys.domains.first().map_or("", |domain| domain)];
    let first = names.into_iter().find(|name| !name.is_empty());
    first.unwrap_or(record.plain(CustomerField::Code)).to_owned()
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

/// Returns an order of the book with what a file tells; what the file does not know stays.
fn merged(before: &Order, made: &Made) -> Order {
    let told = &made.order;
    let same_currency = before.amount.currency == told.amount.currency;
    let mut categories = [before.categories.as_slice(), told.categories.as_slice()].concat();
    categories.sort();
    categories.dedup();
    Order {
        customer: before.customer,
        date: told.date,
        amount: told.amount,
        rate: told.rate.or(before.rate.filter(|_| same_currency)),
        kind: if made.kind_told { told.kind } else { before.kind },
        number: if told.number.is_empty() { before.number.clone() } else { told.number.clone() },
        categories,
        due: told.due.or(before.due),
        paid: merged_payments(&before.paid, &told.paid),
        promised: told.promised.or(before.promised),
        delivered: told.delivered.or(before.delivered),
        margin: told.margin.or(before.margin),
        note: united_text(&before.note, &told.note),
    }
}

/// A file of orders tells the state of payment: several payments that make up its sum stay, and an empty cell does
/// not take back a payment that is known.
fn merged_payments(before: &Paid, told: &Paid) -> Paid {
    let sum = |payments: &[Payment]| payments.iter().map(|payment| i128::from(payment.minor)).sum::<i128>();
    match (before, told) {
        (_, Paid::Unknown) => before.clone(),
        (Paid::Known(known), Paid::Known(new)) if !known.is_empty() && new.is_empty() => Paid::Known(known.clone()),
        (Paid::Known(known), Paid::Known(new)) if known.len() > 1 && sum(known) == sum(new) => before.clone(),
        _ => told.clone(),
    }
}

/// Returns an order with payments added, each as often as the file has it and no more often.
fn with_payments<'p>(before: &Order, rows: impl Iterator<Item = &'p PaidRow>) -> Order {
    let mut after = before.clone();
    let mut unclaimed = match &before.paid {
        Paid::Known(payments) => payments.clone(),
        Paid::Unknown => Vec::new(),
    };
    let mut payments = unclaimed.clone();
    for row in rows {
        let Some(minor) = row.amount.to_minor(before.amount.currency.exponent()) else { continue };
        let payment = Payment { date: row.day, minor };
        match unclaimed.iter().position(|known| *known == payment) {
            Some(known) => drop(unclaimed.remove(known)),
            None => payments.push(payment),
        }
    }
    payments.sort();
    after.paid = Paid::Known(payments);
    after
}

/// Counts the payments of an order by what becomes of them.
fn count_payments(count: &mut Count, before: Option<&Order>, after: &Order) {
    let payments = |order: &Order| match &order.paid {
        Paid::Known(payments) => payments.clone(),
        Paid::Unknown => Vec::new(),
    };
    let mut known = before.map(payments).unwrap_or_default();
    for payment in payments(after) {
        match known.iter().position(|other| *other == payment) {
            Some(place) => {
                known.remove(place);
                count.add(State::Unchanged);
            }
            None => count.add(State::New),
        }
    }
}
