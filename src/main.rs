//! Starts the app with the real browser behind its ports.

use std::rc::Rc;

use portbook::browser::host::BrowserHost;
use portbook::browser::intl::IntlFormat;
use portbook::port::format::Format;
use portbook::ui::app::{App, AppProps};
use portbook::ui::context::Services;

fn main() {
    BrowserHost.tidy_address();
    let services = Services {
        host: Rc::new(BrowserHost),
        formats: Rc::new(|tag| Rc::new(IntlFormat::new(tag)) as Rc<dyn Format>),
    };
    yew::Renderer::<App>::with_props(AppProps { services }).render();
}
