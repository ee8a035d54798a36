//! How much speaks for a customer leaving, with the parts of its score (R149).

use yew::prelude::*;
use yew_router::prelude::Link;

use super::head::OfCustomer;
use crate::report::Certainty;
use crate::report::analysis::{Part, Sign, Worry, risk_of};
use crate::ui::{Msg, Route, use_desk, use_locale, words};

/// The score and its parts; nothing for who never ordered or is lost already.
#[component]
pub(super) fn RiskOf(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let found = use_memo((desk.clone(), props.id), |(desk, id)| {
        let desk = desk.read();
        risk_of(desk.book(), desk.standing(), *id)
    });
    let Some(churn) = found.as_ref() else { return Html::default() };
    let tone = match churn.worry {
        Worry::High => "tone-bad",
        Worry::Mid => "tone-attention",
        Worry::Low => "tone-good",
    };
    let score = locale.number(i64::from(churn.score.0) / 100);
    let view_part = |part: &Part| {
        let reading =
            part.reading.map_or_else(|| locale.t(Msg::ComponentUnknown), |it| words::sign_reading(&locale, it));
        html! {
            <div class="why__part" key={i32::from(part.sign as u8)}>
                <dt>{ words::word(&locale, part.sign) }</dt>
                <dd class="figure">{ reading }</dd>
                <dd class="why__part-weight">{ words::sign_weight(&locale, part) }</dd>
            </div>
        }
    };
    // Of complaints nothing is said where the book keeps none.
    let is_told = |part: &&Part| part.weight > 0 && (part.sign != Sign::Complaint || part.reading.is_some());
    let parts = churn.parts.iter().filter(is_told);
    html! {
        <section class="why__scheme">
            <header class="why__head">
                <h3 class="why__title">{ locale.t(Msg::AnalysisRiskHead) }</h3>
                <span class={classes!("customer__sign", tone)}>{ words::word(&locale, churn.worry) }</span>
                <p class="why__about">{ locale.t(Msg::AnalysisRiskOne) }</p>
            </header>
            <p class="why__distance">{ locale.t(Msg::AnalysisRiskScoreOf { score }) }</p>
            if churn.certainty == Certainty::Provisional { <p class="why__note">{ locale.t(Msg::AnalysisRiskOpenOne) }</p> }
            <dl class="why__parts">{ for parts.map(view_part) }</dl>
            <p class="why__note"><Link<Route> to={Route::Analysis { part: "risk".to_owned() }}>{ locale.t(Msg::AnalysisRiskList) }</Link<Route>></p>
        </section>
    }
}
