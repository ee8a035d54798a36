//! Online Retail, one year of a wholesaler: its models converge and still say nothing of who left.

use portbook::domain::choice::Choice;
use portbook::domain::{CustomerId, Date};
use portbook::engine::predict::{Edge, Fit, Histories, History, Model, Past, Refusal, Spend};

use crate::answers::{check_all, fits, name, parameters, predictions};
use crate::cdnow::check_worth;
use crate::near;

/// Returns the histories of the reference's summary.
fn histories() -> Option<Histories> {
    let answers = predictions("online_retail")?;
    let days = |weeks: f64| (weeks * 7.0).round() as u32;
    let row = |(number, answer): (u32, &crate::answers::Answer)| {
        let past = Past { repeats: answer.past.repeats, last: days(answer.past.last), age: days(answer.past.age) };
        let total = (answer.mean * 100.0 * f64::from(past.repeats)).round() as i64;
        History { customer: CustomerId(number), past, spend: Spend { days: past.repeats, total } }
    };
    let rows = (1..).zip(&answers).map(row).collect();
    Some(Histories::new("2011-12-09".parse::<Date>().expect("a date"), rows))
}

#[test]
fn one_year_of_wholesale_is_refused_with_its_reason() {
    let (Some(histories), Some(fits)) = (histories(), fits("online_retail")) else { return };
    for model in Model::ALL {
        let refused = Fit::of(&histories, *model).expect_err("a refusal");
        let Refusal::NoDropout { ratio, least } = refused.reason else { panic!("{:?}", refused.reason) };
        let fit = refused.fit.expect("the figures");
        assert!(ratio < 0.3 && least == 6.0, "{model:?}: {ratio}");
        // The reference's Pareto fit is degenerate; only its likelihood can be compared.
        let reference = &fits[name(*model)];
        let likelihood = reference["LL"].as_f64().expect("a likelihood");
        assert!((fit.log_likelihood - likelihood).abs() < 2e-3, "{model:?}: {}", fit.log_likelihood);
        if *model != Model::ParetoNbd {
            assert!((fit.log_likelihood - likelihood).abs() < 1e-4, "{model:?}: {}", fit.log_likelihood);
            for (value, expected) in fit.process.parameters().into_iter().zip(parameters(*model, reference)) {
                near(model.key(), value, expected, 1e-3);
            }
        }
    }
    let told = Fit::telling(&histories).expect_err("a refusal").reason;
    assert_eq!(told, Fit::of(&histories, Model::DEFAULT).expect_err("a refusal").reason, "of the first model");
    let bg = Fit::of(&histories, Model::BgNbd).expect_err("a refusal").reason;
    assert!(matches!(bg, Refusal::NoDropout { ratio, .. } if (ratio - 0.24).abs() < 0.005), "{bg:?}");
}

#[test]
fn every_customer_has_the_predictions_of_the_reference_at_its_parameters() {
    let compared = check_all("online_retail");
    assert!(compared == 0 || compared == 4_338);
}

#[test]
fn every_customer_has_the_spend_and_the_value_of_the_reference() {
    let (Some(answers), Some(fits)) = (predictions("online_retail"), fits("online_retail")) else { return };
    check_worth(&answers, &fits);
}

#[test]
fn equal_customers_run_into_a_bound_or_show_no_dropout() {
    // All buy at one rate: the likelihood rises toward Poisson's without end.
    let row = |number: u32| {
        let past = Past { repeats: 10 + number % 3, last: 350, age: 364 };
        History { customer: CustomerId(number), past, spend: Spend { days: past.repeats, total: 1_000 } }
    };
    let histories = Histories::new(Date::from_days(20_000), (1..=400).map(row).collect());
    for model in Model::ALL {
        let refused = Fit::of(&histories, *model).expect_err("a refusal");
        match refused.reason {
            Refusal::NoDropout { ratio, .. } => assert!(ratio <= 6.0),
            Refusal::AtBound { toward, .. } => assert!(matches!(toward, Edge::Highest | Edge::Lowest)),
            other => panic!("{model:?}: {other:?}"),
        }
    }
}
