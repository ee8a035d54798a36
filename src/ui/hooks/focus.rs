//! Giving the keyboard to something inside an element.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Focuses the first element inside that a selector finds.
pub(in crate::ui) fn focus_inside(node: &NodeRef, selector: &str) {
    if let Some(found) = find_inside(node, selector) {
        // An element that cannot take the focus leaves it where it is.
        let _ = found.focus();
    }
}

/// Returns the first element inside that a selector finds.
pub(in crate::ui) fn find_inside(node: &NodeRef, selector: &str) -> Option<HtmlElement> {
    let found = node.cast::<Element>()?.query_selector(selector).ok()??;
    found.dyn_into().ok()
}
