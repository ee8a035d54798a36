//! This tab among those that show the same book: it hears them, tells them, and takes over when the one that writes goes.
//!
//! Length: hearing, opening anew and taking over share what one tab is at.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;
use yew::{AttrValue, Callback, UseReducerDispatcher};

use super::Shelf;
use super::keep::{keep, say_unfolded};
use super::opened::Opened;
use crate::book::Change;
use crate::desk::tabs::{Heard, Party, Reopened, Say};
use crate::port::lock::Hold;
use crate::port::tabs::Line;
use crate::report::gist::called;
use crate::store::{Access, Outcome, ReadOnly, SaveState};
use crate::ui::components::Tone;
use crate::ui::context::Services;
use crate::ui::store::{Action, Saving, State, Toast};
use crate::ui::{Locale, Msg, words};

/// What a tab needs to take part.
#[derive(Clone)]
pub(super) struct Surroundings {
    pub(super) services: Services,
    pub(super) locale: Locale,
    pub(super) dispatcher: UseReducerDispatcher<State>,
    /// Called when the page shows something else.
    pub(super) turned: Callback<()>,
    /// Called when the store is another.
    pub(super) attend: Callback<()>,
    /// Called when the book is to be opened from the beginning, with the right to write where that is at hand.
    pub(super) again: Callback<Option<Hold>>,
}

/// This tab among the others, as long as the book is open.
pub(super) struct Joined {
    opened: Opened,
    around: Surroundings,
    party: RefCell<Party>,
    inbox: RefCell<VecDeque<Vec<u8>>>,
    /// Whether the book is being opened anew.
    is_busy: Cell<bool>,
    /// Whether something made here waits for the tab that writes.
    is_waiting: Cell<bool>,
    /// When the tab that writes last saved something made here.
    saved_at: Cell<Option<i64>>,
    own: Weak<Joined>,
    _line: Rc<dyn Line>,
}

/// So long a tab that writes may take to answer, in milliseconds.
const ANSWER: u32 = 5_000;

/// So long it may take to say that it is there.
const GREETING: u32 = 2_000;

/// A pause before something is tried again.
const PAUSE: u32 = 100;

/// So often a book is opened anew before what is missing of it is taken for lost: the writer may be at it.
const TRIES: u32 = 5;

/// Joins the other tabs of the book, as the one that writes or as one that follows.
///
/// `None` where there is no way to, and then a book that another tab writes can only be read.
pub(super) fn join(opened: &Opened, around: Surroundings) -> Option<Rc<Joined>> {
    let (mut id, lock_name) = ([0; 8], opened.shelf.book().lock_name());
    around.services.random.fill(&mut id);
    let id = u64::from_le_bytes(id);
    let ear = Rc::new(RefCell::new(Weak::<Joined>::new()));
    let hear = {
        let ear = Rc::clone(&ear);
        Rc::new(move |bytes| {
            if let Some(joined) = ear.borrow().upgrade() {
                joined.inbox.borrow_mut().push_back(bytes);
                joined.hear();
            }
        })
    };
    let Some(line) = around.services.tabs.join(&format!("{lock_name}/{VERSION}"), hear) else {
        if opened.trouble.is_elsewhere {
            around.dispatcher.dispatch(Action::Save(Saving::ReadOnly));
        }
        return None;
    };
    let say = {
        let line = Rc::downgrade(&line);
        move |bytes: &[u8]| line.upgrade().into_iter().for_each(|line| line.say(bytes))
    };
    let joined = Rc::new_cyclic(|own| Joined {
        opened: opened.clone(),
        around,
        party: RefCell::new(Party::follow(Rc::new(say.clone()))),
        inbox: RefCell::default(),
        is_busy: Cell::new(false),
        is_waiting: Cell::new(false),
        saved_at: Cell::new(None),
        own: Weak::clone(own),
        _line: line,
    });
    ear.replace(Rc::downgrade(&joined));
    let desk = Rc::clone(&joined.opened.desk);
    let state = desk.borrow().store().state();
    match state {
        SaveState::ReadOnly(ReadOnly::AnotherTab | ReadOnly::Asked) => joined.follow(id, say),
        SaveState::ReadOnly(_) => {}
        _ => joined.write(desk.borrow().store().safe_through().unwrap_or(0)),
    }
    Some(joined)
}

/// Stands for what the tabs say to each other: those of another version are not understood.
const VERSION: u32 = 1;

