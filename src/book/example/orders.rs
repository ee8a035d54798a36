//! Series of orders of the example book: how many, how much, from when to when, paid how.

use crate::domain::{BasisPoints, Currency, CustomerId, Date, Money, Order, OrderKind, Paid, Payment};

/// Orders at even distances, such as `6 of USD 19000 from 1500 to 90, 2 late by 12, lamps; tables`.
pub(super) struct Series {
    kind: OrderKind,
    count: i32,
    money: Money,
    /// Days before today of the first order.
    first: i32,
    /// Days before today of the last.
    last: i32,
    /// Whether the last is not paid yet.
    is_open: bool,
    /// Further days between the last order and the one before it.
    gap: i32,
    habit: Habit,
    /// By how many percent of the amount given each order exceeds the one before.
    trend: i64,
    /// By how many percent each order exceeds the one before, of what that one came to.
    growth: i64,
    margin: Option<i32>,
    pub(super) categories: Vec<&'static str>,
}

/// How a customer pays.
#[derive(Clone, Copy)]
enum Habit {
    /// Not told.
    Unknown,
    /// On time but for so many of the latest orders, which came so many days late.
    Late { orders: i32, days: i32 },
}

/// Days until an order is due.
const TERMS: i32 = 30;

impl Series {
    /// Reads a series of orders.
    pub(super) fn orders(text: &'static str) -> Option<Series> {
        let (count, rest) = text.split_once(" of ")?;
        let (money, rest) = rest.split_once(" from ")?;
        let mut series = Series::between(OrderKind::Regular, count, rest)?;
        series.money = money.parse().ok()?;
        Some(series)
    }

    /// Reads a series of free samples.
    pub(super) fn samples(text: &'static str) -> Option<Series> {
        let (count, rest) = text.split_once(" from ")?;
        Series::between(OrderKind::Sample, count, rest)
    }

    fn between(kind: OrderKind, count: &str, text: &'static str) -> Option<Series> {
        let mut parts = text.split(", ");
        let (first, last) = parts.next()?.split_once(" to ")?;
        let mut series = Series {
            kind,
            count: count.parse().ok()?,
            money: Money::from_minor(0, Currency::USD),
            first: first.parse().ok()?,
            last: last.parse().ok()?,
            is_open: false,
            gap: 0,
            habit: Habit::Unknown,
            trend: 0,
            growth: 0,
            margin: None,
            categories: Vec::new(),
        };
        for part in parts {
            series.take(part)?;
        }
        Some(series)
    }

    fn take(&mut self, part: &'static str) -> Option<()> {
        match part.split(' ').collect::<Vec<_>>()[..] {
            ["on", "time"] => self.habit = Habit::Late { orders: 0, days: 0 },
            [orders, "late", "by", days] => {
                self.habit = Habit::Late { orders: orders.parse().ok()?, days: days.parse().ok()? }
            }
            ["payments", "unknown"] => self.habit = Habit::Unknown,
            ["last", "open"] => self.is_open = true,
            ["trend", percent] => self.trend = percent.parse().ok()?,
            ["growth", percent] => self.growth = percent.parse().ok()?,
            ["margin", percent] => self.margin = Some(percent.parse().ok()?),
            ["gap", days] => self.gap = days.parse().ok()?,
            _ => self.categories = part.split("; ").collect(),
        }
        Some(())
    }

    /// Returns the orders of a customer up to a day, the first one first.
    pub(super) fn lay(&self, customer: CustomerId, today: Date) -> Vec<Order> {
        let places = 0..self.count;
        places.map(|place| self.order(place, customer, today)).collect()
    }

    fn order(&self, place: i32, customer: CustomerId, today: Date) -> Order {
        let day = today.plus_days(-self.days_ago(place));
        let mut order = Order::new(customer, day, self.amount(place));
        order.kind = self.kind;
        order.margin = self.margin.map(|percent| BasisPoints(percent * 100 + place % 3 * 50));
        let delivered = day.plus_days(24 + place * 5 % 9);
        order.promised = Some(day.plus_days(28));
        order.delivered = Some(delivered).filter(|delivered| *delivered <= today);
        if let Habit::Late { orders, days } = self.habit {
            order.due = Some(day.plus_days(TERMS));
            // The latest orders may not be due yet; those before them are the ones that came late.
            let due_by_now = (0..self.count).filter(|other| self.is_due(*other, days)).count() as i32;
            let is_late = self.is_due(place, days) && due_by_now - orders <= place;
            let paid = if is_late { day.plus_days(TERMS + days) } else { day.plus_days(TERMS - 2 - place % 7) };
            let payment = Payment { date: paid, minor: order.amount.minor };
            let is_paid = paid <= today && !(self.is_open && place == self.count - 1);
            order.paid = Paid::Known(Some(payment).filter(|_| is_paid).into_iter().collect());
        }
        order
    }

    /// Returns how many days before today an order came.
    fn days_ago(&self, place: i32) -> i32 {
        match self.count - 1 - place {
            0 => self.last,
            _ => self.first - (self.first - self.last - self.gap) * place / (self.count - 1),
        }
    }

    /// Tells whether an order was due more than so many days ago.
    fn is_due(&self, place: i32, days: i32) -> bool {
        TERMS + days < self.days_ago(place)
    }

    /// Returns the amount of an order: it sways by a few percent about the trend or the growth.
    fn amount(&self, place: i32) -> Money {
        let percent = 100 + i64::from(place * 37 % 11 - 5) + self.trend * i64::from(2 * place - self.count + 1) / 2;
        let grown = (0..place).fold(self.money.minor, |minor, _| minor / 100 * (100 + self.growth));
        Money::from_minor(grown / 100 * percent, self.money.currency)
    }
}
