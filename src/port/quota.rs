//! How much room the browser gives the origin beyond local storage, and whether it may take it back.

use std::cell::Cell;

use super::promise::{Promise, kept};

/// The browser's word on room and permanence.
pub trait Quota {
    /// Returns the browser's estimate, if it gives one.
    fn estimate(&self) -> Promise<Option<Estimate>>;
    /// Returns whether the browser has promised to keep what is stored.
    fn persistence(&self) -> Promise<Persistence>;
    /// Asks the browser for that promise; it may ask the owner.
    fn persist(&self) -> Promise<Persistence>;
}

/// Room in bytes, all kinds of storage together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// What is used.
    pub used: u64,
    /// What is used and free together.
    pub total: u64,
}

/// Whether what is stored may vanish by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persistence {
    /// The browser keeps it until the owner deletes it.
    Promised,
    /// The browser may delete it when room is short, or after a time without a visit.
    BestEffort,
    /// The browser does not say.
    Unknown,
}

/// A browser with fixed answers, which grants permanence when asked.
#[derive(Debug)]
pub struct FixedQuota {
    estimate: Option<Estimate>,
    persistence: Cell<Persistence>,
}

impl FixedQuota {
    /// Makes a browser that estimates like this and has promised nothing.
    pub fn new(estimate: Option<Estimate>) -> Self {
        Self { estimate, persistence: Cell::new(Persistence::BestEffort) }
    }
}

impl Quota for FixedQuota {
    fn estimate(&self) -> Promise<Option<Estimate>> {
        kept(self.estimate)
    }

    fn persistence(&self) -> Promise<Persistence> {
        kept(self.persistence.get())
    }

    fn persist(&self) -> Promise<Persistence> {
        self.persistence.set(Persistence::Promised);
        self.persistence()
    }
}
