//! Who was what since when: the changes that touched one customer, its contacts and its orders.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::book::{Book, Change, Edit, Origin, Swap};
use crate::domain::{
    ContactField, ContactId, Customer, CustomerField, CustomerId, Decision, DecisionKey, Field, Order, OrderField,
    OrderId, Record,
};

/// A change as one customer felt it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The change's number.
    pub number: u64,
    /// Milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// How it came about.
    pub origin: Origin,
    /// What it did to the customer, its contacts and its orders.
    pub events: Vec<Event>,
    /// How many customers it reached, this one among them.
    pub reach: usize,
    /// Whether it can be taken back: the book has no [obstacle](Book::obstacle) to it.
    pub can_be_taken_back: bool,
}

impl Entry {
    /// Counts the records of this customer that the change touched.
    pub fn touched(&self) -> Touched {
        let count = |is_kind: fn(&Subject) -> bool| self.events.iter().filter(|event| is_kind(&event.subject)).count();
        Touched {
            customers: count(|subject| matches!(subject, Subject::Customer(..))),
            contacts: count(|subject| matches!(subject, Subject::Contact(..))),
            orders: count(|subject| matches!(subject, Subject::Order(_, order) if !order.is_return())),
            returns: count(|subject| matches!(subject, Subject::Order(_, order) if order.is_return())),
            decisions: count(|subject| matches!(subject, Subject::Decision(..))),
            ..Touched::default()
        }
    }
}

/// What a change did to one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The record.
    pub subject: Subject,
    /// What it did.
    pub deed: Deed,
    /// The fields that changed; of a record that came or went, those that were known; of a decision none.
    pub fields: Vec<FieldChange>,
}

/// A record with what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A customer by its label.
    Customer(CustomerId, Box<str>),
    /// A contact by name.
    Contact(ContactId, Box<str>),
    /// An order as it was.
    Order(OrderId, Box<Order>),
    /// A decision about a customer.
    Decision(DecisionKey, Box<Decision>),
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It came.
    Added,
    /// Some of its fields changed.
    Changed,
    /// It went.
    Deleted,
}

impl Deed {
    /// Returns what became of a record.
    pub fn of<T>(swap: &Swap<T>) -> Deed {
        match (&swap.before, &swap.after) {
            (None, _) => Deed::Added,
            (_, None) => Deed::Deleted,
            _ => Deed::Changed,
        }
    }
}

/// A field of any record that a customer's page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnyField {
    /// Of a customer.
    Customer(CustomerField),
    /// Of a contact.
    Contact(ContactField),
    /// Of an order.
    Order(OrderField),
}

/// A field's text form before and after, empty where it was unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: AnyField,
    /// What it was.
    pub before: String,
    /// What it became.
    pub after: String,
}

/// Returns the changes at hand that touched a customer, its contacts or its orders, the newest first.
///
/// Each is looked into only when it is its turn: what a change of many records reached is not known for nothing.
pub fn history<'a>(
    log: &'a BTreeMap<u64, Rc<Change>>,
    book: &'a Book,
    customer: CustomerId,
) -> impl Iterator<Item = Entry> + 'a {
    let is_mine = move |edit: &&Edit| edit.customers().any(|id| id == customer);
    touching(log, customer).map(move |(number, change)| Entry {
        number,
        at: change.at,
        origin: change.origin.clone(),
        events: change.edits.iter().filter(is_mine).filter_map(event).collect(),
        reach: reach(change),
        can_be_taken_back: book.obstacle(change).is_none(),
    })
}

/// Returns the changes at hand that touched a customer, its contacts or its orders, the newest first, as they are.
pub fn touching(log: &BTreeMap<u64, Rc<Change>>, customer: CustomerId) -> impl Iterator<Item = (u64, &Change)> {
    let touches = move |change: &Change| change.edits.iter().any(|edit| edit.customers().any(|id| id == customer));
    log.iter().rev().filter(move |(_, change)| touches(change)).map(|(number, change)| (*number, &**change))
}

