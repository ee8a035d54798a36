//! The comparison of a book with a backup's, in steps so that a page stays awake over it.

use super::fields::{self, Line, MergeField};
use super::pairing::Pairing;
use super::past::{Gone, Past};
use crate::book::{Book, RecordId};
use crate::domain::{Contact, ContactId, Currency, Customer, CustomerId, Date, DecisionKey, Month, Order, OrderId};

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Customers.
    Customer,
    /// Contacts.
    Contact,
    /// Orders.
    Order,
    /// Settings, rules, rates and remembered columns.
    Rule,
    /// Decisions and review sessions.
    Decision,
}

impl Kind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Kind; 5] = [Kind::Customer, Kind::Contact, Kind::Order, Kind::Rule, Kind::Decision];
}

/// A record of the backup; the numbers of its customers, contacts and orders are the backup's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A customer.
    Customer(CustomerId),
    /// A contact.
    Contact(ContactId),
    /// An order.
    Order(OrderId),
    /// The settings.
    Setting,
    /// A version of the rules.
    Policy(Date),
    /// A rate.
    Rate(Currency, Month),
    /// Remembered columns.
    Mapping(Box<str>),
    /// A decision.
    Decision(DecisionKey),
    /// A review session.
    Review(Date),
}

impl What {
    /// Returns the kind.
    pub fn kind(&self) -> Kind {
        match self {
            What::Customer(_) => Kind::Customer,
            What::Contact(_) => Kind::Contact,
            What::Order(_) => Kind::Order,
            What::Setting | What::Policy(_) | What::Rate(..) | What::Mapping(_) => Kind::Rule,
            What::Decision(_) | What::Review(_) => Kind::Decision,
        }
    }
}

/// How a record of the backup stands to the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The book has it, and differs in the fields of these bits.
    Differs(u64),
    /// The book does not have it.
    New,
    /// The book had it, or may have had it.
    Gone(Gone),
}

/// A record of the backup that is not the same in the book. What belongs to a customer that the book does not have goes
/// along with it and is no row of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub what: What,
    /// How it stands.
    pub state: State,
}

/// How many records of a kind stand how; what goes along with a customer is counted too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The book does not have them.
    pub new: u64,
    /// Both have them, and they are the same.
    pub same: u64,
    /// Both have them, and they differ.
    pub differing: u64,
    /// The book had them, or may have had them.
    pub gone: u64,
    /// The backup does not have them.
    pub only_here: u64,
}

/// Returns the currencies of a book and a backup that cannot be merged: the book's and the backup's.
pub fn refusal(here: &Book, there: &Book) -> Option<(Currency, Currency)> {
    let both = (here.base_currency(), there.base_currency());
    (both.0 != both.1).then_some(both)
}

/// A comparison on its way.
#[derive(Debug)]
pub struct Comparing {
    found: Comparison,
    stage: usize,
    at: u32,
}

/// What a comparison found.
#[derive(Debug)]
pub struct Comparison {
    pub(super) pairing: Pairing,
    pub(super) rows: Vec<Row>,
    tallies: [Tally; 5],
}

type Bound = fn(&Book, &Book) -> u32;
type Step = fn(&mut Comparison, &Book, &Book, u32);

/// What is done, one number at a time, each stage up to its bound.
const STAGES: [(Bound, Step); 20] = [
    (ours, |it, here, there, at| it.pairing.index_customer(here, there, at)),
    (our_contacts, |it, here, there, at| it.pairing.index_contact(here, there, at)),
    (theirs, |it, here, there, at| it.pairing.index_theirs(here, there, at)),
    (theirs, |it, here, there, at| it.pairing.hear_customer(here, there, at)),
    (theirs, |it, here, there, at| it.pairing.find_double(here, there, at)),
    (theirs, |it, here, there, at| it.pairing.find_twin(here, there, at, false)),
    (theirs, |it, here, there, at| it.pairing.find_customer(here, there, at, false)),
    (theirs, |it, here, there, at| it.pairing.find_twin(here, there, at, true)),
    (theirs, |it, here, there, at| it.pairing.find_customer(here, there, at, true)),
    (theirs, |it, here, there, at| it.pairing.find_rest(here, there, at)),
    (theirs, |it, here, there, at| it.pairing.meet_customer(here, there, at)),
    (their_contacts, |it, here, there, at| it.pairing.hear_contact(here, there, at)),
    (their_contacts, |it, here, there, at| it.pairing.find_contact(here, there, at)),
    (their_contacts, |it, here, there, at| it.pairing.find_contact_again(here, there, at)),
    (theirs, |it, here, there, at| it.pairing.hear_orders(here, there, at)),
    (theirs, |it, here, there, at| it.pairing.find_orders(here, there, at)),
    (theirs, Comparison::compare_customer),
    (their_contacts, Comparison::compare_contact),
    (theirs, Comparison::compare_orders),
    (|_, _| 1, Comparison::compare_others),
];

