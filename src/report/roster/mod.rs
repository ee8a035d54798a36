//! The list of all customers: searched, filtered, counted and sorted as index vectors; no row is copied.

mod find;
mod index;
mod order;
mod pick;
mod pick_key;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use find::{Found, Hit};
pub use index::{SearchIndex, fold};
pub use order::{Direction, Figure, Measure, Reader, figure};
pub(in crate::report) use pick::picks;
pub use pick::{Dimension, ENTERED, Pick};

use super::Standing;
use crate::book::Book;
use crate::domain::CustomerId;
use crate::ledger::radix;

/// Which customers to list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Words that all occur in what is known of a customer; in any order, small and capital letters alike.
    pub text: String,
    /// For each dimension the values of which one must apply; a dimension without values does not filter.
    pub filters: BTreeMap<Dimension, BTreeSet<Pick>>,
    /// The key of a set that they belong to, see [`Set`](crate::report::analysis::Set).
    pub set: Option<Box<str>>,
}

/// A list of customers and what they add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    /// Customer numbers.
    pub rows: Rc<[u32]>,
    /// Their sales of the trailing twelve months, in minor units of the base currency.
    pub year_sales: i64,
}

/// All customers in an order; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Sorted {
    /// The list of everybody.
    all: Roster,
    /// By customer number, what each bought in the trailing twelve months: apart from all else that is known of it, so
    /// that a sum of many reads little.
    year_sales: Rc<[i64]>,
}

/// What the rows of a list are read from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// All facts.
    pub book: &'a Book,
    /// All classes on the date that is shown.
    pub standing: &'a Standing,
    /// The texts that are searched.
    pub index: &'a SearchIndex,
    /// The members of the set that a query names, ascending; everybody where it names none.
    pub within: Option<&'a [u32]>,
}

impl Query {
    /// Tells whether every customer is listed.
    pub fn is_all(&self) -> bool {
        self.set.is_none() && self.text.trim().is_empty() && self.filters.iter().all(|(_, picks)| picks.is_empty())
    }

    /// Adds a value to a dimension's filter, or takes it away.
    pub fn toggle(&mut self, dimension: Dimension, pick: Pick) {
        let picks = self.filters.entry(dimension).or_default();
        if !picks.remove(&pick) {
            picks.insert(pick);
        }
        if picks.is_empty() {
            self.filters.remove(&dimension);
        }
    }
}

