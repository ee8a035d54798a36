//! What scores rest on: how much each sign of leaving and each factor of a market weighs (R127–R130, R149).

use yew::prelude::*;

use super::{PolicyProps, knobs};
use crate::domain::choice::Choice as _;
use crate::domain::policy::{Axis, Knob};
use crate::ui::components::Section;
use crate::ui::{Msg, use_locale, words};

/// The sections of the scores.
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
