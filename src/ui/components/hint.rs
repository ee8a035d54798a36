//! Hints on demand: an explanation that opens where it is asked for.

use yew::prelude::*;

use super::icon::{Icon, IconName};

/// Props of [`Hint`].
#[derive(Properties, PartialEq)]
pub struct HintProps {
    /// What is explained, for screen readers.
    pub label: AttrValue,
    /// The explanation.
    pub children: Html,
}

/// A small question mark that opens an explanation below it.
#[component]
pub fn Hint(props: &HintProps) -> Html {
    html! {
        <details class="hint">
            <summary class="hint__mark" aria-label={&props.label} title={&props.label}><Icon name={IconName::Question} /></summary>
            <div class="hint__text">{ props.children.clone() }</div>
        </details>
    }
}
