//! The yearly list: what each customer bought year by year, and how the last whole year went against the one before (R118).

use std::cmp::Reverse;

use crate::book::Book;
use crate::domain::share::Share;
use crate::domain::{CustomerId, Date};
use crate::engine::growth::growth;

/// What customers bought by calendar year, in minor units of the base currency, less returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Years {
    /// The years, the oldest first; the last one only up to the date where it is not over.
    pub years: Vec<i32>,
    /// Whether the last year is not over.
    pub is_begun: bool,
    /// Those who bought or returned something in these years, the greatest change first.
    pub rows: Vec<YearRow>,
    /// All together.
    pub all: YearRow,
}

/// What a customer bought by year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearRow {
    /// Who; 0 for all together.
    pub customer: CustomerId,
    /// The sales of each year.
    pub sales: Vec<i64>,
    /// The last whole year less the one before; none where that one is not in the book as a whole.
    pub change: Option<i64>,
    /// The same as growth; none where there were no sales to grow from.
    pub growth: Option<Share>,
    /// The orders of each year that have no rate and are in no sum.
    pub unpriced: Vec<u32>,
    /// Whether an order without a rate is of one of the two years that are compared.
    pub is_rough: bool,
}

/// So many years are listed at most.
const MOST_YEARS: i32 = 5;

/// Returns the yearly list on a date; no years where nothing was ordered up to it.
pub fn years(book: &Book, as_of: Date) -> Years {
    let firsts = book.customers().iter().filter_map(|(number, _)| {
        let orders = book.ledger().orders_of(CustomerId(number)).until(as_of);
        orders.days().first().copied()
    });
    let first = firsts.min().map(Date::from_days);
    let last = year(as_of);
    let is_begun = year(as_of.plus_days(1)) == last;
    let begin = first.map_or(last + 1, |first| year(first).max(last - MOST_YEARS + 1));
    let years: Vec<i32> = (begin..=last).collect();
    let mut sheet = Sheet { begin, whole: None, count: years.len() };
    // The last whole year and the one before, which the book must hold from its first day on, give or take a month.
    let whole = if is_begun { last - 1 } else { last };
    if first.is_some_and(|first| first <= last_start(whole - 1)) && begin < whole {
        sheet.whole = Some((whole - begin) as usize);
    }
    let mut all = sheet.blank(CustomerId(0));
    let mut rows = Vec::new();
    for (number, _) in book.customers().iter() {
        let row = sheet.row(book, CustomerId(number), as_of);
        for (sum, sales) in all.sales.iter_mut().zip(&row.sales) {
            *sum = sum.saturating_add(*sales);
        }
        for (sum, unpriced) in all.unpriced.iter_mut().zip(&row.unpriced) {
            *sum += unpriced;
        }
        if row.sales.iter().any(|sales| *sales != 0) || row.unpriced.iter().any(|unpriced| *unpriced > 0) {
            rows.push(row);
        }
    }
    sheet.compare(&mut all);
    let newest = |row: &YearRow| row.sales.last().copied().unwrap_or(0);
    rows.sort_by_key(|row| (Reverse(row.change.map(i64::unsigned_abs)), Reverse(newest(row)), row.customer));
    Years { years, is_begun, rows, all }
}

fn year(date: Date) -> i32 {
    date.ymd().0
}

/// Returns the last day on which a book may begin that holds a year as a whole: a first month without orders is no gap.
fn last_start(year: i32) -> Date {
    Date::from_ymd(year, 1, 31).unwrap_or(Date::MIN)
}

/// How the years lie.
struct Sheet {
    begin: i32,
    /// The place of the last whole year, where the one before is whole too.
    whole: Option<usize>,
    count: usize,
}

impl Sheet {
    fn blank(&self, customer: CustomerId) -> YearRow {
        let (sales, unpriced) = (vec![0; self.count], vec![0; self.count]);
        YearRow { customer, sales, change: None, growth: None, unpriced, is_rough: false }
    }

