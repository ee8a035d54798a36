//! Fields for text, free or with suggestions.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::field::{Field, described_by};
use crate::report::roster::fold;
use crate::ui::hooks::use_id;

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

/// A line of text; a search field shows what it searches inside.
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
                placeholder={(props.kind == TextKind::Search).then(|| props.label.clone())} aria-invalid={props.error.is_some().then_some("true")} aria-describedby={described_by(&id, &props.hint, &props.error)}
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
    // Browsers offer what holds the text letter by letter; what holds it without its marks bears it as its label.
    let typed = fold(&props.value);
    let label = |text: &str| {
        let is_held = text.to_lowercase().contains(&props.value.to_lowercase());
        (!is_held && fold(text).contains(&typed)).then(|| props.value.clone())
    };
    let on_input = props
        .on_change
        .reform(|event: InputEvent| AttrValue::from(event.target_unchecked_into::<HtmlInputElement>().value()));
    html! {
        <Field id={&id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <input class="field__control" id={&id} type="text" list={&list} value={&props.value} autocomplete="off"
                aria-invalid={props.error.is_some().then_some("true")} aria-describedby={described_by(&id, &props.hint, &props.error)}
                oninput={on_input} />
            <datalist id={&list}>
                { for props.suggestions.iter().map(|text| html! { <option key={text.to_string()} value={text} label={label(text)} /> }) }
            </datalist>
        </Field>
    }
}
