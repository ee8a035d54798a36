//! The page's window, and what the browser's objections mean.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Window};

use crate::port::key_value::HomeFault;

/// Returns the window; a worker has none.
#[expect(clippy::disallowed_methods, reason = "the one place that reaches for the window")]
pub(super) fn window() -> Result<Window, HomeFault> {
    web_sys::window().ok_or(HomeFault::Forbidden)
}

/// Returns what an exception means for whoever wanted to keep something.
pub(super) fn fault(thrown: &JsValue) -> HomeFault {
    let Some(exception) = thrown.dyn_ref::<DomException>() else {
        return HomeFault::Failed(format!("{thrown:?}"));
    };
    match exception.name().as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => HomeFault::Full,
        "SecurityError" | "NotAllowedError" => HomeFault::Forbidden,
        name => HomeFault::Failed(format!("{name}: {}", exception.message())),
    }
}
