//! Newer versions of the app: hearing that one is ready, and letting it take over.

use std::rc::Rc;

/// What is heard of a newer version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// It is at hand and waits.
    Ready,
    /// It has taken over, for all pages but those that were opened before.
    Here,
}

/// Knows of newer versions of the app.
pub trait Newer {
    /// Calls `hear` with what is known already and with what comes, in place of whoever listened before.
    fn listen(&self, hear: Rc<dyn Fn(News)>);
    /// Lets the version that waits take over; all pages hear of it.
    fn take(&self);
    /// Opens the page again, in the version that is here.
    fn reopen(&self);
}

/// An app that stays as it is.
#[derive(Clone, Copy, Debug)]
pub struct NeverNewer;

impl Newer for NeverNewer {
    fn listen(&self, _hear: Rc<dyn Fn(News)>) {}
    fn take(&self) {}
    fn reopen(&self) {}
}
