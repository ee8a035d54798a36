//! Fields for a date and for one of several values.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::field::{Field, described_by};
use super::pick::Choice;
use crate::domain::Date;
use crate::ui::hooks::use_id;

/// Props of [`DateField`].
#[derive(Properties, PartialEq)]
pub struct DateFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The civil date, if one is given.
    pub value: Option<Date>,
    /// Called with the date, or with nothing when it is cleared.
    pub on_change: Callback<Option<Date>>,
    /// What it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// A civil date, with the browser's own calendar.
#[component]
pub fn DateField(props: &DateFieldProps) -> Html {
    let id = use_id();
    let on_change =
        props.on_change.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().value().parse().ok());
    html! {
        <Field id={&id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <input class="field__control field__control--date" id={&id} type="date" value={props.value.map(|date| date.to_string())}
                aria-invalid={props.error.is_some().then_some("true")} aria-describedby={described_by(&id, &props.hint, &props.error)}
                onchange={on_change} />
        </Field>
    }
}

/// Props of [`SelectField`].
#[derive(Properties, PartialEq)]
pub struct SelectFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The value in force.
    pub value: AttrValue,
    /// The values to choose from.
    pub choices: Rc<[Choice]>,
    /// Called with the value chosen.
    pub on_change: Callback<AttrValue>,
    /// What it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// One of several, folded away.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let id = use_id();
    let on_change = props
        .on_change
        .reform(|event: Event| AttrValue::from(event.target_unchecked_into::<HtmlSelectElement>().value()));
    html! {
        <Field id={&id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <select class="field__control field__control--select" id={&id} onchange={on_change}
                aria-invalid={props.error.is_some().then_some("true")} aria-describedby={described_by(&id, &props.hint, &props.error)}>
                { for props.choices.iter().map(|choice| html! {
                    <option key={choice.value.to_string()} value={&choice.value} selected={choice.value == props.value}>{ &choice.label }</option>
                }) }
            </select>
        </Field>
    }
}