impl Joined {
    /// Takes over from the tab that wrote; the right to write comes back where the book is to be opened from the
    /// beginning with it.
    pub(super) async fn take_over(self: Rc<Self>, hold: Hold) -> Option<Hold> {
        while self.is_busy.replace(true) {
            TimeoutFuture::new(PAUSE).await;
        }
        let reopened = self.opened_anew(Access::Write).await;
        if reopened.opening.lock.is_some() {
            return Some(hold);
        }
        self.is_waiting.set(false);
        let is_as_before = reopened.opening == self.opened.trouble.opening;
        let told = reopened.number();
        self.succeed(reopened).await;
        self.opened.hold.replace(Some(hold));
        let store = self.opened.desk.borrow().store().clone();
        store.settle().await;
        self.write(told.min(store.safe_through().unwrap_or(0)));
        self.around.attend.emit(());
        self.around.turned.emit(());
        self.is_busy.set(false);
        self.hear();
        if is_as_before { None } else { self.opened.hold.take() }
    }

    /// Has the book locked in all other tabs.
    pub(super) fn lock_others(&self) {
        self.party.borrow().lock(&self.opened.desk.borrow());
    }

    /// Tells which book it is about.
    pub(super) fn shelf(&self) -> Shelf {
        self.opened.shelf
    }

    /// Tells whether another tab writes.
    pub(super) fn follows(&self) -> bool {
        !self.opened.desk.borrow().is_writer()
    }

    /// Tells the others of what is saved by now.
    pub(super) fn tell(&self) {
        // Whoever holds the desk is about to save, which tells again.
        if let (Ok(desk), Ok(mut party)) = (self.opened.desk.try_borrow(), self.party.try_borrow_mut()) {
            party.tell(&desk);
        }
    }

    fn reads_alone(&self) -> bool {
        self.opened.desk.borrow().store().state() == SaveState::ReadOnly(ReadOnly::Asked)
    }

    fn follow(&self, id: u64, say: impl Fn(&[u8]) + 'static) {
        let own = Weak::clone(&self.own);
        let ask: Say = Rc::new(move |bytes| {
            say(bytes);
            own.upgrade().into_iter().for_each(|joined| joined.wait());
        });
        let reads_alone = self.reads_alone();
        self.opened.desk.borrow_mut().follow(id, !reads_alone, ask);
        self.party.borrow().greet(&self.opened.desk.borrow());
        if !reads_alone {
            self.expect_greeting();
        }
    }

    fn is_locked(&self) -> bool {
        let state = self.opened.desk.try_borrow().map(|desk| desk.store().state());
        state.is_ok_and(|state| state == SaveState::ReadOnly(ReadOnly::Locked))
    }

    fn write(&self, told: u64) {
        let visit = u64::try_from(self.around.services.clock.now()).unwrap_or(0);
        self.party.borrow_mut().write(visit, told, &self.opened.desk.borrow());
    }

    /// Hears all that came, unless the book is being opened anew.
    fn hear(&self) {
        if self.is_locked() {
            // Whoever speaks can do more with the right to write than a locked tab.
            if self.opened.hold.take().is_some() {
                self.around.again.emit(None);
            }
            return;
        }
        while !self.is_busy.get() {
            let Some(bytes) = self.inbox.borrow_mut().pop_front() else { return };
            let heard = match self.opened.desk.try_borrow_mut() {
                Ok(mut desk) => self.party.borrow_mut().hear(&bytes, &mut desk),
                Err(_) => Heard::Later,
            };
            match heard {
                Heard::Nothing => {}
                Heard::Turned => self.turn(),
                Heard::Made => {
                    self.around.turned.emit(());
                    self.keep();
                }
                Heard::Anew => self.reopen(),
                Heard::Lock => self.lock(),
                Heard::Later => {
                    self.inbox.borrow_mut().push_front(bytes);
                    self.later(PAUSE, |joined| joined.hear());
                    return;
                }
            }
        }
    }

    /// Shows what has come, and whether all that was made here is saved.
    fn turn(&self) {
        if !self.reads_alone() && self.opened.desk.borrow().pending() == 0 {
            if self.is_waiting.replace(false) {
                self.saved_at.set(Some(self.around.services.clock.now()));
            }
            let saving = self.saved_at.get().map_or(Saving::Idle, Saving::Saved);
            self.around.dispatcher.dispatch(Action::Save(saving));
        }
        self.around.turned.emit(());
        self.keep();
    }

