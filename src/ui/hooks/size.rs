//! The size of an element, followed as it changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver};
use yew::prelude::*;

/// Width and height in whole pixels, zero until the element is on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Size {
    /// The inner width.
    pub(in crate::ui) width: i32,
    /// The inner height.
    pub(in crate::ui) height: i32,
}

/// Follows the inner size of the element behind a reference.
#[hook]
pub(in crate::ui) fn use_size(node: &NodeRef) -> Size {
    let size = use_state_eq(Size::default);
    let setter = size.setter();
    use_effect_with(node.clone(), move |node| {
        let element = node.cast::<HtmlElement>();
        let watched = element.clone();
        let measure = Closure::<dyn FnMut()>::new(move || {
            if let Some(element) = &watched {
                setter.set(Size { width: element.client_width(), height: element.client_height() });
            }
        });
        let observer = ResizeObserver::new(measure.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, &element) {
            observer.observe(element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(measure);
        }
    });
    *size
}
