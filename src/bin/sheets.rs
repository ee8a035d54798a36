//! The worker that reads and writes workbooks: takes messages from the page and sends the answers back.

use js_sys::{Array, Uint8Array};
use portbook::transfer::sheet::Service;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let mut service = Service::default();
    let page = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let request = Uint8Array::new(&event.data()).to_vec();
        service.handle(&request, &mut |answer| post(&page, &answer));
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // Messages that came before the code was ready are lost, so the page waits for this empty one.
    post(&scope, &[]);
}

/// Sends bytes to the page; they move there instead of being copied once more.
fn post(page: &DedicatedWorkerGlobalScope, bytes: &[u8]) {
    let buffer = Uint8Array::from(bytes).buffer();
    // Fails for what cannot be moved, which a fresh buffer always can.
    let _ = page.post_message_with_transfer(&buffer, &Array::of1(&buffer));
}