/// Counts the customers that a change reached; a merge is of one, however many it was before.
pub fn reach(change: &Change) -> usize {
    match change.origin {
        Origin::Merge => 1,
        _ => change.edits.iter().flat_map(Edit::customers).collect::<BTreeSet<_>>().len(),
    }
}

/// Returns what an edit did, `None` for a record that belongs to no customer.
pub fn event(edit: &Edit) -> Option<Event> {
    match edit {
        Edit::Customer(id, swap) => {
            let shown = shown(swap)?;
            Some(Event {
                subject: Subject::Customer(*id, shown.label().into()),
                deed: Deed::of(swap),
                fields: record_changes(swap, AnyField::Customer),
            })
        }
        Edit::Contact(id, swap) => Some(Event {
            subject: Subject::Contact(*id, shown(swap)?.plain(ContactField::Name).into()),
            deed: Deed::of(swap),
            fields: record_changes(swap, AnyField::Contact),
        }),
        Edit::Order(id, swap) => Some(Event {
            subject: Subject::Order(*id, shown(swap)?.clone()),
            deed: Deed::of(swap),
            fields: order_changes(swap),
        }),
        Edit::Decision(key, swap) => Some(Event {
            subject: Subject::Decision(*key, shown(swap)?.clone()),
            deed: Deed::of(swap),
            fields: Vec::new(),
        }),
        Edit::Setting(_) | Edit::Policy(..) | Edit::Rate(..) | Edit::Mapping(..) | Edit::Review(..) => None,
    }
}

/// Returns the fields of a customer that differ, each with what it was and what it became.
pub fn customer_changes(before: &Customer, after: &Customer) -> Vec<FieldChange> {
    changes(Some(before), Some(after), AnyField::Customer)
}

/// Returns the record as it is known best: as it became, else as it was.
fn shown<T>(swap: &Swap<T>) -> Option<&T> {
    swap.after.as_ref().or(swap.before.as_ref())
}

fn record_changes<F: Field>(swap: &Swap<Record<F>>, any: impl Fn(F) -> AnyField) -> Vec<FieldChange> {
    changes(swap.before.as_ref(), swap.after.as_ref(), any)
}

fn changes<F: Field>(
    before: Option<&Record<F>>,
    after: Option<&Record<F>>,
    any: impl Fn(F) -> AnyField,
) -> Vec<FieldChange> {
    let text = |record: Option<&Record<F>>, field| record.map(|record| record.text(field)).unwrap_or_default();
    let fields = F::ALL.iter().copied();
    let changes =
        fields.map(|field| FieldChange { field: any(field), before: text(before, field), after: text(after, field) });
    changes.filter(|change| change.before != change.after).collect()
}

fn order_changes(swap: &Swap<Box<Order>>) -> Vec<FieldChange> {
    let text = |order: &Option<Box<Order>>, field| order.as_ref().map(|order| order.text(field)).unwrap_or_default();
    let fields = OrderField::ALL.iter().copied();
    let changes = fields.map(|field| FieldChange {
        field: AnyField::Order(field),
        before: text(&swap.before, field),
        after: text(&swap.after, field),
    });
    changes.filter(|change| change.before != change.after).collect()
}

/// How many records of each kind a change touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Customers.
    pub customers: usize,
    /// Contacts.
    pub contacts: usize,
    /// Orders, returns not among them.
    pub orders: usize,
    /// Returns: orders whose amount is below zero.
    pub returns: usize,
    /// Versions of the rules.
    pub rules: usize,
    /// Rates.
    pub rates: usize,
    /// The settings.
    pub settings: usize,
    /// Remembered columns.
    pub mappings: usize,
    /// Decisions.
    pub decisions: usize,
    /// Review sessions.
    pub reviews: usize,
}

