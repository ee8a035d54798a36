//! Fields: the label above, the hint below, the fault in plain words beside it.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::icon::{Icon, IconName};
use super::pick::Choice;
use crate::ui::hooks::use_id;

/// Props of [`Field`].
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// The name of the control inside; hint and fault are called `{id}-hint` and `{id}-error`.
    pub id: AttrValue,
    /// What is asked.
    pub label: AttrValue,
    /// An example or what it means.
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    pub error: Option<AttrValue>,
    /// The control.
    pub children: Html,
}

/// The frame around a control.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let FieldProps { id, .. } = props;
    html! {
        <div class={classes!("field", props.error.is_some().then_some("is-wrong"))}>
            <label class="field__label" for={id}>{ &props.label }</label>
            { props.children.clone() }
            if let Some(error) = &props.error {
                <p class="field__error" id={format!("{id}-error")} role="alert"><Icon name={IconName::Alert} />{ error }</p>
            }
            if let Some(hint) = &props.hint { <p class="field__hint" id={format!("{id}-hint")}>{ hint }</p> }
        </div>
    }
}

/// Names what describes a control, for screen readers.
pub(super) fn described_by(id: &str, hint: &Option<AttrValue>, error: &Option<AttrValue>) -> Option<AttrValue> {
    match (error, hint) {
        (None, None) => None,
        (Some(_), None) => Some(format!("{id}-error").into()),
        (None, Some(_)) => Some(format!("{id}-hint").into()),
        (Some(_), Some(_)) => Some(format!("{id}-error {id}-hint").into()),
    }
}

/// What kind of text a field takes; chooses the keyboard on phones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what is typed")]
pub enum TextKind {
    #[default]
    Text,
    Email,
    Phone,
    Url,
    Search,
    Password,
}

impl TextKind {
    fn name(self) -> &'static str {
        match self {
            TextKind::Text => "text",
            TextKind::Email => "email",
            TextKind::Phone => "tel",
            TextKind::Url => "url",
            TextKind::Search => "search",
            TextKind::Password => "password",
        }
    }
}

/// Props of [`TextField`] and [`TextArea`].
#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The text.
    pub value: AttrValue,
    /// Called with the text at every change.
    pub on_input: Callback<AttrValue>,
    /// Called with the text when the field is left or Enter is pressed: the time to check it.
    #[prop_or_default]
    pub on_commit: Callback<AttrValue>,
    /// What kind of text; a text area ignores it.
    #[prop_or_default]
    pub kind: TextKind,
    /// An example or what it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// A line of text.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let id = use_id();
    let on_input = props
        .on_input
        .reform(|event: InputEvent| AttrValue::from(event.target_unchecked_into::<HtmlInputElement>().value()));
    let on_change = props
        .on_commit
        .reform(|event: Event| AttrValue::from(event.target_unchecked_into::<HtmlInputElement>().value()));
    html! {
        <Field id={&id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <input class="field__control" id={&id} type={props.kind.name()} value={&props.value} autocomplete="off"
                aria-invalid={props.error.is_some().then_some("true")} aria-describedby={described_by(&id, &props.hint, &props.error)}
                oninput={on_input} onchange={on_change} />
        </Field>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(props: &TextFieldProps) -> Html {
    let id = use_id();
    let on_input = props
        .on_input
        .reform(|event: InputEvent| AttrValue::from(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    let on_change = props
        .on_commit
        .reform(|event: Event| AttrValue::from(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    html! {
        <Field id={&id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <textarea class="field__control field__control--area" id={&id} rows="3" value={&props.value}
                aria-invalid={props.error.is_some().then_some("true")} aria-describedby={described_by(&id, &props.hint, &props.error)}
                oninput={on_input} onchange={on_change} />
        </Field>
    }
}

/// Props of [`DateField`].
#[derive(Properties, PartialEq)]
pub struct DateFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The civil date, if one is given.
    pub value: Option<crate::domain::Date>,
    /// Called with the date, or with nothing when it is cleared.
    pub on_change: Callback<Option<crate::domain::Date>>,
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
}

/// One of several, folded away.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let id = use_id();
    let on_change = props
        .on_change
        .reform(|event: Event| AttrValue::from(event.target_unchecked_into::<HtmlSelectElement>().value()));
    html! {
        <Field id={&id} label={&props.label} hint={props.hint.clone()} error={None::<AttrValue>}>
            <select class="field__control field__control--select" id={&id} onchange={on_change}
                aria-describedby={described_by(&id, &props.hint, &None)}>
                { for props.choices.iter().map(|choice| html! {
                    <option key={choice.value.to_string()} value={&choice.value} selected={choice.value == props.value}>{ &choice.label }</option>
                }) }
            </select>
        </Field>
    }
}

/// Props of [`ComboField`].
#[derive(Properties, PartialEq)]
pub struct ComboFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The text.
    pub value: AttrValue,
    /// What is offered while typing.
    pub suggestions: Rc<[AttrValue]>,
    /// Called with the text at every change.
    pub on_change: Callback<AttrValue>,
    /// An example or what it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// A line of text with suggestions.
#[component]
pub fn ComboField(props: &ComboFieldProps) -> Html {
    let id = use_id();
    let list = AttrValue::from(format!("{id}-list"));
    let on_input = props
        .on_change
        .reform(|event: InputEvent| AttrValue::from(event.target_unchecked_into::<HtmlInputElement>().value()));
    html! {
        <Field id={&id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <input class="field__control" id={&id} type="text" list={&list} value={&props.value} autocomplete="off"
                aria-invalid={props.error.is_some().then_some("true")} aria-describedby={described_by(&id, &props.hint, &props.error)}
                oninput={on_input} />
            <datalist id={&list}>
                { for props.suggestions.iter().map(|text| html! { <option key={text.to_string()} value={text} /> }) }
            </datalist>
        </Field>
    }
}
