//! The account of points that members earn, redeem and lose (R143).
//!
//! Points for purchases follow from orders, those for referrals from who was referred; both fade with time.
//! Redemptions are the owner's dated entries.

use std::collections::BTreeMap;

use crate::domain::policy::MembershipRules;
use crate::domain::{Customer, CustomerId, Date, OrderKind};
use crate::ledger::{Ledger, Slice, Window};

/// What a customer took for its points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redemption {
    /// The day.
    pub day: Date,
    /// The points.
    pub points: u32,
}

/// A customer's points on a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Earned by orders up to the date.
    pub bought: i64,
    /// Earned by referrals.
    pub referred: i64,
    /// Taken back by returns.
    pub returned: i64,
    /// Redeemed.
    pub redeemed: i64,
    /// Faded before they were used.
    pub expired: i64,
    /// Left; below zero where more was taken than there was.
    pub balance: i64,
    /// Earned in the trailing twelve months by orders and referrals, less returns.
    pub year: i64,
    /// The next day on which points will fade, and how many.
    pub next_expiry: Option<(Date, i64)>,
    /// Orders without a rate to the base currency, which earned nothing yet.
    pub unpriced: u32,
}

/// Returns the points that orders and referrals of the trailing twelve months earned, less returns; as
/// [`Account::year`], without the account.
pub fn year_points(orders: &Slice<'_>, referred: &[Date], rules: &MembershipRules, year: Window) -> i64 {
    let mut points = 0_i64;
    let rows = orders.days().iter().zip(orders.base_amounts()).zip(orders.kinds());
    for ((day, amount), kind) in rows {
        let is_counted = kind != OrderKind::Sample && year.holds(Date::from_days(*day));
        let amount = amount.filter(|_| is_counted && rules.point_per > 0);
        points = points.saturating_add(amount.map_or(0, |amount| amount / rules.point_per.max(1)));
    }
    let referred = referred.iter().filter(|day| year.holds(**day)).count();
    points.saturating_add(i64::from(rules.referral_points).saturating_mul(referred as i64))
}

/// Returns, for each customer that referred others, the days on which those first bought something but a sample.
///
/// Nobody refers itself, and a referral counts from that first order on.
pub fn referrals<'a>(
    customers: impl IntoIterator<Item = (CustomerId, &'a Customer)>,
    ledger: &Ledger,
) -> BTreeMap<CustomerId, Vec<Date>> {
    let mut days: BTreeMap<CustomerId, Vec<Date>> = BTreeMap::new();
    for (id, customer) in customers {
        let Some(by) = customer.referred_by().filter(|by| *by != id) else { continue };
        let orders = ledger.orders_of(id);
        let mut rows = orders.days().iter().zip(orders.kinds()).zip(orders.amounts());
        let first = rows.find(|((_, kind), amount)| *kind != OrderKind::Sample && **amount >= 0);
        if let Some(((first, _), _)) = first {
            days.entry(by).or_default().push(Date::from_days(*first));
        }
    }
    days
}

/// Points of one day.
#[derive(Clone, Copy)]
struct Grant {
    day: Date,
    left: i64,
}

/// What happens to points on a day; grants come before what is taken on the same day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    Bought(i64),
    Referred(i64),
    Returned(i64),
    Redeemed(i64),
}

impl Account {
    /// Returns a customer's points on a date.
    ///
    /// `referred` are the days on which those it referred first ordered; the order of both lists is of no matter.
    /// What is taken comes from the oldest points that are still good.
    pub fn of(
        orders: &Slice<'_>,
        referred: &[Date],
        redeemed: &[Redemption],
        rules: &MembershipRules,
        as_of: Date,
    ) -> Account {
        let mut account = Account::default();
        let mut entries = account.bought_entries(&orders.clone().until(as_of), rules);
        let referrals = referred.iter().map(|day| (*day, Entry::Referred(rules.referral_points.into())));
        let taken = redeemed.iter().map(|taken| (taken.day, Entry::Redeemed(taken.points.into())));
        entries.extend(referrals.chain(taken).filter(|(day, _)| *day <= as_of));
        entries.sort_unstable();
        account.keep(&entries, rules, as_of);
        account
    }

    fn bought_entries(&mut self, orders: &Slice<'_>, rules: &MembershipRules) -> Vec<(Date, Entry)> {
        let mut entries = Vec::new();
        let rows = orders.days().iter().zip(orders.base_amounts()).zip(orders.kinds());
        for ((day, amount), _) in rows.filter(|(_, kind)| *kind != OrderKind::Sample) {
            self.unpriced += u32::from(amount.is_none());
            let Some(amount) = amount.filter(|_| rules.point_per > 0) else { continue };
            // A return takes back what as large an order earned.
            let points = amount / rules.point_per.max(1);
            let entry = if points < 0 { Entry::Returned(points.saturating_neg()) } else { Entry::Bought(points) };
            entries.push((Date::from_days(*day), entry));
        }
        entries
    }

