//! Writing anew what lies beside the chunks and the journal, the log and what was set aside: sealed, opened for good, or
//! without what is to be forgotten.

use super::envelope::{self, Closed, Place};
use super::fault::{Home, StoreFault};
use super::head::{Head, Sealed};
use super::homes::{LocalHome, MirrorHome};
use super::keeper::Store;
use super::key::{self, ASIDE, BookId};
use super::text;
use crate::port::mirror::{MirrorWrite, Shelf};
use crate::seal::Key;

/// How the pieces are to be from now on.
#[derive(Clone, Copy)]
pub(super) enum Form<'a> {
    /// Sealed under this key.
    Sealed(&'a Key),
    /// Open, those opened that are sealed under this key.
    Open(&'a Key),
    /// What [`Revise`] makes of the log, under the book's key if it has one.
    Revised(Option<&'a Key>, &'a Revise<'a>),
}

/// Tells what becomes of an entry of the log, by the number of its change and what it holds.
pub type Revise<'a> = dyn Fn(u64, &[u8]) -> Recast + 'a;

/// What becomes of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recast {
    /// It stays as it is.
    Stays,
    /// It holds this instead.
    Becomes(Vec<u8>),
    /// It goes.
    Goes,
}

impl Form<'_> {
    fn recast(self, book: &BookId, raw: &[u8]) -> Recast {
        let (is_sealed, key, to) = match self {
            Form::Sealed(key) => (true, key, Some(key)),
            Form::Open(key) => (false, key, None),
            Form::Revised(key, revise) => return revised(book, raw, key, revise),
        };
        let rewrite =
            |closed: &Closed| Some(envelope::wrap(book, &closed.place, &closed.open(book, Some(key)).ok()?, to));
        match envelope::look(book, raw) {
            Ok(closed) if closed.key.is_some() == is_sealed => Recast::Stays,
            Ok(closed) => rewrite(&closed).map_or(self.unreadable(), Recast::Becomes),
            Err(_) => self.unreadable(),
        }
    }

    /// A damaged piece may show what it held.
    fn unreadable(self) -> Recast {
        match self {
            Form::Sealed(_) | Form::Revised(..) => Recast::Goes,
            Form::Open(_) => Recast::Stays,
        }
    }
}

/// What was set aside goes: nobody can tell what all of it holds.
fn revised(book: &BookId, raw: &[u8], key: Option<&Key>, revise: &Revise<'_>) -> Recast {
    let Ok(closed) = envelope::look(book, raw) else { return Recast::Goes };
    let (Place::Log { seq }, Ok(content)) = (&closed.place, closed.open(book, key)) else { return Recast::Goes };
    match revise(*seq, &content) {
        Recast::Becomes(content) => Recast::Becomes(envelope::wrap(book, &closed.place, &content, key)),
        other => other,
    }
}

impl MirrorHome {
    /// Gives the log and what was set aside another form, some pieces at a time.
    pub(super) async fn sweep(&self, form: Form<'_>) -> Result<(), StoreFault> {
        let refused = StoreFault::of(Home::Mirror);
        for (shelf, range) in [(Shelf::Log, key::mirror_range(&self.book)), (Shelf::Meta, self.aside_range())] {
            let keys = self.storage.keys(shelf, range).await.map_err(&refused)?;
            for some in keys.chunks(AT_ONCE) {
                let (Some(first), Some(last)) = (some.first(), some.last()) else { continue };
                let pieces = self.storage.read(shelf, first.clone()..=last.clone()).await.map_err(&refused)?;
                let writes = pieces.into_iter().filter_map(|(key, raw)| match form.recast(&self.book, &raw) {
                    Recast::Stays => None,
                    Recast::Becomes(bytes) => Some(MirrorWrite::Put { shelf, key, bytes }),
                    Recast::Goes => Some(MirrorWrite::Delete { shelf, range: key.clone()..=key }),
                });
                let writes: Vec<MirrorWrite> = writes.collect();
                if !writes.is_empty() {
                    self.write(writes).await?;
                }
            }
        }
        Ok(())
    }
}

impl LocalHome {
    /// Gives what was set aside another form.
    pub(super) fn sweep(&self, form: Form<'_>) -> Result<(), StoreFault> {
        let refused = StoreFault::of(Home::Local);
        for rest in self.keys().map_err(&refused)?.into_iter().filter(|rest| rest.starts_with(ASIDE)) {
            let key = format!("{}{rest}", key::local_prefix(&self.book));
            let stored = self.storage.read(&key).map_err(&refused)?.unwrap_or_default();
            let raw = text::from_text(&stored).unwrap_or_default();
            match form.recast(&self.book, &raw) {
                Recast::Stays => {}
                Recast::Becomes(bytes) => self.storage.write(&key, &text::to_text(&bytes)).map_err(&refused)?,
                Recast::Goes => self.remove_key(&rest)?,
            }
        }
        Ok(())
    }
}

impl Store {
    /// Seals what an earlier visit left open beside a sealed book, and notes that nothing is.
    pub(super) async fn sweep_rest(&self) -> Result<(), StoreFault> {
        let (head, local, key) = {
            let state = self.inner.state.borrow();
            (state.head.clone(), state.local.clone(), state.key.clone())
        };
        let (Some(Sealed { lock, is_swept: false }), Some(key)) = (head.sealed.clone(), key) else { return Ok(()) };
        self.sweep(local.as_ref(), Form::Sealed(&key)).await?;
        // Without the mirror nobody knows what lies there.
        let is_swept = self.inner.mirror.is_some();
        let head = Head { sealed: Some(Sealed { lock, is_swept }), ..head };
        self.write_head(&head, local.as_ref()).await
    }

    /// Gives the log and what was set aside in both homes another form.
    pub(super) async fn sweep(&self, local: Option<&LocalHome>, form: Form<'_>) -> Result<(), StoreFault> {
        if let Some(mirror) = &self.inner.mirror {
            mirror.sweep(form).await?;
        }
        local.map_or(Ok(()), |local| local.sweep(form))
    }

    /// Switches both homes to a head that differs from the present one in its lock alone, the mirror first.
    ///
    /// A local storage that fails is left on the older head, until the next opening mends it.
    pub(super) async fn write_head(&self, head: &Head, local: Option<&LocalHome>) -> Result<(), StoreFault> {
        let mirror = self.inner.mirror.as_ref();
        if let Some(mirror) = mirror {
            mirror.write(mirror.put_head(&Head { chunks_are: Default::default(), ..head.clone() })).await?;
        }
        let written = local.map_or(Ok(()), |local| local.write_head(head));
        let state = &mut *self.inner.state.borrow_mut();
        match written {
            Err(fault) if mirror.is_none() => return Err(fault),
            Err(_) => state.retire_local(true),
            Ok(()) => {}
        }
        state.head = head.clone();
        Ok(())
    }
}

/// So many pieces are looked at in one transaction.
const AT_ONCE: usize = 128;
