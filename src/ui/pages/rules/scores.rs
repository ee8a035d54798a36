//! The rules beside the classes of every day: membership, reviews, and what scores rest on (R24, R117, R127–R130, R149).

use yew::prelude::*;

use super::choices::{LevelChoices, ReviewChoices};
use super::{PolicyProps, knobs, view_scheme};
use crate::domain::choice::Choice as _;
use crate::domain::policy::{Axis, Knob};
use crate::report::Scheme;
use crate::ui::components::Section;
use crate::ui::{Msg, use_locale, words};

/// The sections of membership, reviews and scores.
#[component]
pub(super) fn Scores(props: &PolicyProps) -> Html {
    let locale = use_locale();
    let PolicyProps { policy, on_change } = props;
    let view_axis = |axis: &Axis| {
        html! {
            <fieldset class="rules__criteria" key={axis.key()}>
                <legend>{ words::word(&locale, *axis) }</legend>
                { knobs(policy, on_change, &Knob::factors(*axis)) }
            </fieldset>
        }
    };
    html! {
        <>
            { view_scheme(&locale, Scheme::Membership, html! { <LevelChoices {policy} {on_change} /> }, knobs(policy, on_change, &Knob::membership())) }
            <Section title={locale.t(Msg::AnalysisGrades)}>
                <p class="text-quiet">{ locale.t(Msg::AnalysisGradeOne) }</p>
                { knobs(policy, on_change, &[Knob::GradeHigh, Knob::GradeMid]) }
            </Section>
            <Section title={locale.t(Msg::RulesReview)}>
                <p class="text-quiet">{ locale.t(Msg::RulesReviewAbout) }</p>
                <div class="rules__choices"><ReviewChoices {policy} {on_change} /></div>
                { knobs(policy, on_change, &REVIEW_KNOBS) }
            </Section>
            <Section title={locale.t(Msg::RulesChurn)}>
                <p class="text-quiet">{ locale.t(Msg::RulesChurnAbout) }</p>
                { knobs(policy, on_change, &Knob::churn()) }
            </Section>
            <Section title={locale.t(Msg::RulesPositioning)}>
                <p class="text-quiet">{ locale.t(Msg::RulesPositioningAbout) }</p>
                { for Axis::ALL.iter().map(view_axis) }
            </Section>
        </>
    }
}

const REVIEW_KNOBS: [Knob; 5] = [
    Knob::ReviewLateFrom,
    Knob::ReviewDemotionMonths,
    Knob::ReviewSalesChange,
    Knob::ReviewStaleMonths,
    Knob::ReviewUnreviewedMonths,
];