    fn row(&self, book: &Book, customer: CustomerId, as_of: Date) -> YearRow {
        let mut row = self.blank(customer);
        let orders = book.ledger().orders_of(customer).until(as_of);
        for (day, amount) in orders.days().iter().zip(orders.base_amounts()) {
            let place = year(Date::from_days(*day)) - self.begin;
            let Some(place) = usize::try_from(place).ok().filter(|place| *place < self.count) else { continue };
            match amount {
                Some(amount) => row.sales[place] = row.sales[place].saturating_add(amount),
                None => row.unpriced[place] += 1,
            }
        }
        self.compare(&mut row);
        row
    }

    fn compare(&self, row: &mut YearRow) {
        let Some((before, whole)) = self.whole.and_then(|whole| Some((whole.checked_sub(1)?, whole))) else { return };
        let (old, new) = (row.sales[before], row.sales[whole]);
        (row.change, row.growth) = (Some(new.saturating_sub(old)), growth(old, new));
        row.is_rough = row.unpriced[before] + row.unpriced[whole] > 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::{Customer, Order};

    fn book(customers: &[&[(&str, &str)]]) -> Book {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        for orders in customers {
            let id = draft.add_customer(Customer::named("A"));
            for (day, money) in *orders {
                draft.add_order(Order::new(id, day.parse().unwrap(), money.parse().unwrap()));
            }
        }
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        book
    }

    /// A customer with the sales of its years and their change.
    type Row = (u32, Vec<i64>, Option<i64>);

    fn told(book: &Book, as_of: &str) -> (Vec<i32>, bool, Vec<Row>) {
        let found = years(book, as_of.parse().unwrap());
        let rows = found.rows.into_iter().map(|row| (row.customer.0, row.sales, row.change));
        (found.years, found.is_begun, rows.collect())
    }

    #[test]
    fn the_last_whole_year_is_held_against_the_one_before() {
        let book = book(&[
            &[("2022-01-31", "USD 1.00"), ("2022-12-31", "USD 2.00"), ("2023-01-01", "USD 4.00")],
            &[("2023-05-01", "USD 9.00"), ("2024-02-01", "USD 0.50"), ("2024-02-02", "EUR 7.00")],
            &[("2022-05-01", "USD 5.00"), ("2022-06-01", "USD -1.00")],
            &[],
        ]);
        let (years, is_begun, rows) = told(&book, "2024-02-29");
        assert_eq!((years, is_begun), (vec![2022, 2023, 2024], true));
        let expected =
            [(2, vec![0, 900, 50], Some(900)), (3, vec![400, 0, 0], Some(-400)), (1, vec![300, 400, 0], Some(100))];
        assert_eq!(rows, expected);
        let found = super::years(&book, "2024-02-29".parse().unwrap());
        assert_eq!((&found.all.sales, found.all.change), (&vec![700, 1_300, 50], Some(600)));
        assert_eq!((&found.all.unpriced, found.all.is_rough), (&vec![0, 0, 1], false));
        let later = super::years(&book, "2025-01-01".parse().unwrap());
        assert!(later.all.is_rough);
        assert_eq!(later.rows.iter().filter(|row| row.is_rough).map(|row| row.customer.0).collect::<Vec<_>>(), [2]);
        let growth: Vec<_> = found.rows.iter().map(|row| row.growth.map(|growth| growth.basis_points().0)).collect();
        assert_eq!(growth, [None, Some(-10_000), Some(3_333)]);
        // On its last day a year is whole.
        assert_eq!(told(&book, "2023-12-30").2[0].2, None);
        let (years, is_begun, rows) = told(&book, "2023-12-31");
        assert_eq!((years, is_begun, rows[0].2), (vec![2022, 2023], false, Some(900)));
    }

    #[test]
    fn a_year_that_the_book_holds_in_part_is_held_against_nothing() {
        let late = book(&[&[("2022-02-01", "USD 1.00"), ("2023-05-01", "USD 4.00")]]);
        assert_eq!(told(&late, "2023-12-31").2, [(1, vec![100, 400], None)]);
        let long = book(&[&[("2015-01-01", "USD 1.00"), ("2023-05-01", "USD 4.00")]]);
        assert_eq!(
            told(&long, "2023-12-31"),
            ((2019..=2023).collect(), false, vec![(1, vec![0, 0, 0, 0, 400], Some(400))])
        );
        assert_eq!(told(&Book::new(), "2023-12-31"), (vec![], false, vec![]));
    }
}
