//! Measures how fast the descriptive figures of a large book are found, natively.

mod timing;

use portbook::domain::choice::Choice;
use portbook::domain::policy::GrowthMeasure;
use portbook::domain::policy::MembershipRules;
use portbook::domain::{BasisPoints, Currency, CustomerId, Date, Money, Order, OrderId, Paid, Payment};
use portbook::engine::abc::Ranking;
use portbook::engine::churn::{self, ChurnRules};
use portbook::engine::concentration::{Concentration, pareto};
use portbook::engine::cycle::Cycles;
use portbook::engine::membership::Account;
use portbook::engine::rfm::{Rfm, Scoring, SegmentSet};
use portbook::engine::segmentation::{Figures, groups, profits};
use portbook::engine::trend::Trends;
use portbook::ledger::{Census, Ledger};
use timing::time;

const CUSTOMERS: u32 = 100_000;
const ORDERS: u32 = 1_000_000;

fn main() {
    let as_of = Date::from_days(20_000);
    let ledger = large_ledger(as_of);
    let census = time("census: facts of all customers", || Census::take(&ledger, as_of));
    let rfm = time("rfm: cuts and scores", || Rfm::take(&census, Scoring::Quintiles));
    time("rfm: segments of both sets", || {
        SegmentSet::ALL
            .iter()
            .map(|set| rfm.segments(*set).filter(|segment| segment.index() == 0).count())
            .sum::<usize>()
    });
    time("rfm: all from the orders on", || {
        let rfm = Rfm::take(&Census::take(&ledger, as_of), Scoring::Quintiles);
        rfm.segments(SegmentSet::Vignette).collect::<Vec<_>>()
    });
    let cycles = time("cycles", || Cycles::take(&ledger, as_of));
    time("trends", || Trends::take(&ledger, as_of, GrowthMeasure::Amount));
    let ranking = Ranking::new(census.all().map(|(customer, facts)| (customer, facts.sales)));
    time("concentration", || Concentration::of(&ranking));
    time("pareto curve of 200 points", || pareto(&ranking, 200));
    time("churn", || churn::list(&census, &cycles, |_| None, &ChurnRules::default()));
    time("membership", || {
        let rules = MembershipRules::default();
        let accounts = census.all().map(|(id, _)| Account::of(&ledger.orders_of(id), &[], &[], &rules, as_of));
        accounts.collect::<Vec<_>>()
    });
    let profits = time("profits", || profits(&ledger, &census));
    let figures = Figures { census: &census, profits: &profits, alive: None, lifetime_value: None };
    time("groups by one of 200 keys", || {
        groups(census.all().map(|(customer, _)| (customer.0 % 200, customer)), &figures)
    });
}

fn large_ledger(as_of: Date) -> Ledger {
    let mut state = 1_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let orders: Vec<(OrderId, Order)> = (1..=ORDERS)
        .map(|number| {
            let day = as_of.plus_days(-(next(1_800) as i32));
            let money = Money::from_minor((100 + next(1_000) * next(1_000) / 10) as i64, Currency::USD);
            let mut order = Order::new(CustomerId(1 + next(CUSTOMERS.into()) as u32), day, money);
            order.due = Some(day.plus_days(30));
            order.paid = Paid::Known(vec![Payment { date: day.plus_days(next(40) as i32), minor: money.minor }]);
            order.margin = (number % 2 == 0).then_some(BasisPoints(2_000));
            (OrderId(number), order)
        })
        .collect();
    let mut ledger = Ledger::new(Currency::USD);
    ledger.apply(orders.iter().map(|(id, order)| (*id, Some(order))));
    ledger
}
