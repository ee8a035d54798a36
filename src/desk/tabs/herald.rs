//! The writer's part: it tells of what is saved, and makes the changes that others ask for.

use std::collections::BTreeMap;

use super::PENDING;
use super::message::{Asked, Message, Visit};
use crate::book::{Origin, wire};
use crate::desk::Desk;
use crate::seal::Lock;

/// What the writer has told of, and what it was asked for.
#[derive(Debug)]
pub(super) struct Herald {
    /// Which visit of which tab.
    pub(super) writer: Visit,
    /// The last change that others know of.
    told: u64,
    /// The lock of a sealed book as others know it.
    lock: Option<Lock>,
    /// What became of each change that was asked for; `None` where it was refused.
    asked: BTreeMap<Asked, Option<u64>>,
    /// Who asked for a change, by its number.
    by: BTreeMap<u64, Asked>,
}

/// What became of a question.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// This is to be said.
    Say(Message),
    /// A change was made, and is to be saved.
    Made,
    /// It is to be asked again: the book is just being sealed or opened for good.
    Later,
    /// Nothing is to be said.
    Nothing,
}

impl Herald {
    /// Begins to tell of what comes after the change `told`, up to which others find all in the homes.
    pub(super) fn new(writer: u64, told: u64, desk: &Desk) -> Herald {
        Herald { writer: (told, writer), told, lock: desk.store().lock(), asked: BTreeMap::new(), by: BTreeMap::new() }
    }

    /// Returns how far it has told.
    pub(super) fn here(&self) -> Message {
        Message::Here { writer: self.writer, number: self.told }
    }

    /// Returns what is to be told since the last time: changes that are saved by now, in their order.
    pub(super) fn news(&mut self, desk: &Desk) -> Vec<Message> {
        let Some(safe) = desk.store().safe_through() else { return Vec::new() };
        let mut news = Vec::new();
        let lock = desk.store().lock();
        while self.told < safe && self.lock == lock {
            let Some(done) = self.done(self.told + 1, desk) else { break };
            self.told += 1;
            news.push(done);
        }
        if self.told < safe || self.lock != lock {
            self.told = self.told.max(safe);
            self.lock = lock;
            news.push(Message::Anew { writer: self.writer });
        }
        news
    }

    /// Makes a change that was asked for, once.
    pub(super) fn answer(&mut self, asked: Asked, bytes: &[u8], desk: &mut Desk) -> Answer {
        match self.asked.get(&asked) {
            Some(Some(number)) if *number <= self.told => {
                return Answer::Say(self.done(*number, desk).unwrap_or(Message::Anew { writer: self.writer }));
            }
            Some(Some(_)) => return Answer::Nothing,
            Some(None) => return Answer::Say(Message::Refused { writer: self.writer, asked }),
            None => {}
        }
        let mut change = wire::change_from(bytes).ok();
        if let Some(Origin::Undo(number)) = change.as_mut().map(|change| &mut change.origin)
            && *number >= PENDING
        {
            let undone = Asked { turn: *number - PENDING, ..asked };
            match self.asked.get(&undone) {
                Some(Some(made)) => *number = *made,
                // What was refused cannot be taken back.
                Some(None) | None => change = None,
            }
        }
        let made = match change.filter(|change| desk.book().fits(change)).map(|change| desk.commit(change)) {
            Some(Ok(number)) => Some(number),
            Some(Err(_)) => return Answer::Later,
            None => None,
        };
        self.asked.insert(asked, made);
        match made {
            Some(number) => {
                self.by.insert(number, asked);
                Answer::Made
            }
            None => Answer::Say(Message::Refused { writer: self.writer, asked }),
        }
    }

    /// Returns what tells of a change; `None` when it is not at hand, too large to be told, or wrote the log anew.
    fn done(&self, number: u64, desk: &Desk) -> Option<Message> {
        let change = desk.log().get(&number)?;
        if change.edits.len() > MOST_EDITS || change.is_erasure() {
            return None;
        }
        let asked = self.by.get(&number).copied();
        Some(Message::Done { writer: self.writer, number, asked, change: wire::change_bytes(change) })
    }
}

/// A change of more edits is found in the homes.
const MOST_EDITS: usize = 4_096;
