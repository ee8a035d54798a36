//! The way from rows to a plan, in steps that never keep a page waiting.

mod currencies;
mod customers;
mod dialled;
mod notes;
mod orders;
mod payments;
mod rates;
mod referrals;
mod returns;
mod spelling;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::cells::Cells;
use super::corrections;
use super::gather::Gather;
use super::issue::{Issue, Weight, Why};
use super::layout::{self, Layout};
use super::mapping::Mapping;
use super::matching::{Index, MatchedBy};
use super::plan::{Bought, CalledOtherwise, CountryConflict, Plan, Planned, Rows, SetAside, Tally};
use super::table::Table;
use super::target::Kind;
use crate::book::Book;
use crate::domain::{Contact, ContactId, Currency, Customer, CustomerId, Order, OrderId};
use currencies::Currencies;
use dialled::Dialled;
use orders::Lane;
use payments::Payments;
use returns::Staying;

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
    /// How many of the queue were handed to a lane.
    lined_up: usize,
    lane: Option<Lane>,
    order_steps: usize,
    /// Where each customer of the file stands in the plan, or why its rows are refused.
    placed: Vec<Result<u32, Why>>,
    /// Where each customer stands in the plan; a new one has the number that it will have.
    by_id: HashMap<CustomerId, u32>,
    new_customers: u32,
    /// Where the contacts of each customer of the plan stand in it.
    contacts_of: Vec<Vec<u32>>,
    trusts_rates: bool,
    paid: Payments,
    staying: Staying,
    tally: Tally,
    customers: Vec<Planned<CustomerId, Customer>>,
    contacts: Vec<(u32, Planned<ContactId, Contact>)>,
    orders: Vec<(u32, Planned<OrderId, Box<Order>>)>,
    bought: Vec<Bought>,
    issues: Vec<Issue>,
    conflicts: Vec<CountryConflict>,
    called_otherwise: Vec<CalledOtherwise>,
    matched: BTreeMap<MatchedBy, u32>,
    missing_rates: BTreeMap<Currency, u32>,
    named: Currencies,
    dialled: Dialled,
    /// Orders dated after today, and the line of the first.
    ahead: Option<(u32, u32)>,
    /// Orders whose date names no year, and the line of the first.
    without_year: Option<(u32, u32)>,
    without_date: u32,
    empty_invoices: u32,
    /// Invoices of which a line is refused and another is taken over.
    short_invoices: u32,
    /// Amounts of customers that are the lower end of a band.
    bands: u32,
}

/// What is being gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    KnownCustomers,
    KnownContacts,
    Rows,
    Customers,
    Orders,
    PaidOrders,
    Payments,
    Returns,
    Done,
}

/// A record costs about as much as this many rows.
const ROWS_PER_RECORD: usize = 8;

