//! An answer that comes later, of the kind a browser gives: on one thread, boxed so that ports stay objects.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// An answer that comes later.
pub type Promise<T> = Pin<Box<dyn Future<Output = T>>>;

/// Makes a promise that is kept already.
pub fn kept<T: 'static>(value: T) -> Promise<T> {
    Box::pin(std::future::ready(value))
}

/// Makes a promise that is never kept, like one asked of a page that was closed meanwhile.
pub fn never<T: 'static>() -> Promise<T> {
    Box::pin(std::future::pending())
}

/// Gives way once, as everything does that waits for a browser.
pub async fn pause() {
    let mut is_first = true;
    std::future::poll_fn(|context| match std::mem::take(&mut is_first) {
        true => {
            context.waker().wake_by_ref();
            Poll::Pending
        }
        false => Poll::Ready(()),
    })
    .await;
}

/// Runs a future that stands on native twins that answer at once or never.
///
/// Returns `None` when it waits for something that never comes.
pub fn run<F: Future>(future: F) -> Option<F::Output> {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
