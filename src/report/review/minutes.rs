//! The minutes of a session: what was decided, how often, and what money moved (R117).
//!
//! What a class brings in services and visits is not in the book yet, so the minutes tell of classes alone.

use std::collections::BTreeMap;

use super::{Agenda, Direction, Proposal, Status};
use crate::book::Book;
use crate::domain::choice::Choice;
use crate::domain::{Class, CustomerId, Date, Decision, DecisionKey, Review, Ruling, RulingKind, Scheme};
use crate::report::{Assignments, Count, Standing};

/// One decision of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minute {
    /// About whom, in what matter, on which day.
    pub key: DecisionKey,
    /// The class before: the assigned one, else the one computed for the day before the period.
    pub from: Option<Class>,
    /// The class after; the one before where none was assigned.
    pub to: Option<Class>,
    /// Whether that is better or worse.
    pub direction: Direction,
    /// How it was decided, with its end.
    pub ruling: Ruling,
    /// Why, in the owner's words.
    pub reason: Box<str>,
    /// The grounds that it was made on, as proposals write them.
    pub grounds: Vec<Box<str>>,
    /// The proposals with those grounds, as far as the book still makes them.
    pub answered: Vec<Proposal>,
    /// Sales of the trailing twelve months on the last day of the period, in minor units of the base currency.
    pub sales: i64,
}

/// Customers that a session moved from one class to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The scheme.
    pub scheme: Scheme,
    /// The class before.
    pub from: Option<Class>,
    /// The class after.
    pub to: Option<Class>,
    /// How many, with their sales of the trailing twelve months on the last day of the period.
    pub count: Count,
}

/// The minutes of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The day on which it was opened.
    pub opened: Date,
    /// The session.
    pub review: Review,
    /// The decisions, by customer, matter and day.
    pub decisions: Vec<Minute>,
    /// The customers of each ruling, in the rulings' order, each customer once, with their sales.
    pub rulings: Vec<(RulingKind, Count)>,
    /// Who was moved from where to where, by scheme and by classes in their order.
    pub moved: Vec<Moved>,
    /// What is still open.
    pub open: Vec<Proposal>,
}

impl Minutes {
    /// Returns the minutes of the session that was opened on a day, as they stand on a day; `None` where there is none.
    pub fn take(book: &Book, opened: Date, today: Date) -> Option<Minutes> {
        let review = *book.reviews().get(&opened)?;
        let before = Standing::take(book, review.period.eve());
        let after = Standing::take(book, review.period.to());
        let agenda = Agenda::between(book, review, Some(opened), today, (&before, &after));
        Some(Minutes::between(book, &agenda, opened, (&before, &after)))
    }

    /// Returns the minutes of a session from its agenda and the standings that it was taken from.
    pub fn between(book: &Book, agenda: &Agenda, opened: Date, (before, after): (&Standing, &Standing)) -> Minutes {
        let made = book.decisions().iter();
        let made = made.filter(|(key, decision)| decision.session == Some(opened) && key.day <= agenda.sight.today);
        let decisions: Vec<Minute> =
            made.map(|(key, decision)| Minute::of(key, decision, book, agenda, (before, after))).collect();
        let open = agenda.proposals.iter().filter(|proposal| proposal.status == Status::Open);
        Minutes {
            opened,
            review: agenda.review,
            rulings: rulings(&decisions),
            moved: moved(&decisions),
            decisions,
            open: open.copied().collect(),
        }
    }
}

impl Minute {
    fn of(
        key: &DecisionKey,
        decision: &Decision,
        book: &Book,
        agenda: &Agenda,
        (before, after): (&Standing, &Standing),
    ) -> Minute {
        let customer = key.customer;
        let from = key.matter.scheme().and_then(|scheme| {
            let assigned = Assignments::of(book, customer, key.day.plus_days(-1), None)?.now(scheme);
            assigned.map(|assigned| assigned.class)
        });
        let computed = || before.classes(customer)?.of(key.matter.scheme()?);
        let from = from.or_else(computed);
        let to = decision.ruling.class().or(from);
        let is_answered = |proposal: &&Proposal| decision.grounds.contains(&proposal.grounds().into());
        Minute {
            key: *key,
            from,
            to,
            direction: Direction::between(from, to),
            ruling: decision.ruling,
            reason: decision.reason.clone(),
            grounds: decision.grounds.clone(),
            answered: agenda.about(customer, key.matter).filter(is_answered).copied().collect(),
            sales: after.facts(customer).year_sales,
        }
    }
}

fn rulings(decisions: &[Minute]) -> Vec<(RulingKind, Count)> {
    let count = |kind: RulingKind| {
        let mut count = Count::default();
        let made = decisions.iter().filter(|minute| minute.ruling.kind() == kind);
        let sales: BTreeMap<CustomerId, i64> = made.map(|minute| (minute.key.customer, minute.sales)).collect();
        sales.into_values().for_each(|sales| add(&mut count, sales));
        count
    };
    RulingKind::ALL.iter().map(|kind| (*kind, count(*kind))).collect()
}

fn moved(decisions: &[Minute]) -> Vec<Moved> {
    let place = |class: Option<Class>| class.map_or(u8::MAX, Class::rank);
    let mut counts: BTreeMap<_, Moved> = BTreeMap::new();
    for minute in decisions.iter().filter(|minute| minute.from != minute.to) {
        let Some(scheme) = minute.key.matter.scheme() else { continue };
        let fresh = Moved { scheme, from: minute.from, to: minute.to, count: Count::default() };
        let moved = counts.entry((scheme, place(minute.from), place(minute.to))).or_insert(fresh);
        add(&mut moved.count, minute.sales);
    }
    counts.into_values().collect()
}

fn add(count: &mut Count, sales: i64) {
    count.customers += 1;
    count.sales = count.sales.saturating_add(sales);
}
