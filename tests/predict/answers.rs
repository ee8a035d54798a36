//! The answers of other implementations, as tables and parameters by name.

use std::collections::BTreeMap;

use portbook::domain::choice::Choice;
use portbook::engine::predict::{Model, Process, Purchases};
use serde_json::Value;

use crate::shared::shared;

/// A customer's row of a `predictions.csv`.
pub(crate) struct Answer {
    pub(crate) customer: String,
    pub(crate) past: Purchases,
    pub(crate) mean: f64,
    cells: BTreeMap<String, f64>,
}

impl Answer {
    pub(crate) fn cell(&self, name: &str) -> f64 {
        self.cells[name]
    }
}

/// Returns the rows of a set's predictions; times are whole days, which the text rounds to fifteen digits.
pub(crate) fn predictions(set: &str) -> Option<Vec<Answer>> {
    let text = std::fs::read_to_string(shared(&format!("reference/{set}.predictions.csv"))?).expect("the reference");
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let names = lines.next().expect("a head");
    let answers = lines.map(|cells| {
        let number = |cell: &str| cell.parse::<f64>().expect("a number");
        let cells: BTreeMap<String, f64> =
            names.iter().zip(&cells).skip(1).map(|(name, cell)| (name.to_string(), number(cell))).collect();
        let weeks = |name: &str| (cells[name] * 7.0).round() / 7.0;
        let past = Purchases { repeats: cells["x"] as u32, last: weeks("t_x"), age: weeks("T") };
        let mean = cells["m_x"];
        Answer { customer: String::new(), past, mean, cells }
    });
    let mut answers: Vec<Answer> = answers.collect();
    for (answer, line) in answers.iter_mut().zip(text.lines().skip(1)) {
        answer.customer = line.split(',').next().expect("a customer").to_owned();
    }
    Some(answers)
}

/// Returns the fits of a set.
pub(crate) fn fits(set: &str) -> Option<Value> {
    let text = std::fs::read_to_string(shared("reference/fits.json")?).expect("the reference");
    Some(serde_json::from_str::<Value>(&text).expect("json")[set].clone())
}

/// Returns the name that the references have for a model.
pub(crate) fn name(model: Model) -> String {
    model.key().replace('_', "").replace("pareto", "p")
}

/// Returns the parameters of an object.
pub(crate) fn parameters(model: Model, of: &Value) -> [f64; 4] {
    model.parameters().map(|name| of[name].as_f64().expect("a parameter"))
}

/// Returns a model with the parameters of an object.
pub(crate) fn process(model: Model, of: &Value) -> Process {
    Process::new(model, parameters(model, of)).expect("parameters")
}

/// Asserts what the models say of every customer at the parameters of a set's fits; returns how many there are.
#[track_caller]
pub(crate) fn check_all(set: &str) -> usize {
    let (Some(answers), Some(fits)) = (predictions(set), fits(set)) else { return 0 };
    for model in Model::ALL {
        let name = name(*model);
        let process = process(*model, &fits[&name]);
        for answer in &answers {
            let what = |of: &str| format!("{set} {} {of}_{name}", answer.customer);
            let found = [
                ("palive", process.alive(&answer.past)),
                ("exp26", process.expected(&answer.past, 26.0)),
                ("exp52", process.expected(&answer.past, 52.0)),
            ];
            for (of, value) in found {
                crate::near(&what(of), value, answer.cell(&format!("{of}_{name}")), 1e-10);
            }
        }
    }
    answers.len()
}
