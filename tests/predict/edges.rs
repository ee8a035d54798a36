//! Extreme parameters and customers, against answers at sixty digits.

use portbook::domain::choice::Choice;
use portbook::engine::predict::{Model, Purchases, Row, Sample};
use serde_json::Value;

use crate::answers::{name, process};
use crate::near;
use crate::shared::shared;

#[test]
fn extreme_customers_have_the_answers_of_sixty_digits() {
    let Some(path) = shared("reference/edge_cases.json") else { return };
    let cases: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the reference")).expect("json");
    let mut compared = 0;
    for model in Model::ALL {
        for case in cases[name(*model)].as_array().expect("cases") {
            check(*model, case);
            compared += 1;
        }
    }
    assert_eq!(compared, 45);
}

#[track_caller]
fn check(model: Model, case: &Value) {
    let number = |name: &str| case[name].as_f64().expect("a number");
    let answer = |name: &str| case[name].as_str().expect("an answer").parse::<f64>().expect("a number");
    let process = process(model, case);
    let purchases = Purchases { repeats: number("x") as u32, last: number("t_x"), age: number("T") };
    let sample = Sample::new(vec![Row { purchases, customers: 1.0 }]);
    let what = |of: &str| format!("{} {of} of {case}", model.key());
    near(&what("p_alive"), process.alive(&purchases), answer("p_alive"), 1e-9);
    near(&what("expected"), process.expected(&purchases, number("t")), answer("expected"), 1e-9);
    near(&what("log_likelihood"), process.log_likelihood(&sample), answer("log_likelihood"), 1e-9);
}
