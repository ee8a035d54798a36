//! Keeping up: what waits is saved, then what edits left for an idle moment is done, with pauses for the reader.

use std::cell::RefCell;

use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;
use yew::{Callback, UseReducerDispatcher};

use super::DeskHandle;
use crate::desk::{Desk, Tidying};
use crate::store::StoreFault;
use crate::ui::components::Tone;
use crate::ui::store::{Action, State, Toast};
use crate::ui::words::store_fault;
use crate::ui::{Locale, Msg};

/// The pause between two pieces of tidying, in milliseconds.
const PAUSE: u32 = 20;

impl DeskHandle {
    /// Tries again to save what is not saved, here or in the tab that writes.
    pub fn save_again(&self) {
        self.read().ask_again();
        self.save();
    }

    /// Saves what waits.
    pub fn save(&self) {
        let (desk, turned) = (self.desk.clone(), self.turned.clone());
        let unfolded = say_unfolded(&self.locale, &self.dispatcher);
        spawn_local(async move { keep(&desk, &turned, &unfolded).await });
    }
}

/// Returns what tells the reader that the latest changes could not be put together with the rest of the book.
pub(super) fn say_unfolded(locale: &Locale, dispatcher: &UseReducerDispatcher<State>) -> Callback<StoreFault> {
    let (locale, dispatcher) = (locale.clone(), dispatcher.clone());
    Callback::from(move |fault| {
        let text = locale.t(Msg::BookplaceUnfolded { why: store_fault(&locale, &fault) });
        dispatcher.dispatch(Action::Say(Toast::new(Tone::Attention, text)));
    })
}

/// Saves what waits and tidies up until nothing is left to do.
///
/// `turned` hears when the page shows something else, `unfolded` when the journal could not be folded.
pub(super) async fn keep(desk: &RefCell<Desk>, turned: &Callback<()>, unfolded: &Callback<StoreFault>) {
    let store = desk.borrow().store().clone();
    store.settle().await;
    loop {
        TimeoutFuture::new(PAUSE).await;
        let Some((tidying, has_turned)) = tidy(desk) else { return };
        if has_turned {
            turned.emit(());
        }
        match tidying {
            Tidying::Done => return,
            Tidying::GoesOn => {}
            Tidying::Handed => {
                store.settle().await;
                if let Some(fault) = store.unfolded() {
                    unfolded.emit(fault);
                }
            }
        }
    }
}

/// Does a piece of tidying and tells whether the page shows something else now.
///
/// `None` when the desk is held by someone across a pause: then that one is busy with it.
fn tidy(desk: &RefCell<Desk>) -> Option<(Tidying, bool)> {
    let mut desk = desk.try_borrow_mut().ok()?;
    let version = desk.version();
    let tidying = desk.tidy();
    Some((tidying, desk.version() != version))
}
