//! Members: who stands at which level, who is close to the next, and whose points are worth a reward (R24, R143, R144).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::book::Book;
use crate::domain::choice::Choice;
use crate::domain::policy::LevelMeasure;
use crate::domain::{CustomerId, Date};
use crate::engine::membership::{Account, Redemption, referrals};
use crate::engine::{Class, Level, Scheme};
use crate::report::{Count, Standing};

/// Members on a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Members {
    /// Each level, best first, and last those without one that ordered; sales are those of the trailing twelve months.
    pub levels: Vec<(Option<Level>, Count)>,
    /// Who lacks a fifth or less of what the next level takes, the closest first.
    pub near: Vec<Near>,
    /// Whose points are worth a reward, the most points first.
    pub due: Vec<Due>,
}

/// A customer close to the next level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Who.
    pub customer: CustomerId,
    /// Its level, none below silver.
    pub level: Option<Level>,
    /// The next one.
    pub next: Level,
    /// What it has of the measure: minor units of the base currency, or points.
    pub has: i64,
    /// What is missing.
    pub more: i64,
}

/// A customer whose points are worth a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Who.
    pub customer: CustomerId,
    /// Its level, none below silver.
    pub level: Option<Level>,
    /// Its points.
    pub account: Account,
}

/// Returns the members on the date of a standing.
pub fn members(book: &Book, standing: &Standing) -> Members {
    let rules = standing.policy().membership;
    let referred = referred(book);
    let (mut levels, mut near, mut due) = (BTreeMap::<_, Count>::new(), Vec::new(), Vec::new());
    for (number, _) in book.customers().iter() {
        let customer = CustomerId(number);
        let facts = standing.facts(customer);
        if !facts.has_ordered() {
            continue;
        }
        let level = level_of(standing, customer);
        let count = levels.entry(level).or_default();
        count.customers += 1;
        count.sales = count.sales.saturating_add(facts.year_sales);
        let account = take(book, standing, customer, &referred);
        let has = match rules.measure {
            LevelMeasure::AnnualSpend => facts.year_sales,
            LevelMeasure::Points => account.year,
        };
        let ladder = Level::ALL.iter().copied().zip(rules.ladder());
        if let Some((next, from)) = ladder.rev().find(|(_, from)| has < *from) {
            let more = from.saturating_sub(has);
            if i128::from(more) * 5 <= i128::from(from) {
                near.push((share(more, from), Near { customer, level, next, has, more }));
            }
        }
        if account.balance >= i64::from(rules.reward_points) {
            due.push(Due { customer, level, account });
        }
    }
    near.sort_by_key(|(share, near)| (*share, near.customer));
    due.sort_by_key(|due| (Reverse(due.account.balance), due.customer));
    let all = Level::ALL.iter().copied().map(Some).chain([None]);
    Members {
        levels: all.map(|level| (level, levels.get(&level).copied().unwrap_or_default())).collect(),
        near: near.into_iter().map(|(_, near)| near).collect(),
        due,
    }
}

/// Returns a customer's points on the date of a standing.
pub fn account(book: &Book, standing: &Standing, customer: CustomerId) -> Account {
    take(book, standing, customer, &referred(book))
}

fn referred(book: &Book) -> BTreeMap<CustomerId, Vec<Date>> {
    referrals(book.customers().iter().map(|(number, customer)| (CustomerId(number), customer)), book.ledger())
}

fn take(book: &Book, standing: &Standing, id: CustomerId, referred: &BTreeMap<CustomerId, Vec<Date>>) -> Account {
    let rewards = book.customer(id).into_iter().flat_map(|customer| customer.rewards());
    let redeemed: Vec<Redemption> =
        rewards.map(|reward| Redemption { day: reward.day, points: reward.points }).collect();
    let days = referred.get(&id).map_or(&[][..], Vec::as_slice);
    let rules = standing.policy().membership;
    Account::of(&book.ledger().orders_of(id), days, &redeemed, &rules, standing.as_of())
}

fn level_of(standing: &Standing, id: CustomerId) -> Option<Level> {
    match standing.classes(id)?.of(Scheme::Membership) {
        Some(Class::Membership(level)) => Some(level),
        _ => None,
    }
}

/// Returns what is missing in millionths of what it takes.
fn share(more: i64, from: i64) -> i64 {
    (i128::from(more) * 1_000_000 / i128::from(from.max(1))) as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Customer, CustomerField};
    use crate::report::analysis::tests::{book_with, on};

    #[test]
    fn levels_begin_at_their_sales_and_a_fifth_below_is_close() {
        let of = |text: &str| Customer::named("A").with(CustomerField::Tags, text).unwrap();
        let sold = |minor| [("2011-06-01", minor)];
        // Silver takes 10,000.00, gold 50,000.00, diamond 200,000.00.
        let each = [799_999, 800_000, 999_999, 1_000_000, 4_999_999, 5_000_000, 20_000_000].map(sold);
        let mut rows: Vec<(&str, &[(&str, i64)])> = each.iter().map(|orders| ("", &orders[..])).collect();
        rows.push(("", &[]));
        let book = book_with(&of, &rows);
        let found = members(&book, &on(&book, "2011-12-31"));
        let counts: Vec<_> = found.levels.iter().map(|(level, count)| (*level, count.customers, count.sales)).collect();
        assert_eq!(
            counts,
            [
                (Some(Level::Diamond), 1, 20_000_000),
                (Some(Level::Gold), 1, 5_000_000),
                (Some(Level::Silver), 2, 5_999_999),
                (None, 3, 2_599_998)
            ]
        );
        let near: Vec<_> = found.near.iter().map(|near| (near.customer.0, near.next, near.more)).collect();
        assert_eq!(near, [(5, Level::Gold, 1), (3, Level::Silver, 1), (2, Level::Silver, 200_000)]);
    }

    #[test]
    fn a_reward_is_due_from_so_many_points_and_no_more_once_it_was_taken() {
        // A point for each 100.00: 500 points from 50,000.00 on.
        let of = |text: &str| Customer::named("A").with(CustomerField::Rewards, text).unwrap();
        let [enough, less] = [[("2011-06-01", 5_000_000)], [("2011-06-01", 4_999_999)]];
        let book = book_with(&of, &[("", &enough), ("", &less), ("2011-07-01 1 pen", &enough)]);
        let due = |day: &str| -> Vec<_> {
            let found = members(&book, &on(&book, day));
            found.due.iter().map(|due| (due.customer.0, due.account.balance)).collect()
        };
        assert_eq!(due("2011-06-30"), [(1, 500), (3, 500)]);
        assert_eq!(due("2011-07-01"), [(1, 500)]);
        assert_eq!(account(&book, &on(&book, "2011-07-01"), CustomerId(3)).redeemed, 1);
    }

    #[test]
    fn points_can_make_the_level() {
        let of = |text: &str| Customer::named("A").with(CustomerField::ReferredBy, text).unwrap();
        let [small, other] = [[("2011-06-01", 10_000)], [("2011-06-02", 10_000)]];
        let book = book_with(&of, &[("", &small), ("1", &other)]);
        let before = on(&book, "2011-12-31");
        let mut policy = before.policy().clone();
        policy.membership.measure = LevelMeasure::Points;
        let found = members(&book, &before.under(&book, policy));
        // One point of its own and a hundred for the other: silver. The other lacks ninety-nine.
        let counts: Vec<_> = found.levels.iter().map(|(_, count)| count.customers).collect();
        assert_eq!(counts, [0, 0, 1, 1]);
        assert_eq!(found.near, []);
    }
}
