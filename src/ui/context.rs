//! What every page can reach: the state, the reader's language, and the services behind the ports.

use std::rc::Rc;

use yew::prelude::*;

use super::locale::Locale;
use super::store::Store;
use crate::port::format::Format;
use crate::port::host::Host;

/// Makes the format of a language by its tag.
pub type Formats = Rc<dyn Fn(&str) -> Rc<dyn Format>>;

/// The outside world as the face sees it.
#[derive(Clone)]
pub struct Services {
    /// The page as a whole.
    pub host: Rc<dyn Host>,
    /// Formats by language tag.
    pub formats: Formats,
}

impl PartialEq for Services {
    fn eq(&self, other: &Services) -> bool {
        Rc::ptr_eq(&self.host, &other.host) && Rc::ptr_eq(&self.formats, &other.formats)
    }
}

/// Returns the state and the way to change it.
#[hook]
pub fn use_store() -> Store {
    provided(use_context())
}

/// Returns the reader's language.
#[hook]
pub fn use_locale() -> Locale {
    provided(use_context())
}

/// Returns the outside world.
#[hook]
pub fn use_services() -> Services {
    provided(use_context())
}

#[expect(clippy::expect_used, reason = "the app's root provides every context; a component outside it is a bug in the making")]
fn provided<T>(context: Option<T>) -> T {
    context.expect("rendered inside the app")
}
