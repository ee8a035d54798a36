//! What an import will do to a book: shown first, then made one change.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::issue::{Issue, Omitted};
use super::layout::{self, Layout};
use super::mapping::Mapping;
use super::matching::MatchedBy;
use super::table::Table;
use super::values::currency::Shared;
use super::values::tier::Suggested;
use super::{corrections, csv_out};
use crate::book::{Book, Change, Draft, Origin};
use crate::domain::{
    Contact, ContactField, ContactId, Country, Currency, Customer, CustomerId, Date, Order, OrderId, SettingField,
    Value,
};

/// What an import will do.
#[derive(Debug)]
pub struct Plan {
    /// How many records are new, updated, unchanged.
    pub tally: Tally,
    /// What becomes of each row.
    pub rows: Rows,
    /// What could not be taken over.
    // INVARIANT (issues): sorted by row.
    pub issues: Vec<Issue>,
    /// What the owner should know.
    pub notes: Vec<Note>,
    /// The currency that the book counts in afterwards.
    pub base: Currency,
    pub(super) customers: Vec<Planned<CustomerId, Customer>>,
    pub(super) contacts: Vec<(u32, Planned<ContactId, Contact>)>,
    pub(super) orders: Vec<(u32, Planned<OrderId, Box<Order>>)>,
    /// How many orders and how many returns each customer has in the file.
    pub(super) bought: Vec<Bought>,
    pub(super) table: Rc<Table>,
    pub(super) layout: Rc<Layout>,
    pub(super) mapping: Rc<Mapping>,
}

/// Records of an import by what becomes of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Customers.
    pub customers: Count,
    /// Contacts.
    pub contacts: Count,
    /// Orders, returns among them.
    pub orders: Count,
    /// The orders below zero: what was sent back or called off.
    pub returns: Count,
    /// Payments.
    pub payments: Count,
}

/// How many records of a kind become what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// They are not in the book yet.
    pub new: u32,
    /// They are in the book and change.
    pub updated: u32,
    /// They are in the book as they are.
    pub unchanged: u32,
    /// They could not be read.
    pub refused: u32,
}

/// What becomes of the rows; together all rows that the layout holds for data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Rows taken over.
    pub used: u32,
    /// Rows left out on purpose, and why.
    pub left_out: BTreeMap<Omitted, u32>,
    /// Rows that cannot be taken over.
    pub refused: u32,
    /// The other rows of the file, which the layout holds for no data, and what for.
    pub set_aside: BTreeMap<layout::Why, SetAside>,
}

/// Rows that hold no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// How many.
    pub rows: u32,
    /// The line of the first.
    pub line: u32,
}

/// What becomes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is not in the book yet.
    New,
    /// It is in the book and changes.
    Updated,
    /// It is in the book as it is.
    Unchanged,
}

/// A record as it will be.
#[derive(Clone, Debug)]
pub(super) struct Planned<I, R> {
    pub(super) id: Option<I>,
    pub(super) state: State,
    pub(super) record: R,
}

/// Something that the owner should know before an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Telephone numbers whose last digits a spreadsheet lost.
    DamagedPhones {
        /// How many.
        count: u32,
        /// The line of the first.
        line: u32,
    },
    /// Customers without a country whose telephone numbers begin with the code of one.
    Dialled {
        /// How many.
        customers: u32,
        /// The countries suggested and how many customers each has, the most frequent first.
        countries: Vec<(Country, u32)>,
        /// The first of them.
        examples: Vec<DialledCountry>,
        /// Whether the owner said that they are taken.
        are_taken: bool,
    },
    /// Words for a class that the file gave, how many customers have each, and what they suggest; kept as words.
    GivenTiers(Vec<(String, u32, Option<Suggested>)>),
    /// Words for a stage that the file gave and how many customers have each; kept as words.
    GivenStages(Vec<(String, u32)>),
    /// Totals that the file gave, kept beside the orders and never added to them.
    OpeningBalances {
        /// How many customers have one.
        customers: u32,
    },
    /// Yearly amounts given as bands: their lower ends are taken.
    Bands {
        /// How many.
        amounts: u32,
    },
    /// Orders without a rate to the base currency, by currency: they cannot be summed yet.
    MissingRates(Vec<(Currency, u32)>),
    /// Nothing shows that the column of exchange rates leads to the base currency; it is not used.
    RatesUnused,
    /// Orders whose currency nothing names.
    CurrencyAssumed {
        /// The currency they are taken to be in.
        currency: Currency,
        /// How many.
        orders: u32,
    },
    /// Orders with a sign that several currencies share, read as the customer's country says.
    SignByCountry {
        /// The sign.
        sign: Shared,
        /// What it was read as, and how many orders.
        orders: Vec<(Currency, u32)>,
    },
    /// Orders with a sign that several currencies share, where neither a country nor the owner decides.
    SignAssumed {
        /// The sign.
        sign: Shared,
        /// The currency they are taken to be in.
        currency: Currency,
        /// How many.
        orders: u32,
    },
    /// Returns and cancellations that are netted against what was bought.
    Netted {
        /// How many rows.
        rows: u32,
    },
    /// Invoices whose lines come to nothing; they count as orders.
    EmptyInvoices {
        /// How many.
        count: u32,
    },
    /// Invoices of which a line is refused: they come to less until it is corrected.
    ShortInvoices {
        /// How many.
        count: u32,
    },
    /// Orders below zero that an earlier import took over and this one leaves out: they stay in the book.
    ReturnsStay {
        /// How many.
        orders: u32,
    },
    /// Customers under several countries: the latest order's country is taken.
    Countries {
        /// How many.
        count: u32,
        /// The first of them.
        examples: Vec<CountryConflict>,
    },
    /// Customers found by their address or domain that the file calls otherwise: they keep their names.
    CalledOtherwise {
        /// How many.
        count: u32,
        /// The first of them.
        examples: Vec<CalledOtherwise>,
    },
    /// Orders whose date names no year: the last such day is taken, near the dates that name theirs.
    YearTaken {
        /// How many.
        orders: u32,
        /// The line of the first.
        line: u32,
    },
    /// Orders dated after today: they count from their day on.
    AfterToday {
        /// How many.
        orders: u32,
        /// The line of the first.
        line: u32,
    },
    /// Orders known to be paid, but not when: their payments stay unknown.
    PaidWithoutDate {
        /// How many.
        orders: u32,
    },
    /// By what customers were found in the book.
    Matched(BTreeMap<MatchedBy, u32>),
}

