//! Checks the engine against answers that others computed on real orders (Online Retail, CC0).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

#[path = "reference/retail.rs"]
mod retail;
#[path = "reference/rfm.rs"]
mod rfm;
mod shared;

use std::collections::BTreeMap;

use portbook::domain::choice::Choice;
use portbook::domain::policy::AbcWindow;
use portbook::engine::predict::Histories;
use portbook::report::{Advice, Class, Scheme, Standing};

use shared::shared;

/// The day of the last order.
const LAST_DAY: &str = "2011-12-09";

#[test]
fn dropped_cancellations_leave_the_known_book_with_the_known_classes() {
    let Some(retail) = retail::dropped() else { return };
    let standing = retail.standing(LAST_DAY, AbcWindow::AllHistory);
    assert_eq!(retail.book.customers().len(), 4_338);
    assert_eq!(retail.book.ledger().len(), 18_532);
    assert_eq!(standing.totals().sales, 891_140_790);
    assert_eq!(counts(&standing, Scheme::Abc), [1_133, 1_469, 1_736, 0]);
    // Prospect, trial, long-term, dormant, lost, none.
    assert_eq!(counts(&standing, Scheme::Stage), [0, 1_433, 2_841, 64, 0, 0]);

    let trailing = standing.under(&retail.book, retail.policy(AbcWindow::TrailingYear));
    assert_eq!(trailing.totals().year_sales, 859_952_990);
    assert_eq!(counts(&trailing, Scheme::Abc), [1_123, 1_441, 1_774, 0]);
    let sales: i64 = trailing.tally(Scheme::Abc).iter().map(|(_, count)| count.sales).sum();
    assert_eq!(sales, 859_952_990);
}

#[test]
fn every_customer_has_the_class_of_the_reference() {
    let Some(retail) = retail::dropped() else { return };
    let Some(answers) = shared("reference/online_retail.abc.csv") else { return };
    let standing = retail.standing(LAST_DAY, AbcWindow::AllHistory);
    let answers = std::fs::read_to_string(answers).expect("the reference");
    let (mut compared, mut ranked) = (0, Vec::new());
    for line in answers.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let id = retail.customers[cells[0]];
        let class = standing.classes(id).and_then(|classes| classes.abc);
        assert_eq!(class.map(Choice::key), Some(cells[5]), "customer {}", cells[0]);
        assert_eq!(standing.facts(id).sales, retail::cents(cells[1]), "customer {}", cells[0]);
        compared += 1;
        ranked.push(retail::cents(cells[1]));
    }
    assert_eq!(compared, 4_338);
    let sales = |id| standing.ranking().sales_of(id).expect("sales above zero");
    assert!(standing.ranking().customers().map(sales).eq(ranked));
}

#[test]
fn every_customer_has_the_summary_of_the_reference() {
    let Some(retail) = retail::dropped() else { return };
    let Some(answers) = shared("reference/online_retail.summary.csv") else { return };
    let histories = Histories::take(retail.book.ledger(), LAST_DAY.parse().expect("a date"));
    let answers = std::fs::read_to_string(answers).expect("the reference");
    let standing = retail.standing(LAST_DAY, AbcWindow::AllHistory);
    let mut compared = 0;
    for line in answers.lines().skip(1) {
        let [name, first, last, _, x, t_x, age, m_x, total, _] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let id = retail.customers[name];
        let place = histories.rows().binary_search_by_key(&id, |row| row.customer).expect("a history");
        let (row, facts) = (&histories.rows()[place], standing.facts(id));
        let days = |weeks: &str| (weeks.parse::<f64>().expect("weeks") * 7.0).round() as u32;
        assert_eq!(row.past.repeats.to_string(), x, "customer {name}");
        assert_eq!((row.past.last, row.past.age), (days(t_x), days(age)), "customer {name}");
        assert_eq!((facts.first, facts.last), (first.parse().ok(), last.parse().ok()), "customer {name}");
        assert_eq!(facts.sales, retail::cents(total), "customer {name}");
        let (mean, expected) = (row.spend.mean().unwrap_or(0.0) / 100.0, m_x.parse::<f64>().expect("a mean"));
        // Orders are whole cents, where some of the prices are tenths of them.
        assert!((mean - expected).abs() <= 0.005 + 1e-8 * expected, "customer {name}: {mean} for {expected}");
        compared += 1;
    }
    assert_eq!((compared, histories.rows().len()), (4_338, 4_338));
}

#[test]
fn netted_cancellations_leave_the_known_classes() {
    let Some(retail) = retail::netted() else { return };
    let standing = retail.standing(LAST_DAY, AbcWindow::AllHistory);
    assert_eq!(retail.book.customers().len(), 4_372);
    assert_eq!(standing.totals().sales, 830_006_581);
    assert_eq!(counts(&standing, Scheme::Abc), [1_178, 1_456, 1_738, 0]);
}

#[test]
fn the_rule_of_own_shares_finds_no_a_and_one_b_and_says_why() {
    let Some(retail) = retail::dropped() else { return };
    let standing = retail.standing(LAST_DAY, AbcWindow::TrailingYear);
    assert_eq!(counts(&standing, Scheme::Value), [0, 1, 4_337, 0]);
    let advice = standing.advice();
    let [Advice::NoneReachesA { buyers, largest, threshold }] = advice[..] else {
        panic!("other advice: {advice:?}");
    };
    assert_eq!((buyers, threshold.0, largest.whole), (4_264, 1_500, 859_952_990));
    assert_eq!(largest.basis_points().0, 325);
    assert_eq!(advice[0].suggests(), [Scheme::Abc, Scheme::Scale]);
}

#[test]
fn long_after_the_last_order_everyone_is_lost_and_its_day_is_offered() {
    let Some(retail) = retail::dropped() else { return };
    let standing = retail.standing("2026-01-01", AbcWindow::TrailingYear);
    assert_eq!(counts(&standing, Scheme::Stage), [0, 0, 0, 0, 4_338, 0]);
    assert_eq!(counts(&standing, Scheme::Value), [0, 0, 0, 4_338]);
    let newest = LAST_DAY.parse().expect("a date");
    assert_eq!(standing.advice(), [Advice::OldBook { newest, days: 5_137 }]);
}

/// Returns how many customers each class holds, those without one last.
fn counts(standing: &Standing, scheme: Scheme) -> Vec<u32> {
    let tally: BTreeMap<Option<Class>, u32> =
        standing.tally(scheme).into_iter().map(|(class, count)| (class, count.customers)).collect();
    let classes = Class::all(scheme).into_iter().map(Some).chain([None]);
    classes.map(|class| tally[&class]).collect()
}
