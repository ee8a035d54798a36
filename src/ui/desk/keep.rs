//! Keeping up: what waits is saved, then what edits left for an idle moment is done, with pauses for the reader.

use std::cell::RefCell;

use gloo_timers::future::TimeoutFuture;
use yew::Callback;

use crate::desk::{Desk, Tidying};

/// The pause between two pieces of tidying, in milliseconds.
const PAUSE: u32 = 20;

/// Saves what waits and tidies up until nothing is left to do; `turned` hears when the page shows something else.
pub(super) async fn keep(desk: &RefCell<Desk>, turned: &Callback<()>) {
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
            Tidying::Handed => drop(store.settle().await),
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