/// A customer whose telephone suggests a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialledCountry {
    /// What the customer is called.
    pub customer: String,
    /// The number with the code.
    pub phone: String,
    /// The country of the code.
    pub country: Country,
}

/// A customer under two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalledOtherwise {
    /// What the book calls it.
    pub customer: String,
    /// What the file calls it.
    pub told: String,
}

/// A customer under two countries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryConflict {
    /// What the customer is called.
    pub customer: String,
    /// The country taken.
    pub taken: Country,
    /// The other one.
    pub other: Country,
}

/// A customer as an import will leave it.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// Its number, if the book knows it.
    pub id: Option<CustomerId>,
    /// What becomes of it.
    pub state: State,
    /// What will be known of it.
    pub customer: &'a Customer,
    /// How many orders and returns the file has of it.
    pub bought: Bought,
}

/// What a customer bought and sent back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bought {
    /// How many orders.
    pub orders: u32,
    /// How many orders below zero.
    pub returns: u32,
}

impl Tally {
    /// Returns the orders that are no returns.
    pub const fn bought(&self) -> Count {
        self.orders.without(self.returns)
    }
}

impl Plan {
    /// Returns some of the customers, new ones first, then updated ones, which have half the places if they need them.
    pub fn sample(&self, count: usize) -> Vec<Sample<'_>> {
        let of = |state: State| self.customers.iter().enumerate().filter(move |(_, planned)| planned.state == state);
        let updated = of(State::Updated).take(count / 2).count();
        let ordered = of(State::New).take(count - updated).chain(of(State::Updated)).chain(of(State::Unchanged));
        let sample = ordered.take(count).map(|(place, planned)| Sample {
            id: planned.id,
            state: planned.state,
            customer: &planned.record,
            bought: self.bought.get(place).copied().unwrap_or_default(),
        });
        sample.collect()
    }

    /// Returns what the columns of the file were taken for.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Returns the cell that an issue speaks of.
    pub fn value(&self, issue: &Issue) -> &str {
        issue.column.map_or("", |column| self.table.cell(issue.row as usize, column as usize))
    }

    /// Returns the label of the column that an issue speaks of.
    pub fn label(&self, issue: &Issue) -> &str {
        let column = issue.column.and_then(|column| self.mapping.columns.get(column as usize));
        column.map_or("", |column| column.label.as_str())
    }

    /// Returns the rows to correct as CSV, as they stand in the file, with line, reasons and remedies behind them.
    ///
    /// Of an invoice all lines are there, those in order without a reason.
    pub fn corrections_csv(&self, heads: [&str; 3], say: impl Fn(&Issue) -> [String; 2]) -> Vec<u8> {
        let labels = self.mapping.columns.iter().map(|column| column.label.as_str());
        let head: Vec<&str> = labels.chain(heads).collect();
        let wrong: BTreeSet<u32> = self.issues.iter().map(|issue| issue.row).collect();
        let rows = corrections::rows(&self.table, &self.layout, &self.mapping, &wrong);
        let rows = rows.into_iter().map(|row| {
            let cells = (0..self.mapping.columns.len()).map(|column| self.table.cell(row as usize, column));
            // INVARIANT (issues): sorted by row.
            let first = self.issues.partition_point(|issue| issue.row < row);
            let issues = self.issues.iter().skip(first).take_while(|issue| issue.row == row);
            let said: Vec<[String; 2]> = issues.map(&say).collect();
            let joined = |place: usize| said.iter().map(|said| said[place].as_str()).collect::<Vec<_>>().join("; ");
            let line = self.table.line(row as usize).to_string();
            cells.map(str::to_owned).chain([line, joined(0), joined(1)]).collect::<Vec<String>>()
        });
        csv_out::text_bytes(&head, rows)
    }

    /// Tells whether no row could be taken over.
    pub fn is_barren(&self) -> bool {
        self.rows.used == 0
    }

    /// Tells whether the book would stay as it is.
    pub fn is_idle(&self) -> bool {
        let records = [self.tally.customers, self.tally.contacts, self.tally.orders, self.tally.payments];
        records.iter().all(|count| count.new + count.updated == 0)
    }

    /// Returns the book as it would be after the import.
    pub fn made_in(&self, book: &Book) -> Book {
        let mut after = book.clone();
        if let Some(change) = self.change(book, 0, "") {
            after.apply(&change);
        }
        after
    }

    /// Returns the whole import as one change of the book it was planned against, or `None` when nothing changes.
    ///
    /// `at` is in milliseconds since 1970; the answers about the columns are remembered with it.
    pub fn change(&self, book: &Book, at: i64, file: &str) -> Option<Change> {
        if self.is_idle() {
            return None;
        }
        let mut draft = Draft::new(book);
        if self.base != book.base_currency() {
            let mut settings = book.settings().clone();
            if settings.set(SettingField::BaseCurrency, Some(Value::Currency(self.base))).is_ok() {
                draft.put_settings(settings);
            }
        }
        let ids: Vec<CustomerId> = self.customers.iter().map(|planned| put_customer(&mut draft, planned)).collect();
        for (customer, planned) in self.contacts.iter().filter(|(_, planned)| planned.state != State::Unchanged) {
            let mut contact = planned.record.clone();
            let customer = ids.get(*customer as usize).copied().map(Value::Customer);
            if contact.set(ContactField::Customer, customer).is_err() {
                continue;
            }
            match planned.id {
                Some(id) => draft.put_contact(id, Some(contact)),
                None => drop(draft.add_contact(contact)),
            }
        }
        for (customer, planned) in self.orders.iter().filter(|(_, planned)| planned.state != State::Unchanged) {
            let mut order = (*planned.record).clone();
            if let Some(id) = ids.get(*customer as usize) {
                order.customer = *id;
            }
            match planned.id {
                Some(id) => draft.put_order(id, Some(order)),
                None => drop(draft.add_order(order)),
            }
        }
        draft.put_mapping(&self.mapping.signature(), Some(self.mapping.remember().into()));
        draft.finish(at, Origin::Import { name: file.into() })
    }
}

