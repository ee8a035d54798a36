//! How far the way from a file to customers served by class has been gone (R158), told from the book alone.

use crate::book::Book;
use crate::domain::choice::choices;
use crate::domain::{Customer, CustomerField};

choices! {
    /// A step of the way.
    Milestone {
        /// Customer data is collected.
        Collect = "collect",
        /// It can be analyzed: somebody has ordered.
        Analyze = "analyze",
        /// The criteria are the owner's own, or taken as they are by who serves by them.
        Decide = "decide",
        /// Customers are served by class: a next step has its day, or a review was held.
        Serve = "serve",
    }
}

impl Milestone {
    /// Tells of each step whether the facts of a book show that it was made, and with it all before it.
    pub fn reached(book: &Book) -> [bool; 4] {
        let mut is_on_the_way = true;
        [Milestone::Collect, Milestone::Analyze, Milestone::Decide, Milestone::Serve].map(|milestone| {
            is_on_the_way = is_on_the_way && milestone.is_shown_by(book);
            is_on_the_way
        })
    }

    fn is_shown_by(self, book: &Book) -> bool {
        match self {
            Milestone::Collect => !book.customers().is_empty(),
            Milestone::Analyze => !book.ledger().is_empty(),
            Milestone::Decide => !book.policies().is_empty() || Milestone::Serve.is_shown_by(book),
            Milestone::Serve => {
                let has_step = |customer: &Customer| customer.value(CustomerField::NextStepOn).is_some();
                !book.reviews().is_empty() || book.customers().iter().any(|(_, customer)| has_step(customer))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::{CustomerId, Order, Policy};

    type Step<'a> = &'a dyn Fn(&mut Draft);

    #[track_caller]
    fn check(steps: &[Step], expected: [bool; 4]) {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        draft.add_customer(Customer::named("Aster"));
        steps.iter().for_each(|step| step(&mut draft));
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        assert_eq!(Milestone::reached(&book), expected);
    }

    #[test]
    fn each_step_follows_from_facts_and_the_step_before() {
        let day = "2024-05-01".parse().unwrap();
        let ordered: Step = &|draft| {
            draft.add_order(Order::new(CustomerId(1), day, "USD 1.00".parse().unwrap()));
        };
        let decided: Step = &|draft| draft.put_policy(day, Some(Policy::for_exponent(2)));
        let served: Step = &|draft| {
            let owned = Customer::named("Aster").with(CustomerField::NextStepOn, "2024-05-02").unwrap();
            draft.put_customer(CustomerId(1), Some(owned));
        };
        assert_eq!(Milestone::reached(&Book::new()), [false; 4]);
        check(&[], [true, false, false, false]);
        check(&[ordered], [true, true, false, false]);
        check(&[ordered, decided], [true, true, true, false]);
        check(&[ordered, decided, served], [true; 4]);
        // No step is ticked before an earlier one.
        check(&[decided, served], [true, false, false, false]);
        // That somebody is responsible says nothing: files tell that too.
        let owned: Step = &|draft| {
            let owned = Customer::named("Aster").with(CustomerField::Owner, "Li Wei").unwrap();
            draft.put_customer(CustomerId(1), Some(owned));
        };
        check(&[ordered, owned], [true, true, false, false]);
        // Who serves by class has taken the criteria as they are.
        check(&[ordered, served], [true; 4]);
    }
}