impl Planning {
    /// Begins a plan for the rows of a table, in a book that counts in `base` from then on.
    pub fn start(table: Rc<Table>, layout: Rc<Layout>, mapping: Mapping, base: Currency) -> Planning {
        let cells = Cells::new(table, layout, Rc::new(mapping), base);
        Planning {
            gather: Gather::new(&cells),
            cells,
            base,
            index: Index::default(),
            stage: Stage::KnownCustomers,
            at: 0,
            done: 0,
            people: Vec::new(),
            queue: Vec::new(),
            lined_up: 0,
            lane: None,
            order_steps: 0,
            placed: Vec::new(),
            by_id: HashMap::new(),
            new_customers: 0,
            contacts_of: Vec::new(),
            trusts_rates: true,
            paid: Payments::default(),
            staying: Staying::default(),
            tally: Tally::default(),
            customers: Vec::new(),
            contacts: Vec::new(),
            orders: Vec::new(),
            bought: Vec::new(),
            issues: Vec::new(),
            conflicts: Vec::new(),
            called_otherwise: Vec::new(),
            matched: BTreeMap::new(),
            missing_rates: BTreeMap::new(),
            named: Currencies::default(),
            dialled: Dialled::default(),
            ahead: None,
            without_year: None,
            without_date: 0,
            empty_invoices: 0,
            short_invoices: 0,
            bands: 0,
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
                self.next_stage(book);
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
        let rows = self.cells.layout.rows.len();
        let left = self.size(book) - self.at;
        let (rows_left, ahead) = match self.stage {
            Stage::KnownCustomers | Stage::KnownContacts => (rows, left),
            Stage::Rows => (left, self.gather.orders.len()),
            Stage::Done => (0, 0),
            _ => (0, left + self.queue.len()),
        };
        self.done + rows_left + ahead * ROWS_PER_RECORD
    }

    fn size(&self, book: &Book) -> usize {
        match self.stage {
            Stage::Rows => self.cells.layout.rows.len(),
            Stage::KnownCustomers => book.customers().next() as usize,
            Stage::KnownContacts => book.contacts().next() as usize,
            Stage::Customers => self.gather.customers.len(),
            Stage::Orders => self.order_steps,
            Stage::PaidOrders if self.paid.len() == 0 => 0,
            Stage::PaidOrders => book.customers().next() as usize,
            Stage::Payments => self.paid.len(),
            Stage::Returns if self.gather.returned.is_empty() => 0,
            Stage::Returns => book.customers().next() as usize,
            Stage::Done => 0,
        }
    }

    fn one(&mut self, book: &Book, place: usize) {
        match self.stage {
            Stage::Rows => {
                if let Some(row) = self.cells.layout.rows.get(place) {
                    self.gather.row(&self.cells, &self.index, *row);
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
            Stage::Orders => self.next_orders(book),
            Stage::PaidOrders => self.find_paid(book, CustomerId(place as u32)),
            Stage::Payments => self.settle(book, place),
            Stage::Returns => self.count_staying(book, CustomerId(place as u32)),
            Stage::Done => {}
        }
    }

    fn next_stage(&mut self, book: &Book) {
        self.at = 0;
        self.stage = match self.stage {
            Stage::KnownCustomers => Stage::KnownContacts,
            Stage::KnownContacts => Stage::Rows,
            Stage::Rows => {
                self.gathered(book);
                Stage::Customers
            }
            Stage::Customers => {
                self.refuse_parties();
                self.refer(book);
                self.line_up();
                self.order_steps = self.order_steps(book);
                Stage::Orders
            }
            Stage::Orders => Stage::PaidOrders,
            Stage::PaidOrders => Stage::Payments,
            Stage::Payments => {
                self.note_updated();
                Stage::Returns
            }
            Stage::Returns | Stage::Done => Stage::Done,
        };
    }

    /// Prepares what needs all rows.
    fn gathered(&mut self, book: &Book) {
        self.issues = std::mem::take(&mut self.gather.issues);
        self.people = vec![Vec::new(); self.gather.customers.len()];
        for (place, person) in self.gather.contacts.iter().enumerate() {
            if let Some(people) = self.people.get_mut(person.customer as usize) {
                people.push(place as u32);
            }
        }
        self.trusts_rates = self.rates_lead_to_base(book);
        for (place, paid) in self.gather.payments.iter().enumerate() {
            let number = self.cells.text(paid.row, self.cells.number);
            self.paid.add(&number, place as u32);
        }
    }

    /// Refuses the rows of customers that have no place in the plan.
    fn refuse_parties(&mut self) {
        let mut taken = HashSet::new();
        for (party, row) in std::mem::take(&mut self.gather.parties) {
            let Some(Err(why)) = self.placed.get(party as usize).copied() else {
                taken.insert(row);
                continue;
            };
            let line = self.cells.table.line(row as usize);
            let column = self.gather.identity.column(&self.cells, row).map(|column| column as u32);
            self.issues.push(Issue { row, line, column, weight: Weight::RowRefused, why });
            self.gather.used -= 1;
            self.gather.refused += 1;
        }
        let refused = self.issues.iter().filter(|issue| issue.weight == Weight::RowRefused);
        let refused: BTreeSet<u32> = refused.map(|issue| issue.row).collect();
        let Cells { table, layout, mapping, .. } = &self.cells;
        self.short_invoices = corrections::shortened(table, layout, mapping, &refused, |row| taken.contains(&row));
    }

    /// Returns the plan. What is not yet stepped through is gone through now.
    pub fn finish(mut self, book: &Book) -> Plan {
        while self.step(book, usize::MAX / ROWS_PER_RECORD) {}
        // A cell that several readers stumble over for the same reason is one cell to correct.
        self.issues.sort_by_key(|issue| (issue.row, issue.column, issue.weight, issue.why));
        self.issues.dedup_by_key(|issue| (issue.row, issue.column, issue.why));
        let notes = self.notes(book);
        let rows = Rows {
            used: self.gather.used,
            left_out: self.gather.omitted.clone(),
            refused: self.gather.refused,
            set_aside: set_aside(&self.cells),
        };
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
            base: self.base,
            customers: self.customers,
            contacts: self.contacts,
            orders: self.orders,
            bought: self.bought,
            table: self.cells.table,
            layout: self.cells.layout,
            mapping: self.cells.mapping,
        }
    }
}

/// Counts the rows that hold no data, by what they are, each with the line of the first.
fn set_aside(cells: &Cells) -> BTreeMap<layout::Why, SetAside> {
    let mut aside: BTreeMap<layout::Why, SetAside> = BTreeMap::new();
    for left in &cells.layout.left_out {
        let line = cells.table.line(left.row as usize);
        aside.entry(left.why).or_insert(SetAside { rows: 0, line }).rows += 1;
    }
    aside
}
