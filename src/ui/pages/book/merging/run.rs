//! The comparison on its way: the log read, then both books compared in slices, so that the page stays awake.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::port::clock::Clock;
use crate::store::StoreFault;
use crate::transfer::backup::Backup;
use crate::transfer::merging::{Choices, Comparing, Comparison, Past};
use crate::transfer::stint::{Stint, Stints};
use crate::ui::{DeskHandle, use_desk, use_services};

/// How long one slice of work may take, in milliseconds; half of what a reader would notice.
const SLICE_MS: i64 = 25;
/// Records compared between two looks at the clock.
const STEP: usize = 100;

/// How far a merging is.
#[derive(Clone)]
pub(super) enum Phase {
    /// Both are being compared: so many steps are done, of so many.
    Comparing(u64, u64),
    /// The history could not be read.
    Failed(StoreFault),
    /// They are compared.
    Compared(Compared),
}

/// Two books that were compared, and what the reader picked.
#[derive(Clone)]
pub(super) struct Compared {
    pub(super) found: Rc<Comparison>,
    pub(super) choices: Choices,
    /// The last change of the book that was compared.
    change: u64,
    /// Whether the book has changed since the reader first saw the comparison.
    pub(super) is_anew: bool,
}

impl PartialEq for Compared {
    fn eq(&self, other: &Compared) -> bool {
        Rc::ptr_eq(&self.found, &other.found) && self.choices == other.choices
    }
}

impl Compared {
    /// Tells whether the book is still the one that was compared.
    pub(super) fn is_current(&self, desk: &DeskHandle) -> bool {
        self.change == desk.read().last_change()
    }
}

/// A merging and what moves it on.
pub(super) struct Merging {
    pub(super) phase: Rc<Phase>,
    /// Called with other picks.
    pub(super) choose: Callback<Choices>,
}

/// Compares a backup with the book while the page is open, and anew whenever the book changes.
#[hook]
pub(super) fn use_merging(backup: &Rc<Backup>) -> Merging {
    let desk = use_desk();
    let clock = use_services().clock;
    let phase = use_state(|| Rc::new(Phase::Comparing(0, 0)));
    let stints = use_memo((), |()| Stints::default());
    let last = desk.read().last_change();
    use_effect_with(last, {
        let (phase, stints, desk, backup) = (phase.clone(), Rc::clone(&stints), desk.clone(), Rc::clone(backup));
        move |_| {
            let stint = stints.begin();
            spawn_local(async move {
                let before = match &**phase {
                    Phase::Compared(compared) => Some(compared.clone()),
                    _ => None,
                };
                let show = |next: Phase| phase.set(Rc::new(next));
                let next =
                    match compare(&desk, &backup, &*clock, &stint, &|done, total| show(Phase::Comparing(done, total)))
                        .await
                    {
                        Ok(found) => Phase::Compared(renewed(found, before)),
                        Err(Some(fault)) => Phase::Failed(fault),
                        Err(None) => return,
                    };
                show(next);
            });
            move || stints.stop()
        }
    });
    let choose = {
        let phase = phase.clone();
        Callback::from(move |choices: Choices| {
            if let Phase::Compared(compared) = &**phase {
                phase.set(Rc::new(Phase::Compared(Compared { choices, ..compared.clone() })));
            }
        })
    };
    Merging { phase: Rc::clone(&*phase), choose }
}

/// Returns what was found with the picks made so far.
fn renewed((found, change): (Comparison, u64), before: Option<Compared>) -> Compared {
    let choices = match &before {
        Some(before) => before.choices.carried(&before.found, &found),
        None => Choices::new(&found),
    };
    Compared { found: Rc::new(found), choices, change, is_anew: before.is_some() }
}

/// Compares, or returns why not: the history could not be read, or it is wanted no more.
async fn compare(
    desk: &DeskHandle,
    backup: &Backup,
    clock: &dyn Clock,
    stint: &Stint,
    report: &dyn Fn(u64, u64),
) -> Result<(Comparison, u64), Option<StoreFault>> {
    // Lets the page show that it is at work before a long log keeps it busy.
    TimeoutFuture::new(0).await;
    let change = desk.read().last_change();
    let mut past = Past::default();
    desk.look_through(&mut |change| past.note(change, &backup.book)).await.map_err(Some)?;
    let mut comparing = Comparing::new(past);
    loop {
        // Where the book changed, another comparison has begun.
        if !stint.is_wanted() || desk.read().last_change() != change {
            return Err(None);
        }
        let (is_done, (done, total)) = {
            let desk = desk.read();
            let until = clock.now() + SLICE_MS;
            let mut goes_on = true;
            while goes_on && clock.now() < until {
                goes_on = (0..STEP).all(|_| comparing.advance(desk.book(), &backup.book));
            }
            (!goes_on, comparing.progress(desk.book(), &backup.book))
        };
        if is_done {
            return Ok((comparing.finish(), change));
        }
        report(done, total);
        TimeoutFuture::new(0).await;
    }
}
