//! CDNOW, the field's own example: a shop's 2,357 new customers of early 1997, observed for 39 weeks.

use std::sync::LazyLock;

use portbook::domain::choice::Choice;
use portbook::domain::{BasisPoints, Currency, CustomerId, Date, Money, Order, OrderId};
use portbook::engine::predict::gamma_gamma::{self, SpendRow};
use portbook::engine::predict::{
    Fit, GammaGamma, Histories, Holdout, Model, Outlook, Process, Purchases, SpendFit, Terms,
};
use portbook::ledger::Ledger;

use crate::answers::{check_all, fits, name, parameters, predictions, process};
use crate::near;
use crate::shared::shared;

/// The last day of the published fits.
const END: &str = "1997-09-30";

fn end() -> Date {
    END.parse().expect("a date")
}

/// Returns the purchases; a customer's number is that of the sample.
fn ledger() -> Option<&'static Ledger> {
    static LEDGER: LazyLock<Option<Ledger>> = LazyLock::new(|| {
        let file = std::fs::read(shared("data/CDNOW_sample.txt.gz")?).expect("the data");
        let name = file[10..].iter().position(|byte| *byte == 0).expect("a name") + 1;
        let start = 10 + if file[3] & 8 == 0 { 0 } else { name };
        let text = miniz_oxide::inflate::decompress_to_vec(&file[start..]).expect("deflated data");
        let orders: Vec<Order> = String::from_utf8(text).expect("text").lines().map(order).collect();
        let mut ledger = Ledger::new(Currency::USD);
        ledger.apply((1..).map(OrderId).zip(orders.iter().map(Some)));
        Some(ledger)
    });
    LEDGER.as_ref()
}

fn order(line: &str) -> Order {
    let cells: Vec<&str> = line.split_whitespace().collect();
    let day: Date = format!("{}-{}-{}", &cells[2][..4], &cells[2][4..6], &cells[2][6..]).parse().expect("a date");
    let money = Money::from_decimal(cells[4], Currency::USD).expect("an amount");
    Order::new(CustomerId(cells[1].parse().expect("a number")), day, money)
}

#[test]
fn every_customer_has_the_four_numbers_of_the_reference() {
    let (Some(ledger), Some(answers)) = (ledger(), predictions("cdnow_sample")) else { return };
    let histories = Histories::take(ledger, end());
    assert_eq!((histories.rows().len(), answers.len(), histories.repeaters()), (2_357, 2_357, 946));
    let later = Histories::take(ledger, Date::MAX);
    for ((history, later), answer) in histories.rows().iter().zip(later.rows()).zip(&answers) {
        assert_eq!(format!("{:04}", history.customer.0), answer.customer);
        assert_eq!(history.past.in_weeks(), answer.past, "customer {}", answer.customer);
        let more = later.past.repeats - history.past.repeats;
        assert_eq!(f64::from(more), answer.cell("x_star"), "customer {}", answer.customer);
        near(&answer.customer, history.spend.mean().unwrap_or(0.0), 100.0 * answer.mean, 1e-9);
    }
    assert_eq!(histories.sample().repeats(), 2_457.0);
    assert_eq!(histories.rows().iter().map(|history| history.past.repeats).max(), Some(29));
}

#[test]
fn the_model_that_is_used_is_the_first_that_tells() {
    let Some(ledger) = ledger() else { return };
    let histories = Histories::take(ledger, end());
    assert_eq!(Fit::telling(&histories), Fit::of(&histories, Model::DEFAULT));
}

