//! Keeps the reader's place: where the focus goes when what had it is gone, and how far each page was scrolled.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};
use yew::prelude::*;
use yew_router::prelude::*;

/// Props of [`Attendant`].
#[derive(Properties, PartialEq)]
pub(super) struct AttendantProps {
    /// What pages are scrolled in.
    pub(super) main: NodeRef,
}

/// Keeps the reader's place.
#[component]
pub(super) fn Attendant(props: &AttendantProps) -> Html {
    use_focus_regained(&props.main);
    use_scroll_regained(&props.main);
    Html::default()
}

/// What can have the focus without taking the next keys for its own text.
const FOCUSABLE: &str = "button:not(:disabled), a[href], summary, [tabindex='0']";

/// When what has the focus goes away, hands the focus to what is nearest to its place instead of to the whole page.
#[hook]
fn use_focus_regained(main: &NodeRef) {
    use_effect_with(main.clone(), |main| {
        let document = main.cast::<Element>().and_then(|main| main.owner_document());
        // What has the focus, and what it lies in, from the inside out.
        let seat = Rc::new(RefCell::new(Vec::<Element>::new()));
        let take = {
            let seat = seat.clone();
            move |event: &Event| {
                let focused = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                seat.replace(std::iter::successors(focused, |inner| inner.parent_element()).collect());
            }
        };
        let listeners = document.map(|document| {
            let look = {
                let document = document.clone();
                move |_: &Event| {
                    let (document, seat) = (document.clone(), seat.clone());
                    // What the key or the click does is drawn by then. Whoever regains the focus takes another seat.
                    Timeout::new(0, move || {
                        let left = seat.borrow().clone();
                        regain(&document, &left);
                    })
                    .forget();
                }
            };
            let capture = EventListenerOptions::run_in_capture_phase();
            [
                EventListener::new(&document, "focusin", take),
                EventListener::new_with_options(&document, "keyup", capture, look.clone()),
                EventListener::new_with_options(&document, "click", capture, look),
            ]
        });
        move || drop(listeners)
    });
}

fn regain(document: &Document, seat: &[Element]) {
    let is_lost = document.active_element().is_none_or(|active| active.tag_name() == "BODY");
    if !is_lost || seat.first().is_none_or(is_seen) {
        return;
    }
    for place in seat.iter().filter(|place| is_seen(place)) {
        let within = place.query_selector_all(FOCUSABLE).ok();
        let all = within.iter().flat_map(|within| (0..within.length()).filter_map(|at| within.item(at)));
        let mut seen = all.filter_map(|node| node.dyn_into::<HtmlElement>().ok()).filter(|element| is_seen(element));
        if let Some(nearest) = seen.next() {
            // What can have the focus takes it.
            let _ = nearest.focus();
            return;
        }
    }
}

fn is_seen(element: &Element) -> bool {
    element.is_connected() && element.dyn_ref::<HtmlElement>().is_some_and(|element| element.offset_width() > 0)
}

/// Begins a page at its top, and shows one that the reader goes back to where it was left.
#[hook]
fn use_scroll_regained(main: &NodeRef) {
    let path = use_location().map(|location| page_of(location.path())).unwrap_or_default();
    let tops = use_mut_ref(HashMap::<String, i32>::new);
    let went_back = use_mut_ref(|| false);
    let shown = use_mut_ref(|| path.clone());
    use_effect_with(main.clone(), {
        let went_back = went_back.clone();
        move |main| {
            let document = main.cast::<Element>().and_then(|main| main.owner_document());
            let listener = document.and_then(|document| document.default_view()).map(|window| {
                EventListener::new(&window, "popstate", move |_| {
                    went_back.replace(true);
                })
            });
            move || drop(listener)
        }
    });
    use_effect_with((main.clone(), path), move |(main, path)| {
        let page = main.cast::<Element>();
        let is_back = went_back.replace(false);
        if shown.replace(path.clone()) != *path
            && let Some(page) = page.clone()
        {
            let top = if is_back { tops.borrow().get(path).copied().unwrap_or_default() } else { 0 };
            page.set_scroll_top(top);
            // A page that was left far down is drawn only now.
            Timeout::new(0, move || page.set_scroll_top(top)).forget();
        }
        let path = path.clone();
        let listener = page.map(|page| {
            EventListener::new(&page.clone(), "scroll", move |_| {
                tops.borrow_mut().insert(path.clone(), page.scroll_top());
            })
        });
        move || drop(listener)
    });
}

/// Returns the page of a path: a customer is shown beside the list, which stays.
fn page_of(path: &str) -> String {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    match (parts.next(), parts.next()) {
        (Some("customers"), _) => "customers".to_owned(),
        _ => path.to_owned(),
    }
}
