//! What waits to be kept, in the order it was done.

use std::collections::VecDeque;
use std::rc::Rc;

use super::fault::StoreFault;
use super::generation::{Chunk, Content, Reason};
use super::homes::LocalHome;
use super::key::Spot;

/// One thing that waits.
#[derive(Clone, Debug)]
pub(super) enum Job {
    /// A change for the journal.
    Entry(EntryJob),
    /// A new generation.
    Generation(GenerationJob),
}

/// A change on its way.
#[derive(Clone, Debug)]
pub(super) struct EntryJob {
    /// Its number.
    pub(super) seq: u64,
    /// The head of a book without generations, which is to lie wherever the change does.
    pub(super) head: Option<Vec<u8>>,
    /// What replays it.
    pub(super) content: Vec<u8>,
    /// The whole piece.
    pub(super) raw: Vec<u8>,
    /// The change with what was there before.
    pub(super) log: Vec<u8>,
    /// Whether local storage has it.
    pub(super) is_in_local: bool,
}

impl GenerationJob {
    /// Tells whether it holds the whole book, with nothing kept of an earlier generation.
    pub(super) fn is_whole(&self) -> bool {
        self.chunks.iter().all(|chunk| chunk.content != Content::Kept)
    }
}

impl EntryJob {
    /// Returns what is to be written and where, in this order.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (Spot, &Vec<u8>)> {
        let head = self.head.as_ref().map(|head| (Spot::Head, head));
        head.into_iter().chain([(Spot::Entry { seq: self.seq }, &self.raw)])
    }

    /// Writes it to local storage, where nothing may follow it: what a page before left unsaved comes to light late at
    /// times, and is no part of the book any more.
    pub(super) fn write(&self, local: &LocalHome) -> Result<(), StoreFault> {
        local.remove(Spot::Entry { seq: self.seq + 1 })?;
        self.pieces().try_for_each(|(spot, raw)| local.write(spot, raw))
    }
}

/// A generation on its way.
#[derive(Clone, Debug)]
pub(super) struct GenerationJob {
    /// The first change that is safe only when this is written.
    pub(super) first: u64,
    /// The last change it contains.
    pub(super) through: u64,
    /// Its chunks.
    pub(super) chunks: Rc<Vec<Chunk>>,
    /// What goes into the log with it.
    pub(super) logs: Vec<(u64, Vec<u8>)>,
    /// Whether changes depend on it, or it merely tidies up.
    pub(super) is_essential: bool,
    /// Whether log and set-aside pieces are to go.
    pub(super) is_erasure: bool,
    /// The changes and their bytes that it folds away, for the journal's length if it is given up.
    pub(super) folds: (usize, usize),
}

/// The queue.
#[derive(Debug, Default)]
pub(super) struct Queue {
    jobs: VecDeque<Job>,
    /// How many jobs at the front are being written.
    taken: usize,
    /// New chunks of a generation that was given up, for a later one that keeps them.
    unwritten: Vec<Chunk>,
}

impl Queue {
    /// Adds a change.
    pub(super) fn push_entry(&mut self, entry: EntryJob) {
        self.jobs.push_back(Job::Entry(entry));
    }

    /// Adds a generation that contains all changes up to `through`.
    ///
    /// It takes the place of a generation that still waits and of everything queued behind that.
    /// `folds` is the journal's length, in changes and bytes.
    pub(super) fn push_generation(
        &mut self,
        through: u64,
        mut chunks: Vec<Chunk>,
        reason: Reason,
        folds: (usize, usize),
    ) {
        let begun = self.taken;
        let waits = |job: &Job| matches!(job, Job::Generation(_));
        let from = if reason == Reason::Erasure {
            begun
        } else {
            self.jobs.iter().skip(begun).position(waits).map_or(self.jobs.len(), |at| at + begun)
        };
        if let Some(Job::Generation(earlier)) = self.jobs.get(from) {
            take_kept(&mut chunks, &earlier.chunks);
        }
        let mut job = GenerationJob {
            first: match reason {
                Reason::Change { .. } | Reason::Erasure => through,
                Reason::Compaction => through + 1,
                Reason::Renewal { .. } => 1,
            },
            through,
            chunks: Rc::new(chunks),
            logs: Vec::new(),
            is_essential: reason != Reason::Compaction,
            is_erasure: reason == Reason::Erasure,
            folds,
        };
        for replaced in self.jobs.drain(from..) {
            match replaced {
                Job::Entry(entry) => {
                    job.first = job.first.min(entry.seq);
                    job.is_essential = true;
                    job.logs.push((entry.seq, entry.log));
                }
                Job::Generation(earlier) => {
                    job.first = job.first.min(earlier.first);
                    job.is_essential |= earlier.is_essential;
                    job.is_erasure |= earlier.is_erasure;
                    job.folds = sum(job.folds, earlier.folds);
                    job.logs.extend(earlier.logs);
                }
            }
        }
        match reason {
            Reason::Change { log } => job.logs.push((through, log)),
            Reason::Renewal { logs } => job.logs.extend(logs),
            Reason::Compaction | Reason::Erasure => {}
        }
        self.jobs.push_back(Job::Generation(job));
    }

