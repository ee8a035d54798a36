//! Sealing the book that lies on a desk, and opening it for good. Meanwhile the desk can be read and not changed.

use std::cell::RefCell;
use std::rc::Rc;

use super::Desk;
use crate::book::wire;
use crate::seal::{Key, Lock};
use crate::store::{Chunk, Content, StoreFault};

/// Seals the book under `key`, which `lock` holds.
///
/// # Errors
/// As [`Store::seal`](crate::store::Store::seal): what has come of it shows when the book is opened anew.
pub async fn seal(desk: &RefCell<Desk>, lock: Lock, key: Rc<Key>) -> Result<(), StoreFault> {
    let store = desk.borrow().store.clone();
    store.seal(lock, key, || desk.borrow().whole()).await?;
    desk.borrow_mut().note_laid();
    Ok(())
}

/// Opens the book for good.
///
/// # Errors
/// As [`seal`].
pub async fn unseal(desk: &RefCell<Desk>) -> Result<(), StoreFault> {
    let store = desk.borrow().store.clone();
    store.unseal(|| desk.borrow().whole()).await?;
    desk.borrow_mut().note_laid();
    Ok(())
}

impl Desk {
    /// Returns all chunks of the book as it is.
    pub(super) fn whole(&self) -> Vec<Chunk> {
        let chunk = |name: String| {
            let content = Content::New(wire::chunk_bytes(&self.book, &name)?);
            Some(Chunk { name, content })
        };
        wire::chunk_names(&self.book).into_iter().filter_map(chunk).collect()
    }

    /// Notes that the present generation holds the whole book.
    pub(super) fn note_laid(&mut self) {
        self.laid = wire::chunk_names(&self.book).into_iter().collect();
        self.stale.clear();
        self.prepared.clear();
        self.version += 1;
    }
}
