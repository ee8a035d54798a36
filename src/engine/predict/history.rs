//! From orders to the four numbers that the models know of a customer (x, t_x, T and the mean spend).
//!
//! Times stay whole days here, so that equal histories are equal and can be counted together.

use super::process::Process;
use super::sample::{Purchases, Row, Sample};
use crate::domain::{CustomerId, Date, OrderKind};
use crate::ledger::{Ledger, Slice};

/// When a customer bought, up to the end of the observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Past {
    /// Days with a purchase after the first one (x).
    pub repeats: u32,
    /// Days from the first to the last purchase, zero without a repeat (t_x).
    pub last: u32,
    /// Days from the first purchase to the end of the observation (T).
    pub age: u32,
}

/// What a customer spent on its repeat purchases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spend {
    /// Repeat days of which every order's amount is known in the base currency.
    pub days: u32,
    /// What was bought on them, in minor units of the base currency.
    pub total: i64,
}

/// A customer that bought at least once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// The customer.
    pub customer: CustomerId,
    /// When it bought.
    pub past: Past,
    /// What it spent.
    pub spend: Spend,
}

/// Customers with equal pasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The past they share.
    pub past: Past,
    /// How many they are.
    pub customers: u32,
}

/// The histories of all customers up to one day.
#[derive(Clone, Debug)]
pub struct Histories {
    end: Date,
    rows: Vec<History>,
    /// The places of the rows by past and spend, so that sums do not depend on customers' numbers.
    order: Vec<u32>,
    // INVARIANT (groups): ascending by past, each past once.
    groups: Vec<Group>,
    /// The group of each row.
    group_of: Vec<u32>,
    // INVARIANT (frames): ascending, each once.
    frames: Vec<Frame>,
    /// The frame of each group.
    frame_of: Vec<u32>,
}

/// What the future of a customer that is still there depends on: not when it bought last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Frame {
    /// Days with a purchase after the first one.
    pub repeats: u32,
    /// Days from the first purchase to the end of the observation.
    pub age: u32,
}

impl Frame {
    /// Returns the same in weeks, as of someone who bought on the last day.
    pub fn in_weeks(self) -> Purchases {
        let last = if self.repeats == 0 { 0 } else { self.age };
        Past { repeats: self.repeats, last, age: self.age }.in_weeks()
    }
}

impl Past {
    /// Returns the same in weeks of seven days, never rounded.
    pub fn in_weeks(self) -> Purchases {
        let weeks = |days: u32| f64::from(days) / DAYS_A_WEEK;
        Purchases { repeats: self.repeats, last: weeks(self.last), age: weeks(self.age) }
    }
}

impl Spend {
    /// Returns the mean of a day in minor units, `None` without such a day or with nothing left of it.
    ///
    /// A mean of nothing fits no distribution of amounts; what is expected of such a customer is another matter.
    pub fn mean(self) -> Option<f64> {
        (self.days > 0 && self.total > 0).then(|| self.total as f64 / f64::from(self.days))
    }
}

impl History {
    /// Returns the history of a customer's orders, `None` if it bought nothing up to `end`.
    ///
    /// A purchase is a day with an order that is neither a sample nor a return. Returns of that day are
    /// taken off it; a return on a day of its own is left out, as is every sample.
    pub fn gather(customer: CustomerId, orders: Slice<'_>, end: Date) -> Option<History> {
        let orders = orders.until(end);
        let mut days = Days { orders: rows(&orders).peekable() };
        let first = days.next()?.day;
        let mut history = History {
            customer,
            past: Past { repeats: 0, last: 0, age: (end.days() - first) as u32 },
            spend: Spend::default(),
        };
        for Day { day, total } in days {
            history.past.repeats += 1;
            history.past.last = (day - first) as u32;
            if let Some(total) = total {
                history.spend.days += 1;
                history.spend.total = history.spend.total.saturating_add(total);
            }
        }
        Some(history)
    }
}

impl Histories {
    /// Returns the histories of all customers of a ledger up to and on a day.
    pub fn take(ledger: &Ledger, end: Date) -> Histories {
        let customers = (0..ledger.customer_bound()).map(CustomerId);
        Histories::new(end, customers.filter_map(|id| History::gather(id, ledger.orders_of(id), end)).collect())
    }