#[test]
fn every_customer_has_the_summary_of_the_reference() {
    let (Some(ledger), Some(path)) = (ledger(), shared("reference/cdnow_sample.summary.csv")) else { return };
    let histories = Histories::take(ledger, end());
    let answers = std::fs::read_to_string(path).expect("the reference");
    let lines: Vec<&str> = answers.lines().skip(1).collect();
    assert_eq!(lines.len(), histories.rows().len());
    for (history, line) in histories.rows().iter().zip(lines) {
        let [customer, first, last, n, _, _, _, m_x, total, ..] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        assert_eq!(format!("{:04}", history.customer.0), customer);
        let orders = ledger.orders_of(history.customer).until(end());
        let mut days: Vec<i32> = orders.days().to_vec();
        days.dedup();
        let on = |day: Option<&i32>| day.map(|day| Date::from_days(*day).to_string()).unwrap_or_default();
        assert_eq!((on(days.first()), on(days.last())), (first.to_owned(), last.to_owned()), "customer {customer}");
        assert_eq!((days.len().to_string(), history.past.repeats + 1), (n.to_owned(), days.len() as u32));
        let sum: i64 = orders.amounts().iter().sum();
        near(customer, sum as f64, 100.0 * total.parse::<f64>().expect("an amount"), 1e-9);
        near(customer, history.spend.mean().unwrap_or(0.0), 100.0 * m_x.parse::<f64>().expect("a mean"), 1e-8);
    }
}

#[test]
fn fits_have_the_published_parameters() {
    let (Some(ledger), Some(fits)) = (ledger(), fits("cdnow_sample")) else { return };
    let histories = Histories::take(ledger, end());
    // BG: Fader, Hardie and Lee 2005; MBG: Batislam et al. 2007; Pareto: Fader, Hardie and Lee 2005b.
    let published = [
        (Model::BgNbd, [0.243, 4.414, 0.793, 2.426], -9_582.4, 9),
        (Model::MbgNbd, [0.525, 6.183, 0.891, 1.614], -9_582.1, 12),
        (Model::ParetoNbd, [0.553, 10.578, 0.606, 11.669], -9_595.0, 12),
    ];
    for (model, expected, likelihood, steps) in published {
        let fit = Fit::of(&histories, model).expect("a fit");
        let key = model.key();
        for (value, expected) in fit.process.parameters().into_iter().zip(expected) {
            assert!((value - expected).abs() <= 0.000_51, "{key}: {value} instead of {expected}");
        }
        assert!((fit.log_likelihood - likelihood).abs() < 0.051, "{key}: {}", fit.log_likelihood);
        let reference = &fits[name(model)];
        for (value, expected) in fit.process.parameters().into_iter().zip(parameters(model, reference)) {
            near(key, value, expected, 2e-6);
        }
        let likelihood = reference["LL"].as_f64().expect("a likelihood");
        assert!((fit.log_likelihood - likelihood).abs() < 1e-6, "{key}: {}", fit.log_likelihood);
        let again = fit.process.log_likelihood(&histories.sample());
        assert!((fit.log_likelihood - again).abs() < 1e-8, "{key}: {again}");
        assert!(fit.steps <= steps, "{key}: {} steps", fit.steps);
    }
    let bg = Fit::of(&histories, Model::BgNbd).expect("a fit");
    assert!((bg.ratio() - 362.0).abs() < 1.0, "{}", bg.ratio());
    // Standard errors of the Pareto/NBD, as CLVTools' tests have them.
    let pareto = Fit::of(&histories, Model::ParetoNbd).expect("a fit");
    let spread = pareto.spread.expect("a peak");
    for (i, error) in [0.0476, 0.843, 0.187, 6.21].into_iter().enumerate() {
        let found = spread[i][i].sqrt() * pareto.process.parameters()[i];
        near("standard error", found, error, 0.01);
    }
}

