//! Who may be leaving: customers by how much speaks for it, each with what that rests on (R149).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::domain::choice::Choice;
use crate::domain::{CustomerId, Date};
use crate::engine::Stage;
use crate::engine::churn::{self, Churn, ChurnRules, Signs, Worry};
use crate::engine::cycle::{Cycle, Cycles};
use crate::report::{Count, Standing};

/// A customer, and how much speaks for its leaving.
#[derive(Clone, Debug, PartialEq)]
pub struct Endangered {
    /// Who.
    pub customer: CustomerId,
    /// How much speaks for it, part by part.
    pub churn: Churn,
    /// Its sales of the trailing twelve months, in minor units of the base currency.
    pub sales: i64,
    /// Its sales of the twelve months before.
    pub prior_sales: i64,
}

/// The customers that may be leaving.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// All of them, the greatest worry first and in it who buys or bought most.
    pub rows: Vec<Endangered>,
    /// How many stand at each worry and what is at stake with them, greatest first.
    pub worries: Vec<(Worry, Count)>,
    /// The rules that the scores follow.
    pub rules: ChurnRules,
    /// Whether complaints are kept.
    pub has_complaints: bool,
}

impl Endangered {
    /// Returns what is at stake: the sales of the better of the last two years.
    pub fn at_stake(&self) -> i64 {
        self.sales.max(self.prior_sales)
    }
}

/// Returns who may be leaving among those who ordered and are not lost yet.
pub fn risk(book: &Book, standing: &Standing) -> Risk {
    let rules = standing.policy().churn;
    let cycles = Cycles::take(book.ledger(), standing.as_of());
    let is_lost = |customer| standing.classes(customer).is_none_or(|classes| classes.stage == Stage::Lost);
    let complaints = Complaints::of(book, standing.as_of());
    let open = |customer| complaints.open(book, customer);
    let found = churn::list(standing.census(), &cycles, open, &rules).into_iter();
    let found = found.filter(|(customer, _)| book.customer(*customer).is_some() && !is_lost(*customer));
    let mut rows: Vec<Endangered> = found
        .map(|(customer, churn)| {
            let facts = standing.facts(customer);
            Endangered { customer, churn, sales: facts.year_sales, prior_sales: facts.prior_sales }
        })
        .collect();
    rows.sort_by_key(|row| (row.churn.worry, Reverse(row.at_stake())));
    let worries = Worry::ALL.iter().map(|worry| {
        let mut count = Count::default();
        for row in rows.iter().filter(|row| row.churn.worry == *worry) {
            count.customers += 1;
            count.sales = count.sales.saturating_add(row.at_stake());
        }
        (*worry, count)
    });
    Risk { worries: worries.collect(), rows, rules, has_complaints: complaints.are_kept }
}

/// The complaints of a book on a date.
pub struct Complaints {
    as_of: Date,
    /// Whether any customer complained up to the date: before that nobody knows of none.
    pub are_kept: bool,
}

impl Complaints {
    /// Looks whether complaints are kept on a date.
    pub fn of(book: &Book, as_of: Date) -> Complaints {
        let mut all = book.customers().iter().flat_map(|(_, customer)| customer.complaints());
        Complaints { as_of, are_kept: all.any(|complaint| complaint.opened <= as_of) }
    }

    /// Tells whether a complaint of a customer is open, `None` where none are kept.
    pub fn open(&self, book: &Book, customer: CustomerId) -> Option<bool> {
        let mut all = book.customer(customer)?.complaints();
        self.are_kept.then(|| all.any(|complaint| complaint.is_open(self.as_of)))
    }
}

/// Customers whose worry other rules would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorryMove {
    /// The worry before, none for one that was not counted.
    pub from: Option<Worry>,
    /// The worry after.
    pub to: Option<Worry>,
    /// Who, those with the highest sales first.
    pub customers: Vec<CustomerId>,
    /// How many, with their sales of the trailing twelve months.
    pub count: Count,
}

