//! Progress of long work and meters of limited room.

use yew::prelude::*;

use super::button::{Button, ButtonKind};
use super::notice::Tone;
use crate::ui::{Msg, use_locale};

/// Props of [`Progress`].
#[derive(Properties, PartialEq)]
pub struct ProgressProps {
    /// What is being done.
    pub label: AttrValue,
    /// What is done.
    pub done: u64,
    /// What is to be done in all; zero if that is not known yet.
    pub total: u64,
    /// What is done and left, in words.
    #[prop_or_default]
    pub detail: AttrValue,
    /// Stops it; without it the work cannot be stopped.
    #[prop_or_default]
    pub on_cancel: Option<Callback<()>>,
}

/// A bar for work that takes longer than a second.
#[component]
pub fn Progress(props: &ProgressProps) -> Html {
    let locale = use_locale();
    let total = (props.total > 0).then(|| props.total.to_string());
    let value = (props.total > 0).then(|| props.done.min(props.total).to_string());
    html! {
        <div class="progress" role="status">
            <div class="progress__words">
                <span>{ &props.label }</span>
                <span class="progress__detail">{ &props.detail }</span>
            </div>
            <progress class="progress__bar" max={total} {value} aria-label={&props.label} />
            if let Some(on_cancel) = &props.on_cancel {
                <Button kind={ButtonKind::Quiet} label={locale.t(Msg::ComponentCancel)} on_click={on_cancel} />
            }
        </div>
    }
}

/// Props of [`Meter`].
#[derive(Properties, PartialEq)]
pub struct MeterProps {
    /// What is measured.
    pub label: AttrValue,
    /// How much is used.
    pub value: u64,
    /// How much there is.
    pub max: u64,
    /// Both in words.
    pub detail: AttrValue,
    /// Whether it is getting tight.
    #[prop_or_default]
    pub tone: Tone,
}

/// How much of a limited room is used.
#[component]
pub fn Meter(props: &MeterProps) -> Html {
    html! {
        <div class={classes!("meter", props.tone.class())}>
            <div class="progress__words">
                <span>{ &props.label }</span>
                <span class="progress__detail">{ &props.detail }</span>
            </div>
            <meter class="meter__bar" min="0" max={props.max.to_string()} value={props.value.to_string()} aria-label={&props.label} />
        </div>
    }
}
