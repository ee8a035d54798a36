//! Quarters and what they tell, on both sides of their boundaries.

use super::*;
use crate::domain::{BasisPoints, Currency, Money, Order, OrderId, OrderKind};

/// A book's orders as day, amount; all of customer 1 unless the day says otherwise.
fn ledger(orders: &[(u32, &str, i64)]) -> Ledger {
    let mut ledger = Ledger::new(Currency::USD);
    for (number, (customer, day, minor)) in orders.iter().enumerate() {
        let money = Money::from_minor(*minor, Currency::USD);
        let order = Order::new(CustomerId(*customer), day.parse().unwrap(), money);
        ledger.apply([(OrderId(number as u32 + 1), Some(&order))]);
    }
    ledger
}

fn trend(orders: &[(&str, i64)], as_of: &str, measure: GrowthMeasure) -> Trend {
    let orders: Vec<_> = orders.iter().map(|(day, minor)| (1, *day, *minor)).collect();
    let trends = Trends::take(&ledger(&orders), as_of.parse().unwrap(), measure);
    *trends.of(CustomerId(1)).unwrap()
}

fn complete(orders: &[(u32, &str, i64)], as_of: &str) -> (Option<i32>, Vec<i64>, i64) {
    let ledger = ledger(orders);
    let span = Span::of(&ledger, as_of.parse().unwrap());
    let quarters = Quarters::of(&ledger, CustomerId(1), &span).unwrap();
    let sales = quarters.complete().iter().map(|figure| figure.sales).collect();
    (quarters.first().map(|first| first - span.last()), sales, quarters.partial().sales)
}

#[test]
fn a_quarter_is_complete_from_its_last_day_on() {
    let orders = [(1, "2024-01-01", 5), (1, "2024-03-31", 7), (1, "2024-04-01", 11), (1, "2024-06-30", 13)];
    assert_eq!(complete(&orders, "2024-06-29"), (Some(0), vec![12], 11));
    assert_eq!(complete(&orders, "2024-06-30"), (Some(-1), vec![12, 24], 0));
    assert_eq!(complete(&orders, "2024-03-30"), (None, vec![], 5));
}

#[test]
fn quarters_before_the_first_order_are_not_there_and_later_ones_without_are_zeros() {
    let orders = [(2, "2020-01-01", 1), (1, "2023-05-05", 9), (1, "2024-02-01", 4)];
    assert_eq!(complete(&orders, "2024-04-15"), (Some(-3), vec![9, 0, 0, 4], 0));
}

#[test]
fn no_more_than_twelve_quarters_are_looked_back_on() {
    let orders = [(1, "0001-01-01", 3), (1, "2021-03-31", 5), (1, "2021-04-01", 7), (1, "2024-03-31", 9)];
    let (first, sales, _) = complete(&orders, "2024-03-31");
    assert_eq!((first, sales.len()), (Some(-11), 12));
    assert_eq!((sales[0], sales[11]), (7, 9));
    assert_eq!(complete(&orders, "9999-12-31").1, [0; 12]);
}

#[test]
fn two_doublings_running_are_found_on_both_sides_of_their_boundary() {
    let twice = |a, b, c| {
        let orders = [("2023-01-01", 1), ("2023-05-01", a), ("2023-08-01", b), ("2023-11-01", c), ("2024-01-05", 999)];
        trend(&orders, "2024-02-01", GrowthMeasure::Amount).doubling.unwrap()
    };
    assert!(twice(100, 200, 400).is_twice);
    assert!(!twice(100, 199, 400).is_twice);
    assert!(!twice(100, 200, 399).is_twice);
    assert!(!twice(0, 200, 400).is_twice);
    assert!(!twice(-5, 200, 400).is_twice);
    assert_eq!(twice(100, 200, 400).figures, [100, 200, 400]);
    assert_eq!(twice(100, 200, 400).certainty, Certainty::Settled);
}

#[test]
fn doubling_can_be_counted_by_orders() {
    let days = ["2023-01-01", "2023-05-01", "2023-05-02", "2023-08-01", "2023-08-02", "2023-08-03", "2023-08-04"];
    let orders = days.map(|day| (day, 1));
    let doubling = trend(&orders, "2023-09-30", GrowthMeasure::Orders).doubling.unwrap();
    assert_eq!((doubling.figures, doubling.is_twice), ([1, 2, 4], true));
}

#[test]
fn a_base_in_the_quarter_in_which_the_book_begins_is_provisional() {
    let at = |first| trend(&[(first, 1), ("2023-05-01", 2), ("2023-08-01", 4)], "2023-09-30", GrowthMeasure::Amount);
    assert_eq!(at("2023-01-02").doubling.unwrap().certainty, Certainty::Provisional);
    assert_eq!(at("2023-01-01").doubling.unwrap().certainty, Certainty::Settled);
    // Two whole quarters are no trend, three are.
    assert_eq!(at("2023-01-02").mann_kendall, None);
    assert_eq!(at("2023-01-01").mann_kendall.map(|test| test.s), Some(3));
    assert_eq!((at("2023-01-02").slope, at("2023-01-01").slope), (Some(2.0), Some(1.5)));
}

#[test]
fn growth_is_told_against_the_quarter_and_the_year_before() {
    let orders =
        [("2023-01-01", 200), ("2023-04-01", 10), ("2023-07-01", 10), ("2023-10-01", 400), ("2024-01-01", 100)];
    let all = trend(&orders, "2024-03-31", GrowthMeasure::Amount);
    let points = |share: Option<Share>| share.map(Share::basis_points);
    assert_eq!(points(all.quarter_on_quarter), Some(BasisPoints(-7_500)));
    assert_eq!(points(all.year_on_year), Some(BasisPoints(-5_000)));
    assert_eq!(all.quarters, 5);
    let four = trend(&orders[1..], "2024-03-31", GrowthMeasure::Amount);
    assert_eq!(four.year_on_year, None);
    let empty = trend(&[("2023-10-01", 0), ("2024-01-01", 100)], "2024-03-31", GrowthMeasure::Amount);
    assert_eq!(empty.quarter_on_quarter, None);
}

#[test]
fn samples_count_their_sales_and_no_order_and_returns_take_theirs() {
    let mut ledger =
        ledger(&[(1, "2024-01-01", 5), (1, "2024-02-01", -1), (1, "2023-11-01", -4), (2, "2024-01-01", -1)]);
    let mut sample = Order::new(CustomerId(1), "2024-01-02".parse().unwrap(), Money::from_minor(3, Currency::USD));
    sample.kind = OrderKind::Sample;
    ledger.apply([(OrderId(9), Some(&sample))]);
    let span = Span::of(&ledger, "2024-03-31".parse().unwrap());
    let quarters = Quarters::of(&ledger, CustomerId(1), &span).unwrap();
    assert_eq!(quarters.complete(), [Figure { sales: 7, orders: 1 }]);
    assert_eq!(Quarters::of(&ledger, CustomerId(2), &span), None);
}
