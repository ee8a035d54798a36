//! What the caller of a prediction asks for.

use crate::domain::choice::Choice;
use crate::domain::{BasisPoints, Date};
use crate::engine::predict::{Model, Process, Terms};
use crate::js_api::failure::{Failure, Fault};
use crate::js_api::given::Given;
use crate::js_api::options::Options;

/// The options of a prediction.
pub(super) struct Asked {
    pub(super) end: Date,
    pub(super) model: Model,
    /// The times ahead, in weeks.
    pub(super) horizons: Vec<f64>,
    /// The model with parameters, where these are given.
    pub(super) process: Option<Process>,
    /// What an order to come is worth, where a margin is given.
    pub(super) terms: Option<Terms>,
}

const KNOWN: [&str; 7] = ["end", "model", "horizonsWeeks", "params", "marginBp", "discountMonthly", "months"];

impl Asked {
    /// Reads the options.
    pub(super) fn read(given: &Given) -> Result<Asked, Failure> {
        let mut options = Options::open(given, &KNOWN);
        let models: Vec<(&str, Model)> = Model::ALL.iter().map(|model| (model.key(), *model)).collect();
        let model = options.word("model", &models).unwrap_or(Model::DEFAULT);
        let asked = Asked {
            end: options.date("end"),
            model,
            horizons: horizons(&mut options),
            process: process(&mut options, model),
            terms: terms(&mut options),
        };
        options.close()?;
        Ok(asked)
    }
}

fn horizons(options: &mut Options<'_>) -> Vec<f64> {
    const WANTED: &str = "a list of at most 100 times ahead, each from 0 to 5200 weeks";
    let weeks = |given: &Given| match given {
        Given::Number(weeks) if 0.0 <= *weeks && *weeks <= 5_200.0 => Some(*weeks),
        _ => None,
    };
    match options.get("horizonsWeeks") {
        None => {
            let message = "`horizonsWeeks` is missing";
            options.fault(Fault::new("missing", message, format!("pass {WANTED}")));
        }
        Some(Given::List(list)) if list.len() <= 100 => match list.iter().map(weeks).collect() {
            Some(horizons) => return horizons,
            None => options.refuse("horizonsWeeks", WANTED, &Given::Other("a list with something else in it")),
        },
        Some(other) => options.refuse("horizonsWeeks", WANTED, other),
    }
    Vec::new()
}

/// Reads the parameters of a model.
fn process(options: &mut Options<'_>, model: Model) -> Option<Process> {
    let given = options.get("params")?;
    let names = model.parameters();
    let wanted = format!("an object with the numbers {} of `{}`, times in weeks", names.join(", "), model.key());
    let Given::Fields(fields) = given else {
        options.refuse("params", &wanted, given);
        return None;
    };
    if let Some((other, _)) = fields.iter().find(|(name, _)| !names.contains(&name.as_str())) {
        options.refuse("params", &wanted, &Given::Text(other.clone()));
        return None;
    }
    let mut values = [0.0; 4];
    for (value, name) in values.iter_mut().zip(names) {
        let found = fields.iter().find(|(other, _)| other == name).map_or(&Given::Undefined, |(_, value)| value);
        match found {
            Given::Number(number) => *value = *number,
            other => {
                options.refuse(&format!("params.{name}"), &wanted, other);
                return None;
            }
        }
    }
    let process = Process::new(model, values);
    process
        .map_err(|fault| {
            let range = format!("a number from {:e} to {:e}", Process::SMALLEST, Process::LARGEST);
            options.refuse(&format!("params.{}", fault.parameter), &range, &Given::Number(fault.value));
        })
        .ok()
}

/// Reads what an order to come is worth: margin in basis points, discount as a part a month, and for how many months.
fn terms(options: &mut Options<'_>) -> Option<Terms> {
    let mut number = |name: &'static str, wanted: &str, low: f64, high: f64, is_whole: bool| {
        let given = options.get(name)?;
        match given {
            Given::Number(it) if low <= *it && *it <= high && (!is_whole || *it == libm::floor(*it)) => Some(*it),
            other => {
                options.refuse(name, wanted, other);
                None
            }
        }
    };
    let margin = number("marginBp", "a whole number of basis points from -10000 to 10000", -10_000.0, 10_000.0, true);
    let discount = number("discountMonthly", "a part from 0 to 1, such as 0.01", 0.0, 1.0, false).unwrap_or(0.0);
    let months = number("months", "a whole number from 1 to 1200", 1.0, 1_200.0, true).unwrap_or(12.0);
    Terms::new(BasisPoints(margin? as i32), discount, months as u32)
}
