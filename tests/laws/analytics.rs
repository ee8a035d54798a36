//! Laws of the descriptive figures: what no order of facts and no later fact may change, and no NaN anywhere.

use portbook::book::{Book, Draft, Origin};
use portbook::domain::choice::Choice;
use portbook::domain::policy::GradeRules;
use portbook::domain::policy::{GrowthMeasure, LevelMeasure, MembershipRules};
use portbook::domain::{BasisPoints, Currency, Customer, CustomerId, Date, Money, Order, Period, Policy, Review};
use portbook::engine::Level;
use portbook::engine::abc::Ranking;
use portbook::engine::churn::{self, Churn, ChurnRules, Reading};
use portbook::engine::concentration::{Concentration, Point, pareto};
use portbook::engine::cycle::{Cycles, Regularity};
use portbook::engine::membership::{Account, year_points};
use portbook::engine::positioning::{Entered, Position, Weights, positions};
use portbook::engine::predict::{Histories, History};
use portbook::engine::rfm::{Graded, Rfm, Scoring, Segment, SegmentSet};
use portbook::engine::segmentation::{Figures, Group, groups, profits};
use portbook::engine::trend::Trends;
use portbook::ledger::Census;
use portbook::report::Standing;
use portbook::report::analysis::{Cohorts, Course, cohorts, course};
use portbook::report::review::{Agenda, Proposal, next_review};
use proptest::prelude::*;

use crate::world::{self, Deal, as_of, world};

/// All figures of a book on a date.
#[derive(Debug, PartialEq)]
struct Analysis {
    rfm: [Rfm; 2],
    cycles: Cycles,
    trends: [Trends; 2],
    concentration: Option<Concentration>,
    curve: Vec<Point>,
    churn: Vec<(CustomerId, Churn)>,
    memberships: Vec<(Account, [Option<Level>; 2])>,
    groups: Vec<Group<u32>>,
    positions: Vec<Position<u32>>,
    /// Who bought when, which is all that predictions and forecasts are made of.
    histories: Vec<History>,
    cohorts: Cohorts,
    course: Course,
    proposals: Vec<Proposal>,
}

impl Analysis {
    fn take(book: &Book, as_of: Date) -> Analysis {
        let ledger = book.ledger();
        let census = Census::take(ledger, as_of);
        let cycles = Cycles::take(ledger, as_of);
        let ids: Vec<CustomerId> = book.customers().iter().map(|(number, _)| CustomerId(number)).collect();
        let ranking = Ranking::new(ids.iter().map(|id| (*id, census.facts(*id).sales)));
        let rules = MembershipRules { point_per: 100, ..MembershipRules::default() };
        let levels = [LevelMeasure::AnnualSpend, LevelMeasure::Points].map(|measure| {
            let standing = Standing::take(book, as_of);
            let mut policy = standing.policy().clone();
            policy.membership = MembershipRules { measure, ..rules };
            standing.under(book, policy)
        });
        let memberships = ids.iter().map(|id| {
            let account = Account::of(&ledger.orders_of(*id), &[], &[], &rules, as_of);
            // The points of the year alone are those of the account.
            let orders = ledger.orders_of(*id).until(as_of);
            assert_eq!(year_points(&orders, &[], &rules, census.window()), account.year);
            let level = |standing: &Standing| standing.classes(*id).and_then(|classes| classes.level);
            (account, levels.each_ref().map(level))
        });
        let standing = Standing::take(book, as_of);
        let review = next_review(book, None, as_of);
        let review = Review { period: Period::new(review.period.from(), as_of).unwrap_or(review.period), ..review };
        let profits = profits(ledger, &census);
        // A chance that differs from customer to customer, so that the order of a sum would show.
        let alive: Vec<_> = (0..=ids.len()).map(|number| Some(0.1 + 0.7 / (number as f64 + 1.3))).collect();
        let figures = Figures { census: &census, profits: &profits, alive: Some(&alive), lifetime_value: None };
        let groups = groups(ids.iter().rev().map(|id| (id.0 % 2, *id)), &figures);
        let margin =
            groups.iter().fold(portbook::engine::profit::Profit::default(), |sum, group| sum.plus(group.profit));
        Analysis {
            rfm: [Scoring::Quintiles, Scoring::Compatible { unit: 100 }].map(|scoring| Rfm::take(&census, scoring)),
            trends: [GrowthMeasure::Amount, GrowthMeasure::Orders].map(|measure| Trends::take(ledger, as_of, measure)),
            concentration: Concentration::of(&ranking),
            curve: pareto(&ranking, 3),
            churn: churn::list(&census, &cycles, |_| None, &ChurnRules::default()),
            memberships: memberships.collect(),
            positions: positions(&groups, |_| Entered::default(), margin.margin(), &Weights::default()),
            histories: Histories::take(ledger, as_of).rows().to_vec(),
            cohorts: cohorts(book, &standing),
            course: course(book, &standing),
            proposals: Agenda::take(book, review, None, as_of).proposals,
            groups,
            cycles,
        }
    }

