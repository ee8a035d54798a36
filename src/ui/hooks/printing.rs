//! Whether the page is being printed: what is drawn only in part on the screen is drawn whole on paper.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use web_sys::{Element, Event, Window};
use yew::prelude::*;

const BEFORE: &str = "beforeprint";
const AFTER: &str = "afterprint";
/// Time for the page to be drawn whole, in milliseconds.
const DRAW_MS: u32 = 60;

/// Tells whether the page that holds the element is being printed.
#[hook]
pub(in crate::ui) fn use_printing(node: &NodeRef) -> bool {
    let printing = use_state_eq(|| false);
    let setter = printing.setter();
    use_effect_with(node.clone(), move |node| {
        let listen = |event: &'static str, is_printing: bool| {
            let setter = setter.clone();
            window_of(node).map(|window| EventListener::new(&window, event, move |_| setter.set(is_printing)))
        };
        let listeners = (listen(BEFORE, true), listen(AFTER, false));
        move || drop(listeners)
    });
    *printing
}

/// Prints the page that holds the element once it is drawn for paper.
///
/// A browser that is told to print waits for nothing, so the page hears of it before.
pub(in crate::ui) fn print_whole(node: &NodeRef, print: Callback<()>) {
    if let (Some(window), Ok(event)) = (window_of(node), Event::new(BEFORE)) {
        // The event is only heard by the page itself, which cannot refuse it.
        let _ = window.dispatch_event(&event);
    }
    Timeout::new(DRAW_MS, move || print.emit(())).forget();
}

fn window_of(node: &NodeRef) -> Option<Window> {
    node.cast::<Element>()?.owner_document()?.default_view()
}
