//! Forgetting someone for good: the one change without inverse, because it rewrites the log as well.

use std::cell::RefCell;
use std::rc::Rc;

use super::Desk;
use crate::book::{Change, Draft, History, Note, Origin, wire};
use crate::report::{Erased, Traces, Whom};
use crate::store::{Recast, StoreFault};

/// How many changes of the log are looked through at a time.
const PAGE: u64 = 500;

/// Takes someone out of the facts, and whatever tells of them out of the log, in both homes; the log notes that somebody
/// was, and not who.
///
/// # Errors
/// As [`Store::rewrite`](crate::store::Store::rewrite): what has come of it shows when the book is opened anew. They are
/// wholly there then and can be erased again, or they are gone and the opening takes away what is left of them.
pub async fn erase(desk: &RefCell<Desk>, whom: Whom, at: i64) -> Result<(), StoreFault> {
    let store = desk.borrow().store.clone();
    let erased = traced(desk, whom).await?;
    let note = match whom {
        Whom::Customer(_) => Note::ErasedCustomer,
        Whom::Contact(_) => Note::ErasedContact,
    };
    let noted = Change { at, origin: Origin::Noted(note), edits: Vec::new() };
    let whole = || {
        let mut desk = desk.borrow_mut();
        desk.forget(whom, &erased);
        (desk.whole(), wire::change_bytes(&noted))
    };
    let number = store.rewrite(&|number, bytes| recast(&erased, number, bytes), whole).await?;
    let mut desk = desk.borrow_mut();
    desk.log.insert(number, Rc::new(noted));
    desk.note_laid();
    Ok(())
}

/// Returns what the log tells of someone, the oldest first, each change without what it tells of others.
///
/// # Errors
/// Fails when the log cannot be read.
pub async fn told(desk: &RefCell<Desk>, whom: Whom) -> Result<Vec<Change>, StoreFault> {
    let traced = traced(desk, whom).await?;
    let mut told = Vec::new();
    look_through(desk, &mut |number, change| told.extend(traced.told_by(number, &change))).await?;
    Ok(told)
}

/// Finds all that is to be forgotten with someone.
async fn traced(desk: &RefCell<Desk>, whom: Whom) -> Result<Erased, StoreFault> {
    let mut traces = Traces::default();
    look_through(desk, &mut |number, change| traces.note(number, &change)).await?;
    Ok(traces.of(desk.borrow().book(), whom))
}

/// Takes every change of the log that can be read, the oldest first.
///
/// # Errors
/// Fails when the log cannot be read.
pub async fn look_through(desk: &RefCell<Desk>, take: &mut dyn FnMut(u64, Change)) -> Result<(), StoreFault> {
    let store = desk.borrow().store.clone();
    let (mut from, last) = (0, desk.borrow().last_number());
    while from <= last {
        for (number, bytes) in store.log(from, from + PAGE - 1).await? {
            if let Some(change) = bytes.ok().and_then(|bytes| wire::change_from(&bytes).ok()) {
                take(number, change);
            }
        }
        from += PAGE;
    }
    Ok(())
}

/// What cannot be read cannot be rid of them, and goes.
fn recast(erased: &Erased, number: u64, bytes: &[u8]) -> Recast {
    let Ok(change) = wire::change_from(bytes) else { return Recast::Goes };
    match erased.left_of(number, &change) {
        None => Recast::Stays,
        Some(left) if left.edits.is_empty() => Recast::Goes,
        Some(left) => Recast::Becomes(wire::change_bytes(&left)),
    }
}

impl Desk {
    /// Takes someone out of the facts and the changes at hand.
    fn forget(&mut self, whom: Whom, erased: &Erased) {
        let mut draft = Draft::new(&self.book);
        whom.remove(&mut draft);
        if let Some(change) = draft.finish(0, Origin::Edit) {
            self.apply(&change);
        }
        // What was made from their facts is not kept either.
        self.trail.forget();
        self.erasures += 1;
        for (number, change) in std::mem::take(&mut self.log) {
            match erased.left_of(number, &change) {
                None => drop(self.log.insert(number, change)),
                Some(left) if left.edits.is_empty() => {}
                Some(left) => drop(self.log.insert(number, Rc::new(left))),
            }
        }
        self.history = History::default();
        self.log.iter().for_each(|(number, change)| self.history.note(*number, change));
    }
}
