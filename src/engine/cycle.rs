//! How often a customer buys, how regularly, when the next order is expected, and how far it is overdue.
//!
//! What counts are event days: days with an order that is neither a sample nor a return.

use super::quantile::Quantile;
use crate::domain::{CustomerId, Date, OrderKind};
use crate::ledger::{Ledger, Slice};

/// The purchase cycles of all customers that bought up to a date, ascending by number.
#[derive(Clone, Debug, PartialEq)]
pub struct Cycles {
    as_of: Date,
    population: Option<f64>,
    rows: Vec<Cycle>,
}

/// The purchase cycle of a customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cycle {
    /// The customer.
    pub customer: CustomerId,
    /// Different days on which it bought, one at least.
    pub events: u32,
    /// The first of them.
    pub first: Date,
    /// The last of them.
    pub last: Date,
    /// Days from the last of them to the date.
    pub since_days: u32,
    /// What the intervals between them tell; none with one event day.
    pub intervals: Option<Intervals>,
    /// The next order as expected; none while nobody ever bought on two days.
    pub expected: Option<Expected>,
}

/// What the intervals between a customer's event days tell, all in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Intervals {
    /// How many there are, one at least.
    pub count: u32,
    /// The median.
    pub median: f64,
    /// The mean.
    pub mean: f64,
    /// The length that nine of ten do not exceed, by quantile type 7.
    pub p90: f64,
    /// Standard deviation (of a sample) by mean; none with one interval.
    pub variation: Option<f64>,
    /// How regular they are.
    pub regularity: Regularity,
}

/// How regular intervals are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Regularity {
    /// There is one interval alone.
    Unknown,
    /// All are of one length.
    Even,
    /// The shape of a gamma distribution by Minka's estimate: 1 is pure chance, from 2 on clearly regular.
    Shape(f64),
}

/// When a customer is expected to buy again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// The days from one order to the next.
    pub cycle_days: f64,
    /// Whose intervals that rests on.
    pub rhythm: Rhythm,
    /// The day of the next order.
    pub next: Date,
    /// Days since the last order by the days of a cycle: above 1 is overdue.
    pub overdue: f64,
}

/// Whose intervals an expectation rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rhythm {
    /// The median of the customer's own.
    Own,
    /// Too few of its own, drawn towards the population's.
    Shrunk,
    /// The population's alone.
    Population,
}

/// From so many intervals on a customer's own median stands: one odd interval cannot move it far.
pub const ENOUGH_INTERVALS: u32 = 3;
/// As many intervals the population's cycle counts for where a customer's own are too few.
pub const POPULATION_WEIGHT: f64 = 2.0;
/// From this shape on intervals are clearly regular.
pub const REGULAR_FROM: f64 = 2.0;

impl Cycles {
    /// Finds the cycles of all customers in one pass over their orders up to a date.
    pub fn take(ledger: &Ledger, as_of: Date) -> Cycles {
        let mut rows = Vec::new();
        let mut medians = Vec::new();
        let mut days = Vec::new();
        for customer in (0..ledger.customer_bound()).map(CustomerId) {
            let Some((row, twice_median)) = Cycle::measure(ledger, as_of, customer, &mut days) else { continue };
            medians.extend(twice_median);
            rows.push(row);
        }
        medians.sort_unstable();
        let population = Quantile::of_sorted(&medians, 1, 2).map(|twice| twice.value() / 2.0);
        for row in &mut rows {
            row.expected = row.expect(population);
        }
        Cycles { as_of, population, rows }
    }

    /// Returns the cycle of one customer; the others are looked at only where its own intervals are too few.
    pub fn of_customer(ledger: &Ledger, as_of: Date, customer: CustomerId) -> Option<Cycle> {
        let (mut row, _) = Cycle::measure(ledger, as_of, customer, &mut Vec::new())?;
        if row.intervals.is_some_and(|own| own.count >= ENOUGH_INTERVALS) {
            row.expected = row.expect(None);
            return Some(row);
        }
        Cycles::take(ledger, as_of).of(customer).copied()
    }

    /// Returns the date.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// Returns the median of the customers' own medians in days, none while nobody bought on two days.
    pub fn population(&self) -> Option<f64> {
        self.population
    }

    /// Returns the cycles, ascending by customer number.
    pub fn rows(&self) -> &[Cycle] {
        &self.rows
    }

    /// Returns the cycle of a customer, `None` for one that never bought.
    pub fn of(&self, customer: CustomerId) -> Option<&Cycle> {
        let place = self.rows.binary_search_by_key(&customer, |row| row.customer).ok()?;
        self.rows.get(place)
    }
}