impl Touched {
    /// Counts the records of some edits.
    pub fn count<'a>(edits: impl IntoIterator<Item = &'a Edit>) -> Touched {
        let mut touched = Touched::default();
        for edit in edits {
            *match edit {
                Edit::Customer(..) => &mut touched.customers,
                Edit::Contact(..) => &mut touched.contacts,
                Edit::Order(_, swap)
                    if swap.after.as_ref().or(swap.before.as_ref()).is_some_and(|order| order.is_return()) =>
                {
                    &mut touched.returns
                }
                Edit::Order(..) => &mut touched.orders,
                Edit::Policy(..) => &mut touched.rules,
                Edit::Rate(..) => &mut touched.rates,
                Edit::Setting(_) => &mut touched.settings,
                Edit::Mapping(..) => &mut touched.mappings,
                Edit::Decision(..) => &mut touched.decisions,
                Edit::Review(..) => &mut touched.reviews,
            } += 1;
        }
        touched
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Draft;

    struct Played {
        book: Book,
        log: BTreeMap<u64, Rc<Change>>,
    }

    impl Played {
        fn play(&mut self, edit: impl FnOnce(&mut Draft)) {
            let mut draft = Draft::new(&self.book);
            edit(&mut draft);
            let number = self.log.len() as u64 + 1;
            if let Some(change) = draft.finish(number as i64, Origin::Edit) {
                self.book.apply(&change);
                self.log.insert(number, Rc::new(change));
            }
        }

        fn set(&mut self, id: CustomerId, field: CustomerField, text: &str) {
            self.play(|draft| {
                let customer = draft.customer(id).cloned().unwrap().with(field, text).unwrap();
                draft.put_customer(id, Some(customer));
            });
        }
    }

    fn two_customers() -> Played {
        let mut played = Played { book: Book::new(), log: BTreeMap::new() };
        played.play(|draft| {
            draft.add_customer(Customer::named("Aster"));
            draft.add_customer(Customer::named("Birch"));
        });
        played
    }

    #[test]
    fn a_customer_sees_its_own_changes_newest_first() {
        let mut played = two_customers();
        played.set(CustomerId(1), CustomerField::Industry, "tea");
        played.set(CustomerId(2), CustomerField::Industry, "toys");
        played.set(CustomerId(1), CustomerField::Industry, "coffee");
        let entries: Vec<Entry> = history(&played.log, &played.book, CustomerId(1)).collect();
        let numbers: Vec<u64> = entries.iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, [4, 2, 1]);
        let change = &entries[0].events[0].fields[0];
        assert_eq!((change.before.as_str(), change.after.as_str()), ("tea", "coffee"));
    }

    #[test]
    fn returns_are_counted_apart_from_orders() {
        let mut played = two_customers();
        played.play(|draft| {
            for amount in ["USD 100.00", "USD 0.00", "USD -20.00"] {
                let day = "2024-05-01".parse().unwrap();
                draft.add_order(Order::new(CustomerId(1), day, amount.parse().unwrap()));
            }
        });
        let expected = Touched { orders: 2, returns: 1, ..Touched::default() };
        assert_eq!(Touched::count(&played.log[&2].edits), expected);
        let told = history(&played.log, &played.book, CustomerId(1)).next().unwrap();
        assert_eq!(told.touched(), expected);
    }

    #[test]
    fn only_the_last_touch_can_be_taken_back_alone() {
        let mut played = two_customers();
        played.set(CustomerId(1), CustomerField::Industry, "tea");
        played.set(CustomerId(1), CustomerField::City, "Riga");
        let entries = history(&played.log, &played.book, CustomerId(1));
        let last: Vec<bool> = entries.map(|entry| entry.can_be_taken_back).collect();
        assert_eq!(last, [true, false, false]);
    }

    #[test]
    fn what_reached_others_tells_how_many_and_is_free_until_one_of_them_changes() {
        let mut played = two_customers();
        played.play(|draft| {
            for id in [CustomerId(1), CustomerId(2)] {
                let customer = draft.customer(id).cloned().unwrap().with(CustomerField::City, "Riga").unwrap();
                draft.put_customer(id, Some(customer));
            }
        });
        let last = |played: &Played| {
            let last = history(&played.log, &played.book, CustomerId(1)).next().unwrap();
            (last.reach, last.can_be_taken_back)
        };
        assert_eq!(last(&played), (2, true));
        played.set(CustomerId(2), CustomerField::City, "Oslo");
        assert_eq!(last(&played), (2, false));
    }
}
