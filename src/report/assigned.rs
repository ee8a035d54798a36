//! The class that the owner decided on, beside the one that is computed (D12).
//!
//! A customer has no assigned class in a scheme before the first decision that assigns one: until then what depends
//! on the class follows the computed one. Afterwards the last assignment holds until another; one that has expired
//! gives way to the one before it, or to none.

use super::Standing;
use crate::book::Book;
use crate::domain::{Class, CustomerId, Date, Decision, DecisionKey, Matter, Ruling, RulingKind, Scheme};

/// A class as it was assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The class.
    pub class: Class,
    /// The day of the decision.
    pub on: Date,
    /// Whether it was approved, an override or temporary.
    pub kind: RulingKind,
    /// The last day on which it holds; until another decision without one.
    pub until: Option<Date>,
}

/// A customer whose assigned class is not the computed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The customer.
    pub customer: CustomerId,
    /// What was assigned.
    pub assigned: Assignment,
    /// What is computed.
    pub computed: Option<Class>,
}

/// A customer whose last assigned class has expired, with nothing assigned since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expiry {
    /// The customer.
    pub customer: CustomerId,
    /// What has expired.
    pub expired: Assignment,
    /// What holds instead, assigned before it.
    pub now: Option<Assignment>,
}

/// What was assigned to one customer, from the decisions up to and on a date.
#[derive(Clone, Copy, Debug)]
pub struct Assignments<'a> {
    book: &'a Book,
    customer: CustomerId,
    as_of: Date,
    /// A session whose decisions do not count.
    except: Option<Date>,
}

/// Returns the class assigned to a customer in a scheme on a date, from the decisions up to and on that date.
pub fn assigned(book: &Book, customer: CustomerId, scheme: Scheme, as_of: Date) -> Option<Assignment> {
    Assignments::of(book, customer, as_of, None)?.now(scheme)
}

/// Tells whether a customer is to be watched: a demotion for late payments holds on a date (R46).
pub fn is_watched(book: &Book, customer: CustomerId, as_of: Date) -> bool {
    assigned(book, customer, Scheme::Value, as_of).is_some_and(|now| now.kind == RulingKind::Temporary)
}

/// Returns the last assignment in a scheme where it has expired by a date.
pub fn expired(book: &Book, customer: CustomerId, scheme: Scheme, as_of: Date) -> Option<Expiry> {
    Assignments::of(book, customer, as_of, None)?.expired(scheme)
}

/// Returns all expired overrides and temporary classes of a book, by customer and scheme.
pub fn expiries(book: &Book, as_of: Date) -> Vec<Expiry> {
    let each = decided(book, as_of).into_iter();
    each.filter_map(|(customer, scheme)| expired(book, customer, scheme, as_of)).collect()
}

/// Returns all customers whose assigned class is not the computed one on the date of a standing, by customer and scheme.
pub fn drifts(book: &Book, standing: &Standing) -> Vec<Drift> {
    let as_of = standing.as_of();
    let each = decided(book, as_of).into_iter();
    each.filter_map(|(customer, scheme)| {
        let assigned = assigned(book, customer, scheme, as_of)?;
        let computed = standing.classes(customer)?.of(scheme);
        (computed != Some(assigned.class)).then_some(Drift { customer, assigned, computed })
    })
    .collect()
}

/// Returns the decisions that end what the owner set by hand in a scheme: from a day on the computed class is assigned.
///
/// Where none is computed, what was set ends the day before, or is taken back if it was set on that day.
pub fn lifted(
    book: &Book,
    customer: CustomerId,
    scheme: Scheme,
    computed: Option<Class>,
    on: Date,
) -> Option<(DecisionKey, Option<Decision>)> {
    let key = DecisionKey { customer, matter: Matter::Class(scheme), day: on };
    if computed.is_some() {
        return Some((key, Some(Decision::new(Ruling::Approved(computed)))));
    }
    let now = assigned(book, customer, scheme, on)?;
    let key = DecisionKey { day: now.on, ..key };
    let eve = on.plus_days(-1);
    let ended = book.decisions().get(&key).filter(|_| now.on <= eve).map(|decision| {
        let ruling = Ruling::Overridden { class: now.class, until: Some(eve) };
        Decision { ruling, ..decision.clone() }
    });
    Some((key, ended))
}

impl Assignment {
    /// Tells whether it holds on a date, as far as its end goes.
    pub fn holds(&self, on: Date) -> bool {
        self.until.is_none_or(|until| on <= until)
    }
}

impl<'a> Assignments<'a> {
    /// Returns what was assigned to a customer, decisions of the session `except` left out; `None` where nothing was
    /// ever decided about it.
    pub fn of(book: &'a Book, customer: CustomerId, as_of: Date, except: Option<Date>) -> Option<Assignments<'a>> {
        book.decisions_of(customer).next()?;
        Some(Assignments { book, customer, as_of, except })
    }

    /// Returns the class that holds in a scheme.
    pub fn now(&self, scheme: Scheme) -> Option<Assignment> {
        self.all(scheme).find(|assignment| assignment.holds(self.as_of))
    }

    /// Returns the last assignment in a scheme where it has expired.
    pub fn expired(&self, scheme: Scheme) -> Option<Expiry> {
        let expired = self.all(scheme).next().filter(|last| !last.holds(self.as_of))?;
        Some(Expiry { customer: self.customer, expired, now: self.now(scheme) })
    }

    /// Returns the day of the last decision in a scheme, whatever it was.
    pub fn last(&self, scheme: Scheme) -> Option<Date> {
        self.decisions(scheme).next().map(|(key, _)| key.day)
    }

    /// Returns the assignments in a scheme, the last one first.
    fn all(&self, scheme: Scheme) -> impl Iterator<Item = Assignment> + use<'a> {
        self.decisions(scheme).filter_map(move |(key, decision)| {
            let ruling = decision.ruling;
            let class = ruling.class().filter(|class| class.scheme() == scheme)?;
            Some(Assignment { class, on: key.day, kind: ruling.kind(), until: ruling.until() })
        })
    }