    /// Returns every float there is.
    fn floats(&self) -> Vec<f64> {
        let mut floats = Vec::new();
        floats.extend(self.cycles.population());
        for cycle in self.cycles.rows() {
            if let Some(intervals) = cycle.intervals {
                floats.extend([intervals.median, intervals.mean, intervals.p90]);
                floats.extend(intervals.variation);
                if let Regularity::Shape(shape) = intervals.regularity {
                    floats.push(shape);
                }
            }
            floats.extend(cycle.expected.iter().flat_map(|expected| [expected.cycle_days, expected.overdue]));
        }
        for trend in self.trends.iter().flat_map(Trends::rows) {
            floats.extend(trend.slope);
            floats.extend(trend.mann_kendall.map(|test| test.p));
        }
        floats.extend(self.concentration.iter().flat_map(|found| [found.hhi, found.gini]));
        for part in self.churn.iter().flat_map(|(_, churn)| churn.parts) {
            if let Some(Reading::Overdue { ratio, .. }) = part.reading {
                floats.push(ratio);
            }
        }
        floats.extend(self.groups.iter().filter_map(|group| group.alive));
        floats
    }

    /// Asserts what holds for every book: no figure without bounds, and every score within its own.
    #[track_caller]
    fn check(&self) {
        for float in self.floats() {
            assert!(float.is_finite(), "{float} in {self:#?}");
        }
        for rfm in &self.rfm {
            for (_, scores) in rfm.rows() {
                assert!([scores.r, scores.f, scores.m].iter().all(|score| (1..=5).contains(score)), "{scores:?}");
            }
            assert_eq!(rfm.scores().len(), rfm.len());
        }
        for (_, churn) in &self.churn {
            assert!((0..=10_000).contains(&churn.score.0), "{churn:?}");
        }
        for test in self.trends.iter().flat_map(Trends::rows).filter_map(|trend| trend.mann_kendall) {
            assert!((0.0..=1.0).contains(&test.p), "{test:?}");
        }
        if let Some(found) = self.concentration {
            assert!(0.0 < found.hhi && found.hhi <= 1.0 + 1e-12 && (0.0..1.0).contains(&found.gini), "{found:?}");
        }
        let points = self.positions.iter().flat_map(|position| position.factors).flatten();
        assert!(points.clone().all(|score| (100..=500).contains(&score.hundredths())));
    }
}

/// Returns a book of so many customers with these orders: customer, days before the date, cents.
fn book(customers: u32, orders: impl IntoIterator<Item = (u32, i32, i64)>) -> Book {
    let empty = Book::new();
    let mut draft = Draft::new(&empty);
    for _ in 0..customers {
        draft.add_customer(Customer::named("Aster"));
    }
    for (customer, before, minor) in orders {
        let money = Money::from_minor(minor, Currency::USD);
        draft.add_order(Order::new(CustomerId(customer), as_of().plus_days(-before), money));
    }
    draft.put_policy(Date::MIN, Some(Policy::default()));
    let mut book = Book::new();
    book.apply(&draft.finish(0, Origin::Edit).expect("facts"));
    book
}