    fn keep(&mut self, entries: &[(Date, Entry)], rules: &MembershipRules, as_of: Date) {
        let year = Window::trailing_year(as_of);
        let mut grants: Vec<Grant> = Vec::new();
        let mut oldest = 0;
        let mut owed = 0_i64;
        for (day, entry) in entries {
            self.fade(&mut grants, &mut oldest, rules, *day);
            let mut count = |points: i64| {
                let counted = if year.holds(*day) { points } else { 0 };
                self.year = self.year.saturating_add(counted);
            };
            match *entry {
                Entry::Bought(points) => {
                    count(points);
                    self.bought = self.bought.saturating_add(points);
                    grants.push(Grant { day: *day, left: points });
                }
                Entry::Referred(points) => {
                    count(points);
                    self.referred = self.referred.saturating_add(points);
                    grants.push(Grant { day: *day, left: points });
                }
                Entry::Returned(points) => {
                    count(-points);
                    self.returned = self.returned.saturating_add(points);
                    owed = owed.saturating_add(points);
                }
                Entry::Redeemed(points) => {
                    self.redeemed = self.redeemed.saturating_add(points);
                    owed = owed.saturating_add(points);
                }
            }
            owed = take(&mut grants, &mut oldest, owed);
        }
        self.fade(&mut grants, &mut oldest, rules, as_of);
        let left = grants.iter().skip(oldest);
        self.balance = left.clone().fold(0_i64, |sum, grant| sum.saturating_add(grant.left)).saturating_sub(owed);
        let mut left = left.filter(|grant| grant.left > 0).peekable();
        if let (Some(first), months @ 1..) = (left.peek().copied(), rules.good_months) {
            let fading = left.take_while(|grant| grant.day == first.day);
            let points = fading.fold(0_i64, |sum, grant| sum.saturating_add(grant.left));
            self.next_expiry = Some((first.day.plus_months(months), points));
        }
    }

    /// Drops what is no longer good on a day: points fade when their months are over.
    fn fade(&mut self, grants: &mut [Grant], oldest: &mut usize, rules: &MembershipRules, day: Date) {
        let months @ 1.. = rules.good_months else { return };
        // The shortest month has 28 days: below that there is no need to ask the calendar.
        let least = i64::from(months) * 28;
        let is_over = |grant: &&mut Grant| {
            i64::from(day.days()) - i64::from(grant.day.days()) >= least && grant.day.plus_months(months) <= day
        };
        while let Some(grant) = grants.get_mut(*oldest).filter(is_over) {
            self.expired = self.expired.saturating_add(grant.left);
            grant.left = 0;
            *oldest += 1;
        }
    }
}

