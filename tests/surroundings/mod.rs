//! The world around a page in tests without a browser: memory, one format, a fixed clock.

use std::rc::Rc;

use portbook::domain::Date;
use portbook::port::charts::Notebook;
use portbook::port::clock::FixedClock;
use portbook::port::decode::{Decode, Decoder, Encoding};
use portbook::port::files::MemoryFiles;
use portbook::port::folder::MemoryFolder;
use portbook::port::format::{FixedFormat, Format};
use portbook::port::host::NoHost;
use portbook::port::lock::MemoryLock;
use portbook::port::newer::NeverNewer;
use portbook::port::preferences::MemoryPreferences;
use portbook::port::promise::{Promise, kept, never};
use portbook::port::quota::FixedQuota;
use portbook::port::rest::OnePiece;
use portbook::port::sheets::{Gone, SheetWorker, SheetWorkers};
use portbook::port::tabs::MemoryTabs;
use portbook::ui::context::Services;

/// The day on which the tests of the face play.
pub(crate) const TODAY: Date = Date::from_days(20_500);

/// A machine that decodes nothing but what Rust itself reads.
struct NoDecoders;

impl Decode for NoDecoders {
    fn start(&self, _encoding: Encoding) -> Option<Box<dyn Decoder>> {
        None
    }
}

/// A machine without workers.
struct NoSheets;

impl SheetWorkers for NoSheets {
    fn start(&self) -> Rc<dyn SheetWorker> {
        Rc::new(NoSheets)
    }
}

impl SheetWorker for NoSheets {
    fn send(&self, _message: Vec<u8>) {}

    fn next(&self) -> Promise<Result<Vec<u8>, Gone>> {
        kept(Err(Gone::Unreachable))
    }

    fn end(&self) {}
}

/// Returns the world around a page that is rendered without a browser.
pub(crate) fn surroundings() -> Services {
    Services {
        local: None,
        host: Rc::new(NoHost),
        formats: Rc::new(|_| Rc::new(FixedFormat) as Rc<dyn Format>),
        random: Rc::new(portbook::port::random::SeededRandom::new(1)),
        clock: Rc::new(FixedClock { today: TODAY, now: 0, zone: "Asia/Shanghai".to_owned() }),
        preferences: Rc::new(MemoryPreferences::default()),
        places: Rc::new(|_| never()),
        lock: Rc::new(MemoryLock::default()),
        tabs: Rc::new(MemoryTabs::default()),
        quota: Rc::new(FixedQuota::new(None)),
        folder: Rc::new(MemoryFolder::default()),
        files: Rc::new(MemoryFiles::default()),
        rest: Rc::new(OnePiece),
        newer: Rc::new(NeverNewer),
        decoders: Rc::new(NoDecoders),
        charts: Rc::new(Notebook::default()),
        sheets: Rc::new(NoSheets),
    }
}
