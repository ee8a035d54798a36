//! A mirror that takes its time: each call works after one pause and answers after another.

use std::ops::RangeInclusive;
use std::rc::Rc;

use super::key_value::HomeFault;
use super::mirror::{Mirror, MirrorWrite, Pairs, Reopened, Shelf};
use super::promise::{Promise, pause};

/// A mirror between whose calls and answers anything may happen.
pub struct SlowMirror {
    inner: Rc<dyn Mirror>,
}

impl SlowMirror {
    /// Puts pauses before and after the work of `inner`.
    pub fn new(inner: Rc<dyn Mirror>) -> Self {
        Self { inner }
    }

    fn later<T: 'static>(&self, work: impl FnOnce(&dyn Mirror) -> Promise<T> + 'static) -> Promise<T> {
        let inner = self.inner.clone();
        Box::pin(async move {
            pause().await;
            let answer = work(&*inner).await;
            pause().await;
            answer
        })
    }
}

impl Mirror for SlowMirror {
    fn keys(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Vec<String>, HomeFault>> {
        self.later(move |inner| inner.keys(shelf, range))
    }

    fn read(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Pairs, HomeFault>> {
        self.later(move |inner| inner.read(shelf, range))
    }

    fn write(&self, writes: Vec<MirrorWrite>) -> Promise<Result<(), HomeFault>> {
        self.later(move |inner| inner.write(writes))
    }

    fn is_closed(&self) -> bool {
        self.inner.is_closed()
    }

    fn reopen(&self) -> Promise<Result<Reopened, HomeFault>> {
        self.later(|inner| inner.reopen())
    }

    fn when_closed(&self, then: Rc<dyn Fn()>) {
        self.inner.when_closed(then);
    }
}
