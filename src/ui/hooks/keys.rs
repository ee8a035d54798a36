//! The keyboard of the whole page, turned into commands.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::ui::command::Command;
use crate::ui::key_press::{KeyPlace, KeyPress, asked, is_leader};

/// How long the second key of a sequence may take, in milliseconds.
const SEQUENCE_MS: f64 = 1_500.0;

/// Runs the commands whose keys are pressed anywhere on the page that holds the element.
#[hook]
pub(in crate::ui) fn use_keys(node: &NodeRef, commands: Vec<Command>) {
    let leader = use_mut_ref(|| None::<(String, f64)>);
    use_effect_with((node.clone(), commands), move |(node, commands)| {
        let document = node.cast::<Element>().and_then(|element| element.owner_document());
        let commands = commands.clone();
        let listener = document.map(|document| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| is_meant(event)) else { return };
                let press = press_of(event);
                let before = leader.take().filter(|(_, at)| event.time_stamp() - at < SEQUENCE_MS).map(|(key, _)| key);
                if let Some(command) = asked(&commands, before.as_deref(), &press) {
                    event.prevent_default();
                    command.perform();
                } else if is_leader(&commands, &press) {
                    leader.replace(Some((press.key, event.time_stamp())));
                }
            })
        });
        move || drop(listener)
    });
}

/// Keys that an input method or a component has already used are not for commands.
fn is_meant(event: &KeyboardEvent) -> bool {
    !event.is_composing() && !event.default_prevented() && !event.alt_key() && event.key() != "Shift"
}

fn press_of(event: &KeyboardEvent) -> KeyPress {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within = |selector: &str| {
        target.as_ref().is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
    };
    // A modal dialog has all keys, wherever the focus is: a button that was pressed and disabled drops it to the page.
    let document = target.as_ref().and_then(|target| target.owner_document());
    let is_asked = document.is_some_and(|page| page.query_selector("dialog:modal").is_ok_and(|found| found.is_some()));
    let place = match () {
        () if within(
            "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]",
        ) =>
        {
            KeyPlace::Field
        }
        () if is_asked || within("dialog[open]") => KeyPlace::Dialog,
        () => KeyPlace::Page,
    };
    KeyPress { key: event.key(), control: event.ctrl_key() || event.meta_key(), shift: event.shift_key(), place }
}