/// Returns whose worry other weights and limits would move on one day, by the worries in their order.
///
/// Who is lost is not counted; that other rules of stages move somebody there is told as a movement of stages.
pub fn worry_moves(book: &Book, before: &Standing, after: &Standing) -> Vec<WorryMove> {
    if before.policy().churn == after.policy().churn {
        return Vec::new();
    }
    let worries = |standing| -> BTreeMap<CustomerId, Worry> {
        risk(book, standing).rows.into_iter().map(|row| (row.customer, row.churn.worry)).collect()
    };
    let (standing, before, after) = (after, worries(before), worries(after));
    let ids: BTreeSet<CustomerId> = before.keys().chain(after.keys()).copied().collect();
    let mut moves: BTreeMap<(u8, u8), WorryMove> = BTreeMap::new();
    for id in ids {
        let (from, to) = (before.get(&id).copied(), after.get(&id).copied());
        if from == to {
            continue;
        }
        let place = |worry: Option<Worry>| worry.map_or(u8::MAX, Choice::index);
        let fresh = || WorryMove { from, to, customers: Vec::new(), count: Count::default() };
        let moved = moves.entry((place(from), place(to))).or_insert_with(fresh);
        moved.customers.push(id);
        moved.count.customers += 1;
        moved.count.sales = moved.count.sales.saturating_add(standing.facts(id).year_sales);
    }
    let mut moves: Vec<WorryMove> = moves.into_values().collect();
    for moved in &mut moves {
        moved.customers.sort_by_key(|id| (Reverse(standing.facts(*id).year_sales), *id));
    }
    moves
}

/// Returns how often a customer buys and when its next order is expected; none for one that never bought.
pub fn cycle_of(book: &Book, standing: &Standing, customer: CustomerId) -> Option<Cycle> {
    Cycles::of_customer(book.ledger(), standing.as_of(), customer)
}