    /// Takes what is to be written next, without removing it: a run of changes, or one generation.
    pub(super) fn take(&mut self) -> Option<Next> {
        match self.jobs.front_mut()? {
            Job::Generation(job) => {
                take_kept(Rc::<Vec<Chunk>>::make_mut(&mut job.chunks), &self.unwritten);
                self.taken = 1;
                Some(Next::Generation(job.clone()))
            }
            Job::Entry(_) => {
                let entries: Vec<EntryJob> = self.entries().take(RUN).cloned().collect();
                self.taken = entries.len();
                Some(Next::Entries(entries))
            }
        }
    }

    /// Notes that local storage has the change `seq` now.
    pub(super) fn note_local(&mut self, seq: u64) {
        for job in &mut self.jobs {
            if let Job::Entry(entry) = job
                && entry.seq == seq
            {
                entry.is_in_local = true;
            }
        }
    }

    /// Removes what was taken: it is kept now.
    pub(super) fn done(&mut self) {
        let taken = std::mem::take(&mut self.taken);
        for job in self.jobs.drain(..taken.min(self.jobs.len())) {
            if matches!(job, Job::Generation(_)) {
                self.unwritten.clear();
            }
        }
    }

    /// Puts back what was taken: it failed. A generation gives way when it is not needed, or a later one waits.
    ///
    /// Says whether it gave way, so that the rest can go on.
    pub(super) fn failed(&mut self) -> Failed {
        self.taken = 0;
        let Some(Job::Generation(job)) = self.jobs.front().cloned() else { return Failed::Waits };
        if !job.is_essential {
            self.jobs.pop_front();
            self.unwritten = job.chunks.iter().filter(|chunk| chunk.content != Content::Kept).cloned().collect();
            return Failed::GaveUp { folds: job.folds };
        }
        let later = self.jobs.iter().skip(1).position(|job| matches!(job, Job::Generation(_)));
        let Some(at) = later else { return Failed::Waits };
        let mut logs = Vec::new();
        for replaced in self.jobs.drain(..=at) {
            match replaced {
                Job::Entry(entry) => logs.push((entry.seq, entry.log)),
                Job::Generation(earlier) => logs.extend(earlier.logs),
            }
        }
        if let Some(Job::Generation(later)) = self.jobs.front_mut() {
            logs.append(&mut later.logs);
            later.logs = logs;
            take_kept(Rc::<Vec<Chunk>>::make_mut(&mut later.chunks), &job.chunks);
            later.first = later.first.min(job.first);
            later.is_essential = true;
            later.is_erasure |= job.is_erasure;
            later.folds = sum(later.folds, job.folds);
        }
        Failed::GaveWay
    }

    /// Returns the first change that is not safe yet, if any.
    pub(super) fn first_unsafe(&self) -> Option<u64> {
        let first = |job: &Job| match job {
            Job::Entry(entry) => Some(entry.seq),
            Job::Generation(job) => job.is_essential.then_some(job.first),
        };
        self.jobs.iter().filter_map(first).min()
    }

    /// Returns the changes that wait, from the front to the first generation.
    fn entries(&self) -> impl Iterator<Item = &EntryJob> {
        self.jobs.iter().map_while(|job| match job {
            Job::Entry(entry) => Some(entry),
            Job::Generation(_) => None,
        })
    }

    /// Returns everything that waits.
    pub(super) fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.jobs.iter()
    }
}

/// Fills in what `chunks` keep of a generation, `earlier`, that will never be written.
fn take_kept(chunks: &mut [Chunk], earlier: &[Chunk]) {
    for chunk in chunks.iter_mut().filter(|chunk| chunk.content == Content::Kept) {
        if let Some(before) = earlier.iter().find(|before| before.name == chunk.name) {
            chunk.content = before.content.clone();
        }
    }
}

fn sum(one: (usize, usize), other: (usize, usize)) -> (usize, usize) {
    (one.0 + other.0, one.1 + other.1)
}

/// What became of a job that failed.
pub(super) enum Failed {
    /// It waits to be tried again, and everything behind it.
    Waits,
    /// A later generation took its place.
    GaveWay,
    /// Nothing depended on it, and it is gone: the journal still holds what it would have folded away.
    GaveUp {
        /// That many changes and bytes.
        folds: (usize, usize),
    },
}

/// What is to be written next.
pub(super) enum Next {
    /// A run of changes, for one transaction.
    Entries(Vec<EntryJob>),
    /// A generation.
    Generation(GenerationJob),
}

/// How many changes go into one transaction at most.
const RUN: usize = 512;