/// How old the newest order may be for today's classes to say something.
const RECENT_DAYS: i32 = 90;

/// Returns the day whose classes show most of a book: today, or the newest order's in a book of the past.
pub fn day_to_show(book: &Book, today: Date) -> Date {
    let ledger = book.ledger();
    let customers = (0..ledger.customer_bound()).map(CustomerId);
    let newest = customers.filter_map(|id| ledger.orders_of(id).until(today).days().last().copied()).max();
    newest.map(Date::from_days).filter(|day| *day < today.plus_days(-RECENT_DAYS)).unwrap_or(today)
}

fn put_customer(draft: &mut Draft<'_>, planned: &Planned<CustomerId, Customer>) -> CustomerId {
    match (planned.id, planned.state) {
        (Some(id), State::Updated) => {
            draft.put_customer(id, Some(planned.record.clone()));
            id
        }
        (Some(id), _) => id,
        (None, _) => draft.add_customer(planned.record.clone()),
    }
}

impl Count {
    /// Returns what is left without some of the records.
    pub const fn without(self, some: Count) -> Count {
        Count {
            new: self.new - some.new,
            updated: self.updated - some.updated,
            unchanged: self.unchanged - some.unchanged,
            refused: self.refused - some.refused,
        }
    }

    pub(super) fn add(&mut self, state: State) {
        match state {
            State::New => self.new += 1,
            State::Updated => self.updated += 1,
            State::Unchanged => self.unchanged += 1,
        }
    }
}

impl State {
    /// Returns what becomes of a record of the book.
    pub(super) fn of<R: PartialEq>(before: Option<&R>, after: &R) -> State {
        match before {
            None => State::New,
            Some(before) if before == after => State::Unchanged,
            Some(_) => State::Updated,
        }
    }
}