    /// Returns these histories, equal pasts counted together.
    pub fn new(end: Date, rows: Vec<History>) -> Histories {
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        // INVARIANT (order): `order` holds each place of `rows` once.
        let key = |row: &u32| (rows[*row as usize].past, rows[*row as usize].spend, *row);
        order.sort_unstable_by_key(key);
        let mut groups: Vec<Group> = Vec::new();
        let mut group_of = vec![0; rows.len()];
        for row in &order {
            let past = rows[*row as usize].past;
            match groups.last_mut() {
                Some(group) if group.past == past => group.customers += 1,
                _ => groups.push(Group { past, customers: 1 }),
            }
            group_of[*row as usize] = groups.len() as u32 - 1;
        }
        let frame = |group: &Group| Frame { repeats: group.past.repeats, age: group.past.age };
        let mut frames: Vec<Frame> = groups.iter().map(frame).collect();
        frames.sort_unstable();
        frames.dedup();
        let place = |group: &Group| frames.partition_point(|known| *known < frame(group)) as u32;
        let frame_of = groups.iter().map(place).collect();
        Histories { end, rows, order, groups, group_of, frames, frame_of }
    }

    /// Returns the last day that was observed.
    pub fn end(&self) -> Date {
        self.end
    }

    /// Returns the customers' histories, by customer number.
    pub fn rows(&self) -> &[History] {
        &self.rows
    }

    /// Returns the places of the customers in [`Histories::rows`] by past and spend, in which sums over them run.
    pub fn order(&self) -> impl Iterator<Item = usize> + '_ {
        self.order.iter().map(|row| *row as usize)
    }

    /// Returns the different pasts, ascending.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Returns what the future of those still there depends on, ascending.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Returns for each group the place of its frame in [`Histories::frames`].
    pub fn frames_of_groups(&self) -> impl Iterator<Item = usize> + '_ {
        self.frame_of.iter().map(|frame| *frame as usize)
    }

    /// Returns for each customer the place of its past in [`Histories::groups`].
    pub fn groups_of_rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.group_of.iter().map(|group| *group as usize)
    }

    /// Returns the customers that bought again.
    pub fn repeaters(&self) -> u32 {
        self.groups.iter().filter(|group| group.past.repeats > 0).map(|group| group.customers).sum()
    }

    /// Returns the sample that the likelihoods are summed over, in weeks.
    pub fn sample(&self) -> Sample {
        let row = |group: &Group| Row { purchases: group.past.in_weeks(), customers: f64::from(group.customers) };
        Sample::new(self.groups.iter().map(row).collect())
    }

    /// Returns for each customer the probability that it is still there times what `ahead` gives for those who are,
    /// such as the orders to expect; each is computed once for all it is equal for.
    pub fn expected(&self, process: &Process, ahead: impl Fn(&Purchases) -> f64) -> Vec<f64> {
        let ahead: Vec<f64> = self.frames.iter().map(|frame| ahead(&frame.in_weeks())).collect();
        let groups = self.groups.iter().zip(self.frames_of_groups());
        // INVARIANT (frames): `frame_of` names places of `frames`, which `ahead` has as well.
        let values: Vec<f64> =
            groups.map(|(group, frame)| process.alive(&group.past.in_weeks()) * ahead[frame]).collect();
        self.groups_of_rows().map(|group| values[group]).collect()
    }

    /// Returns for each customer what `of` gives for its past, computed once for equal pasts.
    pub fn each(&self, of: impl Fn(&Purchases) -> f64) -> Vec<f64> {
        let values: Vec<f64> = self.groups.iter().map(|group| of(&group.past.in_weeks())).collect();
        // INVARIANT (groups): `group_of` names places of `groups`, which `values` has as well.
        self.groups_of_rows().map(|group| values[group]).collect()
    }
}

/// The days of a week.
pub const DAYS_A_WEEK: f64 = 7.0;

/// A day with a purchase, and what was bought where all of it is known.
struct Day {
    day: i32,
    total: Option<i64>,
}

/// An order's day, whether it is a purchase, and its amount in the base currency.
type Entry = (i32, bool, Option<i64>);

/// The days with a purchase, ascending.
struct Days<I: Iterator<Item = Entry>> {
    orders: std::iter::Peekable<I>,
}

