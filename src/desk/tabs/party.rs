//! A tab among those that show the same book: the one that writes, or one that follows.

use super::herald::{Answer, Herald};
use super::message::{Message, Say, Unheard};
use crate::desk::Desk;

/// A tab's part.
pub struct Party {
    say: Say,
    /// There where the tab writes.
    herald: Option<Herald>,
}

/// What follows from something that another tab said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nothing.
    Nothing,
    /// The page shows something else.
    Turned,
    /// A change was made for another tab, and is to be saved.
    Made,
    /// The book is to be opened anew.
    Anew,
    /// The book is to be locked.
    Lock,
    /// It is to be heard again in a moment.
    Later,
}

impl Party {
    /// Follows whoever writes the book.
    pub fn follow(say: Say) -> Party {
        Party { say, herald: None }
    }

    /// Writes the book from now on, on a visit with a number greater than those before; the others hear of it, and of what comes after
    /// the change `told`, up to which all is in the homes.
    pub fn write(&mut self, writer: u64, told: u64, desk: &Desk) {
        let herald = Herald::new(writer, told, desk);
        self.tell_one(&herald.here(), desk);
        self.herald = Some(herald);
    }

    /// Asks who writes.
    pub fn greet(&self, desk: &Desk) {
        self.tell_one(&Message::Hello, desk);
    }

    /// Has the book locked in all other tabs.
    pub fn lock(&self, desk: &Desk) {
        self.tell_one(&Message::Lock, desk);
    }

    /// Tells the others of what is saved by now; a tab that follows has nothing to tell.
    pub fn tell(&mut self, desk: &Desk) {
        let news = self.herald.as_mut().map(|herald| herald.news(desk)).unwrap_or_default();
        news.iter().for_each(|message| self.tell_one(message, desk));
    }

    /// Hears what another tab said.
    pub fn hear(&mut self, bytes: &[u8], desk: &mut Desk) -> Heard {
        let message = match Message::from_bytes(bytes, desk.store().book(), desk.store().key().as_deref()) {
            Ok(message) => message,
            Err(Unheard::Sealed) if self.herald.is_none() => return Heard::Anew,
            Err(_) => return Heard::Nothing,
        };
        let Some(herald) = &mut self.herald else { return desk.heed(message) };
        match message {
            Message::Hello => self.tell_one(&self.here(), desk),
            Message::Ask { writer, asked, change } if writer == herald.writer => {
                match herald.answer(asked, &change, desk) {
                    Answer::Say(answer) => self.tell_one(&answer, desk),
                    Answer::Made => return Heard::Made,
                    Answer::Later => return Heard::Later,
                    Answer::Nothing => {}
                }
            }
            Message::Lock => return Heard::Lock,
            _ => {}
        }
        Heard::Nothing
    }

    fn here(&self) -> Message {
        self.herald.as_ref().map_or(Message::Hello, Herald::here)
    }

    fn tell_one(&self, message: &Message, desk: &Desk) {
        (self.say)(&message.to_bytes(desk.store().book(), desk.store().key().as_deref()));
    }
}
