//! Opening the book of a desk anew, with what was made here and is not known to be saved.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::PENDING;
use crate::book::{Change, Origin, wire};
use crate::desk::{Desk, Opening};
use crate::domain::Date;
use crate::seal::Key;
use crate::store::{Access, Places, Store};

/// The latest changes, without values before, by number, and whether each is in the log, as all that are saved are.
type Latest = BTreeMap<u64, (Change, bool)>;

/// A book that was opened anew, to take the place of what is on a desk.
pub struct Reopened {
    desk: Desk,
    /// What came up on the way.
    pub opening: Opening,
    latest: Latest,
}

impl Reopened {
    /// Opens the book with the latest of its log.
    pub async fn open(places: Places, access: Access, key: Option<Rc<Key>>, today: Date) -> Reopened {
        let (store, opened) = Store::open_with(places, access, key).await;
        let replayed = |(number, bytes): &(u64, Vec<u8>)| Some((*number, (wire::change_from(bytes).ok()?, false)));
        let mut latest: Latest = opened.entries.iter().filter_map(replayed).collect();
        let (mut desk, opening) = Desk::lay_out(store, opened, today);
        if let Some((from, to)) = desk.earlier()
            && let Ok(found) = desk.store.log(from, to).await
        {
            desk.recall(from, found.into_iter().filter_map(|(number, bytes)| Some((number, bytes.ok()?))));
        }
        latest.extend(desk.log.iter().map(|(number, change)| (*number, (change.forward(), true))));
        Reopened { desk, opening, latest }
    }

    /// Returns the number of the last change in the homes.
    pub fn number(&self) -> u64 {
        self.desk.last_number()
    }
}

impl Desk {
    /// Lets the book that was opened anew take this one's place; what is shown of it stays.
    ///
    /// Changes that are pending and not in it are asked for again, or made if this tab writes now, under other numbers
    /// for what is new in them if need be; returned are those that do not fit any more.
    pub fn succeed(&mut self, reopened: Reopened) -> Vec<Rc<Change>> {
        let Reopened { desk: mut fresh, mut latest, .. } = reopened;
        let known = self.last_number();
        let following = self.following.take();
        let pending = following.iter().flat_map(|it| &it.pending);
        let pending: Vec<_> = pending.filter_map(|(own, _)| Some((*own, self.log.get(own).cloned()?))).collect();
        let refused = following.as_ref().map(|it| it.refused.clone()).unwrap_or_default();
        self.trail.forget();
        fresh.trail = std::mem::take(&mut self.trail);
        fresh.renamed = std::mem::take(&mut self.renamed);
        let is_anyone_erased = latest.range(known + 1..).any(|(_, (change, _))| change.is_erasure());
        // Only a book that was deleted as a whole has no history any more.
        fresh.erasures = self.erasures + u32::from(is_anyone_erased || latest.is_empty() && known > 0);
        fresh.version += self.version;
        fresh.facts += self.facts;
        fresh.show(self.as_of);
        *self = fresh;
        if !self.is_writer() {
            let position = self.store.next_number() - 1;
            self.following =
                following.map(|it| super::Following { position, pending: Vec::new(), refused: Vec::new(), ..it });
        }
        let mut unfit: Vec<_> =
            pending.into_iter().filter_map(|(own, change)| self.resume(own, change, &mut latest)).collect();
        self.ask_again();
        unfit.extend(refused.into_iter().filter_map(|(own, change)| self.make_anew(own, change)));
        self.retell();
        unfit
    }

    /// Makes a change that was refused under other numbers; returns it if that is not enough.
    fn make_anew(&mut self, own: u64, change: Rc<Change>) -> Option<Rc<Change>> {
        let number = self.book.refit(&change).and_then(|change| self.commit(change).ok());
        match number {
            Some(number) => {
                self.renamed.insert(own, number);
                None
            }
            None => Some(change),
        }
    }

    /// Goes on with a pending change; returns it if this tab writes now and it does not fit.
    fn resume(&mut self, own: u64, change: Rc<Change>, latest: &mut Latest) -> Option<Rc<Change>> {
        let mut change = Rc::unwrap_or_clone(change);
        if let Origin::Undo(number) = &mut change.origin {
            *number = self.present_number(*number);
        }
        let forward = change.forward();
        if let Some((number, is_logged)) =
            latest.iter().find(|(_, (made, _))| *made == forward).map(|(number, (_, is_logged))| (*number, *is_logged))
        {
            latest.remove(&number);
            match self.following.as_mut().filter(|it| !is_logged && number > it.heard) {
                // It is in the book, and not known to be saved.
                Some(following) => {
                    following.pending.push((own, false));
                    self.log.insert(own, Rc::new(change));
                }
                None => drop(self.renamed.insert(own, number)),
            }
            return None;
        }
        // Where there is no log, the book itself may tell.
        if self.log.range(..PENDING).next().is_none() && self.book.holds(&change) {
            return None;
        }
        let fits = self.book.fits(&change);
        if let Some(following) = &mut self.following {
            following.pending.push((own, fits));
            if fits {
                self.take(&change);
            }
            self.log.insert(own, Rc::new(change));
            return None;
        }
        if !fits {
            return self.make_anew(own, Rc::new(change));
        }
        let number = self.commit(change.clone()).ok()?;
        self.renamed.insert(own, number);
        None
    }
}
