//! Opening a book for a tab: with its lock if that is free, else for reading.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Shelf, Trouble};
use crate::book::example;
use crate::desk::Desk;
use crate::port::lock::{Hold, Holding};
use crate::store::{Access, ReadOnly};
use crate::ui::context::Services;

/// A book that was opened, with its lock.
#[derive(Clone)]
pub(super) struct Opened {
    pub(super) desk: Rc<RefCell<Desk>>,
    pub(super) trouble: Rc<Trouble>,
    /// Held for the tab's life.
    _hold: Rc<Option<Hold>>,
}

impl PartialEq for Opened {
    fn eq(&self, other: &Opened) -> bool {
        Rc::ptr_eq(&self.desk, &other.desk)
    }
}

/// Takes the book's lock, if it is not `held` and free, and opens the book; the example is laid out when it is empty.
///
/// Who wants to read alone takes no lock.
pub(super) async fn open(
    services: &Services,
    (shelf, reads_alone): (Shelf, bool),
    language: &str,
    held: Option<Hold>,
) -> Opened {
    let holding = match held {
        _ if reads_alone => None,
        Some(hold) => Some(Holding::Held(hold)),
        None => Some(services.lock.hold_now(&shelf.book().lock_name()).await),
    };
    let (access, hold, is_unguarded) = match holding {
        None => (Access::Read(ReadOnly::Asked), None, false),
        Some(Holding::Held(hold)) => (Access::Write, Some(hold), false),
        Some(Holding::Taken) => (Access::Read(ReadOnly::AnotherTab), None, false),
        Some(Holding::Unsupported) => (Access::Write, None, true),
    };
    let is_elsewhere = access == Access::Read(ReadOnly::AnotherTab);
    let places = (services.places)(shelf.book()).await;
    let today = services.clock.today();
    let (mut desk, opening) = Desk::open(places, access, today).await;
    if shelf == Shelf::Example
        && desk.book().is_empty()
        && !is_elsewhere
        && let Some(change) = example::change(today, language, services.clock.now())
    {
        // An example that cannot be kept is still shown: it lives in memory.
        let _ = desk.commit(change);
    }
    Opened {
        desk: Rc::new(RefCell::new(desk)),
        trouble: Rc::new(Trouble { opening, is_elsewhere, is_unguarded }),
        _hold: Rc::new(hold),
    }
}