impl<I: Iterator<Item = Entry>> Iterator for Days<I> {
    type Item = Day;

    fn next(&mut self) -> Option<Day> {
        loop {
            let (day, mut is_purchase, mut total) = self.orders.next()?;
            while let Some((_, is_order, amount)) = self.orders.next_if(|(other, ..)| *other == day) {
                is_purchase |= is_order;
                total = total.zip(amount).map(|(total, amount)| total.saturating_add(amount));
            }
            if is_purchase {
                return Some(Day { day, total });
            }
        }
    }
}

/// Returns the orders that are not samples.
fn rows(orders: &Slice<'_>) -> impl Iterator<Item = Entry> {
    let amounts = orders.amounts().iter().zip(orders.base_amounts());
    let rows = orders.days().iter().zip(orders.kinds()).zip(amounts);
    rows.filter(|((_, kind), _)| *kind != OrderKind::Sample)
        .map(|((day, _), (amount, base))| (*day, 0 <= *amount, base))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Order, OrderField, OrderId};

    /// Orders as day, amount and kind.
    #[track_caller]
    fn check(orders: &[(&str, &str, &str)], expected: Option<(Past, Spend)>) {
        let mut ledger = Ledger::new(Currency::USD);
        for ((day, amount, kind), number) in orders.iter().zip(1..) {
            let order = Order::new(CustomerId(1), day.parse().unwrap(), amount.parse().unwrap());
            let order = order.with(OrderField::Kind, kind).unwrap();
            ledger.apply([(OrderId(number), Some(&order))]);
        }
        let histories = Histories::take(&ledger, "2024-03-01".parse().unwrap());
        let found = histories.rows().first().map(|history| (history.past, history.spend));
        assert_eq!(found, expected);
    }

    #[test]
    fn orders_of_one_day_are_one_purchase_and_the_first_one_is_no_repeat() {
        let orders = [
            ("2024-01-01", "USD 5.00", "regular"),
            ("2024-01-11", "USD 1.00", "regular"),
            ("2024-01-11", "USD 2.00", "trial"),
            ("2024-02-10", "USD 9.00", "regular"),
            ("2024-03-02", "USD 9.00", "regular"),
        ];
        let past = Past { repeats: 2, last: 40, age: 60 };
        check(&orders, Some((past, Spend { days: 2, total: 1_200 })));
    }

    #[test]
    fn samples_and_days_of_returns_are_no_purchases() {
        let orders = [
            ("2023-12-01", "USD 0.00", "sample"),
            ("2024-01-01", "USD 5.00", "regular"),
            ("2024-01-05", "USD -5.00", "regular"),
            ("2024-01-11", "USD 0.00", "regular"),
            ("2024-01-11", "USD -2.00", "regular"),
            ("2024-01-31", "USD 3.00", "regular"),
        ];
        let past = Past { repeats: 2, last: 30, age: 60 };
        check(&orders, Some((past, Spend { days: 2, total: 100 })));
        check(&orders[..1], None);
    }

    #[test]
    fn a_day_with_an_amount_of_unknown_rate_counts_as_a_purchase_alone() {
        let orders = [
            ("2024-03-01", "USD 5.00", "regular"),
            ("2024-02-20", "USD 5.00", "regular"),
            ("2024-02-25", "EUR 5.00", "regular"),
        ];
        let past = Past { repeats: 2, last: 10, age: 10 };
        check(&orders, Some((past, Spend { days: 1, total: 500 })));
        check(&orders[..1], Some((Past { repeats: 0, last: 0, age: 0 }, Spend::default())));
    }

    #[test]
    fn equal_pasts_are_counted_together() {
        let row = |number, repeats| History {
            customer: CustomerId(number),
            past: Past { repeats, last: repeats, age: 9 },
            spend: Spend::default(),
        };
        let histories = Histories::new(Date::from_days(9), vec![row(1, 2), row(2, 0), row(3, 2)]);
        let counts: Vec<_> = histories.groups().iter().map(|group| (group.past.repeats, group.customers)).collect();
        assert_eq!(counts, [(0, 1), (2, 2)]);
        assert_eq!(histories.each(|past| past.repeats.into()), [2.0, 0.0, 2.0]);
        assert_eq!(histories.repeaters(), 2);
    }
}
