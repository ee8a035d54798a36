//! The worker that reads and writes workbooks, as the page sees it: messages of bytes out, messages of bytes in.

use std::rc::Rc;

use super::promise::Promise;

/// Starts workers for workbooks.
pub trait SheetWorkers {
    /// Starts a worker; its code is loaded only now.
    fn start(&self) -> Rc<dyn SheetWorker>;
}

/// One worker; it ends at the latest when it is dropped.
pub trait SheetWorker {
    /// Sends a message; messages arrive in the order they were sent in.
    fn send(&self, message: Vec<u8>);

    /// Waits for the next message of the worker.
    fn next(&self) -> Promise<Result<Vec<u8>, Gone>>;

    /// Ends the worker at once, whatever it is doing; whoever waits for it hears [`Gone::Ended`].
    fn end(&self);
}

/// Why no more messages will come from a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gone {
    /// Its code could not be loaded.
    Unreachable,
    /// It failed while working, most likely for want of memory.
    Crashed,
    /// It was ended.
    Ended,
}
