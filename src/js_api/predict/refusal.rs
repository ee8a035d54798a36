//! Why orders do not tell what is to come, with the figures that show it.

use crate::engine::predict::{Edge, Refusal, Refused};
use crate::js_api::answer::Told;

/// Tells why a fit is refused, and as evidence what the numbers led to.
pub(super) fn told(refused: &Refused) -> Told {
    let mut told = reason(&refused.reason);
    if let Some(fit) = &refused.fit {
        told.push("params", super::parameters(&fit.process));
        told.push("logLikelihood", Told::Number(fit.log_likelihood));
        told.push("logLikelihoodWithoutDropout", Told::Number(fit.without_dropout));
    }
    told
}

/// Tells the reason.
pub(super) fn reason(refusal: &Refusal) -> Told {
    let code = |code: &'static str, message: String| [("code", code.into()), ("message", message.into())];
    match *refusal {
        Refusal::TooFewRepeaters { repeaters, least } => {
            let message = format!("{repeaters} customers bought again, {least} must have");
            let [code, message] = code("tooFewRepeaters", message);
            Told::fields([code, message, ("repeaters", repeaters.into()), ("least", least.into())])
        }
        Refusal::NoDropout { ratio, least } => {
            let message = "that customers leave explains the orders no better than that nobody does".to_owned();
            let [code, message] = code("noDropout", message);
            Told::fields([code, message, ("ratio", Told::Number(ratio)), ("least", Told::Number(least))])
        }
        Refusal::AtBound { parameter, value, toward } => {
            let way = match toward {
                Edge::Lowest => "down",
                Edge::Highest => "up",
            };
            let [code, message] =
                code("atBound", format!("the parameter {parameter} runs {way} to where it means nothing"));
            Told::fields([
                code,
                message,
                ("parameter", parameter.into()),
                ("value", Told::Number(value)),
                ("toward", way.into()),
            ])
        }
        Refusal::Unsettled { steps } => {
            let [code, message] = code("unsettled", format!("the fit did not come to rest in {steps} steps"));
            Told::fields([code, message, ("steps", steps.into())])
        }
        Refusal::NoMeanSpend { q } => {
            let [code, message] = code("noMeanSpend", "the mean amount of an order is not finite".to_owned());
            Told::fields([code, message, ("q", Told::Number(q))])
        }
    }
}