#[test]
fn amounts_fit_with_the_published_parameters() {
    let Some(ledger) = ledger() else { return };
    let histories = Histories::take(ledger, end());
    let fit = SpendFit::of(&histories).expect("a fit");
    let [p, q, v] = fit.model.parameters();
    for (value, published) in [(p, 6.25), (q, 3.74), (v / 100.0, 15.44)] {
        assert!((value - published).abs() < 0.005, "{value} instead of {published}");
    }
    for (value, expected) in [(p, 6.249_572_268), (q, 3.744_224_668), (v / 100.0, 15.443_520_973)] {
        near("Gamma-Gamma", value, expected, 1e-6);
    }
    assert_eq!(fit.customers, 946);
    let in_dollars = fit.log_likelihood + 946.0 * 100.0_f64.ln();
    assert!((in_dollars - -4_055.917_694_8).abs() < 1e-5, "{in_dollars}");
    // The first ten customers, as lifetimes' documentation has them.
    let published = [24.658, 18.911, 35.171, 35.171, 35.171, 71.463, 18.911, 35.171, 27.282, 35.171];
    for (history, published) in histories.rows().iter().zip(published) {
        let spend = fit.model.of_spend(history.spend) / 100.0;
        near("spend", spend, published, 3e-4);
    }
    assert!(fit.correlation.expect("a correlation").abs() < 0.2);
}

#[test]
fn every_customer_has_the_predictions_of_the_reference() {
    let compared = check_all("cdnow_sample");
    assert!(compared == 0 || compared == 2_357);
}

#[test]
fn every_customer_has_the_spend_and_the_value_of_the_reference() {
    let (Some(answers), Some(fits)) = (predictions("cdnow_sample"), fits("cdnow_sample")) else { return };
    check_worth(&answers, &fits);
}

/// Asserts spend and value; the means of the reference have ten digits.
#[track_caller]
pub(crate) fn check_worth(answers: &[crate::answers::Answer], fits: &serde_json::Value) {
    let of = |name: &str| fits["gg"][name].as_f64().expect("a parameter");
    let spend = GammaGamma::new(of("p"), of("q"), of("v")).expect("parameters");
    let bg = process(Model::BgNbd, &fits["bgnbd"]);
    let terms = Terms::new(BasisPoints(10_000), 0.01, 12).expect("terms");
    for answer in answers {
        let mean = spend.expected(answer.past.repeats, answer.mean);
        near(&answer.customer, mean, answer.cell("spend_gg"), 1e-9);
        let value = terms.discounted_orders(&bg, &answer.past) * mean;
        near(&answer.customer, value, answer.cell("clv12_bgnbd"), 1e-9);
    }
    let rows: Vec<SpendRow> = answers
        .iter()
        .filter(|answer| answer.past.repeats > 0)
        .map(|answer| SpendRow { purchases: answer.past.repeats.into(), mean: answer.mean, customers: 1.0 })
        .collect();
    let likelihood = GammaGamma::surface(&rows, &spend.parameters()).value;
    assert!((likelihood - of("LL")).abs() < 1e-4, "{likelihood}");
    assert!(gamma_gamma::correlation(&rows).is_some());
}

#[test]
fn a_newcomer_is_expected_to_buy_as_the_published_sheet_has_it() {
    let bg = Process::new(Model::BgNbd, [0.243, 4.414, 0.793, 2.426]).expect("parameters");
    let sheet = [
        (0.1429, 0.007_828),
        (1.0, 0.053_268),
        (3.0, 0.150_865),
        (31.8571, 1.041_996),
        (32.0, 1.045_243),
        (78.0, 1.860_519),
    ];
    for (weeks, expected) in sheet {
        let value = bg.of_newcomer(weeks);
        assert!((value - expected).abs() < 6e-7, "{weeks}: {value} instead of {expected}");
    }
}

#[test]
fn purchases_without_an_end_are_worth_what_the_reference_says() {
    let Some(path) = shared("reference/dert_pnbd_reference.csv") else { return };
    let pareto = Process::new(Model::ParetoNbd, [0.5533, 10.578, 0.6061, 11.669]).expect("parameters");
    let text = std::fs::read_to_string(path).expect("the reference");
    let mut compared = 0;
    for line in text.lines().skip(1) {
        let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().expect("a number")).collect();
        let past = Purchases { repeats: cells[0] as u32, last: cells[1], age: cells[2] };
        let value = pareto.discounted(&past, 1.15_f64.ln() / 52.0).expect("a value");
        near(line, value, cells[3], 1e-9);
        near(line, pareto.alive(&past), cells[5], 1e-9);
        compared += 1;
    }
    assert_eq!(compared, 13);
}

