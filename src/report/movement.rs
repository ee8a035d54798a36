//! Who moves where between two standings of one book, as when a threshold is changed.

use std::collections::BTreeMap;

use super::Standing;
use super::tally::Count;
use crate::domain::CustomerId;
use crate::domain::choice::Choice;
use crate::engine::{Class, Scheme};

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
    for scheme in Scheme::ALL.iter().copied() {
        for Mover { customer, from, to } in each_mover(before, after, scheme) {
            let fresh = Movement { scheme, from, to, count: Count::default() };
            let movement = counts.entry((scheme, place(from), place(to))).or_insert(fresh);
            movement.count.customers += 1;
            let sales = after.facts(customer).year_sales;
            movement.count.sales = movement.count.sales.saturating_add(sales);
        }
    }
    counts.into_values().collect()
}

/// Returns the customers that move in a scheme, by number.
pub fn movers(before: &Standing, after: &Standing, scheme: Scheme) -> Vec<Mover> {
    each_mover(before, after, scheme).collect()
}

fn each_mover<'a>(before: &'a Standing, after: &'a Standing, scheme: Scheme) -> impl Iterator<Item = Mover> + 'a {
    let class = move |standing: &Standing, id| standing.classes(id).and_then(|classes| classes.of(scheme));
    let ids = (0..before.bound().max(after.bound())).map(CustomerId);
    ids.filter_map(move |customer| {
        let (from, to) = (class(before, customer), class(after, customer));
        (from != to).then_some(Mover { customer, from, to })
    })
}

/// Returns the place of a class in its scheme; none comes last.
fn place(class: Option<Class>) -> u8 {
    class.map_or(u8::MAX, Class::rank)
}
