//! The four steps from a file to customers served by class (R158), each with what the book says of it.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::domain::choice::Choice as _;
use crate::report::Milestone;
use crate::ui::components::{Icon, IconName};
use crate::ui::{Msg, Route, use_desk, use_locale};

/// Props of [`Steps`].
#[derive(Properties, PartialEq)]
pub struct StepsProps {
    /// The step one is at, from 0, as long as it is not made; else one is at the first that is not.
    #[prop_or_default]
    pub at: Option<usize>,
}

/// The four steps, those made with a tick, the present one marked.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let locale = use_locale();
    let reached = use_milestones();
    let is_open = |place: &usize| reached.get(*place) == Some(&false);
    let at = props.at.filter(is_open).or_else(|| reached.iter().position(|is_reached| !is_reached));
    let view_step = |(place, (milestone, is_reached)): (usize, (&Milestone, &bool))| {
        let (word, to) = match milestone {
            Milestone::Collect => (Msg::PartsStepCollect, Route::Book),
            // Without orders there is nothing to analyze yet.
            Milestone::Analyze if !is_reached => (Msg::PartsStepAnalyse, Route::Import),
            Milestone::Analyze => (Msg::PartsStepAnalyse, Route::Customers),
            Milestone::Decide => (Msg::PartsStepDecide, Route::Rules),
            Milestone::Serve => (Msg::PartsStepManage, Route::Customers),
        };
        let is_current = at == Some(place);
        let state = classes!("steps__step", is_current.then_some("is-current"), is_reached.then_some("is-done"));
        html! {
            <li key={place} class={state} aria-current={is_current.then_some("step")}>
                <span class="steps__mark" aria-hidden="true">
                    if *is_reached { <Icon name={IconName::Check} /> } else { { locale.number(place as i64 + 1) } }
                </span>
                <Link<Route> {to} classes="steps__link">{ locale.t(word) }</Link<Route>>
                if *is_reached { <span class="visually-hidden">{ locale.t(Msg::PartsStepDone) }</span> }
            </li>
        }
    };
    html! { <ol class="steps" aria-label={locale.t(Msg::PartsSteps)}>{ for Milestone::ALL.iter().zip(reached.iter()).enumerate().map(view_step) }</ol> }
}

/// Tells which of the four steps the open book shows to be made.
#[hook]
pub fn use_milestones() -> [bool; 4] {
    use_desk().milestones()
}
