//! A mirror that the browser closed in the middle of a session: opened again, and written anew if it was deleted.

use std::rc::Rc;

use super::fault::{Home, StoreFault};
use super::head::Head;
use super::homes::Survey;
use super::keeper::Store;
use super::queue::{GenerationJob, Job};
use crate::port::mirror::Reopened;

/// Why what is kept is not safe after the mirror was emptied.
pub(super) const EMPTIED: StoreFault = StoreFault::Emptied { home: Home::Mirror };

impl Store {
    /// Tells whether the mirror was emptied while the book was open, so that all of it is to be written again, as a
    /// [`Reason::Renewal`](super::Reason::Renewal), and none such waits.
    pub fn lacks_all(&self) -> bool {
        let state = self.inner.state.borrow();
        let is_whole = |job: &Job| matches!(job, Job::Generation(job) if job.is_whole());
        state.is_emptied && !state.queue.jobs().any(is_whole)
    }

    /// Has `then` called whenever the browser closes the mirror; [`settle`](Self::settle) opens it again.
    pub fn when_closed(&self, then: Rc<dyn Fn()>) {
        if let Some(mirror) = &self.inner.mirror {
            mirror.storage.when_closed(then);
        }
    }

    /// Tells whether the browser closed the mirror.
    pub(super) fn is_mirror_closed(&self) -> bool {
        self.inner.mirror.as_ref().is_some_and(|mirror| mirror.storage.is_closed())
    }

    /// Opens the mirror again if the browser closed it.
    pub(super) async fn reopen(&self) -> Result<(), StoreFault> {
        let Some(mirror) = self.inner.mirror.as_ref().filter(|mirror| mirror.storage.is_closed()) else {
            return Ok(());
        };
        let found = mirror.storage.reopen().await.map_err(StoreFault::of(Home::Mirror))?;
        if found == Reopened::Empty {
            let state = &mut *self.inner.state.borrow_mut();
            state.is_emptied = true;
            if let Some(repair) = &mut state.repair {
                repair.mirror = Survey::default();
            }
        }
        Ok(())
    }

    /// Prepares an emptied mirror for a generation.
    ///
    /// # Errors
    /// Fails when the generation keeps chunks, which are gone, or the mirror refuses.
    pub(super) async fn begin_anew(&self, job: &GenerationJob) -> Result<(), StoreFault> {
        let Some(mirror) = self.inner.mirror.as_ref().filter(|_| job.is_whole()) else { return Err(EMPTIED) };
        // A head lies in each home before any chunk does.
        let sealed = self.inner.state.borrow().head.sealed.clone();
        mirror.write(mirror.put_head(&Head { mirrored: true, sealed, ..Head::default() })).await
    }
}