#[test]
fn no_book_however_bare_has_a_figure_without_bounds() {
    let check = |book: &Book| Analysis::take(book, as_of()).check();
    check(&book(0, []));
    check(&book(1, []));
    check(&book(1, [(1, 0, 500)]));
    check(&book(1, [(1, 0, 0)]));
    check(&book(1, [(1, 0, -500)]));
    check(&book(2, [(1, 40, 500), (2, 10, 700)]));
    check(&book(2, [(1, 40, 0), (1, 30, 0), (2, 10, 0)]));
    check(&book(9, (1..=9).map(|customer| (customer, 50, i64::from(customer)))));
    check(&book(9, (1..=9).flat_map(|customer| [(customer, 50, 100), (customer, 20, 100)])));
    check(&book(1, (0..10_000).map(|order| (1, order % 4_000, i64::from(order)))));
    check(&book(1, (0..10_000).map(|order| (1, 7, i64::from(order)))));
    check(&book(3, [(1, 0, i64::MAX / 2), (2, 100, i64::MAX / 2), (3, 500, i64::MAX / 2), (3, 900, -i64::MAX / 2)]));
    check(&book(2, [(1, 738_000, 5), (1, 0, 5), (2, 738_000, 5), (2, 737_999, 5), (2, 1, 5)]));
    for day in [Date::MIN, Date::MAX] {
        Analysis::take(&book(2, [(1, 40, 500), (1, 30, 500), (2, 10, 700)]), day).check();
    }
}

#[test]
fn a_book_of_all_habits_has_all_scores_and_every_segment_that_a_set_can_reach() {
    // Each of 125 customers has a habit of its own: how long silent, how many orders, for how much.
    let habits = (0..125_u32).map(|number| (number + 1, [number / 25 + 1, number / 5 % 5 + 1, number % 5 + 1]));
    let orders = habits.clone().flat_map(|(customer, [r, f, m])| {
        (0..f).map(move |order| (customer, (60 * (6 - r)) as i32, if order == 0 { i64::from(m) * 1_000 } else { 0 }))
    });
    let book = book(125, orders);
    let rfm = Rfm::take(&Census::take(book.ledger(), as_of()), Scoring::Quintiles);
    for (customer, [r, f, m]) in habits {
        let scores = rfm.scores_of(CustomerId(customer)).expect("scores");
        assert_eq!([scores.r, scores.f, scores.m].map(u32::from), [r, f, m]);
    }
    for set in SegmentSet::ALL {
        let mut found: Vec<Segment> = rfm.segments(*set).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, set.reachable(), "{set:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_facts_changes_no_figure(world in world(), seed in any::<u64>()) {
        let analysis = Analysis::take(&world.book(), as_of());
        analysis.check();
        prop_assert_eq!(analysis, Analysis::take(&world.shuffled(seed).book(), as_of()));
    }

    #[test]
    fn a_later_order_never_changes_an_earlier_figure(
        world in world(),
        later in prop::collection::vec(world::deal(), 1..9),
    ) {
        let mut grown = world.clone();
        grown.deals.extend(later.into_iter().map(|deal| Deal { day: -1 - deal.day, ..deal }));
        prop_assert_eq!(Analysis::take(&world.book(), as_of()), Analysis::take(&grown.book(), as_of()));
    }

    #[test]
    fn equal_values_have_equal_scores_and_better_ones_no_worse(world in world()) {
        for rfm in Analysis::take(&world.book(), as_of()).rfm {
            for (one, scores) in rfm.rows() {
                for (other, others) in rfm.rows() {
                    prop_assert!(one.recency_days > other.recency_days || scores.r >= others.r);
                    prop_assert!(one.orders < other.orders || scores.f >= others.f);
                    prop_assert!(one.amount < other.amount || scores.m >= others.m);
                }
                let levels = (1..=5).map(|loyalty| Graded::of(scores, Some(loyalty), &GradeRules::default()).grade);
                prop_assert!(levels.rev().is_sorted());
            }
        }
    }

    #[test]
    fn groups_hold_every_customer_once(world in world()) {
        let book = world.book();
        let analysis = Analysis::take(&book, as_of());
        let census = Census::take(book.ledger(), as_of());
        let sum = |of: fn(&Group<u32>) -> i64| analysis.groups.iter().map(of).sum::<i64>();
        prop_assert_eq!(sum(|group| group.customers.into()), i64::from(world::CUSTOMERS));
        prop_assert_eq!(sum(|group| group.sales), census.totals().year_sales);
        prop_assert_eq!(sum(|group| group.buyers.into()), i64::from(census.totals().year_buyers));
        // A group of one has the margin of its one customer.
        let alone = (1..=world::CUSTOMERS).map(|number| (number, CustomerId(number)));
        let profits = profits(book.ledger(), &census);
        let figures = Figures { census: &census, profits: &profits, alive: None, lifetime_value: None };
        for group in groups(alone, &figures) {
            let margin: Option<BasisPoints> = census.facts(CustomerId(group.key)).margin;
            prop_assert_eq!(group.margin(), margin);
        }
    }
}