/// Returns how much speaks for one customer leaving, by the rules of [`risk`]; none for one that never ordered or is lost.
pub fn risk_of(book: &Book, standing: &Standing, customer: CustomerId) -> Option<Churn> {
    let is_lost = standing.classes(customer)?.stage == Stage::Lost;
    let expected = cycle_of(book, standing, customer).and_then(|cycle| cycle.expected);
    let open_complaint = Complaints::of(book, standing.as_of()).open(book, customer);
    let signs = Signs { as_of: standing.as_of(), facts: standing.facts(customer), expected, open_complaint };
    Churn::of(&signs, &standing.policy().churn).filter(|_| !is_lost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Customer, CustomerField};
    use crate::engine::churn::{Reading, Sign};
    use crate::report::analysis::tests::{book, book_with, on};

    #[test]
    fn who_bought_most_comes_first_in_each_worry_and_the_lost_are_left_out() {
        let book = book(&[
            // Every thirty days until half a year ago: overdue six times over, and fallen.
            ("", &[("2011-01-01", 900), ("2011-01-31", 900), ("2011-03-02", 900), ("2011-04-01", 900)]),
            ("", &[("2011-01-01", 950), ("2011-01-31", 950), ("2011-03-02", 950), ("2011-04-01", 950)]),
            // On time.
            ("", &[("2011-07-01", 100), ("2011-08-01", 100), ("2011-09-01", 100)]),
            // Lost for years, and one that never came.
            ("", &[("2005-01-01", 9_000), ("2005-02-01", 9_000)]),
            ("", &[]),
        ]);
        let standing = on(&book, "2011-09-15");
        let risk = risk(&book, &standing);
        for id in (1..=5).map(CustomerId) {
            let listed = risk.rows.iter().find(|row| row.customer == id).map(|row| row.churn);
            assert_eq!(risk_of(&book, &standing, id), listed, "{id}");
        }
        let found: Vec<_> = risk.rows.iter().map(|row| (row.customer.0, row.churn.worry, row.at_stake())).collect();
        assert_eq!(found, [(2, Worry::High, 3_800), (1, Worry::High, 3_600), (3, Worry::Low, 300)]);
        let counts: Vec<_> = risk.worries.iter().map(|(_, count)| (count.customers, count.sales)).collect();
        assert_eq!(counts, [(2, 7_400), (0, 0), (1, 300)]);
    }

    #[test]
    fn other_weights_move_who_stands_between_two_worries() {
        // 58 days since the last order are 58/31 of a cycle: (58/31 - 1) / 1.5, hence 58.06 % of what is known; of payments
        // and complaints nothing is, nor of growth of one that came in the course of the year before.
        let orders = [("2010-07-01", 100), ("2011-06-01", 50), ("2011-07-01", 50), ("2011-08-01", 50)];
        let book = book(&[("", &orders), ("", &[("2010-06-01", 100), ("2011-09-10", 100)])]);
        let before = on(&book, "2011-09-28");
        let mut policy = before.policy().clone();
        assert_eq!(worry_moves(&book, &before, &before.under(&book, policy.clone())), []);
        policy.churn.mid_from = crate::domain::BasisPoints(5_900);
        let moves = worry_moves(&book, &before, &before.under(&book, policy.clone()));
        let told: Vec<_> = moves.iter().map(|moved| (moved.from, moved.to, moved.customers.clone())).collect();
        assert_eq!(told, [(Some(Worry::Mid), Some(Worry::Low), vec![CustomerId(1)])]);
        policy.churn.mid_from = crate::domain::BasisPoints(5_800);
        assert_eq!(worry_moves(&book, &before, &before.under(&book, policy.clone())), []);
        assert_eq!((moves[0].count.customers, moves[0].count.sales), (1, 150));
        policy.churn.mid_from = crate::domain::BasisPoints(5_900);
        let under = before.under(&book, policy.clone());
        let of_one = |standing| risk_of(&book, standing, CustomerId(1)).map(|churn| churn.worry);
        assert_eq!([of_one(&before), of_one(&under)], [Some(Worry::Mid), Some(Worry::Low)]);
        // Other rules move nobody here.
        policy.churn = before.policy().churn;
        (policy.stage.dormant_after_days, policy.stage.lost_after_days) = (40, 50);
        assert_eq!(worry_moves(&book, &before, &before.under(&book, policy)), []);
    }

    #[test]
    fn an_open_complaint_counts_on_its_days_and_none_is_known_before_the_first() {
        let orders: &[(&str, i64)] = &[("2010-07-01", 100), ("2011-07-01", 50), ("2011-08-01", 50), ("2011-09-01", 50)];
        let complaint = "2011-08-05..2011-09-10 lamps broken";
        let of = |text: &str| Customer::named("A").with(CustomerField::Complaints, text).unwrap();
        let book = book_with(&of, &[(complaint, orders), ("", orders)]);
        let told = |day: &str| {
            let found = risk(&book, &on(&book, day));
            let mut readings: Vec<_> = found
                .rows
                .iter()
                .map(|row| (row.customer.0, row.churn.part(Sign::Complaint).unwrap().reading, row.churn.score.0))
                .collect();
            readings.sort_by_key(|(customer, ..)| *customer);
            for row in &found.rows {
                assert_eq!(risk_of(&book, &on(&book, day), row.customer).as_ref(), Some(&row.churn));
            }
            (found.has_complaints, readings)
        };
        let (yes, no) = (Some(Reading::Complaint(true)), Some(Reading::Complaint(false)));
        // On time; 15 of the 55 that are known where one is open.
        assert_eq!(told("2011-08-04"), (false, vec![(1, None, 0), (2, None, 0)]));
        assert_eq!(told("2011-08-05"), (true, vec![(1, yes, 2_727), (2, no, 0)]));
        assert_eq!(told("2011-09-09"), (true, vec![(1, yes, 2_727), (2, no, 0)]));
        assert_eq!(told("2011-09-10"), (true, vec![(1, no, 0), (2, no, 0)]));
    }
}