/// Takes points from the oldest grants, going past those that are used up; returns how many there were not.
fn take(grants: &mut [Grant], oldest: &mut usize, mut points: i64) -> i64 {
    while let Some(grant) = grants.get_mut(*oldest).filter(|_| points > 0) {
        let taken = points.min(grant.left);
        grant.left -= taken;
        points -= taken;
        *oldest += usize::from(grant.left == 0);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, CustomerField, Money, Order, OrderId};

    /// A point for each US$ 1.00, ten for a referral, good for a year.
    fn rules() -> MembershipRules {
        MembershipRules { point_per: 100, referral_points: 10, good_months: 12, ..MembershipRules::default() }
    }

    fn account(orders: &[(&str, &str)], referred: &[&str], redeemed: &[(&str, u32)], as_of: &str) -> Account {
        let mut ledger = Ledger::new(Currency::USD);
        for (number, (day, money)) in orders.iter().enumerate() {
            let order = Order::new(CustomerId(1), day.parse().unwrap(), money.parse().unwrap());
            ledger.apply([(OrderId(number as u32 + 1), Some(&order))]);
        }
        let referred: Vec<Date> = referred.iter().map(|day| day.parse().unwrap()).collect();
        let redeemed: Vec<_> =
            redeemed.iter().map(|(day, points)| Redemption { day: day.parse().unwrap(), points: *points }).collect();
        Account::of(&ledger.orders_of(CustomerId(1)), &referred, &redeemed, &rules(), as_of.parse().unwrap())
    }

    #[test]
    fn orders_and_referrals_earn_and_parts_of_a_point_do_not() {
        let account =
            account(&[("2024-01-01", "USD 5.99"), ("2024-07-01", "USD 0.99")], &["2024-02-01"], &[], "2024-12-31");
        assert_eq!((account.bought, account.referred, account.balance, account.year), (5, 10, 15, 15));
        assert_eq!(account.next_expiry, Some(("2025-01-01".parse().unwrap(), 5)));
    }

    #[test]
    fn points_fade_on_the_day_their_months_are_over() {
        let orders = [("2024-01-31", "USD 7.00"), ("2024-03-01", "USD 3.00")];
        let before = account(&orders, &[], &[], "2025-01-30");
        assert_eq!((before.expired, before.balance), (0, 10));
        let on = account(&orders, &[], &[], "2025-01-31");
        assert_eq!((on.expired, on.balance), (7, 3));
        assert_eq!(on.next_expiry, Some(("2025-03-01".parse().unwrap(), 3)));
    }

    #[test]
    fn the_oldest_points_are_taken_first() {
        let orders = [("2024-01-01", "USD 7.00"), ("2024-03-01", "USD 3.00")];
        let taken = account(&orders, &[], &[("2024-06-01", 5)], "2025-01-01");
        assert_eq!((taken.redeemed, taken.expired, taken.balance), (5, 2, 3));
        let emptied = account(&orders, &[], &[("2024-06-01", 12)], "2024-12-31");
        assert_eq!((emptied.balance, emptied.next_expiry), (-2, None));
    }

    #[test]
    fn a_return_takes_back_what_its_order_earned() {
        let orders = [("2024-01-01", "USD 7.00"), ("2024-02-01", "USD -2.00"), ("2024-03-01", "USD 1.00")];
        let account = account(&orders, &[], &[], "2024-12-31");
        assert_eq!((account.bought, account.returned, account.balance, account.year), (8, 2, 6, 6));
    }

    #[test]
    fn what_comes_later_is_not_counted_yet() {
        let orders = [("2024-01-01", "USD 7.00"), ("2024-08-01", "USD 5.00")];
        let account = account(&orders, &["2024-08-01"], &[("2024-08-01", 4)], "2024-07-31");
        assert_eq!((account.balance, account.redeemed, account.referred), (7, 0, 0));
    }

    #[test]
    fn a_referral_counts_from_the_first_order_that_is_no_sample() {
        let by = |text: &str| Customer::named("Aster").with(CustomerField::ReferredBy, text).unwrap();
        let customers = [by("2"), by("2"), by("1"), by("1"), by("5")];
        let mut ledger = Ledger::new(Currency::USD);
        let orders = [(1, 10, OrderKind::Sample), (1, 20, OrderKind::Trial), (1, 30, OrderKind::Regular)];
        let more = [(3, 5, OrderKind::Regular), (4, 7, OrderKind::Sample), (5, 9, OrderKind::Regular)];
        for (number, (customer, day, kind)) in (1..).zip(orders.into_iter().chain(more)) {
            let money = Money::from_minor(100, Currency::USD);
            let mut order = Order::new(CustomerId(customer), Date::from_days(day), money);
            order.kind = kind;
            ledger.apply([(OrderId(number), Some(&order))]);
        }
        let found = referrals((1..).map(CustomerId).zip(&customers), &ledger);
        let expected = [(CustomerId(1), vec![Date::from_days(5)]), (CustomerId(2), vec![Date::from_days(20)])];
        assert_eq!(found, BTreeMap::from(expected));
    }

    #[test]
    fn points_of_the_year_are_those_of_the_account() {
        let orders = [("2023-12-31", "USD 90.00"), ("2024-01-01", "USD 7.99"), ("2024-02-01", "USD -2.50")];
        let mut ledger = Ledger::new(Currency::USD);
        for (number, (day, money)) in (1..).zip(orders) {
            let order = Order::new(CustomerId(1), day.parse().unwrap(), money.parse().unwrap());
            ledger.apply([(OrderId(number), Some(&order))]);
        }
        let as_of: Date = "2024-12-31".parse().unwrap();
        let referred: Vec<Date> = ["2023-12-31", "2024-05-01"].map(|day| day.parse().unwrap()).into();
        let slice = ledger.orders_of(CustomerId(1));
        let points = |rules: MembershipRules| {
            year_points(&slice.clone().until(as_of), &referred, &rules, Window::trailing_year(as_of))
        };
        // Seven points less two, and ten for one referral; the day a year ago is the year before.
        assert_eq!(points(rules()), 15);
        assert_eq!(Account::of(&slice, &referred, &[], &rules(), as_of).year, 15);
        assert_eq!(points(MembershipRules { point_per: 0, ..rules() }), 10);
    }

    #[test]
    fn ten_thousand_orders_and_returns_keep_their_sum() {
        let mut ledger = Ledger::new(Currency::USD);
        let orders: Vec<_> = (1..=10_000_u32)
            .map(|n| {
                let minor = if n % 2 == 0 { -100 } else { 200 };
                (
                    OrderId(n),
                    Order::new(CustomerId(1), Date::from_days(19_000), Money::from_minor(minor, Currency::USD)),
                )
            })
            .collect();
        ledger.apply(orders.iter().map(|(id, order)| (*id, Some(order))));
        let account = Account::of(&ledger.orders_of(CustomerId(1)), &[], &[], &rules(), Date::from_days(19_001));
        assert_eq!((account.bought, account.returned, account.balance), (10_000, 5_000, 5_000));
    }
}