fn ours(here: &Book, _: &Book) -> u32 {
    here.customers().next()
}

fn our_contacts(here: &Book, _: &Book) -> u32 {
    here.contacts().next()
}

fn theirs(_: &Book, there: &Book) -> u32 {
    there.next().customer
}

fn their_contacts(_: &Book, there: &Book) -> u32 {
    there.contacts().next()
}

impl Comparing {
    /// Begins a comparison with what the log tells.
    pub fn new(past: Past) -> Comparing {
        let found = Comparison { pairing: Pairing::new(past), rows: Vec::new(), tallies: Default::default() };
        Comparing { found, stage: 0, at: 0 }
    }

    /// Goes on with the next record; both books are the same at every call. Returns whether there is more to do.
    pub fn advance(&mut self, here: &Book, there: &Book) -> bool {
        while let Some((bound, step)) = STAGES.get(self.stage) {
            if self.at < bound(here, there) {
                step(&mut self.found, here, there, self.at);
                self.at += 1;
                return true;
            }
            (self.stage, self.at) = (self.stage + 1, 0);
        }
        false
    }

    /// Returns how many steps are done and how many there are.
    pub fn progress(&self, here: &Book, there: &Book) -> (u64, u64) {
        let bounds = STAGES.iter().map(|(bound, _)| u64::from(bound(here, there)));
        let done: u64 = bounds.clone().take(self.stage).sum();
        (done + u64::from(self.at), bounds.sum())
    }

    /// Returns what was found, once there is no more to do.
    pub fn finish(self) -> Comparison {
        self.found
    }

    /// Compares at once.
    pub fn compare(here: &Book, there: &Book, past: Past) -> Comparison {
        let mut comparing = Comparing::new(past);
        while comparing.advance(here, there) {}
        comparing.finish()
    }
}

impl Comparison {
    /// Returns the records of the backup that are not the same in the book, by kind and number.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns how many records of a kind stand how.
    pub fn tally(&self, kind: Kind) -> Tally {
        self.tallies.get(kind as usize).copied().unwrap_or_default()
    }

