//! How much of all sales few customers make.

use crate::domain::share::Share;
use crate::engine::concentration::{Concentration, Point, pareto};
use crate::report::Standing;

/// How sales spread over customers, by the sales that the cumulative classes add up.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// Customers with sales above zero.
    pub customers: u32,
    /// Their sales.
    pub sales: i64,
    /// The fewest customers that make four fifths of all sales, and what they make.
    pub most: Point,
    /// The largest fifth of customers, and what it makes.
    pub top: Point,
    /// The largest customer alone, and what it buys.
    pub largest: Point,
    /// The sum of squared shares: 1 for one customer.
    pub hhi: f64,
    /// 0 when all buy the same, towards 1 when one buys everything.
    pub gini: f64,
    /// The Pareto curve, from no customer to all.
    pub curve: Vec<Point>,
}

impl Spread {
    /// Returns which share of all sales a point has.
    pub fn share(&self, point: Point) -> Option<Share> {
        Share::new(point.sales, self.sales)
    }
}

/// Returns how sales spread, `None` while nobody has sales above zero.
pub fn spread(standing: &Standing) -> Option<Spread> {
    let ranking = standing.ranking();
    let Concentration { customers, top_customers, hhi, gini, .. } = Concentration::of(ranking)?;
    let point = |customers: u32| Point { customers, sales: ranking.sum_of(customers) };
    let total = ranking.total();
    let makes_most = |point: &Point| i128::from(point.sales) * 5 >= i128::from(total) * 4;
    Some(Spread {
        customers,
        sales: total,
        most: (1..=customers).map(point).find(makes_most).unwrap_or(point(customers)),
        top: point(top_customers),
        largest: point(1),
        hhi,
        gini,
        curve: pareto(ranking, MOST_POINTS),
    })
}

/// More points than these no eye tells apart.
const MOST_POINTS: u32 = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::analysis::tests::{book, on};

    #[test]
    fn the_fewest_that_make_four_fifths_are_found() {
        let book = book(&[
            ("", &[("2011-02-01", 10)]),
            ("", &[("2011-02-01", 50)]),
            ("", &[("2011-02-01", 30)]),
            ("", &[("2011-02-01", 10)]),
            ("", &[]),
        ]);
        let found = spread(&on(&book, "2011-12-31")).unwrap();
        assert_eq!((found.customers, found.sales), (4, 100));
        assert_eq!(found.most, Point { customers: 2, sales: 80 });
        assert_eq!((found.top, found.largest), (Point { customers: 1, sales: 50 }, Point { customers: 1, sales: 50 }));
        assert_eq!(found.curve.len(), 5);
        assert_eq!(spread(&on(&book, "2010-12-31")), None);
    }
}
