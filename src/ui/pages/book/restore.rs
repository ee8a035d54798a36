//! A backup on its way back: read, checked as a whole, and told before it takes the book's place.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::book::{Change, Origin};
use crate::port::files::{Source, read_all};
use crate::transfer::backup::{self, Backup, Fault, SealedBackup, Shut, Why};
use crate::ui::{use_desk, use_services};

/// How far a restoring is.
#[derive(Clone)]
pub(super) enum Phase {
    /// Nothing was chosen.
    Idle,
    /// The file is being read and checked.
    Reading,
    /// It is sealed, and the last passphrase tried did not open it.
    Shut(Rc<str>, Rc<SealedBackup>, Option<Shut>),
    /// A passphrase is being tried on it.
    Opening(Rc<str>, Rc<SealedBackup>),
    /// It cannot take the book's place.
    Refused(Rc<str>, Rc<[Fault]>),
    /// It can, and this is the change; none when the book holds the same already.
    Ready(Rc<str>, Rc<Backup>, Option<Rc<Change>>),
    /// It is to be merged into the book.
    Merging(Rc<str>, Rc<Backup>),
}

/// A restoring and what moves it on.
#[derive(Clone)]
pub(super) struct Restoring {
    // A handle reads the newest phase whenever it is asked, so only a snapshot tells two renderings apart.
    pub(super) phase: Rc<Phase>,
    /// Called to leave the file where it is.
    pub(super) leave: Callback<()>,
    /// Called to merge the file instead of letting it take the book's place.
    pub(super) merge: Callback<()>,
    /// Called with the file.
    pub(super) take: Callback<Rc<dyn Source>>,
    /// Called with the passphrase of a sealed file.
    pub(super) open: Callback<AttrValue>,
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
    let ready = {
        let (desk, clock) = (desk.clone(), services.clock.clone());
        move |name: Rc<str>, read: Result<Backup, Vec<Fault>>| match read {
            Err(faults) => Phase::Refused(name, faults.into()),
            Ok(backup) => {
                let change = desk.read().book().change_to(&backup.book, clock.now(), Origin::Restore);
                Phase::Ready(name, Rc::new(backup), change.map(Rc::new))
            }
        }
    };
    let open = {
        let (phase, services, ready) = (phase.clone(), services.clone(), ready.clone());
        Callback::from(move |passphrase: AttrValue| {
            let Phase::Shut(name, backup, _) = &**phase else { return };
            let (name, backup) = (Rc::clone(name), Rc::clone(backup));
            let (phase, services, ready) = (phase.setter(), services.clone(), ready.clone());
            phase.set(Rc::new(Phase::Opening(Rc::clone(&name), Rc::clone(&backup))));
            spawn_local(async move {
                // The page is busy with a try: that it is made is shown before.
                TimeoutFuture::new(50).await;
                let next = match backup.open(&passphrase, &services.random) {
                    Ok(text) => ready(name, backup::read(&text)),
                    Err(shut) => Phase::Shut(name, backup, Some(shut)),
                };
                phase.set(Rc::new(next));
            });
        })
    };
    let take = use_callback(desk, {
        let phase = phase.setter();
        move |source: Rc<dyn Source>, _| {
            let (phase, ready) = (phase.clone(), ready.clone());
            let name = Rc::<str>::from(source.name());
            phase.set(Rc::new(Phase::Reading));
            spawn_local(async move {
                let next = match read(&*source).await {
                    Err(faults) => Phase::Refused(name, faults.into()),
                    Ok(File::Sealed(backup)) => Phase::Shut(name, Rc::new(backup), None),
                    Ok(File::Open(backup)) => ready(name, Ok(*backup)),
                };
                phase.set(Rc::new(next));
            });
        }
    });
    let leave = {
        let phase = phase.setter();
        Callback::from(move |()| phase.set(Rc::new(Phase::Idle)))
    };
    let merge = {
        let phase = phase.clone();
        Callback::from(move |()| {
            if let Phase::Ready(name, backup, _) = &**phase {
                phase.set(Rc::new(Phase::Merging(Rc::clone(name), Rc::clone(backup))));
            }
        })
    };
    Restoring { phase: Rc::clone(&*phase), leave, merge, take, open }
}

/// What a file holds.
enum File {
    Open(Box<Backup>),
    Sealed(SealedBackup),
}

async fn read(source: &dyn Source) -> Result<File, Vec<Fault>> {
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
    match backup::read_sealed(&text).map_err(|fault| vec![fault])? {
        Some(sealed) => Ok(File::Sealed(sealed)),
        None => backup::read(&text).map(|backup| File::Open(Box::new(backup))),
    }
}
