//! How far the way from a file to customers served by class has been gone (R158), told from the book alone.

use crate::book::Book;
use crate::domain::CustomerField;
use crate::domain::choice::choices;

choices! {
    /// A step of the way.
    Milestone {
        /// Customer data is collected.
        Collect = "collect",
        /// It can be analyzed: somebody has ordered.
        Analyze = "analyze",
        /// The criteria are the owner's own.
        Decide = "decide",
        /// Customers are served by class: somebody is responsible for one, or a next step has its day.
        Serve = "serve",
    }
}

/// The fields of a customer that say that it is being served.
const SERVED: [CustomerField; 3] = [CustomerField::Owner, CustomerField::OwnerRole, CustomerField::NextStepOn];

impl Milestone {
    /// Tells whether the facts of a book show that this step was made.
    pub fn is_reached(self, book: &Book) -> bool {
        match self {
            Milestone::Collect => !book.customers().is_empty(),
            Milestone::Analyze => !book.ledger().is_empty(),
            Milestone::Decide => !book.policies().is_empty(),
            Milestone::Serve => {
                book.customers().iter().any(|(_, customer)| SERVED.iter().any(|field| customer.value(*field).is_some()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::choice::Choice as _;
    use crate::domain::{Customer, CustomerId, Order, Policy};

    #[track_caller]
    fn check(edit: impl FnOnce(&mut Draft), expected: [bool; 4]) {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        draft.add_customer(Customer::named("Aster"));
        edit(&mut draft);
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        let reached: Vec<bool> = Milestone::ALL.iter().map(|milestone| milestone.is_reached(&book)).collect();
        assert_eq!(reached, expected);
    }

    #[test]
    fn each_step_follows_from_facts_alone() {
        let day = "2024-05-01".parse().unwrap();
        assert!(Milestone::ALL.iter().all(|milestone| !milestone.is_reached(&Book::new())));
        check(|_| (), [true, false, false, false]);
        let order = Order::new(CustomerId(1), day, "USD 1.00".parse().unwrap());
        let ordered = |draft: &mut Draft| {
            draft.add_order(order);
        };
        check(ordered, [true, true, false, false]);
        check(|draft| draft.put_policy(day, Some(Policy::for_exponent(2))), [true, false, true, false]);
        let owned = Customer::named("Aster").with(CustomerField::NextStepOn, "2024-05-02").unwrap();
        check(|draft| draft.put_customer(CustomerId(1), Some(owned)), [true, false, false, true]);
    }
}
