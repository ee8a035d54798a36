//! What every page can reach: the state, the reader's language, and the services behind the ports.

use std::rc::Rc;

use yew::prelude::*;

use super::locale::Locale;
use super::store::Store;
use crate::port::charts::Charts;
use crate::port::clock::Clock;
use crate::port::decode::Decode;
use crate::port::files::Files;
use crate::port::folder::Folder;
use crate::port::format::Format;
use crate::port::host::Host;
use crate::port::key_value::KeyValue;
use crate::port::lock::Lock;
use crate::port::newer::Newer;
use crate::port::promise::Promise;
use crate::port::quota::Quota;
use crate::port::random::Random;
use crate::port::rest::Rest;
use crate::port::sheets::SheetWorkers;
use crate::port::tabs::Tabs;
use crate::store::{BookId, Places};

/// Makes the format of a language by its tag.
pub type Formats = Rc<dyn Fn(&str) -> Rc<dyn Format>>;

/// Tells where a book is to be kept.
pub type PlacesOf = Rc<dyn Fn(BookId) -> Promise<Places>>;

/// The outside world as the face sees it.
#[derive(Clone)]
pub struct Services {
    /// The page as a whole.
    pub host: Rc<dyn Host>,
    /// Formats by language tag.
    pub formats: Formats,
    /// What nobody can foresee, for keys.
    pub random: Rc<dyn Random>,
    /// The owner's clock.
    pub clock: Rc<dyn Clock>,
    /// What belongs to the browser and not to a book.
    pub preferences: Rc<dyn crate::port::preferences::Preferences>,
    /// Local storage, where it is allowed, to tell how full it is.
    pub local: Option<Rc<dyn KeyValue>>,
    /// Where books are kept.
    pub places: PlacesOf,
    /// The locks that all tabs share.
    pub lock: Rc<dyn Lock>,
    /// The other tabs.
    pub tabs: Rc<dyn Tabs>,
    /// The browser's word on room and permanence.
    pub quota: Rc<dyn Quota>,
    /// The owner's files.
    pub files: Rc<dyn Files>,
    /// The owner's folder of backups.
    pub folder: Rc<dyn Folder>,
    /// Workers that read and write workbooks.
    pub sheets: Rc<dyn SheetWorkers>,
    /// The rest of the app, loaded after the first screen.
    pub rest: Rc<dyn Rest>,
    /// Newer versions of the app.
    pub newer: Rc<dyn Newer>,
    /// Encodings of text.
    pub decoders: Rc<dyn Decode>,
    /// What draws charts, loaded when one is first shown.
    pub charts: Rc<dyn Charts>,
}

impl PartialEq for Services {
    fn eq(&self, other: &Services) -> bool {
        // All services are made together, so one tells for all.
        Rc::ptr_eq(&self.host, &other.host)
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

#[expect(
    clippy::expect_used,
    reason = "the app's root provides every context; a component outside it is a bug in the making"
)]
pub(super) fn provided<T>(context: Option<T>) -> T {
    context.expect("rendered inside the app")
}
