//! What the reader is writing, wherever on the page it is.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Where something is typed that the reader would miss: what is searched for and the date shown are not.
const TEXTS: &str =
    "textarea, input:not([type=search], [type=checkbox], [type=radio], [type=file], [role=combobox], .as-of *)";

/// The field that was last typed into.
#[derive(Clone, Default)]
pub(in crate::ui) struct Typing(Rc<RefCell<Option<Element>>>);

impl Typing {
    /// Tells whether that field is still there, in sight, and holds something.
    pub(in crate::ui) fn is_under_way(&self) -> bool {
        self.0.borrow().as_ref().is_some_and(is_in_sight)
    }
}

/// Notes what is typed into on the page that `node` is part of.
#[hook]
pub(in crate::ui) fn use_typing(node: &NodeRef) -> Typing {
    let typing = use_memo((), |()| Typing::default());
    use_effect_with(node.clone(), {
        let typing = Typing::clone(&typing);
        move |node| {
            let document = node.cast::<Element>().and_then(|element| element.owner_document());
            let listener = document.map(|document| {
                EventListener::new(&document, "input", move |event| {
                    let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                    if let Some(field) = field.filter(|field| field.matches(TEXTS).unwrap_or(false)) {
                        typing.0.replace(Some(field));
                    }
                })
            });
            move || drop(listener)
        }
    });
    Typing::clone(&typing)
}

fn is_in_sight(field: &Element) -> bool {
    let text = match (field.dyn_ref::<HtmlInputElement>(), field.dyn_ref::<HtmlTextAreaElement>()) {
        (Some(input), _) => input.value(),
        (_, Some(area)) => area.value(),
        _ => String::new(),
    };
    let is_put_away = field.closest("dialog:not([open])").is_ok_and(|dialog| dialog.is_some());
    field.is_connected() && !is_put_away && !text.is_empty()
}
