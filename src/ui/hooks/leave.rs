//! Closing what opened, once the reader has gone elsewhere.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};
use yew::prelude::*;

use super::focus_inside;

/// Returns what to do when the focus moves: nothing while it stays inside the element, `on_leave` once it is gone.
pub(in crate::ui) fn on_leave(node: &NodeRef, on_leave: Callback<()>) -> Callback<FocusEvent> {
    let node = node.clone();
    Callback::from(move |event: FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
        if node.get().is_some_and(|element| !element.contains(next.as_ref())) {
            on_leave.emit(());
        }
    })
}

/// Returns what folds a `details` element up again when the focus leaves it.
pub(in crate::ui) fn fold_on_leave(node: &NodeRef) -> Callback<FocusEvent> {
    let details = node.clone();
    on_leave(node, Callback::from(move |()| fold(&details)))
}

/// Returns what folds a `details` element up again on Escape, and gives the focus back to its summary.
pub(in crate::ui) fn fold_on_escape(node: &NodeRef) -> Callback<KeyboardEvent> {
    let details = node.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            fold(&details);
            focus_inside(&details, "summary");
        }
    })
}

fn fold(details: &NodeRef) {
    if let Some(details) = details.cast::<Element>() {
        // Removing an attribute does not fail, whether or not it is there.
        let _ = details.remove_attribute("open");
    }
}
