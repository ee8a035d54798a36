//! Starts the app with the real browser behind its ports.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use portbook::browser::broadcast::BroadcastTabs;
use portbook::browser::charts::ScriptedCharts;
use portbook::browser::clock::SystemClock;
use portbook::browser::decode::TextDecoders;
use portbook::browser::files::BrowserFiles;
use portbook::browser::folder::ScriptedFolder;
use portbook::browser::host::BrowserHost;
use portbook::browser::indexed_db::IndexedDb;
use portbook::browser::intl::IntlFormat;
use portbook::browser::local_storage::LocalStorage;
use portbook::browser::newer::ServiceWorker;
use portbook::browser::quota::StorageQuota;
use portbook::browser::random::SystemRandom;
use portbook::browser::rest::SecondModule;
use portbook::browser::sheets::ScriptedSheetWorkers;
use portbook::browser::web_lock::WebLock;
use portbook::port::format::Format;
use portbook::port::key_value::KeyValue;
use portbook::port::mirror::Mirror;
use portbook::port::preferences::{MemoryPreferences, Preferences};
use portbook::store::{BookId, Places};
use portbook::ui::app::{App, AppProps};
use portbook::ui::context::Services;

fn main() {
    BrowserHost.tidy_address();
    let services = Services {
        host: Rc::new(BrowserHost),
        formats: Rc::new(|tag| Rc::new(IntlFormat::new(tag)) as Rc<dyn Format>),
        random: Rc::new(SystemRandom),
        clock: Rc::new(SystemClock),
        preferences: match LocalStorage::open() {
            Ok(storage) => Rc::new(storage) as Rc<dyn Preferences>,
            Err(_) => Rc::new(MemoryPreferences::default()),
        },
        local: LocalStorage::open().ok().map(|storage| Rc::new(storage) as Rc<dyn KeyValue>),
        places: Rc::new(|book| Box::pin(places(book))),
        lock: Rc::new(WebLock),
        tabs: Rc::new(BroadcastTabs),
        quota: Rc::new(StorageQuota),
        files: Rc::new(BrowserFiles),
        folder: Rc::new(ScriptedFolder),
        sheets: Rc::new(ScriptedSheetWorkers),
        rest: Rc::new(SecondModule),
        newer: Rc::new(ServiceWorker::default()),
        decoders: Rc::new(TextDecoders),
        charts: Rc::new(ScriptedCharts),
    };
    // Once the script that starts the app has hold of it: the first part may need the rest from then on.
    Timeout::new(0, || drop(yew::Renderer::<App>::with_props(AppProps { services }).render())).forget();
}

async fn places(book: BookId) -> Places {
    Places {
        book,
        local: LocalStorage::open().map(|storage| Rc::new(storage) as Rc<dyn KeyValue>),
        mirror: IndexedDb::open().await.map(|database| Rc::new(database) as Rc<dyn Mirror>),
    }
}
