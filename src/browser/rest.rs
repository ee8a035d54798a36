//! The rest of the app behind [`Rest`]; `www/start.js` loads it.

use wasm_bindgen::prelude::*;

use crate::port::promise::Promise;
use crate::port::rest::{Rest, RestMissing};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = portbookRest, js_name = isHere)]
    fn is_here() -> bool;
    #[wasm_bindgen(js_namespace = portbookRest, catch)]
    async fn load() -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = portbookRest)]
    fn now();
}

/// Loads the rest of the app while the page waits.
///
/// Nothing here calls it: `scripts/split.mjs` has the first part call it before what it leaves to the rest.
#[wasm_bindgen]
pub fn rest_now() {
    now();
}

/// The second of the app's modules.
#[derive(Clone, Copy, Debug)]
pub struct SecondModule;

impl Rest for SecondModule {
    fn is_here(&self) -> bool {
        is_here()
    }

    fn load(&self) -> Promise<Result<(), RestMissing>> {
        Box::pin(async { load().await.map_err(|_| RestMissing) })
    }
}