impl Source<'_> {
    /// Lists the customers that a query asks for; `order` holds all of the book's, see [`Source::order`].
    pub fn roster(&self, query: &Query, order: &Sorted) -> Roster {
        if query.is_all() {
            return order.all.clone();
        }
        let mut is_listed = vec![false; order.year_sales.len()];
        let mut year_sales = 0_i64;
        for number in self.matching(query, None) {
            let place = number as usize;
            if let (Some(listed), Some(sales)) = (is_listed.get_mut(place), order.year_sales.get(place)) {
                *listed = true;
                year_sales = year_sales.saturating_add(*sales);
            }
        }
        let listed = order.all.rows.iter().copied().filter(|number| is_listed.get(*number as usize) == Some(&true));
        Roster { rows: listed.collect(), year_sales }
    }

    /// Counts the values of a dimension among the customers that the rest of a query asks for.
    ///
    /// The dimension's own filter is left out, so that its other values show what they would bring.
    pub fn facet(&self, query: &Query, dimension: Dimension) -> BTreeMap<Pick, u32> {
        let mut counts = BTreeMap::new();
        for number in self.matching(query, Some(dimension)) {
            for pick in pick::picks(self.book, self.standing, CustomerId(number), dimension) {
                *counts.entry(pick).or_insert(0) += 1;
            }
        }
        counts
    }

    /// Returns the customers that a query asks for, ascending.
    fn matching<'q>(&'q self, query: &'q Query, without: Option<Dimension>) -> impl Iterator<Item = u32> + 'q {
        let words = index::words(&query.text);
        let candidates: Vec<u32> = match words.is_empty() {
            true => self.book.customers().iter().map(|(number, _)| number).collect(),
            false => self.index.holding(&words),
        };
        let filters =
            query.filters.iter().filter(move |(dimension, picks)| Some(**dimension) != without && !picks.is_empty());
        let filters: Vec<_> = filters.collect();
        candidates.into_iter().filter(move |number| {
            let id = CustomerId(*number);
            self.within.is_none_or(|members| members.binary_search(number).is_ok())
                && filters.iter().all(|(dimension, wanted)| {
                    let picks = pick::picks(self.book, self.standing, id, **dimension);
                    picks.iter().any(|pick| wanted.contains(pick))
                })
        })
    }

    /// Sorts all customers by a measure, unknown last in either direction, equal ones by number.
    pub fn order(&self, by: Measure, direction: Direction, reader: &impl Reader) -> Sorted {
        let numbers: Vec<u32> = self.book.customers().iter().map(|(number, _)| number).collect();
        let (mut known, mut unknown) = (Vec::with_capacity(numbers.len()), Vec::new());
        for (number, key) in numbers.iter().zip(order::keys(self.book, self.standing, &numbers, by, reader)) {
            match (key.map(radix::ascending), direction) {
                (Some(key), Direction::Ascending) => known.push((key, *number)),
                (Some(key), Direction::Descending) => known.push((!key, *number)),
                (None, _) => unknown.push(*number),
            }
        }
        radix::sort(&mut known);
        let mut year_sales = vec![0; self.book.customers().next() as usize];
        let mut sum = 0_i64;
        for number in numbers {
            let sales = self.standing.facts(CustomerId(number)).year_sales;
            sum = sum.saturating_add(sales);
            if let Some(slot) = year_sales.get_mut(number as usize) {
                *slot = sales;
            }
        }
        let rows = known.into_iter().map(|(_, number)| number).chain(unknown).collect();
        Sorted { all: Roster { rows, year_sales: sum }, year_sales: year_sales.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::{Contact, ContactField, Country, Customer, CustomerField, Order};
    use crate::engine::Stage;
    use crate::report::Class;

    fn book() -> Book {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        let rows =
            [("Aster Lamps", "DE", "tea", "300.00"), ("Birch", "FR", "", "100.00"), ("Cedar 灯具", "DE", "", "")];
        for (name, country, tag, amount) in rows {
            let customer = Customer::named(name).with(CustomerField::Country, country).unwrap();
            let id = draft.add_customer(customer.with(CustomerField::Tags, tag).unwrap());
            if !amount.is_empty() {
                let amount = format!("USD {amount}").parse().unwrap();
                draft.add_order(Order::new(id, "2024-05-01".parse().unwrap(), amount));
            }
        }
        let contact = Contact::new().with(ContactField::Customer, "2").unwrap();
        draft.add_contact(contact.with(ContactField::Emails, "Jo@Birch.example").unwrap());
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        book
    }

    struct English;

    impl Reader for English {
        fn country(&self, country: Country) -> String {
            if country.code() == "DE" { "Germany".to_owned() } else { "France".to_owned() }
        }

        fn ranks(&self, texts: &[&str]) -> Vec<u32> {
            let mut sorted = texts.to_vec();
            sorted.sort_unstable();
            texts.iter().map(|text| sorted.partition_point(|other| other < text) as u32).collect()
        }
    }

    /// Everybody in this order.
    fn in_order(rows: [u32; 3]) -> Sorted {
        let order = with_source(|source| source.order(Measure::Code, Direction::Ascending, &English));
        Sorted { all: Roster { rows: rows.into(), ..order.all }, ..order }
    }

    fn with_source<T>(ask: impl FnOnce(Source) -> T) -> T {
        let book = book();
        let standing = Standing::take(&book, "2024-06-30".parse().unwrap());
        let index = SearchIndex::of(&book, |country| country.code().to_owned());
        ask(Source { book: &book, standing: &standing, index: &index, within: None })
    }

    #[test]
    fn every_word_must_occur_somewhere() {
        let found = |text: &str| {
            let query = Query { text: text.into(), ..Query::default() };
            with_source(|source| source.roster(&query, &in_order([1, 2, 3])).rows)
        };
        assert_eq!(*found(""), [1, 2, 3]);
        assert_eq!(*found("LAMPS de"), [1]);
        assert_eq!(*found("jo@birch"), [2]);
        assert_eq!(*found("灯"), [3]);
        assert_eq!(*found("lamps fr"), [0_u32; 0]);
    }

    #[test]
    fn values_of_a_dimension_add_up_and_dimensions_narrow_down() {
        let mut query = Query::default();
        let of_all = with_source(|source| source.roster(&query, &in_order([1, 2, 3])).year_sales);
        assert_eq!(of_all, 40_000);
        query.toggle(Dimension::Country, Pick::Country("DE".parse().unwrap()));
        with_source(|source| assert_eq!(source.roster(&query, &in_order([1, 2, 3])).rows[..], [1, 3]));
        query.toggle(Dimension::Country, Pick::Country("FR".parse().unwrap()));
        with_source(|source| assert_eq!(source.roster(&query, &in_order([3, 1, 2])).rows[..], [3, 1, 2]));
        query.toggle(Dimension::Stage, Pick::Class(Class::Stage(Stage::Trial)));
        with_source(|source| {
            let roster = source.roster(&query, &in_order([1, 2, 3]));
            assert_eq!((&roster.rows[..], roster.year_sales), (&[1, 2][..], 40_000));
            let stages = source.facet(&query, Dimension::Stage);
            let count = |stage| stages.get(&Pick::Class(Class::Stage(stage))).copied();
            assert_eq!((count(Stage::Trial), count(Stage::Prospect)), (Some(2), Some(1)));
        });
        query.toggle(Dimension::Stage, Pick::Class(Class::Stage(Stage::Trial)));
        assert!(!query.filters.contains_key(&Dimension::Stage));
    }

    #[test]
    fn the_unknown_comes_last_in_either_direction() {
        let sorted = |by, direction| with_source(|source| source.order(by, direction, &English).all.rows.to_vec());
        assert_eq!(sorted(Measure::LastOrder, Direction::Ascending), [1, 2, 3]);
        assert_eq!(sorted(Measure::YearSales, Direction::Ascending), [2, 1, 3]);
        assert_eq!(sorted(Measure::YearSales, Direction::Descending), [1, 2, 3]);
        assert_eq!(sorted(Measure::Name, Direction::Descending), [3, 2, 1]);
        assert_eq!(sorted(Measure::Tags, Direction::Descending), [1, 2, 3]);
        assert_eq!(sorted(Measure::Country, Direction::Ascending), [2, 1, 3], "by name, not by code");
    }
}
