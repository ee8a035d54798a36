//! Measures fits and predictions of a book of 23,570 customers, as many as CDNOW's whole list has, natively.

use std::hint::black_box;
use std::time::Instant;

use portbook::domain::choice::Choice;
use portbook::domain::{BasisPoints, Currency, CustomerId, Date, Money, Order, OrderId};
use portbook::engine::predict::{Fit, Histories, Model, Outlook, SpendFit, Terms};
use portbook::ledger::Ledger;

const CUSTOMERS: u32 = 23_570;
/// The days of the observation, CDNOW's 39 weeks.
const DAYS: f64 = 273.0;

fn main() {
    let end = Date::from_days(20_000);
    let ledger = shop(end);
    let histories = time("histories", || Histories::take(&ledger, end));
    let sample = histories.sample();
    println!("{:34} {:10} customers", "", sample.customers());
    println!("{:34} {:10} different pasts", "", histories.groups().len());
    println!("{:34} {:10} repeaters", "", sample.repeaters());
    println!("{:34} {:10} repeats", "", sample.repeats());
    let Ok(spend) = time("gamma_gamma: fit", || SpendFit::of(&histories)) else { return };
    let Some(terms) = Terms::new(BasisPoints(2_000), 0.01, 12) else { return };
    for model in Model::ALL {
        let name = |what: &str| format!("{}: {what}", model.key());
        let Ok(fit) = time(&name("fit"), || Fit::of(&histories, *model)) else { return };
        println!("{:34} {:10} steps, parameters {:?}", "", fit.steps, fit.process.parameters());
        time(&name("P(alive) of all"), || histories.each(|past| fit.process.alive(past)));
        time(&name("expected in 26 and 52 weeks"), || {
            [26.0, 52.0].map(|weeks| histories.expected(&fit.process, |past| fit.process.ahead(past, weeks)))
        });
        time(&name("value of all"), || terms.values(&histories, &fit.process, &spend.model));
        let outlook = Outlook::fitted(&histories, &fit, Some(spend.model));
        time(&name("forecast of twelve months"), || outlook.forecast(12));
    }
}

#[expect(clippy::disallowed_methods, reason = "a measurement needs the clock")]
fn time<T>(what: &str, run: impl Fn() -> T) -> T {
    let mut best = f64::INFINITY;
    let mut result = black_box(run());
    for _ in 0..5 {
        let start = Instant::now();
        result = black_box(run());
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{what:34} {:10.3} ms", best * 1_000.0);
    result
}

/// Returns a shop whose customers come in the first twelve weeks, buy at random at rates of their own, and leave.
fn shop(end: Date) -> Ledger {
    let mut state = 1_u64;
    let mut chance = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let mut orders = Vec::new();
    for customer in 1..=CUSTOMERS {
        // Squares and cubes of chances: most buy seldom, a few often.
        let rate = 0.12 * chance() * chance() * chance();
        let leaves = 0.6 * chance() * chance();
        let spend = 1_000.0 + 9_000.0 * chance() * chance();
        let mut day = (84.0 * chance()).floor();
        while day <= DAYS {
            let minor = (spend * (0.5 + chance())) as i64;
            let date = end.plus_days(day as i32 - DAYS as i32);
            orders.push(Order::new(CustomerId(customer), date, Money::from_minor(minor, Currency::USD)));
            if chance() < leaves {
                break;
            }
            day += 1.0 + (-chance().ln() / rate).floor();
        }
    }
    let mut ledger = Ledger::new(Currency::USD);
    ledger.apply((1..).map(OrderId).zip(orders.iter().map(Some)));
    ledger
}
