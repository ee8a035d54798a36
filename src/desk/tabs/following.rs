//! A desk that follows: it takes over what the writer tells of, and its own changes are pending until that one says saved.

use std::rc::Rc;

use super::PENDING;
use super::message::{Asked, Message, Say, Visit};
use super::party::Heard;
use crate::book::{Change, History, Origin, wire};
use crate::desk::Desk;

/// How a desk follows the tab that writes its book.
pub struct Following {
    /// Which tab this is.
    pub(super) tab: u64,
    /// Whether its reader may change the book, or wants to read alone.
    pub(super) may_ask: bool,
    pub(super) say: Say,
    /// Who writes, once that one was heard.
    pub(super) writer: Option<Visit>,
    /// The last change that came from the homes or the writer.
    pub(super) position: u64,
    /// The last change of which that one said that it is saved.
    pub(super) heard: u64,
    /// How many changes were asked for.
    pub(super) turn: u64,
    // INVARIANT (pending): the log has them under these numbers, and the book holds those that are laid, on top of all else.
    /// The changes that are not known to be saved, in order, and whether they are laid on the book.
    pub(super) pending: Vec<(u64, bool)>,
    /// Those that were refused since the book was last opened, by their numbers.
    pub(super) refused: Vec<(u64, Rc<Change>)>,
}

impl Desk {
    /// Follows the tab that writes the book, under a number no other tab has.
    pub fn follow(&mut self, tab: u64, may_ask: bool, say: Say) {
        let position = self.store.next_number() - 1;
        let following = Following {
            tab,
            may_ask,
            say,
            writer: None,
            position,
            heard: 0,
            turn: 0,
            pending: Vec::new(),
            refused: Vec::new(),
        };
        self.following = Some(following);
    }

    /// Tells whether the book can be changed here: this tab writes it, or another one does for it.
    pub fn is_writable(&self) -> bool {
        self.is_writer() || self.following.as_ref().is_some_and(|it| it.may_ask && it.writer.is_some())
    }

    /// Returns the changes made here that are not known to be saved by the tab that writes.
    pub fn pending(&self) -> usize {
        self.following.as_ref().map_or(0, |following| following.pending.len())
    }

    /// Returns the number that a change has by now, by the one it was made under.
    pub fn present_number(&self, number: u64) -> u64 {
        // One that was refused and made anew has two.
        let next = |number: &u64| self.renamed.get(number).copied();
        std::iter::successors(Some(number), next).last().unwrap_or(number)
    }

    /// Returns the number of the last change that is known to be saved, or was made here by the tab that writes.
    pub fn last_number(&self) -> u64 {
        self.following.as_ref().map_or_else(|| self.store.next_number() - 1, |following| following.position)
    }

    /// Applies a change and asks the writer for it; `None` when nobody can be asked.
    pub(in crate::desk) fn pend(&mut self, change: &Change) -> Option<u64> {
        let following = self.following.as_mut().filter(|it| it.may_ask && it.writer.is_some())?;
        following.turn += 1;
        let number = PENDING + following.turn;
        following.pending.push((number, true));
        self.ask(number, change);
        self.take(change);
        Some(number)
    }

    /// Asks again for all that is pending.
    pub fn ask_again(&self) {
        for (number, _) in self.following.iter().flat_map(|following| &following.pending) {
            if let Some(change) = self.log.get(number) {
                self.ask(*number, change);
            }
        }
    }

    fn ask(&self, number: u64, change: &Change) {
        let Some((following, writer)) = self.following.as_ref().and_then(|it| Some((it, it.writer?))) else { return };
        let asked = Asked { tab: following.tab, turn: number - PENDING };
        let message = Message::Ask { writer, asked, change: wire::change_bytes(change) };
        (following.say)(&message.to_bytes(self.store.book(), self.store.key().as_deref()));
    }

