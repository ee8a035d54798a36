//! Customers in groups: how many, what they buy and earn, how they grow, what they may bring yet.

use super::foresight::Told;
use crate::book::Book;
use crate::domain::{BasisPoints, CustomerId};
use crate::engine::profit::Profit;
use crate::engine::segmentation::{Figures, Group, groups, profits};
use crate::report::Standing;
use crate::report::roster::{Dimension, Pick, picks};

/// The groups of a grouping, and all customers together.
#[derive(Clone, Debug, PartialEq)]
pub struct Segments {
    /// The groups, in the order of their values.
    pub rows: Vec<Group<Pick>>,
    /// All customers, each once however many groups it is in.
    pub all: Group<()>,
}

/// Groups the customers of a book by what the list filters by, without sales to have grown from where its orders do not reach back over them;
/// `told` is what a model tells of those to come, where it does.
pub fn segments(book: &Book, standing: &Standing, by: Dimension, told: Option<&Told>) -> Segments {
    let profits = profits(book.ledger(), standing.census());
    let figures = Figures {
        census: standing.census(),
        profits: &profits,
        alive: told.map(|told| told.alive.as_slice()),
        lifetime_value: told.and_then(|told| told.worth.as_deref()),
    };
    let ids = || book.customers().iter().map(|(number, _)| CustomerId(number));
    let members = ids().flat_map(|id| picks(book, standing, id, by).into_iter().map(move |key| (key, id)));
    let mut rows = groups(members, &figures);
    let mut all = groups(ids().map(|id| ((), id)), &figures).pop().unwrap_or_else(|| nobody(standing));
    if !standing.has_year_before() {
        all.prior_sales = 0;
        rows.iter_mut().for_each(|row| row.prior_sales = 0);
    }
    Segments { rows, all }
}

/// Returns the margin of the trailing twelve months' orders, as far as it is known.
pub fn known_margin(book: &Book, standing: &Standing) -> Option<BasisPoints> {
    let each = profits(book.ledger(), standing.census());
    each.into_iter().fold(Profit::default(), Profit::plus).margin()
}

/// Returns the sum over no customers.
fn nobody(standing: &Standing) -> Group<()> {
    Group {
        key: (),
        customers: 0,
        buyers: 0,
        orders: 0,
        sales: 0,
        prior_sales: 0,
        all_sales: standing.totals().year_sales,
        profit: Profit::default(),
        alive: None,
        lifetime_value: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Customer, CustomerField};
    use crate::report::analysis::tests::{book, book_with, on};

    #[test]
    fn a_customer_in_two_groups_counts_once_in_the_sum() {
        let book = book(&[
            ("tea; lamp", &[("2011-03-01", 300), ("2010-01-31", 100)]),
            ("tea", &[("2011-05-01", 100)]),
            ("", &[]),
        ]);
        let found = segments(&book, &on(&book, "2011-12-31"), Dimension::Tags, None);
        let text = |text: &str| Pick::Text(text.into());
        let rows: Vec<_> = found.rows.iter().map(|row| (row.key.clone(), row.customers, row.sales)).collect();
        let unknown = Pick::Unknown;
        assert_eq!(rows, [(text("lamp"), 1, 300), (text("tea"), 2, 400), (unknown, 1, 0)]);
        assert_eq!((found.all.customers, found.all.sales, found.all.prior_sales), (3, 400, 100));
    }

    #[test]
    fn growth_is_not_told_from_less_than_a_year_before() {
        let growth = |first: &str| {
            let book = book(&[("tea", &[("2011-05-01", 300), (first, 100)])]);
            let standing = on(&book, "2011-12-31");
            segments(&book, &standing, Dimension::Region, None).all.growth().map(|growth| growth.basis_points().0)
        };
        assert_eq!(growth("2010-01-31"), Some(20_000), "11 months of the year before");
        assert_eq!(growth("2010-02-01"), None, "a day less");
    }

    #[test]
    fn the_parts_of_the_world_are_told_apart() {
        let mut customer = Customer::named("A").with(CustomerField::Country, "DE").unwrap();
        let continent = |customer: &Customer| {
            let book = book_with(&|_| customer.clone(), &[("", &[])]);
            segments(&book, &on(&book, "2011-12-31"), Dimension::Continent, None).rows[0].key.clone()
        };
        assert_eq!(continent(&customer), Pick::Continent(crate::domain::country::Continent::Europe));
        customer = Customer::named("A");
        assert_eq!(continent(&customer), Pick::Unknown);
    }

    #[test]
    fn an_empty_book_has_a_sum() {
        let book = Book::new();
        let found = segments(&book, &on(&book, "2011-12-31"), Dimension::Region, None);
        assert_eq!((found.rows.len(), found.all.customers, found.all.share()), (0, 0, None));
    }
}
