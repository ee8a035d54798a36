//! How much a figure grew from one period to the next, exact.

use crate::domain::Date;
use crate::domain::share::Share;
use crate::ledger::Facts;

/// Returns the growth from one period's figure to the next one's as a share of the first.
///
/// Undefined, hence `None`, unless the first is above zero; −100 % is a share of −1.
pub fn growth(before: i64, after: i64) -> Option<Share> {
    Share::new(after.saturating_sub(before), before)
}

/// Returns a customer's growth of the trailing twelve months over the twelve before (R118, R120).
///
/// Not known of one that came in the course of those, unless it bought less even so: it would be measured against a
/// part of a year.
pub fn of_customer(facts: &Facts, as_of: Date) -> Option<Share> {
    let was_there = facts.first.is_some_and(|first| reaches_back(first, as_of));
    growth(facts.prior_sales, facts.year_sales).filter(|growth| was_there || growth.part < 0)
}

/// Tells whether what began on a day lasted all of the twelve months before the last twelve, but for one month.
pub fn reaches_back(first: Date, as_of: Date) -> bool {
    first <= as_of.minus_months(23)
}

/// Tells whether a figure doubled: the base is above zero, and twice the base is reached.
pub fn doubled(before: i64, after: i64) -> bool {
    before > 0 && after / 2 >= before
}

/// Tells whether of some figures, one after another, two running doubled anywhere.
pub fn ever_doubled_twice(figures: &[i64]) -> bool {
    let both = |three: &[i64]| matches!(*three, [a, b, c] if doubled(a, b) && doubled(b, c));
    figures.windows(3).any(both)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::BasisPoints;

    #[test]
    fn growth_needs_a_base_above_zero() {
        let points = |before, after| growth(before, after).map(Share::basis_points);
        assert_eq!(points(200, 300), Some(BasisPoints(5_000)));
        assert_eq!(points(200, 0), Some(BasisPoints(-10_000)));
        assert_eq!(points(0, 5), None);
        assert_eq!(points(-5, 5), None);
    }

    #[test]
    fn who_came_in_the_course_of_the_year_before_cannot_have_grown() {
        let as_of: Date = "2026-03-31".parse().unwrap();
        let of = |first: &str, year_sales| {
            let facts = Facts { first: first.parse().ok(), prior_sales: 200, year_sales, ..Facts::default() };
            of_customer(&facts, as_of).map(Share::basis_points)
        };
        assert_eq!(of("2024-04-30", 300), Some(BasisPoints(5_000)));
        assert_eq!(of("2024-05-01", 300), None, "eleven months are too few to have grown from");
        assert_eq!(of("2024-05-01", 199), Some(BasisPoints(-50)), "less than in a part of a year is less");
        assert_eq!(of("2024-05-01", 200), None);
    }

    #[test]
    fn doubling_is_exact_on_both_sides() {
        assert!(doubled(50, 100) && !doubled(50, 99));
        assert!(!doubled(0, 100) && !doubled(-1, 100));
        assert!(!doubled(i64::MAX, i64::MAX) && doubled(1, 3) && !doubled(2, 3));
    }

    #[test]
    fn doubling_twice_takes_three_figures_running() {
        assert!(ever_doubled_twice(&[5, 0, 1, 2, 4, 4]));
        assert!(!ever_doubled_twice(&[1, 2, 3, 6]) && !ever_doubled_twice(&[0, 2, 4]) && !ever_doubled_twice(&[1, 2]));
    }
}
