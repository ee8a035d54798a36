//! Keeps the reader's place: where the focus goes when what had it is gone, and how far each page was scrolled.
//!
//! Length: one hook for the focus and one for the scrolling, each with what it rests on.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::ui::Route;

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

/// A list that the keyboard walks.
const LIST: &str = "[role=grid][tabindex='0']";

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
        // A list comes before what stands above it.
        if let Some(nearest) = [LIST, FOCUSABLE].into_iter().find_map(|what| first_seen(place, what)) {
            let page = nearest.closest("main").ok().flatten();
            let top = page.as_ref().map(Element::scroll_top);
            // What can have the focus takes it. The reader stays where they read.
            let _ = nearest.focus();
            if let (Some(page), Some(top)) = (page, top) {
                page.set_scroll_top(top);
            }
            return;
        }
    }
}

fn first_seen(place: &Element, what: &str) -> Option<HtmlElement> {
    let within = place.query_selector_all(what).ok()?;
    let all = (0..within.length()).filter_map(|at| within.item(at)?.dyn_into::<HtmlElement>().ok());
    all.into_iter().find(|element| is_seen(element))
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
        // A place within a page shows itself when it is come to.
        let is_place_within = Route::recognize(path) == Some(Route::Rates);
        let left = tops.borrow().get(path).copied().filter(|_| is_back);
        if shown.replace(path.clone()) != *path
            && let Some(top) = left.or((!is_place_within).then_some(0))
            && let Some(page) = page.clone()
        {
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
