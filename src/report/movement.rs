//! Who moves where between two standings of one book, as when a threshold is changed.

use std::collections::BTreeMap;

use super::Standing;
use super::tally::Count;
use crate::domain::CustomerId;
use crate::domain::choice::Choice;
use crate::engine::{Class, Classes, Scheme};

/// Customers that move from one class to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The scheme.
    pub scheme: Scheme,
    /// The class before.
    pub from: Option<Class>,
    /// The class after.
    pub to: Option<Class>,
    /// How many move, with their sales of the trailing twelve months after.
    pub count: Count,
}

/// A customer that moves from one class to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mover {
    /// The customer.
    pub customer: CustomerId,
    /// The class before.
    pub from: Option<Class>,
    /// The class after.
    pub to: Option<Class>,
}

/// Returns who moves from class to class, by scheme and by classes in their order, those without one last.
pub fn movements(before: &Standing, after: &Standing) -> Vec<Movement> {
    let mut counts: BTreeMap<_, Movement> = BTreeMap::new();
    for id in ids(before, after) {
        let (old, new) = (before.classes(id), after.classes(id));
        if old == new {
            continue;
        }
        for &scheme in Scheme::ALL {
            let class = |classes: Option<Classes>| classes.and_then(|classes| classes.of(scheme));
            let (from, to) = (class(old), class(new));
            if from != to {
                let fresh = Movement { scheme, from, to, count: Count::default() };
                let movement = counts.entry((scheme, place(from), place(to))).or_insert(fresh);
                movement.count.customers += 1;
                let sales = after.facts(id).year_sales;
                movement.count.sales = movement.count.sales.saturating_add(sales);
            }
        }
    }
    counts.into_values().collect()
}

/// Returns the customers that move in a scheme, by number.
pub fn movers(before: &Standing, after: &Standing, scheme: Scheme) -> Vec<Mover> {
    let class = |standing: &Standing, id| standing.classes(id).and_then(|classes| classes.of(scheme));
    let each = ids(before, after).map(|id| Mover { customer: id, from: class(before, id), to: class(after, id) });
    each.filter(|mover| mover.from != mover.to).collect()
}

fn ids(before: &Standing, after: &Standing) -> impl Iterator<Item = CustomerId> {
    (0..before.bound().max(after.bound())).map(CustomerId)
}

/// Returns the place of a class in its scheme; none comes last.
fn place(class: Option<Class>) -> u8 {
    class.map_or(u8::MAX, Class::rank)
}
