//! Laws over all books: no order of facts changes a byte, and nothing that is no number ever comes out.

use portbook::domain::{BasisPoints, Currency, CustomerId, Date, Money, Order, OrderId};
use portbook::engine::predict::{Fit, Histories, Holdout, Model, Outlook, Process, SpendFit, Terms};
use portbook::ledger::Ledger;
use proptest::prelude::*;

const MODELS: [Model; 3] = [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd];

/// An order as customer, days before the end, and cents.
type Deal = (u32, i32, i64);

fn end() -> Date {
    Date::from_days(20_000)
}

fn ledger(deals: &[Deal]) -> Ledger {
    let mut ledger = Ledger::new(Currency::USD);
    let order = |(customer, before, minor): &Deal| {
        Order::new(CustomerId(*customer), end().plus_days(-before), Money::from_minor(*minor, Currency::USD))
    };
    let orders: Vec<Order> = deals.iter().map(order).collect();
    ledger.apply((1..).map(OrderId).zip(orders.iter().map(Some)));
    ledger
}

/// Returns all that is said of a book, every number by its bits.
fn all(ledger: &Ledger) -> Vec<String> {
    let histories = Histories::take(ledger, end());
    let terms = Terms::new(BasisPoints(2_000), 0.01, 12).expect("terms");
    let spend = SpendFit::of(&histories);
    let mut said = vec![format!("{spend:?}")];
    let amounts = spend.ok().map(|fit| fit.model);
    let given = [0.4, 8.0, 0.8, 2.5];
    for model in MODELS {
        let fit = Fit::of(&histories, model);
        let outlook = match &fit {
            Ok(fit) => Outlook::fitted(&histories, fit, amounts),
            Err(_) => Outlook::given(&histories, Process::new(model, given).expect("parameters"), amounts),
        };
        let process = fit.as_ref().map_or(Process::new(model, given).expect("parameters"), |fit| fit.process);
        let columns = [
            histories.each(|past| process.alive(past)),
            histories.each(|past| process.expected(past, 26.0)),
            histories.each(|past| process.expected(past, 52_000.0)),
            amounts.map(|amounts| terms.values(&histories, &process, &amounts)).unwrap_or_default(),
        ];
        for column in columns {
            assert!(column.iter().all(|value| value.is_finite() && *value >= 0.0), "{model:?}: {column:?}");
            said.push(format!("{column:?}"));
        }
        let forecast = outlook.forecast(12);
        said.push(format!("{forecast:?}"));
        said.push(format!("{:?}", Holdout::of(ledger, end().plus_days(-90), end(), model)));
        said.push(format!("{fit:?}"));
    }
    for line in &said {
        assert!(!line.contains("NaN") && !line.contains("inf"), "{line}");
    }
    said
}

fn deals() -> impl Strategy<Value = Vec<Deal>> {
    let money = prop_oneof![8 => 1..90_000_i64, 1 => -30_000..=0_i64];
    prop::collection::vec((1..60_u32, -30..700_i32, money), 0..400)
}

/// Books of shoppers who leave after a while, so that the models have something to find.
fn leavers() -> impl Strategy<Value = Vec<Deal>> {
    let shopper = (1..60_i32, 1..400_i32, 60..700_i32, 1..900_i64);
    prop::collection::vec(shopper, 30..90).prop_map(|shoppers| {
        let orders = |(number, (gap, stay, first, cents)): (u32, (i32, i32, i32, i64))| {
            (0..=(stay / gap)).map(move |n| (number, first - n * gap, cents + i64::from(n % 7)))
        };
        (1..).zip(shoppers).flat_map(orders).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_facts_changes_a_byte(deals in prop_oneof![deals(), leavers()], seed: u64) {
        let mut shuffled = deals.clone();
        let mut state = seed;
        for place in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(place, (state >> 33) as usize % (place + 1));
        }
        prop_assert_eq!(all(&ledger(&deals)), all(&ledger(&shuffled)));
    }

    #[test]
    fn other_numbers_of_customers_change_no_sum(deals in leavers()) {
        let renamed: Vec<Deal> = deals.iter().map(|deal| (500 - deal.0, deal.1, deal.2)).collect();
        let (one, other) = (Histories::take(&ledger(&deals), end()), Histories::take(&ledger(&renamed), end()));
        for model in MODELS {
            prop_assert_eq!(Fit::of(&one, model), Fit::of(&other, model));
            let holdout = |deals: &[Deal]| Holdout::of(&ledger(deals), end().plus_days(-90), end(), model);
            prop_assert_eq!(holdout(&deals), holdout(&renamed));
            let process = Process::new(model, [0.4, 8.0, 0.8, 2.5]).expect("parameters");
            let amounts = SpendFit::of(&one).ok().map(|fit| fit.model);
            let forecast = |histories: &Histories| Outlook::given(histories, process, amounts).forecast(12);
            prop_assert_eq!(forecast(&one), forecast(&other));
        }
        prop_assert_eq!(SpendFit::of(&one), SpendFit::of(&other));
    }
}

#[test]
fn strange_books_lead_to_numbers_or_to_a_reason() {
    let one_day = (1..=200).map(|customer| (customer, 0, 5_000)).collect();
    let one_other_day = (1..=200).map(|customer| (customer, 90, 5_000)).collect();
    let equal = (1..=200).flat_map(|customer| (0..6).map(move |n| (customer, n * 30, 5_000))).collect();
    let free = (1..=200).flat_map(|customer| (0..6).map(move |n| (customer, n * customer as i32, 0))).collect();
    let mut one_buys_daily: Vec<Deal> = (0..10_000).map(|day| (1, day, 777)).collect();
    one_buys_daily.extend((2..60).flat_map(|customer| (0..4).map(move |n| (customer, 40 * n + customer as i32, 900))));
    let vast =
        (1..=60).flat_map(|customer| (0..5).map(move |n| (customer, 13 * n * customer as i32, i64::MAX / 3))).collect();
    let books: [(&str, Vec<Deal>); 10] = [
        ("nobody", vec![]),
        ("one customer", vec![(1, 10, 100)]),
        ("two customers", vec![(1, 10, 100), (2, 20, 200), (2, 5, 300)]),
        ("all on the last day", one_day),
        ("all on one day", one_other_day),
        ("all equal", equal),
        ("all free", free),
        ("one buys daily", one_buys_daily),
        ("vast amounts", vast),
        ("all after the end", vec![(1, -10, 100), (2, -20, 200)]),
    ];
    for (name, deals) in books {
        let said = all(&ledger(&deals));
        assert!(said.len() > 3, "{name}");
    }
}
