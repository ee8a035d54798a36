//! Opening a book for a tab: with its lock if that is free, else for reading.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Shelf, Trouble};
use crate::book::example;
use crate::desk::Desk;
use crate::port::lock::{Hold, Holding};
use crate::seal::{Key, Lock};
use crate::store::{Access, ReadOnly};
use crate::ui::context::Services;

/// A book that was opened, with its lock.
#[derive(Clone)]
pub(super) struct Opened {
    pub(super) shelf: Shelf,
    pub(super) desk: Rc<RefCell<Desk>>,
    pub(super) trouble: Rc<Trouble>,
    /// The lock of a sealed book that is to be unlocked.
    pub(super) lock: Option<Lock>,
    /// Held for the tab's life, and handed on when the same book is opened anew.
    pub(super) hold: Rc<RefCell<Option<Hold>>>,
}

impl PartialEq for Opened {
    fn eq(&self, other: &Opened) -> bool {
        Rc::ptr_eq(&self.desk, &other.desk)
    }
}

/// What is at hand for opening a book.
#[derive(Default)]
pub(super) struct AtHand {
    /// The right to write it.
    pub(super) hold: Option<Hold>,
    /// The key of a sealed one.
    pub(super) key: Option<Rc<Key>>,
}

/// Takes the right to write the book, if it is not at hand and free, and opens it; the example is laid out when it is
/// empty.
///
/// Who wants to read alone takes no right.
pub(super) async fn open(
    services: &Services,
    (shelf, reads_alone): (Shelf, bool),
    language: &str,
    at_hand: AtHand,
) -> Opened {
    let holding = match at_hand.hold {
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
    let (mut desk, opening) = Desk::unlock(places, access, at_hand.key, today).await;
    if shelf == Shelf::Example
        && desk.book().is_empty()
        && !is_elsewhere
        && opening.lock.is_none()
        && let Some(change) = example::change(today, language, services.clock.now())
    {
        // An example that cannot be kept is still shown: it lives in memory.
        let _ = desk.commit(change);
    }
    Opened {
        shelf,
        lock: opening.lock.clone(),
        desk: Rc::new(RefCell::new(desk)),
        trouble: Rc::new(Trouble { opening, is_elsewhere, is_unguarded }),
        hold: Rc::new(RefCell::new(hold)),
    }
}
