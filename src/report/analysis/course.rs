//! The whole book quarter by quarter: what was bought, by how many, and which way it goes.

use crate::book::Book;
use crate::domain::choice::choices;
use crate::domain::share::Share;
use crate::domain::{CustomerId, Date};
use crate::engine::growth::growth;
use crate::engine::trend::{Direction, Figure, MannKendall, Quarters, Span, theil_sen};
use crate::report::Standing;

choices! {
    /// Which way the quarters go.
    Tendency {
        /// Up, by more than chance.
        Rising = "rising",
        /// Down, by more than chance.
        Falling = "falling",
        /// No way that chance would not explain.
        Level = "level",
        /// Too few quarters to tell.
        TooShort = "too-short",
    }
}

/// A quarter of the whole book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// Which one, as [`Date::quarter`](crate::domain::Date::quarter) numbers them.
    pub quarter: i32,
    /// Sales in minor units of the base currency, less returns.
    pub sales: i64,
    /// Orders that are neither samples nor returns.
    pub orders: u32,
    /// Customers with such an order.
    pub buyers: u32,
}

/// The quarters of the whole book, and what they tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The complete quarters from the first with an order on, oldest first.
    pub quarters: Vec<Quarter>,
    /// The quarter that has begun and is not complete; none on the last day of one.
    pub begun: Option<Quarter>,
    /// Whether the book begins within the first quarter, so that it may not be whole; it counts for no trend then.
    pub is_first_half: bool,
    /// The last complete quarter against the same one a year before.
    pub year_on_year: Option<Share>,
    /// The last complete quarter against the one before.
    pub quarter_on_quarter: Option<Share>,
    /// Which way they go.
    pub tendency: Tendency,
    /// How likely chance alone would do the same.
    pub mann_kendall: Option<MannKendall>,
    /// The median change from quarter to quarter, in minor units.
    pub slope: Option<f64>,
}

/// From this probability on, chance explains a trend as well.
const CHANCE: f64 = 0.05;

/// Adds up the quarters of all customers up to the date of a standing.
pub fn course(book: &Book, standing: &Standing) -> Course {
    let ledger = book.ledger();
    let span = Span::of(ledger, standing.as_of());
    let first = span.last() - Span::MOST as i32 + 1;
    let mut quarters: Vec<Quarter> = (first..=span.last()).map(empty).collect();
    let mut begun = empty(span.last() + 1);
    for customer in (0..ledger.customer_bound()).map(CustomerId) {
        let Some(own) = Quarters::of(ledger, customer, &span) else { continue };
        let skipped = own.first().map_or(quarters.len(), |from| (from - first).max(0) as usize);
        for (sum, figure) in quarters.iter_mut().skip(skipped).zip(own.complete()) {
            add(sum, *figure);
        }
        add(&mut begun, own.partial());
    }
    let unused = quarters.iter().take_while(|quarter| quarter.orders == 0 && quarter.sales == 0).count();
    quarters.drain(..unused);
    let is_first_half = quarters.first().is_some_and(|quarter| Some(quarter.quarter) == span.opening());
    Course::of(quarters, begun, is_first_half, standing.as_of())
}

/// Returns the quarters of one customer up to the date of a standing (R118), `None` for one that never ordered.
pub fn course_of(book: &Book, standing: &Standing, customer: CustomerId) -> Option<Course> {
    let span = Span::of(book.ledger(), standing.as_of());
    let own = Quarters::of(book.ledger(), customer, &span)?;
    let quarter = |(quarter, figure): (i32, &Figure)| {
        let mut sum = empty(quarter);
        add(&mut sum, *figure);
        sum
    };
    let quarters = (own.first().unwrap_or(span.last() + 1)..).zip(own.complete()).map(quarter).collect();
    let is_first_half = own.first().is_some() && own.first() == span.opening();
    let begun = quarter((span.last() + 1, &own.partial()));
    Some(Course::of(quarters, begun, is_first_half, standing.as_of()))
}

impl Course {
    fn of(quarters: Vec<Quarter>, begun: Quarter, is_first_half: bool, as_of: Date) -> Course {
        let sales: Vec<i64> = quarters.iter().map(|quarter| quarter.sales).collect();
        let whole = sales.get(usize::from(is_first_half)..).unwrap_or_default();
        let against = |back: usize| growth(*sales.get(sales.len().checked_sub(back + 1)?)?, *sales.last()?);
        let mann_kendall = MannKendall::of(whole);
        Course {
            year_on_year: against(4),
            quarter_on_quarter: against(1),
            tendency: tendency(whole, mann_kendall),
            mann_kendall,
            slope: theil_sen(whole),
            is_first_half,
            quarters,
            begun: Some(begun).filter(|begun| begun.quarter <= as_of.quarter()),
        }
    }

