//! The browser's broadcast channels behind [`Tabs`].

use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::window::window;
use crate::port::tabs::{Hear, Line, Tabs};

/// The tabs of this browser.
#[derive(Clone, Copy, Debug)]
pub struct BroadcastTabs;

impl Tabs for BroadcastTabs {
    fn join(&self, name: &str, hear: Hear) -> Option<Rc<dyn Line>> {
        // Made where there is none, it would end the app.
        let window = window().ok()?;
        if !Reflect::has(&window, &"BroadcastChannel".into()).unwrap_or(false) {
            return None;
        }
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = EventListener::new(&channel, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map_or(JsValue::UNDEFINED, MessageEvent::data);
            // Other pages of the origin may say anything.
            if let Ok(bytes) = data.dyn_into::<Uint8Array>() {
                hear(bytes.to_vec());
            }
        });
        Some(Rc::new(Channel { channel, _listener: listener }))
    }
}

struct Channel {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl Line for Channel {
    fn say(&self, bytes: &[u8]) {
        // What cannot be said is not answered, and the page says so.
        let _ = self.channel.post_message(&Uint8Array::from(bytes));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
