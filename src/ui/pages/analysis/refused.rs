//! What stands where the orders do not tell who has left: why, and how far customers are behind their own rhythm.

use yew::prelude::*;

use super::bands::{Bands, by_band};
use super::figures::decimal;
use super::prediction::PredictionProps;
use crate::report::analysis::{Band, Foresight, Refusal};
use crate::ui::components::{Notice, Tone};
use crate::ui::{Locale, Msg, use_locale};

/// The reason, and the overdue ratio instead.
#[component]
pub(super) fn Refused(props: &PredictionProps) -> Html {
    let locale = use_locale();
    let Some(Foresight::Refused { reason: why, overdue, without }) = props.foreseen.get() else {
        return Html::default();
    };
    let late = overdue.iter().filter(|(band, _)| matches!(band, Band::OverdueTwice | Band::OverdueThrice));
    let late: u64 = late.map(|(_, count)| u64::from(count.customers)).sum();
    let title = locale.t(Msg::AnalysisOverdueTitle { n: late });
    html! {
        <>
            <Notice tone={Tone::Info} title={locale.t(Msg::AnalysisRefusedTitle)}>{ reason(&locale, why) }</Notice>
            <Bands {title} about={locale.t(Msg::AnalysisRefusedInstead)} head={locale.t(Msg::AnalysisOverdueBand)} bands={by_band(&locale, overdue)} />
            if without.customers > 0 { <p class="text-quiet">{ locale.t(Msg::AnalysisOverdueWithout { n: without.customers.into() }) }</p> }
        </>
    }
}

/// Says why a model tells nothing.
pub(in crate::ui::pages) fn reason(locale: &Locale, why: &Refusal) -> AttrValue {
    locale.t(match why {
        Refusal::TooFewRepeaters { repeaters, least } => {
            Msg::AnalysisRefusedFew { n: u64::from(*repeaters), least: locale.number((*least).into()) }
        }
        Refusal::NoDropout { ratio, least } => {
            Msg::AnalysisRefusedDropout { ratio: decimal(locale, *ratio, 1), least: decimal(locale, *least, 1) }
        }
        Refusal::AtBound { .. } => Msg::AnalysisRefusedBound,
        Refusal::Unsettled { .. } => Msg::AnalysisRefusedUnsettled,
        Refusal::NoMeanSpend { .. } => Msg::AnalysisRefusedSpend,
    })
}