    fn decisions(&self, scheme: Scheme) -> impl Iterator<Item = (&'a DecisionKey, &'a Decision)> + use<'a> {
        let (as_of, except) = (self.as_of, self.except);
        let decisions = self.book.decisions_on(self.customer, Matter::Class(scheme)).rev();
        decisions.filter(move |(key, decision)| key.day <= as_of && (except.is_none() || decision.session != except))
    }
}

/// Returns the customers with the schemes that something was decided in up to a date.
fn decided(book: &Book, as_of: Date) -> Vec<(CustomerId, Scheme)> {
    let keys = book.decisions().keys().filter(|key| key.day <= as_of);
    let mut decided: Vec<_> = keys.filter_map(|key| Some((key.customer, key.matter.scheme()?))).collect();
    decided.dedup();
    decided
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::Customer;
    use crate::domain::policy::ValueClass;

    const ID: CustomerId = CustomerId(1);

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn class(class: ValueClass) -> Class {
        Class::Value(class)
    }

    fn book(rulings: &[(&str, Ruling)]) -> Book {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        draft.add_customer(Customer::named("Aster"));
        for (on, ruling) in rulings {
            let key = DecisionKey { customer: ID, matter: Matter::Class(Scheme::Value), day: day(on) };
            draft.put_decision(key, Some(Decision::new(*ruling)));
        }
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
        book
    }

    #[track_caller]
    fn check(book: &Book, on: &str, expected: Option<ValueClass>) {
        let found = assigned(book, ID, Scheme::Value, day(on)).map(|assignment| assignment.class);
        assert_eq!(found, expected.map(class), "{on}");
    }

    #[test]
    fn the_last_assignment_that_holds_counts() {
        let temporary = Ruling::Temporary { class: class(ValueClass::B), until: day("2024-06-30") };
        let book = book(&[
            ("2024-01-10", Ruling::Approved(Some(class(ValueClass::A)))),
            ("2024-02-10", Ruling::Refused),
            ("2024-03-10", temporary),
            ("2024-04-10", Ruling::Postponed { until: day("2024-05-01") }),
        ]);
        check(&book, "2024-01-09", None);
        check(&book, "2024-01-10", Some(ValueClass::A));
        check(&book, "2024-03-09", Some(ValueClass::A));
        check(&book, "2024-03-10", Some(ValueClass::B));
        check(&book, "2024-06-30", Some(ValueClass::B));
        check(&book, "2024-07-01", Some(ValueClass::A));
        assert!(expiries(&book, day("2024-06-30")).is_empty());
        let [expiry] = expiries(&book, day("2024-07-01"))[..] else { panic!("one expiry") };
        assert_eq!((expiry.expired.on, expiry.now.map(|now| now.on)), (day("2024-03-10"), Some(day("2024-01-10"))));
    }

    #[test]
    fn after_the_only_assignment_there_is_none() {
        let until = Some(day("2024-02-01"));
        let over = book(&[("2024-01-10", Ruling::Overridden { class: class(ValueClass::A), until })]);
        check(&over, "2024-02-01", Some(ValueClass::A));
        check(&over, "2024-02-02", None);
        let renewed = book(&[
            ("2024-01-10", Ruling::Overridden { class: class(ValueClass::A), until }),
            ("2024-03-01", Ruling::Approved(Some(class(ValueClass::C)))),
        ]);
        assert!(expired(&renewed, ID, Scheme::Value, day("2024-02-02")).is_some());
        assert!(expired(&renewed, ID, Scheme::Value, day("2024-03-01")).is_none());
    }

    #[test]
    fn what_was_set_by_hand_can_be_lifted() {
        let own = Ruling::Overridden { class: class(ValueClass::A), until: None };
        let lifting = |computed: Option<ValueClass>, on: &str| {
            let mut book = book(&[("2024-01-10", own)]);
            let edit = lifted(&book, ID, Scheme::Value, computed.map(class), day(on));
            let mut draft = Draft::new(&book);
            edit.into_iter().for_each(|(key, after)| draft.put_decision(key, after));
            let change = draft.finish(0, Origin::Edit).unwrap();
            book.apply(&change);
            book
        };
        let followed = lifting(Some(ValueClass::C), "2024-02-01");
        check(&followed, "2024-01-31", Some(ValueClass::A));
        check(&followed, "2024-02-01", Some(ValueClass::C));
        let ended = lifting(None, "2024-02-01");
        check(&ended, "2024-01-31", Some(ValueClass::A));
        check(&ended, "2024-02-01", None);
        check(&lifting(None, "2024-01-10"), "2024-01-10", None);
    }

    #[test]
    fn drift_is_assigned_against_computed() {
        let book = book(&[("2024-01-10", Ruling::Approved(Some(class(ValueClass::A))))]);
        assert!(drifts(&book, &Standing::take(&book, day("2024-01-09"))).is_empty());
        let [drift] = drifts(&book, &Standing::take(&book, day("2024-01-10")))[..] else { panic!("one drift") };
        assert_eq!((drift.assigned.class, drift.computed), (class(ValueClass::A), None));
    }
}
