//! What is seen of a list: its own view, or what the page shows of it where it lies in the page at its full length.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

/// The view onto an element in whole pixels, zero until it is on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct View {
    /// How wide the element is inside.
    pub(super) width: i32,
    /// How much of its height is seen.
    pub(super) height: i32,
    /// How much of it lies above what is seen.
    pub(super) scroll: i32,
}

/// Follows what is seen of the element behind a reference, whatever resizes or scrolls it.
#[hook]
pub(super) fn use_view(node: &NodeRef) -> View {
    let view = use_state_eq(View::default);
    let setter = view.setter();
    use_effect_with(node.clone(), move |node| {
        let element = node.cast::<HtmlElement>();
        let watched = element.clone();
        let look = move || {
            if let Some(element) = &watched {
                setter.set(seen(element));
            }
        };
        let resized = Closure::<dyn FnMut()>::new(look.clone());
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, &element) {
            observer.observe(element);
        }
        let listener = element.and_then(|element| main_of(&element)).map(|main| {
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&main, "scroll", options, move |_| look())
        });
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop((resized, listener));
        }
    });
    *view
}

/// Brings a list to where so much of it lies above what is seen.
pub(super) fn scroll_to(scroller: &HtmlElement, top: i32) {
    match page_of(scroller) {
        Some(page) => page.set_scroll_top(page.scroll_top() + top - seen(scroller).scroll),
        None => scroller.set_scroll_top(top),
    }
}

fn seen(element: &HtmlElement) -> View {
    let (width, height) = (element.client_width(), element.client_height());
    let Some(page) = page_of(element) else { return View { width, height, scroll: element.scroll_top() } };
    let above = (page.get_bounding_client_rect().top() - element.get_bounding_client_rect().top()) as i32;
    let foot = element.next_element_sibling().map_or(0, |foot| foot.client_height());
    // What stands above the list in the page takes its room from it.
    View { width, height: (page.client_height() - foot + above.min(0)).max(0), scroll: above.max(0) }
}

/// Returns what a list is scrolled with that is longer than the page.
fn page_of(element: &HtmlElement) -> Option<Element> {
    main_of(element).filter(|main| element.client_height() > main.client_height())
}

fn main_of(element: &HtmlElement) -> Option<Element> {
    element.closest("main").ok().flatten()
}
