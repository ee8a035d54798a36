//! The tab of the prediction: what customers will do as far as their orders tell, and what it cannot tell.

use yew::prelude::*;

use super::bands::Chances;
use super::figures::decimal;
use super::forecast::Months;
use super::prospects::Prospects;
use super::refused::Refused;
use crate::report::analysis::{Foresight, Told};
use crate::ui::components::Section;
use crate::ui::parts::Foreseen;
use crate::ui::{Locale, Msg, use_locale};

/// Props of the parts of the prediction.
#[derive(Properties, PartialEq)]
pub(super) struct PredictionProps {
    /// The forecast as far as it has come.
    pub(super) foreseen: Foreseen,
}

/// The tab of the prediction.
#[component]
pub(super) fn Prediction(props: &PredictionProps) -> Html {
    let locale = use_locale();
    let foreseen = props.foreseen.clone();
    match props.foreseen.get() {
        None => html! { <p class="text-quiet" role="status">{ locale.t(Msg::AnalysisWorking) }</p> },
        Some(Foresight::Refused { .. }) => html! { <Refused {foreseen} /> },
        Some(Foresight::Told(told)) => html! {
            <>
                <Months foreseen={foreseen.clone()} />
                <Chances foreseen={foreseen.clone()} />
                <Prospects {foreseen} />
                { view_honesty(&locale, told) }
            </>
        },
    }
}

/// Says what the model rests on, what it cannot know, and what it was worth half a year ago.
fn view_honesty(locale: &Locale, told: &Told) -> Html {
    let proof = match &told.proof {
        None => locale.t(Msg::AnalysisProofNone),
        Some(proof) => {
            let whole = |value: f64| decimal(locale, value, 0);
            let (day, expected) = (locale.date(proof.split), whole(proof.forecast.expected));
            let actual = locale.number(proof.actual as i64);
            let (low, high) = proof.forecast.range.unwrap_or_default();
            locale.t(match proof.holds() {
                true => Msg::AnalysisProofHolds { day, expected, actual },
                false => Msg::AnalysisProofMisses { day, expected, actual, low: whole(low), high: whole(high) },
            })
        }
    };
    let customers = locale.t(Msg::AnalysisCustomersN { n: told.customers.into() });
    let honesty = Msg::AnalysisHonesty { customers, repeaters: locale.number(told.repeaters.into()) };
    html! {
        <Section title={locale.t(Msg::AnalysisHonestyTitle)}>
            <p>{ locale.t(honesty) }</p>
            { for told.correlation.map(|found| html! { <p>{ locale.t(Msg::AnalysisHonestyAmounts { correlation: decimal(locale, found, 2) }) }</p> }) }
            <p>{ proof }</p>
        </Section>
    }
}
