//! A backup on its way back: read, checked as a whole, and told before it takes the book's place.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::book::{Change, Origin};
use crate::port::files::{Source, read_all};
use crate::transfer::backup::{self, Backup, Fault, Why};
use crate::ui::{use_desk, use_services};

/// How far a restoring is.
#[derive(Clone)]
pub(super) enum Phase {
    /// Nothing was chosen.
    Idle,
    /// The file is being read and checked.
    Reading,
    /// It cannot take the book's place.
    Refused(Rc<str>, Rc<[Fault]>),
    /// It can, and this is the change; none when the book holds the same already.
    Ready(Rc<str>, Rc<Backup>, Option<Rc<Change>>),
}

/// A restoring and what moves it on.
#[derive(Clone)]
pub(super) struct Restoring {
    // A handle reads the newest phase whenever it is asked, so only a snapshot tells two renderings apart.
    pub(super) phase: Rc<Phase>,
    /// Called to leave the file where it is.
    pub(super) leave: Callback<()>,
    /// Called with the file.
    pub(super) take: Callback<Rc<dyn Source>>,
}

impl PartialEq for Restoring {
    fn eq(&self, other: &Restoring) -> bool {
        Rc::ptr_eq(&self.phase, &other.phase) && self.take == other.take
    }
}

/// The largest file that is read.
const MOST_BYTES: u64 = 512 << 20;

/// Keeps a restoring while the page is open.
#[hook]
pub(super) fn use_restoring() -> Restoring {
    let desk = use_desk();
    let services = use_services();
    let phase = use_state(|| Rc::new(Phase::Idle));
    let take = use_callback(desk, {
        let (phase, services) = (phase.setter(), services.clone());
        move |source: Rc<dyn Source>, desk| {
            let (phase, desk, at) = (phase.clone(), desk.clone(), services.clock.now());
            let name = Rc::<str>::from(source.name());
            phase.set(Rc::new(Phase::Reading));
            spawn_local(async move {
                let next = match read(&*source).await {
                    Err(faults) => Phase::Refused(name, faults.into()),
                    Ok(backup) => {
                        let change = desk.read().book().change_to(&backup.book, at, Origin::Restore);
                        Phase::Ready(name, Rc::new(backup), change.map(Rc::new))
                    }
                };
                phase.set(Rc::new(next));
            });
        }
    });
    let leave = {
        let phase = phase.setter();
        Callback::from(move |()| phase.set(Rc::new(Phase::Idle)))
    };
    Restoring { phase: Rc::clone(&*phase), leave, take }
}

async fn read(source: &dyn Source) -> Result<Backup, Vec<Fault>> {
    let refused = || vec![Fault { path: String::new(), value: String::new(), why: Why::NotABackup }];
    if source.size() > MOST_BYTES {
        return Err(refused());
    }
    let bytes = read_all(source, 1 << 20, |_| ()).await.map_err(|_| refused())?;
    let text = String::from_utf8(bytes).map_err(|error| {
        // A file cut off inside a letter is still known by its beginning.
        let (intact, _) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
        backup::read_damaged(std::str::from_utf8(intact).unwrap_or_default())
    })?;
    // Lets the page show that it is at work before a large file keeps it busy.
    TimeoutFuture::new(0).await;
    backup::read(&text)
}
