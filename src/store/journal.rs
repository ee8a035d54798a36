//! Which changes count when two homes tell of them.
//!
//! What the mirror holds counts: it was on its way to be called saved, and the mirror loses nothing in between.
//! What local storage alone holds counts if the change before it does, or was damaged there: a change missing
//! without a trace was lost with a killed browser, and what followed it was never called saved. Nor does it count where
//! the mirror tells the change before it otherwise: a session that could not read local storage went another way.

use std::collections::BTreeSet;

use super::damage::{Damage, Outcome, Part};
use super::envelope::Flaw;
use super::fault::Home;
use super::homes::{StoredEntry, Survey};
use super::key::Spot;

/// The outcome of comparing the homes' journals.
#[derive(Debug, Default)]
pub(super) struct Journal {
    /// The changes that count, ascending.
    pub(super) entries: Vec<(u64, StoredEntry)>,
    /// What was wrong.
    pub(super) damage: Vec<Damage>,
    /// What must be set aside.
    pub(super) aside: Vec<(Home, Spot, Flaw)>,
}

/// Merges the journals of both homes, after change `through`.
pub(super) fn merge(through: u64, local: &Survey, mirror: &Survey) -> Journal {
    let mut journal = Journal::default();
    // What was set aside as damaged in an earlier session leaves a known gap.
    let aside: BTreeSet<u64> = local.aside.union(&mirror.aside).copied().collect();
    let numbers = local.entries.keys().chain(mirror.entries.keys()).chain(&aside).copied();
    let numbers: BTreeSet<u64> = numbers.filter(|seq| *seq > through).collect();
    let mut known = aside;
    let mut told_otherwise = BTreeSet::new();
    for seq in numbers {
        let (ours, theirs) = (local.entries.get(&seq), mirror.entries.get(&seq));
        let counts = match (ours, theirs) {
            (ours, Some(Ok(entry))) => {
                match ours {
                    Some(Err(flaw)) => journal.refuse(Home::Local, seq, *flaw, Outcome::Healed),
                    Some(Ok(other)) if other.raw != entry.raw => {
                        journal.refuse(Home::Local, seq, Flaw::Conflict, Outcome::Lost);
                        told_otherwise.insert(seq);
                    }
                    Some(Ok(_)) | None => {}
                }
                if !follows(entry, through, &known) {
                    journal.miss(Home::Mirror, entry.previous);
                }
                Some(entry)
            }
            (Some(Ok(entry)), Some(Err(flaw))) => {
                journal.refuse(Home::Mirror, seq, *flaw, Outcome::Healed);
                Some(entry)
            }
            (Some(Ok(entry)), None) if follows(entry, through, &known) && !told_otherwise.contains(&entry.previous) => {
                Some(entry)
            }
            (Some(Ok(_)), None) => {
                journal.refuse(Home::Local, seq, Flaw::Orphan, Outcome::Lost);
                continue;
            }
            (None, None) => {
                journal.miss(if mirror.aside.contains(&seq) { Home::Mirror } else { Home::Local }, seq);
                None
            }
            (ours, theirs) => {
                for (home, entry) in [(Home::Local, ours), (Home::Mirror, theirs)] {
                    if let Some(Err(flaw)) = entry {
                        journal.refuse(home, seq, *flaw, Outcome::Lost);
                    }
                }
                None
            }
        };
        known.insert(seq);
        journal.entries.extend(counts.map(|entry| (seq, entry.clone())));
    }
    journal
}

/// Returns whether the change before `entry` counts, or is known to be damaged.
fn follows(entry: &StoredEntry, through: u64, known: &BTreeSet<u64>) -> bool {
    entry.previous <= through || known.contains(&entry.previous)
}

impl Journal {
    fn refuse(&mut self, home: Home, seq: u64, flaw: Flaw, outcome: Outcome) {
        self.damage.push(Damage { home, part: Part::Change { seq }, flaw, outcome });
        self.aside.push((home, Spot::Entry { seq }, flaw));
    }

    fn miss(&mut self, home: Home, seq: u64) {
        self.damage.push(Damage { home, part: Part::Change { seq }, flaw: Flaw::Missing, outcome: Outcome::Lost });
    }
}
