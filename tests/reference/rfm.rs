//! Scores, limits and segments against those of R's package `rfm`, and ABC and concentration beside them.

use std::collections::BTreeMap;

use portbook::domain::choice::Choice;
use portbook::domain::{CustomerId, Date};
use portbook::engine::abc::Ranking;
use portbook::engine::concentration::{Concentration, pareto};
use portbook::engine::rfm::{Purchases, Rfm, Scoring, Segment, SegmentSet};
use portbook::ledger::Census;

use crate::retail;
use crate::shared::shared;

/// As the package counts: one more unit of US$ in cents, or one more whole unit where amounts have no cents.
const IN_CENTS: Scoring = Scoring::Compatible { unit: 100 };

/// The day after the last order.
const RETAIL_DAY: &str = "2011-12-10";

/// The rows of the retailer's book, by the customers' own numbers.
fn retail_rfm(scoring: Scoring) -> Option<(Rfm, BTreeMap<String, CustomerId>)> {
    let retail = retail::dropped()?;
    let census = Census::take(retail.book.ledger(), RETAIL_DAY.parse().expect("a date"));
    Some((Rfm::take(&census, scoring), retail.customers.clone()))
}

/// The rows of the package's own example, in cents as well.
fn example_rfm(scoring: Scoring) -> Option<(Rfm, BTreeMap<String, CustomerId>)> {
    let path = shared("data/rfm_data_orders.csv.gz")?;
    let text = retail::unpacked(&std::fs::read(path).expect("the data"));
    let as_of: Date = "2006-12-31".parse().expect("a date");
    let mut customers = BTreeMap::new();
    let mut purchases: BTreeMap<CustomerId, Purchases> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells = retail::cells(line);
        let [name, day, revenue, ..] = &cells[..] else { panic!("another number of cells: {line}") };
        let next = CustomerId(customers.len() as u32 + 1);
        let customer = *customers.entry(name.clone()).or_insert(next);
        let day: Date = day[..10].parse().expect("a date");
        let recency_days = (as_of.days() - day.days()) as u32;
        let fresh = Purchases { customer, recency_days, orders: 0, amount: 0 };
        let bought = purchases.entry(customer).or_insert(fresh);
        bought.recency_days = bought.recency_days.min(recency_days);
        bought.orders += 1;
        bought.amount += retail::cents(revenue);
    }
    Some((Rfm::of(purchases.into_values(), scoring), customers))
}

/// Compares every customer with the reference; returns how many there are.
fn compare(name: &str, rfm: &Rfm, customers: &BTreeMap<String, CustomerId>) -> Option<usize> {
    let text = std::fs::read_to_string(shared(&format!("reference/{name}.rfm.csv"))?).expect("the reference");
    let rows: BTreeMap<CustomerId, _> =
        rfm.rows().map(|(bought, scores)| (bought.customer, (bought, scores))).collect();
    let mut compared = 0;
    for line in text.lines().skip(1) {
        let cells = retail::cells(line);
        let [id, recency, orders, amount, r, f, m, code, tests, vignette] = &cells[..] else {
            panic!("another number of cells: {line}");
        };
        let (bought, scores) = rows[&customers[id]];
        let told = (bought.recency_days.to_string(), bought.orders.to_string(), bought.amount);
        assert_eq!(told, (recency.clone(), orders.clone(), retail::cents(amount)), "{id}");
        let told = [scores.r, scores.f, scores.m].map(|score| score.to_string());
        assert_eq!(told, [r, f, m].map(Clone::clone), "{id}");
        assert_eq!(scores.code().to_string(), *code, "{id}");
        assert_eq!(label(SegmentSet::Classic.segment(scores)), tests, "{id}");
        assert_eq!(label(SegmentSet::Vignette.segment(scores)), vignette, "{id}");
        compared += 1;
    }
    assert_eq!(compared, rfm.len());
    Some(compared)
}

/// Compares the limits with the package's upper ends of its bins.
fn compare_limits(name: &str, rfm: &Rfm) -> Option<()> {
    let path = shared(&format!("reference/{name}.rfm_thresholds.csv"))?;
    let text = std::fs::read_to_string(path).expect("the reference");
    let limits = rfm.limits().expect("limits");
    let steps = [(1, limits.recency, 1.0, 1.0), (3, limits.frequency, 1.0, 1.0), (5, limits.amount, 1.0, 100.0)];
    let mut compared = 0;
    for (bin, line) in text.lines().skip(1).take(4).enumerate() {
        let cells = retail::cells(line);
        for (column, cuts, step, unit) in steps {
            let upper: f64 = cells[column].parse().expect("a number");
            let quintile = cuts.quintiles().expect("quintiles")[bin].value() / unit;
            assert!((quintile + step - upper).abs() < 1e-9, "{name} {bin} {column}: {quintile} {upper}");
            compared += 1;
        }
    }
    assert_eq!(compared, 12);
    Some(())
}

/// Compares customers, orders and revenue of each segment.
fn compare_segments(name: &str, rfm: &Rfm, set: SegmentSet, file: &str) -> Option<()> {
    let path = shared(&format!("reference/{name}.rfm_segments_{file}.csv"))?;
    let text = std::fs::read_to_string(path).expect("the reference");
    let mut sums: BTreeMap<&str, (u32, u32, i64)> = BTreeMap::new();
    for (bought, segment) in rfm.purchases().iter().zip(rfm.segments(set)) {
        let sum = sums.entry(label(segment)).or_default();
        *sum = (sum.0 + 1, sum.1 + bought.orders, sum.2 + bought.amount);
    }
    let mut compared = 0;
    for line in text.lines().skip(1) {
        let cells = retail::cells(line);
        let (customers, orders, cents) = sums[&cells[0][..]];
        assert_eq!([customers.to_string(), orders.to_string()], cells[1..3], "{name} {}", cells[0]);
        // Prices of a tenth of a cent: each order is rounded once here, nothing there.
        let revenue: f64 = cells[3].parse().expect("a number");
        assert!((cents as f64 / 100.0 - revenue).abs() < 0.02, "{name} {}: {cents} {revenue}", cells[0]);
        compared += 1;
    }
    assert_eq!(compared, sums.len());
    Some(())
}

