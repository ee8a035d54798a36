//! The arrows on the heads of columns, by which the keyboard reaches each of them to sort.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Leads the focus from the head that has it to the next one that can be pressed.
pub(super) fn step(event: &KeyboardEvent) {
    let next: fn(&Element) -> Option<Element> = match event.key().as_str() {
        "ArrowLeft" => Element::previous_element_sibling,
        "ArrowRight" => Element::next_element_sibling,
        _ => return,
    };
    let button = event.target_dyn_into::<HtmlElement>();
    let mut head = button.and_then(|button| button.closest("th").ok().flatten());
    while let Some(at) = head.as_ref().and_then(next) {
        if let Some(button) = at.first_element_child().and_then(|child| child.dyn_into::<HtmlElement>().ok())
            && button.tag_name() == "BUTTON"
        {
            event.prevent_default();
            // A button in the page takes the focus.
            let _ = button.focus();
            return;
        }
        head = Some(at);
    }
}
