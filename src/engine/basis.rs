//! What a judgement rests on: what holds for all customers on a date, and the one that is judged.

use crate::domain::{Country, Currency, Customer, CustomerId, Date, Money, Policy, Rate};
use crate::ledger::{Facts, Late, Totals, Window};

/// What all customers are judged by on a date.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    /// The rules in force.
    pub policy: &'a Policy,
    /// The company's totals on the date.
    pub totals: &'a Totals,
    /// The date and its trailing twelve months.
    pub window: Window,
    /// The currency that sales are compared in.
    pub base: Currency,
    /// The owner's own country.
    pub home: Option<Country>,
    /// The rate of a currency to the base currency on the date, where the owner's table has one.
    pub rates: &'a dyn Fn(Currency) -> Option<Rate>,
}

/// The customer that is judged.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// Its number.
    pub id: CustomerId,
    /// What its orders tell on the date.
    pub facts: &'a Facts,
    /// What was entered.
    pub customer: &'a Customer,
    /// Touches in a row that it did not answer.
    pub unanswered: u32,
    /// Its late payments one by one, where a class is explained; to judge, their number in the facts is enough.
    pub late: &'a [Late],
    /// Points earned in the trailing twelve months, where levels of membership are measured by them.
    pub points: i64,
}

impl<'a> Subject<'a> {
    /// Returns a customer without recorded touches, its late payments not told one by one.
    pub const fn new(id: CustomerId, facts: &'a Facts, customer: &'a Customer) -> Subject<'a> {
        Subject { id, facts, customer, unanswered: 0, late: &[], points: 0 }
    }
}

impl Basis<'_> {
    /// Returns the date.
    pub const fn as_of(&self) -> Date {
        self.window.as_of
    }

    /// Returns an amount of the base currency.
    pub const fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.base)
    }

    /// Returns an amount in the base currency, or `None` without a rate.
    pub fn in_base(&self, money: Money) -> Option<Money> {
        if money.currency == self.base {
            return Some(money);
        }
        let rate = (self.rates)(money.currency)?;
        money.in_base(rate, self.base).map(|minor| self.money(minor))
    }
}
