//! Fields: the label above, the hint below, the fault in plain words beside it.

use yew::prelude::*;

use super::icon::{Icon, IconName};

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
