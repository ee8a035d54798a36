//! The four steps from a file to customers served by class (R158).

use yew::prelude::*;

use crate::ui::{Msg, use_locale};

/// Props of [`Steps`].
#[derive(Properties, PartialEq)]
pub struct StepsProps {
    /// The step one is at, from 0.
    pub at: usize,
}

/// The four steps, the present one marked.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let locale = use_locale();
    let steps = [Msg::PartsStepCollect, Msg::PartsStepAnalyse, Msg::PartsStepDecide, Msg::PartsStepManage];
    html! {
        <ol class="steps">
            { for steps.into_iter().enumerate().map(|(place, step)| html! {
                <li class={classes!("steps__step", (place == props.at).then_some("is-current"))} aria-current={(place == props.at).then_some("step")}>
                    { locale.t(step) }
                </li>
            }) }
        </ol>
    }
}