    /// Takes note of what another tab said.
    pub(super) fn heed(&mut self, message: Message) -> Heard {
        let Some(following) = &mut self.following else { return Heard::Nothing };
        if let Message::Here { number, .. } | Message::Done { number, .. } = message {
            following.heard = following.heard.max(number);
        }
        if let Message::Here { writer, .. }
        | Message::Done { writer, .. }
        | Message::Anew { writer }
        | Message::Refused { writer, .. } = message
        {
            if following.writer.is_some_and(|known| known > writer) {
                return Heard::Nothing;
            }
            let before = following.writer.replace(writer);
            // From now on the book can be changed here.
            self.version += u64::from(before.is_none());
            if before.is_some_and(|before| before != writer) {
                return Heard::Anew;
            }
        }
        match message {
            Message::Here { number, .. } if number > following.position => Heard::Anew,
            Message::Here { .. } => Heard::Turned,
            Message::Done { number, .. } if number > following.position + 1 => Heard::Anew,
            Message::Done { number, asked, change, .. } => {
                let own = asked.filter(|asked| asked.tab == following.tab).map(|asked| PENDING + asked.turn);
                match wire::change_from(&change) {
                    Ok(change) => self.note_done(number, own, change),
                    Err(_) => Heard::Anew,
                }
            }
            Message::Anew { .. } => Heard::Anew,
            Message::Refused { asked, .. } if asked.tab == following.tab => self.note_refused(PENDING + asked.turn),
            Message::Lock => Heard::Lock,
            Message::Hello | Message::Ask { .. } | Message::Refused { .. } => Heard::Nothing,
        }
    }

    /// Takes over a change that is saved; `own` is the number it had here, if it was made here.
    fn note_done(&mut self, number: u64, own: Option<u64>, change: Change) -> Heard {
        let Some(following) = &mut self.following else { return Heard::Nothing };
        let own = own.filter(|own| following.pending.iter().any(|(number, _)| number == own));
        let is_new = number > following.position;
        if !is_new && own.is_none() {
            return Heard::Nothing;
        }
        following.position = following.position.max(number);
        if is_new && following.pending.first().is_some_and(|(first, is_laid)| *is_laid && Some(*first) == own) {
            // It lies where it belongs.
            following.pending.remove(0);
        } else {
            self.lift();
            if is_new {
                self.take(&change);
            }
            if let Some(following) = &mut self.following {
                following.pending.retain(|(number, _)| Some(*number) != own);
            }
            self.lay_pending();
        }
        if let Some(own) = own {
            self.rename(own, number);
        }
        self.log.insert(number, Rc::new(change));
        self.retell();
        Heard::Turned
    }

    /// Notes which number a pending change has got, also for those that take it back.
    pub(super) fn rename(&mut self, own: u64, number: u64) {
        self.log.remove(&own);
        self.renamed.insert(own, number);
        for (_, change) in self.log.range_mut(PENDING..) {
            if change.origin == Origin::Undo(own) {
                Rc::make_mut(change).origin = Origin::Undo(number);
            }
        }
    }

    /// Takes the pending changes off the book, the last first.
    fn lift(&mut self) {
        let Some(mut following) = self.following.take() else { return };
        for (number, is_laid) in following.pending.iter_mut().rev().filter(|(_, is_laid)| *is_laid) {
            *is_laid = false;
            if let Some(change) = self.log.get(number).cloned() {
                self.take(&change.inverse(*number, change.at));
            }
        }
        self.following = Some(following);
    }

    /// Lays the pending changes on the book again; one that does not fit waits for the writer to say so.
    fn lay_pending(&mut self) {
        let Some(mut following) = self.following.take() else { return };
        for (number, is_laid) in &mut following.pending {
            if let Some(change) = self.log.get(number).filter(|change| self.book.fits(change)).cloned() {
                *is_laid = true;
                self.take(&change);
            }
        }
        self.following = Some(following);
    }

    /// Notes that a pending change does not fit; without it the book is to be opened anew.
    fn note_refused(&mut self, own: u64) -> Heard {
        let Some(following) = &mut self.following else { return Heard::Nothing };
        let before = following.pending.len();
        following.pending.retain(|(number, _)| *number != own);
        if following.pending.len() == before {
            return Heard::Nothing;
        }
        following.refused.extend(self.log.get(&own).map(|change| (own, Rc::clone(change))));
        Heard::Anew
    }

    /// Tells the history anew from the changes at hand.
    pub(in crate::desk) fn retell(&mut self) {
        self.history = History::default();
        self.log.iter().for_each(|(number, change)| self.history.note(*number, change));
        self.version += 1;
    }
}
