//! What a change of the whole book would do, in numbers, before it is done.

use crate::book::{Change, Edit, Swap};

/// How many records of a kind come, change and go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Not there before.
    pub added: u64,
    /// There before and after, not the same.
    pub changed: u64,
    /// Not there after.
    pub removed: u64,
}

/// What a change does to customers and orders, and whether to anything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replacement {
    /// The customers.
    pub customers: Moves,
    /// The orders.
    pub orders: Moves,
    /// Contacts, rules, rates, settings, remembered answers, decisions and reviews together.
    pub others: Moves,
}

impl Replacement {
    /// Counts what a change does.
    pub fn of(change: &Change) -> Replacement {
        let mut replacement = Replacement::default();
        for edit in &change.edits {
            match edit {
                Edit::Customer(_, swap) => replacement.customers.count(swap),
                Edit::Order(_, swap) => replacement.orders.count(swap),
                Edit::Contact(_, swap) => replacement.others.count(swap),
                Edit::Setting(swap) => replacement.others.count(swap),
                Edit::Policy(_, swap) => replacement.others.count(swap),
                Edit::Rate(_, _, swap) => replacement.others.count(swap),
                Edit::Mapping(_, swap) => replacement.others.count(swap),
                Edit::Decision(_, swap) => replacement.others.count(swap),
                Edit::Review(_, swap) => replacement.others.count(swap),
            }
        }
        replacement
    }
}

impl Moves {
    fn count<T>(&mut self, swap: &Swap<T>) {
        match (&swap.before, &swap.after) {
            (None, Some(_)) => self.added += 1,
            (Some(_), Some(_)) => self.changed += 1,
            (Some(_), None) => self.removed += 1,
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Draft, Origin};
    use crate::domain::{Customer, CustomerId};

    #[test]
    fn records_come_change_and_go() {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        draft.add_customer(Customer::named("Aster"));
        draft.add_customer(Customer::named("Birch"));
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
        let mut draft = Draft::new(&book);
        draft.put_customer(CustomerId(1), Some(Customer::named("Aster Ltd")));
        draft.delete_customer(CustomerId(2));
        draft.add_customer(Customer::named("Cedar"));
        let replacement = Replacement::of(&draft.finish(0, Origin::Restore).unwrap());
        assert_eq!(replacement.customers, Moves { added: 1, changed: 1, removed: 1 });
        assert_eq!(replacement.orders, Moves::default());
    }
}
