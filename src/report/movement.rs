//! Who moves where between two standings of one book: under other rules, or from one date to another (D13).

use std::collections::BTreeMap;

use super::Standing;
use super::tally::Count;
use crate::book::Book;
use crate::domain::choice::Choice;
use crate::domain::{CustomerId, Date};
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
    /// Their sales of the trailing twelve months before, in minor units of the base currency.
    pub sales_before: i64,
}

/// Customers that move from one class to another, one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// From which class to which, and how many.
    pub movement: Movement,
    /// Who they are, by number.
    pub customers: Vec<CustomerId>,
}

/// Returns who moves from class to class, by scheme and by classes in their order, those without one last.
pub fn moves(before: &Standing, after: &Standing) -> Vec<Moved> {
    let mut all: Counts<Moved> = Counts::new();
    for id in before.told_apart(after) {
        let (old, new) = (before.classes(id), after.classes(id));
        if old == new {
            continue;
        }
        for &scheme in Scheme::ALL {
            let class = |classes: Option<Classes>| classes.and_then(|classes| classes.of(scheme));
            let (from, to) = (class(old), class(new));
            if from != to {
                let fresh = || Moved { movement: Movement::none(scheme, from, to), customers: Vec::new() };
                let moved = all.entry((scheme, place(from), place(to))).or_insert_with(fresh);
                moved.movement.count((before.facts(id).year_sales, after.facts(id).year_sales));
                moved.customers.push(id);
            }
        }
    }
    all.into_values().collect()
}

/// Returns how many move from class to class, in the order of [`moves`].
pub fn movements(before: &Standing, after: &Standing) -> Vec<Movement> {
    moves(before, after).into_iter().map(|moved| moved.movement).collect()
}

/// Returns how the customers of a scheme flow from class to class, those that stay among them, in the classes' order.
///
/// Customers that the book does not have count nowhere, so the flows add up to all customers.
pub fn flows(before: &Standing, after: &Standing, scheme: Scheme) -> Vec<Movement> {
    let mut counts: Counts<Movement> = Counts::new();
    for id in ids(before, after) {
        if let (Some(old), Some(new)) = (before.classes(id), after.classes(id)) {
            let (from, to) = (old.of(scheme), new.of(scheme));
            let movement = counts.entry((scheme, place(from), place(to)));
            let movement = movement.or_insert_with(|| Movement::none(scheme, from, to));
            movement.count((before.facts(id).year_sales, after.facts(id).year_sales));
        }
    }
    counts.into_values().collect()
}

/// Returns who moves from one date to another, each judged under the rules in force then (D13).
pub fn movements_between(book: &Book, from: Date, to: Date) -> Vec<Movement> {
    movements(&Standing::take(book, from), &Standing::take(book, to))
}

/// Returns the customers of one flow from class to class, by number; of two equal classes those that stay.
pub fn flowing(
    before: &Standing,
    after: &Standing,
    from: Option<Class>,
    to: Option<Class>,
    scheme: Scheme,
) -> Vec<CustomerId> {
    let is_of = |id: &CustomerId| {
        let (old, new) = (before.classes(*id), after.classes(*id));
        old.zip(new).is_some_and(|(old, new)| (old.of(scheme), new.of(scheme)) == (from, to))
    };
    ids(before, after).filter(is_of).collect()
}

/// By scheme and by the places of the classes.
type Counts<T> = BTreeMap<(Scheme, u8, u8), T>;

impl Movement {
    const fn none(scheme: Scheme, from: Option<Class>, to: Option<Class>) -> Movement {
        Movement { scheme, from, to, count: Count { customers: 0, sales: 0 }, sales_before: 0 }
    }

    fn count(&mut self, (before, after): (i64, i64)) {
        self.count.gain(after);
        self.sales_before = self.sales_before.saturating_add(before);
    }
}

fn ids(before: &Standing, after: &Standing) -> impl Iterator<Item = CustomerId> {
    (0..before.bound().max(after.bound())).map(CustomerId)
}

/// Returns the place of a class in its scheme; none comes last.
fn place(class: Option<Class>) -> u8 {
    class.map_or(u8::MAX, Class::rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::class::Tier;
    use crate::domain::policy::Knob;
    use crate::domain::{Currency, Customer, Money, Order, Policy};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Aster buys for 60,000 in 2023 and 120,000 in 2024, Birch for 40,000 in 2023 alone; small begins at 50,000 from April 2024 on.
    fn book() -> Book {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        for (name, orders) in
            [("Aster", vec![("2023-05-01", 60_000), ("2024-05-01", 120_000)]), ("Birch", vec![("2023-05-01", 40_000)])]
        {
            let id = draft.add_customer(Customer::named(name));
            for (on, amount) in orders {
                draft.add_order(Order::new(id, day(on), Money::from_minor(amount * 100, Currency::USD)));
            }
        }
        draft.put_policy(day("2023-01-01"), Some(Policy::for_exponent(2)));
        let mut lower = Policy::for_exponent(2);
        Knob::SmallFrom.write(&mut lower, 5_000_000).unwrap();
        draft.put_policy(day("2024-04-15"), Some(lower));
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
        book
    }

    fn told(movements: &[Movement], scheme: Scheme) -> Vec<(&str, &str, u32, i64, i64)> {
        let key = |class: Option<Class>| class.map_or("-", Class::key);
        let of_scheme = movements.iter().filter(|movement| movement.scheme == scheme);
        of_scheme
            .map(|movement| {
                let count = movement.count;
                (key(movement.from), key(movement.to), count.customers, movement.sales_before, count.sales)
            })
            .collect()
    }

    #[test]
    fn two_dates_are_each_judged_under_the_rules_of_the_day() {
        let book = book();
        let (before, after) = (day("2023-12-31"), day("2024-12-31"));
        let moved = movements_between(&book, before, after);
        assert_eq!(told(&moved, Scheme::Scale), [("ordinary", "small", 1, 6_000_000, 12_000_000)]);
        // On the very same orders: 60,000 is ordinary under the first rules and small under the second.
        let overnight = movements_between(&book, day("2024-04-14"), day("2024-04-15"));
        assert_eq!(told(&overnight, Scheme::Scale), [("ordinary", "small", 1, 6_000_000, 6_000_000)]);
        let (before, after) = (Standing::take(&book, before), Standing::take(&book, after));
        let flows = flows(&before, &after, Scheme::Scale);
        let expected = [("ordinary", "small", 1, 6_000_000, 12_000_000), ("ordinary", "ordinary", 1, 4_000_000, 0)];
        assert_eq!(told(&flows, Scheme::Scale), expected);
        let (ordinary, small) = (Some(Class::Scale(Tier::Ordinary)), Some(Class::Scale(Tier::Small)));
        assert_eq!(flowing(&before, &after, ordinary, small, Scheme::Scale), [CustomerId(1)]);
        assert_eq!(flowing(&before, &after, ordinary, ordinary, Scheme::Scale), [CustomerId(2)]);
        assert!(flowing(&before, &after, small, small, Scheme::Scale).is_empty());
        assert_eq!(flows.iter().map(|flow| flow.count.customers).sum::<u32>(), 2);
    }
}
