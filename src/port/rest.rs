//! The rest of the app, which is loaded after what the first screen needs.

use super::promise::{Promise, kept};

/// Knows whether the rest of the app is there.
pub trait Rest {
    /// Tells whether the rest is there.
    fn is_here(&self) -> bool;
    /// Waits until the rest is there.
    fn load(&self) -> Promise<Result<(), RestMissing>>;
}

/// The rest of the app could not be loaded: the connection is gone, or a newer version has replaced it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestMissing;

/// An app in one piece.
#[derive(Clone, Copy, Debug)]
pub struct OnePiece;

impl Rest for OnePiece {
    fn is_here(&self) -> bool {
        true
    }

    fn load(&self) -> Promise<Result<(), RestMissing>> {
        kept(Ok(()))
    }
}
