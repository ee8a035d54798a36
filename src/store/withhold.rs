//! Parts that verify and cannot be understood: the book opens for reading alone, until its owner goes on without them.

use super::damage::Part;
use super::envelope::Flaw;
use super::fault::{Home, ReadOnly};
use super::keeper::Store;
use super::key::Spot;

impl Store {
    /// Opens the book for reading alone from now on, unless it is already; to be called before anything is settled.
    pub fn withhold(&self, reason: ReadOnly) {
        self.change(|state| {
            state.read_only.get_or_insert(reason);
        });
    }

    /// Goes on without the parts that could not be understood: they are set aside in both homes, under keys that
    /// nothing ever overwrites, and the book can be written again. `false` when no such part keeps it from that.
    pub fn leave_out(&self) -> bool {
        self.change(|state| {
            let Some(ReadOnly::Unreadable { parts }) = &state.read_only else { return false };
            let parts = parts.clone();
            let mut repair = state.repair.take().unwrap_or_default();
            for part in &parts {
                let spot = match part {
                    Part::Head => continue,
                    Part::Change { seq } => Spot::Entry { seq: *seq },
                    Part::Chunk { name } => match state.head.chunks.iter().find(|chunk| chunk.name == *name) {
                        Some(chunk) => chunk.spot(),
                        None => continue,
                    },
                };
                state.head.chunks.retain(|chunk| chunk.spot() != spot);
                repair.head.chunks.retain(|chunk| chunk.spot() != spot);
                repair.entries.retain(|(seq, _)| Spot::Entry { seq: *seq } != spot);
                repair.aside.extend([Home::Local, Home::Mirror].map(|home| (home, spot, Flaw::Content)));
            }
            state.repair = Some(repair);
            state.read_only = None;
            true
        })
    }
}
