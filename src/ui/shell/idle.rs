//! Locks a sealed book when nobody has touched the page for a while.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Interval;
use web_sys::Element;
use yew::prelude::*;

use crate::ui::{use_desk, use_services, use_store};

/// Props of [`IdleLock`].
#[derive(Properties, PartialEq)]
pub(super) struct IdleLockProps {
    /// Anything on the page.
    pub(super) page: NodeRef,
}

/// What tells that somebody is there.
const SIGNS: [&str; 4] = ["pointerdown", "keydown", "wheel", "touchmove"];

/// How often the clock is looked at, in milliseconds; a device that slept finds the time gone by.
const LOOK: u32 = 5_000;

/// Looks at the clock, and locks the book.
#[component]
pub(super) fn IdleLock(props: &IdleLockProps) -> Html {
    let desk = use_desk();
    let clock = use_services().clock;
    let minutes = use_store().preferences.idle.0;
    use_effect_with((props.page.clone(), minutes, desk.is_sealed()), move |(page, minutes, is_sealed)| {
        let document = page.cast::<Element>().and_then(|page| page.owner_document());
        let kept = document.filter(|_| *is_sealed && *minutes > 0).map(|document| {
            let touched = Rc::new(Cell::new(clock.now()));
            let most = i64::from(*minutes) * 60_000;
            let capture = EventListenerOptions::run_in_capture_phase();
            let listeners = SIGNS.map(|sign| {
                let (touched, clock) = (touched.clone(), clock.clone());
                let note = move |_: &Event| touched.set(clock.now());
                EventListener::new_with_options(&document, sign, capture, note)
            });
            let look = Interval::new(LOOK, move || {
                if clock.now() - touched.get() >= most {
                    // Asked again only after as long, should it not be possible now.
                    touched.set(clock.now());
                    desk.lock();
                }
            });
            (listeners, look)
        });
        move || drop(kept)
    });
    Html::default()
}