    /// Tells whether the backup holds nothing that the book does not hold.
    pub fn is_idle(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the customer of the book that one of the backup is, or is a part of.
    pub fn owner(&self, theirs: CustomerId) -> Option<CustomerId> {
        self.pairing.owner(theirs)
    }

    /// Returns what the book and the backup say in the fields in which a row differs. Customers that the backup alone has
    /// are named by numbers that [`Comparison::named`] knows. Of a record that the book does not have, all that is known.
    pub fn lines(&self, row: &Row, here: &Book, there: &Book) -> Vec<Line> {
        let State::Differs(bits) = row.state else { return self.known(row, there) };
        let lines = match &row.what {
            What::Customer(id) => self
                .customers(*id, here, there)
                .map(|(ours, theirs)| fields::lines(ours, &theirs, bits, self.had(&RecordId::Customer(*id)))),
            What::Contact(id) => self
                .contacts(*id, here, there)
                .map(|(ours, theirs)| fields::lines(ours, &theirs, bits, self.had(&RecordId::Contact(*id)))),
            What::Order(id) => self
                .orders(*id, here, there)
                .map(|(ours, theirs)| fields::lines(&ours, &theirs, bits, self.had(&RecordId::Order(*id)))),
            What::Setting => Some(fields::lines(here.settings(), there.settings(), bits, self.had(&RecordId::Setting))),
            What::Policy(from) => Some(self.whole(&RecordId::Policy(*from))),
            What::Rate(currency, month) => Some(self.whole(&RecordId::Rate(*currency, *month))),
            What::Mapping(signature) => Some(self.whole(&RecordId::Mapping(signature.clone()))),
            What::Decision(key) => Some(self.whole(&RecordId::Decision(*key))),
            What::Review(opened) => Some(self.whole(&RecordId::Review(*opened))),
        };
        lines.unwrap_or_default()
    }

    fn known(&self, row: &Row, there: &Book) -> Vec<Line> {
        let standing = |id| self.standing(id, there);
        match &row.what {
            What::Customer(id) => there.customer(*id).map(|theirs| fields::known(&fields::pointed(theirs, standing))),
            What::Contact(id) => there.contact(*id).map(|theirs| fields::known(&fields::pointed(theirs, standing))),
            What::Order(id) => there.ledger().order(*id).map(|theirs| {
                let customer = standing(theirs.customer).unwrap_or(theirs.customer);
                fields::known(&Order { customer, ..theirs })
            }),
            _ => Some(vec![Line {
                field: MergeField::Whole,
                bit: 0,
                ours: String::new(),
                theirs: String::new(),
                was_here: false,
            }]),
        }
        .unwrap_or_default()
    }

    /// Returns the customer that a number of a line stands for.
    pub fn named<'b>(id: CustomerId, here: &'b Book, there: &'b Book) -> Option<&'b Customer> {
        here.customer(id).or_else(|| there.customer(CustomerId(u32::MAX - id.0)))
    }

    fn had(&self, record: &RecordId) -> u64 {
        self.pairing.past.had(record)
    }

    fn whole(&self, record: &RecordId) -> Vec<Line> {
        let was_here = self.pairing.past.bore(record);
        vec![Line { field: MergeField::Whole, bit: 0, ours: String::new(), theirs: String::new(), was_here }]
    }

    /// Returns the number that stands for a customer of the backup: the book's, else one that no book has.
    fn standing(&self, theirs: CustomerId, there: &Book) -> Option<CustomerId> {
        self.owner(theirs).or_else(|| there.customer(theirs).map(|_| CustomerId(u32::MAX - theirs.0)))
    }

    fn customers<'b>(&self, id: CustomerId, here: &'b Book, there: &Book) -> Option<(&'b Customer, Customer)> {
        let ours = here.customer(CustomerId(self.pairing.customers.ours(id.0)?))?;
        Some((ours, fields::pointed(there.customer(id)?, |id| self.standing(id, there))))
    }

