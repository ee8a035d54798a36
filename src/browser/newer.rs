//! The service worker behind [`Newer`]; `www/newer.js` knows it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::window::window;
use crate::port::newer::{Newer, News};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = portbookNewer)]
    fn watch(on_news: &JsValue);
    #[wasm_bindgen(js_namespace = portbookNewer)]
    fn take();
}

/// Whoever listens.
type Listener = Rc<RefCell<Option<Rc<dyn Fn(News)>>>>;

/// What keeps the app at hand without a network.
#[derive(Default)]
pub struct ServiceWorker {
    listener: Listener,
}

impl Newer for ServiceWorker {
    fn listen(&self, hear: Rc<dyn Fn(News)>) {
        self.listener.replace(Some(hear));
        let listener = Rc::clone(&self.listener);
        let on_news = Closure::<dyn Fn(String)>::new(move |news: String| {
            // Let go of first, because whoever hears it may listen anew.
            let hear = listener.borrow().clone();
            if let Some(hear) = hear {
                hear(if news == "ready" { News::Ready } else { News::Here });
            }
        });
        watch(&on_news.into_js_value());
    }

    fn take(&self) {
        take();
    }

    fn reopen(&self) {
        if let Ok(window) = window() {
            // Only a page that is being left refuses.
            let _ = window.location().reload();
        }
    }
}