    fn keep(&self) {
        let (desk, around) = (Rc::clone(&self.opened.desk), self.around.clone());
        spawn_local(async move {
            keep(&desk, &around.turned, &say_unfolded(&around.locale, &around.dispatcher)).await;
        });
    }

    /// Opens the book anew, where its reader is, without leaving the page.
    fn reopen(&self) {
        self.is_busy.set(true);
        let Some(joined) = self.own.upgrade() else { return };
        spawn_local(async move {
            let why = if joined.reads_alone() { ReadOnly::Asked } else { ReadOnly::AnotherTab };
            let reopened = joined.opened_anew(Access::Read(why)).await;
            if reopened.opening != joined.opened.trouble.opening {
                if reopened.opening.lock.is_some() {
                    joined.around.dispatcher.dispatch(Action::Lock);
                }
                return joined.around.again.emit(None);
            }
            joined.succeed(reopened).await;
            joined.is_busy.set(false);
            joined.turn();
            joined.hear();
        });
    }

    async fn opened_anew(&self, access: Access) -> Reopened {
        let mut tries = 1;
        loop {
            let places = (self.around.services.places)(self.opened.shelf.book()).await;
            let key = self.opened.desk.borrow().store().key();
            let today = self.around.services.clock.today();
            let reopened = Reopened::open(places, access.clone(), key, today).await;
            let is_lost = reopened.opening.damage.iter().any(|damage| damage.outcome == Outcome::Lost);
            if !is_lost || tries == TRIES || access == Access::Write {
                return reopened;
            }
            tries += 1;
            TimeoutFuture::new(PAUSE).await;
        }
    }

    async fn succeed(&self, reopened: Reopened) {
        while self.opened.desk.try_borrow_mut().is_err() {
            TimeoutFuture::new(PAUSE).await;
        }
        let erasures = self.opened.desk.borrow().erasures();
        let refused = self.opened.desk.borrow_mut().succeed(reopened);
        if self.opened.desk.borrow().erasures() > erasures {
            // What was said and looked for may name who is not to be known any more.
            self.around.dispatcher.dispatch(Action::Open(self.shelf()));
        }
        refused.iter().for_each(|change| self.say_refused(change));
    }

    /// Shows that something waits for the tab that writes, and asks again as long as it does not answer.
    fn wait(&self) {
        if self.is_waiting.replace(true) {
            return;
        }
        self.around.dispatcher.dispatch(Action::Save(Saving::Pending));
        self.later(ANSWER, Self::ask_again);
    }

    fn ask_again(&self) {
        if !self.is_waiting.get() || self.opened.desk.borrow().is_writer() {
            return;
        }
        if !self.is_busy.get() {
            let why = self.around.locale.t(Msg::DeskUnanswered);
            self.around.dispatcher.dispatch(Action::Save(Saving::Failed(why)));
            self.opened.desk.borrow().ask_again();
        }
        self.later(ANSWER, Self::ask_again);
    }

    /// Says that the book can only be read here when nobody says soon that he writes it.
    fn expect_greeting(&self) {
        self.later(GREETING, |joined| {
            let desk = joined.opened.desk.borrow();
            if !desk.is_writable() {
                joined.around.dispatcher.dispatch(Action::Save(Saving::ReadOnly));
            }
        });
    }

    fn say_refused(&self, change: &Change) {
        let (locale, desk) = (&self.around.locale, self.opened.desk.borrow());
        let name = |id| AttrValue::from(called(desk.book(), desk.log(), id).unwrap_or_default().to_owned());
        let what = words::change(locale, change, desk.log(), &name);
        let toast = Toast::new(Tone::Bad, locale.t(Msg::DeskRefused { what }));
        self.around.dispatcher.dispatch(Action::Say(toast));
    }

    fn lock(&self) {
        let store = self.opened.desk.borrow().store().clone();
        let Some(joined) = self.own.upgrade().filter(|_| store.lock().is_some()) else { return };
        spawn_local(async move {
            store.settle().await;
            if joined.opened.desk.borrow().pending() == 0 && !matches!(store.state(), SaveState::NotSaved { .. }) {
                store.forget_key();
                joined.around.dispatcher.dispatch(Action::Lock);
                joined.around.again.emit(joined.opened.hold.take());
            }
        });
    }

    fn later(&self, pause: u32, then: impl FnOnce(&Joined) + 'static) {
        let own = Weak::clone(&self.own);
        spawn_local(async move {
            TimeoutFuture::new(pause).await;
            if let Some(joined) = own.upgrade() {
                then(&joined);
            }
        });
    }
}
