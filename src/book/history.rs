//! Undo and redo over the list of changes.

use super::{Change, Origin};

/// Which changes can be undone and redone, the latest last; rebuilt from the changes themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: Vec<u64>,
    undone: Vec<u64>,
}

impl History {
    /// Notes a change by its number; numbers ascend.
    pub fn note(&mut self, number: u64, change: &Change) {
        match change.origin {
            // What the example book begins with is no doing of its reader, and what is only noted changed nothing.
            Origin::Example | Origin::Noted(_) => {}
            Origin::Undo(of) if self.done.last() == Some(&of) => {
                self.done.pop();
                self.undone.push(number);
            }
            Origin::Undo(of) if self.undone.last() == Some(&of) => {
                self.undone.pop();
                self.done.push(number);
            }
            _ => {
                self.done.push(number);
                self.undone.clear();
            }
        }
    }

    /// Returns what undo would take back.
    pub fn undo(&self) -> Option<u64> {
        self.done.last().copied()
    }

    /// Returns the undoing change that redo would take back.
    pub fn redo(&self) -> Option<u64> {
        self.undone.last().copied()
    }
}