    fn contacts<'b>(&self, id: ContactId, here: &'b Book, there: &Book) -> Option<(&'b Contact, Contact)> {
        let ours = here.contact(ContactId(self.pairing.contacts.ours(id.0)?))?;
        Some((ours, fields::pointed(there.contact(id)?, |id| self.standing(id, there))))
    }

    pub(super) fn orders(&self, id: OrderId, here: &Book, there: &Book) -> Option<(Order, Order)> {
        let ours = here.ledger().order(OrderId(self.pairing.orders.ours(id.0)?))?;
        Some((ours, self.order(there.ledger().order(id)?, here, there)))
    }

    /// Returns an order of the backup as the book would hold it: one without a rate takes the table's (D14).
    fn order(&self, theirs: Order, here: &Book, there: &Book) -> Order {
        let customer = self.standing(theirs.customer, there).unwrap_or(theirs.customer);
        let is_foreign = theirs.amount.currency != here.base_currency();
        let of_table = || here.rate(theirs.amount.currency, theirs.date.month()).filter(|_| is_foreign);
        Order { customer, rate: theirs.rate.or_else(of_table), ..theirs }
    }

    fn compare_customer(&mut self, here: &Book, there: &Book, number: u32) {
        let id = CustomerId(number);
        if number == 0 {
            self.count_only_here(here);
        }
        if there.customer(id).is_none() {
            return;
        }
        let state = match self.customers(id, here, there) {
            Some((ours, theirs)) => State::Differs(fields::differing(ours, &theirs)),
            None => match self.pairing.parts.get(&id) {
                Some(by) => State::Gone(Gone::TakenIn { by: *by }),
                None => self.missing(&RecordId::Customer(id), here),
            },
        };
        self.note(What::Customer(id), state);
        if self.owner(id).is_none() {
            let along = [
                (Kind::Contact, there.contacts_of(id).count()),
                (Kind::Order, there.ledger().orders_of(id).len()),
                (Kind::Decision, there.decisions_of(id).count()),
            ];
            along.into_iter().for_each(|(kind, n)| self.count(kind, state, n as u64));
        }
    }

    fn compare_contact(&mut self, here: &Book, there: &Book, number: u32) {
        let id = ContactId(number);
        let Some(contact) = there.contact(id) else { return };
        let state = match self.contacts(id, here, there) {
            Some((ours, theirs)) => State::Differs(fields::differing(ours, &theirs)),
            None if contact.customer().is_some_and(|owner| self.owner(owner).is_none()) => return,
            None => self.missing(&RecordId::Contact(id), here),
        };
        self.note(What::Contact(id), state);
    }

    fn compare_orders(&mut self, here: &Book, there: &Book, number: u32) {
        let customer = CustomerId(number);
        let slice = there.ledger().orders_of(customer);
        for place in 0..slice.len() {
            let id = slice.id(place);
            let ours = self.pairing.orders.ours(id.0).and_then(|ours| here.ledger().order(OrderId(ours)));
            let state = match ours {
                Some(ours) => {
                    let theirs = self.order(slice.order(customer, place), here, there);
                    State::Differs(fields::differing_order(&ours, &theirs))
                }
                None if self.owner(customer).is_none() => continue,
                None => self.missing(&RecordId::Order(id), here),
            };
            self.note(What::Order(id), state);
        }
    }

    fn compare_others(&mut self, here: &Book, there: &Book, _: u32) {
        let settings = fields::differing(here.settings(), there.settings());
        self.note(What::Setting, State::Differs(settings));
        for (from, theirs) in there.policies() {
            let state = self.keyed(here.policies().get(from), theirs, &RecordId::Policy(*from), here);
            self.note(What::Policy(*from), state);
        }
        for ((currency, month), theirs) in there.rates() {
            let ours = here.rates().get(&(*currency, *month));
            let state = self.keyed(ours, theirs, &RecordId::Rate(*currency, *month), here);
            self.note(What::Rate(*currency, *month), state);
        }
        for (signature, theirs) in there.mappings() {
            let state = self.keyed(here.mapping(signature), theirs, &RecordId::Mapping(signature.into()), here);
            self.note(What::Mapping(signature.into()), state);
        }
        for (key, theirs) in there.decisions() {
            let Some(customer) = self.owner(key.customer) else { continue };
            let ours = here.decisions().get(&DecisionKey { customer, ..*key });
            let state = self.keyed(ours, theirs, &RecordId::Decision(*key), here);
            self.note(What::Decision(*key), state);
        }
        for (opened, theirs) in there.reviews() {
            let state = self.keyed(here.reviews().get(opened), theirs, &RecordId::Review(*opened), here);
            self.note(What::Review(*opened), state);
        }
    }

    /// Returns how a record stands that has the same key in both books.
    fn keyed<T: PartialEq + ?Sized>(&self, ours: Option<&T>, theirs: &T, record: &RecordId, here: &Book) -> State {
        match ours {
            Some(ours) => State::Differs(u64::from(ours != theirs)),
            None => self.missing(record, here),
        }
    }

    /// Returns how a record stands that the book does not have. Where the books are no kin, a number that nobody bears
    /// tells nothing.
    fn missing(&self, record: &RecordId, here: &Book) -> State {
        match self.pairing.past.gone(record, here) {
            Some(Gone::MaybeErased) if !self.pairing.may_be_kin() => State::New,
            Some(gone) => State::Gone(gone),
            None => State::New,
        }
    }

    fn note(&mut self, what: What, state: State) {
        let kind = what.kind();
        self.count(kind, state, 1);
        if state != State::Differs(0) {
            self.rows.push(Row { what, state });
        }
        if let (Some(tally), State::Differs(_)) = (self.tallies.get_mut(kind as usize), state) {
            tally.only_here = tally.only_here.saturating_sub(1);
        }
    }

    fn count(&mut self, kind: Kind, state: State, n: u64) {
        let Some(tally) = self.tallies.get_mut(kind as usize) else { return };
        *match state {
            State::Differs(0) => &mut tally.same,
            State::Differs(_) => &mut tally.differing,
            State::New => &mut tally.new,
            State::Gone(_) => &mut tally.gone,
        } += n;
    }

    /// Counts all of the book as its own; what the backup has too is taken off as it is met.
    fn count_only_here(&mut self, here: &Book) {
        let rules = 1 + here.policies().len() + here.rates().len() + here.mappings().count();
        let counts = [
            here.customers().len(),
            here.contacts().len(),
            here.ledger().len(),
            rules,
            here.decisions().len() + here.reviews().len(),
        ];
        for (tally, n) in self.tallies.iter_mut().zip(counts) {
            tally.only_here = n as u64;
        }
    }
}
