//! Choosing: check boxes, switches and one of a few.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::ui::hooks::use_id;

/// One of several values to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value that is handed on.
    pub value: AttrValue,
    /// What it is called.
    pub label: AttrValue,
}

impl Choice {
    /// Makes a choice.
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Choice {
        Choice { value: value.into(), label: label.into() }
    }
}

/// Props of [`Checkbox`] and [`Switch`].
#[derive(Properties, PartialEq)]
pub struct CheckProps {
    /// What is on or off.
    pub label: AttrValue,
    /// Whether it is on.
    pub checked: bool,
    /// Called with the new state.
    pub on_change: Callback<bool>,
    /// What it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// A box to tick.
#[component]
pub fn Checkbox(props: &CheckProps) -> Html {
    view_check(props, "check", None)
}

/// Something that is on or off at once.
#[component]
pub fn Switch(props: &CheckProps) -> Html {
    view_check(props, "check check--switch", Some("switch"))
}

fn view_check(props: &CheckProps, class: &'static str, role: Option<&'static str>) -> Html {
    let on_change = props.on_change.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <label {class}>
            <input type="checkbox" class="check__box" {role} checked={props.checked} onchange={on_change} />
            <span class="check__words">
                <span>{ &props.label }</span>
                if let Some(hint) = &props.hint { <span class="check__hint">{ hint }</span> }
            </span>
        </label>
    }
}

/// Props of [`Segmented`].
#[derive(Properties, PartialEq)]
pub struct SegmentedProps {
    /// What is chosen.
    pub label: AttrValue,
    /// The few values.
    pub choices: Rc<[Choice]>,
    /// The one in force.
    pub value: AttrValue,
    /// Called with the new value.
    pub on_change: Callback<AttrValue>,
}

/// One of a few, all in sight.
#[component]
pub fn Segmented(props: &SegmentedProps) -> Html {
    let name = use_id();
    let view_choice = |choice: &Choice| {
        let value = choice.value.clone();
        let on_change = props.on_change.reform(move |_: Event| value.clone());
        html! {
            <label class="segmented__choice" key={choice.value.to_string()}>
                <input type="radio" class="visually-hidden" name={&name} value={&choice.value}
                    checked={choice.value == props.value} onchange={on_change} />
                <span>{ &choice.label }</span>
            </label>
        }
    };
    html! {
        <fieldset class="segmented">
            <legend class="field__label">{ &props.label }</legend>
            <div class="segmented__row">{ for props.choices.iter().map(view_choice) }</div>
        </fieldset>
    }
}
