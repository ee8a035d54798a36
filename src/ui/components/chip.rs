//! Chips: tags, filters in force and small facts.

use yew::prelude::*;

use super::icon::{Icon, IconName};
use crate::ui::{Msg, use_locale};

/// Props of [`Chip`].
#[derive(Properties, PartialEq)]
pub struct ChipProps {
    /// The word.
    pub label: AttrValue,
    /// How many it stands for, written.
    #[prop_or_default]
    pub count: Option<AttrValue>,
    /// Chooses it; makes the chip a button.
    #[prop_or_default]
    pub on_click: Option<Callback<()>>,
    /// Takes it away; adds a small cross.
    #[prop_or_default]
    pub on_remove: Option<Callback<()>>,
    /// Whether it is chosen.
    #[prop_or_default]
    pub pressed: bool,
}

/// A short word in a rounded frame.
#[component]
pub fn Chip(props: &ChipProps) -> Html {
    let locale = use_locale();
    let words = html! {
        <>
            <span>{ &props.label }</span>
            if let Some(count) = &props.count { <span class="chip__count">{ count }</span> }
        </>
    };
    let body = match &props.on_click {
        Some(on_click) => html! {
            <button type="button" class="chip__button" aria-pressed={props.pressed.to_string()}
                onclick={on_click.reform(|_: MouseEvent| ())}>{ words }</button>
        },
        None => words,
    };
    let remove = props.on_remove.as_ref().map(|on_remove| {
        let label = locale.t(Msg::ComponentRemove { what: props.label.clone() });
        html! {
            <button type="button" class="chip__remove" aria-label={&label} title={&label}
                onclick={on_remove.reform(|_: MouseEvent| ())}><Icon name={IconName::Close} /></button>
        }
    });
    html! {
        <span class={classes!("chip", props.on_click.is_some().then_some("chip--choice"), props.pressed.then_some("is-on"))}>
            { body }{ remove }
        </span>
    }
}