impl Cycle {
    /// Measures a customer's own intervals, with twice their median as a whole number; nothing for one that never bought.
    ///
    /// `days` is room to work in.
    fn measure(
        ledger: &Ledger,
        as_of: Date,
        customer: CustomerId,
        days: &mut Vec<i64>,
    ) -> Option<(Cycle, Option<i64>)> {
        event_days(&ledger.orders_of(customer).until(as_of), days);
        let (first, last) = (*days.first()?, *days.last()?);
        let events = days.len() as u32;
        let measured = Measured::of(days);
        let cycle = Cycle {
            customer,
            events,
            first: Date::from_days(first as i32),
            last: Date::from_days(last as i32),
            since_days: (i64::from(as_of.days()) - last).max(0) as u32,
            intervals: measured.map(|measured| measured.intervals),
            expected: None,
        };
        Some((cycle, measured.map(|measured| measured.twice_median)))
    }

    fn expect(&self, population: Option<f64>) -> Option<Expected> {
        let (cycle_days, rhythm) = match (self.intervals, population) {
            (Some(own), _) if own.count >= ENOUGH_INTERVALS => (own.median, Rhythm::Own),
            (Some(own), Some(all)) => {
                let count = f64::from(own.count);
                let sum = own.mean * count;
                ((POPULATION_WEIGHT * all + sum) / (POPULATION_WEIGHT + count), Rhythm::Shrunk)
            }
            (_, population) => (population?, Rhythm::Population),
        };
        // Half a day or more counts as the next day.
        let whole = libm::floor(cycle_days + 0.5) as i32;
        let next = self.last.plus_days(whole);
        Some(Expected { cycle_days, rhythm, next, overdue: f64::from(self.since_days) / cycle_days })
    }
}

impl Intervals {
    /// Tells whether there are enough of them and they are clearly regular, so that an overdue one is real evidence.
    pub fn is_regular(&self) -> bool {
        let is_regular = match self.regularity {
            Regularity::Unknown => false,
            Regularity::Even => true,
            Regularity::Shape(shape) => shape >= REGULAR_FROM,
        };
        is_regular && self.count >= ENOUGH_INTERVALS
    }
}

/// Intervals with their median as a whole number.
#[derive(Clone, Copy)]
struct Measured {
    intervals: Intervals,
    twice_median: i64,
}

impl Measured {
    /// Measures the intervals between days, which are turned into them.
    fn of(days: &mut [i64]) -> Option<Measured> {
        let mut before = *days.first()?;
        for day in days.iter_mut().skip(1) {
            let gap = *day - before;
            before = *day;
            *day = gap;
        }
        let lengths = days.get_mut(1..)?;
        // Sorted, so that every sum is of one order.
        lengths.sort_unstable();
        let median = Quantile::of_sorted(lengths, 1, 2)?;
        let count = lengths.len() as f64;
        let mean = lengths.iter().sum::<i64>() as f64 / count;
        Some(Measured {
            intervals: Intervals {
                count: lengths.len() as u32,
                median: median.value(),
                mean,
                p90: Quantile::of_sorted(lengths, 9, 10)?.value(),
                variation: variation(lengths, mean),
                regularity: regularity(lengths, mean),
            },
            twice_median: median.parts(2),
        })
    }
}

/// Puts the days of orders that are neither samples nor returns into `days`, each once, ascending.
fn event_days(orders: &Slice<'_>, days: &mut Vec<i64>) {
    days.clear();
    let rows = orders.days().iter().zip(orders.kinds()).zip(orders.amounts());
    let events = rows.filter(|((_, kind), amount)| *kind != OrderKind::Sample && **amount >= 0);
    days.extend(events.map(|((day, _), _)| i64::from(*day)));
    days.dedup();
}

fn variation(lengths: &[i64], mean: f64) -> Option<f64> {
    let freedom = lengths.len().checked_sub(2)? as f64 + 1.0;
    let squares = lengths.iter().map(|length| (*length as f64 - mean) * (*length as f64 - mean));
    Some(libm::sqrt(squares.sum::<f64>() / freedom) / mean)
}

