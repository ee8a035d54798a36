//! Hints on demand: an explanation that opens where it is asked for.

use yew::prelude::*;

use super::icon::{Icon, IconName};
use crate::ui::hooks::fold_on_leave;

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
    let node = use_node_ref();
    html! {
        <details class="hint" ref={node.clone()} onfocusout={fold_on_leave(&node)}>
            <summary class="hint__mark" aria-label={&props.label} title={&props.label}><Icon name={IconName::Question} /></summary>
            <div class="hint__text" tabindex="-1">{ props.children.clone() }</div>
        </details>
    }
}
