//! Who may be leaving: customers by how much speaks for it, each with what that rests on (R149).

use std::cmp::Reverse;

use crate::book::Book;
use crate::domain::CustomerId;
use crate::domain::choice::Choice;
use crate::engine::Stage;
use crate::engine::churn::{self, Churn, ChurnRules, Worry};
use crate::engine::cycle::Cycles;
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
}

impl Endangered {
    /// Returns what is at stake: the sales of the better of the last two years.
    pub fn at_stake(&self) -> i64 {
        self.sales.max(self.prior_sales)
    }
}

/// Returns who may be leaving among those who ordered and are not lost yet.
pub fn risk(book: &Book, standing: &Standing) -> Risk {
    let rules = ChurnRules::default();
    let cycles = Cycles::take(book.ledger(), standing.as_of());
    let is_lost = |customer| standing.classes(customer).is_none_or(|classes| classes.stage == Stage::Lost);
    // The book keeps no complaints.
    let found = churn::list(standing.census(), &cycles, |_| None, &rules).into_iter();
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
    Risk { worries: worries.collect(), rows, rules }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::analysis::tests::{book, on};

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
        let risk = risk(&book, &on(&book, "2011-09-15"));
        let found: Vec<_> = risk.rows.iter().map(|row| (row.customer.0, row.churn.worry, row.at_stake())).collect();
        assert_eq!(found, [(2, Worry::High, 3_800), (1, Worry::High, 3_600), (3, Worry::Low, 300)]);
        let counts: Vec<_> = risk.worries.iter().map(|(_, count)| (count.customers, count.sales)).collect();
        assert_eq!(counts, [(2, 7_400), (0, 0), (1, 300)]);
    }
}