/// Estimates a gamma distribution's shape (Minka 2002) from sorted lengths of a day or more.
fn regularity(lengths: &[i64], mean: f64) -> Regularity {
    match lengths {
        [] | [_] => return Regularity::Unknown,
        [first, .., last] if first == last => return Regularity::Even,
        _ => {}
    }
    let logs = lengths.iter().map(|length| libm::log(*length as f64)).sum::<f64>();
    let spread = libm::log(mean) - logs / lengths.len() as f64;
    // Lengths this close differ by less than logarithms can tell.
    if spread < 1e-12 {
        return Regularity::Even;
    }
    let root = libm::sqrt((spread - 3.0) * (spread - 3.0) + 24.0 * spread);
    Regularity::Shape((3.0 - spread + root) / (12.0 * spread))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Money, Order, OrderId};

    fn cycles(orders: &[(u32, i32, i64, OrderKind)], as_of: i32) -> Cycles {
        let mut ledger = Ledger::new(Currency::USD);
        for (number, (customer, day, minor, kind)) in orders.iter().enumerate() {
            let money = Money::from_minor(*minor, Currency::USD);
            let mut order = Order::new(CustomerId(*customer), Date::from_days(*day), money);
            order.kind = *kind;
            ledger.apply([(OrderId(number as u32 + 1), Some(&order))]);
        }
        Cycles::take(&ledger, Date::from_days(as_of))
    }

    fn on_days(customer: u32, days: &[i32]) -> Vec<(u32, i32, i64, OrderKind)> {
        days.iter().map(|day| (customer, *day, 100, OrderKind::Regular)).collect()
    }

    #[track_caller]
    fn only(days: &[i32], as_of: i32) -> Cycle {
        *cycles(&on_days(1, days), as_of).of(CustomerId(1)).unwrap()
    }

    #[test]
    fn the_median_of_its_own_intervals_expects_the_next_order() {
        let cycle = only(&[0, 10, 30, 60, 160], 205);
        let intervals = cycle.intervals.unwrap();
        assert_eq!((cycle.events, intervals.count, cycle.since_days), (5, 4, 45));
        assert_eq!((intervals.median, intervals.mean), (25.0, 40.0));
        assert!((intervals.p90 - 79.0).abs() < 1e-12);
        // Deviations -30, -20, -10, 60: squares 5,000, by 3 and the root 40.8248, by the mean 40.
        assert!((intervals.variation.unwrap() - 1.020_620_726_159_657_6).abs() < 1e-15);
        let expected = cycle.expected.unwrap();
        assert_eq!((expected.rhythm, expected.next.days(), expected.overdue), (Rhythm::Own, 185, 1.8));
    }

    #[test]
    fn half_a_day_counts_as_the_next_day() {
        let next = |days: &[i32]| only(days, 100).expected.unwrap().next.days();
        assert_eq!(next(&[0, 10, 20, 31, 42]), 53);
        assert_eq!(next(&[0, 10, 20, 30, 41]), 51);
    }

    #[test]
    fn two_intervals_are_drawn_towards_the_population_and_three_are_not() {
        let mut orders = on_days(1, &[0, 30, 70]);
        orders.extend(on_days(2, &[0, 100, 200, 300]));
        orders.extend(on_days(3, &[0, 60, 120, 200]));
        orders.extend(on_days(4, &[50]));
        let cycles = cycles(&orders, 300);
        assert_eq!(cycles.population(), Some(60.0));
        let expected = |customer| {
            let expected = cycles.of(CustomerId(customer)).unwrap().expected.unwrap();
            (expected.cycle_days, expected.rhythm)
        };
        assert_eq!(expected(1), ((2.0 * 60.0 + 70.0) / 4.0, Rhythm::Shrunk));
        assert_eq!(expected(2), (100.0, Rhythm::Own));
        assert_eq!(expected(3), (60.0, Rhythm::Own));
        assert_eq!(expected(4), (60.0, Rhythm::Population));
    }

    #[test]
    fn samples_returns_and_a_second_order_of_the_day_are_no_events() {
        let mut orders = on_days(1, &[0, 0, 50]);
        orders.push((1, 60, 0, OrderKind::Sample));
        orders.push((1, 70, -100, OrderKind::Regular));
        orders.push((1, 80, 0, OrderKind::Regular));
        orders.push((2, 10, 5, OrderKind::Sample));
        let cycles = cycles(&orders, 100);
        assert_eq!(cycles.rows().len(), 1);
        let cycle = cycles.of(CustomerId(1)).unwrap();
        assert_eq!((cycle.events, cycle.last.days(), cycle.since_days), (3, 80, 20));
    }

    #[test]
    fn even_chance_and_unknown_intervals_are_told_apart() {
        let regularity = |days: &[i32]| only(days, 500).intervals.unwrap().regularity;
        assert_eq!(regularity(&[0, 30]), Regularity::Unknown);
        assert_eq!(regularity(&[0, 30, 60]), Regularity::Even);
        let shape = |days: &[i32]| match regularity(days) {
            Regularity::Shape(shape) => shape,
            other => panic!("{other:?}"),
        };
        // Intervals 10 and 30: s = ln 20 - (ln 10 + ln 30) / 2 = 0.143841…
        assert!((shape(&[0, 10, 40]) - 3.628_704).abs() < 1e-6, "{}", shape(&[0, 10, 40]));
        assert!(shape(&[0, 29, 60, 90]) > 100.0);
        assert!(shape(&[0, 1, 100, 102, 400]) < 1.0);
        let is_regular = |days: &[i32]| only(days, 500).intervals.unwrap().is_regular();
        assert!(is_regular(&[0, 29, 60, 90]) && is_regular(&[0, 30, 60, 90]));
        assert!(!is_regular(&[0, 1, 100, 102, 400]) && !is_regular(&[0, 30, 60]));
    }

    #[test]
    fn one_event_alone_expects_nothing() {
        let cycle = only(&[7], 9);
        assert_eq!((cycle.intervals, cycle.expected, cycle.since_days), (None, None, 2));
        assert_eq!(cycles(&[], 9).rows(), []);
        assert_eq!(cycles(&on_days(1, &[7]), 6).rows(), []);
    }
}
