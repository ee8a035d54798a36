//! What speaks for a customer leaving (R149): what a sign shows, and how much it counts.

use yew::AttrValue;

use super::choice::flag;
use crate::report::analysis::{Model, Part, Reading};
use crate::ui::{Locale, Msg};

/// Returns what a sign shows.
pub fn sign_reading(locale: &Locale, reading: Reading) -> AttrValue {
    match reading {
        Reading::Overdue { ratio, .. } => format!("{}×", locale.decimal((ratio * 10.0).round() as i64, 1)).into(),
        Reading::Complaint(is_open) => flag(locale, is_open),
        Reading::Lateness { payments, .. } => locale.number(payments.into()),
        Reading::Falling(growth) => locale.growth(growth),
    }
}

/// Returns how much a sign counts, with the days behind payments that came late; a sign that is not known counts nothing.
pub fn sign_weight(locale: &Locale, part: &Part) -> AttrValue {
    let Some(reading) = part.reading else { return locale.t(Msg::AnalysisRiskAside) };
    let strength = locale.share(part.strength.unwrap_or_default());
    let counts = locale.t(Msg::AnalysisRiskPart { strength, weight: locale.number(part.weight.into()) });
    match reading {
        Reading::Lateness { payments: 1.., days, .. } => {
            format!("{} · {counts}", locale.t(Msg::AnalysisRiskDays { n: days.into() })).into()
        }
        _ => counts,
    }
}

/// Returns the name that a model of buying and leaving has in the literature.
pub fn model(model: Model) -> AttrValue {
    AttrValue::Static(match model {
        Model::BgNbd => "BG/NBD",
        Model::MbgNbd => "MBG/NBD",
        Model::ParetoNbd => "Pareto/NBD",
    })
}
