//! How much of all sales few customers make: the share of the largest fifth, HHI, Gini, the Pareto curve.
//!
//! All rest on the ranking of the cumulative classes: customers with sales above zero.

use super::Ranking;
use crate::domain::share::Share;

/// How concentrated sales are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concentration {
    /// Customers with sales above zero, one at least.
    pub customers: u32,
    /// The fifth of them with the most sales, a part of a customer counted whole.
    pub top_customers: u32,
    /// The share of all sales that this fifth makes.
    pub top_share: Share,
    /// The sum of squared shares: 1 for one customer, towards 0 for many equal ones.
    pub hhi: f64,
    /// The Gini coefficient: 0 when all buy the same, towards 1 when one buys everything.
    pub gini: f64,
}

/// A point of the Pareto curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// So many customers, largest first, …
    pub customers: u32,
    /// … have these sales together, in minor units of the base currency.
    pub sales: i64,
}

impl Concentration {
    /// Returns how concentrated sales are, `None` while no customer has sales above zero.
    pub fn of(ranking: &Ranking) -> Option<Concentration> {
        let customers = ranking.len() as u32;
        let top_customers = customers.div_ceil(5);
        let top_share = Share::new(ranking.sum_of(top_customers), ranking.total())?;
        let total = ranking.total() as f64;
        // Smallest first, which loses the fewest digits.
        let ascending = ranking.sales().rev();
        let hhi = ascending.map(|sales| (sales as f64 / total) * (sales as f64 / total)).sum();
        Some(Concentration { customers, top_customers, top_share, hhi, gini: gini(ranking) })
    }
}

/// Returns the Pareto curve by at most `most` steps of equal width, from no customer to all of them.
///
/// The first point is 0 and the last is all; a curve of no sales is the first point alone.
pub fn pareto(ranking: &Ranking, most: u32) -> Vec<Point> {
    let customers = ranking.len() as u32;
    let steps = customers.min(most.max(1));
    let at = |step: u32| (u64::from(customers) * u64::from(step) / u64::from(steps.max(1))) as u32;
    let point = |customers: u32| Point { customers, sales: ranking.sum_of(customers) };
    (0..=steps).map(|step| point(at(step))).collect()
}

/// Adds up exactly, and divides once.
fn gini(ranking: &Ranking) -> f64 {
    let count = ranking.len() as i128;
    let (mut weighted, mut total) = (0_i128, 0_i128);
    for (place, sales) in (1_i128..).zip(ranking.sales().rev()) {
        weighted += (2 * place - count - 1) * i128::from(sales);
        total += i128::from(sales);
    }
    if total == 0 { 0.0 } else { weighted as f64 / (count as f64 * total as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CustomerId;

    fn ranking(sales: &[i64]) -> Ranking {
        Ranking::new(sales.iter().enumerate().map(|(place, sales)| (CustomerId(place as u32 + 1), *sales)))
    }

    #[test]
    fn one_customer_has_everything() {
        let one = Concentration::of(&ranking(&[70])).unwrap();
        assert_eq!((one.customers, one.top_customers, one.hhi, one.gini), (1, 1, 1.0, 0.0));
        assert_eq!(one.top_share, Share { part: 70, whole: 70 });
        assert_eq!(Concentration::of(&ranking(&[])), None);
        assert_eq!(Concentration::of(&ranking(&[0, -5])), None);
    }

    #[test]
    fn a_part_of_a_customer_counts_whole_in_the_largest_fifth() {
        let top = |sales: &[i64]| Concentration::of(&ranking(sales)).unwrap().top_customers;
        assert_eq!((top(&[1; 5]), top(&[1; 6])), (1, 2));
    }

    #[test]
    fn equal_customers_are_not_concentrated_and_unequal_ones_are() {
        let equal = Concentration::of(&ranking(&[5; 4])).unwrap();
        assert_eq!((equal.hhi, equal.gini), (0.25, 0.0));
        let unequal = Concentration::of(&ranking(&[6, 2, 0, -9])).unwrap();
        assert_eq!((unequal.customers, unequal.hhi, unequal.gini), (2, 0.625, 0.25));
        let huge = Concentration::of(&ranking(&[i64::MAX; 3])).unwrap();
        assert!(huge.hhi.is_finite() && huge.gini == 0.0);
    }

    #[test]
    fn the_curve_keeps_both_ends_however_few_its_points() {
        let ranking = ranking(&[40, 30, 20, 10]);
        let curve = |most| pareto(&ranking, most).into_iter().map(|point| (point.customers, point.sales));
        assert!(curve(9).eq([(0, 0), (1, 40), (2, 70), (3, 90), (4, 100)]));
        assert!(curve(2).eq([(0, 0), (2, 70), (4, 100)]));
        assert!(curve(0).eq([(0, 0), (4, 100)]));
        assert_eq!(pareto(&Ranking::default(), 9), [Point { customers: 0, sales: 0 }]);
    }
}