/// The package's names of segments.
fn label(segment: Segment) -> &'static str {
    match segment {
        Segment::Champions => "Champions",
        Segment::LoyalCustomers => "Loyal Customers",
        Segment::PotentialLoyalist => "Potential Loyalist",
        Segment::NewCustomers => "New Customers",
        Segment::Promising => "Promising",
        Segment::NeedAttention => "Need Attention",
        Segment::AboutToSleep => "About To Sleep",
        Segment::AtRisk => "At Risk",
        Segment::CannotLose => "Can't Lose Them",
        Segment::Lost => "Lost",
        Segment::Others => "Others",
    }
}

#[test]
fn every_score_limit_and_segment_is_that_of_the_r_package() {
    for (name, made, count) in
        [("online_retail", retail_rfm(IN_CENTS), 4_338), ("rfm_data_orders", example_rfm(IN_CENTS), 995)]
    {
        let Some((rfm, customers)) = made else { return };
        let Some(compared) = compare(name, &rfm, &customers) else { return };
        assert_eq!(compared, count);
        compare_limits(name, &rfm);
        compare_segments(name, &rfm, SegmentSet::Vignette, "vignette");
        compare_segments(name, &rfm, SegmentSet::Classic, "tests");
    }
}

#[test]
fn above_a_quintile_only_few_customers_score_otherwise() {
    let (Some((plain, _)), Some((compatible, _))) = (retail_rfm(Scoring::Quintiles), retail_rfm(IN_CENTS)) else {
        return;
    };
    let differing = |score: fn(portbook::engine::rfm::Scores) -> u8| {
        plain.scores().iter().zip(compatible.scores()).filter(|(a, b)| score(**a) != score(**b)).count()
    };
    assert_eq!(differing(|scores| scores.f), 0);
    assert_eq!(differing(|scores| scores.m), 5);
    // The first quintile of the recency is 13.8: 14 days lie above it, and below it plus one.
    let first = |rfm: &Rfm| rfm.limits().expect("limits").recency.limits()[0];
    assert_eq!((first(&plain), first(&compatible)), (14, 15));
    // Nobody bought on that day, a Saturday.
    assert!(plain.purchases().iter().all(|bought| bought.recency_days != 14));
    assert_eq!(differing(|scores| scores.r), 0);
}

#[test]
fn a_real_book_has_every_segment_that_its_set_can_reach() {
    let Some((rfm, _)) = retail_rfm(Scoring::Quintiles) else { return };
    for set in SegmentSet::ALL {
        let mut found: Vec<Segment> = rfm.segments(*set).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, set.reachable(), "{set:?}");
    }
}

#[test]
fn concentration_is_that_of_the_reference() {
    let Some(retail) = retail::dropped() else { return };
    let census = Census::take(retail.book.ledger(), RETAIL_DAY.parse().expect("a date"));
    let ranking = Ranking::new(census.all().map(|(customer, facts)| (customer, facts.sales)));
    let found = Concentration::of(&ranking).expect("sales");
    assert_eq!((found.customers, found.top_customers), (4_338, 868));
    assert!((found.top_share.part as f64 / found.top_share.whole as f64 - 0.74617).abs() < 5e-6);
    assert!((found.gini - 0.71514).abs() < 5e-6, "{}", found.gini);
    assert!((found.hhi - 0.0046436).abs() < 5e-8, "{}", found.hhi);
    let curve = pareto(&ranking, 100);
    assert_eq!((curve.len(), curve[100].customers, curve[100].sales), (101, 4_338, ranking.total()));
}

#[test]
fn classes_under_each_convention_are_those_of_the_reference() {
    for (file, count) in [("online_retail.abc.csv", 4_338), ("online_retail.abc_country.csv", 37)] {
        let Some(path) = shared(&format!("reference/{file}")) else { return };
        let text = std::fs::read_to_string(path).expect("the reference");
        let rows: Vec<Vec<String>> = text.lines().skip(1).map(retail::cells).collect();
        let totals = rows.iter().map(|cells| retail::tenths_of_mills(&cells[1]));
        let ranking = Ranking::new((1..).map(CustomerId).zip(totals));
        let cuts = ranking.cuts(&portbook::domain::policy::AbcRules::default());
        let whole = i128::from(ranking.total());
        for (place, cells) in rows.iter().enumerate() {
            let until = i128::from(ranking.sum_of(place as u32 + 1));
            let own = until - i128::from(ranking.sum_of(place as u32));
            for (part, cell) in [(own, &cells[2]), (until, &cells[3])] {
                let share: f64 = cell.parse().expect("a share");
                assert!((part as f64 / whole as f64 - share).abs() < 1e-11, "{file} {}", cells[0]);
            }
            let class = |is_a, is_b| {
                if is_a {
                    "A"
                } else if is_b {
                    "B"
                } else {
                    "C"
                }
            };
            let inclusive = class(until * 100 <= whole * 80, until * 100 <= whole * 95);
            let own = class(own * 100 >= whole * 15, own * 100 >= whole * 3);
            let told = [inclusive, cuts.class(place as u32).key(), own];
            assert_eq!(told, [&cells[4], &cells[5], &cells[6]].map(String::as_str), "{file} {}", cells[0]);
        }
        assert!(rows.len() == count, "{file}: {}", rows.len());
    }
}
