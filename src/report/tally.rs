//! How many customers each class holds, and what they buy.

use crate::domain::choice::Choice;
use crate::engine::{Class, Classes, Scheme};

/// Customers and their sales.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many customers.
    pub customers: u32,
    /// Their sales, in minor units of the base currency.
    pub sales: i64,
}

impl Count {
    pub(super) fn gain(&mut self, sales: i64) {
        self.customers = self.customers.saturating_add(1);
        self.sales = self.sales.saturating_add(sales);
    }

    fn lose(&mut self, sales: i64) {
        self.customers = self.customers.saturating_sub(1);
        self.sales = self.sales.saturating_sub(sales);
    }
}

/// The counts of every class of every scheme, kept current customer by customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    // INVARIANT (tally places): a scheme's classes by rank, then those without a class.
    counts: [[Count; MOST_CLASSES + 1]; Scheme::ALL.len()],
}

/// The classes of the scheme that has the most.
const MOST_CLASSES: usize = 5;

impl Tallies {
    /// Counts a customer with its sales.
    pub(super) fn add(&mut self, classes: &Classes, sales: i64) {
        self.change(classes, |count| count.gain(sales));
    }

    /// Counts a customer no longer.
    pub(super) fn remove(&mut self, classes: &Classes, sales: i64) {
        self.change(classes, |count| count.lose(sales));
    }

    /// Counts a customer in another class of a scheme.
    pub(super) fn shift(&mut self, scheme: Scheme, from: Option<Class>, to: Option<Class>, sales: i64) {
        if from == to {
            return;
        }
        let Some(row) = self.counts.get_mut(usize::from(scheme.index())) else { return };
        if let Some(count) = row.get_mut(place(from)) {
            count.lose(sales);
        }
        if let Some(count) = row.get_mut(place(to)) {
            count.gain(sales);
        }
    }

    /// Returns the count of a class, or of those without one.
    pub fn of(&self, scheme: Scheme, class: Option<Class>) -> Count {
        let row = self.counts.get(usize::from(scheme.index()));
        row.and_then(|row| row.get(place(class))).copied().unwrap_or_default()
    }

    pub(super) fn set(&mut self, scheme: Scheme, class: Option<Class>, new: Count) {
        let row = self.counts.get_mut(usize::from(scheme.index()));
        if let Some(count) = row.and_then(|row| row.get_mut(place(class))) {
            *count = new;
        }
    }

    fn change(&mut self, classes: &Classes, change: impl Fn(&mut Count)) {
        for (scheme, row) in Scheme::ALL.iter().zip(&mut self.counts) {
            if let Some(count) = row.get_mut(place(classes.of(*scheme))) {
                change(count);
            }
        }
    }
}

fn place(class: Option<Class>) -> usize {
    class.map_or(MOST_CLASSES, |class| usize::from(class.rank()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_a_place_of_its_own() {
        for scheme in Scheme::ALL {
            assert!(Class::all(*scheme).len() <= MOST_CLASSES, "{scheme:?}");
        }
    }
}
