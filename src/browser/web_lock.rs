//! The browser's Web Locks behind [`Lock`].

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window::window;
use crate::port::lock::{Hold, Holding, Lock};
use crate::port::promise::Promise;

/// The locks of the origin.
#[derive(Clone, Copy, Debug)]
pub struct WebLock;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`, which `web_sys` holds for unstable.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        callback: &Function,
    ) -> Result<js_sys::Promise, JsValue>;
}

impl Lock for WebLock {
    fn hold_now(&self, name: &str) -> Promise<Holding> {
        hold(name, true)
    }

    fn hold(&self, name: &str) -> Promise<Holding> {
        hold(name, false)
    }
}

fn hold(name: &str, only_if_available: bool) -> Promise<Holding> {
    let (granted, grant) = deferred();
    let (released, release) = deferred();
    let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let _ = grant.call1(&JsValue::UNDEFINED, &lock);
        // The lock is held until this promise is kept.
        if lock.is_null() { JsValue::UNDEFINED } else { released.into() }
    });
    let asked = ask(name, only_if_available, callback.unchecked_ref());
    Box::pin(async move {
        let Ok(ended) = asked else { return Holding::Unsupported };
        // Were the request refused, nothing would ever be granted.
        match JsFuture::from(js_sys::Promise::race(&Array::of2(&granted, &ended))).await {
            Ok(lock) if lock.is_null() || lock.is_undefined() => Holding::Taken,
            Ok(_) => Holding::Held(Hold::new(move || {
                let _ = release.call0(&JsValue::UNDEFINED);
            })),
            Err(_) => Holding::Unsupported,
        }
    })
}

fn ask(name: &str, only_if_available: bool, callback: &Function) -> Result<js_sys::Promise, JsValue> {
    let navigator = window().map_err(|_| JsValue::UNDEFINED)?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into())?;
    if locks.is_undefined() {
        return Err(locks);
    }
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &only_if_available.into())?;
    locks.unchecked_into::<LockManager>().request(name, &options, callback)
}

/// Returns a promise and the function that keeps it.
fn deferred() -> (js_sys::Promise, Function) {
    let mut keep = JsValue::UNDEFINED;
    let promise = js_sys::Promise::new(&mut |resolve, _| keep = resolve.into());
    // A promise calls its executor at once.
    (promise, keep.unchecked_into())
}