    /// Returns all quarters, that which has begun last.
    pub fn all(&self) -> impl Iterator<Item = &Quarter> {
        self.quarters.iter().chain(&self.begun)
    }

    /// Tells whether the quarter at a place of all is not whole: the one that has begun, and one in which the book begins.
    pub fn is_part(&self, place: usize) -> bool {
        place == self.quarters.len() || place == 0 && self.is_first_half
    }

    /// Returns the growth of one of the complete quarters over the same one a year before, where both are whole.
    pub fn growth_at(&self, place: usize) -> Option<Share> {
        let before = place.checked_sub(4).filter(|before| *before > 0 || !self.is_first_half)?;
        growth(self.quarters.get(before)?.sales, self.quarters.get(place)?.sales)
    }
}

const fn empty(quarter: i32) -> Quarter {
    Quarter { quarter, sales: 0, orders: 0, buyers: 0 }
}

fn add(sum: &mut Quarter, figure: Figure) {
    sum.sales = sum.sales.saturating_add(figure.sales);
    sum.orders = sum.orders.saturating_add(figure.orders);
    sum.buyers += u32::from(figure.orders > 0);
}

fn tendency(figures: &[i64], test: Option<MannKendall>) -> Tendency {
    match test {
        None => Tendency::TooShort,
        Some(_) if figures.len() < LEAST => Tendency::TooShort,
        Some(test) if test.p < CHANCE => match test.direction() {
            Direction::Up => Tendency::Rising,
            Direction::Down => Tendency::Falling,
            Direction::Level => Tendency::Level,
        },
        Some(_) => Tendency::Level,
    }
}

/// Below five figures no order of them is rare enough: of four, one in twelve all rise or all fall.
const LEAST: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::analysis::tests::{book, on};

    #[test]
    fn quarters_add_up_all_customers_and_the_begun_one_stays_apart() {
        let book = book(&[
            (
                "",
                &[
                    ("2010-01-01", 100),
                    ("2010-04-05", 150),
                    ("2010-07-05", 200),
                    ("2010-10-05", 250),
                    ("2011-01-05", 300),
                ],
            ),
            ("", &[("2010-04-06", 50), ("2010-04-07", -10), ("2011-04-02", 70)]),
        ]);
        let found = course(&book, &on(&book, "2011-04-30"));
        let sales: Vec<_> =
            found.quarters.iter().map(|quarter| (quarter.sales, quarter.orders, quarter.buyers)).collect();
        assert_eq!(sales, [(100, 1, 1), (190, 2, 2), (200, 1, 1), (250, 1, 1), (300, 1, 1)]);
        assert_eq!((found.begun.map(|begun| (begun.sales, begun.buyers)), found.is_first_half), (Some((70, 1)), false));
        assert_eq!(found.year_on_year, Some(Share { part: 200, whole: 100 }));
        assert_eq!(found.tendency, Tendency::Rising);
        // Slopes between any two of 100, 190, 200, 250, 300, in order: 10, 30, 45, 110/3, 50, 50, 50, 50, 50, 90.
        assert_eq!(found.slope, Some(50.0));
    }

    #[test]
    fn a_customer_has_quarters_of_its_own_from_its_first_order_on() {
        let book = book(&[
            ("", &[("2010-01-01", 5)]),
            ("", &[("2010-05-05", 100), ("2010-11-05", 50), ("2011-05-05", 150), ("2011-07-01", 7)]),
            ("", &[]),
        ]);
        let standing = on(&book, "2011-07-31");
        let found = course_of(&book, &standing, CustomerId(2)).unwrap();
        let told: Vec<_> = found.quarters.iter().map(|quarter| (quarter.quarter, quarter.sales)).collect();
        let first = 2010 * 4 + 1;
        assert_eq!(told, [(first, 100), (first + 1, 0), (first + 2, 50), (first + 3, 0), (first + 4, 150)]);
        assert_eq!((found.begun.map(|begun| begun.sales), found.is_first_half), (Some(7), false));
        assert_eq!(found.growth_at(4), Some(Share { part: 50, whole: 100 }));
        assert_eq!((found.growth_at(3), found.growth_at(9)), (None, None));
        assert_eq!(course_of(&book, &standing, CustomerId(3)), None);
    }

    #[test]
    fn a_quarter_in_which_the_book_begins_counts_for_no_trend() {
        let book = book(&[("", &[("2010-02-01", 900), ("2010-04-05", 1), ("2010-07-05", 2), ("2010-10-05", 3)])]);
        let found = course(&book, &on(&book, "2010-12-31"));
        assert!(found.is_first_half);
        assert_eq!((found.quarters.len(), found.tendency, found.slope), (4, Tendency::TooShort, Some(1.0)));
        let none = course(&book, &on(&book, "2009-12-31"));
        assert_eq!((none.quarters.len(), none.tendency), (0, Tendency::TooShort));
    }
}