#[test]
fn what_came_is_held_against_an_earlier_forecast() {
    let Some(ledger) = ledger() else { return };
    let last = "1998-06-30".parse().expect("a date");
    // The second winter brought more than the models know: what came lies at the edge of the range or above it.
    for (model, forecast, holds) in
        [(Model::BgNbd, 1_653.0, false), (Model::MbgNbd, 1_577.0, false), (Model::ParetoNbd, 1_666.0, true)]
    {
        let holdout = Holdout::of(ledger, end(), last, model).expect("a fit");
        assert_eq!((holdout.customers, holdout.actual), (2_357, 1_882));
        assert!((holdout.forecast.expected - forecast).abs() < 0.6, "{}", holdout.forecast.expected);
        assert!((holdout.naive - 2_930.0).abs() < 0.6, "{}", holdout.naive);
        assert_eq!(holdout.holds(), holds, "{:?}", holdout.forecast);
        assert!(holdout.correlation.expect("a correlation") > 0.6 && holdout.mean_error < 0.8);
    }
}

#[test]
fn without_dropout_a_forecast_varies_as_the_negative_binomial_does() {
    let Some(ledger) = ledger() else { return };
    let histories = Histories::take(ledger, end());
    // Nobody drops out: the rate of each customer is Gamma(r + x, α + T), and its orders to come are negative binomial.
    let (r, alpha) = (0.5, 6.0);
    let process = Process::new(Model::BgNbd, [r, alpha, 1e-8, 1e8]).expect("parameters");
    let whole = Outlook::given(&histories, process, None).forecast(12).whole.orders;
    let weeks = 365.0 / 7.0;
    let part = |past: &Purchases| weeks / (alpha + past.age);
    let means = histories.each(|past| (r + f64::from(past.repeats)) * part(past));
    let mean: f64 = means.iter().sum();
    let variance: f64 =
        means.iter().zip(histories.each(|past| 1.0 + part(past))).map(|(mean, times)| mean * times).sum();
    near("orders", whole.expected, mean, 1e-4);
    let (low, high) = whole.range.expect("a range");
    near("range", (high - low) / 2.0, 1.644_853_626_951_472_2 * variance.sqrt(), 1e-3);
}

#[test]
fn a_forecast_adds_up_the_customers() {
    let Some(ledger) = ledger() else { return };
    let histories = Histories::take(ledger, end());
    let spend = SpendFit::of(&histories).expect("a fit").model;
    for model in Model::ALL {
        let fit = Fit::of(&histories, *model).expect("a fit");
        let forecast = Outlook::fitted(&histories, &fit, Some(spend)).forecast(12);
        assert_eq!(forecast.months.len(), 12);
        assert_eq!(forecast.months[4].until.to_string(), "1998-02-28");
        let weeks = 365.0 / 7.0;
        let orders: f64 = histories.each(|past| fit.process.expected(past, weeks)).iter().sum();
        near("a year", forecast.whole.orders.expected, orders, 1e-12);
        let sum: f64 = forecast.months.iter().map(|month| month.ahead.orders.expected).sum();
        near("twelve months", sum, orders, 1e-9);
        let given = Outlook::given(&histories, fit.process, Some(spend)).forecast(12);
        let width = |range: Option<(f64, f64)>| range.map(|(low, high)| high - low).expect("a range");
        for (fitted, given) in forecast.months.iter().zip(&given.months) {
            let (low, high) = fitted.ahead.orders.range.expect("a range");
            assert!(low < fitted.ahead.orders.expected && fitted.ahead.orders.expected < high);
            // Orders cluster in few customers, so they vary more than Poisson's would.
            let poisson = 2.0 * 1.645 * given.ahead.orders.expected.sqrt();
            assert!(width(given.ahead.orders.range) > poisson);
            assert!(width(fitted.ahead.orders.range) > width(given.ahead.orders.range));
            let sales = fitted.ahead.sales.expect("sales");
            assert!(width(sales.range) > 0.0);
        }
    }
}
