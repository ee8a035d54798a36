//! The browser's storage manager behind [`Quota`].

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use super::window::window;
use crate::port::promise::Promise;
use crate::port::quota::{Estimate, Persistence, Quota};

/// `navigator.storage`.
#[derive(Clone, Copy, Debug)]
pub struct StorageQuota;

impl Quota for StorageQuota {
    fn estimate(&self) -> Promise<Option<Estimate>> {
        Box::pin(async {
            let answer = JsFuture::from(manager()?.estimate().ok()?).await.ok()?;
            let bytes = |name: &str| Some(Reflect::get(&answer, &name.into()).ok()?.as_f64()? as u64);
            Some(Estimate { used: bytes("usage")?, total: bytes("quota")? })
        })
    }

    fn persistence(&self) -> Promise<Persistence> {
        answer(StorageManager::persisted)
    }

    fn persist(&self) -> Promise<Persistence> {
        answer(StorageManager::persist)
    }
}

fn answer(ask: fn(&StorageManager) -> Result<js_sys::Promise, JsValue>) -> Promise<Persistence> {
    Box::pin(async move {
        let Some(Ok(asked)) = manager().map(|manager| ask(&manager)) else { return Persistence::Unknown };
        match JsFuture::from(asked).await.ok().and_then(|answer| answer.as_bool()) {
            Some(true) => Persistence::Promised,
            Some(false) => Persistence::BestEffort,
            None => Persistence::Unknown,
        }
    })
}

/// Returns the storage manager, which pages without a secure context do not have.
fn manager() -> Option<StorageManager> {
    let manager = Reflect::get(&window().ok()?.navigator(), &"storage".into()).ok()?;
    manager.dyn_into().ok()
}
