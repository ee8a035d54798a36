//! Tabs: parts of one thing, one shown at a time.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::pick::Choice;
use crate::ui::hooks::use_id;

/// Props of [`Tabs`].
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// What the parts are parts of.
    pub label: AttrValue,
    /// The parts.
    pub tabs: Rc<[Choice]>,
    /// The part shown.
    pub value: AttrValue,
    /// Called with the part to show.
    pub on_select: Callback<AttrValue>,
    /// The part itself.
    pub children: Html,
}

/// A row of tabs with the chosen part under it.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let id = use_id();
    let row = use_node_ref();
    use_effect_with((row.clone(), props.value.clone()), |(row, _)| show_chosen(row));
    let tab_id = |value: &str| AttrValue::from(format!("{id}-{value}"));
    let view_tab = |tab: &Choice| {
        let chosen = tab.value == props.value;
        let value = tab.value.clone();
        html! {
            <button type="button" role="tab" class="tabs__tab" key={tab.value.to_string()} id={tab_id(&tab.value)}
                aria-selected={chosen.to_string()} aria-controls={&id} tabindex={if chosen { "0" } else { "-1" }}
                onclick={props.on_select.reform(move |_: MouseEvent| value.clone())}>{ &tab.label }</button>
        }
    };
    html! {
        <div class="tabs">
            <div class="tabs__row" role="tablist" ref={row} aria-label={&props.label} onkeydown={on_key}>
                { for props.tabs.iter().map(view_tab) }
            </div>
            <div class="tabs__part" role="tabpanel" id={&id} aria-labelledby={tab_id(&props.value)}>{ props.children.clone() }</div>
        </div>
    }
}

/// Scrolls the row, where it is longer than the screen is wide, so that the chosen tab is whole and its neighbors begin.
fn show_chosen(row: &NodeRef) {
    let Some(row) = row.cast::<HtmlElement>() else { return };
    let chosen = row.query_selector("[aria-selected=true]").ok().flatten();
    if let Some(tab) = chosen.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        let middle = tab.offset_left() - row.offset_left() + tab.offset_width() / 2;
        row.set_scroll_left(middle - row.client_width() / 2);
    }
}

/// The arrows move to the neighbor and choose it.
fn on_key(event: KeyboardEvent) {
    let Some(tab) = event.target_dyn_into::<Element>() else { return };
    let row = tab.parent_element();
    let next = match event.key().as_str() {
        "ArrowRight" => tab.next_element_sibling().or(row.and_then(|row| row.first_element_child())),
        "ArrowLeft" => tab.previous_element_sibling().or(row.and_then(|row| row.last_element_child())),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        // A tab can always take the focus.
        let _ = next.focus();
        next.click();
    }
}
