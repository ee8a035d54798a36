//! The page as a whole, through `window` and `document`.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::window::window;
use crate::port::host::Host;

/// The browser tab the app runs in.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserHost;

impl BrowserHost {
    /// Makes the address safe for the router: a hash that is not a path leads to the start.
    pub fn tidy_address(&self) {
        let Some(location) = window().ok().map(|window| window.location()) else { return };
        let hash = location.hash().unwrap_or_default();
        if !hash.starts_with("#/") {
            // A refused change leaves an address the browser itself rejected; the router then starts at its root.
            let _ = location.replace("#/");
        }
    }

    /// Removes what the page showed while the app was loading.
    pub fn remove_splash(&self) {
        if let Some(splash) = window().ok().and_then(|it| it.document()).and_then(|it| it.get_element_by_id("loading"))
        {
            splash.remove();
        }
    }
}

impl Host for BrowserHost {
    fn languages(&self) -> Vec<String> {
        let languages = window().ok().map(|window| window.navigator().languages());
        languages.map(|tags| tags.iter().filter_map(|tag| tag.as_string()).collect()).unwrap_or_default()
    }

    fn set_title(&self, title: &str) {
        if let Some(document) = window().ok().and_then(|window| window.document()) {
            document.set_title(title);
        }
    }

    fn set_language(&self, tag: &str) {
        if let Some(root) = root() {
            root.set_lang(tag);
        }
    }

    fn set_theme(&self, theme: Option<&str>) {
        let Some(root) = root() else { return };
        // Neither call can fail for a constant, well-formed attribute name.
        let _ = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }

    fn copy(&self, text: &str) {
        if let Ok(window) = window() {
            let _written = window.navigator().clipboard().write_text(text);
        }
    }

    fn print(&self) {
        if let Ok(window) = window() {
            // A browser without a printing dialog has nothing to report.
            let _ = window.print();
        }
    }

    fn is_one_file(&self) -> bool {
        // Where scripts/single.mjs packs the app.
        let document = window().ok().and_then(|window| window.document());
        document.is_some_and(|document| document.get_element_by_id("packed-app").is_some())
    }
}

fn root() -> Option<HtmlElement> {
    window().ok()?.document()?.document_element()?.dyn_into().ok()
}
